"""An evidence package: chronology, originals, entries and their hashes, as one reader may have them.

Nothing is held but the thread's dates: each text, each original goes from disk to disk. What the reader may not see is
left out of everything alike and counted on the first page; its hash stays, so that the chain still holds.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO

from msgspec import Struct, structs

from assistant.clocks.wording import counted, long_date
from assistant.mail.exporting import files_of
from assistant.record.csv_text import csv_line, csv_lines
from assistant.record.file_names import distinct_names
from assistant.record.inert import inert_line
from assistant.record.long_thread import LongThread
from assistant.record.store import Originals
from assistant.reports.as_html import as_html
from assistant.reports.checking import CHECKER, readme
from assistant.reports.chronology import Period, Row, chronology, exhibit
from assistant.reports.chronology_page import FIELDS, Names, chronology_document, row_fields
from assistant.reports.disclosure import FOR, Audience, Reader, Reason, left_out, tally, withheld, withheld_fields
from assistant.reports.sealing import Sealing

Hidden = dict[str, dict[int, Reason]]
"""Thread → the entries that are not given, and why."""
EXHIBITS = ("exhibit", "thread", "entry", "kind", "name", "file", "bytes", "sha256")


class Evidence(Struct, frozen=True):
    """What goes into a package."""

    threads: tuple[LongThread, ...]
    """Of one regulator."""
    names: Names
    audience: Audience
    to: Reader
    day: date
    originals: Originals


class Packed(Struct, frozen=True):
    """What went into it."""

    files: int
    """The list of hashes not counted."""
    entries: int
    exhibits: int
    withheld: dict[str, int]
    """Entries, by reason."""
    documents_withheld: int
    """Messages whose originals and attachments were left out with them."""
    digest: str
    """Over the heads of the threads' chains, as `verify` gives it over those of the whole record."""
    seal: str
    """The SHA-256 of the list of all files."""
    zip_sha256: str | None = None
    """That of the zip itself; None for a folder."""


def pack(evidence: Evidence, sealing: Sealing) -> Packed:
    """Write the package; raises `RecordProblem` for an original that is missing or was changed."""
    hidden = {of.thread.id: left_out_of(of, evidence.to) for of in evidence.threads}
    count = _together(hidden)
    documents = sum(n in hidden[of.thread.id] for of in evidence.threads for n in of.documents)
    told = f"{left_out(count) or 'Nothing was left out'}{_documents(documents)}."
    _chronology(evidence, sealing, told)
    for of in evidence.threads:
        sealing.add(f"entries/{of.thread.id}.jsonl", _entries(of, hidden[of.thread.id]))
    exhibits = _originals(evidence, sealing, hidden)
    heads = "".join(f"{of.thread.id} {of.length} {of.head}\n" for of in evidence.threads)
    digest = sealing.add("heads.txt", [heads.encode()])
    sealing.add("manifest.json", [_manifest(evidence, hidden, exhibits, documents, digest)])
    sealing.add("verify.py", [CHECKER.encode()])
    page = readme(_title(evidence), FOR[evidence.audience], long_date(evidence.day), told, digest)
    sealing.add("README.txt", [page.encode()])
    sealing.finish()
    entries = sum(of.length for of in evidence.threads)
    return Packed(sealing.files, entries, exhibits, withheld_fields(count), documents, digest, sealing.seal)


def left_out_of(of: LongThread, to: Reader) -> dict[int, Reason]:
    """Every entry on file that is not given, with the first reason that holds."""
    found = withheld(of.lines, to)
    as_of = of.told.as_of
    if len(of.lines) < of.length:
        known = {line.n for line in of.lines}
        found |= dict.fromkeys((n for n in range(1, of.length + 1) if n not in known), "later")
    if as_of is not None:
        found |= dict.fromkeys((n for n, day in of.standing_days().items() if day > as_of), "later")
    return dict(sorted(found.items()))


def _together(hidden: Hidden) -> Counter[Reason]:
    return tally(dict(enumerate(why for one in hidden.values() for why in one.values())))


def _manifest(evidence: Evidence, hidden: Hidden, exhibits: int, documents: int, digest: str) -> bytes:
    """What the package was made from, for programs."""
    summary = {
        "version": 1,
        "audience": evidence.audience,
        "as_of": evidence.day.isoformat(),
        "regulator": evidence.threads[0].thread.regulator,
        "threads": [_thread(of, hidden[of.thread.id]) for of in evidence.threads],
        "withheld": withheld_fields(_together(hidden)),
        "documents_withheld": documents,
        "exhibits": exhibits,
        "digest": digest,
    }
    return json.dumps(summary, indent=2, ensure_ascii=False).encode() + b"\n"


def _documents(count: int) -> str:
    return f"; the documents of {counted(count, 'message')} with them" if count else ""


def _title(evidence: Evidence) -> str:
    matters = "\n".join(f"  {of.thread.id}: {inert_line(of.thread.title)}" for of in evidence.threads)
    return f"{inert_line(evidence.names.company)} and {inert_line(evidence.names.regulator)}\n{matters}"


def _thread(of: LongThread, hidden: dict[int, Reason]) -> dict[str, object]:
    return {
        "thread": of.thread.id,
        "title": of.thread.title,
        "entries": of.length,
        "given": of.length - len(hidden),
        "head": of.head,
        "withheld": withheld_fields(tally(hidden)),
    }


def _chronology(evidence: Evidence, sealing: Sealing, told: str) -> None:
    """As a page and, on the way, as a table: each message is read once."""
    found = chronology(evidence.threads, evidence.day, Period(), evidence.to)
    more = (f"For {FOR[evidence.audience]}. In this package: {told}",)
    with tempfile.TemporaryFile() as spool:
        copied = structs.replace(found, rows=_copied(found.rows, spool))
        page = as_html(chronology_document(copied, evidence.names, more))
        sealing.add("chronology.html", (piece.encode() for piece in page))
        spool.seek(0)
        sealing.add("chronology.csv", spool)


def _copied(rows: Iterable[Row], spool: IO[bytes]) -> Iterator[Row]:
    """`rows`, each also written to `spool` as CSV."""
    spool.write(csv_line(FIELDS).encode())
    for row in rows:
        spool.write(csv_line(row_fields(row).values()).encode())
        yield row


def _entries(of: LongThread, hidden: dict[int, Reason]) -> Iterator[bytes]:
    """The file of a thread, line by line; of what is withheld, what the chain needs."""
    for n, raw in of.raw():
        if n in hidden:
            stub = {"hash": of.hash_of(n), "n": n, "prev": of.hash_of(n - 1), "withheld": hidden[n]}
            yield json.dumps(stub, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        else:
            yield raw + b"\n"


def _originals(evidence: Evidence, sealing: Sealing, hidden: Hidden) -> int:
    """Write what was kept of each message that is given, and the list of it; returns how many messages that is."""
    with tempfile.TemporaryFile() as spool:
        rows = (row for of in evidence.threads for row in _exhibits(evidence, of, sealing, hidden[of.thread.id]))
        spool.writelines(line.encode() for line in csv_lines(rows, EXHIBITS))
        spool.seek(0)
        sealing.add("exhibits.csv", spool)
    return sum(bool(_given(of, hidden[of.thread.id], n)) for of in evidence.threads for n in of.documents)


def _given(of: LongThread, hidden: dict[int, Reason], n: int) -> bool:
    """The message is in the chronology, so that its documents come with it; one that is void is not."""
    return n not in hidden and of.stands(n)


def _exhibits(
    evidence: Evidence, of: LongThread, sealing: Sealing, hidden: dict[int, Reason]
) -> Iterator[dict[str, object]]:
    many = len(evidence.threads) > 1
    for n in (n for n in of.documents if _given(of, hidden, n)):
        kept = list(files_of(n, of.message(n), evidence.originals))
        label = exhibit(of, n, many=False)
        names = distinct_names((f"{label}-", file.name + file.extension) for file in kept)
        for file, name in zip(kept, names, strict=True):
            path, content = f"originals/{of.thread.id}/{name}", evidence.originals.get(file.sha256)
            sealing.add(path, [content])
            yield {"exhibit": exhibit(of, n, many=many), "thread": of.thread.id, "entry": n, "kind": file.kind,
                   "name": file.name, "file": path, "bytes": len(content), "sha256": file.sha256}  # fmt: skip

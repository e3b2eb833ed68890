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
from assistant.record.entry import read_line
from assistant.record.file_names import distinct_names
from assistant.record.inert import inert_line
from assistant.record.store import Originals
from assistant.reports.as_html import as_html
from assistant.reports.checking import CHECKER, readme
from assistant.reports.chronology import Given, Period, Row, chronology, exhibit
from assistant.reports.chronology_page import FIELDS, Names, chronology_document, row_fields
from assistant.reports.disclosure import FOR, Audience, Reader, Reason, left_out, withheld_fields
from assistant.reports.sealing import Sealing

EXHIBITS = ("exhibit", "thread", "entry", "kind", "name", "file", "bytes", "read", "sha256")


class Evidence(Struct, frozen=True):
    """What goes into a package."""

    threads: tuple[Given, ...]
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
    count = _together(evidence)
    documents = sum(n in one.withheld for one in evidence.threads for n in one.of.documents)
    told = f"{left_out(count) or 'Nothing was left out'}{_documents(documents)}."
    _chronology(evidence, sealing, told)
    for one in evidence.threads:
        sealing.add(f"entries/{one.of.thread.id}.jsonl", _entries(one))
    exhibits = _originals(evidence, sealing)
    heads = "".join(f"{one.of.thread.id} {one.of.length} {one.of.head}\n" for one in evidence.threads)
    digest = sealing.add("heads.txt", [heads.encode()])
    sealing.add("manifest.json", [_manifest(evidence, exhibits, documents, digest)])
    sealing.add("verify.py", [CHECKER.encode()])
    page = readme(_title(evidence), FOR[evidence.audience], long_date(evidence.day), told, digest)
    sealing.add("README.txt", [page.encode()])
    sealing.finish()
    entries = sum(one.of.length for one in evidence.threads)
    return Packed(sealing.files, entries, exhibits, withheld_fields(count), documents, digest, sealing.seal)


def _together(evidence: Evidence) -> Counter[Reason]:
    return sum((one.withheld.tally() for one in evidence.threads), Counter())


def _manifest(evidence: Evidence, exhibits: int, documents: int, digest: str) -> bytes:
    """What the package was made from, for programs."""
    summary = {
        "version": 1,
        "audience": evidence.audience,
        "as_of": evidence.day.isoformat(),
        "regulator": evidence.threads[0].of.thread.regulator,
        "threads": [_thread(one) for one in evidence.threads],
        "withheld": withheld_fields(_together(evidence)),
        "documents_withheld": documents,
        "exhibits": exhibits,
        "digest": digest,
    }
    return json.dumps(summary, indent=2, ensure_ascii=False).encode() + b"\n"


def _documents(count: int) -> str:
    return f"; the documents of {counted(count, 'message')} with them" if count else ""


def _title(evidence: Evidence) -> str:
    threads = (one.of.thread for one in evidence.threads)
    matters = "\n".join(f"  {thread.id}: {inert_line(thread.title)}" for thread in threads)
    return f"{inert_line(evidence.names.company)} and {inert_line(evidence.names.regulator)}\n{matters}"


def _thread(one: Given) -> dict[str, object]:
    of, count = one.of, one.withheld.tally()
    return {
        "thread": of.thread.id,
        "title": of.thread.title,
        "entries": of.length,
        "given": of.length - count.total(),
        "head": of.head,
        "withheld": withheld_fields(count),
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


def _entries(one: Given) -> Iterator[bytes]:
    """The file of a thread, line by line; of what is withheld, what the chain needs."""
    for n, raw in one.of.raw():
        if n in one.withheld:
            entry = read_line(raw, f"{one.of.path}, line {n}")
            stub = {"hash": entry.hash, "n": n, "prev": entry.prev, "withheld": one.withheld.why(n)}
            yield json.dumps(stub, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        else:
            yield raw + b"\n"


def _originals(evidence: Evidence, sealing: Sealing) -> int:
    """Write what was kept of each message that is given, and the list of it; returns how many messages that is."""
    with tempfile.TemporaryFile() as spool:
        rows = (row for one in evidence.threads for row in _exhibits(evidence, one, sealing))
        spool.writelines(line.encode() for line in csv_lines(rows, EXHIBITS))
        spool.seek(0)
        sealing.add("exhibits.csv", spool)
    return sum(1 for one in evidence.threads for _ in _documented(one))


def _documented(one: Given) -> Iterator[int]:
    """The messages in the chronology with whose row documents come; one that is void is not there."""
    return (n for n in one.of.documents if n not in one.withheld and one.of.day(n))


def _exhibits(evidence: Evidence, one: Given, sealing: Sealing) -> Iterator[dict[str, object]]:
    of, many = one.of, len(evidence.threads) > 1
    for n in _documented(one):
        kept = list(files_of(n, of.message(n), evidence.originals))
        label = exhibit(of, n, many=False)
        names = distinct_names((f"{label}-", file.name + file.extension) for file in kept)
        for file, name in zip(kept, names, strict=True):
            path, content = f"originals/{of.thread.id}/{name}", evidence.originals.get(file.sha256)
            sealing.add(path, [content])
            yield {"exhibit": exhibit(of, n, many=many), "thread": of.thread.id, "entry": n, "kind": file.kind,
                   "name": file.name, "file": path, "bytes": len(content), "read": "yes" if file.read else "",
                   "sha256": file.sha256}  # fmt: skip

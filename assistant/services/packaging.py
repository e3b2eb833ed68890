"""Evidence packages of a record: which threads, for whom, and where to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import structs

from assistant.desk import Desk
from assistant.reports.chronology import given
from assistant.reports.disclosure import REASONS, Audience, reader
from assistant.reports.evidence import Evidence, Packed, pack
from assistant.reports.sealing import sealing
from assistant.services import reporting


def package(
    desk: Desk,
    threads: Sequence[str],
    regulator: str | None,
    out: Path,
    audience: Audience,
    *,
    confidential: bool,
) -> Packed:
    """Write a package of the named threads, or of all of a regulator's, to the new folder or `.zip` `out`.

    Raises `UsageProblem` if something is at `out`, threads are unknown, or confidential entries are asked for on behalf
    of outsiders; `RecordProblem` for a thread or an original that cannot be read. Then nothing is left at `out`.
    """
    to = reader(audience, confidential=confidential)
    found = reporting.long_threads(desk, threads, regulator)
    key = found[0].thread.regulator
    evidence = Evidence(
        given(found, to), reporting.names(desk, key), audience, to, desk.day(key), desk.record.store.originals
    )
    with sealing(out) as sealed:
        packed = pack(evidence, sealed)
    return structs.replace(packed, zip_sha256=_sha256(out)) if out.is_file() else packed


def told(packed: Packed, out: Path) -> Iterator[str]:
    """What was written to `out`, for a person."""
    yield f"written to {out}: {packed.entries:,} entries, {packed.exhibits:,} exhibits, {packed.files:,} files"
    for why, word in REASONS.items():
        if packed.withheld[why]:
            yield f"  {packed.withheld[why]:,} withheld: {word}"
    yield f"  digest {packed.digest}"
    yield f"  seal   {packed.seal}"
    if packed.zip_sha256:
        yield f"  sha256 {packed.zip_sha256}  {out.name}"
    yield "Keep these elsewhere; the package says how to check it."


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

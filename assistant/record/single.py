"""One entry of a thread read by itself, where reading and checking the whole file would be for nothing."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import RecordProblem
from assistant.record import journal
from assistant.record.entry import Line, Remains, check_link, read_line, understood


def entry_at(path: Path, n: int) -> Line:
    """Entry `n` of the journal at `path`, held to its own hash and not to those before it; raises `RecordProblem`."""
    lines = journal.read(path).lines
    if not 0 < n <= len(lines):
        raise RecordProblem(f"there is no entry #{n}", where=str(path))
    where, raw = f"{path}, line {n}", lines[n - 1]
    entry = read_line(raw, where)
    check_link(entry, raw, n, entry.prev, where, Remains(lambda: lines))
    return understood(entry, where)

"""The last entries of a long journal, read from behind: for who wants to see the newest before all of it is read.

It proves less than reading the whole: that these lines belong together, and lead to the end of the chain that was
checked when the index read it. Whoever asks here reads the whole thread next, and that says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import RecordProblem
from assistant.record import journal
from assistant.record.entry import Line, read_line, read_lines
from assistant.record.journals import Position

MOST = 1 << 21
"""Bytes; more are not read in no time."""


def tail(path: Path, known: str, first: int) -> Sequence[Line]:
    """The entries from number `first` on; nothing where they are too long, or the file is not as it was at `known`.

    `known` is a `Position` as the index keeps it.
    """
    position = Position.parse(known)
    if position is None:
        return ()
    count = position.entries - first + 1
    try:
        status = path.stat()
        if (status.st_size, status.st_mtime_ns) != (position.size, position.mtime_ns):
            return ()
        raw = journal.last(path, position.size, count, MOST)
        if len(raw) < count:
            return ()
        lines, head = read_lines(raw, str(path), first, read_line(raw[0], str(path)).prev)
    except (OSError, RecordProblem):
        return ()
    return lines if head == position.head else ()

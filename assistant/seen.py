"""How far this person has read each thread: how many of its messages were there when they last looked.

No part of the record, which is everybody's: one file in the person's own state directory, for all their records.
Losing it costs no more than the marks; what is there when a record is first opened counts as read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from sys import intern

import msgspec

from assistant.disposable import keep
from assistant.paths import user_directory
from assistant.record.private import make_private

Counts = dict[str, int]
"""Messages by thread."""


def seen_file() -> Path:
    return user_directory("state") / "seen.json"


class Seen:
    """What has been read of one record. A thread that came later than the first look has nothing read of it."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self.path = str(root.resolve()), path
        self._counts: Counts | None = _counts(_all(path).get(self.root))

    def begin(self, counts: Callable[[], Iterable[tuple[str, int]]]) -> None:
        """On the first look at this record: all that is there, by thread, counts as read."""
        if self._counts is None:
            self._counts = dict(counts())
            self._keep()

    def unread(self, thread: str, messages: int) -> int:
        """How many of the thread's messages have come since; none before the first look."""
        return 0 if self._counts is None else max(messages - self._counts.get(thread, 0), 0)

    def look(self, thread: str, messages: int) -> None:
        """The thread was read with so many messages."""
        if self._counts is not None and self._counts.get(thread) != messages:
            self._counts[thread] = messages
            self._keep()

    def _keep(self) -> None:
        """Write this record's counts beside those of the others; of records that are gone nothing is kept."""
        others = {root: counts for root, counts in _all(self.path).items() if Path(root).exists()}
        with suppress(OSError):
            make_private(self.path.parent)
        own = msgspec.Raw(msgspec.json.encode(self._counts or {}))
        keep(self.path, msgspec.json.encode(others | {self.root: own}))


def _all(path: Path) -> Mapping[str, msgspec.Raw]:
    """The counts of each record, as they stand in the file: those of other records are nobody's concern here."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def _counts(raw: msgspec.Raw | None) -> Counts | None:
    try:
        counts = None if raw is None else msgspec.json.decode(raw, type=Counts)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    for thread in counts or ():
        intern(thread)  # ten thousand names, and whoever lists the threads has them as well
    return counts

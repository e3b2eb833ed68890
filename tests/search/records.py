"""A record and the words of it, in a few readable words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.record.entry import NewEntry
from assistant.record.record import Record
from assistant.record.single import entry_at
from assistant.search.following import Progress, Source
from assistant.search.query import parse
from assistant.search.search import Found, Search
from tests.record.writing import KARACHI, THREAD, by, message, opened, record_at


class Searched:
    """A record with a file of words; each question catches up first."""

    def __init__(self, root: Path, record: Record | None = None) -> None:
        self.root, self.record = root, record or record_at(root)
        store = self.record.store
        source = Source(self._marks, self.record.lines, lambda _: KARACHI, root / ".locks")
        self.search = Search(root / "search.sqlite", source, lambda thread, n: entry_at(store.file(thread), n))

    def _marks(self) -> dict[str, str]:
        self.record.refresh()
        return self.record.index.marks()

    def close(self) -> None:
        self.search.close()
        self.record.close()

    def write(self, *entries: NewEntry, thread: str = THREAD) -> None:
        """Append, and begin the thread if there is none."""
        if not self.record.store.exists(thread):
            self.record.append(thread, [opened(thread)], 0)
        self.record.append(thread, entries)

    def catch_up(self) -> Iterator[Progress]:
        return self.search.catch_up()

    def find(self, text: str, *, as_you_type: bool = False, as_of: date | None = None, limit: int = 50) -> Found:
        for _ in self.catch_up():
            pass
        return self.search.find(parse(text, as_you_type=as_you_type), as_of=as_of, limit=limit)

    def found(self, text: str, *, as_you_type: bool = False, as_of: date | None = None) -> list[str]:
        """The ids of the hits, in order."""
        return [hit.id for hit in self.find(text, as_you_type=as_you_type, as_of=as_of).hits]


def mails(*texts: str, day: str = "2020-01-02") -> Sequence[NewEntry]:
    """Inbound mails of one day without a subject."""
    return [by(message("in", day, text, subject="")) for text in texts]

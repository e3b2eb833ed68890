"""The record of a desk searched: what both doors and the chat ask.

A `Searcher` has a connection of its own, so that a screen may search in one worker while another catches up. It may
block (files, locks, SQLite), and a first `catch_up` takes a minute for every hundred thousand messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.paths import RecordPaths
from assistant.record.entry import Line
from assistant.record.index_rows import Fault
from assistant.record.single import entry_at
from assistant.search.following import Progress, Source
from assistant.search.query import Query, parse
from assistant.search.search import Found, Search

COUNTED = 1000
"""Hits up to which they are counted; where there are more, "at least" so many. As one types, it is only said whether
there are more than are shown: the screen asks again at the next key."""


class Searcher:
    """The words of one desk's record; with `--known`, of what was known then, in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.faults: tuple[Fault, ...] = ()
        """What could not be read when it last caught up, and so is not found."""
        record, paths = desk.record, RecordPaths(desk.root)
        source = Source(self._marks, record.lines, desk.zone, record.index.file.stamp, paths.locks)
        line = None if record.known else self._line
        self.search = Search(None if record.known else paths.search, source, line)

    def close(self) -> None:
        self.search.close()

    def catch_up(self) -> Iterator[Progress]:
        """Read what was written since; says after each batch how far it is. Who stops listening stops it."""
        self.faults = self.desk.refresh()
        yield from self.search.catch_up()

    def find(
        self, text: str, *, limit: int = 20, skip: int = 0, ranked: bool = False, as_you_type: bool = False
    ) -> Found:
        """The hits of what a person typed, as of the desk's day; raises `UsageProblem`. See `query.parse`."""
        asked = parse(text, as_you_type=as_you_type)
        try:
            self._check(asked)
        except UsageProblem:
            if as_you_type:
                return Found()
            raise
        query = Query(asked.clauses, ranked or asked.ranked)
        counted = 0 if as_you_type else COUNTED
        return self.search.find(query, limit=limit, skip=skip, counted=counted, as_of=self.desk.as_of)

    def _check(self, query: Query) -> None:
        """Raise `UsageProblem` for a thread or regulator that neither record nor configuration knows."""
        for thread in query.values("thread"):
            if not self.desk.record.store.exists(thread):
                raise UsageProblem(f"there is no thread {thread}", hint="See `assistant threads`.")
        if wanted := set(query.values("regulator")):
            for key in sorted(wanted - {*self.desk.settings.regulators, *self.search.regulators()}):
                raise UsageProblem(f"there is no regulator {key}", hint="See `assistant threads`.")

    def _marks(self) -> Mapping[str, str]:
        with self.desk.lock:
            return self.desk.record.index.marks()

    def _line(self, thread: str, n: int) -> Line:
        return entry_at(self.desk.record.store.file(thread), n)

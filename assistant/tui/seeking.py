"""The searcher of a screen: made when it is first needed, shared by workers, closed once none of them uses it.

A closed connection in the hands of a worker would look like a damaged file of words, which is then made anew; so the
last one to leave closes it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.desk import Desk
from assistant.record.index_rows import Fault

if TYPE_CHECKING:
    from assistant.search.following import Progress
    from assistant.search.search import Found
    from assistant.services.searching import Searcher


class Seeker:
    """Every method but `leave` is for a worker."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._users = 0
        self._left = False

    @contextmanager
    def use(self) -> Iterator[Searcher]:
        with self._lock:
            if self._searcher is None:
                from assistant.services.searching import Searcher  # noqa: PLC0415 - only who searches pays for it

                self._searcher = Searcher(self.desk)
            self._users += 1
            searcher = self._searcher
        try:
            yield searcher
        finally:
            self._done(-1)

    def leave(self) -> None:
        """Nobody will ask any more; for the screen itself."""
        self._left = True
        self._done(0)

    def _done(self, change: int) -> None:
        with self._lock:
            self._users += change
            if self._left and self._users == 0 and self._searcher is not None:
                self._searcher.close()
                self._searcher = None

    def catch_up(self, tell: Callable[[Progress], None], stopped: Callable[[], bool]) -> tuple[Fault, ...]:
        """Read what was written since, until `stopped` says so; what could not be read."""
        with self.use() as searcher:
            for progress in searcher.catch_up():
                if stopped():
                    break
                tell(progress)
            return searcher.faults

    def find(self, text: str, limit: int, *, ranked: bool, as_you_type: bool) -> Found:
        with self.use() as searcher:
            return searcher.find(text, limit=limit, ranked=ranked, as_you_type=as_you_type)

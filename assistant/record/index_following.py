"""How the index follows the journals: each change noted as it comes, and folded when somebody asks next.

Nothing is asked here; what the index says, it says in `index`. Whatever is found damaged is made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, time, tzinfo
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct, structs

from assistant.errors import AssistantError
from assistant.record import index_mail
from assistant.record.entry import Line
from assistant.record.index_file import IndexFile
from assistant.record.index_rows import opening_row, outline, summarise
from assistant.record.standing import outlined, standing
from assistant.record.store import Change, regulator_of
from assistant.record.thread import Thread

SWEEP_LIMIT = 1000
"""Threads up to which every use looks at the size of each file (5 µs each); above, the sweep is left to the UI's start,
`doctor` and what the writers' markers name."""

BATCH = 500
"""Changes, or threads to fold, a transaction while catching up: nobody who writes waits longer for the index."""

_USELESS = (sqlite3.DatabaseError, msgspec.DecodeError)
"""What a damaged index raises."""

T = TypeVar("T")


@cache
def decoder(of: type[T]) -> msgspec.msgpack.Decoder[T]:
    """Made when it is first needed: it takes milliseconds, and a check that folds nothing needs only one."""
    return msgspec.msgpack.Decoder(of)


_ENCODE = msgspec.msgpack.Encoder().encode


class Source(Struct, frozen=True):
    """What the index follows."""

    changes: Callable[[Mapping[str, str], Collection[str] | None], Iterator[Change]]
    marked: Callable[[], tuple[str, ...]]
    """Threads that a writer may have left behind unindexed."""
    zone: Callable[[str], tzinfo]
    """A regulator's time zone."""
    zone_name: Callable[[str], str]
    """The name of zone and cut-off, which is enough to see whether they were changed; nothing is looked up for it."""
    cutoff: Callable[[str], time | None] = lambda _: None
    """The local time after which a regulator's day is over."""


class Following:
    """One connection to the index of one record."""

    def __init__(self, path: Path | None, source: Source) -> None:
        self.source = source
        self.file = IndexFile(path)

    @property
    def db(self) -> sqlite3.Connection:
        return self.file.db

    def close(self) -> None:
        self.db.close()

    def take(self, change: Change) -> bool:
        """Note what a writer has just appended, and say whether everybody can now see it.

        It never fails the write: what is missed here is caught up later, from the writer's marker.
        """
        return self.take_all((change,))

    def take_all(self, changes: Sequence[Change]) -> bool:
        """The same of many threads at once: whether everybody can now see all of it."""
        try:
            self.file.keep_up()
            with self._writing():
                fitting = [change for change in changes if self._count(change.thread) == change.start]
                for change in fitting:
                    self._note(change)
        except (sqlite3.Error, AssistantError):
            return False
        return len(fitting) == len(changes) and self.file.shared

    def catch_up(self, *, sweep: bool | None = None) -> None:
        """Bring the index to where the journals are.

        `sweep` looks at every file; by default only in records of up to `SWEEP_LIMIT` threads, else at those that a
        writer named and those that were in trouble before. An index that never saw all of them always does.
        """
        self.file.keep_up()
        self._steadily(lambda: self._catch_up(sweep))

    def keep_up(self) -> None:
        """Go over to the index that others use now; one that never saw all threads looks at them. Nothing is folded."""
        self.file.keep_up()
        if not self._steadily(self._swept):
            self._steadily(lambda: self._follow(None))

    def follow(self, threads: Collection[str]) -> bool:
        """Catch up with these threads alone, and say whether everybody can now see it."""
        self.file.keep_up()
        self._steadily(lambda: self._follow(threads))
        return self.file.shared

    def forget(self) -> None:
        """Leave nothing of what was erased: neither in a row, nor in pages that are free, nor in SQLite's log."""
        self._steadily(self._forget)

    def _forget(self) -> None:
        self._refold()
        self.db.execute("VACUUM")
        (held_up, *_) = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if held_up:  # somebody reads all the while
            self.file.renew()
            self._catch_up(sweep=True)

    def _steadily(self, work: Callable[[], T]) -> T:
        """The result of `work`; an index that turns out to be of no use for it is made anew first."""
        try:
            return work()
        except _USELESS as error:
            self.file.replace(error)
            self._catch_up(sweep=True)
            return work()

    def _catch_up(self, sweep: bool | None) -> None:
        if not self._swept() or (sweep is None and self._is_small()):
            sweep = True
        only = None if sweep else {*self.source.marked(), *self._troubled()}
        if only is None or only:
            self._follow(only)
        self._refold()

    def _follow(self, only: Collection[str] | None) -> None:
        everything = only is None
        while only is None or only:
            only = self._note_changes(only)
        if everything and not self._swept():
            self.db.execute("INSERT OR REPLACE INTO zones VALUES ('', 'swept')")

    def _note_changes(self, only: Collection[str] | None) -> set[str]:
        """Note what is new; return the threads that another program noted while they were being read here.

        A thread that was in trouble is read anew.
        """
        known = self._known(only)
        since = {thread: "" if trouble else position for thread, (position, trouble) in known.items()}
        changes = self.source.changes(since, only)
        overtaken = set()
        while batch := list(islice(changes, BATCH)):
            with self._writing():
                for change in batch:
                    if self._known([change.thread]).get(change.thread) == known.get(change.thread):
                        self._note(change)
                    else:
                        overtaken.add(change.thread)
        return overtaken

    def _swept(self) -> bool:
        return self.db.execute("SELECT 1 FROM zones WHERE regulator = ''").fetchone() is not None

    def _note(self, change: Change) -> None:
        """Write one change down; the thread is folded when somebody asks."""
        thread = change.thread
        if change.start == 0 and not (change.lines or change.problem):  # a file that was no thread's, and is gone
            self.db.execute("DELETE FROM files WHERE thread = ?", (thread,))
            return
        if change.start == 0 and change.lines and self._known([thread]):
            self.db.execute("DELETE FROM lines WHERE thread = ?", (thread,))
            index_mail.forget(self.db, thread)
        self.db.executemany(
            "INSERT OR REPLACE INTO lines VALUES (?, ?, ?)",
            [(thread, line.n, _ENCODE(outline(line))) for line in change.lines],
        )
        index_mail.note(self.db, thread, change.lines, change.fingerprints)
        self.db.execute(
            "INSERT OR REPLACE INTO files (thread, regulator, entries, position, stale, problem, notice)"
            " VALUES (?, ?, ?, ?, 1, ?, ?)",
            (
                thread,
                _regulator(thread),
                change.start + len(change.lines),
                change.position,
                change.problem,
                change.notice,
            ),
        )

    def _refold(self) -> None:
        """Fold the threads that changed, and those of a regulator whose time zone did."""
        self._note_zones()
        stale = [thread for (thread,) in self.db.execute("SELECT thread FROM files INDEXED BY files_stale WHERE stale")]
        for start in range(0, len(stale), BATCH):
            with self._writing():
                for thread in stale[start : start + BATCH]:
                    self._refold_one(thread)

    def _note_zones(self) -> None:
        known = dict(self.db.execute("SELECT regulator, zone FROM zones"))
        found = {r for (r,) in self.db.execute("SELECT regulator FROM files INDEXED BY files_stale WHERE stale")}
        now = {regulator: self.source.zone_name(regulator) for regulator in {*known, *found} - {""}}
        moved = [(zone, regulator) for regulator, zone in now.items() if known.get(regulator) != zone]
        if moved:
            with self._writing():
                self.db.executemany("INSERT OR REPLACE INTO zones (zone, regulator) VALUES (?, ?)", moved)
                self.db.executemany("UPDATE files SET stale = 1 WHERE regulator = ?", [(r,) for _, r in moved])

    def _refold_one(self, thread: str) -> None:
        from assistant.record.fold import fold
        from assistant.record.newest import newest

        self.db.execute("DELETE FROM openings WHERE thread = ?", (thread,))
        self.db.execute("DELETE FROM newest WHERE thread = ?", (thread,))
        self.db.execute("UPDATE files SET stale = 0 WHERE thread = ?", (thread,))
        try:
            lines = self._lines(thread)
            regulator = regulator_of(thread)
            state = fold(lines, self.source.zone(regulator), cutoff=self.source.cutoff(regulator))
        except AssistantError as error:
            self.db.execute("DELETE FROM threads WHERE thread = ?", (thread,))
            self.db.execute("UPDATE files SET problem = ? WHERE thread = ? AND problem = ''", (str(error), thread))
            return
        index_mail.settle(self.db, state, lines)
        summary = summarise(state)
        left = standing(state)
        row = (*structs.astuple(summary), state.last_day.isoformat(), state.merged_into, _ENCODE(outlined(left)))
        marks = ", ".join("?" * len(row))
        self.db.execute(f"INSERT OR REPLACE INTO threads VALUES ({marks})", row)  # noqa: S608 - only marks
        self.db.executemany(
            "INSERT INTO openings VALUES (?, ?, ?, ?, ?, ?, ?)",
            [found for o in left.openings if (found := opening_row(o, state))],
        )
        if last := newest(left):
            self.db.execute("INSERT INTO newest VALUES (?, ?)", (thread, _ENCODE(last)))

    def _fold(self, thread: str, as_of: date) -> Thread:
        from assistant.record.fold import fold

        regulator = regulator_of(thread)
        return fold(self._lines(thread), self.source.zone(regulator), as_of, self.source.cutoff(regulator))

    def _lines(self, thread: str) -> list[Line]:
        rows = self.db.execute("SELECT line FROM lines WHERE thread = ? ORDER BY n", (thread,))
        return [decoder(Line).decode(blob) for (blob,) in rows]

    def _count(self, thread: str) -> int:
        row = self.db.execute("SELECT entries FROM files WHERE thread = ? AND problem = ''", (thread,)).fetchone()
        return row[0] if row else 0

    def _known(self, only: Collection[str] | None) -> dict[str, tuple[str, str]]:
        """How far the index has come with these threads or all, and its trouble with each."""
        query, cursors = "SELECT thread, position, problem || notice FROM files", []
        if only is None:
            cursors.append(self.db.execute(query))
        else:
            cursors += [self.db.execute(f"{query} WHERE thread = ?", (thread,)) for thread in only]
        return {thread: (position, trouble) for rows in cursors for thread, position, trouble in rows}

    def _troubled(self) -> set[str]:
        return {thread for (thread,) in self.db.execute("SELECT thread FROM files WHERE problem || notice != ''")}

    def _is_small(self) -> bool:
        return self.db.execute("SELECT 1 FROM files LIMIT 1 OFFSET ?", (SWEEP_LIMIT,)).fetchone() is None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()


def _regulator(thread: str) -> str:
    try:
        return regulator_of(thread)
    except AssistantError:
        return ""  # a file with an impossible name: reported as a problem, belongs to nobody

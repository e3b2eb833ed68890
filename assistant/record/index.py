"""`index.sqlite`: what many threads have in common, ready to be asked; derived, disposable, rebuilt from the journals.

It follows the journals by position: an append costs it a few short rows, and whoever asks next folds the threads
that have changed since. So an append does not depend on the size of the thread, and a check reads no journal at
all. Deleting the file loses nothing; an index that cannot be written (a read-only copy of a record) lives in memory
for that run.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, time, tzinfo
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, structs

from assistant.errors import AssistantError
from assistant.record import index_mail
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.index_file import IndexFile
from assistant.record.index_rows import Fault, Summary, Wanted, in_list_order, opening_row, outline, summarise
from assistant.record.standing import Standing, outlined, standing
from assistant.record.store import TRAY, Change, regulator_of
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
def _decoder(of: type[T]) -> msgspec.msgpack.Decoder[T]:
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


class Index:
    """One connection to the index of one record."""

    def __init__(self, path: Path | None, source: Source) -> None:
        self.source = source
        self.file = IndexFile(path)

    @property
    def db(self) -> sqlite3.Connection:
        return self.file.db

    def close(self) -> None:
        self.db.close()

    # Following the journals

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
        if change.start == 0 and (change.lines or not change.problem):
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
        self.db.execute("DELETE FROM openings WHERE thread = ?", (thread,))
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

    def _fold(self, thread: str, as_of: date) -> Thread:
        regulator = regulator_of(thread)
        return fold(self._lines(thread), self.source.zone(regulator), as_of, self.source.cutoff(regulator))

    def _lines(self, thread: str) -> list[Line]:
        rows = self.db.execute("SELECT line FROM lines WHERE thread = ? ORDER BY n", (thread,))
        return [_decoder(Line).decode(blob) for (blob,) in rows]

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

    # Asking

    def problems(self) -> tuple[Fault, ...]:
        """What could not be followed, by thread."""
        query = "SELECT thread, problem, notice FROM files WHERE problem || notice != '' ORDER BY thread"
        rows = self._rows(query)
        return tuple(Fault(thread, problem or notice, bool(problem)) for thread, problem, notice in rows)

    def candidates(self, regulator: str, wanted: Sequence[Wanted], day: date) -> Iterator[Standing]:
        """Every thread of the regulator that may have a gap on `day`; some that have none may be among them.

        A thread with entries after that day is folded as of it; all others come outlined, as they were folded last.
        """
        tests = " OR ".join([_TEST] * len(wanted)) or "FALSE"
        values = [v for w in wanted for v in _values(w, day)]
        opened = f"SELECT DISTINCT thread FROM openings WHERE regulator = ? AND ({tests})"  # noqa: S608 - only marks
        # one statement, so that a thread which another program moves from one half to the other is in one of them
        ahead = "SELECT thread, NULL FROM threads WHERE regulator = ? AND last_day > ?"
        # CROSS JOIN keeps SQLite from reading every thread of the regulator to look for the few
        settled = f"SELECT thread, state FROM ({opened}) CROSS JOIN threads USING (thread) WHERE last_day <= ?"  # noqa: S608
        query = f"{ahead} UNION ALL {settled}"
        today = day.isoformat()
        for thread, blob in self._rows(query, (regulator, today, regulator, *values, today)):
            state = self._state(thread, blob, day)
            if state.thread.opened <= day:
                yield state

    def _state(self, thread: str, blob: bytes | None, day: date) -> Standing:
        try:
            if blob is not None:
                found: Standing = _decoder(Standing).decode(blob)
                return found
        except msgspec.DecodeError:
            pass  # the index is damaged: what its lines say still counts, or they are read anew as well
        whole = standing(self._steadily(lambda: self._fold(thread, day)))
        return whole if blob is None else outlined(whole)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        return self._steadily(lambda: self.db.execute(query, values).fetchall())

    def regulators(self) -> tuple[str, ...]:
        """The keys of all regulators with a thread; the tray is none."""
        rows = self._rows("SELECT regulator FROM zones WHERE regulator NOT IN ('', ?) ORDER BY regulator", (TRAY,))
        return tuple(regulator for (regulator,) in rows)

    def summaries(self, *, limit: int | None = None, as_of: date | None = None) -> tuple[Summary, ...]:
        """The threads for a list, open ones and the latest first; as of a day, those that existed by then."""
        if as_of is None or not self._any_ahead(as_of):
            return self._summary_page(-1 if limit is None else limit, 0)
        rows = self._rows(f"SELECT {_SUMMARY}, last_day FROM threads WHERE {_LISTED}")  # noqa: S608 - our own names
        return in_list_order(summary for row in rows if (summary := self._summary_as_of(row, as_of)))[:limit]

    def tray(self) -> tuple[Summary, ...]:
        """The exchanges that match no regulator and wait to be filed, the longest waiting first."""
        query = f"SELECT {_SUMMARY} FROM threads JOIN openings USING (thread, regulator)"  # noqa: S608 - our own names
        rows = self._rows(f"{query} WHERE regulator = ? AND kind = 'unmatched' ORDER BY start, thread", (TRAY,))
        return tuple(Summary(*row) for row in rows)

    def tray_size(self) -> tuple[int, str]:
        """How many wait, and which the longest; empty for none."""
        query = "SELECT COUNT(*), MIN(start || thread) FROM openings WHERE regulator = ? AND kind = 'unmatched'"
        ((count, oldest),) = self._rows(query, (TRAY,))
        return count, (oldest or "")[len("2020-10-12") :]

    def summary_pages(self, size: int, as_of: date | None = None) -> Iterator[tuple[Summary, ...]]:
        """All of `summaries`, in pages of `size`; in one where threads must be folded as of an earlier day."""
        if as_of and self._any_ahead(as_of):
            yield self.summaries(as_of=as_of)
            return
        offset = 0
        while page := self._summary_page(size, offset):
            yield page
            offset += size

    def _any_ahead(self, day: date) -> bool:
        """Some thread has an entry after `day`, so that its latest state is not that day's."""
        return bool(self._rows("SELECT 1 FROM threads WHERE last_day > ? LIMIT 1", (day.isoformat(),)))

    def _summary_page(self, limit: int, offset: int) -> tuple[Summary, ...]:
        rows = self._rows(
            f"SELECT {_SUMMARY} FROM threads WHERE {_LISTED}"  # noqa: S608 - our own field names
            " ORDER BY closed IS NOT NULL, MAX(COALESCE(last_in, ''), COALESCE(last_out, '')) DESC, thread"
            " LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return tuple(Summary(*row) for row in rows)

    def _summary_as_of(self, row: tuple[Any, ...], as_of: date) -> Summary | None:
        if row[-1] <= as_of.isoformat():
            return Summary(*row[:-1])
        state = self._steadily(lambda: self._fold(row[0], as_of))
        return summarise(state) if state.opened <= as_of else None

    def each(self) -> Iterator[tuple[str, list[Line]]]:
        """Every thread with its entries, outlined; of one that is damaged, those before the damage."""
        for (thread,) in self._rows("SELECT thread FROM files ORDER BY thread"):
            yield thread, self._steadily(partial(self._lines, thread))

    def titles(self, threads: Iterable[str]) -> dict[str, str]:
        """The titles of these threads, as far as they can be read."""
        names = msgspec.json.encode(list(threads)).decode()
        return dict(
            self._rows("SELECT thread, title FROM threads WHERE thread IN (SELECT value FROM json_each(?))", (names,))
        )

    def count(self) -> int:
        """How many threads there are, the unreadable ones included."""
        return int(self._rows("SELECT COUNT(*) FROM files")[0][0])

    def copies(self, fingerprints: Iterable[str]) -> dict[str, str]:
        """Which of these mails are in the record already: fingerprint → `thread#n`."""
        return index_mail.copies(self._rows, fingerprints)

    def threads_naming(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Which threads have or refer to a mail of that Message-ID, its owners first; unknown ids are left out."""
        return index_mail.threads_naming(self._rows, ids)

    def threads_having(self, name: str) -> tuple[str, ...]:
        """Which threads have a mail of that Message-ID."""
        return index_mail.threads_having(self._rows, name)

    def linked(self, threads: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each of these threads the others that name an id which it names."""
        return index_mail.linked(self._rows, threads)

    def apart(self, threads: Iterable[str]) -> set[frozenset[str]]:
        """The pairs, one of each in `threads`, that a person has said are not one matter."""
        return index_mail.apart(self._rows, threads)


_SUMMARY = ", ".join(Summary.__struct_fields__)
_LISTED = f"merged_into = '' AND regulator != '{TRAY}'"
"""What is a thread of its own, with a regulator."""
_TEST = "(kind = ? AND hidden < ? AND ((promised = 0 AND start <= ?) OR (promised = 1 AND start <= ?) OR due <= ?))"
"""One `Wanted`, in the columns of `openings`."""
_EVER = "~"
"""Later than any day."""


def _regulator(thread: str) -> str:
    try:
        return regulator_of(thread)
    except AssistantError:
        return ""  # a file with an impossible name: reported as a problem, belongs to nobody


def _values(wanted: Wanted, day: date) -> tuple[str, str, str, str, str]:
    unhidden = _EVER if wanted.hidden else day.isoformat()
    return wanted.kind, unhidden, _iso(wanted.started), _iso(wanted.started_by_law), _iso(wanted.due)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

"""One record directory, open: its store and its index kept in step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, time, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from assistant.errors import Conflict, RecordProblem, UsageProblem
from assistant.record.entry import Line, NewEntry
from assistant.record.files import FileStore
from assistant.record.index import Index, Source
from assistant.record.index_rows import Fault, Wanted
from assistant.record.kinds import FORMAT, ThreadOpened
from assistant.record.place import make_folder
from assistant.record.store import TRAY, regulator_of, thread_id
from assistant.record.thread import Thread

if TYPE_CHECKING:
    from assistant.record.bulk import Append, Written
    from assistant.record.dropping import Erasure
    from assistant.record.known import KnownThen
    from assistant.record.newest import Lately

TRIES = 20
"""Times that a merger is begun anew because somebody wrote to one of the two meanwhile."""
_UNSHARED: AbstractContextManager[object] = nullcontext()


class Pulse(Struct, frozen=True):
    """Two that are equal: nobody else has written meanwhile."""

    others: int
    """Changes with what other programs write to the index."""
    marked: tuple[str, ...]
    """Threads that are being written, or whose writer died."""
    thread: str | None
    changed: tuple[int, int]
    """Bytes of that thread's file, and when it or who may read it was changed, in ns."""


class Record:
    """Entries go in through `append`, threads come out of `thread`; lists and checks ask `index`."""

    def __init__(
        self,
        root: Path,
        zone: Callable[[str], tzinfo],
        zone_name: Callable[[str], str] | None = None,
        cutoff: Callable[[str], time | None] = lambda _: None,
        known: date | None = None,
        read_only: bool = False,
    ) -> None:
        """`zone` gives a regulator's time zone, `cutoff` the local time at which its day ends for the clocks.

        `zone_name` names both without looking them up: when it changes, the days of all its threads may. With `known`,
        threads are read as they were known by the end of that day, and nothing is written; `read_only` nothing either.
        """
        self.zone, self.cutoff, self.known, self.read_only = zone, cutoff, known, read_only
        named = zone_name or (lambda regulator: str(zone(regulator)))
        self.store = FileStore(root)
        self.index = Index(self.store.paths.index, Source(self.store.changes, self.store.marked, zone, named, cutoff))
        self.store.on_append = self.index.take
        self._then: KnownThen | None = None

    def close(self) -> None:
        self.index.close()

    def refresh(self, *, sweep: bool | None = None, as_of: date | None = None) -> tuple[Fault, ...]:
        """Catch up with all writers, the dead ones included; return what could not be read. See `Index.catch_up`.

        `as_of` is the day for which `lists` will be asked of what was known; by default the day it was known.
        """
        for thread in self.store.marked():
            self._recover(thread)
        self.index.catch_up(sweep=sweep)
        if self.known is not None:
            from assistant.record.known import KnownThen

            self._then = KnownThen(self.index, self.zone, self.known, as_of or self.known, self.cutoff)
        return self.lists.problems()

    def pulse(self, thread: str | None) -> Pulse:
        """How the record stands, without reading any of it; `thread` is looked at by itself."""
        path = self.store.path_or_none(thread) if thread else None
        try:
            status = path.stat() if path else None
        except OSError:
            status = None
        changed = (status.st_size, max(status.st_mtime_ns, status.st_ctime_ns)) if status else (0, 0)
        return Pulse(self.index.changed_by_others(), tuple(self.store.marked()), thread, changed)

    @property
    def lists(self) -> Index | KnownThen:
        """What answers for many threads at once; call `refresh` first."""
        return self._then or self.index

    def lying(self, day: date) -> tuple[str, ...]:
        """The exchanges that lay in the tray as of `day`, the longest waiting first; call `refresh` first."""
        everything = [Wanted("unmatched", date.max, None, date.min)]
        found = [
            (opening.start, left.thread.id)
            for left in self.lists.candidates((TRAY,), everything, day)
            for opening in left.openings
            if opening.kind == "unmatched"
        ]
        return tuple(thread for _, thread in sorted(found))

    @contextmanager
    def filing(self, lock: AbstractContextManager[object] = _UNSHARED) -> Iterator[None]:
        """Alone decide where mail belongs, knowing all that was filed before; raises `RecordProblem`.

        For an import's batch, a merger and its end: what each finds out must hold until it has written. `lock` keeps
        other threads from this record; it is taken when no other process is waited for any more.
        """
        self.check_present()
        with self.store.filing(), lock:
            self.index.keep_up()
            for thread in self.store.marked():
                self._recover(thread)
            yield

    def _recover(self, thread: str) -> None:
        """Take over from a writer that left its marker; one that is still at work does it itself."""
        if self.store.path_or_none(thread) is None:
            return
        try:
            with self.store.locked(thread, patience=0):
                if self.index.follow([thread]):
                    self.store.unmark(thread)
        except RecordProblem:
            return

    def thread(self, thread: str, as_of: date | None = None) -> Thread:
        """The thread with its texts; raises `UsageProblem` if there is none, `RecordProblem` if it is damaged."""
        from assistant.record.fold import fold

        regulator = regulator_of(thread)
        return fold(self.lines(thread), self.zone(regulator), as_of, self.cutoff(regulator))

    def lately(self, thread: str, as_of: date) -> Lately | None:
        """The newest messages of a long thread as of a day, before `thread` has read all of it.

        None where the index does not know them: of a short thread, one that was written since, or one of the past.
        """
        if self.known is not None or (found := self.index.newest(thread, as_of)) is None:
            return None
        from assistant.record.newest import Lately, with_texts
        from assistant.record.tail import tail

        without, left, position = found
        told = with_texts(without, tail(self.store.file(thread), position, without.first))
        return Lately(told, left) if told else None

    def lines(self, thread: str) -> Sequence[Line]:
        """The thread's entries, as far as they are known; raises as `thread` does."""
        lines = self.store.lines(thread)
        if self.known is None:
            return lines
        from assistant.record.known import known_by

        found = known_by(lines, self.zone(regulator_of(thread)), self.known)
        if not found:
            raise UsageProblem(f"{thread} was not yet in the record on {self.known}")
        return found

    def check_there(self) -> None:
        """Raises `RecordProblem` where nothing was ever logged: its place may be mistyped, its disk not mounted."""
        if not self.store.paths.threads.is_dir():
            hint = "Nothing was checked. Look at --record (or ASSISTANT_RECORD); import or log something to begin one."
            raise RecordProblem("there is no record here", where=str(self.store.paths.root), hint=hint)

    def check_present(self) -> None:
        """Raises `UsageProblem` where only the past is looked at: what is written there would be known today; and
        where the record is only read.
        """
        self.check_writable()
        if self.known is not None:
            hint = "Leave out --known (or ASSISTANT_KNOWN), which only looks back."
            raise UsageProblem(f"nothing can be logged or reported as known on {self.known}", hint=hint)

    def check_writable(self) -> None:
        """Raises `UsageProblem` where one only reads: a colleague's browser writes no file on this machine either."""
        if self.read_only:
            raise UsageProblem("the record is open for reading only", hint="Nothing was written.")

    def wait_for_writer(self, thread: str) -> None:
        """Return once no other process writes the thread; raises `RecordProblem` if one does for too long.

        For who is about to write and holds a lock of its own: it must not be held for as long as somebody else likes.
        """
        path = self.store.path_or_none(thread)
        if path is not None and path.exists():
            with self.store.locked(thread):
                return

    def append(self, thread: str, entries: Sequence[NewEntry], expected_n: int | None = None) -> tuple[Line, ...]:
        """See `Store.append`; raises `UsageProblem` where only the past is looked at."""
        self.check_present()
        if expected_n == 0:
            make_folder(self.store.paths.root)
        return self.store.append(thread, entries, expected_n)

    def append_all(self, appends: Sequence[Append]) -> Iterator[Written]:
        """Append to many threads with one wait for the disk; see `bulk`."""
        from assistant.record.bulk import append_all

        self.check_present()
        make_folder(self.store.paths.root)
        return append_all(self.store, appends, self.index.take_all)

    def merge(self, survivor: str, absorbed: str, by: str, reason: str) -> None:
        """Make two threads one; see `merging`. Interrupted between the two files, it is completed when asked again."""
        from assistant.record.merging import merge

        for _ in range(TRIES):
            standing, other = self.store.lines(survivor), self.store.lines(absorbed)
            merger = merge(standing, other, self.store.entries(absorbed)[-1].hash, by, reason)
            try:
                if merger.survivor:
                    self.append(survivor, merger.survivor, len(standing))
                self.append(absorbed, merger.absorbed, len(other))
            except Conflict:
                continue
            return
        raise RecordProblem(f"{survivor} and {absorbed} are being written all the time", hint="Try again later.")

    def part(self, thread: str, other: str, by: str, reason: str) -> None:
        """Take a merger back, on both sides; see `part_all`."""
        self.part_all(thread, (other,), by, reason)

    def part_all(self, thread: str, others: Collection[str], by: str, reason: str) -> None:
        """Take the mergers of a thread with `others` back, on both sides; raises `UsageProblem` if one is not merged
        with it.

        Interrupted between the files, it is completed when asked again. What was absorbed comes first, so that what it
        says is never said by neither. The thread is read and written once, however many the others are.
        """
        from assistant.record.merging import parted

        own = parted(self.store.lines(thread), others, by, reason)
        theirs = {other: parted(self.store.lines(other), (thread,), by, reason) for other in others}
        for other in others:
            if other not in own and not theirs[other]:
                raise UsageProblem(f"{thread} and {other} are not merged")
        writing = [(other, list(found.values())) for other, found in theirs.items()]
        is_absorbed = self.thread(thread).merged_into in theirs
        writing.insert(0 if is_absorbed else len(writing), (thread, list(own.values())))
        for name, entries in writing:
            if entries:
                self.append(name, entries)

    def erase(self, thread: str, entry: int, by: str, reason: str, *, dry_run: bool = False) -> Erasure:
        """Drop the content of an entry for good, see `dropping`, and all that the files beside the record knew of it.

        The caller holds `filing`: no mail comes in meanwhile that has the same documents.
        """
        from assistant.record.dropping import drop
        from assistant.record.index_file import removed

        erasure, fingerprints = drop(self.store, thread, entry, by, reason, dry_run=dry_run)
        if not dry_run:
            with self.store.locked(thread):
                if self.index.follow([thread]):
                    self.store.unmark(thread)
            self.index.forget()
            removed(self.store.paths.search)
        gone = {f"{thread}#{n}" for n in erasure.entries}
        copies = {place for mark in fingerprints for place in self.index.places(mark)} - gone
        return structs.replace(erasure, copies=tuple(sorted(copies | set(erasure.copies))))

    def open_thread(
        self,
        regulator: str,
        title: str,
        by: str,
        *,
        day: date,
        ours: str = "",
        theirs: str = "",
        tags: Sequence[str] = (),
        first: Sequence[NewEntry] = (),
        at: str | None = None,
    ) -> str:
        """Begin a thread with the next free number of `day`'s year, `first` its further entries; return its id."""
        number = 1 + self._highest(regulator, day.year)
        while True:
            name = thread_id(regulator, day.year, number)
            opened = ThreadOpened(FORMAT, name, regulator, title, day.isoformat(), ours, theirs, tuple(tags))
            try:
                self.append(name, [NewEntry(opened, by, at), *first], expected_n=0)
            except Conflict:
                number += 1
            else:
                return name

    def _highest(self, regulator: str, year: int) -> int:
        folder = self.store.paths.threads / regulator
        prefix = f"{regulator.lower()}-{year:04d}-"
        names = (path.stem.removeprefix(prefix) for path in folder.glob(f"{prefix}*.jsonl"))
        return max((int(name) for name in names if name.isdecimal()), default=0)

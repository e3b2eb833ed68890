"""The default store: one journal a thread under `record/<regulator>/`, TinyDB on top, a lock a thread.

A writer leaves a marker (`markers`) before it touches a journal, and whoever keeps the index takes it away after the
index has caught up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from assistant.errors import Conflict, RecordProblem, UsageProblem
from assistant.paths import RecordPaths
from assistant.record import journal
from assistant.record.dates import now_utc
from assistant.record.entry import (
    GENESIS,
    Entry,
    Line,
    NewEntry,
    Remains,
    check_link,
    check_owner,
    read_line,
    read_lines,
    seal_all,
    understood,
)
from assistant.record.journals import Journals, Position, check_end
from assistant.record.kinds import Corrected
from assistant.record.locking import Busy, locked
from assistant.record.markers import Markers
from assistant.record.originals import FileOriginals
from assistant.record.place import make_folder
from assistant.record.store import Change, regulator_of

LOCK_PATIENCE = 30.0
"""Seconds to wait for another writer of the same thread before saying so."""
FILING_PATIENCE = 120.0
"""The same of an import's batch, which takes a second or two."""


class FileStore:
    """The threads of one record directory."""

    def __init__(self, root: Path, on_append: Callable[[Change], bool] | None = None) -> None:
        self.paths = RecordPaths(root)
        self._threads = str(self.paths.threads)
        self._journals = Journals(self.paths.threads, self.file)
        self.originals = FileOriginals(self.paths.originals)
        self._markers = Markers(self.paths.writing)
        self.on_append = on_append
        """Told of each append, within the thread's lock; if it says that it noted it, the marker is taken away."""
        self.on_wait: Callable[[str], None] = lambda _: None
        """Told in a sentence of a lock that another process has held for some seconds, while it is waited for."""

    def file(self, thread: str) -> Path:
        """The journal of `thread`; raises `UsageProblem` for what is no thread id, which thus never becomes a path."""
        return Path(f"{self._threads}{os.sep}{regulator_of(thread)}{os.sep}{thread}.jsonl")

    def exists(self, thread: str) -> bool:
        return self.file(thread).exists()

    def threads(self) -> tuple[str, ...]:
        """The ids of all threads, sorted."""
        return tuple(sorted(thread for thread, _ in self._journals.each()))

    def locked(self, thread: str, patience: float = LOCK_PATIENCE) -> AbstractContextManager[None]:
        """Hold the thread's lock; raises `RecordProblem` if another process keeps it longer than `patience` seconds."""
        regulator_of(thread)
        return self._locked(thread, patience)

    def filing(self) -> AbstractContextManager[None]:
        """Hold the lock of whoever decides where mail belongs: two who did so at once could not know of each other."""
        return self._locked("filing", FILING_PATIENCE)

    @contextmanager
    def _locked(self, name: str, patience: float) -> Iterator[None]:
        make_folder(self.paths.locks)
        told = f"{name}: another process is writing; it is waited for, up to {patience:g} seconds"
        lock = locked(self._lock(name), patience, lambda: self.on_wait(told))
        try:
            lock.__enter__()
        except Busy as error:
            raise RecordProblem(
                f"another process has been writing for over {patience:g} seconds",
                where=name,
                hint="Try again; if no other `assistant` runs, look for one that hangs.",
            ) from error
        except OSError as error:
            raise RecordProblem(f"cannot be locked: {error.strerror or error}", where=name) from error
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    def append(self, thread: str, entries: Sequence[NewEntry], expected_n: int | None) -> tuple[Line, ...]:
        """See `Store.append`."""
        path = self.file(thread)
        if expected_n is None and not path.exists():
            raise _unknown(thread)
        if not entries:
            return ()
        with self.locked(thread):
            self.mark(thread)
            change = self._append(thread, path, entries, expected_n)
            if self.on_append and self.on_append(change):
                self.unmark(thread)
        return change.lines

    def begin(self, thread: str, entries: Sequence[NewEntry], expected_n: int | None) -> tuple[journal.Pending, Change]:
        """`append` without its wait for the disk; the caller holds the lock. See `bulk`.

        Without TinyDB, which would only hand the same lines to the same journal.
        """
        path = self.file(thread)
        begins = expected_n == 0 and not os.access(path, os.F_OK)  # an import asks this of thousands
        content = journal.NOTHING if begins else journal.read(path)
        check_end(path, content.torn, len(content.lines))
        last = self._last(thread, path, content.lines, expected_n)
        chain = seal_all(entries, last.entries, last.head, now_utc())
        lines = tuple(understood(Entry(**new.document), thread) for new in chain)
        self._check_readable(thread, lines, last.entries)
        pending = journal.begin(path, [new.raw for new in chain], content.size)
        mtime_ns = os.fstat(pending.descriptor).st_mtime_ns
        position = Position(last.entries + len(lines), pending.size, mtime_ns, chain[-1].document["hash"])
        return pending, Change(thread, lines, last.entries, str(position))

    def _append(self, thread: str, path: Path, entries: Sequence[NewEntry], expected_n: int | None) -> Change:
        from assistant.record.storage import database  # TinyDB is a writer's business

        db, table, storage = database(path)
        with db:
            known = storage.read()["entries"]
            check_end(path, storage.torn, len(known))
            raws = [known[str(at)].raw for at in range(1, len(known) + 1)]
            last = self._last(thread, path, raws, expected_n)
            documents = [new.document for new in seal_all(entries, last.entries, last.head, now_utc())]
            lines = tuple(understood(Entry(**document), thread) for document in documents)
            self._check_readable(thread, lines, last.entries)
            table.insert_multiple(documents)
        status = path.stat()
        position = Position(last.entries + len(lines), storage.size, status.st_mtime_ns, documents[-1]["hash"])
        return Change(thread, lines, last.entries, str(position))

    def _check_readable(self, thread: str, lines: tuple[Line, ...], start: int) -> None:
        """Refuse what would leave a thread that nobody can read."""
        if start == 0:
            check_owner(lines, thread, thread)
        if any(isinstance(line.fact, Corrected) for line in lines):
            from assistant.record.fold import corrected

            corrected([*(self.lines(thread) if start else ()), *lines])

    def _last(self, thread: str, path: Path, known: Sequence[bytes], expected_n: int | None) -> Position:
        """The end of the chain that is to be continued, its first and last line checked."""
        n = len(known)
        if expected_n is not None and n != expected_n:
            raise Conflict(
                f"{thread} has {n} entries, not {expected_n}",
                hint="Somebody else wrote to it; read it again and retry.",
            )
        if n == 0 and expected_n is None:
            raise _unknown(thread)
        if n == 0:
            return Position(0, 0, 0, GENESIS)
        first, last = known[0], known[-1]
        opening = understood(read_line(first, f"{path}, line 1"), f"{path}, line 1")  # refuses a newer store format
        check_owner([opening], thread, str(path))
        entry = read_line(last, f"{path}, line {n}")
        check_link(entry, last, n, entry.prev, f"{path}, line {n}", Remains(lambda: known))
        return Position(n, 0, 0, entry.hash)

    def _lock(self, name: str) -> str:
        return f"{self.paths.locks}{os.sep}{name}.lock"

    def mark(self, thread: str) -> None:
        """Leave a trace that the thread is being written; the caller holds its lock."""
        make_folder(self.paths.writing)
        self._markers.leave(thread, self._lock(thread))

    def unmark(self, thread: str) -> None:
        """The index knows the thread as it is; the caller holds its lock."""
        self._markers.take_away(thread)

    def marked(self) -> tuple[str, ...]:
        """Threads that are being written, or were when their writer died."""
        return self._markers.found()

    def entries(self, thread: str) -> tuple[Entry, ...]:
        """See `Store.entries`."""
        content = self._content(thread)
        entries: list[Entry] = []
        prev, path, remains = GENESIS, self.file(thread), Remains(lambda: content.lines)
        for n, raw in enumerate(content.lines, 1):
            where = f"{path}, line {n}"
            entry = read_line(raw, where)
            check_link(entry, raw, n, prev, where, remains)
            entries.append(entry)
            prev = entry.hash
        return tuple(entries)

    def lines(self, thread: str) -> tuple[Line, ...]:
        """The whole thread as facts; raises as `entries` does."""
        path = str(self.file(thread))
        lines, _ = read_lines(self._content(thread).lines, path)
        check_owner(lines, thread, path)
        return tuple(lines)

    def torn(self, thread: str) -> bytes:
        """The end of an interrupted write, if the thread's file has one."""
        return self._content(thread).torn

    def _content(self, thread: str) -> journal.Content:
        path = self.file(thread)
        content = journal.read(path)
        if not content.lines and not path.exists():
            raise _unknown(thread)
        check_end(path, content.torn, len(content.lines))
        return content

    def changes(self, since: Mapping[str, str], only: Collection[str] | None = None) -> Iterator[Change]:
        """See `Store.changes`; `only` looks at those threads and at no other file."""
        return self._journals.changes(since, only)

    def path_or_none(self, thread: str) -> Path | None:
        """The journal of `thread`, or None if a file of that name cannot be one."""
        return self._journals.path_or_none(thread)


def _unknown(thread: str) -> UsageProblem:
    return UsageProblem(f"there is no thread {thread}", hint="See `assistant threads`.")

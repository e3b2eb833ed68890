"""How the file of words follows the record: whoever searches reads what changed since, and nobody else pays for it.

The index says how far each thread has been read there; a thread whose mark differs here is read anew as a whole, since
corrections and mergers change what was found before. Work goes in batches: each is safe when it ends, so that a kill
costs one, and none holds up another program for long. What cannot be written lives in memory for that run.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import tzinfo
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from assistant.errors import AssistantError, RecordProblem
from assistant.record.entry import Line
from assistant.record.index_file import IndexFile
from assistant.record.locking import Busy, locked
from assistant.record.private import make_private
from assistant.record.store import regulator_of
from assistant.search.documents import Document, Matter, matter
from assistant.search.tables import A_DAY, COLUMNS, LAYOUT
from assistant.search.words import for_index

BATCH = 1_000_000
"""Characters of text a batch: about half a second's work."""
MOST_GONE = 2_000
"""Entries that are gone, from which on, if they are also a quarter of all, the file is made anew."""
FEW = 50
"""Threads that are read without asking whether another program fills the file just now."""
WAIT = 0.2
"""Seconds between two looks whether that program is done."""

_USELESS = (sqlite3.DatabaseError, msgspec.DecodeError)
"""What a damaged file raises."""

T = TypeVar("T")

_MARKS = ", ".join("?" * (len(COLUMNS) + 2))
_INSERT = f"INSERT INTO words (rowid, {', '.join(COLUMNS)}, marks) VALUES ({_MARKS})"  # noqa: S608 - our own names
_ENCODE = msgspec.msgpack.Encoder().encode


class Source(Struct, frozen=True):
    """What is followed."""

    marks: Callable[[], Mapping[str, str]]
    """How far the index has come with each thread, in words that change whenever the thread or its days do."""
    lines: Callable[[str], Sequence[Line]]
    """A thread's whole file."""
    zone: Callable[[str], tzinfo]
    stamp: Callable[[], str] = str
    """Changes with whatever is written to the index; empty: that cannot be told."""
    locks: Path | None = None
    """The folder for the lock of who fills the file; None: nobody else can."""


class Progress(Struct, frozen=True):
    """How far the catching up has come."""

    done: int
    total: int
    """Threads."""


class _Read(Struct, frozen=True):
    """One thread as it is to be found from now on."""

    thread: str
    mark: str
    matter: Matter | None
    """None: it is gone or cannot be read."""

    @property
    def size(self) -> int:
        return sum(len(d.body) + len(d.quoted) + len(d.annexes) for d in self.matter.documents) if self.matter else 0


class _Erased(Exception):
    """The file knows words of what was erased since."""


class Following:
    """One connection to the words of one record; threads of a process may share it."""

    def __init__(self, path: Path | None, source: Source) -> None:
        self.source = source
        self.lock = threading.RLock()
        try:
            self.file = IndexFile(path, LAYOUT)
        except sqlite3.OperationalError as error:  # not even in memory
            raise RecordProblem(f"words cannot be searched here: {error}", hint="SQLite needs FTS5.") from error

    @property
    def db(self) -> sqlite3.Connection:
        return self.file.db

    def close(self) -> None:
        with self.lock:
            self.db.close()

    def catch_up(self) -> Iterator[Progress]:
        """Read what changed since, batch by batch, and say after each how far it is; who stops listening stops it.

        Raises `RecordProblem` if another program keeps the file from being written.
        """
        stamp = self.source.stamp()
        if stamp and stamp == self._stamp():
            return
        marks = self.source.marks()
        total, alone = 0, False
        with ExitStack() as held:
            while behind := self._behind(marks):
                total = max(total, len(behind))
                alone = alone or len(behind) <= FEW or self._takes_the_lock(held)
                if not alone:
                    yield Progress(total - len(behind), total)
                    time.sleep(WAIT)
                    continue
                while batch := self._read(behind, marks):
                    self._write(batch)
                    behind = behind[len(batch) :]
                    yield Progress(total - len(behind), total)
                self._make_room()
        if stamp:
            self._remember(stamp)

    def _stamp(self) -> str:
        """That of the index when this file was last up to date."""
        with self.lock:
            self.file.keep_up()
            row = self._steadily(lambda: self.db.execute("SELECT stamp FROM caught_up").fetchone())
        return row[0] if row else ""

    def _remember(self, stamp: str) -> None:
        with self.lock, suppress(sqlite3.Error), self._writing():  # it only saves time
            self.db.execute("DELETE FROM caught_up")
            self.db.execute("INSERT INTO caught_up VALUES (?)", (stamp,))

    def _behind(self, marks: Mapping[str, str]) -> list[str]:
        """The threads that have changed since they were read, the latest first."""
        with self.lock:
            self.file.keep_up()
            known = self._steadily(lambda: dict(self.db.execute("SELECT thread, mark FROM threads").fetchall()))
        changed = [thread for thread, mark in marks.items() if known.get(thread) != mark]
        gone = [thread for thread, mark in known.items() if mark and thread not in marks]
        return sorted((*changed, *gone), key=lambda thread: (thread.rpartition("-")[0][-4:], thread), reverse=True)

    def _takes_the_lock(self, held: ExitStack) -> bool:
        """Whether no other program fills the file; from then on none does, until `held` ends."""
        place = self.source.locks
        try:
            if place is not None:
                make_private(place)
                held.enter_context(locked(str(place / "search.lock"), 0))
        except Busy:
            return False
        except OSError:
            return True  # who may not write there has a file of words in memory
        return True

    def _read(self, threads: Sequence[str], marks: Mapping[str, str]) -> list[_Read]:
        """The next batch."""
        batch: list[_Read] = []
        size = 0
        for thread in threads:
            batch.append(_Read(thread, marks.get(thread, ""), self._matter(thread, marks)))
            size += batch[-1].size
            if size > BATCH:
                break
        return batch

    def _matter(self, thread: str, marks: Mapping[str, str]) -> Matter | None:
        if thread not in marks:
            return None
        with suppress(AssistantError):  # the index says so too, and tells whoever refreshes it
            return matter(self.source.lines(thread), self.source.zone(regulator_of(thread)))
        return None

    def _write(self, batch: Sequence[_Read]) -> None:
        with self.lock:
            self.file.keep_up()
            try:
                self._steadily(lambda: self._note_all(batch))
            except _Erased:
                self.file.renew()
                self._note_all(batch)

    def _make_room(self) -> None:
        """Make the file anew if a good part of it is of what is gone."""
        with self.lock:
            count = "SELECT (SELECT COUNT(*) FROM entries WHERE thread IS NULL), (SELECT COUNT(*) FROM entries)"
            gone, entries = self._steadily(lambda: self.db.execute(count).fetchone())
            if gone > MOST_GONE and gone * 4 > entries:
                self.file.renew()

    def _steadily(self, work: Callable[[], T]) -> T:
        """The result of `work`; a file that turns out to be of no use for it is made anew first, and is empty then."""
        try:
            return work()
        except _USELESS as error:
            self.file.replace(error)
            return work()

    def _asked(self, work: Callable[[], T]) -> T:
        """The same for whoever has caught up before: what was lost is read again."""
        try:
            return work()
        except _USELESS as error:
            self.file.replace(error)
            for _ in self.catch_up():
                pass
            return work()

    def _note_all(self, batch: Sequence[_Read]) -> None:
        with self._writing():
            added = [new for read in reversed(batch) for new in self._note(read)]
            added.sort(key=lambda new: new[1].day)
            last: dict[int, int] = {}
            for key, document, digest in added:
                self._add(self._number(document, last), key, document, digest)

    def _note(self, read: _Read) -> list[tuple[int, Document, bytes]]:
        """Bring what is known of a thread up to it; return what is yet to be added."""
        row = self.db.execute("SELECT key, mark FROM threads WHERE thread = ?", (read.thread,)).fetchone()
        if row and row[1] == read.mark:
            return []  # another program was quicker
        key = row[0] if row else self.db.execute("SELECT IFNULL(MAX(key), 0) + 1 FROM threads").fetchone()[0]
        found = read.matter or Matter("", (), (), erased=False)
        values = (key, read.thread, found.regulator, read.mark)
        self.db.execute("INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?)", values)
        self.db.execute("DELETE FROM turns WHERE thread = ?", (key,))
        turns = [(key, turn.n, turn.day.isoformat(), turn.closed) for turn in found.turns]
        self.db.executemany("INSERT INTO turns VALUES (?, ?, ?, ?)", turns)
        entries = self.db.execute("SELECT digest, id FROM entries WHERE thread = ?", (key,)) if row else ()
        known = dict(entries)
        digests = {_digest(document): document for document in found.documents}
        gone = [(known[digest],) for digest in known.keys() - digests.keys()]
        if gone and found.erased:
            raise _Erased
        self.db.executemany("UPDATE entries SET thread = NULL WHERE id = ?", gone)
        return [(key, document, digest) for digest, document in digests.items() if digest not in known]

    def _number(self, document: Document, last: dict[int, int]) -> int:
        """The next free number of the document's day; `last` are those given in this batch."""
        first = document.day.toordinal() * A_DAY
        if first not in last:
            query = "SELECT MAX(id) FROM entries WHERE id BETWEEN ? AND ?"
            (known,) = self.db.execute(query, (first, first + A_DAY - 1)).fetchone()
            last[first] = first if known is None else known
        last[first] += 1
        return last[first]

    def _add(self, number: int, key: int, new: Document, digest: bytes) -> None:
        row = (number, key, new.n, new.kind, new.direction, new.channel, new.confidential, new.corrected, digest)
        self.db.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        texts = [for_index(getattr(new, column)) for column in COLUMNS]
        self.db.execute(_INSERT, (number, *texts, new.marks))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.db.in_transaction:  # a full disk ends it by itself
                self.db.rollback()
            raise
        self.db.commit()


def _digest(document: Document) -> bytes:
    return blake2b(_ENCODE(document), digest_size=16).digest()

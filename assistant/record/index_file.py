"""The SQLite file under the index: opened, made anew when it is of no use, done without where none can be written.

Several programs share it, any of them may find it damaged, and anybody may delete it. So each looks whether what it has
open still is what lies there; what is written elsewhere is not known to the others.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from msgspec import Struct

from assistant.errors import RecordProblem
from assistant.record.index_schema import SCHEMA, VERSION

PATIENCE = 10.0
"""Seconds to wait for another program that writes to the index."""

CACHE = 512
"""KiB of the file that a connection keeps: the system has it all in memory anyway."""

_TICK = 1_000_000_000
"""Nanoseconds within which two writes may leave the same time behind; most systems take a few milliseconds."""

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNWRITABLE = frozenset(
    {sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
)

Sight = tuple[bool, tuple[int, int] | None]
"""Whether the record's folder is there, and which file the index is."""


class Layout(Struct, frozen=True):
    """The tables of a disposable file. Whoever changes them raises `version`: a file of another one is made anew."""

    version: int
    tables: str


INDEX = Layout(VERSION, SCHEMA)


class IndexFile:
    """One connection: to the file at `path`, or to memory if there is no folder for it or no right to write it."""

    def __init__(self, path: Path | None, layout: Layout = INDEX) -> None:
        self.path, self.layout = path, layout
        self._open(self.path)

    def _open(self, path: Path | None) -> None:
        self.db, self._on_disk = _connect(path, self.layout)
        self._seen = self._sight()

    def _sight(self) -> Sight:
        if self.path is None:
            return False, None
        try:
            status = self.path.stat()
        except OSError:
            return self.path.parent.is_dir(), None
        return True, (status.st_dev, status.st_ino)

    @property
    def shared(self) -> bool:
        """Other programs see what is written here."""
        return self._on_disk and self._sight() == self._seen

    def stamp(self) -> str:
        """Changes with whatever is written to the file; empty where that cannot be told, as right after a write."""
        if self.path is None or not self.shared:
            return ""
        found = [status for ending in ("", "-wal") if (status := _status(f"{self.path}{ending}"))]
        if not found or time.time_ns() - max(status.st_mtime_ns for status in found) < _TICK:
            return ""
        return " ".join(f"{status.st_ino} {status.st_size} {status.st_mtime_ns}" for status in found)

    def keep_up(self) -> None:
        """Go over to the file that lies there now, if it is another one."""
        if self._sight() != self._seen:
            self.db.close()
            self._open(self.path)

    def renew(self) -> None:
        """Go on with an empty file; where the old one cannot be removed, in memory."""
        self.db.close()
        self._open(self.path if self.path and removed(self.path) else None)

    def replace(self, error: Exception) -> None:
        """After `error`, go on with a new file, or in memory if it cannot be written; raises what is no such fault."""
        code = _code(error)
        if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
            raise error
        if code in _BUSY:
            raise _busy(self.path) from error
        overtaken = self._sight() != self._seen
        self.db.close()
        usable = self.path and (overtaken or (code not in _UNWRITABLE and removed(self.path)))
        self._open(self.path if usable else None)


def _connect(path: Path | None, layout: Layout) -> tuple[sqlite3.Connection, bool]:
    """A connection, and whether it is to the file; that is made anew if it is damaged."""
    for _ in range(2):
        if path is None or not path.parent.is_dir():
            break
        try:
            return _connected(path, layout), True
        except (sqlite3.DatabaseError, OSError) as error:
            if _code(error) in _BUSY:
                raise _busy(path) from error
            if _code(error) in _UNWRITABLE or not removed(path):
                break
    return _prepared(_database(":memory:"), layout), False


def _connected(path: Path, layout: Layout) -> sqlite3.Connection:
    new = not path.exists()
    db = _database(path)
    try:
        if new:
            path.chmod(0o600)
        return _prepared(db, layout)
    except BaseException:
        db.close()
        raise


def _database(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _prepared(db: sqlite3.Connection, layout: Layout) -> sqlite3.Connection:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version not in {0, layout.version}:
        raise sqlite3.DatabaseError(f"index version {version}")
    if version == 0:
        _turn_to_wal(db)
        db.executescript(f"BEGIN IMMEDIATE; {layout.tables}; PRAGMA user_version = {layout.version}; COMMIT;")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA cache_size = -{CACHE}")
    return db


def _turn_to_wal(db: sqlite3.Connection) -> None:
    """SQLite does not wait here for another program that does the same."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) not in _BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _code(error: Exception) -> int:
    """SQLite's primary result code; that of a damaged file for what does not come from SQLite itself."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF


def _busy(path: Path | None) -> RecordProblem:
    return RecordProblem("the index is busy", where=str(path), hint="Try again in a moment.")


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - no Path is at hand
    except OSError:
        return None


def removed(path: Path) -> bool:
    """The file and what SQLite keeps beside it are gone."""
    try:
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
    except OSError:
        return False
    return True

"""How far each long source of mail has been read, and when each mailbox was last read to its end.

One small JSON file beside the record. Its loss is harmless: what is read again is known by its content and not filed
twice. So a damaged file counts as none. But a place that is not kept costs hours on a large mailbox: that is said.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.errors import RecordProblem
from assistant.mail.sources.sources import Bookmark

PATIENCE = 10.0
"""Seconds to wait for another process that keeps its bookmarks; it takes milliseconds."""


class _File(Struct, frozen=True):
    """The file, as written."""

    version: int = 1
    sources: dict[str, str] = {}
    pulled: dict[str, str] = {}


class Bookmarks:
    """The bookmarks of one record. Two processes may keep theirs at once: each changes only what it names."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def known(self) -> Mapping[str, str]:
        """Source → position, read anew; see `Bookmark`."""
        return self._read().sources

    @property
    def pulled(self) -> Mapping[str, str]:
        """Name of a mailbox → the UTC instant (`2020-10-12T09:00:00Z`) up to which it is known to be read."""
        return self._read().pulled

    def keep(self, bookmarks: Iterable[Bookmark]) -> None:
        """Remember these, the last for each source; raises `RecordProblem` if they cannot be written."""
        new = {bookmark.source: bookmark.position for bookmark in bookmarks}
        if new:
            self._change(lambda old: msgspec.structs.replace(old, sources={**old.sources, **new}))

    def finish(self, name: str, began: datetime) -> None:
        """Remember that a pull of the mailbox `name` that `began` then came to its end; raises `RecordProblem`.

        The beginning counts: what arrived later may not have been seen.
        """
        instant = began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._change(lambda old: msgspec.structs.replace(old, pulled={**old.pulled, name: instant}))

    def _read(self) -> _File:
        try:
            read = msgspec.json.decode(self.path.read_bytes(), type=_File)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return _File()
        return read if read.version == 1 else _File()

    def _change(self, change: Callable[[_File], _File]) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._locked():
                _replace(self.path, msgspec.json.encode(change(self._read())))
        except OSError as error:
            raise RecordProblem(
                f"cannot be written: {error.strerror or error}",
                where=str(self.path),
                hint="Nothing is lost: the next run reads the same mails again and files none twice.",
            ) from error

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that a reader need not pay

        lock = FileLock(self.path.with_name(f"{self.path.name}.lock"), timeout=PATIENCE, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise RecordProblem("is held by another process", where=str(self.path)) from error
        try:
            yield
        finally:
            lock.release()


def _replace(path: Path, content: bytes) -> None:
    """Write `content` whole or not at all, for its owner only."""
    beside = path.with_name(f"{path.name}.new")  # no second writer: the lock is held
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise

"""The file of one thread: one JSON object a line, only ever appended to.

A line counts once it ends in a newline and the writer was told so. What stands behind the last newline is a torn
write (a crash before the acknowledgement): readers leave it out and say so, the next writer sets it aside in a file
of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from assistant.errors import RecordProblem
from assistant.record.private import make_private, sync


class Content(Struct, frozen=True):
    """What a journal held at one moment."""

    lines: tuple[bytes, ...]
    """Complete lines, without their newlines."""
    torn: bytes
    """What follows the last newline."""
    size: int
    """Bytes of the complete lines, newlines included."""


def read(path: Path, start: int = 0) -> Content:
    """The journal from byte `start` on, which must be the start of a line; empty if there is no file.

    Raises `RecordProblem` if the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            content = file.read()
    except FileNotFoundError:
        return Content((), b"", start)
    except OSError as error:
        raise RecordProblem(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    whole, newline, torn = content.rpartition(b"\n")
    lines = tuple(whole.split(b"\n")) if newline else ()
    return Content(lines, torn, start + len(content) - len(torn))


def append(path: Path, lines: Iterable[bytes], size: int) -> int:
    """Write `lines` behind the first `size` bytes, flush them to the disk, and return the new size.

    The caller holds the thread's lock and has read the file to `size`. What stands behind is set aside first. If the
    write fails (a full disk), the file is cut back to `size` and `RecordProblem` is raised.
    """
    block = b"".join(line + b"\n" for line in lines)
    try:
        if path.exists():
            _extend(path, block, size)
        else:
            _create(path, block)
    except OSError as error:
        raise RecordProblem(
            f"nothing was written: {error.strerror or error}", where=str(path), hint="The record is as it was before."
        ) from error
    return size + len(block)


def _create(path: Path, block: bytes) -> None:
    """A new journal has its name once it is whole: an interrupted first write leaves no thread behind."""
    make_private(path.parent)
    part = path.with_name(f".{path.name}.new")
    try:
        with _opened(part, os.O_CREAT | os.O_TRUNC) as descriptor:
            _write(descriptor, block, 0)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync(*path.parents[:3])  # the regulator's folder, the one of all threads, the record


def _extend(path: Path, block: bytes, size: int) -> None:
    with _opened(path) as descriptor:
        _set_torn_aside(path, descriptor, size)
        try:
            _write(descriptor, block, size)
        except BaseException:
            os.ftruncate(descriptor, size)
            raise


@contextmanager
def _opened(path: Path, how: int = 0) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | how, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, block: bytes, size: int) -> None:
    os.lseek(descriptor, size, os.SEEK_SET)
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _set_torn_aside(path: Path, descriptor: int, size: int) -> None:
    """Copy what stands behind `size` into `<name>.torn-<moment>`, then cut it off; nothing is cut that is not safe."""
    length = os.fstat(descriptor).st_size - size
    if length <= 0:
        return
    os.lseek(descriptor, size, os.SEEK_SET)
    torn = os.read(descriptor, length)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = path.with_name(f"{path.name}.torn-{moment}")
    try:
        with _opened(aside, os.O_CREAT | os.O_EXCL) as copy:
            _write(copy, torn, 0)
        sync(path.parent)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    os.ftruncate(descriptor, size)

"""The file of one thread: one JSON object a line, only ever appended to.

A line counts once it ends in a newline and the writer was told so. What stands behind the last newline is a torn
write (a crash before the acknowledgement): readers leave it out and say so, the next writer sets it aside in a file
of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from assistant.errors import RecordProblem
from assistant.record.private import make_private


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
    created = size == 0
    try:
        if created:
            make_private(path.parent)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise RecordProblem(f"cannot be written: {error.strerror or error}", where=str(path)) from error
    try:
        _set_torn_aside(path, descriptor, size)
        _write(descriptor, block, size)
        if created:
            _sync_directory(path.parent)
    except OSError as error:
        os.ftruncate(descriptor, size)
        raise RecordProblem(
            f"nothing was written: {error.strerror or error}", where=str(path), hint="The record is as it was before."
        ) from error
    finally:
        os.close(descriptor)
    return size + len(block)


def _write(descriptor: int, block: bytes, size: int) -> None:
    os.lseek(descriptor, size, os.SEEK_SET)
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _set_torn_aside(path: Path, descriptor: int, size: int) -> None:
    """Copy what stands behind `size` into `<name>.torn-<moment>`, then cut it off."""
    os.lseek(descriptor, size, os.SEEK_SET)
    torn = os.read(descriptor, os.fstat(descriptor).st_size - size) if os.fstat(descriptor).st_size > size else b""
    if not torn:
        return
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = os.open(path.with_name(f"{path.name}.torn-{moment}"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _write(aside, torn, 0)
    finally:
        os.close(aside)
    os.ftruncate(descriptor, size)


def _sync_directory(directory: Path) -> None:
    """Make a new file's name as durable as its content; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    for place in (directory, directory.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

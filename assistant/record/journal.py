"""The file of one thread: one JSON object a line, only ever appended to.

A line counts once it ends in a newline and the writer was told so. What stands behind the last newline is a torn
write (a crash before the acknowledgement): readers leave it out and say so, the next writer sets it aside in a file
of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from assistant.errors import RecordProblem
from assistant.record.private import make_private, sync, sync_all

SOME = 1 << 18
"""Bytes that are read from behind at first."""


class Content(Struct, frozen=True):
    """What a journal held at one moment."""

    lines: tuple[bytes, ...]
    """Complete lines, without their newlines."""
    torn: bytes
    """What follows the last newline."""
    size: int
    """Bytes of the complete lines, newlines included."""


NOTHING = Content((), b"", 0)
"""Of a journal that is to begin."""


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
    *lines, torn = content.split(b"\n")
    return Content(tuple(lines), torn, start + len(content) - len(torn))


def last(path: Path, size: int, count: int, most: int) -> tuple[bytes, ...]:
    """The last `count` lines of the first `size` bytes, read from behind; fewer where they take over `most` bytes.

    Raises `OSError`.
    """
    block = SOME
    with path.open("rb") as file:
        while True:
            start = max(size - block, 0)
            file.seek(start)
            lines = file.read(size - start).split(b"\n")[:-1]
            whole = lines[1:] if start else lines
            if len(whole) >= count or not start or block >= most:
                return tuple(whole[-count:])
            block = min(2 * block, most)


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
        raise _nothing_written(path, error) from error
    return size + len(block)


class Pending(Struct, frozen=True):
    """Lines that were written and are not yet safe: nobody may be told of them before `settled`."""

    path: Path
    descriptor: int
    before: int | None
    """The size to which a failure cuts the file back; None for a new one, which has no name yet."""
    size: int


def begin(path: Path, lines: Iterable[bytes], size: int) -> Pending:
    """`append` without its wait for the disk: for many files at once. The caller settles or abandons it.

    Raises `RecordProblem`; then nothing was written.
    """
    block = b"".join(line + b"\n" for line in lines)
    try:
        new = not os.access(path, os.F_OK)  # quicker than `exists`, and asked for each thread of an import
        descriptor = _begun(path) if new else _open(path)
        try:
            if not new:
                _set_torn_aside(path, descriptor, size)
        except BaseException:
            os.close(descriptor)
            raise
        pending = Pending(path, descriptor, None if new else size, size + len(block))
        try:
            _write(descriptor, block, size)
        except BaseException:
            abandon(pending)
            raise
    except OSError as error:
        raise _nothing_written(path, error) from error
    return pending


def _begun(path: Path) -> int:
    """The file that is to become `path`; whether there is a folder for it is not asked for each."""
    try:
        return _open(_part(path), os.O_CREAT | os.O_TRUNC)
    except FileNotFoundError:
        make_private(path.parent)
        return _open(_part(path), os.O_CREAT | os.O_TRUNC)


def settle(every: Sequence[Pending]) -> None:
    """Make all of it durable, and give the new files their names; raises `RecordProblem` if that cannot be done."""
    try:
        sync_all([pending.descriptor for pending in every])
        for pending in every:
            if pending.before is None:
                os.replace(_part(pending.path), pending.path)  # noqa: PTH105 - asked for each thread of an import
        folders = {os.path.dirname(pending.path) for pending in every if pending.before is None}  # noqa: PTH120 - as above
        sync(*{place for folder in folders for place in (Path(folder), *Path(folder).parents[:2])})
    except OSError as error:
        raise _nothing_written(every[0].path, error) from error
    for pending in every:
        os.close(pending.descriptor)


def abandon(pending: Pending) -> None:
    """Leave the file as it was before, as far as a failing disk lets us: what stays was told to nobody."""
    try:
        if pending.before is None:
            Path(_part(pending.path)).unlink(missing_ok=True)
            pending.path.unlink(missing_ok=True)  # it may have got its name before another could not
        elif os.fstat(pending.descriptor).st_size > pending.before:
            os.ftruncate(pending.descriptor, pending.before)
    except OSError:
        pass
    finally:
        os.close(pending.descriptor)


@contextmanager
def replacing(path: Path, lines: Iterable[bytes], size: int) -> Iterator[None]:
    """Have `lines` in the place of all that stands in the first `size` bytes: the one way in which a journal is not
    appended to, for what `dropping` must take out of it.

    They are safe on the disk when the block begins, and the file is theirs once it is through; before, a failure leaves
    it as it was. The caller holds the thread's lock and has read the file to `size`. What stands behind is set aside.
    """
    part = Path(_part(path))
    try:
        with _opened(path) as descriptor:
            _set_torn_aside(path, descriptor, size)
        with _opened(part, os.O_CREAT | os.O_TRUNC) as descriptor:
            _write(descriptor, b"".join(line + b"\n" for line in lines), 0)
            os.fsync(descriptor)
        yield
        part.replace(path)
        sync(path.parent)
    except OSError as error:
        raise _nothing_written(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _part(path: Path) -> str:
    folder, name = os.path.split(path)
    return f"{folder}{os.sep}.{name}.new"


def _nothing_written(path: Path, error: OSError) -> RecordProblem:
    return RecordProblem(
        f"nothing was written: {error.strerror or error}", where=str(path), hint="The record is as it was before."
    )


def _create(path: Path, block: bytes) -> None:
    """A new journal has its name once it is whole: an interrupted first write leaves no thread behind."""
    make_private(path.parent)
    part = Path(_part(path))
    try:
        with _opened(part, os.O_CREAT | os.O_TRUNC) as descriptor:
            _write(descriptor, block, 0)
            os.fsync(descriptor)
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
            os.fsync(descriptor)
        except BaseException:
            os.ftruncate(descriptor, size)
            raise


def _open(path: Path | str, how: int = 0) -> int:
    return os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | how, 0o600)


@contextmanager
def _opened(path: Path, how: int = 0) -> Iterator[int]:
    descriptor = _open(path, how)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, block: bytes, size: int) -> None:
    os.lseek(descriptor, size, os.SEEK_SET)
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]


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
            os.fsync(copy)
        sync(path.parent)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    os.ftruncate(descriptor, size)

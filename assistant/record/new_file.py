"""A new file, whole or not at all, readable by its owner alone, and never in the place of another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assistant.errors import RecordProblem, UsageProblem
from assistant.record.private import sync


def write_new(path: Path, pieces: Iterable[bytes]) -> None:
    """Write `pieces` to `path`; raises as `new_file` does."""
    with new_file(path) as file:
        for piece in pieces:
            file.write(piece)


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written and, if need be, read again, which gets its name `path` once the block is through.

    Raises `UsageProblem` if something is there, `RecordProblem` if it cannot be written.
    """
    check_free(path)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)  # mode 0600
        part = Path(name)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _place(part, path)
            sync(path.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise RecordProblem(f"cannot be written: {error.strerror or error}", where=str(path)) from error


def check_free(path: Path) -> None:
    """Raise `UsageProblem` if something is at `path`, a dangling link included."""
    if os.path.lexists(path):
        raise _taken(path)


def _taken(path: Path) -> UsageProblem:
    return UsageProblem("is there already, and is not overwritten", where=str(path), hint="Nothing was written.")


def _place(part: Path, path: Path) -> None:
    """Give the file its name only if that is free, in one step where the file system can."""
    try:
        os.link(part, path)
    except FileExistsError as error:  # be it gone again by now
        raise _taken(path) from error
    except OSError:  # no hard links here (FAT, some network folders)
        check_free(path)
        part.replace(path)

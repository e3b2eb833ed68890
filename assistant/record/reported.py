"""Which reminders were reported already: one id a line, appended; two runs at once report none twice."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from assistant.errors import RecordProblem


def read_reported(path: Path) -> frozenset[str]:
    """The ids reported so far; none if there is no such file yet."""
    try:
        return frozenset(path.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return frozenset()
    except (OSError, UnicodeDecodeError) as error:
        raise RecordProblem(f"cannot be read: {error}", where=str(path)) from error


def add_reported(path: Path, ids: Iterable[str]) -> None:
    """Add `ids`, safe on disk before this returns."""
    text = "".join(f"{one}\n" for one in ids)
    if not text:
        return
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RecordProblem(f"cannot be written: {error.strerror}", where=str(path)) from error

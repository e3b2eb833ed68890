"""Text that a person hands over, in a file or on stdin."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from assistant.errors import UsageProblem


def text_of(source: str) -> str:
    """The text of a file, or for `-` of stdin, as UTF-8 whatever the locale, its line ends `\\n`, without a BOM.

    Raises `UsageProblem` if it cannot be read or is none.
    """
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise UsageProblem(f"cannot be read: {error.strerror}", where=_named(source)) from error
    try:
        return io.TextIOWrapper(io.BytesIO(content), "utf-8-sig").read()
    except UnicodeDecodeError as error:
        raise UsageProblem("is not UTF-8 text", where=_named(source)) from error


def _named(source: str) -> str:
    return "stdin" if source == "-" else source

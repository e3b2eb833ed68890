"""One formatter a format. Text for people may change; the fields of JSON never leave."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from assistant.record.entry import Line
from assistant.record.index_rows import Fault, told_once
from assistant.record.inert import inert


def show(text: str = "") -> None:
    """Text for people, on stdout: nothing in it can command a terminal."""
    sys.stdout.write(f"{inert(text)}\n")


def show_lines(lines: Iterable[str]) -> None:
    """Many lines in one write; each is made harmless, the colours that `style` put in stay."""
    sys.stdout.write("".join(f"{_styled(line)}\n" for line in lines))


def show_logged(thread: str, lines: Iterable[Line]) -> None:
    """Which entries were added."""
    show(" ".join(f"{thread}#{line.n}" for line in lines))


def raw(content: bytes) -> None:
    """Bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """Anything that is not data, on stderr."""
    sys.stderr.write(f"{inert(text)}\n")


def document(as_of: date, **content: Any) -> None:
    """One JSON document; `null` where something is not known, `[]` where there is nothing."""
    raw(as_json(as_of, **content))


def as_json(as_of: date, **content: Any) -> bytes:
    """The same as bytes."""
    body = {"version": 1, "as_of": as_of, **content}
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """CSV with a header; see `record.csv_text`."""
    from assistant.record.csv_text import csv_lines

    sys.stdout.writelines(csv_lines(rows, columns))


def faults(found: Iterable[Fault]) -> None:
    """What could not be read, on stderr."""
    for whose, fault in told_once(found):
        tell(f"{'cannot check' if fault.fatal else 'note:'} {whose}: {fault.text}")


_MARK = f"\ue000{os.urandom(8).hex()}"
"""Stands for the escape of our own styles until everything else has been made harmless; no message can know it."""


SGR = {"bold": 1, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
"""The styles in use, by their ECMA-48 parameter."""


def style(text: str, color: bool, how: str) -> str:
    """`text` in a style of `SGR`, for `show_lines`, where colour is wanted; it is never the only sign."""
    return f"{_MARK}[{SGR[how]}m{text}{_MARK}[0m" if color else text


def _styled(line: str) -> str:
    return inert(line).replace(_MARK, "\x1b")

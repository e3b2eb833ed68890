"""Lines of a screen as plain values: spans of text with a role each, wrapped and cut by terminal cells.

A role is the name of a component class, so every colour is decided in the style sheets. Text is never markup here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size


class Span(NamedTuple):
    text: str
    role: str = ""


Line = tuple[Span, ...]
ELLIPSIS = "…"
_WORDS = re.compile(r"(\s*)(\S+)")


def plain(line: Iterable[Span]) -> str:
    """The text of a line, without its roles."""
    return "".join(span.text for span in line)


def width_of(line: Iterable[Span]) -> int:
    """Cells that a line takes."""
    return sum(cell_len(span.text) for span in line)


def cut(text: str, width: int) -> str:
    """`text` within `width` cells; what is left out is marked."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS if width > 1 else ELLIPSIS[:width]


def fitted(text: str, width: int) -> str:
    """`text` cut or padded to exactly `width` cells."""
    return set_cell_size(cut(text, width), max(width, 0))


def between(left: Line, right: Line, width: int) -> Line:
    """`left` and `right` at the two ends of one line; the left is cut if they do not fit."""
    room = width - width_of(right) - (1 if right else 0)
    kept: list[Span] = []
    for span in left:
        text = cut(span.text, room)
        kept.append(Span(text, span.role))
        room -= cell_len(text)
        if text != span.text or room <= 0:
            break
    gap = width - width_of(kept) - width_of(right)
    return (*kept, Span(" " * max(gap, 0)), *right)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words, with its own line breaks and indents kept."""
    lines: list[str] = []
    for paragraph in text.expandtabs(4).split("\n"):
        lines += _wrapped_one(paragraph.rstrip(), max(width, 4))
    return lines


def _wrapped_one(text: str, width: int) -> list[str]:
    cells = len if text.isascii() and text.isprintable() else cell_len  # most of a long text is plain
    if cells(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for space, word in _WORDS.findall(text):
        if line and cells(line + space + word) > width:
            lines.append(line)
            line = ""
        line += word if lines and not line else space + word  # only the first line keeps its indent
        if cells(line) > width:
            *whole, line = _chopped(line, width)
            lines += whole
    return [*lines, line]


def _chopped(word: str, width: int) -> list[str]:
    pieces, piece, used = [], "", 0
    for letter in word:
        size = cell_len(letter)
        if used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += letter
        used += size
    return [*pieces, piece]

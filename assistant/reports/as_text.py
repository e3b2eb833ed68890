"""A report as plain text for a terminal or a mail. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from assistant.record.inert import inert_line
from assistant.reports.document import Block, Document, Heading, Items, Paragraph, Table

WIDTH = 100
"""Characters of a line."""
INDENT, GAP = "    ", "  "
LEAST = 12
"""Characters of a column that is cut."""


def as_text(document: Document, width: int = WIDTH) -> Iterator[str]:
    """The lines of `document`, each at most `width` characters as far as words can be parted."""
    yield from _underlined(document.title, "=", width)
    for block in document.blocks:
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield from _underlined(block.text, "-", width)
        case Paragraph():
            yield from [""] if block.small else []
            yield from _wrapped(block.text, width)
        case Items():
            for text in block.texts:
                yield from _wrapped(text, width, "- ", "  ")
        case Table():
            yield from _table(block, width)


def _underlined(text: str, line: str, width: int) -> list[str]:
    told = _wrapped(text, width)
    return [*told, line * max(map(len, told))]


def _wrapped(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    return textwrap.wrap(
        inert_line(text), width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False
    ) or [""]


def _table(table: Table, width: int) -> Iterator[str]:
    """With long cells: a line of the short ones a row, the others below it. Else columns as wide as they must be."""
    if any(column.long for column in table.columns):
        yield from _stacked(table, width)
    else:
        yield from _aligned(table, width)


def _stacked(table: Table, width: int) -> Iterator[str]:
    none = True
    for row in table.rows:
        none = False
        pairs = list(zip(table.columns, map(inert_line, row.cells), strict=True))
        yield ""
        short = GAP.join(cell for column, cell in pairs if cell and not column.long)
        yield from textwrap.wrap(short, width, subsequent_indent=INDENT, break_on_hyphens=False) or [""]
        for _, cell in ((column, cell) for column, cell in pairs if cell and column.long):
            yield from _wrapped(cell, width, INDENT, INDENT)
    if none:
        yield table.empty


def _aligned(table: Table, width: int) -> Iterator[str]:
    """If it is too wide, the widest column is cut; where that is not enough, each row is told in words."""
    rows = [tuple(map(inert_line, row.cells)) for row in table.rows]
    if not rows:
        yield table.empty
        return
    head = tuple(column.title for column in table.columns)
    widths = [max(map(len, cells)) for cells in zip(head, *rows, strict=True)]
    widest = widths.index(max(widths))
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    spare = max(widths[widest] - LEAST, 0)
    if over > spare:
        for row in rows:
            told = " · ".join(f"{title} {cell}" for title, cell in zip(head, row, strict=True) if cell)
            yield from _wrapped(told, width, "- ", "  ")
        return
    widths[widest] -= max(over, 0)
    for row in (head, tuple("-" * size for size in widths), *rows):
        yield GAP.join(_cut(cell, size).ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()


def _cut(cell: str, size: int) -> str:
    return cell if len(cell) <= size else cell[: size - 2].rstrip() + " …"

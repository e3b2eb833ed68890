"""A report before it has a form: headings, paragraphs, lists and tables of plain text.

The painters beside this page give it one: text, Markdown, HTML, a Word file. Whatever stands in it may come from a
stranger's mail; each painter makes it harmless in its own language, so nobody does so before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Tone = Literal["", "in", "out", "public", "internal"]
"""What a row is about, where a form can show it beside the words; never the only sign."""


class Heading(Struct, frozen=True):
    text: str


class Paragraph(Struct, frozen=True):
    text: str
    small: bool = False
    """An explanation, not the matter itself."""


class Items(Struct, frozen=True):
    """A list."""

    texts: tuple[str, ...]


class Column(Struct, frozen=True):
    title: str
    share: int
    """Of the width of a page, in hundredths."""
    long: bool = False
    """Holds sentences: a terminal shows it below the others."""


class TableRow(Struct, frozen=True):
    cells: tuple[str, ...]
    tone: Tone = ""


class Table(Struct, frozen=True):
    columns: tuple[Column, ...]
    rows: Iterable[TableRow]
    """Can be gone through once."""
    empty: str = "None."
    """Said instead of a table without rows."""


Block = Heading | Paragraph | Items | Table


class Document(Struct, frozen=True):
    title: str
    blocks: Iterable[Block]
    """Can be gone through once."""
    landscape: bool = False
    compact: bool = False
    """Must fit a page: smaller type, narrow margins."""

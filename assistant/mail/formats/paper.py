"""How much a reader of documents reads, and what it gives back: text, title, and what is doubtful about them."""

from __future__ import annotations

from msgspec import Struct


class Bounds(Struct, frozen=True):
    """How much of a document is read; the defaults are for a letter that comes as a file of its own."""

    pages: int = 500
    objects: int = 2_000_000
    """Of a PDF, each of which is marked at its beginning and its end; a page has some ten."""
    operations: int = 400_000
    """Drawing operations of all pages; a page of a letter has some hundred."""
    seconds: float = 15.0
    """Of this thread's own time for one file, whatever it holds; the bound of last resort."""
    characters: int = 5_000_000
    """Of text; a thick book has one million."""
    stream: int = 20_000_000
    """Bytes of one stream of a PDF, unpacked."""
    parsed: int = 500_000
    """Operands and operators of one stream."""
    files: int = 5_000
    """Within a Word document."""
    unpacked: int = 100 * 1024**2
    """Bytes of all of these."""
    markup: int = 10 * 1024**2
    """Bytes of one file of markup, unpacked."""
    elements: int = 300_000
    """Elements of the text; a page has some hundred."""


LETTER = Bounds()


class Paper(Struct, frozen=True):
    text: str
    title: str = ""
    """As the document's properties have it; often a program's invention."""
    doubt: str = ""
    """Why the text may not be whole."""

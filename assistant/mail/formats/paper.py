"""What a reader of documents gives back: nothing but text, title, and what is doubtful about them."""

from __future__ import annotations

from msgspec import Struct


class Paper(Struct, frozen=True):
    text: str
    title: str = ""
    """As the document's properties have it; often a program's invention."""
    doubt: str = ""
    """Why the text may not be whole."""

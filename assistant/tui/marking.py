"""Words of a message marked on the screen: which word stands where, and the words from one to another. Pure.

Long words are broken over lines, so what was written is asked for each piece; what is marked comes from there, and is
never put together from what is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from assistant.tui.lines import Line, Span

_WORD = re.compile(r"\S+")


class Piece(Struct, frozen=True):
    """A word, or as much of it as stands on one line."""

    line: int
    """Of those that were given."""
    start: int
    end: int
    """Characters of the line's text."""
    word: int
    """Its place among the words as written."""


class Marking(Struct, frozen=True):
    """Words marked in one message."""

    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    at: int = 0
    """The piece under the cursor."""
    since: int | None = None
    """The piece at which marking began; None: only the one under the cursor is marked."""

    @property
    def first(self) -> int:
        return min(self.at, self.at if self.since is None else self.since)

    @property
    def last(self) -> int:
        return max(self.at, self.at if self.since is None else self.since)

    @property
    def text(self) -> str:
        """The marked words as they were written, on one line."""
        return " ".join(self.words[self.pieces[self.first].word : self.pieces[self.last].word + 1])

    def begun(self) -> Marking:
        """Mark from here on; once more: only the word under the cursor."""
        return structs.replace(self, since=self.at if self.since is None else None)

    def moved(self, by: int) -> Marking:
        return structs.replace(self, at=max(0, min(self.at + by, len(self.pieces) - 1)))

    def on_line(self, by: int) -> Marking:
        """The word above or below."""
        here = self.pieces[self.at]
        beyond = [p for p in self.pieces if (p.line - here.line) * by > 0]
        if not beyond:
            return self
        line = min(beyond, key=lambda p: abs(p.line - here.line)).line
        return self.to(line, here.start)

    def to(self, line: int, column: int) -> Marking:
        """The word on `line` that is nearest to `column`; unchanged if there is none."""
        places = [at for at, p in enumerate(self.pieces) if p.line == line]
        if not places:
            return self
        return structs.replace(self, at=min(places, key=lambda at: _distance(self.pieces[at], column)))

    def span(self, line: int) -> tuple[int, int] | None:
        """From which to which character of `line` it reaches."""
        inside = [p for p in self.pieces[self.first : self.last + 1] if p.line == line]
        return (inside[0].start, inside[-1].end) if inside else None


def _distance(piece: Piece, column: int) -> int:
    return max(piece.start - column, column - piece.end + 1, 0)


def marking(lines: Iterable[str], written: str) -> Marking | None:
    """The words of a text that is shown in `lines`, with the cursor on the first; None without a word."""
    words = written.split()
    pieces: list[Piece] = []
    at, sofar = 0, ""
    for number, line in enumerate(lines):
        for found in _WORD.finditer(line):
            if at == len(words):
                break
            pieces.append(Piece(number, found.start(), found.end(), at))
            sofar += found[0]
            if sofar == words[at]:
                at, sofar = at + 1, ""
    return Marking(tuple(pieces), tuple(words)) if pieces else None


def body_of(line: Line) -> str:
    """The part of a drawn line that is the message's own text."""
    return next((span.text for span in line if span.role == "body"), "")


def with_marks(line: Line, reach: tuple[int, int]) -> Line:
    """The line with the characters of its text from `reach` drawn as marked."""
    first, last = reach
    drawn: list[Span] = []
    for span in line:
        if span.role == "body":
            cuts = (span.text[:first], span.text[first:last], span.text[last:])
            drawn += [Span(text, role) for text, role in zip(cuts, ("body", "marked", "body"), strict=True) if text]
        else:
            drawn.append(span)
    return tuple(drawn)


def text_start(line: Sequence[Span]) -> int:
    """Characters before the message's own text."""
    before = 0
    for span in line:
        if span.role == "body":
            break
        before += len(span.text)
    return before

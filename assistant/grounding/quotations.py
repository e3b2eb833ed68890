"""Quotations in every usual kind of marks: where they stand, and whether a passage holds them word for word.

White space and the glyph of a quotation mark are made even, nothing else: one letter more, less or other, or one drawn
alike from another script, and it is no quotation. An ellipsis (`…`, `...`, `[…]`) stands for words left out, in order,
within one passage. A full stop or comma before the closing mark may be the sentence's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from assistant.grounding.seen import even

LONGEST = 6_000
"""Characters of a quotation; a mark whose partner is farther away has none."""
LONGEST_SINGLE = 600
"""The same in single marks, which an apostrophe looks like."""
_PAIRS = ("“”", "„“", "„”", "«»", "»«", "‹›", "›‹", "「」", "『』", "＂＂")
_DOUBLE = "|".join(
    rf"{re.escape(first)}[^{re.escape(''.join(dict.fromkeys((first, last))))}]{{1,{LONGEST}}}{re.escape(last)}"
    for first, last in map(tuple, _PAIRS)
)
_QUOTED = re.compile(rf"{_DOUBLE}|\"(?=\S)[^\"]{{1,{LONGEST}}}\"")
_OPENS = re.compile(r"(?<![\w'’])[‘‚'](?=[^\s'])")
_CLOSES = re.compile(r"(?<=[^\s'])[’‘'](?!\w)")
_STRAY = re.compile(r"[“„«「『]|(?:(?<=[\s(])|^)\"(?=\w)")
_DEFINED = re.compile(r"\((?:the\s|hereinafter\s|together\s)?\s?\Z", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\s*(?:\[\s?(?:…|\.{3})\s?\]|\(…\)|…|\.{3}|\. \. \.)\s*")
_TAIL = " .,;:!?"
_BRACKETED = re.compile(r"\[(\w)\]")


class Quotation(Struct, frozen=True):
    """A quotation in its marks."""

    start: int
    end: int
    words: str
    """Without the marks, made even."""
    closed: bool = True
    """False: its closing mark is missing."""


def find_quotations(text: str) -> list[Quotation]:
    """The quotations in `text`, in order; one that is never closed reaches to the end of its line."""
    spans = [q.span() for q in _QUOTED.finditer(text)]
    spans = sorted([*spans, *_single(text, spans)])
    found = [Quotation(*span, even(text[span[0] + 1 : span[1] - 1])) for span in spans if not _defines(text, *span)]
    found += _stray(text, spans)
    return sorted((q for q in found if q.words), key=lambda q: q.start)


def _single(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What stands in single marks; an apostrophe opens nothing within a word and closes nothing before a letter."""
    closing = [mark.start() for mark in _CLOSES.finditer(text)]
    reached = 0
    for mark in _OPENS.finditer(text):
        at = bisect_right(closing, mark.start() + 1)
        within = taken[bisect_right(taken, (mark.start(), len(text))) - 1] if taken else (0, 0)
        if mark.start() < reached or at == len(closing) or within[1] > mark.start() >= within[0]:
            continue
        end = closing[at] + 1
        if end - mark.start() <= LONGEST_SINGLE and "\n\n" not in text[mark.start() : end]:
            reached = end
            yield mark.start(), end


def _defines(text: str, start: int, end: int) -> bool:
    """`(the “Platform”)` gives a name and quotes nobody."""
    return text[end : end + 1] == ")" and bool(_DEFINED.search(text[max(0, start - 24) : start]))


def _stray(text: str, known: list[tuple[int, int]]) -> Iterator[Quotation]:
    covered = 0
    spans = chain(known, [(len(text) + 1, len(text) + 1)])
    span = next(spans)
    for mark in _STRAY.finditer(text):
        while span[1] <= mark.start():
            span = next(spans)
        if mark.start() < covered or span[0] <= mark.start():
            continue
        line = text.find("\n", mark.start())
        end = min(line if line >= 0 else len(text), span[0], mark.start() + LONGEST)
        covered = end
        if words := even(text[mark.end() : end]):
            yield Quotation(mark.start(), end, words, closed=False)


def pieces(words: str) -> tuple[str, ...]:
    """The parts of a quotation between its ellipses."""
    return tuple(piece for piece in _ELLIPSIS.split(words) if piece.strip(_TAIL))


def is_in(words: str, passage: str) -> bool:
    """Whether `passage`, made even, holds the quotation `words`: whole words, in order."""
    parts = pieces(_BRACKETED.sub(r"\1", words)) if "[" in words else pieces(words)
    return bool(parts) and any(_in_order(parts, passage, start) for start in _first(parts[0], passage))


MOST_STARTS = 50
"""Places in one passage at which a quotation with ellipses is tried."""


def _first(part: str, passage: str) -> Iterator[int]:
    at = -1
    for _ in range(MOST_STARTS):
        at = _find(part, passage, at + 1)
        if at < 0:
            return
        yield at


def _in_order(parts: tuple[str, ...], passage: str, start: int) -> bool:
    at = start
    for part in parts:
        at = _find(part, passage, at)
        if at < 0:
            return False
        at += 1
    return True


def _find(part: str, passage: str, start: int) -> int:
    """Where whole words `part` stand in `passage` from `start` on; -1 for nowhere."""
    for wanted in dict.fromkeys((part, part.rstrip(_TAIL))):
        at = passage.find(wanted, start)
        while at >= 0:
            end = at + len(wanted)
            if not (_joined(passage, at) or _joined(passage, end)):
                return at
            at = passage.find(wanted, at + 1)
    return -1


def _joined(passage: str, place: int) -> bool:
    """Whether a word goes on across `place`."""
    return 0 < place < len(passage) and passage[place - 1].isalnum() and passage[place].isalnum()

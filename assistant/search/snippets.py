"""A text and what was looked for → the short passage that shows it best, the found words marked. Pure functions.

A passage is one line of harmless text; its marks are places in that line, not markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from assistant.record.inert import inert_line
from assistant.search.fields import Term
from assistant.search.words import Word, words

LONGEST = 160
"""Characters of a passage as it stands in its text, the signs for what was left out not counted."""
_BEFORE = 40
"""Of them, as many as may stand before the first found word."""
_CUT = "… "


class Passage(Struct, frozen=True):
    """Part of a text."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Where the found words stand in it: from, up to."""


def passage(text: str, terms: Sequence[Term]) -> Passage:
    """The part of `text` with the most of what was looked for; its beginning if nothing of that stands in it."""
    found = list(_found(text, terms))
    start, end = _window(found, LONGEST)
    start, end = _whole_words(text, start, min(end, len(text)))
    return _shown(text, start, end, [(a, b) for a, b, _ in found if a >= start and b <= end])


def terms_in(text: str, terms: Sequence[Term]) -> int:
    """How many different ones of what was looked for stand in `text`."""
    return len({at for _, _, at in _found(text, terms)})


_Found = tuple[int, int, int]
"""From, up to, and which of the terms."""


def _found(text: str, terms: Sequence[Term]) -> Iterator[_Found]:
    """Where the terms stand, in order of the text."""
    if text.isascii():
        pattern, numbers = _pattern(tuple(terms))
        found = pattern.finditer(text.lower()) if numbers else ()
        yield from [(*one.span(), numbers[one.lastindex - 1]) for one in found if one.lastindex]
        return
    told = list(words(text))
    begins = tuple(term.words[0] for term in terms)  # most words begin none, and that is quickly seen
    for n, (start, _, word) in enumerate(told):
        if word.startswith(begins):
            for at, term in enumerate(terms):
                if _stands(term, told, n):
                    yield start, told[n + len(term.words) - 1][1], at
                    break


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], list[int]]:
    """What finds in small ASCII letters the same as going from word to word does, in a tenth of the time; and which
    term each of its groups is."""
    numbers = [at for at, term in enumerate(terms) if "".join(term.words).isascii()]
    return re.compile("|".join(_expression(terms[at]) for at in numbers)), numbers


def _expression(term: Term) -> str:
    """What stands in front is looked at behind the first letter, so that the search goes from one such letter to the
    next; the empty group tells which term it was."""
    words, end = "[^a-z0-9]+".join(term.words), "[a-z0-9]*" if term.prefix else "(?![a-z0-9])"
    return f"{words[0]}(?<![a-z0-9]{words[0]}){words[1:]}{end}()"


def _stands(term: Term, told: Sequence[Word], n: int) -> bool:
    here = [word for _, _, word in told[n : n + len(term.words)]]
    if len(here) < len(term.words):
        return False
    *before, last = term.words
    return here[:-1] == before and (here[-1].startswith(last) if term.prefix else here[-1] == last)


def _window(found: Sequence[_Found], longest: int) -> tuple[int, int]:
    """The stretch of `longest` characters with the most different terms, then the most words, then the earliest."""
    best, start = (0, 0), 0
    first = 0
    for last, (_, end, _) in enumerate(found):
        while end - found[first][0] > longest - _BEFORE and first < last:
            first += 1
        inside = found[first : last + 1]
        worth = (len({at for _, _, at in inside}), len(inside))
        if worth > best:
            best, start = worth, found[first][0]
    start = max(0, start - _BEFORE)
    return start, start + longest


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The window without a part of a word at either end, where there is a blank nearby."""
    if start:
        blank = text.find(" ", start, start + _BEFORE // 2)
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", end - _BEFORE // 2, end)
        end = blank if blank > start else end
    return start, end


def _shown(text: str, start: int, end: int, found: Sequence[tuple[int, int]]) -> Passage:
    told = _CUT if start and text[:start].strip() else ""
    marks: list[tuple[int, int]] = []
    at = start
    for a, b in found:
        if a < at:
            continue
        told = _joined(told, text[at:a])
        word = inert_line(text[a:b])
        marks.append((len(told), len(told) + len(word)))
        told += word
        at = b
    told = _joined(told, text[at:end]).rstrip()
    return Passage(f"{told} …" if text[end:].strip() else told, tuple(marks))


def _joined(told: str, more: str) -> str:
    """`more` made harmless behind `told`, the blanks at its ends kept as one each, none doubled and none in front."""
    line = inert_line(more)
    front = " " if more[:1].isspace() and told and not told.endswith(" ") else ""
    back = " " if more[-1:].isspace() and line else ""
    return f"{told}{front}{line}{back}"

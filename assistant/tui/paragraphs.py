"""The lines of a page as the paragraphs that they were, for a window narrower than the page. Pure.

A PDF ends its lines where its paper did, and wrapped once more they leave a word or two on every second line. Only what
is drawn is changed, and no place in it moves: where nothing but the width of the page ended a line, a space stands for
the line end. What is kept, searched and quoted has its lines as they are. In doubt a line stays a line: addresses,
lists, tables, headings and verse are not full lines of words that go on.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.tui.lines import cells

LEAST = 50
"""Characters of a line from which a page is one of running text."""
ALIKE = 3
"""Lines that must be about as long, so that their length is the page's."""
FULL = 0.9
"""Of the page's width, from which a line was full with the next word; proportional letters differ that much."""
LONGEST = 12
"""Characters of the next word that count at most."""
_MARKER = re.compile(r"\w{1,4}[.)]")
_COLUMNS = re.compile(r"\S(?: {2,}|\t)\S")


def flowing(text: str) -> str:
    """`text`, as long as it was, with a space for each line end that the width of the page made."""
    lines = text.split("\n")
    page = sorted(map(len, lines))[-ALIKE] if len(lines) >= ALIKE else 0
    if page < LEAST:
        return text
    ends = (" " if _goes_on(line, below, page) else "\n" for line, below in pairwise(lines))
    return "".join(line + end for line, end in zip(lines, (*ends, ""), strict=True))


def _goes_on(line: str, below: str, page: int) -> bool:
    """`below` is the rest of the sentence for which `line` had no room."""
    if not line or not below or _COLUMNS.search(line) or _COLUMNS.search(below):
        return False
    word = below.split(maxsplit=1)[0]
    full = len(line) + 1 + min(len(word), LONGEST) >= FULL * page
    spaced = cells(line[-1]) == cells(below[0]) == 1  # Chinese and Japanese put nothing between lines
    return full and spaced and not _MARKER.fullmatch(word) and _fits(line[-1], below[0])


def _fits(last: str, first: str) -> bool:
    if last.isdigit():
        return first.islower()  # else two rows of figures
    return (last.isalpha() or last in ",)") and (first.isalpha() or first in "“„«")

"""A text as the eye takes it in, with the way back to its own characters.

What no eye sees (zero-width characters, soft hyphens, marks of direction) is left out, digits of every script become
0-9, white space of every kind a space. Letters are left alone: a Cyrillic `а` is drawn like a Latin one and is another
letter, and whatever holds it is not what the record says. Marks that turn the direction of writing make the eye read
other words than stand there: what they touch is never verified.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

TURNING = "\u202b\u202d\u202e\u2067"
"""Embeddings, overrides and isolates (UAX #9) that show what follows from right to left."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_SPACE = re.compile(r"[^\S\n ]")
_DIGIT = re.compile(r"[^\D0-9]")
_QUOTE = str.maketrans("“”„‟«»‹›＂‘’‚‛`´ʼ′″", '"' * 6 + "''" + '"' + "'" * 8 + '"')
_RUN = re.compile(r"\s+")


class Seen:
    """`text` is what the eye sees; `at` leads from a place in it to the place in the original."""

    def __init__(self, original: str) -> None:
        self.original = original
        unseen = [found.start() for found in _UNSEEN.finditer(original)]
        self.hidden = unseen
        """The places in the original that the eye does not see."""
        self._kept: list[int] = []
        text = original
        if unseen:
            gone = set(unseen)
            self._kept = [n for n in range(len(original)) if n not in gone]
            text = "".join([original[n] for n in self._kept])
        text = _SPACE.sub(" ", text)
        self.text = _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0], 0)), text)

    def at(self, place: int) -> int:
        """The place in the original of the character at `place`."""
        if not self.hidden:
            return place
        return self._kept[place] if place < len(self._kept) else len(self.original)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of what is seen from `start` to `end`."""
        return self.at(start), self.at(end - 1) + 1 if end > start else self.at(start)

    def turned(self, start: int, end: int) -> bool:
        """Whether a mark of direction stands within the original's span."""
        first = bisect_left(self.hidden, start)
        last = bisect_left(self.hidden, end)
        return any(unicodedata.bidirectional(self.original[n]) not in {"BN", "NSM"} for n in self.hidden[first:last])


def lowered(text: str) -> str:
    """`text` in lower case, character for character."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def turns(original: str) -> bool:
    """Whether `original` holds marks that show words in another order than they stand in."""
    return any(mark in original for mark in TURNING)


def even(words: str) -> str:
    """`words` as quotations are compared: one space for any white space, one glyph for all quotation marks."""
    seen = Seen(unicodedata.normalize("NFC", words)).text
    return _RUN.sub(" ", seen.translate(_QUOTE)).strip()

"""Text → the words it is found by, in any script. Pure functions.

One folding serves the file of words, the query and the marking of what was found, so that the three cannot differ.
Latin, Greek, Cyrillic, Hebrew and Arabic letters lose case and marks; the letters that Arabic, Persian and Urdu
keyboards write differently are one; digits of any script are digits. Scripts that put no space between words (Han,
kana, Hangul, Thai, Lao, Khmer, Burmese) give a word for each character, so that a run of them is found as a phrase
wherever it stands. Indic words keep their vowel signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_DROPPED = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
"""Marks that readers leave out or that cannot be seen: accents, points, harakat, tatweel, joiners, soft hyphens."""
_MARKS = "\u0900-\u0963\u0966-\u0dff"
"""Blocks whose vowel signs are part of the word; without the danda, which ends a sentence."""

_WORD = re.compile(rf"[{_UNSPACED}][{_DROPPED}]*|(?:(?![{_UNSPACED}_])[\w{_MARKS}{_DROPPED}])+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_FOREIGN = re.compile(r"[A-Za-z0-9]*[^\x00-\x7f](?:[^\x00-\x7f]|[A-Za-z0-9])*")
"""A run with a character outside ASCII in it; every other ASCII character ends a word."""
_DROP = re.compile(f"[{_DROPPED}]")
_UNSPACED_ONE = re.compile(f"[{_UNSPACED}]")

_SAME = str.maketrans(
    {
        **dict.fromkeys("يىېۍےۓ", "ی"),
        **dict.fromkeys("كڪګ", "ک"),
        **dict.fromkeys("هةۃەھۀۂ", "ہ"),
        "ٱ": "ا",
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    }
)  # fmt: skip
"""Letters that NFKD leaves apart and people do not; on the left as they are after case folding."""


Word = tuple[int, int, str]
"""From, up to where it stands in its text; and itself, folded."""


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order; one run of characters may give several (`北京` two), then at the same place."""
    if text.isascii():
        lowered = text.lower()
        yield from [(*found.span(), lowered[found.start() : found.end()]) for found in _ASCII_WORD.finditer(text)]
        return
    for found in _WORD.finditer(text):
        for word in _folded(found[0]):
            yield found.start(), found.end(), word


def folded(text: str) -> tuple[str, ...]:
    """The words of `text`, folded."""
    return tuple(word for _, _, word in words(text))


def for_index(text: str) -> str:
    """`text` as FTS5's `ascii` tokenizer is to read it: that folds ASCII itself, and takes every other byte for a part
    of a word."""
    return text if text.isascii() else _FOREIGN.sub(_refolded, text)


def _refolded(run: re.Match[str]) -> str:
    return f" {_joined(run[0])} "


@lru_cache(maxsize=20_000)
def _joined(run: str) -> str:
    return " ".join(folded(run))


def is_unspaced(word: str) -> bool:
    """It is one character of a script that writes no spaces: a phrase of them needs no prefix."""
    return _UNSPACED_ONE.match(word) is not None


@lru_cache(maxsize=20_000)
def _folded(run: str) -> tuple[str, ...]:
    if run.isascii():
        return (run.lower(),)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", run).casefold())
    plain = unicodedata.normalize("NFC", _DROP.sub("", plain).translate(_SAME))
    digits = "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in plain)
    return tuple(found[0] for found in _WORD.finditer(digits))

"""The charset of a text that names none, or a wrong one, guessed from how its bytes are spread.

Not a full detector: it knows the few charsets that mail in other scripts was and is sent in without saying so, and
answers only where a script's most frequent letters are frequent in the text. A room of its own because a guess is
never more than that: whoever asks says so to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable

LOOKED_AT = 8_000
"""Bytes of the text that are looked at."""
FEWEST = 6
"""Bytes beyond ASCII; fewer tell nothing."""
DENSE = 0.35
"""Their share of the letters, at least: accents in a western text stay below it."""

_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_KANA = re.compile("[ぁ-んァ-ヶ]")
_HANGUL = re.compile("[가-힣]")
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяызьбгчйхжшюцщэфё")
_FREQUENT_CYRILLIC = frozenset("оеаинтсрвл")


def guessed(raw: bytes) -> str:
    """Python's name of the charset that `raw` is probably in, `""` without a good guess. Linear in `LOOKED_AT`."""
    sample = raw[:LOOKED_AT]
    high = len(_HIGH.findall(sample))
    if high < FEWEST or high < DENSE * len(_LETTERS.findall(sample)):
        return ""
    scored = [(score(sample), charset) for charset, score in _SCORES]
    best, charset = max(scored)
    return charset if best > 0.5 else ""


def _text(sample: bytes, charset: str) -> str:
    """The sample decoded, but for a character cut off at its end; `""` if it does not fit."""
    for end in (len(sample), len(sample) - 1):
        try:
            return sample[:end].decode(charset)
        except UnicodeDecodeError:
            continue
    return ""


def _cyrillic(charset: str) -> Callable[[bytes], float]:
    def score(sample: bytes) -> float:
        foreign = [letter for letter in _text(sample, charset) if letter > "\x7f" and not letter.isspace()]
        if not foreign:
            return 0
        frequent = sum(letter in _FREQUENT_CYRILLIC for letter in foreign)
        known = sum(letter in _CYRILLIC or letter.lower() in _CYRILLIC for letter in foreign)
        return (frequent + known) / (2 * len(foreign)) if 2 * frequent > len(foreign) else 0

    return score


def _japanese(charset: str) -> Callable[[bytes], float]:
    """Every Japanese sentence is a third of kana, at least."""

    def score(sample: bytes) -> float:
        foreign = [letter for letter in _text(sample, charset) if letter > "\x7f"]
        return min(1.0, 3 * len(_KANA.findall("".join(foreign))) / len(foreign)) if len(foreign) > 2 else 0

    return score


def _korean(sample: bytes) -> float:
    foreign = [letter for letter in _text(sample, "cp949") if letter > "\x7f"]
    return len(_HANGUL.findall("".join(foreign))) / len(foreign) if len(foreign) > 2 else 0


def _chinese(charset: str, leads: frozenset[int]) -> Callable[[bytes], float]:
    """The share of pairs that begin with a byte of the charset's frequent characters."""

    def score(sample: bytes) -> float:
        text = _text(sample, charset)
        foreign = [letter.encode(charset) for letter in text if letter > "\x7f"]
        return sum(pair[0] in leads for pair in foreign) / len(foreign) * 0.9 if len(foreign) > 2 else 0

    return score


_SCORES: tuple[tuple[str, Callable[[bytes], float]], ...] = (
    ("koi8-r", _cyrillic("koi8-r")),
    ("cp1251", _cyrillic("cp1251")),
    ("euc_jp", _japanese("euc_jp")),
    ("cp932", _japanese("cp932")),
    ("cp949", _korean),
    ("gb18030", _chinese("gb18030", frozenset({0xA1, 0xA3, *range(0xB0, 0xD8)}))),
    ("cp950", _chinese("cp950", frozenset({0xA1, *range(0xA4, 0xC7)}))),
)

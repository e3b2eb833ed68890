"""The words of a question and of the record, made comparable: lower case, without accents, without endings.

Only as much English as it takes to see that `timelines` and `timeline`, `blocked` and `blocking` are one word. Nothing
here knows what a word means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

WORD = re.compile(r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?\b|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+", re.UNICODE)
CONTRACTIONS = {
    "what's": "what is", "whats": "what is", "who's": "who is", "whos": "who is", "where's": "where is",
    "when's": "when is", "how's": "how is", "that's": "that is", "it's": "it is", "there's": "there is",
    "haven't": "have not", "hasn't": "has not", "didn't": "did not", "don't": "do not", "doesn't": "does not",
    "isn't": "is not", "aren't": "are not", "wasn't": "was not", "weren't": "were not", "won't": "will not",
    "can't": "can not", "cannot": "can not", "couldn't": "could not", "we've": "we have", "they've": "they have",
    "we're": "we are", "they're": "they are", "i'm": "i am", "we'd": "we would", "i'd": "i would", "we'll": "we will",
    "they'll": "they will", "they'd": "they would", "let's": "let us", "havent": "have not", "hasnt": "has not",
    "didnt": "did not", "dont": "do not", "doesnt": "does not", "isnt": "is not", "wheres": "where is",
    "hows": "how is", "weve": "we have", "theyve": "they have", "whens": "when is", "wasnt": "was not",
    "wat": "what", "wot": "what", "wen": "when", "wich": "which", "wht": "what",
    "hav": "have", "teh": "the", "dat": "that", "r": "are", "u": "you", "ur": "your",
    "wud": "would", "werent": "were not",
    "arent": "are not", "shouldve": "should have", "couldnt": "could not", "wont": "will not", "theyre": "they are",
}  # fmt: skip
ENDINGS = (
    "ations",
    "ation",
    "ions",
    "ion",
    "ments",
    "ment",
    "ings",
    "ing",
    "ness",
    "ies",
    "ied",
    "ed",
    "es",
    "ly",
)
"""Taken off where enough of the word is left; the longest first."""
SHORTEST_STEM = 4
GLANCE = 3
"""Letters of a stem with which every word of its kin begins."""
KINSHIP = 5
"""So many letters two stems must share from their beginning to be taken for one word, and as few may be left over."""


SHORTEST_SLIP = 5
"""A word with a letter less is taken for one that is longer than this."""


class Token(Struct, frozen=True):
    """A word of a question."""

    text: str
    """As it was written."""
    word: str
    """Folded: lower case, without accents and without a possessive."""

    @property
    def stem(self) -> str:
        return stem(self.word)


def folded(text: str) -> str:
    """Lower case, without accents, with plain apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of `text`, contractions taken apart."""
    found: list[Token] = []
    for match in WORD.finditer(text):
        written = match.group()
        word = folded(written)
        if word in CONTRACTIONS:
            found += [Token(part, part) for part in CONTRACTIONS[word].split()]
        else:
            found.append(Token(written, bare(word)))
    return tuple(found)


def bare(word: str) -> str:
    """Without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`word` without its ending."""
    if word.isdecimal() or not word.isascii() or len(word) <= SHORTEST_STEM - 1:
        return word
    for ending in ENDINGS:
        rest = len(word) - len(ending)
        if word.endswith(ending) and rest >= (3 if ending in {"ing", "ed", "ies", "ied"} else SHORTEST_STEM):
            return _trimmed(word[:rest] + ("i" if ending in {"ies", "ied"} else ""))
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _trimmed(word)


def _trimmed(word: str) -> str:
    """Without a final e or a doubled consonant, a final y as in its plural: `submitt` and `submit` are one word."""
    if len(word) > SHORTEST_STEM and word.endswith("y"):
        word = f"{word[:-1]}i"
    if len(word) >= SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) >= SHORTEST_STEM and word.endswith("e") else word


def kin(one: str, other: str) -> bool:
    """Two stems of one word: equal, or alike from the beginning up to an ending that was not known."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= KINSHIP and len(long) - len(short) <= KINSHIP - 1 and long.startswith(short)


def stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`."""
    return frozenset(stem(bare(word)) for word in set(WORD.findall(folded(text))))


def holds(haystack: Iterable[str], wanted: str) -> bool:
    """Whether the stem `wanted` is among these stems, or one kin to it."""
    known = haystack if isinstance(haystack, frozenset | set) else frozenset(haystack)
    return wanted in known or (len(wanted) >= KINSHIP and any(kin(wanted, one) for one in known))


def missing(haystack: frozenset[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """Those stems of `wanted` that are not there."""
    return tuple(one for one in wanted if not holds(haystack, one))


def near(word: str, other: str) -> bool:
    """A slip of the keyboard apart: one letter from five on, two from nine on (Damerau's distance); never the first."""
    shorter = min(len(word), len(other))
    allowed = 0 if shorter < 4 else 1 if shorter < 9 else 2
    if not allowed or word[0] != other[0] or abs(len(word) - len(other)) > allowed:
        return word == other
    return distance(word, other) <= allowed


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


def mistyped(word: str, meant: str) -> bool:
    """Near, and no letter in the place of one that neither lies beside it nor is spoken like it: `lifted` is a word of
    its own, and no slip for `listed`."""
    if not near(word, meant):
        return False
    if len(word) != len(meant) or sorted(word) == sorted(meant):
        return True
    return all(a == b or {a, b} <= _VOWELS or _beside(a, b) for a, b in zip(word, meant, strict=True))


def _beside(one: str, other: str) -> bool:
    """Two keys that touch on a keyboard."""
    at = {letter: (row, place) for row, letters in enumerate(_ROWS) for place, letter in enumerate(letters)}
    if one not in at or other not in at:
        return False
    (row, place), (below, further) = sorted((at[one], at[other]))
    return abs(place - further) == 1 if row == below else below - row == 1 and place - further in {0, 1}


def slip(word: str, meant: str) -> bool:
    """A slip of the keyboard that makes no other word: neighbours exchanged, a letter left out or struck twice.

    Stricter than `near`: of `fined` and `find` neither is a slip for the other.
    """
    if word[:1] != meant[:1] or word == meant:
        return False
    if len(word) == len(meant):
        return sorted(word) == sorted(meant) and distance(word, meant) == 1
    if len(meant) - len(word) == 1:
        return (
            not meant.startswith(word)
            and (len(meant) > SHORTEST_SLIP or meant.startswith("wh"))
            and distance(word, meant) == 1
        )
    at = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), len(meant))
    return len(word) - len(meant) == 1 and word[at] == word[at - 1] and word[:at] + word[at + 1 :] == meant


_SPELT = (
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ck?|q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"z"), "s"),
    (re.compile(r"tion"), "sion"),
)


def sounds(word: str) -> str:
    """What `word` sounds like: two spellings of one word give the same, as `promiss` and `promise` do."""
    for letters, sound in _SPELT:
        word = letters.sub(sound, word)
    return re.sub(r"(.)\1+", r"\1", word.replace("y", "i").removesuffix("e"))


def distance(one: str, other: str) -> int:
    """Letters to add, drop, replace or exchange with their neighbour (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]

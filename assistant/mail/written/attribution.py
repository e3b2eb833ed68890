"""The line that says whose words are quoted below it: “On Mon, 12 Oct 2020 at 14:30, Sara <sara@…> wrote:”.

Every mail program has its own, in each language, folded or not; so no pattern of a whole line stands here. A line is
read for independent signs: a first word, a date, a time of day, an address, the word “wrote”, and the absence of prose.
A letter may say “on 12 October you wrote:” in its own words: that line alone never hides what follows it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from msgspec import Struct

from assistant.mail.written.wordings import tables

LONGEST_LINE = 400
"""Characters, folded lines together. No program writes a longer one."""
MOST_WORDS = 35
MOST_FOLDS = 5
"""Lines of an attribution."""
MOST_UNKNOWN, MOST_UNADDRESSED = 7, 4
"""Words that are neither names, numbers, addresses nor known, with an address beside them and without one."""
MOST_AFTER_VERB = 3
"""Of those, behind the word “wrote”."""
NEAR_BEGIN = 7
"""Among how many first words the date begins."""
Strength = Literal["", "weak", "strong"]

NUMERIC_DATE = re.compile(r"\d(?<![\d.]\d)\d{0,3}([-./])\s?\d{1,2}\1\s?\d{2,4}(?!\.?\d)")
"""Here and below, what must not stand before a number is looked at behind its first digit: `re` looks for a digit
first then, and not at every place what stands before it.
"""
_YEAR = re.compile(r"\d(?<!\d\d)\d{3}(?!\d)")
DAY = re.compile(r"\d(?<!\d\d)\d?(?!\d)")
TIME = re.compile(r"\d(?<![\d.]\d)\d?(?:[:.h]\d{2}(?!\d)|\s?[点點時时시])")
_JOINED = re.compile("|".join(map(re.escape, tables.WROTE_JOINED)))
_DIGIT = re.compile(r"\d")
_KNOWN = tables.SMALL | tables.WEEKDAYS
_LAST_BUT_COLON = " \t-*_—>"
_LAST = frozenset(":：-*_—>")
FRAME = "-—–=*_#~+ \t>"
EDGES = ".,:;!\"'()<>[]*、，。：（）“”„«»"
_AROUND = EDGES + FRAME
UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
"""Marks of writing direction and the like, which some programs put around every number."""


class Attribution(Struct, frozen=True):
    start: int
    """Its first line."""
    strength: Strength
    """`strong`: enough without `>` marks below; `weak`: only if they are there."""


def may_end_here(line: str) -> bool:
    """A quick look, made at every line (without blanks around): whether an attribution may end with it."""
    if len(line) > LONGEST_LINE or (line[-1] not in _LAST and "@" not in line):
        return False
    bare = line.rstrip(_LAST_BUT_COLON)
    if bare[-1:] in {":", "："}:
        return "@" in bare or _DIGIT.search(bare) is not None or _has_verb(bare) or bare[:-1].rstrip()[-1:] in {"", ">"}
    if line[-1] == ">":
        return line[0].isdigit() and "@" in bare
    return bare.rpartition(" ")[2].casefold() in tables.WROTE


def _has_verb(line: str) -> bool:
    return not tables.WROTE.isdisjoint(line[:-1].casefold().split()) or _JOINED.search(line) is not None


def attribution(lines: list[str], end: int, first: int) -> Attribution | None:
    """The attribution whose last line is `end`, beginning not before `first`; the nearest beginning that has a date.

    `lines` have no blanks around them.
    """
    folded = _folded(lines, end, first)
    if not _may_be_one(folded):
        return None
    joined, found = "", None
    for start, line in enumerate(reversed(folded)):
        joined = f"{line} {joined}"
        reading = _Reading(joined)
        strength = reading.strength()
        if strength and (not found or (reading.moment.dated and found.strength != "strong")):
            found = Attribution(end - start, strength)
        if (strength and reading.moment.dated and reading.begun) or reading.is_prose():
            break
    return found


def _folded(lines: list[str], end: int, first: int) -> list[str]:
    """The lines down to `end` that may be one, which a program has folded."""
    size, start = 0, end
    while start >= max(end - MOST_FOLDS + 1, first) and lines[start] and size + len(lines[start]) <= LONGEST_LINE:
        size += len(lines[start]) + 1
        start -= 1
    return lines[start + 1 : end + 1]


def _may_be_one(folded: list[str]) -> bool:
    """A quick look: “wrote” stands somewhere, or an address at the end."""
    whole = " ".join(folded)
    if not whole.isascii():
        whole = whole.translate(UNSEEN)
    words = [word.casefold().strip(_AROUND) for word in whole.split()]
    return not tables.WROTE.isdisjoint(words) or "@" in folded[-1] or _JOINED.search(whole) is not None


class _Moment(Struct, frozen=True):
    numeric: bool
    """The date is one in numbers."""
    dated: bool
    timed: bool


class _Reading:
    """One joined line, taken as an attribution: which signs it has."""

    def __init__(self, joined: str) -> None:
        self.bare = (joined if joined.isascii() else joined.translate(UNSEEN)).strip(FRAME)
        self.framed = joined[:2] in {"--", "__", "**", "—"}
        self.colon = self.bare[-1:] in {":", "："}
        self.written = self.bare.rstrip(":： ").split()
        self.words = [word.casefold().strip(EDGES) for word in self.written]
        self.addressed = [0 < word.find("@") < len(word) - 1 for word in self.words]
        self.address = any(self.addressed)
        self.begun = self._begins()
        self.joined = _JOINED.search(self.bare) is not None
        self.unknown = self._unknown()

    @cached_property
    def moment(self) -> _Moment:
        """Which hardly any line is asked for."""
        plain = " ".join(word for word, address in zip(self.written, self.addressed, strict=True) if not address)
        without = NUMERIC_DATE.sub(" ", plain)
        numeric = len(without) < len(plain)
        dated = numeric or (_YEAR.search(plain) is not None and DAY.search(plain) is not None)
        return _Moment(numeric, dated, TIME.search(without) is not None)

    def strength(self) -> Strength:
        if not self.words or len(self.words) > MOST_WORDS:
            return ""
        verb = self._verb()
        if not self._is_no_prose(verb):
            return ""
        if verb is None and not self.joined:
            return self._without_verb()
        last = verb == len(self.words) - 1
        if not (self.colon or self.framed or (last and self.address and self.moment.timed)):
            return ""
        numbers = self.moment.numeric and self.moment.timed
        if self.moment.dated and (self.address or self.framed or (self.begun and numbers)):
            return "strong"
        return "weak" if self._is_known() or self._is_name(verb) else ""

    def is_prose(self) -> bool:
        """It is none, whatever line is put in front: that changes no word but the first."""
        unknown = sum(place > 0 for place in self.unknown)
        return len(self.words) > MOST_WORDS or unknown > MOST_UNKNOWN or _has_sentence(self.written[1:])

    def _is_known(self) -> bool:
        """A first word and a date that follows it soon, or at least few words; or an address."""
        if self.address:
            return True
        near = self.words[:NEAR_BEGIN]
        return (self.begun or self.joined) and (any(map(_DIGIT.search, near)) or len(self.words) < NEAR_BEGIN)

    def _without_verb(self) -> Strength:
        """“2020-10-12 14:30 GMT+05:00 Sara <sara@northwind.example>:”, and Gmail's in several languages."""
        if not (self.begun and self.addressed[-1] and self.moment.dated):
            return ""
        return "strong" if self.colon and self.moment.timed else "weak"

    def _begins(self) -> bool:
        first = self.words[0] if self.words else ""
        return first in tables.BEGINS or first in tables.WEEKDAYS or first[:1].isdigit()

    def _verb(self) -> int | None:
        """The place of the last word for “wrote”."""
        if tables.WROTE.isdisjoint(self.words):
            return None
        return max(place for place, word in enumerate(self.words) if word in tables.WROTE)

    def _unknown(self) -> list[int]:
        """The places of the words that are neither names, numbers, addresses nor known."""
        return [
            place
            for place, (word, written) in enumerate(zip(self.words, self.written, strict=True))
            if word
            and written.lstrip("\"'(<[*“„«")[:1].islower()
            and word not in _KNOWN
            and not self.addressed[place]
            and _DIGIT.search(word) is None
        ]

    def _is_no_prose(self, verb: int | None) -> bool:
        """Few words that are unknown; hardly one after the verb; no sentence."""
        if len(self.unknown) > (MOST_UNKNOWN if self.address else MOST_UNADDRESSED) or _has_sentence(self.written):
            return False
        after = sum(verb is not None and place > verb for place in self.unknown)
        return not after or (after <= MOST_AFTER_VERB and self.address and self.moment.dated)

    def _is_name(self, verb: int | None) -> bool:
        """“Sara Malik wrote:”, a name and nothing else before the verb."""
        if not (self.colon or self.framed) or verb is None or verb != len(self.words) - 1:
            return False
        name = zip(self.written[:verb], self.words, strict=False)
        return 1 <= verb <= 4 and all(
            word.lstrip("\"'*")[:1].isupper() or plain in tables.SMALL for word, plain in name
        )


def _has_sentence(written: list[str]) -> bool:
    """A long word with a stop behind it ends a sentence; a short one is an abbreviated month. The last may end it."""
    return any(
        word[-1] in "?!" or (word[-1] == "." and len(word) > 7 and word[:-1].isalpha()) or word.endswith(">:")
        for word in written[:-1]
    )

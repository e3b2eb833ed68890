"""The line that says whose words are quoted below it: “On Mon, 12 Oct 2020 at 14:30, Sara <sara@…> wrote:”.

Every mail program has its own, in each language, folded or not; so no pattern of a whole line stands here. A line is
read for independent signs: a first word, a date, a time of day, an address, the word “wrote”, and the absence of prose.
A letter may say “on 12 October you wrote:” in its own words: that line alone never hides what follows it.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from assistant.mail.written.wordings import tables

LONGEST_LINE = 400
"""Characters, folded lines together. No program writes a longer one."""
MOST_WORDS = 35
MOST_FOLDS = 5
"""Lines of an attribution."""
NEAR_BEGIN = 7
"""Among how many first words the date begins."""
Strength = Literal["", "weak", "strong"]

NUMERIC_DATE = re.compile(r"(?<![\d.])\d{1,4}([-./])\s?\d{1,2}\1\s?\d{2,4}(?!\.?\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
TIME = re.compile(r"(?<![\d.])\d{1,2}(?:[:.h]\d{2}(?!\d)|\s?[点點時时시])")
_JOINED = re.compile("|".join(map(re.escape, tables.WROTE_JOINED)))
_DIGIT = re.compile(r"\d")
_LAST_BUT_COLON = " \t-*_—>"
_LAST = frozenset(":：-*_—>")
FRAME = "-—–=*_#~+ \t>"
EDGES = ".,:;!\"'()<>[]*、，。：（）“”„«»"
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
    joined, found = "", None
    for start in range(end, max(end - MOST_FOLDS, first - 1), -1):
        if not lines[start] or len(lines[start]) + len(joined) > LONGEST_LINE:
            break
        joined = f"{lines[start]} {joined}"
        reading = _Reading(joined)
        strength = reading.strength()
        if strength and (not found or (reading.dated and found.strength != "strong")):
            found = Attribution(start, strength)
        if strength and reading.dated and reading.begun:
            break
    return found


class _Reading:
    """One joined line, taken as an attribution: which signs it has."""

    def __init__(self, joined: str) -> None:
        bare = (joined if joined.isascii() else joined.translate(UNSEEN)).strip(FRAME)
        self.framed = joined[:2] in {"--", "__", "**", "—"}
        self.colon = bare[-1:] in {":", "："}
        self.written = bare.rstrip(":： ").split()
        self.words = [word.casefold().strip(EDGES) for word in self.written]
        self.addressed = [0 < word.find("@") < len(word) - 1 for word in self.words]
        self.address = any(self.addressed)
        plain = " ".join(word for word, address in zip(self.written, self.addressed, strict=True) if not address)
        without = NUMERIC_DATE.sub(" ", plain)
        self.numeric = len(without) < len(plain)
        self.dated = self.numeric or (_YEAR.search(plain) is not None and DAY.search(plain) is not None)
        self.timed = TIME.search(without) is not None
        self.begun = self._begins()
        self.joined = _JOINED.search(bare) is not None

    def strength(self) -> Strength:
        if not self.words or len(self.words) > MOST_WORDS:
            return ""
        verb = self._verb()
        if not self._is_no_prose(verb):
            return ""
        if verb is None and not self.joined:
            return self._without_verb()
        if not (self.colon or self.framed or (verb == len(self.words) - 1 and self.address and self.timed)):
            return ""
        if self.dated and (self.address or self.framed or (self.begun and self.numeric and self.timed)):
            return "strong"
        return "weak" if self._is_known() or self._is_name(verb) else ""

    def _is_known(self) -> bool:
        """A first word and a date that follows it soon, or at least few words; or an address."""
        if self.address:
            return True
        near = self.words[:NEAR_BEGIN]
        return (self.begun or self.joined) and (any(map(_DIGIT.search, near)) or len(self.words) < NEAR_BEGIN)

    def _without_verb(self) -> Strength:
        """“2020-10-12 14:30 GMT+05:00 Sara <sara@northwind.example>:”, and Gmail's in several languages."""
        if not (self.begun and self.dated and self.addressed[-1]):
            return ""
        return "strong" if self.colon and self.timed else "weak"

    def _begins(self) -> bool:
        first = self.words[0] if self.words else ""
        return first in tables.BEGINS or first in tables.WEEKDAYS or first[:1].isdigit()

    def _verb(self) -> int | None:
        """The place of the last word for “wrote”."""
        for place in range(len(self.words) - 1, -1, -1):
            if self.words[place] in tables.WROTE:
                return place
        return None

    def _is_no_prose(self, verb: int | None) -> bool:
        """Few words that are neither names, numbers, addresses nor known; hardly one after the verb; no sentence."""
        unknown = [place for place, word in enumerate(self.words) if self._is_unknown(place, word)]
        after = sum(verb is not None and place > verb for place in unknown)
        sure = self.address and self.dated
        return after <= 3 * sure and len(unknown) <= (7 if self.address else 4) and not self._has_sentence()

    def _is_unknown(self, place: int, word: str) -> bool:
        if not word or self.addressed[place] or word in tables.SMALL or word in tables.WEEKDAYS:
            return False
        return self.written[place].lstrip("\"'(<[*“„«")[:1].islower() and _DIGIT.search(word) is None

    def _has_sentence(self) -> bool:
        """A long word with a stop behind it ends a sentence; a short one is an abbreviated month."""
        return any(
            word[-1] in "?!" or (word[-1] == "." and len(word) > 7 and word[:-1].isalpha()) or word.endswith(">:")
            for word in self.written[:-1]
        )

    def _is_name(self, verb: int | None) -> bool:
        """“Sara Malik wrote:”, a name and nothing else before the verb."""
        if not (self.colon or self.framed) or verb is None or verb != len(self.words) - 1:
            return False
        name = zip(self.written[:verb], self.words, strict=False)
        return 1 <= verb <= 4 and all(
            word.lstrip("\"'*")[:1].isupper() or plain in tables.SMALL for word, plain in name
        )

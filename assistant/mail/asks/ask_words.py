"""The languages in which asks and promises are found: the tables of `ask_words.toml`, made ready to search with.

What is said how is data; no word of any language stands in code. This room turns phrases into expressions whose every
repetition is bounded, so that a search takes time linear in the text, whatever the data say. What the phrases mean
is decided in `asks` and `said_dates`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

TABLE = Path(__file__).parent / "ask_words.toml"
FILLERS = 3
"""How many words of a class marked `*` may stand in one place."""
LOOKED_AT = 20_000
"""Characters from which the language of a text is told."""
LONGEST = 5_000
"""Characters of an expression, but for a single branch that is longer."""
Patterns = tuple[re.Pattern[str], ...]
"""Tried in turn: what begins first counts, of those the earlier."""
BETWEEN = "[ ,]{1,60}"
"""What may stand between two words of a phrase: the indentation of a wrapped line is no more than that."""

BINDING = (
    "requests",
    "reported",
    "commitments",
    "closing_requests",
    "orders",
    "pleas",
    "vows",
    "self_promises",
    "open_commitments",
    "headings",
    "announced",
    "lead_requests",
    "lead_commitments",
)
IF_DATED = ("dated_requests", "dated_commitments", "soon_commitments", "imperatives")
"""The lists of phrases that make a sentence matter."""

_WORDS = re.compile(r"\w+(?:'\w+)*")
_PLAIN = str.maketrans("’‘ʼ´“”„«»‐‑–—\n\r\t\v\f\x85\xa0\u2007\u2028\u2029\u202f", '\'\'\'\'"""""----' + " " * 11)


class DateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """How a day or a period is named; see the comments in the table."""

    by: tuple[str, ...]
    before: tuple[str, ...]
    on: tuple[str, ...]
    told: tuple[str, ...]
    hours: tuple[str, ...]
    articles: tuple[str, ...]
    within: tuple[str, ...]
    receipt: tuple[str, ...]
    letter: tuple[str, ...]
    other: tuple[str, ...]
    next: tuple[str, ...]
    this: tuple[str, ...]
    next_week: tuple[str, ...]
    ends: tuple[str, ...]
    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    vague: tuple[str, ...]
    parts: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    periods: Mapping[str, tuple[str, ...]]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """One language as the table holds it."""

    common: frozenset[str]
    abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    """The same, if a number follows."""
    lettered: frozenset[str]
    """Before a letter that is no initial: `Annex A.`"""
    labels: tuple[str, ...]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    numbers: Mapping[str, int]
    joins: frozenset[str]
    """What leads from the last but one part of a list to the last."""
    dates: DateWords
    classes: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    speaker: str = ""
    spoken_to: str = ""
    """The words that the company's name stands for, where the company writes and where it is written to."""
    dotted_days: bool = False
    """A day is written with a full stop: `30. Oktober`."""


class Language:
    """One language, its phrases ready to search with in text that `plain` has made plain."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.months = {name: n for n, names in enumerate(words.months, 1) for name in names}
        self.weekdays = {name: n for n, names in enumerate(words.weekdays) for name in names}
        self.signs = {name: self._signs(phrases) for name, phrases in words.phrases.items()}
        """For each list of phrases: words of which at least one stands wherever one of its phrases does."""
        self.binding = frozenset(word for name in BINDING for word in self.signs.get(name, ()))
        """Without any of these a sentence neither asks nor promises by its words alone."""
        self.binding_if_dated = frozenset(word for name in IF_DATED for word in self.signs.get(name, ()))
        self.dating = self._dating(words.dates)
        """Without any of these, and without figures, no date is said."""
        self._found: dict[str, Patterns] = {}
        self._first: dict[str, Patterns] = {}

    def find(self, phrases: str, text: str, said: frozenset[str], start: int = 0) -> re.Match[str] | None:
        """The first of those phrases in `text`, as whole words. `said`: the words of the text, see `words_of`."""
        if said.isdisjoint(self.signs.get(phrases, ())):
            return None
        if phrases not in self._found:
            self._found[phrases] = self._compiled(phrases, r"(?<![\w-])(?<!\w')")
        found = (match for pattern in self._found[phrases] if (match := pattern.search(text, start)))
        return min(found, key=re.Match.start, default=None)

    def begins(self, phrases: str, text: str) -> re.Match[str] | None:
        """One of those phrases at the beginning of `text`."""
        if phrases not in self._first:
            self._first[phrases] = self._compiled(phrases, r"[ \"'(\[]{0,5}")
        return next((match for pattern in self._first[phrases] if (match := pattern.match(text))), None)

    def _compiled(self, phrases: str, before: str) -> Patterns:
        made = self._made(_tree(self.words.phrases.get(phrases, ())), "")
        return tuple(re.compile(f"{before}(?:{'|'.join(some)})(?![\\w-])") for some in _shared_out(made))

    def _branches(self, tree: _Tree, lead: str) -> str:
        """What phrases have in common at their beginnings is looked for once."""
        made = self._made(tree, lead)
        return f"(?:{'|'.join([*made, ''] if '' in tree else made)})" if made else ""

    def _made(self, tree: _Tree, lead: str) -> list[str]:
        return [self._step(token, lead) + self._branches(rest, BETWEEN) for token, rest in tree.items() if token]

    def _step(self, token: str, lead: str) -> str:
        word = self._word(token.rstrip("*"))
        return f"(?:{lead}{word}(?![\\w'-])){{0,{FILLERS}}}" if token.endswith("*") else lead + word

    def _word(self, token: str) -> str:
        """A word as it is; a class as any of its words, also with an ending: `{we}'d`."""
        name, closed, rest = token.removeprefix("{").partition("}")
        return any_of(self.words.classes[name]) + re.escape(rest) if closed else re.escape(token)

    def _signs(self, phrases: Iterable[str]) -> frozenset[str]:
        return frozenset(word for phrase in phrases for word in min(self._required(phrase), key=self._commonness))

    def _dating(self, dates: DateWords) -> frozenset[str]:
        periods = [said for known in (dates.units, dates.periods) for names in known.values() for said in names]
        said = [*self.months, *self.weekdays, *periods, *dates.vague, *dates.today, *dates.tomorrow]
        return frozenset(min(words_of(phrase), key=self._length) for phrase in said)

    def _required(self, phrase: str) -> Iterator[frozenset[str]]:
        """For each token that must stand there: the words of which one then stands there."""
        for token in phrase.split(" "):
            name, closed, _ = token.removeprefix("{").partition("}")
            if closed and not token.endswith("*"):
                yield frozenset(min(words_of(said), key=self._length) for said in self.words.classes[name])
            elif not closed:
                yield words_of(token)

    def _commonness(self, words: frozenset[str]) -> tuple[int, int]:
        return len(words & self.words.common), len(words)

    def _length(self, word: str) -> tuple[bool, int]:
        return word in self.words.common, -len(word)


def _shared_out(branches: Iterable[str]) -> Iterator[list[str]]:
    """In their order, so many together as make an expression of `LONGEST` characters: compiling takes a hundred times
    that in memory, which a program that runs all day does not get rid of."""
    some: list[str] = []
    for branch in branches:
        if some and sum(map(len, some)) + len(branch) > LONGEST:
            yield some
            some = []
        some.append(branch)
    if some:
        yield some


_Tree = dict[str, "_Tree"]


def _tree(phrases: Iterable[str]) -> _Tree:
    """Phrases by their words; the word `""` stands where one ends."""
    tree: _Tree = {}
    for phrase in by_length(phrases):
        place = tree
        for token in phrase.split(" "):
            place = place.setdefault(token, {})
        place[""] = {}
    return tree


def words_of(folded: str) -> frozenset[str]:
    """The words of a text that `plain` has made plain."""
    return frozenset(_WORDS.findall(folded))


def any_of(phrases: Iterable[str]) -> str:
    """An expression for any of `phrases`, the longest first, with any spaces and commas between their words.

    Those with the same first letter stand together: of a hundred words a search then tries the few that can be meant.
    """
    groups: dict[str, list[str]] = {}
    for phrase in by_length(phrases):
        groups.setdefault(phrase[0], []).append(BETWEEN.join(map(re.escape, phrase[1:].split(" "))))
    made = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return f"(?:{'|'.join(made)})"


def by_length(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


@cache
def languages() -> tuple[Language, ...]:
    """All that the table holds; the first one is taken where a text does not tell."""
    tables = msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), dict[str, Words])
    return tuple(Language(words) for words in tables.values())


def language_of(text: str) -> Language:
    """The language whose commonest words stand in `text` most often."""
    seen = _WORDS.findall(plain(text[:LOOKED_AT]))
    return max(languages(), key=lambda language: sum(map(language.words.common.__contains__, seen)))


def plain(text: str) -> str:
    """`text` in lower case, its quotation marks, dashes and white space made plain, character for character."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have a lower case of two characters
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_PLAIN)

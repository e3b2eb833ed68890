"""Evidence made ready to look things up in: which days, numbers and words it holds, and in which entries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeAlias, TypeVar

from msgspec import Struct

from assistant.clocks.calendars import Calendar
from assistant.grounding.counts import Count
from assistant.grounding.dates import Said
from assistant.grounding.evidence import Evidence, Passage
from assistant.grounding.findings import Ref
from assistant.grounding.quotations import is_in, pieces
from assistant.grounding.reading import read
from assistant.grounding.references import Number
from assistant.grounding.seen import Seen, even, lowered
from assistant.grounding.stems import stems

NEAR = 60
"""Characters after a number in which the thing counted is named."""


Sense: TypeAlias = tuple[frozenset[str], bool]
"""Of a clause: the words that carry its meaning, and whether it denies."""
T = TypeVar("T", Said, Count, Number)


class Stated(Struct, frozen=True):
    """Something that a passage says, and where."""

    entries: tuple[Ref, ...]
    what: str = ""
    things: frozenset[str] = frozenset()
    """Of a number: stems of the words that follow it."""


class Lookup:
    """One evidence, indexed as far as somebody asks."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.as_of = evidence.as_of
        self.calendar = evidence.calendar or Calendar.plain()
        self._senses: list[tuple[Passage, list[Sense]]] | None = None
        self.messages = [p for p in evidence.passages if p.kind == "message"]

    @cached_property
    def days(self) -> dict[date, list[Stated]]:
        """Every day that the evidence knows: first those on which something happened, then those that are named."""
        found: dict[date, list[Stated]] = {}
        for passage in self.evidence.passages:
            if passage.day:
                found.setdefault(passage.day, []).append(Stated(passage.entries, told(passage)))
        for known in self.evidence.days:
            found.setdefault(known.day, []).append(Stated(known.entries, known.what))
        for passage, said in self._parsed(Said):
            for day in days_of(said, passage.day or self.as_of):
                found.setdefault(day, []).append(Stated(passage.entries, f"named in {_named(passage)}"))
        return found

    @cached_property
    def counts(self) -> dict[str, list[Stated]]:
        """Counts of days as passages state them, by value without the bound."""
        found: dict[str, list[Stated]] = {}
        for passage, count in self._parsed(Count):
            found.setdefault(f"{count.count} {count.unit}", []).append(Stated(passage.entries, passage.text[:200]))
        return found

    @cached_property
    def numbers(self) -> dict[str, list[Stated]]:
        found: dict[str, list[Stated]] = {}
        for passage, number in self._parsed(Number):
            text = self._seen(passage)
            things = frozenset(stems(text[number.end : number.end + NEAR])[:3])
            found.setdefault(number.value, []).append(Stated(passage.entries, things=things))
        return found

    def _parsed(self, kind: type[T]) -> Iterator[tuple[Passage, T]]:
        for passage, found in self._read:
            if isinstance(found, kind):
                yield passage, found

    @cached_property
    def _read(self) -> list[tuple[Passage, object]]:
        return [(p, found.parsed) for p in self.evidence.passages for found in read(_unquoted(self._seen(p)))]

    def _seen(self, passage: Passage) -> str:
        return Seen(passage.words).text

    @cached_property
    def _even(self) -> list[tuple[Passage, str]]:
        return [
            (p, even(words))
            for p in self.evidence.passages
            for words in ((p.subject, p.text) if p.subject else (p.text,))
        ]

    @cached_property
    def _all(self) -> tuple[str, list[int]]:
        """All passages in one text, and where each begins: one search instead of thousands."""
        starts, at = [], 0
        for _, words in self._even:
            starts.append(at)
            at += len(words) + 1
        return "\x00".join(words for _, words in self._even), starts

    def quoted(self, words: str) -> list[Passage]:
        """The passages that hold `words`, made even, as a quotation."""
        parts = pieces(words)
        if not parts:
            return []
        longest = max(parts, key=len).strip(" .,;:!?")
        return [p for p, text in self._holding(longest) if is_in(words, text)]

    def _holding(self, words: str) -> Iterator[tuple[Passage, str]]:
        text, starts = self._all
        at = text.find(words) if words else -1
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield self._even[place]
            at = text.find(words, starts[place + 1]) if place + 1 < len(starts) else -1

    def naming(self, words: str) -> list[Passage]:
        """The passages in which `words` stand, whatever their case."""
        folded = lowered(even(words))
        return [p for p, text, people in self._folded if is_in(folded, text) or folded in people]

    @cached_property
    def _folded(self) -> list[tuple[Passage, str, str]]:
        return [
            (p, lowered(even(p.words)), lowered(" \n ".join((*p.people, *p.numbers)))) for p in self.evidence.passages
        ]

    @cached_property
    def parties(self) -> frozenset[str]:
        """Stems of the parties' names, which every clause may hold."""
        return frozenset(stem for known in self.evidence.names if "@" not in known.text for stem in stems(known.text))

    def senses(self, read_clauses: Callable[[Passage, Lookup], list[Sense]]) -> list[tuple[Passage, list[Sense]]]:
        """Each passage with its clauses as `read_clauses` takes them in; read once."""
        if self._senses is None:
            self._senses = [(passage, read_clauses(passage, self)) for passage in self.evidence.passages]
        return self._senses

    @cached_property
    def stems(self) -> list[tuple[Passage, frozenset[str]]]:
        return [(p, frozenset(stems(p.words))) for p in self.evidence.passages]


@lru_cache(maxsize=4)
def lookup_of(evidence: Evidence) -> Lookup:
    """The same for several texts in a row."""
    return Lookup(evidence)


def days_of(said: Said, near: date) -> tuple[date, ...]:
    """The day that a dated passage of the day `near` names; without a year, the nearest."""
    if not said.day or not said.month:
        return ()
    if said.year:
        day = said.on(said.year)
        return (day,) if day else ()
    days = [day for year in (near.year - 1, near.year, near.year + 1) if (day := said.on(year))]
    return (min(days, key=lambda day: abs((day - near).days)),) if days else ()


def told(passage: Passage) -> str:
    """`the letter of #4` and the like."""
    return f"{passage.channel or passage.kind} {_named(passage)}"


def _named(passage: Passage) -> str:
    return ", ".join(map(str, passage.entries)) or "what was computed"


def _unquoted(text: str) -> str:
    """Without quotation marks: what a message quotes is looked up in it as well."""
    return text.translate(_MARKS)


_MARKS = str.maketrans(dict.fromkeys('“”„‟«»‹›＂"「」『』‘‚', " "))

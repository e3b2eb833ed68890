"""Evidence made ready to look things up in: which days, numbers and words it holds, and in which entries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from math import ceil
from typing import TypeAlias

from msgspec import Struct

from assistant.clocks.calendars import Calendar
from assistant.grounding.counts import NUMBERS, UNITS, Count
from assistant.grounding.dates import MONTHS, Said
from assistant.grounding.evidence import Evidence, Passage
from assistant.grounding.findings import Ref
from assistant.grounding.quotations import is_in, pieces
from assistant.grounding.reading import Found, read
from assistant.grounding.references import Number, written
from assistant.grounding.seen import Seen, even, lowered
from assistant.grounding.stems import stems
from assistant.record.kinds import Channel

NEAR = 60
"""Characters after a number in which the thing counted is named."""


Sense: TypeAlias = tuple[frozenset[str], bool]
"""Of a clause: the words that carry its meaning, and whether it denies."""
MOST_READ = 200
"""Passages that are taken apart for one look-up, the likeliest or latest."""


class Stated(Struct, frozen=True):
    """Something that the evidence says, and where."""

    entries: tuple[Ref, ...]
    things: frozenset[str] = frozenset()
    """Of a number: stems of the words that follow it."""


class Lookup:
    """One evidence, read as far as somebody asks: a passage is taken apart only if it may hold what is looked for."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.as_of = evidence.as_of
        self.calendar = evidence.calendar or Calendar.plain()
        self.messages = [p for p in evidence.passages if p.kind == "message"]
        self._taken: dict[int, list[Found]] = {}
        self._senses: dict[int, list[Sense]] = {}

    @cached_property
    def days(self) -> dict[date, list[Stated]]:
        """Every day on which something happened or fell due; see `naming_day` for those that a passage names."""
        found: dict[date, list[Stated]] = {}
        for passage in self.evidence.passages:
            if passage.day:
                found.setdefault(passage.day, []).append(Stated(passage.entries))
        for known in self.evidence.days:
            found.setdefault(known.day, []).append(Stated(known.entries))
        return found

    def knows(self, day: date) -> bool:
        """Whether anything happened on that day or names it."""
        return day in self.days or bool(self.naming_day(day))

    def naming_day(self, day: date) -> list[Stated]:
        """The passages that name that day."""
        month = [name for name, n in MONTHS.items() if n == day.month] + [f"{day.month:02}", f"/{day.month}/"]
        return [
            Stated(passage.entries)
            for passage, found in self._may_hold(([str(day.day)], month))
            if isinstance(found.parsed, Said) and day in days_of(found.parsed, passage.day or self.as_of)
        ]

    def counted(self, count: Count) -> list[Stated]:
        """The passages that state the same count of days, whatever its bound."""
        numbers = [str(count.count), *(word for word, n in NUMBERS.items() if n == count.count)]
        units = [word for word, unit in UNITS.items() if unit == count.unit or unit == "fortnights"]
        return [
            Stated(passage.entries)
            for passage, found in self._may_hold((numbers, units))
            if isinstance(found.parsed, Count) and (found.parsed.count, found.parsed.unit) == (count.count, count.unit)
        ]

    def numbered(self, value: str) -> list[Stated]:
        """The passages that hold a number of that `value`, each with the things that it counts there."""
        return [
            Stated(passage.entries, things=frozenset(stems(self._seen(passage)[found.end : found.end + NEAR])[:3]))
            for passage, found in self._may_hold((list(written(value)),))
            if isinstance(found.parsed, Number) and found.parsed.value == value
        ]

    def _may_hold(self, wanted: Sequence[Sequence[str]]) -> Iterator[tuple[Passage, Found]]:
        """All that stands in the passages that hold one of each of `wanted`; of many such passages, in the latest."""
        places = (
            n
            for n in range(len(self._lower) - 1, -1, -1)
            if all(any(word in self._lower[n] for word in words) for words in wanted)
        )
        for n in islice(places, MOST_READ):
            passage = self.evidence.passages[n]
            if n not in self._taken:
                self._taken[n] = read(_unquoted(self._seen(passage)))
            yield from ((passage, found) for found in self._taken[n])

    def speaking_of(self, wanted: Sequence[Sequence[str]], part: float) -> list[int]:
        """The passages that hold at least that part of `wanted`, each in one of its forms; the richest first."""
        least = max(1, ceil(part * len(wanted)))
        counts = [(sum(any(w in text for w in words) for words in wanted), n) for n, text in enumerate(self._lower)]
        return [n for count, n in sorted(counts, reverse=True)[:MOST_READ] if count >= least]

    def senses(self, place: int, read_clauses: Callable[[Passage, Lookup], list[Sense]]) -> list[Sense]:
        """The clauses of the passage at `place` as `read_clauses` takes them in; read once."""
        if place not in self._senses:
            self._senses[place] = read_clauses(self.evidence.passages[place], self)
        return self._senses[place]

    @cached_property
    def _lower(self) -> list[str]:
        return [lowered(self._seen(passage)) for passage in self.evidence.passages]

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
        """The passages that hold `words`, made even, as a quotation; of these, those whose authors wrote them.

        What a reply carries along below is no word of its author. Where nobody's own words are those, it is not known
        whose they are, and all that carry them are witnesses.
        """
        parts = pieces(words)
        if not parts:
            return []
        longest = max(parts, key=len).strip(" .,;:!?")
        found = [p for p, text in self._holding(longest) if is_in(words, text)]
        return [p for p in found if not p.own or is_in(words, even(p.own)) or is_in(words, even(p.subject))] or found

    def _holding(self, words: str) -> Iterator[tuple[Passage, str]]:
        text, starts = self._all
        at = text.find(words) if words else -1
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield self._even[place]
            at = text.find(words, starts[place + 1]) if place + 1 < len(starts) else -1

    def saying(self, entries: Sequence[Ref]) -> list[Passage]:
        """The messages among these entries."""
        return [passage for passage in self.messages if passage.ref in entries]

    def naming(self, words: str) -> list[Passage]:
        """The passages in which `words` stand, whatever their case."""
        folded = lowered(even(words))
        return [p for p, text, people in self._folded if is_in(folded, text) or is_in(folded, people)]

    @cached_property
    def _folded(self) -> list[tuple[Passage, str, str]]:
        return [
            (p, lowered(even(p.words)), lowered(" \n ".join((*p.people, *p.numbers)))) for p in self.evidence.passages
        ]

    @cached_property
    def senders(self) -> frozenset[str]:
        """Who wrote messages: their names, and each one's last word."""
        names = {even(p.sender) for p in self.evidence.passages if p.sender and p.side}
        return frozenset(names | {name.split()[-1] for name in names if " " in name})

    @cached_property
    def parties(self) -> frozenset[str]:
        """Stems of the parties' names, which every clause may hold."""
        return frozenset(stem for known in self.evidence.names if "@" not in known.text for stem in stems(known.text))


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
    """What it is, with its entries: `letter pta-2020-001#4`."""
    noun = _NOUNS.get(passage.channel, passage.channel) if passage.channel else passage.kind
    return f"{noun} {', '.join(map(str, passage.entries)) or 'that was computed'}"


_NOUNS: dict[Channel, str] = {"press": "statement", "portal": "filing", "court": "court paper", "other": "message"}
"""Channels whose messages bear another name."""


def _unquoted(text: str) -> str:
    """Without quotation marks: what a message quotes is looked up in it as well."""
    return text.translate(_MARKS)


_MARKS = str.maketrans(dict.fromkeys('“”„‟«»‹›＂"「」『』‘‚', " "))

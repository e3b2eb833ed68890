"""Whether a model's sentence says of its sources what they say: the right side, the right figure, no word of its own.

`grounding` finds whether dates, figures, names and quotations are there at all. A sentence can be made of such parts
and still be false: the other side's deed, one thing's number on another, a verb that nobody used. What is looked for
here is narrow and errs to the side of striking: every word must be one of its sources, or of those in `phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.chat.debts import debtors
from assistant.chat.doers import TELLING, deed, doers, parties
from assistant.chat.meanings import meaning, meaning_words, meanings, telling
from assistant.chat.phrases import WHOLE
from assistant.chat.sources import RECEIVE, SEND, Source, blanked
from assistant.chat.standing import Standing
from assistant.chat.told_clauses import DENYING, UNDONE, clause_texts
from assistant.grounding.evidence import Known
from assistant.grounding.findings import Mention
from assistant.grounding.ground import mentions

BEHIND = 2
"""Words of meaning behind a figure among which the thing that it counts is looked for."""
REACH = 80
"""Characters before a date or behind a figure that are looked at."""
_PAUSE = re.compile(r"[.;:?!]\s|\n")
_CLAUSE = re.compile(r"[;:]|,?\s(?:and|but|while|which)\s")
_WHEN = re.compile(r"(?:^|\b(?:wrote|said|asked|promised|told))\W{0,3}(?:on)?\W{0,3}$", re.IGNORECASE)
"""What stands before the day of a saying."""


_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTICIPLE = re.compile(r"(?:ed|ing)$")
_CARRYING = UNDONE | {SEND, RECEIVE, meaning("promise")}
"""Deeds that a source may have in other words."""
_PROMISE = meaning("promise")
_OWN = re.compile(
    r"(?:['’]s?|our)\s(?:\w+\s)?(?:letter|e?-?mail|reminder|notice|statement|order"
    r"|warning|notification|filing|press release)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:as of|as at|today|now|currently)\W{0,3}$", re.IGNORECASE)
_DUTIES = meanings("comply violate infringe")
"""What only who is regulated does."""
_THINGS = (
    "things|points|questions|requests|items|figures|demands|matters|issues|deliverables|promises|commitments|parts"
)
_ASKED = rf"\s(?:\w+\s)?(?:{_THINGS})\b"
_LIST = re.compile(
    rf"\b(?P<number>two|three|four|five|six|seven|eight)\s(?:\w+\s)?(?:{_THINGS})\b[^:;]{{0,40}}:\s(?P<items>[^;:]{{3,400}})",
    re.IGNORECASE,
)
_NUMBERED = {n: (word,) for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}


class Faithful:
    """One sentence, its sources, and who is who."""

    def __init__(self, text: str, sources: Sequence[Source], names: Sequence[Known], as_of: date) -> None:
        self.text, self.sources, self.names, self.as_of = text, sources, names, as_of
        self.inside = mentions(text)
        self.unquoted = blanked(text, (one for one in self.inside if one.kind == "quotation"))
        self._named = {found for name in names for found in meanings(name.text)}

    def fault(self) -> str:
        """What it says that its sources do not, for people; empty if nothing of the kind is found."""
        checks = (
            self._unheard,
            self._standing,
            self._swapped,
            self._owned,
            self._today,
            self._torn,
            self._misplaced_figure,
            self._misplaced_day,
            self._misdated,
            self._mixed,
        )
        return next(filter(None, (check() for check in checks)), "")

    def _unheard(self) -> str:
        known = telling().union(
            *(s.meanings | s.implied for s in self.sources), *(meanings(n.text) for n in self.names)
        )
        if any(source.side for source in self.sources):
            known = known | {SEND, RECEIVE}  # whoever wrote a message sent it
        if DENYING.search(self.unquoted):
            known = known | meanings(WHOLE)
        known = known | {meaning(word) for word in self._asked()}
        words = meaning_words(DENYING.sub(" ", _without_list_counts(blanked(self.text, self.inside))))
        own = (word for word in words if meaning(word) not in known)
        word = next(own, "")
        return f"“{word}” is not what its sources say" if word else ""

    def _misplaced_figure(self) -> str:
        """A figure that its sources have of something else, and never of this."""
        for one in self.inside:
            counting = one.kind == "number" and not _YEAR.fullmatch(one.text)
            thing = _behind(self.text, one, nouns=True)[:1] if counting else []
            there = [
                _behind(source.text, other)
                for source in self.sources
                for other in source.inside
                if thing and (other.kind, other.value) == (one.kind, one.value)
            ]
            if there and all(near and thing[0] not in near for near in there):
                return f"“{one.text}” is said of something else there"
        return ""

    def _misplaced_day(self) -> str:
        """A day in place of another: its sources name a day behind the same word, and not this one."""
        for one in self.inside:
            word = _before(self.text, one) if one.kind == "date" else ""
            if word == _PROMISE and any(one.value == day.value for s in self.sources if s.computed for day in s.inside):
                continue  # a fact has the day of a promise, and the day that it is for
            there = [
                other.value
                for source in self.sources
                for other in source.inside
                if word and other.kind == "date" and _before(source.text, other) == word
            ]
            if there and not any(_same_day(one.value, day) for day in there):
                return f"“{one.text}” is another day there"
        return ""

    def _asked(self) -> list[str]:
        """The number of things that its sources ask for, in words."""
        asked = [clause for source in self.sources if not source.computed for clause in source.clauses if clause.asks]
        return [
            word for word in _NUMBERED.get(len(asked), ()) if re.search(rf"\b{word}{_ASKED}", self.text, re.IGNORECASE)
        ]

    def _standing(self) -> str:
        return Standing(_without_list_counts(self.unquoted), self.inside, self.sources, self.names, self.as_of).fault()

    def _swapped(self) -> str:
        """One side's saying or deed told of the other."""
        told = deed(self.unquoted, self.names)
        if told.side is None or not told.verb:
            return ""
        if (told.denied or told.verb not in TELLING) and debtors(self.unquoted, self.names):
            return ""  # whose move it is was looked at
        if told.verb in _DUTIES and told.subject == "regulator":
            return "it was the other side"
        found = {side for s in self.sources for side in doers(told.verb, s.text, self.names, s.side or "company")}
        unnamed = not found and all(source.side is None for source in self.sources)
        spoken = any(told.verb in source.meanings for source in self.sources if not source.computed)
        if unnamed and spoken and told.verb not in TELLING | telling() | _CARRYING:
            return "its sources do not say who did it"
        authors = {source.side for source in self.sources if source.side}
        wrong = bool(found) or (bool(authors) and told.side not in authors and not told.denied)
        return "it was the other side" if told.side not in found and wrong else ""

    def _owned(self) -> str:
        """One side's letter called the other's."""
        sides = {source.side for source in self.sources if not source.computed}
        for party in parties(tuple(self.names)).finditer(self.unquoted):
            whose = "regulator" if party["theirs"] else "company"
            first = not self.unquoted[: party.start()].strip()
            called = first and _OWN.match(self.unquoted, party.end() - 3 * (party[0].lower() == "our"))
            if called and sides and None not in sides and whose not in sides:
                return "it is the other side's"
        return ""

    def _today(self) -> str:
        """The day of the answer is known to be that, and of nothing else."""
        known = {one.value for source in self.sources for one in source.inside} | {str(s.day) for s in self.sources}
        for one in self.inside:
            new = one.kind == "date" and one.value == self.as_of.isoformat() and one.value not in known
            if new and not _AS_OF.search(self.text[: one.start]):
                return f"{one.text} is today, and the day of nothing there"
        return ""

    def _torn(self) -> str:
        """A deed and what it was done to that its sources have in different sentences only."""
        verb = deed(self.unquoted, self.names).verb
        if verb in _CARRYING:
            return ""
        plain = blanked(self.unquoted, self.inside)
        parts = ([*map(meaning, meaning_words(part))] for part in clause_texts(plain))
        told = next((part for part in parts if verb in part), [])
        behind = (
            {*told[told.index(verb) + 1 :]} - telling() - self._named
            if verb in told and verb not in telling()
            else set()
        )
        where = [m for source in self.sources for m in _reaches(source, verb)]
        torn = behind and where and all(behind.isdisjoint(one) for one in where)
        return "its sources do not say that of it" if torn else ""

    def _misdated(self) -> str:
        """`On 3 May PTA wrote`: the day must be that of a message it names, or stand in a computed fact."""
        told = deed(self.unquoted, self.names)
        day = next((one for one in self.inside if one.kind == "date"), None)
        if told.verb not in TELLING or day is None or not _WHEN.search(self.text[: day.start]):
            return ""
        known = {source.day.isoformat() for source in self.sources if source.day}
        facts = [one for source in self.sources if source.day is None for one in source.inside]
        known |= {one.value for one in facts if one.kind == "date"}
        return "" if any(_same_day(day.value, other) for other in known) else f"nothing that it names is of {day.text}"

    def _mixed(self) -> str:
        """One matter's computed day told of another: where only a fact has it, that fact must speak of the same."""
        facts = [source for source in self.sources if source.day is None]
        others = {one.value for source in self.sources if source.day for one in source.inside}
        others |= {source.day.isoformat() for source in self.sources if source.day}
        start = 0
        for end in (*(cut.start() for cut in _CLAUSE.finditer(self.text)), len(self.text)):
            inside = [one for one in self.inside if start <= one.start < end]
            told = meanings(blanked(self.text, self.inside)[start:end]) - telling() - self._named - _CARRYING
            start = end
            for one in inside:
                of = [fact for fact in facts if any(other.value == one.value for other in fact.inside)]
                computed = one.kind in {"date", "count"} and of and one.value not in others
                if computed and not told <= {word for fact in of for word in fact.told}:
                    return f"“{one.text}” is computed of something else"
        return ""


def _same_day(first: str, second: str) -> bool:
    """Whether two values of dates are one; where either has no year, by month and day."""
    return first == second or (first[-5:] == second[-5:] and "--" in {first[:2], second[:2]})


def _without_list_counts(text: str) -> str:
    """`two things: this and that` without its first two words, if there are two."""
    found = _LIST.search(text)
    listed = len(re.split(r",\s(?:and\s)?|\sand\s", found["items"])) if found else 0
    right = found and found["number"].lower() in _NUMBERED.get(listed, ())
    return f"{text[: found.start()]} {text[found.start('items') :]}" if found and right else text


def _reaches(source: Source, verb: str) -> Iterator[set[str]]:
    """What stands in a clause with that verb; where it says `them` behind it, what stood before that, too."""
    if source.computed and verb in source.meanings:
        yield source.meanings
    yield from (words for clause, words in zip(source.clauses, source.reaches, strict=True) if verb in clause.meanings)


def _behind(text: str, one: Mention, *, nouns: bool = False) -> list[str]:
    """What the nearest words of meaning behind it come to, within its sentence."""
    rest = _PAUSE.split(text[one.end : one.end + REACH])[0]
    found = [word for word in meaning_words(rest) if not nouns or not _PARTICIPLE.search(word)]
    return [meaning(word) for word in found][:BEHIND]


def _before(text: str, one: Mention) -> str:
    """What the nearest word of meaning before it comes to, within its clause."""
    rest = re.split(r"[.;:?!,]\s|\n", text[max(0, one.start - REACH) : one.start])[-1]
    return next((meaning(word) for word in reversed(list(meaning_words(rest)))), "")

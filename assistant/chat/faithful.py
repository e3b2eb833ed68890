"""Whether a model's sentence says of its sources what they say: the right side, the right figure, no word of its own.

`grounding` finds whether dates, figures, names and quotations are there at all. A sentence can be made of such parts
and still be false: the other side's deed, one thing's number on another, a verb that nobody used. What is looked for
here is narrow and errs to the side of striking: a model is told to use the words that it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from assistant.chat.doers import TELLING, deed, doers
from assistant.chat.meanings import meaning, meaning_words, meanings, telling
from assistant.grounding.evidence import Known, Passage
from assistant.grounding.findings import Mention
from assistant.grounding.ground import mentions
from assistant.grounding.sentences import sentence_spans
from assistant.record.kinds import Side

BEHIND = 2
"""Words of meaning behind a figure among which the thing that it counts is looked for."""
REACH = 80
"""Characters before a date or behind a figure that are looked at."""
_PAUSE = re.compile(r"[.;:?!]\s|\n")
_DENYING = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|cannot|without|hardly)\b|n['’]t\b", re.IGNORECASE
)
_COMING = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.IGNORECASE)
_BINDING = re.compile(
    r"\b(?:will|shall|would|promis\w*|pledg\w*|commit\w*|undert\w+|announce\w*)\b|['’]ll\b", re.IGNORECASE
)
"""What tells of something to come."""
_OPEN = re.compile(
    rf"{_DENYING.pattern}|\b(?:owe\w*|due|overdue|open|outstanding|unanswered|await\w*|pending|still)\b", re.IGNORECASE
)
"""What tells of something that has not been done."""
_STANDING = meanings("owe owed open due overdue outstanding pending unanswered waiting")
"""Ways to say that something has not been done; which of them a computed fact uses does not matter."""
PROMISE, SEND = meaning("promise"), meaning("send")
_CLAUSE = re.compile(r"[;:]|,?\s(?:and|but|while|which)\s")
_WHEN = re.compile(r"(?:^|\b(?:wrote|said|asked|promised|told))\W{0,3}(?:on)?\W{0,3}$", re.IGNORECASE)
"""What stands before the day of a saying."""


class Source(Struct, frozen=True, dict=True):
    """One of what a sentence names, and what is found in it once."""

    text: str
    side: Side | None = None
    """Whose words they are; None for a meeting, a call, a computed fact."""
    day: date | None = None
    """None: a computed fact."""

    @cached_property
    def inside(self) -> tuple[Mention, ...]:
        return mentions(self.text)

    @cached_property
    def meanings(self) -> set[str]:
        return meanings(self.text)


def source_of(passage: Passage) -> Source:
    """A passage with what stands about it: its people, and its channel."""
    about = " ".join((*passage.people, passage.channel or "", passage.kind))
    return Source(f"{passage.words}\n\n{about}", passage.side, passage.day)


class Faithful:
    """One sentence, its sources, and who is who."""

    def __init__(self, text: str, sources: Sequence[Source], names: Sequence[Known]) -> None:
        self.text, self.sources, self.names = text, sources, names
        self.inside = mentions(text)
        self.unquoted = blanked(text, (one for one in self.inside if one.kind == "quotation"))

    def fault(self) -> str:
        """What it says that its sources do not, for people; empty if nothing of the kind is found."""
        checks = (
            self._unheard,
            self._denied,
            self._undone,
            self._swapped,
            self._torn,
            self._misplaced_figure,
            self._misplaced_day,
            self._misdated,
            self._mixed,
        )
        return next(filter(None, (check() for check in checks)), "")

    def _unheard(self) -> str:
        known = telling().union(*(s.meanings for s in self.sources), *(meanings(n.text) for n in self.names))
        if any(_COMING.search(source.text) for source in self.sources):
            known = known | {PROMISE}
        if deed(self.unquoted, self.names).side in {source.side for source in self.sources if source.side}:
            known = known | {SEND}  # whoever wrote a message sent it
        if any(source.day is None and _OPEN.search(source.text) for source in self.sources):
            known = known | _STANDING
        own = (word for word in meaning_words(blanked(self.text, self.inside)) if meaning(word) not in known)
        word = next(own, "")
        return f"“{word}” is not what its sources say" if word else ""

    def _denied(self) -> str:
        denied = _DENYING.search(self.unquoted) and not any(_DENYING.search(source.text) for source in self.sources)
        return "its sources deny nothing" if denied else ""

    def _undone(self) -> str:
        """What its sources say is to come, or still open, is told as if it were done."""
        told = meanings(blanked(self.unquoted, self.inside)) - telling()
        clauses = [part for one in self._said() for part in _CLAUSE.split(one)]
        nearest = max(clauses, key=lambda one: len(told & meanings(one)), default="")
        shared = told & meanings(nearest)
        if not shared or (len(shared) == 1 and shared != told):
            return ""
        if _COMING.search(nearest) and not _BINDING.search(self.text):
            return "its sources only announce it"
        return "by its sources that is still open" if _OPEN.search(nearest) and not _OPEN.search(self.text) else ""

    def _misplaced_figure(self) -> str:
        """A figure that its sources have of something else, and never of this."""
        for one in self.inside:
            thing = _behind(self.text, one)[:1] if one.kind == "number" else []
            there = [
                _behind(source.text, other)
                for source in self.sources
                for other in source.inside
                if (other.kind, other.value) == (one.kind, one.value)
            ]
            if thing and there and all(near and thing[0] not in near for near in there):
                return f"“{one.text}” is said of something else there"
        return ""

    def _misplaced_day(self) -> str:
        """A day in place of another: its sources name a day behind the same word, and not this one."""
        for one in self.inside:
            word = _before(self.text, one) if one.kind == "date" else ""
            there = [
                other.value
                for source in self.sources
                for other in source.inside
                if word and other.kind == "date" and _before(source.text, other) == word
            ]
            if there and not any(_same_day(one.value, day) for day in there):
                return f"“{one.text}” is another day there"
        return ""

    def _swapped(self) -> str:
        """One side's saying or deed told of the other."""
        told = deed(self.unquoted, self.names)
        if told.side is None or not told.verb:
            return ""
        found = {side for s in self.sources for side in doers(told.verb, s.text, self.names, s.side or "company")}
        authors = {source.side for source in self.sources if source.side}
        wrong = bool(found) or (bool(authors) and told.side not in authors)
        return "it was the other side" if told.side not in found and wrong else ""

    def _torn(self) -> str:
        """A deed and what it was done to that its sources have in different sentences only."""
        verb = deed(self.unquoted, self.names).verb
        told = [meaning(word) for word in meaning_words(blanked(self.unquoted, self.inside))]
        behind = {*told[told.index(verb) + 1 :]} - telling() if verb in told and verb not in telling() else set()
        where = [m for one in self._said() if verb in (m := meanings(one))]
        torn = behind and where and all(behind.isdisjoint(one) for one in where)
        return "its sources do not say that of it" if torn else ""

    def _said(self) -> list[str]:
        """The sentences of its sources."""
        return [source.text[a:b] for source in self.sources for a, b in sentence_spans(source.text, ())]

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
            told = meanings(blanked(self.text, self.inside)[start:end]) - telling()
            start = end
            for one in inside:
                of = [fact for fact in facts if any(other.value == one.value for other in fact.inside)]
                computed = one.kind in {"date", "count"} and of and one.value not in others
                if computed and not any(told <= fact.meanings for fact in of):
                    return f"“{one.text}” is computed of something else"
        return ""


def _same_day(first: str, second: str) -> bool:
    """Whether two values of dates are one; where either has no year, by month and day."""
    return first == second or (first[-5:] == second[-5:] and "--" in {first[:2], second[:2]})


def _behind(text: str, one: Mention) -> list[str]:
    """What the nearest words of meaning behind it come to, within its sentence."""
    rest = _PAUSE.split(text[one.end : one.end + REACH])[0]
    return [meaning(word) for word in meaning_words(rest)][:BEHIND]


def _before(text: str, one: Mention) -> str:
    """What the nearest word of meaning before it comes to, within its clause."""
    rest = re.split(r"[.;:?!,]\s|\n", text[max(0, one.start - REACH) : one.start])[-1]
    return next((meaning(word) for word in reversed(list(meaning_words(rest)))), "")


def blanked(text: str, found: Iterable[Mention]) -> str:
    """`text` with mentions made blank, place for place."""
    for one in found:
        text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    return text

"""How a matter stands by a model's sentence and by its sources: done or to come, so or not so, whose move it is.

Each clause of the sentence is held against the clauses of its sources that share most of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from assistant.chat.debts import debtors, is_late
from assistant.chat.doers import deed
from assistant.chat.meanings import counting, meaning, meanings, telling
from assistant.chat.phrases import INERT, QUIET, WHOLE
from assistant.chat.sources import SEND, Source
from assistant.chat.told_clauses import ABOUT, DENYING, UNDONE, Clause, told_clauses
from assistant.grounding.evidence import Known
from assistant.grounding.findings import Mention

_CARRYING = {SEND, meaning("receive"), *meanings(WHOLE)}
"""What may be said of anything that comes or does not come."""
_NOT_YET = re.compile(
    r"\b(?:has|have|had|is|are|was|were)\s(?:\w+\s){0,2}?(?:not|never|yet)\b|n['’]t\b|\bnot yet\b"
    r"|\bneither\b|\bwithout\b|\bsilen|\bunanswered\b"
    r"|\bno(?:thing)?\b.{0,60}?\b(?:has|have|had|from|yet)\b",
    re.IGNORECASE,
)
"""What was asked for or announced has not come."""
_PROMISE = meaning("promise")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SUPPORT = 0.6
"""Part of a clause's words that must stand together in one source."""
MOSTLY = 0.75
"""The same where another clause shares more."""
FEW = 2
"""So few words of meaning must stand in one clause; more may stand in its neighbours."""
_INERT = meanings(INERT)
_QUIET = meanings(QUIET)
_REPLIES = meanings("answer acknowledge unanswered")


class Standing:
    """One sentence without its quotations, what was found in it, its sources, who is who, and the day of the answer."""

    def __init__(
        self, text: str, inside: Sequence[Mention], sources: Sequence[Source], names: Sequence[Known], as_of: date
    ) -> None:
        self.inside, self.sources, self.names, self.as_of = inside, sources, names, as_of
        self.quoted = " ".join(one.text for one in inside if one.kind == "quotation")
        self.clauses = [*told_clauses(text)]
        self.plain = {meaning for name in names for meaning in meanings(name.text)}
        self.plain |= {meaning for one in inside for meaning in meanings(one.text)}
        self.computed = [source for source in sources if source.computed]

    def fault(self) -> str:
        """What is told otherwise than its sources have it, for people; empty if nothing of the kind is found."""
        for clause in self.clauses:
            if (
                why := self._denied(clause)
                or self._undone(clause)
                or self._scattered(clause)
                or self._owing(clause)
                or self._pledged(clause)
            ):
                return why
        return ""

    def _content(self, clause: Clause) -> set[str]:
        """What it is about."""
        return clause.meanings - telling() - self.plain - UNDONE - _CARRYING

    @cached_property
    def _spoken(self) -> list[tuple[Clause, Source]]:
        return [(clause, source) for source in self.sources for clause in source.clauses]

    def _nearest(self, clause: Clause) -> list[tuple[Clause, Source]]:
        """The clauses that share most with it; none if that is next to nothing."""
        told, spoken = self._content(clause), self._spoken
        if not told:
            told = clause.meanings - self.plain - UNDONE - _INERT
        if len(told) < FEW or not self._content(clause):
            spoken = [*spoken, *((Clause(source.about), source) for source in self.sources)]
        shared = [len(told & one.meanings) for one, _ in spoken]
        most = max(shared, default=0)
        if not most or (most == 1 and len(told) > 1):
            return []
        return [pair for pair, n in zip(spoken, shared, strict=True) if n == most]

    def _denied(self, clause: Clause) -> str:
        near = self._nearest(clause)
        if clause.denies:
            quiet = any(one.denies or one.pending for source in self.computed for one in source.clauses)
            if clause.meanings & _REPLIES and any(one.denies for source in self.computed for one in source.clauses):
                return ""
            quieted = clause.meanings & _QUIET and any(one.denies and one.meanings & _QUIET for one, _ in self._spoken)
            if (
                any(one.denies for one, _ in near)
                or quieted
                or (quiet and _NOT_YET.search(clause.text) and all(one.pending or s.computed for one, s in near))
            ):
                return ""
            return "its sources deny nothing of it"
        if (
            near
            and all(one.denies for one, _ in near)
            and not self._asserted(clause)
            and not clause.pending
            and not DENYING.search(self.quoted)
        ):
            return "its sources deny it"
        return ""

    def _undone(self, clause: Clause) -> str:
        """What its sources ask for, announce, or have as still open is told as if it were done."""
        near = self._nearest(clause)
        if clause.asks and self._content(clause) and near and not any(one.pending for one, _ in near):
            return "its sources do not ask for it"
        if (
            clause.coming
            and not clause.denies
            and near
            and not any(one.coming or (s.computed and one.pending) for one, s in near)
        ):
            return "its sources do not announce it"
        if clause.pending or clause.denies or not near or ABOUT.search(clause.text):
            return ""
        if all(one.coming for one, _ in near):
            return "its sources only announce it"
        pending = all(one.pending for one, _ in near) and not self._asserted(clause)
        return "by its sources that is still open" if pending else ""

    def _asserted(self, clause: Clause) -> bool:
        """Whether a source says most of it as it is told, though another clause shares more words."""
        told = self._content(clause)
        plain = (one.meanings for one, _ in self._spoken if not one.denies and not one.pending)
        return len(told) > FEW and any(len(told & words) >= MOSTLY * len(told) for words in plain)

    def _scattered(self, clause: Clause) -> str:
        """Words that stand far apart, put together."""
        told = self._content(clause)
        if len(told) < 2:
            return ""
        windows = self._windows if len(told) > FEW or clause.denies or clause.owed else self._clauses
        best = max((len(told & window) for window in windows), default=0)
        return "" if best >= SUPPORT * len(told) else "no one place says so"

    @cached_property
    def _clauses(self) -> list[set[str]]:
        """Each clause with the subject of its source and what that implies."""
        facts = set().union(*(source.meanings | source.implied for source in self.computed))
        found = [words | source.implied | meanings(source.about) for source in self.sources for words in source.reaches]
        return [*found, facts]

    @cached_property
    def _windows(self) -> list[set[str]]:
        """What stands together: a clause and its neighbours, with what its source implies."""
        found, facts = [], set[str]()
        for source in self.sources:
            near = [one.meanings for one in source.clauses]
            if source.computed:
                facts |= source.meanings | source.implied
            found += [
                set().union(source.implied, meanings(source.about), *near[max(0, n - 1) : n + 2])
                for n in range(len(near))
            ]
        return [*found, facts]

    def _owing(self, clause: Clause) -> str:
        """The other side's move; or late before its day."""
        facts = self._computed_of(clause)
        owing = debtors(clause.text, self.names)
        of = set().union(*(debtors(one.text, self.names) for one in facts))
        if owing and of and not owing <= of:
            return "it is the other side's move"
        if clause.owed and not clause.denies and self._not_owed(clause):
            return "no computed fact has that as open"
        past = [source for source in self.computed if any(one in source.clauses for one in facts)]
        if not is_late(clause.text) or not past:
            return ""
        late = {days for source in past for days in days_late(source, self.as_of)}
        told = {
            day for one in self.inside if one.kind == "count" and one.text in clause.text for day in days_counted(one)
        }
        return "by its sources it is not late" if not late else "it is not so late" if told and not told & late else ""

    def _not_owed(self, clause: Clause) -> bool:
        """Whether facts tell what is open, and of this nothing."""
        told = self._content(clause) - counting()
        known = {word for source in self.computed for word in source.told}
        return bool(self.computed) and len(told & known) < SUPPORT * len(told)

    def _pledged(self, clause: Clause) -> str:
        """A promise of the other side."""
        by = deed(clause.text, self.names)
        near = {deed(one.text, self.names, s.side or "company").subject for one, s in self._nearest(clause)}
        wrong = by.verb == _PROMISE and near and None not in near and by.subject not in near
        return "it was the other side" if wrong else ""

    def _computed_of(self, clause: Clause) -> list[Clause]:
        """The computed facts, clause by clause, that it is about; all if it names none."""
        told = self._content(clause)
        every = [one for source in self.computed for one in source.clauses if debtors(one.text, self.names)]
        most = max((len(told & one.meanings) for one in every), default=0)
        if most < min(2, len(told)):
            return every
        return [one for one in every if len(told & one.meanings) == most]


def days_late(source: Source, as_of: date) -> Iterator[int]:
    """How many days a computed fact is past its due day, if it is; one that is not due says nothing."""
    for one in source.inside:
        whole = one.kind == "date" and _DAY.fullmatch(one.value)
        if whole and source.text[: one.start].rstrip().endswith("due") and one.value < as_of.isoformat():
            yield (as_of - date.fromisoformat(one.value)).days


def days_counted(one: Mention) -> Iterator[int]:
    """The number of days of a count of them."""
    number, _, unit = one.value.partition(" ") if one.kind == "count" else ("", "", "")
    if unit.startswith("day") and number.isdigit():
        yield int(number)

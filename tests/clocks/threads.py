"""Threads told day by day, for tests: each sentence logs an entry and gives its number back."""

from __future__ import annotations

from datetime import UTC, date, time, tzinfo
from typing import Any

from assistant.clocks.calendars import Calendar
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.clocks.rules import RuleSet, rule_set, rulebook
from assistant.config import RuleSettings, Settings
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.kinds import (
    FORMAT,
    Classified,
    Corrected,
    DraftSaved,
    DraftState,
    Extended,
    Fact,
    Message,
    ObligationOpened,
    ObligationUpdated,
    Paused,
    Restarted,
    Resumed,
    Side,
    Snoozed,
    ThreadClosed,
    ThreadOpened,
)
from assistant.record.thread import Thread

WORKWEEK = Calendar.plain()
"""Saturdays and Sundays off, nothing else."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def rules_with(*own: RuleSettings, calendar: Calendar = WORKWEEK, regulator: str = "PTA") -> RuleSet:
    """The default rules and the given ones."""
    return rule_set(rulebook(Settings(rules=own)), regulator, calendar)


def only(*own: RuleSettings, calendar: Calendar = WORKWEEK) -> RuleSet:
    """The given rules alone."""
    return RuleSet(rulebook(Settings(rules=own))[-len(own) :], calendar)


DEFAULTS = rules_with()
STATUTORY = RuleSettings(
    kind="no-reply", name="act", after="10 days", steps=("20 days", "40 days"), basis="Telecom Act s. 5", roll=False
)


class Story:
    """A thread with PTA. Days are ISO text; an entry is logged on the day it tells of."""

    def __init__(
        self, opened: str = "2020-01-01", thread: str = "pta-2020-001", cutoff: time | None = None, zone: tzinfo = UTC
    ) -> None:
        self.cutoff, self.zone = cutoff, zone
        self.lines: list[Line] = []
        self._log(opened, ThreadOpened(FORMAT, thread, "PTA", "A matter", day=opened))

    def _log(self, on: str, fact: Fact) -> int:
        self.lines.append(Line(len(self.lines) + 1, f"{on[:10]}T09:00:00Z", "ana", fact))
        return len(self.lines)

    def sends(self, on: str, channel: Any = "letter", **more: Any) -> int:
        return self._log(on, Message("out", channel, sent=on, **more))

    def receives(self, on: str, cls: Any = "substantive", channel: Any = "letter", **more: Any) -> int:
        """Their message; a person has said what it is."""
        n = self._log(on, Message("in", channel, received=on, proposed_class=cls, **more))
        self._log(on, Classified(n, cls))
        return n

    def unread(self, on: str, cls: Any = "substantive") -> int:
        """Their message, which nobody has classified."""
        return self._log(on, Message("in", "email", received=on, proposed_class=cls))

    def publishes(self, on: str) -> int:
        return self._log(on, Message("public", "press", sent=on))

    def asks_them(self, words: str, message: int | None = None, due: str | None = None, on: str = "2020-01-01") -> int:
        return self._log(on, ObligationOpened("request", "regulator", words, message, due, day=on))

    def asks_us(self, words: str, message: int | None = None, due: str | None = None, on: str = "2020-01-01") -> int:
        return self._log(on, ObligationOpened("request", "company", words, message, due, day=on))

    def takes_step(self, words: str, rule: str, message: int, owed_by: Side = "company", due: str | None = None) -> int:
        """A step of procedure that `message` begins, counted under `rule`."""
        return self._log("2020-01-01", ObligationOpened("request", owed_by, words, message, due, rule=rule))

    def they_promise(self, words: str, message: int, due: str) -> int:
        return self._log("2020-01-01", ObligationOpened("commitment", "regulator", words, message, due))

    def we_promise(self, words: str, message: int, due: str | None) -> int:
        return self._log("2020-01-01", ObligationOpened("commitment", "company", words, message, due))

    def settles(self, obligation: int, by: int) -> int:
        return self._log("2020-01-01", ObligationUpdated(obligation, "settled", by))

    def withdraws(self, obligation: int, on: str) -> int:
        return self._log(on, ObligationUpdated(obligation, "withdrawn", day=on))

    def answers_partly(self, obligation: int, by: int) -> int:
        return self._log("2020-01-01", ObligationUpdated(obligation, "part", by))

    def undoes(self, entry: int, on: str) -> int:
        return self._log(on, Corrected(entry, "logged by mistake", void=True))

    def extends(self, opening: int, granted_by: int, *, to: str | None = None, by: str | None = None) -> int:
        return self._log("2020-01-01", Extended(opening, granted_by, to, by))

    def pauses(self, because: int, opening: int | None = None, on: str | None = None) -> int:
        return self._log(on or "2020-01-01", Paused(because, opening, on))

    def resumes(self, because: int, opening: int | None = None, on: str | None = None) -> int:
        return self._log(on or "2020-01-01", Resumed(because, opening, on))

    def restarts(self, opening: int, because: int, on: str | None = None) -> int:
        return self._log(on or "2020-01-01", Restarted(opening, because, on))

    def snoozes(self, on: str, until: str, rule: str | None = None, opening: int | None = None) -> int:
        return self._log(on, Snoozed(until, "waiting for the board", rule, opening, on))

    def drafts(self, on: str, state: DraftState = "editing", first: int | None = None) -> int:
        """A draft, or a later version of the one that began as entry `first`."""
        return self._log(on, DraftSaved("Dear all", "A reminder", state=state, draft=first, day=on))

    def closes(self, on: str) -> int:
        return self._log(on, ThreadClosed("done", on))

    def thread(self, on: str | date) -> Thread:
        return fold(self.lines, self.zone, date.fromisoformat(on) if isinstance(on, str) else on, self.cutoff)

    def gaps(self, on: str | date, rules: RuleSet = DEFAULTS) -> tuple[Gap, ...]:
        as_of = date.fromisoformat(on) if isinstance(on, str) else on
        return gaps(self.thread(as_of), rules, as_of)

    def gap(self, on: str | date, kind: str, rules: RuleSet = DEFAULTS) -> Gap | None:
        """The one gap of that kind."""
        found = [gap for gap in self.gaps(on, rules) if gap.kind == kind]
        assert len(found) <= 1
        return found[0] if found else None

    def kinds(self, on: str | date, rules: RuleSet = DEFAULTS) -> list[str]:
        return [gap.kind for gap in self.gaps(on, rules)]


def pakistan(*, release: bool = True) -> tuple[Story, dict[str, int]]:
    """The case of October 2020: our letter, their meeting, our statement, their release."""
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09", expects_reply=True)
    steps = story.asks_them("which steps would restore access", letter)
    meeting = story.receives("2020-10-12", "partial", channel="meeting")
    story.answers_partly(steps, meeting)
    timelines = story.asks_us("tangible timelines for the proposed actions", meeting)
    statement = story.publishes("2020-10-17")
    named = {"letter": letter, "steps": steps, "meeting": meeting, "timelines": timelines, "statement": statement}
    if release:
        named["release"] = story.receives("2020-10-19", channel="press")
        story.settles(steps, named["release"])
    return story, named


BOTH = rules_with(STATUTORY)


def told(gap: Gap | None) -> tuple[str, str, int] | None:
    """State, due day and days over."""
    return (gap.state, gap.due.isoformat(), gap.days_over) if gap else None


def letter(on: str = "2020-10-09") -> tuple[Story, int]:
    """A thread with one letter of ours, and that letter."""
    story = Story(on)
    return story, story.sends(on)

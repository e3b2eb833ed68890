"""The rules of one regulator with its calendar: everything that turns a start into due days.

`reach` is what lets a check leave most threads unread. It is found by asking the real count, so that it can never
be earlier than what `gaps` would show.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from assistant.clocks.calendars import Calendar
from assistant.clocks.deadlines import Deadline, due_day
from assistant.clocks.default_rules import OWN_DATE_ONLY
from assistant.clocks.durations import Duration
from assistant.clocks.rulebook import Rule, rulebook, rules_for
from assistant.errors import UsageProblem
from assistant.record.openings import OpeningKind

__all__ = ["Rule", "RuleSet", "rule_set", "rulebook"]


class RuleSet:
    """Rules and a calendar. Its memory only saves time: the same question always has the same answer."""

    __slots__ = ("_by_kind", "_due", "_nominal", "_reach", "_uncovered", "calendar", "rules")

    def __init__(self, rules: Iterable[Rule], calendar: Calendar) -> None:
        self.rules = tuple(rules)
        self.calendar = calendar
        self._by_kind = {kind: tuple(r for r in self.rules if r.kind == kind) for kind in {r.kind for r in self.rules}}
        self._due: dict[tuple[date, Duration, bool], Deadline] = {}
        self._nominal: dict[tuple[str, date], tuple[Deadline, ...]] = {}
        self._uncovered: set[int] = set()
        self._reach: dict[tuple[OpeningKind, date, bool], date | None] = {}

    def for_kind(self, kind: OpeningKind) -> tuple[Rule, ...]:
        return self._by_kind.get(kind, ())

    def deadline(self, start: date, duration: Duration, roll: bool) -> Deadline:
        """`due_day` on this calendar, worked out once."""
        known = self._due.get((start, duration, roll))
        if known is None:
            known = self._due[start, duration, roll] = due_day(start, duration, self.calendar, roll)
            self._uncovered.update(known.uncovered)
        return known

    @property
    def uncovered(self) -> tuple[int, ...]:
        """The years that a due day depended on so far and whose holidays are not known: a reason to warn."""
        return tuple(sorted(self._uncovered))

    def nominal(self, rule: Rule, start: date) -> tuple[Deadline, ...]:
        """The due day of each step of `rule` from `start`, before anything moved them."""
        known = self._nominal.get((rule.name, start))
        if known is None:
            known = tuple(self.deadline(start, step, rule.roll) for step in rule.steps)
            self._nominal[rule.name, start] = known
        return known

    def warn_days(self, kind: OpeningKind) -> int:
        """How many days ahead a gap of that kind is announced at most; 0 if no rule counts it."""
        return max((rule.warn.count for rule in self.for_kind(kind)), default=0)

    def reach(self, kind: OpeningKind, as_of: date, *, by_law: bool = False) -> date | None:
        """The latest start whose gap is at least upcoming on `as_of`; None if there is none. `by_law`: a legal gap.

        For openings that count from their start; kinds that count only to a date of their own have none. An opening
        with such a date (its own words', a promise's, that of an extension *to* a day) can show from `warn_days`
        before it, whatever its start. Pauses, extensions *by* a duration and reminders only move a due day later, so
        whoever leaves out every later start and every later date leaves out no gap.
        """
        if (kind, as_of, by_law) not in self._reach:
            rules = (rule for rule in self._counting(kind) if rule.statutory or not by_law)
            found = [start for rule in rules if (start := self._reach_of(rule, as_of)) is not None]
            self._reach[kind, as_of, by_law] = max(found, default=None)
        return self._reach[kind, as_of, by_law]

    def _counting(self, kind: OpeningKind) -> tuple[Rule, ...]:
        return () if kind in OWN_DATE_ONLY else self.for_kind(kind)

    def _reach_of(self, rule: Rule, as_of: date) -> date | None:
        """Due days never fall as the start rises, so the last start that shows is found by halving."""
        if rule.after.unit == "days" and not rule.roll and as_of.year < date.max.year:
            return _before(as_of, rule.after.count - rule.warn.count)
        # A due day comes at least so many days after its start, so `hidden`, the day after the last that could show,
        # does not.
        hidden = max(1, min(as_of.toordinal() + rule.warn.count, date.max.toordinal()) - rule.after.least_days) + 1
        shown, span = hidden - 1, 2
        while not self._shows(rule, shown, as_of):
            if shown == 1:
                return None
            hidden, span = shown, span * 2
            shown = max(1, hidden - span)
        while hidden - shown > 1:
            middle = (hidden + shown) // 2
            shown, hidden = (middle, hidden) if self._shows(rule, middle, as_of) else (shown, middle)
        return date.fromordinal(shown)

    def _shows(self, rule: Rule, start: int, as_of: date) -> bool:
        """Not through `deadline`: a start that nobody has is no reason to warn of a year that is not covered."""
        try:
            due = due_day(date.fromordinal(start), rule.after, self.calendar, rule.roll).due
        except UsageProblem:  # beyond the year 9999: later than any day
            return False
        return due - as_of <= timedelta(days=rule.warn.count)


def _before(day: date, days: int) -> date | None:
    """So many days before `day`, or after it if negative; None before the first day there is."""
    found = min(day.toordinal() - days, date.max.toordinal())
    return date.fromordinal(found) if found > 0 else None


def rule_set(rules: Iterable[Rule], regulator: str, calendar: Calendar) -> RuleSet:
    """The rule set of one regulator."""
    return RuleSet(rules_for(rules, regulator), calendar)

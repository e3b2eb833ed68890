"""The rules of one regulator with its calendar: everything that turns a start into due days.

`reach` is what lets a check leave most threads unread. It asks no calendar, so that regulators with the same rules
reach alike and are asked for together: what lies within it, `gaps` decides on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, islice

from assistant.clocks.calendars import Calendar
from assistant.clocks.deadlines import Deadline, due_day
from assistant.clocks.default_rules import OWN_DATE_ONLY
from assistant.clocks.durations import Duration
from assistant.clocks.owners import Owners
from assistant.clocks.rule import Rule, channel_of
from assistant.clocks.rulebook import rulebook, rules_for
from assistant.record.opening import Opening, OpeningKind
from assistant.record.thread import Thread

__all__ = ["Rule", "RuleSet", "rule_set", "rulebook"]


class RuleSet:
    """Rules and a calendar. Its memory only saves time: the same question always has the same answer."""

    __slots__ = (
        "_by_kind", "_chosen", "_due", "_every", "_narrow", "_nominal", "_uncovered", "calendar", "has_stages",
        "owners", "rules",
    )  # fmt: skip

    def __init__(self, rules: Iterable[Rule], calendar: Calendar, owners: Owners | None = None) -> None:
        self._every = tuple(rules)
        self.rules = tuple(rule for rule in self._every if not rule.off)
        """Those that may apply to one of the regulator's matters."""
        self.calendar = calendar
        self.owners = owners or Owners()
        self.has_stages = any(rule.stage for rule in self.rules)
        self._by_kind = _by_kind(self.rules)
        self._narrow = tuple(rule for rule in self._every if rule.is_narrow)
        self._chosen: dict[tuple[bool, ...], dict[OpeningKind, tuple[Rule, ...]]] = {}
        self._due: dict[tuple[date, Duration, bool], Deadline] = {}
        self._nominal: dict[tuple[tuple[Duration, ...], bool, date], tuple[Deadline, ...]] = {}
        self._uncovered: set[int] = set()

    def for_kind(self, kind: OpeningKind) -> tuple[Rule, ...]:
        """Every rule of the kind, whether it applies to all matters or to some."""
        return self._by_kind.get(kind, ())

    def applying(self, thread: Thread, opening: Opening) -> tuple[Rule, ...]:
        """The rules of its kind that apply to `opening`: of those with one name the last, unless it is off."""
        if not self._narrow:
            return self.for_kind(opening.kind)
        channel = channel_of(thread, opening)
        covering = tuple(rule.covers(thread, channel) for rule in self._narrow)
        chosen = self._chosen.get(covering)
        if chosen is None:
            apart = {rule for rule, covers in zip(self._narrow, covering, strict=True) if not covers}
            named = {rule.name: rule for rule in self._every if rule not in apart}
            chosen = self._chosen[covering] = _by_kind([rule for rule in named.values() if not rule.off])
        return chosen.get(opening.kind, ())

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

    def nominal(self, rule: Rule, start: date, reminders: int = 0) -> tuple[Deadline, ...]:
        """The due day of each listed step of `rule` from `start`, before anything moved them.

        Of the steps that repeat the last, those too that so many reminders have led to.
        """
        key = rule.steps, rule.roll, start
        known = self._nominal.get(key)
        if known is None:
            known = self._nominal[key] = tuple(self.deadline(start, step, rule.roll) for step in rule.steps)
        more = min(reminders + 1, rule.most) - len(known)
        return known if more <= 0 else (*known, *islice(self.repeats(rule, known[-1].due), more))

    def repeats(self, rule: Rule, last: date) -> Iterator[Deadline]:
        """What `rule` repeats after the step of the day `last`: without an end, so take what is needed."""
        if rule.repeat is None:
            return
        by_number = rule.repeat.unit in {"months", "years"}  # counted from one another they would lose the 31st
        start = last
        for times in count(1):
            if by_number:
                found = self.deadline(last, Duration(rule.repeat.count * times, rule.repeat.unit), rule.roll)
            else:
                found = self.deadline(start, rule.repeat, rule.roll)
                start = found.rolled_from or found.due
            yield found

    def warn_days(self, kind: OpeningKind) -> int:
        """How many days ahead a gap of that kind is announced at most; 0 if no rule counts it."""
        return max((rule.warn.count for rule in self.for_kind(kind)), default=0)

    def reach(self, kind: OpeningKind, as_of: date, *, by_law: bool = False) -> date | None:
        """The latest start whose gap can be at least upcoming on `as_of`, on whatever calendar; None if none can.

        `by_law`: a legal gap. A start within reach need not show yet (days off may keep its due day away); no later one
        does. For openings that count from their start; kinds that count only to a date of their own have none. An
        opening with such a date (its own words', a promise's, that of an extension *to* a day) can show from
        `warn_days` before it, whatever its start. Pauses, extensions *by* a duration, days off and reminders only move
        a due day later, so whoever leaves out every later start and every later date leaves out no gap.
        """
        if kind in OWN_DATE_ONLY:
            return None
        least = (r.after.least_days - r.warn.count for r in self.for_kind(kind) if r.statutory or not by_law)
        days = min(least, default=None)
        return None if days is None else _before(as_of, days)


def _before(day: date, days: int) -> date | None:
    """So many days before `day`, or after it if negative; None before the first day there is."""
    found = min(day.toordinal() - days, date.max.toordinal())
    return date.fromordinal(found) if found > 0 else None


def _by_kind(rules: Iterable[Rule]) -> dict[OpeningKind, tuple[Rule, ...]]:
    found: dict[OpeningKind, tuple[Rule, ...]] = {}
    for rule in rules:
        found[rule.kind] = (*found.get(rule.kind, ()), rule)
    return found


def rule_set(rules: Iterable[Rule], regulator: str, calendar: Calendar, owners: Owners | None = None) -> RuleSet:
    """The rule set of one regulator."""
    return RuleSet(rules_for(rules, regulator), calendar, owners)

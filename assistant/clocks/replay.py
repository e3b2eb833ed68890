"""Which reminders a daily check would have given on which day: for tuning rules on one's own history.

Pure functions of a thread's entries and its rules. By default each day is computed as it was known on that day, as a
run late on it would have seen it; with hindsight, from all entries. Days on which nothing can have changed are passed
over: a thread only turns when an entry becomes known or takes effect, and between two turns a reminder only changes on
a day of its own clock or at the end of a snooze.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time, tzinfo
from itertools import chain, pairwise
from statistics import median

from msgspec import Struct, structs

from assistant.clocks.calendars import ONE_DAY
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import clocks, gaps_left
from assistant.clocks.rules import RuleSet
from assistant.record.dates import day_of
from assistant.record.entry import Line
from assistant.record.fold import corrected, effective_days, fold
from assistant.record.kinds import Corrected
from assistant.record.known import known_by
from assistant.record.opening import OpeningKind
from assistant.record.standing import Standing, standing


class Firing(Struct, frozen=True):
    """One step of one reminder, on the first day that a daily check would have reported it."""

    day: date
    thread: str
    rule: str
    kind: OpeningKind
    step: int
    gap: str
    """The gap's id, as `check` prints it."""
    due: date
    """The due day then; before `day` where what opened it was logged late, or for a later step."""
    opening: int
    resolved_on: date | None = None
    """The first later day on which its rule found nothing due or overdue any more; None if there was none in the range.
    A snooze resolves nothing."""

    @property
    def days_open(self) -> int | None:
        return (self.resolved_on - self.day).days if self.resolved_on else None


class Matter(Struct, frozen=True):
    """Something that may be reminded of, as it stood on any day."""

    turns: tuple[date, ...]
    """The days on which it may have become another, in order."""
    on: Callable[[date], Standing | None]
    """How it stood on a day; None while there was nothing."""


def matter(lines: Sequence[Line], zone: tzinfo, cutoff: time | None = None, *, hindsight: bool = False) -> Matter:
    """A thread by its `lines`, the whole file; raises `RecordProblem` where a correction makes no sense."""
    if not lines:
        return Matter((), lambda _: None)
    turns = tuple(sorted(_effective(lines, zone) if hindsight else _turns(lines, zone)))
    stood: dict[date, Standing | None] = {}

    def on(day: date) -> Standing | None:
        at = bisect_right(turns, day)
        if not at:
            return None
        turn = turns[at - 1]
        if turn not in stood:
            stood[turn] = _standing(lines if hindsight else known_by(lines, zone, turn), zone, turn, cutoff)
        return stood[turn]

    return Matter(turns, on)


def _standing(lines: Sequence[Line], zone: tzinfo, day: date, cutoff: time | None) -> Standing | None:
    if not lines:
        return None
    thread = fold(lines, zone, day, cutoff)
    return standing(thread) if thread.opened <= day else None


def _effective(lines: Sequence[Line], zone: tzinfo) -> set[date]:
    return set(effective_days(corrected(lines), zone).values())


def _turns(lines: Sequence[Line], zone: tzinfo) -> set[date]:
    """The days on which an entry became known, and those after it that entries known by then were dated."""
    logged = [day_of(line.at, zone) for line in lines]
    known = sorted(set(logged))
    if logged == sorted(logged) and not any(isinstance(line.fact, Corrected) for line in lines):
        return {*known, *effective_days(lines, zone).values()}  # nothing that was logged later dates what was known
    turns = set(known)
    for day, until in pairwise((*known, date.max)):
        if cut := known_by(lines, zone, day):
            turns.update(effective for effective in _effective(cut, zone) if day < effective < until)
    return turns


def tray(exchanges: Sequence[Matter]) -> Matter:
    """The tray, in which only the exchange that has waited longest is reminded of."""
    turns = tuple(sorted({turn for exchange in exchanges for turn in exchange.turns}))

    def on(day: date) -> Standing | None:
        stood = (exchange.on(day) for exchange in exchanges)
        lying = [(left.openings[0].start, left.thread.id, left) for left in stood if left and left.openings]
        return min(lying, key=lambda found: found[:2])[-1] if lying else None

    return Matter(turns, on)


def firings(of: Matter, rules: RuleSet, first: date, last: date) -> tuple[Firing, ...]:
    """Which reminders fired under `rules` from `first` to `last`, by day; none that had fired before.

    Raises `RecordProblem` for a clock that cannot be counted.
    """
    within = list(_course(of, rules, first, last))
    if not any(not gap.hidden for _, found in within for gap in found):
        return ()
    before = _course(of, rules, of.turns[0], first - ONE_DAY)
    return tuple(firing for firing in _fired(chain(before, within)) if firing.day >= first)


def _course(of: Matter, rules: RuleSet, first: date, last: date) -> Iterator[tuple[date, list[Gap]]]:
    """What was due or overdue, snoozed or not, on each day on which that may have changed."""
    if first > last:
        return
    turns = [first, *(turn for turn in of.turns if first < turn <= last), last + ONE_DAY]
    for turn, until in pairwise(turns):
        left = of.on(turn)
        for day in _moments(left, rules, turn, until):
            yield day, [gap for gap in gaps_left(left, rules, day) if gap.state != "upcoming"] if left else []


def _moments(left: Standing | None, rules: RuleSet, start: date, until: date) -> list[date]:
    """`start` and the later days before `until` on which a clock falls due or a snooze is over."""
    if left is None or not left.openings:
        return [start]
    turning = {step for clock in clocks(left.thread, rules, left.openings, until - ONE_DAY) for step in clock.steps}
    turning |= {snooze.until + ONE_DAY for snooze in left.thread.snoozes}
    return [start, *sorted(day for day in turning if start < day < until)]


def _fired(course: Iterable[tuple[date, Sequence[Gap]]]) -> list[Firing]:
    fired: dict[str, Firing] = {}
    for day, found in course:
        there = {_reminder(gap) for gap in found}
        for name, firing in fired.items():
            if firing.resolved_on is None and _reminder(firing) not in there:
                fired[name] = structs.replace(firing, resolved_on=day)
        for gap in found:
            if not gap.hidden and gap.id not in fired:
                fired[gap.id] = Firing(day, gap.thread, gap.rule, gap.kind, gap.step, gap.id, gap.due, gap.opening)
    return list(fired.values())


def _reminder(of: Gap | Firing) -> tuple[str, str, int]:
    """What all steps of one reminder share."""
    return of.thread, of.rule, of.opening


class Tally(Struct, frozen=True):
    """What one rule came to."""

    rule: str
    fired: int
    answered: int
    """Of these, resolved before the next step fired."""
    open: int
    """Of these, never resolved in the range."""
    median_days: float | None
    """Days from firing to resolution, of those that were resolved."""


def tally(fired: Iterable[Firing]) -> tuple[Tally, ...]:
    """One for each rule that fired, by name."""
    rules: dict[str, list[Firing]] = {}
    for firing in fired:
        rules.setdefault(firing.rule, []).append(firing)
    return tuple(_tally(rule, rules[rule]) for rule in sorted(rules))


def _tally(rule: str, fired: Sequence[Firing]) -> Tally:
    steps: dict[tuple[str, str, int], list[Firing]] = {}
    for firing in fired:
        steps.setdefault(_reminder(firing), []).append(firing)
    lasted = [firing.days_open for firing in fired if firing.days_open is not None]
    answered = sum(_answered(firing, steps[_reminder(firing)]) for firing in fired)
    return Tally(rule, len(fired), answered, len(fired) - len(lasted), median(lasted) if lasted else None)


def _answered(firing: Firing, steps: Sequence[Firing]) -> bool:
    """It was resolved before a later one of its reminder's `steps` fired."""
    end = firing.resolved_on
    return end is not None and not any(other.step > firing.step and other.day < end for other in steps)

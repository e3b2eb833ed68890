"""A clock: one opening under one rule, with every move that its due day has made.

This is the only place where a due day comes about (how far apart a courtesy's reminders stay, and how they go on, is
added in `pacing`). `gaps` reads the result, `explain` words the trail; so they cannot differ. Two kinds of clock: the
*legal* one (its rule has a basis) moves by an extension or a pause and by nothing else; the *courtesy* one also by what
they promised in a holding reply and by more time for that, and each reminder that we sent takes it to its next step. A
restart that a person confirmed begins a new clock, which knows only what came after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.clocks.deadlines import Deadline, Skipped, later, remaining, roll_forward, shifted
from assistant.clocks.durations import Duration, Unit, parse_duration
from assistant.clocks.rules import Rule, RuleSet
from assistant.errors import RecordProblem, UsageProblem
from assistant.record.opening import Opening
from assistant.record.thread import DueTime, Extension, Pause, Thread

MoveKind = Literal["extension", "pause", "promise"]


class Promise(Struct, frozen=True):
    """A holding reply that names a day."""

    n: int
    """The message."""
    day: date
    to: date


class Move(Struct, frozen=True):
    """One event that moved the due day, or stopped the clock."""

    kind: MoveKind
    entry: int
    """The message that says so."""
    day: date
    before: date
    """The due day in force until then."""
    after: date | None
    """The due day from then on; None while the clock stands."""
    by: str = ""
    """The duration of an extension, as it was granted."""
    left: int = 0
    """Days that remained when the clock was stopped, in `unit`."""
    unit: Unit = "days"
    end: date | None = None
    ended_by: int | None = None
    skipped: tuple[Skipped, ...] = ()
    """The days off that the extension's own count passed over."""


class Clock(Struct, frozen=True):
    """One opening under one rule."""

    opening: Opening
    rule: Rule
    nominal: tuple[Deadline, ...]
    """What each step comes to from the start alone; beside the point where the opening has its own due day."""
    moves: tuple[Move, ...]
    steps: tuple[date, ...]
    """The day on which each step falls due."""
    current: int
    """The first step that has not been acted on, from 0."""
    standing: bool
    """A pause has not ended: there is no due day now."""
    estimated: bool
    """An estimated holiday took part in the count."""
    put_off: bool = False
    """Its step comes later than the rule lists it, so long after our last reminder."""

    @property
    def due(self) -> date:
        return self.steps[self.current]

    @property
    def due_at(self) -> DueTime | None:
        """The hour that its own words set, while their day is still the due day."""
        return self.opening.due_at if self.due == self.opening.due else None

    @property
    def overdue_from(self) -> date:
        return later(self.due, 1)

    def reached(self, as_of: date) -> int:
        """The step reached by a day, from 0: the latest that has fallen due, but never one already acted on."""
        passed = (at for at in range(len(self.steps) - 1, self.current, -1) if self.steps[at] <= as_of)
        return next(passed, self.current)


def clock_of(thread: Thread, opening: Opening, rule: Rule, rules: RuleSet) -> Clock:
    """The clock of `opening` under `rule`. Raises `RecordProblem` for an extension that cannot be counted."""
    moved = thread.extensions or thread.pauses or opening.promised is not None
    if not moved and opening.due is None:
        return _unmoved(opening, rule, rules.nominal(rule, opening.start, len(opening.chasers)))
    running = _Running(thread, opening, rule, rules)
    if moved:
        for event in sorted(_events(thread, opening, rule), key=lambda e: (_day(e), e.n)):
            running.take(event)
    return running.clock()


def _unmoved(opening: Opening, rule: Rule, nominal: tuple[Deadline, ...]) -> Clock:
    """What `_Running` comes to where nothing happened, for most clocks and without its bookkeeping."""
    current = 0 if rule.statutory else min(len(opening.chasers), len(nominal) - 1)
    steps = tuple(step.due for step in nominal)
    return Clock(opening, rule, nominal, (), steps, current, False, nominal[current].estimated)


Event = Extension | Pause | Promise


def _events(thread: Thread, opening: Opening, rule: Rule) -> Iterator[Event]:
    yield from (e for e in thread.extensions if _about(opening, e) and not _of_earlier_clock(e, opening))
    yield from (p for p in thread.pauses if _about(opening, p))
    if opening.promised is not None and not rule.statutory:
        yield from (e for e in thread.extensions if opening.promise_concerned_by(e.opening))
        holding = thread.message(opening.promised_by) if opening.promised_by is not None else None
        n, day = (holding.n, holding.day) if holding else (opening.entry, opening.start)
        yield Promise(n, day, opening.promised)


def _about(opening: Opening, event: Extension | Pause) -> bool:
    """It is about this clock, and not history since the clock began to count anew."""
    return opening.concerned_by(event.opening) and opening.follows_restart(_day(event), event.n)


def _of_earlier_clock(extension: Extension, opening: Opening) -> bool:
    """What is left after an incomplete answer counts from that answer: time granted before it has been used up.

    A day granted *to* still holds, as long as it lies ahead; so does any extension of a date in the words themselves.
    """
    if opening.kind != "partial-answer" or opening.due is not None or extension.day >= opening.start:
        return False
    return extension.to is None or extension.to < opening.start


def _day(event: Event) -> date:
    return event.start if isinstance(event, Pause) else event.day


class _Running:
    """The due day in force while the events are taken in order.

    `due` is always the day of step `anchor`; the other steps keep their distance from it.
    """

    def __init__(self, thread: Thread, opening: Opening, rule: Rule, rules: RuleSet) -> None:
        self.thread, self.opening, self.rule, self.rules = thread, opening, rule, rules
        self.nominal = rules.nominal(rule, opening.start, len(opening.chasers))
        self.unit: Unit = "days"
        """What remains is counted in. To a day that somebody named, or that other days led to, no working days were
        counted: a holiday before it, announced late, must take nothing away from what a pause leaves.
        """
        if opening.due is None and rule.after.unit == "working days":
            self.unit = "working days"
        self.anchor = 0
        self.due = opening.due or self.nominal[0].due
        self.counted = opening.due is None
        """`due` came from counting, so that an estimated holiday in it matters."""
        self.estimated = False
        self.moves: list[Move] = []
        self.paused_until: date = opening.start
        self.standing = False

    def take(self, event: Event) -> None:
        self._go_to(self._step_at(event))
        match event:
            case Extension():
                self._extend(event)
            case Pause():
                self._pause(event)
            case Promise():
                self.moves.append(Move("promise", event.n, event.day, self.due, event.to))
                self._set(event.to)

    def _go_to(self, step: int) -> None:
        if step != self.anchor:
            day, estimated = self._day_of(step)
            self.due, self.anchor = self._rolled(day), step
            self.estimated |= estimated

    def _day_of(self, step: int) -> tuple[date, bool]:
        """The day of `step`, as far from the due day in force as the rule sets the two apart, before it rolls.

        In the rule's own unit: were it a number of days, a holiday would bring the step after a moved one forward. And
        whether an estimated holiday was passed on the way.
        """
        first, other = self.nominal[self.anchor], self.nominal[step]
        if self.due == first.due:
            return other.due, False
        apart = _working_days(self.rule, step) - _working_days(self.rule, self.anchor)
        try:
            if apart > 0:
                counted = self.rules.deadline(self.due, Duration(apart, "working days"), False)
                return counted.due, counted.estimated
            if apart < 0:
                return shifted(self.due, apart, "working days", self.rules.calendar), False
        except UsageProblem:
            return date.max, False
        return later(self.due, ((other.rolled_from or other.due) - (first.rolled_from or first.due)).days), False

    def _step_at(self, event: Event) -> int:
        """The step that our reminders before `event` had led to; a reminder never moves a legal clock."""
        if self.rule.statutory or not self.opening.chasers:
            return 0
        sent = self.thread.among(self.opening.chasers)
        before = sum((m.day, m.n) < (_day(event), event.n) for m in sent)
        return min(before, len(self.nominal) - 1)

    def _set(self, due: date) -> None:
        """A day that somebody named: nothing was counted, nothing rolls, no estimate is left in it."""
        self.due, self.counted, self.estimated, self.unit = due, False, False, "days"

    def _extend(self, extension: Extension) -> None:
        before, by = self.due, ""
        skipped: tuple[Skipped, ...] = ()
        if extension.to is not None:
            self._set(extension.to)
        else:
            granted = self._counted(before, lambda: parse_duration(extension.by or ""), extension.n)
            self.due, by, skipped = granted.due, str(granted.duration), granted.skipped
            if granted.duration.unit != "working days":
                self.unit = "days"
        granted_by, day = extension.granted_by, extension.day
        self.moves.append(Move("extension", granted_by, day, before, self.due, by=by, skipped=skipped))

    def _pause(self, pause: Pause) -> None:
        """Stop with so many days left, go on with as many. Pauses that overlap stop the clock once."""
        start = max(pause.start, self.paused_until)
        if pause.end is not None and pause.end <= start:
            return
        before, unit = self.due, self.unit
        left = remaining(start, before, unit, self.rules.calendar)
        if pause.end is None:
            self.standing = True
            self.moves.append(Move("pause", pause.because, start, before, None, left=left, unit=unit))
            return
        self.paused_until = pause.end
        due, skipped = self._resumed(pause.end, left, pause.n)
        # Never earlier: working days left until a day off would otherwise end on the working day before it.
        self.due = max(before, due)
        ended = pause.ended_because
        self.moves.append(
            Move("pause", pause.because, start, before, self.due, "", left, unit, pause.end, ended, skipped)
        )

    def _resumed(self, end: date, left: int, n: int) -> tuple[date, tuple[Skipped, ...]]:
        """The due day with `left` days to go from `end`; when the clock was stopped too late, as long past it again."""
        if left < 0:
            return shifted(end, left, self.unit, self.rules.calendar), ()
        counted = self._counted(end, lambda: Duration(left, self.unit), n)
        return counted.due, counted.skipped

    def _counted(self, start: date, duration: Callable[[], Duration], n: int) -> Deadline:
        """`duration` after `start`, as entry `n` says; an estimated holiday in it makes the whole an estimate."""
        try:
            counted = self.rules.deadline(start, duration(), self.rule.roll)
        except UsageProblem as problem:
            raise RecordProblem(f"it cannot be counted: {problem.what}", where=f"{self.thread.id}#{n}") from problem
        self.estimated |= counted.estimated
        return counted

    def clock(self) -> Clock:
        last = len(self.nominal) - 1
        current = 0 if self.rule.statutory else min(len(self.opening.chasers), last)
        estimated = self.estimated or self._day_of(current)[1] or (self.counted and self.nominal[current].estimated)
        return Clock(
            self.opening,
            self.rule,
            self.nominal,
            tuple(self.moves),
            self._steps(),
            current,
            self.standing,
            estimated,
        )

    def _steps(self) -> tuple[date, ...]:
        if not self.moves and self.opening.due is None:
            return tuple(step.due for step in self.nominal)
        days = [self._day_of(step)[0] for step in range(len(self.nominal))]
        for step in range(self.anchor + 1, len(days)):  # rolling must not let a later step come before an earlier one
            days[step] = max(days[step - 1], self._rolled(days[step]))
        return tuple(days)

    def _rolled(self, day: date) -> date:
        return roll_forward(day, self.rules.calendar) if self.rule.roll else day


def _working_days(rule: Rule, step: int) -> int:
    """How many a rule that counts nothing else gives for `step`; 0 for any other."""
    if rule.after.unit != "working days":
        return 0
    times = max(0, step + 1 - len(rule.steps))
    every: tuple[Duration, ...] = (*rule.steps, rule.repeat) if rule.repeat else rule.steps
    if any(duration.unit != "working days" for duration in every):
        return 0
    return every[min(step, len(rule.steps) - 1)].count + times * every[-1].count

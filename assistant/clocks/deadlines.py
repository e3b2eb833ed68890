"""Counting: a first day and a duration give a last day, and the trail of how it came about.

Days are counted by date, never by second. The opening day is day 0; a matter is in time until the end of its due day
and overdue from the next one. A named date is nobody's business here: only what is counted can roll.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from assistant.clocks.calendars import ONE_DAY, Calendar
from assistant.clocks.durations import Duration, Unit
from assistant.errors import UsageProblem


class Skipped(Struct, frozen=True, gc=False):
    """A day that did not count. Made by the thousand and never part of a cycle: left out of garbage collection."""

    date: date
    why: str
    estimated: bool = False


class Deadline(Struct, frozen=True, gc=False):
    """The last day in time, with its trail."""

    start: date
    """Day 0."""
    due: date
    duration: Duration
    skipped: tuple[Skipped, ...] = ()
    """The days off that were passed over, in order; the ones rolled over come last."""
    rolled_from: date | None = None
    """The day off on which the count itself ended, where the result was rolled forward."""
    uncovered: tuple[int, ...] = ()
    """Years that mattered and whose holidays are not known: a reason to warn."""

    @property
    def overdue_from(self) -> date:
        return self.due + ONE_DAY

    @property
    def estimated(self) -> bool:
        """An estimated holiday took part in the count."""
        return any(day.estimated for day in self.skipped)

    def lines(self) -> Iterator[str]:
        """How it was counted, for a person."""
        yield f"due {self.due}, overdue from {self.overdue_from}"
        yield from (f"  skipped {skip.date}  {skip.why}" for skip in self.skipped)
        if self.rolled_from:
            yield f"  rolled on from {self.rolled_from}"
        if self.estimated:
            yield "  an estimated holiday took part in the count: the day may move when it is announced"

    def doubts(self) -> Iterator[str]:
        """What to know before one relies on it."""
        for year in self.uncovered:
            yield f"note: the holidays of {year} are not known; only weekends were skipped"


def due_day(start: date, duration: Duration, calendar: Calendar, roll: bool = False) -> Deadline:
    """The last day in time of `duration` from `start`; with `roll`, moved off a day off, forward.

    Opened on a day off, working days count as from the last working day before. Raises `UsageProblem` beyond 9999.
    """
    skipped: list[Skipped] = []
    try:
        counted = _count(start, duration, calendar, skipped)
        due = _rolled(counted, calendar, skipped) if roll else counted
        due + ONE_DAY  # overdue from: it must exist as well
    except (OverflowError, ValueError) as error:
        raise UsageProblem(f"{duration} from {start} goes beyond the year 9999") from error
    consulted = roll or duration.unit == "working days"
    uncovered = _uncovered(start if duration.unit == "working days" else counted, due, calendar) if consulted else ()
    return Deadline(start, due, duration, tuple(skipped), counted if due != counted else None, uncovered)


def roll_forward(day: date, calendar: Calendar) -> date:
    """`day` itself if it is a working day, else the next one. Raises `UsageProblem` beyond the year 9999."""
    try:
        return _rolled(day, calendar, [])
    except (OverflowError, ValueError) as error:
        raise UsageProblem(f"there is no working day after {day}") from error


def remaining(day: date, due: date, unit: Unit, calendar: Calendar) -> int:
    """How many days `due` lies after `day`: working days for that unit, else calendar days. Negative once past."""
    if unit != "working days":
        return (due - day).days
    if due < day:
        return -remaining(due, day, unit, calendar)
    return sum(calendar.is_working(day + n * ONE_DAY) for n in range(1, (due - day).days + 1))


def shifted(day: date, count: int, unit: Unit, calendar: Calendar) -> date:
    """The day that has `count` days `remaining` from `day`; undoes it in both directions."""
    try:
        if unit != "working days":
            return day + timedelta(days=count)
        return _working(day, count, calendar, []) if count >= 0 else _working_back(day, -count, calendar)
    except (OverflowError, ValueError) as error:
        raise UsageProblem(f"{count} {unit} from {day} leaves the years 1 to 9999") from error


def _count(start: date, duration: Duration, calendar: Calendar, skipped: list[Skipped]) -> date:
    match duration.unit:
        case "days":
            return start + timedelta(days=duration.count)
        case "working days":
            return _working(start, duration.count, calendar, skipped)
        case "months":
            return _months(start, duration.count)
        case "years":
            return _months(start, 12 * duration.count)


def _working(day: date, count: int, calendar: Calendar, skipped: list[Skipped]) -> date:
    """The `count`-th working day after `day`. This is the inner loop of every check: one lookup a day."""
    year, off = day.year, calendar.days_off(day.year)
    while count:
        day += ONE_DAY
        if day.year != year:
            year, off = day.year, calendar.days_off(day.year)
        if (why := off.get(day)) is None:
            count -= 1
        else:
            skipped.append(Skipped(day, why.reason, why.estimated))
    return day


def _working_back(day: date, count: int, calendar: Calendar) -> date:
    """The working day after which `count` working days pass until `day`."""
    while not calendar.is_working(day):
        day -= ONE_DAY
    while count:
        day -= ONE_DAY
        count -= calendar.is_working(day)
    return day


def later(day: date, days: int) -> date:
    """`days` after `day`, but no later than the last day there is: some write 31 December 9999 for "never"."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _months(start: date, months: int) -> date:
    """The same number in a later month, clipped to its end: 31 January and a month is 28 or 29 February."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(start.day, _last_of(year, month + 1)))


def _last_of(year: int, month: int) -> int:
    """The last number of a month; `calendar.monthrange` would take 10 ms to import."""
    return 31 if month == 12 else (date(year, month + 1, 1) - ONE_DAY).day


def _rolled(day: date, calendar: Calendar, skipped: list[Skipped]) -> date:
    while (why := calendar.day_off(day)) is not None:
        skipped.append(Skipped(day, why.reason, why.estimated))
        day += ONE_DAY
    return day


def _uncovered(first: date, last: date, calendar: Calendar) -> tuple[int, ...]:
    return tuple(year for year in range(first.year, last.year + 1) if not calendar.covers(year))

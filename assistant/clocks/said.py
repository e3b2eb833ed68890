"""The day that a date comes to which somebody said, and how it was read.

`by Friday`, `within 10 working days of receipt`, `before the end of the month`: `mail.said_dates` has taken them down;
here they meet the letter's date, the day it came, and the regulator's calendar. Every reading says in one sentence what
it rests on. What can be read in two ways, or in none, gets no day: a person knows, and a wrong due day is worse than
none.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from assistant.clocks.calendars import ONE_DAY, WEEKDAYS, Calendar
from assistant.clocks.deadlines import Deadline, due_day
from assistant.clocks.durations import LARGEST, Duration, Unit
from assistant.clocks.wording import MONTHS, long_date
from assistant.errors import UsageProblem
from assistant.mail.asks.said_dates import SaidDate

LONG_PAST = 183
"""Days: half a year. A day without its year that lies further back than this means the next one."""
WEEK = 7
HOURS = 24


class Reading(Struct, frozen=True):
    """What a said date comes to."""

    day: date | None
    """The last day in time; None if only a person can say."""
    how: str
    """One line for people: the words, what they were read as, and why."""


class _Unread(Exception):
    """It has no one reading; the text says why."""


def read_said(said: SaidDate, dated: date, received: date, calendar: Calendar) -> Reading:
    """The day `said` comes to in a letter of the day `dated`, which arrived on `received` (for our own: was sent).

    A day before the letter's own date is given back as it was said, and the sentence tells of it.
    """
    words = f"“{' '.join(said.words.split())}”"
    try:
        day, why = _READINGS[said.kind](said, dated, received, calendar)
        if said.before:
            day, why = day - ONE_DAY, f"the day before {long_date(day)}{_aside(why)}"
    except (_Unread, UsageProblem) as error:
        return Reading(None, f"{words}: {error}")
    except (OverflowError, ValueError):
        return Reading(None, f"{words}: there is no such day in the calendar")
    past = "; already past at the letter's date" if day < dated else ""
    off = _day_off(day, calendar)
    return Reading(day, f"{words} → {WEEKDAYS[day.weekday()]} {long_date(day)}{_aside(why)}{off}{past}")


def _aside(why: str) -> str:
    return f", {why}" if why else ""


def _day_off(day: date, calendar: Calendar) -> str:
    why = calendar.day_off(day)
    return f"; a day off: {why.reason}" if why else ""


_Read = tuple[date, str]


def _day(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    day, month = _day_and_month(said, said.year)
    return _checked(said, _date(said.year, month, day), "")


def _day_and_month(said: SaidDate, year: int) -> tuple[int, int]:
    """Raises `_Unread` if figures can be read in both orders."""
    if said.numbers is None:
        return said.day, said.month
    if said.numbers[0] != said.numbers[1] and max(said.numbers) <= len(MONTHS):
        readings = [long_date(date(year, month, day)) for day, month in (said.numbers, said.numbers[::-1])]
        raise _Unread(f"{readings[0]} or {readings[1]}")
    return said.numbers if said.numbers[1] <= len(MONTHS) else said.numbers[::-1]


def _day_without_year(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    number, month = _day_and_month(said, dated.year)
    day = _date(dated.year, month, number)
    if (dated - day).days <= LONG_PAST:
        return _checked(said, day, "the year of the letter")
    why = f"the next year: {long_date(day)} was more than half a year before the letter"
    return _checked(said, _date(dated.year + 1, month, number), why)


def _day_of_month(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    months = dated.year * 12 + dated.month - 1 + (said.day < dated.day)
    day = _date(months // 12, months % 12 + 1, said.day)
    return _checked(said, day, f"the next {said.day}{_ORDINALS.get(said.day, 'th')} from the letter's date on")


_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        name = MONTHS[month - 1] if 1 <= month <= len(MONTHS) else f"month {month} of"
        raise _Unread(f"there is no {day} {name} {year}") from None


def _checked(said: SaidDate, day: date, why: str) -> _Read:
    """A weekday that stands beside the day must be that day's."""
    if said.weekday is None or said.weekday == day.weekday():
        return day, why
    named, real = WEEKDAYS[said.weekday], WEEKDAYS[day.weekday()]
    return day, "; ".join(filter(None, [why, f"but it is a {real}, not a {named}: ask which is meant"]))


def _weekday(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    assert said.weekday is not None  # noqa: S101 - what makes it that kind
    name = WEEKDAYS[said.weekday]
    coming = dated + timedelta((said.weekday - dated.weekday() - 1) % WEEK + 1)
    if said.period == "week":
        monday = dated - timedelta(dated.weekday()) + timedelta(WEEK)
        return monday + timedelta(said.weekday), "in the week after the letter's date"
    if said.next:
        raise _Unread(f"{name} {long_date(coming)} or the one after, {long_date(coming + timedelta(WEEK))}")
    return coming, f"the next {name} after the letter's date"


def _from_receipt(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    day, why = _counted(said, received, calendar)
    return day, why if said.start_said else f"{why}; no first day was said, so from the day it came"


def _from_letter(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    return _counted(said, dated, calendar)


def _counted(said: SaidDate, start: date, calendar: Calendar) -> _Read:
    counted = due_day(start, _duration(said), calendar)
    if not said.count:
        return counted.due, "the letter's date"
    parts = [f"counted from {long_date(start)}{_skipped(counted)}"]
    if said.unit == "hours":
        parts.append(f"{said.count} hours taken as {counted.duration}")
    if counted.estimated:
        parts.append("an estimated holiday took part in the count")
    if counted.uncovered:
        parts.append(f"the holidays of {', '.join(map(str, counted.uncovered))} are not known")
    return counted.due, "; ".join(parts)


def _duration(said: SaidDate) -> Duration:
    count, unit = said.count, said.unit
    if unit == "hours":
        count, unit = -(-count // HOURS), "days"
    times, known = _UNITS[unit]
    if count * times > LARGEST:
        raise _Unread("too long to be a deadline")
    return Duration(count * times, known)


_UNITS: dict[str, tuple[int, Unit]] = {
    "days": (1, "days"),
    "working days": (1, "working days"),
    "weeks": (WEEK, "days"),
    "fortnights": (2 * WEEK, "days"),
    "months": (1, "months"),
    "years": (1, "years"),
}


def _skipped(counted: Deadline) -> str:
    """`without weekends and 1 holiday`, if any were passed over."""
    holidays = sum(skip.why not in WEEKDAYS for skip in counted.skipped)
    weekends = "weekends" if holidays < len(counted.skipped) else ""
    named = f"{holidays} holiday{'s' if holidays > 1 else ''}" if holidays else ""
    both = " and ".join(filter(None, [weekends, named]))
    return f" without {both}" if both else ""


def _end(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    if said.period == "week":
        return _end_of_week(dated + timedelta(WEEK if said.next else 0), calendar)
    if said.month:
        return _end_of_named_month(said, dated)
    length = {"month": 1, "quarter": 3, "year": 12}[said.period]
    months = (dated.month - 1) // length * length + length * (1 + said.next)
    year, month = dated.year + months // 12, months % 12
    return date(year, month + 1, 1) - ONE_DAY, f"the last day of {'the next' if said.next else 'the'} {said.period}"


def _end_of_named_month(said: SaidDate, dated: date) -> _Read:
    year, why = said.year or dated.year, "" if said.year else ", in the year of the letter"
    last = _last_of(year, said.month)
    if not said.year and (dated - last).days > LONG_PAST:
        last, why = _last_of(year + 1, said.month), ", in the next year: that of the letter's was long past"
    return last, f"the last day of the month{why}"


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


def _end_of_week(day: date, calendar: Calendar) -> _Read:
    """The last day before the weekend, wherever the regulator's lies; a Sunday where there is none."""
    for ahead in range(WEEK):
        last = day + timedelta(ahead)
        if not _rests(last, calendar) and _rests(last + ONE_DAY, calendar):
            return last, "the last day before the weekend"
    return day + timedelta(6 - day.weekday()), "the end of the week, a Sunday"


def _rests(day: date, calendar: Calendar) -> bool:
    """It is a weekend's day, whatever holiday it may be besides."""
    why = calendar.day_off(day)
    return why is not None and why.reason in WEEKDAYS


def _vague(said: SaidDate, dated: date, received: date, calendar: Calendar) -> _Read:
    if said.count:
        raise _Unread("from when it counts only a person can say")
    if said.month:
        raise _Unread("a month, and no day in it")
    raise _Unread("no day can be worked out from that")


_READINGS = {
    "day": _day,
    "day-without-year": _day_without_year,
    "day-of-month": _day_of_month,
    "weekday": _weekday,
    "duration-from-receipt": _from_receipt,
    "duration-from-letter": _from_letter,
    "end": _end,
    "vague": _vague,
}

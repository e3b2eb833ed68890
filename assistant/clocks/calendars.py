"""A calendar: for any day, whether a regulator works, and if not, why not.

Where the days come from (a library, a file, a test) is left to the loader that it is given; a year is asked for when
a day of it is first needed, so that constructing a calendar costs nothing. A year that the loader does not cover
is remembered in `uncovered`: the caller must warn, because no known holiday is not the same as no holiday.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from assistant.config import LocalDay
from assistant.errors import UsageProblem

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY_SUNDAY = frozenset({5, 6})
"""Weekdays count from 0, Monday, as in `date.weekday`."""
ONE_DAY = timedelta(days=1)


class DayOff(Struct, frozen=True):
    """Why a day is no working day."""

    reason: str
    """`Saturday`, `Independence Day`, `Eid al-Fitr (estimated)`: the estimate shows in the words too."""
    estimated: bool = False
    """Moon-sighted and not yet announced when the list was made: it may turn out a day earlier or later."""
    local: bool = False
    """Added in the configuration: a holiday of the place, a closure."""


class Holiday(Struct, frozen=True, array_like=True):
    name: str
    estimated: bool = False


class YearDays(Struct, frozen=True):
    """What is known of one year, before anything local."""

    weekends: str
    """One character a day from 1 January on: `1` where the day lies on the weekend that was in force then."""
    holidays: dict[date, Holiday] = {}
    worked: tuple[date, ...] = ()
    """Weekend days that are worked in place of another day."""
    covered: bool = True
    """The holidays of this year are known."""


Loader = Callable[[int], YearDays]
Memory = tuple[dict[int, dict[date, DayOff]], set[int]]
"""The days off of the years worked out so far, and those of the years whose holidays are not known."""


class Calendar:
    """Working days and days off. `local` days override the country's, a weekend is a weekend whatever else it is.

    A removed day is no holiday; if it lies on a weekend it stays a day off.
    """

    __slots__ = ("_add", "_complete", "_load", "_remove", "_uncovered", "_weekend", "_years", "name", "warning")

    def __init__(
        self,
        load: Loader,
        *,
        name: str = "",
        weekend: frozenset[int] | None = None,
        add: Iterable[LocalDay] = (),
        remove: Iterable[date] = (),
        complete: Iterable[int] = (),
        warning: str = "",
        memory: Memory | None = None,
    ) -> None:
        """`complete`: years of which `add` says all that the loader does not know.

        `memory`: shared by calendars that say the same of every day, so that a year is worked out once for all.
        """
        self.name = name
        self.warning = warning
        """What a person must know before trusting it; empty if nothing."""
        self._load = load
        self._weekend = weekend
        self._add = tuple(add)
        self._remove = frozenset(remove)
        self._complete = frozenset(complete)
        self._years, self._uncovered = memory or ({}, set())

    @classmethod
    def plain(
        cls,
        holidays: Mapping[date, str] | Iterable[date] = (),
        *,
        weekend: Iterable[int] = SATURDAY_SUNDAY,
        years: Collection[int] | None = None,
    ) -> "Calendar":
        """A calendar of exactly these holidays, which covers `years` (none: every year)."""
        named = holidays if isinstance(holidays, Mapping) else dict.fromkeys(holidays, "holiday")
        resting = checked_weekend(frozenset(weekend))

        def load(year: int) -> YearDays:
            of_year = {day: Holiday(reason) for day, reason in named.items() if day.year == year}
            return YearDays(weekend_mask(year, resting), of_year, covered=years is None or year in years)

        return cls(load)

    def replaced(self, holidays: Iterable[date] | None, weekend: frozenset[int] | None) -> "Calendar":
        """This calendar with exactly these holidays instead of its own, or with another weekend, or both.

        Given holidays cover the years in which one of them lies, and no other.
        """
        resting = self._weekend if weekend is None else weekend
        if holidays is None:
            return Calendar(
                self._load,
                name=self.name,
                weekend=resting,
                add=self._add,
                remove=self._remove,
                complete=self._complete,
                warning=self.warning,
            )
        named = tuple(holidays)

        def load(year: int) -> YearDays:
            of_year = {day: Holiday("holiday") for day in named if day.year == year}
            return YearDays(self._load(year).weekends, of_year, covered=bool(of_year))

        return Calendar(load, name=self.name, weekend=resting)

    def covers(self, year: int) -> bool:
        """Whether the holidays of `year` are known."""
        self.days_off(year)
        return year not in self._uncovered

    def day_off(self, day: date) -> DayOff | None:
        """Why `day` is no working day; None if it is one."""
        return self.days_off(day.year).get(day)

    def is_working(self, day: date) -> bool:
        return day not in self.days_off(day.year)

    def days_off(self, year: int) -> Mapping[date, DayOff]:
        """Every day off of `year`, worked out once."""
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._work_out(year)
        return known

    def _work_out(self, year: int) -> dict[date, DayOff]:
        loaded = self._load(year)
        if not loaded.covered and year not in self._complete:
            self._uncovered.add(year)
        worked = frozenset(loaded.worked)
        off = {
            day: DayOff(holiday.name, holiday.estimated)
            for day, holiday in loaded.holidays.items()
            if day not in self._remove and day not in worked
        }
        for local in self._add:
            off.update(dict.fromkeys(_days_of(local, year), DayOff(local.name, local=True)))
        weekends = _marked(loaded.weekends if self._weekend is None else weekend_mask(year, self._weekend), year)
        off.update({day: why for day, why in weekends.items() if day not in worked} if worked else weekends)
        return off


_WEEKEND = tuple(DayOff(name) for name in WEEKDAYS)


def weekend_mask(year: int, weekend: Collection[int]) -> str:
    """`YearDays.weekends` for a year whose weekend is the same weekdays throughout."""
    first = date(year, 1, 1).weekday()
    week = "".join("1" if (first + n) % 7 in weekend else "0" for n in range(7))
    return (week * 53)[: days_in(year)]


def days_in(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1


def weekend_days(names: Iterable[str], where: str = "") -> frozenset[int]:
    """The weekdays that `names` (`fri`, `Saturday`) mean, Monday 0; raises `UsageProblem`."""
    return checked_weekend(frozenset(_weekday(name, where) for name in names), where)


def checked_weekend(days: frozenset[int], where: str = "") -> frozenset[int]:
    """`days`; raises `UsageProblem` if no working day would be left."""
    if len(days) >= 7:
        raise UsageProblem("a weekend of seven days leaves no working day", where=where)
    return days


def checked_local(local: LocalDay, where: str = "") -> LocalDay:
    """`local`; raises `UsageProblem` for a day off without a name or a day, or one that ends before it begins."""
    if not local.name.strip():
        raise UsageProblem("a day off needs a name", where=where)
    if (local.date is None) == (not local.every) or (local.every and local.until is not None):
        hint = "Give either `date`, with `until` for a closure, or `every` for the same days each year."
        raise UsageProblem(f"{local.name!r} does not say when it is", where=where, hint=hint)
    if local.every:
        _month_days(local, where)
    elif local.until is not None and local.date is not None and local.until < local.date:
        raise UsageProblem(f"{local.name!r} ends ({local.until}) before it begins ({local.date})", where=where)
    return local


def _weekday(name: str, where: str) -> int:
    for number, day in enumerate(WEEKDAYS):
        if name.strip().lower() in {day.lower(), day[:3].lower()}:
            return number
    raise UsageProblem(f"{name!r} is not a weekday", where=where, hint="Write them as sat, sun.")


def _days_of(local: LocalDay, year: int) -> Iterable[date]:
    """The days of a local holiday or closure that fall into `year`."""
    begin, end = date(year, 1, 1), date(year, 12, 31)
    if local.date is not None:
        return _days(max(local.date, begin), min(local.until or local.date, end))
    first, last = _month_days(local)
    # 29 February is left out where there is none: what begins on it begins on 1 March, what ends on it the day before.
    opens, closes = _on(year, first, date(year, 3, 1)), _on(year, last, date(year, 2, 28))
    return _days(opens, closes) if first <= last else [*_days(begin, closes), *_days(opens, end)]


def _days(first: date, last: date) -> Iterable[date]:
    return (first + n * ONE_DAY for n in range((last - first).days + 1))


MonthDay = tuple[int, int]


def _month_days(local: LocalDay, where: str = "") -> tuple[MonthDay, MonthDay]:
    """First and last of a yearly closure: `08-01/08-31` is (8, 1), (8, 31)."""
    first, _, last = local.every.partition("/")
    return _month_day(first, local, where), _month_day(last if "/" in local.every else first, local, where)


def _month_day(text: str, local: LocalDay, where: str) -> MonthDay:
    try:
        day = date.fromisoformat(f"2000-{text}")  # a leap year
    except ValueError:
        day = date.min
    if day.isoformat()[5:] != text:  # `W31-1` is ISO 8601 too
        hint = "Write month and day as 08-15, or the first and the last as 08-01/08-31."
        raise UsageProblem(
            f"{local.name!r} does not lie on any days of the year {local.every!r}", where=where, hint=hint
        )
    return day.month, day.day


def _on(year: int, month_day: MonthDay, instead: date) -> date:
    return instead if month_day == (2, 29) and days_in(year) == 365 else date(year, *month_day)


@cache
def _marked(weekends: str, year: int) -> Mapping[date, DayOff]:
    """The days of a mask; most countries have one and the same."""
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(first + n) for n, mark in enumerate(weekends) if mark == "1")
    return {day: _WEEKEND[day.weekday()] for day in days}

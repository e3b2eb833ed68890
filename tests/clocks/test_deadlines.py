"""Due days worked out by hand from a printed calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clocks.almanac import Almanac
from assistant.clocks.calendars import Calendar, YearDays, weekend_mask
from assistant.clocks.deadlines import Skipped, due_day, remaining, shifted
from assistant.clocks.durations import Duration, Unit, parse_duration
from assistant.config import CalendarSettings, LocalDay, RegulatorSettings
from assistant.errors import UsageProblem
from tests.clocks.threads import WORKWEEK, day

COUNTS = st.integers(0, 60)
HOLIDAYS = st.frozensets(st.dates(date(2019, 12, 1), date(2020, 6, 30)), max_size=40)
NEAR = st.dates(date(2019, 12, 15), date(2020, 5, 31))


def country(name: str) -> Calendar:
    return Almanac({}).country_calendar(name)


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        ("2020-10-09", "7 days", "2020-10-16"),
        ("2020-10-09", "0 days", "2020-10-09"),
        ("2020-12-28", "7 days", "2021-01-04"),
        ("2020-02-28", "2 days", "2020-03-01"),
        ("2021-02-28", "1 day", "2021-03-01"),
        ("2020-10-09", "2 weeks", "2020-10-23"),
        ("2020-01-31", "1 month", "2020-02-29"),
        ("2021-01-31", "1 month", "2021-02-28"),
        ("2020-02-29", "1 month", "2020-03-29"),
        ("2020-03-31", "1 month", "2020-04-30"),
        ("2020-12-31", "2 months", "2021-02-28"),
        ("2020-11-30", "3 months", "2021-02-28"),
        ("2020-10-09", "12 months", "2021-10-09"),
        ("2020-02-29", "1 year", "2021-02-28"),
        ("2020-02-29", "4 years", "2024-02-29"),
        ("2020-10-09", "5 working days", "2020-10-16"),  # from a Friday
        ("2020-10-10", "5 working days", "2020-10-16"),  # a Saturday counts like that Friday
        ("2020-10-11", "5 working days", "2020-10-16"),  # and so does the Sunday
        ("2020-10-09", "10 working days", "2020-10-23"),
        ("2020-10-09", "1 working day", "2020-10-12"),
        ("2020-12-30", "3 working days", "2021-01-04"),
        ("2020-10-09", "0 working days", "2020-10-09"),
    ],
)
def test_counts_from_day_zero(start: str, duration: str, due: str) -> None:
    assert due_day(day(start), parse_duration(duration), WORKWEEK).due == day(due)


@pytest.mark.parametrize(
    ("place", "start", "duration", "due"),
    [
        ("PK", "2020-08-12", "5 working days", "2020-08-20"),  # Friday the 14th is Independence Day
        ("PK", "2020-10-28", "3 working days", "2020-11-03"),  # Friday the 30th is the Prophet's Birthday
        ("PK", "2020-05-21", "1 working day", "2020-05-28"),  # Eid al-Fitr from the 22nd to the 27th
        ("PK", "2020-08-14", "1 working day", "2020-08-17"),  # opened on a holiday: like Thursday the 13th
        ("PK", "2020-08-13", "1 working day", "2020-08-17"),
        ("DE", "2021-04-01", "1 working day", "2021-04-06"),  # Good Friday to Easter Monday
        ("DE", "2021-06-02", "1 working day", "2021-06-03"),
        ("DE-BY", "2021-06-02", "1 working day", "2021-06-04"),  # Corpus Christi is a holiday in Bavaria
        ("DE", "2020-12-23", "5 working days", "2020-12-31"),  # 24, 28, 29, 30 and 31 are worked
        ("DE", "2020-12-23", "6 working days", "2021-01-04"),  # and then New Year's Day, a Friday
        ("US", "2020-11-25", "1 working day", "2020-11-27"),  # Thanksgiving
        ("US", "2020-07-02", "1 working day", "2020-07-06"),  # Independence Day, observed on Friday
        ("US", "2021-12-30", "1 working day", "2022-01-03"),  # New Year's Day, observed in the old year
        ("SA", "2013-06-19", "1 working day", "2013-06-22"),  # weekend Thursday and Friday until 28 June 2013
        ("SA", "2013-07-03", "1 working day", "2013-07-04"),  # Friday and Saturday since
        ("CN", "2020-05-08", "1 working day", "2020-05-09"),  # a Saturday that was worked
    ],
)
def test_skips_the_days_off_of_the_place(place: str, start: str, duration: str, due: str) -> None:
    assert due_day(day(start), parse_duration(duration), country(place)).due == day(due)


def test_names_each_day_it_skipped() -> None:
    counted = due_day(day("2020-08-12"), parse_duration("2 working days"), country("PK"))
    assert counted.due == day("2020-08-17")
    assert counted.skipped == (
        Skipped(day("2020-08-14"), "Independence Day"),
        Skipped(day("2020-08-15"), "Saturday"),
        Skipped(day("2020-08-16"), "Sunday"),
    )


def test_a_closure_does_not_count() -> None:
    closed = CalendarSettings(add=(LocalDay(day("2020-12-21"), "Closed", day("2021-01-01")),))
    calendar = Almanac({"PTA": RegulatorSettings(country="PK", calendar=closed)}).calendar("PTA")
    counted = due_day(day("2020-12-18"), parse_duration("2 working days"), calendar)
    assert counted.due == day("2021-01-05")
    assert Skipped(day("2020-12-24"), "Closed") in counted.skipped


def test_an_estimated_holiday_marks_the_count_only_where_it_matters() -> None:
    calendar = country("PK")
    eid = next(
        d for d, off in calendar.days_off(2060).items() if off.estimated and calendar.is_working(d - timedelta(1))
    )
    assert due_day(eid - timedelta(1), Duration(1, "working days"), calendar).estimated
    assert not due_day(eid - timedelta(1), Duration(0, "working days"), calendar).estimated
    assert not due_day(eid - timedelta(1), Duration(7, "days"), calendar).estimated
    assert due_day(eid - timedelta(1), Duration(1, "days"), calendar, roll=True).estimated


@pytest.mark.parametrize(
    ("start", "duration", "roll", "due", "rolled_from"),
    [
        ("2020-10-10", "7 days", True, "2020-10-19", "2020-10-17"),
        ("2020-10-10", "7 days", False, "2020-10-17", None),
        ("2020-10-09", "7 days", True, "2020-10-16", None),
        ("2020-11-25", "1 month", True, "2020-12-28", "2020-12-25"),  # Christmas, Saturday, Sunday
        ("2020-10-09", "5 working days", True, "2020-10-16", None),
    ],
)
def test_rolls_off_a_day_off_only_if_told_to(
    start: str, duration: str, roll: bool, due: str, rolled_from: str | None
) -> None:
    counted = due_day(day(start), parse_duration(duration), country("DE"), roll)
    assert counted.due == day(due)
    assert counted.rolled_from == (day(rolled_from) if rolled_from else None)
    assert bool(counted.skipped) == (rolled_from is not None) or "working" in duration


def test_is_in_time_until_the_end_of_the_due_day() -> None:
    counted = due_day(day("2020-10-09"), parse_duration("7 days"), WORKWEEK)
    assert (counted.due, counted.overdue_from) == (day("2020-10-16"), day("2020-10-17"))


def test_a_year_whose_holidays_are_not_known_is_named() -> None:
    calendar = Calendar(lambda year: YearDays(weekend_mask(year, {5, 6}), covered=year == 2020))
    assert due_day(day("2020-12-30"), parse_duration("5 working days"), calendar).uncovered == (2021,)
    assert due_day(day("2020-12-30"), parse_duration("5 days"), calendar).uncovered == ()
    assert due_day(day("2020-12-30"), parse_duration("5 days"), calendar, roll=True).uncovered == (2021,)


@pytest.mark.parametrize("duration", ["1 day", "1 working day", "1 month", "10000 years", "10000 working days"])
def test_beyond_the_last_year_is_an_error_for_people(duration: str) -> None:
    with pytest.raises(UsageProblem, match="9999"):
        due_day(date(9999, 12, 30), parse_duration(duration), WORKWEEK)


@pytest.mark.parametrize(
    ("on", "due", "unit", "left"),
    [
        ("2020-10-09", "2020-10-16", "days", 7),
        ("2020-10-16", "2020-10-09", "days", -7),
        ("2020-10-09", "2020-10-16", "working days", 5),
        ("2020-10-16", "2020-10-09", "working days", -5),
        ("2020-10-10", "2020-10-12", "working days", 1),
        ("2020-10-09", "2020-11-09", "months", 31),
        ("2020-10-09", "2020-10-09", "days", 0),
    ],
)
def test_what_remains_may_be_negative(on: str, due: str, unit: Unit, left: int) -> None:
    assert remaining(day(on), day(due), unit, WORKWEEK) == left


@given(NEAR, COUNTS, HOLIDAYS)
def test_a_start_on_a_day_off_counts_like_the_last_working_day_before(
    start: date, count: int, off: frozenset[date]
) -> None:
    calendar, duration = Calendar.plain(off), Duration(count + 1, "working days")
    before = start
    while not calendar.is_working(before):
        before -= timedelta(days=1)
    assert due_day(start, duration, calendar).due == due_day(before, duration, calendar).due


@pytest.mark.parametrize(("on", "there"), [("2026-05-08", "2026-05-07"), ("2026-05-09", "2026-05-07")])
def test_a_working_day_back_from_a_day_off_is_the_one_before_the_last(on: str, there: str) -> None:
    """A Saturday counts like the Friday before it."""
    assert shifted(day(on), -1, "working days", WORKWEEK) == day(there)
    assert remaining(day(on), day(there), "working days", WORKWEEK) == -1

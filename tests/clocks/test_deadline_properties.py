"""What holds of every count, whatever the calendar: holidays, closures, weekends of any kind."""

import calendar as months_of
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.clocks.calendars import Calendar, YearDays, weekend_mask
from assistant.clocks.deadlines import due_day, remaining, roll_forward, shifted
from assistant.clocks.durations import Duration, Unit
from assistant.config import LocalDay

DAY = timedelta(days=1)
NEAR = st.dates(date(2019, 11, 1), date(2020, 5, 31))
ANY = st.dates(date(1900, 1, 1), date(2150, 12, 31))
COUNTS = st.integers(0, 60)
UNITS: st.SearchStrategy[Unit] = st.sampled_from(["days", "working days", "months", "years"])
DURATIONS = st.builds(Duration, COUNTS, UNITS)
HOLIDAYS = st.frozensets(st.dates(date(2019, 10, 1), date(2020, 8, 31)), max_size=30)
WEEKENDS = st.frozensets(st.integers(0, 6), max_size=5)
CLOSURES = st.none() | st.builds(
    lambda first, length: LocalDay(first, "Closed", first + timedelta(days=length)), NEAR, st.integers(0, 60)
)


def made(off: frozenset[date], weekend: frozenset[int], closed: LocalDay | None) -> Calendar:
    add = [LocalDay(day, "holiday") for day in off]
    return Calendar(lambda year: YearDays(weekend_mask(year, weekend)), add=[*add, closed] if closed else add)


CALENDARS = st.builds(made, HOLIDAYS, WEEKENDS, CLOSURES)


def add(start: date, duration: Duration, calendar: Calendar) -> date:
    return due_day(start, duration, calendar).due


@given(NEAR, DURATIONS, CALENDARS, st.booleans())
def test_more_of_a_unit_is_never_due_earlier(start: date, duration: Duration, calendar: Calendar, roll: bool) -> None:
    shorter = due_day(start, duration, calendar, roll).due
    assert start <= shorter <= due_day(start, Duration(duration.count + 1, duration.unit), calendar, roll).due


@given(NEAR, DURATIONS, CALENDARS, st.booleans(), st.integers(1, 30))
def test_a_later_start_is_never_due_earlier(
    start: date, duration: Duration, calendar: Calendar, roll: bool, later: int
) -> None:
    due = due_day(start, duration, calendar, roll).due
    assert due <= due_day(start + timedelta(days=later), duration, calendar, roll).due


@given(NEAR, DURATIONS, HOLIDAYS, WEEKENDS, NEAR, st.booleans())
def test_a_holiday_more_is_never_due_earlier_and_one_less_never_later(
    start: date, duration: Duration, off: frozenset[date], weekend: frozenset[int], day: date, roll: bool
) -> None:
    with_it = due_day(start, duration, made(off | {day}, weekend, None), roll).due
    assert due_day(start, duration, made(off - {day}, weekend, None), roll).due <= with_it


@given(NEAR, DURATIONS, HOLIDAYS, HOLIDAYS, st.booleans())
def test_removing_holidays_in_the_settings_never_makes_a_due_day_later(
    start: date, duration: Duration, off: frozenset[date], removed: frozenset[date], roll: bool
) -> None:
    listed = Calendar.plain(off)
    fewer = Calendar(listed._load, remove=removed)
    assert due_day(start, duration, fewer, roll).due <= due_day(start, duration, listed, roll).due


@given(NEAR, COUNTS, CALENDARS)
def test_the_trail_names_each_day_off_on_the_way_and_no_other(start: date, count: int, calendar: Calendar) -> None:
    counted = due_day(start, Duration(count, "working days"), calendar)
    way = [start + n * DAY for n in range(1, (counted.due - start).days + 1)]
    assert [skipped.date for skipped in counted.skipped] == [day for day in way if not calendar.is_working(day)]
    assert sum(calendar.is_working(day) for day in way) == count


@given(NEAR, DURATIONS, CALENDARS)
def test_rolling_never_goes_back_and_stops_at_the_first_working_day(
    start: date, duration: Duration, calendar: Calendar
) -> None:
    plain, rolled = due_day(start, duration, calendar), due_day(start, duration, calendar, roll=True)
    assert rolled.due == roll_forward(plain.due, calendar) >= plain.due
    assert calendar.is_working(rolled.due)
    assert rolled.rolled_from == (None if calendar.is_working(plain.due) else plain.due)
    assert roll_forward(rolled.due, calendar) == rolled.due


@given(ANY, st.integers(0, 400))
def test_months_keep_the_number_or_end_with_their_month(start: date, count: int) -> None:
    due = add(start, Duration(count, "months"), Calendar.plain())
    assert due.year * 12 + due.month == start.year * 12 + start.month + count
    assert due.day == min(start.day, months_of.monthrange(due.year, due.month)[1])


@given(ANY, st.integers(0, 60))
def test_a_year_is_twelve_months_and_a_week_of_days_keeps_its_weekday(start: date, count: int) -> None:
    calendar = Calendar.plain()
    assert add(start, Duration(count, "years"), calendar) == add(start, Duration(12 * count, "months"), calendar)
    assert add(start, Duration(7 * count, "days"), calendar).weekday() == start.weekday()


@given(ANY, st.integers(0, 40), st.integers(0, 40))
def test_months_in_two_pieces_are_never_due_later_than_in_one(start: date, first: int, second: int) -> None:
    """The 31st becomes the 28th on the way and stays it: what is counted in one piece is never due earlier."""
    calendar = Calendar.plain()
    once = add(start, Duration(first + second, "months"), calendar)
    twice = add(add(start, Duration(first, "months"), calendar), Duration(second, "months"), calendar)
    assert twice <= once <= twice + 3 * DAY
    assert start.day > 28 or twice == once


@given(NEAR, COUNTS, COUNTS, CALENDARS)
def test_working_days_in_two_pieces_are_as_many_as_in_one(
    start: date, first: int, second: int, calendar: Calendar
) -> None:
    once = add(start, Duration(first + second, "working days"), calendar)
    on_the_way = add(start, Duration(first, "working days"), calendar)
    assert add(on_the_way, Duration(second, "working days"), calendar) == once


@given(NEAR, NEAR, NEAR, CALENDARS, st.sampled_from(["days", "working days"]))
def test_what_remains_adds_up_in_both_directions(
    first: date, second: date, third: date, calendar: Calendar, unit: Unit
) -> None:
    whole = remaining(first, third, unit, calendar)
    assert remaining(first, second, unit, calendar) + remaining(second, third, unit, calendar) == whole
    assert remaining(third, first, unit, calendar) == -whole


@given(NEAR, st.integers(-40, 40), CALENDARS, st.sampled_from(["days", "working days"]))
def test_shifting_undoes_what_remains(day: date, count: int, calendar: Calendar, unit: Unit) -> None:
    there = shifted(day, count, unit, calendar)
    assert remaining(day, there, unit, calendar) == count
    back = shifted(there, -count, unit, calendar)
    assert remaining(back, there, unit, calendar) == count
    assert unit == "working days" or back == day


@given(NEAR, COUNTS, CALENDARS)
def test_a_count_of_working_days_ends_on_one(start: date, count: int, calendar: Calendar) -> None:
    assert calendar.is_working(add(start, Duration(count + 1, "working days"), calendar))

from datetime import date

import pytest

from assistant.clocks.calendars import (
    Calendar,
    DayOff,
    Holiday,
    YearDays,
    checked_local,
    days_in,
    weekend_days,
    weekend_mask,
)
from assistant.config import LocalDay
from assistant.errors import UsageProblem
from tests.clocks.threads import day

EID = date(2035, 12, 3)
"""A Monday."""


def moonlit(year: int) -> YearDays:
    holidays = {EID: Holiday("Eid al-Fitr (estimated)", True)} if year == EID.year else {}
    return YearDays(weekend_mask(year, {5, 6}), holidays, covered=year <= 2035)


def test_says_why_a_day_is_off() -> None:
    calendar = Calendar.plain({day("2020-08-14"): "Independence Day"})
    assert calendar.day_off(day("2020-08-14")) == DayOff("Independence Day")
    assert calendar.day_off(day("2020-08-15")) == DayOff("Saturday")
    assert calendar.day_off(day("2020-08-17")) is None
    assert calendar.is_working(day("2020-08-17"))


def test_an_estimated_holiday_is_marked() -> None:
    assert Calendar(moonlit).day_off(EID) == DayOff("Eid al-Fitr (estimated)", estimated=True)


def test_it_says_which_years_it_does_not_cover() -> None:
    calendar = Calendar(moonlit)
    assert calendar.is_working(day("2036-01-01"))
    assert (calendar.covers(2035), calendar.covers(2036)) == (True, False)


def test_constructing_loads_nothing_and_each_year_is_loaded_once() -> None:
    asked: list[int] = []

    def load(year: int) -> YearDays:
        asked.append(year)
        return moonlit(year)

    calendar = Calendar(load)
    assert asked == []
    for text in ("2020-01-01", "2020-12-31", "2021-01-01", "2020-06-01"):
        calendar.day_off(day(text))
    assert asked == [2020, 2021]


def test_local_days_and_closures_are_added_through_their_last_day() -> None:
    closed = LocalDay(day("2020-12-28"), "Closed between the years", day("2021-01-05"))
    calendar = Calendar(moonlit, add=[closed, LocalDay(day("2020-03-03"), "City day")])
    assert calendar.day_off(day("2020-03-03")) == DayOff("City day", local=True)
    assert calendar.day_off(day("2020-12-28")) == DayOff("Closed between the years", local=True)
    assert calendar.day_off(day("2021-01-05")) == DayOff("Closed between the years", local=True)
    assert calendar.is_working(day("2021-01-06"))
    assert calendar.is_working(day("2020-12-25"))


def test_a_year_that_is_listed_in_full_is_covered() -> None:
    calendar = Calendar(moonlit, add=[LocalDay(day("2036-01-01"), "New Year")], complete=[2036])
    assert calendar.covers(2036)
    assert not calendar.covers(2037)
    assert calendar.replaced(None, frozenset({6})).covers(2036)


def test_a_removed_holiday_is_worked_but_a_removed_weekend_is_not() -> None:
    saturday = day("2020-08-15")
    calendar = Calendar(moonlit, remove=[EID, saturday])
    assert calendar.is_working(EID)
    assert not calendar.is_working(saturday)


def test_what_is_known_locally_replaces_an_estimate() -> None:
    calendar = Calendar(moonlit, add=[LocalDay(EID, "Eid al-Fitr")])
    assert calendar.day_off(EID) == DayOff("Eid al-Fitr", local=True)


def test_an_own_weekend_replaces_the_countrys() -> None:
    calendar = Calendar(moonlit, weekend=weekend_days(("fri", "Saturday")))
    assert calendar.day_off(day("2020-10-09")) == DayOff("Friday")
    assert calendar.is_working(day("2020-10-11"))


def test_a_weekend_day_worked_in_place_of_another_is_a_working_day() -> None:
    saturday = day("2020-05-09")
    calendar = Calendar(lambda year: YearDays(weekend_mask(year, {5, 6}), {}, (saturday,)))
    assert calendar.is_working(saturday)
    assert not calendar.is_working(day("2020-05-16"))


def test_a_plain_calendar_covers_the_years_it_was_given() -> None:
    calendar = Calendar.plain([day("2020-12-25")], years={2020})
    assert calendar.covers(2020)
    assert not calendar.covers(2021)
    assert Calendar.plain().covers(2021)


@pytest.mark.parametrize(("year", "length"), [(1, 365), (1900, 365), (2000, 366), (2020, 366), (9999, 365)])
def test_the_marks_of_a_year_are_as_many_as_its_days(year: int, length: int) -> None:
    assert days_in(year) == len(weekend_mask(year, {5, 6})) == length


@pytest.mark.parametrize("names", [("sat", "sunny"), ("",), ("sat", "5")])
def test_a_weekend_of_unknown_days_is_an_error(names: tuple[str, ...]) -> None:
    with pytest.raises(UsageProblem):
        weekend_days(names)


def test_a_weekend_of_seven_days_is_an_error() -> None:
    with pytest.raises(UsageProblem):
        weekend_days(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    with pytest.raises(UsageProblem):
        Calendar.plain(weekend=range(7))


def test_a_closure_that_ends_before_it_begins_is_an_error() -> None:
    with pytest.raises(UsageProblem, match="before it begins"):
        checked_local(LocalDay(day("2020-12-28"), "Closed", day("2020-12-27")))


def test_given_holidays_and_a_given_weekend_replace_only_their_own_kind() -> None:
    calendar = Calendar(moonlit, weekend=frozenset({4}), add=[LocalDay(day("2020-03-03"), "City day")], warning="look")
    other = calendar.replaced([day("2020-03-04")], None)
    assert [other.is_working(day(f"2020-03-0{n}")) for n in (3, 4, 6)] == [True, False, False]
    same = calendar.replaced(None, None)
    assert [same.is_working(day(f"2020-03-0{n}")) for n in (3, 4, 6)] == [False, True, False]
    assert same.warning == "look"
    assert calendar.replaced(None, frozenset({6})).is_working(day("2020-03-06"))


def test_given_holidays_cover_the_years_that_they_lie_in() -> None:
    listed = Calendar(moonlit).replaced([day("2020-03-04"), day("2040-03-05")], None)
    assert [year for year in (2019, 2020, 2021, 2040) if listed.covers(year)] == [2020, 2040]

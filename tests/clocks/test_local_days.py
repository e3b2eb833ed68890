"""Closures of a place: on a day, for a span of days, or every year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clocks.calendars import Calendar, DayOff, YearDays, checked_local, days_in, weekend_mask
from assistant.config import LocalDay
from assistant.errors import UsageProblem
from tests.clocks.threads import day

OF_A_LEAP_YEAR = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: f"{d:%m-%d}")


def closed(every: str) -> Calendar:
    """Off on these days of every year, and on no others."""
    local = checked_local(LocalDay(name="Closed", every=every))
    return Calendar(lambda year: YearDays(weekend_mask(year, ())), add=[local])


@pytest.mark.parametrize(
    ("every", "off", "worked"),
    [
        ("08-01/08-31", ["2020-08-01", "2020-08-31", "2021-08-01", "2021-08-31"], ["2020-07-31", "2021-09-01"]),
        ("10-12", ["2020-10-12", "2021-10-12"], ["2020-10-13", "2021-10-11"]),
        ("12-24/01-01", ["2020-01-01", "2020-12-24", "2020-12-31", "2021-01-01"], ["2020-01-02", "2020-12-23"]),
        ("02-29", ["2024-02-29"], ["2024-02-28", "2024-03-01", "2023-02-28", "2023-03-01"]),
        ("02-26/02-29", ["2024-02-29", "2023-02-28"], ["2024-03-01", "2023-03-01"]),
        ("02-29/03-02", ["2024-02-29", "2023-03-01"], ["2024-02-28", "2023-02-28"]),
        ("12-28/02-29", ["2024-02-29", "2023-02-28", "2024-12-31"], ["2024-03-01", "2023-03-01", "2024-12-27"]),
    ],
)
def test_a_yearly_closure_comes_back_each_year(every: str, off: list[str], worked: list[str]) -> None:
    calendar = closed(every)
    assert [calendar.day_off(day(on)) for on in off] == [DayOff("Closed", local=True)] * len(off)
    assert [on for on in worked if not calendar.is_working(day(on))] == []


@given(OF_A_LEAP_YEAR, OF_A_LEAP_YEAR, st.integers(1999, 2030))
def test_a_yearly_closure_is_the_days_between_its_ends(first: str, last: str, year: int) -> None:
    """Told a second way: by the month and day of every day of the year."""
    days = {d: f"{d:%m-%d}" for d in (date(year, 1, 1) + timedelta(days=n) for n in range(days_in(year)))}
    within = [d for d, at in days.items() if (first <= at <= last if first <= last else not last < at < first)]
    assert sorted(closed(f"{first}/{last}").days_off(year)) == within


@pytest.mark.parametrize(
    "every",
    ["8-1", "02-30", "13-01", "08-01/", "/08-31", "08-01/08-32", "W31-1", "2020-08-01", "-", "08-01/08-02/08-03"],
)
def test_a_yearly_closure_on_no_day_of_the_year_is_an_error(every: str) -> None:
    with pytest.raises(UsageProblem, match="does not lie on any days of the year"):
        closed(every)


@pytest.mark.parametrize(
    "local",
    [
        LocalDay(name="Closed"),
        LocalDay(name="Closed", date=day("2020-08-01"), every="08-01"),
        LocalDay(name="Closed", until=day("2020-08-01"), every="08-01"),
        LocalDay(name="Closed", until=day("2020-08-01")),
    ],
)
def test_a_local_day_is_either_dated_or_yearly(local: LocalDay) -> None:
    with pytest.raises(UsageProblem, match="does not say when"):
        checked_local(local)


def test_a_local_day_without_a_name_is_an_error() -> None:
    with pytest.raises(UsageProblem, match="name"):
        checked_local(LocalDay(day("2020-08-01"), " "))

"""Dates as people and mails give them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UsageProblem
from assistant.record.dates import (
    day_of,
    in_utc,
    is_day,
    is_when,
    local_moment,
    now_utc,
    parse_day,
    parse_due,
    parse_when,
    zone_named,
)
from tests.record.writing import KARACHI

MOMENTS = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2020-02-30", "20201012", "2020-W42-1", "12/10/2020", "2020-1-2", "2020-10-12 "]
)
def test_a_day_is_written_in_one_way(text: str) -> None:
    with pytest.raises(UsageProblem, match="not a date"):
        parse_day(text)
    assert not is_day(text)


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@given(MOMENTS)
def test_a_moment_keeps_its_offset_and_its_instant(moment: datetime) -> None:
    text = parse_when(moment.isoformat(), KARACHI)
    assert datetime.fromisoformat(text) == moment.replace(microsecond=0)
    assert datetime.fromisoformat(text).utcoffset() == moment.utcoffset()
    assert is_when(text)
    assert day_of(text, KARACHI) == moment.astimezone(KARACHI).date()
    utc = in_utc(text)
    assert utc
    assert utc.endswith("Z")
    assert datetime.fromisoformat(utc) == moment.replace(microsecond=0)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_day_and_its_midnight_over_there_are_one_day(day: date) -> None:
    assert day_of(day.isoformat(), KARACHI) == day_of(f"{day}T00:00:00+05:00", zone_named("Etc/GMT-5")) == day
    assert local_moment(day.isoformat(), KARACHI) == datetime(day.year, day.month, day.day, tzinfo=KARACHI)
    assert in_utc(day.isoformat()) == day.isoformat()


def test_a_moment_without_a_zone_is_taken_to_be_in_the_one_given() -> None:
    assert parse_when("2020-10-12T14:30", KARACHI) == "2020-10-12T14:30:00+05:00"
    assert parse_when(" 2020-10-12 14:30:59.9+00:00 ", KARACHI) == "2020-10-12T14:30:59+00:00"
    assert parse_when("2020-10-12", KARACHI) == "2020-10-12"


@pytest.mark.parametrize("text", ["", "now", "2020-10-12T25:00", "2020-02-30T10:00", "12 October 2020"])
def test_what_is_no_moment_is_a_usage_problem(text: str) -> None:
    with pytest.raises(UsageProblem, match="not a date"):
        parse_when(text, UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020-10-12T10:00",
        "20201012",
        "0001-01-01",
        "0001-01-01T00:00:00+05:00",
        "9999-12-31T23:00:00-05:00",
        5,
        None,
    ],
)
def test_what_the_record_cannot_work_with_is_no_date(text: str) -> None:
    assert not is_when(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31", "9999-12-31T23:00-12:00", "9999-12-31T23:00"]
)
def test_a_person_who_types_such_a_date_is_told(text: str) -> None:
    for read in (parse_when, parse_due):
        with pytest.raises(UsageProblem, match="no date to work with\nYears go from 2 to 9998"):
            read(text, KARACHI)


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "", "/etc/passwd", "Asia"])
def test_an_unknown_zone_is_a_usage_problem(name: str) -> None:
    with pytest.raises(UsageProblem, match="not a time zone"):
        zone_named(name)


def test_now_is_a_moment_in_utc() -> None:
    moment = datetime.fromisoformat(now_utc())
    assert moment.utcoffset() == timedelta(0)
    assert is_when(now_utc())
    assert in_utc(None) is None

"""Dates as letters say them, and the days they come to; every day here was counted by hand on a wall calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.clocks.calendars import Calendar
from assistant.clocks.said import Reading, read_said
from assistant.mail.asks.asks import candidates
from assistant.mail.asks.said_dates import SaidDate

DATED = date(2020, 10, 12)
"""The letter's date, a Monday."""
RECEIVED = date(2020, 10, 13)
CALENDAR = Calendar.plain({date(2020, 10, 14): "Day of Rest"})
"""Saturdays and Sundays, and one Wednesday."""
FRIDAY_SATURDAY = Calendar.plain(weekend={4, 5})


def said_in(words: str) -> SaidDate:
    (one,) = candidates(f"Please send the list {words}.")
    assert one.said is not None, f"no date in {words!r}"
    return one.said


def read(words: str, dated: date = DATED, received: date = RECEIVED, calendar: Calendar = CALENDAR) -> Reading:
    return read_said(said_in(words), dated, received, calendar)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 30 October 2020", "2020-10-30"),
        ("by 30 October", "2020-10-30"),
        ("by Friday, 30th of October, 2020", "2020-10-30"),
        ("by October 30, 2020", "2020-10-30"),
        ("by Oct. 30", "2020-10-30"),
        ("by 30-Oct-2020", "2020-10-30"),
        ("by the 1st of December", "2020-12-01"),
        ("by 2020-10-30", "2020-10-30"),
        ("by 30.10.2020", "2020-10-30"),
        ("by 30/10/2020", "2020-10-30"),
        ("by 10/30/2020", "2020-10-30"),
        ("by 11/11/20", "2020-11-11"),
        ("on or before 20 October 2020", "2020-10-20"),
        ("no later than 5 pm on 20 October", "2020-10-20"),
        ("no later than 17:00 (PKT) on Monday, 19 October 2020", "2020-10-19"),
        ("before close of business on Friday", "2020-10-16"),
        ("before 20 October", "2020-10-19"),
        ("prior to 1 November 2020", "2020-10-31"),
        ("by 15 January", "2021-01-15"),
        ("by 1 March", "2021-03-01"),
        ("by 12 October", "2020-10-12"),
        ("by COB 30/10", "2020-10-30"),
        ("by 15/1", "2021-01-15"),
        ("by 30.10.", "2020-10-30"),
        ("by the 20th", "2020-10-20"),
        ("by the 12th", "2020-10-12"),
        ("by the 5th", "2020-11-05"),
        ("by Thursday the 22nd", "2020-10-22"),
        ("by end of Q4", "2020-12-31"),
        ("by the end of Q1 2021", "2021-03-31"),
        ("by end of Q1", "2021-03-31"),
        ("tomorrow", "2020-10-13"),
        ("within fifteen (15) working days of receipt of this letter", "2020-11-04"),
        ("by Friday", "2020-10-16"),
        ("by Monday", "2020-10-19"),
        ("by this Friday", "2020-10-16"),
        ("by Friday next week", "2020-10-23"),
        ("by close of business today", "2020-10-12"),
        ("by tomorrow", "2020-10-13"),
        ("within 7 days of receipt", "2020-10-20"),
        ("within 10 working days of receipt", "2020-10-28"),
        ("within 10 (ten) working days of receipt of this letter", "2020-10-28"),
        ("within ten business days after receipt", "2020-10-28"),
        ("within 10 working days of the date of this letter", "2020-10-27"),
        ("within 10 working days of its date", "2020-10-27"),
        ("within two weeks", "2020-10-27"),
        ("within a fortnight of the date of this letter", "2020-10-26"),
        ("within one month of receipt", "2020-11-13"),
        ("within 3 months from today", "2021-01-12"),
        ("within 24 hours of receipt", "2020-10-14"),
        ("within 36 hours of receipt", "2020-10-15"),
        ("not later than 14 days after receipt", "2020-10-27"),
        ("in the next three weeks", "2020-11-03"),
        ("by the end of the week", "2020-10-16"),
        ("by the end of next week", "2020-10-23"),
        ("by the end of the month", "2020-10-31"),
        ("before the end of next month", "2020-11-30"),
        ("by end of November", "2020-11-30"),
        ("by the end of February 2021", "2021-02-28"),
        ("by the end of January", "2021-01-31"),
        ("by the end of the quarter", "2020-12-31"),
        ("by the end of next quarter", "2021-03-31"),
        ("by the end of the year", "2020-12-31"),
        ("by 9 October 2020", "2020-10-09"),
        ("by Monday, 13 October 2020", "2020-10-13"),
    ],
)
def test_a_said_date_comes_to_a_day(words: str, day: str) -> None:
    reading = read(words)
    assert reading.day == date.fromisoformat(day), reading.how


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("by 10/11/2020", "10 November 2020 or 11 October 2020"),
        ("by 10/11", "10 November 2020 or 11 October 2020"),
        ("next week", "no day can be worked out"),
        ("in the coming days", "no day can be worked out"),
        ("shortly", "no day can be worked out"),
        ("in due course", "no day can be worked out"),
        ("at your earliest convenience", "no day can be worked out"),
        ("by next Friday", "16 October 2020 or the one after, 23 October 2020"),
        ("by November", "a month, and no day in it"),
        ("by mid-November 2020", "a month, and no day in it"),
        ("by 31 November", "there is no 31 November 2020"),
        ("by 30 February 2021", "there is no 30 February 2021"),
        ("by 2020-13-05", "there is no 5 month 13 of 2020"),
        ("within 10 days of the hearing", "only a person can say"),
        ("within 99999 days of receipt", "too long to be a deadline"),
        ("by 31/12/0000", "there is no 31 December 0"),
        ("within 9000 years", "goes beyond the year 9999"),
    ],
)
def test_what_has_no_one_reading_gets_no_day_and_says_why(words: str, why: str) -> None:
    reading = read(words)
    assert reading.day is None
    assert why in reading.how


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("by 30 October", "“by 30 October” → Friday 30 October 2020, the year of the letter"),
        (
            "within 10 working days of receipt",
            "“within 10 working days of receipt” → Wednesday 28 October 2020, "
            "counted from 13 October 2020 without weekends and 1 holiday",
        ),
        ("by Friday", "“by Friday” → Friday 16 October 2020, the next Friday after the letter's date"),
        (
            "by 15 January",
            "“by 15 January” → Friday 15 January 2021, the next year: 15 January 2020 was more than half a year before "
            "the letter",
        ),
        (
            "by Monday, 13 October 2020",
            "“by Monday, 13 October 2020” → Tuesday 13 October 2020, but it is a Tuesday, not a Monday: "
            "ask which is meant",
        ),
        ("before 20 October 2020", "“before 20 October 2020” → Monday 19 October 2020, the day before 20 October 2020"),
        ("by 9 October 2020", "“by 9 October 2020” → Friday 9 October 2020; already past at the letter's date"),
        ("by 1 May", "“by 1 May” → Friday 1 May 2020, the year of the letter; already past at the letter's date"),
        ("by 14 October 2020", "“by 14 October 2020” → Wednesday 14 October 2020; a day off: Day of Rest"),
        (
            "within two weeks",
            "“within two weeks” → Tuesday 27 October 2020, counted from 13 October 2020; no first day was said, "
            "so from the day it came",
        ),
        (
            "within 36 hours of receipt",
            "“within 36 hours of receipt” → Thursday 15 October 2020, counted from 13 October 2020; "
            "36 hours taken as 2 days",
        ),
    ],
)  # fmt: skip
def test_how_it_was_read_is_said_in_one_line(words: str, how: str) -> None:
    assert read(words).how == how


def test_the_week_ends_where_the_regulators_weekend_begins() -> None:
    assert read("by the end of the week", calendar=FRIDAY_SATURDAY).day == date(2020, 10, 15)
    assert read("by the end of the week", dated=date(2020, 10, 17)).day == date(2020, 10, 23)
    assert read("by the end of the week", calendar=Calendar.plain(weekend=())).day == date(2020, 10, 18)


def test_at_the_turn_of_the_year_the_next_one_is_meant() -> None:
    december = date(2020, 12, 21)
    assert read("by 4 January", december, december).day == date(2021, 1, 4)
    assert read("by the end of January", december, december).day == date(2021, 1, 31)
    assert read("by the end of the month", december, december).day == date(2020, 12, 31)
    assert read("by the end of next month", december, december).day == date(2021, 1, 31)
    assert read("by the end of next year", december, december).day == date(2021, 12, 31)


def test_a_year_whose_holidays_are_not_known_is_said() -> None:
    known = Calendar.plain(years=[2020])
    december = date(2020, 12, 28)
    assert "the holidays of 2021 are not known" in read("within 10 working days", december, december, known).how


def test_a_leap_day_exists_in_its_year_only() -> None:
    assert read("by 29 February", date(2020, 2, 3), date(2020, 2, 3)).day == date(2020, 2, 29)
    assert read("by 29 February", date(2021, 2, 3), date(2021, 2, 3)).day is None


def test_beyond_the_last_year_of_the_calendar_there_is_no_day() -> None:
    last = date(9999, 12, 30)
    for words in ("by tomorrow", "by Friday", "within 5 days", "by the end of next year", "by the end of the month"):
        assert read(words, last, last).how


SAID = st.builds(
    SaidDate,
    words=st.just("x"),
    start=st.just(0),
    end=st.just(1),
    kind=st.sampled_from(["day", "day-without-year", "duration-from-receipt", "duration-from-letter", "vague"]),
    day=st.integers(0, 40),
    month=st.integers(0, 14),
    year=st.integers(0, 10_000),
    numbers=st.none() | st.tuples(st.integers(0, 40), st.integers(0, 40)),
    weekday=st.none() | st.integers(0, 6),
    count=st.integers(0, 99_999),
    unit=st.sampled_from(["days", "working days", "weeks", "fortnights", "months", "years", "hours"]),
    before=st.booleans(),
)


@settings(deadline=None)
@given(SAID, st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_whatever_was_said_there_is_a_reading_and_it_never_raises(said: SaidDate, dated: date) -> None:
    reading = read_said(said, dated, dated, Calendar.plain())
    assert reading.how.startswith("“x”")
    assert ("→" in reading.how) == (reading.day is not None)

"""Times in a question, read as of Sunday, 18 October 2020."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.chat.periods import ANY, period_in
from assistant.clocks.wording import long_date

TODAY = date(2020, 10, 18)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what changed since the 12th", "since 12 October 2020"),
        ("after 12 october", "since 13 October 2020"),
        ("before 9 october 2020", "until 8 October 2020"),
        ("on 9 october", "on 9 October 2020"),
        ("on october 9th, 2020", "on 9 October 2020"),
        ("of 2020-10-09", "on 9 October 2020"),
        ("09.10.2020", "on 9 October 2020"),
        ("since monday", "since 12 October 2020"),
        ("last friday", "on 16 October 2020"),
        ("this week", "from 12 October 2020 to 18 October 2020"),
        ("next week", "from 19 October 2020 to 25 October 2020"),
        ("in october", "from 1 October 2020 to 31 October 2020"),
        ("in november", "from 1 November 2019 to 30 November 2019"),
        ("last quarter", "from 1 July 2020 to 30 September 2020"),
        ("in q1 2020", "from 1 January 2020 to 31 March 2020"),
        ("in 2019", "from 1 January 2019 to 31 December 2019"),
        ("in the last 10 days", "from 8 October 2020 to 18 October 2020"),
        ("two weeks ago", "on 4 October 2020"),
        ("a month ago", "on 18 September 2020"),
        ("between 1 and 15 march", "from 1 March 2020 to 15 March 2020"),
        ("from 20 july to 9 october", "from 20 July 2020 to 9 October 2020"),
        ("by the end of the month", "until 31 October 2020"),
        ("yesterday", "on 17 October 2020"),
        ("in the last week of september", "from 24 September 2020 to 30 September 2020"),
        ("in the second week of october", "from 8 October 2020 to 14 October 2020"),
        ("in the first half of october", "from 1 October 2020 to 15 October 2020"),
        ("in the second half of 2019", "from 1 July 2019 to 31 December 2019"),
        ("in the first quarter", "from 1 January 2020 to 31 March 2020"),
        ("in the fourth quarter of 2019", "from 1 October 2019 to 31 December 2019"),
        ("in h2 2019", "from 1 July 2019 to 31 December 2019"),
        ("in q3 of 2019", "from 1 July 2019 to 30 September 2019"),
        ("in mid-september", "from 11 September 2020 to 20 September 2020"),
        ("since early october", "since 1 October 2020"),
        ("towards the end of september", "from 21 September 2020 to 30 September 2020"),
        ("the first two months of the year", "from 1 January 2020 to 29 February 2020"),
        ("the week of 14 october", "from 12 October 2020 to 18 October 2020"),
        ("the week before last", "from 28 September 2020 to 4 October 2020"),
        ("the day before yesterday", "on 16 October 2020"),
        ("last weekend", "from 10 October 2020 to 11 October 2020"),
        ("the october letter", "from 1 October 2020 to 31 October 2020"),
    ],
)
def test_a_time_is_read_as_people_mean_it(text: str, told: str) -> None:
    assert period_in(text, TODAY).told == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("due by friday", "until 23 October 2020"),
        ("due on the 3rd", "on 3 November 2020"),
        ("due in january", "from 1 January 2021 to 31 January 2021"),
        ("due on 20 march", "on 20 March 2021"),
        ("due on 16 october", "on 16 October 2020"),
    ],
)
def test_without_its_year_a_due_day_lies_ahead_unless_it_has_just_passed(text: str, told: str) -> None:
    assert period_in(text, TODAY, ahead=True).told == told


@pytest.mark.parametrize(
    "text",
    [
        "may we say that",
        "the second half",
        "march on",
        "on 31 february",
        "1,250 records",
        "",
        "days until the figures are due",
    ],
)
def test_other_words_are_no_time(text: str) -> None:
    assert period_in(text, TODAY) is ANY


def test_an_event_is_kept_in_its_words_for_somebody_to_look_up() -> None:
    found = period_in("what happened since the block", TODAY)
    assert (found.event, found.side, found.first) == ("block", "since", None)


@pytest.mark.parametrize(
    ("text", "event", "other", "side", "length"),
    [
        ("in the fortnight after the order", "order", "", "after", 14),
        ("three days before the meeting", "meeting", "", "before", 3),
        ("on the day of the meeting", "meeting", "", "on", 0),
        ("between the block and the meeting", "block", "meeting", "between", 0),
        ("since we last spoke", "we last spoke", "", "since", 0),
    ],
)
def test_a_stretch_may_hang_on_what_happened(text: str, event: str, other: str, side: str, length: int) -> None:
    found = period_in(f"what came in {text}", TODAY)
    assert (found.event, found.other_event, found.side, found.length) == (event, other, side, length)


def test_between_two_sides_is_no_time() -> None:
    assert period_in("what passed between us and them", TODAY) is ANY


@given(day=st.dates(date(2000, 1, 1), date(2030, 12, 31)), today=st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_day_with_its_year_is_that_day_whenever_it_is_asked_about(day: date, today: date) -> None:
    for text in (day.isoformat(), long_date(day).lower(), f"{day:%d.%m.%Y}"):
        found = period_in(f"what happened on {text}", today)
        assert (found.first, found.last) == (day, day)


WORDS = ("31 march", "2019", "last week", "between", "from", "and", "to", "until", "the end of", "since", "5", "three",
         "days ago", "q3", "next month", "october", "the", "monday", "yesterday", "before", "figures")  # fmt: skip


@given(
    st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)
@example("between 2020 and 2019", date(2020, 10, 18), False)
def test_no_text_raises_and_only_who_says_so_begins_after_the_end(text: str, today: date, ahead: bool) -> None:
    found = period_in(text.casefold(), today, ahead=ahead)
    assert found.words in text.casefold()
    assert bool(found.words) == (found != ANY)
    if found.first and found.last and found.first > found.last:
        assert found.words.startswith(("between ", "from "))

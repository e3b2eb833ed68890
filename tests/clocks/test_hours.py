"""Hours: a due date that names one, and a regulator whose day ends before midnight."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from assistant.clocks.explain import explain
from assistant.config import RuleSettings
from assistant.record.openings import openings
from tests.clocks.threads import DEFAULTS, Story, day, only

BRUSSELS, KARACHI, NEW_YORK = ZoneInfo("Europe/Brussels"), ZoneInfo("Asia/Karachi"), ZoneInfo("America/New_York")
FIVE = time(17)


def told(story: Story, on: str, entry: int) -> list[str]:
    return [line for found in explain(story.thread(on), DEFAULTS, day(on), entry) for line in found.trail()]


# An hour in the words


@pytest.mark.parametrize(
    ("due", "zone", "falls", "told"),
    [
        ("2020-10-19T12:00+02:00", BRUSSELS, "2020-10-19", "12:00 (Europe/Brussels)"),
        ("2020-10-19T10:00Z", BRUSSELS, "2020-10-19", "12:00 (Europe/Brussels)"),
        ("2020-10-25T12:00Z", BRUSSELS, "2020-10-25", "13:00 (Europe/Brussels)"),  # clocks went back at 1:00 UTC
        ("2020-10-24T22:30Z", BRUSSELS, "2020-10-25", "00:30 (Europe/Brussels)"),
        ("2020-10-19T23:30+02:00", KARACHI, "2020-10-20", "02:30 (Asia/Karachi)"),
        ("2020-10-19T02:00+02:00", NEW_YORK, "2020-10-18", "20:00 (America/New_York)"),
        ("2020-10-19T00:00+02:00", BRUSSELS, "2020-10-19", ""),  # a date and the same date at 00:00
        ("2020-10-19", BRUSSELS, "2020-10-19", ""),
    ],
)
def test_the_due_day_is_that_of_the_regulators_zone(due: str, zone: ZoneInfo, falls: str, told: str) -> None:
    story = Story("2020-10-09", zone=zone)
    story.asks_us("timelines", story.receives("2020-10-12"), due)
    (opening,) = [o for o in openings(story.thread("2020-10-13")) if o.kind == "we-owe"]
    assert opening.due == day(falls)
    assert str(opening.due_at or "") == told


def test_the_sentence_and_the_explanation_name_the_hour_until_the_day_moves() -> None:
    story = Story("2020-10-09", zone=BRUSSELS)
    asked = story.receives("2020-10-12")
    owed = story.asks_us("timelines", asked, "2020-10-19T12:00+02:00")
    gap = story.gap("2020-10-19", "we-owe")
    assert gap
    assert "due 19 October 2020 by 12:00 (Europe/Brussels), today." in gap.summary
    assert (gap.due_time, gap.due, gap.state) == ("2020-10-19T10:00:00Z", day("2020-10-19"), "due")
    assert "Its own words set the day: Monday 19 October 2020, by 12:00 (Europe/Brussels)" in told(
        story, "2020-10-19", owed
    )
    story.extends(owed, story.receives("2020-10-18", "acknowledgement"), by="2 days")
    gap = story.gap("2020-10-21", "we-owe")
    assert gap
    assert (gap.due, gap.due_time) == (day("2020-10-21"), None)


def test_a_plain_due_day_has_no_hour() -> None:
    story = Story("2020-10-09")
    story.asks_us("timelines", story.receives("2020-10-12"), "2020-10-19")
    gap = story.gap("2020-10-19", "we-owe")
    assert gap
    assert gap.due_time is None


# The end of a regulator's day


@pytest.mark.parametrize(
    ("sent", "start"),
    [
        ("2020-10-09T16:59+02:00", "2020-10-09"),
        ("2020-10-09T17:00+02:00", "2020-10-09"),
        ("2020-10-09T17:01+02:00", "2020-10-10"),
        ("2020-10-09T17:30Z", "2020-10-10"),  # 19:30 in Brussels
        ("2020-10-09T20:00+05:00", "2020-10-09"),  # 17:00 in Brussels
        ("2020-10-09T23:59+02:00", "2020-10-10"),
        ("2020-10-10T00:30+02:00", "2020-10-10"),
        ("2020-10-25T15:30Z", "2020-10-25"),  # 16:30 in winter time
        ("2020-10-24T15:30Z", "2020-10-25"),  # 17:30 in summer time
        ("2020-12-31T18:00+01:00", "2021-01-01"),
        ("2020-02-28T18:00+01:00", "2020-02-29"),
        ("2020-10-09", "2020-10-09"),  # a plain day is that day
    ],
)
def test_what_goes_out_after_the_cut_off_time_counts_as_of_the_next_day(sent: str, start: str) -> None:
    story = Story("2020-01-01", cutoff=FIVE, zone=BRUSSELS)
    letter = story.sends(sent)
    thread = story.thread("2021-12-31")
    assert {o.start for o in openings(thread)} == {day(start)}
    logged = thread.message(letter)
    assert logged
    assert logged.day_0 == day(start)
    assert bool(logged.deferred) == (logged.day != logged.day_0)


def test_it_holds_in_both_directions_and_for_what_a_message_decides() -> None:
    story = Story("2020-10-01", cutoff=FIVE, zone=BRUSSELS)
    late = story.receives("2020-10-12T18:00+02:00")
    owed = story.asks_us("timelines", late)
    (opening,) = [o for o in openings(story.thread("2020-10-20")) if o.kind == "we-owe"]
    assert opening.start == day("2020-10-13")
    story.pauses(story.receives("2020-10-14T18:00+02:00", "acknowledgement"), owed)
    assert story.thread("2020-10-20").pauses[0].start == day("2020-10-15")


def test_the_working_day_rule_does_the_rest() -> None:
    story = Story("2020-10-01", cutoff=FIVE, zone=BRUSSELS)
    story.sends("2020-10-09T18:00+02:00")  # a Friday: as of Saturday, which counts like the Friday
    rules = only(RuleSettings(kind="no-reply", after="1 working day"))
    gap = story.gap("2020-10-12", "no-reply", rules)
    assert gap
    assert gap.state == "due"


def test_the_message_keeps_its_own_date_and_is_there_on_its_own_day() -> None:
    story = Story("2020-10-01", cutoff=FIVE, zone=BRUSSELS)
    late, early = story.sends("2020-10-09T18:00+02:00"), story.sends("2020-10-10T09:00+02:00")
    thread = story.thread("2020-10-09")
    assert [(m.n, m.day) for m in thread.messages] == [(late, day("2020-10-09"))]
    assert [m.n for m in story.thread("2020-10-10").messages] == [late, early]
    assert story.gaps("2020-10-09") == ()
    gap = story.gap("2020-10-24", "no-reply")
    assert gap
    assert gap.opened_by.date == day("2020-10-09")
    assert "sent again" not in gap.summary


def test_the_explanation_says_why_the_day_moved() -> None:
    story = Story("2020-10-01", cutoff=FIVE, zone=BRUSSELS)
    letter = story.sends("2020-10-09T17:30+02:00")
    lines = told(story, "2020-10-10", letter)
    assert lines[1:3] == [
        f"Day 0: Saturday 10 October 2020 (#{letter})",
        f"#{letter} was sent on Friday 9 October 2020, 17:30, after the cut-off time: it counts as of the next day",
    ]
    plain = Story("2020-10-01", cutoff=FIVE, zone=BRUSSELS)
    assert not [line for line in told(plain, "2020-10-10", plain.sends("2020-10-09")) if "cut-off" in line]


def test_without_a_cut_off_time_nothing_is_deferred() -> None:
    story = Story("2020-10-01", zone=BRUSSELS)
    story.sends("2020-10-09T23:59+02:00")
    assert [(m.day_0, m.deferred) for m in story.thread("2020-10-10").messages] == [(date(2020, 10, 9), "")]

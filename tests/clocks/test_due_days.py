"""Due days by the table in `due_days.toml`, each with its source."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from assistant.clocks.almanac import Almanac
from assistant.clocks.calendars import Calendar, YearDays, checked_local, weekend_days, weekend_mask
from assistant.clocks.deadlines import due_day, remaining
from assistant.clocks.durations import parse_duration
from assistant.clocks.explain import explain
from assistant.clocks.wording import long_date
from assistant.config import CalendarSettings, LocalDay, RegulatorSettings, RuleSettings
from assistant.record.dates import zone_named
from assistant.record.fold import message_day
from assistant.record.kinds import Message
from tests.clocks.threads import Story, only

LETTER = 2
"""The entry of the first letter."""


class Source(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where cases come from and the calendar that they are counted on."""

    source: str
    calendar: str = ""
    holidays: tuple[date, ...] = ()
    weekend: tuple[str, ...] = ("sat", "sun")
    add: tuple[LocalDay, ...] = ()
    remove: tuple[date, ...] = ()
    roll: bool = False
    zone: str = "UTC"

    def made(self) -> Calendar:
        own = CalendarSettings(add=self.add, remove=self.remove)
        if self.calendar:
            return Almanac({"X": RegulatorSettings(country=self.calendar, calendar=own)}).calendar("X")
        listed = (LocalDay(day, "holiday") for day in self.holidays)
        resting = weekend_days(self.weekend)
        add = [checked_local(day) for day in (*listed, *self.add)]
        return Calendar(lambda year: YearDays(weekend_mask(year, resting)), add=add, remove=self.remove)


class Group(Source, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Counts: start, duration, due day, what it shows; of others' counts, our day as well."""

    cases: tuple[tuple[str, ...], ...]


class MovedCase(Struct, frozen=True, forbid_unknown_fields=True):
    start: str
    after: str
    moves: tuple[tuple[str, ...], ...]
    due: date
    shows: str


class Moved(Source, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Clocks with pauses and extensions."""

    cases: tuple[MovedCase, ...]


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    group: tuple[Group, ...]
    moved: tuple[Moved, ...]
    differs: tuple[Group, ...]


TEXT = Path(__file__).with_name("due_days.toml").read_text(encoding="utf-8")
TABLE = msgspec.convert(tomllib.loads(TEXT), Table, strict=False)
CASES = [pytest.param(group, case, id=f"{case[0]} {case[1]}") for group in TABLE.group for case in group.cases]
OTHERWISE = [pytest.param(group, case, id=f"{case[0]} {case[1]}") for group in TABLE.differs for case in group.cases]
MOVED = [pytest.param(group, case, id=f"{case.start} {case.shows}") for group in TABLE.moved for case in group.cases]


def start_of(group: Group, text: str) -> date:
    """Day 0 of a message that was received then."""
    received = Message("in", "email", received=text)
    return message_day(received, "1999-01-01T00:00:00Z", zone_named(group.zone))


@pytest.mark.parametrize(("group", "case"), CASES)
def test_is_due_on_the_day_that_the_source_says(group: Group, case: tuple[str, ...]) -> None:
    text, words, due, _ = case
    start, duration, calendar = start_of(group, text), parse_duration(words), group.made()
    counted = due_day(start, duration, calendar, group.roll)
    assert counted.due == date.fromisoformat(due), group.source
    assert counted.overdue_from == counted.due + timedelta(days=1)
    assert counted.uncovered == ()
    if duration.unit == "working days":
        assert remaining(start, counted.due, "working days", calendar) == duration.count
    if duration.unit == "days":
        assert remaining(start, counted.rolled_from or counted.due, "days", calendar) == duration.count
    passed = [day.date for day in counted.skipped]
    assert passed == sorted(set(passed))
    assert not any(calendar.is_working(day) for day in passed)


def told(case: MovedCase) -> Story:
    """A letter and what moved its clock."""
    story = Story(case.start)
    letter = story.sends(case.start)
    for kind, on, *more in case.moves:
        if kind == "pause":
            story.pauses(letter, on=on)
            story.resumes(letter, on=more[0])
        elif kind == "remind":
            story.sends(on)
        else:
            story.extends(letter, story.receives(on, "acknowledgement"), **{kind: more[0]})
    return story


@pytest.mark.parametrize(("group", "case"), MOVED)
def test_a_moved_clock_is_due_on_the_day_that_was_counted_by_hand(group: Moved, case: MovedCase) -> None:
    rule = RuleSettings(kind="no-reply", after=case.after, basis="Act", roll=group.roll)
    rules = only(rule, calendar=group.made())
    thread = told(case).thread(date(2021, 1, 1))
    (explained,) = [e for e in explain(thread, rules, date(2021, 1, 1), LETTER) if e.clock.opening.kind == "no-reply"]
    assert explained.clock.due == case.due, group.source
    assert any(long_date(case.due) in line for line in explained.lines() if line.startswith("Due "))


@pytest.mark.parametrize(("group", "case"), OTHERWISE)
def test_what_others_count_differently_is_known(group: Group, case: tuple[str, ...]) -> None:
    """A difference that ended would have to be moved into the table."""
    text, words, theirs, _, ours = case
    counted = due_day(start_of(group, text), parse_duration(words), group.made(), group.roll)
    assert counted.due == date.fromisoformat(ours) != date.fromisoformat(theirs)


def test_there_are_at_least_120_cases_and_each_is_there_once() -> None:
    seen = [
        (case[:2], group.calendar, group.holidays, group.weekend, group.add, group.remove, group.roll, group.zone)
        for group in TABLE.group
        for case in group.cases
    ]
    assert len(seen) == len(set(seen)) >= 120
    assert all(len(group.source) > 20 for group in (*TABLE.group, *TABLE.moved, *TABLE.differs))

"""Reminders played again: what a check on every day of the past would have reported, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.clocks.replay import Firing, Tally, firings, matter, tally, tray
from assistant.clocks.rules import RuleSet
from assistant.config import RuleSettings
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.kinds import FORMAT, Fact, Message, Note, ThreadClosed, ThreadOpened
from assistant.record.known import known_by
from tests.clocks.threads import DEFAULTS, STATUTORY, Story, day, pakistan, rules_with
from tests.record.histories import DAYS, FIRST, HISTORIES, Move, history
from tests.record.writing import SCALE

MANY = rules_with(
    STATUTORY,
    RuleSettings(kind="no-reply", name="nudge", after="2 days", steps=("4 working days",), warn="1 day"),
    RuleSettings(kind="we-owe", name="soon", after="1 day", warn="10 days", steps=("9 days",)),
    RuleSettings(kind="undelivered", name="back", after="1 working day"),
    RuleSettings(kind="no-reply", name="again", after="3 days", repeat="4 days"),
)
LAGS = st.lists(st.integers(-9, 15), min_size=14, max_size=14)


def logged_late(moves: Sequence[Move], lags: Sequence[int], *, in_order: bool) -> list[Line]:
    """A history of which each entry was logged so many days after the day it tells of, or before it."""
    late = [move.day + lag for move, lag in zip(moves, lags, strict=False)]
    days = [min([0, *late]), *sorted(late)] if in_order else [0, *late]
    return [
        Line(n, f"{FIRST + timedelta(days=after)}T20:30:00Z", "test", fact)
        for n, (fact, after) in enumerate(zip(history(moves), days, strict=True), 1)
    ]


def seen_on(lines: Sequence[Line], rules: RuleSet, on: date, *, hindsight: bool) -> list[Gap]:
    """What is due or overdue on a day, by the way that any check takes."""
    known = lines if hindsight else known_by(lines, UTC, on)
    if not known:
        return []
    thread = fold(known, UTC, on)
    return [gap for gap in gaps(thread, rules, on) if gap.state != "upcoming"] if thread.opened <= on else []


def day_by_day(lines: Sequence[Line], rules: RuleSet, first: date, last: date, *, hindsight: bool) -> list[Firing]:
    """The same without leaving out a day."""
    begin = min(first, FIRST - timedelta(days=12))
    days = [begin + timedelta(days=n) for n in range((last - begin).days + 1)]
    seen = {on: seen_on(lines, rules, on, hindsight=hindsight) for on in days}
    reported: set[str] = set()
    found: list[Firing] = []
    for on in days:
        for gap in seen[on]:
            if gap.hidden or gap.id in reported:
                continue
            reported.add(gap.id)
            same = (gap.rule, gap.opening)
            ended = (later for later in days if later > on and same not in [(g.rule, g.opening) for g in seen[later]])
            end = next(ended, None)
            found.append(Firing(on, gap.thread, gap.rule, gap.kind, gap.step, gap.id, gap.due, gap.opening, end))
    return [firing for firing in found if firing.day >= first]


@pytest.mark.parametrize("hindsight", [False, True], ids=["as known then", "with hindsight"])
@settings(max_examples=120 * SCALE)
@given(moves=HISTORIES, lags=LAGS, in_order=st.booleans(), first=DAYS, length=st.integers(0, 40))
def test_a_replay_finds_what_a_check_on_every_day_finds(
    hindsight: bool, moves: list[Move], lags: list[int], in_order: bool, first: date, length: int
) -> None:
    lines, last = logged_late(moves, lags, in_order=in_order), first + timedelta(days=length)
    found = firings(matter(lines, UTC, hindsight=hindsight), MANY, first, last)
    expected = day_by_day(lines, MANY, first, last, hindsight=hindsight)
    assert sorted(found, key=lambda f: f.gap) == sorted(expected, key=lambda f: f.gap)


def told(story: Story, first: str, last: str, rules: RuleSet = DEFAULTS) -> list[tuple[str, str, int, str | None]]:
    """Day, rule, step and end of each firing; the story's entries were logged whenever, so with hindsight."""
    found = firings(matter(story.lines, UTC, hindsight=True), rules, day(first), day(last))
    return [(f.day.isoformat(), f.rule, f.step, f.resolved_on.isoformat() if f.resolved_on else None) for f in found]


def test_the_case_reminds_of_their_reply_and_of_our_timelines() -> None:
    story, _ = pakistan()
    assert told(story, "2020-10-01", "2020-10-30") == [
        ("2020-10-16", "no-reply", 1, "2020-10-19"),
        ("2020-10-19", "we-owe", 1, None),
    ]


def test_what_fired_before_the_range_does_not_fire_in_it() -> None:
    story, _ = pakistan()
    assert told(story, "2020-10-17", "2020-10-30") == [("2020-10-19", "we-owe", 1, None)]
    assert told(story, "2020-10-20", "2020-10-30") == []


def test_each_step_fires_on_its_day_and_all_end_together() -> None:
    story = Story()
    story.sends("2020-01-01", expects_reply=True)
    story.receives("2020-02-20")
    own = told(story, "2020-01-01", "2020-03-30")
    assert [one for one in own if one[1] == "no-reply"] == [
        ("2020-01-08", "no-reply", 1, "2020-02-20"),
        ("2020-01-15", "no-reply", 2, "2020-02-20"),
        ("2020-01-31", "no-reply", 3, "2020-02-20"),
    ]


def test_a_snooze_puts_a_reminder_off_and_resolves_none() -> None:
    story = Story()
    story.sends("2020-01-01", expects_reply=True)
    story.snoozes("2020-01-05", "2020-01-12", "no-reply")
    assert told(story, "2020-01-01", "2020-01-14") == [
        ("2020-01-08", "no-acknowledgement", 1, None),
        ("2020-01-13", "no-reply", 1, None),
    ]
    story.snoozes("2020-01-13", "2020-01-14", "no-reply")
    assert ("2020-01-13", "no-reply", 1, None) not in told(story, "2020-01-01", "2020-01-14")


def test_what_is_logged_late_fires_when_it_is_known() -> None:
    opened = ThreadOpened(FORMAT, "pta-2020-001", "PTA", "A matter", "2020-01-01")
    letter = Message("out", "letter", sent="2020-01-02", expects_reply=True)
    lines = [Line(1, "2020-01-01T09:00:00Z", "ana", opened), Line(2, "2020-01-25T09:00:00Z", "ana", letter)]
    then = firings(matter(lines, UTC), DEFAULTS, day("2020-01-01"), day("2020-01-30"))
    now = firings(matter(lines, UTC, hindsight=True), DEFAULTS, day("2020-01-01"), day("2020-01-30"))
    assert [(f.day, f.step, f.due) for f in then if f.rule == "no-reply"] == [(day("2020-01-25"), 2, day("2020-01-09"))]
    assert [(f.day, f.step) for f in now if f.rule == "no-reply"] == [(day("2020-01-09"), 1), (day("2020-01-16"), 2)]


def exchange(number: int, logged: str, closed: str | None = None) -> list[Line]:
    """One mail of nobody known, that came into the tray on a day."""
    opened = ThreadOpened(FORMAT, f"tray-2020-{number:03}", "TRAY", "Lunch?", "2020-01-01")
    facts: list[tuple[Fact, str]] = [(opened, logged), (Message("in", "email", received="2020-01-01"), logged)]
    lines = [Line(n, f"{at}T09:00:00Z", "ana", fact) for n, (fact, at) in enumerate(facts, 1)]

    return [*lines, Line(3, f"{closed}T09:00:00Z", "ana", ThreadClosed("a newsletter"))] if closed else lines


def test_the_tray_reminds_of_the_exchange_that_waits_longest() -> None:
    lying = [matter(exchange(1, "2020-01-01", closed="2020-01-20"), UTC), matter(exchange(2, "2020-01-03"), UTC)]
    found = firings(tray(lying), DEFAULTS, day("2020-01-01"), day("2020-02-10"))
    assert [(f.thread, f.day.isoformat(), f.resolved_on) for f in found] == [
        ("tray-2020-001", "2020-01-08", day("2020-01-20")),
        ("tray-2020-002", "2020-01-20", None),
    ]


def test_a_matter_that_leaves_nothing_open_never_fires() -> None:
    story = Story()
    story.lines.append(Line(2, "2020-01-03T09:00:00Z", "ana", Note("A remark", "2020-01-03")))
    assert told(story, "2020-01-01", "2020-12-30") == []
    assert firings(matter([], UTC), DEFAULTS, day("2020-01-01"), day("2020-12-30")) == ()


def firing(on: str, step: int, end: str | None, rule: str = "no-reply", opening: int = 2) -> Firing:
    resolved = day(end) if end else None
    gap = f"{rule}:pta-2020-001#{opening}:{step}"
    return Firing(day(on), "pta-2020-001", rule, "no-reply", step, gap, day(on), opening, resolved)


def test_a_tally_tells_what_was_answered_before_the_next_step_and_how_long_it_took() -> None:
    fired = [
        firing("2020-01-08", 1, "2020-01-20"),
        firing("2020-01-15", 2, "2020-01-20"),
        firing("2020-01-08", 1, "2020-01-09", opening=5),
        firing("2020-01-08", 1, None, rule="act"),
    ]
    assert tally(fired) == (Tally("act", 1, 0, 1, None), Tally("no-reply", 3, 2, 0, 5))
    assert tally([]) == ()

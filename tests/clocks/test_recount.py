"""An explanation holds all that the day rests on: counted again from its own parts, it comes to the same day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.clocks.calendars import Calendar
from assistant.clocks.clock import Clock, Move
from assistant.clocks.deadlines import Deadline, Skipped
from assistant.clocks.durations import Duration, parse_duration
from assistant.clocks.explain import Explanation, explain
from assistant.clocks.rules import RuleSet
from assistant.config import RuleSettings
from tests.clocks.test_clock import HOLIDAYS, OFFSETS, START, stories
from tests.clocks.threads import STATUTORY, Story, rules_with

ONE_DAY = timedelta(days=1)
OWN = (
    STATUTORY,
    RuleSettings(kind="no-reply", name="working", after="5 working days", steps=("12 working days",), basis="s. 7"),
    RuleSettings(kind="no-reply", name="months", after="1 month", roll=True),
    RuleSettings(kind="no-reply", name="nudge", after="3 working days", steps=("9 working days",)),
    RuleSettings(kind="partial-answer", name="rest", after="8 working days"),
)
LONG = START + timedelta(days=60)
SOON = st.integers(1, 16).map(lambda days: START + timedelta(days=days))
"""A day that the first counts of a story pass: any other seldom matters to a clock."""


def recounted(start: date, duration: Duration, skipped: tuple[Skipped, ...]) -> date:
    """So long after `start`, the days in `skipped` and no others being off."""
    off = {day.date for day in skipped}
    day, left = start, duration.count
    match duration.unit:
        case "working days":
            while left:
                day += ONE_DAY
                left -= day not in off
        case "days":
            day += timedelta(days=left)
        case _:
            months = start.month - 1 + left * (12 if duration.unit == "years" else 1)
            first = date(start.year + months // 12, months % 12 + 1, 1)
            last = (first + timedelta(days=31)).replace(day=1) - ONE_DAY
            day = min(first.replace(day=min(start.day, last.day)), last)
    while day in off:  # working days end on one, unless none were granted
        day += ONE_DAY
    return day


def check_step(step: Deadline) -> None:
    assert recounted(step.start, step.duration, step.skipped) == step.due


def moved(move: Move) -> date | None:
    """The day that a move comes to, from its own parts."""
    if move.kind == "promise":
        return move.after
    if move.kind == "extension":
        return recounted(move.before, parse_duration(move.by), move.skipped) if move.by else move.after
    if move.end is None:
        return None
    if move.left < 0:
        return move.after  # counted back: the moves that restore lost time are tried by `remaining` in test_deadlines
    return max(move.before, recounted(move.end, Duration(move.left, move.unit), move.skipped))


def later_steps(due: date, clock: Clock, calendar: Calendar) -> set[date]:
    """`due` if it is a step's day, and the days of the steps after it: so far apart as the rule says."""
    days, rule = {due}, [step.duration for step in clock.nominal]
    for at, one in enumerate(rule):
        for later in rule[at + 1 :]:
            day, left = due, later.count - one.count
            while left and "working days" in {one.unit, later.unit}:
                day += ONE_DAY
                left -= calendar.is_working(day)
            days.add(day + left * ONE_DAY)
    return days


def check(clock: Clock, calendar: Calendar) -> None:
    """Day 0, the count, then every move from the day that the one before left."""
    for step in clock.nominal:
        check_step(step)
        assert step.start == clock.opening.start
    due = clock.opening.due or clock.nominal[0].due
    reached = later_steps(due, clock, calendar)
    for move in clock.moves:
        assert move.before in reached
        after = moved(move)
        assert move.after == after
        if after is None:
            assert clock.standing
            after = move.before
        reached = later_steps(after, clock, calendar)
    if not clock.standing and clock.current == 0:
        last = clock.moves[-1].after if clock.moves else due
        assert clock.due in {last, *reached}
        if not clock.opening.chasers:
            assert clock.due == last


def check_all(explanation: Explanation, calendar: Calendar) -> None:
    for clock in (*explanation.earlier, explanation.clock):
        check(clock, calendar)
    for earlier, later in pairwise((*explanation.earlier, explanation.clock)):
        assert later.opening.start >= earlier.opening.start
    if explanation.gap:
        assert explanation.gap.due == explanation.clock.due


@settings(max_examples=50)
@given(stories(), OFFSETS, HOLIDAYS)
def test_an_explanation_recomputes_to_the_same_day(story: Story, offset: int, off: frozenset[date]) -> None:
    rules = rules_with(*OWN, calendar=Calendar.plain(off))
    as_of = START + timedelta(days=offset)
    for explanation in explain(story.thread(as_of), rules, as_of, None):
        check_all(explanation, rules.calendar)


@settings(max_examples=50)
@given(stories(), HOLIDAYS, SOON)
def test_another_holiday_never_makes_the_day_of_a_clock_earlier(
    story: Story, off: frozenset[date], another: date
) -> None:
    """But where it was stopped when overdue: then it is as many working days overdue again, counted back."""
    before, after = (
        explain(story.thread(LONG), rules_with(*OWN, calendar=Calendar.plain(days)), LONG, None)
        for days in (off, off | {another})
    )
    for one, other in zip(before, after, strict=True):
        if all(move.left >= 0 for move in (*one.clock.moves, *other.clock.moves)):
            assert one.clock.due <= other.clock.due


# What would change it comes true


def due_of(story: Story, like: Clock, rules: RuleSet, as_of: date = LONG) -> date | None:
    found = explain(story.thread(as_of), rules, as_of, None)
    same = [
        e.clock for e in found if (e.clock.rule.name, e.clock.opening.entry) == (like.rule.name, like.opening.entry)
    ]
    return same[0].due if same else None


@settings(max_examples=50)
@given(stories(), st.frozensets(SOON, min_size=1, max_size=4), SOON)
def test_what_a_calendar_would_change_comes_true_on_such_a_calendar(
    story: Story, off: frozenset[date], as_of: date
) -> None:
    rules = rules_with(*OWN, calendar=Calendar.plain(off))
    for explanation in explain(story.thread(as_of), rules, as_of, None):
        for change in explanation.changes:
            if change.kind == "holiday" and change.day:
                other = rules_with(*OWN, calendar=Calendar.plain(off | {change.day}))
                assert due_of(story, explanation.clock, other, as_of) == change.due
            elif change.kind == "worked" and change.day and change.day in off:
                other = rules_with(*OWN, calendar=Calendar.plain(off - {change.day}))
                assert due_of(story, explanation.clock, other, as_of) == change.due


@settings(max_examples=50)
@given(stories(), HOLIDAYS, HOLIDAYS)
def test_where_it_says_that_no_holiday_moves_it_none_does(
    story: Story, off: frozenset[date], others: frozenset[date]
) -> None:
    rules, other = (rules_with(*OWN, calendar=Calendar.plain(days)) for days in (off, others))
    for explanation in explain(story.thread(LONG), rules, LONG, None):
        if any(change.text == "No holiday moves it" for change in explanation.changes):
            assert due_of(story, explanation.clock, other) == explanation.clock.due


@settings(max_examples=50)
@given(stories())
def test_what_a_reminder_would_change_comes_true_when_one_is_sent(story: Story) -> None:
    rules = rules_with(*OWN)
    before = explain(story.thread(LONG), rules, LONG, None)
    story.sends(LONG.isoformat())
    for explanation in before:
        for change in explanation.changes:
            if change.kind == "reminder":
                assert due_of(story, explanation.clock, rules) == change.due


@settings(max_examples=50)
@given(stories())
def test_what_going_on_would_change_comes_true_when_it_does(story: Story) -> None:
    rules, as_of = rules_with(*OWN), LONG
    before = explain(story.thread(as_of), rules, as_of, None)
    for opening in {pause.opening for pause in story.thread(as_of).pauses if pause.end is None}:
        story.resumes(2, opening, on=as_of.isoformat())
    for explanation in before:
        for change in explanation.changes:
            if change.kind == "resumed":
                assert due_of(story, explanation.clock, rules) == change.due


def test_a_reminder_that_would_come_before_a_step_that_was_put_off_brings_the_next_one_forward() -> None:
    story, rules = Story("2020-03-02"), rules_with()
    story.sends("2020-03-02")
    story.sends("2020-04-27")  # late: the steps of 14 and 30 days wait until 2 and 7 May
    found = explain(story.thread(LONG), rules, LONG, None)
    told = [change.due for e in found for change in e.changes if change.kind == "reminder" and e.clock.current == 1]
    assert date(2020, 5, 1) == LONG
    assert told == [date(2020, 5, 6)]

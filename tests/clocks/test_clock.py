"""Properties of every clock, whatever happens in its thread."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.clocks.calendars import Calendar
from assistant.clocks.clock import Clock, clock_of
from assistant.clocks.deadlines import remaining
from assistant.clocks.durations import Duration, Unit
from assistant.clocks.explain import explain
from assistant.clocks.gaps import clocks, gap_of, gaps
from assistant.clocks.rules import Rule, RuleSet
from assistant.record.kinds import DraftState, ObligationOpened
from assistant.record.openings import openings
from tests.clocks.threads import BOTH, DEFAULTS, Story, rules_with

START = date(2020, 3, 2)
LETTER = 2
"""The entry of the first letter."""
HOLIDAYS = st.frozensets(st.dates(START, START + timedelta(days=90)), max_size=30)
OFFSETS = st.integers(0, 60)


def on(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


def hold(story: Story, when: str, other: str, count: int) -> None:
    story.they_promise("soon", story.receives(when, "holding"), other)


def put_off(story: Story, when: str, other: str, count: int) -> None:
    """The last promise of theirs."""
    given = [line.n for line in story.lines if isinstance(line.fact, ObligationOpened)]
    story.extends(given[-1] if given else LETTER, story.receives(when, "acknowledgement"), by=f"{count} days")


def grant_days(story: Story, when: str, other: str, count: int) -> None:
    story.extends(LETTER, story.receives(when, "acknowledgement"), by=f"{count} days")


def grant_working_days(story: Story, when: str, other: str, count: int) -> None:
    story.extends(LETTER, story.receives(when, "acknowledgement"), by=f"{count} working days")


def grant_until(story: Story, when: str, other: str, count: int) -> None:
    story.extends(LETTER, story.receives(when, "acknowledgement"), to=other)


def restart(story: Story, when: str, other: str, count: int) -> None:
    story.restarts(LETTER, story.sends(when))


EVENTS = (
    restart,
    lambda story, when, other, count: story.sends(when),
    lambda story, when, other, count: story.receives(when, "partial"),
    lambda story, when, other, count: story.receives(when, "automatic"),
    lambda story, when, other, count: story.pauses(LETTER, on=when),
    lambda story, when, other, count: story.resumes(LETTER, on=when),
    lambda story, when, other, count: story.asks_us("timelines", story.receives(when, "partial")),
    hold,
    put_off,
    grant_days,
    grant_working_days,
    grant_until,
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A letter, perhaps with a question, and then anything at all."""
    story = Story(on(0))
    story.sends(on(0))
    if draw(st.booleans()):
        story.asks_them("which steps", LETTER, due=draw(st.none() | OFFSETS.map(on)))
    for offset in sorted(draw(st.lists(OFFSETS, max_size=8))):
        draw(st.sampled_from(EVENTS))(story, on(offset), on(draw(OFFSETS)), draw(st.integers(0, 20)))
    return story


def all_clocks(story: Story, as_of: date, rules: RuleSet = BOTH) -> list[Clock]:
    thread = story.thread(as_of)
    return list(clocks(thread, rules, openings(thread)))


@given(stories(), OFFSETS)
def test_an_explanation_comes_to_the_same_day_as_the_gap(story: Story, offset: int) -> None:
    as_of = START + timedelta(days=offset)
    thread = story.thread(as_of)
    for gap in gaps(thread, BOTH, as_of):
        (explained,) = explain(thread, BOTH, as_of, gap.id)
        assert explained.gap == gap
        assert explained.clock.due == gap.due
        assert explained.lines()


@given(stories(), st.integers(0, 40))
def test_every_clock_is_in_exactly_one_state_each_day_and_due_once(story: Story, warn: int) -> None:
    as_of = START + timedelta(days=60)
    thread = story.thread(as_of)
    for clock in clocks(thread, BOTH, openings(thread)):
        days = [clock.due + timedelta(days=n) for n in range(-warn - 5, 6)]
        states = [gap.state if (gap := gap_of(thread, clock, day)) else None for day in days]
        order = [None, "upcoming", "due", "overdue"]
        assert clock.standing == (states == [None] * len(days))
        if not clock.standing:
            assert states == sorted(states, key=order.index)
            assert states.count("due") == 1
            assert states.count("upcoming") == min(warn + 5, clock.rule.warn.count)


@given(stories(), OFFSETS)
def test_an_automatic_reply_changes_no_gap(story: Story, offset: int) -> None:
    as_of = START + timedelta(days=60)
    before = story.gaps(as_of, BOTH)
    story.receives(on(offset), "automatic")
    assert story.gaps(as_of, BOTH) == before


@given(stories(), OFFSETS, st.sampled_from(["editing", "final", "exported", "sent", "discarded"]))
def test_a_draft_starts_and_moves_no_clock_but_its_own(story: Story, offset: int, state: DraftState) -> None:
    as_of = START + timedelta(days=60)
    before = all_clocks(story, as_of)
    story.drafts(on(offset), state)
    assert [clock for clock in all_clocks(story, as_of) if clock.opening.kind != "draft-stale"] == before


@given(stories(), st.integers(1, 60))
def test_a_reminder_never_moves_a_legal_clock(story: Story, offset: int) -> None:
    as_of = START + timedelta(days=60)
    before = {(c.rule.name, c.opening.entry): (c.due, c.steps) for c in all_clocks(story, as_of) if c.rule.statutory}
    story.sends(on(offset))
    after = {(c.rule.name, c.opening.entry): (c.due, c.steps) for c in all_clocks(story, as_of) if c.rule.statutory}
    assert before.items() <= after.items()


@given(stories())
def test_steps_never_come_before_the_ones_they_follow(story: Story) -> None:
    for clock in all_clocks(story, START + timedelta(days=60)):
        assert list(clock.steps) == sorted(clock.steps)


@given(
    st.integers(0, 30),
    st.sampled_from(["days", "working days"]),
    st.integers(0, 40),
    st.integers(0, 40),
    HOLIDAYS,
)
def test_a_pause_moves_the_due_day_by_exactly_its_days(
    count: int, unit: Unit, begins: int, lasts: int, off: frozenset[date]
) -> None:
    calendar, after = Calendar.plain(off), Duration(count, unit)
    rules = RuleSet([Rule("r", "no-reply", after, (after,))], calendar)

    def clock(*, paused: bool) -> Clock:
        story = Story(on(0))
        letter = story.sends(on(0))
        if paused:
            story.pauses(letter, on=on(begins))
            story.resumes(letter, on=on(begins + lasts))
        thread = story.thread(START + timedelta(days=200))
        (opening,) = [o for o in openings(thread) if o.kind == "no-reply"]
        return clock_of(thread, opening, rules.rules[0], rules)

    free, paused = clock(paused=False).due, clock(paused=True).due
    start = START + timedelta(days=begins)
    stopped = remaining(start, start + timedelta(days=lasts), unit, calendar)
    assert remaining(free, paused, unit, calendar) == stopped


@given(stories(), st.integers(1, 30))
def test_the_same_day_gives_the_same_gaps(story: Story, offset: int) -> None:
    as_of = START + timedelta(days=offset)
    assume(story.gaps(as_of, DEFAULTS))
    assert story.gaps(as_of, DEFAULTS) == story.gaps(as_of, rules_with())

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.clocks.calendars import Calendar, YearDays, weekend_mask
from assistant.clocks.durations import Duration, Unit, parse_duration
from assistant.clocks.gaps import gaps
from assistant.clocks.rules import Rule, RuleSet
from assistant.config import RuleSettings
from tests.clocks.threads import DEFAULTS, Story, day, only, rules_with

UNITS: st.SearchStrategy[Unit] = st.sampled_from(["days", "working days", "months", "years"])
HOLIDAYS = st.frozensets(st.dates(date(2019, 1, 1), date(2020, 12, 31)), max_size=60)


@st.composite
def rule_sets(draw: st.DrawFn, units: st.SearchStrategy[Unit] = UNITS, *, rolled: bool = True) -> RuleSet:
    """One or two no-reply rules of any length on a calendar full of holes."""
    rules = []
    for name in ("one", "other")[: draw(st.integers(1, 2))]:
        unit = draw(units)
        after = Duration(draw(st.integers(0, {"years": 2, "months": 20}.get(unit, 80))), unit)
        warn = Duration(draw(st.integers(0, 15)), "days")
        basis = draw(st.sampled_from(["", "Act"]))
        rules.append(Rule(name, "no-reply", after, (after,), warn, basis, rolled and draw(st.booleans())))
    return RuleSet(rules, Calendar.plain(draw(HOLIDAYS)))


def shown(start: date, rules: RuleSet, as_of: date) -> bool:
    """Whether a letter of `start` is a gap on `as_of`."""
    story = Story("2000-01-01")
    story.sends(start.isoformat())
    return bool(gaps(story.thread(max(start, as_of)), rules, as_of))


@given(rule_sets(), st.dates(date(2019, 6, 1), date(2020, 12, 31)), st.integers(1, 500))
def test_no_start_beyond_reach_shows(rules: RuleSet, as_of: date, beyond: int) -> None:
    reach = rules.reach("no-reply", as_of)
    assert reach is not None
    assert not shown(reach + timedelta(days=1), rules, as_of)
    assert not shown(reach + timedelta(days=beyond), rules, as_of)


@given(rule_sets(st.just("days"), rolled=False), st.dates(date(2019, 6, 1), date(2020, 12, 31)), st.integers(0, 500))
def test_where_no_day_is_skipped_every_start_within_reach_shows(rules: RuleSet, as_of: date, before: int) -> None:
    reach = rules.reach("no-reply", as_of)
    assert reach is not None
    assert shown(reach - timedelta(days=before), rules, as_of)


@given(
    rule_sets(),
    st.dates(date(2019, 6, 1), date(2020, 12, 31)),
    st.integers(1, 30),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_nothing_that_moves_a_due_day_later_makes_a_start_beyond_reach_show(
    rules: RuleSet, as_of: date, beyond: int, paused: int, lasting: int
) -> None:
    reach = rules.reach("no-reply", as_of)
    assert reach is not None
    start = reach + timedelta(days=beyond)
    assume(start <= as_of)
    story = Story("2000-01-01")
    letter = story.sends(start.isoformat())
    stop = start + timedelta(days=paused - 15)
    story.pauses(letter, on=stop.isoformat())
    story.resumes(letter, on=(stop + timedelta(days=lasting)).isoformat())
    story.extends(letter, letter, by="3 working days")
    story.sends(start.isoformat())
    assert story.gaps(as_of, rules) == ()


def test_reach_of_the_default_rules() -> None:
    as_of = day("2020-10-19")
    assert DEFAULTS.reach("no-reply", as_of) == day("2020-10-12")
    assert DEFAULTS.reach("no-acknowledgement", as_of) == day("2020-10-14")  # five days at the least
    assert DEFAULTS.reach("we-owe", as_of) == day("2020-10-15")
    assert DEFAULTS.reach("undelivered", as_of) == as_of


def test_kinds_that_count_to_their_own_date_have_no_reach_but_a_warning_time() -> None:
    assert DEFAULTS.reach("commitment-due", day("2020-10-19")) is None
    assert DEFAULTS.warn_days("commitment-due") == 3
    assert DEFAULTS.warn_days("promise-passed") == 0


def test_a_kind_without_a_rule_has_neither() -> None:
    rules = rules_with(RuleSettings(kind="gone-quiet", off=True))
    assert rules.for_kind("gone-quiet") == ()
    assert rules.reach("gone-quiet", day("2020-10-19")) is None
    assert rules.warn_days("gone-quiet") == 0


def test_of_several_rules_the_one_that_reaches_furthest_counts() -> None:
    slow = RuleSettings(kind="no-reply", name="act", after="30 days", basis="Act", warn="28 days")
    rules = rules_with(slow)
    assert rules.reach("no-reply", day("2020-10-19")) == day("2020-10-17")  # due 16 November
    assert rules.warn_days("no-reply") == 28


@pytest.mark.parametrize("as_of", [date.min, date(1, 1, 5), date.max])
def test_reach_keeps_within_the_calendar(as_of: date) -> None:
    reach = only(RuleSettings(kind="no-reply", after="10 days")).reach("no-reply", as_of)
    assert reach == (date(9999, 12, 21) if as_of == date.max else None)


def test_what_was_counted_once_is_not_counted_again() -> None:
    start, week = day("2020-10-09"), parse_duration("7 days")
    assert DEFAULTS.deadline(start, week, False) is DEFAULTS.deadline(start, week, False)


def test_only_years_that_a_due_day_depends_on_are_warned_of() -> None:
    calendar = Calendar(lambda year: YearDays(weekend_mask(year, {5, 6}), covered=year == 2020))
    rules = rules_with(calendar=calendar)
    rules.reach("no-acknowledgement", day("2020-12-30"))
    before = rules.uncovered
    rules.deadline(day("2020-12-30"), parse_duration("5 working days"), False)
    assert (before, rules.uncovered) == ((), (2021,))

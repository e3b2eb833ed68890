"""Steps set apart, repeated and capped: days counted by hand on a calendar. October 2020: the 1st is a Thursday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clocks.clock import Clock
from assistant.clocks.explain import explain
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import clocks
from assistant.clocks.rule import MOST_STEPS
from assistant.clocks.rules import RuleSet
from assistant.config import RuleSettings
from assistant.errors import UsageProblem
from assistant.record.openings import openings
from tests.clocks.threads import Story, day, only, rules_with


def rule(after: str = "7 days", *steps: str, **keys: object) -> RuleSet:
    return only(RuleSettings(kind="no-reply", name="r", after=after, steps=steps, **keys))  # type: ignore[arg-type]


def clock(rules: RuleSet, on: str, *chased: str) -> Clock:
    """The clock on a day of a letter of 1 October 2020 and our reminders of it."""
    thread = letter(*chased).thread(on)
    (found,) = clocks(thread, rules, openings(thread), day(on))
    return found


def letter(*chased: str) -> Story:
    story = Story("2020-10-01")
    story.sends("2020-10-01")
    for sent in chased:
        story.sends(sent)
    return story


def steps(rules: RuleSet, on: str, *chased: str) -> list[str]:
    return [step.strftime("%m-%d") for step in clock(rules, on, *chased).steps]


def gap(rules: RuleSet, on: str, *chased: str) -> Gap:
    (found,) = letter(*chased).gaps(on, rules)
    return found


def test_without_a_reminder_nothing_is_set_apart() -> None:
    assert steps(rule("7 days", "9 days", spacing="5 days"), "2020-10-30") == ["10-08", "10-10"]


def test_a_later_step_waits_for_so_many_days_after_our_last_reminder() -> None:
    rules = rule("7 days", "14 days", "30 days", spacing="5 days")
    assert steps(rules, "2020-10-30", "2020-10-08") == ["10-08", "10-15", "10-31"]
    assert steps(rules, "2020-10-30", "2020-10-13") == ["10-08", "10-18", "10-31"]
    assert steps(rules, "2020-10-30", "2020-10-08", "2020-10-29") == ["10-08", "10-15", "11-03"]


def test_steps_stay_apart_from_one_another_too() -> None:
    rules = rule("7 days", "14 days", "30 days", spacing="5 days")
    assert steps(rules, "2020-10-30", "2020-10-29") == ["10-08", "11-03", "11-08"]


def test_spacing_counts_working_days() -> None:
    rules = rule("7 days", "14 days", spacing="3 working days")
    assert steps(rules, "2020-10-30", "2020-10-15") == ["10-08", "10-20"]  # Friday, Monday, Tuesday


def test_the_last_step_too_waits_after_the_reminders_that_follow_it() -> None:
    rules = rule("7 days", spacing="5 days")
    assert gap(rules, "2020-10-13", "2020-10-08").state == "due"
    assert letter("2020-10-08", "2020-10-12").gaps("2020-10-13", rules) == ()


def test_steps_are_repeated_up_to_the_day_and_no_further() -> None:
    rules = rule("7 days", "14 days", repeat="10 days")
    assert steps(rules, "2020-10-24") == ["10-08", "10-15"]
    assert steps(rules, "2020-10-25") == ["10-08", "10-15", "10-25"]
    assert steps(rules, "2020-11-20") == ["10-08", "10-15", "10-25", "11-04", "11-14"]


def test_each_repetition_is_a_step_of_its_own_with_its_day() -> None:
    rules = rule("7 days", "14 days", repeat="10 days")
    third = gap(rules, "2020-10-30")
    assert (third.id, third.step, third.step_due, third.due) == (
        "r:pta-2020-001#2:3", 3, day("2020-10-25"), day("2020-10-08"),
    )  # fmt: skip


def test_our_reminders_lead_to_the_steps_that_are_repeated() -> None:
    rules = rule("7 days", "14 days", repeat="10 days")
    chased = ("2020-10-09", "2020-10-16", "2020-10-26")
    assert clock(rules, "2020-10-28", *chased).due == day("2020-11-04")
    assert letter(*chased).gaps("2020-10-28", rules) == ()
    assert gap(rules, "2020-11-04", *chased).step == 4


def test_a_promise_moves_a_repeated_step_and_those_after_it() -> None:
    rules = rules_with(RuleSettings(kind="no-reply", after="7 days", repeat="10 days"))
    story = letter("2020-10-09", "2020-10-19")
    holding = story.receives("2020-10-20", "holding")
    story.they_promise("we will revert", holding, "2020-11-10")
    thread = story.thread("2020-11-25")
    (found,) = (c for c in clocks(thread, rules, openings(thread), day("2020-11-25")) if c.rule.kind == "no-reply")
    assert found.due == day("2020-11-10")
    assert found.steps[-1] == day("2020-11-20")


def test_months_are_repeated_from_one_and_the_same_day() -> None:
    rules = rule("30 days", repeat="1 month")  # 31 October
    assert steps(rules, "2021-01-31") == ["10-31", "11-30", "12-31", "01-31"]


def test_repeated_working_days_skip_days_off() -> None:
    assert steps(rule("1 day", repeat="3 working days"), "2020-10-13") == ["10-02", "10-07", "10-12"]


def test_a_cap_ends_the_repetition_and_then_it_is_for_somebody_else() -> None:
    rules = rule("7 days", repeat="7 days", cap=3)
    assert steps(rules, "2021-06-01") == ["10-08", "10-15", "10-22"]
    assert gap(rules, "2020-10-22", "2020-10-09", "2020-10-16").suggests == "escalation"  # as after two reminders ever
    last = gap(rules, "2021-06-01", "2020-10-09", "2020-10-16", "2020-10-23", "2020-10-24")
    assert (last.step, last.due, last.suggests) == (3, day("2020-10-22"), "escalation")
    assert gap(rule("7 days", cap=1), "2020-11-01", "2020-10-09").suggests == "escalation"
    assert gap(rule("7 days"), "2020-11-01", "2020-10-09").suggests == "second-reminder"


def test_a_cap_cuts_the_steps_that_a_default_gives() -> None:
    rules = rules_with(RuleSettings(kind="no-reply", cap=2))
    (found,) = rules.for_kind("no-reply")
    assert [str(step) for step in found.steps] == ["7 days", "14 days"]


def test_without_a_cap_it_ends_all_the_same() -> None:
    rules = rule("1 day", repeat="1 day")
    assert len(clock(rules, "2030-01-01").steps) == MOST_STEPS
    reminders = [(day("2020-10-02") + timedelta(days=n)).isoformat() for n in range(MOST_STEPS + 5)]
    assert gap(rules, "2030-01-01", *reminders).step == MOST_STEPS


def test_the_end_of_the_calendar_is_not_passed() -> None:
    story = Story("2020-10-01")
    asked = story.sends("2020-10-01")
    story.asks_them("the file", asked, due="9999-12-31")
    story.sends("2020-10-05")
    rules = rules_with(
        RuleSettings(kind="no-reply", after="7 days", steps=("9 days",), spacing="5 days", repeat="1 day")
    )
    thread = story.thread("2020-10-30")
    (found,) = (c for c in clocks(thread, rules, openings(thread), day("2020-10-30")) if c.rule.kind == "no-reply")
    assert found.due == date.max


def test_explain_says_how_the_steps_go_on() -> None:
    rules = rule("7 days", repeat="10 days", spacing="5 days")
    thread = letter("2020-10-09").thread("2020-10-16")
    (found,) = explain(thread, rules, day("2020-10-18"), None)
    assert "step 2, 10 days after the one before, Sunday 18 October 2020" in "\n".join(found.lines())
    late = letter("2020-10-15").thread("2020-10-20")
    (put_off,) = explain(late, rules, day("2020-10-20"), None)
    said = "step 2, 10 days after the one before, at least 5 days after the last reminder, Tuesday 20 October 2020"
    assert said in "\n".join(put_off.lines())
    (capped,) = explain(thread, rule("7 days", repeat="10 days", cap=4), day("2020-10-18"), None)
    assert "step 2 of 4, 10 days after the one before, Sunday 18 October 2020" in "\n".join(capped.lines())


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"repeat": "0 days"}, "repeat"),
        ({"repeat": "often"}, "repeat"),
        ({"spacing": "0 days"}, "spacing"),
        ({"spacing": "5 days", "basis": "Act"}, "spacing"),
        ({"repeat": "5 days", "basis": "Act"}, "repeat"),
        ({"cap": 2, "basis": "Act"}, "cap"),
        ({"cap": -1}, "cap"),
        ({"cap": 101}, "cap"),
        ({"cap": 2, "steps": ("14 days", "30 days")}, "cap"),
        ({"channels": ("fax",)}, "channels"),
        ({"threads": ("PTA 1",)}, "threads"),
        ({"severity": "grave"}, "severity"),
        ({"high_after": "2 working days"}, "high_after"),
        ({"critical_after": "late"}, "critical_after"),
    ],
)
def test_what_cannot_be_names_its_key(keys: dict[str, object], key: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        only(RuleSettings(kind="no-reply", name="r", after="7 days", **keys))  # type: ignore[arg-type]
    assert raised.value.where == f"rule 'r' (number 1), `{key}`"


DURATIONS = st.builds(
    lambda count, unit: f"{count} {unit}", st.integers(1, 20), st.sampled_from(["days", "working days"])
)


@given(DURATIONS, DURATIONS, DURATIONS, st.lists(st.integers(0, 40), max_size=4), st.integers(0, 120))
def test_pacing_only_moves_later_and_keeps_its_order(
    after: str, spacing: str, repeat: str, chased: list[int], on: int
) -> None:
    start = day("2020-10-01")
    days = [(start + timedelta(days=n)).isoformat() for n in chased if n <= on]
    as_of = (start + timedelta(days=on)).isoformat()
    plain = clock(rule(after, repeat=repeat), as_of, *days)
    spaced = clock(rule(after, repeat=repeat, spacing=spacing), as_of, *days)
    assert len(spaced.steps) == len(plain.steps)
    assert all(later >= earlier for earlier, later in zip(plain.steps, spaced.steps, strict=True))
    assert list(spaced.steps) == sorted(spaced.steps)
    assert spaced.reached(day(as_of)) >= spaced.current
    if days:
        assert spaced.due > max(map(day, days))

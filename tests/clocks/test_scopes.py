"""Where a rule applies, which one wins, and who looks after the gap."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from assistant.clocks.calendars import Calendar
from assistant.clocks.gaps import clocks, gaps
from assistant.clocks.owners import owners_for
from assistant.clocks.rulebook import rules_for
from assistant.clocks.rules import RuleSet, rule_set, rulebook
from assistant.config import RegulatorSettings, RuleSettings, Settings
from assistant.errors import UsageProblem
from assistant.record.openings import openings
from assistant.record.standing import outlined, standing
from assistant.record.thread import Thread
from assistant.settings.owners import OwnerSettings
from tests.clocks.threads import Story, day, rules_with

WIDE = RuleSettings(kind="no-reply", after="20 days")


def asked(channel: Any = "letter", *, tags: tuple[str, ...] = (), thread: str = "pta-2020-001") -> Thread:
    """A thread in which one letter, mail or call of 1 October 2020 waits for its reply."""
    story = Story("2020-10-01", thread)
    story.sends("2020-10-01", channel)
    return structs.replace(story.thread("2020-12-31"), tags=tags)


def counted(rules: RuleSet, thread: Thread) -> list[tuple[str, int]]:
    """The no-reply rules that apply, and after how many days."""
    found = clocks(thread, rules, openings(thread))
    return [(c.rule.name, c.rule.after.count) for c in found if c.rule.kind == "no-reply"]


@pytest.mark.parametrize(
    ("scope", "thread", "days"),
    [
        ({"channels": ("letter",)}, asked("letter"), 3),
        ({"channels": ("email", "letter")}, asked("letter"), 3),
        ({"channels": ("email",)}, asked("letter"), 20),
        ({"threads": ("pta-2020-001",)}, asked(), 3),
        ({"threads": ("pta-2020-002",)}, asked(), 20),
        ({"tags": ("privacy", "youth")}, asked(tags=("youth", "x")), 3),
        ({"tags": ("Privacy",)}, asked(tags=("PRIVACY",)), 3),
        ({"tags": ("privacy",)}, asked(tags=("youth",)), 20),
        ({"tags": ("privacy",)}, asked(), 20),
        ({"regulators": ("PTA",), "channels": ("letter",), "tags": ("privacy",)}, asked(tags=("privacy",)), 3),
        ({"regulators": ("PTA",), "channels": ("email",), "tags": ("privacy",)}, asked(tags=("privacy",)), 20),
        ({"regulators": ("FCC",), "channels": ("letter",)}, asked(), 20),
    ],
)
def test_a_rule_applies_where_every_scope_that_it_names_fits(
    scope: dict[str, tuple[str, ...]], thread: Thread, days: int
) -> None:
    rules = rules_with(WIDE, RuleSettings(kind="no-reply", after="3 days", **scope))  # type: ignore[arg-type]
    assert counted(rules, thread) == [("no-reply", days)]
    few = outlined(standing(thread))
    assert [c.rule for c in clocks(few.thread, rules, few.openings)] == [
        c.rule for c in clocks(thread, rules, openings(thread))
    ]


def test_of_rules_with_one_name_the_last_that_applies_wins_whatever_is_narrower() -> None:
    tagged = RuleSettings(kind="no-reply", after="3 days", tags=("privacy",))
    lettered = RuleSettings(kind="no-reply", after="4 days", channels=("letter",))
    rules = rules_with(tagged, lettered)
    assert counted(rules, asked("letter", tags=("privacy",))) == [("no-reply", 4)]
    assert counted(rules, asked("email", tags=("privacy",))) == [("no-reply", 3)]
    assert counted(rules, asked("email")) == [("no-reply", 7)]


def test_two_rules_of_one_name_count_side_by_side_from_the_same_day() -> None:
    story = Story("2020-10-01")
    for channel in ("letter", "email"):
        story.asks_them(f"by {channel}", story.sends("2020-10-01", channel))
    rules = rules_with(RuleSettings(kind="no-reply", after="3 days", channels=("letter",)))
    found = [gap for gap in story.gaps("2020-10-20", rules) if gap.kind == "no-reply"]
    assert {gap.words: gap.due for gap in found} == {"by letter": day("2020-10-04"), "by email": day("2020-10-08")}


def test_a_narrower_rule_can_switch_off_and_on() -> None:
    off = rules_with(RuleSettings(kind="no-reply", off=True, threads=("pta-2020-001",)))
    assert counted(off, asked()) == []
    assert counted(off, asked(thread="pta-2020-002")) == [("no-reply", 7)]
    on = rules_with(RuleSettings(kind="no-reply", off=True), RuleSettings(kind="no-reply", after="3 days", tags=("x",)))
    assert counted(on, asked()) == []
    assert counted(on, asked(tags=("x",))) == [("no-reply", 3)]


def test_a_rule_for_a_channel_does_not_apply_to_what_no_message_opened() -> None:
    story = Story("2020-10-01")
    story.asks_them("the file number", on="2020-10-01")
    rules = rules_with(RuleSettings(kind="no-reply", after="3 days", channels=("letter", "email", "call")))
    assert counted(rules, story.thread("2020-12-31")) == [("no-reply", 7)]


def test_a_rule_for_an_absorbed_thread_follows_it() -> None:
    rules = rules_with(RuleSettings(kind="no-reply", after="3 days", threads=("pta-2020-002",)))
    assert counted(rules, structs.replace(asked(), absorbed=("pta-2020-002",))) == [("no-reply", 3)]


def test_a_check_reaches_as_far_as_the_shortest_rule_that_might_apply() -> None:
    rules = rules_with(RuleSettings(kind="no-reply", after="1 day", tags=("privacy",)))
    assert rules.reach("no-reply", day("2020-10-19")) == day("2020-10-18")
    assert [gap.due for gap in gaps(asked(tags=("privacy",)), rules, date(2020, 10, 5)) if gap.kind == "no-reply"]


def test_what_is_overridden_for_all_of_a_regulators_matters_is_left_out() -> None:
    narrow = RuleSettings(kind="no-reply", after="3 days", tags=("x",))
    book = rulebook(Settings(rules=(narrow, structs.replace(WIDE, regulators=("PTA",)))))
    assert [(r.name, r.after.count) for r in rules_for(book, "PTA") if r.kind == "no-reply"] == [("no-reply", 20)]
    assert [r.after.count for r in rules_for(book, "FCC") if r.kind == "no-reply"] == [7, 3]


@pytest.mark.parametrize(
    ("earlier", "later", "dead"),
    [
        ({}, {}, True),
        ({"tags": ("x",)}, {}, True),
        ({}, {"tags": ("x",)}, False),
        ({"channels": ("email",)}, {"channels": ("email", "letter")}, True),
        ({"channels": ("email", "letter")}, {"channels": ("email",)}, False),
        ({"threads": ("pta-2020-001",)}, {"threads": ("pta-2020-001",), "tags": ("x",)}, False),
        ({"regulators": ("PTA",)}, {"regulators": ("FCC",)}, False),
    ],
)
def test_a_rule_that_a_later_one_overrides_wherever_it_applies_is_an_error(
    earlier: dict[str, tuple[str, ...]], later: dict[str, tuple[str, ...]], dead: bool
) -> None:
    rules = tuple(RuleSettings(kind="no-reply", after="3 days", **scope) for scope in (earlier, later))  # type: ignore[arg-type]
    if not dead:
        assert rulebook(Settings(rules=rules))
        return
    with pytest.raises(UsageProblem, match=r"two rules 'no-reply' .*number 1 and number 2"):
        rulebook(Settings(rules=rules))


OWNERS = (
    OwnerSettings("all of PTA", regulators=("PTA",)),
    OwnerSettings("tagged", tags=("privacy",)),
    OwnerSettings("one thread", threads=("pta-2020-001",)),
    OwnerSettings("tagged at FCC", regulators=("FCC",), tags=("privacy",)),
    OwnerSettings("nowhere"),
)


def owner(settings: Settings, thread: Thread) -> str:
    rules = rule_set(rulebook(settings), "PTA", Calendar.plain(), owners_for(settings, "PTA"))
    found = [gap for gap in gaps(thread, rules, date(2020, 12, 31)) if gap.kind == "no-reply"]
    return found[0].owner


@pytest.mark.parametrize(
    ("thread", "rule_owner", "expected"),
    [
        (asked(tags=("privacy",)), "the rule's", "one thread"),
        (asked(tags=("privacy",), thread="pta-2020-002"), "the rule's", "tagged"),
        (asked(thread="pta-2020-002"), "the rule's", "the rule's"),
        (asked(thread="pta-2020-002"), "", "all of PTA"),
    ],
)
def test_the_most_specific_owner_looks_after_a_gap(thread: Thread, rule_owner: str, expected: str) -> None:
    rule = RuleSettings(kind="no-reply", after="7 days", owner=rule_owner)
    assert owner(Settings(rules=(rule,), owners=OWNERS), thread) == expected


def test_the_owner_at_the_regulator_comes_before_owners_of_it_and_nobody_is_nobody() -> None:
    named = Settings(regulators={"PTA": RegulatorSettings(owner="sana")}, owners=OWNERS[:1])
    assert owner(named, asked()) == "sana"
    assert owner(Settings(owners=(OwnerSettings("nowhere"),)), asked()) == ""


def test_of_two_owners_alike_the_later_looks_after_it() -> None:
    twice = (OwnerSettings("first", tags=("a",)), OwnerSettings("second", tags=("b",)))
    assert owner(Settings(owners=twice), asked(tags=("a", "b"))) == "second"

"""What is said of each rule: whether it applies, and why not."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.clocks.applying import Applying, everywhere, in_thread, reminders, strangers
from assistant.clocks.gaps import clocks
from assistant.clocks.rulebook import rulebook
from assistant.config import RegulatorSettings, RuleSettings, Settings
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.standing import Standing, standing
from assistant.record.thread import Thread
from assistant.settings.owners import OwnerSettings
from tests.clocks.threads import Story, day, rules_with
from tests.record.histories import DAYS, FIRST, HISTORIES, Move, entries
from tests.record.writing import SCALE

OWN = (
    RuleSettings(kind="no-reply", after="1 day", channels=("letter", "press")),
    RuleSettings(kind="no-reply", after="12 days", tags=("privacy",), basis="s. 7"),
    RuleSettings(kind="no-reply", off=True, channels=("call",)),
    RuleSettings(kind="we-owe", off=True, tags=("privacy",)),
    RuleSettings(kind="gone-quiet", name="no-acknowledgement", after="1 day", channels=("email",)),
)
BOOK = rulebook(Settings(rules=OWN))
SCOPED = rules_with(*OWN)


def left(*channels: str, tags: tuple[str, ...] = ()) -> Standing:
    """A PTA thread in which each of these messages asked something on 1 October 2020."""
    story = Story("2020-10-01")
    for channel in channels:
        story.asks_them("something", story.sends("2020-10-01", channel))
    return standing(structs.replace(story.thread("2020-12-31"), tags=tags))


def said(found: tuple[Applying, ...], number: int, name: str = "no-reply") -> tuple[bool, str]:
    (one,) = (each for each in found if each.rule.number == number and each.rule.name == name)
    return one.applies, one.why


def own(**keys: object) -> RuleSettings:
    return RuleSettings(kind="no-reply", after="3 days", **keys)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "where", "expected"),
    [
        (own(), left("letter"), (True, "everywhere")),
        (own(), left(), (True, "everywhere; nothing of its kind is open")),
        (own(regulators=("FCC",)), left("letter"), (False, "for FCC, and the thread is PTA's")),
        (own(threads=("pta-2020-009",)), left("letter"), (False, "for pta-2020-009")),
        (own(threads=("pta-2020-001",)), left("letter"), (True, "for pta-2020-001")),
        (own(tags=("a", "b")), left("letter"), (False, "for threads tagged a or b")),
        (own(tags=("a", "b")), left("letter", tags=("b",)), (True, "for threads tagged a or b")),
        (own(channels=("email",)), left("letter"), (False, "for what came by email; what is open came by letter")),
        (own(channels=("email",)), left("letter", "email"), (True, "for what came by email")),
        (own(channels=("email",)), left(), (True, "for what came by email; nothing of its kind is open")),
        (own(off=True), left("letter"), (False, "off everywhere")),
    ],
)
def test_a_rule_says_whether_it_applies_to_a_thread_and_why(
    rule: RuleSettings, where: Standing, expected: tuple[bool, str]
) -> None:
    assert said(in_thread(rulebook(Settings(rules=(rule,))), where), 1) == expected


def test_a_default_says_what_overrides_it() -> None:
    whole = rulebook(Settings(rules=(own(),), text="\n" * 11 + "[[rules]]"))
    assert said(in_thread(whole, left("letter")), 0) == (False, "overridden by rule number 1 (line 12)")
    assert said(everywhere(whole), 0) == (False, "overridden by rule number 1 (line 12)")
    part = rulebook(Settings(rules=(own(channels=("email",), off=True),)))
    assert said(in_thread(part, left("letter", "email")), 0) == (True, "everywhere")
    assert said(in_thread(part, left("email")), 0) == (False, "switched off by rule number 1")
    assert said(everywhere(part), 0) == (True, "everywhere; switched off by rule number 1 for what came by email")
    assert said(everywhere(part), 1) == (False, "off for what came by email")


def test_reminders_are_counted_for_the_rule_that_causes_them() -> None:
    where = left("letter", "email")
    rules = rules_with(own(channels=("email",)), RuleSettings(kind="no-reply", name="late", after="90 days"))
    counts = reminders(where, rules, day("2020-10-09"))
    assert (counts[0, "no-reply"], counts[1, "no-reply"], counts[2, "late"]) == (1, 1, 0)
    hidden = Story("2020-10-01")
    hidden.sends("2020-10-01")
    hidden.snoozes("2020-10-02", "2020-12-01")
    assert not reminders(standing(hidden.thread("2020-10-09")), rules, day("2020-10-09"))


@settings(max_examples=60 * SCALE)
@given(moves=HISTORIES, on=DAYS, tags=st.sampled_from([(), ("privacy",)]))
def test_what_is_said_to_apply_is_what_clocks_count_by(moves: list[Move], on: date, tags: tuple[str, ...]) -> None:
    here = standing(structs.replace(fold_of(moves, on), tags=tags))
    said_to = {each.rule for each in in_thread(BOOK, here) if each.applies}
    counted = {clock.rule for clock in clocks(here.thread, SCOPED, here.openings, on)}
    kinds = {opening.kind for opening in here.openings}
    assert {rule for rule in said_to if rule.kind in kinds} == counted


def fold_of(moves: list[Move], on: date) -> Thread:
    lines = [Line(n, entry.at or "", entry.by, entry.fact) for n, entry in enumerate(entries(moves), 1)]
    return fold(lines, UTC, max(on, FIRST))


def test_names_that_stand_for_nothing_are_told() -> None:
    named = Settings(
        regulators={"PTA": RegulatorSettings(owner="sana")},
        rules=(own(regulators=("PTA", "FCC", "TRAI"), threads=("pta-2020-001", "fcc-2020-001"), owner="lee"),),
        owners=(OwnerSettings("sana", regulators=("OFCOM",)),),
    )
    assert strangers(named, ["FCC"], ["pta-2020-001"]) == (
        "rule 'no-reply' (number 1) names TRAI, which is no regulator here",
        "rule 'no-reply' (number 1) names fcc-2020-001, which is no thread here",
        "owner 'sana' names OFCOM, which is no regulator here",
        "'lee' has no [[owners]] table",
    )
    assert strangers(structs.replace(named, rules=(own(owner="lee"),), owners=()), [], []) == ()

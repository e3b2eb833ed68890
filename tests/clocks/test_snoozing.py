"""What a snooze hides, until when, and what it never hides."""

import pytest

from assistant.clocks.calendars import Calendar, Holiday, YearDays, weekend_mask
from assistant.config import RuleSettings
from tests.clocks.threads import DEFAULTS, Story, day, letter, only, rules_with


def snoozed(story: Story, on: str, kind: str = "no-reply") -> tuple[bool, str | None]:
    gap = story.gap(on, kind)
    assert gap is not None
    return gap.hidden, gap.snoozed_until.isoformat() if gap.snoozed_until else None


def test_a_snooze_hides_through_its_last_day() -> None:
    story, n = letter()
    story.snoozes("2020-10-16", "2020-10-26", "no-reply", n)
    assert snoozed(story, "2020-10-26") == (True, "2020-10-26")
    assert snoozed(story, "2020-10-24") == (True, "2020-10-26")  # whatever the step
    assert snoozed(story, "2020-10-27") == (False, None)
    assert snoozed(story, "2020-10-20", "no-acknowledgement") == (False, None)


def test_a_snooze_without_a_rule_hides_the_whole_thread() -> None:
    story, _ = letter()
    story.snoozes("2020-10-16", "2020-10-26")
    assert {gap.hidden for gap in story.gaps("2020-10-20")} == {True}


@pytest.mark.parametrize(
    ("cls", "on", "hidden"),
    [
        ("acknowledgement", "2020-10-18", True),
        ("automatic", "2020-10-18", True),
        ("partial", "2020-10-18", True),
        ("substantive", "2020-10-18", False),
        ("substantive", "2020-10-16", False),
        ("substantive", "2020-10-15", True),
    ],
)
def test_a_snooze_ends_at_a_substantive_message_after_it(cls: str, on: str, hidden: bool) -> None:
    story = Story("2020-10-01")
    sent = story.sends("2020-10-01", expects_reply=False)
    story.we_promise("a team by 16 October", sent, "2020-10-16")
    story.snoozes("2020-10-16", "2020-10-30")
    story.receives(on, cls)
    assert snoozed(story, "2020-10-20", "commitment-due")[0] is hidden


def test_the_latest_snooze_decides() -> None:
    story, _ = letter()
    story.snoozes("2020-10-16", "2020-10-30")
    story.snoozes("2020-10-17", "2020-10-18")
    assert snoozed(story, "2020-10-18") == (True, "2020-10-18")
    assert snoozed(story, "2020-10-19") == (False, None)


def test_a_snooze_never_carries_a_legal_due_day_past_itself_unseen() -> None:
    rules = only(RuleSettings(kind="no-reply", name="act", after="10 days", basis="Act", warn="5 days"))
    story, _ = letter()
    story.snoozes("2020-10-14", "2020-10-30")
    seen = {on: story.gaps(f"2020-10-{on}", rules)[0] for on in (18, 19, 20)}
    assert [gap.hidden for gap in seen.values()] == [True, False, False]
    assert {gap.snoozed_until for gap in seen.values()} == {day("2020-10-30")}


def test_an_estimate_is_marked_on_the_gap() -> None:
    eid = {day("2020-10-13"): Holiday("Eid (estimated)", True)}
    calendar = Calendar(lambda year: YearDays(weekend_mask(year, {5, 6}), eid))
    story, _ = letter()
    gap = story.gap("2020-10-19", "no-acknowledgement", rules_with(calendar=calendar))
    assert gap is not None
    assert gap.estimated
    assert "estimated holiday" in gap.summary
    story, n = letter()
    story.extends(n, story.receives("2020-10-09", "automatic"), to="2020-10-19")
    named = story.gap("2020-10-19", "no-acknowledgement", rules_with(calendar=calendar))
    assert named is not None
    assert not named.estimated  # a day that somebody named
    assert not any(gap.estimated for gap in story.gaps("2020-10-19", DEFAULTS))

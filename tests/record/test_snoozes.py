"""Until when a snooze surely hides something, which the index leaves out unread: never more than the rules do."""

from datetime import date, timedelta

import pytest

from assistant.record.openings import openings
from assistant.record.snoozes import hidden_until
from tests.clocks.threads import Story, day

LAST = "2020-12-31"


def promised() -> tuple[Story, int]:
    """We owe a team by 16 October; no message of theirs settles that."""
    story = Story("2020-10-01")
    return story, story.we_promise("a team", story.sends("2020-10-01", expects_reply=False), "2020-10-16")


def hidden(story: Story, on: str | date = LAST) -> date | None:
    (found,) = (opening for opening in openings(story.thread(on)) if opening.kind == "commitment-due")
    return hidden_until(story.thread(on), found)


def test_nothing_is_hidden_without_a_snooze_nor_by_one_of_something_else() -> None:
    story, _ = promised()
    assert hidden(story) is None
    other = story.asks_us("the list", story.receives("2020-10-02", "partial"))
    story.snoozes("2020-10-03", "2020-11-30", opening=other)
    assert hidden(story) is None


def test_a_snooze_hides_through_its_last_day_and_the_latest_decides() -> None:
    story, promise = promised()
    story.snoozes("2020-10-03", "2020-11-30")
    assert hidden(story) == day("2020-11-30")
    story.snoozes("2020-10-04", "2020-11-10", opening=promise)
    assert hidden(story) == day("2020-11-10")
    story.snoozes("2020-10-02", "2020-12-10")
    assert hidden(story) == day("2020-11-10")


def test_one_for_a_rule_leaves_it_to_the_rules() -> None:
    story, _ = promised()
    story.snoozes("2020-10-03", "2020-11-30")
    story.snoozes("2020-10-02", "2020-11-20", "commitment-due")
    assert hidden(story) is None


@pytest.mark.parametrize(
    ("cls", "on", "still"),
    [
        ("partial", "2020-10-18", True),
        ("acknowledgement", "2020-10-18", True),
        ("substantive", "2020-10-15", True),
        ("substantive", "2020-10-16", False),
        ("substantive", "2020-10-18", False),
    ],
)
def test_it_hides_nothing_after_a_substantive_message(cls: str, on: str, still: bool) -> None:
    story, _ = promised()
    story.snoozes("2020-10-16", "2020-11-30")
    story.receives(on, cls)
    assert hidden(story) == (day("2020-11-30") if still else None)


def test_a_substantive_message_of_the_same_day_that_was_logged_before_it_does_not_end_it() -> None:
    story, _ = promised()
    story.receives("2020-10-16", "substantive")
    story.snoozes("2020-10-16", "2020-11-30")
    assert hidden(story) == day("2020-11-30")


@pytest.mark.parametrize("answered", [None, "2020-10-15", "2020-10-16", "2020-10-18"])
@pytest.mark.parametrize("rule", [None, "commitment-due", "no-reply"])
def test_what_it_hides_is_hidden_from_the_rules_too(answered: str | None, rule: str | None) -> None:
    story, _ = promised()
    story.snoozes("2020-10-16", "2020-10-20", rule)
    story.snoozes("2020-10-17", "2020-10-24", rule)
    if answered:
        story.receives(answered, "substantive")
    for ahead in range(40):
        on = day("2020-10-10") + timedelta(days=ahead)
        until = hidden(story, on)
        if until and until >= on:
            assert {gap.hidden for gap in story.gaps(on) if gap.kind == "commitment-due"} == {True}, on

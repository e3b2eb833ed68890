"""Promises in holding replies: kept by the answer that they announced, and by nothing that nobody gave a class."""

from __future__ import annotations

import pytest

from assistant.record.kinds import Classified, Message, ObligationUpdated
from assistant.record.openings import ball
from assistant.record.thread import Obligation
from assistant.reports.briefing import part
from tests.clocks.threads import Story, day


def promised() -> tuple[Story, int]:
    """Our letter, and their holding reply with the promise in it."""
    story = Story()
    story.sends("2020-01-05")
    holding = story.receives("2020-01-08", "holding")
    return story, story.they_promise("we will revert", holding, "2020-01-20")


def call(story: Story, on: str, cls: str | None = None) -> int:
    return story._log(on, Message("in", "call", received=on, proposed_class=cls))  # type: ignore[arg-type]


def owed(story: Story, promise: int, on: str = "2020-02-01") -> Obligation:
    found = story.thread(on).obligation(promise)
    assert found
    return found


def kept(story: Story, on: str = "2020-02-01") -> list[str]:
    return [p.keeping for p in part(story.thread(on), day(on), (), {}, {}).promises]


def test_a_call_that_nobody_gave_a_class_keeps_no_promise_and_answers_no_letter() -> None:
    story, promise = promised()
    call(story, "2020-01-15")
    assert owed(story, promise).state == "open"
    assert kept(story) == ["late"]
    assert story.gap("2020-02-01", "promise-passed")
    assert story.gap("2020-02-01", "no-reply")
    assert ball(story.thread("2020-02-01")) == "regulator"


@pytest.mark.parametrize("channel", ["letter", "email", "portal"])
def test_nor_does_a_letter_that_nobody_gave_one(channel: str) -> None:
    story, promise = promised()
    story._log("2020-01-15", Message("in", channel, received="2020-01-15"))  # type: ignore[arg-type]
    assert owed(story, promise).state == "open"
    assert story.gap("2020-02-01", "promise-passed")
    assert story.gap("2020-02-01", "we-owe"), "somebody is to say what it is"


def test_once_it_is_called_an_answer_everything_says_so() -> None:
    story, promise = promised()
    n = call(story, "2020-01-15")
    story._log("2020-01-16", Classified(n, "substantive"))
    settled = owed(story, promise)
    assert (settled.state, settled.updates[-1].by_message, settled.updates[-1].day) == ("settled", n, day("2020-01-15"))
    assert kept(story) == ["kept"]
    assert {gap.kind for gap in story.gaps("2020-02-01")} == {"call-unconfirmed"}
    assert owed(story, promise, "2020-01-14").state == "open", "it had not come yet"


def test_an_answer_that_is_only_proposed_keeps_it_and_is_still_to_be_read() -> None:
    story, promise = promised()
    n = story.unread("2020-01-22")
    assert (owed(story, promise).state, kept(story)) == ("settled", ["kept late"])
    unread = story.gap("2020-02-01", "we-owe")
    assert unread
    assert unread.opened_by.entry == n


@pytest.mark.parametrize(
    ("state", "by", "expected"),
    [
        ("open", None, "open"),
        ("part", "answer", "part"),
        ("withdrawn", None, "withdrawn"),
        ("settled", "answer", "settled"),
    ],
)
def test_what_a_person_says_of_the_promise_holds(state: str, by: str | None, expected: str) -> None:
    story, promise = promised()
    n = story.receives("2020-01-15")
    story._log("2020-01-16", ObligationUpdated(promise, state, n if by else None, day="2020-01-16"))  # type: ignore[arg-type]
    found = owed(story, promise)
    assert found.state == expected
    assert len([u for u in found.updates if u.by_message == n]) == 1, "told once"


def test_a_promise_that_was_withdrawn_before_the_answer_stays_so() -> None:
    story, promise = promised()
    story.withdraws(promise, "2020-01-10")
    story.receives("2020-01-15")
    assert owed(story, promise).state == "withdrawn"


def put_off() -> tuple[Story, int, int]:
    """The same, and a second holding reply with another day."""
    story, promise = promised()
    again = story.receives("2020-01-19", "holding")
    return story, promise, story.they_promise("by the end of the month", again, "2020-01-31")


def test_the_promise_of_a_second_holding_reply_replaces_that_of_the_first_and_both_are_named() -> None:
    story, first, _ = put_off()
    assert story.gaps("2020-01-30") == ()
    gaps = {gap.kind: gap for gap in story.gaps("2020-02-03")}
    assert {kind: gap.due for kind, gap in gaps.items()} == {
        "no-reply": day("2020-01-31"), "promise-passed": day("2020-01-31"),
    }  # fmt: skip
    carrier = owed(story, first).message
    assert f"3 days overdue, instead of the day named in #{carrier}." in gaps["promise-passed"].summary
    assert f"for 31 January 2020, instead of the day named in #{carrier}." in gaps["no-reply"].summary


def test_a_promise_that_was_put_off_counts_again_once_the_later_one_is_taken_back() -> None:
    story, _, second = put_off()
    story.withdraws(second, "2020-01-20")
    assert story.kinds("2020-01-21") == ["no-reply", "promise-passed"]


def test_of_several_promises_none_replaces_another_for_nobody_can_tell_which_is_meant() -> None:
    story, _ = promised()
    again = story.receives("2020-01-19", "holding")
    story.they_promise("the minutes by the end of the month", again, "2020-01-31")
    story.they_promise("the rest in spring", again, "2020-03-01")
    assert [gap.due for gap in story.gaps("2020-02-03") if gap.kind == "promise-passed"] == [
        day("2020-01-20"), day("2020-01-31"),
    ]  # fmt: skip


def test_only_their_promise_in_a_holding_reply_is_kept_by_an_answer() -> None:
    story = Story()
    letter = story.receives("2020-01-08", "partial")
    theirs = story.they_promise("we will revert", letter, "2020-01-20")
    holding = story.receives("2020-01-09", "holding")
    asked = story.asks_us("please", holding)
    story.receives("2020-01-15")
    assert [owed(story, n).state for n in (theirs, asked)] == ["open", "open"]

"""Why no clock runs for an entry: what answered or settled it, and when."""

from __future__ import annotations

import pytest

from assistant.clocks.ended import ended
from assistant.clocks.explain import explain
from assistant.clocks.rules import RuleSet
from tests.clocks.threads import DEFAULTS, WORKWEEK, Story, day, pakistan


def told(story: Story, on: str, target: str | int | None) -> tuple[str, ...]:
    thread = story.thread(on)
    assert explain(thread, DEFAULTS, day(on), target) == ()
    return ended(thread, target)


def test_a_letter_that_was_answered_names_the_answer_and_its_day() -> None:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01")
    receipt = story.receives("2020-10-05", "acknowledgement")
    answer = story.receives("2020-10-09")
    both = (
        f"#{letter} awaited an acknowledgement until #{receipt} of 5 October 2020: its clock ended then.",
        f"#{letter} awaited a reply of PTA until #{answer} of 9 October 2020: its clock ended then.",
    )
    assert told(story, "2020-10-20", letter) == both
    assert told(story, "2020-10-20", f"no-reply:pta-2020-001#{letter}:1") == both


def test_their_mail_that_we_answered_before_anybody_said_what_it_is() -> None:
    story = Story("2020-10-01")
    mail = story.unread("2020-10-01")
    answer = story.sends("2020-10-07", expects_reply=False)
    (sentence,) = told(story, "2020-10-20", mail)
    assert sentence == f"#{mail} awaited our answer until #{answer} of 7 October 2020: its clock ended then."


def test_a_request_says_what_settled_it_from_itself_and_from_its_message() -> None:
    story, named = pakistan()
    steps = named["steps"]
    expected = (
        f"#{steps} (request, they owe: “which steps would restore access”) was settled by #{named['release']}"
        " on 19 October 2020: its clock ended then."
    )
    assert expected in told(story, "2020-10-20", steps)
    assert expected in told(story, "2020-10-20", named["letter"])


def test_what_was_withdrawn_or_names_no_day_or_stands_in_a_closed_thread() -> None:
    story = Story("2020-10-01")
    mail = story.receives("2020-10-01", "acknowledgement")
    question = story.asks_us("your figures", mail)
    story.withdraws(question, "2020-10-04")
    assert "was withdrawn on 4 October 2020: its clock ended then." in told(story, "2020-10-05", question)[0]
    promise = story.we_promise("We will improve.", mail, None)
    assert "names no day and is open until somebody settles it" in told(story, "2020-10-05", promise)[0]
    story.closes("2020-10-06")
    closed = "The thread was closed on 6 October 2020: nothing counts in it since."
    assert told(story, "2020-10-07", None) == (closed,)
    assert told(story, "2020-10-07", promise)[-1] == closed


def test_what_never_had_a_clock_says_why() -> None:
    story = Story("2020-10-01")
    press = story.publishes("2020-10-01")
    thanks = story.receives("2020-10-02", "acknowledgement")
    first = story.sends("2020-10-03")
    reminder = story.sends("2020-10-12")
    sentences = {n: " ".join(ended(story.thread("2020-10-20"), n)) for n in (1, press, thanks, reminder, 99)}
    assert sentences == {
        1: "#1 is no message, request or promise: only these have clocks.",
        press: f"#{press} was not sent to the other side: it awaits no answer.",
        thanks: f"#{thanks} is an acknowledgement, as a person decided: nothing counts from it.",
        reminder: f"#{reminder} was a reminder: the clock is that of #{first}.",
        99: "pta-2020-001 has no entry #99.",
    }


@pytest.mark.parametrize("closed", [False, True])
def test_what_is_open_and_counted_by_no_rule_is_not_said_to_be_answered(closed: bool) -> None:
    story = Story("2020-10-01")
    mail = story.unread("2020-10-01")
    if closed:
        story.closes("2020-10-06")
    thread = story.thread("2020-10-20")
    assert explain(thread, RuleSet((), WORKWEEK), day("2020-10-20"), mail) == ()
    sentences = ended(thread, mail)
    assert (f"#{mail} is open (we-owe), but no rule counts it." in sentences) is not closed
    assert not any("its clock ended" in sentence for sentence in sentences)

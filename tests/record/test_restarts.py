"""A clock counts anew where a person confirms that a re-send or an answered clarification made it so."""

import pytest

from assistant.errors import UsageProblem
from assistant.record.decisions import restart
from assistant.record.kinds import Restarted
from assistant.record.openings import Opening, openings
from tests.clocks.threads import Story, day


def opening(story: Story, kind: str, on: str = "2020-12-31") -> Opening:
    (found,) = [o for o in openings(story.thread(on)) if o.kind == kind]
    return found


def asked() -> tuple[Story, int, int, int]:
    """A letter with a question, and the same letter again after five days."""
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01")
    question = story.asks_them("which steps", letter)
    return story, letter, question, story.sends("2020-10-06")


def test_a_second_letter_alone_is_a_reminder() -> None:
    story, _letter, _question, again = asked()
    found = opening(story, "no-reply")
    assert (found.start, found.chasers, found.restarted_by) == (day("2020-10-01"), (again,), None)


@pytest.mark.parametrize("named", ["letter", "question"])
def test_a_confirmed_one_is_day_0_whether_the_letter_or_its_question_is_named(named: str) -> None:
    story, letter, question, again = asked()
    story.restarts(letter if named == "letter" else question, again)
    found = opening(story, "no-reply")
    assert (found.start, found.chasers, found.restarted_by) == (day("2020-10-06"), (), again)
    chaser = story.sends("2020-10-06")
    assert opening(story, "no-reply").chasers == (chaser,)


def test_it_holds_from_the_day_of_the_message_on_and_until_it_is_taken_back() -> None:
    story, _letter, question, again = asked()
    decision = story.restarts(question, again)
    assert opening(story, "no-reply", "2020-10-05").start == day("2020-10-01")
    assert opening(story, "no-reply", "2020-10-06").start == day("2020-10-06")
    story.undoes(decision, "2020-10-20")
    assert opening(story, "no-reply").start == day("2020-10-01")
    assert opening(story, "no-reply").chasers == (again,)


def test_the_latest_of_several_counts_in_whatever_order_they_were_logged() -> None:
    for first, second in ((0, 1), (1, 0)):
        story, _letter, question, again = asked()
        third = story.sends("2020-10-12")
        for because in ((again, third)[first], (again, third)[second]):
            story.restarts(question, because)
        assert opening(story, "no-reply").restarted_by == third


def test_a_promise_given_before_it_is_history_and_one_given_after_it_holds() -> None:
    story, _letter, question, again = asked()
    before = story.receives("2020-10-03", "holding")
    story.they_promise("soon", before, "2020-10-30")
    assert opening(story, "no-reply").promised == day("2020-10-30")
    story.restarts(question, again)
    assert opening(story, "no-reply").promised is None
    after = story.receives("2020-10-08", "holding")
    story.they_promise("later", after, "2020-11-05")
    assert opening(story, "no-reply").promised_by == after


def test_an_answered_clarification_counts_what_is_left_and_what_we_owe_anew() -> None:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01")
    question = story.asks_them("which steps", letter)
    back = story.receives("2020-10-05")
    clarified = story.sends("2020-10-08")
    assert opening(story, "partial-answer").start == day("2020-10-05")
    story.restarts(question, clarified)
    assert opening(story, "partial-answer").start == day("2020-10-08")
    ours = story.asks_us("send the list", back)
    story.restarts(ours, story.receives("2020-10-20", "partial"))
    assert opening(story, "we-owe").start == day("2020-10-20")


def test_one_from_before_their_incomplete_answer_does_not_put_the_rest_back() -> None:
    story, _letter, question, again = asked()
    story.restarts(question, again)
    story.receives("2020-10-20")
    found = opening(story, "partial-answer")
    assert (found.start, found.restarted_by) == (day("2020-10-20"), None)


def test_a_day_in_the_words_is_counted_from_nothing() -> None:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01")
    dated = story.asks_them("by 20 October", letter, "2020-10-20")
    again = story.sends("2020-10-06")
    story.restarts(dated, again)
    found = opening(story, "no-reply")
    assert (found.start, found.due, found.chasers) == (day("2020-10-01"), day("2020-10-20"), (again,))
    with pytest.raises(UsageProblem, match="set 2020-10-20"):
        restart(story.thread("2020-12-31"), dated, "ana", because=again)


def test_what_cannot_be_meant_is_refused() -> None:
    story, letter, question, again = asked()
    thread = story.thread("2020-12-31")
    assert [e.fact for e in restart(thread, question, "ana", because=again)] == [Restarted(question, again)]
    for n, because, what in (
        (99, again, "neither a message nor an obligation"),
        (question, 99, "no message"),
        (again, letter, "began on 2020-10-06, after 2020-10-01"),
        (letter, letter, "its own clock"),
        (question, letter, "its own clock"),
    ):
        with pytest.raises(UsageProblem, match=what):
            restart(thread, n, "ana", because=because)


def test_a_bounce_is_no_restart_the_second_attempt_starts_the_clock_as_ever() -> None:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01", channel="email", message_id="a@example")
    story.asks_them("which steps", letter)
    story.receives("2020-10-02", "bounce", channel="email", in_reply_to="a@example")
    again = story.sends("2020-10-06", channel="email")
    found = opening(story, "no-reply")
    assert (found.start, found.restarted_by) == (day("2020-10-06"), None)
    assert again not in found.chasers


def test_one_on_the_day_on_which_it_began_counts() -> None:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01")
    question = story.asks_them("which steps", letter)
    again = story.sends("2020-10-01")
    story.restarts(question, again)
    found = opening(story, "no-reply")
    assert (found.start, found.restarted_by, found.chasers) == (day("2020-10-01"), again, ())

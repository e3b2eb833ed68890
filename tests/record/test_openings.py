"""What a thread leaves open, in both directions, and who has to act next."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from assistant.record.fold import fold
from assistant.record.kinds import (
    Classified,
    Fact,
    Message,
    MessageClass,
    ObligationOpened,
    ObligationState,
    ObligationUpdated,
    Side,
    ThreadClosed,
)
from assistant.record.openings import Opening, ball, last_contact, openings
from assistant.record.thread import Thread
from tests.record.histories import DAYS, HISTORIES, Move, history
from tests.record.writing import UTC, message, told


def thread(*facts: Fact) -> Thread:
    return fold(told(*facts), UTC)


def found(*facts: Fact) -> dict[str, Opening]:
    """What is open, by kind."""
    return {opening.kind: opening for opening in openings(thread(*facts))}


def out(day: str, **rest: object) -> Fact:
    return message("out", f"2020-01-{day}", **rest)  # type: ignore[arg-type]


def reply(day: str, cls: MessageClass | None = "substantive", **rest: object) -> Fact:
    return message("in", f"2020-01-{day}", proposed_class=cls, **rest)  # type: ignore[arg-type]


def asked(message: int, owed_by: Side = "regulator", due: str | None = None) -> Fact:
    return ObligationOpened("request", owed_by, "please", message, due)


def promised(message: int, owed_by: Side, due: str | None) -> Fact:
    return ObligationOpened("commitment", owed_by, "we will", message, due)


def updated(obligation: int, state: ObligationState, by_message: int | None = None) -> Fact:
    return ObligationUpdated(obligation, state, by_message, day="2020-01-30")


def day(number: int) -> date:
    return date(2020, 1, number)


# What they owe


def test_a_question_of_ours_awaits_its_reply_from_its_messages_day() -> None:
    opening = found(out("05"), asked(2, due="2020-01-20"))["no-reply"]
    assert (opening.entry, opening.message, opening.start, opening.due) == (3, 2, day(5), day(20))


def test_a_substantive_reply_leaves_what_it_did_not_settle_as_partly_answered() -> None:
    facts = (out("05"), asked(2), asked(2), reply("09"), updated(3, "settled", 5))
    left = found(*facts)
    assert set(left) == {"partial-answer"}
    assert (left["partial-answer"].entry, left["partial-answer"].message, left["partial-answer"].start) == (
        4,
        5,
        day(9),
    )


def test_a_partial_reply_leaves_a_question_as_it_was() -> None:
    left = found(out("05"), asked(2), reply("09", "partial"), Classified(4, "partial"))
    assert left["no-reply"].start == day(5)
    assert left["no-reply"].partial == (4,)
    assert "no-acknowledgement" not in left


def test_an_acknowledgement_ends_only_the_wait_for_one() -> None:
    assert {"no-reply", "no-acknowledgement"} == set(found(out("05"), asked(2)))
    left = found(out("05"), asked(2), reply("06", "acknowledgement"), Classified(4, "acknowledgement"))
    assert "no-reply" in left
    assert "no-acknowledgement" not in left


def test_a_machines_answer_ends_nothing() -> None:
    assert set(found(out("05"), asked(2), reply("05", "automatic"))) == {"no-reply", "no-acknowledgement"}


def test_what_they_wrote_themselves_awaits_no_acknowledgement() -> None:
    assert set(found(reply("05"), Classified(2, "substantive"), asked(2))) == {"no-reply"}


def test_a_call_awaits_no_acknowledgement() -> None:
    assert "no-acknowledgement" not in found(Message("out", "call", sent="2020-01-05"), asked(2))


def test_a_message_that_asks_nothing_in_words_awaits_a_reply_and_the_next_ones_chase_it() -> None:
    opening = found(out("05"), out("12"), out("19"))["no-reply"]
    assert (opening.entry, opening.start, opening.chasers) == (2, day(5), (3, 4))
    assert "no-reply" not in found(out("05", expects_reply=False))
    assert "no-reply" not in found(out("05"), reply("09"))
    assert found(out("05"), reply("09"), out("12"))["no-reply"].entry == 4


def test_a_message_that_only_answers_awaits_no_reply_unless_somebody_says_so() -> None:
    facts = (reply("05"), asked(2, "company"))
    assert "no-reply" not in found(*facts, out("09"), updated(3, "settled", 4))
    assert found(*facts, out("09", expects_reply=True), updated(3, "settled", 4))["no-reply"].entry == 4


def test_a_holding_reply_moves_the_courtesy_clock_to_the_day_it_names() -> None:
    left = found(
        out("05"), asked(2), reply("08", "holding"), Classified(4, "holding"), promised(4, "regulator", "2020-02-14")
    )
    assert (left["no-reply"].promised, left["no-reply"].promised_by) == (date(2020, 2, 14), 4)
    assert left["promise-passed"].due == date(2020, 2, 14)
    assert "gone-quiet" not in left


def test_a_promise_in_a_holding_reply_is_kept_by_an_answer() -> None:
    facts = (out("05"), reply("08", "holding"), Classified(3, "holding"), promised(3, "regulator", "2020-02-14"))
    assert "promise-passed" in found(*facts)
    assert "promise-passed" not in found(*facts, reply("20"))


def test_a_bounce_means_that_no_clock_started_until_it_is_sent_again() -> None:
    facts = (out("05", message_id="a@x"), asked(2), reply("05", "bounce", undelivered_id="a@x"))
    left = found(*facts)
    assert set(left) == {"undelivered"}
    assert (left["undelivered"].owed_by, left["undelivered"].entry) == ("company", 2)
    again = found(*facts, out("10"))
    assert (again["no-reply"].entry, again["no-reply"].start) == (3, day(10))
    assert "undelivered" not in again


def test_a_bounce_is_of_the_message_it_names_else_of_the_last() -> None:
    facts = (out("05", message_id="a@x"), out("06", message_id="b@x"))
    assert found(*facts, reply("06", "bounce", undelivered_id="a@x"), out("01"))["undelivered"].entry == 2
    assert found(*facts, reply("06", "bounce"))["undelivered"].entry == 3


def test_they_are_quiet_since_they_last_spoke_while_they_owe_something_older() -> None:
    left = found(out("05"), asked(2), reply("08", "acknowledgement"), Classified(4, "acknowledgement"))
    assert (left["gone-quiet"].entry, left["gone-quiet"].start) == (4, day(8))
    assert "gone-quiet" not in found(reply("05"), out("08"), asked(3))


# What we owe


def test_a_question_of_theirs_is_owed_until_it_is_settled_or_withdrawn() -> None:
    facts = (reply("05"), asked(2, "company", "2020-01-20"))
    assert (found(*facts)["we-owe"].entry, found(*facts)["we-owe"].due) == (3, day(20))
    assert "we-owe" in found(*facts, updated(3, "part"))
    for end in ("settled", "withdrawn"):
        assert "we-owe" not in found(*facts, updated(3, end))
    assert "we-owe" in found(*facts, updated(3, "settled"), updated(3, "open"))


def test_mail_that_nobody_has_looked_at_is_owed_an_answer() -> None:
    assert found(reply("05"), reply("06"))["we-owe"].entry == 2
    assert "we-owe" not in found(reply("05"), Classified(2, "substantive"))
    assert "we-owe" not in found(reply("05"), out("06"))
    assert "we-owe" not in found(reply("05", "automatic"))


def test_what_they_write_after_a_matter_was_closed_is_owed_an_answer_and_nothing_older_is() -> None:
    closed = (reply("01"), ThreadClosed("over", "2020-01-05"))
    assert found(*closed) == {}
    assert found(*closed, reply("04")) == {}
    assert found(reply("05"), *closed[1:]) == {}
    assert {kind: one.message for kind, one in found(*closed, reply("05")).items()} == {"we-owe": 4}
    news = found(*closed, reply("12"))
    assert {kind: one.message for kind, one in news.items()} == {"we-owe": 4}
    assert found(*closed, reply("12", "automatic")) == {}
    assert found(*closed, reply("12"), out("13")) == {}


def test_a_dated_commitment_is_due_on_its_side() -> None:
    left = found(
        message("public", "2020-01-05"), promised(2, "company", "2020-02-01"), promised(2, "regulator", "2020-02-02")
    )
    assert (left["commitment-due"].owed_by, left["commitment-due"].due) == ("company", date(2020, 2, 1))
    assert (left["promise-passed"].owed_by, left["promise-passed"].due) == ("regulator", date(2020, 2, 2))
    assert found(message("public", "2020-01-05"), promised(2, "company", None)) == {}


# Who acts next


def test_the_ball_is_with_who_owes_an_answer_ours_first() -> None:
    assert ball(thread()) == "none"
    assert ball(thread(out("05"))) == "regulator"
    assert ball(thread(out("05"), asked(2), reply("06"), asked(4, "company"))) == "company"
    assert ball(thread(out("05", message_id="a@x"), reply("05", "bounce", undelivered_id="a@x"))) == "company"
    assert ball(thread(out("05"), ThreadClosed("", "2020-01-06"))) == "none"


def test_machines_and_the_press_are_no_contact() -> None:
    facts = (reply("05"), reply("06", "automatic"), message("public", "2020-01-07"), reply("08", "bounce"))
    contact = last_contact(thread(*facts))
    assert contact
    assert contact.n == 2


@given(HISTORIES, DAYS)
def test_every_opening_names_what_is_there_and_no_later_day(moves: list[Move], as_of: date) -> None:
    state = fold(told(*history(moves)[1:]), UTC, as_of)
    for opening in openings(state):
        drafts = {draft.n for draft in state.drafts}
        assert state.message(opening.entry) or state.obligation(opening.entry) or opening.entry in drafts
        assert opening.start <= as_of
        assert all(state.message(n) for n in (*opening.chasers, *opening.partial))
        obligation = state.obligation(opening.entry)
        assert obligation is None or (obligation.is_open and obligation.owed_by == opening.owed_by)


@given(HISTORIES)
def test_nothing_is_open_in_a_closed_thread(moves: list[Move]) -> None:
    state = thread(*history(moves)[1:], ThreadClosed("", "2021-01-01"))
    assert openings(state) == ()
    assert ball(state) == "none"

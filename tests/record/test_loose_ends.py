"""Calls, filings, proposed classes and drafts that nobody has brought to their end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.kinds import (
    Classified,
    DraftSaved,
    DraftState,
    Fact,
    Message,
    MessageClass,
    ObligationOpened,
    ObligationUpdated,
)
from assistant.record.loose_ends import FOR_A_PERSON, UNDER_WAY
from assistant.record.openings import Opening, ball, openings
from assistant.record.thread import Thread
from tests.record.histories import DAYS, HISTORIES, Move, history
from tests.record.writing import UTC, message, told


def thread(*facts: Fact) -> Thread:
    return fold(told(*facts), UTC)


def found(*facts: Fact) -> dict[str, Opening]:
    """What is open, by kind."""
    return {opening.kind: opening for opening in openings(thread(*facts))}


def out(day: str, channel: Any = "email", **rest: Any) -> Message:
    return Message("out", channel, sent=f"2020-01-{day}", **rest)


def reply(day: str, cls: MessageClass | None = "substantive", channel: Any = "email", **rest: Any) -> Message:
    return Message("in", channel, received=f"2020-01-{day}", proposed_class=cls, **rest)


def call(day: str) -> Message:
    return reply(day, channel="call")


def asked(message: int) -> Fact:
    return ObligationOpened("request", "company", "please", message)


# Calls and meetings


@pytest.mark.parametrize("spoken", [call("05"), out("05", "call"), out("05", "meeting"), reply("05", None, "meeting")])
def test_what_was_spoken_is_to_be_confirmed_in_writing(spoken: Message) -> None:
    left = found(spoken)["call-unconfirmed"]
    assert (left.owed_by, left.entry, left.message, left.start) == ("company", 2, 2, date(2020, 1, 5))
    assert "we-owe" not in found(spoken), "who logged the call was there: it is no mail that nobody has read"


@pytest.mark.parametrize("channel", ["email", "letter", "portal", "other"])
def test_a_letter_of_ours_confirms_it(channel: Any) -> None:
    assert "call-unconfirmed" not in found(call("05"), out("06", channel))
    assert "call-unconfirmed" in found(out("04", channel), call("05"))


def test_an_answer_of_theirs_in_writing_confirms_it_too() -> None:
    assert "call-unconfirmed" not in found(call("05"), reply("06", "partial", "letter"))
    assert "call-unconfirmed" not in found(call("05"), reply("06", "substantive", "press"))
    for cls in ("acknowledgement", "automatic", "bounce"):
        assert "call-unconfirmed" in found(call("05"), reply("06", cls))


def test_what_does_not_reach_them_confirms_nothing() -> None:
    assert "call-unconfirmed" in found(call("05"), message("public", "2020-01-06"), message("internal", "2020-01-06"))
    assert "call-unconfirmed" in found(call("05"), out("06", auto_reply=True))
    assert "call-unconfirmed" in found(call("05"), out("06"), reply("06", "bounce"))


def test_one_letter_confirms_a_row_of_calls_so_that_the_latest_counts() -> None:
    assert found(call("05"), out("08", "call"), call("09"))["call-unconfirmed"].entry == 4
    assert found(call("05"), out("06"), call("09"))["call-unconfirmed"].entry == 4
    assert "call-unconfirmed" not in found(call("05"), call("06"), out("07"))


def test_a_call_on_which_they_asked_us_something_counts_by_that_request_alone() -> None:
    assert set(found(call("05"), asked(2))) == {"we-owe"}
    assert found(call("05"), call("06"), asked(3))["call-unconfirmed"].entry == 2
    settled = ObligationUpdated(3, "settled", day="2020-01-09")
    assert found(call("05"), asked(2), settled) == {}


def test_a_talk_among_ourselves_is_none() -> None:
    assert found(Message("internal", "meeting", sent="2020-01-05")) == {}


# Filings


def test_a_filing_awaits_its_receipt_and_no_acknowledgement() -> None:
    left = found(out("05", "portal"))
    assert set(left) == {"no-reply", "filing-without-receipt"}
    filing = left["filing-without-receipt"]
    assert (filing.owed_by, filing.entry, filing.message, filing.start) == ("regulator", 2, 2, date(2020, 1, 5))
    assert set(found(out("05", "portal", receipt="R-7"))) == {"no-reply"}
    assert set(found(out("05", "letter"))) == {"no-reply", "no-acknowledgement"}


def test_any_sign_of_life_ends_the_wait_for_a_receipt_and_a_machine_gives_none() -> None:
    filing = out("05", "portal", expects_reply=False)
    for cls in ("acknowledgement", "holding", "partial", "substantive"):
        assert "filing-without-receipt" not in found(filing, reply("06", cls), Classified(3, cls))
    assert "filing-without-receipt" in found(filing, reply("06", "automatic"))
    assert "filing-without-receipt" in found(reply("04"), filing)


def test_each_filing_has_a_receipt_of_its_own() -> None:
    filings = (out("05", "portal"), out("06", "portal", receipt="R-7"), out("07", "portal", receipt=" "))
    assert [o.entry for o in openings(thread(*filings)) if o.kind == "filing-without-receipt"] == [4, 2]


def test_a_filing_that_bounced_is_undelivered_and_awaits_nothing() -> None:
    assert set(found(out("05", "portal"), reply("05", "bounce"))) == {"undelivered"}


# Proposed classes


def test_a_mail_taken_for_the_first_sign_that_ours_arrived_is_to_be_classified() -> None:
    for cls in ("acknowledgement", "holding"):
        left = found(out("05"), reply("06", cls))["unclassified"]
        assert (left.owed_by, left.entry, left.message, left.start) == ("company", 3, 3, date(2020, 1, 6))
        assert "unclassified" not in found(out("05"), reply("06", cls), Classified(3, cls))


def test_a_proposed_class_that_moves_nothing_is_left_in_peace() -> None:
    assert "unclassified" not in found(reply("06", "acknowledgement"))
    assert "unclassified" not in found(out("05", expects_reply=False), reply("06", "acknowledgement"))
    assert "unclassified" not in found(out("05"), reply("06", "automatic"))
    twice = (out("05"), reply("06", "acknowledgement"), Classified(3, "acknowledgement"))
    assert "unclassified" not in found(*twice, reply("07", "acknowledgement"))
    assert "unclassified" not in found(out("05"), reply("06", "acknowledgement"), out("12")), "we have written since"
    assert "unclassified" not in found(out("05"), reply("06", "acknowledgement"), asked(3)), "somebody took it apart"


def test_a_mail_that_the_program_is_not_sure_of_is_to_be_classified_whatever_it_moves() -> None:
    unsure = reply("06", "acknowledgement", class_reason=f"from a third party: {FOR_A_PERSON}")
    assert found(unsure)["unclassified"].entry == 2
    assert "unclassified" not in found(unsure, Classified(2, "acknowledgement"))


def test_no_message_is_reported_twice() -> None:
    answer = found(out("05"), reply("06"))
    assert set(answer) == {"we-owe"}
    both = found(out("05"), reply("06", "acknowledgement"), reply("07"))
    assert set(both) == {"we-owe"}
    assert both["we-owe"].entry == 4


def test_an_answer_that_nobody_read_stops_the_chaser_and_is_not_forgotten_when_we_write_again() -> None:
    thanks = out("07", expects_reply=False)
    left = found(out("05"), reply("06"), thanks)
    assert set(left) == {"unclassified"}
    assert left["unclassified"].entry == 3
    assert found(out("05"), reply("06"), Classified(3, "substantive"), thanks) == {}
    assert set(found(reply("06"), thanks)) == set(), "nothing was awaited"
    assert "unclassified" not in found(out("05"), reply("06"), out("07")), "now that letter awaits its reply"


def test_a_call_is_never_unclassified() -> None:
    assert "unclassified" not in found(out("05"), call("06"))


# Drafts


def draft(day: str, state: DraftState = "editing", first: int | None = None) -> Fact:
    return DraftSaved("Dear all", state=state, draft=first, day=f"2020-01-{day}")


@pytest.mark.parametrize("state", ["editing", "final", "exported"])
def test_a_draft_lies_since_it_was_last_saved(state: DraftState) -> None:
    left = found(draft("05"), draft("08", state, 2))["draft-stale"]
    assert (left.owed_by, left.entry, left.message, left.start, left.due) == (
        "company",
        2,
        None,
        date(2020, 1, 8),
        None,
    )


@pytest.mark.parametrize("state", ["sent", "discarded"])
def test_a_draft_that_was_sent_or_discarded_lies_no_more(state: DraftState) -> None:
    assert found(draft("05"), draft("08", state, 2)) == {}


@pytest.mark.parametrize("news", [reply("07", "acknowledgement"), out("07"), out("07", "call")])
def test_a_message_after_it_was_saved_makes_it_stale_at_once(news: Message) -> None:
    assert found(draft("05"), news)["draft-stale"].due == date(2020, 1, 7)
    assert found(draft("05"), news, draft("08", first=2))["draft-stale"].due is None


@pytest.mark.parametrize(
    "news", [reply("07", "automatic"), message("public", "2020-01-07"), message("internal", "2020-01-07"), out("03")]
)
def test_machines_statements_and_what_is_older_change_nothing(news: Message) -> None:
    assert found(draft("05"), news)["draft-stale"].due is None


def test_a_message_logged_before_the_draft_was_known_to_it_though_its_entry_stands_after() -> None:
    opened, *_ = told()
    lines = [
        opened,
        Line(2, "2020-01-05T12:00:00Z", "test", draft("05")),
        Line(3, "2020-01-05T09:00:00Z", "test", reply("05", "acknowledgement")),  # as a merger copies it
    ]
    (left,) = [o for o in openings(fold(lines, UTC)) if o.kind == "draft-stale"]
    assert left.due is None


def test_a_draft_that_was_ready_is_taken_as_sent_when_a_letter_of_ours_follows() -> None:
    for state in ("final", "exported"):
        assert "draft-stale" not in found(draft("05", state), out("06"))
        assert "draft-stale" in found(draft("05", state), out("06", "call"))
    assert "draft-stale" in found(draft("05"), out("06"))


# Whatever happened


@given(HISTORIES, DAYS)
def test_whatever_happened_nothing_is_reported_twice(moves: list[Move], as_of: date) -> None:
    state = fold(told(*history(moves)[1:]), UTC, as_of)
    left = openings(state)
    owed = {o.message for o in left if o.kind == "we-owe"}
    read = [o.message for o in left if o.kind in {"call-unconfirmed", "unclassified"}]
    assert len({*read}) == len(read)
    assert not owed & {*read}
    receipts = {o.message for o in left if o.kind == "filing-without-receipt"}
    assert not receipts & {o.message for o in left if o.kind in {"no-acknowledgement", "undelivered"}}
    kinds = [o.kind for o in left]
    assert kinds.count("call-unconfirmed") <= 1
    assert kinds.count("unclassified") <= 1
    assert {o.entry for o in left if o.kind == "draft-stale"} <= {
        d.n for d in state.drafts if d.saved.state in UNDER_WAY
    }


@given(HISTORIES)
def test_a_machine_s_answer_ends_none_of_them(moves: list[Move]) -> None:
    before = history(moves)[1:]
    kinds = {"call-unconfirmed", "filing-without-receipt", "unclassified", "draft-stale"}
    machine = Message("in", "email", received="2020-12-01", proposed_class="automatic")
    left = [o for o in openings(thread(*before)) if o.kind in kinds]
    assert [o for o in openings(thread(*before, machine)) if o.kind in kinds] == left


# Who acts next


def test_the_ball_is_with_us_while_there_is_something_to_confirm_or_to_read_and_nobody_owes_an_answer() -> None:
    assert ball(thread(call("05"))) == "company"
    assert ball(thread(out("04"), reply("05"), Classified(3, "substantive"), call("06"))) == "company"
    assert ball(thread(out("05"), reply("06"), out("07", expects_reply=False))) == "company"
    assert ball(thread(out("05"), reply("06", "acknowledgement"))) == "regulator", "an answer is owed before that"
    assert ball(thread(out("05", "portal", expects_reply=False))) == "regulator"
    assert ball(thread(draft("05"))) == "none"

"""Decisions: what they write, what they refuse, and that quotations are quotations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UsageProblem
from assistant.record import decisions
from assistant.record.decisions import Asked, bound, log_message
from assistant.record.entry import Line, NewEntry
from assistant.record.fold import fold
from assistant.record.kinds import (
    Direction,
    Fact,
    Message,
    Note,
    ObligationOpened,
    ObligationType,
    ObligationUpdated,
    Paused,
    Restarted,
    Side,
    ThreadClosed,
)
from assistant.record.thread import Thread
from tests.record.writing import UTC, message, told

TEXT = "Dear Sir,\n  please send us the “timelines”\nfor each action – by 3 May.\n"
SINCE: tuple[Fact, ...] = (
    message("out", "2020-01-05", TEXT),  # 2
    message("in", "2020-01-09", "We ask for the figures."),  # 3
    ObligationOpened("request", "regulator", "timelines", 2),  # 4
    ObligationOpened("request", "company", "figures", 3),  # 5
    ObligationUpdated(5, "settled", day="2020-01-12"),  # 6
    Note("a note", "2020-01-12"),  # 7
)


def thread(*more: Fact) -> Thread:
    return fold(told(*SINCE, *more), UTC)


def after(entries: list[NewEntry], *more: Fact) -> Thread:
    """The thread once `entries` are logged."""
    lines = told(*SINCE, *more)
    lines += [Line(len(lines) + n, "2020-01-20T00:00:00Z", new.by, new.fact) for n, new in enumerate(entries, 1)]
    return fold(lines, UTC)


def test_a_logged_message_brings_what_it_opens_settles_and_is() -> None:
    asks = (Asked("request", "company", "the plan", date(2020, 2, 1)), Asked("commitment", "regulator", "will review"))
    mail = message("in", "2020-01-15", "Send the plan. We will review it.")
    entries = log_message(thread(), mail, "me", asks=asks, settles=[4], cls="substantive", at="2020-01-15T10:00:00Z")
    now = after(entries)
    logged = now.message(8)
    assert logged
    assert (logged.cls, logged.decided, logged.message) == ("substantive", True, mail)
    opened = [(o.message, o.owed_by, o.words, o.due) for o in now.obligations[2:]]
    assert opened == [(8, "company", "the plan", date(2020, 2, 1)), (8, "regulator", "will review", None)]
    settled = now.obligation(4)
    assert settled
    assert (settled.state, settled.updates[-1].by_message, settled.updates[-1].day) == ("settled", 8, date(2020, 1, 15))
    assert {(new.by, new.at) for new in entries} == {("me", "2020-01-15T10:00:00Z")}


REFUSED: dict[str, Callable[[Thread], object]] = {
    "a class for what we sent": lambda t: log_message(t, message("out", "2020-01-15"), "me", cls="partial"),
    "settling what is no obligation": lambda t: log_message(t, message("in", "2020-01-15"), "me", settles=[2]),
    "settling what is settled": lambda t: log_message(t, message("in", "2020-01-15"), "me", settles=[5]),
    "answering in part what is settled": lambda t: log_message(
        t, message("in", "2020-01-15"), "me", answers_partly=[5]
    ),
    "words that were not said": lambda t: log_message(
        t, message("in", "2020-01-15", "Hello"), "me", asks=[Asked("request", "company", "Goodbye")]
    ),
    "an empty note": lambda _: decisions.note(" \n", "me"),
    "an obligation without words": lambda t: decisions.open_obligation(t, Asked("request", "company", " "), "me"),
    "words that do not stand there": lambda t: decisions.open_obligation(
        t, Asked("request", "company", "dates"), "me", message=2
    ),
    "asking them by a letter of theirs": lambda t: decisions.open_obligation(
        t, Asked("request", "regulator", "figures"), "me", message=3
    ),
    "asking us by a letter of ours": lambda t: decisions.open_obligation(
        t, Asked("request", "company", "timelines"), "me", message=2
    ),
    "words in what is no message": lambda t: decisions.open_obligation(
        t, Asked("request", "company", "x"), "me", message=7
    ),
    "settling a message": lambda t: decisions.settle(t, 2, "me"),
    "settling nothing": lambda t: decisions.settle(t, 99, "me"),
    "settling twice": lambda t: decisions.settle(t, 5, "me"),
    "opening what is open": lambda t: decisions.settle(t, 4, "me", state="open"),
    "settling by what is no message": lambda t: decisions.settle(t, 4, "me", by_message=7),
    "classifying what we sent": lambda t: decisions.classify(t, 2, "partial", "me"),
    "classifying a note": lambda t: decisions.classify(t, 7, "partial", "me"),
    "a promise in a partial answer": lambda t: decisions.classify(t, 3, "partial", "me", until=date(2020, 2, 1)),
    "extending a note": lambda t: decisions.extend(t, 7, "me", granted_by=3, to=date(2020, 2, 1)),
    "an extension by nobody": lambda t: decisions.extend(t, 4, "me", granted_by=7, to=date(2020, 2, 1)),
    "an extension without length": lambda t: decisions.extend(t, 4, "me", granted_by=3),
    "an extension twice as long": lambda t: decisions.extend(
        t, 4, "me", granted_by=3, to=date(2020, 2, 1), duration="3 days"
    ),
    "a pause because of a note": lambda t: decisions.pause(t, "me", because=7),
    "a pause of a note": lambda t: decisions.pause(t, "me", because=3, opening=7),
    "resuming what runs": lambda t: decisions.resume(t, "me", because=3),
    "a snooze without reason": lambda t: decisions.snooze(
        t, "me", until=date(2020, 2, 1), reason=" ", today=date(2020, 1, 20)
    ),
    "a snooze that is over": lambda t: decisions.snooze(
        t, "me", until=date(2020, 1, 19), reason="x", today=date(2020, 1, 20)
    ),
    "reopening what is open": lambda t: decisions.reopen(t, "me"),
    "undoing the opening": lambda t: decisions.undo(t, 1, "me", "x"),
    "undoing nothing": lambda t: decisions.undo(t, 8, "me", "x"),
}


@pytest.mark.parametrize("decision", REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_a_usage_problem(decision: Callable[[Thread], object]) -> None:
    with pytest.raises(UsageProblem):
        decision(thread())


def test_what_a_letter_binds_its_own_writer_to_is_a_commitment_and_a_meeting_may_hold_questions_of_both() -> None:
    for asked in (Asked("commitment", "regulator", "figures"), Asked("request", "company", "figures")):
        assert decisions.open_obligation(thread(), asked, "me", message=3)
    met = thread(Message("in", "meeting", received="2020-01-15", text="We asked for the figures."))
    assert decisions.open_obligation(met, Asked("request", "regulator", "the figures"), "me", message=8)


def test_refusals_name_the_thread_and_what_it_has() -> None:
    with pytest.raises(UsageProblem) as caught:
        decisions.settle(thread(), 2, "me")
    assert "#2 of pta-2020-001" in str(caught.value)
    assert "#4 (request, open), #5 (request, settled)" in str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        "timelines",
        "please send us the “timelines” for each action",
        'PLEASE send us the "timelines"\n\nfor',
        "action - by 3 May",
        "by 3\u00a0May.",
        TEXT,
    ],
)
def test_a_quotation_may_differ_in_white_space_quotes_dashes_and_case(words: str) -> None:
    (entry,) = decisions.open_obligation(thread(), Asked("request", "regulator", words), "me", message=2)
    assert isinstance(entry.fact, ObligationOpened)
    assert (entry.fact.words, entry.fact.message) == (words, 2)


@pytest.mark.parametrize("words", ["time lines", "by 4 May", "please sent", "sendus", "please … timelines"])
def test_and_in_nothing_else(words: str) -> None:
    with pytest.raises(UsageProblem, match="do not stand in #2"):
        decisions.open_obligation(thread(), Asked("request", "regulator", words), "me", message=2)


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 40))
def test_every_part_of_a_text_is_a_quotation_of_it(start: int, length: int) -> None:
    words = TEXT[start : start + length]
    if words.strip():
        assert decisions.open_obligation(thread(), Asked("request", "regulator", words), "me", message=2)


def test_what_was_said_in_a_call_without_minutes_cannot_be_checked() -> None:
    call = Message("in", "call", received="2020-01-15")
    assert len(log_message(thread(), call, "me", asks=[Asked("request", "company", "the plan")])) == 2


def test_a_holding_reply_may_name_a_day() -> None:
    now = after(decisions.classify(thread(), 3, "holding", "me", until=date(2020, 2, 1)))
    promise = now.obligations[-1]
    assert (promise.type, promise.owed_by, promise.message, promise.due) == (
        "commitment",
        "regulator",
        3,
        date(2020, 2, 1),
    )


def test_a_pause_is_resumed_once_and_not_before_it_began() -> None:
    paused = Paused(3, 4)
    now = thread(paused)
    with pytest.raises(UsageProblem, match="paused already"):
        decisions.pause(now, "me", because=3, opening=4)
    with pytest.raises(UsageProblem, match="paused on 2020-01-09"):
        decisions.resume(now, "me", because=3, opening=4, day=date(2020, 1, 8))
    (pause,) = after(decisions.resume(now, "me", because=3, opening=4, day=date(2020, 1, 12)), paused).pauses
    assert pause.end == date(2020, 1, 12)
    assert decisions.pause(now, "me", because=3)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (
            lambda t: decisions.extend(t, 5, "me", granted_by=2, to=date(2020, 2, 1)),
            "#2 of 2020-01-05 is older than #5",
        ),
        (lambda t: decisions.extend(t, 3, "me", granted_by=2, duration="5 days"), "#2 of 2020-01-05 is older than #3"),
        (
            lambda t: decisions.extend(t, 4, "me", granted_by=3, to=date(2020, 1, 11), due=date(2020, 1, 12)),
            "#4 is due on 2020-01-12, and 2020-01-11 is earlier",
        ),
        (lambda t: decisions.pause(t, "me", because=3, opening=5), "#5 is settled: no clock of it runs"),
    ],
)
def test_no_clock_is_moved_by_what_cannot_have_moved_it(decision: Callable[[Thread], object], said: str) -> None:
    with pytest.raises(UsageProblem, match=said) as refused:
        decision(thread())
    assert refused.value.hint


def test_what_was_granted_later_or_with_the_words_themselves_moves_it() -> None:
    for opening, granted in ((4, 2), (4, 3), (5, 3), (2, 3)):
        assert decisions.extend(
            thread(), opening, "me", granted_by=granted, to=date(2020, 1, 12), due=date(2020, 1, 12)
        )
    assert decisions.pause(thread(), "me", because=3, opening=4)


def test_the_first_day_that_makes_sense_is_taken() -> None:
    day = date(2020, 1, 20)
    assert decisions.snooze(thread(), "me", until=day, reason="a holiday", today=day)
    paused = decisions.resume(thread(Paused(3, 4)), "me", because=3, opening=4, day=date(2020, 1, 9))
    assert paused, "a pause that ends on the day on which it began"


def test_a_clock_that_counts_anew_can_be_stopped_anew() -> None:
    anew = thread(Paused(3, 4), Restarted(4, 3, "2020-01-12"))
    assert decisions.pause(anew, "me", because=3, opening=4)
    with pytest.raises(UsageProblem, match="not paused"):
        decisions.resume(anew, "me", because=3, opening=4)


def test_a_thread_is_closed_once_and_can_be_reopened() -> None:
    closed = thread(ThreadClosed("", "2020-01-15"))
    with pytest.raises(UsageProblem, match="closed already"):
        decisions.close(closed, "me")
    assert after(decisions.reopen(closed, "me", day=date(2020, 1, 16)), ThreadClosed("", "2020-01-15")).closed is None
    assert after(decisions.close(thread(), "me", day=date(2020, 1, 16))).closed == date(2020, 1, 16)


def test_an_undone_decision_counts_no_more() -> None:
    request = after(decisions.undo(thread(), 6, "me", "wrong entry")).obligation(5)
    assert request
    assert request.is_open


def test_an_obligation_without_a_message_has_the_day_that_is_given() -> None:
    now = after(decisions.open_obligation(thread(), Asked("request", "company", "a plan"), "me", day=date(2020, 1, 3)))
    assert now.obligations[-1].day == date(2020, 1, 3)


@pytest.mark.parametrize(
    ("kind", "direction", "side"),
    [
        ("request", "in", "company"),
        ("request", "out", "regulator"),
        ("commitment", "in", "regulator"),
        ("commitment", "out", "company"),
        ("commitment", "public", "company"),
    ],
)
def test_a_request_binds_who_is_asked_and_a_commitment_who_speaks(
    kind: ObligationType, direction: Direction, side: Side
) -> None:
    assert bound(kind, direction) == side

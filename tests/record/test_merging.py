"""Two threads that are one matter: the survivor says what both said, and all of it can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from msgspec import structs

from assistant.errors import UsageProblem
from assistant.record.fold import fold
from assistant.record.kinds import (
    Corrected,
    DraftSaved,
    Merged,
    Note,
    ObligationOpened,
    Paused,
    Snoozed,
    ThreadClosed,
    ThreadReopened,
)
from assistant.record.merging import merge, parted
from assistant.record.openings import openings
from assistant.record.thread import Thread
from tests.record.histories import DAYS, Move
from tests.record.mergers import (
    HISTORIES,
    ONE,
    OTHER,
    OWN_CLOCKS,
    THIRD,
    decided,
    lines,
    logged,
    merged,
    messages,
    obligations,
    shown,
    what,
)
from tests.record.writing import KARACHI, UTC, message, told

# What the survivor says


@given(HISTORIES, HISTORIES, DAYS)
def test_the_survivor_has_all_messages_and_obligations_of_both(ours: list[Move], theirs: list[Move], day: date) -> None:
    survivor, absorbed = lines(ours, ONE), lines(theirs, OTHER)
    both = merged(survivor, absorbed)
    for as_of in (None, day):
        one, other, whole = (fold(each, KARACHI, as_of) for each in (survivor, absorbed, both))
        assert messages(whole) == messages(one) + messages(other)
        assert obligations(whole) == obligations(one) + obligations(other)
        assert not decided(one) + decided(other) - decided(whole)
        assert shown(whole, day, OWN_CLOCKS) == shown(one, day, OWN_CLOCKS) + shown(other, day, OWN_CLOCKS) or (
            one.pauses or one.snoozes or other.snoozes  # the survivor's are about everything that it has
        )


@given(HISTORIES, DAYS)
def test_a_thread_that_nothing_else_is_said_of_has_the_same_gaps_on_every_day_after_it_was_absorbed(
    moves: list[Move], day: date
) -> None:
    absorbed = lines(moves, OTHER)
    both = merged(lines([], ONE), absorbed)
    for as_of in (day, day + timedelta(days=10)):
        assert shown(fold(both, UTC, as_of), as_of) == shown(fold(absorbed, UTC, as_of), as_of)


@given(HISTORIES, DAYS)
def test_a_thread_that_absorbs_an_empty_one_has_the_same_gaps_on_every_day(moves: list[Move], day: date) -> None:
    survivor = lines(moves, ONE)
    both = merged(survivor, lines([], OTHER))
    assert shown(fold(both, UTC, day), day) == shown(fold(survivor, UTC, day), day)
    assert messages(fold(both, UTC, day)) == messages(fold(survivor, UTC, day))


@given(HISTORIES)
def test_the_absorbed_thread_leaves_nothing_open(moves: list[Move]) -> None:
    absorbed = lines(moves, OTHER)
    merger = merge(lines([], ONE), absorbed, "head", "sara", "one matter")
    assert [e.fact for e in merger.absorbed] == [Merged(ONE, "absorbed-by", "one matter")]
    thread = fold(logged(absorbed, merger.absorbed), UTC)
    assert thread.merged_into == ONE
    assert openings(thread) == ()
    assert messages(thread) == messages(fold(absorbed, UTC))


@given(HISTORIES, HISTORIES, DAYS)
def test_parting_restores_both(ours: list[Move], theirs: list[Move], day: date) -> None:
    survivor, absorbed = lines(ours, ONE), lines(theirs, OTHER)
    merger = merge(survivor, absorbed, "head", "sara", "one matter")
    for before, new, other in ((survivor, merger.survivor, OTHER), (absorbed, merger.absorbed, ONE)):
        after = logged(before, new)
        taken_back = parted(after, [other], "omar", "two matters after all")
        assert list(taken_back) == [other]
        now = logged(after, list(taken_back.values()))
        for as_of in (None, day):
            assert _apart_from_mergers(fold(now, UTC, as_of)) == _apart_from_mergers(fold(before, UTC, as_of))
        assert fold(now, UTC).apart == (other,)
        assert parted(now, [other], "omar", "again") == {}


def _apart_from_mergers(thread: Thread) -> Thread:
    return structs.replace(thread, length=0, last_day=date.min, apart=())


def test_a_message_that_both_have_is_said_once_and_decisions_name_it() -> None:
    shared = message("out", "2020-01-03", "Our questions")
    survivor = told(message("in", "2020-01-02"), shared)
    absorbed = told(shared, ObligationOpened("request", "regulator", "Our questions", 2), thread=OTHER)
    whole = fold(merged(survivor, absorbed), UTC)
    assert [m.n for m in whole.messages] == [2, 3]
    assert [(o.n, o.message) for o in whole.obligations] == [(5, 3)]


def test_a_decision_about_all_of_the_absorbed_thread_is_about_nothing_else_of_the_survivor() -> None:
    asked = message("out", "2020-01-03", "Our questions")
    survivor = told(message("out", "2020-01-02", "Other questions"))
    absorbed = told(
        asked,
        Paused(2, None, "2020-01-04"),
        Snoozed("2020-03-01", "on leave", day="2020-01-04"),
        ObligationOpened("request", "company", "Send the list", day="2020-01-05"),
        thread=OTHER,
    )
    whole = fold(merged(survivor, absorbed), UTC)
    own = set(range(4, whole.length + 1))
    assert {what(whole, p.opening) for p in whole.pauses} == {asked, ("Send the list", date(2020, 1, 5))}
    assert {p.opening for p in whole.pauses} == {s.opening for s in whole.snoozes} <= own
    assert {what(whole, p.because) == asked for p in whole.pauses} == {True}


def test_versions_of_a_draft_stay_one_draft_though_the_first_was_taken_back() -> None:
    absorbed = told(
        DraftSaved("One"), DraftSaved("Two", draft=2), DraftSaved("Three", draft=2), Corrected(2, "empty", void=True),
        thread=OTHER,
    )  # fmt: skip
    assert [(d.saved.text, d.version) for d in fold(absorbed, UTC).drafts] == [("Three", 2)]
    assert [(d.saved.text, d.version) for d in fold(merged(told(), absorbed), UTC).drafts] == [("Three", 2)]


def test_a_correction_is_part_of_the_copy_and_what_was_voided_is_not_copied() -> None:
    absorbed = told(
        message("in", "2020-01-03"), Note("wrong"), Corrected(2, "a day late", {"received": "2020-01-02"}),
        Corrected(3, "an error", void=True), thread=OTHER,
    )  # fmt: skip
    whole = fold(merged(told(), absorbed), UTC)
    assert [m.day for m in whole.messages] == [date(2020, 1, 2)]
    assert whole.notes == ()


def test_what_waits_in_the_absorbed_thread_shows_though_the_survivor_was_closed() -> None:
    survivor = told(message("out", "2020-01-02"), ThreadClosed("done", "2020-01-10"))
    absorbed = told(ObligationOpened("request", "company", "Send the list", day="2020-01-05"), thread=OTHER)
    after = merged(survivor, absorbed)
    for as_of in (None, date(2020, 2, 1)):
        whole = fold(after, UTC, as_of)
        assert whole.closed is None
        assert "Send the list" in {o.words for o in openings(whole)}
    taken_back = parted(after, [OTHER], "sara", "no")
    assert list(taken_back) == [OTHER]
    assert fold(logged(after, list(taken_back.values())), UTC).closed == date(2020, 1, 10)


def test_a_closed_thread_that_absorbs_a_closed_one_stays_closed() -> None:
    closed = ThreadClosed("done", "2020-01-10")
    assert fold(merged(told(closed), told(closed, thread=OTHER)), UTC).closed == date(2020, 1, 10)
    reopened = told(closed, ThreadReopened("not done", "2020-01-11"), thread=OTHER)
    assert fold(merged(told(closed), reopened), UTC).closed is None


# What cannot be merged


def test_what_makes_no_sense_is_refused() -> None:
    into_third = told(Merged(THIRD, "absorbed-by"), thread=OTHER)
    with pytest.raises(UsageProblem, match="with itself"):
        merge(told(), told(), "head", "sara", "")
    with pytest.raises(UsageProblem, match=f"{OTHER} has been merged into {THIRD}"):
        merge(told(), into_third, "head", "sara", "")
    with pytest.raises(UsageProblem, match=f"{OTHER} has been merged into {THIRD}"):
        merge(into_third, told(), "head", "sara", "")
    with pytest.raises(UsageProblem, match="two regulators"):
        merge(told(), told(thread="berec-2020-001"), "head", "sara", "")
    with pytest.raises(UsageProblem, match="two regulators"):
        merge(told(thread="tray-2020-001"), told(), "head", "sara", "")
    assert merge(told(), told(thread="tray-2020-001"), "head", "sara", "").survivor

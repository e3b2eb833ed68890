"""From entries to a thread: what is known on a day, in which order, and what corrections do to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from assistant.errors import RecordProblem
from assistant.record.entry import Line
from assistant.record.fold import corrected, effective_days, fold
from assistant.record.kinds import (
    Classified,
    Corrected,
    DraftSaved,
    Erased,
    Extended,
    Fact,
    Message,
    Note,
    ObligationOpened,
    ObligationUpdated,
    Paused,
    Resumed,
    Snoozed,
    ThreadClosed,
    ThreadReopened,
)
from assistant.record.thread import Thread
from tests.record.histories import DAYS, HISTORIES, Move, history
from tests.record.writing import KARACHI, THREAD, UTC, message, opened, told

ZONES = st.sampled_from([UTC, KARACHI])


def seen(thread: Thread) -> set[int]:
    """The entries that a thread shows."""
    parts = (thread.messages, thread.obligations, thread.extensions, thread.pauses, thread.snoozes, thread.drafts)
    updates = [u for obligation in thread.obligations for u in obligation.updates]
    return {part.n for some in (*parts, thread.notes, updates) for part in some}


@given(HISTORIES, DAYS, st.integers(0, 40), ZONES)
def test_what_is_known_only_grows_from_day_to_day(moves: list[Move], day: date, more: int, zone: object) -> None:
    lines = told(*history(moves)[1:])
    earlier, later = (fold(lines, zone, d) for d in (day, day + timedelta(more)))  # type: ignore[arg-type]
    assert seen(earlier) <= seen(later)
    assert all(m.day <= day for m in earlier.messages)
    assert {m.n for m in later.messages if m.day <= day} == {m.n for m in earlier.messages}


@given(HISTORIES, ZONES)
def test_from_its_last_day_on_a_thread_no_longer_depends_on_the_day(moves: list[Move], zone: object) -> None:
    lines = told(*history(moves)[1:])
    whole = fold(lines, zone)  # type: ignore[arg-type]
    assert fold(lines, zone, whole.last_day) == whole  # type: ignore[arg-type]
    assert fold(lines, zone, whole.last_day + timedelta(400)) == whole  # type: ignore[arg-type]


@given(HISTORIES, DAYS)
def test_a_day_and_its_midnight_are_the_same(moves: list[Move], day: date) -> None:
    facts = [fact for fact in history(moves)[1:] if not isinstance(fact, Corrected)]
    bare = told(*facts)
    at_midnight = told(*(_at_midnight(fact) for fact in facts))
    one, other = (fold(lines, KARACHI, day) for lines in (bare, at_midnight))
    assert [(m.n, m.day, m.cls) for m in one.messages] == [(m.n, m.day, m.cls) for m in other.messages]
    assert [(o.n, o.day, o.state) for o in one.obligations] == [(o.n, o.day, o.state) for o in other.obligations]


def _at_midnight(fact: Fact) -> Fact:
    if not isinstance(fact, Message):
        return fact
    moments = {
        name: f"{when}T00:00:00+05:00" for name in ("sent", "received") if len(when := getattr(fact, name) or "") == 10
    }
    return structs.replace(fact, **moments)


def order(*facts: Fact) -> list[int]:
    return [m.n for m in fold(told(*facts), KARACHI).messages]


def test_messages_stand_by_day_then_by_place_then_by_the_clock_then_as_logged() -> None:
    facts = (
        message("in", "2020-01-05"),
        message("out", "2020-01-03"),
        message("in", "2020-01-05T08:00:00+05:00"),
        message("out", "2020-01-05", order=-1),
        message("out", "2020-01-05T07:00:00+05:00"),
        message("in", "2020-01-05"),
    )
    assert order(*facts) == [3, 5, 2, 7, 6, 4]


def test_a_person_can_change_the_order_within_a_day() -> None:
    facts = (message("in", "2020-01-05"), message("out", "2020-01-05"), message("in", "2020-01-05"))
    assert order(*facts) == [2, 3, 4]
    assert order(*facts, Corrected(4, "it came first", {"order": -1})) == [4, 2, 3]
    assert order(*facts, Corrected(4, "it came first", {"order": -1}), Corrected(5, "no", void=True)) == [2, 3, 4]


@given(st.permutations([0, 1, 2, 3]), st.lists(st.integers(-1, 1), min_size=4, max_size=4))
def test_the_order_of_a_day_is_stable(days: list[int], places: list[int]) -> None:
    facts = [message("out", "2020-01-05", order=place) for place in places]
    assert order(*facts) == sorted(range(2, 6), key=lambda n: places[n - 2])
    assert order(*(message("out", f"2020-01-0{d + 1}") for d in days)) == [days.index(d) + 2 for d in range(4)]


# Four dates


@pytest.mark.parametrize(
    ("direction", "dates", "day"),
    [
        ("in", {"received": "2020-01-09", "sent": "2020-01-08", "dated": "2020-01-07"}, "2020-01-09"),
        ("in", {"sent": "2020-01-08", "dated": "2020-01-07"}, "2020-01-08"),
        ("in", {"dated": "2020-01-07"}, "2020-01-07"),
        ("out", {"received": "2020-01-09", "sent": "2020-01-08", "dated": "2020-01-07"}, "2020-01-08"),
        ("out", {"received": "2020-01-09", "dated": "2020-01-07"}, "2020-01-07"),
        ("out", {"received": "2020-01-09"}, "2020-01-09"),
        ("public", {"sent": "2020-01-08"}, "2020-01-08"),
        ("in", {}, "2020-01-01"),
    ],
)
def test_clocks_start_when_it_came_to_us_or_went_out(direction: str, dates: dict[str, str], day: str) -> None:
    lines = told(Message(direction, "letter", **dates))  # type: ignore[arg-type]
    assert fold(lines, UTC).messages[0].day.isoformat() == day


@pytest.mark.parametrize(
    ("when", "here", "there"),
    [
        ("2020-10-12T18:59:59Z", "2020-10-12", "2020-10-12"),
        ("2020-10-12T19:00:00Z", "2020-10-12", "2020-10-13"),
        ("2020-10-12T23:59:59Z", "2020-10-12", "2020-10-13"),
        ("2020-10-13T00:30:00+05:00", "2020-10-12", "2020-10-13"),
        ("2020-10-12T23:30:00+05:00", "2020-10-12", "2020-10-12"),
        ("2020-10-12T23:30:00-07:00", "2020-10-13", "2020-10-13"),
        ("2020-10-12", "2020-10-12", "2020-10-12"),
    ],
)
def test_a_moment_is_a_day_of_the_regulators_zone(when: str, here: str, there: str) -> None:
    for direction in ("in", "out"):
        lines = told(message(direction, when), day="2020-10-01")
        assert fold(lines, UTC).messages[0].day.isoformat() == here
        assert fold(lines, KARACHI).messages[0].day.isoformat() == there
    logged = [*told(), Line(2, when if "T" in when else f"{when}T00:00:00Z", "test", Note("undated"))]
    assert fold(logged, KARACHI).notes[0].day.isoformat() == (there if "T" in when else when)


def test_each_of_the_dates_is_kept_as_it_was_written() -> None:
    sent = "2020-10-13T00:30:00+05:00"
    letter = Message("out", "letter", dated="2020-10-11", sent=sent, received="2020-10-14")
    (logged,) = fold(told(letter), UTC).messages
    assert logged.message == letter
    assert logged.logged == "2020-01-01T12:00:00Z"


# Decisions


def test_a_decision_about_a_message_is_dated_by_it_and_any_other_by_its_own_day() -> None:
    facts: list[Fact] = [
        message("out", "2020-01-10"),
        message("in", "2020-01-20"),
        ObligationOpened("request", "regulator", "x", 2, day="2020-03-01"),
        Classified(3, "partial"),
        ObligationUpdated(4, "part", 3, day="2020-03-01"),
        Extended(4, 3, "2020-02-20"),
        Paused(3),
        Paused(3, 4, "2020-01-22"),
        Resumed(3, 4, "2020-01-25"),
        ObligationOpened("commitment", "company", "y", None, "2020-02-02", day="2020-01-15"),
        ObligationUpdated(11, "settled", None, day="2020-02-01"),
        Snoozed("2020-02-10", "later", day="2020-02-03"),
        Note("undated"),
        ThreadClosed("", "2020-02-20"),
    ]
    days = {n: day.isoformat() for n, day in effective_days(told(*facts), UTC).items()}
    expected = ["2020-01-01", "2020-01-10", "2020-01-20", "2020-01-10", *["2020-01-20"] * 4]
    expected += ["2020-01-22", "2020-01-25", "2020-01-15", "2020-02-01", "2020-02-03", "2020-01-01", "2020-02-20"]
    assert list(days.values()) == expected


def test_a_decision_that_was_logged_late_counts_from_the_day_of_its_message() -> None:
    lines = told(message("in", "2020-01-05", proposed_class="substantive"))
    lines.append(Line(3, "2020-06-01T00:00:00Z", "test", Classified(2, "holding")))
    (logged,) = fold(lines, UTC, date(2020, 1, 5)).messages
    assert (logged.cls, logged.decided) == ("holding", True)


def test_what_a_message_does_to_clocks_is_proposed_decided_or_substantive() -> None:
    facts = (
        message("in", "2020-01-05", proposed_class="automatic"),
        message("in", "2020-01-06"),
        message("out", "2020-01-07"),
        message("in", "2020-01-08", proposed_class="automatic"),
        Classified(5, "partial"),
        Classified(5, "substantive", "read again"),
    )
    found = [(m.cls, m.decided) for m in fold(told(*facts), UTC).messages]
    assert found == [("automatic", False), ("substantive", False), (None, False), ("substantive", True)]


def test_an_obligation_has_the_state_of_its_latest_update_by_day() -> None:
    facts = (
        ObligationOpened("request", "company", "x", day="2020-01-02"),
        ObligationUpdated(2, "settled", day="2020-01-09"),
        ObligationUpdated(2, "part", day="2020-01-05"),
    )
    (whole,) = fold(told(*facts), UTC).obligations
    assert (whole.state, whole.is_open) == ("settled", False)
    (earlier,) = fold(told(*facts), UTC, date(2020, 1, 8)).obligations
    assert (earlier.state, earlier.is_open) == ("part", True)


def test_a_pause_ends_with_its_resumption_and_not_before_it_began() -> None:
    facts = (
        message("in", "2020-01-05"),
        Paused(2, None, "2020-01-06"),
        Paused(2, 2, "2020-01-07"),
        Resumed(2, None, "2020-01-10"),
        Resumed(2, 2, "2020-01-01"),
    )
    pauses = fold(told(*facts), UTC).pauses
    assert [(p.start.day, p.end.day if p.end else None) for p in pauses] == [(6, 10), (7, 7)]


def test_a_draft_is_shown_in_its_latest_version() -> None:
    facts = (DraftSaved("one"), DraftSaved("another"), DraftSaved("two", draft=2, state="final"))
    drafts = fold(told(*facts), UTC).drafts
    assert [(d.n, d.version, d.saved.text) for d in drafts] == [(2, 2, "two"), (3, 1, "another")]


def test_a_thread_is_closed_until_it_is_reopened() -> None:
    facts = (ThreadClosed("done", "2020-01-05"), ThreadReopened("not yet", "2020-01-09"))
    lines = told(*facts)
    assert [fold(lines, UTC, date(2020, 1, d)).closed for d in (4, 5, 9)] == [None, date(2020, 1, 5), None]


# Corrections


def test_a_correction_is_part_of_what_it_corrects_whenever_it_was_made() -> None:
    lines = told(message("in", "2020-01-05", "Text"), Corrected(2, "came later", {"received": "2020-01-09"}))
    lines[-1] = Line(3, "2020-06-01T00:00:00Z", "test", lines[-1].fact)
    assert fold(lines, UTC, date(2020, 1, 8)).messages == ()
    (logged,) = fold(lines, UTC, date(2020, 1, 9)).messages
    assert (logged.day, logged.message.text) == (date(2020, 1, 9), "Text")


def test_later_corrections_of_a_field_win_and_others_add_up() -> None:
    facts = (
        message("in", "2020-01-05", "Text"),
        Corrected(2, "1", {"subject": "One", "channel": "letter"}),
        Corrected(2, "2", {"subject": "Two", "sender": {"name": "Chair"}}),
    )
    (logged,) = fold(told(*facts), UTC).messages
    assert (logged.message.subject, logged.message.channel, logged.message.sender.name) == ("Two", "letter", "Chair")


def test_the_correction_of_a_correction_is_the_last_word_and_without_it_the_one_before_holds() -> None:
    facts: list[Fact] = [
        message("in", "2020-01-05", "Text"),
        Corrected(2, "came later", {"received": "2020-01-09", "subject": "One"}),
        Corrected(2, "and by post", {"channel": "letter"}),
        Corrected(3, "no, the day before", {"received": "2020-01-08"}),
        Corrected(5, "no, the 7th", {"received": "2020-01-07"}),
    ]

    def told_of(*more: Fact) -> tuple[str | None, str, str]:
        found = fold(told(*facts, *more), UTC).messages[0].message
        return found.received, found.subject, found.channel

    assert told_of() == ("2020-01-07", "One", "letter")
    assert told_of(Corrected(6, "undone", void=True)) == ("2020-01-08", "One", "letter")
    assert told_of(Corrected(6, "", void=True), Corrected(5, "", void=True)) == ("2020-01-09", "One", "letter")
    assert told_of(Corrected(3, "all of it was wrong", void=True)) == ("2020-01-05", "Of 2020-01-05", "letter")
    assert told_of(Corrected(3, "", void=True), Corrected(7, "", void=True)) == ("2020-01-07", "One", "letter")
    thread = fold(told(*facts), UTC)
    assert [(c.n, c.entry, c.reason, dict(c.changes).get("received")) for c in thread.corrections] == [
        (3, 2, "came later", "2020-01-05"),
        (4, 2, "and by post", None),
        (5, 2, "no, the day before", "2020-01-09"),
        (6, 2, "no, the 7th", "2020-01-08"),
    ]
    assert fold(told(*facts), UTC, date(2020, 1, 6)).corrections == (), "it had not come by then"
    assert fold(told(*facts, Corrected(2, "", void=True)), UTC).corrections == ()
    gone = fold(told(*facts, Erased(6, "asked for")), UTC)
    assert (gone.messages[0].message.subject, gone.corrections) == ("", ())


def test_an_undone_entry_counts_no_more_and_an_undone_undoing_undoes_nothing() -> None:
    facts: list[Fact] = [Note("kept"), Note("undone"), Corrected(3, "wrong", void=True)]
    assert [n.text for n in fold(told(*facts), UTC).notes] == ["kept"]
    facts.append(Corrected(4, "no, right", void=True))
    assert [n.text for n in fold(told(*facts), UTC).notes] == ["kept", "undone"]
    facts.append(Corrected(5, "wrong all the same", void=True))
    assert [n.text for n in fold(told(*facts), UTC).notes] == ["kept"]


def test_the_title_and_references_of_a_thread_can_be_corrected_its_name_cannot() -> None:
    better: dict[str, object] = {
        "title": "Better", "theirs": "PTA/1", "day": "2019-12-01", "thread": "pta-2020-999", "regulator": "X"
    }  # fmt: skip
    thread = fold(told(Corrected(1, "typo", better)), UTC)
    assert (thread.title, thread.theirs, thread.opened) == ("Better", "PTA/1", date(2019, 12, 1))
    assert (thread.id, thread.regulator) == (THREAD, "PTA")


def test_the_opening_of_a_thread_cannot_be_undone() -> None:
    thread = fold(told(Corrected(1, "?", void=True)), UTC)
    assert (thread.id, thread.opened) == (THREAD, date(2020, 1, 1))


@pytest.mark.parametrize(
    "fields", [{"received": "soon"}, {"received": 5}, {"direction": "up"}, {"kind": "note"}, {"order": "first"}]
)
def test_a_correction_that_makes_no_sense_is_a_problem_that_names_it(fields: dict[str, object]) -> None:
    with pytest.raises(RecordProblem, match="#3 of #2"):
        fold(told(message("in", "2020-01-05"), Corrected(2, "?", fields)), UTC)


@given(HISTORIES)
def test_corrections_add_no_entry_and_change_no_number(moves: list[Move]) -> None:
    lines = told(*history(moves)[1:])
    standing = corrected(lines)
    kinds = {line.n: type(line.fact) for line in lines}
    assert [line.n for line in standing] == sorted({line.n for line in standing})
    assert all(type(line.fact) is kinds[line.n] and type(line.fact) is not Corrected for line in standing)


def test_a_thread_that_nothing_opens_is_a_problem() -> None:
    for lines in ([], [Line(1, "2020-01-01T00:00:00Z", "test", Note("first"))]):
        with pytest.raises(RecordProblem, match="must open it"):
            fold(lines, UTC)


def test_a_thread_begins_with_its_first_message_if_that_is_older_than_its_opening() -> None:
    thread = fold(
        [Line(1, "2020-01-01T00:00:00Z", "t", opened(day="2020-02-01").fact), *told(message("in", "2020-01-05"))[1:]],
        UTC,
    )
    assert thread.opened == date(2020, 1, 5)

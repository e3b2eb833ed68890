"""A thread as a conversation: silences between messages, reminders where they arise, lines that fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.desk import Desk
from assistant.record.decisions import Asked, note, open_obligation
from assistant.record.entry import NewEntry
from assistant.record.kinds import DraftSaved
from assistant.tui.blocks import drawn
from assistant.tui.deciding import entries_for, reported
from assistant.tui.lines import Span, between, cut, plain, width_of, wrapped
from assistant.tui.orders import Extend, Pause, Restart, Resume, Snooze
from assistant.tui.reading import view_of, who
from assistant.tui.timeline import (
    Event,
    Remark,
    Reminder,
    Said,
    Silence,
    View,
    place_of,
    place_of_gap,
    timeline,
)
from tests.tui.conftest import THREAD

On = Callable[[date], Desk]


def silences(view: View) -> list[str]:
    return [item.text for item in timeline(view) if isinstance(item, Silence)]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2020, 10, 17), "5 days, nothing from PTA since 12 October"),
        (date(2020, 10, 18), "6 days, nothing from PTA since 12 October"),
    ],
)
def test_silences_are_drawn_where_they_were_and_the_last_one_lasts(desk_on: On, day: date, last: str) -> None:
    assert silences(view_of(desk_on(day), THREAD)) == [
        "81 days, nothing from PTA since 20 July",
        "3 days, nothing from PTA",
        "5 days, nothing from PTA",
        last,
    ]


def test_no_silence_lasts_once_they_have_spoken(desk_on: On) -> None:
    texts = silences(view_of(desk_on(date(2020, 10, 20)), THREAD))
    assert texts[-1] == "7 days, nothing from PTA since 12 October"  # ended by the release of the 19th
    assert len(texts) == 4


def test_a_reminder_stands_under_the_message_that_opened_it(desk: Desk) -> None:
    items = timeline(view_of(desk, THREAD))
    for at, item in enumerate(items):
        if isinstance(item, Reminder):
            before = next(i for i in reversed(items[:at]) if not isinstance(i, Reminder))
            assert isinstance(before, Said)
            assert before.n == item.gap.opened_by.entry
    kinds = [(i.n, i.gap.kind, i.gap.state) for i in items if isinstance(i, Reminder)]
    assert kinds == [(8, "no-reply", "overdue"), (10, "we-owe", "upcoming")]


def test_the_reminder_of_a_draft_stands_under_the_draft(desk: Desk) -> None:
    (line,) = desk.append(THREAD, [NewEntry(DraftSaved("Dear all", "Our plans", day="2020-10-14"), "ana")])
    items = timeline(view_of(desk, THREAD))
    at = next(at for at, item in enumerate(items) if isinstance(item, Reminder) and item.gap.kind == "draft-stale")
    before = items[at - 1]
    assert isinstance(before, Event)
    assert (before.n, before.text) == (line.n, "draft, version 1 (editing): Our plans")


def test_a_note_of_a_day_stands_below_what_was_said_on_it(desk: Desk) -> None:
    desk.decide(THREAD, lambda _: note("They smiled.", "ana", date(2020, 10, 12)))
    items = timeline(view_of(desk, THREAD))
    (at,) = (at for at, item in enumerate(items) if isinstance(item, Remark) and item.text == "They smiled.")
    assert [item.n for item in items if isinstance(item, Said) and items.index(item) < at] == [2, 5, 6, 8, 10]


def test_a_draft_that_went_out_is_told_by_its_message_alone(desk: Desk) -> None:
    (first,) = desk.append(THREAD, [NewEntry(DraftSaved("Dear all", "Our plans", day="2020-10-09"), "ana")])
    sent = DraftSaved("Dear all", "Our plans", state="sent", draft=first.n, message=8, day="2020-10-09")
    desk.append(THREAD, [NewEntry(sent, "ana")])
    texts = [item.text for item in timeline(view_of(desk, THREAD)) if isinstance(item, Event)]
    assert not [text for text in texts if text.startswith("draft")]


def test_what_moves_a_clock_stands_where_it_happened(desk: Desk) -> None:
    moves = (
        Snooze(date(2020, 10, 25), "they are on leave", 12),
        Pause(10, 12, date(2020, 10, 13)),
        Resume(10, 12, date(2020, 10, 15)),
        Extend(12, 10, date(2020, 10, 30)),
    )
    for command in moves:
        desk.decide(THREAD, entries_for(command, who(desk, THREAD), desk.gaps(desk.thread(THREAD), snoozed=True)))
    told = [(item.day.day, item.text) for item in timeline(view_of(desk, THREAD)) if isinstance(item, Event)]
    assert told == [
        (12, "#12 was extended to 30 Oct, granted by #10"),
        (13, "the clock of #12 stopped, because of #10"),
        (15, "the clock of #12 went on, because of #10"),
        (18, "the reminder of #12 snoozed to 25 Oct: they are on leave"),
    ]


def test_order_and_numbers_are_those_of_the_thread(desk: Desk) -> None:
    view = view_of(desk, THREAD)
    said = [item.n for item in timeline(view) if isinstance(item, Said)]
    assert said == [m.n for m in view.thread.messages]


def test_an_entry_is_found_by_itself_or_by_the_message_that_carries_it(desk: Desk) -> None:
    view = view_of(desk, THREAD)
    items = timeline(view)
    assert place_of(items, 8) == place_of(items, 9)  # the letter and its request
    (asked,) = (o for o in view.thread.obligations if o.n == 9)
    assert [place_of(items, update.n) for update in asked.updates] == [place_of(items, 8)]  # answered in part
    assert place_of(items, 999) is None
    gap = view.gaps[0]
    found = place_of_gap(items, gap.id)
    assert found is not None
    assert items[found] == Reminder(gap.opened_by.entry, gap)


@pytest.mark.parametrize("width", [24, 40, 51, 80, 140])
def test_no_line_is_wider_than_the_room(desk: Desk, width: int) -> None:
    view = view_of(desk, THREAD)
    for item in timeline(view):
        for line in drawn(item, view, width):
            assert line.left + width_of(line.spans) <= width


def test_sides_stand_apart_and_say_who_spoke(desk: Desk) -> None:
    view = view_of(desk, THREAD)
    lefts = {}
    for item in timeline(view):
        if isinstance(item, Said):
            head = drawn(item, view, 60)[0]
            lefts[item.logged.message.direction] = (head.left, plain(head.spans))
    assert lefts["in"][0] < lefts["out"][0]
    assert "PTA" in lefts["in"][1]
    assert "We" in lefts["out"][1]
    assert "We, in public" in lefts["public"][1]


def test_a_proposed_class_is_marked_until_a_person_decides(empty: Desk) -> None:
    from assistant.record.decisions import classify, log_message
    from assistant.record.kinds import Message

    thread = empty.open_thread("PTA", "A matter", day=date(2020, 10, 1))
    message = Message("in", "email", "Hello", "Body", received="2020-10-02", proposed_class="acknowledgement")
    empty.decide(thread, lambda now: log_message(now, message, "x"))

    def head() -> str:
        view = view_of(empty, thread)
        item = next(i for i in timeline(view) if isinstance(i, Said))
        return "\n".join(plain(line.spans) for line in drawn(item, view, 70))

    assert "acknowledgement?" in head()
    empty.decide(thread, lambda now: classify(now, 2, "partial", "x"))
    assert "partial" in head()
    assert "?" not in head()
    assert "later" in head()  # it was logged long after its own day


def test_a_long_body_is_folded_until_it_is_unfolded(empty: Desk) -> None:
    from assistant.record.decisions import log_message
    from assistant.record.kinds import Message

    thread = empty.open_thread("PTA", "A matter", day=date(2020, 10, 1))
    message = Message("in", "email", "Long", "\n".join(f"line {n}" for n in range(60)), received="2020-10-02")
    empty.decide(thread, lambda now: log_message(now, message, "x"))
    view = view_of(empty, thread)
    item = next(i for i in timeline(view) if isinstance(i, Said))
    folded, whole = (
        "\n".join(plain(line.spans) for line in drawn(item, view, 70, unfolded=unfolded)) for unfolded in (False, True)
    )
    assert "36 more lines" in folded
    assert "line 59" not in folded
    assert "line 59" in whole


def test_text_is_wrapped_and_cut_by_the_cells_it_takes() -> None:
    assert wrapped("漢字漢字漢字 ab", 6) == ["漢字漢", "字漢字", "ab"]
    assert wrapped("", 10) == [""]
    assert wrapped("  - an indented line", 12) == ["  - an", "indented", "line"]
    assert cut("漢字漢字", 5) == "漢字…"
    assert width_of(between((Span("a" * 50),), (Span("end"),), 20)) == 20


def test_a_restart_is_decided_reported_and_shown_where_it_happened(desk_on: On) -> None:
    desk = desk_on(date(2020, 10, 18))
    command = Restart(9, 10, reason="the chairman asked what was meant")
    desk.decide(THREAD, entries_for(command, who(desk, THREAD)))
    assert reported(command, 23) == "The clock counts anew"
    view = view_of(desk, THREAD)
    shown = [item for item in timeline(view) if isinstance(item, Event) and "counts anew" in item.text]
    assert [(item.day, item.text) for item in shown] == [
        (date(2020, 10, 12), "the clock of #9 counts anew, because of #10")
    ]


def test_a_step_of_procedure_and_an_hour_are_shown_as_such(desk_on: On) -> None:
    desk = desk_on(date(2020, 10, 18))
    by_noon = Asked("request", "company", "Appeal", date(2020, 10, 30), due_at="2020-10-30T12:00+05:00", rule="appeal")
    desk.decide(THREAD, lambda now: open_obligation(now, by_noon, "ana", message=10))
    thread = desk.thread(THREAD)
    view = View(thread, (), date(2020, 10, 18), desk.zone("PTA"), "PTA")
    (said,) = [item for item in timeline(view) if isinstance(item, Said) and item.n == 10]
    lines = "\n".join(plain(line.spans) for line in drawn(said, view, 100))
    assert "we owe: Appeal" in lines
    assert "due 30 Oct by 12:00 (Asia/Karachi) · rule appeal" in lines

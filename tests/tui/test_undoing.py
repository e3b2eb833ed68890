"""Whatever the screen can decide, `u` takes back: the thread stands as it did before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import structs

from assistant.desk import Desk
from assistant.drafts.draft import with_text
from assistant.record import decisions
from assistant.record.entry import NewEntry
from assistant.record.thread import Thread
from assistant.services import drafting
from assistant.tui import draft_text, reading, undoing
from assistant.tui import orders as c
from assistant.tui.app import AssistantApp
from assistant.tui.deciding import entries_for, reported
from assistant.tui.places import Place
from assistant.tui.screens import draft_screen, proposals_screen, tray_screen
from tests.tui.conftest import DAY, THREAD, running, settle, shown, strike, toasts, typed

MATTER = "pta-2020-002"
DECISIONS: tuple[tuple[c.Decision, str], ...] = (
    (c.LogNote("a note"), "Note logged as #24"),
    (c.LogMessage("in", "email", None, "An answer", "We agree."), "Email logged as #26"),
    (c.LogMessage("out", "letter", None, "Timelines", "In May.", answers_partly=(12,)), "Letter logged as #28"),
    (c.OpenObligation("request", "company", "tangible timelines", 10, date(2020, 11, 1)), "Request opened as #32"),
    (c.Settle(12, "settled", reason="by phone"), "#12 is settled"),
    (c.Classify(10, "holding", until=date(2020, 10, 30)), "#10 is holding"),
    (c.Extend(12, 10, duration="10 working days"), "The time was extended"),
    (c.Pause(10, 12), "The clock stands still"),
    (c.Restart(12, 15), "The clock counts anew"),
    (c.Snooze(date(2020, 10, 25), "the minister is away", 12), "The reminder is hidden"),
    (c.Close("over"), "The thread is closed"),
    (c.Undo(10, "it was another meeting"), "#10 no longer counts"),
)
"""Each with what is said of it."""
AFTER = ((c.Pause(10, 12), c.Resume(10, 12)), (c.Close("over"), c.Reopen("not yet")))
"""Decisions that go before those that take them back."""
ELSEWHERE: dict[type, str] = {
    c.NewThread: "test_mergers_and_new_threads_are_taken_back",
    c.MergeThread: "test_mergers_and_new_threads_are_taken_back",
    c.PartThread: "test_mergers_and_new_threads_are_taken_back",
    c.ImportMail: "what has come in stays: its form says so",
    c.PullMail: "the same",
    c.StopImport: "decides nothing",
}
PAGES = {
    "draft.save", "draft.sent", "draft.discard", "draft.release", "draft.export",
    "tray.file", "tray.second", "tray.third", "tray.elsewhere", "tray.aside", "tray.sender",
    "proposals.accept", "proposals.accept-all", "proposals.change", "proposals.turn-down", "proposals.turn-down-all",
}  # fmt: skip
"""Keys of pages that write in the record; what they write is taken back below."""
READING = {
    "draft.blank", "draft.below", "draft.choose", "draft.editor", "draft.changes", "draft.chat", "draft.side",
    "draft.help", "draft.back", "tray.next", "tray.undo", "tray.help", "tray.back", "proposals.next", "proposals.undo",
    "proposals.help", "proposals.back",
}  # fmt: skip


def standing(desk: Desk) -> tuple[Thread, object]:
    """The thread and its reminders; the log goes on, whatever is taken back."""
    now = desk.latest(THREAD)
    return structs.replace(now, length=0, last_day=date.min), desk.gaps(now, snoozed=True)


def decided(desk: Desk, command: c.Decision) -> undoing.Step:
    gaps = desk.gaps(desk.thread(THREAD))
    lines = desk.decide(THREAD, entries_for(command, reading.who(desk, THREAD), gaps))
    told = reported(command, lines[0].n)
    return undoing.of_entries(desk, THREAD, tuple(line.n for line in lines), told)


def test_nothing_that_writes_is_missing_here() -> None:
    assert {type(d) for d, _ in DECISIONS} | {type(then) for _, then in AFTER} == set(get_args(c.Decision))
    assert set(ELSEWHERE) == set(get_args(c.Elsewhere))
    pages = {binding.id for keys in (draft_screen.KEYS, tray_screen.KEYS, proposals_screen.KEYS) for binding in keys}
    assert pages - READING == PAGES


def test_every_decision_is_told_and_taken_back(desk: Desk) -> None:
    for command, told in DECISIONS:
        before = standing(desk)
        step = decided(desk, command)
        assert standing(desk) != before, command
        step.take_back()
        assert standing(desk) == before, command
        assert step.told.startswith(f"Taken back: {told} (#")


async def test_the_screen_is_as_it_was_once_a_decision_is_taken_back(desk: Desk) -> None:
    async with running(desk, select=THREAD, notifications=True) as (app, pilot):
        await pilot.press("enter", "G")
        seen = shown(app)
        for command, told in (DECISIONS[4], DECISIONS[-1]):
            app.main.give(command)
            await settle(pilot)
            assert shown(app) != seen
            strike(pilot, "u")
            await settle(pilot)
            assert f"Taken back: {told} (#" in toasts(app)
            app.clear_notifications()
            strike(pilot, "G")
            await settle(pilot)
            assert shown(app) == seen, command


def test_so_are_those_that_take_another_one_back(desk: Desk) -> None:
    for first, then in AFTER:
        decided(desk, first)
        before = standing(desk)
        decided(desk, then).take_back()
        assert standing(desk) == before, then


@pytest.mark.parametrize("state", ["saved", "approved", "final", "exported", "sent", "discarded"])
def test_what_became_of_a_draft_is_taken_back(desk: Desk, state: str, tmp_path: Path) -> None:
    kept = draft_text.begin(desk, reading.view_of(desk, THREAD), None)
    kept = structs.replace(kept, draft=with_text(kept.draft, "Dear Sir, in May."))
    before = standing(desk)
    if state == "saved":
        lines = draft_text.keep(desk, kept)
    else:
        first = draft_text.keep(desk, kept)[0].n
        before = standing(desk)
        kept = structs.replace(kept, first=first)
        match state:
            case "sent":
                lines = drafting.send(desk, THREAD, first, drafting.Going("2020-10-18", "letter"))
            case "approved":
                lines = drafting.approve(desk, THREAD, first, "the general counsel")
            case "final":
                lines = drafting.finish(desk, THREAD, first)
            case "exported":
                lines = drafting.export(desk, kept.draft, first, tmp_path / "letter.txt").logged
            case _:
                lines = drafting.discard(desk, THREAD, first)
    assert standing(desk) != before
    undoing.of_entries(desk, THREAD, tuple(line.n for line in lines), state).take_back()
    assert standing(desk) == before
    taken = [getattr(line.fact, "entry", None) for line in desk.record.store.lines(THREAD)]
    assert all(taken.count(line.n) == 1 for line in lines), "each once"


def test_a_draft_whose_saving_was_taken_back_is_saved_anew(desk: Desk) -> None:
    kept = draft_text.begin(desk, reading.view_of(desk, THREAD), None)
    first = draft_text.number_in(draft_text.keep(desk, kept))
    kept = structs.replace(kept, first=first)
    later = draft_text.keep(desk, kept)
    assert draft_text.number_in(later) == first
    for lines in (later[0].n, first):
        undoing.of_entries(desk, THREAD, (lines,), "Draft saved").take_back()
    again = draft_text.number_in(draft_text.keep(desk, kept))
    assert again > first
    assert draft_text.number(desk, structs.replace(kept, first=again)) == again


def test_mergers_and_new_threads_are_taken_back(desk: Desk) -> None:
    other = desk.open_thread("PTA", "The same order", day=DAY)
    desk.intake.merge(THREAD, other, "one matter")
    undoing.of_merger(desk, THREAD, other).take_back()
    assert desk.latest(other).merged_into == ""
    undoing.of_parting(desk, THREAD, other).take_back()
    assert desk.latest(other).merged_into == THREAD
    begun = desk.open_thread("PTA", "Another", day=DAY)
    undoing.of_opening(desk, begun).take_back()
    assert desk.latest(begun).closed


async def test_u_takes_back_step_by_step_and_then_asks(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        for text, told in (("first", "Note logged as #24"), ("/settle #12 by phone", "#12 is settled")):
            await pilot.press("l")
            await typed(pilot, text)
            await pilot.press("ctrl+s", "escape")
            await settle(pilot)
            assert f"{told} · u undoes it" in toasts(app)
        await pilot.press("u", "u")
        await settle(pilot)
        assert "#25 no longer counts" in toasts(app)
        assert "#24 no longer counts" in toasts(app)
        assert app.main.view
        assert len(app.main.view.gaps) == 2
        await pilot.press("u")
        await settle(pilot)
        assert "Undo an entry" in shown(app)


async def test_what_a_page_decided_is_taken_back_on_the_main_screen_too(morning: Desk) -> None:
    async with running(morning, select=MATTER, notifications=True) as (app, pilot):
        for keys, told, undone in (
            ("P a escape", "Commitment opened as #4", "Taken back: Commitment opened as #4 (#4 no longer counts)"),
            ("T f escape", f"was filed in {THREAD}", "lies in the tray again"),
        ):
            for key in keys.split():
                await pilot.press(key)
                await settle(pilot)
            assert told in toasts(app)
            before = len(app.main.clerk.steps)
            app.main.pages.visit(Place(app.main.clerk.steps[-1].thread))
            await settle(pilot)
            await pilot.press("u")
            await settle(pilot)
            assert undone in toasts(app)
            assert len(app.main.clerk.steps) == before - 1
        assert not [o for o in morning.latest(MATTER).obligations if o.is_open]
        assert morning.intake.tray_size() == 3


async def test_on_the_days_page_it_is_the_last_decision_of_all(morning: Desk) -> None:
    app = AssistantApp(morning, home=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        strike(pilot, "u")
        await settle(pilot)
        assert "Nothing was decided here" in toasts(app)
        step = undoing.of_entries(morning, MATTER, (morning.decide(MATTER, _note)[0].n,), "a note")
        app.main.clerk.tell_step("a note", step)
        assert app.main.day.thread_meant == THREAD
        before = morning.latest(THREAD).length
        strike(pilot, "u")
        await settle(pilot)
        assert "Taken back: a note (#4 no longer counts)" in toasts(app)
        assert morning.latest(THREAD).length == before
        assert app.main.day.is_open


def _note(_: Thread) -> list[NewEntry]:
    return decisions.note("a note", "officer")


def test_what_a_colleague_wrote_since_stays(desk: Desk, desk_on: Callable[[date], Desk]) -> None:
    before, colleague = standing(desk), desk_on(DAY)
    step = decided(desk, c.Settle(12, "settled", reason="by phone"))
    decided(colleague, c.LogNote("they called back"))
    step.take_back()
    thread, gaps = standing(desk)
    assert isinstance(thread, Thread)
    assert [note.text for note in thread.notes][-1] == "they called back"
    assert (structs.replace(thread, notes=thread.notes[:-1]), gaps) == before
    again = decided(desk, c.Settle(12, "settled", reason="by phone"))
    decided(colleague, c.Undo(desk.latest(THREAD).length, "it was not"))
    again.take_back()
    assert standing(desk) == (thread, gaps)


def test_as_of_an_earlier_day_too(desk_on: Callable[[date], Desk]) -> None:
    earlier = desk_on(date(2020, 10, 14))
    before = earlier.thread(THREAD), earlier.gaps(earlier.thread(THREAD))
    on_file: dict[str, Any] = {"length": before[0].length, "last_day": before[0].last_day}
    for command in (c.Settle(12, "settled"), c.Close("over"), c.OpenObligation("request", "company", "the figures")):
        step = decided(earlier, command)
        assert structs.replace(earlier.thread(THREAD), **on_file) != before[0], "it is seen on that day"
        step.take_back()
        after = earlier.thread(THREAD)
        assert (structs.replace(after, **on_file), earlier.gaps(after)) == before


def test_u_means_the_last_step_in_the_thread_or_in_none() -> None:
    here, aside, there = (undoing.Step(thread, "", lambda: None) for thread in (THREAD, "", MATTER))
    assert undoing.last_of([here, aside, there], THREAD) is aside
    assert undoing.last_of([here, there], THREAD) is here
    assert undoing.last_of([here, there], None) is there
    assert undoing.last_of([there], THREAD) is None


async def test_who_may_only_read_is_told_so_and_the_step_stays(desk: Desk) -> None:
    async with running(desk, select=THREAD, notifications=True) as (app, pilot):
        app.main.clerk.steps.append(undoing.of_entries(desk, THREAD, (18,), "Note logged as #18"))
        desk.record.read_only = True
        before = desk.thread(THREAD)
        await pilot.press("u")
        await settle(pilot)
        assert "the record is open for reading only" in toasts(app)
        assert desk.thread(THREAD) == before
        assert len(app.main.clerk.steps) == 1

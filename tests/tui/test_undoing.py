"""Whatever the screen can decide, `u` takes back: the thread stands as it did before."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from assistant.desk import Desk
from assistant.drafts.draft import with_text
from assistant.record.thread import Thread
from assistant.services import drafting
from assistant.tui import draft_text, reading, undoing
from assistant.tui import orders as c
from assistant.tui.app import AssistantApp
from assistant.tui.deciding import entries_for
from tests.tui.conftest import DAY, THREAD, settle, shown, toasts, typed

DECISIONS: tuple[c.Decision, ...] = (
    c.LogNote("a note"),
    c.LogMessage("in", "email", None, "An answer", "We agree."),
    c.LogMessage("out", "letter", None, "Timelines", "In May.", answers_partly=(12,)),
    c.OpenObligation("request", "company", "tangible timelines", 10, date(2020, 11, 1)),
    c.Settle(12, "settled", reason="by phone"),
    c.Classify(10, "holding", until=date(2020, 10, 30)),
    c.Extend(12, 10, duration="10 working days"),
    c.Pause(10, 12),
    c.Restart(12, 15),
    c.Snooze(date(2020, 10, 25), "the minister is away", 12),
    c.Close("over"),
)


def standing(desk: Desk) -> Thread:
    return structs.replace(desk.latest(THREAD), length=0, last_day=date.min)


def decided(desk: Desk, command: c.Decision) -> undoing.Step:
    gaps = desk.gaps(desk.thread(THREAD))
    lines = desk.decide(THREAD, entries_for(command, reading.who(desk, THREAD), gaps))
    return undoing.of_entries(desk, THREAD, tuple(line.n for line in lines))


def test_every_decision_is_taken_back(desk: Desk) -> None:
    for command in DECISIONS:
        before = standing(desk)
        step = decided(desk, command)
        assert standing(desk) != before, command
        step.take_back()
        assert standing(desk) == before, command
    for first, then in ((c.Pause(10, 12), c.Resume(10, 12)), (c.Close("over"), c.Reopen("not yet"))):
        decided(desk, first)
        before = standing(desk)
        decided(desk, then).take_back()
        assert standing(desk) == before, then


@pytest.mark.parametrize("state", ["saved", "sent", "discarded"])
def test_what_became_of_a_draft_is_taken_back(desk: Desk, state: str) -> None:
    kept = draft_text.begin(desk, reading.view_of(desk, THREAD), None)
    kept = structs.replace(kept, draft=with_text(kept.draft, "Dear Sir, in May."))
    before = standing(desk)
    if state == "saved":
        lines = draft_text.keep(desk, kept)
    else:
        first = draft_text.keep(desk, kept)[0].n
        before = standing(desk)
        kept = structs.replace(kept, first=first)
        if state == "sent":
            lines = drafting.send(desk, THREAD, first, drafting.Going("2020-10-18", "letter"))
        else:
            lines = drafting.discard(desk, THREAD, first)
    assert standing(desk) != before
    undoing.of_entries(desk, THREAD, tuple(line.n for line in lines)).take_back()
    assert standing(desk) == before


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
        for text in ("first", "/settle #12 by phone"):
            await pilot.press("l")
            await typed(pilot, text)
            await pilot.press("ctrl+s", "escape")
            await settle(pilot)
        assert "Note logged as #24 · u undoes it" in toasts(app)
        await pilot.press("u", "u")
        await settle(pilot)
        assert "#25 no longer counts" in toasts(app)
        assert "#24 no longer counts" in toasts(app)
        assert app.main.view
        assert len(app.main.view.gaps) == 2
        await pilot.press("u")
        await settle(pilot)
        assert "Undo an entry" in shown(app)

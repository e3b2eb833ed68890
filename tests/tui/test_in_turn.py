"""Keys typed ahead: they reach what the keys before them open, and never act where they were not meant to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date

from textual.pilot import Pilot
from textual.widgets import TextArea

from assistant.desk import Desk
from assistant.record.kinds import Note
from assistant.tui.app import AssistantApp
from assistant.tui.screens.draft_screen import DraftScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.composer import Composer
from tests.tui.conftest import last_facts, settle, strike, toasts

WIDE = (120, 40)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if true():
            break
        await asyncio.sleep(0.02)
    await settle(pilot)
    assert true()


async def test_a_burst_of_keys_goes_where_each_key_leads(desk: Desk) -> None:
    app = AssistantApp(desk, home=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        strike(pilot, "l", *"Rang them: aCqT", "ctrl+s")  # from the day's page
        await until(pilot, lambda: "Note logged as #24" in toasts(app))
        assert last_facts(desk) == [Note("Rang them: aCqT", "2020-10-18")]
        assert app.main.query_one(Composer).text == ""

        strike(pilot, "escape", "d", *"aCqIT")
        await until(pilot, lambda: isinstance(app.screen, DraftScreen) and not app._waiting)
        assert "aCqIT" in app.screen.query_one("#text", TextArea).text
        strike(pilot, "escape", "n", "e", *"xCI")
        await until(pilot, lambda: isinstance(app.screen, TextScreen) and not app._waiting)
        assert len(app.screen_stack) == 3
        strike(pilot, "escape", "ctrl+p", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, MainScreen) and not app._waiting)
        app.search_themes()
        strike(pilot, "escape", "escape", "l", *"/zz")
        await until(pilot, lambda: app.main.query_one(Composer).text == "/zz")


async def test_what_is_typed_after_a_move_is_for_the_thread_that_was_moved_to(desk: Desk) -> None:
    other = desk.open_thread("PTA", "A quiet matter", day=date(2020, 10, 1))
    app = AssistantApp(desk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        with desk.lock:  # so that no thread can be read yet
            strike(pilot, "end", "l", *"Rang them", "ctrl+s")
            await asyncio.sleep(0.2)
        await until(pilot, lambda: "Note logged as #2" in toasts(app))
        assert desk.record.store.lines(other)[-1].fact == Note("Rang them", "2020-10-18")

"""Whatever a key does, the mouse does too: on every screen each key at the foot, each list, text and button."""

from __future__ import annotations

import pytest
from textual.events import Event, Key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Button, Static
from textual.widgets._footer import FooterKey

from assistant.desk import Desk
from assistant.tui.app import AssistantApp
from assistant.tui.screens.chat_screen import ChatScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.row_list import RowList
from tests.tui.conftest import SMALL, THREAD, click, in_front, running, settle, shown, strike, typed

WAYS = {
    "today": "H", "thread": "H n", "draft": "d", "templates": "ctrl+t", "chat": "escape escape K", "search": "escape F",
    "reports": "escape R", "rules": "escape B", "tray": "escape T", "proposals": "escape P",
}  # fmt: skip
"""The keys to each screen, from the one before."""


def middle(widget: Widget) -> tuple[int, int]:
    region = widget.region
    return region.x + region.width // 2, region.y + region.height // 2


async def test_every_key_at_the_foot_and_everything_that_takes_keys_can_be_clicked_on(
    morning: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = AssistantApp(morning)
    give, heard, told = app.on_event, list[str](), set[str]()

    async def hear(event: Event) -> None:
        """Note keys instead of giving them."""
        if isinstance(event, Key):
            heard.append(event.key)
        else:
            await give(event)

    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for name, keys in WAYS.items():
            strike(pilot, *keys.split())
            await settle(pilot)
            feet = [foot for foot in app.screen.query(FooterKey) if foot.region]
            with monkeypatch.context() as listening:
                listening.setattr(app, "on_event", hear)
                for foot in feet:
                    click(pilot, *middle(foot))
                await settle(pilot)
            assert heard == [foot.key for foot in feet], name
            heard.clear()
            told |= {name} if feet else set()
            for widget in [w for w in app.screen.focus_chain if w.region and not isinstance(w, Button)]:
                click(pilot, widget.region.x + 2, widget.region.y)
                await pilot.pause()
                assert app.focused is widget, (name, widget)
    assert told == set(WAYS) - {"chat"}  # whose foot is a sentence, see below


async def test_a_click_chooses_a_row_and_a_second_one_decides(morning: Desk) -> None:
    async with running(morning, select="pta-2020-002") as (app, pilot):
        await pilot.press("P")
        await settle(pilot)
        rows = app.screen.query_one(RowList)
        await pilot.click(rows, offset=(4, 2))
        await settle(pilot)
        assert rows.highlighted == 1
        assert rows.option_count == 5
        await pilot.click(rows, offset=(4, 2), times=2)
        await settle(pilot)
        assert rows.option_count == 4


async def test_the_words_at_the_foot_of_a_page_and_of_the_chat_are_keys_too(desk: Desk) -> None:
    async with running(desk, select=THREAD) as (app, pilot):
        await pilot.press("question_mark")
        await settle(pilot)
        in_front(app, TextScreen)
        for words in ("copies", "closes"):
            await press_on(pilot, app.screen.query_one("#keys", Static), words)
        assert app.clipboard.startswith("Keys")
        assert app.screen is app.main
        await pilot.press("K")
        await settle(pilot)
        await typed(pilot, "how many messages did they send\n")
        await settle(pilot)
        chat = in_front(app, ChatScreen)
        first, second = (f"#{place.entry}" for row in chat.rows for place in row.places)
        y, line = next((y, line) for y, line in enumerate(shown(app).splitlines()) if f"{first} {second}" in line)
        click(pilot, line.index(second), y)
        await settle(pilot)
        assert app.screen is app.main
        assert app.main.query_one(Conversation).entry == int(second[1:])


async def press_on(pilot: Pilot[None], widget: Widget, words: str) -> None:
    strip = widget.render_line(0).text
    click(pilot, widget.region.x + strip.index(words), widget.region.y)
    await settle(pilot)

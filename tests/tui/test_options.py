"""The palette, in the hands of somebody who is faster than it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.command import CommandList, DiscoveryHit, Hits, Provider
from textual.screen import Screen

from assistant.tui.widgets.choice import Choice
from assistant.tui.widgets.options import Palette


class Late(Provider):
    """Finds something at the very moment at which the list for it has gone."""

    async def discover(self) -> Hits:
        opened = next(screen for screen in self.app.screen_stack if isinstance(screen, Palette))
        while opened.query(CommandList):  # noqa: ASYNC110 - nothing tells when it goes
            await asyncio.sleep(0)
        yield DiscoveryHit("too late", lambda: None)

    async def search(self, query: str) -> Hits:
        yield NotImplemented


class Crowded(App[None]):
    """A drop-down, with hardly a line for what drops down."""

    def compose(self) -> ComposeResult:
        yield Choice([(word, word) for word in ("one", "two", "three")], compact=True, allow_blank=False)


@pytest.mark.parametrize("size", [(20, 5), (20, 1), (3, 2)])
async def test_the_page_keys_of_a_drop_down_without_room_do_no_harm(size: tuple[int, int]) -> None:
    app = Crowded()
    async with app.run_test(size=size) as pilot:
        app.query_one(Choice).focus()
        await pilot.press("enter", "pageup", "pagedown", "down", "pageup", "enter")
        assert app.query_one(Choice).value in {"one", "two", "three"}


class PaletteApp(App[None]):
    COMMANDS: ClassVar = {Late}


@pytest.mark.parametrize("below", [0, 1])
@pytest.mark.parametrize("opened", [False, True])
async def test_a_palette_that_is_left_searches_no_more(below: int, opened: bool) -> None:
    app = PaletteApp()
    async with app.run_test() as pilot:
        for _ in range(below):
            await app.push_screen(Screen())
        palette = Palette()
        opening = app.push_screen(palette)
        if opened:
            await opening
        palette.dismiss()
        await pilot.pause(0.1)
        assert palette not in app.screen_stack
        assert not palette.is_attached

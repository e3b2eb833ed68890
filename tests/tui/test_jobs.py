"""Work off the screen's thread, and what is left of it."""

from __future__ import annotations

import gc
import weakref
from functools import partial

from textual.app import App

from assistant.tui.jobs import JobScreen
from tests.tui.conftest import settle


class Large:
    """A list of ten thousand, say."""


async def test_a_job_that_is_done_holds_nothing_of_what_it_was_given() -> None:
    app, screen, told = App[None](), JobScreen(), list[int]()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        large = Large()
        left = weakref.ref(large)
        gc.disable()
        try:
            screen.job("read", partial(id, large), told.append)
            del large
            await settle(pilot)
            assert told
            assert left() is None
        finally:
            gc.enable()

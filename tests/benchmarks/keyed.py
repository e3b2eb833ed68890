"""A UI that presses its own keys and notes when each was painted.

`python -m tests.benchmarks.keyed RECORD OUT CALM STROKES`, run in a terminal of its own (see `keys`). A key is
pressed once nothing has been painted for a while; what counts is the moment behind the next write to the terminal, and
for a search behind the last one. An empty RECORD: the bare app. CALM: seconds without a paint after which all that a
key caused is taken to be done. STROKES: of each run of keys, at most so many are pressed.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import ClassVar

import msgspec
from msgspec import Struct
from textual import events
from textual.app import App
from textual.widgets import Input, TextArea

from assistant.desk import Desk
from assistant.tui.app import AssistantApp
from tests.benchmarks.bare_app import BareApp
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import ROOT

PATIENCE = 30.0
"""Seconds to wait for calm; with it, for the listing of a large record."""
UNSEEN = 5.0
"""Seconds after which a key counts as painted that never was; there should be none."""
WRITTEN = "annex 4 again"
SOUGHT = "transparency"


class Taken(Struct, frozen=True):
    """Seconds, key by key."""

    keys: list[float]
    found: list[float]
    """From a letter of a query to its results."""


class Painted(App[None]):
    """An app that knows when it wrote to the terminal last."""

    painted = 0.0
    without_paint = 0.25
    """`CALM`."""
    strokes = 99
    """`STROKES`."""
    _sight: asyncio.Event | None = None

    def post_display_hook(self) -> None:
        self.painted = time.perf_counter()
        if self._sight is not None:
            self._sight.set()

    async def calm(self) -> None:
        end = time.perf_counter() + PATIENCE
        while True:
            left = min(end, self.painted + self.without_paint) - time.perf_counter()
            if left <= 0:
                return
            await asyncio.sleep(left)

    async def pressed(self, key: str, *, last: bool = False) -> float:
        """Seconds from the key to the paint that follows, or to the `last`."""
        await self.calm()
        self._sight = asyncio.Event()
        event = events.Key(key, " " if key == "space" else key if len(key) == 1 else None)
        event.set_sender(self)
        assert self._driver is not None
        begun = time.perf_counter()
        self._driver.send_message(event)
        try:
            await asyncio.wait_for(self._sight.wait(), UNSEEN)
        except TimeoutError:
            return UNSEEN
        if last:
            await self.calm()
        return self.painted - begun

    async def each(self, keys: Iterable[str], *, last: bool = False) -> list[float]:
        return [await self.pressed(key, last=last) for key in islice(keys, self.strokes)]

    def steady(self) -> None:
        """No cursor blinks: that would be painted too."""
        for text in (*self.screen.query(Input), *self.screen.query(TextArea)):
            text.cursor_blink = False


def letters(text: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in text]


class Bare(Painted, BareApp):
    """The list, the conversation and the text of the bare app."""

    async def take(self) -> Taken:
        self.steady()
        keys = await self.each(["down"] * 8) + await self.each(["up"] * 4)
        self.query_one("#talk").focus()
        keys += await self.each(["down"] * 4) + await self.each(["up"] * 3)
        self.query_one("#text").focus()
        return Taken(keys + await self.each(letters(WRITTEN)), [])


class Ours(Painted, AssistantApp):
    """The same places of ours, then a search."""

    CSS_PATH: ClassVar = [ROOT / "assistant" / "tui" / name for name in AssistantApp.CSS_PATH]

    async def take(self) -> Taken:
        self.steady()
        keys = await self.each(["down"] * 8) + await self.each(["up"] * 4)
        await self.pressed("enter")
        keys += await self.each(["up"] * 4) + await self.each(["down"] * 3)
        await self.pressed("l")
        keys += await self.each(letters(WRITTEN))
        await self.pressed("escape")
        await self.pressed("F", last=True)
        self.steady()
        return Taken(keys, await self.each(letters(SOUGHT), last=True))


def app_on(record: str) -> Bare | Ours:
    if not record:
        return Bare()
    return Ours(Desk.open(record, f"{record}/assistant.toml", AS_OF), select="")


def main(record: str, out: str, calm: str, strokes: str) -> None:
    app = app_on(record)
    app.without_paint, app.strokes = float(calm), int(strokes)
    taken: list[Taken] = []

    async def take() -> None:
        await app.calm()
        taken.append(await app.take())
        app.exit()

    app.run(auto_pilot=lambda _: take())
    Path(out).write_bytes(msgspec.json.encode(taken[0]))
    if isinstance(app, Ours):
        app.desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Each screen once, in both themes: it can be read, it says as of which day it is, and nothing in it is obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from textual.app import App
from textual.color import Color

from assistant.desk import Desk
from assistant.tui.app import AssistantApp
from assistant.tui.theme import DARK, LIGHT
from tests.tui.conftest import SMALL, WIDE, settle, shown, strike
from tests.tui.test_appearance import contrast
from tests.tui.test_hostile_text import harmless, hostile

__all__ = ["hostile"]
WAYS = {
    "today": "H", "thread": "H n", "draft": "d", "templates": "ctrl+t", "chat": "escape escape K", "search": "escape F",
    "reports": "escape R", "rules": "escape B", "tray": "escape T", "proposals": "escape P",
}  # fmt: skip
"""The keys to each, from the one before."""
MADE_OF = {"chat": ("what is open", "enter"), "search": ("block", ""), "tray": ("", "j"), "rules": ("", "j")}
"""What is typed there, and the key that follows."""
LOGGED = re.compile(r"logged \d+ days later")
"""In the hostile record, which is logged when the test runs."""
READABLE = 4.5
"""WCAG 2.2, level AA."""


@pytest.mark.parametrize(("record", "size"), [("morning", WIDE), ("hostile", SMALL)])
async def test_it_can_be_read_and_says_as_of_which_day(
    record: str, size: tuple[int, int], request: pytest.FixtureRequest, snapshot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.tui.screens.rules_screen.settings_path", lambda _: "assistant.toml")
    desk: Desk = request.getfixturevalue(record)
    app = AssistantApp(desk)
    poor: dict[str, list[tuple[float, str]]] = {}
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for name, keys in WAYS.items():
            text, key = MADE_OF.get(name, ("", ""))
            for struck in (keys.split(), [*text], [key] if key else []):
                strike(pilot, *struck)
                await settle(pilot)
            told = shown(app)
            assert " as of 18 October 2020" in told.splitlines()[0], (name, told)
            harmless(told)
            assert LOGGED.sub("logged later", told) == snapshot(name=name)
            for theme in (LIGHT, DARK):
                app.theme = theme.name
                await settle(pilot)
                found = [] if size == WIDE and app.screen.is_modal else list(faint(app))  # what lies below is veiled
                poor |= {f"{name}, {theme.name}": found} if found else {}
    assert not poor


def faint(app: App[None]) -> Iterator[tuple[float, str]]:
    """Words whose colour differs too little from their ground."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if style and style.color and style.bgcolor and any(letter.isalnum() for letter in text):
                one, other = (Color(*colour.get_truecolor()) for colour in (style.color, style.bgcolor))
                if (found := contrast(one, other)) < READABLE:
                    yield round(found, 1), text.strip()

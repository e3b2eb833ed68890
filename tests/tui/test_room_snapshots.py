"""How search, chat, reports, rules and a checked draft look; see `test_snapshots`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from assistant.desk import Desk
from assistant.tui.app import AssistantApp
from tests.tui.conftest import settle
from tests.tui.test_draft_checking import checked
from tests.tui.test_snapshots import SMALL, WIDE, after

BOTH = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


def asked(key: str, line: str, text: str, theme: str = "slate") -> Callable[[Pilot[None]], Awaitable[None]]:
    """A page opened by `key`, with `text` in the line of that id."""

    async def run(pilot: Pilot[None]) -> None:
        await after(key, theme=theme)(pilot)
        asking = pilot.app.screen.query_one(line, Input)
        asking.cursor_blink = False  # on a slow machine it would be seen, or not
        asking.value = text
        await settle(pilot)
        if key == "K":
            await pilot.press("enter")
            await settle(pilot)

    return run


@BOTH
def test_search(snap_compare: Any, desk: Desk, size: tuple[int, int]) -> None:
    run = asked("F", "#query", "block", "paper" if size == SMALL else "slate")
    assert snap_compare(AssistantApp(desk), terminal_size=size, run_before=run)


@BOTH
def test_chat(snap_compare: Any, desk: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=size, run_before=asked("K", "#ask", "what is open with PTA"))


def test_reports(snap_compare: Any, desk: Desk) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=WIDE, run_before=after("R", "j", "j"))


def test_rules(snap_compare: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.tui.screens.rules_screen.settings_path", lambda _: "assistant.toml")
    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=after("B"))


def test_checked_draft(snap_compare: Any, desk: Desk) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await after("d")(pilot)
        area = pilot.app.screen.query_one("#text", TextArea)
        area.replace("We act on your order of 9 October 2019.", *area.selection)
        await checked(pilot)

    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=run)

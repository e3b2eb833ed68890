"""How the screens look. After a change that is wanted: `pytest tests/tui/test_snapshots.py --snapshot-update`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from assistant.desk import Desk
from assistant.tui.app import AssistantApp
from assistant.tui.screens.main_screen import MainScreen
from tests.tui.conftest import settle
from tests.tui.test_hostile_text import hostile

__all__ = ["hostile"]
WIDE, SMALL = (120, 40), (80, 24)


def after(*keys: str, theme: str = "slate") -> Callable[[Pilot[None]], Awaitable[None]]:
    """What is done before the picture is taken."""

    async def run(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        assert isinstance(pilot.app.screen, MainScreen)
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        for line in pilot.app.screen.query("Input, TextArea").results(Input | TextArea):
            line.cursor_blink = False  # on a slow machine it would be seen, or not

    return run


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
@pytest.mark.parametrize("theme", ["slate", "paper"])
def test_main_screen(snap_compare: Any, desk: Desk, size: tuple[int, int], theme: str) -> None:
    app = AssistantApp(desk, hint=True)
    assert snap_compare(app, terminal_size=size, run_before=after("n", theme=theme))


@pytest.mark.parametrize(
    ("size", "theme"), [(WIDE, "slate"), (SMALL, "slate"), (SMALL, "paper")], ids=["wide", "small", "paper-small"]
)
def test_today(snap_compare: Any, morning: Desk, size: tuple[int, int], theme: str) -> None:
    app = AssistantApp(morning, hint=True, home=True)
    assert snap_compare(app, terminal_size=size, run_before=after("j", theme=theme))


def test_marked_words(snap_compare: Any, desk: Desk) -> None:
    keys = ("enter", "left", "left", "v", "down", "v", "right", "right")
    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=after(*keys))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_draft_screen(snap_compare: Any, desk: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=size, run_before=after("d"))


def test_help(snap_compare: Any, desk: Desk) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=after("question_mark"))


def test_explanation(snap_compare: Any, desk: Desk) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=after("n", "e"))


def test_form(snap_compare: Any, desk: Desk) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=after("n", "s"))


def test_composer(snap_compare: Any, desk: Desk) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=after("l", "slash", "s"))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_hostile_text(snap_compare: Any, hostile: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(AssistantApp(hostile), terminal_size=size, run_before=after())


def test_empty_record(snap_compare: Any, empty: Desk) -> None:
    assert snap_compare(AssistantApp(empty), terminal_size=SMALL, run_before=after())


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_tray(snap_compare: Any, morning: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(AssistantApp(morning), terminal_size=size, run_before=after("T", "j", "j"))


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_proposals(snap_compare: Any, morning: Desk, size: tuple[int, int]) -> None:
    app = AssistantApp(morning, select="pta-2020-002")
    assert snap_compare(app, terminal_size=size, run_before=after("P", "j", "j"))


def test_empty_tray(snap_compare: Any, desk: Desk) -> None:
    assert snap_compare(AssistantApp(desk), terminal_size=SMALL, run_before=after("T"))

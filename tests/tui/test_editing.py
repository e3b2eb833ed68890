"""A text in an editor of one's own: whatever happens there, the terminal is the program's again behind it."""

from __future__ import annotations

import sys

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import TextArea

from assistant.desk import Desk
from tests.tui.conftest import running, settle, toasts

ADDS = f"{sys.executable} -c \"import sys; open(sys.argv[1], 'a').write('# mine')\""
"""An editor that adds a line."""
FAILING = {
    "": "no editor is set",
    "no-such-editor": "cannot be started",
    f"{sys.executable} -c 'raise SystemExit(1)'": "ended with exit code 1",
}
"""Editors, and what is said of them."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What becomes of the terminal, which tests have none of."""
    told: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    monkeypatch.setattr(HeadlessDriver, "suspend_application_mode", lambda _: told.append("given"))
    monkeypatch.setattr(HeadlessDriver, "resume_application_mode", lambda _: told.append("taken back"))
    monkeypatch.delenv("VISUAL", raising=False)
    return told


@pytest.mark.parametrize("keys", [("d", "f3"), ("B", "e")])
@pytest.mark.parametrize("editor", FAILING)
async def test_the_terminal_is_taken_back_from_an_editor_that_fails(
    desk: Desk, terminal: list[str], monkeypatch: pytest.MonkeyPatch, editor: str, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    async with running(desk, notifications=True) as (app, pilot):
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert terminal == ["given", "taken back"]
        assert FAILING[editor] in toasts(app)


async def test_what_the_editor_left_is_the_text(
    desk: Desk, terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", ADDS)
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        before = app.screen.query_one("#text", TextArea).text
        await pilot.press("f3")
        await settle(pilot)
        assert app.screen.query_one("#text", TextArea).text == f"{before}# mine"
        assert terminal == ["given", "taken back"]


async def test_a_terminal_that_cannot_be_handed_over_says_so_and_the_text_stays(desk: Desk) -> None:
    async with running(desk, notifications=True) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        before = app.screen.query_one("#text", TextArea).text
        await pilot.press("f3")
        await settle(pilot)
        assert "cannot hand over to an editor" in toasts(app)
        assert app.screen.query_one("#text", TextArea).text == before

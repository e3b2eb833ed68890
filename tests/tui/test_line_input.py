"""A line that is typed into has nothing laid out anew, on whatever screen, and keeps in sight where one types."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input

from assistant.desk import Desk
from assistant.tui.app import AssistantApp
from tests.tui.conftest import SMALL, settle, shown, typed

LONG = " ".join(f"word{n}" for n in range(40))
LINES = {"filter": ("slash",), "search": ("F",), "chat": ("K",), "form": ("N",), "subject": ("d", "shift+tab")}


@pytest.mark.parametrize("keys", LINES.values(), ids=LINES)
async def test_a_letter_lays_out_nothing_and_both_ends_of_a_long_line_can_be_seen(
    desk: Desk, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, laid_out = AssistantApp(desk), []
    refresh = Input.refresh

    def counted(line: Input, *regions: Any, layout: bool = False, **more: Any) -> Any:
        laid_out.append(layout)
        return refresh(line, *regions, layout=layout, **more)

    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press(*keys, "a")
        await settle(pilot)
        assert isinstance(app.focused, Input)
        with monkeypatch.context() as watched:
            watched.setattr(Input, "refresh", counted)
            await typed(pilot, "b")
            await settle(pilot)
        assert set(laid_out) == {False}
        await typed(pilot, LONG)
        await settle(pilot)
        assert "word39" in shown(app)
        await pilot.press("home")
        await settle(pilot)
        assert "word0 word1" in shown(app)

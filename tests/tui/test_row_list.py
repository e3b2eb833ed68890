"""Rows drawn to the width at hand, whatever takes some of it away."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from assistant.tui.widgets.row_list import RowList


class Rows(App[None]):
    CSS = "RowList { height: 6; }"

    def compose(self) -> ComposeResult:
        yield RowList()


def full(width: int) -> Content:
    return Content(f"{'x' * width}\n{'y' * width}")


async def test_a_row_is_as_wide_as_the_scroll_bar_lets_it() -> None:
    app = Rows()
    async with app.run_test(size=(40, 10)) as pilot:
        rows = app.query_one(RowList)
        for count in (2, 9, 2):
            rows.show([full] * count, 0)
            await pilot.pause()
            assert rows.show_vertical_scrollbar == (count == 9)
            assert "x" not in rows.render_line(1).text, "the first line is not wrapped into the second"

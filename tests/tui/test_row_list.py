"""A list of rows draws what is in sight, for the width that it has."""

from __future__ import annotations

from functools import partial

from textual.app import App, ComposeResult
from textual.content import Content

from assistant.tui.widgets.row_list import RowList

ROWS = 40


class Listing(App[None]):
    """A list on a screen of ten lines."""

    CSS = "RowList { height: 1fr; border: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield RowList()

    def draw(self, row: int, width: int) -> Content:
        self.drawn.append((row, width))
        return Content(f"{row} {'=' * (width - 3)}>\nbelow {row}")

    def show(self, rows: int, at: int) -> None:
        self.drawn.clear()
        self.query_one(RowList).show([partial(self.draw, row) for row in range(rows)], at)

    def lines(self) -> list[str]:
        listing = self.query_one(RowList)
        return [listing.render_line(y).text for y in range(listing.size.height)]


async def test_only_what_is_in_sight_is_drawn_and_as_wide_as_there_is_room() -> None:
    app = Listing()
    async with app.run_test(size=(60, 10)) as pilot:
        app.show(ROWS, 0)
        await pilot.pause()
        inside = app.query_one(RowList).scrollable_content_region.width - 1
        assert set(app.drawn) == {(row, inside) for row in range(5)}
        assert app.lines()[0].rstrip().endswith(">")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert app.drawn[-1][1] == inside - 20
        assert app.lines()[0].rstrip().endswith(">")
        app.show(ROWS, 99)
        await pilot.pause()
        assert {row for row, _ in app.drawn} == {35, 36, 37, 38, 39}
        assert app.query_one(RowList).max_scroll_y == 2 * ROWS - 10
        app.show(2, 0)
        await pilot.pause()
        assert not app.query_one(RowList).show_vertical_scrollbar
        assert [line.strip() for line in app.lines()[4:]] == [""] * 6
        app.show(0, 0)
        await pilot.pause()
        assert [line.strip() for line in app.lines()] == [""] * 10
        assert app.query_one(RowList).highlighted is None


class Short(App[None]):
    CSS = "RowList { height: 6; }"

    def compose(self) -> ComposeResult:
        yield RowList()


def full(width: int) -> Content:
    return Content(f"{'x' * width}\n{'y' * width}")


async def test_a_row_is_as_wide_as_the_scroll_bar_lets_it() -> None:
    app = Short()
    async with app.run_test(size=(40, 10)) as pilot:
        rows = app.query_one(RowList)
        for count in (2, 9, 2):
            rows.show([full] * count, 0)
            await pilot.pause()
            assert rows.show_vertical_scrollbar == (count == 9)
            assert "x" not in rows.render_line(1).text, "the first line is not wrapped into the second"

"""A short list of things to decide, two lines each, drawn to the width at hand; it knows what is what by place only.

For some hundreds at most: what is longer is given in pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.widgets.options import Options

Draw = Callable[[int], Content]
"""The two lines of a row for a width."""


class RowList(Options):
    """Posts `RowPicked` when the cursor moves and `RowEntered` on Enter or a double click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Next", show=False, id="list.down"),
        Binding("up,k", "cursor_up", "Previous", show=False, id="list.up"),
        Binding("pagedown,ctrl+d", "page_down", "Page down", show=False, id="list.page-down"),
        Binding("pageup,ctrl+u", "page_up", "Page up", show=False, id="list.page-up"),
        Binding("home,g", "first", "First", show=False, id="list.first"),
        Binding("end,G", "last", "Last", show=False, id="list.last"),
        Binding("enter,right", "select", "Read it", show=False, id="list.enter"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False, compact=True)
        self.rows: tuple[Draw, ...] = ()
        self._width = 0

    def show(self, rows: Sequence[Draw], at: int) -> None:
        """Replace the rows; the cursor stands on `at`, or on the last."""
        self.rows = tuple(rows)
        self._fill(at)

    def _fill(self, at: int | None) -> None:
        self._width = self.scrollable_content_region.width
        self.clear_options()
        self.add_options([Option(draw(max(self._width, 20) - 1)) for draw in self.rows])
        if self.rows:
            self.highlighted = min(at or 0, len(self.rows) - 1)

    def on_resize(self, _event: Resize) -> None:
        self._fit()

    def watch_show_vertical_scrollbar(self) -> None:
        """A scroll bar takes columns away without a resize."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.scrollable_content_region.width != self._width:
            self._fill(self.highlighted)

    async def _on_click(self, event: Click) -> None:
        """To look is one click; Textual's own would enter at once, which here may mean to decide."""
        event.prevent_default()
        place = event.style.meta.get("option")
        if place is not None:
            self.highlighted = place
            if event.chain == 2:
                self.action_select()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(RowPicked(event.option_index))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(RowEntered())

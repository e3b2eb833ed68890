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
from assistant.tui.plain import LINEAR
from assistant.tui.widgets.options import Options

Draw = Callable[[int], Content]
"""The two lines of a row for a width, beside the mark of the one that is chosen."""
MARK, LETTER = "▌", ">"
"""Of the row that is chosen; a letter in the linear mode, where what is only drawn goes."""


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
        self._marked = -1

    def show(self, rows: Sequence[Draw], at: int) -> None:
        """Replace the rows; the cursor stands on `at`, or on the last."""
        self.rows = tuple(rows)
        self._fill(at)

    def _fill(self, at: int | None) -> None:
        self._width = self.scrollable_content_region.width
        self.clear_options()
        self._marked = min(at or 0, len(self.rows) - 1)
        self.add_options([Option(self._drawn(place)) for place in range(len(self.rows))])
        if self.rows:
            self.highlighted = self._marked

    def _drawn(self, place: int) -> Content:
        sign = LETTER if self.app.has_class(LINEAR) else MARK
        mark = (sign, "$accent") if place == self._marked else " "
        lines = self.rows[place](max(self._width, 20) - 1).split("\n")
        return Content("\n").join(Content.assemble(mark, line) for line in lines)

    def _move_mark(self, to: int) -> None:
        before, self._marked = self._marked, to
        for place in {before, to}:
            if 0 <= place < len(self.rows):
                self.replace_option_prompt_at_index(place, self._drawn(place))

    def on_resize(self, _event: Resize) -> None:
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
        if event.option_index != self._marked:
            self._move_mark(event.option_index)
        self.post_message(RowPicked(event.option_index))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(RowEntered())

"""A short list of things to decide, two lines each, drawn to the width at hand; it knows what is what by place only.

For some hundreds at most, of which those in sight are drawn: what is longer is given in pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.events import Click
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.widgets.options import Options

Draw = Callable[[int], Content]
"""The two lines of a row for a width."""
LINES = 2
NARROWEST = 19
"""Columns; a row for fewer would say nothing."""


class _Row(Visual):
    """A row that is drawn once it comes into sight."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        return LINES

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.draw(max(width, NARROWEST)).render_strips(width, LINES, style, options)


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

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """Textual lays out the whole screen with it; `show` says where that is needed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False, compact=True)
        self._bars: tuple[Size, ...] = ()
        """The sizes that the scroll bars were last set to."""

    def show(self, rows: Sequence[Draw], at: int) -> None:
        """Replace the rows; the cursor stands on `at`, or on the last."""
        if not rows:
            self.clear_options().refresh(layout=self.styles.auto_dimensions)
            return
        self.set_options([Option(_Row(draw)) for draw in rows])
        self.highlighted = min(at, len(rows) - 1)

    def _scroll_update(self, virtual_size: Size) -> None:
        """Once for the same sizes: with each layout of the screen Textual would have the bars painted again."""
        bars = virtual_size, self.container_size, self.size
        if bars != self._bars:
            self._bars = bars
            super()._scroll_update(virtual_size)

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

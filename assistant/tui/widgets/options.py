"""Textual's list of options and its palette, for screens that have no room and for people who are faster than they.

What is chosen bears a sign, too: Textual shows it by its ground alone.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette
from textual.events import Mount
from textual.strip import Strip
from textual.widgets import OptionList
from textual.worker import Worker

from assistant.tui.plain import LINEAR
from assistant.tui.steady import SteadyScreen
from assistant.tui.widgets.drawing import SIGNS

LETTERS = {True: ">", False: " "}
"""The sign in the linear mode, where what is only drawn goes; by whether the list has the focus."""

NARROWEST = 8
"""Columns from which there is room for a sign."""


class Options(OptionList):
    """Its page keys do nothing while none of it can be seen; where the focus comes, something is chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"options--mark"}

    @property
    def _has_keys(self) -> bool:
        """The keys move what is chosen."""
        return self.has_focus

    def _get_left_gutter_width(self) -> int:
        return int(self.scrollable_content_region.width >= NARROWEST)

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        width = self.scrollable_content_region.width
        if width < NARROWEST:
            return line
        written = next((style for _, style, _ in line if style), Style())
        meta = written.meta
        ground = Style(bgcolor=written.bgcolor, meta=meta)
        sign = " "
        if self.highlighted is not None and meta.get("option") == self.highlighted:
            sign = LETTERS[self._has_keys] if self.app.has_class(LINEAR) else SIGNS[self._has_keys]
        mark = ground + self.get_component_rich_style("options--mark", partial=True)
        return Strip([Segment(sign, mark), *line]).adjust_cell_length(width, ground)

    def on_focus(self) -> None:
        """Choose the first thing in sight, so that it is seen where the keys go."""
        if self.highlighted is None and self._lines:
            first, _ = self._lines[min(self.scroll_offset.y, len(self._lines) - 1)]
            self.highlighted = next(
                (at for at in range(first, len(self.options)) if not self.options[at].disabled), None
            )

    def scroll_to_option(self, at: int) -> None:
        """Bring the option `at` to the top, or as near as there are lines to fill the room below it."""
        line = next((line for line, (option, _) in enumerate(self._lines) if option == at), 0)
        self.scroll_to(y=line, animate=False, immediate=True)

    def action_page_up(self) -> None:
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def action_page_down(self) -> None:
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]  # as above


class Found(CommandList, Options, can_focus=False):
    """What the palette has found: its keys go here from the line above, which has the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Options.COMPONENT_CLASSES

    @property
    def _has_keys(self) -> bool:
        return True


class Palette(CommandPalette, SteadyScreen[None]):
    """The same for the palette, whose list has no room until something was found.

    One that has been left searches no more: its search runs beside it, and would look for a list that is gone.
    """

    @property
    def _left(self) -> bool:
        return self not in self.app.screen_stack

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield Found() if isinstance(widget, CommandList) else widget

    def on_mount(self, event: Mount) -> None:
        if self._left:
            event.prevent_default()

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]  # nobody asks for it
        return None if self._left else super()._gather_commands(search_value)

    def on_screen_suspend(self) -> None:
        if self._left:  # this comes before the message that takes the list away
            self._cancel_gather_commands()
            self._stop_no_matches_countdown()
            self._stop_busy_countdown()

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

"""Textual's list of options, for screens that may have no room for it: there its page keys raise."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette
from textual.widgets import OptionList

from assistant.tui.steady import SteadyScreen


class Options(OptionList):
    """Its page keys do nothing while none of it can be seen."""

    def action_page_up(self) -> None:
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]


class Palette(CommandPalette, SteadyScreen[None]):
    """The same for the palette, whose list has no room until something was found."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

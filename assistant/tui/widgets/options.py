"""Textual's list of options and its palette, for screens that have no room and for people who are faster than they."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette
from textual.events import Mount
from textual.widgets import OptionList
from textual.worker import Worker

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
    """The same for the palette, whose list has no room until something was found.

    One that has been left searches no more: its search runs beside it, and would look for a list that is gone.
    """

    @property
    def _left(self) -> bool:
        return self not in self.app.screen_stack

    def on_mount(self, event: Mount) -> None:
        if self._left:
            event.prevent_default()

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        return None if self._left else super()._gather_commands(search_value)

    def on_screen_suspend(self) -> None:
        if self._left:  # this comes before the message that takes the list away
            self._cancel_gather_commands()
            self._stop_no_matches_countdown()
            self._stop_busy_countdown()

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

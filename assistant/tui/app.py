"""The app knows its screens, its themes and nothing else; it is one of the two doors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.screen import Screen

from assistant.desk import Desk
from assistant.tui.main_screen import MainScreen
from assistant.tui.palette import ActionProvider
from assistant.tui.theme import DARK, LIGHT

STYLED = (
    "main_screen", "today", "form_screen", "text_screen", "draft_screen", "tray_screen", "proposals_screen",
    "search_screen", "chat_screen", "reports_screen", "rules_screen", "template_screen",
)  # fmt: skip
"""Those with styles of their own. Styles that came with a screen would have all others read and worn once more."""


class AssistantApp(App[None]):
    """The terminal UI on one desk."""

    TITLE = "Regulator assistant"
    COMMANDS: ClassVar = App.COMMANDS | {ActionProvider}
    CSS_PATH: ClassVar = ["common.tcss", *(f"{screen}.tcss" for screen in STYLED)]

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None, home: bool = False) -> None:
        """`home`: the day's page comes first; else the list of threads, at `select` if that is given."""
        super().__init__()
        self.desk, self.hint, self.select, self.home = desk, hint, select, home
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_mount(self) -> None:
        self.push_screen(MainScreen(self.desk, hint=self.hint, select=self.select, home=self.home))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        dark = self.theme != LIGHT.name
        name = LIGHT.name if dark else DARK.name
        yield SystemCommand(f"{'Light' if dark else 'Dark'} theme", "Change the colours", lambda: self._wear(name))
        yield SystemCommand("All themes", "Choose among all colours", self.action_change_theme)
        yield SystemCommand("Quit", "Leave the program", self.action_leave)

    def _wear(self, theme: str) -> None:
        self.theme = theme

    async def action_leave(self) -> None:
        """Ask the screen in front: it knows what is not saved."""
        await self.screen.run_action("quit")


def run(desk: Desk, *, hint: bool = False, select: str | None = None) -> None:
    """Open the terminal UI and close the desk behind it."""
    try:
        AssistantApp(desk, hint=hint, select=select, home=select is None).run()
    finally:
        desk.close()

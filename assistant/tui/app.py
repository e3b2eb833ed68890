"""The app knows its screens, its themes and nothing else; it is one of the two doors."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen, SystemModalScreen
from textual.theme import ThemeProvider

from assistant.desk import Desk
from assistant.services.kept_texts import KeptTexts
from assistant.tui.appearance import theme_of
from assistant.tui.keeping import KeepingApp
from assistant.tui.messages import LockAwaited, Logged
from assistant.tui.palette import ActionProvider
from assistant.tui.plain import KEYS, LINEAR, Colourless, Letters
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.theme import DARK, LIGHT
from assistant.tui.tidying import EVERY, Tidying
from assistant.tui.undoing import of_entries
from assistant.tui.widgets.options import Palette

STYLED = (
    "main_screen", "today", "form_screen", "text_screen", "draft_screen", "tray_screen", "proposals_screen",
    "search_screen", "chat_screen", "reports_screen", "rules_screen", "template_screen",
)  # fmt: skip
"""Those with styles of their own. Styles that came with a screen would have all others read and worn once more."""
AWAITED = 10.0
"""Seconds that a person may read whom a write waits for."""
ENDINGS = ("SIGHUP", "SIGTERM")
"""What a terminal that is closed and a system that shuts down send."""
LOOKING = 0.5
"""Seconds between two looks whether there still is a terminal."""
STDIN = 0
"""Where keys come from."""


class AssistantApp(KeepingApp):
    """The terminal UI on one desk."""

    TITLE = "Regulator assistant"
    COMMANDS: ClassVar = App.COMMANDS | {ActionProvider}
    CSS_PATH: ClassVar = ["common.tcss", *(f"screens/{screen}.tcss" for screen in STYLED), "linear.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help_here", "Help", id="app.help", show=False, priority=True, tooltip="The keys of this screen"),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        hint: bool = False,
        select: str | None = None,
        home: bool = False,
        keymap: Mapping[str, str] | None = None,
        linear: bool = False,
    ) -> None:
        """`home`: the day's page comes first; else the list of threads, at `select` if that is given.

        `keymap`: keys that the user chose, by the ids of bindings; see `keymap.checked`. `linear`: plain lines.
        """
        super().__init__(KeptTexts(desk.root))
        self.desk, self.hint, self.select, self.home = desk, hint, select, home
        self.letters = Letters(linear or desk.settings.ui.linear)
        self.colourless = Colourless(self.no_color)
        if self.letters.enabled:
            self.add_class(LINEAR)
            self.animation_level = "none"
        self.keymap = dict(keymap or {})
        self.set_keymap(self.keymap)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._wear_first(theme_of(desk.settings, self.available_themes))

    def on_mount(self) -> None:
        self.main = MainScreen(self.desk, hint=self.hint, select=self.select, home=self.home)
        self.push_screen(self.main)
        self.call_after_refresh(self.begin_keeping, self.main.take_back)
        self.desk.on_wait(self._lock_awaited)
        if not self.is_headless:
            self._end_well()
            self.call_after_refresh(lambda: self.set_interval(EVERY, Tidying().look))

    def _end_well(self) -> None:
        """A terminal that is closed ends the program as `q` does, and what was typed is kept."""
        if os.isatty(STDIN):
            self.set_interval(LOOKING, self._still_in_terminal)
        loop = asyncio.get_running_loop()
        for name in ENDINGS:
            if found := getattr(signal, name, None):
                try:
                    loop.add_signal_handler(found, partial(self._ended, found))
                except NotImplementedError:  # Windows
                    return

    def _still_in_terminal(self) -> None:
        """A connection that breaks takes the terminal away and may send nothing; there is nobody left to be told."""
        if not os.isatty(STDIN):
            self.exit(return_code=128 + signal.SIGHUP)

    def _ended(self, number: signal.Signals) -> None:
        self.exit(return_code=128 + number, message="Ended from outside; what was typed is kept for the next start.")

    def on_unmount(self) -> None:
        self.texts.close()

    def on_logged(self, event: Logged) -> None:
        """A page has no way back to the main screen of its own."""
        self.main.remember(of_entries(self.desk, event.thread, event.entries, event.done))

    def _lock_awaited(self, told: str) -> None:
        self.post_message(LockAwaited(told))  # it is a worker that waits

    def on_lock_awaited(self, event: LockAwaited) -> None:
        self.notify(event.told, severity="warning", timeout=AWAITED, markup=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        own = (self.colourless, self.letters)
        return [*super().get_line_filters(), *(line_filter for line_filter in own if line_filter.enabled)]

    def get_key_display(self, binding: Binding) -> str:
        told = super().get_key_display(binding)
        return KEYS.get(told, told) if self.letters.enabled else told

    def action_help_here(self) -> None:
        from assistant.tui.helping import help_of  # noqa: PLC0415 - not needed to start

        if not isinstance(self.screen, TextScreen | SystemModalScreen):
            self.push_screen(TextScreen("Keys and commands", help_of(self.screen)))

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        self.push_screen(Palette([ThemeProvider], placeholder="Search for themes…"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        dark = self.theme != LIGHT.name
        name = LIGHT.name if dark else DARK.name
        yield SystemCommand(f"{'Light' if dark else 'Dark'} theme", "Change the colours", lambda: self._wear(name))
        yield SystemCommand("All themes", "Choose among all colours", self.action_change_theme)
        yield SystemCommand("Quit", "Leave the program", self.action_quit)

    def _wear_first(self, theme: str) -> None:
        """Before the start, where a change that is watched has all styles read and worn twice."""
        if self.available_themes[theme].dark:
            self.set_reactive(App.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())
        else:  # Textual begins in the dark; what else a light theme changes its watcher knows
            self._wear(theme)

    def _wear(self, theme: str) -> None:
        self.theme = theme

    async def action_quit(self) -> None:
        """Ask the screen in front: it knows what is not saved."""
        if not await self.run_action("quit", self.screen):
            self.exit()


def run(desk: Desk, *, hint: bool = False, select: str | None = None, linear: bool = False) -> int:
    """Open the terminal UI, close the desk behind it, and return the exit code; raises `UsageProblem` before."""
    from assistant.tui.keymap import checked  # noqa: PLC0415 - only those who chose keys need it

    try:
        keymap = checked(desk.settings, STYLED)
        app = AssistantApp(desk, hint=hint, select=select, home=select is None, keymap=keymap, linear=linear)
        app.run()
        return app.return_code or 0
    finally:
        desk.close()

"""A page that is there at once and says what came of some work when it has ended. Who leaves waits no longer for it."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from assistant.errors import AssistantError
from assistant.record.inert import inert
from assistant.tui.jobs import JobScreen
from assistant.tui.screens.text_screen import HangingText, TextScreen


class AnswerScreen(TextScreen, JobScreen):
    """Runs `work` in a worker and shows its text, or what went wrong."""

    def __init__(self, title: str, work: Callable[[], str]) -> None:
        super().__init__(title, "One moment …")
        self.work = work

    def on_mount(self) -> None:
        self.job("answer", self.work, self._say)

    def _say(self, told: str) -> None:
        self.text = Content(inert(told))
        self.query_one("#body", HangingText).say(self.text)

    def on_trouble(self, error: AssistantError) -> None:
        self.add_class("-fault")
        self._say(str(error))

"""A page that is there at once and says what came of some work when it has ended. Who leaves waits no longer for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic

from textual.content import Content
from textual.worker import get_current_worker

from assistant.errors import AssistantError
from assistant.record.inert import inert
from assistant.tui.errands import Tell
from assistant.tui.jobs import JobDone, JobScreen
from assistant.tui.screens.text_screen import HangingText, TextScreen

OFTEN = 0.2
"""Seconds between two sentences about how far it is."""


class AnswerScreen(TextScreen, JobScreen):
    """Runs `work` in a worker and shows how far it is, then its text, or what went wrong. Who leaves stops it."""

    def __init__(self, title: str, work: Callable[[Tell], str]) -> None:
        super().__init__(title, "One moment …")
        self.work = work
        self._told = 0.0
        """When it was last told how far the work is; in seconds."""

    def on_mount(self) -> None:
        self.job("answer", partial(self.work, self._tell), self._say)

    def _tell(self, so_far: str) -> bool:
        """From the worker."""
        if monotonic() > self._told + OFTEN:
            self._told = monotonic()
            self.post_message(JobDone(partial(self._say, so_far)))
        return not get_current_worker().is_cancelled

    def _say(self, told: str) -> None:
        self.text = Content(inert(told))
        self.query_one("#body", HangingText).say(self.text)

    def on_trouble(self, error: AssistantError) -> None:
        self.add_class("-fault")
        self._say(str(error))

"""Work off the screen's thread: what the desk answers comes back as a message, and so does what goes wrong.

Nothing waits for the screen from a thread (that could hang at the end of the program): the result is posted. Who has
something to show before it is done gives the screen a moment, and no more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, TypeVar

from textual.message import Message
from textual.worker import get_current_worker

from assistant.errors import AssistantError
from assistant.tui.in_turn import HOLDS, MOVES
from assistant.tui.steady import SteadyScreen

T = TypeVar("T")
PAINT = 0.25
"""Seconds that a job leaves at most to the screen, which may be gone, before it goes on."""


class JobDone(Message):
    """To be run on the screen's own thread."""

    def __init__(self, then: Callable[[], None]) -> None:
        self.then = then
        super().__init__()


class JobScreen(SteadyScreen[Any]):
    """A screen that asks the desk through workers."""

    def job(
        self,
        group: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[AssistantError], None] | None = None,
        *,
        replaces: bool = True,
        holds: bool = False,
        moves: bool = False,
    ) -> None:
        """Run `work` in a thread, then `then` here. A newer job of the group makes an older one's answer void,
        unless `replaces` is False: what was written must be reported. `holds`: it leads to another screen or place,
        for which what is typed meanwhile is meant. `moves`: to what the cursor is on, and only what moves on is not.
        """

        ahead = [partial(_outcome, work, then, failed or self.on_trouble)]

        def run() -> None:
            worker = get_current_worker()
            outcome = ahead.pop()()  # a worker that has ended is garbage for a while, and no list should be held by it
            if not (replaces and worker.is_cancelled):
                self.post_message(JobDone(outcome))

        name = HOLDS if holds else MOVES if moves else ""
        self.run_worker(run, thread=True, exclusive=replaces, group=group, name=name, exit_on_error=False)

    def meanwhile(self, show: Callable[[], None]) -> bool:
        """Within a job: `show` here what there is so far, and leave the time to paint it; False if the job is void."""
        worker, painted = get_current_worker(), Event()

        def run() -> None:
            show()
            self.call_after_refresh(painted.set)

        if not worker.is_cancelled:
            self.post_message(JobDone(run))
            painted.wait(PAINT)
        return not worker.is_cancelled

    def at_once(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run here what takes no longer than a frame, under the same roof."""
        _outcome(work, then, self.on_trouble)()

    def action_help(self) -> None:
        """All keys that do something here."""
        from assistant.tui.helping import help_of  # noqa: PLC0415 - it knows the widgets, which know nothing of it
        from assistant.tui.screens.text_screen import TextScreen  # noqa: PLC0415 - as above

        self.app.push_screen(TextScreen("Keys and commands", help_of(self)))

    def on_job_done(self, event: JobDone) -> None:
        event.stop()
        event.then()

    def on_trouble(self, error: AssistantError) -> None:
        """Say what went wrong; a screen may do better."""
        self.notify(str(error), severity="error", timeout=12, markup=False)


def _outcome(
    work: Callable[[], T], then: Callable[[T], None], failed: Callable[[AssistantError], None]
) -> Callable[[], None]:
    try:
        result = work()
    except Exception as error:
        told = trouble(error)
        return lambda: failed(told)
    return lambda: then(result)


def trouble(error: Exception) -> AssistantError:
    """What went wrong, for a person."""
    if isinstance(error, AssistantError):
        return error
    if isinstance(error, OSError | sqlite3.Error):
        return AssistantError(f"the record cannot be used just now: {error}", hint="Nothing typed is lost; try again.")
    return AssistantError(f"a fault in the program: {type(error).__name__}: {error}", hint="Please report it.")

"""Opening the terminal UI. Without click: the UI alone is opened far more often than any command opens it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from assistant.errors import UsageProblem

if TYPE_CHECKING:
    from assistant.cli.session import Session


def in_browser() -> bool:
    """`serve` has started this process, and speaks for a browser over its pipes."""
    return "TEXTUAL_DRIVER" in os.environ


def can_open() -> bool:
    """There is somebody to show it to."""
    return in_browser() or (sys.stdout.isatty() and sys.stdin.isatty())


def check_all_known(chosen: Session) -> None:
    """Raise `UsageProblem` if only what was logged by a day is to be known: the UI has no such view."""
    if chosen.known:
        instead = "Commands that read take --known; --as-of opens the UI as of a day."
        raise UsageProblem("the terminal UI shows all that has been logged", hint=instead)


def open_ui(chosen: Session, *, hint: bool = False) -> None:
    """The terminal UI on the chosen record."""
    from assistant.tui.app import run as run_ui

    check_all_known(chosen)
    if not (chosen.color or in_browser()):
        os.environ["NO_COLOR"] = "1"  # Textual heeds it
    if code := run_ui(chosen.desk(), hint=hint, linear=chosen.linear):
        sys.exit(code)

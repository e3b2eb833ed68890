"""A text in the user's own editor, which has the terminal meanwhile.

A room of its own because the terminal must be taken back whatever happens there: an error that left Textual's `suspend`
would leave the program running with no screen and no keys.
"""

from __future__ import annotations

from textual.app import SuspendNotSupported

from assistant.drafts.edit import edit_text
from assistant.errors import AssistantError
from assistant.tui.jobs import JobScreen, trouble


def edit_outside(screen: JobScreen, text: str, suffix: str = ".txt") -> str | None:
    """`text` as the editor left it; None where nothing came of it, and why is said."""
    try:
        with screen.app.suspend():
            left = _left(text, suffix)
    except SuspendNotSupported:
        screen.notify("This terminal cannot hand over to an editor", severity="warning", markup=False)
        return None
    if isinstance(left, str):
        return left
    screen.on_trouble(left)
    return None


def _left(text: str, suffix: str) -> str | AssistantError:
    try:
        return edit_text(text, suffix)
    except Exception as error:
        return trouble(error)

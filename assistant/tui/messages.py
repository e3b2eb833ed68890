"""Every message that the widgets post; screens listen, widgets do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from assistant.tui.agenda import Line


class ThreadPicked(Message):
    """The cursor of the list stands on another thread."""

    def __init__(self, thread: str) -> None:
        self.thread = thread
        super().__init__()


class ThreadEntered(Message):
    """The reader wants to go into the thread under the cursor."""


class RowPicked(Message):
    """The cursor of a list stands on another row."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__()


class RowEntered(Message):
    """The reader wants to do what is usual with the row under the cursor."""


class EntryWanted(Message):
    """Show this entry in the conversation."""

    def __init__(self, entry: int) -> None:
        self.entry = entry
        super().__init__()


class EntryChosen(Message):
    """The conversation stands on another entry; 0: on none."""

    def __init__(self, entry: int) -> None:
        self.entry = entry
        super().__init__()


class GapWanted(Message):
    """Show this reminder in the conversation."""

    def __init__(self, gap: str) -> None:
        self.gap = gap
        super().__init__()


class StepWanted(Message):
    """Do something with a line of the day's page."""

    def __init__(self, line: Line | None, action: str) -> None:
        self.line = line
        self.action = action
        """Of the main screen; nothing: go to what the line is about."""
        super().__init__()


class Composed(Message):
    """The composer's text, to be logged or done."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class ComposerLeft(Message):
    """Back to the conversation; the text stays."""


class Logged(Message):
    """A page has logged these entries of a thread; the main screen can take them back. `done`: what has happened."""

    def __init__(self, thread: str, entries: tuple[int, ...], done: str) -> None:
        self.thread, self.entries, self.done = thread, entries, done
        super().__init__()


class LockAwaited(Message):
    """A write waits for another process; said in `told`, from whatever thread writes."""

    def __init__(self, told: str) -> None:
        self.told = told
        super().__init__()

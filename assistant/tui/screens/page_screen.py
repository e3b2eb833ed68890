"""A page over the main screen on which one thing after another is decided: a list, what is chosen, its keys.

What is the same for all such pages: the order of things on a narrow screen, the help, the palette, one decision at a
time, and whether anything was changed, which is what the page gives back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual.binding import Binding
from textual.events import Resize

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.tui.jobs import JobScreen
from assistant.tui.plain import LINEAR
from assistant.tui.widgets.row_list import Draw, RowList

T = TypeVar("T")
WIDE = 110
"""Columns from which the list stands beside what is chosen."""


class PageScreen(JobScreen):
    """Gives True if something was decided."""

    KEYS: ClassVar[tuple[Binding, ...]] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.changed = False
        self.deciding = False
        """A decision is being written: a key pressed twice must not decide about what comes next."""
        self.leaving = False
        """Who decided has gone back already: the page goes once that is written, and tells of it."""

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < WIDE or self.app.has_class(LINEAR), "-narrow")

    def list_rows(self, rows: Sequence[Draw], at: int) -> None:
        """Show them, with the cursor on `at`. None take no room; where some come back, the keys are theirs again."""
        listed = self.query_one(RowList)
        were_none = not listed.display
        listed.show(rows, at)
        listed.display = self.query_one("#facts").display = bool(rows)
        if rows and were_none:
            listed.focus()

    def decide(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Write a decision, unless one is being written."""
        if not self.deciding:
            self.deciding = True
            self.job("write", work, partial(self._decided, then), self._refused, replaces=False)

    def _decided(self, then: Callable[[T], None], result: T) -> None:
        self.deciding, self.changed = False, True
        then(result)
        if self.leaving:
            self.dismiss(True)

    def _refused(self, error: AssistantError) -> None:
        self.deciding = self.leaving = False
        self.on_trouble(error)

    def action_next(self) -> None:
        self.query_one(RowList).action_cursor_down()
        self.query_one(RowList).focus()

    def action_back(self) -> None:
        self.leaving = self.deciding
        if not self.leaving:
            self.dismiss(self.changed)

    async def action_quit(self) -> None:
        self.action_back()

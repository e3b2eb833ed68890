"""What Textual's screens do not bear: to be left twice, and a click on what was just taken away, both found by the
soak; and to be covered, which has them painted all the same.
"""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

R = TypeVar("R")


class SteadyScreen(Screen[R]):
    """A screen for hurried people."""

    given = False
    """It has given its result."""

    @property
    def is_current(self) -> bool:
        """Whether it is painted. Under a screen that lets nothing through it is not: each of its messages would have
        all of that screen painted anew. It is laid out and painted when it comes back.
        """
        stack = self.app.screen_stack
        above = stack[stack.index(self) + 1 :] if self in stack else []
        return super().is_current and not any(screen.styles.background.a == 1 for screen in above)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Once; a second key that was on its way, or a late answer, would take the screen below away.

        What was opened over it meanwhile, such as its help, goes with it.
        """
        if self.given or self not in self.app.screen_stack:
            return AwaitComplete()
        self.given = True
        while self.app.screen is not self:
            self.app.pop_screen()
        return super().dismiss(result)

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """As ever, but for a widget that is being removed, whose text nobody can select any more."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if widget is not None and widget is not self and widget.parent is None:
            return None, None
        return widget, offset

"""The line that narrows the list of threads; the foot tells the ways out of it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from assistant.tui.widgets.line_input import LineInput


class FilterLine(LineInput):
    """Posts `Input.Submitted` where the reader goes on in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "submit", "To the list", id="filter.list", key_display="⏎", tooltip="To what is left"),
        Binding("escape", "screen.back", "All threads", id="filter.all", key_display="esc", tooltip="Show all again"),
    ]

"""Drawing lines of spans in a widget of Textual: roles become the widget's component classes."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from assistant.tui.lines import Line


def strip_of(widget: Widget, line: Line, prefix: str, ground: Style, width: int) -> Strip:
    """`line` on `ground`, exactly `width` cells wide; each span in the style of the class `prefix` + its role."""
    segments = [
        Segment(span.text, ground + widget.get_component_rich_style(f"{prefix}{span.role}", partial=True))
        if span.role
        else Segment(span.text, ground)
        for span in line
    ]
    return Strip(segments).adjust_cell_length(width, ground)

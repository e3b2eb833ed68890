"""Drawing lines of spans in a widget of Textual: roles become the widget's component classes, mixed with their ground.

Theme colours such as muted text are partly transparent, so a span's colour depends on what it stands on.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from assistant.tui.lines import Line
from assistant.tui.plain import LINEAR


def chosen_sign(list_: Widget) -> str:
    """What stands before the chosen thing: thin while another widget has the focus, which no colour alone may say."""
    return "▌" if list_.has_focus else "▏"


class Inks:
    """The styles of one widget under the theme in force; `forget` when that changes."""

    def __init__(self, widget: Widget, prefix: str) -> None:
        self.widget, self.prefix = widget, prefix
        self._known: dict[tuple[str, Color], Style] = {}

    def forget(self) -> None:
        self._known.clear()

    @property
    def linear(self) -> bool:
        """Nothing is told by place: see `plain`."""
        return self.widget.app.has_class(LINEAR)

    def ground(self, role: str = "") -> Color:
        """What stands behind: the widget's own background, with that of a role laid over it."""
        own = self.widget.background_colors[1]
        return own + self.widget.get_component_styles(f"{self.prefix}{role}").background if role else own

    def ink(self, role: str, ground: Color) -> Style:
        """The style of a span on `ground`."""
        known = self._known.get((role, ground))
        if known is None:
            known = self._known[role, ground] = self._mixed(role, ground)
        return known

    def _mixed(self, role: str, ground: Color) -> Style:
        if not role:
            return Style(bgcolor=ground.rich_color, color=(ground + self.widget.styles.color).rich_color)
        styles = self.widget.get_component_styles(f"{self.prefix}{role}")
        colour = ground.get_contrast_text(styles.color.a) if styles.auto_color else styles.color
        return styles.text_style + Style(color=(ground + colour).rich_color, bgcolor=ground.rich_color)

    def strip(self, line: Line, ground: Color, width: int) -> Strip:
        """`line` on `ground`, exactly `width` cells wide."""
        segments = [Segment(span.text, self.ink(span.role, ground)) for span in line]
        return Strip(segments).adjust_cell_length(width, self.ink("", ground))

    def blank(self, width: int) -> Strip:
        return Strip.blank(width, self.ink("", self.ground()))

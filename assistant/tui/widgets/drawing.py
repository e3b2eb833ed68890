"""Drawing lines of spans in a widget of Textual: what the style sheets say of a role, mixed with its ground.

Theme colours such as muted text are partly transparent, so a span's colour depends on what it stands on.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

from assistant.tui.lines import Line
from assistant.tui.plain import LINEAR

SIGNS = {True: "▌", False: "▏"}
"""What stands before the chosen thing, by whether the keys go there, which no colour alone may say."""


def chosen_sign(list_: Widget) -> str:
    return SIGNS[list_.has_focus]


class Worn(NamedTuple):
    """What the style sheets say of a role."""

    colour: Color
    auto: bool
    """The colour is whatever can be read on its ground."""
    background: Color
    text: Style


class Inks:
    """The styles of one widget under the theme in force; `forget` when that changes.

    A role is a class below the widget, looked up when it is first drawn. Textual's own component classes would each be
    a node that is dressed anew whenever the widget is, seen or not: eighty nodes on the main screen alone.
    """

    def __init__(self, widget: Widget, prefix: str) -> None:
        self.widget, self.prefix = widget, prefix
        self._known: dict[tuple[str, Color, bool], Style] = {}
        self._worn: dict[tuple[str, bool], Worn] = {}
        """By role, with the focus and without: no widget is told of a change that leaves its own styles alone."""

    def forget(self) -> None:
        self._known.clear()
        self._worn.clear()

    @property
    def linear(self) -> bool:
        """Nothing is told by place: see `plain`."""
        return self.widget.app.has_class(LINEAR)

    def ground(self, role: str = "") -> Color:
        """What stands behind: the widget's own background, with that of a role laid over it."""
        own = self.widget.background_colors[1]
        return own + self._wear(role).background if role else own

    def ink(self, role: str, ground: Color) -> Style:
        """The style of a span on `ground`."""
        key = role, ground, self.widget.has_focus
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._mixed(role, ground)
        return known

    def _mixed(self, role: str, ground: Color) -> Style:
        if not role:
            return Style(bgcolor=ground.rich_color, color=(ground + self.widget.styles.color).rich_color)
        worn = self._wear(role)
        colour = ground.get_contrast_text(worn.colour.a) if worn.auto else worn.colour
        return worn.text + Style(color=(ground + colour).rich_color, bgcolor=ground.rich_color)

    def _wear(self, role: str) -> Worn:
        key = role, self.widget.has_focus
        worn = self._worn.get(key)
        if worn is None:
            wearer = DOMNode(classes=f"{self.prefix}{role}")
            wearer._attach(self.widget)  # noqa: SLF001 - as the style sheet itself does for a component class
            self.widget.app.stylesheet.apply(wearer, animate=False)
            of = wearer.styles
            worn = self._worn[key] = Worn(of.color, of.auto_color, of.background, of.text_style)
        return worn

    def strip(self, line: Line, ground: Color, width: int) -> Strip:
        """`line` on `ground`, exactly `width` cells wide."""
        segments = [Segment(span.text, self.ink(span.role, ground)) for span in line]
        return Strip(segments).adjust_cell_length(width, self.ink("", ground))

    def blank(self, width: int) -> Strip:
        return Strip.blank(width, self.ink("", self.ground()))

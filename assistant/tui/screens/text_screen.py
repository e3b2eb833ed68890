"""A page over the screen: an explanation, a fault that needs reading, the help. Text as it is, and nothing typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from assistant.tui.keys import bindings_of, key_named, pressable
from assistant.tui.steady import SteadyScreen

HANG = 2
"""Cells by which a line that goes on is indented more than where it began."""
NARROWEST = 16
"""Cells in which words are still broken under each other."""


class HangingText(Static):
    """A text whose lines, where they are too long, go on below their own beginning."""

    def __init__(self, text: Content, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(text, id=id, markup=False)
        self.text = text

    def on_resize(self, event: Resize) -> None:
        self.update(hanging(self.text, event.size.width))

    def say(self, text: Content) -> None:
        """Another text instead."""
        self.text = text
        self.update(hanging(text, self.size.width or text.cell_length))


def hanging(text: Content, width: int) -> Content:
    """`text` broken into lines of at most `width` cells, what goes on indented below its beginning."""
    lines: list[Content] = []
    for line in text.split("\n", allow_blank=True):
        indent = len(line.plain) - len(line.plain.lstrip(" "))
        if line.cell_length <= width or width - indent - HANG < NARROWEST:
            lines.append(line)
            continue
        first, *more = line[indent:].wrap(width - indent - HANG)
        lines += [first.pad_left(indent), *(piece.pad_left(indent + HANG) for piece in more)]
    return Content("\n").join(lines)


class TextScreen(ModalScreen[None], SteadyScreen[None]):
    """Title and text; the text can be copied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", id="page.close"),
        Binding("y,c", "copy", "Copy", id="page.copy"),
        Binding("down,j", "scroll_by(1)", "Down", show=False, id="page.down"),
        Binding("up,k", "scroll_by(-1)", "Up", show=False, id="page.up"),
        Binding("pagedown,space", "scroll_by(10)", "Page down", show=False, id="page.page-down"),
        Binding("pageup", "scroll_by(-10)", "Page up", show=False, id="page.page-up"),
    ]

    def __init__(self, title: str, text: Content | str, *, fault: bool = False) -> None:
        super().__init__()
        self.heading = title
        self.text = Content(text) if isinstance(text, str) else text
        self.set_class(fault, "-fault")

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Label(Content(self.heading), id="heading", markup=False)
            with VerticalScroll(id="scroll", can_focus=True):
                yield HangingText(self.text, id="body")
            yield Label(_keys_told(), id="keys", markup=False)

    def on_mount(self) -> None:
        self.app.clear_notifications()  # they would lie over the text

    def action_close(self) -> None:
        self.dismiss(None)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.text.plain)
        self.notify("Copied", markup=False)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)


def _keys_told() -> Content:
    keys = {name: key_named(f"page.{name}", bindings_of(TextScreen)) for name in ("close", "copy", "down", "up")}
    closes = pressable(f"{keys['close']} closes", "screen.close")
    copies = pressable(f"{keys['copy']} copies", "screen.copy")
    return Content.assemble(closes, " · ", copies, f" · {keys['up']} {keys['down']} scroll")

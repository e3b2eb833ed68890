"""A page over the screen: an explanation, a fault that needs reading, the help. Text as it is, and nothing typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from assistant.tui.steady import SteadyScreen

KEYS = "esc closes · y copies · ↑ ↓ scroll"


class TextScreen(SteadyScreen[None], ModalScreen[None]):
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
                yield Static(self.text, id="body", markup=False)
            yield Label(KEYS, id="keys", markup=False)

    def action_close(self) -> None:
        self.dismiss(None)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.text.plain)
        self.notify("Copied", markup=False)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)

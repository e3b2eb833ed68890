"""The floor for our UI: an app with the same kinds of widget and nothing behind them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Header, Input, OptionList, Static, TextArea

ROWS = 50
"""Entries of the list: more than fit on the screen."""
MARK = "Matter 1 of many"
"""What the list shows first."""
TEXT = "This is a sentence about the licence, as long as such sentences are. " * 40


class BareApp(App[None]):
    """A list at the left, a conversation over a text area in the middle, a panel at the right."""

    TITLE = "Bare"
    BINDINGS: ClassVar[list[BindingType]] = [
        (key, f"app.bell('{key}')", f"Action {key}") for key in ("n", "d", "l", "e", "r", "w", "q")
    ]
    CSS = """
    #left { width: 35; }
    #talk { height: 1fr; }
    #text { height: 4; }
    #panel { width: 31; }
    """

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            with Vertical(id="left"):
                yield Static("Threads")
                yield Input(placeholder="filter", compact=True)
                yield OptionList(*(f"Matter {n} of many\nKEY · quiet {n} d" for n in range(1, ROWS + 1)), id="list")
            with Vertical():
                yield Static("Matter 1 of many\nsince 1 January 2024", id="bar")
                with VerticalScroll(id="talk"):
                    for n in range(10):
                        yield Static(f"#{n} {TEXT}", markup=False)
                yield TextArea("", id="text")
            yield OptionList(*(f"Open {n}\nwe owe an answer since {n} days" for n in range(8)), id="panel")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#list").focus()


if __name__ == "__main__":
    BareApp().run()

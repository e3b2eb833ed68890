"""One form for everything that a person is asked: lines, texts, choices, ticks. What is refused stays on the screen.

It is given its fields and what to do with the answers; that runs in a worker, and an error is shown in the form, so
that nothing typed is lost. What is to follow on the screen below is what the form gives back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from assistant.errors import AssistantError
from assistant.services.kept_texts import Kept
from assistant.tui.forms import Answers, Field, Then
from assistant.tui.jobs import JobScreen
from assistant.tui.keeping import form_left
from assistant.tui.keys import bindings_of, keys_of
from assistant.tui.widgets.choice import Choice
from assistant.tui.widgets.line_input import LineInput
from assistant.tui.widgets.ticks import Ticks


class FormScreen(JobScreen, ModalScreen[Then]):
    """Gives what `submit` gave once it has taken the answers; None if the reader thought better of it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "submit", "Done", id="form.submit", priority=True),
        Binding("escape", "cancel", "Cancel", id="form.cancel", priority=True),
    ]

    def __init__(
        self, title: str, fields: tuple[Field, ...], submit: Callable[[Answers], Then], done: str = "Done"
    ) -> None:
        super().__init__()
        self.heading, self.fields, self.submit, self.done = title, fields, submit, done
        self._given: Answers = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Label(Content(self.heading), id="heading", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                for field in self.fields:
                    if field.label:
                        told = Content.assemble((field.label, "bold"), (f"  {field.hint}", "dim"))
                        yield Label(told, classes="label", markup=False)
                    yield from _widgets(field)
            yield Static("", id="complaint", markup=False)
            with Horizontal(id="buttons"):
                yield Label(_keys_told(), classes="hint", markup=False)
                yield Button(self.done, id="done", variant="primary", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    def on_mount(self) -> None:
        self.app.clear_notifications()  # they would lie over what is asked
        self.query_one("#complaint").display = False
        self._given = self.answers()
        self._take_back(form_left(self, self.heading))
        asked = [f for f in self.fields if f.kind != "shown"]
        first = next((f for f in sorted(asked, key=lambda f: (not f.first, bool(f.value)))), None)
        if first is None:
            self.query_one("#done", Button).focus()
        else:
            # Textual would bring it to the middle before it knows the places: what stands above would be gone.
            begun = self.query_one(f"#field-{first.name}").focus(scroll_visible=False)
            self.call_after_refresh(begun.scroll_visible, animate=False)

    def _take_back(self, left: Answers) -> None:
        """What a former run of the program left of this form."""
        for field in self.fields:
            if text := left.get(field.name, ""):
                match self.query_one(f"#field-{field.name}"):
                    case Input() as line:
                        line.value = text
                    case TextArea() as area:
                        area.text = text

    def unlogged(self) -> Iterator[Kept]:
        """What was typed since the form opened."""
        if self.is_mounted and (answers := dict(self.answers())) != self._given:
            yield Kept(self.heading, "", answers)

    def answers(self) -> Answers:
        return {field.name: self._answer(field) for field in self.fields if field.kind != "shown"}

    def _answer(self, field: Field) -> str:
        match self.query_one(f"#field-{field.name}"):
            case Input() as line:
                return line.value.strip()
            case TextArea() as area:
                return area.text.strip()
            case Ticks() as ticks:
                return ",".join(ticks.ticked)
            case Select() as choice:
                return "" if choice.value is Select.NULL else str(choice.value)
            case _:
                return ""

    @on(Button.Pressed, "#done")
    @on(Input.Submitted)
    def action_submit(self) -> None:
        self.job("form", partial(self.submit, self.answers()), self._finish, self._complain, holds=True)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        self.dismiss(None)

    def _finish(self, then: Then) -> None:
        self.dismiss(then)

    def _complain(self, error: AssistantError) -> None:
        told = self.query_one("#complaint", Static)
        told.display = True
        told.update(Content(str(error)))


def _keys_told() -> str:
    told = [f"{keys_of(binding)} {binding.description.lower()}" for binding in bindings_of(FormScreen)]
    return " · ".join([*told, "tab next field"])


def _widgets(field: Field) -> ComposeResult:
    name = f"field-{field.name}"
    match field.kind:
        case "line":
            yield LineInput(field.value, id=name, compact=True)
        case "text":
            area = TextArea(field.value, id=name, compact=True)
            area.cursor_blink = False
            yield area
        case "choice":
            options = [(Content(shown), value) for value, shown in field.choices]
            yield Choice(options, value=field.value or Select.NULL, id=name, compact=True, allow_blank=not field.value)
        case "ticks":
            yield Ticks(field.choices, field.value.split(","), id=name)
        case "shown":
            yield Static(Content(field.value), classes="shown", markup=False)

"""The chat beside whatever is in front: a question, its answer sentence by sentence, and the way to each entry.

Nothing here waits: the program's answer comes from a worker; a model's is shown as it comes, and escape stops it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Resize
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from assistant.chat.answer import Answer
from assistant.errors import AssistantError
from assistant.record.inert import inert_line
from assistant.tui import chat_rows
from assistant.tui.chat_rows import Manner, Row
from assistant.tui.jobs import JobScreen, trouble
from assistant.tui.keys import help_text, key_named, pressable
from assistant.tui.places import Place
from assistant.tui.plain import LINEAR
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.talk import Exchange, Talk
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.line_input import LineInput
from assistant.tui.widgets.options import Options

if TYPE_CHECKING:
    from assistant.chat.with_model import Heard

FULL = 100
"""Columns below which the chat takes the whole screen."""
COMMANDS = {
    "/again": "ask the last question anew",
    "/copy": "copy the last answer",
    "/clear": "begin anew",
    "/built-in": "answers by the program, or by the model again",
    "/request": "what a model would be sent for the last question",
    "/help": "keys and commands",
}
STOPPED = "Stopped."
TOLD = (
    Binding("enter", "ask", "Ask", tooltip="Ask; on a sentence: go to its first entry"),
    Binding("up,down", "list", "Answers", tooltip="Between the line and the sentences"),
    Binding("1,2,3", "cited", "Entry", tooltip="On a sentence: go to its first, second, third entry"),
)
"""What the line and the list do by themselves."""
KEYS = (
    Binding("ctrl+r", "again", "Again", id="chat.again", priority=True, tooltip="Ask the last question anew"),
    Binding("ctrl+y", "copy", "Copy", id="chat.copy", priority=True, tooltip="Copy the last answer"),
    Binding("f1", "help", "Help", id="chat.help", tooltip="These keys"),
    Binding("escape", "back", "Stop", id="chat.back", priority=True, tooltip="Stop the answer, else close the chat"),
)


class ChatScreen(JobScreen, ModalScreen[Place | None]):
    """Gives the `Place` that a citation names, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, talk: Talk, home: str = "") -> None:
        """`home`: the thread in front, meant where a question names nothing else."""
        super().__init__()
        self.talk, self.home = talk, home
        self.talk.conversation.home = home
        self.rows: tuple[Row, ...] = ()
        self.asking: Worker[None] | None = None
        """A model's answer that is under way."""
        self._width = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="chat"):
            yield TitleBar("", id="title")
            yield Static("", id="about", markup=False)
            yield Static(chat_rows.WELCOME, id="welcome", markup=False)
            yield Options(id="talk", markup=False, compact=True)
            suggester = SuggestFromList(COMMANDS, case_sensitive=False)
            yield LineInput(
                self.talk.unasked,
                placeholder="ask the record, or / for commands",
                id="ask",
                compact=True,
                suggester=suggester,
            )
            yield Static(_foot(), id="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self.talk.desk.as_of, "ask the record")
        self._head()
        self.query_one("#ask", Input).focus()
        self.call_after_refresh(self._draw)

    def on_unmount(self) -> None:
        """Its workers end with it."""
        if self._busy:
            self.talk.exchanges[-1].note = STOPPED

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < FULL or self.app.has_class(LINEAR), "-full")
        self.call_after_refresh(self._draw)

    # What is shown

    def _head(self) -> None:
        about = f"about {self.home} · " if self.home else ""
        self.query_one("#about", Static).update(Content(f"{about}answered by {self.talk.answered_by}"))

    def _draw(self) -> None:
        """All that was said, the newest in sight, from its question on if all of it has no room; where somebody walks
        through it, what was chosen stays so.
        """
        answers = self.query_one("#talk", Options)
        at = answers.highlighted if answers.has_focus else None
        shown = bool(self.talk.exchanges)
        answers.display, self.query_one("#welcome").display = shown, not shown
        width = self.query_one("#chat").content_size.width - 4
        manner = Manner(width, self.home, key_named("chat.back", KEYS), self.app.has_class(LINEAR))
        self.rows = chat_rows.rows_of(self.talk.exchanges, manner)
        answers.clear_options()
        answers.add_options([Option(row.text) for row in self.rows])
        if at is not None:
            answers.highlighted = min(at, len(self.rows) - 1)
        else:
            newest = len(self.rows) - len(chat_rows.rows_of(self.talk.exchanges[-1:], manner))
            self.call_after_refresh(answers.scroll_to_option, newest)

    @on(Input.Changed, "#ask")
    def _typed(self, event: Input.Changed) -> None:
        text = self.talk.unasked = event.value
        fitting = [f"{name} {does}" for name, does in COMMANDS.items() if text and name.startswith(text.lower())]
        told = " · ".join(fitting) if text.startswith("/") else ""
        self.query_one("#foot", Static).update(Content(f"→ completes   {told}") if told else _foot())

    # Asking

    @on(Input.Submitted, "#ask")
    def _submitted(self, event: Input.Submitted) -> None:
        text = " ".join(event.value.split())
        if not text:
            return
        event.input.value = ""
        if text.startswith("/"):
            self._command(text.lower())
        else:
            self._ask(text)

    def _ask(self, question: str) -> None:
        if self._busy:
            told = f"An answer is under way: {key_named('chat.back', KEYS)} stops it"
            self.notify(told, severity="warning", markup=False)
            self.query_one("#ask", Input).value = question
            return
        self._put(self.talk.begin(question))

    @property
    def _busy(self) -> bool:
        last = self.talk.exchanges[-1] if self.talk.exchanges else None
        return last is not None and last.answer is None and not last.note

    def _put(self, exchange: Exchange) -> None:
        self._draw()
        if self.talk.by_model:
            self.asking = self.run_worker(self._by_model(exchange), group="ask", exclusive=True, exit_on_error=False)
        else:
            failed = partial(self._failed, exchange)
            self.job("ask", partial(self.talk.answer, exchange), partial(self._answered, exchange), failed)

    async def _by_model(self, exchange: Exchange) -> None:
        def heard(so_far: Heard) -> None:
            new = exchange.heard is None or so_far.claims != exchange.heard.claims
            exchange.heard = so_far
            if new:
                self.call_later(self._draw)

        try:
            answer = await self.talk.answer_by_model(exchange, heard)
        except Exception as error:
            self._failed(exchange, trouble(error))
        else:
            self._answered(exchange, answer)

    def _answered(self, exchange: Exchange, answer: Answer) -> None:
        if exchange.note:
            return  # it was stopped meanwhile
        exchange.answer = answer
        self._draw()

    def _failed(self, exchange: Exchange, error: AssistantError) -> None:
        exchange.note = str(error)
        self._draw()

    def _command(self, name: str) -> None:
        doing: dict[str, Callable[[], None]] = {
            "/again": self.action_again,
            "/copy": self.action_copy,
            "/clear": self._clear,
            "/built-in": self._other_voice,
            "/request": self._show_request,
            "/help": self.action_help,
        }
        found = [known for known in COMMANDS if known.startswith(name)]
        if len(found) == 1:
            doing[found[0]]()
        else:
            self.notify(f"Commands: {' '.join(COMMANDS)}", markup=False)

    def _clear(self) -> None:
        self.talk.clear()
        self._draw()

    def _other_voice(self) -> None:
        if self.talk.desk.settings.model is None:
            self.notify("No model is named: every answer is the program's own", markup=False)
            return
        self.talk.built_in = not self.talk.built_in
        self._head()

    def _show_request(self) -> None:
        if not self.talk.exchanges:
            self.notify("Ask something first", markup=False)
            return
        question = self.talk.exchanges[-1].question
        self.job("request", partial(self.talk.request, question), self._shown, holds=True)

    def _shown(self, told: str) -> None:
        self.app.push_screen(TextScreen("What the model would be sent", told))

    # Keys

    @on(OptionList.OptionSelected, "#talk")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        row = self.rows[event.option_index]
        if row.ask:
            self._ask(row.ask)
        elif row.places:
            self.dismiss(row.places[0])

    def action_cited(self, thread: str, entry: int | None) -> None:
        """A click on the name of an entry."""
        self.dismiss(Place(thread, entry))

    def on_key(self, event: Key) -> None:
        """Digits on a sentence name its entries; letters typed there go on in the line."""
        answers, line = self.query_one("#talk", OptionList), self.query_one("#ask", Input)
        if self.focused is line and event.key == "up" and self.rows:
            event.stop()
            answers.focus()
            answers.highlighted = len(self.rows) - 2
        elif self.focused is answers and event.key == "down" and answers.highlighted == len(self.rows) - 1:
            line.focus()
        elif self.focused is answers and event.is_printable and event.character and answers.highlighted is not None:
            places = self.rows[answers.highlighted].places
            nth = int(event.character) if event.character.isdecimal() else 0
            if 0 < nth <= len(places):
                self.dismiss(places[nth - 1])
            elif not nth:
                line.focus()
                line.insert_text_at_cursor(event.character)

    def action_again(self) -> None:
        if not self._busy and (exchange := self.talk.again()):
            self._put(exchange)

    def action_copy(self) -> None:
        if self.talk.exchanges:
            self.app.copy_to_clipboard(chat_rows.answer_text(self.talk.exchanges[-1]))
            self.notify("Copied", markup=False)

    def action_help(self) -> None:
        commands = "\n".join(f"  {name.ljust(10)} {does}" for name, does in COMMANDS.items())
        told = help_text((("Keys", (*TOLD, *KEYS)),), commands=False)
        text = Content.assemble(told, "\n", ("Commands", "bold $primary"), f"\n{commands}")
        self.app.push_screen(TextScreen("The chat", text))

    def action_back(self) -> None:
        if not self._busy:
            self.dismiss(None)
            return
        self.talk.exchanges[-1].note = STOPPED
        self.workers.cancel_group(self, "ask")
        self._draw()

    async def action_quit(self) -> None:
        self.action_back()

    def palette_offers(self) -> list[tuple[str, str, Callable[[], None]]]:
        return [(inert_line(does), name, partial(self._command, name)) for name, does in COMMANDS.items()]


def _foot() -> Content:
    again, copy, back = (key_named(f"chat.{name}", KEYS) for name in ("again", "copy", "back"))
    keys = (f"{again} again", "screen.again"), (f"{copy} copy", "screen.copy"), (f"{back} back", "screen.back")
    told = Content("enter asks · ↑ ↓ sentences, enter goes to the entry")
    return Content(" · ").join([told, *(pressable(words, action) for words, action in keys)])

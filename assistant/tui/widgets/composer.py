"""Where a person logs what was said: a text, what it will be taken for, and the slash commands on offer.

The first line decides: without a slash it is a note. Nothing typed is dropped here; the screen says when it is logged.
One composer, in which each thread finds its own text again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from assistant.errors import UsageProblem
from assistant.tui.commands import matching, parse, slash
from assistant.tui.keys import bindings_of, key_named
from assistant.tui.messages import Composed, ComposerLeft
from assistant.tui.orders import USAGES, Usage
from assistant.tui.widgets.options import Options

MODES = (("", "note"), ("call", "call"), ("in", "in"), ("out", "out"), ("meeting", "meeting"), ("public", "public"))
"""The slash command of each, and its name on the screen."""


class ComposerText(TextArea):
    """The text; a few keys mean something else while commands are on offer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "submit", "Log it", id="composer.submit", priority=True, tooltip="Log the text"),
        Binding("ctrl+o", "mode", "Kind", id="composer.mode", tooltip="Note, call, message in, message out …"),
        Binding("escape", "leave", "Back", id="composer.leave", tooltip="Back to the thread; the text stays"),
    ]

    class Offered(Message):
        """A key for the list of commands."""

        def __init__(self, move: int) -> None:
            self.move = move
            super().__init__()

    offering = False

    async def _on_key(self, event: Key) -> None:
        moves = {"down": 1, "up": -1, "tab": 0, "enter": 0}
        if self.offering and event.key in moves:
            event.prevent_default().stop()
            self.post_message(self.Offered(moves[event.key]))
            return
        await super()._on_key(event)

    def action_submit(self) -> None:
        self.post_message(Composed(self.text))

    def action_leave(self) -> None:
        self.post_message(ComposerLeft())

    def action_mode(self) -> None:
        words = [word for word, _ in MODES]
        name = slash(self.text) or ""
        at = (words.index("" if name == "note" else name) + 1) % len(words) if name in {*words, "note"} else 0
        self.take_mode(words[at])

    def take_mode(self, word: str) -> None:
        """Rewrite the first word, and leave all the rest as it was typed."""
        name = slash(self.text)
        rest = self.text if name is None else self.text[1 + len(name) :].lstrip(" ")
        for side in ("in ", "out "):
            if name in {"call", "meeting"} and rest.startswith(side):
                rest = rest.removeprefix(side)
        side = "in " if word in {"call", "meeting"} else ""
        self.text = f"/{word} {side}{rest}" if word else rest
        line = self.document.get_line(0)
        self.move_cursor((0, len(line)))


class Mode(Label):
    """One of the kinds; a click chooses it."""

    class Chosen(Message):
        def __init__(self, word: str) -> None:
            self.word = word
            super().__init__()

    def __init__(self, word: str, name: str) -> None:
        super().__init__(name, markup=False)
        self.word = word

    def on_click(self) -> None:
        self.post_message(self.Chosen(self.word))


class Composer(Vertical):
    """Posts `Composed` and `ComposerLeft`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.zone: tzinfo | None = None
        self.thread: str | None = None
        """The one that the text is for; None: none has been read yet."""
        self.elsewhere: dict[str, str] = {}
        """What stands here for other threads, not yet logged."""

    def compose(self) -> ComposeResult:
        yield Options(id="offer", markup=False, compact=True)
        with Horizontal(id="modes"):
            for word, name in MODES:
                yield Mode(word, name)
        text = ComposerText(id="text", placeholder="Log a note, a call, a message", compact=True)
        text.cursor_blink = False
        yield text
        yield Static("", id="meaning", markup=False)

    def on_mount(self) -> None:
        self._say()

    # What the screen asks of it

    @property
    def text(self) -> str:
        return self.query_one(ComposerText).text

    def load(self, text: str) -> None:
        """Put `text` there, the cursor behind it."""
        area = self.query_one(ComposerText)
        area.text = text
        area.move_cursor(area.document.end)

    def write_for(self, thread: str, zone: tzinfo) -> None:
        """Be the composer of `thread`; what stood here stays with the one before."""
        self.zone = zone
        if self.thread != thread:
            if self.thread is not None:
                self.elsewhere[self.thread] = self.text
            if self.thread is not None or thread in self.elsewhere:
                self.load(self.elsewhere.pop(thread, ""))
            self.thread = thread

    def forget(self, text: str | None, thread: str | None = None) -> None:
        """`text` was done, if it was typed at all: it goes, be it here or kept for `thread`."""
        if text is None:
            return
        if thread is not None and self.elsewhere.get(thread) == text:
            del self.elsewhere[thread]
        if self.text == text:
            self.load("")

    @property
    def unlogged(self) -> dict[str, str]:
        """What is written and not logged, by thread; under no name what was written before any was read."""
        texts = {**self.elsewhere, self.thread or "": self.text}
        return {thread: text for thread, text in texts.items() if text.strip()}

    def take_back(self, left: Mapping[str, str]) -> None:
        """Put what was left, by thread, where it stood, unless somebody writes there already."""
        for thread, text in left.items():
            if thread != self.thread:
                self.elsewhere.setdefault(thread, text)
            elif not self.text.strip():
                self.load(text)

    def write(self) -> None:
        """Go there at once: `focus` would wait its turn, and letters typed meanwhile would act as keys."""
        self.screen.set_focus(self.query_one(ComposerText))

    def complain(self, what: str) -> None:
        """Say why the text was not logged; it stays."""
        self.query_one("#meaning", Static).update(Content(what))
        self.add_class("-wrong")

    # What happens in it

    @on(TextArea.Changed)
    def _say(self) -> None:
        text = self.text
        name = slash(text)
        self.remove_class("-wrong")
        self.set_class(bool(text), "-filled")
        for mode in self.query(Mode):
            mode.set_class(mode.word == ("" if name in {None, "note"} else name), "-on")
        self._offer(matching(text))
        self.query_one("#meaning", Static).update(Content(self._meaning(text, name)))

    def _meaning(self, text: str, name: str | None) -> str:
        if name is None:
            return f"{_key('submit')} logs it · {_key('mode')} kind · / commands"
        usage = next((u for u in USAGES if u.name == name), None)
        if usage is None:
            return ""
        try:
            if self.zone is not None:
                parse(text, self.zone)
        except UsageProblem:
            return f"/{usage.name} {usage.form}"
        return f"{_key('submit')}: {usage.does}"

    def _offer(self, usages: tuple[Usage, ...]) -> None:
        offer = self.query_one("#offer", OptionList)
        self.query_one(ComposerText).offering = bool(usages)
        offer.display = bool(usages)
        offer.clear_options()
        offer.add_options([Option(_usage(usage), id=usage.name) for usage in usages])
        if usages:
            offer.highlighted = 0

    @on(ComposerText.Offered)
    def _move(self, event: ComposerText.Offered) -> None:
        event.stop()
        offer = self.query_one("#offer", OptionList)
        if event.move:
            (offer.action_cursor_down if event.move > 0 else offer.action_cursor_up)()
        elif offer.highlighted_option is not None:
            self._complete(offer.highlighted_option.id or "")

    @on(OptionList.OptionSelected, "#offer")
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._complete(event.option_id or "")

    @on(Mode.Chosen)
    def _choose(self, event: Mode.Chosen) -> None:
        event.stop()
        self.query_one(ComposerText).take_mode(event.word)
        self.write()

    def _complete(self, name: str) -> None:
        self.load(f"/{name} ")
        self.write()


def _key(name: str) -> str:
    return key_named(f"composer.{name}", bindings_of(ComposerText))


def _usage(usage: Usage) -> Content:
    return Content.assemble((f"/{usage.name}".ljust(12), "bold"), usage.does)

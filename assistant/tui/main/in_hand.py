"""What is done with the entry in hand: answer it, mark its words, explain it, copy it, open what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from textual.binding import Binding

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.record.inert import inert
from assistant.record.kinds import Side
from assistant.record.thread import Thread
from assistant.tui import asking, clock_forms, reading
from assistant.tui import orders as c
from assistant.tui.jobs import JobScreen
from assistant.tui.keys import bindings_of, key_named
from assistant.tui.main.clerk import Clerk
from assistant.tui.main.reader import Reader
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.timeline import Remark, Reminder, Said

if TYPE_CHECKING:
    from assistant.mail.exporting import Exported


class InHand:
    """That entry is the item chosen in the conversation."""

    def __init__(self, screen: JobScreen, desk: Desk, reader: Reader, clerk: Clerk) -> None:
        self.screen, self.desk, self.reader, self.clerk = screen, desk, reader, clerk
        self.talk, self.composer, self.panel = reader.rooms.talk, reader.rooms.composer, reader.rooms.panel
        self._copies: TemporaryDirectory[str] | None = None
        """Of originals that were opened."""

    def leave(self) -> None:
        if self._copies is not None:
            self._copies.cleanup()

    def _say(self, told: str) -> None:
        self.screen.notify(told, markup=False)

    # Writing

    def log(self) -> None:
        if self.reader.thread_in_hand() is not None:
            self.composer.write()

    def reply(self) -> None:
        view = self.reader.thread_in_hand()
        if view is None:
            return
        try:
            told = clock_forms.reply(view, self.talk.item)
        except UsageProblem as error:
            self.clerk.warn(str(error))
            return
        if self.composer.text.strip():
            self.clerk.warn("What is being written comes first: log it, or clear it")
        else:
            self.composer.load(told)
        self.composer.write()

    def open_obligation(self) -> None:
        """With the words that are marked, if any are."""
        view, talk = self.reader.thread_in_hand(), self.talk
        if view is None:
            return
        if talk.marked is None or not isinstance(talk.item, Said):
            self.clerk.ask(asking.open_obligation(view, talk.item))
            return
        logged = talk.item.logged
        side: Side = "company" if logged.message.direction == "in" else "regulator"
        given = c.OpenObligation("request", side, talk.marked.text, logged.n)
        self.clerk.ask(asking.obligation(view, logged, given))

    # Looking

    def next_gap(self) -> None:
        if self.talk.next_gap():
            self.talk.focus()
        else:
            self._say("No reminder in this thread")

    def unread(self, by: int) -> None:
        if self.talk.next_unread(by):
            self.talk.focus()
        else:
            self._say("Nothing new in this thread")

    def select_words(self) -> None:
        talk = self.talk
        talk.focus()
        if talk.marked is not None:
            talk.mark(talk.marked.begun())
        elif talk.begin_marking():
            self.screen.notify(_how_to_mark(bindings_of(type(self.screen))), timeout=8, markup=False)
        else:
            self.clerk.warn("Choose a message first: it has the words")

    def copy(self) -> None:
        item = self.talk.item
        match item:
            case Said():
                text = f"{item.logged.message.subject}\n\n{item.logged.message.text}".strip()
            case Remark():
                text = item.text
            case Reminder():
                text = item.gap.summary
            case _:
                return
        self.screen.app.copy_to_clipboard(inert(text))
        self._say("Copied")

    def explain(self, entry: int | None = None) -> None:
        view = self.reader.thread_in_hand()
        if view is None:
            return
        chosen = self.panel.chosen if self.panel.has_focus else None
        target = entry or chosen or asking.dated_in_hand(view, self.talk.item)
        if target is None:
            self._say("No reminder in this thread")
            return
        work = partial(reading.explained, self.desk, view, target)
        self.screen.job("explain", work, self._explained, holds=True)

    def _explained(self, titled: tuple[str, str]) -> None:
        self.screen.app.push_screen(TextScreen(*titled))

    # What the record keeps

    def open_original(self) -> None:
        view = self.reader.thread_in_hand()
        if view is None:
            return
        logged = asking.message_in_hand(view, self.talk.item)
        if logged is None:
            self.clerk.warn("Choose a message first")
        elif self.screen.app.is_web:
            self._say("In the browser nothing is opened: `assistant export` writes files")
        else:
            work = partial(self._exported, view.thread, logged.n)
            self.screen.job("original", work, partial(self._offer, logged.n), holds=True)

    def _exported(self, thread: Thread, entry: int) -> Exported:
        """Copies in a folder of one's own, which is gone when the program ends."""
        if self._copies is None:
            self._copies = TemporaryDirectory(prefix="assistant-")
        folder = Path(mkdtemp(dir=self._copies.name))
        return self.desk.export(thread, entry, folder, confidential=True)

    def _offer(self, entry: int, exported: Exported) -> None:
        if not exported.files:
            self._say(f"The record keeps no file of #{entry}: it was logged by hand")
            return
        from assistant.tui import outside  # noqa: PLC0415 - few open a file, and none to begin with

        form = asking.Asking(f"Open #{entry}", outside.fields(exported.files), lambda _: c.ShowHelp(), "Open it")
        self.clerk.ask(form, lambda answers: partial(self._say, outside.open_outside(answers)))


def _how_to_mark(bindings: Iterable[Binding]) -> str:
    begins, opens, stops = (key_named(f"main.{name}", bindings) for name in ("words", "open", "back"))
    return f"arrows move · {begins} begins · {opens} opens a request or promise with these words · {stops} stops"

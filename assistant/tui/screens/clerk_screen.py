"""What is done with the entry that is read: reply, move a clock, mark words, open what the record keeps of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from textual.binding import Binding

from assistant.errors import UsageProblem
from assistant.record.kinds import Side
from assistant.record.thread import Thread
from assistant.tui import asking, clock_forms
from assistant.tui import orders as c
from assistant.tui.keys import bindings_of, key_named
from assistant.tui.screens.today_host import TodayHost
from assistant.tui.timeline import Said, View
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation

if TYPE_CHECKING:
    from assistant.mail.exporting import Exported


class ClerkScreen(TodayHost):
    """Its actions stand in `keys.MAIN`."""

    def action_reply(self) -> None:
        view = self.thread_in_hand()
        if view is None:
            return
        composer = self.query_one(Composer)
        try:
            told = clock_forms.reply(view, self.query_one(Conversation).item)
        except UsageProblem as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if composer.text.strip():
            self.notify("What is being written comes first: log it, or clear it", severity="warning", markup=False)
        else:
            composer.load(told)
        composer.write()

    def action_extend(self) -> None:
        self.ask_of_item(clock_forms.extend)

    def action_pause(self) -> None:
        self.ask_of_item(clock_forms.pause)

    def action_unread(self, by: int) -> None:
        talk = self.query_one(Conversation)
        if talk.next_unread(by):
            talk.focus()
        else:
            self.notify("Nothing new in this thread", markup=False)

    def action_select_words(self) -> None:
        talk = self.query_one(Conversation)
        talk.focus()
        if talk.marked is not None:
            talk.mark(talk.marked.begun())
        elif talk.begin_marking():
            self.notify(_how_to_mark(bindings_of(type(self))), timeout=8, markup=False)
        else:
            self.notify("Choose a message first: it has the words", severity="warning", markup=False)

    def action_open_obligation(self) -> None:
        """With the words that are marked, if any are."""
        view, talk = self.thread_in_hand(), self.query_one(Conversation)
        if view is None:
            return
        if talk.marked is None or not isinstance(talk.item, Said):
            self.ask(asking.open_obligation(view, talk.item))
            return
        logged = talk.item.logged
        side: Side = "company" if logged.message.direction == "in" else "regulator"
        given = c.OpenObligation("request", side, talk.marked.text, logged.n)
        self.ask(asking.obligation(view, logged, given))

    # What the record keeps

    def action_open_original(self) -> None:
        view = self.thread_in_hand()
        logged = asking.message_in_hand(view, self.query_one(Conversation).item) if view else None
        if view is None or logged is None:
            self.notify("Choose a message first", severity="warning", markup=False)
        elif self.app.is_web:
            self.notify("In the browser nothing is opened: `assistant export` writes files", markup=False)
        else:
            work = partial(self._exported, view.thread, logged.n)
            self.job("original", work, partial(self._offer, logged.n), holds=True)

    def _exported(self, thread: Thread, entry: int) -> Exported:
        """Copies in a folder of one's own, which is gone when the program ends."""
        if self._copies is None:
            self._copies = TemporaryDirectory(prefix="assistant-")
        folder = Path(mkdtemp(dir=self._copies.name))
        return self.desk.export(thread, entry, folder, confidential=True)

    def _offer(self, entry: int, exported: Exported) -> None:
        if not exported.files:
            self.notify(f"The record keeps no file of #{entry}: it was logged by hand", markup=False)
            return
        from assistant.tui import outside  # noqa: PLC0415 - few open a file, and none to begin with

        form = asking.Asking(f"Open #{entry}", outside.fields(exported.files), lambda _: c.ShowHelp(), "Open it")
        self.ask(form, lambda answers: partial(self.notify, outside.open_outside(answers), markup=False))

    def on_unmount(self) -> None:
        if self._copies is not None:
            self._copies.cleanup()

    _copies: TemporaryDirectory[str] | None = None
    """Of originals that were opened."""

    def thread_in_hand(self) -> View | None:
        """The thread that is shown; says so if there is none."""
        if self.view is None:
            self.notify(self.no_thread(), severity="warning", markup=False)
        return self.view


def _how_to_mark(bindings: Iterable[Binding]) -> str:
    begins, opens, stops = (key_named(f"main.{name}", bindings) for name in ("words", "open", "back"))
    return f"arrows move · {begins} begins · {opens} opens a request or promise with these words · {stops} stops"

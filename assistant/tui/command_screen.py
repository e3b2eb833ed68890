"""Commands on the main screen, wherever they come from: typed, answered in a form, chosen in the palette.

What a person decides becomes entries through the desk, in a worker; what is refused is said where it was typed. What
concerns more than one thread is for `IntakeScreen`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on

from assistant.errors import AssistantError, UsageProblem
from assistant.record.entry import Line
from assistant.record.kinds import Message
from assistant.tui import asking, reading
from assistant.tui import orders as c
from assistant.tui.commands import parse
from assistant.tui.deciding import entries_for, reported
from assistant.tui.forms import Answers, Then, follow
from assistant.tui.messages import Composed
from assistant.tui.threads_screen import ThreadsScreen
from assistant.tui.timeline import Item, View
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation


class CommandScreen(ThreadsScreen):
    """Does what is said of the thread; the pages that a command opens are for `MainScreen`."""

    @on(Composed)
    def _composed(self, event: Composed) -> None:
        composer = self.query_one(Composer)
        try:
            zone = composer.zone or self.desk.zone("")
            command = parse(event.text, zone)
        except UsageProblem as error:
            composer.complain(str(error))
            return
        self.give(command, event.text)

    # Commands

    def give(self, command: c.Command, text: str | None = None) -> None:
        """Do what was typed, chosen or answered; `text` is what the composer may forget once it is done."""
        match command:
            case c.NewThread() | c.ImportMail() | c.StopImport() | c.MergeThread() | c.PartThread():
                self.do_elsewhere(command, text)
            case c.SetDay():
                self._forget(text)
                self._set_day(command)
            case c.OpenDraft() | c.Explain() | c.ShowHelp() | c.ShowTray() | c.ShowProposals():
                self._forget(text)
                self.open_page(command)
            case _:
                self._write(command, text)

    def open_page(self, command: c.Page) -> None:
        raise NotImplementedError

    def do_elsewhere(self, command: c.Elsewhere, text: str | None) -> None:
        raise NotImplementedError

    def _forget(self, text: str | None) -> None:
        composer = self.query_one(Composer)
        if text is not None and composer.text == text:
            composer.load("")

    def _write(self, command: c.Decision, text: str | None) -> None:
        view = self.view
        if view is None:
            self._refused(UsageProblem("there is no thread to log it in"))
            return
        self.job(
            "write",
            partial(self._decided, view, command),
            partial(self._written, view.thread.id, command, text),
            self._refused if text is not None else None,
            replaces=False,
        )

    def _decided(self, view: View, command: c.Decision) -> tuple[Line, ...]:
        thread = view.thread.id
        return self.desk.decide(thread, entries_for(command, reading.who(self.desk, thread), view.gaps))

    def _written(self, thread: str, command: c.Decision, text: str | None, lines: tuple[Line, ...]) -> None:
        if text is not None and self.typed.get(thread) == text:
            del self.typed[thread]
        self._forget(text)
        self._own(thread, lines)
        first = lines[0].n if lines else 0
        self.landing = first
        undo = "" if isinstance(command, c.Undo) else f" · /undo #{first} takes it back"
        self.notify(f"{reported(command, first)}{undo}", markup=False)
        self._read_thread()
        self.load()

    def _own(self, thread: str, lines: tuple[Line, ...]) -> None:
        """What one logs oneself is not new to one."""
        logged = sum(isinstance(line.fact, Message) for line in lines)
        if logged and self.view is not None and self.view.thread.id == thread:
            self.seen.look(thread, len(self.view.thread.messages) + logged)

    def _refused(self, error: AssistantError) -> None:
        self.query_one(Composer).complain(str(error))

    def _set_day(self, command: c.SetDay) -> None:
        self.desk.as_of = command.day
        self.load()
        self._read_thread()

    def answered(self, form: asking.Asking, answers: Answers) -> Then:
        """A form's answers, in its worker: a decision is logged there, so that what is refused stays in the form."""
        command = form.command(answers)
        if isinstance(command, c.Elsewhere | c.Page | c.SetDay):
            return partial(self.give, command)
        if self.view is None:
            raise UsageProblem("there is no thread to log it in")
        lines = self._decided(self.view, command)
        return partial(self._written, self.view.thread.id, command, None, lines)

    def ask(self, form: asking.Asking, submit: Callable[[Answers], Then] | None = None) -> None:
        """Put a form over the screen."""
        from assistant.tui.form_screen import FormScreen  # noqa: PLC0415 - its widgets are not needed to start

        taken = submit or partial(self.answered, form)
        self.app.push_screen(FormScreen(form.title, form.fields, taken, form.done), follow)

    def ask_of_item(self, form: Callable[[View, Item | None], asking.Asking]) -> None:
        """Ask about what is chosen in the thread, if there is one and it makes sense."""
        if self.view is None:
            self.notify("There is no thread here", severity="warning", markup=False)
            return
        try:
            self.ask(form(self.view, self.query_one(Conversation).item))
        except UsageProblem as error:
            self.notify(str(error), severity="warning", markup=False)

"""Commands on the main screen, wherever they come from: typed, answered in a form, chosen in the palette.

What a person decides becomes entries through the desk, in a worker; what is refused is said where it was typed. What
concerns more than one thread is for `IntakeScreen`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on

from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.record.entry import Line
from assistant.record.kinds import Message
from assistant.tui import asking, reading, undoing
from assistant.tui import orders as c
from assistant.tui.commands import parse
from assistant.tui.deciding import entries_for, reported
from assistant.tui.forms import Answers, Then, follow
from assistant.tui.keys import key_named
from assistant.tui.messages import Composed
from assistant.tui.screens.threads_screen import ThreadsScreen
from assistant.tui.timeline import Item, View
from assistant.tui.undoing import Step
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation


class CommandScreen(ThreadsScreen):
    """Does what is said of the thread; the pages that a command opens are for `MainScreen`."""

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None) -> None:
        super().__init__(desk, hint=hint, select=select)
        self.steps: list[Step] = []
        """What was decided on this visit and can be taken back, the last one last."""

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
            case c.NewThread() | c.ImportMail() | c.PullMail() | c.StopImport() | c.MergeThread() | c.PartThread():
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
        who = reading.who(self.desk, thread)
        return self.desk.decide(thread, entries_for(command, who, view.gaps, self.desk))

    def _written(self, thread: str, command: c.Decision, text: str | None, lines: tuple[Line, ...]) -> None:
        if text is not None and self.typed.get(thread) == text:
            del self.typed[thread]
        self._forget(text)
        self._own(thread, lines)
        first = lines[0].n if lines else 0
        self.landing = first
        done = reported(command, first)
        self.tell_step(done, undoing.of_entries(self.desk, thread, tuple(line.n for line in lines), done))
        self._read_thread()
        self.load()

    # Taking back

    def tell_step(self, told: str, step: Step) -> None:
        """Say what has happened, and by which key it is taken back."""
        self.steps.append(step)
        self.notify(f"{told} · {key_named('main.undo')} undoes it", markup=False)

    def action_undo(self) -> None:
        """Take back what was decided last in this thread, on the day's page in any; ask which entry if nothing was."""
        here = self.view.thread.id if self.view and not self.at_today else None
        last = undoing.last_of(self.steps, here)
        if last is None:
            if here is None or self.view is None:
                self.notify("Nothing was decided here that could be taken back", markup=False)
            else:
                self.ask(asking.undo(self.view))
            return
        self.steps.remove(last)  # at once: a key pressed twice takes back two steps, not one twice
        self.job("write", last.take_back, partial(self._undone, last), partial(self._not_undone, last), replaces=False)

    def _undone(self, step: Step, _: object) -> None:
        self.notify(step.told, markup=False)
        self._read_thread()
        self.load()

    def _not_undone(self, step: Step, error: AssistantError) -> None:
        self.steps.append(step)
        self.on_trouble(error)

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

    def no_thread(self) -> str:
        """What is said to who wants to do something with a thread where there is none."""
        if self.rows:
            return "There is no thread here"
        return f"There is no thread yet: {key_named('main.import')} imports mail, {key_named('main.new')} begins one"

    def ask(self, form: asking.Asking, submit: Callable[[Answers], Then] | None = None) -> None:
        """Put a form over the screen."""
        from assistant.tui.screens.form_screen import FormScreen  # noqa: PLC0415 - its widgets are not needed to start

        taken = submit or partial(self.answered, form)
        self.app.push_screen(FormScreen(form.title, form.fields, taken, form.done), follow)

    def ask_of_item(self, form: Callable[[View, Item | None], asking.Asking]) -> None:
        """Ask about what is chosen in the thread, if there is one and it makes sense."""
        if self.view is None:
            self.notify(self.no_thread(), severity="warning", markup=False)
            return
        try:
            self.ask(form(self.view, self.query_one(Conversation).item))
        except UsageProblem as error:
            self.notify(str(error), severity="warning", markup=False)

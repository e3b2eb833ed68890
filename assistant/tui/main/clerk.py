"""The clerk writes down what a person decides on the thread that is read, and takes it back.

It becomes entries through the desk, in a worker; what is refused is said where it was typed, or stays in its form.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.record.entry import Line
from assistant.record.kinds import Message
from assistant.tui import asking, reading, undoing
from assistant.tui import orders as c
from assistant.tui.deciding import entries_for, reported
from assistant.tui.forms import Answers, Then, follow
from assistant.tui.jobs import JobScreen
from assistant.tui.keys import key_named
from assistant.tui.main.reader import Arrival, Reader
from assistant.tui.timeline import Item, View
from assistant.tui.undoing import Step


class Clerk:
    """Writes in the thread that `reader` has."""

    def __init__(self, screen: JobScreen, desk: Desk, reader: Reader, give: Callable[[c.Command], None]) -> None:
        """`give` is for answers that are no decision on the thread."""
        self.screen, self.desk, self.reader, self.give = screen, desk, reader, give
        self.steps: list[Step] = []
        """What was decided on this visit and can be taken back, the last one last."""

    def warn(self, told: str) -> None:
        self.screen.notify(told, severity="warning", markup=False)

    def refuse(self, error: AssistantError) -> None:
        """Say it where it was typed."""
        self.reader.rooms.composer.complain(str(error))

    # Writing

    def write(self, command: c.Decision, text: str | None) -> None:
        """`text` is what the composer may forget once it is done."""
        view = self.reader.view
        if view is None:
            self.refuse(UsageProblem("there is no thread to log it in"))
            return
        self.screen.job(
            "write",
            partial(self._decided, view, command),
            partial(self._written, view.thread.id, command, text),
            self.refuse if text is not None else None,
            replaces=False,
        )

    def _decided(self, view: View, command: c.Decision) -> tuple[Line, ...]:
        thread = view.thread.id
        who = reading.who(self.desk, thread)
        return self.desk.decide(thread, entries_for(command, who, view.gaps, self.desk))

    def _written(self, thread: str, command: c.Decision, text: str | None, lines: tuple[Line, ...]) -> None:
        self.reader.rooms.composer.forget(text, thread)
        self._own(thread, lines)
        first = lines[0].n if lines else 0
        self.reader.land(Arrival(thread, first))
        done = reported(command, first)
        self.tell_step(done, undoing.of_entries(self.desk, thread, tuple(line.n for line in lines), done))
        self.reader.read_again()

    def _own(self, thread: str, lines: tuple[Line, ...]) -> None:
        """What one logs oneself is not new to one."""
        logged, view = sum(isinstance(line.fact, Message) for line in lines), self.reader.view
        if logged and view is not None and view.thread.id == thread:
            self.reader.seen.look(thread, len(view.thread.messages) + logged)

    # Taking back

    def tell_step(self, told: str, step: Step) -> None:
        """Say what has happened, and by which key it is taken back."""
        self.steps.append(step)
        self.screen.notify(f"{told} · {key_named('main.undo')} undoes it", markup=False)

    def undo(self) -> None:
        """Take back what was decided last in this thread, on the day's page in any; ask which entry if nothing was."""
        view = None if self.reader.covered else self.reader.view
        last = undoing.last_of(self.steps, view.thread.id if view else None)
        if last is None:
            if view is None:
                self.screen.notify("Nothing was decided here that could be taken back", markup=False)
            else:
                self.ask(asking.undo(view))
            return
        self.steps.remove(last)  # at once: a key pressed twice takes back two steps, not one twice
        undone, not_undone = partial(self._undone, last), partial(self._not_undone, last)
        self.screen.job("write", last.take_back, undone, not_undone, replaces=False)

    def _undone(self, step: Step, _: object) -> None:
        self.screen.notify(step.told, markup=False)
        self.reader.read_again()

    def _not_undone(self, step: Step, error: AssistantError) -> None:
        self.steps.append(step)
        self.screen.on_trouble(error)

    # Asking

    def ask(self, form: asking.Asking, submit: Callable[[Answers], Then] | None = None) -> None:
        """Put a form over the screen; what is answered is done, or is for `submit`."""
        from assistant.tui.screens.form_screen import FormScreen  # noqa: PLC0415 - its widgets are not needed to start

        taken = submit or partial(self._answered, form)
        self.screen.app.push_screen(FormScreen(form.title, form.fields, taken, form.done), follow)

    def ask_of_item(self, form: Callable[[View, Item | None], asking.Asking]) -> None:
        """Ask about what is chosen in the thread, if there is one and it makes sense."""
        if (view := self.reader.thread_in_hand()) is None:
            return
        try:
            self.ask(form(view, self.reader.rooms.talk.item))
        except UsageProblem as error:
            self.warn(str(error))

    def ask_whether_over(self) -> None:
        """Close the thread, or open it again."""
        if (view := self.reader.thread_in_hand()) is not None:
            self.ask(asking.close(view))

    def _answered(self, form: asking.Asking, answers: Answers) -> Then:
        """A form's answers, in its worker: a decision is logged there, so that what is refused stays in the form."""
        command = form.command(answers)
        if isinstance(command, c.Elsewhere | c.Page | c.SetDay):
            return partial(self.give, command)
        view = self.reader.view
        if view is None:
            raise UsageProblem("there is no thread to log it in")
        lines = self._decided(view, command)
        return partial(self._written, view.thread.id, command, None, lines)

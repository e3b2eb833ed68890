"""What comes into the record, and what turns out to belong together: imports, mergers, new threads.

An import runs in a worker while everything else goes on; the title bar tells of it, and it can be stopped.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.content import Content

from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.tui import asking, undoing
from assistant.tui import orders as c
from assistant.tui.importing import STOPPING, Bring, Imported, ImportWatch, imported, started
from assistant.tui.jobs import JobDone, JobScreen
from assistant.tui.main.clerk import Clerk
from assistant.tui.main.reader import Reader
from assistant.tui.screens.text_screen import TextScreen

LONG = 15.0
"""Seconds that the summary of an import stays."""


class Intake:
    """Does what concerns more than the thread that is read."""

    def __init__(self, screen: JobScreen, desk: Desk, reader: Reader, clerk: Clerk) -> None:
        self.screen, self.desk, self.reader, self.clerk = screen, desk, reader, clerk
        self.under_way: ImportWatch | None = None
        """The import that runs."""
        self.leaving = False
        """The program ends as soon as it has stopped."""

    def do(self, command: c.Elsewhere, text: str | None) -> None:
        """`text` is what the composer may forget once it is done."""
        match command:
            case c.NewThread():
                begin = partial(self.desk.open_thread, command.regulator, command.title)
                self.screen.job("write", begin, partial(self._begun, text), self.clerk.refuse, replaces=False)
            case c.ImportMail():
                path = str(Path(command.path).expanduser())
                self._import(lambda watch: self.desk.intake.import_mail([path], watcher=watch), text)
            case c.PullMail():
                self._import(lambda watch: self.desk.intake.pull(watcher=watch).imported, text)
            case c.StopImport():
                self._forget(text)
                self.stop()
            case c.MergeThread() | c.PartThread():
                self._merge(command, text)

    def ask_thread(self) -> None:
        self.clerk.ask(asking.new_thread(tuple(self.desk.settings.regulators)))

    def ask_mail(self) -> None:
        self.clerk.ask(asking.import_mail())

    def _forget(self, text: str | None) -> None:
        self.reader.rooms.composer.forget(text)

    def _begun(self, text: str | None, thread: str) -> None:
        self._forget(text)
        self.reader.wanted = thread
        self.clerk.tell_step(f"{thread} has begun", undoing.of_opening(self.desk, thread))
        self.reader.load()

    # Imports

    def _import(self, bring: Bring, text: str | None) -> None:
        if self.under_way is not None:
            self.clerk.refuse(UsageProblem("an import is under way", hint="/stop ends it; then this one can begin."))
            return
        self._forget(text)
        self.under_way = watch = ImportWatch(self._say_from_worker)
        self._progress(started())
        work = partial(imported, self.desk, bring, watch)
        self.screen.job("import", work, self._imported, self._not_imported, replaces=False)

    def _say_from_worker(self, line: str) -> None:
        self.screen.post_message(JobDone(partial(self._progress, line)))

    def _progress(self, line: str) -> None:
        self.reader.say_progress(line if self.under_way else "")

    def stop(self) -> None:
        if self.under_way is None:
            self.screen.notify("No import is under way", markup=False)
            return
        self.under_way.stop = True
        self._progress(STOPPING)

    def _imported(self, told: Imported) -> None:
        self._ended()
        if told.problems:
            page = TextScreen("The import met problems", _with_problems(told), fault=True)
            self.screen.app.push_screen(page)
        else:
            self.screen.notify(told.summary, timeout=LONG, markup=False)
        self.reader.read_again()

    def _not_imported(self, error: AssistantError) -> None:
        self._ended()
        self.screen.on_trouble(error)

    def _ended(self) -> None:
        self.under_way = None
        self._progress("")
        if self.leaving:
            self.screen.app.exit()

    def leave(self) -> None:
        """End the program; an import that is under way files what it has read before."""
        if self.under_way is None:
            self.screen.app.exit()
            return
        self.leaving = True
        self.stop()

    # Two threads that are one matter

    def _merge(self, command: c.MergeThread | c.PartThread, text: str | None) -> None:
        view = self.reader.view
        if view is None:
            self.clerk.refuse(UsageProblem("there is no thread here"))
            return
        thread = view.thread.id
        act = self.desk.intake.merge if isinstance(command, c.MergeThread) else self.desk.intake.part
        work = partial(act, thread, command.other, command.reason)
        self.screen.job("write", work, partial(self._merged, thread, command, text), self.clerk.refuse, replaces=False)

    def _merged(self, thread: str, command: c.MergeThread | c.PartThread, text: str | None, _: None) -> None:
        self._forget(text)
        if isinstance(command, c.MergeThread):
            told, step = f"{command.other} is now part of {thread}", undoing.of_merger
        else:
            told, step = f"{thread} and {command.other} are two threads again", undoing.of_parting
        self.clerk.tell_step(told, step(self.desk, thread, command.other))
        self.reader.read_again()


def _with_problems(told: Imported) -> Content:
    return Content("\n").join([*map(Content, told.lines), Content(""), *map(Content, told.problems)])

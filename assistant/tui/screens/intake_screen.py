"""What comes into the record, and what turns out to belong together, on the main screen: imports, mergers, new threads.

An import runs in a worker while everything else goes on; the title bar tells of it, and it can be stopped.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.content import Content

from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.tui import orders as c
from assistant.tui import undoing
from assistant.tui.importing import STOPPING, Bring, Imported, ImportWatch, imported, started
from assistant.tui.jobs import JobDone
from assistant.tui.screens.command_screen import CommandScreen
from assistant.tui.screens.text_screen import TextScreen

LONG = 15.0
"""Seconds that the summary of an import stays."""


class IntakeScreen(CommandScreen):
    """Does what concerns more than the thread that is shown."""

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None) -> None:
        super().__init__(desk, hint=hint, select=select)
        self.watch_import: ImportWatch | None = None
        """The import that is under way."""
        self.leaving = False
        """The program ends as soon as it has stopped."""

    def do_elsewhere(self, command: c.Elsewhere, text: str | None) -> None:
        match command:
            case c.NewThread():
                begin = partial(self.desk.open_thread, command.regulator, command.title)
                self.job("write", begin, partial(self._begun, text), self._refused, replaces=False)
            case c.ImportMail():
                path = str(Path(command.path).expanduser())
                self._import(lambda watch: self.desk.intake.import_mail([path], watcher=watch), text)
            case c.PullMail():
                self._import(lambda watch: self.desk.intake.pull(watcher=watch).imported, text)
            case c.StopImport():
                self._forget(text)
                self.action_stop_import()
            case c.MergeThread() | c.PartThread():
                self._merge(command, text)

    def _begun(self, text: str | None, thread: str) -> None:
        self._forget(text)
        self.wanted = thread
        self.tell_step(f"{thread} has begun", undoing.of_opening(self.desk, thread))
        self.load()

    # Imports

    def _import(self, bring: Bring, text: str | None) -> None:
        if self.watch_import is not None:
            self._refused(UsageProblem("an import is under way", hint="/stop ends it; then this one can begin."))
            return
        self._forget(text)
        self.watch_import = watch = ImportWatch(self._say_from_worker)
        self._progress(started())
        self.job(
            "import", partial(imported, self.desk, bring, watch), self._imported, self._not_imported, replaces=False
        )

    def _say_from_worker(self, line: str) -> None:
        self.post_message(JobDone(partial(self._progress, line)))

    def _progress(self, line: str) -> None:
        self.progress = line if self.watch_import else ""
        self._head()

    def action_stop_import(self) -> None:
        if self.watch_import is None:
            self.notify("No import is under way", markup=False)
            return
        self.watch_import.stop = True
        self._progress(STOPPING)

    def _imported(self, told: Imported) -> None:
        self._import_ended()
        if told.problems:
            self.app.push_screen(TextScreen("Imported, with problems", _with_problems(told), fault=True))
        else:
            self.notify(told.summary, timeout=LONG, markup=False)
        self.load()
        self._read_thread()

    def _not_imported(self, error: AssistantError) -> None:
        self._import_ended()
        self.on_trouble(error)

    def _import_ended(self) -> None:
        self.watch_import = None
        self._progress("")
        if self.leaving:
            self.app.exit()

    def leave(self) -> None:
        """End the program; an import that is under way files what it has read before."""
        if self.watch_import is None:
            self.app.exit()
            return
        self.leaving = True
        self.action_stop_import()

    # Two threads that are one matter

    def _merge(self, command: c.MergeThread | c.PartThread, text: str | None) -> None:
        if self.view is None:
            self._refused(UsageProblem("there is no thread here"))
            return
        thread = self.view.thread.id
        act = self.desk.intake.merge if isinstance(command, c.MergeThread) else self.desk.intake.part
        self.job(
            "write",
            partial(act, thread, command.other, command.reason),
            partial(self._merged, thread, command, text),
            self._refused,
            replaces=False,
        )

    def _merged(self, thread: str, command: c.MergeThread | c.PartThread, text: str | None, _: None) -> None:
        self._forget(text)
        if isinstance(command, c.MergeThread):
            told, step = f"{command.other} is now part of {thread}", undoing.of_merger
        else:
            told, step = f"{thread} and {command.other} are two threads again", undoing.of_parting
        self.tell_step(told, step(self.desk, thread, command.other))
        self._read_thread()
        self.load()


def _with_problems(told: Imported) -> Content:
    return Content("\n").join([*map(Content, told.lines), Content(""), *map(Content, told.problems)])

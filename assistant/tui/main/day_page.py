"""The day's page: it stands in the place of the rooms, and its keys act on the line chosen.

It is made from the listing that the rooms are read from, so that it costs no second check. What a key does is an action
of the main screen; the thread of the line is read first, so that nothing is ever done to another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from textual.widgets import Static

from assistant.desk import Desk
from assistant.tui import reading
from assistant.tui.agenda import Found, Line, agenda, threads_of
from assistant.tui.first_steps import empty_told, first_steps, first_steps_today
from assistant.tui.jobs import JobScreen
from assistant.tui.main.reader import Arrival, Reader
from assistant.tui.widgets.today_list import TodayList

OF_NO_THREAD = frozenset(
    {"today", "threads", "filter", "as_of", "new_thread", "import_mail", "stop_import", "tray", "faults", "reload"}
    | {"search", "chat", "reports", "rules", "more", "undo"}
)
"""Actions that concern no single thread."""
IN_THE_ROOMS = frozenset({"", "threads", "filter", "log", "reply", "panel", "select_words", "unread(1)", "unread(-1)"})
"""Actions that are done where the threads are, so that the page makes way; nothing: to read there."""


class DayPage:
    """Covers the rooms and uncovers them, first of all where it is the home."""

    def __init__(
        self,
        screen: JobScreen,
        desk: Desk,
        reader: Reader,
        page: TodayList,
        hint: Static,
        *,
        home: bool,
        unsaved: Callable[[], tuple[str, ...]],
    ) -> None:
        """`hint` says the first steps; `unsaved`: the threads with a draft under way that was not saved."""
        self.screen, self.desk, self.reader, self.rooms = screen, desk, reader, reader.rooms
        self.page, self.hint, self.unsaved = page, hint, unsaved
        self.proposed: Mapping[str, int] = {}
        """How many proposals wait, by thread; known a while after the rest."""
        self._asked = 0
        """For how many listings proposals were counted, or are being counted."""
        self._cover(home)

    @property
    def is_open(self) -> bool:
        return self.reader.covered

    def _cover(self, covered: bool) -> None:
        self.reader.covered = covered
        self.screen.set_class(covered, "-today")
        self.hint.update(first_steps_today() if covered else first_steps())

    # Coming and leaving

    def focus(self) -> None:
        (self.page if self.is_open else self.rooms.threads).focus()

    def open_or_leave(self) -> None:
        if self.leave():
            return
        self._cover(True)
        self.show()
        self.page.focus()

    def leave(self) -> bool:
        """Show the rooms again; False if they were shown."""
        if not self.is_open:
            return False
        self._cover(False)
        self.reader.read_if_other()
        self.reader.looked_at()
        (self.rooms.talk if self.reader.view else self.rooms.threads).focus()
        return True

    @property
    def thread_meant(self) -> str:
        """That of the line chosen, on the page; else the one that is read; nothing if there is none."""
        if self.is_open and self.page.line is not None:
            return self.page.line.thread
        return self.reader.view.thread.id if self.reader.view else ""

    # What it shows

    def show(self) -> None:
        """What is at hand now, if the page is open."""
        if not self.is_open:
            return
        found, listing = Found(self.reader.rows), self.reader.listing
        if listing is not None:
            found = Found(
                self.reader.rows,
                listing.gaps,
                listing.waiting,
                listing.drafts,
                self.unsaved(),
                self.proposed,
                True,
                listing.last_check,
                listing.silent_days,
            )
        sections = agenda(found, self.desk.today(), datetime.now().astimezone().tzinfo or self.desk.zone(""))
        empty = found.checked and not found.rows and not found.waiting
        self.page.show(sections, empty_told() if empty else "")
        if self.reader.loaded != self._asked:
            self._asked = self.reader.loaded
            work = partial(reading.proposed, self.desk, threads_of(sections))
            self.screen.job("proposed", work, self._show_proposed)

    def _show_proposed(self, proposed: Mapping[str, int]) -> None:
        if proposed != self.proposed:
            self.proposed = proposed
            self.show()
        self.page.settled = True  # whatever comes from now on is news, and moves nobody

    # What is done from it

    def act(self, action: str) -> None:
        """An action of the main screen, as if its key had been pressed."""
        if self.is_open:
            self.page.action_do(action)
        else:
            self._run(action)

    def do(self, line: Line | None, action: str) -> None:
        """The same, once the thread of `line` has been read; no action: go there."""
        if line is not None and line.role == "more":
            line, action = None, "threads" if action in {"", "threads"} else action
        if action in IN_THE_ROOMS:
            self.leave()
        if line is not None and line.thread and action not in OF_NO_THREAD:
            then = partial(self._run, action) if action else self.rooms.talk.focus
            self.reader.go_to(Arrival(line.thread, line.entry, line.gap, then))
        elif action in OF_NO_THREAD:
            self._run(action)
        elif action:  # of the thread that was read last, which nobody sees here
            told = "Choose a line about a thread first" if self.reader.rows else self.reader.no_thread
            self.screen.notify(told, severity="warning", markup=False)

    def _run(self, action: str) -> None:
        self.screen.call_later(self.screen.run_action, action)

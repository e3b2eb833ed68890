"""The day's page on the main screen: it stands in the place of the rooms, and its keys act on the line chosen.

It is made from the listing that the rooms are read from, so that it costs no second check. What a key does is an action
of the main screen; the thread of the line is read first, so that nothing is ever done to another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.tui import reading
from assistant.tui.agenda import Found, Line, agenda, threads_of
from assistant.tui.first_steps import empty_told, first_steps, first_steps_today
from assistant.tui.messages import StepWanted
from assistant.tui.reading import Listing
from assistant.tui.rows import ThreadRow
from assistant.tui.screens.intake_screen import IntakeScreen
from assistant.tui.timeline import Item, View, place_of, place_of_gap
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.thread_list import ThreadList
from assistant.tui.widgets.today_list import TodayList

OF_NO_THREAD = frozenset(
    {"today", "threads", "filter", "as_of", "new_thread", "import_mail", "stop_import", "tray", "faults", "reload"}
    | {"search", "chat", "reports", "rules", "more", "undo"}
)
"""Actions that concern no single thread."""
IN_THE_ROOMS = frozenset({"", "threads", "filter", "log", "reply", "panel", "select_words", "unread(1)", "unread(-1)"})
"""Actions that are done where the threads are, so that the page makes way; nothing: to read there."""


class Arrival(Struct, frozen=True):
    """Where in a thread to go once it has been read, and what to do there."""

    thread: str
    entry: int
    gap: str
    then: Callable[[], object] | None


class TodayHost(IntakeScreen):
    """Shows the day's page instead of the rooms, first of all where it is the home."""

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None, home: bool = False) -> None:
        super().__init__(desk, hint=hint, select=select)
        self.arrival: Arrival | None = None
        self.proposed: Mapping[str, int] = {}
        """How many proposals wait, by thread; known a while after the rest."""
        self.set_class(home, "-today")

    @property
    def at_today(self) -> bool:
        return self.has_class("-today")

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield TodayList(id="today")

    def focus_first(self) -> None:
        self._say_first_steps()
        self.query_one(TodayList if self.at_today else ThreadList).focus()

    def _say_first_steps(self) -> None:
        self.query_one("#hint", Static).update(first_steps_today() if self.at_today else first_steps())

    # Coming and leaving

    def action_today(self) -> None:
        if self.leave_today():
            return
        self.add_class("-today")
        self._say_first_steps()
        self._show_today()
        self.query_one(TodayList).focus()

    def leave_today(self) -> bool:
        """Show the rooms again; False if they were shown."""
        if not self.at_today:
            return False
        self.remove_class("-today")
        self._say_first_steps()
        if self.view is None or self.view.thread.id != self.query_one(ThreadList).picked:
            self._read_thread()
        self.looked()
        self.query_one(Conversation if self.view else ThreadList).focus()
        return True

    @property
    def thread_meant(self) -> str:
        """That of the line chosen, on the day's page; else the one that is read; nothing if there is none."""
        if self.at_today and (line := self.query_one(TodayList).line) is not None:
            return line.thread
        return self.view.thread.id if self.view else ""

    # What it shows

    def _show_first(self, rows: tuple[ThreadRow, ...]) -> None:
        super()._show_first(rows)
        self._show_today()

    def _show_listing(self, listing: Listing) -> None:
        super()._show_listing(listing)
        self._show_today()

    def _show_today(self) -> None:
        if not self.at_today:
            return
        found = Found(self.rows)
        if (listing := self.listing) is not None:
            found = Found(
                self.rows,
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
        self.query_one(TodayList).show(sections, empty_told() if empty else "")
        if listing is not None and listing is not self._asked:
            self._asked = listing
            work = partial(reading.proposed, self.desk, threads_of(sections))
            self.job("proposed", work, self._show_proposed)

    _asked: Listing | None = None
    """The listing for whose threads proposals were counted, or are being counted."""

    def _show_proposed(self, proposed: Mapping[str, int]) -> None:
        if proposed != self.proposed:
            self.proposed = proposed
            self._show_today()

    def unsaved(self) -> tuple[str, ...]:
        """Threads with a draft under way that was not saved."""
        return ()

    # What is done from it

    @on(StepWanted)
    def _step(self, event: StepWanted) -> None:
        line, action = event.line, event.action
        if line is not None and line.role == "more":
            line, action = None, "threads" if action in {"", "threads"} else action
        if action in IN_THE_ROOMS:
            self.leave_today()
        if line is not None and line.thread and action not in OF_NO_THREAD:
            self.go_to_line(line, partial(self.run_soon, action) if action else self._at_the_entry)
        elif action in OF_NO_THREAD:
            self.run_soon(action)
        elif action:  # of the thread that was read last, which nobody sees here
            self.notify(
                "Choose a line about a thread first" if self.rows else self.no_thread(),
                severity="warning",
                markup=False,
            )

    def run_soon(self, action: str) -> None:
        self.call_later(self.run_action, action)

    def _at_the_entry(self) -> None:
        self.query_one(Conversation).focus()

    def go_to_line(self, line: Line, then: Callable[[], object]) -> None:
        """Read the thread of `line`, choose what it is about there, and go on with `then`."""
        self.query_one("#filter", Input).value = ""
        self.moved = self.going = True
        self.arrival = Arrival(line.thread, line.entry, line.gap, then)
        self._show_rows(line.thread)
        self._read_thread()

    def leads_to(self, items: Sequence[Item]) -> bool:
        arrival = self._arrival_here()
        if arrival is None or not (arrival.gap or arrival.entry):
            return super().leads_to(items)
        at_gap = place_of_gap(items, arrival.gap) is not None
        return at_gap or (arrival.entry > 0 and place_of(items, arrival.entry) is not None)

    def arrive(self) -> None:
        super().arrive()
        talk = self.query_one(Conversation)
        if (arrival := self._arrival_here()) and not (arrival.gap and talk.go_to_gap(arrival.gap)) and arrival.entry:
            talk.go_to_entry(arrival.entry)

    def _arrival_here(self) -> Arrival | None:
        """Where to go in the thread that is chosen."""
        chosen = self.query_one(ThreadList).picked
        return self.arrival if self.arrival is not None and self.arrival.thread == chosen else None

    def _show_view(self, thread: str, view: View) -> None:
        super()._show_view(thread, view)
        arrival = self.arrival
        if arrival is None or self.view is None or not arrival.thread == thread == self.view.thread.id:
            return
        self.arrival = None
        if arrival.then is not None:
            arrival.then()

    def _no_view(self, thread: str, error: AssistantError) -> None:
        self.arrival = None
        super()._no_view(thread, error)
        if self.at_today:
            self.on_trouble(error)

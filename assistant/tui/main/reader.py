"""Reading: the list of threads and the one under its cursor, asked of the desk in workers and shown in the rooms.

Whoever has written something, or goes somewhere, says so here; what is shown then is decided in this place alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec import Struct, structs

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.record.inert import inert
from assistant.record.record import Pulse
from assistant.record.store import regulator_of
from assistant.tui import reading
from assistant.tui.first_steps import empty_told
from assistant.tui.jobs import JobScreen
from assistant.tui.keys import key_named
from assistant.tui.reading import Listing
from assistant.tui.rows import ThreadRow, with_unread
from assistant.tui.timeline import Item, View, place_of, place_of_gap, timeline
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.rooms import Rooms


class Arrival(Struct, frozen=True):
    """Where in a thread to go once it has been read, and what to do there."""

    thread: str
    entry: int = 0
    """Nothing: wherever a thread opens."""
    gap: str = ""
    then: Callable[[], object] | None = None

    def is_among(self, items: Sequence[Item]) -> bool:
        """What the reader came for is there, if they came for anything."""
        if not self.gap and not self.entry:
            return True
        at_entry = self.entry > 0 and place_of(items, self.entry) is not None
        return at_entry or place_of_gap(items, self.gap) is not None

    def choose_in(self, talk: Conversation) -> None:
        if not (self.gap and talk.go_to_gap(self.gap)) and self.entry:
            talk.go_to_entry(self.entry)


class Reader:
    """Knows what is read, and keeps it as it stands in the record."""

    def __init__(
        self,
        screen: JobScreen,
        desk: Desk,
        title: TitleBar,
        rooms: Rooms,
        *,
        select: str | None,
        listed: Callable[[], None],
    ) -> None:
        """`select`: the thread to begin with; `listed` is called when the list has changed."""
        self.screen, self.desk, self.title, self.rooms = screen, desk, title, rooms
        self.wanted, self.listed = select, listed
        self.seen = reading.seen_of(desk)
        self.rows: tuple[ThreadRow, ...] = ()
        self.listing: Listing | None = None
        self.loaded = 0
        """How many listings have been read."""
        self.view: View | None = None
        """The thread that is read; None too while only its newest is there, to which nothing can be done."""
        self.unreadable: str | None = None
        """The thread that is chosen, if it could not be read: it may be mended."""
        self.covered = False
        """The day's page stands before the rooms; what they would show is read when they are."""
        self.progress = ""
        """What goes on meanwhile, for the title bar."""
        self._arrival: Arrival | None = None
        self._moved = False
        """The reader has chosen a thread; until then the most urgent one is shown."""
        self._going = False
        """Somebody goes to a place in a thread that is being read."""
        self._pulse: Pulse | None = None
        """How the record stood when it was last looked at."""
        self._looking = False

    def begin(self) -> None:
        """Show the latest threads at once. What others write from now on is found by the next look."""
        self.look()
        self._head()
        self.screen.at_once(partial(reading.at_hand, self.desk, self.seen), self._show_first)

    def _show_first(self, rows: tuple[ThreadRow, ...]) -> None:
        self.rows = rows
        self.list_threads(self.wanted)
        if rows and not self.covered:
            self.read()
        self.listed()

    def thread_in_hand(self) -> View | None:
        """The thread that is read; says so if there is none."""
        if self.view is None:
            self.screen.notify(self.no_thread, severity="warning", markup=False)
        return self.view

    @property
    def no_thread(self) -> str:
        """What is said to who wants to do something with a thread where there is none."""
        if self.rows:
            return "There is no thread here"
        return f"There is no thread yet: {key_named('main.import')} imports mail, {key_named('main.new')} begins one"

    # What others write meanwhile

    def look(self) -> None:
        """Ask whether somebody else has written; not while the last question is still open."""
        if not self._looking:
            self._looking = True
            thread = self.view.thread.id if self.view else self.unreadable
            self.screen.job("pulse", partial(self.desk.pulse, thread), self._looked, self._looked_in_vain)

    def _looked(self, pulse: Pulse) -> None:
        before, self._pulse, self._looking = self._pulse, pulse, False
        if before is None or before == pulse:
            return
        same = before.thread == pulse.thread
        mended = self.unreadable is not None and same and before.changed != pulse.changed
        written = (before.others, before.marked) != (pulse.others, pulse.marked)
        if mended or written:
            self.load(sweep=mended, quietly=True)
        if same or written:
            self.read()

    def _looked_in_vain(self, _: AssistantError) -> None:
        self._looking = False  # what asks next, and needs an answer, says what is wrong

    # The list

    def load(self, *, sweep: bool = False, quietly: bool = False) -> None:
        """Catch up and show the whole list in order."""
        if not quietly:
            self._head("reading …")
        read = partial(reading.listing, self.desk, self.seen, sweep=sweep)
        self.screen.job("listing", read, self._show_listing, self._no_listing)

    def reload(self) -> None:
        """Catch up with what stands on the disk, file by file."""
        self.load(sweep=True)
        self.read()

    def _show_listing(self, listing: Listing) -> None:
        first = self.listing is None
        self.listing, self.rows, self.loaded = listing, listing.rows, self.loaded + 1
        self._head()
        pick = self.wanted or (self.rooms.threads.picked if self._moved or not first else None)
        self.list_threads(pick or (self.rows[0].thread if self.rows else None))
        self.wanted = None
        if not self.rows:
            self._show_none(empty_told())
        elif not self.covered:
            self.read_if_other()
        self.screen.job("next-due", partial(reading.with_next_due, self.desk, listing), self._show_days)
        if first and any(fault.fatal for fault in listing.faults):
            told = f"Some threads could not be read: {key_named('main.faults')} shows which"
            self.screen.notify(told, severity="warning", markup=False)
        self.listed()

    def _show_days(self, listing: Listing) -> None:
        self.listing, self.rows = listing, with_unread(listing.rows, self.seen.unread)
        self.list_threads()

    def _no_listing(self, error: AssistantError) -> None:
        self._head()
        self.screen.on_trouble(error)

    def list_threads(self, pick: str | None = None) -> None:
        """Show what is at hand of the list, with the cursor on `pick`, else where it was, else on what is read."""
        pick = pick or self.rooms.threads.picked or (self.view.thread.id if self.view else None)
        faults = sum(fault.fatal for fault in self.listing.faults) if self.listing else 0
        silent_days = self.listing.silent_days if self.listing else 0
        self.rooms.list_threads(self.rows, pick, unread=faults, silent_days=silent_days)

    def _head(self, meanwhile: str = "") -> None:
        waiting = self.listing.waiting if self.listing else 0
        self.title.show(self.desk.as_of, self.progress or meanwhile, waiting)

    def say_progress(self, line: str) -> None:
        """Let the title bar tell of what goes on; nothing: it is over."""
        self.progress = line
        self._head()

    # The thread

    def pick(self) -> None:
        """The cursor of the list was moved."""
        self._moved = True
        self.read()

    def read(self) -> None:
        """Read the thread under the cursor."""
        thread = self.rooms.threads.picked
        if thread is None:
            return
        known = self.view is not None and self.view.thread.id == thread
        self.screen.job(
            "thread",
            partial(self._read, thread, newest_first=not known),
            partial(self._show_view, thread),
            partial(self._no_view, thread),
            holds=self._going,
            moves=True,
        )

    def read_if_other(self) -> None:
        """The same, unless it is read already."""
        if self.view is None or self.view.thread.id != self.rooms.threads.picked:
            self.read()

    def read_again(self) -> None:
        """Something was written: read the thread and the list as they are now."""
        self.read()
        self.load()

    def _read(self, thread: str, *, newest_first: bool) -> View:
        """In a worker: the thread; of a long one, what is newest is shown before the rest is read."""
        newest = reading.newest_to_read(self.desk, self.seen, thread) if newest_first else None
        if newest is not None and not self.screen.meanwhile(partial(self._show_newest, thread, newest)):
            return newest  # to nobody: another thread is wanted now
        return reading.view_to_read(self.desk, self.seen, thread)

    def _show_newest(self, thread: str, view: View) -> None:
        """Show the end of a thread that is being read, if that is where the reader goes; nothing can be done to it."""
        arrival = self._arrival_in(thread)
        if self.rooms.threads.picked != thread or (arrival and not arrival.is_among(timeline(view))):
            return
        self.view = None
        self.rooms.show(view)
        if arrival is not None:
            arrival.choose_in(self.rooms.talk)

    def _show_view(self, thread: str, view: View) -> None:
        if self.rooms.threads.picked != thread:
            return
        self._going, self.unreadable = False, None
        self._write_for(thread)
        if self.view is not None and self.view.thread.id == thread:  # what was new stays marked while one reads
            view = structs.replace(view, unread=view.unread | self.view.unread, to_confirm=self.view.to_confirm)
        self.view = view
        self.rooms.show(view)
        self.screen.job("to-confirm", partial(self._left_to_confirm, view), partial(self._show_to_confirm, view))
        arrival, self._arrival = self._arrival_in(thread), None
        if arrival is not None:
            arrival.choose_in(self.rooms.talk)
        self.looked_at()
        if arrival is not None and arrival.then is not None:
            arrival.then()

    def _left_to_confirm(self, view: View) -> str:
        """In a worker: it takes longer than to show the thread, so that is painted first."""
        return reading.left_to_confirm(self.desk, view) if self.screen.meanwhile(lambda: None) else view.to_confirm

    def _show_to_confirm(self, view: View, told: str) -> None:
        if self.view is view and told != view.to_confirm:
            self.view = structs.replace(view, to_confirm=told)
            self.rooms.bar.show(self.view)

    def _no_view(self, thread: str, error: AssistantError) -> None:
        self._arrival = None
        if self.rooms.threads.picked == thread:
            self._going, self.unreadable = False, thread
            self._write_for(thread)
            self._show_none(f"{thread} cannot be shown.\n\n{inert(str(error))}")
        if self.covered:
            self.screen.on_trouble(error)

    def _show_none(self, notice: str) -> None:
        self.view = None
        self.rooms.tell(notice)

    def _write_for(self, thread: str) -> None:
        self.rooms.composer.write_for(thread, self.desk.zone(regulator_of(thread)))

    def looked_at(self) -> None:
        """Who reads a thread as it is has seen its messages."""
        if self.view is None or self.covered or self.desk.as_of is not None:
            return
        thread = self.view.thread
        self.seen.look(thread.id, len(thread.messages))
        if any(row.unread for row in self.rows if row.thread == thread.id):
            self.rows = with_unread(self.rows, self.seen.unread)
            self.list_threads()

    # Going about

    def go_to(self, arrival: Arrival) -> None:
        """Choose a thread of the list, whatever the filter, and go there once it has been read."""
        self.rooms.filter_line.value = ""
        self._moved = self._going = True
        self.land(arrival)
        self.list_threads(arrival.thread)
        self.read()

    def land(self, arrival: Arrival) -> None:
        """Choose that when its thread is shown next."""
        self._arrival = arrival

    def _arrival_in(self, thread: str) -> Arrival | None:
        return self._arrival if self._arrival is not None and self._arrival.thread == thread else None

    def go_to_day(self, day: date | None) -> None:
        """Show everything as of `day`; None: today."""
        self.desk.as_of = day
        self.read_again()

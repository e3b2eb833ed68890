"""The rooms of the main screen: the list, the thread and what is open are read from the desk and shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import structs
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.record.inert import inert
from assistant.record.record import Pulse
from assistant.tui import reading
from assistant.tui.first_steps import empty_told, first_steps
from assistant.tui.keys import key_named
from assistant.tui.messages import EntryChosen, EntryWanted, GapWanted, ThreadEntered, ThreadPicked
from assistant.tui.reading import Listing
from assistant.tui.rows import ThreadRow, filtered, with_unread
from assistant.tui.screens.writing_screen import WritingScreen
from assistant.tui.timeline import Item, View, place_of, timeline
from assistant.tui.widgets.bars import ThreadBar, TitleBar
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.panel import OpenPanel
from assistant.tui.widgets.thread_list import ThreadList
from assistant.tui.widgets.time_strip import TimeStrip

EVERY = 1.0
"""Seconds between two looks at what others write."""
WIDE = 110
"""Columns from which what is open stands beside the thread instead of over it."""


class ThreadsScreen(WritingScreen):
    """The rooms, and what stands in them. Keys and commands are for those who build on it."""

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None) -> None:
        super().__init__(desk)
        self.hint, self.wanted = hint, select
        self.seen = reading.seen_of(desk)
        self.rows: tuple[ThreadRow, ...] = ()
        self.listing: Listing | None = None
        self.view: View | None = None
        self.unread_one: str | None = None
        """The thread that is chosen, if it could not be read: it may be mended."""
        self.moved = False
        """The reader has chosen a thread; until then the most urgent one is shown."""
        self.going = False
        """Somebody goes to a place in a thread that is being read."""
        self.landing: int | None = None
        """The entry just logged, to be shown once it has been read."""
        self.pulse: Pulse | None = None
        """How the record stood when it was last looked at."""
        self.looking = False
        self.progress = ""
        """What goes on meanwhile, for the title bar."""

    @property
    def at_today(self) -> bool:
        """The day's page stands before the rooms; what they would show is read when they are."""
        return False

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        yield Static(first_steps(), id="hint", markup=False)
        with Horizontal(id="rooms"):
            with Vertical(id="left"):
                yield Static("Threads", id="threads-head", markup=False)
                yield Input(placeholder="filter: title, regulator, reference", id="filter", compact=True)
                yield ThreadList(id="threads")
            with Vertical(id="middle"):
                yield ThreadBar(id="bar")
                yield TimeStrip(id="strip")
                yield Conversation(id="talk")
                yield Composer(id="composer")
            yield OpenPanel(id="panel")
        yield KeyLine(show_command_palette=True)

    def on_mount(self) -> None:
        self.query_one("#hint").display = self.hint
        self.query_one("#filter").display = False
        self._head()
        self.at_once(partial(reading.at_hand, self.desk, self.seen), self._show_first)
        self.focus_first()
        self.call_after_refresh(self.load, sweep=True)
        self.set_interval(EVERY, self._look)

    # What others write meanwhile

    def _look(self) -> None:
        """Ask whether somebody else has written; not while the last question is still open."""
        if not self.looking:
            self.looking = True
            thread = self.view.thread.id if self.view else self.unread_one
            self.job("pulse", partial(self.desk.pulse, thread), self._looked, self._looked_in_vain)

    def _looked(self, pulse: Pulse) -> None:
        before, self.pulse, self.looking = self.pulse, pulse, False
        if before is None or before == pulse:
            return
        same = before.thread == pulse.thread
        mended = self.view is None and same and before.changed != pulse.changed
        if mended or (before.others, before.marked) != (pulse.others, pulse.marked):
            self.load(sweep=mended, quietly=True)
        if same:
            self._read_thread()

    def _looked_in_vain(self, _: AssistantError) -> None:
        self.looking = False  # what asks next, and needs an answer, says what is wrong

    def focus_first(self) -> None:
        self.query_one(ThreadList).focus()

    def _show_first(self, rows: tuple[ThreadRow, ...]) -> None:
        self.rows = rows
        self._show_rows(self.wanted)
        if rows and not self.at_today:
            self._read_thread()

    # Reading

    def load(self, *, sweep: bool = False, quietly: bool = False) -> None:
        """Catch up and show the whole list in order."""
        if not quietly:
            self._head("reading …")
        read = partial(reading.listing, self.desk, self.seen, sweep=sweep)
        self.job("listing", read, self._show_listing, self._no_listing)

    def _show_listing(self, listing: Listing) -> None:
        first = self.listing is None
        self.listing, self.rows = listing, listing.rows
        self._head()
        at = self.query_one(ThreadList).picked
        pick = self.wanted or (at if self.moved or not first else None)
        self._show_rows(pick or (self.rows[0].thread if self.rows else None))
        self.wanted = None
        if not self.rows:
            self.view = None
            self.query_one(ThreadBar).empty()
            self.query_one(OpenPanel).empty()
            self._show_strip()
            self.query_one(Conversation).tell(empty_told())
        elif not self.at_today and (self.view is None or self.view.thread.id != self.query_one(ThreadList).picked):
            self._read_thread()
        self.job("next-due", partial(reading.with_next_due, self.desk, listing), self._show_days)
        if first and any(fault.fatal for fault in listing.faults):
            told = f"Some threads could not be read: {key_named('main.faults')} shows which"
            self.notify(told, severity="warning", markup=False)

    def _show_days(self, listing: Listing) -> None:
        self.listing, self.rows = listing, with_unread(listing.rows, self.seen.unread)
        self._show_rows(None)

    def _no_listing(self, error: AssistantError) -> None:
        self._head()
        self.on_trouble(error)

    def _show_rows(self, pick: str | None) -> None:
        query = self.query_one("#filter", Input).value
        shown = filtered(self.rows, query)
        count = f"{len(shown)} of {len(self.rows)}" if query.strip() else f"{len(self.rows)}"
        faults = sum(fault.fatal for fault in self.listing.faults) if self.listing else 0
        parts = [("Threads", "bold"), (f"  {count}, by urgency", "dim")]
        if faults:
            parts.append((f"\n⚠ {faults} unread ({key_named('main.faults')})", "$text-error"))
        if self.listing and self.listing.silent_days:
            parts.append((f"\n⚠ no unattended check for {self.listing.silent_days} d", "$text-warning"))
        self.query_one("#threads-head", Static).update(Content.assemble(*parts))
        self.query_one(ThreadList).show(shown, pick or self.query_one(ThreadList).picked)

    def _read_thread(self) -> None:
        """Read the thread under the cursor."""
        thread = self.query_one(ThreadList).picked
        if thread is None:
            return
        known = self.view is not None and self.view.thread.id == thread
        self.job(
            "thread",
            partial(self._read, thread, newest_first=not known),
            partial(self._show_view, thread),
            partial(self._no_view, thread),
            holds=self.going,
            moves=True,
        )

    def _read(self, thread: str, *, newest_first: bool) -> View:
        """In a worker: the thread; of a long one, what is newest is shown before the rest is read."""
        newest = reading.newest_to_read(self.desk, self.seen, thread) if newest_first else None
        if newest is not None and not self.meanwhile(partial(self._show_newest, thread, newest)):
            return newest  # to nobody: another thread is wanted now
        return reading.view_to_read(self.desk, self.seen, thread)

    def _show_newest(self, thread: str, view: View) -> None:
        """Show the end of a thread that is being read, if that is where the reader goes; nothing can be done to it."""
        if self.query_one(ThreadList).picked != thread or not self.leads_to(timeline(view)):
            return
        self.view = None
        self.query_one(ThreadBar).show(view)
        self.query_one(Conversation).show(view)
        self._show_strip()
        self.query_one(OpenPanel).show(view)
        self.arrive()

    def leads_to(self, items: Sequence[Item]) -> bool:
        """What the reader came for is among `items`, if they came for anything."""
        return self.landing is None or place_of(items, self.landing) is not None

    def arrive(self) -> None:
        """Choose what the reader came for."""
        if self.landing is not None:
            self.query_one(Conversation).go_to_entry(self.landing)

    def _show_view(self, thread: str, view: View) -> None:
        if self.query_one(ThreadList).picked != thread:
            return
        self.going = False
        self.write_for(thread)
        if self.view is not None and self.view.thread.id == thread:  # what was new stays marked while one reads
            view = structs.replace(view, unread=view.unread | self.view.unread)
        self.view = view
        self.query_one(ThreadBar).show(view)
        self.query_one(Conversation).show(view)
        self._show_strip()
        self.query_one(OpenPanel).show(view)
        self.arrive()
        self.landing = None
        self.looked()

    @on(EntryChosen)
    def _show_strip(self) -> None:
        talk, strip = self.query_one(Conversation), self.query_one(TimeStrip)
        was = strip.display
        if talk.view is not None and talk.view.newest is not None:
            strip.wait()
        else:
            strip.show(self.view.picture if self.view else None, talk.entry)
        if strip.display and not was:
            talk.stay_in_sight()

    def looked(self) -> None:
        """Who reads a thread as it is has seen its messages."""
        if self.view is None or self.at_today or self.desk.as_of is not None:
            return
        thread = self.view.thread
        self.seen.look(thread.id, len(thread.messages))
        if any(row.unread for row in self.rows if row.thread == thread.id):
            self.rows = with_unread(self.rows, self.seen.unread)
            self._show_rows(None)

    def _no_view(self, thread: str, error: AssistantError) -> None:
        if self.query_one(ThreadList).picked != thread:
            return
        self.going = False
        self.write_for(thread)
        self.view, self.unread_one = None, thread
        self.query_one(ThreadBar).empty()
        self.query_one(OpenPanel).empty()
        self._show_strip()
        self.query_one(Conversation).tell(f"{thread} cannot be shown.\n\n{inert(str(error))}")

    def _head(self, progress: str = "") -> None:
        waiting = self.listing.waiting if self.listing else 0
        self.query_one(TitleBar).show(self.desk.as_of, self.progress or progress, waiting)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")
        self.set_class(event.size.width < 72, "-slim")
        self.set_class(event.size.height < 30, "-low")

    # What the widgets say

    @on(ThreadPicked)
    def _picked(self) -> None:
        self.moved = True
        self._read_thread()

    @on(ThreadEntered)
    def _entered(self) -> None:
        self.query_one(Conversation).focus()

    @on(Input.Changed, "#filter")
    def _filter(self) -> None:
        self._show_rows(None)
        self._read_thread()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.query_one(ThreadList).focus()

    @on(EntryWanted)
    def _to_entry(self, event: EntryWanted) -> None:
        self._arrived(self.query_one(Conversation).go_to_entry(event.entry))

    @on(GapWanted)
    def _to_gap(self, event: GapWanted) -> None:
        self._arrived(self.query_one(Conversation).go_to_gap(event.gap))

    def _arrived(self, found: bool) -> None:
        if found:
            self.remove_class("-panel")
            self.query_one(Conversation).focus()

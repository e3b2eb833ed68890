"""The rooms: the list of threads, one of them as a conversation with its composer, and what is open in it.

Given rows and views, it shows each where it belongs. What its widgets post is for the screen, but for what concerns no
more than two of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from assistant.tui.keys import key_named
from assistant.tui.messages import EntryChosen, ThreadEntered
from assistant.tui.rows import ThreadRow, filtered
from assistant.tui.timeline import View
from assistant.tui.widgets.bars import LONG, ThreadBar
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.filter_line import FilterLine
from assistant.tui.widgets.panel import OpenPanel
from assistant.tui.widgets.thread_list import ThreadList
from assistant.tui.widgets.time_strip import TimeStrip


class Rooms(Horizontal):
    """Its widgets are its attributes, for who builds on it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.heading = Static("Threads", id="threads-head", markup=False)
        self.filter_line = FilterLine(placeholder="filter: title, regulator, reference", id="filter", compact=True)
        self.filter_line.display = False
        self.threads = ThreadList(id="threads")
        self.bar, self.strip = ThreadBar(id="bar"), TimeStrip(id="strip")
        self.talk = Conversation(id="talk")
        self.composer = Composer(id="composer")
        self.panel = OpenPanel(id="panel")

    def compose(self) -> ComposeResult:
        with Vertical(id="left"):
            yield self.heading
            yield self.filter_line
            yield self.threads
        with Vertical(id="middle"):
            yield self.bar
            yield self.strip
            yield self.talk
            yield self.composer
        yield self.panel

    # The list

    def list_threads(self, rows: Sequence[ThreadRow], pick: str | None, *, unread: int, silent_days: int) -> None:
        """Show those of `rows` that the filter leaves, with the cursor on `pick` or near its place.

        `unread`: threads that could not be read; `silent_days`: days since an unattended check, if they are too many.
        """
        query = self.filter_line.value
        shown = filtered(rows, query)
        count = f"{len(shown)} of {len(rows)}" if query.strip() else f"{len(rows)}"
        parts = [("Threads", "bold"), (f"  {count}, by urgency", "dim")]
        if unread:
            parts.append((f"\n⚠ {unread} unread ({key_named('main.faults')})", "$text-error"))
        if silent_days:
            parts.append((f"\n⚠ no unattended check for {silent_days} d", "$text-warning"))
        self.heading.update(Content.assemble(*parts))
        self.threads.show(shown, pick or self.threads.picked)

    def open_filter(self) -> None:
        self.filter_line.display = True
        self.filter_line.focus()

    def close_filter(self) -> bool:
        """Show all threads again; False if no filter was open."""
        if not self.filter_line.display:
            return False
        self.filter_line.value = ""
        self.filter_line.display = False
        self.threads.focus()
        return True

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        if self.threads.rows:
            self.threads.focus()

    @on(ThreadEntered)
    def _entered(self) -> None:
        self.talk.focus()

    # The thread

    def show(self, view: View) -> None:
        was_long = self.bar.has_class(LONG)
        self.bar.show(view)
        self.talk.show(view)
        if self.bar.has_class(LONG) and not was_long:  # on a low screen that costs the conversation a line
            self.talk.stay_in_sight()
        self._show_strip()
        self.panel.show(view)

    def tell(self, notice: str) -> None:
        """A sentence instead of a thread."""
        self.bar.empty()
        self.talk.tell(notice)
        self._show_strip()
        self.panel.empty()

    @on(EntryChosen)
    def _show_strip(self) -> None:
        view, was = self.talk.view, self.strip.display
        if view is not None and view.newest is not None:
            self.strip.wait()
        else:
            self.strip.show(view.picture if view else None, self.talk.entry)
        if self.strip.display and not was:
            self.talk.stay_in_sight()

"""The proposals of one thread: what its messages seem to ask and promise, accepted or skipped by one key.

Accepting opens a request or commitment like any other way of opening one; skipping decides nothing.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.proposals import Proposal, Proposals
from assistant.record.entry import Line
from assistant.tui import asking, proposing, reading
from assistant.tui import orders as c
from assistant.tui.deciding import entries_for, reported
from assistant.tui.form_screen import FormScreen
from assistant.tui.forms import Answers, Then, follow
from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.page_screen import PageScreen
from assistant.tui.timeline import View
from assistant.tui.widgets.row_list import RowList

PAGE = 300
"""Proposals that are listed at a time; more come as these are decided."""
KEYS = (
    Binding("a", "accept", "Accept", id="proposals.accept", key_display="a ↵", tooltip="Open it, in these words"),
    Binding("n,space", "next", "Skip", id="proposals.next", key_display="n", tooltip="Leave it, and go to the next"),
    Binding("e", "change", "Change", id="proposals.change", tooltip="Change its date, side or words, then open it"),
    Binding("u", "undo", "Undo", id="proposals.undo", tooltip="Take back what was opened last"),
    Binding("question_mark", "help", "Help", id="proposals.help", key_display="?", tooltip="These keys"),
    Binding("escape,q", "back", "Back", id="proposals.back", key_display="esc", tooltip="Back to the thread"),
)


class ProposalsScreen(PageScreen):
    """Every action of `KEYS` is a method here or on every page."""

    CSS_PATH = "proposals_screen.tcss"
    KEYS = KEYS
    HELP = "Proposals"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk)
        self.view = view
        self.found: tuple[Proposal, ...] = ()
        self.complete = True
        self.opened: list[int] = []
        """Entries of this visit that can be taken back, the last one last."""

    def compose(self) -> ComposeResult:
        yield Static("", id="title", markup=False)
        with Container(id="rooms"):
            yield RowList(id="proposals")
            with Vertical(id="chosen"):
                yield Static("", id="facts", markup=False)
                with VerticalScroll(id="scroll"):
                    yield Static("reading …", id="text", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(RowList).focus()
        self._head()
        self._load()

    # Reading

    @property
    def one(self) -> Proposal | None:
        """The proposal under the cursor."""
        at = self.query_one(RowList).highlighted
        return self.found[at] if at is not None and at < len(self.found) else None

    def _load(self) -> None:
        self.job("proposals", partial(reading.proposals, self.desk, self.view.thread.id), self._read)

    def _read(self, found: tuple[View, Proposals]) -> None:
        self.view, proposals = found
        self.found, self.complete = proposals.found, proposals.complete
        self._show()

    def _show(self) -> None:
        rows = self.query_one(RowList)
        self._head()
        rows.show([proposing.row(one, self.view) for one in self.found[:PAGE]], rows.highlighted or 0)
        rows.display = self.query_one("#facts").display = bool(self.found)
        if not self.found:
            self.query_one("#text", Static).update(Content(proposing.EMPTY))

    def _head(self) -> None:
        more = "" if self.complete else "; a message is too long to be searched to its end, there may be more"
        count = counted(len(self.found), "proposal") if self.found else ""
        told = Content.assemble(("Proposals", "bold"), f"  {self.view.thread.id}", (f"  {count}{more}", "dim"))
        self.query_one("#title", Static).update(told)

    @on(RowPicked)
    def _picked(self) -> None:
        one = self.one
        logged = self.view.thread.message(one.message) if one else None
        if one is None or logged is None:
            return
        self.query_one("#facts", Static).update(proposing.facts(one, self.view))
        scroll = self.query_one("#scroll", VerticalScroll)
        place = proposing.place(one, logged, scroll.scrollable_content_region.width)
        self.query_one("#text", Static).update(place.text)
        scroll.call_after_refresh(scroll.scroll_to, y=place.line, animate=False, force=True)

    # Deciding

    @on(RowEntered)
    def action_accept(self) -> None:
        if one := self.one:
            command = proposing.accepted(one)
            self.decide(partial(self._write, command), partial(self._opened, one, command))

    def _write(self, command: c.Decision) -> tuple[Line, ...]:
        thread = self.view.thread.id
        return self.desk.decide(thread, entries_for(command, reading.who(self.desk, thread)))

    def _opened(self, one: Proposal, command: c.Decision, lines: tuple[Line, ...]) -> None:
        self.opened.append(lines[0].n)
        self.notify(f"{reported(command, lines[0].n)} · u takes it back", markup=False)
        self.found = tuple(other for other in self.found if other.id != one.id)
        self._show()

    def action_change(self) -> None:
        one = self.one
        logged = self.view.thread.message(one.message) if one else None
        if one is None or logged is None:
            return
        form = asking.obligation(self.view, logged, proposing.accepted(one))

        def submit(answers: Answers) -> Then:
            command = proposing.verbatim(form.command(answers), one)
            return partial(self._decided, partial(self._opened, one, command), self._write(command))

        self.app.push_screen(FormScreen(form.title, form.fields, submit, "Open it"), follow)

    def action_undo(self) -> None:
        if not self.opened:
            self.notify("Nothing was opened here that could be taken back", markup=False)
            return
        n = self.opened[-1]
        self.decide(partial(self._write, c.Undo(n, "accepted by mistake")), partial(self._taken_back, n))

    def _taken_back(self, n: int, _: tuple[Line, ...]) -> None:
        self.opened.remove(n)
        self.notify(f"#{n} no longer counts", markup=False)
        self._load()

"""The proposals of one thread: what its messages seem to ask and promise, accepted or skipped by one key, one by one or
all of a letter.

Accepting opens a request or commitment like any other way of opening one, turning down is a remark that says so;
skipping decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.clocks.proposals import Proposed
from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.record.decisions import turn_down
from assistant.record.entry import Line, NewEntry
from assistant.record.thread import Thread
from assistant.tui import asking, proposing, reading, undoing
from assistant.tui.deciding import Who, entries_for
from assistant.tui.forms import Answers, Then, follow
from assistant.tui.keys import key_named
from assistant.tui.messages import RowEntered, RowPicked
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.page_screen import PageScreen
from assistant.tui.timeline import View
from assistant.tui.undoing import Step
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.row_list import RowList

PAGE = 300
"""Proposals that are listed at a time; more come as these are decided."""
KEYS = (
    Binding("a", "accept", "Accept", id="proposals.accept", key_display="a", tooltip="Open it, in these words"),
    Binding(
        "A",
        "accept_all",
        "All",
        id="proposals.accept-all",
        tooltip="Open all that this message asks and promises",
    ),
    Binding("n,space", "next", "Skip", id="proposals.next", key_display="n", tooltip="Leave it, and go to the next"),
    Binding("x", "turn_down", "Turn down", id="proposals.turn-down", tooltip="It binds nobody: never propose it again"),
    Binding(
        "X", "turn_down_all", "Turn down all", id="proposals.turn-down-all", show=False, tooltip="Nothing of it binds"
    ),
    Binding("e", "change", "Change", id="proposals.change", tooltip="Change its date, side or words, then open it"),
    Binding("u", "undo", "Undo", id="proposals.undo", show=False, tooltip="Take back what was opened last"),
    Binding("question_mark", "help", "Help", id="proposals.help", key_display="?", tooltip="These keys"),
    Binding("escape,q", "back", "Back", id="proposals.back", key_display="esc", tooltip="Back to the thread"),
)

Decision = Callable[[Thread], list[NewEntry]]


def together(decisions: Sequence[Decision]) -> Decision:
    """All of them or none."""
    return lambda now: [entry for decision in decisions for entry in decision(now)]


class ProposalsScreen(PageScreen):
    """Every action of `KEYS` is a method here or on every page."""

    KEYS = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk, view: View, steps: list[Step]) -> None:
        """`steps`: those of the visit, to which those of this page are added."""
        super().__init__(desk)
        self.view, self.steps = view, steps
        self.found: tuple[Proposed, ...] = ()

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        with Container(id="rooms"):
            yield RowList(id="proposals")
            with Vertical(id="chosen"):
                yield Static("", id="facts", markup=False)
                with VerticalScroll(id="scroll"):
                    yield Static("reading …", id="text", markup=False)
        yield KeyLine(show_command_palette=True)

    def on_mount(self) -> None:
        self.query_one(RowList).focus()
        self._head()
        self._load()

    # Reading

    @property
    def one(self) -> Proposed | None:
        """The proposal under the cursor."""
        at = self.query_one(RowList).highlighted
        return self.found[at] if at is not None and at < len(self.found) else None

    def _load(self) -> None:
        self.job("proposals", partial(reading.proposals, self.desk, self.view.thread.id), self._read)

    def _read(self, read: tuple[View, tuple[Proposed, ...]]) -> None:
        self.view, self.found = read
        self._show()

    def _show(self) -> None:
        at = self.query_one(RowList).highlighted or 0
        self._head()
        self.list_rows([proposing.row(one, self.view) for one in self.found[:PAGE]], at)
        if not self.found:
            self.query_one("#text", Static).update(
                Content(proposing.EMPTY.format(back=key_named("proposals.back", KEYS)))
            )

    def _head(self) -> None:
        long = not all(one.complete for one in self.found)
        more = "; a message is too long to be looked through to its end" if long else ""
        count = counted(len(self.found), "proposal") if self.found else "proposals"
        self.query_one(TitleBar).show(self.desk.as_of, f"{count} in {self.view.thread.id}{more}")

    @on(RowPicked)
    def _picked(self) -> None:
        if (one := self.one) is None or (logged := self.view.thread.message(one.message)) is None:
            return
        self.query_one("#facts", Static).update(proposing.facts(one, logged, self.view))
        scroll = self.query_one("#scroll", VerticalScroll)
        place = proposing.place(one, logged.message, scroll.scrollable_content_region.width)
        self.query_one("#text", Static).update(place.text)
        scroll.call_after_refresh(scroll.scroll_to, y=place.line, animate=False, force=True)

    # Deciding

    @on(RowEntered)
    def action_accept(self) -> None:
        if (one := self.one) is None:
            return
        if one.owed_by is None:
            self.action_change()
            return
        self._accept((one,), f"{one.candidate.type.capitalize()} opened")

    def action_accept_all(self) -> None:
        """Of a call or a meeting those are left of which only a person can say who owes them."""
        those = self._of_message()
        sided = tuple(one for one in those if one.owed_by)
        if sided:
            self._accept(sided, f"{counted(len(sided), 'proposal')} of #{sided[0].message} opened")
        elif those:
            self.action_change()

    def _of_message(self) -> tuple[Proposed, ...]:
        """All that is proposed in the message under the cursor."""
        one = self.one
        return tuple(other for other in self.found if one and other.message == one.message)

    def _accept(self, those: tuple[Proposed, ...], told: str) -> None:
        opening = [entries_for(proposing.accepted(one), self._who()) for one in those]
        self.decide(partial(self._write, together(opening)), partial(self._done, those, told))

    def _who(self) -> Who:
        return reading.who(self.desk, self.view.thread.id)

    def _write(self, decision: Decision) -> tuple[Line, ...]:
        return self.desk.decide(self.view.thread.id, decision)

    def _done(self, those: tuple[Proposed, ...], told: str, lines: tuple[Line, ...]) -> None:
        last = f" to #{lines[-1].n}" if len(lines) > 1 else ""
        done = f"{told} as #{lines[0].n}{last}"
        self.steps.append(undoing.of_entries(self.desk, self.view.thread.id, tuple(line.n for line in lines), done))
        self.notify(f"{done} · {key_named('proposals.undo', KEYS)} takes it back", markup=False)
        self.found = tuple(other for other in self.found if other not in those)
        self._show()

    def action_change(self) -> None:
        if (one := self.one) is None or (logged := self.view.thread.message(one.message)) is None:
            return
        form = asking.obligation(self.view, logged, proposing.accepted(one, one.owed_by or "company"))

        def submit(answers: Answers) -> Then:
            command = proposing.verbatim(form.command(answers), one)
            lines = self._write(entries_for(command, self._who()))
            return partial(self._decided, partial(self._done, (one,), f"{command.type.capitalize()} opened"), lines)

        self.app.push_screen(FormScreen(form.title, form.fields, submit, "Open it"), follow)

    def action_turn_down(self) -> None:
        if one := self.one:
            self._turn_down((one,), "Turned down")

    def action_turn_down_all(self) -> None:
        if those := self._of_message():
            self._turn_down(those, f"{counted(len(those), 'proposal')} of #{those[0].message} turned down")

    def _turn_down(self, those: tuple[Proposed, ...], told: str) -> None:
        def submit(answers: Answers) -> Then:
            who = self._who()
            day = who.day if who.dated else None
            binding_nobody = [
                partial(
                    turn_down, message=o.message, words=o.candidate.words, by=who.by, reason=answers["reason"], day=day
                )
                for o in those
            ]
            return partial(self._decided, partial(self._done, those, told), self._write(together(binding_nobody)))

        self.app.push_screen(FormScreen("Turn it down", proposing.turn_down_fields(those), submit, "Turn down"), follow)

    def action_undo(self) -> None:
        last = undoing.last_of(self.steps, self.view.thread.id)
        if last is None:
            self.notify("Nothing was decided here that could be taken back", markup=False)
        else:
            self.decide(last.take_back, partial(self._taken_back, last))

    def _taken_back(self, last: Step, _: object) -> None:
        self.steps.remove(last)
        self.notify(last.told, markup=False)
        self._load()

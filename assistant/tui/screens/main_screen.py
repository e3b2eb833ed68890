"""The main screen: its parts and how they are wired, its keys and who does what each says.

It shows the rooms (threads, one of them as a conversation, what is open in it) or the day's page before them. What is
done there stands in `tui.main`, a part for each kind of thing. A part knows those made before it, never this screen;
what it needs of a later one it is given as a function.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widgets import Input, Static

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.services.kept_texts import Kept
from assistant.tui import asking, clock_forms
from assistant.tui import orders as c
from assistant.tui.commands import parse
from assistant.tui.jobs import JobScreen
from assistant.tui.keeping import COMPOSER
from assistant.tui.keys import MAIN
from assistant.tui.main.clerk import Clerk
from assistant.tui.main.day_page import DayPage
from assistant.tui.main.drafts import Drafts
from assistant.tui.main.errand_list import ErrandList
from assistant.tui.main.in_hand import InHand
from assistant.tui.main.intake import Intake
from assistant.tui.main.pages import Pages
from assistant.tui.main.reader import Reader
from assistant.tui.messages import Composed, ComposerLeft, EntryWanted, GapWanted, StepWanted, ThreadPicked
from assistant.tui.palette import Offer
from assistant.tui.places import Place
from assistant.tui.rows import filtered
from assistant.tui.timeline import View
from assistant.tui.undoing import Step
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.composer import ComposerText
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.rooms import Rooms
from assistant.tui.widgets.today_list import TodayList

EVERY = 1.0
"""Seconds between two looks at what others write."""
WIDE = 110
"""Columns from which what is open stands beside the thread instead of over it."""


class MainScreen(JobScreen):
    """Every action of `keys.MAIN` is an attribute: that of a part, or a method where the screen itself is meant."""

    BINDINGS: ClassVar[list[BindingType]] = [*MAIN, Binding("escape", "back", "Back", show=False, id="main.back")]

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None, home: bool = False) -> None:
        """`hint`: show the first steps; `select`: the thread to begin with; `home`: the day's page comes first."""
        super().__init__()
        self.desk = desk
        self.title_bar = TitleBar(desk.settings.company.name, id="title")
        self.hint = Static(id="hint", markup=False)
        self.hint.display = hint
        self.rooms, self.today = Rooms(id="rooms"), TodayList(id="today")
        self.reader = Reader(self, desk, self.title_bar, self.rooms, select=select, listed=lambda: self.day.show())
        self.clerk = Clerk(self, desk, self.reader, self.give)
        self.intake = Intake(self, desk, self.reader, self.clerk)
        self.in_hand = InHand(self, desk, self.reader, self.clerk)
        self.drafts = Drafts(self, desk, self.reader, lambda: self.pages.talk)
        self.day = DayPage(self, desk, self.reader, self.today, self.hint, home=home, unsaved=lambda: self.drafts.left)
        self.pages = Pages(self, desk, self.reader, self.day, self.clerk.steps)
        self.errands = ErrandList(self, desk, self.day, self.give)
        self._hand_out_keys()

    def _hand_out_keys(self) -> None:
        """Who does what a key says."""
        self.action_today = self.day.open_or_leave
        self.action_threads = self.rooms.threads.focus
        self.action_filter = self.rooms.open_filter
        self.action_reload = self.reader.reload

        self.action_log = self.in_hand.log
        self.action_reply = self.in_hand.reply
        self.action_draft = self.drafts.open
        self.action_next_gap = self.in_hand.next_gap
        self.action_unread = self.in_hand.unread
        self.action_explain = self.in_hand.explain
        self.action_copy = self.in_hand.copy
        self.action_select_words = self.in_hand.select_words
        self.action_open_obligation = self.in_hand.open_obligation
        self.action_open_original = self.in_hand.open_original
        self.action_classify = partial(self.clerk.ask_of_item, asking.classify)
        self.action_snooze = partial(self.clerk.ask_of_item, asking.snooze)
        self.action_settle = partial(self.clerk.ask_of_item, asking.settle)
        self.action_extend = partial(self.clerk.ask_of_item, clock_forms.extend)
        self.action_pause = partial(self.clerk.ask_of_item, clock_forms.pause)
        self.action_close = self.clerk.ask_whether_over
        self.action_undo = self.clerk.undo

        self.action_new_thread = self.intake.ask_thread
        self.action_import_mail = self.intake.ask_mail
        self.action_stop_import = self.intake.stop

        self.action_search = self.pages.search
        self.action_chat = self.pages.chat
        self.action_reports = self.pages.reports
        self.action_rules = self.pages.rules
        self.action_tray = self.pages.tray
        self.action_proposals = self.pages.proposals
        self.action_faults = self.pages.faults
        self.action_about = self.pages.about
        self.action_more = self.errands.open

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self.hint
        yield self.rooms
        yield KeyLine(show_command_palette=True)
        yield self.today

    def on_mount(self) -> None:
        self.reader.begin()
        self.day.focus()
        self.call_after_refresh(self.reader.load, sweep=True)
        self.set_interval(EVERY, self.reader.look)

    def on_unmount(self) -> None:
        self.pages.leave()
        self.in_hand.leave()

    def on_resize(self, event: Resize) -> None:
        narrow = event.size.width < WIDE
        if narrow and self.rooms.panel.has_focus:  # what has the keys stays in sight
            self.add_class("-panel")
        self.set_class(narrow, "-narrow")
        self.set_class(event.size.width < 72, "-slim")
        self.set_class(event.size.height < 30, "-low")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody writes, letters are letters: the footer shows only what holds there."""
        writing = isinstance(self.focused, ComposerText | Input)
        return not (writing and action in {b.action for b in MAIN})

    @property
    def view(self) -> View | None:
        """The thread that is read."""
        return self.reader.view

    def remember(self, step: Step) -> None:
        """A page has done this; it can be taken back here."""
        self.clerk.steps.append(step)

    # What the widgets say

    @on(ThreadPicked)
    def _picked(self) -> None:
        self.reader.pick()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self.reader.list_threads()
        self.reader.read()

    @on(EntryWanted)
    def _to_entry(self, event: EntryWanted) -> None:
        self._arrived(self.rooms.talk.go_to_entry(event.entry))

    @on(GapWanted)
    def _to_gap(self, event: GapWanted) -> None:
        self._arrived(self.rooms.talk.go_to_gap(event.gap))

    def _arrived(self, found: bool) -> None:
        if found:
            self.remove_class("-panel")
            self.rooms.talk.focus()

    @on(StepWanted)
    def _step(self, event: StepWanted) -> None:
        self.day.do(event.line, event.action)

    @on(Composed)
    def _composed(self, event: Composed) -> None:
        try:
            command = parse(event.text, self.rooms.composer.zone or self.desk.zone(""))
        except UsageProblem as error:
            self.clerk.refuse(error)
            return
        self.give(command, event.text)

    # Commands

    def give(self, command: c.Command, text: str | None = None) -> None:
        """Have done what was typed, chosen or answered; `text` is what the composer may forget once it is done."""
        match command:
            case c.NewThread() | c.ImportMail() | c.PullMail() | c.StopImport() | c.MergeThread() | c.PartThread():
                self.intake.do(command, text)
            case c.SetDay():
                self.rooms.composer.forget(text)
                self.reader.go_to_day(command.day)
            case c.OpenDraft() | c.Explain() | c.ShowHelp() | c.ShowTray() | c.ShowProposals():
                self.rooms.composer.forget(text)
                self._open(command)
            case _:
                self.clerk.write(command, text)

    def _open(self, command: c.Page) -> None:
        match command:
            case c.OpenDraft():
                self.drafts.open(command.template)
            case c.Explain():
                self.in_hand.explain(command.entry)
            case c.ShowHelp():
                self.action_help()
            case c.ShowTray():
                self.pages.tray()
            case c.ShowProposals():
                self.pages.proposals()

    # Keys that the screen itself knows

    @on(ComposerLeft)
    def action_back(self) -> None:
        """Out of whatever is open, one step."""
        if self.day.leave() or self.rooms.talk.stop_marking():
            return
        if self.has_class("-panel"):
            self.remove_class("-panel")
        elif self.rooms.close_filter():
            return
        elif self.hint.display:
            self.hint.display = False
        (self.rooms.talk if self.view else self.rooms.threads).focus()

    def action_panel(self) -> None:
        if self.has_class("-narrow"):
            self.toggle_class("-panel")
        hidden = self.has_class("-narrow") and not self.has_class("-panel")
        (self.rooms.talk if hidden else self.rooms.panel).focus()

    def action_as_of(self) -> None:
        self.clerk.ask(asking.as_of(self.desk.today()))

    def action_quit(self) -> None:
        if self.rooms.composer.unlogged or self.drafts.unsaved:
            self.clerk.ask(asking.leave(), lambda _: self.intake.leave)
        else:
            self.intake.leave()

    # For the palette

    def palette_offers(self) -> Iterator[Offer]:
        for usage in c.USAGES:
            yield f"/{usage.name} – {usage.does}", usage.form, partial(self._begin, usage.name)

    def _begin(self, name: str) -> None:
        self.day.leave()
        composer = self.rooms.composer
        if not composer.text.strip():
            composer.load(f"/{name} ")
        composer.write()

    def palette_threads(self, query: str) -> Iterator[Offer]:
        """The threads that hold every word of `query`: ten thousand are too many to be matched letter by letter."""
        for row in filtered(self.reader.rows, query.casefold().removeprefix("go to ")):
            yield row.title, row.thread, partial(self.pages.visit, Place(row.thread))

    def errand_offers(self) -> Iterator[Offer]:
        return self.errands.offers()

    def act(self, action: str) -> None:
        """An action from the palette."""
        self.day.act(action)

    # What is typed here, and in pages that are closed

    def unlogged(self) -> Iterator[Kept]:
        yield from (Kept(COMPOSER, thread, {"text": text}) for thread, text in self.rooms.composer.unlogged.items())
        yield from self.pages.unlogged()
        yield from self.drafts.unlogged()

    def take_back(self, left: tuple[Kept, ...]) -> None:
        """Put what a former run left where it was written."""
        self.rooms.composer.take_back(
            {kept.thread: kept.texts.get("text", "") for kept in left if kept.place == COMPOSER}
        )
        self.pages.take_back(left)
        self.drafts.take_back(left)

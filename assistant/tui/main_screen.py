"""The main screen: threads, the thread as a conversation, what is open, and the composer. It wires; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Footer, Input, Static

from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.record.entry import Line
from assistant.record.inert import inert, inert_line
from assistant.tui import asking, reading
from assistant.tui import commands as c
from assistant.tui.deciding import entries_for, reported
from assistant.tui.form_screen import Answers, FormScreen
from assistant.tui.jobs import JobScreen
from assistant.tui.keys import MAIN, help_text
from assistant.tui.messages import (
    ComposerLeft,
    Composed,
    EntryWanted,
    GapWanted,
    ThreadEntered,
    ThreadPicked,
)
from assistant.tui.palette import Offer
from assistant.tui.reading import Listing
from assistant.tui.rows import ThreadRow, filtered
from assistant.tui.text_screen import TextScreen
from assistant.tui.timeline import Remark, Reminder, Said, View
from assistant.tui.widgets.bars import ThreadBar, TitleBar
from assistant.tui.widgets.composer import Composer, ComposerText
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.panel import OpenPanel
from assistant.tui.widgets.thread_list import ThreadList

if TYPE_CHECKING:
    from assistant.tui.draft_text import Kept

EMPTY = """There is no thread yet.

I   imports your mail (.eml, mbox, Maildir)
N   begins a thread by hand
?   shows all keys

To look around first, leave with q and run: assistant demo"""
FIRST = "First steps: n next reminder · e explain · d draft · l log · ? all keys"
WIDE = 110
"""Columns from which what is open stands beside the thread instead of over it."""


class MainScreen(JobScreen):
    CSS_PATH = "main_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*MAIN, Binding("escape", "back", "Back", show=False, id="main.back")]

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None) -> None:
        super().__init__()
        self.desk, self.hint, self.wanted = desk, hint, select
        self.rows: tuple[ThreadRow, ...] = ()
        self.listing: Listing | None = None
        self.view: View | None = None
        self.moved = False
        """The reader has chosen a thread; until then the most urgent one is shown."""
        self.typed: dict[str, str] = {}
        """What stands in the composer of other threads, not yet logged."""
        self.kept: dict[str, Kept] = {}
        """Drafts under way that were not saved."""

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        yield Static(FIRST, id="hint", markup=False)
        with Horizontal(id="rooms"):
            with Vertical(id="left"):
                yield Static("Threads", id="threads-head", markup=False)
                yield Input(placeholder="filter: title, regulator, reference", id="filter", compact=True)
                yield ThreadList(id="threads")
            with Vertical(id="middle"):
                yield ThreadBar(id="bar")
                yield Conversation(id="talk")
                yield Composer(id="composer")
            yield OpenPanel(id="panel")
        yield Footer(show_command_palette=True)

    def on_mount(self) -> None:
        self.query_one("#hint").display = self.hint
        self.query_one("#filter").display = False
        self._head()
        try:
            self.rows = reading.at_hand(self.desk)
        except AssistantError as error:
            self.on_trouble(error)
        self._show_rows(self.wanted)
        self.query_one(ThreadList).focus()
        if self.rows:
            self._read_thread()
        self.load(sweep=True)

    # Reading

    def load(self, *, sweep: bool = False) -> None:
        """Catch up and show the whole list in order."""
        self._head("reading …")
        self.job("listing", partial(reading.listing, self.desk, sweep=sweep), self._show_listing, self._no_listing)

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
            self.query_one(Conversation).tell(EMPTY)
        elif self.view is None or self.view.thread.id != self.query_one(ThreadList).picked:
            self._read_thread()
        if first and any(fault.fatal for fault in listing.faults):
            self.notify("Some threads could not be read: w shows which", severity="warning", markup=False)

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
            parts.append((f"  ⚠ {faults} unread (w)", "$text-error"))
        self.query_one("#threads-head", Static).update(Content.assemble(*parts))
        self.query_one(ThreadList).show(shown, pick or self.query_one(ThreadList).picked)

    def _read_thread(self) -> None:
        """Read the thread under the cursor."""
        thread = self.query_one(ThreadList).picked
        if thread is None:
            return
        self.job(
            "thread",
            partial(reading.view_of, self.desk, thread),
            partial(self._show_view, thread),
            partial(self._no_view, thread),
        )

    def _show_view(self, thread: str, view: View) -> None:
        if self.query_one(ThreadList).picked != thread:
            return
        self._keep_typed(thread)
        self.view = view
        self.query_one(ThreadBar).show(view)
        self.query_one(Conversation).show(view)
        self.query_one(OpenPanel).show(view)

    def _no_view(self, thread: str, error: AssistantError) -> None:
        if self.query_one(ThreadList).picked != thread:
            return
        self._keep_typed(thread)
        self.view = None
        self.query_one(ThreadBar).empty()
        self.query_one(OpenPanel).empty()
        self.query_one(Conversation).tell(f"{thread} cannot be shown.\n\n{inert(str(error))}")

    def _keep_typed(self, thread: str) -> None:
        """Each thread has its own text in the composer."""
        composer, before = self.query_one(Composer), self.view.thread.id if self.view else None
        composer.zone = self.desk.zone(reading.regulator_of(thread))
        if before is not None and before != thread:
            self.typed[before] = composer.text
            composer.load(self.typed.pop(thread, ""))

    def _head(self, progress: str = "") -> None:
        self.query_one(TitleBar).show(self.desk.as_of, progress)

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

    @on(ComposerLeft)
    def action_back(self) -> None:
        """Out of whatever is open, one step."""
        filter_line = self.query_one("#filter", Input)
        if self.has_class("-panel"):
            self.remove_class("-panel")
        elif filter_line.display:
            filter_line.value = ""
            filter_line.display = False
            self.query_one(ThreadList).focus()
            return
        elif self.query_one("#hint").display:
            self.query_one("#hint").display = False
        self.query_one(Conversation if self.view else ThreadList).focus()

    @on(Composed)
    def _composed(self, event: Composed) -> None:
        composer = self.query_one(Composer)
        try:
            zone = composer.zone or self.desk.zone("")
            command = c.parse(event.text, zone)
        except UsageProblem as error:
            composer.complain(str(error))
            return
        self.give(command, event.text)

    # Commands

    def give(self, command: c.Command, text: str | None = None) -> None:
        """Do what was typed, chosen or answered; `text` is what the composer may forget once it is done."""
        match command:
            case c.NewThread() | c.ImportMail():
                self._write_elsewhere(command, text)
            case c.OpenDraft():
                self._forget(text)
                self.action_draft(command.template)
            case c.Explain():
                self._forget(text)
                self.action_explain(command.entry)
            case c.SetDay():
                self._forget(text)
                self._set_day(command)
            case c.ShowHelp():
                self._forget(text)
                self.action_help()
            case _:
                self._write(command, text)

    def _forget(self, text: str | None) -> None:
        composer = self.query_one(Composer)
        if text is not None and composer.text == text:
            composer.load("")

    def _write(self, command: c.Decision, text: str | None) -> None:
        view = self.view
        if view is None:
            self._refused(UsageProblem("there is no thread to log it in"))
            return
        self.job(
            "write",
            partial(self._decided, view, command),
            partial(self._written, view.thread.id, command, text),
            self._refused if text is not None else None,
            replaces=False,
        )

    def _decided(self, view: View, command: c.Decision) -> tuple[Line, ...]:
        thread = view.thread.id
        return self.desk.decide(thread, entries_for(command, reading.who(self.desk, thread), view.gaps))

    def _written(self, thread: str, command: c.Decision, text: str | None, lines: tuple[Line, ...]) -> None:
        if text is not None and self.typed.get(thread) == text:
            del self.typed[thread]
        self._forget(text)
        first = lines[0].n if lines else 0
        undo = "" if isinstance(command, c.Undo) else f" · /undo #{first} takes it back"
        self.notify(f"{reported(command, first)}{undo}", markup=False)
        self._read_thread()
        self.load()

    def _refused(self, error: AssistantError) -> None:
        self.query_one(Composer).complain(str(error))

    def _write_elsewhere(self, command: c.NewThread | c.ImportMail, text: str | None) -> None:
        if isinstance(command, c.NewThread):
            begin = partial(self.desk.open_thread, command.regulator, command.title)
            self.job("write", begin, partial(self._begun, text), self._refused, replaces=False)
            return
        self._head("importing …")
        bring = partial(reading.imported, self.desk, command.path, self._import_progress)
        self.job("import", bring, partial(self._imported, text), self._not_imported, replaces=False)

    def _begun(self, text: str | None, thread: str) -> None:
        self._forget(text)
        self.wanted = thread
        self.notify(f"{thread} has begun", markup=False)
        self.load()

    def _import_progress(self, count: int) -> None:
        self.app.call_later(self._head, f"importing … {count}")

    def _imported(self, text: str | None, told: tuple[str, str]) -> None:
        self._forget(text)
        self.notify(told[0], markup=False)
        if told[1]:
            self.app.push_screen(TextScreen(told[0], told[1], fault=True))
        self.load()

    def _not_imported(self, error: AssistantError) -> None:
        self._head()
        self._refused(error)

    def _set_day(self, command: c.SetDay) -> None:
        self.desk.as_of = command.day
        self.load()
        self._read_thread()

    def answered(self, form: asking.Asking, answers: Answers) -> None:
        """A form's answers, in its worker: a decision is logged there, so that what is refused stays in the form."""
        command = form.command(answers)
        if isinstance(command, c.NewThread | c.ImportMail | c.OpenDraft | c.Explain | c.SetDay | c.ShowHelp):
            self.app.call_from_thread(self.give, command)
            return
        if self.view is None:
            raise UsageProblem("there is no thread to log it in")
        lines = self._decided(self.view, command)
        self.app.call_from_thread(self._written, self.view.thread.id, command, None, lines)

    def ask(self, form: asking.Asking) -> None:
        self.app.push_screen(FormScreen(form.title, form.fields, partial(self.answered, form), form.done))

    def _ask_of_thread(self, name: str) -> None:
        if self.view is None:
            self.notify("There is no thread here", severity="warning", markup=False)
            return
        try:
            self.ask(getattr(asking, name)(self.view, self.query_one(Conversation).item))
        except UsageProblem as error:
            self.notify(str(error), severity="warning", markup=False)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody writes, letters are letters: the footer shows only what holds there."""
        writing = isinstance(self.focused, ComposerText | Input)
        return not (writing and action in {b.action for b in MAIN})

    def action_log(self) -> None:
        if self.view is not None:
            self.query_one(Composer).write()

    def action_threads(self) -> None:
        self.query_one(ThreadList).focus()

    def action_filter(self) -> None:
        line = self.query_one("#filter", Input)
        line.display = True
        line.focus()

    def action_panel(self) -> None:
        if self.has_class("-narrow"):
            self.toggle_class("-panel")
        self.query_one(OpenPanel if not self.has_class("-narrow") or self.has_class("-panel") else Conversation).focus()

    def action_next_gap(self) -> None:
        if self.query_one(Conversation).next_gap():
            self.query_one(Conversation).focus()
        else:
            self.notify("No reminder in this thread", markup=False)

    def action_classify(self) -> None:
        self._ask_of_thread("classify")

    def action_open_obligation(self) -> None:
        self._ask_of_thread("open_obligation")

    def action_snooze(self) -> None:
        self._ask_of_thread("snooze")

    def action_settle(self) -> None:
        self._ask_of_thread("settle")

    def action_undo(self) -> None:
        if self.view is not None:
            self.ask(asking.undo(self.view))

    def action_close(self) -> None:
        if self.view is not None:
            self.ask(asking.close(self.view.thread.closed is not None))

    def action_as_of(self) -> None:
        self.ask(asking.as_of(self.desk.today()))

    def action_new_thread(self) -> None:
        self.ask(asking.new_thread(tuple(self.desk.settings.regulators)))

    def action_import_mail(self) -> None:
        self.ask(asking.import_mail())

    def action_reload(self) -> None:
        self.load(sweep=True)
        self._read_thread()

    def action_help(self) -> None:
        groups = (
            ("Keys", MAIN),
            ("In the list", ThreadList.BINDINGS),
            ("In the thread", Conversation.BINDINGS),
            ("While writing", ComposerText.BINDINGS),
        )
        told = help_text((title, [b for b in bindings if isinstance(b, Binding)]) for title, bindings in groups)
        self.app.push_screen(TextScreen("Keys and commands", told))

    def action_faults(self) -> None:
        faults = self.listing.faults if self.listing else ()
        told = (
            "\n\n".join(f"{inert_line(f.thread)}\n{inert(f.text)}" for f in faults)
            or "Everything could be read and checked."
        )
        self.app.push_screen(TextScreen("What could not be read or checked", told, fault=bool(faults)))

    def action_copy(self) -> None:
        item = self.query_one(Conversation).item
        match item:
            case Said():
                text = f"{item.logged.message.subject}\n\n{item.logged.message.text}".strip()
            case Remark():
                text = item.text
            case Reminder():
                text = item.gap.summary
            case _:
                return
        self.app.copy_to_clipboard(inert(text))
        self.notify("Copied", markup=False)

    def action_explain(self, entry: int | None = None) -> None:
        view = self.view
        if view is None:
            return
        item = self.query_one(Conversation).item
        target: str | int | None = entry
        if target is None and isinstance(item, Said) and not any(g.opened_by.entry == item.n for g in view.gaps):
            target = item.n
        if target is None and (gap := asking.gap_in_hand(view, item)):
            target = gap.id
        if target is None:
            self.notify("No reminder in this thread", markup=False)
            return
        self.job("explain", partial(reading.explained, self.desk, view, target), partial(self._explained, target))

    def _explained(self, target: str | int, told: str) -> None:
        if told:
            self.app.push_screen(TextScreen("How this due day came about", told))
        else:
            self.notify(f"Nothing is counted for #{target}", markup=False)

    def action_draft(self, template: str | None = None) -> None:
        view = self.view
        if view is None:
            return
        from assistant.tui.draft_screen import DraftScreen  # noqa: PLC0415 - templates are read only when one drafts

        thread = view.thread.id
        screen = DraftScreen(self.desk, view, self.kept.get(thread), template)
        self.app.push_screen(screen, partial(self._drafted, thread))

    def _drafted(self, thread: str, kept: Kept | None) -> None:
        self.kept.pop(thread, None)
        if kept is not None:
            self.kept[thread] = kept
        self._read_thread()
        self.load()

    def action_quit(self) -> None:
        unsaved = any(text.strip() for text in (*self.typed.values(), self.query_one(Composer).text)) or self.kept
        if not unsaved:
            self.app.exit()
            return
        form = asking.leave()
        self.app.push_screen(FormScreen(form.title, form.fields, lambda _: None, form.done), self._leave)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self.app.exit()

    # For the palette

    def palette_offers(self) -> Iterator[Offer]:
        for binding in MAIN:
            yield (
                binding.tooltip or binding.description,
                f"key {binding.key_display or binding.key}",
                partial(self._run, binding.action),
            )
        for usage in c.USAGES:
            yield f"/{usage.name} – {usage.does}", usage.form, partial(self._begin, usage.name)

    def palette_threads(self) -> Iterator[tuple[str, str, object]]:
        for row in self.rows:
            yield row.title, row.thread, partial(self._go_to, row.thread)

    def _run(self, action: str) -> None:
        self.call_later(self.run_action, action)

    def _begin(self, name: str) -> None:
        composer = self.query_one(Composer)
        if not composer.text.strip():
            composer.load(f"/{name} ")
        composer.write()

    def _go_to(self, thread: str) -> None:
        self.query_one("#filter", Input).value = ""
        self.moved = True
        self._show_rows(thread)
        self._read_thread()
        self.query_one(Conversation).focus()


def default_export(folder: Path, thread: str, template: str) -> Path:
    """A name for a draft's file."""
    return folder / f"{thread}-{template}.eml"

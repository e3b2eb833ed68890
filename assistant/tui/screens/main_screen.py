"""The main screen: threads, the thread as a conversation, what is open, the composer; here are its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from assistant.desk import Desk
from assistant.record.inert import inert, inert_line
from assistant.services.kept_texts import Kept as KeptText
from assistant.tui import asking, reading
from assistant.tui import orders as c
from assistant.tui.keeping import DRAFT
from assistant.tui.keys import MAIN
from assistant.tui.messages import ComposerLeft
from assistant.tui.palette import Offer
from assistant.tui.places import Place
from assistant.tui.rows import filtered
from assistant.tui.screens.errands_screen import ErrandsScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.timeline import Remark, Reminder, Said
from assistant.tui.widgets.composer import Composer, ComposerText
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.panel import OpenPanel
from assistant.tui.widgets.thread_list import ThreadList
from assistant.tui.widgets.today_list import TodayList

if TYPE_CHECKING:
    from assistant.tui.draft_text import Kept


class MainScreen(ErrandsScreen):
    """Every action of `keys.MAIN` is a method here."""

    BINDINGS: ClassVar[list[BindingType]] = [*MAIN, Binding("escape", "back", "Back", show=False, id="main.back")]

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None, home: bool = False) -> None:
        super().__init__(desk, hint=hint, select=select, home=home)
        self.kept: dict[str, Kept] = {}
        """Drafts under way that were not saved, by thread."""
        self.drafts_left: dict[str, Mapping[str, str]] = {}
        """The same of a former run, by thread, as `draft_text.typed` gives them."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody writes, letters are letters: the footer shows only what holds there."""
        writing = isinstance(self.focused, ComposerText | Input)
        return not (writing and action in {b.action for b in MAIN})

    def open_page(self, command: c.Page) -> None:
        match command:
            case c.OpenDraft():
                self.action_draft(command.template)
            case c.Explain():
                self.action_explain(command.entry)
            case c.ShowHelp():
                self.action_help()
            case c.ShowTray():
                self.action_tray()
            case c.ShowProposals():
                self.action_proposals()

    # Going about

    @on(ComposerLeft)
    def action_back(self) -> None:
        """Out of whatever is open, one step."""
        if self.leave_today() or self.query_one(Conversation).stop_marking():
            return
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

    def action_log(self) -> None:
        if self.thread_in_hand() is not None:
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
        self.ask_of_item(asking.classify)

    def action_snooze(self) -> None:
        self.ask_of_item(asking.snooze)

    def action_settle(self) -> None:
        self.ask_of_item(asking.settle)

    def action_close(self) -> None:
        if (view := self.thread_in_hand()) is not None:
            self.ask(asking.close(view.thread.closed is not None))

    def action_as_of(self) -> None:
        self.ask(asking.as_of(self.desk.today()))

    def action_new_thread(self) -> None:
        self.ask(asking.new_thread(tuple(self.desk.settings.regulators)))

    def action_import_mail(self) -> None:
        self.ask(asking.import_mail())

    def action_reload(self) -> None:
        self.load(sweep=True)
        self._read_thread()

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
        view = self.thread_in_hand()
        if view is None:
            return
        panel = self.query_one(OpenPanel)
        chosen = panel.chosen if panel.has_focus else None
        target = entry or chosen or asking.dated_in_hand(view, self.query_one(Conversation).item)
        if target is None:
            self.notify("No reminder in this thread", markup=False)
            return
        work = partial(reading.explained, self.desk, view, target)
        self.job("explain", work, partial(self._explained, target), holds=True)

    def _explained(self, target: str | int, told: str) -> None:
        if told:
            self.app.push_screen(TextScreen("How this due day came about", told))
        else:
            self.notify(f"Nothing is counted for #{target}", markup=False)

    def action_draft(self, template: str | None = None) -> None:
        view = self.thread_in_hand()
        if view is None:
            return
        from assistant.tui.screens.draft_screen import DraftScreen  # noqa: PLC0415 - templates are read only when one drafts

        thread = view.thread.id
        left = self.drafts_left.get(thread)
        screen = DraftScreen(self.desk, view, self.kept.get(thread), template, lambda: self.talk, left)
        self.app.push_screen(screen, partial(self._drafted, thread))

    def _drafted(self, thread: str, kept: Kept | None) -> None:
        self.kept.pop(thread, None)
        self.drafts_left.pop(thread, None)
        if kept is not None:
            self.kept[thread] = kept
        self._read_thread()
        self.load()

    def unlogged(self) -> Iterator[KeptText]:
        yield from super().unlogged()
        drafts = {**self.drafts_left, **{thread: kept.typed for thread, kept in self.kept.items()}}
        yield from (KeptText(DRAFT, thread, texts) for thread, texts in drafts.items())

    def take_back(self, left: tuple[KeptText, ...]) -> None:
        super().take_back(left)
        self.drafts_left = {kept.thread: kept.texts for kept in left if kept.place == DRAFT}

    def unsaved(self) -> tuple[str, ...]:
        return tuple(self.kept)

    def action_tray(self) -> None:
        from assistant.tui.screens.tray_screen import TrayScreen  # noqa: PLC0415 - its widgets are not needed to start

        self.app.clear_notifications()  # the summary of an import has led here
        self.app.push_screen(TrayScreen(self.desk, self.rows, self.steps), self._back_from_page)

    def action_proposals(self) -> None:
        if self.view is None:
            self.notify("There is no thread here", severity="warning", markup=False)
            return
        from assistant.tui.screens.proposals_screen import ProposalsScreen  # noqa: PLC0415 - as above

        self.app.clear_notifications()
        self.app.push_screen(ProposalsScreen(self.desk, self.view, self.steps), self._back_from_page)

    def _back_from_page(self, changed: bool | None) -> None:
        if changed:
            self._read_thread()
            self.load()

    def action_quit(self) -> None:
        unsaved = any(text.strip() for text in (*self.typed.values(), self.query_one(Composer).text)) or self.kept
        if not unsaved:
            self.leave()
            return
        self.ask(asking.leave(), lambda _: self.leave)

    # For the palette

    def palette_offers(self) -> Iterator[Offer]:
        for usage in c.USAGES:
            yield f"/{usage.name} – {usage.does}", usage.form, partial(self._begin, usage.name)

    def palette_threads(self, query: str) -> Iterator[Offer]:
        """The threads that hold every word of `query`: ten thousand are too many to be matched letter by letter."""
        for row in filtered(self.rows, query.casefold().removeprefix("go to ")):
            yield row.title, row.thread, partial(self.visit, Place(row.thread))

    def act(self, action: str) -> None:
        """An action from the palette, as if its key had been pressed."""
        if self.at_today:
            self.query_one(TodayList).action_do(action)
        else:
            self.run_soon(action)

    def _begin(self, name: str) -> None:
        self.leave_today()
        composer = self.query_one(Composer)
        if not composer.text.strip():
            composer.load(f"/{name} ")
        composer.write()

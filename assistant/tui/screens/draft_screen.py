"""A draft beside its thread: its keys, and the parts behind them.

It ends with what must be kept: None once everything is in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Input, OptionList, Select, TextArea

from assistant.desk import Desk
from assistant.drafts.draft import Draft
from assistant.record.inert import inert
from assistant.services.kept_texts import Kept as KeptText
from assistant.tui import reading
from assistant.tui.draft.checks import Checks
from assistant.tui.draft.outcome import Outcome
from assistant.tui.draft.writing import Writing
from assistant.tui.draft_text import Kept
from assistant.tui.editing import edit_outside
from assistant.tui.jobs import JobScreen
from assistant.tui.keeping import DRAFT
from assistant.tui.places import Place
from assistant.tui.plain import LINEAR
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.timeline import View
from assistant.tui.widgets.bars import ThreadBar, TitleBar
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.draft_sheet import DraftSheet
from assistant.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from assistant.tui.talk import Talk

BESIDE = 100
"""Columns from which the thread stands beside the text."""
KEYS = (
    Binding("ctrl+s", "save", "Save", id="draft.save", priority=True, tooltip="Save the draft in the record"),
    Binding("f2", "blank", "Next", id="draft.blank", priority=True, tooltip="The next thing that is missing or wrong"),
    Binding(
        "f6",
        "below",
        "Checks",
        id="draft.below",
        priority=True,
        tooltip="To the checks, the facts, and back to the text",
    ),
    Binding(
        "ctrl+t",
        "choose",
        "Templates",
        id="draft.choose",
        show=False,
        priority=True,
        tooltip="Look at the templates that fit",
    ),
    Binding("f3", "editor", "Editor", id="draft.editor", show=False, tooltip="Write in $VISUAL or $EDITOR"),
    Binding(
        "f7",
        "changes",
        "Changes",
        id="draft.changes",
        show=False,
        priority=True,
        tooltip="What changed since each version",
    ),
    Binding(
        "f5,ctrl+k", "chat", "Ask", id="draft.chat", show=False, priority=True, tooltip="Ask the record a question"
    ),
    Binding(
        "ctrl+r", "release", "Release", id="draft.release", show=False, priority=True, tooltip="Approved, or final"
    ),
    Binding("f4", "export", "File", id="draft.export", tooltip="Write a file to send: .eml, .docx, .pdf …"),
    Binding("f12", "discard", "Discard", id="draft.discard", show=False, tooltip="Do not go on with what was saved"),
    Binding("f8", "sent", "Sent", id="draft.sent", tooltip="It went out: log it and settle what it answers"),
    Binding("f9", "other_side", "Thread", id="draft.side", tooltip="Between the thread and the text"),
    Binding("f1", "help", "Help", id="draft.help", show=False, tooltip="These keys"),
    Binding("escape", "back", "Back", id="draft.back", tooltip="Back to the thread; the text is kept"),
)


class DraftScreen(JobScreen):
    """Every action of `KEYS` is an attribute: that of a part, or a method where the screen itself is meant."""

    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(
        self,
        desk: Desk,
        view: View,
        kept: Kept | None,
        template: str | None = None,
        talk: Callable[[], Talk] | None = None,
        left: Mapping[str, str] | None = None,
    ) -> None:
        """`kept`, `left`: what was written before, on this visit and on a former one; see `Writing`."""
        super().__init__()
        self.desk, self.view, self.template, self.talk = desk, view, template, talk
        self.title_bar, self.bar = TitleBar(desk.settings.company.name, id="title"), ThreadBar(id="bar")
        self.conversation, self.sheet = Conversation(id="talk"), DraftSheet(id="draft")
        self.checks = Checks(self, desk, self.sheet, lambda: self.writing.now, self._to_entry)
        self.writing = Writing(self, desk, view, self.sheet, self.checks, kept=kept, left=left)
        self.outcome = Outcome(self, desk, self.writing, self.checks)
        self.action_save = self.outcome.save
        self.action_changes = self.outcome.changes
        self.action_release = self.outcome.release
        self.action_export = self.outcome.export
        self.action_discard = self.outcome.discard
        self.action_sent = self.outcome.sent

    def compose(self) -> ComposeResult:
        yield self.title_bar
        with Horizontal(id="rooms"):
            with Vertical(id="thread"):
                yield self.bar
                yield self.conversation
            yield self.sheet
        yield KeyLine(show_command_palette=True)

    def on_mount(self) -> None:
        self.title_bar.show(self.desk.as_of, "draft")
        self.bar.show(self.view)
        self.conversation.show(self.view)
        self.writing.begin(self.template)

    def on_resize(self, event: Resize) -> None:
        narrow = event.size.width < BESIDE or self.app.has_class(LINEAR)
        if narrow and self.conversation.has_focus:  # what has the keys stays in sight
            self.add_class("-thread")
        self.set_class(narrow, "-narrow")
        self.set_class(event.size.height < 30, "-low")

    def unlogged(self) -> Iterator[KeptText]:
        if self.writing.kept is not None:
            unsaved = self.writing.unsaved
            yield KeptText(DRAFT, self.view.thread.id, unsaved.typed if unsaved else {})

    # What the widgets say

    @on(TextArea.Changed, "#text")
    @on(Input.Changed, "#subject")
    def _typed(self) -> None:
        self.checks.go_on()

    @on(Input.Changed, ".field Input")
    @on(TextArea.Changed, ".field TextArea")
    def _filled(self, event: Input.Changed | TextArea.Changed) -> None:
        value = event.value if isinstance(event, Input.Changed) else event.text_area.text
        self.writing.fill((event.control.name or "") if event.control else "", value)

    @on(Select.Changed, "#template")
    def _other_template(self, event: Select.Changed) -> None:
        if isinstance(event.value, str):
            self.writing.choose(event.value)

    @on(OptionList.OptionSelected, "#checks")
    def _to_finding(self, event: OptionList.OptionSelected) -> None:
        self.checks.go_to(int(event.option_id or 0))

    @on(OptionList.OptionSelected, "#facts")
    def _to_fact(self, event: OptionList.OptionSelected) -> None:
        if entry := (event.option_id or "").partition(":")[2]:
            self._to_entry(int(entry))

    def _to_entry(self, entry: int) -> bool:
        """Show it in the thread; False if it is not there."""
        if not self.conversation.go_to_entry(entry):
            return False
        self.add_class("-thread")
        return True

    # Going about

    def action_blank(self) -> None:
        now = self.writing.now
        if now is None or now.draft.missing or not self.checks.go_to_next():
            self.sheet.select_blank()

    def action_below(self) -> None:
        """To the checks, to the facts, and back to the text."""
        checks, facts = self.sheet.checks, self.sheet.facts
        if checks.has_focus or not (checks.display or facts.has_focus):
            self.add_class("-facts")
            facts.focus()
        elif facts.has_focus:
            self.remove_class("-facts")
            self.sheet.text.focus()
        else:
            self.remove_class("-facts")
            checks.focus()

    def action_other_side(self) -> None:
        if self.has_class("-narrow"):
            self.toggle_class("-thread")
            inside = self.has_class("-thread")
        else:
            inside = not self.conversation.has_focus
        (self.conversation if inside else self.sheet.text).focus()

    def action_back(self) -> None:
        if self.has_class("-thread"):
            self.action_other_side()
            return
        self.dismiss(self.writing.unsaved)

    def action_quit(self) -> None:
        """Leaving is the main screen's to decide: it knows what is kept."""
        self.action_back()

    # What opens over it

    def action_choose(self) -> None:
        from assistant.tui.screens.template_screen import TemplateScreen  # noqa: PLC0415 - only for who looks around

        if now := self.writing.now:
            self.app.push_screen(TemplateScreen(self.desk, self.view, now, self.writing.choices), self._chosen)

    def _chosen(self, draft: Draft | None) -> None:
        if draft is not None:
            self.writing.take(draft)

    def action_chat(self) -> None:
        from assistant.tui.screens.chat_screen import ChatScreen  # noqa: PLC0415 - only for who asks

        if self.talk is not None:
            self.app.push_screen(ChatScreen(self.talk(), self.view.thread.id), self._cited)

    def _cited(self, place: Place | None) -> None:
        if place is None:
            return
        if place.thread == self.view.thread.id and place.entry and self._to_entry(place.entry):
            self.conversation.focus()
            return
        title = f"{place.thread}#{place.entry}"
        work = partial(reading.read_aside, self.desk, place)
        self.job("aside", work, partial(self._read_out, title), holds=True)

    def _read_out(self, title: str, told: str) -> None:
        self.app.push_screen(TextScreen(title, inert(told)))

    def action_editor(self) -> None:
        area = self.sheet.text
        text = edit_outside(self, area.text)
        if text is not None:
            area.text = text
        area.focus()

"""A draft beside its thread: text and fields to be edited, the facts it rests on, what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.events import Resize
from textual.widgets import Input, Label, OptionList, Select, Static, TextArea
from textual.widgets.option_list import Option
from textual.widgets.text_area import Selection

from assistant.desk import Desk
from assistant.drafts.draft import Draft, with_text
from assistant.errors import AssistantError
from assistant.record.inert import inert_line
from assistant.services.kept_texts import Kept as KeptText
from assistant.tui import draft_text
from assistant.tui.draft_text import Choices, Kept
from assistant.tui.jobs import JobScreen
from assistant.tui.keeping import DRAFT
from assistant.tui.plain import LINEAR
from assistant.tui.timeline import View
from assistant.tui.widgets.bars import ThreadBar, TitleBar
from assistant.tui.widgets.choice import Choice
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.options import Options
from assistant.tui.words import MUTED

if TYPE_CHECKING:
    from assistant.tui.talk import Talk

BESIDE = 100
"""Columns from which the thread stands beside the text."""


class DraftPage(JobScreen):
    """What is shown and typed; keys are for `DraftScreen`."""

    def __init__(
        self,
        desk: Desk,
        view: View,
        kept: Kept | None,
        template: str | None = None,
        talk: Callable[[], Talk] | None = None,
        left: Mapping[str, str] | None = None,
    ) -> None:
        """`left`: what a former run of the program left unsaved; see `draft_text.revived`."""
        super().__init__()
        self.talk = talk
        self.desk, self.view, self.kept, self.template, self.left = desk, view, kept, template, left
        self.choices: tuple[Choices, ...] = ()
        self.written = ""
        """The text as the template gave it: while it stands unchanged, fields may write it anew."""
        self.on_file: tuple[str, str] | None = None
        """Subject and text as they were last saved."""

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        with Horizontal(id="rooms"):
            with Vertical(id="thread"):
                yield ThreadBar(id="bar")
                yield Conversation(id="talk")
            with Vertical(id="draft"):
                yield Choice([], prompt="template", id="template", compact=True)
                yield Static("preparing …", id="because", markup=False)
                yield Input(placeholder="subject", id="subject", compact=True)
                text = TextArea(id="text", compact=True)
                text.cursor_blink = False
                yield text
                yield VerticalScroll(id="fields", can_focus=False)
                yield Static("", id="missing", markup=False)
                yield Options(id="checks", markup=False, compact=True)
                yield Options(id="facts", markup=False, compact=True)
        yield KeyLine(show_command_palette=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self.desk.as_of, "draft")
        self.query_one(ThreadBar).show(self.view)
        self.query_one(Conversation).show(self.view)
        if self.kept is not None and self.template is None:
            self._begin(self.kept)
        else:
            begin = partial(draft_text.begin, self.desk, self.view, self.template, self.left)
            self.job("draft", begin, self._begin, self._hopeless, holds=True)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < BESIDE or self.app.has_class(LINEAR), "-narrow")
        self.set_class(event.size.height < 30, "-low")

    # What is shown

    def _begin(self, kept: Kept) -> None:
        if kept.first is not None and self.kept is None and not self.left:
            self.on_file = (kept.draft.subject, kept.draft.text)
        self.kept = kept
        self.job("choices", partial(draft_text.choices, self.desk, kept.draft), self._offer)
        self._show(kept.draft)
        self._lay_fields(kept)
        self.select_blank()

    def _hopeless(self, error: AssistantError) -> None:
        """Nothing can be drafted: say why on the thread."""
        self.app.notify(str(error), severity="warning", timeout=10, markup=False)
        self.dismiss(self.kept)

    def _offer(self, found: tuple[Choices, ...]) -> None:
        self.choices = found
        select = self.query_one("#template", Select)
        name = self.kept.draft.template.name if self.kept else found[0].name
        with select.prevent(Select.Changed):
            select.set_options([(Content(self._choice(c)), c.name) for c in found])
            select.value = name

    def _choice(self, choice: Choices) -> str:
        return inert_line(f"{choice.title} – fits" if choice.reason else choice.title)

    def _show(self, draft: Draft) -> None:
        """Put subject and text there, and the facts below."""
        self.written = draft.text
        area, subject = self.query_one("#text", TextArea), self.query_one("#subject", Input)
        with area.prevent(TextArea.Changed), subject.prevent(Input.Changed):
            if area.text != draft.text:
                area.text = draft.text
            subject.value = draft.subject
        self.query_one("#because", Static).update(Content(inert_line(draft.because)))
        facts = self.query_one("#facts", OptionList)
        facts.clear_options()
        for at, fact in enumerate(draft.facts):
            facts.add_option(
                Option(_fact(fact.label, fact.value, fact.entries), id=f"{at}:{(fact.entries or ('',))[0]}")
            )
        self._show_missing(draft)

    def _show_missing(self, draft: Draft) -> None:
        raise NotImplementedError

    def _lay_fields(self, kept: Kept) -> None:
        room = self.query_one("#fields", VerticalScroll)
        room.remove_children()
        for field in kept.draft.template.fields:
            label = f"{'* ' if field.required else '  '}{inert_line(field.label)}"
            value, hint = kept.fields.get(field.name, ""), inert_line(field.hint)
            line: Input | TextArea
            if field.multiline:
                line = TextArea(value, placeholder=Content(hint), compact=True, name=field.name)
                line.cursor_blink = False
            else:
                line = Input(value, placeholder=hint, compact=True, name=field.name)
            room.mount(Horizontal(Label(Content(label), markup=False), line, classes="field"))

    # What is typed

    def _now(self) -> Kept | None:
        """The draft with the text as it stands on the screen."""
        if self.kept is None:
            return None
        try:
            text, subject = self.query_one("#text", TextArea).text, self.query_one("#subject", Input).value
        except NoMatches:
            return self.kept
        return structs.replace(self.kept, draft=with_text(self.kept.draft, text, subject))

    @property
    def unsaved(self) -> Kept | None:
        """The draft as it stands, if anything of it was written by hand and is not in the record."""
        now = self._now()
        if now is None or self.on_file == (now.draft.subject, now.draft.text):
            return None
        written = now.first is not None or now.draft.text != self.written or any(now.fields.values())
        return now if written or self.left else None

    def unlogged(self) -> Iterator[KeptText]:
        if self.kept is not None:
            yield KeptText(DRAFT, self.view.thread.id, self.unsaved.typed if self.unsaved else {})

    @on(Input.Changed, ".field Input")
    @on(TextArea.Changed, ".field TextArea")
    def _filled(self, event: Input.Changed | TextArea.Changed) -> None:
        now, name = self._now(), (event.control.name or "") if event.control else ""
        value = event.value if isinstance(event, Input.Changed) else event.text_area.text
        if now is None or now.fields.get(name, "") == value:
            return
        fields = {**now.fields, name: value}
        self.kept = structs.replace(self.kept, fields=fields) if self.kept else None
        if now.draft.text != self.written:
            self._fill_in(name, now.fields.get(name, ""), value)
            return
        template = now.draft.template.name
        filled = {key: value for key, value in fields.items() if value.strip()}
        self.job("fields", partial(self.desk.draft, self.view.thread, template, filled), self._refill, self._bad_field)

    def _refill(self, draft: Draft) -> None:
        if self.kept and draft.template.name == self.kept.draft.template.name:
            self.kept = structs.replace(self.kept, draft=draft)
            self._show(draft)

    def _fill_in(self, name: str, before: str, value: str) -> None:
        """The text was edited by hand: only the field's mark, or what stood for it, is replaced."""
        area = self.query_one("#text", TextArea)
        mark = next((f.mark for f in (self.kept.draft.template.fields if self.kept else ()) if f.name == name), "")
        old = mark if mark in area.text else before
        if old and old in area.text:
            area.text = area.text.replace(old, value or mark, 1)

    def _bad_field(self, error: AssistantError) -> None:
        told = self.query_one("#missing", Static)
        told.add_class("-open")
        told.update(Content(f"⚠ {error}"))

    @on(Select.Changed, "#template")
    def _other_template(self, event: Select.Changed) -> None:
        now, name = self._now(), event.value
        if now is None or not isinstance(name, str) or name == now.draft.template.name:
            return
        if name in now.others:
            self._other(now.others[name])
        else:
            self.job("draft", partial(self.desk.draft, self.view.thread, name), self._other, self._no_template)

    def _other(self, draft: Draft) -> None:
        """Another text takes its place; what was written on this one is kept."""
        if now := self._now():
            others = {**now.others, now.draft.template.name: now.draft}
            self.kept = structs.replace(now, others=others, draft=draft, fields={})
            self._offer(self.choices)
            self._show(draft)
            self._lay_fields(self.kept)

    def _no_template(self, error: AssistantError) -> None:
        self.on_trouble(error)
        self._offer(self.choices)

    @on(OptionList.OptionSelected, "#facts")
    def _to_fact(self, event: OptionList.OptionSelected) -> None:
        entry = (event.option_id or "").partition(":")[2]
        if entry and self.query_one(Conversation).go_to_entry(int(entry)):
            self.add_class("-thread")

    def select_blank(self) -> None:
        """Select the next mark of something missing, so that typing takes its place."""
        area = self.query_one("#text", TextArea)
        area.focus()
        start = len(area.get_text_range((0, 0), max(area.selection)))
        marks = [f.mark for f in self.kept.draft.template.fields] if self.kept else []
        found = [at for mark in marks for at in (area.text.find(mark, start), area.text.find(mark)) if at >= 0]
        if found:
            at = next((at for at in sorted(found) if at >= start), min(found))
            mark = next(mark for mark in marks if area.text.startswith(mark, at))
            area.selection = Selection(location(area.text, at), location(area.text, at + len(mark)))
            self.call_after_refresh(area.scroll_cursor_visible)


def location(text: str, at: int) -> tuple[int, int]:
    """Line and column of the character `at`."""
    before = text[:at].split("\n")
    return len(before) - 1, len(before[-1])


def _fact(label: str, value: str, entries: tuple[int, ...]) -> Content:
    numbers = " ".join(f"#{n}" for n in entries) or "configuration"
    return Content.assemble((f"{label}: ", MUTED), inert_line(value), (f"  {numbers}", "$primary"))

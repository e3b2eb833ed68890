"""A draft beside its thread: text and fields to be edited, the facts it rests on, what is still missing.

It ends with what must be kept: None once everything is in the record.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec import structs
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.events import Resize
from textual.widgets import Footer, Input, Label, OptionList, Select, Static, TextArea
from textual.widgets.option_list import Option
from textual.widgets.text_area import Selection

from assistant.desk import Desk
from assistant.drafts.draft import Draft, with_text
from assistant.drafts.edit import edit_text
from assistant.drafts.export import write_draft
from assistant.errors import AssistantError, UsageProblem
from assistant.record.dates import parse_day
from assistant.record.entry import Line
from assistant.record.inert import inert_line
from assistant.tui import draft_text, reading
from assistant.tui.draft_text import Choices, Kept
from assistant.tui.form_screen import Answers, Field, FormScreen
from assistant.tui.jobs import JobScreen
from assistant.tui.keys import help_text
from assistant.tui.palette import Offer
from assistant.tui.text_screen import TextScreen
from assistant.tui.timeline import View
from assistant.tui.widgets.bars import ThreadBar, TitleBar
from assistant.tui.widgets.conversation import Conversation

BESIDE = 100
"""Columns from which the thread stands beside the text."""
CHANNELS = ("letter", "email", "portal", "meeting", "call", "other")
KEYS = (
    Binding("ctrl+s", "save", "Save", id="draft.save", priority=True, tooltip="Save the draft in the record"),
    Binding("f7", "blank", "Next blank", id="draft.blank", tooltip="Select the next thing that is missing"),
    Binding("f3", "editor", "Editor", id="draft.editor", tooltip="Write in $VISUAL or $EDITOR"),
    Binding("f4", "export", "Export", id="draft.export", tooltip="Write an .eml or .txt file to send"),
    Binding("f8", "sent", "Sent", id="draft.sent", tooltip="It went out: log it and settle what it answers"),
    Binding("f6", "other_side", "Thread", id="draft.side", tooltip="Between the thread and the text"),
    Binding("f1", "help", "Help", id="draft.help", tooltip="These keys"),
    Binding("escape", "back", "Back", id="draft.back", tooltip="Back to the thread; the text is kept"),
)


class DraftScreen(JobScreen):
    CSS_PATH = "draft_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk, view: View, kept: Kept | None, template: str | None = None) -> None:
        super().__init__()
        self.desk, self.view, self.kept, self.template = desk, view, kept, template
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
                yield Select[str]([], prompt="template", id="template", compact=True)
                yield Static("preparing …", id="because", markup=False)
                yield Input(placeholder="subject", id="subject", compact=True)
                text = TextArea(id="text", compact=True)
                text.cursor_blink = False
                yield text
                yield VerticalScroll(id="fields", can_focus=False)
                yield Static("", id="missing", markup=False)
                yield OptionList(id="facts", markup=False, compact=True)
        yield Footer(show_command_palette=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self.desk.as_of, "draft")
        self.query_one(ThreadBar).show(self.view)
        self.query_one(Conversation).show(self.view)
        if self.kept is not None and self.template is None:
            self._begin(self.kept)
        else:
            self.job(
                "draft", partial(draft_text.begin, self.desk, self.view, self.template), self._begin, self._hopeless
            )

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < BESIDE, "-narrow")
        self.set_class(event.size.height < 30, "-low")

    # What is shown

    def _begin(self, kept: Kept) -> None:
        if kept.first is not None and self.kept is None:
            self.on_file = (kept.draft.subject, kept.draft.text)
        self.kept = kept
        self.job("choices", partial(draft_text.choices, self.desk, kept.draft), self._offer)
        self._show(kept.draft)
        self._lay_fields(kept)
        self.action_blank()

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
        told = self.query_one("#missing", Static)
        told.set_class(bool(draft.missing), "-open")
        if draft.missing:
            names = ", ".join(field.label for field in draft.missing)
            told.update(Content(f"⚠ still missing: {inert_line(names)}"))
        else:
            told.update(Content("✓ nothing is missing"))

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

    @on(TextArea.Changed, "#text")
    @on(Input.Changed, "#subject")
    def _typed(self) -> None:
        if now := self._now():
            self._show_missing(now.draft)

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
        others = {**now.others, now.draft.template.name: now.draft}
        self.kept = structs.replace(now, others=others)
        if name in others:
            self._changed(others[name])
        else:
            self.job("draft", partial(self.desk.draft, self.view.thread, name), self._changed, self._no_template)

    def _changed(self, draft: Draft) -> None:
        if self.kept:
            self.kept = structs.replace(self.kept, draft=draft, fields={})
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

    # Keys

    def action_save(self) -> None:
        if now := self._now():
            self._log(now, "editing", "Draft saved")

    def _log(self, now: Kept, state: draft_text.DraftState, told: str) -> None:
        work = partial(self.desk.decide, self.view.thread.id, lambda _: draft_text.save(now, self._who(), state))
        self.job("write", work, partial(self._saved, now, told), replaces=False)

    def _who(self) -> draft_text.Who:
        return reading.who(self.desk, self.view.thread.id)

    def _saved(self, now: Kept, told: str, lines: tuple[Line, ...]) -> None:
        first = now.first if now.first is not None else lines[0].n
        if self.kept:
            self.kept = structs.replace(self.kept, first=first)
        self.on_file = (now.draft.subject, now.draft.text)
        self.notify(f"{told} as #{lines[0].n}", markup=False)

    def action_blank(self) -> None:
        """Select the next mark of something missing, so that typing takes its place."""
        area = self.query_one("#text", TextArea)
        area.focus()
        start = area.document.get_index_from_location(area.selection.end)
        marks = [f.mark for f in self.kept.draft.template.fields] if self.kept else []
        found = [at for mark in marks for at in (area.text.find(mark, start), area.text.find(mark)) if at >= 0]
        if found:
            at = next((at for at in sorted(found) if at >= start), min(found))
            mark = next(mark for mark in marks if area.text.startswith(mark, at))
            place = area.document.get_location_from_index
            area.selection = Selection(place(at), place(at + len(mark)))
            area.scroll_cursor_visible()

    def action_editor(self) -> None:
        area = self.query_one("#text", TextArea)
        try:
            with self.app.suspend():
                text = edit_text(area.text)
        except SuspendNotSupported:
            self.notify("This terminal cannot hand over to an editor", severity="warning", markup=False)
        except AssistantError as error:
            self.on_trouble(error)
        else:
            area.text = text
        area.focus()

    def action_export(self) -> None:
        now = self._now()
        if now is None:
            return
        if now.draft.missing:
            self._still_missing(now.draft)
            return
        name = f"{self.view.thread.id}-{now.draft.template.name}.eml"
        fields = (
            Field("path", "File", value=str(Path.cwd() / name), hint=".eml opens as an unsent message; or .txt"),
            Field("there", "If it exists", "choice", "keep", choices=(("keep", "leave it"), ("over", "write over it"))),
        )
        self.app.push_screen(FormScreen("Export the draft", fields, partial(self._export, now), "Write"))

    def _still_missing(self, draft: Draft) -> None:
        names = ", ".join(inert_line(field.label) for field in draft.missing)
        self.notify(f"Not yet: {names} is still missing", severity="warning", markup=False)

    def _export(self, now: Kept, answers: Answers) -> None:
        if not answers["path"]:
            raise UsageProblem("which file?")
        path = write_draft(now.draft, Path(answers["path"]).expanduser(), overwrite=answers["there"] == "over")
        self.app.call_from_thread(self._log, now, "exported", f"Written to {path.name}; saved")

    def action_sent(self) -> None:
        now = self._now()
        if now is None:
            return
        if now.draft.missing:
            self._still_missing(now.draft)
            return
        open_now = [o for o in self.view.thread.obligations if o.is_open and o.owed_by == "company"]
        ticks = tuple((str(o.n), f"#{o.n} {inert_line(o.words)}") for o in open_now)
        fields = (
            Field("day", "Sent on", value=self.view.today.isoformat()),
            Field(
                "channel",
                "As",
                "choice",
                "email" if now.draft.in_reply_to else "letter",
                choices=tuple((c, c) for c in CHANNELS),
            ),
            *(
                (Field("answers", "It answers", "ticks", ",".join(map(str, now.draft.answers)), choices=ticks),)
                if ticks
                else ()
            ),
            Field(
                "how", "Which are then", "choice", "full", choices=(("full", "settled"), ("part", "answered in part"))
            ),
        )
        self.app.push_screen(FormScreen("It was sent", fields, partial(self._send, now), "Log it"))

    def _send(self, now: Kept, answers: Answers) -> None:
        day = parse_day(answers["day"])
        chosen = [int(n) for n in answers.get("answers", "").split(",") if n]
        channel = next((c for c in CHANNELS if c == answers["channel"]), "letter")

        def decide(thread: draft_text.Thread) -> list[draft_text.NewEntry]:
            return draft_text.send(
                thread,
                now,
                self._who(),
                day=day,
                channel=channel,  # type: ignore[arg-type]  # one of CHANNELS
                answers=chosen,
                partly=answers["how"] == "part",
            )

        lines = self.desk.decide(self.view.thread.id, decide)
        self.app.call_from_thread(self._gone, lines)

    def _gone(self, lines: tuple[Line, ...]) -> None:
        self.app.notify(f"Logged as sent, #{lines[0].n}", markup=False)
        self.kept = None
        self.call_after_refresh(self.dismiss, None)

    def action_other_side(self) -> None:
        talk = self.query_one(Conversation)
        if self.has_class("-narrow"):
            self.toggle_class("-thread")
            inside = self.has_class("-thread")
        else:
            inside = not talk.has_focus
        (talk if inside else self.query_one("#text", TextArea)).focus()

    def action_help(self) -> None:
        self.app.push_screen(TextScreen("Keys of the draft", help_text((("Draft", KEYS),), commands=False)))

    def action_back(self) -> None:
        if self.has_class("-thread"):
            self.action_other_side()
            return
        now = self._now()
        same = now is not None and self.on_file == (now.draft.subject, now.draft.text)
        untouched = (
            now is not None and now.first is None and now.draft.text == self.written and not any(now.fields.values())
        )
        self.dismiss(None if now is None or same or untouched else now)

    def action_quit(self) -> None:
        """Leaving is the main screen's to decide: it knows what is kept."""
        self.action_back()

    def palette_offers(self) -> list[Offer]:
        return [(b.tooltip or b.description, f"key {b.key}", partial(self._run, b.action)) for b in KEYS]

    def _run(self, action: str) -> None:
        self.call_later(self.run_action, action)


def _fact(label: str, value: str, entries: tuple[int, ...]) -> Content:
    numbers = " ".join(f"#{n}" for n in entries) or "configuration"
    return Content.assemble((f"{label}: ", "dim"), inert_line(value), (f"  {numbers}", "$primary"))

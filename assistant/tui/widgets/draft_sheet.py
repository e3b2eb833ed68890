"""The sheet on which a draft is written: template, subject and text, fields to fill in, what is found, the facts.

Given a draft, it shows it; it knows places in the text, and nothing of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Select, Static, TextArea
from textual.widgets.option_list import Option
from textual.widgets.text_area import Selection

from assistant.drafts.draft import Draft
from assistant.drafts.findings import Finding, Severity
from assistant.record.inert import inert_line
from assistant.tui.draft_text import Choices, place_of
from assistant.tui.widgets.choice import Choice
from assistant.tui.widgets.line_input import LineInput
from assistant.tui.widgets.options import Options
from assistant.tui.words import MUTED

SIGNS: dict[Severity, tuple[str, str]] = {
    "blocks": ("✗ ", "bold $text-error"),
    "warns": ("⚠ ", "$text-warning"),
    "offers": ("◇ ", "$accent"),
}
STANDS: dict[Severity, str] = {"blocks": "Against it", "warns": "To look at", "offers": "On offer"}


class Written(TextArea):
    """The text; where its room changes, the cursor stays in sight."""

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_cursor_visible)


class DraftSheet(Vertical):
    """Its widgets are its attributes; the screen hears what they post."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.template = Choice([], prompt="template", id="template", compact=True)
        self.because = Static("preparing …", id="because", markup=False)
        self.subject = LineInput(placeholder="subject", id="subject", compact=True)
        self.text = Written(id="text", compact=True)
        self.text.cursor_blink = False
        self.fields = VerticalScroll(id="fields", can_focus=False)
        self.missing = Static("", id="missing", markup=False)
        self.checks = Options(id="checks", markup=False, compact=True)
        self.facts = Options(id="facts", markup=False, compact=True)
        self.draft: Draft | None = None
        """As it was put there last; a person may have gone on writing since."""

    def compose(self) -> ComposeResult:
        yield self.template
        yield self.because
        yield self.subject
        yield self.text
        yield self.fields
        yield self.missing
        yield self.checks
        yield self.facts

    # What is shown

    def show(self, draft: Draft) -> None:
        """Put subject and text there, and the facts below."""
        self.draft = draft
        with self.text.prevent(TextArea.Changed), self.subject.prevent(Input.Changed):
            if self.text.text != draft.text:
                self.text.text = draft.text
            self.subject.value = draft.subject
        self.because.update(Content(inert_line(draft.because)))
        self.facts.clear_options()
        for at, fact in enumerate(draft.facts):
            told = _fact(fact.label, fact.value, fact.entries)
            self.facts.add_option(Option(told, id=f"{at}:{(fact.entries or ('',))[0]}"))

    def offer(self, choices: Sequence[Choices], name: str) -> None:
        """Offer these templates; that of `name` is in use."""
        with self.template.prevent(Select.Changed):
            self.template.set_options([(Content(_choice(c)), c.name) for c in choices])
            self.template.value = name

    def lay_fields(self, draft: Draft, filled: Mapping[str, str]) -> None:
        """A line for each field of the draft's template, with what was filled in."""
        self.fields.remove_children()
        for field in draft.template.fields:
            label = f"{'* ' if field.required else '  '}{inert_line(field.label)}"
            value, hint = filled.get(field.name, ""), inert_line(field.hint)
            line: Input | TextArea
            if field.multiline:
                line = TextArea(value, placeholder=Content(hint), compact=True, name=field.name)
                line.cursor_blink = False
            else:
                line = LineInput(value, placeholder=hint, compact=True, name=field.name)
            self.fields.mount(Horizontal(Label(Content(label), markup=False), line, classes="field"))

    def say(self, told: str, *, still_open: bool) -> None:
        """In one line, how the draft stands."""
        self.missing.set_class(still_open, "-open")
        self.missing.update(Content(told))

    def list_findings(self, found: Iterable[Finding], *, spoken: bool) -> bool:
        """Those that are not about a field, each by its place in `found`; whether there are any."""
        shown = [(place, one) for place, one in enumerate(found) if one.kind != "field"]
        at, line = self.checks.highlighted, _said if spoken else _line
        self.checks.clear_options()
        self.checks.add_options([Option(line(one), id=str(place)) for place, one in shown])
        self.checks.display = bool(shown)
        if shown:
            self.checks.highlighted = min(at or 0, len(shown) - 1)
        return bool(shown)

    # Places in the text

    @property
    def behind(self) -> int:
        """The character behind the cursor, or behind what is selected."""
        return len(self.text.get_text_range((0, 0), max(self.text.selection)))

    def select(self, start: int, end: int) -> None:
        """Characters of the text."""
        self.text.focus()
        self.text.selection = Selection(_location(self.text.text, start), _location(self.text.text, end))
        self.call_after_refresh(self.text.scroll_cursor_visible)

    def select_words(self, finding: Finding) -> None:
        """Those that it is about, wherever they stand by now."""
        self.select(*place_of(finding, self.text.text))

    def select_blank(self) -> None:
        """Select the next mark of something missing, so that typing takes its place."""
        text, start = self.text.text, self.behind
        marks = [field.mark for field in self.draft.template.fields] if self.draft else []
        found = [at for mark in marks for at in (text.find(mark, start), text.find(mark)) if at >= 0]
        if not found:
            self.text.focus()
            return
        at = next((at for at in sorted(found) if at >= start), min(found))
        mark = next(mark for mark in marks if text.startswith(mark, at))
        self.select(at, at + len(mark))

    def fill_in(self, mark: str, before: str, value: str) -> None:
        """Put `value` for the mark, or for what stood for it before, and leave the rest as it was written."""
        text = self.text.text
        old = mark if mark in text else before
        if old and old in text:
            self.text.text = text.replace(old, value or mark, 1)


def _location(text: str, at: int) -> tuple[int, int]:
    """Line and column of the character `at`."""
    before = text[:at].split("\n")
    return len(before) - 1, len(before[-1])


def _choice(choice: Choices) -> str:
    return inert_line(f"{choice.title} – fits" if choice.reason else choice.title)


def _fact(label: str, value: str, entries: tuple[int, ...]) -> Content:
    numbers = " ".join(f"#{n}" for n in entries) or "configuration"
    return Content.assemble((f"{label}: ", MUTED), inert_line(value), (f"  {numbers}", "$primary"))


def _line(finding: Finding) -> Content:
    sign, role = SIGNS[finding.severity]
    entries = "  ".join(f"#{n}" for n in finding.entries)
    return Content.assemble((sign, role), inert_line(finding.told), (f"  {entries}" if entries else "", "$primary"))


def _said(finding: Finding) -> Content:
    """The same as a sentence."""
    entries = f" Entries: {', '.join(f'#{n}' for n in finding.entries)}." if finding.entries else ""
    return Content(f"{STANDS[finding.severity]}: {inert_line(finding.told).rstrip('.')}.{entries}")

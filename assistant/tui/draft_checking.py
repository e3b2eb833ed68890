"""A draft held against the record while it is written: what the checks find, and the way to each place in the text.

The checks run in a worker on the text as it stands, a moment after the last key; an older answer is void.
"""

from __future__ import annotations

from functools import partial

from textual import on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option
from textual.widgets.text_area import Selection

from assistant.clocks.wording import counted
from assistant.drafts.draft import Draft
from assistant.drafts.findings import Finding, Severity
from assistant.errors import AssistantError
from assistant.record.inert import inert_line
from assistant.tui import draft_text
from assistant.tui.draft_page import DraftPage, location
from assistant.tui.plain import LINEAR
from assistant.tui.spoken import plainly
from assistant.tui.widgets.conversation import Conversation

PAUSE = 0.35
"""Seconds without a key before the checks run."""
SIGNS: dict[Severity, tuple[str, str]] = {
    "blocks": ("✗ ", "bold $text-error"),
    "warns": ("⚠ ", "$text-warning"),
    "offers": ("◇ ", "$accent"),
}


class CheckedPage(DraftPage):
    """The page with its checks; keys are for `DraftScreen`."""

    found: tuple[Finding, ...] = ()
    waiting: Timer | None = None

    @on(TextArea.Changed, "#text")
    @on(Input.Changed, "#subject")
    def _typed(self) -> None:
        if now := self._now():
            self._sum_up(now.draft, None)
            self._check_soon()

    def _show_missing(self, draft: Draft) -> None:
        """The page has put another text there: what was found of the one before says nothing about it."""
        self.found = ()
        self._list()
        self._sum_up(draft, None)
        self._check_soon()

    def _check_soon(self) -> None:
        if self.waiting is not None:
            self.waiting.stop()
        self.waiting = self.set_timer(PAUSE, self._check)

    def _check(self) -> None:
        now = self._now()
        if now is not None:
            work = partial(draft_text.findings, self.desk, now)
            self.job("checks", work, partial(self._checked, now.draft), self._unchecked)

    def _checked(self, draft: Draft, found: tuple[Finding, ...]) -> None:
        now = self._now()
        if now is not None and (now.draft.text, now.draft.subject) == (draft.text, draft.subject):
            self.found = found
            self._say(draft, found)

    def _unchecked(self, error: AssistantError) -> None:
        self._tell(f"⚠ not checked: {inert_line(str(error))}", open_=True)

    def _say(self, draft: Draft, found: tuple[Finding, ...]) -> None:
        self._sum_up(draft, found)
        self._list()

    def _sum_up(self, draft: Draft, found: tuple[Finding, ...] | None) -> None:
        """In one line what is missing and what stands against it; None: that is being looked for."""
        missing = inert_line(", ".join(field.label for field in draft.missing))
        parts = [f"⚠ still missing: {missing}"] if missing else []
        blocking = sum(one.severity == "blocks" and one.kind != "field" for one in found or ())
        warning = sum(one.severity == "warns" for one in found or ())
        parts += [f"✗ {counted(blocking, 'thing')} against it"] if blocking else []
        parts += [f"⚠ {warning} to look at"] if warning else []
        good = "✓ nothing is missing" + (", nothing stands against it" if found is not None else " · checking …")
        told = " · ".join(parts) or good
        self._tell(f"{plainly(told)}." if self.linear else told, open_=bool(parts))

    @property
    def linear(self) -> bool:
        """Signs and places tell nothing: see `plain`."""
        return self.app.has_class(LINEAR)

    def _list(self) -> None:
        checks = self.query_one("#checks", OptionList)
        shown = [(place, one) for place, one in enumerate(self.found) if one.kind != "field"]
        at = checks.highlighted
        line = _said if self.linear else _line
        checks.clear_options()
        checks.add_options([Option(line(one), id=str(place)) for place, one in shown])
        checks.display = bool(shown)
        self.set_class(bool(shown), "-against")
        if shown:
            checks.highlighted = min(at or 0, len(shown) - 1)

    def _tell(self, told: str, *, open_: bool) -> None:
        line = self.query_one("#missing", Static)
        line.set_class(open_, "-open")
        line.update(Content(told))

    @on(OptionList.OptionSelected, "#checks")
    def _to_finding(self, event: OptionList.OptionSelected) -> None:
        self.show_finding(self.found[int(event.option_id or 0)])

    def show_finding(self, finding: Finding) -> None:
        """Select its words in the text; what is about the whole leads to the entry that it names."""
        if finding.part == "subject":
            self.query_one("#subject", Input).focus()
        elif finding.part == "text":
            area = self.query_one("#text", TextArea)
            start, end = draft_text.place_of(finding, area.text)
            area.focus()
            area.selection = Selection(location(area.text, start), location(area.text, end))
            self.call_after_refresh(area.scroll_cursor_visible)
        elif finding.entries and self.query_one(Conversation).go_to_entry(finding.entries[0]):
            self.add_class("-thread")

    def next_finding(self) -> bool:
        """The next thing in the text that blocks or warns, behind the cursor and round again."""
        area = self.query_one("#text", TextArea)
        at = len(area.get_text_range((0, 0), max(area.selection)))
        places = [f for f in self.found if f.part == "text" and f.severity != "offers"]
        if not places:
            return False
        self.show_finding(next((f for f in places if f.start >= at), places[0]))
        return True


STANDS: dict[Severity, str] = {"blocks": "Against it", "warns": "To look at", "offers": "On offer"}


def _said(finding: Finding) -> Content:
    """The same as a sentence."""
    entries = f" Entries: {', '.join(f'#{n}' for n in finding.entries)}." if finding.entries else ""
    return Content(f"{STANDS[finding.severity]}: {inert_line(finding.told).rstrip('.')}.{entries}")


def _line(finding: Finding) -> Content:
    sign, role = SIGNS[finding.severity]
    entries = "  ".join(f"#{n}" for n in finding.entries)
    return Content.assemble((sign, role), inert_line(finding.told), (f"  {entries}" if entries else "", "$primary"))

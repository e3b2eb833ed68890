"""A draft held against the record while it is written: what the checks find, and the way to each place in the text.

The checks run in a worker on the text as it stands, a moment after the last key; an older answer is void.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.timer import Timer

from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.drafts.draft import Draft
from assistant.drafts.findings import Finding
from assistant.errors import AssistantError
from assistant.record.inert import inert_line
from assistant.tui import draft_text
from assistant.tui.draft_text import Kept
from assistant.tui.jobs import JobScreen
from assistant.tui.plain import LINEAR
from assistant.tui.spoken import plainly
from assistant.tui.widgets.draft_sheet import DraftSheet

PAUSE = 0.35
"""Seconds without a key before the checks run."""


class Checks:
    """Shows on the sheet what is found of it."""

    def __init__(
        self,
        screen: JobScreen,
        desk: Desk,
        sheet: DraftSheet,
        now: Callable[[], Kept | None],
        to_entry: Callable[[int], object],
    ) -> None:
        """`now`: the draft as it stands; `to_entry` shows an entry of its thread."""
        self.screen, self.desk, self.sheet, self.now, self.to_entry = screen, desk, sheet, now, to_entry
        self.found: tuple[Finding, ...] = ()
        self._soon: Timer | None = None

    def begin(self, draft: Draft) -> None:
        """Another text stands there: what was found of the one before says nothing about it."""
        self.found = ()
        self._list()
        self._sum_up(draft, None)
        self.run_soon()

    def go_on(self) -> None:
        """Somebody types."""
        if now := self.now():
            self._sum_up(now.draft, None)
            self.run_soon()

    def run_soon(self) -> None:
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.screen.set_timer(PAUSE, self._run)

    def _run(self) -> None:
        if now := self.now():
            work = partial(draft_text.findings, self.desk, now)
            self.screen.job("checks", work, partial(self._checked, now.draft), self._unchecked)

    def _checked(self, draft: Draft, found: tuple[Finding, ...]) -> None:
        now = self.now()
        if now is not None and (now.draft.text, now.draft.subject) == (draft.text, draft.subject):
            self.found = found
            self._sum_up(draft, found)
            self._list()

    def _unchecked(self, error: AssistantError) -> None:
        self.sheet.say(f"⚠ not checked: {inert_line(str(error))}", still_open=True)

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
        self.sheet.say(f"{plainly(told)}." if self._spoken else told, still_open=bool(parts))

    @property
    def _spoken(self) -> bool:
        """Signs and places tell nothing: see `plain`."""
        return self.screen.app.has_class(LINEAR)

    def _list(self) -> None:
        self.screen.set_class(self.sheet.list_findings(self.found, spoken=self._spoken), "-against")

    # Going there

    def go_to(self, place: int) -> None:
        """Of those found, the one at `place`."""
        self._show(self.found[place])

    def go_to_next(self) -> bool:
        """The next thing in the text that blocks or warns, behind the cursor and round again."""
        places = [f for f in self.found if f.part == "text" and f.severity != "offers"]
        if not places:
            return False
        at = self.sheet.behind
        self._show(next((f for f in places if f.start >= at), places[0]))
        return True

    def _show(self, finding: Finding) -> None:
        """Select its words in the text; what is about the whole leads to the entry that it names."""
        if finding.part == "subject":
            self.sheet.subject.focus()
        elif finding.part == "text":
            self.sheet.select_words(finding)
        elif finding.entries:
            self.to_entry(finding.entries[0])

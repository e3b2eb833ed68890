"""What a check before release is given: the draft, the record it is held against, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from assistant.clocks.calendars import Calendar
from assistant.clocks.gap import Gap
from assistant.config import Settings
from assistant.drafts.draft import Draft
from assistant.drafts.findings import Part
from assistant.grounding.evidence import Elsewhere, Evidence, evidence_of
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Thread


class Release(Struct, frozen=True):
    draft: Draft
    thread: Thread
    """As of the day."""
    gaps: tuple[Gap, ...]
    settings: Settings
    as_of: date
    calendar: Calendar
    others: tuple[Elsewhere, ...] = ()
    """Other threads whose references the text might name."""
    beside: tuple[Thread, ...] = ()
    """Other threads that it speaks of, as of the day."""
    bounced: tuple[Thread, ...] = ()
    """Other threads with the regulator that name a recipient of whom a mail came back."""
    saved: SavedDraft | None = None
    """The draft in the record, if it is there."""

    def evidence(self, as_of: date) -> Evidence:
        """What the record holds, with days counted to `as_of`."""
        return evidence_of(
            [self.thread, *self.beside], self.gaps, self.settings, as_of, others=self.others, calendar=self.calendar
        )

    def parts(self) -> Iterator[tuple[Part, str]]:
        yield "subject", self.draft.subject
        yield "text", self.draft.text

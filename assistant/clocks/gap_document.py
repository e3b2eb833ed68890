"""A gap as scripts and services are told it: the fields of one gap in JSON, in their order."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from assistant.clocks.gap import Gap
from assistant.clocks.wording import long_date

FIELDS = (
    "id", "kind", "state", "thread", "regulator", "owed_by", "opened_by", "step", "due", "days_over", "statutory",
    "estimated", "snoozed_until", "summary", "suggests", "rule", "step_due", "words", "partial", "owner", "severity",
    "tags", "due_time", "confidential",
)  # fmt: skip
"""Promised: none is ever removed or renamed."""


def as_document(gap: Gap, *, repeat: bool = False) -> dict[str, Any]:
    """`repeat`: it may have been reported before, by a run that was interrupted."""
    return {**{field: getattr(gap, field) for field in FIELDS}, "repeat": repeat}


def without_words(gap: Gap) -> Gap:
    """The same for a place where confidential words must not go; itself if it has none."""
    if not gap.confidential:
        return gap
    summary = f"{gap.thread}: {gap.kind}, due {long_date(gap.due)}; its words are withheld, they are confidential."
    return structs.replace(gap, summary=summary, words="", tags=())

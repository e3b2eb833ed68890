"""A gap as scripts and services are told it: the fields of one gap in JSON, in their order."""

from __future__ import annotations

from typing import Any

from assistant.clocks.gap import Gap

FIELDS = (
    "id", "kind", "state", "thread", "regulator", "owed_by", "opened_by", "step", "due", "days_over", "statutory",
    "estimated", "snoozed_until", "summary", "suggests", "rule", "step_due", "words", "partial", "owner", "severity",
    "tags", "due_time",
)  # fmt: skip
"""Promised: none is ever removed or renamed."""


def as_document(gap: Gap, *, repeat: bool = False) -> dict[str, Any]:
    """`repeat`: it may have been reported before, by a run that was interrupted."""
    return {**{field: getattr(gap, field) for field in FIELDS}, "repeat": repeat}

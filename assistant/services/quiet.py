"""Matters that ended long ago without anybody saying so: what five years of imported mail are full of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from assistant.desk import Desk
from assistant.record.decisions import close
from assistant.record.index_rows import Summary
from assistant.record.store import TRAY

LONG = timedelta(days=365)
"""A silence after which a matter may well be over."""
MANY = 10
"""New threads that make an import one of an archive, not of a day's mail."""


def long_ago(desk: Desk, opened: int) -> date | None:
    """The day since which who has just imported `opened` new threads may look for quiet ones; None for a few."""
    return desk.today() - LONG if opened >= MANY else None


def quiet_since(desk: Desk, day: date, regulator: str | None = None) -> tuple[Summary, ...]:
    """The open threads in which nobody wrote on that day or later, the latest first; call `desk.refresh` before.

    Those stay out of it in which a person opened something that is not settled: it was looked at, and waits.
    """
    return tuple(s for s in desk.summaries() if _is_quiet(s, day) and regulator in {None, s.regulator})


def _is_quiet(summary: Summary, day: date) -> bool:
    last = max(summary.last_in or "", summary.last_out or "")
    decided = summary.open_requests + summary.open_commitments
    return (
        summary.closed is None and summary.regulator != TRAY and bool(last) and last < day.isoformat() and not decided
    )


def close_quiet(desk: Desk, found: Iterable[Summary], reason: str, day: date | None = None) -> None:
    """Close each of them as of `day`, by default now; what they write later is owed an answer all the same."""
    for summary in found:
        desk.decide(summary.thread, lambda now: close(now, desk.author, reason=reason, day=day))

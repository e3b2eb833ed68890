"""Which threads an answer has to read where a question names none: as few as the index can tell.

A list of ten thousand threads is at hand in milliseconds; reading one takes as long as a hundred of its lines. Nothing
that could belong to the answer is left out here; how many of these are read is decided by the inquiry, which says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from assistant.chat.reading import Reading
from assistant.record.index_rows import Summary

OPEN = frozenset({"open", "ball", "draft"})
"""Intents that are about what somebody owes."""
DATED = frozenset({"due", "next"})
"""Intents that are about due days."""
SPOKEN = frozenset({"said", "heard", "changed", "count", "contacts", "when", "happened"})
"""Intents that are about messages; those of a thread lie between its opening and its latest one."""


def worth_reading(
    reading: Reading, summaries: Iterable[Summary], next_due: Mapping[str, date] | None, today: date
) -> tuple[Summary, ...]:
    """Those among `summaries` (the latest first) that can matter; `next_due`, by thread, for what is open or due."""
    found = tuple(summaries)
    if reading.intent in OPEN:
        return _by_urgency((s for s in found if _owes(s)), next_due or {})
    if reading.intent in DATED and next_due is not None:
        return _running(reading, found, next_due, today)
    if reading.intent == "silence":
        return _last_spoken(found)
    return tuple(s for s in found if _speaks(reading, s)) if reading.intent in SPOKEN else found


def latest(summary: Summary) -> str:
    """The day of its latest message to or from them; empty if there is none."""
    return max(summary.last_in or "", summary.last_out or "")


def _owes(s: Summary) -> bool:
    return s.closed is None and bool(s.open_requests or s.open_commitments or s.ball != "none")


def _running(
    reading: Reading, summaries: tuple[Summary, ...], next_due: Mapping[str, date], today: date
) -> tuple[Summary, ...]:
    """Those in which something is due by the end of the period, the most urgent first."""
    last = reading.period.last
    if reading.says(r"\bLATE\b") and last is None:
        last = today
    found = [s for s in summaries if s.thread in next_due and (last is None or next_due[s.thread] <= last)]
    return _by_urgency(found, next_due)


def _by_urgency(summaries: Iterable[Summary], next_due: Mapping[str, date]) -> tuple[Summary, ...]:
    return tuple(sorted(summaries, key=lambda s: next_due.get(s.thread, date.max)))


def _last_spoken(summaries: tuple[Summary, ...]) -> tuple[Summary, ...]:
    """Of each regulator the open thread in which it last spoke; where it never did, all its open ones."""
    spoke: dict[str, Summary] = {}
    for s in summaries:
        known = spoke.get(s.regulator)
        if s.closed is None and s.last_contact and (known is None or s.last_contact > (known.last_contact or "")):
            spoke[s.regulator] = s
    silent = [s for s in summaries if s.closed is None and s.regulator not in spoke]
    return (*spoke.values(), *silent)


def _speaks(reading: Reading, s: Summary) -> bool:
    """It has messages in the period; what is public is not in the summary, so that a later day proves nothing."""
    period = reading.period
    return period.last is None or s.opened <= period.last.isoformat()

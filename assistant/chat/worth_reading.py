"""Which threads an answer has to read where a question names none: as few as the index can tell.

A list of ten thousand threads is at hand in milliseconds; reading one takes as long as a hundred of its lines.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.record.index_rows import Summary

LIVE = frozenset({"open", "ball", "due", "next", "draft", "explain"})
"""Intents that are about what is open."""


def worth_reading(intent: str, summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """Those among `summaries` (the latest first) that can matter to the intent."""
    found = tuple(summaries)
    if intent in LIVE:
        return tuple(s for s in found if s.closed is None)
    if intent == "silence":
        return _last_spoken(found)
    return found


def _last_spoken(summaries: tuple[Summary, ...]) -> tuple[Summary, ...]:
    """Of each regulator the open thread in which it last spoke; where it never did, all its open ones."""
    latest: dict[str, Summary] = {}
    for s in summaries:
        known = latest.get(s.regulator)
        if s.closed is None and s.last_contact and (known is None or s.last_contact > (known.last_contact or "")):
            latest[s.regulator] = s
    silent = [s for s in summaries if s.closed is None and s.regulator not in latest]
    return (*latest.values(), *silent)

"""What the tests of mergers share: histories of threads, and what can be said of two that were merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st
from msgspec import structs

from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.record.entry import Line, NewEntry
from assistant.record.kinds import (
    Message,
)
from assistant.record.merging import merge
from assistant.record.thread import Thread
from tests.clocks.threads import DEFAULTS
from tests.record.histories import MOVES, Move, entries

ONE, OTHER, THIRD = "pta-2020-001", "pta-2020-002", "pta-2020-003"
OWN_CLOCKS = {"we-owe", "commitment-due"}
"""Kinds that depend on their own obligation and on nothing else that is said in the thread."""
HISTORIES = st.lists(MOVES.filter(lambda move: move.what not in {"closed", "reopened"}), max_size=14)


def lines(moves: Sequence[Move], thread: str) -> list[Line]:
    """A thread of the moves, its mails different from those of any other."""
    found = [Line(n, new.at or "", new.by, new.fact) for n, new in enumerate(entries(moves, thread), 1)]
    return [_own(line, thread) for line in found]


def _own(line: Line, thread: str) -> Line:
    if not isinstance(line.fact, Message):
        return line
    return structs.replace(line, fact=structs.replace(line.fact, message_id=f"{thread}.{line.fact.message_id}"))


def merged(survivor: Sequence[Line], absorbed: Sequence[Line]) -> list[Line]:
    """The survivor's file after the merger."""
    return logged(survivor, merge(survivor, absorbed, "head", "sara", "one matter").survivor)


def logged(before: Sequence[Line], new: Sequence[NewEntry]) -> list[Line]:
    more = (Line(n, e.at or "2020-06-01T09:00:00Z", e.by, e.fact) for n, e in enumerate(new, len(before) + 1))
    return [*before, *more]


def what(thread: Thread, n: int | None) -> object:
    """The entry that a number names, whatever its number: a message, or the words of an obligation."""
    if n is None:
        return None
    if found := thread.message(n):
        return found.message
    return (o.words, o.day) if (o := thread.obligation(n)) else "nothing"


def messages(thread: Thread) -> Counter[object]:
    return Counter((m.message, m.day, m.logged, m.by, m.cls, m.decided) for m in thread.messages)


def obligations(thread: Thread) -> Counter[object]:
    """Every obligation with all that is said of it, in words instead of numbers."""
    return Counter(
        (o.type, o.owed_by, o.words, o.day, o.due, what(thread, o.message), *((u.day, u.state) for u in o.updates))
        for o in thread.obligations
    )


def decided(thread: Thread) -> Counter[object]:
    """Extensions, restarts, drafts, notes, and the beginnings of pauses that are about one thing."""
    found: list[object] = [
        (e.day, what(thread, e.opening), what(thread, e.granted_by), e.to, e.by) for e in thread.extensions
    ]
    found += [(p.start, what(thread, p.opening), what(thread, p.because)) for p in thread.pauses if p.opening]
    found += [(r.day, what(thread, r.opening), what(thread, r.because)) for r in thread.restarts]
    return Counter(
        found + [(d.day, d.by, d.saved.text) for d in thread.drafts] + [(n.day, n.text) for n in thread.notes]
    )


def shown(thread: Thread, day: date, only: set[str] | None = None) -> Counter[object]:
    """The gaps of a day, each told without numbers."""
    found = gaps(thread, DEFAULTS, day)
    return Counter(_shown(thread, g) for g in found if only is None or (g.kind in only and g.words))


def _shown(thread: Thread, gap: Gap) -> object:
    by_words = what(thread, gap.opening), what(thread, gap.opened_by.entry)
    return gap.rule, gap.state, gap.owed_by, gap.due, gap.step, gap.snoozed_until, gap.hidden, gap.words, by_words

"""What a draft is about: one gap, one thing that is open although no rule counts it yet, or the last exchange.

No wording and no template here; `choose` finds the template that fits, `facts` says what the record knows of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.clocks.gap import URGENCY, Gap
from assistant.record.kinds import SPOKEN, Side
from assistant.record.loose_ends import WRITTEN
from assistant.record.opening import Opening, OpeningKind
from assistant.record.openings import openings
from assistant.record.thread import Logged, Thread

Situation = Literal["message-received", "meeting-held", "open-points"]
"""What a draft can be about though nothing is missing."""
KINDS: dict[str, int] = {
    "commitment-due": 0,
    "call-unconfirmed": 1,
    "promise-passed": 2,
    "no-reply": 3,
    "partial-answer": 4,
    "gone-quiet": 5,
    "no-acknowledgement": 6,
    "undelivered": 7,
}
"""Which of two gaps that are equally late a letter should speak of: the one that says most."""


class About(Struct, frozen=True):
    kind: OpeningKind | Situation
    owed_by: Side | None
    entry: int
    """The obligation's entry, or the message's where no words were singled out."""
    message: int | None
    """The message to name."""
    start: date
    words: str = ""
    due: date | None = None
    """The day in force; for what they promised, the day they named."""
    partial: tuple[int, ...] = ()
    gap: Gap | None = None
    """None while no rule counts it."""


def about_gap(gap: Gap, thread: Thread) -> About:
    """The subject of a draft that answers `gap`."""
    carrier = gap.opened_by.entry if thread.message(gap.opened_by.entry) else None
    entry = gap.opening or gap.opened_by.entry
    obligation = thread.obligation(entry)
    words = gap.words or (obligation.words if obligation and obligation.is_quotation else "")
    due = _promised(thread, entry) or gap.due if gap.kind == "promise-passed" else gap.due
    return About(gap.kind, gap.owed_by, entry, carrier, gap.opened_by.date, words, due, gap.partial, gap)


def about_opening(opening: Opening, gaps: Sequence[Gap], thread: Thread) -> About:
    """The subject of a draft for something open; with its gap where a rule counts it."""
    found = [g for g in gaps if g.kind == opening.kind and g.opening == opening.entry and g.thread == thread.id]
    if found:
        return about_gap(max(found, key=lambda g: g.statutory), thread)  # two rules may count it; the law's says more
    o = opening
    return About(o.kind, o.owed_by, o.entry, o.message, o.start, "" if o.rule else o.words, o.due, o.partial)


def owed_by_us(thread: Thread, gaps: Sequence[Gap]) -> list[About]:
    """Every answer the company owes, the one to give first in front.

    What has a day of its own or a legal basis goes first, by that day. Among the others the latest goes first: it is
    the question in play, and an undated older one is as a rule carried on by it.
    """
    found = [about_opening(o, gaps, thread) for o in openings(thread) if o.kind == "we-owe" and not o.rule]
    place = {m.n: at for at, m in enumerate(thread.messages)}

    def turn(about: About) -> tuple[int, int, int]:
        if about.gap and about.due and (about.gap.statutory or _dated(thread, about)):
            return 0, about.due.toordinal(), about.entry
        return 1, -about.start.toordinal(), -place.get(about.message or 0, 0)

    return sorted(found, key=turn)


def by_urgency(gaps: Sequence[Gap], thread: Thread) -> list[About]:
    """The other gaps: what is late before what is due, a legal basis before a courtesy, then by kind and by days."""
    others = [g for g in gaps if g.thread == thread.id and g.kind != "we-owe"]
    others.sort(key=lambda g: (URGENCY[g.state], not g.statutory, KINDS.get(g.kind, 9), -g.days_over, g.id))
    return [about_gap(g, thread) for g in others]


def last_exchange(thread: Thread) -> About | None:
    """The last thing said between the two sides, if a person of theirs said it and it deserves a courtesy."""
    last = next((m for m in reversed(thread.messages) if m.message.direction in {"in", "out"}), None)
    return next(situations(last), None) if last else None


def situations(logged: Logged) -> Iterator[About]:
    """The courtesy that a message calls for: a record of what was spoken, an acknowledgement of what was written."""
    if logged.message.channel in SPOKEN:
        yield About("meeting-held", None, logged.n, logged.n, logged.day)
    elif logged.is_answer and logged.message.channel in WRITTEN:
        yield About("message-received", None, logged.n, logged.n, logged.day)


def awaited(thread: Thread, gaps: Sequence[Gap]) -> list[About]:
    """Every question of ours that is open with them."""
    kinds = {"no-reply", "partial-answer"}
    return [about_opening(o, gaps, thread) for o in openings(thread) if o.kind in kinds]


def open_points(thread: Thread, gaps: Sequence[Gap]) -> list[About]:
    """What is open on either side, ours first: answers, and promises whose day has passed."""
    promises = (a for a in by_urgency(gaps, thread) if a.kind in {"commitment-due", "promise-passed"})
    broken = {a.entry: a for a in promises if a.gap and a.gap.state == "overdue"}.values()
    ours = [a for a in broken if a.owed_by == "company"]
    return [*owed_by_us(thread, gaps), *ours, *awaited(thread, gaps), *(a for a in broken if a not in ours)]


def about_points(thread: Thread, gaps: Sequence[Gap]) -> Iterator[About]:
    """Everything that is open in the thread at once, if anything is."""
    for first in open_points(thread, gaps)[:1]:
        yield About("open-points", None, first.entry, first.message, first.start)


def chasers(thread: Thread, about: About) -> tuple[int, ...]:
    """Our reminders since the opening that were really sent; a promise is chased only after the day it names."""
    place = {m.n: at for at, m in enumerate(thread.messages)}
    sent = {n for o in openings(thread) if o.owed_by == "regulator" for n in o.chasers}
    since = place.get(about.message, -1) if about.message is not None else -1
    later = [m for m in thread.messages[since + 1 :] if m.n in sent and m.day >= about.start]
    if about.kind == "promise-passed" and about.due:
        return tuple(m.n for m in later if m.day > about.due)
    return tuple(m.n for m in later)


def _dated(thread: Thread, about: About) -> bool:
    obligation = thread.obligation(about.entry)
    return obligation is not None and obligation.due is not None


def _promised(thread: Thread, entry: int) -> date | None:
    """The day they named, or the one they put in its place; a step of our own reminders is not it."""
    moved = [e.to for e in thread.extensions if e.opening == entry and e.to]
    obligation = thread.obligation(entry)
    return moved[-1] if moved else obligation.due if obligation else None

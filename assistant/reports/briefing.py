"""A briefing: all that stands between the company and one regulator, before a meeting.

Pure functions of threads and their clocks; `briefing_page` puts it on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.clocks.clock import Clock
from assistant.record.inert import inert_line
from assistant.record.kinds import Channel, Side
from assistant.record.openings import Opening, ball, last_contact
from assistant.record.thread import Ball, DueTime, Logged, Obligation, Thread

Keeping = Literal["kept", "kept late", "open", "late", "withdrawn", "replaced"]
"""`late`: its day has passed and it is still open."""
KEEPINGS: tuple[Keeping, ...] = ("kept", "kept late", "open", "late", "withdrawn", "replaced")
OWED = frozenset({"we-owe", "commitment-due", "no-reply", "partial-answer", "promise-passed", "filing-without-receipt"})
"""Kinds of opening that one side owes the other; the others only follow from them, or are chores."""


class Contact(Struct, frozen=True):
    """The last time that a side spoke; of a confidential message, too, for that it came is no word of it."""

    thread: str
    entry: int
    day: date
    channel: Channel


class Matter(Struct, frozen=True):
    thread: str
    title: str
    ball: Ball
    theirs: date | None
    """When they last spoke."""
    ours: date | None
    silent: int | None
    """Days since they last spoke."""
    next_due: date | None


class Debt(Struct, frozen=True):
    """Something that one side owes the other."""

    thread: str
    entry: int
    owed_by: Side
    words: str
    """Verbatim, on one line; empty where none were singled out."""
    instead: str
    """What is owed where there are no words: a step of procedure, an answer to a message."""
    since: date
    due: date
    due_at: DueTime | None
    basis: str
    """The law, if one sets the day."""


class Promise(Struct, frozen=True):
    """A commitment of either side."""

    thread: str
    entry: int
    owed_by: Side
    words: str
    due: date | None
    keeping: Keeping
    quoted: bool = True
    """The words are a quotation."""


class Briefing(Struct, frozen=True):
    regulator: str
    day: date
    matters: tuple[Matter, ...]
    """The open ones: where the company has to act first, then by due day."""
    closed: int
    """Matters that are closed."""
    owed: tuple[Debt, ...]
    """By due day."""
    promises: tuple[Promise, ...]
    last_in: Contact | None
    last_out: Contact | None
    withheld: int
    """Messages, requests and commitments that are left out as confidential."""


class Part(Struct, frozen=True):
    """What one thread adds."""

    matter: Matter | None
    """None: closed."""
    owed: tuple[Debt, ...]
    promises: tuple[Promise, ...]
    last_in: Contact | None
    last_out: Contact | None
    withheld: int


def part(
    thread: Thread, day: date, clocks: Iterable[Clock], moved: Mapping[int, date], hidden: Mapping[int, object]
) -> Part:
    """What `thread` adds to a briefing as of `day`.

    `moved`: the due days in force of commitments, where they are not those of their words. `hidden`: the entries that
    the reader may not see.
    """
    told = [clock for clock in clocks if not {clock.opening.entry, clock.opening.message} & hidden.keys()]
    dues = [clock.due for clock in told if not clock.standing]
    theirs = last_contact(thread)
    ours = next((m for m in reversed(thread.messages) if m.message.direction == "out"), None)
    matter = Matter(
        thread.id,
        inert_line(thread.title),
        ball(thread),
        theirs.day if theirs else None,
        ours.day if ours else None,
        (day - theirs.day).days if theirs else None,
        min(dues, default=None),
    )
    owed = [owed for owed in thread.obligations if owed.n not in hidden]
    return Part(
        matter if thread.closed is None else None,
        tuple(_debts(thread, told)),
        tuple(_promises_of(thread, [one for one in owed if one.type == "commitment"], moved, day)),
        _contact(thread, theirs),
        _contact(thread, ours),
        sum(logged.n in hidden for logged in thread.messages) + len(thread.obligations) - len(owed),
    )


def _debts(thread: Thread, clocks: Sequence[Clock]) -> Iterator[Debt]:
    """One for each thing owed; where two rules count it, the law's day is told, else the earlier."""
    chosen: dict[int, Clock] = {}
    for clock in sorted(clocks, key=lambda clock: (not clock.rule.statutory, clock.due)):
        if clock.opening.kind in OWED and not clock.standing:
            chosen.setdefault(clock.opening.entry, clock)
    for clock in chosen.values():
        o = clock.opening
        words = inert_line(o.words)
        instead = words if o.rule else "" if words else _named(thread, o)
        said = "" if o.rule else words
        asked = thread.obligation(o.entry) if o.kind == "partial-answer" else None  # its clock runs from the answer
        since = asked.day if asked else o.start
        yield Debt(thread.id, o.entry, o.owed_by, said, instead, since, clock.due, clock.due_at, clock.rule.basis)


def _named(thread: Thread, opening: Opening) -> str:
    if opening.kind == "promise-passed":
        return "the answer that a holding reply promised"
    logged = thread.message(opening.message) if opening.message is not None else None
    if logged is None:
        return "an answer"
    subject = inert_line(logged.message.subject)
    return f"an answer to the {logged.message.channel}" + (f" “{subject}”" if subject else "")


def _promises_of(
    thread: Thread, given: Sequence[Obligation], moved: Mapping[int, date], day: date
) -> Iterator[Promise]:
    for owed in given:
        due = moved.get(owed.n, owed.due)
        kept = keeping(owed, due, day)
        yield Promise(thread.id, owed.n, owed.owed_by, inert_line(owed.words), due, kept, owed.is_quotation)


def keeping(owed: Obligation, due: date | None, day: date) -> Keeping:
    """How far a commitment has been kept as of `day`; without a due day it cannot be late."""
    if owed.state in {"withdrawn", "replaced"}:
        return owed.state
    if owed.is_open:
        return "late" if due and due < day else "open"
    return "kept late" if due and owed.updates[-1].day > due else "kept"


def _contact(thread: Thread, last: Logged | None) -> Contact | None:
    return Contact(thread.id, last.n, last.day, last.message.channel) if last else None


def briefing(regulator: str, day: date, parts: Sequence[Part]) -> Briefing:
    """The whole from its parts."""
    matters = [one.matter for one in parts if one.matter]
    far = date.max
    return Briefing(
        regulator,
        day,
        tuple(sorted(matters, key=lambda m: (m.ball != "company", m.ball == "none", m.next_due or far, m.thread))),
        len(parts) - len(matters),
        tuple(sorted((debt for one in parts for debt in one.owed), key=lambda d: (d.due, d.thread, d.entry))),
        tuple(promise for one in parts for promise in one.promises),
        _latest(one.last_in for one in parts),
        _latest(one.last_out for one in parts),
        sum(one.withheld for one in parts),
    )


def _latest(found: Iterable[Contact | None]) -> Contact | None:
    return max((one for one in found if one), key=lambda one: one.day, default=None)

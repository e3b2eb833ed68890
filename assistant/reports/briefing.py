"""A briefing: all that stands between the company and one regulator, before a meeting, on one page.

Pure functions of threads and their clocks. What does not fit is cut and the cut is said; so nobody takes a page for the
whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.clocks.clock import Clock
from assistant.clocks.wording import days, long_date
from assistant.record.inert import inert_line
from assistant.record.kinds import Channel, Side
from assistant.record.openings import Reading, ball, last_contact
from assistant.record.thread import Ball, DueTime, Logged, Obligation, Thread
from assistant.reports.chronology_page import Names
from assistant.reports.disclosure import left_out
from assistant.reports.document import Block, Column, Document, Heading, Items, Paragraph, Table, TableRow

Keeping = Literal["kept", "kept late", "open", "late", "withdrawn"]
"""`late`: its day has passed and it is still open."""
KEEPINGS: tuple[Keeping, ...] = ("kept", "kept late", "open", "late", "withdrawn")
OWED = frozenset({"we-owe", "commitment-due", "no-reply", "partial-answer", "promise-passed", "filing-without-receipt"})
"""Kinds of opening that one side owes the other; the others only follow from them, or are chores."""
MATTERS, DEBTS, PROMISES, DATES = 5, 4, 3, 4
"""The most lines of each part that fit a page together."""
TITLE, BASIS, WORDS = 70, 24, 60
"""Characters of a matter's title, of the law that sets a day, and of the words that are owed."""


class Contact(Struct, frozen=True):
    """The last time that a side spoke."""

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
    what: str
    """The words in quotation marks, else what kind of thing it is."""
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
    shown = [logged for logged in thread.messages if logged.n not in hidden]
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
        _contact(thread, [logged for logged in shown if logged.from_person]),
        _contact(thread, [logged for logged in shown if logged.message.direction == "out"]),
        len(thread.messages) - len(shown) + len(thread.obligations) - len(owed),
    )


def _debts(thread: Thread, clocks: Sequence[Clock]) -> Iterator[Debt]:
    """One for each thing owed; where two rules count it, the law's day is told, else the earlier."""
    chosen: dict[int, Clock] = {}
    for clock in sorted(clocks, key=lambda clock: (not clock.rule.statutory, clock.due)):
        if clock.opening.kind in OWED and not clock.standing:
            chosen.setdefault(clock.opening.entry, clock)
    for clock in chosen.values():
        o = clock.opening
        what = inert_line(o.words) if o.rule else _quoted(o.words) if o.words else _named(thread, o.message)
        yield Debt(thread.id, o.entry, o.owed_by, what, o.start, clock.due, clock.due_at, clock.rule.basis)


def _named(thread: Thread, message: int | None) -> str:
    logged = thread.message(message) if message is not None else None
    if logged is None:
        return "an answer"
    subject = f" {_quoted(logged.message.subject)}" if logged.message.subject.strip() else ""
    return f"an answer to the {logged.message.channel}{subject}"


def _promises_of(
    thread: Thread, given: Sequence[Obligation], moved: Mapping[int, date], day: date
) -> Iterator[Promise]:
    reading = Reading(thread)
    for owed in given:
        answer = reading.kept_by(owed) if owed.owed_by == "regulator" else None
        due = moved.get(owed.n, owed.due)
        kept = keeping(owed, due, answer.day if answer else None, day)
        yield Promise(thread.id, owed.n, owed.owed_by, inert_line(owed.words), due, kept)


def keeping(owed: Obligation, due: date | None, answered: date | None, day: date) -> Keeping:
    """How far a commitment has been kept as of `day`; without a due day it cannot be late.

    `answered`: the day of the answer that a holding reply had promised.
    """
    if owed.state == "withdrawn":
        return "withdrawn"
    ended = answered if owed.is_open else owed.updates[-1].day
    if ended is None:
        return "late" if due and due < day else "open"
    return "kept late" if due and ended > due else "kept"


def _contact(thread: Thread, spoken: Sequence[Logged]) -> Contact | None:
    if not spoken:
        return None
    last = spoken[-1]
    return Contact(thread.id, last.n, last.day, last.message.channel)


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


def briefing_document(told: Briefing, names: Names) -> Document:
    """The page."""
    return Document(f"Briefing: {names.regulator}, {long_date(told.day)}", _blocks(told, names), compact=True)


def _blocks(told: Briefing, names: Names) -> Iterator[Block]:
    yield Paragraph(_contacts(told, names))
    if held := left_out({"confidential": told.withheld}):
        yield Paragraph(f"{held}.")
    yield Heading(f"Open matters ({len(told.matters)}; {told.closed} closed)")
    holds = {"company": "us", "regulator": told.regulator, "none": "nobody"}
    rows = [(m.thread, _short(m.title, TITLE), holds[m.ball], _day(m.theirs), _day(m.ours),
             "" if m.silent is None else days(m.silent), _day(m.next_due)) for m in told.matters]  # fmt: skip
    columns = ("Thread", "Matter", "Ball", "Theirs", "Ours", "Silent", "Next due")
    shares = (18, 27, 8, 12, 12, 11, 12)
    yield Table(
        tuple(Column(title, share) for title, share in zip(columns, shares, strict=True)),
        [TableRow(cells) for cells in rows[:MATTERS]],
    )
    yield from _rest(rows, MATTERS)
    for side, title in (("company", "We owe"), ("regulator", f"{told.regulator} owes")):
        debts = [_debt(debt, told.day) for debt in told.owed if debt.owed_by == side]
        yield Heading(f"{title} ({len(debts)})")
        yield from _items(debts, DEBTS)
    yield Heading("Commitments")
    yield from _promises(told)
    dates = [f"{long_date(debt.due)}: {debt.thread}#{debt.entry}, {_who(debt.owed_by, told.regulator)}"
             for debt in told.owed if debt.due >= told.day]  # fmt: skip
    yield Heading("Next dates")
    yield from _items(dates, DATES)


def _contacts(told: Briefing, names: Names) -> str:
    theirs = f"{names.regulator} last spoke to us {_spoke(told.last_in, told.day)}"
    return f"{theirs}; we last wrote or spoke to them {_spoke(told.last_out, told.day)}."


def _spoke(contact: Contact | None, day: date) -> str:
    if contact is None:
        return "never, by the record"
    passed = (day - contact.day).days
    ago = f"{days(passed)} ago" if passed else "today"
    return f"on {long_date(contact.day)}, {ago} ({contact.channel}, {contact.thread}#{contact.entry})"


def _quoted(words: str) -> str:
    return f"“{_short(inert_line(words), WORDS)}”"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 2].rstrip() + " …"


def _day(day: date | None) -> str:
    return "" if day is None else str(day)


def _debt(debt: Debt, day: date) -> str:
    left = (debt.due - day).days
    state = f"{days(-left)} overdue" if left < 0 else "today" if left == 0 else f"in {days(left)}"
    at = f" by {debt.due_at}" if debt.due_at else ""
    basis = f" under {_short(debt.basis, BASIS)}" if debt.basis else ""
    return f"{debt.thread}#{debt.entry}, due {debt.due}{at} ({state}){basis}: {debt.what}, since {debt.since}"


def _who(side: Side, regulator: str) -> str:
    return "ours" if side == "company" else f"{regulator}'s"


def _promises(told: Briefing) -> Iterator[Block]:
    if not told.promises:
        yield Paragraph("None.")
        return
    for side, who in (("company", "Ours"), ("regulator", "Theirs")):
        count = Counter(promise.keeping for promise in told.promises if promise.owed_by == side)
        yield Paragraph(f"{who}: " + (", ".join(f"{count[k]} {k}" for k in KEEPINGS if count[k]) or "none") + ".")
    pending = [p for p in told.promises if p.keeping in {"late", "open"}]
    pending.sort(key=lambda p: (p.keeping != "late", p.due or date.max, p.thread, p.entry))
    yield from _items([_pending(promise, told.regulator) for promise in pending], PROMISES)


def _pending(promise: Promise, regulator: str) -> str:
    due = f", due {promise.due}" if promise.due else ", no day set"
    who = _who(promise.owed_by, regulator)
    return f"{promise.thread}#{promise.entry}, {who}, {promise.keeping}: {_quoted(promise.words)}{due}"


def _items(texts: Sequence[str], most: int) -> Iterator[Block]:
    if not texts:
        yield Paragraph("Nothing.")
        return
    yield Items(tuple(texts[:most]))
    yield from _rest(texts, most)


def _rest(found: Sequence[object], most: int) -> Iterator[Block]:
    if len(found) > most:
        yield Paragraph(f"… and {len(found) - most} more.")

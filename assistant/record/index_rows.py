"""What the index keeps of a thread: a line for the list, the fewest columns that say whether it may be due.

Values and pure functions; `index` holds the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from assistant.record.entry import Line
from assistant.record.kinds import Message
from assistant.record.opening import Opening
from assistant.record.snoozes import hidden_until
from assistant.record.store import owner_of, parts_of
from assistant.record.thread import Ball, Thread


class Summary(Struct, frozen=True):
    """A thread in a list."""

    thread: str
    regulator: str
    title: str
    ours: str
    theirs: str
    opened: str
    closed: str | None
    ball: Ball
    last_in: str | None
    last_out: str | None
    last_contact: str | None
    open_requests: int
    open_commitments: int
    messages: int


class Fault(Struct, frozen=True):
    """A thread that the index could not follow to its end, and why; `fatal` False for what is only worth knowing."""

    thread: str
    text: str
    fatal: bool = True
    misconfigured: bool = False
    """What somebody wrote in the configuration for all threads makes no sense: there is nothing to check them by."""

    def concerns(self, regulator: str) -> bool:
        """It is that regulator's, or that of a thread with it, be it under a name that no thread has."""
        return regulator in {self.thread.upper(), owner_of(self.thread)}


def told_once(faults: Iterable[Fault]) -> Iterator[tuple[str, Fault]]:
    """Each fault with whose it is; what is said of many in the same words comes once, in the place of the first."""
    together: dict[tuple[str, bool], list[Fault]] = {}
    for fault in faults:
        together.setdefault((fault.text, fault.fatal), []).append(fault)
    for same in together.values():
        yield named_together([fault.thread for fault in same]), same[0]


def named_together(names: Sequence[str]) -> str:
    """`OFCOM (21 threads)` of the names of threads and of what they belong to; `ofcom-2026-001 and 20 more`."""
    threads = [name for name in dict.fromkeys(names) if parts_of(name)]
    others = ", ".join(name for name in dict.fromkeys(names) if not parts_of(name))
    more = f"{threads[0]} and {len(threads) - 1} more" if len(threads) > 1 else "".join(threads)
    if not others or not threads:
        return others or more
    return f"{others} ({more if len(threads) == 1 else f'{len(threads)} threads'})"


class Wanted(Struct, frozen=True):
    """Which threads `Index.candidates` is asked for: those that leave something of a kind open …"""

    kind: str
    started: date | None
    """… since this day or longer, where days are counted, or …"""
    started_by_law: date | None
    """… since this day or longer, where they promised a day and only legal clocks still count from the start, or …"""
    due: date
    """… with a date of its own that is this day or earlier."""
    hidden: bool = True
    """Those too that a snooze hides on the day asked about."""


def outline(line: Line) -> Line:
    """`line` without the texts of its message: all that clocks and lists need."""
    if isinstance(line.fact, Message):
        bare = line.fact.attachments
        if line.fact.annexes:
            bare = tuple(structs.replace(attachment, text="") for attachment in bare)
        return structs.replace(line, fact=structs.replace(line.fact, text="", reply_text="", attachments=bare))
    return line


def summarise(thread: Thread) -> Summary:
    """What a list shows of a thread."""
    from assistant.record.openings import ball

    inbound = [m for m in thread.messages if m.message.direction == "in"]
    outbound = [m for m in thread.messages if m.message.direction == "out"]
    contact = [m for m in inbound if m.from_person]
    open_now = [o for o in thread.obligations if o.is_open]
    return Summary(
        thread=thread.id,
        regulator=thread.regulator,
        title=thread.title,
        ours=thread.ours,
        theirs=thread.theirs,
        opened=thread.opened.isoformat(),
        closed=thread.closed.isoformat() if thread.closed else None,
        ball=ball(thread),
        last_in=inbound[-1].day.isoformat() if inbound else None,
        last_out=outbound[-1].day.isoformat() if outbound else None,
        last_contact=contact[-1].day.isoformat() if contact else None,
        open_requests=sum(o.type == "request" for o in open_now),
        open_commitments=sum(o.type == "commitment" for o in open_now),
        messages=len(thread.messages),
    )


def in_list_order(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """Open threads first, then by the latest message, the newest first."""
    found = sorted(summaries, key=lambda s: s.thread)
    found.sort(key=lambda s: max(s.last_in or "", s.last_out or ""), reverse=True)
    return tuple(sorted(found, key=lambda s: s.closed is not None))


def opening_row(opening: Opening, thread: Thread) -> tuple[str | int | None, ...] | None:
    """What decides whether its thread is read at all: never later than any rule could make it due.

    None while its clock stands. What an extension *by* some days, a past pause or our reminders add is left out.
    """
    if any(p.end is None and _concerns(p.opening, p.start, p.n, opening) for p in thread.pauses):
        return None
    extended = [e.to for e in thread.extensions if e.to and _concerns(e.opening, e.day, e.n, opening)]
    put_off = [e.to for e in thread.extensions if e.to and opening.promise_concerned_by(e.opening)]
    days = [day.isoformat() for day in (opening.due, opening.promised, *extended, *put_off) if day]
    replaced = opening.due is not None or (extended and opening.kind != "partial-answer")
    start = None if replaced else opening.start.isoformat()
    promised = int(opening.promised is not None)
    until = hidden_until(thread, opening)
    hidden = until.isoformat() if until else ""
    return thread.id, thread.regulator, opening.kind, start, promised, min(days) if days else None, hidden


def _concerns(named: int | None, day: date, n: int, opening: Opening) -> bool:
    return opening.concerned_by(named) and opening.follows_restart(day, n)

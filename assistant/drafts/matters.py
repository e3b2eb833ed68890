"""The facts that are lists: what each side owes, what a message asked, what was answered, granted and promised.

Each item is a dictionary of plain values with the number of its entry; no item names anything but the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from assistant.clocks.gap import Gap
from assistant.clocks.wording import long_date
from assistant.drafts.about import About, about_opening, chasers, owed_by_us
from assistant.drafts.naming import NOUNS, in_which, joined, named
from assistant.record.inert import inert, inert_line
from assistant.record.kinds import Side
from assistant.record.openings import openings
from assistant.record.thread import Extension, Logged, Obligation, Thread

Item: TypeAlias = dict[str, str | int | bool]
Listed: TypeAlias = dict[str, tuple[list[Item], tuple[int, ...]]]

ITEM_NAMES = frozenset({
    "answered_in_part", "by", "channel", "condition", "date", "days_open", "days_to_due", "due", "entry", "granted_by",
    "in_which", "message", "named", "owed_by", "state", "subject", "to", "type", "words",
})  # fmt: skip
"""What the items have, taken together."""


def lists(thread: Thread, gaps: Sequence[Gap], about: About | None, as_of: date) -> Listed:
    """Every list fact, each with the entries it rests on."""
    owed = [_item(thread, a, as_of) for a in owed_by_us(thread, gaps)]
    awaiting = [_item(thread, a, as_of) for a in _awaited(thread, gaps)]
    answering = answered_by(thread, gaps, about)
    here = {about.entry} if about else set()
    found = {
        "owed": owed,
        "answering": [_item(thread, a, as_of) for a in answering],
        "also_owed": [i for i in owed if i["entry"] not in {a.entry for a in answering}],
        "awaiting": awaiting,
        "also_awaiting": [i for i in awaiting if i["entry"] not in here],
        "points": [_promise(thread, o) for o in thread.obligations if about and o.message == about.message is not None],
        "commitments": _commitments(thread, "company"),
        "their_commitments": _commitments(thread, "regulator"),
        "partial_answers": _messages(thread, about.partial if about else ()),
        "chasers": _messages(thread, chasers(thread, about) if about else ()),
        "extensions": [_extension(e) for e in thread.extensions if about and e.opening in {about.entry, about.message}],
    }
    return {name: (items, tuple(int(i["entry"]) for i in items)) for name, items in found.items()}


def answered_by(thread: Thread, gaps: Sequence[Gap], about: About | None) -> list[About]:
    """What one letter answers: all that the same message asked of us and that is open, or the commitment itself.

    Other requests stay open: better one reminder too many than a question that is silently taken as answered.
    """
    if about is None or (about.owed_by != "company" and about.kind != "message-received"):
        return []
    if about.kind == "commitment-due" or about.message is None:
        return [about] if thread.obligation(about.entry) else []
    same = [a for a in owed_by_us(thread, gaps) if a.message == about.message and thread.obligation(a.entry)]
    return sorted(same, key=lambda a: a.entry)


def _awaited(thread: Thread, gaps: Sequence[Gap]) -> list[About]:
    kinds = {"no-reply", "partial-answer"}
    return [about_opening(o, gaps, thread) for o in openings(thread) if o.kind in kinds]


def _item(thread: Thread, about: About, as_of: date) -> Item:
    carrier = thread.message(about.message) if about.message is not None else None
    obligation, due = thread.obligation(about.entry), _own_day(thread, about)
    partial = [m for n in about.partial if (m := thread.message(n))]
    return {
        "entry": about.entry,
        "message": carrier.n if carrier else 0,
        "date": long_date(about.start),
        "named": named(carrier) if carrier else f"{_whose(about)} request of {long_date(about.start)}",
        "in_which": in_which(carrier.message if carrier else None),
        "subject": inert_line(carrier.message.subject) if carrier else "",
        "words": inert(about.words).strip(),
        "days_open": (as_of - about.start).days,
        "due": long_date(due) if due else "",
        "days_to_due": (due - as_of).days if due else 0,
        "state": obligation.state if obligation else "open",
        "answered_in_part": joined([named(m) for m in partial]),
    }


def _own_day(thread: Thread, about: About) -> date | None:
    """The day its words or a legal basis set; the day of a courtesy rule is our own affair and stands in no letter."""
    obligation = thread.obligation(about.entry)
    dated = obligation is not None and obligation.due is not None
    return about.due if dated or (about.gap and about.gap.statutory) else None


def _whose(about: About) -> str:
    return "your" if about.owed_by == "company" else "our"


def _commitments(thread: Thread, side: Side) -> list[Item]:
    return [_promise(thread, o) for o in thread.open_obligations(side, "commitment")]


def _promise(thread: Thread, obligation: Obligation) -> Item:
    carrier = thread.message(obligation.message) if obligation.message is not None else None
    return {
        "entry": obligation.n,
        "type": obligation.type,
        "owed_by": obligation.owed_by,
        "date": long_date(obligation.day),
        "named": named(carrier) if carrier else "",
        "words": inert(obligation.words).strip(),
        "due": long_date(obligation.due) if obligation.due else "",
        "state": obligation.state,
        "condition": inert_line(obligation.condition),
    }


def _messages(thread: Thread, numbers: Iterable[int]) -> list[Item]:
    return [_message(m) for n in numbers if (m := thread.message(n))]


def _message(logged: Logged) -> Item:
    channel = NOUNS[logged.message.channel]
    return {"entry": logged.n, "date": long_date(logged.day), "channel": channel, "named": named(logged)}


def _extension(extension: Extension) -> Item:
    return {
        "entry": extension.n,
        "granted_by": extension.granted_by,
        "date": long_date(extension.day),
        "to": long_date(extension.to) if extension.to else "",
        "by": inert_line(extension.by or ""),
    }

"""The facts that are lists: what each side owes, what a message asked, what was answered, granted and promised.

Each item is a dictionary of plain values with the number of its entry; no item names anything but the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from msgspec import structs

from assistant.clocks.gap import Gap
from assistant.drafts.about import About, awaited, chasers, owed_by_us
from assistant.drafts.naming import in_which, named
from assistant.drafts.words import Words
from assistant.record.inert import inert, inert_line
from assistant.record.kinds import Side
from assistant.record.thread import Extension, Logged, Obligation, Thread

Item: TypeAlias = dict[str, str | int | bool]
Listed: TypeAlias = dict[str, tuple[list[Item], tuple[int, ...]]]

ITEM_NAMES = frozenset({
    "answered_in_part", "by", "channel", "condition", "date", "days_open", "days_to_due", "due", "entry", "first",
    "granted_by", "in_which", "kind", "message", "named", "ours", "owed_by", "state", "subject", "theirs", "thread",
    "title", "to", "type", "words",
})  # fmt: skip
"""What the items have, taken together."""
NUMBER_PARTS = frozenset({"days_open", "days_to_due", "entry", "granted_by", "message"})
YES_PARTS = frozenset({"first"})


def lists(thread: Thread, gaps: Sequence[Gap], about: About | None, as_of: date, words: Words) -> Listed:
    """Every list fact of one thread, each with the entries it rests on."""
    owed = [item_of(thread, a, as_of, words) for a in owed_by_us(thread, gaps)]
    awaiting = [item_of(thread, _as_asked(thread, a), as_of, words) for a in awaited(thread, gaps)]
    answering = answered_by(thread, gaps, about)
    here = {about.entry, *chasers(thread, about)} if about else set()  # a reminder of it is no question of its own
    found = {
        "owed": owed,
        "answering": [item_of(thread, a, as_of, words) for a in answering],
        "also_owed": [i for i in owed if i["entry"] not in {*(a.entry for a in answering), _whole(about)}],
        "awaiting": awaiting,
        "also_awaiting": [i for i in awaiting if i["entry"] not in here],
        "points": [
            _promise(thread, o, words)
            for o in thread.obligations
            if about and o.message == about.message is not None and o.is_quotation
        ],
        "commitments": _commitments(thread, "company", words),
        "their_commitments": _commitments(thread, "regulator", words),
        "partial_answers": _messages(thread, about.partial if about else (), words),
        "chasers": _messages(thread, chasers(thread, about) if about else (), words),
        "extensions": [
            _extension(e, words) for e in thread.extensions if about and e.opening in {about.entry, about.message}
        ],
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


def _whole(about: About | None) -> int | None:
    """The message that a letter answers as a whole, where no words of it were singled out."""
    return about.message if about and (about.owed_by == "company" or about.kind == "message-received") else None


def _as_asked(thread: Thread, about: About) -> About:
    """By the message in which we asked: the rest of an answer is opened by that answer, which asked nothing."""
    asked = thread.obligation(about.entry)
    if about.kind != "partial-answer" or asked is None:
        return about
    return structs.replace(about, message=asked.message, start=asked.day)


def item_of(thread: Thread, about: About, as_of: date, words: Words) -> Item:
    """One open point as plain values."""
    carrier = thread.message(about.message) if about.message is not None else None
    obligation, due = thread.obligation(about.entry), _own_day(thread, about)
    partial = [m for n in about.partial if (m := thread.message(n))]
    return {
        "entry": about.entry,
        "message": carrier.n if carrier else 0,
        "date": words.written(about.start),
        "named": named(carrier, words) if carrier else _request(about, words),
        "in_which": in_which(carrier.message if carrier else None, words),
        "subject": inert_line(carrier.message.subject) if carrier else "",
        "words": inert(about.words).strip(),
        "days_open": (as_of - about.start).days,
        "due": words.written(due) if due else "",
        "days_to_due": (due - as_of).days if due else 0,
        "state": obligation.state if obligation else "open",
        "answered_in_part": words.joined([named(m, words) for m in partial]),
    }


def _own_day(thread: Thread, about: About) -> date | None:
    """The day its words or a legal basis set; the day of a courtesy rule is our own affair and stands in no letter."""
    obligation = thread.obligation(about.entry)
    dated = obligation is not None and obligation.due is not None
    return about.due if dated or (about.gap and about.gap.statutory) else None


def _request(about: About, words: Words) -> str:
    whose = words.request.theirs if about.owed_by == "company" else words.request.ours
    return words.of.format(what=whose, day=words.written(about.start))


def _commitments(thread: Thread, side: Side, words: Words) -> list[Item]:
    return [_promise(thread, o, words) for o in thread.open_obligations(side, "commitment")]


def _promise(thread: Thread, obligation: Obligation, words: Words) -> Item:
    carrier = thread.message(obligation.message) if obligation.message is not None else None
    return {
        "entry": obligation.n,
        "type": obligation.type,
        "owed_by": obligation.owed_by,
        "date": words.written(obligation.day),
        "named": named(carrier, words) if carrier else "",
        "words": inert(obligation.said).strip(),
        "due": words.written(obligation.due) if obligation.due else "",
        "state": obligation.state,
        "condition": inert_line(obligation.condition),
    }


def _messages(thread: Thread, numbers: Iterable[int], words: Words) -> list[Item]:
    return [_message(m, words) for n in numbers if (m := thread.message(n))]


def _message(logged: Logged, words: Words) -> Item:
    channel = words.channels[logged.message.channel].noun
    return {"entry": logged.n, "date": words.written(logged.day), "channel": channel, "named": named(logged, words)}


def _extension(extension: Extension, words: Words) -> Item:
    return {
        "entry": extension.n,
        "granted_by": extension.granted_by,
        "date": words.written(extension.day),
        "to": words.written(extension.to) if extension.to else "",
        "by": inert_line(extension.by or ""),
    }

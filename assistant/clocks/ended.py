"""Why no clock runs: by what an entry was answered or settled, and when its clock ended; or why it never had one.

Apart from `explain`, which tells of clocks that run. What a message opened is found by asking again, message by
message, what the thread left open then; so this holds no rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from assistant.clocks.gap import parse_gap_id
from assistant.clocks.wording import TAKEN_FOR, long_date, shortened
from assistant.record.opening import OpeningKind
from assistant.record.openings import openings
from assistant.record.thread import Logged, Obligation, ObligationStanding, Thread

AWAITED: dict[OpeningKind, str] = {
    "no-reply": "awaited a reply of {}",
    "partial-answer": "awaited the rest of its answer",
    "no-acknowledgement": "awaited an acknowledgement",
    "we-owe": "awaited our answer",
    "unclassified": "awaited a person's word on what it is",
    "undelivered": "had not arrived",
    "call-unconfirmed": "awaited confirmation in writing",
    "filing-without-receipt": "awaited its receipt",
    "gone-quiet": "was the last word of {}",
}
"""What a message did while it was open; `{}` is the regulator."""
BECAME: dict[ObligationStanding, str] = {
    "settled": "was settled",
    "withdrawn": "was withdrawn",
    "replaced": "was put off",
}


def ended(thread: Thread, target: str | int | None) -> tuple[str, ...]:
    """A sentence for each thing that `target` (see `explain`) opened and that is over, or why there is nothing."""
    if target is None:
        return _of_all(thread)
    entry = _entry(target)
    if entry > thread.length:
        return (f"{thread.id} has no entry #{entry}.",)
    theirs = [o for o in thread.obligations if entry in {o.n, o.message}]
    told = [*(_became(o) for o in theirs), *_answered(thread, entry)]
    if thread.closed is not None:
        told.append(_closed(thread))
    return tuple(told) or (_never(thread, entry),)


def _entry(target: str | int) -> int:
    return parse_gap_id(target)[2] if isinstance(target, str) and ":" in target else int(target)


def _of_all(thread: Thread) -> tuple[str, ...]:
    return (_closed(thread) if thread.closed is not None else "Nothing in it is open with a day by which it is due.",)


def _closed(thread: Thread) -> str:
    closed = thread.closed
    return f"The thread was closed on {long_date(closed)}: nothing counts in it since." if closed else ""


def _became(o: Obligation) -> str:
    words = f"“{shortened(o.words)}”" if o.is_quotation else shortened(o.words)
    whose = f"#{o.n} ({o.type}, {'we owe' if o.owed_by == 'company' else 'they owe'}: {words})"
    if o.is_open:
        return f"{whose} names no day and is open until somebody settles it."
    last = o.updates[-1]
    by = f" by #{last.by_message}" if last.by_message else ""
    why = f" The reason given: {shortened(last.reason)}" if last.reason else ""
    return f"{whose} {BECAME[o.state]}{by} on {long_date(last.day)}: its clock ended then.{why}"


def _answered(thread: Thread, entry: int) -> Iterator[str]:
    """What the message left open when it came, and the message after which it did not."""
    at = next((at for at, logged in enumerate(thread.messages) if logged.n == entry), None)
    if at is None:
        return
    uncounted = _opened(thread, entry, len(thread.messages))
    if thread.closed is None:
        yield from (f"#{entry} is open ({kind}), but no rule counts it." for kind in uncounted)
    left = [kind for kind in _opened(thread, entry, at) if kind not in uncounted]
    for later in range(at + 1, len(thread.messages)):
        if not left:
            return
        still = _opened(thread, entry, later)
        yield from (_ended_by(thread, entry, kind, thread.messages[later]) for kind in left if kind not in still)
        left = [kind for kind in left if kind in still]


def _opened(thread: Thread, entry: int, at: int) -> list[OpeningKind]:
    """What the message left open once the one at that place had come; classes are as they are known now."""
    then = structs.replace(thread, messages=thread.messages[: at + 1], closed=None, restarts=())
    return [o.kind for o in openings(then) if o.entry == o.message == entry and o.kind in AWAITED]


def _ended_by(thread: Thread, entry: int, kind: OpeningKind, by: Logged) -> str:
    was = AWAITED[kind].format(thread.regulator)
    return f"#{entry} {was} until #{by.n} of {long_date(by.day)}: its clock ended then."


def _never(thread: Thread, entry: int) -> str:
    logged = thread.message(entry)
    if logged is None:
        return f"#{entry} is no message, request or promise: only these have clocks."
    if logged.message.direction in {"public", "internal"}:
        return f"#{entry} was not sent to the other side: it awaits no answer."
    if logged.cls is not None and logged.decided:
        return f"#{entry} is {TAKEN_FOR.get(logged.cls, logged.cls)}, as a person decided: nothing counts from it."
    if chased := next((o for o in openings(thread) if entry in o.chasers), None):
        return f"#{entry} was a reminder: the clock is that of #{chased.entry}."
    return f"#{entry} never opened anything that awaits an answer."

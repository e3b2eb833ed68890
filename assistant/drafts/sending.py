"""A draft that went out: the message that is logged, or the copy that was imported, and what it settles and promises.

Only this starts a clock. The entries are made together, so that no draft is called sent without its message.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct, structs

from assistant.clocks.calendars import Calendar
from assistant.clocks.said import Reading, read_said
from assistant.drafts.saving import in_state
from assistant.errors import UsageProblem
from assistant.grounding.quotations import find_quotations
from assistant.mail.asks.asks import Candidate, candidates
from assistant.record.decisions import Asked, log_message, open_obligation
from assistant.record.entry import NewEntry
from assistant.record.kinds import Channel, Message, ObligationState, ObligationUpdated, Party
from assistant.record.thread import Draft as SavedDraft
from assistant.record.thread import Logged, Thread


class Promise(Struct, frozen=True):
    """Words of a draft that would bind us."""

    number: int
    """From 1 within the text."""
    start: int
    end: int
    asked: Asked


def sent(
    thread: Thread,
    known: SavedDraft,
    message: int,
    by: str,
    state: ObligationState = "settled",
) -> tuple[NewEntry, ...]:
    """It went out as the logged `message`, which settles what it answers, or in `state` `part` answers some of it.

    Raises `UsageProblem` unless `message` is a logged outbound message.
    """
    logged = thread.message(message)
    if logged is None or logged.message.direction != "out":
        raise UsageProblem(f"#{message} is not a logged message that went out", hint="Log the sent copy first.")
    still, reason = _still_open(thread, known), f"answered by draft #{known.n}"
    updates = [ObligationUpdated(n, state, by_message=message, reason=reason) for n in still]
    fact = structs.replace(in_state(known, "sent"), message=message)
    return (NewEntry(fact, by), *(NewEntry(update, by) for update in updates))


def sent_now(
    thread: Thread,
    known: SavedDraft,
    by: str,
    sender: Party,
    when: str,
    channel: Channel,
    *,
    partly: bool = False,
    asks: Sequence[Asked] = (),
) -> list[NewEntry]:
    """Its text is logged as the message that went out at `when`, a day or moment, with what that settles and opens."""
    draft, n = known.saved, thread.length + 1
    message = Message(
        "out", channel, draft.subject, draft.text, sender=sender, to=draft.to, sent=when, message_id=draft.message_id
    )
    still = _still_open(thread, known)
    settles, in_part = ((), still) if partly else (still, ())
    logged = log_message(thread, message, by, asks=asks, settles=settles, answers_partly=in_part)
    return [*logged, NewEntry(structs.replace(in_state(known, "sent"), message=n), by)]


def _still_open(thread: Thread, known: SavedDraft) -> tuple[int, ...]:
    """What the draft says it answers, as far as that is open."""
    return tuple(n for n in known.saved.answers if (o := thread.obligation(n)) and o.is_open)


def opened(thread: Thread, message: int, asks: Iterable[Asked], by: str) -> list[NewEntry]:
    """The commitments that a copy already in the record carries."""
    return [entry for asked in asks for entry in open_obligation(thread, asked, by, message=message)]


def sent_copy(thread: Thread, known: SavedDraft) -> Logged | None:
    """The message of ours that evidently is the draft gone out: with the Message-ID it was exported under, or its text.

    Only what was logged after the draft was first saved; white space and what a mail program quotes below do not count.
    """
    taken = {d.saved.message for d in thread.drafts}
    ours = [m for m in thread.messages if m.message.direction == "out" and m.n > known.n and m.n not in taken]
    ids = {v.saved.message_id for v in known.versions} - {None}
    named = [m for m in ours if m.message.message_id in ids]
    text = _words(known.saved.text)
    same = [m for m in ours if text and text in {_words(m.message.text), _words(m.message.reply_text)}]
    return next(iter([*named, *same]), None)


def promises(text: str, day: date, calendar: Calendar, company: str = "") -> tuple[Promise, ...]:
    """What a text of ours that goes out on `day` promises, in its order: what can be opened as commitments.

    A promise that it quotes was given before, or by the other side.
    """
    own = text
    for quoted in find_quotations(text):
        if quoted.closed:
            own = f"{own[: quoted.start]}{'x' * (quoted.end - quoted.start)}{own[quoted.end :]}"
    found = candidates(own, by_company=True, company=company)
    given = [(one.start, one.end) for one in found if one.type == "commitment"]
    promised = (
        one
        for one in candidates(text, by_company=True, company=company)
        if one.type == "commitment" and any(one.start < end and start < one.end for start, end in given)
    )
    return tuple(_promise(number, one, day, calendar) for number, one in enumerate(promised, 1))


def _promise(number: int, found: Candidate, day: date, calendar: Calendar) -> Promise:
    reading = read_said(found.said, day, day, calendar) if found.said else Reading(None, "")
    due = reading.day if reading.day and reading.day >= day else None
    return Promise(number, found.start, found.end, Asked("commitment", "company", found.words, due, found.condition))


def _words(text: str) -> str:
    return " ".join(text.split())

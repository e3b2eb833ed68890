"""What somebody began and did not bring to its end: spoken words, filings, drafts, proposed classes.

Apart from `openings`, which says what each is: none of them depends on who awaits whose answer.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import takewhile

from assistant.record.kinds import Channel
from assistant.record.opening import Opening
from assistant.record.thread import Draft, Logged, Thread

SPOKEN: frozenset[Channel] = frozenset({"call", "meeting"})
"""Channels that leave nothing in writing."""
WRITTEN = frozenset({"email", "letter", "portal", "other"})
"""Channels on which something in writing reaches the other side."""
UNDER_WAY = frozenset({"editing", "final", "exported"})
"""States of a draft that was neither sent nor discarded."""
FOR_A_PERSON = "whether it answers for the regulator is for a person to say"
"""How the reason of a proposed class ends where the program is not sure of it."""


def unconfirmed(thread: Thread, lost: Container[int]) -> Iterator[Opening]:
    """The latest call that nothing in writing has followed; `lost` are the messages of ours that did not arrive."""
    asked = {o.message for o in thread.obligations if o.owed_by == "company" and o.type == "request"}
    row = [m for m in _spoken_since(thread, lost) if m.n not in asked]
    if row:
        yield Opening("call-unconfirmed", "company", row[-1].n, row[-1].n, row[-1].day_0)


def _spoken_since(thread: Thread, lost: Container[int]) -> list[Logged]:
    """The calls and meetings since either side last put anything in writing."""
    row: list[Logged] = []
    for m in thread.messages:
        if m.message.channel in SPOKEN:
            row += [m] if m.message.direction == "out" or m.from_person else []
        elif m.is_answer or (_is_letter(m) and m.n not in lost):
            row.clear()
    return row


def _is_letter(logged: Logged) -> bool:
    """Ours, in writing, by a person."""
    message = logged.message
    return message.direction == "out" and message.channel in WRITTEN and not message.auto_reply


def unreceipted(thread: Thread, lost: Container[int]) -> Iterator[Opening]:
    """Our filings since a person of theirs last spoke, for which no receipt number was logged."""
    for m in takewhile(lambda m: not m.from_person, reversed(thread.messages)):
        message = m.message
        ours = message.direction == "out" and m.n not in lost
        if ours and message.channel == "portal" and not message.receipt.strip():
            yield Opening("filing-without-receipt", "regulator", m.n, m.n, m.day_0)


def only_proposed(logged: Logged) -> bool:
    """A person of theirs wrote it, and nobody has said what it is; who logs a call was there."""
    return logged.from_person and not logged.decided and logged.message.channel not in SPOKEN


def is_unsure(logged: Logged) -> bool:
    """The program itself says that its proposal is none to rely on."""
    return logged.message.class_reason.endswith(FOR_A_PERSON)


def stale_drafts(thread: Thread) -> Iterator[Opening]:
    """The drafts under way, due at once where a message was logged since.

    One that was ready to go and that a letter of ours followed is taken as sent: its copy was logged another way.
    """
    for draft in (d for d in thread.drafts if d.saved.state in UNDER_WAY):
        later = [m for m in thread.messages if _is_news(m, draft)]
        if draft.saved.state == "editing" or not any(_is_letter(m) for m in later):
            yield Opening("draft-stale", "company", draft.n, None, draft.day, later[0].day if later else None)


def _is_news(logged: Logged, draft: Draft) -> bool:
    """Between the two sides, by a person, logged after the draft was saved and not dated before it."""
    ours = logged.message.direction == "out" and not logged.message.auto_reply
    later = (logged.logged, logged.n) > (draft.logged, draft.last) and logged.day >= draft.day
    return later and (ours or logged.from_person)

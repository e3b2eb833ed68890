"""The silences of a thread: the days on which the regulator said nothing, as the record has them.

They count from its last word, whatever we said since: a machine's answer, a press statement of ours or a letter that
stayed without an answer breaks no silence. Both doors draw them from here.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from assistant.record.openings import last_contact
from assistant.record.thread import Thread

SHORTEST = 2
"""Days between two messages that are worth a line."""


class Silence(Struct, frozen=True):
    """A stretch without a word from the regulator."""

    days: int
    """From `since`, day 0, to `until`."""
    since: date
    """When it last spoke; where it never did, the message before."""
    until: date
    broken: bool = False
    """There was a message of ours in between, so that `since` is worth saying."""


def silences(thread: Thread) -> dict[int, Silence]:
    """Silence before a message, by the message's number: where `SHORTEST` days or more lie between it and the last."""
    found: dict[int, Silence] = {}
    contact: date | None = None
    for before, logged in zip(thread.messages, thread.messages[1:], strict=False):
        if before.from_person:
            contact = before.day
        if (logged.day - before.day).days >= SHORTEST:
            since = contact or before.day
            found[logged.n] = Silence((logged.day - since).days, since, logged.day, since != before.day)
    return found


def silence_now(thread: Thread, as_of: date) -> Silence | None:
    """The silence that lasts on `as_of`; none in a closed thread, or where the regulator never spoke."""
    contact = last_contact(thread)
    if contact is None or thread.closed is not None or (as_of - contact.day).days < SHORTEST:
        return None
    return Silence((as_of - contact.day).days, contact.day, as_of, broken=True)

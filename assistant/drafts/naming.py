"""What a letter calls the things it speaks of: “our letter of 9 October 2020”, “the meeting of 12 October 2020”.

A letter is cited by the date on the document, by which its reader finds it; the day that starts its clocks is added
where it differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.clocks.wording import long_date
from assistant.record.kinds import Channel, Message
from assistant.record.thread import Logged

NOUNS: dict[Channel, str] = {
    "email": "e-mail",
    "letter": "letter",
    "call": "telephone call",
    "meeting": "meeting",
    "portal": "portal filing",
    "press": "public statement",
    "court": "court document",
    "other": "message",
}
SPOKEN = frozenset({"meeting", "call"})
"""Held by both sides at once: neither ours nor yours."""


def named(logged: Logged) -> str:
    """The message as a letter to the regulator names it, with its date."""
    day, on_document = logged.day, document_day(logged)
    if on_document == day:
        return f"{_whose(logged.message)} of {long_date(day)}"
    arrived = "received" if logged.message.direction == "in" else "sent"
    return f"{_whose(logged.message)} dated {long_date(on_document)}, {arrived} on {long_date(day)}"


def of_record(logged: Logged) -> str:
    """The message as a colleague is told of it: `the letter of 9 October 2020 (#4)`."""
    return f"the {NOUNS[logged.message.channel]} of {long_date(document_day(logged))} (#{logged.n})"


def document_day(logged: Logged) -> date:
    """The date on the document, as written there; the day of its clocks if it bears none or was spoken."""
    dated = logged.message.dated
    if dated is None or logged.message.channel in SPOKEN:
        return logged.day
    return date.fromisoformat(dated[:10])


def in_which(message: Message | None) -> str:
    """The words that lead from a message's name to what was said in it."""
    return "at which" if message is not None and message.channel == "meeting" else "in which"


def joined(names: Sequence[str]) -> str:
    """`a, b and c`."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _whose(message: Message) -> str:
    noun = NOUNS[message.channel]
    if message.channel in SPOKEN:
        return f"the {noun}"
    match message.direction:
        case "in":
            return f"your {noun}"
        case "public":
            return "our public statement"
        case "internal":
            return "our internal note"
        case _:
            return f"our {noun}"

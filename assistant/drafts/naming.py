"""What a letter calls the things it speaks of: “our letter of 9 October 2020”, “the meeting of 12 October 2020”.

A letter is cited by the date on the document, by which its reader finds it; the day that starts its clocks is added
where it differs. The words are those of the letter's language; colleagues are told in English.
"""

from __future__ import annotations

from datetime import date

from assistant.drafts.words import ENGLISH, Words, words_of
from assistant.record.kinds import SPOKEN, Message
from assistant.record.thread import Logged


def named(logged: Logged, words: Words) -> str:
    """The message as a letter to the regulator names it, with its date."""
    what, day, on_document = _whose(logged.message, words), logged.day, document_day(logged)
    if on_document == day:
        return words.of.format(what=what, day=words.written(day))
    pattern = words.received if logged.message.direction == "in" else words.sent
    return pattern.format(what=what, dated=words.written(on_document), day=words.written(day))


def of_record(logged: Logged) -> str:
    """The message as a colleague is told of it: `the letter of 9 October 2020 (#4)`."""
    words = words_of(ENGLISH)
    return f"the {words.channels[logged.message.channel].noun} of {words.written(document_day(logged))} (#{logged.n})"


def document_day(logged: Logged) -> date:
    """The date on the document, as written there; the day of its clocks if it bears none or was spoken."""
    dated = logged.message.dated
    if dated is None or logged.message.channel in SPOKEN:
        return logged.day
    return date.fromisoformat(dated[:10])


def in_which(message: Message | None, words: Words, *, promise: bool = False) -> str:
    """The words that lead from its name to what was said in a message, or in a request or promise that has none."""
    if message is None:
        return (words.undertaking if promise else words.request).in_which
    return words.channels[message.channel].in_which


def _whose(message: Message, words: Words) -> str:
    known = words.channels[message.channel]
    if message.channel in SPOKEN:  # held by both sides at once: neither ours nor yours
        return known.ours
    match message.direction:
        case "in":
            return known.theirs
        case "public":
            return words.public
        case "internal":
            return words.internal
        case _:
            return known.ours

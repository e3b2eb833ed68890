"""The requests and commitments that a thread's messages seem to hold and nobody has decided on yet.

A pure function of the thread and a calendar: what `mail.asks` finds in messages and in the letters attached to them,
with the side that would owe it and the day it would be due, less what was opened or turned down. Nothing is opened
here; a door shows the list and hands what a person accepts to `record.decisions`, as it would the same words typed by
hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from msgspec import Struct

from assistant.clocks.calendars import Calendar
from assistant.clocks.said import read_said
from assistant.errors import UsageProblem
from assistant.mail.asks.ask_words import plain
from assistant.mail.asks.asks import Candidate, asks, dated_sentences, owed_by
from assistant.record.annexes import new_annexes
from assistant.record.dates import day_of, is_day
from assistant.record.decisions import Asked
from assistant.record.kinds import Attachment, Side
from assistant.record.thread import Logged, Thread

MACHINES = frozenset({"automatic", "bounce"})
MINUTES = frozenset({"meeting", "call"})
"""Channels whose text we wrote ourselves: `we` and `you` do not tell the sides."""
TELLING = MINUTES | {"press"}
"""Channels on which a report that something was asked is how it was asked."""


class Proposed(Struct, frozen=True):
    """A candidate in a message, for a person to accept or turn down."""

    thread: str
    message: int
    """The entry that carries the words."""
    number: int
    """From 1 within the message; it stays the same whatever becomes of the others."""
    candidate: Candidate
    owed_by: Side | None
    """None: a person must say."""
    due: date | None
    """The day to fill in; None without one, or with one that lies before the message itself."""
    how: str
    """How the date was read; empty without one."""
    complete: bool
    """All of the message was looked through."""
    annex: Attachment | None = None
    """In which the words stand; None: in the message itself."""

    @property
    def id(self) -> str:
        """As a door names it: `10:1`."""
        return f"{self.message}:{self.number}"


class _Text(Struct, frozen=True):
    """A text whose words count as its sender's."""

    text: str
    dated: date
    """The day from which its dates are read."""
    annex: Attachment | None = None


def proposals(thread: Thread, calendar: Calendar, zone: tzinfo) -> tuple[Proposed, ...]:
    """What is open for decision, in the order of the timeline; days are days in `zone`."""
    heard = [m for m in thread.messages if m.message.direction != "internal" and m.cls not in MACHINES]
    annexes = new_annexes(heard)
    return tuple(
        proposed
        for logged in heard
        for proposed in _of_message(thread, logged, _texts(logged, annexes.get(logged.n, ()), zone), calendar)
    )


def proposal(found: tuple[Proposed, ...], wanted: str) -> Proposed:
    """The one of that id; raises `UsageProblem` if it is not there (any more)."""
    plain_id = wanted.removeprefix("#")
    one = next((proposed for proposed in found if proposed.id == plain_id), None)
    if one is None:
        known = ", ".join(proposed.id for proposed in found)
        hint = f"It has {known}." if known else "Nothing is left to decide."
        raise UsageProblem(f"there is no proposal {wanted!r}", hint=hint)
    return one


def announcement(thread: Thread, message: int, until: date, calendar: Calendar, zone: tzinfo) -> str:
    """The words of `message` that name the day `until`, verbatim; empty where no sentence of it does."""
    logged = thread.message(message)
    if logged is None:
        return ""
    said = (
        (words, read_said(when, one.dated, logged.day, calendar).day)
        for one in _texts(logged, logged.message.annexes, zone)
        for words, when in dated_sentences(one.text)
    )
    return next((words for words, day in said if day == until), "")


def accepted(proposed: Proposed) -> Asked:
    """What a person opens by accepting it; raises `UsageProblem` if they must say who owes it."""
    if proposed.owed_by is None:
        raise UsageProblem(f"who owes {proposed.id} does not follow from the message", hint="Say it with --owed-by.")
    candidate = proposed.candidate
    return Asked(candidate.type, proposed.owed_by, candidate.words, proposed.due, candidate.condition)


def _of_message(thread: Thread, logged: Logged, texts: Sequence[_Text], calendar: Calendar) -> Iterator[Proposed]:
    before, known = 0, frozenset[str]()
    for one in texts:
        found = asks(one.text)
        undecided = _undecided(thread, logged, one.text, found.candidates)
        for number, candidate in enumerate(found.candidates, before + 1):
            owes = _owed_by(candidate, logged)
            again = _squeezed(candidate.words) in known
            if candidate not in undecided or again or not _counts(candidate, logged, owes):
                continue
            due, how = _due(candidate, one, texts[0].dated, logged, calendar)
            yield Proposed(thread.id, logged.n, number, candidate, owes, due, how, found.complete, one.annex)
        before += len(found.candidates)
        known |= {_squeezed(candidate.words) for candidate in found.candidates}


def _due(
    candidate: Candidate, said_in: _Text, dated: date, logged: Logged, calendar: Calendar
) -> tuple[date | None, str]:
    """The day to fill in, if it is not before the message's own, `dated`; and how it was read."""
    if candidate.said is None:
        return None, ""
    reading = read_said(candidate.said, said_in.dated, logged.day, calendar)
    return reading.day if reading.day and reading.day >= dated else None, reading.how


def _texts(logged: Logged, annexes: Sequence[Attachment], zone: tzinfo) -> tuple[_Text, ...]:
    """What was newly written, then the annexes; one that bears a date of its own is read from that."""
    dated = _dated(logged, zone)
    attached = []
    for annex in annexes:
        own = date.fromisoformat(annex.dated) if annex.dated and is_day(annex.dated) else dated
        attached.append(_Text(annex.text, own if own <= logged.day else dated, annex))
    return (_Text(logged.message.own_text, dated), *attached)


def _dated(logged: Logged, zone: tzinfo) -> date:
    """The letter's own day, from which its dates are read."""
    return day_of(logged.message.dated or logged.message.sent or logged.day.isoformat(), zone)


def _undecided(thread: Thread, logged: Logged, text: str, found: tuple[Candidate, ...]) -> frozenset[Candidate]:
    """Those that share no character with words that were opened or turned down.

    White space and quotation marks may have been typed otherwise, so characters are counted without white space.
    """
    words = [o.words for o in thread.obligations if o.message == logged.n]
    words += [note.unbinding for note in thread.notes if note.message == logged.n]
    if not found or not any(words):
        return frozenset(found)
    folded = plain(text)
    squeezed = _squeezed(folded)
    taken = bytearray(len(squeezed))
    for said in words:
        for start, end in _places(_squeezed(said), squeezed):
            taken[start:end] = b"\1" * (end - start)
    left, counted, last = set(), 0, 0
    for candidate in found:
        counted, last = counted + len(_squeezed(folded[last : candidate.start])), candidate.start
        if not any(taken[counted : counted + len(_squeezed(candidate.words))]):
            left.add(candidate)
    return frozenset(left)


def _squeezed(words: str) -> str:
    return "".join(plain(words).split())


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _owed_by(candidate: Candidate, logged: Logged) -> Side | None:
    """In minutes, only what they are reported to have asked of us tells a side."""
    direction, channel = logged.message.direction, logged.message.channel
    if channel in MINUTES and not (candidate.reported and direction == "in"):
        return None
    return owed_by(candidate, direction)


def _counts(candidate: Candidate, logged: Logged, owes: Side | None) -> bool:
    if candidate.reported and logged.message.channel not in TELLING:
        return False
    return owes is not None or logged.message.channel in MINUTES

"""How long each side has waited for the other: from threads to single waits, which `statistics` counts. Pure.

Four things are measured, in calendar days net of the pauses that concern them:
* *their answer*: from a request of ours, or a message of ours that awaits a reply as a whole, to what settled it, or to
  the next substantive message; reminders begin no wait of their own;
* *their acknowledgement*: from the same message, if it was written, to the first thing a person of theirs said;
* *our answer*: from a request of theirs to what settled it;
* *our acknowledgement*: from the message in which it stands, if it was written, to the next thing we sent them.
What was withdrawn, and what was open when its thread was closed, was lost from sight on that day. A step of procedure
is no question and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.record.kinds import Channel, Side
from assistant.record.openings import ACKNOWLEDGED, Reading
from assistant.record.thread import Logged, Obligation, Pause, Thread

Measure = Literal["acknowledgement", "answer"]
MEASURES: tuple[Measure, ...] = ("acknowledgement", "answer")


class Wait(Struct, frozen=True):
    """One thing that one side waited for."""

    measure: Measure
    by: Side
    """Who had to answer."""
    thread: str
    regulator: str
    tags: tuple[str, ...]
    channel: Channel | None
    """Of the message that asked; None where no message carries the request."""
    start: date
    days: int
    """Net of pauses, to its end or as long as it was seen to last."""
    ended: bool


class _Span(Struct, frozen=True):
    entry: int
    """The obligation, or the message."""
    message: Logged | None
    start: date
    end: date | None
    until: date
    """The last day that it was seen open, if it has no end."""


def waits(thread: Thread, day: date) -> Iterator[Wait]:
    """Every wait of a thread as of `day`."""
    reading = Reading(thread)
    last = min(thread.closed or day, day)
    theirs = [*_asked(thread, reading, "regulator", last), *_whole_messages(reading, last)]
    ours = list(_asked(thread, reading, "company", last))
    sides: tuple[tuple[Side, list[_Span]], ...] = (("regulator", theirs), ("company", ours))
    for side, spans in sides:
        for span in spans:
            yield _wait(thread, "answer", side, span)
        for first in _first_of_each_message(spans):
            if (message := first.message) and message.message.channel in ACKNOWLEDGED:
                sign = _sign(reading, message, side)
                span = _Span(message.n, message, message.day_0, sign.day if sign else None, last)
                yield _wait(thread, "acknowledgement", side, span)


def _wait(thread: Thread, measure: Measure, by: Side, span: _Span) -> Wait:
    until = max(span.end or span.until, span.start)
    days = (until - span.start).days - _paused(thread, span, until)
    channel = span.message.message.channel if span.message else None
    return Wait(measure, by, thread.id, thread.regulator, thread.tags, channel, span.start, days, span.end is not None)


def _asked(thread: Thread, reading: Reading, by: Side, last: date) -> Iterator[_Span]:
    """The requests that `by` had to answer; one whose message bounced and was not sent again never reached them."""
    for request in thread.obligations:
        if request.type != "request" or request.owed_by != by or request.rule:
            continue
        carrier = reading.delivered(request.message)
        if by == "regulator" and request.message in reading.bounced and carrier is None:
            continue
        start = carrier.day_0 if carrier else request.day
        yield _Span(request.n, carrier, start, _settled(request), _withdrawn(request) or last)


def _settled(request: Obligation) -> date | None:
    return request.updates[-1].day if request.state == "settled" else None


def _withdrawn(request: Obligation) -> date | None:
    return request.updates[-1].day if request.state == "withdrawn" else None


def _whole_messages(reading: Reading, last: date) -> Iterator[_Span]:
    """The first of ours between two substantive ones of theirs that awaits a reply, if no request was singled out."""
    between: list[Logged] = []
    for logged in (*reading.messages, None):
        if logged is not None and not logged.is_whole_answer:
            between.append(logged)
            continue
        asked = any(m.n in reading.carriers and m.message.direction == "out" for m in between)
        first = next((m for m in between if reading.expects_reply(m)), None)
        if first is not None and not asked:
            yield _Span(first.n, first, first.day_0, logged.day if logged else None, last)
        between = []


def _first_of_each_message(spans: list[_Span]) -> list[_Span]:
    found: dict[int, _Span] = {}
    for span in spans:
        if span.message:
            found.setdefault(span.message.n, span)
    return list(found.values())


def _sign(reading: Reading, message: Logged, by: Side) -> Logged | None:
    later = reading.after(message.n)
    if by == "regulator":
        return next((m for m in later if m.from_person), None)
    return next((m for m in later if m.message.direction == "out" and m.n not in reading.bounced), None)


def _paused(thread: Thread, span: _Span, until: date) -> int:
    """Days of the span on which its clock stood, each once."""
    stood: set[int] = set()
    named = {None, span.entry, span.message.n if span.message else None}
    for pause in (p for p in thread.pauses if p.opening in named):
        stood |= _days(pause, span.start, until)
    return len(stood)


def _days(pause: Pause, start: date, until: date) -> set[int]:
    first, last = max(pause.start, start), min(pause.end or until, until)
    return set(range(first.toordinal(), last.toordinal()))

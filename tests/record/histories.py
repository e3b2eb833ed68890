"""Random threads: moves that hypothesis draws and shrinks, told as facts that refer to what is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, get_args

from hypothesis import strategies as st

from assistant.record.entry import NewEntry
from assistant.record.kinds import (
    Channel,
    Classified,
    Corrected,
    Direction,
    DraftSaved,
    DraftState,
    Extended,
    Fact,
    Message,
    MessageClass,
    Note,
    ObligationOpened,
    ObligationState,
    ObligationUpdated,
    Paused,
    Restarted,
    Resumed,
    Snoozed,
    ThreadClosed,
    ThreadReopened,
)
from assistant.record.loose_ends import FOR_A_PERSON
from tests.record.writing import THREAD, by, opened

FIRST = date(2020, 1, 1)
SPAN = 60
"""Days within which everything happens."""
CLASSES = get_args(MessageClass)
STATES = get_args(ObligationState)
DRAFT_STATES = get_args(DraftState)
CHANNELS: tuple[Channel, ...] = ("email", "letter", "email", "call")
KINDS = (
    *("in", "out") * 3,
    *("public", "internal", "classified", "classified", "bounce", "called", "met", "filed", "filed", "unsure"),
    *("request", "request", "demand", "commitment", "promise", "updated", "updated"),
    *("extended", "paused", "resumed", "restarted", "snoozed", "draft", "draft", "redraft", "note"),
    *("corrected", "void", "closed", "reopened"),
)


SAID: dict[str, tuple[Direction, Channel]] = {
    "in": ("in", "email"),
    "out": ("out", "email"),
    "public": ("public", "email"),
    "internal": ("internal", "email"),
    "bounce": ("in", "email"),
    "unsure": ("in", "email"),
    "called": ("out", "call"),
    "met": ("in", "meeting"),
    "filed": ("out", "portal"),
}
"""The moves that are messages."""
PROPOSED: dict[str, MessageClass] = {"bounce": "bounce", "unsure": "acknowledgement"}


class Move(NamedTuple):
    """One thing that somebody logs; `pick` chooses among what it can refer to."""

    what: str
    day: int
    pick: int
    moment: bool
    """The message has a time of day, in a zone of its own."""


MOVES = st.builds(Move, st.sampled_from(KINDS), st.integers(0, SPAN), st.integers(0, 30), st.booleans())
HISTORIES = st.lists(MOVES, max_size=14)
DAYS = st.integers(-2, SPAN + 12).map(lambda days: FIRST + timedelta(days=days))


def history(moves: Sequence[Move]) -> list[Fact]:
    """The facts of a thread: its opening, then what the moves say."""
    facts: list[Fact] = [opened(THREAD, day=FIRST.isoformat()).fact]
    for move in moves:
        facts.append(fact_of(move, facts))
    return facts


def entries(moves: Sequence[Move], thread: str = THREAD) -> list[NewEntry]:
    """The same as entries of `thread`, each logged on the day it tells of."""
    facts = [opened(thread, day=FIRST.isoformat()).fact, *history(moves)[1:]]
    days = [0, *(move.day for move in moves)]
    return [by(fact, f"{_iso(day)}T20:30:00Z") for fact, day in zip(facts, days, strict=True)]


def fact_of(move: Move, facts: Sequence[Fact]) -> Fact:
    """What `move` says of a thread that has `facts`; a remark where there is nothing that it could be about."""
    what, day, pick = move.what, _iso(move.day), move.pick
    if what in SAID:
        return _message(move)
    if what in {"request", "demand", "commitment", "promise"}:
        return _obligation(move, facts)
    if what in {"classified", "updated", "extended", "paused", "resumed", "restarted", "corrected"}:
        return _about(move, facts)
    match what:
        case "void" if len(facts) > 1:
            return Corrected(2 + pick % (len(facts) - 1), "an error", void=True)
        case "snoozed":
            return Snoozed(_iso(move.day + pick), "later", None, None, day)
        case "draft":
            return DraftSaved(f"Draft of {day}", day=day)
        case "redraft" if drafts := [n for n, fact in enumerate(facts, 1) if _begins_a_draft(fact)]:
            state = DRAFT_STATES[pick % 5]
            return DraftSaved(f"Draft of {day}", state=state, draft=drafts[pick % len(drafts)], day=day)
        case "closed":
            return ThreadClosed("done", day)
        case "reopened":
            return ThreadReopened("not done", day)
    return Note(f"Note of {day}", day)


def _begins_a_draft(fact: Fact) -> bool:
    return isinstance(fact, DraftSaved) and fact.draft is None


def _iso(day: int) -> str:
    return (FIRST + timedelta(days=day)).isoformat()


def _message(move: Move) -> Message:
    direction, channel = SAID[move.what]
    inbound = direction == "in"
    when = f"{_iso(move.day)}T{move.pick % 24:02d}:30:00+05:00" if move.moment else _iso(move.day)
    proposed: MessageClass | None = CLASSES[move.pick % 6] if inbound else None
    if named := PROPOSED.get(move.what):
        proposed = named
    return Message(
        direction,
        CHANNELS[move.pick % len(CHANNELS)] if channel == "email" else channel,
        f"{move.what} {move.pick}",
        "Some text",
        received=when if inbound else None,
        sent=None if inbound else when,
        order=move.pick % 2,
        message_id=f"{move.what}{move.day}.{move.pick}@example",
        proposed_class=proposed if move.moment or proposed == "bounce" or move.what in PROPOSED else None,
        class_reason=f"from a third party: {FOR_A_PERSON}" if move.what == "unsure" else "",
        receipt="R-7" if move.what == "filed" and move.pick % 3 == 0 else "",
    )


def _obligation(move: Move, facts: Sequence[Fact]) -> Fact:
    kind = "request" if move.what in {"request", "demand"} else "commitment"
    side = "regulator" if move.what in {"request", "promise"} else "company"
    due = _iso(move.day + move.pick) if move.moment or kind == "commitment" else None
    due = f"{due}T12:00:00+14:00" if due and move.pick % 4 == 1 else due
    carriers = [n for n, fact in enumerate(facts, 1) if isinstance(fact, Message)]
    message = carriers[move.pick % len(carriers)] if carriers and move.pick % 3 else None
    return ObligationOpened(kind, side, f"{kind} {move.pick}", message, due, day=None if message else _iso(move.day))  # type: ignore[arg-type]


def _about(move: Move, facts: Sequence[Fact]) -> Fact:
    messages = [n for n, fact in enumerate(facts, 1) if isinstance(fact, Message)]
    inbound = [n for n in messages if facts[n - 1].direction == "in"]  # type: ignore[union-attr]
    obligations = [n for n, fact in enumerate(facts, 1) if isinstance(fact, ObligationOpened)]
    pick, day = move.pick, _iso(move.day)
    paused = [fact.opening for fact in facts if isinstance(fact, Paused)]
    message = messages[pick % len(messages)] if messages else 0
    opening = (obligations or messages or [0])[pick % len(obligations or messages or [0])]
    match move.what:
        case "classified" if inbound:
            return Classified(inbound[pick % len(inbound)], CLASSES[move.day % 6])
        case "updated" if obligations:
            by_message = message if message and move.moment else None
            return ObligationUpdated(opening, STATES[move.day % 4], by_message, "", None if by_message else day)
        case "extended" if messages:
            to, duration = (None, "5 working days") if move.moment else (_iso(move.day + pick), None)
            return Extended(opening, message, to, duration)
        case "paused" if messages:
            return Paused(message, None if (paused[0] is None if paused else move.moment) else opening, day)
        case "resumed" if paused:  # only what was paused can go on; all clocks or single ones, never both in a thread
            return Resumed(message, paused[pick % len(paused)], day)
        case "restarted" if messages:
            return Restarted(opening, message, None if move.moment else day)
        case "corrected" if messages:
            field = "received" if facts[message - 1].direction == "in" else "sent"  # type: ignore[union-attr]
            return Corrected(message, "the date was wrong", {field: day, "order": pick % 3})
    return Note(f"Nothing there to say “{move.what}” of", day)

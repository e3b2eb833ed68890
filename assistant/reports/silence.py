"""Silence facts of a thread: what a statement about it may rest on, as of a day.

Each of our messages with the proof that it arrived, what came since from the regulator (a machine's answer is listed
and not counted), where an answer could have come in and when that was last looked at, and what we owe ourselves. What
may be said because of it is for `silence_sentences`. Pure: what the record does not know of (mailboxes, the tray, the
clock on the wall) is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.record.kinds import SPOKEN, Channel, Direction, MessageClass, ObligationType, Side
from assistant.record.openings import last_contact, openings
from assistant.record.thread import Logged, Obligation, ObligationStanding, Thread

_READ = "a read receipt (RFC 8098)"
"""How `mail.reports` words that a message was displayed."""
ProofKind = Literal["receipt", "answered", "read", "delivered", "undelivered", "none"]
PROVEN: frozenset[ProofKind] = frozenset({"receipt", "answered", "read", "delivered"})
HIDDEN = "(confidential)"
"""Stands for words that are withheld."""


class Proof(Struct, frozen=True):
    """What shows that a message reached them."""

    kind: ProofKind
    entry: int | None = None
    """The entry that shows it."""
    words: str = ""


class Sent(Struct, frozen=True):
    """A message of ours to them."""

    entry: int
    day: date
    days: int
    """Since then."""
    channel: Channel
    subject: str
    proof: Proof
    illustrative: bool = False


class Since(Struct, frozen=True):
    """A message of theirs, or a talk."""

    entry: int
    day: date
    days: int
    channel: Channel
    direction: Direction
    cls: MessageClass | None
    subject: str
    counted: bool
    """It breaks a silence."""
    why: str = ""
    """Why it does not."""


class Source(Struct, frozen=True):
    """A place where an answer could come in."""

    name: str
    checked: str | None
    """The moment (UTC) up to which it is known to be read; None: never, as far as anybody knows."""
    day: date | None = None
    """The same as a day of the regulator's zone."""


class Owed(Struct, frozen=True):
    """Something open, on either side."""

    entry: int
    type: ObligationType
    owed_by: Side
    state: ObligationStanding
    words: str
    message: int | None
    day: date
    due: date | None
    partial: tuple[int, ...] = ()
    is_quotation: bool = True
    """Its words are somebody's, and not the program's own."""
    rule: str = ""
    """Of a step of procedure, which nobody asked for."""


class Moved(Struct, frozen=True):
    """An extension, a pause or a snooze in force."""

    entry: int
    kind: Literal["extension", "pause", "snooze"]
    day: date
    until: date | None
    what: str


class SilenceFacts(Struct, frozen=True):
    """The sheet, without its sentences."""

    thread: str
    regulator: str
    as_of: date
    sent: tuple[Sent, ...]
    """The earliest first."""
    theirs: tuple[Since, ...]
    """All that came in and all talks, the earliest first."""
    last_contact: Since | None
    open: tuple[Owed, ...]
    moved: tuple[Moved, ...]
    sources: tuple[Source, ...]
    tray: int
    """Exchanges of no known regulator that nobody has filed yet."""
    withheld: int
    """Confidential messages whose words are left out."""

    @property
    def owed_by_us(self) -> tuple[Owed, ...]:
        """What they asked of us, then what we promised."""
        ours = [owed for owed in self.open if owed.owed_by == "company" and not owed.rule]
        return tuple(sorted(ours, key=lambda owed: owed.type == "commitment"))

    def after(self, entry: int) -> tuple[Since, ...]:
        """What came from them after our message `entry`."""
        ours = next(sent for sent in self.sent if sent.entry == entry)
        return tuple(one for one in self.theirs if (one.day, one.entry) > (ours.day, ours.entry))


def silence_facts(
    thread: Thread, as_of: date, sources: Sequence[Source], tray: int, *, confidential: bool = False
) -> SilenceFacts:
    """What is known of both sides' words in `thread`; of confidential messages only their dates unless asked for."""
    hidden = frozenset() if confidential else frozenset(m.n for m in thread.messages if m.message.confidential)
    theirs = tuple(_theirs(m, as_of, hidden) for m in thread.messages if _is_theirs(m))
    contact = last_contact(thread)
    return SilenceFacts(
        thread.id,
        thread.regulator,
        as_of,
        tuple(_sent(thread, m, as_of, hidden) for m in thread.messages if m.message.direction == "out"),
        theirs,
        next((one for one in theirs if contact and one.entry == contact.n), None),
        tuple(_owed(o, hidden) for o in thread.obligations if o.is_open),
        tuple(_moved(thread, as_of)),
        tuple(sources),
        tray,
        len(hidden),
    )


def _is_theirs(logged: Logged) -> bool:
    return logged.message.direction == "in" or logged.message.channel in SPOKEN


def _theirs(logged: Logged, as_of: date, hidden: frozenset[int]) -> Since:
    message = logged.message
    counted = logged.from_person or (message.channel in SPOKEN and message.direction != "internal")
    why = "" if counted else (message.class_reason or f"taken for {logged.cls or 'internal'}: no person's answer")
    return Since(
        logged.n,
        logged.day,
        (as_of - logged.day).days,
        message.channel,
        message.direction,
        logged.cls,
        HIDDEN if logged.n in hidden else message.subject,
        counted,
        why,
    )


def _sent(thread: Thread, logged: Logged, as_of: date, hidden: frozenset[int]) -> Sent:
    subject = HIDDEN if logged.n in hidden else logged.message.subject
    days = (as_of - logged.day).days
    proof = _proof(thread, logged)
    return Sent(logged.n, logged.day, days, logged.message.channel, subject, proof, logged.message.illustrative)


def _proof(thread: Thread, sent: Logged) -> Proof:
    """The best there is: a portal's number, a person's answer to it, a machine's report."""
    if sent.message.receipt:
        return Proof("receipt", sent.n, f"receipt {sent.message.receipt}")
    if any(o.kind == "undelivered" and o.message == sent.n for o in openings(thread)):
        return Proof("undelivered", sent.n, "it came back")
    name = sent.message.message_id
    about = [m for m in thread.messages if name and name in {m.message.in_reply_to, *m.message.about}]
    answer = next((m for m in about if m.from_person), None)
    if answer:
        return Proof("answered", answer.n, "a person answered it")
    read = next((m for m in about if m.message.class_reason.startswith(_READ)), None)
    if read:
        return Proof("read", read.n, read.message.class_reason)
    delivered = next((m for m in about if m.message.class_reason.startswith("delivered")), None)
    if delivered:
        return Proof("delivered", delivered.n, delivered.message.class_reason)
    asked = [o for o in thread.obligations if o.message == sent.n and o.owed_by == "regulator"]
    by = thread.among({u.by_message for o in asked for u in o.updates if u.by_message is not None})
    said = next((m for m in by if _is_theirs(m)), None)
    if said is not None:
        part = "" if all(o.state == "settled" for o in asked) else " in part"
        return Proof("answered", said.n, f"they answered{part} what it asks")
    return Proof("none")


def _owed(o: Obligation, hidden: frozenset[int]) -> Owed:
    words = HIDDEN if o.message in hidden else o.words
    return Owed(
        o.n, o.type, o.owed_by, o.state, words, o.message, o.day, o.due, o.partial_answers, o.is_quotation, o.rule
    )


def _moved(thread: Thread, as_of: date) -> Iterator[Moved]:
    for extension in thread.extensions:
        yield Moved(extension.n, "extension", extension.day, extension.to, f"by {extension.by}" if extension.by else "")
    for pause in thread.pauses:
        if pause.end is None or pause.end > as_of:
            yield Moved(pause.n, "pause", pause.start, pause.end, f"because of #{pause.because}")
    for snooze in thread.snoozes:
        if snooze.until >= as_of:
            yield Moved(snooze.n, "snooze", snooze.day, snooze.until, snooze.reason)

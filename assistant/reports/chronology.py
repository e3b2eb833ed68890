"""A chronology: who said what to whom on which day, on which paper, and what each side owes the other.

Pure functions of threads. A row is one message; what was logged late says so, and an exhibit keeps its number as the
record grows, since it is counted in the order of logging. Rows are made one at a time, so that a long thread is never
held as a whole.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo

from msgspec import Struct

from assistant.record.dates import lag_days, local_moment
from assistant.record.fold import message_moment
from assistant.record.inert import inert_line
from assistant.record.kinds import (
    Channel,
    Direction,
    Message,
    MessageClass,
    ObligationType,
    Party,
    Side,
)
from assistant.record.long_thread import LongThread
from assistant.record.pointing import annex_with
from assistant.record.thread import Extension, Logged, Obligation, ObligationStanding, Thread
from assistant.reports.disclosure import Reader, Reason, Withheld

LATE = 1
"""Days between a message and its logging up to which nothing is said of them."""
SUMMARY = 200
"""The most characters of a message's own words that stand for it."""


class Period(Struct, frozen=True):
    """Days, both included; None: without that end."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Row(Struct, frozen=True):
    """One message."""

    thread: str
    entry: int
    day: date
    """Received for inbound, sent for outbound, in the regulator's zone; so are the others."""
    time: str
    """`14:30`; empty where only the day is known."""
    direction: Direction
    channel: Channel
    cls: MessageClass | None
    """None for what is not inbound, and for a reader who is not told how we took it."""
    decided: bool
    """A person has said what it is."""
    bounce: bool
    """A mail system, often our own, says that our mail came back: inbound, and yet no word of theirs."""
    sender: str
    recipients: str
    subject: str
    words: str
    """The beginning of what its author newly wrote, verbatim, on one line; may be the whole."""
    exhibit: str
    """Empty where no original and no attachment was kept."""
    documents: int
    """Files of the exhibit."""
    annexes: str
    """Names of those among them whose text was read, as that of an attached letter is."""
    logged: str
    """When it was logged, UTC."""
    by: str
    """Who logged it; empty for a reader outside the house."""
    lag_days: int
    """Days until it was logged."""
    illustrative: bool
    confidential: bool

    @property
    def late(self) -> bool:
        return self.lag_days > LATE

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader must know before relying on it."""
        late = [f"logged {self.lag_days} days later"] if self.late else []
        return (
            *late,
            *(["illustrative"] if self.illustrative else []),
            *(["confidential"] if self.confidential else []),
        )


class Turn(Struct, frozen=True):
    """One step in the life of an obligation."""

    day: date
    state: ObligationStanding | None
    """None for an extension."""
    by_message: int | None
    to: date | None = None
    """The day to which it was extended, where one was named."""
    by: str = ""
    """By how much it was, where no day was named."""
    reason: str = ""


class Owed(Struct, frozen=True):
    """A request or commitment, of either side."""

    thread: str
    entry: int
    type: ObligationType
    owed_by: Side
    words: str
    message: int | None
    annex: str
    """Name of the attachment of that message in which the words stand; empty: they stand in the message itself."""
    day: date
    due: date | None
    """The day that its own words set."""
    state: ObligationStanding
    condition: str
    turns: tuple[Turn, ...]
    quoted: bool
    """The words are a quotation: not a step of procedure, nor a promise of which nobody singled out the words."""


class ThreadName(Struct, frozen=True):
    """A thread, as the top of a chronology names it."""

    thread: str
    title: str
    ours: str
    theirs: str


class Chronology(Struct, frozen=True):
    regulator: str
    day: date
    """As of which it is told."""
    period: Period
    threads: tuple[ThreadName, ...]
    rows: Iterable[Row]
    """Can be gone through once."""
    obligations: tuple[Owed, ...]
    withheld: Counter[Reason]
    """Messages and obligations that are left out, by reason."""


class Given(Struct, frozen=True):
    """A thread, and what of it the reader of a report is not given."""

    of: LongThread
    withheld: Withheld


def given(threads: Iterable[LongThread], to: Reader) -> tuple[Given, ...]:
    """The threads, as far as `to` may see them."""
    return tuple(Given(of, Withheld(of, to)) for of in threads)


def chronology(threads: Sequence[Given], day: date, period: Period, to: Reader) -> Chronology:
    """The chronology of threads of one regulator, as far as `to` may see it."""
    told = [_rows(one, period, to, many=len(threads) > 1) for one in threads]
    return Chronology(
        threads[0].of.thread.regulator,
        day,
        period,
        tuple(ThreadName(t.id, t.title, t.ours, t.theirs) for t in (one.of.thread for one in threads)),
        heapq.merge(*told, key=lambda row: row.day),
        tuple(owed for one in threads for owed in _obligations(one, period, to)),
        sum((_left_out(one, period) for one in threads), Counter()),
    )


def _left_out(one: Given, period: Period) -> Counter[Reason]:
    """The messages and obligations of the period that are withheld."""
    alive = {owed.n for owed in one.of.thread.obligations if _alive(owed, period)}
    return one.withheld.tally(lambda n: n in alive or _said_in(one.of, n, period))


def _said_in(of: LongThread, n: int, period: Period) -> bool:
    """Entry `n` is a message of the period."""
    day = of.day(n)
    return day is not None and day in period


def _rows(one: Given, period: Period, to: Reader, *, many: bool) -> Iterator[Row]:
    of = one.of
    for logged in of.timeline(lambda n: n not in one.withheld and _said_in(of, n, period)):
        yield row(of.thread, logged, of.told.zone, exhibit(of, logged.n, many=many), to)


def exhibit(of: LongThread, n: int, *, many: bool) -> str:
    """`E3`; with its thread where there are `many`. Empty for a message without a document."""
    number = of.document(n)
    return "" if number is None else f"{of.thread.id}/E{number}" if many else f"E{number}"


def row(thread: Thread, logged: Logged, zone: tzinfo, label: str, to: Reader) -> Row:
    """One message with its texts, as a row; `label` is its exhibit's."""
    m = logged.message
    attached = {attachment.sha256 for attachment in m.attachments}
    return Row(
        thread=thread.id,
        entry=logged.n,
        day=logged.day,
        time=_time(logged, zone),
        direction=m.direction,
        channel=m.channel,
        cls=logged.cls if to.internal else None,
        decided=logged.decided,
        bounce=logged.cls == "bounce",
        sender=_party(m.sender) or (inert_line(logged.wrote(thread.regulator)) if m.direction == "in" else ""),
        recipients=", ".join(filter(None, map(_party, m.to))),
        subject=inert_line(m.subject),
        words=beginning(m),
        exhibit=label,
        documents=len(attached | ({m.original} if m.original else set())),
        annexes="; ".join(inert_line(annex.name) for annex in m.annexes),
        logged=logged.logged,
        by=inert_line(logged.by) if to.internal else "",
        lag_days=lag_days(logged.logged, logged.day, zone),
        illustrative=m.illustrative,
        confidential=m.confidential,
    )


def _time(logged: Logged, zone: tzinfo) -> str:
    when = message_moment(logged.message)
    return "" if when is None or len(when) == len("2020-10-12") else f"{local_moment(when, zone):%H:%M}"


def _party(party: Party) -> str:
    return inert_line(party.name or party.address)


def beginning(message: Message) -> str:
    """The beginning of its new text on one line, cut between words if it is long."""
    text = message.own_text
    plain = inert_line(text[: SUMMARY * 2])
    if len(plain) <= SUMMARY and len(text) <= SUMMARY * 2:
        return plain
    return plain[: SUMMARY + 1].rsplit(" ", 1)[0][:SUMMARY] + " …"


def _obligations(one: Given, period: Period, to: Reader) -> Iterator[Owed]:
    thread = one.of.thread
    for owed in thread.obligations:
        if owed.n not in one.withheld and _alive(owed, period):
            yield Owed(
                thread.id,
                owed.n,
                owed.type,
                owed.owed_by,
                inert_line(owed.words),
                owed.message,
                _annex(one.of, owed),
                owed.day,
                owed.due,
                owed.state,
                inert_line(owed.condition),
                tuple(sorted(_turns(thread, owed, one.withheld, to), key=lambda turn: turn.day)),
                owed.is_quotation,
            )


def _annex(of: LongThread, owed: Obligation) -> str:
    annex = annex_with(owed.words, of.message(owed.message)) if owed.message is not None else None
    return inert_line(annex.name) if annex else ""


def _alive(owed: Obligation, period: Period) -> bool:
    """It was open on some day of the period."""
    ended = None if owed.is_open else owed.updates[-1].day
    return (period.last is None or owed.day <= period.last) and (
        period.first is None or ended is None or ended >= period.first
    )


def _turns(thread: Thread, owed: Obligation, hidden: Withheld, to: Reader) -> Iterator[Turn]:
    for update in owed.updates:
        told = to.internal and update.n not in hidden
        yield Turn(update.day, update.state, update.by_message, reason=inert_line(update.reason) if told else "")
    for extension in thread.extensions:
        if _extends(extension, owed) and extension.n not in hidden:
            yield Turn(extension.day, None, extension.granted_by, extension.to, extension.by or "")


def _extends(extension: Extension, owed: Obligation) -> bool:
    return extension.opening == owed.n or (owed.message is not None and extension.opening == owed.message)

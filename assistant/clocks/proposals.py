"""The requests and commitments that a thread's messages seem to hold and nobody has decided on yet.

A pure function of the thread and a calendar: what `mail.asks` finds in messages and in the letters attached to them,
with the side that would owe it and the day it would be due, less what was opened or turned down. Nothing is opened
here; a door shows the list and hands what a person accepts to `record.decisions`, as it would the same words typed by
hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from itertools import chain

from msgspec import Struct, structs

from assistant.clocks.calendars import Calendar
from assistant.clocks.said import read_said
from assistant.errors import UsageProblem
from assistant.mail.asks.ask_words import plain
from assistant.mail.asks.asks import Asks, Candidate, asks, dated_sentences, owed_by, tells_reader
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
    followed: int | None = None
    """The next message in which the side that would owe it spoke and put nothing off: it may be settled by that, as a
    person sees."""

    @property
    def unanswered(self) -> bool:
        """That side has not spoken since: of an old record these are the few that wait for a person."""
        return self.followed is None

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


_Read = tuple[tuple[_Text, Asks], ...]
"""A message's texts, each with what it asks and promises."""
_Later = dict[Side | None, int]
"""The next message of either side that may end what is asked before it."""
_SIDES: frozenset[Side] = frozenset(("company", "regulator"))


def proposals(thread: Thread, calendar: Calendar, zone: tzinfo, company: str = "") -> tuple[Proposed, ...]:
    """What is open for decision, in the order of the timeline; days are days in `zone`. `company`: our name."""
    found = _newest_first(thread, calendar, zone, company, lambda _logged, _later: True)
    return tuple(chain.from_iterable(reversed([*found])))


def unanswered(thread: Thread, calendar: Calendar, zone: tzinfo, most: int, company: str = "") -> tuple[Proposed, ...]:
    """Of the same those that are `unanswered`; beyond the `most` newest messages that may hold one nothing is found.

    Few are read of a thread however long: where both sides have spoken since, only minutes may hold one.
    """
    left = iter(range(most))

    def may_hold(logged: Logged, later: _Later) -> bool:
        answered = later.keys() >= _SIDES and logged.message.channel not in MINUTES
        return not answered and next(left, None) is not None

    found = _newest_first(thread, calendar, zone, company, may_hold)
    return tuple(p for p in chain.from_iterable(reversed([*found])) if p.unanswered)


def _newest_first(
    thread: Thread, calendar: Calendar, zone: tzinfo, company: str, wanted: Callable[[Logged, _Later], bool]
) -> Iterator[tuple[Proposed, ...]]:
    """What each message proposes, of those that are `wanted` when it is known who spoke after them."""
    heard = {logged.n for logged in thread.messages if _may_bind(logged)}
    annexes = new_annexes(logged for logged in thread.messages if logged.n in heard)
    later: _Later = {}
    for logged in reversed(thread.messages):
        read: _Read = ()
        if logged.n in heard and wanted(logged, later):
            read = _read(logged, annexes.get(logged.n, ()), zone, company)
            found = _of_message(thread, logged, read, calendar)
            yield tuple(structs.replace(one, followed=later.get(one.owed_by)) for one in found)
        if (side := _ended_by(logged, read)) is not None:
            later[side] = logged.n


def _may_bind(logged: Logged) -> bool:
    return logged.message.direction != "internal" and (logged.cls not in MACHINES or _to_many(logged))


def _read(logged: Logged, annexes: Sequence[Attachment], zone: tzinfo, company: str) -> _Read:
    by_company = logged.message.direction in {"out", "public"}
    return tuple((one, asks(one.text, by_company=by_company, company=company)) for one in _texts(logged, annexes, zone))


def _ended_by(logged: Logged, read: _Read) -> Side | None:
    """The side whose words may end what it was asked before: a person's, of theirs those that answer.

    What promises something itself puts off, and ends nothing yet.
    """
    if any(candidate.type == "commitment" for _, asked in read for candidate in asked.candidates):
        return None
    if logged.is_answer:
        return "regulator"
    return "company" if logged.message.direction == "out" and not logged.message.auto_reply else None


def chosen(found: tuple[Proposed, ...], wanted: str) -> tuple[Proposed, ...]:
    """The one of that id, or with a message's number alone all of that message; raises `UsageProblem` without any."""
    name = wanted.removeprefix("#")
    those = tuple(proposed for proposed in found if name in {proposed.id, str(proposed.message)})
    if not those:
        known = ", ".join(proposed.id for proposed in found)
        hint = f"It has {known}." if known else "Nothing is left to decide."
        raise UsageProblem(f"there is no proposal {wanted!r}", hint=hint)
    return those


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


def _of_message(thread: Thread, logged: Logged, read: _Read, calendar: Calendar) -> Iterator[Proposed]:
    before, known = 0, frozenset[str]()
    for one, found in read:
        undecided = _undecided(thread, logged, one.text, found.candidates)
        for number, candidate in enumerate(found.candidates, before + 1):
            owes = _owed_by(candidate, logged)
            again = _squeezed(candidate.words) in known
            if candidate not in undecided or again or not _counts(candidate, logged, owes):
                continue
            due, how = _due(candidate, one, read[0][0].dated, logged, calendar)
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


def _to_many(logged: Logged) -> bool:
    """A newsletter or the like, as far as the program can tell: its class says that, and no machine answered."""
    return logged.cls == "automatic" and not (logged.decided or logged.message.auto_reply)


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
    if _to_many(logged) and not tells_reader(candidate):
        return False
    return owes is not None or logged.message.channel in MINUTES

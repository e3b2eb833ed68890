"""What the messages of a thread seem to ask and promise, and nobody has opened yet: for a person to accept.

The one place where what `mail.asks` finds in a text meets the calendar of `clocks.said` and the thread's obligations.
Pure, and nothing is opened here: to accept a proposal is a decision like any other. What was opened from the same
words before, settled or withdrawn since, is not proposed again; what was undone is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo

from msgspec import Struct

from assistant.clocks.calendars import Calendar
from assistant.clocks.said import Reading, read_said
from assistant.mail.asks import Candidate, asks, owed_by
from assistant.record.dates import day_of
from assistant.record.decisions import Asked
from assistant.record.kinds import Message, ObligationType, Side
from assistant.record.thread import Logged, Obligation, Thread

_MACHINES = frozenset({"automatic", "bounce"})


class Found(Struct, frozen=True):
    """A candidate in its message, its date not read yet."""

    logged: Logged
    place: int
    side: Side
    candidate: Candidate


class Proposal(Struct, frozen=True):
    """One request or commitment that a person may accept."""

    message: int
    place: int
    """Among all candidates of its message, from 1; the same whatever has been accepted."""
    day: date
    """Of the message."""
    type: ObligationType
    owed_by: Side
    words: str
    """Verbatim, one run of the message's `written` text, with its line breaks."""
    start: int
    end: int
    """`written(message)[start:end]` are the words."""
    reason: str
    """Why they were taken for that."""
    due: date | None
    """The day that was read; None if none was said, or only a person can say."""
    how: str
    """How the date was read, in one sentence; empty if none was said."""
    condition: str
    reported: bool
    """The words tell that something was asked, as minutes do."""

    @property
    def id(self) -> str:
        """`4.2`: the second candidate of message #4."""
        return f"{self.message}.{self.place}"

    @property
    def asked(self) -> Asked:
        """What is opened if a person accepts it: the words on one line."""
        return Asked(self.type, self.owed_by, _line(self.words), self.due, _line(self.condition))


class Proposals(Struct, frozen=True):
    """All of one thread: the newest message first, within a message as they stand there."""

    found: tuple[Proposal, ...]
    complete: bool
    """No message was too long to be searched to its end."""


def written(message: Message) -> str:
    """The text that is searched: what its author newly wrote."""
    return message.reply_text or message.text


def search(thread: Thread, since: str = "") -> tuple[tuple[Found, ...], bool]:
    """The candidates in the thread's messages, those logged before the moment `since` (UTC) left out; see `Proposals`.

    This is what takes time: a millisecond or so for a page.
    """
    found: list[Found] = []
    complete = True
    for logged in reversed(thread.messages):
        if logged.cls in _MACHINES or logged.logged < since or thread.merged_into:
            continue
        searched = asks(written(logged.message))
        complete = complete and searched.complete
        found += _open_ones(logged, searched.candidates, thread.obligations)
    return tuple(found), complete


def _open_ones(logged: Logged, candidates: Sequence[Candidate], obligations: Iterable[Obligation]) -> Iterator[Found]:
    known = [_folded(o.words) for o in obligations if o.message == logged.n]
    for place, candidate in enumerate(candidates, 1):
        side = owed_by(candidate, logged.message.direction)
        words = _folded(candidate.words)
        if side and not any(words in one or one in words for one in known):
            yield Found(logged, place, side, candidate)


def read(found: Found, calendar: Calendar, zone: tzinfo) -> Proposal:
    """The proposal with its date worked out on the regulator's `calendar`, in its `zone`."""
    candidate, logged = found.candidate, found.logged
    reading = _reading(candidate, logged, calendar, zone)
    return Proposal(
        message=logged.n,
        place=found.place,
        day=logged.day,
        type=candidate.type,
        owed_by=found.side,
        words=candidate.words,
        start=candidate.start,
        end=candidate.end,
        reason=candidate.reason,
        due=reading.day if reading else None,
        how=reading.how if reading else "",
        condition=candidate.condition,
        reported=candidate.reported,
    )


def _reading(candidate: Candidate, logged: Logged, calendar: Calendar, zone: tzinfo) -> Reading | None:
    if candidate.said is None:
        return None
    message = logged.message
    written_on = message.dated or message.sent
    dated = day_of(written_on, zone) if written_on else logged.day
    return read_said(candidate.said, dated, logged.day, calendar)


def _line(words: str) -> str:
    return " ".join(words.split())


def _folded(words: str) -> str:
    return _line(words).casefold()

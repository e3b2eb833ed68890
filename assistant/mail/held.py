"""What waits between the two passes of an import: little in memory, the rest in a temporary file.

Threads can be told only when every mail has been seen, and a mailbox can be larger than memory.
"""

from __future__ import annotations

import tempfile
from types import TracebackType

import msgspec
from msgspec import Struct

from assistant.mail.parties import Placement
from assistant.record.dates import in_utc
from assistant.record.kinds import Direction, Message

UNDATED = "~"
"""Sorts after every date."""


class Place(Struct, frozen=True):
    """Where something lies in the spool."""

    start: int
    length: int


class Held(Struct, frozen=True):
    """One mail that is to be filed: what grouping and ordering need to know of it."""

    node: int
    """In the forest of ids."""
    fingerprint: str
    moment: str
    """When its clock starts, in UTC."""
    placement: Placement | None
    """By its own addresses; None: the mails it is linked to decide."""
    direction: Direction
    message: Place
    path: str
    part: str
    message_id: str | None
    rank: tuple[bool, str, str]
    """Of several copies the one with the least is filed: a placed one, the first received, the smallest hash."""
    answers: tuple[str, ...] = ()
    """Without a placement: the ids of the mails that it answers, the nearest first."""
    original: Place | None = None
    """Without a placement: its bytes, which are kept for good only if it turns out to belong to a thread."""


class Spool:
    """A temporary file that nobody else can open, gone at the end of the `with` block."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._end = 0
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Message)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def keep(self, content: bytes) -> Place:
        self._file.seek(self._end)
        self._file.write(content)
        place = Place(self._end, len(content))
        self._end += len(content)
        return place

    def read(self, place: Place) -> bytes:
        self._file.seek(place.start)
        return self._file.read(place.length)

    def keep_message(self, message: Message) -> Place:
        return self.keep(self._encoder.encode(message))

    def message(self, place: Place) -> Message:
        return self._decoder.decode(self.read(place))


def clock_date(message: Message) -> str | None:
    """The date that a message's clocks start from: received for inbound, sent for what goes out."""
    first = message.received if message.direction == "in" else None
    return first or message.sent or message.dated or message.received


def moment_of(message: Message) -> str:
    """The same, in a form that sorts."""
    return in_utc(clock_date(message)) or UNDATED

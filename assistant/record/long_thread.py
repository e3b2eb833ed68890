"""A thread whose texts stay on disk: for what goes through all of a long one and hands each message on at once.

Its file is read line by line, its chain checked on the way. What is kept of a message is what decides its place and its
class (some 600 bytes, half of it the message without its texts); the rest is read again, by its place in the file, when
it is asked for. So a thread of five thousand letters takes 3 MB, whatever they say.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from datetime import date, time, tzinfo
from pathlib import Path

from msgspec import Struct, structs

from assistant.errors import RecordProblem, UsageProblem
from assistant.record.entry import (
    GENESIS,
    Line,
    Remains,
    check_link,
    check_owner,
    is_whole,
    read_line,
    understood,
)
from assistant.record.erasing import erased_entries
from assistant.record.fold import corrected, effective_days, fold, message_moment
from assistant.record.kinds import Corrected, DraftSaved, Erased, Fact, Message, Note
from assistant.record.known import known_by
from assistant.record.thread import Logged, Thread

HASH = 32
"""Bytes of a SHA-256."""


class Told(Struct, frozen=True):
    """How a thread is to be read."""

    zone: tzinfo
    as_of: date | None = None
    cutoff: time | None = None
    known: date | None = None


class LongThread:
    """One thread file, as it stood when it was opened; what is appended later is not seen."""

    def __init__(self, path: Path, thread: str, told: Told) -> None:
        """Raises `UsageProblem` for an unknown thread or a day on which it was not there yet, `RecordProblem` for a
        damaged one.
        """
        self.path, self.told = path, told
        self._offsets = array("Q")
        self._hashes = bytearray()
        self.documents: dict[int, int] = {}
        """Entry → its number among the messages that came with a document, in the order of logging, which stays."""
        self.lines: Sequence[Line] = self._read()
        if not self.lines:
            raise UsageProblem(f"there is no thread {thread}", hint="See `assistant threads`.")
        check_owner(self.lines, thread, str(path))
        if told.known is not None:
            self.lines = known_by(self.lines, told.zone, told.known)
            if not self.lines:
                raise UsageProblem(f"{thread} was not yet in the record on {told.known}")
        self._corrections = [line for line in self.lines if isinstance(line.fact, Corrected | Erased)]
        self._corrected = erased_entries(self.lines) | {
            line.fact.entry for line in self._corrections if isinstance(line.fact, Corrected)
        }
        self.thread: Thread = fold(self.lines, told.zone, told.as_of, told.cutoff)
        """Folded without its texts."""
        self._placed = bytearray(self.length + 1)
        for logged in self.thread.messages:
            self._placed[logged.n] = True
        if told.as_of and self.thread.opened > told.as_of:
            hint = f"It begins on {self.thread.opened}."
            raise UsageProblem(f"{thread} was not yet open on {told.as_of}", hint=hint)

    @property
    def length(self) -> int:
        """Entries on file, those not known or dated later included."""
        return len(self._offsets)

    @property
    def head(self) -> str:
        """The hash of the last of them."""
        return self.hash_of(self.length)

    def hash_of(self, n: int) -> str:
        """The hash of entry `n`, in hex; nothing for 0, which the first entry follows."""
        return self._hashes[(n - 1) * HASH : n * HASH].hex() if n else GENESIS

    def raw(self) -> Iterator[tuple[int, bytes]]:
        """Every entry's number and line, as the file has it, without its line break."""
        with self.path.open("rb") as file:
            for n in range(1, self.length + 1):
                yield n, file.readline()[:-1]

    def message(self, n: int) -> Message:
        """What entry `n`, a message, says, with its corrections."""
        with self.path.open("rb") as file:
            file.seek(self._offsets[n - 1])
            raw = file.readline()[:-1]
        where = f"{self.path}, line {n}"
        line = understood(read_line(raw, where), where)
        if n in self._corrected:
            line = corrected([line, *self._corrections])[0]
        assert isinstance(line.fact, Message)  # noqa: S101 - asked for a message
        return line.fact

    def stands(self, n: int) -> bool:
        """Message `n` is on the timeline: known, not dated later, and not taken back."""
        return bool(self._placed[n])

    def whole(self, logged: Logged) -> Logged:
        """`logged`, one of `thread.messages`, with its texts."""
        return structs.replace(logged, message=self.message(logged.n))

    def standing_days(self) -> dict[int, date]:
        """The day from which each known entry counts; a correction's is that of what it corrects."""
        zone = self.told.zone
        days = effective_days(self.lines, zone) | effective_days(corrected(self.lines), zone)
        for line in self.lines:
            if isinstance(line.fact, Corrected):
                days[line.n] = days.get(line.fact.entry, days[line.n])
        return days

    def _read(self) -> list[Line]:
        found: list[Line] = []
        prev, path = GENESIS, self.path
        remains = Remains(lambda: (raw for _, raw in _each(path)))
        for offset, raw in _each(path):
            n = len(found) + 1
            where = f"{path}, line {n}"
            entry = read_line(raw, where)
            check_link(entry, raw, n, prev, where, remains)
            line = understood(entry, where)
            if isinstance(line.fact, Message) and (line.fact.original or line.fact.attachments):
                self.documents[n] = len(self.documents) + 1
            found.append(Line(n, sys.intern(line.at), sys.intern(line.by), _bare(line.fact)))
            self._offsets.append(offset)
            self._hashes += bytes.fromhex(entry.hash)
            prev = entry.hash
        return found


def _each(path: Path) -> Iterator[tuple[int, bytes]]:
    """Every complete line of a journal with the byte at which it begins; an interrupted write at the end is none."""
    offset = 0
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if not raw.endswith(b"\n"):
                    if is_whole(raw[:-1]):
                        raise RecordProblem(
                            "the line break behind this entry was overwritten", where=f"{path}, line {number}"
                        )
                    return
                yield offset, raw[:-1]
                offset += len(raw)
    except FileNotFoundError:
        return
    except OSError as error:
        raise RecordProblem(f"cannot be read: {error.strerror or error}", where=str(path)) from error


def _bare(fact: Fact) -> Fact:
    match fact:
        case Message():
            return Message(
                fact.direction,
                fact.channel,
                dated=None if (moment := message_moment(fact)) is None else sys.intern(moment),
                order=fact.order,
                proposed_class=fact.proposed_class,
                expects_reply=fact.expects_reply,
                illustrative=fact.illustrative,
                confidential=fact.confidential,
            )
        case Note():
            return structs.replace(fact, text="", unbinding="")
        case DraftSaved():
            return structs.replace(fact, text="", subject="", to=())
    return fact

"""A thread whose texts stay on disk: for what goes through all of a long one and hands each message on at once.

Its file is read line by line, its chain checked on the way; then it is folded part by part, each of some hundred
entries that name nobody outside it (see `families`). What stays in memory is what the two sides owe each other, and of
any other entry some 20 bytes: where it stands in the file, its day, its class. The rest is read again when it is asked
for. So a thread of five thousand letters takes 100 KB, whatever they say.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time, tzinfo
from pathlib import Path
from typing import IO, get_args

from msgspec import Struct, structs

from assistant.errors import RecordProblem, UsageProblem
from assistant.record.bare import bare_line
from assistant.record.entry import GENESIS, Line, Remains, check_link, check_owner, is_whole, read_line, understood
from assistant.record.families import Families, named
from assistant.record.fold import corrected, effective_days, fold, message_day, placed, placing
from assistant.record.kinds import (
    Classified,
    Corrected,
    Erased,
    Fact,
    Merged,
    Message,
    MessageClass,
    ObligationOpened,
    Paused,
    Resumed,
    Snoozed,
    ThreadClosed,
    ThreadOpened,
    ThreadReopened,
)
from assistant.record.known import known_by
from assistant.record.thread import Logged, Thread

PART = 250
"""Numbers of entries from which the families of one part are taken: as much as is held at once, some 200 KB."""
_CLASSES: tuple[MessageClass | None, ...] = (None, *get_args(MessageClass))
_ERASED = 8
"""In one byte with a place among `_CLASSES`."""
_OWED = ("obligations", "extensions", "pauses", "restarts", "snoozes")
"""Of a thread, what is held of every part."""


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
        self.head = GENESIS
        """The hash of the last entry on file."""
        self.documents = array("I")
        """The messages that came with a document, in the order of logging, which stays."""
        self._offsets = array("Q")
        self._families = Families()
        self._promised = self._read()
        if not self.length:
            raise UsageProblem(f"there is no thread {thread}", hint="See `assistant threads`.")
        self._opening = self._line(1)
        check_owner([self._opening], thread, str(path))
        if told.known is not None and not known_by([self._opening], told.zone, told.known):
            raise UsageProblem(f"{thread} was not yet in the record on {told.known}")
        self._join_answers()
        self._days = array("I", bytes(4 * (self.length + 1)))
        """The day of each message on the timeline, as an ordinal; nothing for any other entry."""
        self._classes = bytearray(self.length + 1)
        """Of each message, as a person decided it, and whether it was erased."""
        self._runs: list[array[int]] = []
        """The messages of each part in the order of the timeline."""
        self._corrections: dict[int, set[int]] = {}
        """Of each family, by its first; erasures too."""
        self.thread = self._folded()
        """Folded without its messages, notes and drafts; see `timeline`."""
        if told.as_of and self.thread.opened > told.as_of:
            hint = f"It begins on {self.thread.opened}."
            raise UsageProblem(f"{thread} was not yet open on {told.as_of}", hint=hint)

    @property
    def length(self) -> int:
        """Entries on file, those not known or dated later included."""
        return len(self._offsets)

    def raw(self) -> Iterator[tuple[int, bytes]]:
        """Every entry's number and line, as the file has it, without its line break."""
        with self.path.open("rb") as file:
            for n in range(1, self.length + 1):
                yield n, file.readline()[:-1]

    def parts(self) -> Iterator[tuple[Line, ...]]:
        """The known entries without their texts, as many times over as is needed to have them all.

        A part holds the first entry and, with any entry, all that name it or are named by it. What is said of the whole
        thread is in each; any other entry is in one.
        """
        whole = self._families.of(1, 2)
        lines = self._bare_lines(whole)
        window, told = max(PART, len(whole)), False  # so that reading `whole` again never is most of the work
        for low in range(2, self.length + 1, window):
            if some := self._families.of(low, low + window):
                told = True
                yield self._known([*lines, *self._bare_lines(some)])
        if not told:
            yield self._known(lines)

    def timeline(self, wanted: Callable[[int], bool] = lambda _: True) -> Iterator[Logged]:
        """The messages with these numbers, each with its texts, in the order of the timeline, one at a time."""
        runs = ((self._placed(n) for n in run if wanted(n)) for run in self._runs)
        merged = heapq.merge(*runs, key=lambda logged: placing(logged, self.told.zone))
        return (structs.replace(logged, message=self.message(logged.n)) for logged in merged)

    def message(self, n: int) -> Message:
        """What entry `n`, a message, says, with its corrections."""
        fact = self._corrected(self._line(n)).fact
        assert isinstance(fact, Message)  # noqa: S101 - asked for a message
        return fact

    def document(self, n: int) -> int | None:
        """The number of message `n` among those that came with a document, from 1; None if it is none of them."""
        at = bisect_left(self.documents, n)
        return at + 1 if at < len(self.documents) and self.documents[at] == n else None

    def day(self, n: int) -> date | None:
        """The day of message `n`; None unless it is on the timeline: known, not dated later, and not taken back."""
        return date.fromordinal(self._days[n]) if self._days[n] else None

    def standing_days(self, part: Iterable[Line]) -> dict[int, date]:
        """The day from which each entry of a part counts; a correction's is that of what it corrects."""
        lines, zone = tuple(part), self.told.zone
        days = effective_days(lines, zone) | effective_days(corrected(lines), zone)
        for line in lines:
            if isinstance(line.fact, Corrected):
                days[line.n] = days.get(line.fact.entry, days[line.n])
        return days

    def _read(self) -> bool:
        """Go through the file once; returns whether a promise of theirs is in it."""
        prev, path, promised = GENESIS, self.path, False
        remains = Remains(lambda: (raw for _, raw in _each(path)))
        for n, (offset, raw) in enumerate(_each(path), 1):
            where = f"{path}, line {n}"
            entry = read_line(raw, where)
            check_link(entry, raw, n, prev, where, remains)
            fact = understood(entry, where).fact
            if isinstance(fact, Message) and (fact.original or fact.attachments):
                self.documents.append(n)
            self._offsets.append(offset)
            self._families.add(named(fact))
            promised |= (promise := _may_promise(fact))
            if promise or _is_of_all(fact):
                self._families.join(1, n)
            prev = entry.hash
        self._families.close()
        self.head = prev
        return promised

    def _join_answers(self) -> None:
        """Make what may be the answer that they had promised one family with the promises, which every part holds.

        The first of the timeline is the first of its own part as well. Of several promises it takes all that they may
        be about to say which of them replaced another.
        """
        if self._promised:
            promises, requests, answers = set[int](), set[int](), set[int]()
            for one in (owed for part in self.parts() for owed in self._fold(part).obligations):
                if one.owed_by == "regulator":
                    (promises if one.type == "commitment" else requests).add(one.n)
                    answers.update(update.n for update in one.updates if not update.decided)
            for n in answers | (requests if len(promises) > 1 else set()):
                self._families.join(1, n)

    def _folded(self) -> Thread:
        thread: Thread | None = None
        owed: dict[str, dict[int, object]] = {name: {} for name in _OWED}
        for part in self.parts():
            found = self._fold(part)
            for n in (line.n for line in part if isinstance(line.fact, Corrected | Erased)):
                self._corrections.setdefault(self._families.first(n), set()).add(n)
            self._runs.append(array("I", (m.n for m in found.messages if not self._days[m.n])))
            for logged in found.messages:
                self._days[logged.n] = logged.day.toordinal()
                self._classes[logged.n] = _code(logged)
            for name, known in owed.items():
                known.update((one.n, one) for one in getattr(found, name))
            opened, last_day = (thread.opened, thread.last_day) if thread else (found.opened, found.last_day)
            days = {"opened": min(opened, found.opened), "last_day": max(last_day, found.last_day)}
            thread = structs.replace(found, messages=(), notes=(), drafts=(), corrections=(), **days)
        assert thread is not None  # noqa: S101 - there is always one part
        pieces = {name: tuple(one for _, one in sorted(known.items())) for name, known in owed.items()}
        return structs.replace(thread, length=self.length, **pieces)

    def _fold(self, part: Sequence[Line]) -> Thread:
        return fold(part, self.told.zone, self.told.as_of, self.told.cutoff)

    def _known(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Those of a part that were known, in order."""
        lines = sorted(lines, key=lambda line: line.n)
        return tuple(lines) if self.told.known is None else known_by(lines, self.told.zone, self.told.known)

    def _placed(self, n: int) -> Logged:
        """Message `n`, without its texts, as it stands on the timeline."""
        line, code = self._corrected(*self._bare_lines([n])), self._classes[n]
        assert isinstance(line.fact, Message)  # noqa: S101 - only messages are placed
        zone, cls = self.told.zone, _CLASSES[code % _ERASED]
        counts_from = message_day(line.fact, line.at, zone, self.told.cutoff)
        return placed(line, counts_from, Classified(n, cls) if cls else None, zone, erased=code >= _ERASED)

    def _corrected(self, line: Line) -> Line:
        about = self._corrections.get(self._families.first(line.n))
        return corrected([line, *map(self._line, sorted(about))])[0] if about else line

    def _bare_lines(self, numbers: Iterable[int]) -> list[Line]:
        with self.path.open("rb") as file:
            return [bare_line(self._raw(file, n), f"{self.path}, line {n}") for n in numbers]

    def _line(self, n: int) -> Line:
        where = f"{self.path}, line {n}"
        with self.path.open("rb") as file:
            return understood(read_line(self._raw(file, n), where), where)

    def _raw(self, file: IO[bytes], n: int) -> bytes:
        file.seek(self._offsets[n - 1])
        return file.readline()[:-1]


def _code(logged: Logged) -> int:
    decided = logged.cls or "substantive"  # of what is not inbound a decision says nothing
    return _CLASSES.index(decided if logged.decided else None) + _ERASED * logged.erased


def _is_of_all(fact: Fact) -> bool:
    """It is said of the thread or of all its clocks; or it corrects what may be."""
    if isinstance(fact, Paused | Resumed | Snoozed):
        return fact.opening is None
    if isinstance(fact, Corrected):
        return "opening" in fact.fields
    return isinstance(fact, ThreadOpened | ThreadClosed | ThreadReopened | Merged)


def _may_promise(fact: Fact) -> bool:
    """A promise of theirs, or a correction that may make one: see `announced` for what keeps it."""
    if isinstance(fact, Corrected):
        return not fact.fields.keys().isdisjoint({"type", "owed_by"})
    return isinstance(fact, ObligationOpened) and (fact.type, fact.owed_by) == ("commitment", "regulator")


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

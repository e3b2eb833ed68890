"""What an answer may ask of the record, whoever keeps it: the one place where the pure rooms of this floor meet files.

`RecordView` is a protocol; the desk's side of it stands above. A `Case` is one thread with what the clocks make of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from assistant.chat.words import GLANCE, missing, stems
from assistant.clocks.clock import Clock
from assistant.clocks.explain import Explanation
from assistant.clocks.gap import Gap
from assistant.config import Settings
from assistant.record.annexes import Brought, own_annexes
from assistant.record.index_rows import Summary
from assistant.record.opening import Opening
from assistant.record.openings import openings, returned
from assistant.record.thread import Logged, Obligation, Thread


class Lying(Struct, frozen=True):
    """One exchange in the tray."""

    thread: str
    subject: str
    since: date


class Holding(Struct, frozen=True):
    """Threads in which words stand."""

    threads: tuple[str, ...]
    """Those with the newest such entries first."""
    all: bool
    """There are no others."""


class RecordView(Protocol):
    """The record as of a day, read-only."""

    settings: Settings

    @property
    def today(self) -> date:
        """The day that questions are about."""

    def day(self, regulator: str) -> date:
        """The same, over there."""

    def summaries(self) -> Sequence[Summary]:
        """All threads, the open ones and the latest first."""

    def regulators(self) -> Sequence[str]:
        """The keys of all regulators that have a thread or are configured."""

    def thread(self, thread: str) -> Thread:
        """With its texts."""

    def gaps(self, thread: Thread) -> tuple[Gap, ...]:
        """What is missing in it on the day."""

    def clocks(self, thread: Thread) -> tuple[Clock, ...]:
        """Everything that runs in it, gap or not."""

    def explain(self, thread: Thread, entry: int) -> tuple[Explanation, ...]:
        """How the due days of an entry came about."""

    def next_due(self, regulators: Sequence[str]) -> Mapping[str, date]:
        """The earliest due day of each thread with these regulators (none: any) in which something runs."""

    def tray(self) -> Sequence[Lying]:
        """The exchanges that match no regulator, the longest waiting first."""

    def threads_holding(self, words: Iterable[str], regulators: Sequence[str]) -> Holding | None:
        """The threads with these regulators (none: any) in which all of these stems stand, else some of them.

        None if it cannot tell without reading them.
        """


class Case:
    """One thread, with the stems of its texts at hand."""

    def __init__(self, thread: Thread, view: RecordView) -> None:
        self.thread, self.view = thread, view
        self.day = view.day(thread.regulator)
        self._message_stems: dict[int, frozenset[str]] = {}

    @property
    def regulator(self) -> str:
        return self.thread.regulator

    @cached_property
    def returned(self) -> frozenset[int]:
        """The entries of our messages that did not arrive."""
        return frozenset(returned(self.thread))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return self.view.gaps(self.thread)

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        return self.view.clocks(self.thread)

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        return openings(self.thread)

    @cached_property
    def places(self) -> dict[int, int]:
        """Of each message, by its number, the place on the timeline."""
        return {logged.n: place for place, logged in enumerate(self.thread.messages)}

    @cached_property
    def title_stems(self) -> frozenset[str]:
        return title_stems(self.thread.title, self.thread.ours, self.thread.theirs, self.thread.tags)

    def message_stems(self, logged: Logged) -> frozenset[str]:
        """Of all that `told` gives."""
        if logged.n not in self._message_stems:
            self._message_stems[logged.n] = stems(self.told(logged))
        return self._message_stems[logged.n]

    def says(self, logged: Logged, topic: Sequence[str]) -> bool:
        """All of the topic stands in it; a glance at its letters spares most long messages a reading."""
        told = self.told(logged)
        if told.isascii():
            told = told.lower()
            if not all(one[:GLANCE] in told for one in topic):
                return False
        return not missing(self.message_stems(logged), topic)

    def told(self, logged: Logged) -> str:
        """Its subject, what its author wrote, its attachments' names and who sent it; not those it went to."""
        message = logged.message
        files = " ".join(file.name for file in message.attachments)
        return f"{message.subject} {self.words(logged)} {message.sender.name} {message.receipt} {files}"

    def words(self, logged: Logged) -> str:
        """What its author wrote: in it, and in the letters that came with it."""
        annexes = self._annexes.get(logged.n, ()) if logged.message.annexes else ()
        return "\n\n".join((logged.message.own_text, *(annex.text for annex in annexes)))

    def annexes(self, logged: Logged) -> tuple[str, ...]:
        """The texts of these letters."""
        return tuple(annex.text for annex in self._annexes.get(logged.n, ()))

    @cached_property
    def _annexes(self) -> Brought:
        return own_annexes(self.thread.messages)

    def carrier(self, obligation: Obligation) -> Logged | None:
        return self.thread.message(obligation.message) if obligation.message is not None else None

    def ref(self, n: int) -> str:
        return f"{self.thread.id}#{n}"


def summary_stems(summary: Summary) -> frozenset[str]:
    return title_stems(summary.title, summary.ours, summary.theirs)


def title_stems(title: str, ours: str, theirs: str, tags: Iterable[str] = ()) -> frozenset[str]:
    return stems(" ".join((title, ours, theirs, *tags)))

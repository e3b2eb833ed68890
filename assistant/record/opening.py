"""One thing that a thread leaves open; which there are, `openings` says."""

from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.record.kinds import Side
from assistant.record.thread import DueTime

OpeningKind = Literal[
    "no-reply",
    "no-acknowledgement",
    "partial-answer",
    "promise-passed",
    "we-owe",
    "commitment-due",
    "undelivered",
    "call-unconfirmed",
    "filing-without-receipt",
    "unclassified",
    "draft-stale",
    "gone-quiet",
    "unmatched",
]


class Opening(Struct, frozen=True, array_like=True):
    """One thing that is open."""

    kind: OpeningKind
    owed_by: Side
    entry: int
    """Its identity: the obligation's entry, the message's where no words were singled out, or the draft's first."""
    message: int | None
    """The message that opened it, which a reminder names."""
    start: date
    """Day 0."""
    due: date | None = None
    """The day that its own words set; of a draft, the day on which its thread changed."""
    promised: date | None = None
    """The day they promised in a holding reply: it moves the courtesy clock, never the legal one."""
    promised_by: int | None = None
    chasers: tuple[int, ...] = ()
    """Our reminders since, oldest first."""
    partial: tuple[int, ...] = ()
    """Messages that answered it in part."""
    words: str = ""
    carrier: int | None = None
    """The message in which the words stand, where another one opened it."""
    due_at: DueTime | None = None
    """The hour on `due` that its own words set."""
    rule: str = ""
    """The rule that it names to be counted under: a step of procedure, whose words are no quotation."""
    restarted: int | None = None
    """The decision by which it counts anew from `start`; what came before that is history."""
    restarted_by: int | None = None
    """The message that this decision names."""
    promise: int | None = None
    """The commitment that holds what they promised."""
    replaced: tuple[int, ...] = ()
    """Earlier holding replies that promised the same for another day."""

    def concerned_by(self, named: int | None) -> bool:
        """Whether a decision about entry `named` (None: everything in the thread) is about this."""
        return named is None or named in {self.entry, self.message, self.carrier}

    def promise_concerned_by(self, named: int | None) -> bool:
        """Whether a decision about entry `named` is about what they promised for it."""
        return named is not None and named in {self.promise, self.promised_by}

    def follows_restart(self, day: date, n: int) -> bool:
        """Whether what entry `n` dates to `day` came after the clock began to count anew, if it did."""
        return self.restarted is None or (day, n) > (self.start, self.restarted)

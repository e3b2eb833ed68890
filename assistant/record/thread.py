"""A thread as it stood on a day: the values that a fold of its entries gives, and nothing that a rule decides.

All days here are days in the regulator's time zone. Numbers (`n`, `message`, `opening` …) are entry numbers.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from assistant.record.kinds import (
    DraftSaved,
    Message,
    MessageClass,
    ObligationState,
    ObligationType,
    Side,
)

Ball = Literal["company", "regulator", "none"]
ObligationStanding = ObligationState | Literal["replaced"]
"""What a person says of it, or of a promise: that a later one for another day stands for it; see `promised`."""
PERSON_CLASSES = frozenset({"substantive", "partial", "acknowledgement", "holding"})
"""Classes of what a person wrote; `automatic` and `bounce` are machines talking."""
ANSWER_CLASSES = frozenset({"substantive", "partial"})


class Logged(Struct, frozen=True, array_like=True):
    """A message in its place on the timeline."""

    n: int
    day: date
    """Received for inbound, sent for outbound."""
    logged: str
    """UTC."""
    by: str
    message: Message
    """With its corrections applied."""
    cls: MessageClass | None
    """In force: decided by a person, else proposed; None for what is not inbound."""
    decided: bool
    """A person has said what it is."""
    deferred: str = ""
    """The moment in the regulator's zone, where it came after the regulator's cut-off time."""
    erased: bool = False
    """What it said is no longer told."""

    @property
    def day_0(self) -> date:
        """The day on which its clocks start."""
        return self.day + timedelta(days=1) if self.deferred else self.day

    @property
    def from_person(self) -> bool:
        """Inbound, and not a machine's answer."""
        return self.message.direction == "in" and self.cls in PERSON_CLASSES

    def wrote(self, regulator: str) -> str:
        """Who wrote what came in: the regulator, but a mail system, often our own, that our mail came back."""
        return regulator if self.cls != "bounce" else str(self.message.sender) or "a mail system"

    @property
    def is_answer(self) -> bool:
        """Inbound, and changes who owes what."""
        return self.message.direction == "in" and self.cls in ANSWER_CLASSES

    @property
    def is_whole_answer(self) -> bool:
        """Substantive, as a person said or the program proposed: what nobody gave a class answers nothing yet."""
        return self.cls == "substantive" and (self.decided or self.message.proposed_class is not None)


class Update(Struct, frozen=True):
    """A change of an obligation's state."""

    n: int
    day: date
    state: ObligationStanding
    by_message: int | None
    reason: str

    @property
    def decided(self) -> bool:
        """A person said so in entry `n`; else `n` is the answer that a holding reply announced, or put off."""
        return self.n != self.by_message


class DueTime(Struct, frozen=True, array_like=True):
    """The moment of its due day by which something is owed."""

    at: str
    """In the regulator's zone, with its offset."""
    zone: str

    def __str__(self) -> str:
        return f"{self.at[11:16]} ({self.zone})"


class Obligation(Struct, frozen=True):
    """A request or commitment; its number is that of the entry that opened it."""

    n: int
    type: ObligationType
    owed_by: Side
    words: str
    message: int | None
    day: date
    """The day of the message that carries it, else the day it was opened."""
    due: date | None
    condition: str = ""
    updates: tuple[Update, ...] = ()
    due_at: DueTime | None = None
    """Where the words set an hour as well."""
    rule: str = ""
    """The rule that it names to be counted under: a step of procedure."""
    retold: bool = False
    """Nobody singled out words of theirs: `words` are the program's own."""
    answers: tuple[int, ...] = ()
    """Of a promise: the requests that a person said it is about."""

    @property
    def state(self) -> ObligationStanding:
        return self.updates[-1].state if self.updates else "open"

    @property
    def replaced_by(self) -> int | None:
        """The holding reply that put this promise off."""
        return self.updates[-1].by_message if self.state == "replaced" else None

    @property
    def told(self) -> str:
        """Its words, as a quotation if they are one."""
        return f"“{self.words}”" if self.is_quotation else self.words

    @property
    def is_quotation(self) -> bool:
        return not (self.rule or self.retold)

    @property
    def said(self) -> str:
        """Its words where they are somebody's; empty where they are the program's own."""
        return "" if self.retold else self.words

    @property
    def is_open(self) -> bool:
        return self.state in {"open", "part"}

    @property
    def partial_answers(self) -> tuple[int, ...]:
        """The messages that answered it in part."""
        return tuple(u.by_message for u in self.updates if u.state == "part" and u.by_message is not None)


class Extension(Struct, frozen=True):
    n: int
    day: date
    opening: int
    granted_by: int
    to: date | None
    by: str | None


class Pause(Struct, frozen=True):
    """A stop of the clock, from `start` until `end`; `end` None while it lasts."""

    n: int
    opening: int | None
    because: int
    start: date
    end: date | None = None
    ended_because: int | None = None


class Restart(Struct, frozen=True):
    """The clock of `opening` counts anew from `day`, its day 0."""

    n: int
    day: date
    opening: int
    because: int


class Snooze(Struct, frozen=True):
    n: int
    day: date
    by: str
    until: date
    reason: str
    rule: str | None
    opening: int | None


class Version(Struct, frozen=True):
    """A draft as one entry left it: its text, or what became of it."""

    n: int
    day: date
    by: str
    saved: DraftSaved


class Draft(Struct, frozen=True):
    """The latest version of a draft; `n` is its first entry, `version` counts from 1."""

    n: int
    version: int
    day: date
    by: str
    saved: DraftSaved
    last: int = 0
    """The entry of that version."""
    logged: str = ""
    """UTC."""
    earlier: tuple[Version, ...] = ()
    """Those before, the first in front."""

    @property
    def versions(self) -> tuple[Version, ...]:
        """All of them, this one included."""
        return (*self.earlier, Version(self.last or self.n, self.day, self.by, self.saved))


class Noted(Struct, frozen=True):
    n: int
    day: date
    by: str
    text: str
    message: int | None = None
    """The message that it is about."""
    unbinding: str = ""
    """Words of that message that it turns down: they bind nobody."""


class Correction(Struct, frozen=True):
    """What entry `n` changed of what entry `entry` says."""

    n: int
    entry: int
    logged: str
    """UTC."""
    by: str
    reason: str
    changes: tuple[tuple[str, str], ...]
    """Each field, and what it said before; empty where that was nothing, or too long to be told."""


class Thread(Struct, frozen=True, array_like=True):
    """One matter with one regulator, as of a day."""

    id: str
    regulator: str
    title: str
    opened: date
    ours: str = ""
    theirs: str = ""
    tags: tuple[str, ...] = ()
    closed: date | None = None
    messages: tuple[Logged, ...] = ()
    """In the order of the timeline."""
    obligations: tuple[Obligation, ...] = ()
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    drafts: tuple[Draft, ...] = ()
    notes: tuple[Noted, ...] = ()
    length: int = 0
    """Number of entries on file, those after the day included."""
    last_day: date = date.min
    """The latest day that any entry on file is dated: from then on the thread no longer depends on `as_of`."""
    merged_into: str = ""
    """The thread that absorbed this one, which is closed thereby."""
    absorbed: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    """Threads that were merged with this one until a person said that they are not one matter."""
    restarts: tuple[Restart, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Those that stand, in the order in which they were logged."""
    closed_by: int = 0
    """The entry that closed it, if it is closed."""

    def message(self, n: int) -> Logged | None:
        """The message logged as entry `n`, if it is one and known by the day."""
        return next((m for m in self.messages if m.n == n), None)

    def among(self, numbers: Collection[int]) -> list[Logged]:
        """Those of the messages that were logged as these entries, in the order of the timeline."""
        wanted = frozenset(numbers)
        return [m for m in self.messages if m.n in wanted] if wanted else []

    def obligation(self, n: int) -> Obligation | None:
        return next((o for o in self.obligations if o.n == n), None)

    def open_obligations(self, owed_by: Side, kind: ObligationType) -> tuple[Obligation, ...]:
        return tuple(o for o in self.obligations if o.is_open and o.owed_by == owed_by and o.type == kind)

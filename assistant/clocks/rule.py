"""A rule, checked: the value that clocks count by, and where it applies."""

from __future__ import annotations

from msgspec import Struct

from assistant.clocks.durations import Duration
from assistant.clocks.gap import Severity
from assistant.record.kinds import Channel
from assistant.record.opening import Opening, OpeningKind
from assistant.record.thread import Thread

NO_DAYS = Duration(0, "days")
MOST_STEPS = 100
"""Steps that `repeat` gives a rule at most: years of reminders that nobody acts on; then the gap stays at the last."""


class Rule(Struct, frozen=True):
    """One rule, checked."""

    name: str
    kind: OpeningKind
    after: Duration
    steps: tuple[Duration, ...]
    """The reminder's steps as listed, all counted from the same start; the first is `after`."""
    warn: Duration = NO_DAYS
    """So many days ahead of its due day a gap is announced; always in days."""
    basis: str = ""
    roll: bool = False
    regulators: tuple[str, ...] = ()
    """Keys; empty: every regulator."""
    off: bool = False
    """Takes away the rule of the same name, where it applies."""
    channels: tuple[Channel, ...] = ()
    threads: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    spacing: Duration | None = None
    """From our last reminder to the next step, and from step to step, at least."""
    repeat: Duration | None = None
    """After the last of `steps`, again and again."""
    cap: int = 0
    """The most steps in all; 0: as many as are listed, or as `repeat` gives."""
    severity: Severity = "low"
    """The least that its gaps have."""
    high_after: int | None = None
    """Days over."""
    critical_after: int | None = None
    owner: str = ""
    stage: bool = False
    """It counts what names it, and nothing else: see `stages`."""
    number: int = 0
    """Which of the `[[rules]]` tables it is, from 1; 0: a default."""
    line: int = 0
    """Where that table begins in its file; 0: not known."""

    @property
    def statutory(self) -> bool:
        """It has a legal basis: its clock is the legal one, which no chaser and no promise moves."""
        return bool(self.basis)

    @property
    def most(self) -> int:
        """How many steps it can have in all."""
        return len(self.steps) if self.repeat is None else self.cap or MOST_STEPS

    @property
    def is_narrow(self) -> bool:
        """It applies to some matters of a regulator and to others not."""
        return bool(self.channels or self.threads or self.tags)

    def applies_to(self, regulator: str) -> bool:
        return not self.regulators or regulator in self.regulators

    def covers(self, thread: Thread, channel: Channel | None) -> bool:
        """Whether it applies to what a message on `channel` (None: no message) opened in `thread`."""
        return (not self.channels or channel in self.channels) and within(self.threads, self.tags, thread)


def within(threads: tuple[str, ...], tags: tuple[str, ...], thread: Thread) -> bool:
    """Whether `thread` lies in both scopes; one that names nothing holds all. Capitals in a tag do not matter."""
    named = not threads or thread.id in threads or any(absorbed in threads for absorbed in thread.absorbed)
    return named and (not tags or not set(map(str.casefold, tags)).isdisjoint(map(str.casefold, thread.tags)))


def channel_of(thread: Thread, opening: Opening) -> Channel | None:
    """The channel of the message that opened it; None where no message did."""
    message = thread.message(opening.entry if opening.message is None else opening.message)
    return message.message.channel if message else None

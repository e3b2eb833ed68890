"""A thread in the order in which it is read: messages, notes, and the silences between them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from assistant.record.thread import Logged, Noted, Thread

SHORTEST = 2
"""Days without a message that are worth a line."""


class Silence(Struct, frozen=True):
    """Days in which nothing was exchanged."""

    days: int
    """From the last message, day 0, to the next, or to the day of the view."""
    since: date
    until: date
    ends: bool
    """False: it lasts."""
    from_them: bool
    """The regulator's own silence: what came before was theirs or ours, what is missing is theirs."""

    def text(self, regulator: str) -> str:
        """The line that is drawn; `regulator` is the name to use."""
        count = "1 day" if self.days == 1 else f"{self.days} days"
        whom = f"nothing from {regulator}" if self.from_them else "nothing exchanged"
        return f"{count}, {whom}" if self.ends else f"{count}, {whom} since {self.since}"


Item = Logged | Noted | Silence


def timeline(thread: Thread, as_of: date) -> tuple[Item, ...]:
    """Messages and notes by day, and a silence before each message of theirs and at the end.

    A silence counts from the last time that the regulator itself spoke (a machine's answer and our own public
    statements do not break it), or from our first message where it never did.
    """
    items: list[Item] = []
    quiet_since: date | None = None
    entries: list[Logged | Noted] = [*thread.messages, *thread.notes]
    for entry in sorted(entries, key=lambda e: e.day):
        if isinstance(entry, Logged):
            if entry.from_person and quiet_since is not None:
                items += _silence(quiet_since, entry.day, ends=True)
            if entry.from_person or (quiet_since is None and entry.message.direction == "out"):
                quiet_since = entry.day
        items.append(entry)
    if quiet_since is not None and thread.closed is None:
        items += _silence(quiet_since, as_of, ends=False)
    return tuple(items)


def _silence(since: date, until: date, *, ends: bool) -> list[Silence]:
    days = (until - since).days
    return [Silence(days, since, until, ends, from_them=True)] if days >= SHORTEST else []

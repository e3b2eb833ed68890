"""The newest of a long thread with its reminders, for eyes that should not wait until all of it has been read."""

from __future__ import annotations

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps_left
from assistant.desk import Desk
from assistant.record.newest import Newest
from assistant.record.store import regulator_of


class Glance(Struct, frozen=True):
    """What can be said of a thread before it was read."""

    newest: Newest
    gaps: tuple[Gap, ...]
    """All of the thread's that are not snoozed."""


def lately(desk: Desk, thread: str) -> Glance | None:
    """The newest messages of `thread` on the desk's day; None of a short thread, or where the index is behind it."""
    with desk.lock:
        found = desk.record.lately(thread, desk.horizon)
        if found is None:
            return None
        regulator = regulator_of(thread)
        gaps = gaps_left(found.left, desk.rules(regulator), desk.day(regulator), snoozed=False)
        desk.almanac().save()
    return Glance(found.newest, gaps)

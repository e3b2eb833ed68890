"""The picture of one thread as of the desk's day."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.clocks.gaps import clocks
from assistant.desk import Desk
from assistant.record.openings import openings
from assistant.record.thread import Thread
from assistant.reports.picture import Picture, picture


def depicted(desk: Desk, thread: Thread, hidden: Mapping[int, object] | None = None) -> Picture:
    """Who spoke when, what falls due and when a clock stood; without `hidden`, for who keeps the record: all of it."""
    day = desk.day(thread.regulator)
    with desk.lock:
        return picture(thread, day, clocks(thread, desk.rules(thread.regulator), openings(thread), day), hidden or {})

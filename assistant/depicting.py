"""The picture of one thread for the eyes of whoever keeps the record: nothing is withheld from them."""

from __future__ import annotations

from assistant.clocks.gaps import clocks
from assistant.desk import Desk
from assistant.record.openings import openings
from assistant.record.thread import Thread
from assistant.reports.picture import Picture, picture


def depicted(desk: Desk, thread: Thread) -> Picture:
    """Who spoke when, what falls due and when a clock stood, as of the desk's day."""
    day = desk.day(thread.regulator)
    with desk.lock:
        return picture(thread, day, clocks(thread, desk.rules(thread.regulator), openings(thread), day), {})

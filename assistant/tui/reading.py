"""What the screens ask of the desk, each one call of a worker. No rule here: values in, values out."""

from __future__ import annotations

from msgspec import Struct

from assistant.desk import Desk
from assistant.record.index import Fault
from assistant.record.inert import inert_line
from assistant.record.store import regulator_of
from assistant.tui.deciding import Who
from assistant.tui.rows import ThreadRow, thread_rows
from assistant.tui.timeline import View

AT_HAND = 200
"""Threads of the first paint: more than any screen shows."""


class Listing(Struct, frozen=True):
    """The whole list, and what could not be read."""

    rows: tuple[ThreadRow, ...]
    faults: tuple[Fault, ...]


def at_hand(desk: Desk) -> tuple[ThreadRow, ...]:
    """The latest threads straight from the index, before anything is checked."""
    return thread_rows(desk.summaries(limit=AT_HAND), (), desk.today())


def listing(desk: Desk, *, sweep: bool) -> Listing:
    """Every thread in order of urgency, after catching up with what was written since."""
    checked = desk.check(snoozed=True, sweep=sweep or None)
    rows = thread_rows(desk.summaries(), checked.gaps, desk.today(), desk.next_due())
    return Listing(rows, checked.faults)


def view_of(desk: Desk, thread: str) -> View:
    """One thread with its texts and its reminders."""
    state = desk.thread(thread)
    key = state.regulator
    name = inert_line(desk.settings.regulator(key).name) or key
    company = inert_line(desk.settings.company.name)
    return View(state, desk.gaps(state), desk.day(key), desk.zone(key), name, company)


def who(desk: Desk, thread: str) -> Who:
    """Who decides now, and on what day."""
    return Who(desk.author, desk.day(regulator_of(thread)), desk.as_of is not None)

"""What the screens ask of the desk, each one call of a worker. No rule here: values in, values out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from assistant.desk import Desk
from assistant.record.index_rows import Fault
from assistant.record.inert import inert, inert_line
from assistant.record.store import regulator_of
from assistant.tui.deciding import Who
from assistant.tui.rows import ThreadRow, thread_rows, with_later_days
from assistant.tui.timeline import View

if TYPE_CHECKING:
    from assistant.mail.importing import ImportReport

AT_HAND = 60
"""Threads of the first paint: more than a screen shows."""


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
    return Listing(thread_rows(desk.each_summary(), checked.gaps, desk.today()), checked.faults)


def with_next_due(desk: Desk, listing: Listing) -> Listing:
    """The same list, with the due days that no reminder announces yet: it takes longer, so it comes after."""
    return Listing(with_later_days(listing.rows, desk.next_due(), desk.today()), listing.faults)


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


def explained(desk: Desk, view: View, target: str | int) -> str:
    """How the due days of a reminder or entry came about; nothing if nothing is counted there."""
    found = desk.explain(view.thread, target)
    return "\n\n".join("\n".join(inert(line) for line in explanation.lines()) for explanation in found)


def imported(desk: Desk, path: str, watcher: Callable[[ImportReport], bool]) -> tuple[str, str]:
    """Bring mail in: the counts in one line, and each problem."""
    report = desk.intake.import_mail([str(Path(path).expanduser())], watcher=watcher)
    counts = f"{report.new} new, {report.duplicates} known already, {report.threads_opened} threads begun"
    problems = "\n".join(inert_line(f"{p.path} {p.part}: {p.error}") for p in report.problems)
    return counts, problems

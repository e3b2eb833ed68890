"""Due days in force, whether or not they are gaps yet: of one thing that is open, and the next of each thread."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from assistant.clocks.durations import parse_duration
from assistant.clocks.gaps import clocks
from assistant.clocks.rules import RuleSet
from assistant.clocks.survey import KINDS, Candidates
from assistant.errors import RecordProblem
from assistant.record.index_rows import Wanted
from assistant.record.openings import openings
from assistant.record.thread import Thread

OWED = frozenset({"no-reply", "partial-answer", "promise-passed", "we-owe", "commitment-due"})
"""Kinds whose day either side can put off; the others only follow from them, or are chores."""


def due_day(thread: Thread, entry: int, rules: RuleSet, more: str = "") -> date | None:
    """The latest due day in force of what `entry` leaves open; None where no clock of it runs.

    Raises `UsageProblem` where `more`, a duration to be granted, would lead beyond the last day there is.
    """
    found = tuple(o for o in openings(thread) if o.kind in OWED and o.concerned_by(entry))
    latest = max((clock.due for clock in clocks(thread, rules, found) if not clock.standing), default=None)
    if more and latest:
        rules.deadline(latest, parse_duration(more), True)
    return latest


def next_due(candidates: Candidates, regulator: str, rules: RuleSet, as_of: date) -> dict[str, date]:
    """Thread → the earliest due day of all that is open in it; a clock that stands has none."""
    found: dict[str, date] = {}
    everything = [Wanted(kind, as_of, as_of, date.max) for kind in KINDS if rules.for_kind(kind)]
    for left in candidates((regulator,), everything, as_of):
        with suppress(RecordProblem):  # a thread without an answer: `check` says why
            if days := [clock.due for clock in clocks(left.thread, rules, left.openings) if not clock.standing]:
                found[left.thread.id] = min(days)
    return found

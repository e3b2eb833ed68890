"""The next due day of each thread, whether or not it is a gap yet."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from assistant.clocks.gaps import clocks
from assistant.clocks.rules import RuleSet
from assistant.clocks.survey import KINDS, Candidates
from assistant.errors import RecordProblem
from assistant.record.index_rows import Wanted


def next_due(candidates: Candidates, regulator: str, rules: RuleSet, as_of: date) -> dict[str, date]:
    """Thread → the earliest due day of all that is open in it; a clock that stands has none."""
    found: dict[str, date] = {}
    everything = [Wanted(kind, as_of, as_of, date.max) for kind in KINDS if rules.for_kind(kind)]
    for left in candidates((regulator,), everything, as_of):
        with suppress(RecordProblem):  # a thread without an answer: `check` says why
            if days := [clock.due for clock in clocks(left.thread, rules, left.openings) if not clock.standing]:
                found[left.thread.id] = min(days)
    return found

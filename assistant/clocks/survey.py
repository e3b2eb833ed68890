"""A check over many threads, most of which need not be read.

A gap shows once its thread has left something open long enough. What "long enough" is, the rules say (`RuleSet.reach`):
so the index is asked only for threads with an opening that old, or with a date of their own that near, and `gaps`
decides on those. Rules are evaluated on every run; nothing derived is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from assistant.clocks.deadlines import later
from assistant.clocks.gap import URGENCY, Gap
from assistant.clocks.gaps import gaps_left
from assistant.clocks.rules import RuleSet
from assistant.errors import AssistantError
from assistant.record.index_rows import Wanted
from assistant.record.opening import OpeningKind
from assistant.record.standing import Standing

KINDS: tuple[OpeningKind, ...] = get_args(OpeningKind)

Candidates = Callable[[Sequence[str], Sequence[Wanted], date], Iterator[Standing]]
"""`Index.candidates`."""


def survey(
    candidates: Candidates, rules: Mapping[str, RuleSet], as_of: date, *, snoozed: bool = True
) -> tuple[list[Gap], list[tuple[str, AssistantError]]]:
    """All gaps of these regulators' threads on the day, the hidden only if `snoozed`; and the threads not answered for.

    Regulators whose rules ask for the same openings are looked through together.
    """
    found: list[Gap] = []
    faults: list[tuple[str, AssistantError]] = []
    same: dict[tuple[int, ...], list[str]] = {}  # by the very rules, which are compared faster than what they ask for
    for regulator, rule_set in rules.items():
        same.setdefault(tuple(map(id, rule_set.rules)), []).append(regulator)
    alike: dict[tuple[Wanted, ...], list[str]] = {}
    for regulators in same.values():
        alike.setdefault(wanted(rules[regulators[0]], as_of, snoozed=snoozed), []).extend(regulators)
    for asked, regulators in alike.items():
        for left in candidates(regulators, asked, as_of):
            try:
                found += gaps_left(left, rules[left.thread.regulator], as_of, snoozed=snoozed)
            except AssistantError as error:
                faults.append((left.thread.id, error))
    return found, faults


def wanted(rules: RuleSet, as_of: date, *, snoozed: bool = True) -> tuple[Wanted, ...]:
    """Which openings may show a gap on the day, for each kind that has a rule; a legal one shows through a snooze."""
    return tuple(
        Wanted(
            kind,
            rules.reach(kind, as_of),
            rules.reach(kind, as_of, by_law=True),
            later(as_of, rules.warn_days(kind)),
            hidden=snoozed or any(rule.statutory for rule in rules.for_kind(kind)),
        )
        for kind in KINDS
        if rules.for_kind(kind)
    )


def by_urgency(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Threads by their most urgent gap; within a thread what the company owes first, as `gaps` gives them."""
    threads: dict[str, list[Gap]] = {}
    for gap in gaps:
        threads.setdefault(gap.thread, []).append(gap)
    ordered = sorted(threads.values(), key=lambda found: min((URGENCY[g.state], g.due, g.thread) for g in found))
    return tuple(gap for found in ordered for gap in found)

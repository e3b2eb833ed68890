"""How much a gap weighs: from its rule's legal basis, its state and the days over.

| Rule | upcoming | due | overdue |
|---|---|---|---|
| statutory | normal | high | critical |
| courtesy | low | normal | normal, high from 14 days over |

A rule can raise this, never lower it: `severity` is the least that its gaps have; `high_after` and `critical_after` are
the days over from which they are at least high, or critical; for a courtesy rule `high_after` replaces the 14 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from assistant.clocks.gap import GapState, Severity
from assistant.clocks.rule import Rule

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the lightest."""
_RANKS = {level: rank for rank, level in enumerate(SEVERITIES)}
STATUTORY: Mapping[GapState, Severity] = {"upcoming": "normal", "due": "high", "overdue": "critical"}
COURTESY: Mapping[GapState, Severity] = {"upcoming": "low", "due": "normal", "overdue": "normal"}
HIGH_AFTER = 14
"""Days over from which a courtesy gap is high; our own choice, twice the week that a reply is waited for."""


def severity(rule: Rule, state: GapState, days_over: int) -> Severity:
    """The heaviest of what the table and the rule say."""
    rank = max(_RANKS[rule.severity], _RANKS[(STATUTORY if rule.basis else COURTESY)[state]])
    if state == "overdue":
        high_after = rule.high_after if rule.high_after is not None else None if rule.basis else HIGH_AFTER
        if high_after is not None and days_over >= high_after:
            rank = max(rank, _RANKS["high"])
        if rule.critical_after is not None and days_over >= rule.critical_after:
            rank = _RANKS["critical"]
    return SEVERITIES[rank]

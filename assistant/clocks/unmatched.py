"""The tray as one reminder: a hundred mails of no regulator are one thing to do, not a hundred."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.clocks.rules import RuleSet
from assistant.record.thread import Thread


def unmatched(oldest: Thread, count: int, rules: RuleSet, as_of: date) -> tuple[Gap, ...]:
    """The gaps of a tray in which `count` exchanges lie, `oldest` the longest; named for that one."""
    return tuple(_of_all(gap, count) for gap in gaps(oldest, rules, as_of))


def _of_all(gap: Gap, count: int) -> Gap:
    if count < 2:
        return gap
    return structs.replace(gap, summary=f"{gap.summary.removesuffix('.')}; {count} exchanges wait there.")

"""Gaps and messages for tests, in a few words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from msgspec import structs

from assistant.clocks.gap import Gap, OpenedBy
from assistant.notify.notice import Notice, Unchecked, notice

DAY = date(2020, 10, 17)


def gap(n: int = 1, **changes: Any) -> Gap:
    """A reply that PTA owes on its `n`th thread, since the day before; `changes` are fields."""
    due = DAY - timedelta(days=1)
    thread = f"pta-2020-{n:03d}"
    usual = Gap(
        id=f"no-reply:{thread}#2:1",
        kind="no-reply",
        state="overdue",
        thread=thread,
        regulator="PTA",
        owed_by="regulator",
        opened_by=OpenedBy(2, due - timedelta(days=7)),
        step=1,
        due=due,
        days_over=1,
        statutory=False,
        estimated=False,
        snoozed_until=None,
        summary="No reply from PTA for 8 days to #2 of 9 October 2020, due 16 October 2020.",
        suggests="first-reminder",
        rule="no-reply",
        opening=2,
        step_due=due,
    )
    return structs.replace(usual, **changes)


def notice_of(*gaps: Gap, doubtful: Collection[str] = (), unchecked: tuple[str, ...] = ()) -> Notice:
    """The message about `gaps`; `unchecked` are threads that are damaged."""
    faults = [Unchecked(thread, "line 1 is not JSON") for thread in unchecked]
    return notice(DAY, gaps, doubtful, faults)

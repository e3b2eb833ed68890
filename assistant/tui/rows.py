"""The list of threads as rows, in the order in which they want attention: pure, and quick for ten thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from sys import intern
from typing import cast

from msgspec import Struct, structs

from assistant.clocks.gap import Gap
from assistant.record.index_rows import Summary
from assistant.record.inert import inert_line
from assistant.record.thread import Ball
from assistant.tui.words import due_words, short_day

RANKS = {"overdue": 0, "due": 1, "upcoming": 2}
_ORDER = RANKS | {"later": 3, "snoozed": 4, "closed": 5}


class ThreadRow(Struct, frozen=True, gc=False):
    """One thread in the list; every text is ready to be drawn."""

    thread: str
    regulator: str
    title: str
    ball: Ball
    contact: int | None
    """Days since the regulator last spoke."""
    due: str
    state: str
    """`overdue`, `due`, `upcoming`, `later`, `snoozed` or `closed`."""
    references: str = ""
    """Ours and theirs."""
    messages: int = 0
    latest: str = ""
    """The day of the latest message, else of its opening, as in ISO 8601."""
    unread: int = 0
    """Messages that have come since this person last looked."""

    @property
    def sought(self) -> str:
        """What the filter looks through; put together when it is asked for, since most rows never are."""
        return f"{self.title} {self.regulator} {self.references} {self.thread}".casefold()


def thread_rows(summaries: Iterable[Summary], gaps: Iterable[Gap], today: date) -> tuple[ThreadRow, ...]:
    """Overdue first, by due day; then due, upcoming, the rest by latest activity; snoozed and closed last.

    `gaps` are those of all threads, the snoozed ones included.
    """
    by_thread: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_thread.setdefault(gap.thread, []).append(gap)
    shown = {thread: _shown(own) for thread, own in by_thread.items()}
    days = {thread: gap.due.isoformat() for thread, gap in shown.items() if gap}
    rows = [_row(summary, by_thread.get(summary.thread, ()), today) for summary in summaries]
    # one sort after the other, the last counts most: a key that puts all of it together would be held for every row
    rows.sort(key=lambda row: row.thread)
    rows.sort(key=lambda row: row.latest, reverse=True)
    rows.sort(key=lambda row: days.get(row.thread, "") if row.state in RANKS else "")
    rows.sort(key=lambda row: _ORDER[row.state])
    return tuple(rows)


def with_unread(rows: Iterable[ThreadRow], unread: Callable[[str, int], int]) -> tuple[ThreadRow, ...]:
    """The same rows, with the messages that are new to this person: `unread` is asked with thread and messages."""
    return tuple(
        structs.replace(row, unread=count) if (count := unread(row.thread, row.messages)) != row.unread else row
        for row in rows
    )


def with_later_days(rows: Iterable[ThreadRow], next_due: Mapping[str, date], today: date) -> tuple[ThreadRow, ...]:
    """The same rows in the same order, with the due days that no reminder announces yet."""
    return tuple(_with_day(row, next_due.get(row.thread), today) if row.state == "later" else row for row in rows)


def _with_day(row: ThreadRow, day: date | None, today: date) -> ThreadRow:
    return structs.replace(row, due=intern(f"due {short_day(day, today)}")) if day and day > today else row


def filtered(rows: Sequence[ThreadRow], query: str) -> tuple[ThreadRow, ...]:
    """The rows that hold every word of `query` in title, regulator, reference or id."""
    words = query.casefold().split()
    return tuple(row for row in rows if _holds(row.sought, words)) if words else tuple(rows)


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def most_urgent(gaps: Iterable[Gap]) -> Gap | None:
    """The gap to show where there is room for one."""
    return min(gaps, key=lambda gap: (RANKS[gap.state], gap.due, gap.id), default=None)


def _shown(gaps: Iterable[Gap]) -> Gap | None:
    return most_urgent(gap for gap in gaps if not gap.hidden)


def _row(summary: Summary, gaps: Sequence[Gap], today: date) -> ThreadRow:
    gap = _shown(gaps)
    if summary.closed:
        due, state = "closed", "closed"
    elif gap:
        due, state = due_words(gap, today), gap.state
    elif gaps:
        until = max((g.snoozed_until for g in gaps if g.snoozed_until), default=today)
        due, state = f"snoozed to {short_day(until, today)}", "snoozed"
    else:
        due, state = "", "later"
    contact = (today - date.fromisoformat(summary.last_contact)).days if summary.last_contact else None
    return ThreadRow(  # what many rows say is kept once
        intern(summary.thread),
        intern(summary.regulator),
        inert_line(summary.title),
        cast("Ball", intern(summary.ball)),
        contact,
        intern(due),
        state,
        inert_line(f"{summary.ours} {summary.theirs}"),
        summary.messages,
        intern(max(summary.last_in or "", summary.last_out or "", summary.opened)),
    )

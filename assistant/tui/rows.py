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
_QUIET, _SNOOZED, _CLOSED = 3, 4, 5


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
    placed = [_placed(s, by_thread.get(s.thread, ()), today) for s in summaries]
    placed.sort(key=lambda pair: pair[0])
    return tuple(row for _, row in placed)


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


_Key = tuple[int, str, int, str]


def _placed(summary: Summary, gaps: Sequence[Gap], today: date) -> tuple[_Key, ThreadRow]:
    gap = most_urgent(gap for gap in gaps if not gap.hidden)
    back = -date.fromisoformat(_latest(summary)).toordinal()
    if summary.closed:
        rank, day, due, state = _CLOSED, "", "closed", "closed"
    elif gap:
        rank, day, due, state = RANKS[gap.state], gap.due.isoformat(), due_words(gap, today), gap.state
    elif gaps:
        until = max((g.snoozed_until for g in gaps if g.snoozed_until), default=today)
        rank, day, due, state = _SNOOZED, "", f"snoozed to {short_day(until, today)}", "snoozed"
    else:
        rank, day, due, state = _QUIET, "", "", "later"
    return (rank, day, back, summary.thread), _row(summary, due, state, today)


def _latest(summary: Summary) -> str:
    return max(summary.last_in or "", summary.last_out or "", summary.opened)


def _row(summary: Summary, due: str, state: str, today: date) -> ThreadRow:
    contact = (today - date.fromisoformat(summary.last_contact)).days if summary.last_contact else None
    return ThreadRow(  # what many rows say is kept once
        summary.thread,
        intern(summary.regulator),
        inert_line(summary.title),
        cast("Ball", intern(summary.ball)),
        contact,
        intern(due),
        state,
        inert_line(f"{summary.ours} {summary.theirs}"),
        summary.messages,
        intern(_latest(summary)),
    )

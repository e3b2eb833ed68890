"""What was decided on this visit, and how each step is taken back: by entries that say so, never by removing any.

All screens share the steps, so that `u` means on each of them what was decided last, wherever that was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.record import decisions
from assistant.record.entry import NewEntry
from assistant.record.thread import Thread

if TYPE_CHECKING:
    from assistant.mail.filed import Filed

REASON = "taken back at once"


class Step(Struct, frozen=True):
    """One decision."""

    thread: str
    """In which it is taken back; empty: in none, such as what was set aside."""
    told: str
    """What is said once it is."""
    take_back: Callable[[], object]
    """To be run in a worker."""


def last_of(steps: Sequence[Step], thread: str | None) -> Step | None:
    """The last step that was done in `thread` or concerns none; None: that was done anywhere."""
    return next((step for step in reversed(steps) if thread is None or step.thread in {thread, ""}), None)


def of_entries(desk: Desk, thread: str, numbers: tuple[int, ...], done: str) -> Step:
    """The step that logged these entries, which count no more afterwards, all or none; `done`: what had happened."""

    def decide(now: Thread) -> list[NewEntry]:
        found: list[NewEntry] = []
        for n in reversed(numbers):  # to undo a letter that was a draft undoes what belongs to its sending
            found += [entry for entry in decisions.undo(now, n, desk.author, REASON) if entry not in found]
        return found

    names = ", ".join(f"#{n}" for n in numbers)
    count = "counts" if len(numbers) == 1 else "count"
    return Step(thread, f"Taken back: {done} ({names} no longer {count})", lambda: desk.decide(thread, decide))


def of_merger(desk: Desk, thread: str, other: str) -> Step:
    return Step(thread, f"{thread} and {other} are two threads again", lambda: desk.intake.part(thread, other, REASON))


def of_parting(desk: Desk, thread: str, other: str) -> Step:
    return Step(thread, f"{other} is part of {thread} again", lambda: desk.intake.merge(thread, other, REASON))


def of_opening(desk: Desk, thread: str) -> Step:
    """A thread that was begun stays in the record; it is closed."""

    def decide(now: Thread) -> list[NewEntry]:
        return decisions.close(now, desk.author, reason="begun by mistake", day=desk.day_of_thread(thread))

    return Step(thread, f"{thread} is closed", lambda: desk.decide(thread, decide))


def of_filing(desk: Desk, tray: str, thread: str | None) -> Step:
    """What was filed from the tray in `thread`, or with None set aside, lies there again."""
    back = partial(desk.intake.take_back, tray, thread, "filed by mistake")
    return Step(thread or "", f"{tray} lies in the tray again", back)


def of_filing_all(desk: Desk, filed: Sequence[Filed]) -> Step:
    """All that was decided at once by its sender lies in the tray again."""
    threads = {one.thread for one in filed}
    thread = threads.pop() if len(threads) == 1 else None
    back = partial(desk.intake.take_all_back, filed, "filed by mistake")
    verb = "lies" if len(filed) == 1 else "lie"
    return Step(thread or "", f"{counted(len(filed), 'exchange')} {verb} in the tray again", back)

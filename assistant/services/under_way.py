"""What somebody has begun and not brought to its end, over all threads: drafts, and proposals nobody has decided on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from msgspec import Struct

from assistant.clocks.wording import counted
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.record.index_rows import Wanted
from assistant.record.store import TRAY
from assistant.record.thread import Thread

MOST = 100
"""Messages of a thread in which proposals are looked for: all that nobody has written after is among them, but for a
thread in which one side alone has spoken since.
"""


class UnderWay(Struct, frozen=True):
    """A draft that was neither sent nor discarded."""

    thread: str
    entry: int
    """Its first."""
    day: date
    """Of its latest version."""


def drafts_under_way(desk: Desk) -> tuple[UnderWay, ...]:
    """All of them as of the desk's day, the latest first; straight from the index. Call `desk.refresh` before."""
    found: list[UnderWay] = []
    with desk.lock:
        for regulator in desk.regulators():
            day = desk.day(regulator)
            wanted = (Wanted("draft-stale", day, day, day),)
            for left in desk.record.lists.candidates((regulator,), wanted, day):
                found += [
                    UnderWay(left.thread.id, o.entry, o.start)
                    for o in left.openings
                    if o.kind == "draft-stale" and o.start <= day
                ]
    return tuple(sorted(found, key=lambda draft: (-draft.day.toordinal(), draft.thread, draft.entry)))


def proposals_in(desk: Desk, threads: Iterable[str]) -> dict[str, int]:
    """How many proposals wait in each of these threads; those without one are left out.

    So are those that cannot be read, of which the check has told, and proposals after which that side wrote again.
    """
    found: dict[str, int] = {}
    for name in threads:
        with suppress(AssistantError):
            if count := len(desk.unanswered(desk.thread(name), MOST)):
                found[name] = count
    return found


def to_confirm(desk: Desk, thread: Thread) -> str:
    """The same of one thread, in words: `2 requests and 1 commitment`; nothing of one that is over."""
    if thread.closed or thread.regulator == TRAY:
        return ""
    types = Counter(proposed.candidate.type for proposed in desk.unanswered(thread, MOST))
    return " and ".join(counted(types[name], name) for name in ("request", "commitment") if types[name])

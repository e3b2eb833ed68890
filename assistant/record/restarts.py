"""Which openings a restart makes count anew, and from when: a re-send, or a clarification that was answered.

Only a person says so, naming the message; a second message alone is a reminder and moves no legal clock. Legal and
courtesy clocks alike begin at day 0 again, and what moved them before is history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

if TYPE_CHECKING:
    from assistant.record.opening import Opening
    from assistant.record.thread import Restart, Thread

COUNTING = frozenset({"no-reply", "no-acknowledgement", "partial-answer", "we-owe"})
"""Kinds whose days are counted from a message. A date in the words themselves is counted from nothing."""


def counted_anew(thread: Thread, opening: Opening) -> Opening:
    """`opening` from the latest restart on that is about it; itself if there is none since it began."""
    if opening.due is not None or opening.kind not in COUNTING:
        return opening
    about = [r for r in thread.restarts if r.day >= opening.start and opening.concerned_by(r.opening)]
    if not about:
        return opening
    last = max(about, key=lambda restart: (restart.day, restart.n))
    since = messages_since(thread, last)
    promise_holds = opening.promised_by in since
    return structs.replace(
        opening,
        start=last.day,
        promised=opening.promised if promise_holds else None,
        promised_by=opening.promised_by if promise_holds else None,
        promise=opening.promise if promise_holds else None,
        chasers=tuple(n for n in opening.chasers if n in since),
        restarted=last.n,
        restarted_by=last.because,
    )


def messages_since(thread: Thread, restart: Restart) -> set[int]:
    """The messages of later days, and of the same day those that follow the message which made it count anew."""
    place = next((at for at, m in enumerate(thread.messages) if m.n == restart.because), -1)
    days = [(m.n, at, m.day_0) for at, m in enumerate(thread.messages)]
    return {n for n, at, day in days if day > restart.day or (day == restart.day and at > place)}

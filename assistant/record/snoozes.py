"""Which snooze hides an opening. What it may not hide (a legal due day past itself) is for the clocks to say."""

from __future__ import annotations

from datetime import date

from assistant.record.opening import Opening
from assistant.record.thread import Snooze, Thread


def snooze_in_force(thread: Thread, opening: Opening, rule: str, as_of: date) -> Snooze | None:
    """The snooze of `opening` under `rule` on a day: of those about it, the latest decision, unless it is over."""
    about = [s for s in thread.snoozes if s.rule in {None, rule} and opening.concerned_by(s.opening)]
    if not about:
        return None
    latest = _latest(about)
    return latest if as_of <= latest.until and not _answered_since(thread, latest) else None


def hidden_until(thread: Thread, opening: Opening) -> date | None:
    """The last day on which a snooze surely hides `opening` under every rule; None where it depends or none does."""
    about = [snooze for snooze in thread.snoozes if opening.concerned_by(snooze.opening)]
    if not about or any(snooze.rule is not None for snooze in about):
        return None
    latest = _latest(about)
    return None if _answered_since(thread, latest) else latest.until


def _latest(snoozes: list[Snooze]) -> Snooze:
    return max(snoozes, key=lambda snooze: (snooze.day, snooze.n))


def _answered_since(thread: Thread, snooze: Snooze) -> bool:
    """A substantive message came after it: on a later day, or on the same day and logged after."""
    place = (snooze.day, snooze.n)
    return any(m.cls == "substantive" and (m.day, m.n) > place for m in thread.messages)

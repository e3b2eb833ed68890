"""What a clock had come to before it counted anew: the thread is put back to the day before that, and asked again."""

from __future__ import annotations

from msgspec import structs

from assistant.clocks.clock import Clock
from assistant.clocks.pacing import paced_clock
from assistant.clocks.rules import RuleSet
from assistant.record.openings import openings
from assistant.record.restarts import messages_since
from assistant.record.thread import Pause, Restart, Thread


def earlier_clocks(thread: Thread, clock: Clock, rules: RuleSet) -> tuple[Clock, ...]:
    """The clocks that `clock` took the place of, the oldest first; none if it was never counted anew."""
    restart = next((r for r in thread.restarts if r.n == clock.opening.restarted), None)
    if restart is None:
        return ()
    before = _before(thread, restart)
    for opening in openings(before):
        if (opening.kind, opening.entry) == (clock.opening.kind, clock.opening.entry):
            replaced = paced_clock(before, opening, clock.rule, rules)
            return (*earlier_clocks(before, replaced, rules), replaced)
    return ()


def _before(thread: Thread, restart: Restart) -> Thread:
    """`thread` as it stood when the message came that `restart` names; what became of its obligations is left."""
    later = messages_since(thread, restart) | {restart.because}
    place = (restart.day, restart.n)
    return structs.replace(
        thread,
        closed=None,
        messages=tuple(m for m in thread.messages if m.n not in later),
        extensions=tuple(e for e in thread.extensions if (e.day, e.n) < place),
        pauses=tuple(_cut_off(p, restart) for p in thread.pauses if (p.start, p.n) < place),
        restarts=tuple(r for r in thread.restarts if (r.day, r.n) < place),
    )


def _cut_off(pause: Pause, restart: Restart) -> Pause:
    lasted = pause.end is None or pause.end > restart.day
    return structs.replace(pause, end=None, ended_because=None) if lasted else pause

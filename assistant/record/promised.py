"""What holding replies promise: an answer by a day, and by another day when it is put off once more.

The promise of one holding reply is replaced by that of the next, until an answer comes: it is the same answer. Where
either makes several promises nobody can tell which is meant, and all of them stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.record.thread import Logged, Obligation, Thread


def promises(thread: Thread, among: Iterable[Logged]) -> list[Obligation]:
    """The dated promises of the holding replies `among` the messages, but for those that were withdrawn."""
    holding = {m.n for m in among if m.cls == "holding"}
    if not holding:
        return []
    given = [o for o in thread.obligations if o.message in holding and o.type == "commitment" and o.due]
    return [o for o in given if o.state != "withdrawn"]


def replaced(thread: Thread) -> dict[int, tuple[int, ...]]:
    """For each promise that was put off the messages of those that replaced it, in turn; for all others nothing."""
    carried: dict[int, list[Obligation]] = {}
    for promise in promises(thread, thread.messages):
        carried.setdefault(promise.message or 0, []).append(promise)
    found: dict[int, tuple[int, ...]] = {}
    running: list[int] = []
    for logged in thread.messages:
        given = carried.get(logged.n, [])
        if logged.is_whole_answer or len(given) > 1:
            running.clear()
        elif given and given[0].owed_by == "regulator":
            found.update({n: (*found.get(n, ()), logged.n) for n in running})
            running.append(given[0].n)
    return found


def before(promise: Obligation | None, put_off: Mapping[int, tuple[int, ...]], thread: Thread) -> tuple[int, ...]:
    """The messages of the promises that `promise` replaced, oldest first; `put_off` is what `replaced` found."""
    if promise is None or not put_off:
        return ()
    return tuple(o.message for o in thread.obligations if o.message and promise.message in put_off.get(o.n, ()))

"""The answer that a holding reply announced: when it has come, the promise to give it is kept.

Worked out in the fold, so that whoever tells how a promise stands tells the same. What a person says of the promise
afterwards holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from assistant.record.thread import Logged, Obligation, Update


def with_announced_answers(obligations: tuple[Obligation, ...], messages: Sequence[Logged]) -> tuple[Obligation, ...]:
    """`obligations`, their promises settled that stand in a holding reply with a whole answer after it.

    `messages`: all of the thread's, in the order of the timeline.
    """
    place = {logged.n: at for at, logged in enumerate(messages) if logged.cls == "holding"}
    if not place:
        return obligations
    return tuple(
        _kept(owed, messages[place[owed.message] + 1 :])
        if owed.message in place and (owed.type, owed.owed_by) == ("commitment", "regulator")
        else owed
        for owed in obligations
    )


def _kept(promise: Obligation, later: Sequence[Logged]) -> Obligation:
    answer = next((logged for logged in later if logged.is_whole_answer), None)
    if answer is None or _decided(promise, answer):
        return promise
    settled = Update(answer.n, answer.day, "settled", answer.n, "")
    return structs.replace(promise, updates=tuple(sorted((*promise.updates, settled), key=lambda u: (u.day, u.n))))


def _decided(promise: Obligation, answer: Logged) -> bool:
    """A person said what this answer did to the promise, or that it was over before; or it was replaced."""
    return any(
        u.by_message == answer.n or (u.state in {"settled", "withdrawn", "replaced"} and u.day <= answer.day)
        for u in promise.updates
    )

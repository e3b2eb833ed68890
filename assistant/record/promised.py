"""What holding replies promise: an answer by a day, and by another day when it is put off once more.

A promise is about the requests that a person named with it, or that its message answered in part; else about those of
the mail that it replies to; else about all that they owed then. It is replaced by that of a later holding reply which
is about the same, until an answer comes: it is the same answer. Where a reply makes several promises nobody can tell
which is meant, unless each names its requests, and all of them stay. Worked out in the fold, as `announced` is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import structs

from assistant.record.thread import Logged, Obligation, Thread, Update

NEAREST = 10
"""Mails before it that a holding reply may refer to without a question in them: reminders, mostly."""
About = Mapping[int, frozenset[int]]
"""Of each promise the requests that it is about; none: all that they owed then."""


def promises(obligations: Iterable[Obligation], messages: Iterable[Logged]) -> About:
    """The dated promises of theirs that the holding replies among `messages` gave, but for those withdrawn."""
    holding = {m.n: m for m in messages if m.cls == "holding"}
    if not holding:
        return {}
    given = [o for o in obligations if o.message in holding and _is_dated_promise(o)]
    if not given:
        return {}
    requests = [o for o in obligations if (o.type, o.owed_by) == ("request", "regulator")]
    carriers = {o.message for o in requests}
    mails = {m.message.message_id: m.n for m in messages if m.n in carriers and m.message.message_id}
    return {o.n: _about(o, holding[o.message or 0], requests, mails) for o in given}


def _is_dated_promise(o: Obligation) -> bool:
    return (o.type, o.owed_by) == ("commitment", "regulator") and o.due is not None and o.state != "withdrawn"


def _about(
    promise: Obligation, holding: Logged, requests: Sequence[Obligation], mails: Mapping[str, int]
) -> frozenset[int]:
    if promise.answers:
        return frozenset(promise.answers)
    if partly := frozenset(o.n for o in requests if holding.n in o.partial_answers):
        return partly
    before = (holding.message.in_reply_to or "", *reversed(holding.message.references[-NEAREST:]))
    carrier = next((mails[known] for known in before if known in mails), None)
    return frozenset(o.n for o in requests if carrier is not None and o.message == carrier)


def with_replaced(obligations: Iterable[Obligation], messages: Sequence[Logged]) -> tuple[Obligation, ...]:
    """`obligations`, those of their promises replaced that a later holding reply put off.

    `messages`: all of the thread's, in the order of the timeline.
    """
    owed = {o.n: o for o in obligations}
    about = promises(owed.values(), messages)
    if len(about) > 1:
        for n, by in _replacements(owed, about, messages):
            update = Update(by.n, by.day, "replaced", by.n, "")
            updates = sorted((*owed[n].updates, update), key=lambda u: (u.day, u.n))
            owed[n] = structs.replace(owed[n], updates=tuple(updates))
    return tuple(owed.values())


def _replacements(owed: Mapping[int, Obligation], about: About, messages: Sequence[Logged]) -> list[tuple[int, Logged]]:
    """Each promise that was put off, with the message that did it."""
    carried: dict[int | None, list[int]] = {}
    for n in about:
        carried.setdefault(owed[n].message, []).append(n)
    found: list[tuple[int, Logged]] = []
    running: list[int] = []
    for logged in messages:
        given = carried.get(logged.n, [])
        if logged.is_whole_answer or (len(given) > 1 and not all(owed[n].answers for n in given)):
            running = []
            continue
        put_off = [n for n in running if any(_covers(about[new], n, owed, about) for new in given)]
        found += [(n, logged) for n in put_off if owed[n].is_open]
        running = [n for n in running if n not in put_off] + given
    return found


def _covers(new: frozenset[int], old: int, owed: Mapping[int, Obligation], about: About) -> bool:
    """A promise about `new` leaves nothing of the promise `old` that is still to be answered."""
    return not new or new >= (about[old] or _left_open(owed[old], owed))


def _left_open(promise: Obligation, owed: Mapping[int, Obligation]) -> frozenset[int]:
    """Of what a promise for everything was about: what is open still."""
    return frozenset(
        o.n
        for o in owed.values()
        if o.is_open and (o.type, o.owed_by) == ("request", "regulator") and o.day <= promise.day
    )


class Promised:
    """The promises of a thread, as those clocks ask for them that they move."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.about = promises(thread.obligations, thread.messages)

    def latest(
        self, later: Iterable[Logged], wanted: Callable[[Obligation], bool] = lambda _: True
    ) -> Obligation | None:
        """The latest `wanted` one that a holding reply among `later` gave, if none replaced it."""
        if not self.about:
            return None
        holding = {m.n for m in later if m.cls == "holding"}
        given = (o for o in reversed(self.thread.obligations) if o.n in self.about and o.message in holding)
        return next((o for o in given if o.state != "replaced" and wanted(o)), None)

    def for_request(self, request: Obligation, later: Iterable[Logged]) -> Obligation | None:
        """The latest that is about `request`."""
        return self.latest(later, lambda promise: request.n in (self.about[promise.n] or {request.n}))

    def for_mail(self, sent: Logged, later: Iterable[Logged]) -> Obligation | None:
        """The latest that is about the answer to `sent`, of which no words were singled out."""
        replies = {m.n for m in later if m.message.in_reply_to and m.message.in_reply_to == sent.message.message_id}
        return self.latest(later, lambda o: not self.about[o.n] or (o.message in replies and not o.answers))


def given_before(thread: Thread, message: int, until: date) -> Obligation | None:
    """The promise of theirs in `message` for the day `until` that is on file, unless it is over."""
    found = (o for o in thread.obligations if (o.type, o.owed_by) == ("commitment", "regulator"))
    return next((o for o in found if (o.message, o.due) == (message, until) and (o.is_open or o.replaced_by)), None)


def for_all(thread: Thread, promise: int | None) -> bool:
    """It moves the clocks of several requests, since nothing says which of them it is about."""
    given = thread.obligation(promise) if promise is not None else None
    if given is None or promises(thread.obligations, thread.messages).get(given.n):
        return False
    return len(_left_open(given, {o.n: o for o in thread.obligations})) > 1


def before(promise: Obligation | None, obligations: Iterable[Obligation]) -> tuple[int, ...]:
    """The messages of the promises that `promise` replaced, oldest first."""
    if promise is None:
        return ()
    found: list[int | None] = [promise.message]
    for earlier in sorted((o for o in obligations if o.replaced_by), key=lambda o: (o.day, o.n), reverse=True):
        if earlier.replaced_by in found:
            found.append(earlier.message)
    return tuple(n for n in reversed(found[1:]) if n is not None)

"""Facts of a thread as claims: what was asked or promised, what was sent, what runs until when.

The conventions of what a claim names: a request or commitment brings its own entry, the message that carries it, those
that answered or kept it, and those that granted more time for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.chat.answer import Claim
from assistant.chat.passages import sentences, shown
from assistant.chat.record_view import Case
from assistant.clocks.clock import Clock
from assistant.clocks.wording import days, long_date, named
from assistant.record.inert import inert_line
from assistant.record.kinds import Channel
from assistant.record.opening import Opening
from assistant.record.pointing import annex_with
from assistant.record.thread import Logged, Obligation

CHANNELS: dict[Channel, str] = {
    "email": "by e-mail",
    "letter": "by letter",
    "call": "in a call",
    "meeting": "in a meeting",
    "portal": "on the portal",
    "press": "in the press",
    "court": "in court",
    "other": "otherwise",
}
STATES = {"settled": "answered", "part": "answered in part", "withdrawn": "withdrawn"}
KEPT = {"settled": "kept", "part": "kept in part", "withdrawn": "withdrawn", "replaced": "replaced by another promise"}


def clock_of(case: Case, entry: int) -> Clock | None:
    """The clock of what entry `entry` opened, the earliest if there are several."""
    running = [clock for clock in case.clocks if clock.opening.entry == entry]
    return min(running, key=lambda clock: (clock.standing, clock.due), default=None)


def obligation_entries(case: Case, o: Obligation) -> tuple[str, ...]:
    answers = (u.by_message for u in o.updates)
    granted = (e.granted_by for e in case.thread.extensions if e.opening in {o.n, o.message})
    return refs(case, (o.message, o.n, *answers, *granted))


def opening_entries(case: Case, opening: Opening) -> tuple[str, ...]:
    """What is open, as an obligation if it is one."""
    o = case.thread.obligation(opening.entry)
    if o is not None:
        return obligation_entries(case, o)
    return refs(case, (opening.message, opening.entry, *opening.partial))


def refs(case: Case, numbers: Iterable[int | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.ref(n) for n in numbers if n is not None))


def obligation(case: Case, o: Obligation) -> Claim:
    """What was asked or promised, by whom, and how it stands."""
    speaker = _speaker(case, o)
    verb = "promised" if o.type == "commitment" else "asked"
    condition = f" ({o.condition})" if o.condition else ""
    text = f"{speaker} {verb} on {long_date(o.day)}: {named(o)}{condition}; {standing(case, o)}."
    return Claim(text, obligation_entries(case, o), confidential=_confidential(case, (o.message,)))


def _speaker(case: Case, o: Obligation) -> str:
    company = (o.owed_by == "company") == (o.type == "commitment")
    return "We" if company else case.regulator


def standing(case: Case, o: Obligation) -> str:
    """`open, due 19 October 2020 (in 1 day)`, `answered on 23 February 2023`."""
    said = KEPT if o.type == "commitment" else STATES
    if not o.is_open:
        return f"{said[o.state]} on {long_date(o.updates[-1].day)}"
    part = f"{said['part']} on {long_date(o.updates[-1].day)}, " if o.state == "part" else ""
    if case.thread.closed is not None:
        never = "the rest never" if part else f"never {said['settled']}"
        return f"{part}{never}; the matter was closed on {long_date(case.thread.closed)}"
    state = f"{part}the rest is open" if part else "open"
    clock = clock_of(case, o.n)
    return f"{state}, {due(clock, case.day)}" if clock else f"{state}, with no day set"


def due(clock: Clock, today: date) -> str:
    """`due 19 October 2020 (in 1 day)`; of a clock that stands, that it does."""
    if clock.standing:
        return "its clock is paused"
    return f"due {long_date(clock.due)} ({away(clock.due, today)})"


def away(day: date, today: date) -> str:
    left = (day - today).days
    if left == 0:
        return "today"
    return f"in {days(left)}" if left > 0 else f"{days(-left)} overdue"


def waiting(case: Case, opening: Opening) -> Claim:
    """A whole message that awaits its answer, no words of it having been singled out."""
    logged = case.thread.message(opening.entry)
    clock = clock_of(case, opening.entry)
    until = f"; {due(clock, case.day)}" if clock else ""
    about = f" ({logged.message.subject})" if logged and logged.message.subject else ""
    if opening.owed_by == "company":
        text = f"Nobody has answered {case.regulator}'s message of {long_date(opening.start)}{about}{until}."
    else:
        text = f"{case.regulator} has not answered our message of {long_date(opening.start)}{about}{until}."
    entries = refs(case, (opening.message, opening.entry, *opening.partial))
    return Claim(text, entries, confidential=_confidential(case, (opening.entry,)))


def message(case: Case, logged: Logged, passages: Iterable[str] = ()) -> Claim:
    """Who said it when and where, and the sentences themselves; without `passages` the first behind the salutation."""
    quotations = tuple(passages) or _first(logged.message.own_text) or (logged.message.subject,)
    words = " ".join(shown(sentence) for sentence in quotations if sentence)
    annexed = any(annex_with(sentence, logged.message) for sentence in quotations)
    where = f"{heading(case, logged)}{', in an annex' if annexed else ''}"
    return Claim(f"{where}: {words}", (case.ref(logged.n),), confidential=logged.message.confidential)


def _first(text: str) -> tuple[str, ...]:
    every = sentences(text)
    return tuple(sentence for sentence in every if not sentence.endswith(","))[:1] or every[:1]


def heading(case: Case, logged: Logged) -> str:
    """`PTA, 12 October 2020, in a meeting`; of what came back, that it did."""
    back = ", came back undelivered" if logged.n in case.returned else ""
    m = logged.message
    who = {
        "in": inert_line(logged.wrote(case.regulator)),
        "out": f"We to {case.regulator}",
        "public": "We, publicly",
        "internal": "Internal",
    }
    return f"{who[m.direction]}, {long_date(logged.day)}, {CHANNELS[m.channel]}{back}"


def _confidential(case: Case, numbers: Iterable[int | None]) -> bool:
    return any((m := case.thread.message(n)) is not None and m.message.confidential for n in numbers if n is not None)

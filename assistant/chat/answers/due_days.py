"""What is due when: by a day, in a period, overdue, or next."""

from __future__ import annotations

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.answered import waited
from assistant.chat.answers.sides import both_meant, kind_meant, on_whom, side_meant
from assistant.chat.inquiry import Inquiry
from assistant.chat.periods import ANY
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import away, obligation, opening_entries, refs, waiting
from assistant.clocks.clock import Clock
from assistant.clocks.wording import long_date, named
from assistant.record.kinds import ObligationType, Side

REPEATED = frozenset({"no-acknowledgement", "gone-quiet"})
"""Kinds whose clocks tell of the same silence once more."""
Running = tuple[Case, Clock]


def due(ask: Inquiry) -> Answer:
    """What is due by a day, within a period, or overdue."""
    if ask.reading.says(r"^how (long|many (days|weeks)) (has|have|is) (REG|they|PERSON)\b.*\bOPEN\b"):
        found = waited(ask)
        if found is not None:
            return found
    side = side_meant(ask)
    if side is None and ask.reading.actor == "company" and not both_meant(ask):
        side = "company"
    every = _running(ask, side)
    if ask.reading.says(r"^(did|has|have|had) (they|REG|PERSON)\b(?!.*\bLATE\b)") and ask.about:
        every = [(case, clock) for case, clock in every if clock.opening.due is not None]
    if ask.reading.says(r"\bEXTEND\b"):
        moved = [(case, clock) for case, clock in every if clock.moves]
        if ask.reading.topic and not moved:
            return not_in_record(ask)
        every = moved or every
    if ask.reading.topic and not every:
        return _settled_or_unknown(ask)
    items = [each for each in every if _falls(ask, *each)]
    if not items and ask.reading.topic:
        items = every  # the thing itself was named: it is not late, or due another day
    if not items:
        when = f" {ask.period.told}" if ask.period is not ANY else ""
        what = {"commitment": "No promise", "request": "No request", None: "Nothing"}[kind_meant(ask)]
        return ask.answer([Claim(f"{what} {'is overdue' if _late(ask) else 'is due'}{when}{on_whom(ask, side)}.")])
    return ask.answer(_runs(case, clock) for case, clock in items)


def _late(ask: Inquiry) -> bool:
    return ask.reading.says(r"\bLATE\b|\bDUE\b.*\b(passed|gone by|behind us)\b")


def _falls(ask: Inquiry, case: Case, clock: Clock) -> bool:
    """Its due day is one that the question means. A stretch that has begun holds what is overdue, a day does not."""
    period, today = ask.period, ask.view.today
    if period is ANY:
        return not _late(ask) or clock.due < case.day
    if period.last is not None and clock.due > period.last:
        return False
    if period.first is None or clock.due >= period.first:
        return True
    return period.first < today and clock.due < today


def next_due(ask: Inquiry) -> Answer:
    """The next due day that has not passed."""
    side = side_meant(ask) or ask.reading.actor
    running = _running(ask, side)
    if ask.reading.topic and not running:
        return not_in_record(ask)
    since = ask.period.first
    ahead = [(case, clock) for case, clock in running if clock.due >= max(case.day, since or case.day)]
    if not ahead:
        return ask.answer([Claim(f"No due day lies ahead{on_whom(ask, side)}.")])
    day = ahead[0][1].due
    return ask.answer(_runs(case, clock) for case, clock in ahead if clock.due == day)


def _running(ask: Inquiry, side: Side | None) -> list[Running]:
    """Every clock of what the question is about, the earliest first."""
    if ask.about or not ask.reading.topic:
        found = [(case, clock) for case in ask.about for clock in case.clocks]
    else:
        meant = {(case.thread.id, o.n) for case, o in ask.obligations(lambda _, o: True)}
        found = [
            (case, c) for case in ask.everywhere for c in case.clocks if (case.thread.id, c.opening.entry) in meant
        ]
    kept = [
        (case, c)
        for case, c in found
        if c.opening.kind not in REPEATED
        and not c.standing
        and side in {None, c.opening.owed_by}
        and kind_meant(ask) in {None, _type(case, c)}
    ]
    return sorted(kept, key=lambda each: (each[1].due, each[0].thread.id, each[1].opening.entry))


def _type(case: Case, clock: Clock) -> ObligationType:
    o = case.thread.obligation(clock.opening.entry)
    return o.type if o is not None else "request"


def _runs(case: Case, clock: Clock) -> Claim:
    opening = clock.opening
    o = case.thread.obligation(opening.entry)
    when = f"{long_date(clock.due)} ({away(clock.due, case.day)})"
    if o is not None:
        who = "we owe " + case.regulator if o.owed_by == "company" else f"{case.regulator} owes us"
        what = "what was promised" if o.type == "commitment" else "an answer"
        return Claim(f"{when}: {who} {what}: {named(o)}.", clock_entries(case, clock))
    if opening.kind in {"we-owe", "no-reply"}:
        return Claim(f"{when}: {waiting(case, opening).text}", clock_entries(case, clock))
    gap = next((g for g in case.gaps if g.opening == opening.entry and g.kind == opening.kind), None)
    text = gap.summary if gap else f"{opening.kind} in {case.thread.title}."
    return Claim(f"{when}: {text}", clock_entries(case, clock))


def clock_entries(case: Case, clock: Clock) -> tuple[str, ...]:
    """What runs, and the messages that moved its due day."""
    moved = (n for move in clock.moves for n in (move.entry, move.ended_by))
    return tuple(dict.fromkeys((*opening_entries(case, clock.opening), *refs(case, moved))))


def _settled_or_unknown(ask: Inquiry) -> Answer:
    theirs = ask.about and ask.reading.says(r"^(did|has|have|had) (they|REG|PERSON)\b")
    found = [] if theirs else ask.obligations(lambda _, o: True)
    if not found:
        return not_in_record(ask)
    return ask.answer(obligation(case, o) for case, o in found)

"""How a due day came about, and which draft would be the next step."""

from __future__ import annotations

from assistant.chat.answer import Answer, Claim
from assistant.chat.answers.due_days import clock_entries
from assistant.chat.answers.owing import HELD_BY
from assistant.chat.inquiry import Inquiry
from assistant.chat.periods import ANY
from assistant.chat.record_view import Case
from assistant.chat.refusing import not_in_record
from assistant.chat.told import opening_entries
from assistant.clocks.clock import Clock
from assistant.clocks.gaps import ANSWER, suggestion

SILENT = frozenset({"gone-quiet", "no-acknowledgement"})


def explain(ask: Inquiry) -> Answer:
    """The trail of the clocks that the question names by their day, their words or their entry."""
    meant = [(case, clock) for case, clock in _clocks(ask) if _named(ask, clock)]
    spoken = [(case, clock) for case, clock in meant if clock.opening.kind not in SILENT] or meant
    if not spoken:
        day = ask.reading.period
        what = f"No due day {day.told}" if day is not ANY and day.told else "No running clock"
        return not_in_record(ask, what)
    return ask.answer(claim for case, clock in spoken for claim in _trail(ask, case, clock))


def _clocks(ask: Inquiry) -> list[tuple[Case, Clock]]:
    reading = ask.reading
    if ask.about or not reading.topic:
        return [(case, clock) for case in ask.about for clock in case.clocks]
    meant = {(case.thread.id, o.n) for case, o in ask.obligations(lambda _, o: True)}
    return [(c, clock) for c in ask.everywhere for clock in c.clocks if (c.thread.id, clock.opening.entry) in meant]


def _named(ask: Inquiry, clock: Clock) -> bool:
    reading = ask.reading
    if reading.entries:
        return any(clock.opening.concerned_by(n) for _, n in reading.entries)
    days = {p.first for p in (reading.period, reading.other_period) if p.first is not None and p.first == p.last}
    return not days or any(day in clock.steps for day in days)


def _trail(ask: Inquiry, case: Case, clock: Clock) -> list[Claim]:
    entries = clock_entries(case, clock)
    found = ask.view.explain(case.thread, clock.opening.entry)
    for explanation in found:
        if explanation.clock.rule.name == clock.rule.name and explanation.clock.opening.kind == clock.opening.kind:
            return [Claim(" ".join(f"{line}." for line in explanation.trail()), entries)]
    return []


def draft(ask: Inquiry) -> Answer:
    """Which template fits the next step in each thread, why, and the command that makes the draft."""
    if not ask.speaking:
        return not_in_record(ask)
    steps = [claim for case in ask.speaking if case.thread.closed is None for claim in _step(ask, case)]
    if not steps and ask.period is not ANY:
        return ask.refuse(f"Nothing that is open began {ask.period.told}.")
    if not steps:
        whom = f" with {ask.whom()}" if ask.reading.regulators else ""
        return ask.answer([Claim(f"Nothing is open that a draft could answer or chase{whom}.")])
    return ask.answer(steps)


def _step(ask: Inquiry, case: Case) -> list[Claim]:
    began = [o for o in case.openings if ask.period.holds(o.start)]
    named = {o.n for c, o in ask.obligations(lambda _, o: o.is_open) if c is case} if not ask.about else set()
    began = [o for o in began if o.entry in named] or began
    ours = [o for o in began if o.kind == "we-owe" and not o.rule]
    theirs = [o for o in began if o.kind in HELD_BY["regulator"]]
    command = f"`assistant draft {case.thread.id}`"
    if ours:
        entries = tuple(dict.fromkeys(e for o in ours for e in opening_entries(case, o)))
        text = f"{case.thread.title}: we owe {case.regulator} an answer first, so the template is {ANSWER}: {command}."
        return [Claim(text, entries)]
    if theirs:
        latest = theirs[0]
        entries = tuple(dict.fromkeys(e for o in theirs for e in opening_entries(case, o)))
        text = f"{case.thread.title}: the template is {suggestion(case.thread.id, latest)}: {command}."
        return [Claim(text, entries)]
    return []

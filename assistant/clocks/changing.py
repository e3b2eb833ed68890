"""What would change a due day, and to which: each by counting again on an altered thread or calendar, never by rule of
thumb, so that nothing is said that would not come true.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from assistant.clocks.calendars import WEEKDAYS, Calendar, Holiday, YearDays, days_in
from assistant.clocks.clock import Clock, clock_of
from assistant.clocks.deadlines import Skipped
from assistant.clocks.pacing import paced_clock, spaced, unspaced
from assistant.clocks.rules import RuleSet
from assistant.clocks.wording import full_date
from assistant.errors import AssistantError
from assistant.record.opening import Opening, OpeningKind
from assistant.record.restarts import COUNTING
from assistant.record.thread import Thread

CHASED = frozenset({"no-reply", "partial-answer"})
"""Kinds whose clocks know our reminders."""
ENDS: dict[OpeningKind, str] = {
    "unclassified": "Saying what #{entry} is ends it",
    "draft-stale": "Sending or discarding it ends it; saving it begins it anew",
    "unmatched": "Filing it, or setting it aside, ends it",
}
"""What we bring to an end ourselves."""


class Change(Struct, frozen=True):
    """Something that would change a due day."""

    kind: Literal["holiday", "worked", "resumed", "reminder", "decision", "reply"]
    text: str
    day: date | None = None
    """The day off or at work, the day of going on."""
    due: date | None = None
    """What the due day would be then."""


def changes(thread: Thread, clock: Clock, rules: RuleSet, as_of: date) -> tuple[Change, ...]:
    """What would change the due day of `clock`, the calendar first, then what the two sides may do."""
    return tuple(_changes(thread, clock, rules, as_of))


def _changes(thread: Thread, clock: Clock, rules: RuleSet, as_of: date) -> Iterator[Change]:
    if clock.standing:
        yield from _resumed(thread, clock, rules, as_of)
    else:
        yield from _announced(thread, clock, rules)
        yield from _worked(thread, clock, rules, as_of)
        yield from _reminder(thread, clock, rules, as_of)
    yield Change("decision", _decisions(clock))
    yield from (Change("reply", text) for text in _replies(clock))


def _resumed(thread: Thread, clock: Clock, rules: RuleSet, as_of: date) -> Iterator[Change]:
    ended = tuple(structs.replace(p, end=max(as_of, p.start)) if p.end is None else p for p in thread.pauses)
    due = _counted(structs.replace(thread, pauses=ended), clock, rules)
    if due is not None:
        yield Change("resumed", f"If it goes on from {full_date(as_of)}, it falls due {full_date(due)}", as_of, due)


def _announced(thread: Thread, clock: Clock, rules: RuleSet) -> Iterator[Change]:
    due = _counted(thread, clock, RuleSet((clock.rule,), _altered(rules.calendar, clock.due, off=True)))
    if due is not None and due != clock.due:
        text = f"If {full_date(clock.due)} is announced as a holiday, the day becomes {full_date(due)}"
        yield Change("holiday", text, clock.due, due)
    elif _free_of_calendar(clock):
        yield Change("holiday", "No holiday moves it")


def _free_of_calendar(clock: Clock) -> bool:
    """Nothing in it was counted in working days, and nothing rolls."""
    by_working_days = any("working" in move.by for move in clock.moves)
    named = clock.opening.due is not None and not clock.moves
    return named or not (clock.rule.roll or clock.rule.after.unit == "working days" or by_working_days)


def _worked(thread: Thread, clock: Clock, rules: RuleSet, as_of: date) -> Iterator[Change]:
    """The next holiday that the count passes over: such days are moved, taken back or only estimated."""
    ahead = [day for day in _skipped(clock) if day.date >= as_of and day.why not in WEEKDAYS]
    for day in sorted(ahead, key=lambda skipped: skipped.date)[:1]:
        due = _counted(thread, clock, RuleSet((clock.rule,), _altered(rules.calendar, day.date, off=False)))
        if due is not None and due != clock.due:
            text = f"If {full_date(day.date)} ({day.why}) is worked after all, the day becomes {full_date(due)}"
            yield Change("worked", text, day.date, due)


def _skipped(clock: Clock) -> Iterator[Skipped]:
    if clock.opening.due is None:
        yield from clock.nominal[clock.current].skipped
    for move in clock.moves:
        yield from move.skipped


def _reminder(thread: Thread, clock: Clock, rules: RuleSet, as_of: date) -> Iterator[Change]:
    """One that is sent on the day itself; the steps after it keep their distance from it, no longer from each other."""
    if clock.opening.kind not in CHASED:
        return
    if clock.rule.statutory:
        yield Change("reminder", "A reminder does not move a legal day", due=clock.due)
        return
    last = clock.current + 1 == len(clock.steps)
    steps = unspaced(clock_of(thread, clock.opening, clock.rule, rules), rules, as_of)
    step = steps[clock.current if last else clock.current + 1]
    due = max(step, spaced(as_of, clock.rule, rules))
    if not last:
        yield Change("reminder", f"A reminder takes it to step {clock.current + 2}, {full_date(due)}", due=due)
    elif due > step:
        yield Change("reminder", f"A further reminder puts off this last step to {full_date(due)}", due=due)
    else:
        yield Change("reminder", "A further reminder does not move it: this is the last step", due=due)


def _decisions(clock: Clock) -> str:
    may = ["extension", "resumption" if clock.standing else "pause"]
    if clock.opening.kind in COUNTING and clock.opening.due is None:
        may.append("restart")
    *first, last = may
    return f"An {', a '.join(first)} or a {last}, by an entry that names its message"


def _replies(clock: Clock) -> Iterator[str]:
    """What their next message, or our decision about it, would do."""
    match clock.opening.kind:
        case "no-reply":
            moved = "does not move it" if clock.rule.statutory else "moves it to the day that it names"
            yield f"A substantive reply ends it, a holding one {moved}"
        case "no-acknowledgement" | "filing-without-receipt":
            yield "Any word from a person of theirs ends it"
        case "gone-quiet":
            yield "Any word from a person of theirs ends it or begins it anew"
        case "undelivered":
            yield "Sending it again ends it"
        case "call-unconfirmed":
            yield "A letter of ours ends it, or an answer of theirs"
        case _:
            yield from _settling(clock.opening)
            return
    yield "An automatic reply changes nothing"


def _settling(opening: Opening) -> Iterator[str]:
    if opening.kind == "we-owe" and opening.entry == opening.message:
        yield f"Answering #{opening.entry}, or saying what it is, ends it"
    elif opening.words or opening.kind == "promise-passed":
        yield f"Settling #{opening.entry} ends it"
    if opening.kind == "partial-answer":
        yield "Another incomplete answer counts from its own day"
    if opening.kind in ENDS:
        yield ENDS[opening.kind].format(entry=opening.entry)


def _counted(thread: Thread, clock: Clock, rules: RuleSet) -> date | None:
    """The due day on an altered thread or calendar; None where nothing can be counted, beyond the year 9999."""
    try:
        return paced_clock(thread, clock.opening, clock.rule, rules).due
    except AssistantError:
        return None


def _altered(calendar: Calendar, day: date, *, off: bool) -> Calendar:
    """`calendar` with one day more or less at work."""

    def load(year: int) -> YearDays:
        known = {free: Holiday(why.reason, why.estimated) for free, why in calendar.days_off(year).items()}
        if off and year == day.year:
            known[day] = Holiday("holiday")
        elif not off:
            known.pop(day, None)
        return YearDays("0" * days_in(year), known)

    return Calendar(load)

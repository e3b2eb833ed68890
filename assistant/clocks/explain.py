"""How a due day came about, step by step: the trail of a clock in words, nothing counted anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from assistant.clocks.calendars import WEEKDAYS
from assistant.clocks.clock import Clock, Move
from assistant.clocks.deadlines import Skipped
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import clocks, gap_of, owed_answer
from assistant.clocks.pacing import place_of_step, told
from assistant.clocks.rules import RuleSet
from assistant.clocks.wording import days, long_date, quoted
from assistant.record.openings import openings
from assistant.record.thread import Thread


class Explanation(Struct, frozen=True):
    """One clock, explained as of a day."""

    thread: Thread
    clock: Clock
    as_of: date
    gap: Gap | None
    """None while it is not a gap yet, or while the clock stands."""

    def lines(self) -> tuple[str, ...]:
        """The trail, one fact a line: start, rule, count, moves, result."""
        return tuple(_lines(self))


def explain(thread: Thread, rules: RuleSet, as_of: date, target: str | int | None) -> tuple[Explanation, ...]:
    """Every clock that `target` names: a gap's id (whatever its step), or an entry's number; None: every clock.

    For an entry: what it opened itself, and what the message with that number opened; clocks that are not gaps yet
    are among them. Empty if there is none.
    """
    found = openings(thread)
    first = owed_answer(found)
    return tuple(
        Explanation(thread, clock, as_of, gap_of(thread, clock, as_of, first))
        for clock in clocks(thread, rules, found, as_of)
        if target is None or _meant(thread, clock, target)
    )


def _meant(thread: Thread, clock: Clock, target: str | int) -> bool:
    opening = clock.opening
    if isinstance(target, int) or target.isdecimal():
        return int(target) in {opening.entry, opening.message}
    identity = f"{clock.rule.name}:{thread.id}#{opening.entry}"
    return target == identity or (target.startswith(f"{identity}:") and target[len(identity) + 1 :].isdecimal())


def _lines(explanation: Explanation) -> Iterator[str]:
    clock = explanation.clock
    yield _heading(clock)
    yield from _start(explanation)
    yield from _count(clock)
    for move in clock.moves:
        yield from _move(move, clock)
    yield from _reminders(clock)
    yield from _result(explanation)


def _heading(clock: Clock) -> str:
    basis = clock.rule.basis if clock.rule.statutory else "a courtesy, no legal basis"
    return f"Rule {clock.rule.name} ({clock.opening.kind}): {basis}"


def _start(explanation: Explanation) -> Iterator[str]:
    opening = explanation.clock.opening
    by = f", opened by #{opening.message}" if opening.message not in {None, opening.entry} else ""
    yield f"Day 0: {_weekday(opening.start)} (#{opening.entry}{by})"
    if opening.words.strip():
        yield f"Words: {quoted(opening.words)}"
    if opening.partial:
        yield f"Answered in part by {', '.join(f'#{n}' for n in opening.partial)}: it stays open"


def _count(clock: Clock) -> Iterator[str]:
    if clock.opening.due is not None:
        yield f"Its own words set the day: {_weekday(clock.opening.due)}"
        return
    counted = clock.nominal[0]
    yield f"{clock.rule.after} from day 0: {_weekday(counted.rolled_from or counted.due)}"
    passed = [d for d in counted.skipped if counted.rolled_from is None or d.date < counted.rolled_from]
    yield from _skipped(passed, "Not counted")
    if counted.rolled_from is not None:
        yield f"Moved off a day off ({_why(counted.skipped, counted.rolled_from)}): {_weekday(counted.due)}"
        yield from _skipped([d for d in counted.skipped if d.date > counted.rolled_from], "Passed over")
    yield from (f"The holidays of {year} are not known: the day may come out later" for year in counted.uncovered)


def _move(move: Move, clock: Clock) -> Iterator[str]:
    if move.kind == "pause":
        yield from _pause(move, clock)
    elif move.kind == "promise":
        yield f"Promised by #{move.entry} of {long_date(move.day)}: {_change(move)}"
    else:
        by = f" by {move.by}" if move.by else ""
        yield f"Extended{by} by #{move.entry} of {long_date(move.day)}: {_change(move)}"
    yield from _skipped(move.skipped, "Not counted")


def _pause(move: Move, clock: Clock) -> Iterator[str]:
    unit = "working " if clock.rule.after.unit == "working days" else ""
    left = f"{move.left} {unit}{'day' if abs(move.left) == 1 else 'days'} left until {long_date(move.before)}"
    yield f"Stopped by #{move.entry} on {long_date(move.day)}, {left}"
    if move.end is None:
        yield "The clock stands: there is no due day until it goes on"
    else:
        by = f" by #{move.ended_by}" if move.ended_by is not None else ""
        yield f"Went on{by} on {long_date(move.end)}: {_change(move)}"


def _reminders(clock: Clock) -> Iterator[str]:
    sent = clock.opening.chasers
    if not sent:
        return
    listed = ", ".join(f"#{n}" for n in sent)
    if clock.rule.statutory:
        yield f"Reminders sent ({listed}): a reminder never moves a legal due day"
    else:
        step = f"{place_of_step(clock, clock.current + 1)}, {told(clock)}"
        yield f"Reminders sent ({listed}): the clock is at {step}, {_weekday(clock.due)}"


def _result(explanation: Explanation) -> Iterator[str]:
    clock, gap = explanation.clock, explanation.gap
    if clock.standing:
        return
    yield f"Due {_weekday(clock.due)}; overdue from {_weekday(clock.overdue_from)}"
    if clock.estimated:
        yield "An estimated holiday took part in the count: the day may move when it is announced"
    yield f"On {long_date(explanation.as_of)}: {_standing_of(gap, clock)}"


def _standing_of(gap: Gap | None, clock: Clock) -> str:
    if gap is None:
        return f"no gap yet; announced {days(clock.rule.warn.count)} ahead" if clock.rule.warn.count else "no gap yet"
    state = f"overdue by {days(gap.days_over)}" if gap.state == "overdue" else gap.state
    hidden = f", snoozed until {long_date(gap.snoozed_until)}" if gap.hidden and gap.snoozed_until else ""
    return f"{state}, {place_of_step(clock, gap.step)}{hidden}"


def _skipped(skipped: Iterable[Skipped], label: str) -> Iterator[str]:
    listed = ", ".join(f"{long_date(day.date)} ({day.why})" for day in skipped)
    if listed:
        yield f"{label}: {listed}"


def _why(skipped: tuple[Skipped, ...], day: date) -> str:
    return next((s.why for s in skipped if s.date == day), "day off")


def _change(move: Move) -> str:
    return f"{long_date(move.before)} becomes {long_date(move.after or move.before)}"


def _weekday(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"

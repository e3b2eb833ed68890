"""How a due day came about, step by step: the trail of a clock in words; and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from assistant.clocks.changing import Change, changes
from assistant.clocks.clock import Clock, Move
from assistant.clocks.deadlines import Skipped
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import clocks, gap_of, owed_answer
from assistant.clocks.history import earlier_clocks
from assistant.clocks.pacing import place_of_step, told
from assistant.clocks.rules import RuleSet
from assistant.clocks.wording import days, full_date, long_date, quoted, shortened
from assistant.record.opening import Opening
from assistant.record.openings import openings
from assistant.record.pointing import annex_named
from assistant.record.promised import for_all
from assistant.record.restarts import COUNTING
from assistant.record.thread import Logged, Thread


class Explanation(Struct, frozen=True):
    """One clock, explained as of a day."""

    thread: Thread
    clock: Clock
    as_of: date
    gap: Gap | None
    """None while it is not a gap yet, or while the clock stands."""
    earlier: tuple[Clock, ...] = ()
    """What it had come to before it counted anew, the oldest first."""
    changes: tuple[Change, ...] = ()
    """What would change it."""

    def lines(self) -> tuple[str, ...]:
        """All of it, one fact a line: how the day came about, then what would change it."""
        return (*self.trail(), "What would change it:", *(f"  {change.text}" for change in self.changes))

    def trail(self) -> tuple[str, ...]:
        """Start, rule, count, moves, result."""
        return tuple(_trail(self))


def explain(thread: Thread, rules: RuleSet, as_of: date, target: str | int | None) -> tuple[Explanation, ...]:
    """Every clock that `target` names: a gap's id (whatever its step), or an entry's number; None: every clock.

    For an entry: what it opened itself, and what the message with that number opened or carries; clocks that are not
    gaps yet are among them. Empty if there is none.
    """
    found = openings(thread)
    first = owed_answer(found)
    return tuple(
        Explanation(
            thread,
            clock,
            as_of,
            gap_of(thread, clock, as_of, first),
            earlier_clocks(thread, clock, rules),
            changes(thread, clock, rules, as_of),
        )
        for clock in clocks(thread, rules, found, as_of)
        if target is None or _meant(thread, clock, target)
    )


def _meant(thread: Thread, clock: Clock, target: str | int) -> bool:
    opening = clock.opening
    if isinstance(target, int) or target.isdecimal():
        return opening.concerned_by(int(target))
    identity = f"{clock.rule.name}:{thread.id}#{opening.entry}"
    return target == identity or (target.startswith(f"{identity}:") and target[len(identity) + 1 :].isdecimal())


def _trail(explanation: Explanation) -> Iterator[str]:
    clock = explanation.clock
    yield _heading(clock)
    yield from _start(explanation)
    for earlier, later in pairwise((*explanation.earlier, clock)):
        yield from _counting(earlier)
        opening = later.opening
        yield f"Counted anew because of #{opening.restarted_by}: {full_date(opening.start)} is day 0 now"
    yield from _counting(clock)
    if any(move.kind == "promise" for move in clock.moves) and for_all(explanation.thread, clock.opening.promise):
        yield f"#{clock.opening.promised_by} names no question of ours: it counts for each that was open"
    yield from _result(explanation)


def _counting(clock: Clock) -> Iterator[str]:
    yield from _count(clock)
    for move in clock.moves:
        yield from _move(move, clock)
    yield from _reminders(clock)


def _heading(clock: Clock) -> str:
    basis = clock.rule.basis if clock.rule.statutory else "a courtesy, no legal basis"
    kind = f" ({clock.opening.kind})" if clock.opening.kind != clock.rule.name else ""
    return f"Rule {clock.rule.name}{kind}: {basis}"


def _start(explanation: Explanation) -> Iterator[str]:
    opening = explanation.clock.opening
    first = (*explanation.earlier, explanation.clock)[0].opening
    by = f", opened by #{first.message}" if first.message not in {None, first.entry} else ""
    yield f"Day 0: {full_date(first.start)} (#{first.entry}{by})"
    if first.restarted_by is not None:  # it began on that day, or what it was before is no clock of this kind
        yield f"Counted anew because of #{first.restarted_by}"
    yield from _after_hours(explanation)
    if opening.rule:
        yield f"A step of procedure, counted under the rule it names (no quotation): {shortened(opening.words)}"
    elif opening.words.strip():
        annex = annex_named(opening.words, opening.message, explanation.thread)
        yield f"Words{f' in the annex {annex}' if annex else ''}: {quoted(opening.words)}"
    if opening.partial:
        yield f"Answered in part by {', '.join(f'#{n}' for n in opening.partial)}: it stays open"


def _after_hours(explanation: Explanation) -> Iterator[str]:
    """The messages that it names and that came after the cut-off time: their day is not the one they are dated."""
    named: set[int | None] = set()
    for clock in (*explanation.earlier, explanation.clock):
        named |= {clock.opening.entry, clock.opening.message, clock.opening.restarted_by}
        named |= {n for move in clock.moves for n in (move.entry, move.ended_by)}
    for m in explanation.thread.messages:
        if m.deferred and (m.n in named or _sent_again(m, explanation.clock.opening)):
            came = "received" if m.message.direction == "in" else "sent"
            at = f"{full_date(m.day)}, {m.deferred[11:16]}"
            yield f"#{m.n} was {came} on {at}, after the cut-off time: it counts as of the next day"


def _sent_again(m: Logged, opening: Opening) -> bool:
    """After a bounce the clock began with this message, which nothing else names."""
    return m.message.direction == "out" and m.day_0 == opening.start and opening.kind in COUNTING


def _count(clock: Clock) -> Iterator[str]:
    if clock.opening.due is not None:
        why = "The thread has changed since" if clock.opening.kind == "draft-stale" else "Its own words set the day"
        at = f", by {clock.opening.due_at}" if clock.opening.due_at else ""
        yield f"{why}: {full_date(clock.opening.due)}{at}"
        return
    counted = clock.nominal[0]
    yield f"{clock.rule.after} from day 0: {full_date(counted.rolled_from or counted.due)}"
    passed = [d for d in counted.skipped if counted.rolled_from is None or d.date < counted.rolled_from]
    yield from _skipped(passed, "Not counted")
    if counted.rolled_from is not None:
        yield f"Moved off a day off ({_why(counted.skipped, counted.rolled_from)}): {full_date(counted.due)}"
        yield from _skipped([d for d in counted.skipped if d.date > counted.rolled_from], "Passed over")
    yield from (f"The holidays of {year} are not known: the day may come out later" for year in counted.uncovered)


def _move(move: Move, clock: Clock) -> Iterator[str]:
    if move.kind == "pause":
        yield from _pause(move)
    elif move.kind == "promise":
        yield f"Promised by #{move.entry} of {long_date(move.day)}: {_change(move)}"
    else:
        by = f" by {move.by}" if move.by else ""
        yield f"Extended{by} by #{move.entry} of {long_date(move.day)}: {_change(move)}"
    yield from _skipped(move.skipped, "Not counted")


def _pause(move: Move) -> Iterator[str]:
    unit = "working " if move.unit == "working days" else ""
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
        yield f"Reminders sent ({listed}): the clock is at {step}, {full_date(clock.due)}"


def _result(explanation: Explanation) -> Iterator[str]:
    clock, gap = explanation.clock, explanation.gap
    if clock.standing:
        return
    at = f" by {clock.due_at}" if clock.due_at else ""
    yield f"Due {full_date(clock.due)}{at}; overdue from {full_date(clock.overdue_from)}"
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

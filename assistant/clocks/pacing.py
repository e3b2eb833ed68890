"""How closely the reminders of a courtesy clock may follow one another, and how they go on after the last listed.

Applied to a finished clock: what moved its due day, and in what order, is `clock`'s. A legal clock stays as it is.
"""

from __future__ import annotations

from datetime import date

from msgspec import structs

from assistant.clocks.clock import Clock, clock_of
from assistant.clocks.rule import Rule
from assistant.clocks.rules import RuleSet
from assistant.errors import UsageProblem
from assistant.record.opening import Opening
from assistant.record.thread import Thread


def paced_clock(thread: Thread, opening: Opening, rule: Rule, rules: RuleSet, as_of: date | None = None) -> Clock:
    """The clock of `opening` under `rule`, paced; raises as `clock_of` does."""
    clock = clock_of(thread, opening, rule, rules)
    return paced(clock, thread, rules, as_of) if rule.repeat or (rule.spacing and opening.chasers) else clock


def paced(clock: Clock, thread: Thread, rules: RuleSet, as_of: date | None) -> Clock:
    """`clock` with the steps that its rule repeats, up to `as_of` and to the rule's most; its steps then set apart.

    None for `as_of`: no more of them than our reminders have led to.
    """
    if clock.rule.statutory:
        return clock
    listed = unspaced(clock, rules, as_of)
    steps = [*listed]
    sent = [m.day for m in thread.among(clock.opening.chasers)]
    if sent:
        before = max(sent)
        for step in range(clock.current, len(steps)):
            before = steps[step] = max(steps[step], spaced(before, clock.rule, rules))
    put_off = steps[clock.current] > listed[clock.current]
    return structs.replace(clock, steps=tuple(steps), put_off=put_off)


def unspaced(clock: Clock, rules: RuleSet, as_of: date | None) -> list[date]:
    """The steps of a clock that is not paced yet, with those that its rule repeats, as `paced` takes them."""
    return [*clock.steps, *(_repeated(clock, rules, as_of) if as_of else ())]


def spaced(day: date, rule: Rule, rules: RuleSet) -> date:
    """The first day for a step after a reminder of `day`, or after a step on it; any day if `rule` sets none apart.

    No later than the last day there is: some write 31 December 9999 for "never".
    """
    if rule.spacing is None:
        return date.min
    try:
        return rules.deadline(day, rule.spacing, rule.roll).due
    except UsageProblem:
        return date.max


def _repeated(clock: Clock, rules: RuleSet, as_of: date) -> list[date]:
    """The days after the last step that have come by `as_of`."""
    found: list[date] = []
    if clock.steps[-1] >= as_of:
        return found
    for again in rules.repeats(clock.rule, clock.steps[-1]):
        if again.due > as_of or len(clock.steps) + len(found) >= clock.rule.most:
            break
        found.append(again.due)
    return found


def exhausted(clock: Clock) -> bool:
    """Our reminders have used up all the steps that a capped rule has: the next one goes to somebody else."""
    return 0 < clock.rule.cap <= len(clock.opening.chasers) and not clock.rule.statutory


def place_of_step(clock: Clock, step: int) -> str:
    """`step 2 of 3`, counted from 1; where the last repeats without a cap there is no telling of how many."""
    endless = clock.rule.repeat is not None and not clock.rule.cap
    return f"step {step}" if endless else f"step {step} of {clock.rule.most}"


def told(clock: Clock) -> str:
    """What the rule says of the step that the clock is at: `14 days`; what puts it off, only if it does."""
    rule = clock.rule
    text = str(rule.steps[clock.current]) if clock.current < len(rule.steps) else f"{rule.repeat} after the one before"
    return f"{text}, at least {rule.spacing} after the last reminder" if clock.put_off else text

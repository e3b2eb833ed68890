"""`gaps(thread, rules, as_of)`: what is missing in a thread on a day. A pure function.

`thread` must be the fold as of the same day. Hidden (snoozed) gaps are among the result: whoever reports filters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.clocks.clock import Clock
from assistant.clocks.gap import Gap, GapState, OpenedBy
from assistant.clocks.owners import Owners
from assistant.clocks.pacing import exhausted, paced_clock
from assistant.clocks.rules import RuleSet
from assistant.clocks.severity import severity
from assistant.clocks.stages import counted_by
from assistant.clocks.wording import Telling, summary
from assistant.record.dates import in_utc
from assistant.record.opening import Opening
from assistant.record.snoozes import snooze_in_force
from assistant.record.standing import Standing, standing
from assistant.record.thread import Logged, Thread

REMINDERS = ("first-reminder", "second-reminder", "escalation")
"""Templates by the number of reminders already sent; the last stays."""
CHASING = frozenset({"no-reply", "partial-answer", "gone-quiet"})
"""Kinds for which a reminder would be a complaint of silence: not while we owe an answer ourselves."""
SUGGESTIONS = {
    "no-acknowledgement": "acknowledgement-chaser",
    "partial-answer": "first-reminder",
    "promise-passed": "promise-chaser",
    "commitment-due": "fulfilment-notice",
    "undelivered": "ask for proof of delivery or send it again",
    "call-unconfirmed": "meeting-record",
    "filing-without-receipt": "get the receipt number, or ask for proof of filing",
    "unclassified": "classify it: assistant classify {thread} {entry} CLASS",
    "draft-stale": "finish it, or discard it: assistant draft {thread} --discard {entry}",
    "gone-quiet": "first-reminder",
    "unmatched": "file it: assistant tray",
}
ANSWER = "answer-to-request"
ESCALATION = REMINDERS[-1]


def gaps(thread: Thread, rules: RuleSet, as_of: date) -> tuple[Gap, ...]:
    """The gaps on `as_of`: what the company owes first, then by due day and id."""
    return gaps_left(standing(thread), rules, as_of)


def gaps_left(left: Standing, rules: RuleSet, as_of: date, *, snoozed: bool = True) -> tuple[Gap, ...]:
    """The same from a thread's standing, outlined or not; hidden ones need not be put into words if not `snoozed`."""
    thread, found = left.thread, left.openings
    first = owed_answer(found)
    every = (
        gap_of(thread, clock, as_of, first, snoozed=snoozed, owners=rules.owners)
        for clock in clocks(thread, rules, found, as_of, snoozed=snoozed)
    )
    all_gaps = [gap for gap in every if gap is not None]
    if len(all_gaps) > 1:
        all_gaps.sort(key=lambda gap: (gap.owed_by != "company", gap.due, gap.id))
    return tuple(all_gaps)


def clocks(
    thread: Thread, rules: RuleSet, found: tuple[Opening, ...], as_of: date | None = None, *, snoozed: bool = True
) -> Iterator[Clock]:
    """Every opening under every rule that counts it, gap or not; steps that repeat the last, up to `as_of`.

    A courtesy clock that a snooze hides on `as_of` only if `snoozed`; a legal one may show all the same.
    """
    waking = None if snoozed or not thread.snoozes else as_of
    for opening in found:
        every = rules.applying(thread, opening)
        if rules.has_stages or opening.rule:
            every = counted_by(opening, every, thread.id)
        for rule in every:
            if waking and not rule.statutory and snooze_in_force(thread, opening, rule.name, waking):
                continue
            yield paced_clock(thread, opening, rule, rules, as_of)


def owed_answer(found: tuple[Opening, ...]) -> Opening | None:
    """The answer that the company has to give first: by the day its words set, else the latest, which is in play.

    A step of procedure that is ours to take is no answer that they wait for.
    """
    owed = [opening for opening in found if opening.kind == "we-owe" and not opening.rule]
    return min(owed, key=_turn, default=None)


def _turn(opening: Opening) -> tuple[int, int, int]:
    if opening.due:
        return 0, opening.due.toordinal(), opening.entry
    return 1, -opening.start.toordinal(), -opening.entry


def gap_id(thread: Thread, clock: Clock, step: int) -> str:
    return f"{clock.rule.name}:{thread.id}#{clock.opening.entry}:{step}"


def state_of(clock: Clock, as_of: date) -> GapState | None:
    """Where `as_of` lies; None while the clock stands or nothing is to be announced yet."""
    left = (clock.due - as_of).days
    if clock.standing or left > clock.rule.warn.count:
        return None
    if left > 0:
        return "upcoming"
    return "due" if left == 0 else "overdue"


def gap_of(
    thread: Thread,
    clock: Clock,
    as_of: date,
    first: Opening | None = None,
    *,
    snoozed: bool = True,
    owners: Owners | None = None,
) -> Gap | None:
    """The gap that `clock` shows on `as_of`, if any, hidden ones only if `snoozed`.

    `first` is what the company owes in the thread, `owners` knows who of ours looks after the gap.
    """
    state = state_of(clock, as_of)
    if state is None:
        return None
    opening, rule = clock.opening, clock.rule
    snooze = snooze_in_force(thread, opening, rule.name, as_of)
    # A legal due day is never carried past itself unseen.
    hidden = snooze is not None and not (rule.statutory and as_of >= clock.due)
    if hidden and not snoozed:
        return None
    reached = clock.reached(as_of)
    message = thread.message(opening.message) if opening.message is not None else None
    opened_by = OpenedBy(message.n, message.day) if message else OpenedBy(opening.entry, opening.start)
    before = first if first is not None and opening.kind in CHASING else None
    answer_first = None if before is None else before.message or before.entry
    return Gap(
        id=gap_id(thread, clock, reached + 1),
        kind=opening.kind,
        state=state,
        thread=thread.id,
        regulator=thread.regulator,
        owed_by=opening.owed_by,
        opened_by=opened_by,
        step=reached + 1,
        due=clock.due,
        days_over=(as_of - clock.due).days,
        statutory=rule.statutory,
        estimated=clock.estimated,
        snoozed_until=snooze.until if snooze else None,
        summary=summary(
            Telling(
                clock, thread.regulator, opened_by, message, state, as_of, answer_first, _deferred(message, opening)
            )
        ),
        due_time=in_utc(clock.due_at.at) if clock.due_at else None,
        suggests=ANSWER if before is not None else ESCALATION if exhausted(clock) else suggestion(thread.id, opening),
        rule=rule.name,
        opening=opening.entry,
        words="" if opening.rule else opening.words,
        partial=opening.partial,
        step_due=clock.steps[reached],
        hidden=hidden,
        severity=severity(rule, state, (as_of - clock.due).days),
        owner=owners.of(rule, thread) if owners else "",
        tags=thread.tags,
    )


def suggestion(thread: str, opening: Opening) -> str:
    """The next sensible step: a template's name, or an action in words."""
    if opening.kind == "no-reply":
        return REMINDERS[min(len(opening.chasers), len(REMINDERS) - 1)]
    if opening.kind == "we-owe" and opening.rule:
        return f"take the step, log it, and settle #{opening.entry}"
    if opening.kind == "we-owe":
        unread = opening.entry == opening.message and not opening.words
        return "answer it, or say what it is" if unread else ANSWER
    return SUGGESTIONS[opening.kind].format(thread=thread, entry=opening.entry)


def _deferred(message: Logged | None, opening: Opening) -> bool:
    """The message that opened it came after the cut-off time, and that is why it counts from the next day."""
    return message is not None and opening.start == message.day_0 != message.day

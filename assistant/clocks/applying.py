"""Which rules apply, in one thread or at all, and why the others do not; how many reminders each causes.

It asks the same questions as `RuleSet.applying` and puts the answers into words; what clocks count by is decided there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from assistant.clocks.gaps import clocks, gap_of, owed_answer
from assistant.clocks.rule import Rule, channel_of, within
from assistant.clocks.rule_table import CHANNELS
from assistant.clocks.rulebook import overrides
from assistant.clocks.rules import RuleSet
from assistant.clocks.survey import Candidates, wanted
from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.record.kinds import Channel
from assistant.record.standing import Standing
from assistant.record.store import TRAY


class Applying(Struct, frozen=True):
    """What is to be said of one rule."""

    rule: Rule
    applies: bool
    why: str


def everywhere(rules: Sequence[Rule]) -> tuple[Applying, ...]:
    """Each rule, whether it counts for anything, and what overrides it where."""
    return tuple(_anywhere(rule, rules[place + 1 :]) for place, rule in enumerate(rules))


def _anywhere(rule: Rule, later: Sequence[Rule]) -> Applying:
    others = [other for other in later if other.name == rule.name]
    whole = next((other for other in reversed(others) if overrides(other, rule)), None)
    if whole is not None:
        return Applying(rule, False, _beaten_by(whole))
    if rule.off:
        return Applying(rule, False, f"off {scope(rule)}")
    beaten = [f"{_beaten_by(other)} {scope(other)}" for other in others]
    return Applying(rule, True, "; ".join((scope(rule), *beaten)))


def in_thread(rules: Sequence[Rule], left: Standing) -> tuple[Applying, ...]:
    """Each rule, whether it applies to what is open in a thread (or would, if something of its kind were), and why."""
    return tuple(_in_thread(rule, rules, left) for rule in rules)


def _in_thread(rule: Rule, rules: Sequence[Rule], left: Standing) -> Applying:
    thread = left.thread
    if not rule.applies_to(thread.regulator):
        return Applying(rule, False, f"for {', '.join(rule.regulators)}, and the thread is {thread.regulator}'s")
    if not within(rule.threads, (), thread):
        return Applying(rule, False, f"for {', '.join(rule.threads)}")
    if not within((), rule.tags, thread):
        return Applying(rule, False, f"for threads tagged {' or '.join(rule.tags)}")
    came: set[Channel | None] = {channel_of(thread, o) for o in left.openings if o.kind == rule.kind}
    here = came or {None, *CHANNELS}
    covered = [channel for channel in here if rule.covers(thread, channel)]
    if not covered:
        ways = ", ".join(sorted(channel or "no message" for channel in came))
        return Applying(rule, False, f"for what came by {' or '.join(rule.channels)}; what is open came by {ways}")
    winners = [_winner(rule.name, rules, left, channel) for channel in covered]
    if rule not in winners:
        return Applying(rule, False, _beaten_by(winners[0]))
    if rule.off:
        return Applying(rule, False, f"off {scope(rule)}")
    return Applying(rule, True, scope(rule) if came else f"{scope(rule)}; nothing of its kind is open")


def _winner(name: str, rules: Sequence[Rule], left: Standing, channel: Channel | None) -> Rule:
    """The last rule of that name that applies to what came on `channel`; there is one."""
    thread = left.thread
    named = (r for r in reversed(rules) if r.name == name and r.applies_to(thread.regulator))
    return next(rule for rule in named if rule.covers(thread, channel))


def _beaten_by(rule: Rule) -> str:
    line = f" (line {rule.line})" if rule.line else ""
    return f"{'switched off' if rule.off else 'overridden'} by rule number {rule.number}{line}"


def scope(rule: Rule) -> str:
    """`for PTA, what came by email`; `everywhere`."""
    scopes = [
        ", ".join(rule.regulators),
        ", ".join(rule.threads),
        rule.tags and f"threads tagged {' or '.join(rule.tags)}",
        rule.channels and f"what came by {' or '.join(rule.channels)}",
    ]
    named = [text for text in scopes if text]
    return f"for {', '.join(map(str, named))}" if named else "everywhere"


Counts = Counter[tuple[int, str]]
"""By number and name of the rule: the defaults have no numbers."""


def reminders(left: Standing, rules: RuleSet, as_of: date) -> Counts:
    """How many gaps that are shown on the day each rule causes in a thread."""
    first = owed_answer(left.openings)
    shown = (
        clock.rule
        for clock in clocks(left.thread, rules, left.openings, as_of)
        if gap_of(left.thread, clock, as_of, first, snoozed=False) is not None
    )
    return Counter((rule.number, rule.name) for rule in shown)


def reminders_of(
    candidates: Candidates, regulator: str, rules: RuleSet, as_of: date
) -> tuple[Counts, list[tuple[str, AssistantError]]]:
    """The same over a regulator's threads; and the threads without an answer."""
    found: Counts = Counter()
    faults: list[tuple[str, AssistantError]] = []
    for left in candidates((regulator,), wanted(rules, as_of, snoozed=False), as_of):
        try:
            found += reminders(left, rules, as_of)
        except AssistantError as error:
            faults.append((left.thread.id, error))
    return found, faults


def strangers(settings: Settings, regulators: Collection[str], threads: Collection[str]) -> tuple[str, ...]:
    """A sentence for each name in rules and owners that stands for nothing: it may be a slip, or of another record.

    `regulators` and `threads`: those that are known beside the configured ones.
    """
    known = {*settings.regulators, *regulators, TRAY}
    return tuple(dict.fromkeys(_strangers(settings, known, set(threads))))


def _strangers(settings: Settings, regulators: set[str], threads: set[str]) -> Iterator[str]:
    tables = [
        *(
            (f"rule {r.name or r.kind!r} (number {n})", r.regulators, r.threads)
            for n, r in enumerate(settings.rules, 1)
        ),
        *((f"owner {o.name!r}", o.regulators, o.threads) for o in settings.owners),
    ]
    for table, named_regulators, named_threads in tables:
        yield from (
            f"{table} names {key}, which is no regulator here" for key in named_regulators if key not in regulators
        )
        yield from (f"{table} names {name}, which is no thread here" for name in named_threads if name not in threads)
    listed = {owner.name for owner in settings.owners}
    if listed:
        yield from (f"{name!r} has no [[owners]] table" for name in _owners(settings) if name not in listed)


def _owners(settings: Settings) -> Iterable[str]:
    named = (*(one.owner for one in settings.regulators.values()), *(rule.owner for rule in settings.rules))
    return (name for name in named if name)


def threads_named(settings: Settings) -> set[str]:
    """The ids that rules and owners name."""
    tables = (*(rule.threads for rule in settings.rules), *(owner.threads for owner in settings.owners))
    return {name for threads in tables for name in threads}

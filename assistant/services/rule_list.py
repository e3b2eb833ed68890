"""The rules as a list: what each says, where it stands, whether it applies and why, how many reminders it causes.

The words are `clocks.applying`'s; here the record and the configuration come together for it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from msgspec import Struct

from assistant import config
from assistant.clocks.applying import (
    Applying,
    Counts,
    everywhere,
    in_thread,
    reminders,
    reminders_of,
    strangers,
    threads_named,
)
from assistant.clocks.default_rules import OWN_DATE_ONLY
from assistant.clocks.rulebook import rulebook
from assistant.config import Settings
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.record.index_rows import Fault
from assistant.record.standing import standing
from assistant.record.store import TRAY

DEFAULT = "default"
"""Where a rule stands that no file names."""


class ListedRule(Struct, frozen=True):
    """One rule; durations are in words. Scripts rely on the names of the fields."""

    name: str
    kind: str
    after: str
    steps: tuple[str, ...]
    """With `after` as the first."""
    warn: str
    basis: str
    statutory: bool
    roll: bool
    regulators: tuple[str, ...]
    channels: tuple[str, ...]
    threads: tuple[str, ...]
    tags: tuple[str, ...]
    off: bool
    source: str
    """The file, or `default`."""
    line: int | None
    applies: bool
    """In the thread asked about; without one, anywhere."""
    why: str
    reminders: int | None
    """That it causes on the day; None where no record was asked."""
    number: int
    """Among the `[[rules]]` tables, from 1; 0: a default."""
    spacing: str | None
    repeat: str | None
    cap: int | None
    severity: str
    """The least that its gaps have."""
    high_after: int | None
    """Days over."""
    critical_after: int | None
    owner: str


class RuleList(Struct, frozen=True):
    rules: tuple[ListedRule, ...]
    warnings: tuple[str, ...] = ()
    """Names in rules and owners that stand for nothing."""
    faults: tuple[Fault, ...] = ()
    """Threads whose reminders could not be counted."""


def rule_list(desk: Desk, thread: str | None = None) -> RuleList:
    """All rules, the defaults first; with `thread`, as they apply to it on the desk's day.

    Raises `UsageProblem` for a thread that does not exist, or a rule that cannot be.
    """
    book = rulebook(desk.settings)
    if thread is not None:
        left = standing(desk.thread(thread))
        rules, day = desk.rules(left.thread.regulator), desk.day(left.thread.regulator)
        return RuleList(_listed(in_thread(book, left), desk.settings, reminders(left, rules, day)), _strangers(desk))
    counts, faults = _reminders(desk)
    return RuleList(_listed(everywhere(book), desk.settings, counts), _strangers(desk), faults)


def rules_of_file(path: Path) -> RuleList:
    """The rules that the file would give; raises `UsageProblem` for the first thing that is wrong with it."""
    settings = config.load(path, required=True)
    return RuleList(_listed(everywhere(rulebook(settings)), settings, None))


def _reminders(desk: Desk) -> tuple[Counts, tuple[Fault, ...]]:
    found: Counts = Counter()
    with desk.lock:
        faults = list(desk.refresh())
        for regulator in desk.record.lists.regulators():
            try:
                rules, day = desk.rules(regulator), desk.day(regulator)
                counts, unanswered = reminders_of(desk.record.lists.candidates, regulator, rules, day)
            except AssistantError as error:
                faults.append(Fault(regulator, str(error)))
                continue
            found += counts
            faults += [Fault(thread, str(error)) for thread, error in unanswered]
        found += _tray_reminders(desk)
        desk.almanac().save()
    return found, tuple(faults)


def _tray_reminders(desk: Desk) -> Counts:
    """The tray has one reminder, however much lies there."""
    count, oldest = desk.intake.lying()
    day = desk.day(TRAY)
    thread = desk.record.thread(oldest, day) if count else None
    if thread is None or thread.opened > day:
        return Counter()
    return reminders(standing(thread), desk.rules(TRAY), day)


def _strangers(desk: Desk) -> tuple[str, ...]:
    return strangers(desk.settings, desk.regulators(), desk.titles(threads_named(desk.settings)))


def _listed(found: tuple[Applying, ...], settings: Settings, counts: Counts | None) -> tuple[ListedRule, ...]:
    return tuple(_one(each, settings.source, counts) for each in found)


def _one(each: Applying, source: str, counts: Counts | None) -> ListedRule:
    rule = each.rule
    return ListedRule(
        rule.name,
        rule.kind,
        str(rule.after),
        tuple(map(str, rule.steps)),
        str(rule.warn),
        rule.basis,
        rule.statutory,
        rule.roll,
        rule.regulators,
        rule.channels,
        rule.threads,
        rule.tags,
        rule.off,
        source if rule.number else DEFAULT,
        rule.line or None,
        each.applies,
        each.why,
        None if counts is None else counts[rule.number, rule.name],
        rule.number,
        str(rule.spacing) if rule.spacing else None,
        str(rule.repeat) if rule.repeat else None,
        rule.cap or None,
        rule.severity,
        rule.high_after,
        rule.critical_after,
        rule.owner,
    )


def place(rule: ListedRule) -> str:
    """Where it stands, for a person."""
    return f"{rule.source}, line {rule.line}" if rule.line else rule.source


def _when(rule: ListedRule) -> str:
    if rule.kind in OWN_DATE_ONLY:
        return "at the date in its own words"
    return "at once" if rule.steps == ("0 days",) else f"after {', '.join(rule.steps)}"


def says(rule: ListedRule) -> str:
    """What it counts and when, in one line."""
    said = [
        f"{rule.kind} {_when(rule)}",
        rule.repeat and f"again every {rule.repeat}",
        rule.cap and f"at most {rule.cap} steps",
        rule.spacing and f"at least {rule.spacing} apart",
        not rule.warn.startswith("0 ") and f"announced {rule.warn} ahead",
        rule.basis or "a courtesy",
        rule.owner and f"looked after by {rule.owner}",
    ]
    return "; ".join(str(text) for text in said if text)

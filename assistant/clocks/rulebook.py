"""Rules as written: which silence counts, after how long, in which days, in which steps, on which legal basis.

Settings are read and checked here, and rules of one name settled between the defaults, the user's own and one
regulator's. What they come to on a calendar is in `rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import get_args

from assistant.clocks.default_rules import DEFAULT_RULES, OWN_DATE_ONLY
from assistant.clocks.durations import Duration, Unit
from assistant.clocks.rule import NO_DAYS, Rule
from assistant.clocks.rule_table import RuleTable
from assistant.config import RuleSettings, Settings
from assistant.errors import UsageProblem
from assistant.record.opening import OpeningKind

__all__ = ["KINDS", "Rule", "built", "default_rules", "overrides", "rulebook", "rules_for", "rules_to_count_by"]

KINDS: tuple[OpeningKind, ...] = get_args(OpeningKind)
LONGEST_NAME = 64
"""Characters of a rule's name at most."""

STAGED = frozenset({"no-reply", "we-owe"})
"""Kinds whose rules may count a step of procedure."""

_DAYS_IN: dict[Unit, float] = {"days": 1, "working days": 1.4, "months": 30.436875, "years": 365.2425}
"""Calendar days in one of a unit, on average: only to see that steps come in order."""


def rulebook(settings: Settings) -> tuple[Rule, ...]:
    """The default rules and those of `settings`, checked; raises `UsageProblem` that names the rule and the key."""
    return _book(settings, settings.rule_lines)


def rules_to_count_by(settings: Settings) -> tuple[Rule, ...]:
    """The same, for whoever does not ask in which lines they stand: to find them takes longer than to count by them."""
    try:
        return _book(settings, ())
    except UsageProblem:
        return rulebook(settings)


def _book(settings: Settings, lines: Sequence[Mapping[str, int]]) -> tuple[Rule, ...]:
    tables = tuple(
        RuleTable(rule, settings.source, number, lines[number - 1] if lines else {})
        for number, rule in enumerate(settings.rules, 1)
    )
    own = tuple(map(built, tables))
    _check_names(own, tables)
    return (*default_rules(), *own)


def default_rules() -> tuple[Rule, ...]:
    return tuple(built(RuleTable(rule)) for rule in DEFAULT_RULES)


def rules_for(rules: Iterable[Rule], regulator: str) -> tuple[Rule, ...]:
    """What can hold for one regulator: of rules with the same name, the last that applies to all of its matters, and
    the narrower ones after that, which each override those before them where they apply (even if `off`).
    """
    applying = [rule for rule in rules if rule.applies_to(regulator)]
    wide = {rule.name: place for place, rule in enumerate(applying) if not rule.is_narrow}
    kept = [rule for place, rule in enumerate(applying) if place >= wide.get(rule.name, 0)]
    order = {name: place for place, name in enumerate(dict.fromkeys(rule.name for rule in applying))}
    kept.sort(key=lambda rule: order[rule.name])
    return tuple(rule for rule in kept if rule.is_narrow or not rule.off)


def built(table: RuleTable) -> Rule:
    """The rule that one table of settings means. Raises `UsageProblem` that says where it stands.

    A table that has the name of a default rule takes from it what it leaves out.
    """
    settings = table.settings
    default = next((rule for rule in DEFAULT_RULES if rule.kind == settings.kind), None)
    if default is None:
        raise table.problem("kind", f"{settings.kind!r} is no kind of gap", f"Known: {', '.join(KINDS)}.")
    name = settings.name or settings.kind
    if not _can_name(name):
        hint = f"Use letters, digits, dots, hyphens and underscores, at most {LONGEST_NAME}."
        raise table.problem("name", f"{name!r} cannot name a rule", hint)
    table.check_scope()
    steps, cap = _steps(table, default), table.cap()
    return Rule(
        name=name,
        kind=_kind(settings.kind),
        after=steps[0],
        steps=steps[:cap] if cap else steps,
        warn=_warn(table, default),
        basis=settings.basis.strip(),
        roll=bool(settings.basis.strip()) if settings.roll is None else settings.roll,
        regulators=settings.regulators,
        off=settings.off,
        stage=_stage(table),
        channels=table.channels(),
        threads=settings.threads,
        tags=settings.tags,
        spacing=table.pace("spacing", settings.spacing),
        repeat=table.pace("repeat", settings.repeat),
        cap=cap,
        severity=table.severity(),
        high_after=table.days("high_after", settings.high_after),
        critical_after=table.days("critical_after", settings.critical_after),
        owner=settings.owner,
        number=table.number,
        line=table.lines.get("", 0),
    )


def _kind(kind: str) -> OpeningKind:
    return next(known for known in KINDS if known == kind)


def _steps(table: RuleTable, default: RuleSettings) -> tuple[Duration, ...]:
    settings, after = table.settings, _after(table, default)
    inherits = not settings.after and not settings.steps and settings.name in {"", settings.kind}
    later = default.steps if inherits else settings.steps
    steps = (after, *(table.duration("steps", text) for text in later))
    days = [step.count * _DAYS_IN[step.unit] for step in steps]
    if any(later <= earlier for earlier, later in pairwise(days)):
        listed = ", ".join(map(str, steps))
        hint = "`steps` are the reminders after the first, all counted from the same start."
        raise table.problem("steps", f"each step must come later than the one before ({listed})", hint)
    return steps


def _after(table: RuleTable, default: RuleSettings) -> Duration:
    settings = table.settings
    if settings.kind in OWN_DATE_ONLY:
        if settings.after:
            what = f"a {settings.kind} gap counts to the date in its own words"
            raise table.problem("after", what, "Leave `after` out.")
        return NO_DAYS
    inherits = settings.off or settings.name in {"", settings.kind}
    text = settings.after or (default.after if inherits else "")
    if not text:
        raise table.problem("after", "a rule must say after how long", "Such as 7 days.")
    return table.duration("after", text)


def _stage(table: RuleTable) -> bool:
    settings = table.settings
    if settings.stage and (settings.kind not in STAGED or settings.name in {"", settings.kind}):
        what = "a stage is a rule with a name of its own, for what somebody owes"
        raise table.problem("stage", what, f"Kinds: {', '.join(sorted(STAGED))}.")
    return settings.stage


def _warn(table: RuleTable, default: RuleSettings) -> Duration:
    warn = table.duration("warn", table.settings.warn or default.warn or "0 days")
    if warn.unit != "days":
        raise table.problem("warn", f"{warn} cannot be counted back", "Give it in days or weeks.")
    return warn


def _can_name(name: str) -> bool:
    """It stands in the id of a gap (`name:thread#entry:step`), so it has no colon, `#` or space."""
    return len(name) <= LONGEST_NAME and all(sign.isalnum() or sign in "._-" for sign in name)


def _check_names(rules: Sequence[Rule], tables: Sequence[RuleTable]) -> None:
    """A rule that a later one of its name overrides wherever it applies would silently count for nothing."""
    for place, (earlier, table) in enumerate(zip(rules, tables, strict=True)):
        for later in rules[place + 1 :]:
            if later.name == earlier.name and overrides(later, earlier):
                again = f"number {earlier.number} and number {later.number}"
                what = f"there are two rules {earlier.name!r} for the same matters ({again})"
                hint = "Only the last would count: give one of them another `name`, or put the narrower one last."
                raise table.problem("name", what, hint)


def overrides(later: Rule, earlier: Rule) -> bool:
    """`later` applies wherever `earlier` does."""
    scopes = (
        (later.regulators, earlier.regulators),
        (later.channels, earlier.channels),
        (later.threads, earlier.threads),
        (later.tags, earlier.tags),
    )
    return all(not wider or (narrower and set(narrower) <= set(wider)) for wider, narrower in scopes)

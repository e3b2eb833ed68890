"""Rules as written: which silence counts, after how long, in which days, in which steps, on which legal basis.

Settings are read and checked here, and rules of one name settled between the defaults, the user's own and one
regulator's. What they come to on a calendar is in `rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import get_args

from msgspec import Struct

from assistant.clocks.default_rules import DEFAULT_RULES, OWN_DATE_ONLY
from assistant.clocks.durations import Duration, Unit, parse_duration
from assistant.config import RuleSettings, Settings, check_regulator_key
from assistant.errors import UsageProblem
from assistant.record.openings import OpeningKind

KINDS: tuple[OpeningKind, ...] = get_args(OpeningKind)
NAME = re.compile(r"[\w.-]{1,64}")
"""A rule's name stands in the id of a gap (`name:thread#entry:step`), so it has no colon, `#` or space."""

STAGED = frozenset({"no-reply", "we-owe"})
"""Kinds whose rules may count a step of procedure."""

NO_DAYS = Duration(0, "days")
_DAYS_IN: dict[Unit, float] = {"days": 1, "working days": 1.4, "months": 30.436875, "years": 365.2425}
"""Calendar days in one of a unit, on average: only to see that steps come in order."""


class Rule(Struct, frozen=True):
    """One rule, checked."""

    name: str
    kind: OpeningKind
    after: Duration
    steps: tuple[Duration, ...]
    """The reminder's steps, all counted from the same start; the first is `after`."""
    warn: Duration = NO_DAYS
    """So many days ahead of its due day a gap is announced; always in days."""
    basis: str = ""
    roll: bool = False
    regulators: tuple[str, ...] = ()
    """Keys; empty: every regulator."""
    off: bool = False
    """Takes away the rule of the same name."""
    stage: bool = False
    """It counts what names it, and nothing else: see `stages`."""

    @property
    def statutory(self) -> bool:
        """It has a legal basis: its clock is the legal one, which no chaser and no promise moves."""
        return bool(self.basis)

    def applies_to(self, regulator: str) -> bool:
        return not self.regulators or regulator in self.regulators


def rulebook(settings: Settings) -> tuple[Rule, ...]:
    """The default rules and those of `settings`, checked; raises `UsageProblem` that names the rule and the key."""
    own = tuple(built(rule, settings.source) for rule in settings.rules)
    _check_names(own, settings.source)
    return (*default_rules(), *own)


def default_rules() -> tuple[Rule, ...]:
    return tuple(built(rule) for rule in DEFAULT_RULES)


def rules_for(rules: Iterable[Rule], regulator: str) -> tuple[Rule, ...]:
    """What holds for one regulator: of rules with the same name, the last that applies to it."""
    named = {rule.name: rule for rule in rules if rule.applies_to(regulator)}
    return tuple(rule for rule in named.values() if not rule.off)


def built(settings: RuleSettings, source: str = "") -> Rule:
    """The rule that one table of settings means; `source` says where it stands. Raises `UsageProblem`.

    A table that has the name of a default rule takes from it what it leaves out.
    """
    default = next((rule for rule in DEFAULT_RULES if rule.kind == settings.kind), None)
    if default is None:
        raise _problem(settings, "kind", f"{settings.kind!r} is no kind of gap", source, f"Known: {', '.join(KINDS)}.")
    name = settings.name or settings.kind
    if not NAME.fullmatch(name):
        hint = "Use letters, digits, dots, hyphens and underscores, at most 64."
        raise _problem(settings, "name", f"{name!r} cannot name a rule", source, hint)
    for key in settings.regulators:
        check_regulator_key(key, _place(settings, "regulators", source))
    steps = _steps(settings, default, source)
    return Rule(
        name=name,
        kind=_kind(settings.kind),
        after=steps[0],
        steps=steps,
        warn=_warn(settings, default, source),
        basis=settings.basis.strip(),
        roll=bool(settings.basis.strip()) if settings.roll is None else settings.roll,
        regulators=settings.regulators,
        off=settings.off,
        stage=_stage(settings, source),
    )


def _kind(kind: str) -> OpeningKind:
    return next(known for known in KINDS if known == kind)


def _steps(settings: RuleSettings, default: RuleSettings, source: str) -> tuple[Duration, ...]:
    after = _after(settings, default, source)
    inherits = not settings.after and not settings.steps and settings.name in {"", settings.kind}
    later = default.steps if inherits else settings.steps
    steps = (after, *(_duration(settings, "steps", text, source) for text in later))
    days = [step.count * _DAYS_IN[step.unit] for step in steps]
    if any(later <= earlier for earlier, later in pairwise(days)):
        listed = ", ".join(map(str, steps))
        hint = "`steps` are the reminders after the first, all counted from the same start."
        raise _problem(settings, "steps", f"each step must come later than the one before ({listed})", source, hint)
    return steps


def _after(settings: RuleSettings, default: RuleSettings, source: str) -> Duration:
    if settings.kind in OWN_DATE_ONLY:
        if settings.after:
            what = f"a {settings.kind} gap counts to the date in its own words"
            raise _problem(settings, "after", what, source, "Leave `after` out.")
        return NO_DAYS
    inherits = settings.off or settings.name in {"", settings.kind}
    text = settings.after or (default.after if inherits else "")
    if not text:
        raise _problem(settings, "after", "a rule must say after how long", source, "Such as 7 days.")
    return _duration(settings, "after", text, source)


def _stage(settings: RuleSettings, source: str) -> bool:
    if settings.stage and (settings.kind not in STAGED or settings.name in {"", settings.kind}):
        what = "a stage is a rule with a name of its own, for what somebody owes"
        raise _problem(settings, "stage", what, source, f"Kinds: {', '.join(sorted(STAGED))}.")
    return settings.stage


def _warn(settings: RuleSettings, default: RuleSettings, source: str) -> Duration:
    warn = _duration(settings, "warn", settings.warn or default.warn or "0 days", source)
    if warn.unit != "days":
        raise _problem(settings, "warn", f"{warn} cannot be counted back", source, "Give it in days or weeks.")
    return warn


def _duration(settings: RuleSettings, key: str, text: str, source: str) -> Duration:
    try:
        return parse_duration(text)
    except UsageProblem as problem:
        raise _problem(settings, key, problem.what, source, problem.hint) from problem


def _check_names(rules: Sequence[Rule], source: str) -> None:
    """Two rules of one name for the same regulator: one of them would silently count for nothing."""
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        for key in rule.regulators or ("",):
            if (rule.name, key) in seen:
                hint = "Give one of them another `name`."
                raise UsageProblem(f"there are two rules {rule.name!r}", where=source, hint=hint)
            seen.add((rule.name, key))


def _problem(settings: RuleSettings, key: str, what: str, source: str, hint: str = "") -> UsageProblem:
    return UsageProblem(what, where=_place(settings, key, source), hint=hint)


def _place(settings: RuleSettings, key: str, source: str) -> str:
    place = f"rule {settings.name or settings.kind!r}, `{key}`"
    return f"{source}: {place}" if source else place

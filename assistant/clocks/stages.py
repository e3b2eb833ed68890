"""Second stages: a review, an appeal, a complaint. Each is a step of procedure with a clock of its own.

A person opens it as an obligation that names its rule; the rule has `stage = true` in the configuration. Such a rule
counts what names it and nothing else, and what names it is counted by no other rule of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.clocks.rulebook import STAGED, Rule
from assistant.errors import RecordProblem, UsageProblem
from assistant.record.opening import Opening, OpeningKind

if TYPE_CHECKING:
    from assistant.record.decisions import Asked


def counted_by(opening: Opening, every: tuple[Rule, ...], thread: str) -> tuple[Rule, ...]:
    """Those of `every` rule of its kind that count `opening`; `RecordProblem` if it names one that is not there."""
    if not opening.rule or opening.kind not in STAGED:
        return tuple(rule for rule in every if not rule.stage)
    named = tuple(rule for rule in every if rule.stage and rule.name == opening.rule)
    if not named:
        raise RecordProblem(
            f"it is counted under the rule {opening.rule!r}, which the configuration lacks",
            where=f"{thread}#{opening.entry}",
            hint="Write a rule of that name with `stage = true`, or undo the entry.",
        )
    return named


def check_stage(asked: Asked, rules: Iterable[Rule]) -> None:
    """Raise `UsageProblem` that lists the stages unless one of them counts what is `asked`, or it names no rule."""
    if not asked.rule:
        return
    kind: OpeningKind = "we-owe" if asked.owed_by == "company" else "no-reply"
    stages = [rule for rule in rules if rule.stage]
    listed = ", ".join(f"{rule.name} ({_who_owes(rule.kind)})" for rule in stages) or "none"
    hint = f"Rules with `stage = true`: {listed}."
    if asked.type == "commitment":
        raise UsageProblem("a commitment counts to its own date and under no stage", hint=hint)
    if not any(rule.name == asked.rule and rule.kind == kind for rule in stages):
        raise UsageProblem(f"there is no stage {asked.rule!r} for what the {asked.owed_by} owes", hint=hint)


def _who_owes(kind: OpeningKind) -> str:
    return "the company owes it" if kind == "we-owe" else "the regulator owes it"

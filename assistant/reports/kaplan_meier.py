"""Kaplan–Meier's estimate of how long answers take, where some have not come yet. Exact arithmetic, pure.

E. L. Kaplan and P. Meier, “Nonparametric estimation from incomplete observations”, Journal of the American Statistical
Association 53 (1958) 457–481. What is still open has lasted at least so long: it counts among those at risk until then
and neither as an answer nor as nothing. To leave it out would make the slow look quick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct


class Lasted(Struct, frozen=True):
    """One thing that was waited for."""

    days: int
    ended: bool
    """It came after `days`; else it had not come when it was last looked at, which is then `days`."""


class Step(Struct, frozen=True):
    """After `days` days, `open` of all are still open, by the estimate."""

    days: int
    open: Fraction


def survival(observed: Iterable[Lasted]) -> tuple[Step, ...]:
    """The curve: a step for each number of days after which something ended, in order.

    What ended after so many days ended before what was last looked at after as many was lost from sight, as Kaplan and
    Meier have it.
    """
    ended: Counter[int] = Counter()
    lost: Counter[int] = Counter()
    for one in observed:
        (ended if one.ended else lost)[one.days] += 1
    at_risk, left = ended.total() + lost.total(), Fraction(1)
    steps: list[Step] = []
    for days in sorted(ended.keys() | lost.keys()):
        if ended[days]:
            left *= 1 - Fraction(ended[days], at_risk)
            steps.append(Step(days, left))
        at_risk -= ended[days] + lost[days]
    return tuple(steps)


def quantile(curve: Sequence[Step], share: Fraction) -> int | None:
    """The fewest days after which at least `share` of all had ended; None if the curve does not come so far."""
    return next((step.days for step in curve if step.open <= 1 - share), None)

"""Kaplan–Meier: a published example, and an estimate made another way."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assistant.reports.kaplan_meier import Lasted, quantile, survival

SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
"""Weeks of remission of 42 patients with leukaemia, + for censored: E. J. Freireich et al., Blood 21 (1963) 699–716;
worked through in D. R. Cox and D. Oakes, Analysis of Survival Data (1984), and in D. G. Kleinbaum and M. Klein,
Survival Analysis."""
HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)
OBSERVED = st.lists(st.builds(Lasted, st.integers(0, 12), st.booleans()), max_size=25)


def observed(text: str) -> list[Lasted]:
    return [Lasted(int(one.rstrip("+")), not one.endswith("+")) for one in text.split()]


def test_the_published_example() -> None:
    curve = survival(observed(SIX_MP))
    assert [(step.days, round(float(step.open), 4)) for step in curve] == [
        (6, 0.8571), (7, 0.8067), (10, 0.7529), (13, 0.6902), (16, 0.6275), (22, 0.5378), (23, 0.4482),
    ]  # fmt: skip
    assert (quantile(curve, HALF), quantile(curve, NINE_TENTHS)) == (23, None)
    placebo = survival(observed(PLACEBO))
    assert (quantile(placebo, HALF), quantile(placebo, NINE_TENTHS)) == (8, 17)
    assert placebo[-1].open == 0


def redistributed(found: list[Lasted], days: int) -> Fraction:
    """The share still open after `days`, as B. Efron has it (1967): each one that is lost hands its weight on, in equal
    parts, to all that lasted longer."""
    order = sorted(found, key=lambda one: (one.days, not one.ended))
    weights = [Fraction(1, len(order))] * len(order)
    for at, one in enumerate(order):
        if not one.ended and order[at + 1 :]:
            share = weights[at] / len(order[at + 1 :])
            weights = [0 * w if n == at else w + share if n > at else w for n, w in enumerate(weights)]
    return 1 - sum((w for w, one in zip(weights, order, strict=True) if one.ended and one.days <= days), Fraction(0))


@given(found=OBSERVED)
def test_it_is_what_redistribution_to_the_right_gives(found: list[Lasted]) -> None:
    for step in survival(found):
        assert step.open == redistributed(found, step.days)


@given(found=OBSERVED.filter(bool))
def test_without_anything_open_it_is_the_plain_share_and_with_all_open_nothing_is_reached(found: list[Lasted]) -> None:
    days = sorted(one.days for one in found)
    ended = survival(Lasted(n, ended=True) for n in days)
    assert quantile(ended, HALF) == days[(len(days) + 1) // 2 - 1]
    assert all(step.open == Fraction(sum(n > step.days for n in days), len(days)) for step in ended)
    assert quantile(survival(Lasted(n, ended=False) for n in days), HALF) is None


@given(found=OBSERVED, more=st.integers(0, 12))
def test_one_more_that_is_still_open_never_makes_answers_look_quicker(found: list[Lasted], more: int) -> None:
    before = quantile(survival(found), HALF)
    after = quantile(survival([*found, Lasted(more, ended=False)]), HALF)
    assert after is None or (before is not None and after >= before)

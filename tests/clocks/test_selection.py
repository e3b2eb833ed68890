"""Which gaps a filter takes, and which words are none."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.clocks.selection import Selection
from assistant.errors import UsageProblem
from tests.notify.gaps import gap

GAPS = (
    gap(1, owner="Ana", severity="critical", tags=("court", "Urgent")),
    gap(2, regulator="OFCOM", kind="we-owe", owed_by="company", severity="low"),
    gap(3, kind="gone-quiet", owner="Ben", tags=("licence",)),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1, 2, 3]),
        ({"regulators": ("PTA",)}, [1, 3]),
        ({"regulators": ("PTA", "OFCOM")}, [1, 2, 3]),
        ({"owners": ("ana",)}, [1]),
        ({"owners": ("Nobody",)}, []),
        ({"kinds": ("we-owe", "gone-quiet")}, [2, 3]),
        ({"severity": "low"}, [1, 2, 3]),
        ({"severity": "normal"}, [1, 3]),
        ({"severity": "high"}, [1]),
        ({"tags": ("urgent", "licence")}, [1, 3]),
        ({"owed_by": ("company",)}, [2]),
        ({"regulators": ("PTA",), "owners": ("Ben",), "severity": "normal"}, [3]),
        ({"regulators": ("OFCOM",), "severity": "high"}, []),
    ],
)
def test_words_of_one_filter_are_alternatives_and_filters_agree(asked: dict[str, Any], found: list[int]) -> None:
    assert [GAPS.index(taken) + 1 for taken in Selection(**asked).of(GAPS)] == found


@pytest.mark.parametrize(
    "asked",
    [
        {"regulators": ("pta",)},
        {"kinds": ("no-reply", "noreply")},
        {"severity": "worse"},
        {"owed_by": ("us",)},
        {"owners": ("",)},
        {"owners": ("Ann",)},
        {"tags": ("",)},
    ],
)
def test_a_word_that_is_none_is_an_error(asked: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem):
        Selection(**asked).checked({"PTA"}, {"Ana"})


def test_a_word_that_is_one_is_none() -> None:
    asked = Selection(("PTA",), ("ana",), ("no-reply",), "high", ("court",), ("company", "regulator"))
    assert asked.checked({"PTA"}, {"Ana"}) is asked

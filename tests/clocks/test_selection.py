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


NOBODY = "is nobody who looks after anything\nKnown: Ana, Ben."
A_KIND = "is no kind of gap\nKnown: no-reply, "


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"regulators": ("pta",)}, "'pta' is no regulator here\nKnown: OFCOM, PTA."),
        ({"kinds": ("no-reply", "noreply")}, f"'noreply' {A_KIND}"),
        ({"severity": "worse"}, "'worse' is no severity\nKnown: low, normal, high"),
        ({"owed_by": ("us",)}, "'us' is no side\nKnown: "),
        ({"owners": ("",)}, f"'' {NOBODY}"),
        ({"owners": ("Ann",)}, f"'Ann' {NOBODY}"),
        ({"tags": ("",)}, "a tag cannot be empty"),
    ],
)
def test_a_word_that_is_none_is_an_error_that_names_those_there_are(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        Selection(**asked).checked({"PTA", "OFCOM"}, {"Ben", "Ana"})
    assert str(refused.value).startswith(said), str(refused.value)


def test_where_there_are_none_that_is_said() -> None:
    with pytest.raises(UsageProblem, match=r"Known: none; the configuration names no owner\."):
        Selection(owners=("Ana",)).checked((), ())
    with pytest.raises(UsageProblem, match=r"Known: none\."):
        Selection(("PTA",)).checked((), ())


def test_a_word_that_is_one_is_none() -> None:
    asked = Selection(("PTA",), ("ana",), ("no-reply",), "high", ("court",), ("company", "regulator"))
    assert asked.checked({"PTA"}, {"Ana"}) is asked

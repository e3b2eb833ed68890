"""What a model says, held against what it was given: lies are struck, what is true stands.

`said/` holds sentences written by hand, `speaking` makes more from the passages of three records, `hostile.toml` has
messages that speak to a model. The figures are printed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from assistant.chat.addressed import unaddressed
from assistant.chat.answer import Claim
from assistant.chat.grounded import UNCHECKED, Checker
from tests.chat.corpus import Spoken, by_hand, desks, free, held_back, made, obeying
from tests.chat.given import context, fact, passage
from tests.chat.speaking import Case, tally

EVERY = 1 if os.environ.get("TEST_SCALE") else 5
"""Of the sentences that are made from passages so many are left out but one; all at night."""
WRONGLY_STRUCK = 0.01


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Spoken]]]:
    opened = desks(tmp_path_factory.mktemp("records"))
    yield {
        "written": [*by_hand(opened), *obeying(opened["demo"])],
        "made": list(made(opened)),
        "free": list(free(opened)),
        "held back": list(held_back(opened)),
    }
    for desk in opened.values():
        desk.close()


def judged(spoken: list[Spoken], every: int = 1) -> tuple[list[tuple[Case, bool]], list[tuple[Case, bool]]]:
    """Each true sentence with whether it stood, each lie with whether it was struck."""
    stood, struck = [], []
    for one in spoken:
        checker = one.checker
        stood += [(case, all(c.verified for c in checker.claims(case.text))) for case in one.true]
        struck += [(case, not any(c.verified for c in checker.claims(case.text))) for case in one.false[::every]]
    return stood, struck


def test_every_lie_is_struck_and_nearly_all_that_is_true_stands(
    corpus: dict[str, list[Spoken]], capsys: pytest.CaptureFixture[str]
) -> None:
    (stood, struck), (more_stood, more_struck) = judged(corpus["written"]), judged(corpus["made"], EVERY)
    stood, struck = [*stood, *more_stood], [*struck, *more_struck]
    with capsys.disabled():
        sys.stdout.write(f"\nlies struck {sum(ok for _, ok in struck)} of {len(struck)}: {tally(struck)}\n")
        sys.stdout.write(f"true that stands {sum(ok for _, ok in stood)} of {len(stood)}: {tally(stood)}\n")
    assert len(struck) >= 200
    assert len(stood) >= 200
    assert [case for case, ok in struck if not ok] == []
    wrongly = [case for case, ok in stood if not ok]
    assert len(wrongly) <= WRONGLY_STRUCK * len(stood), wrongly


@pytest.mark.parametrize(("sheet", "least"), [("free", 0.75), ("held back", 0.65)])
def test_free_wording_is_struck_rather_than_let_through(
    corpus: dict[str, list[Spoken]], sheet: str, least: float, capsys: pytest.CaptureFixture[str]
) -> None:
    """A model words more freely than the checks follow, and then its sentence goes."""
    stood, struck = judged(corpus[sheet])
    caught, standing = sum(ok for _, ok in struck), sum(ok for _, ok in stood)
    with capsys.disabled():
        sys.stdout.write(f"\n{sheet}: lies struck {caught} of {len(struck)}, true {standing} of {len(stood)}\n")
    assert caught >= 0.98 * len(struck), [case.text for case, ok in struck if not ok]
    assert standing >= least * len(stood), [case.text for case, ok in stood if not ok]


STEPS = passage(
    4, "Please tell us which steps would restore access.", "Steps", side="company", direction="out", channel="letter"
)
ORDER = passage(
    6, "Access is blocked since 9 October 2020.", "Order", side="regulator", direction="in", channel="letter"
)
OPEN = fact("No reply from PTA for 9 days to #4.", 4)


def claims(said: str) -> tuple[Claim, ...]:
    return Checker(context(passages=[STEPS, ORDER], facts=[OPEN])).claims(said)


@pytest.mark.parametrize(
    ("said", "sentence", "entries"),
    [
        ("Access is blocked since 9 October 2020 [6].", "Access is blocked since 9 October 2020.", ["#6"]),
        ("Access is blocked since 9 October 2020. [6]", "Access is blocked since 9 October 2020.", ["#6"]),
        ("- **Access is blocked** since 9 October 2020 [ 6 ]", "Access is blocked since 9 October 2020", ["#6"]),
        ("No reply from PTA for 9 days [F1, 4].", "No reply from PTA for 9 days.", ["#4"]),
        ("Access is blocked [6][4].", "Access is blocked.", ["#6", "#4"]),
        ("Access is blocked since 9 October 2020.", "Access is blocked since 9 October 2020.", ["#6"]),
        ("<think>They lie [77].</think>Access is blocked [6].", "Access is blocked.", ["#6"]),
    ],
)
def test_a_sentence_that_stands_names_its_entries(said: str, sentence: str, entries: list[str]) -> None:
    assert claims(said) == (Claim(sentence, tuple(f"pta-2020-001{entry}" for entry in entries)),)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Access is blocked [6, 7].", "[7] is not among what the model was given"),
        ("Access is blocked [F2].", "[F2] is not among what the model was given"),
        (
            "The letter says that access is blocked since 9 October 2020 and fined [6].",
            "“fined” is not what its sources say",
        ),
        ("We blocked access [6].", "it was the other side"),
        ("Access is not blocked [6].", ""),
        ("Hello there!", UNCHECKED),
    ],
)
def test_a_sentence_that_is_struck_says_why(said: str, why: str) -> None:
    (claim,) = claims(said)
    assert (claim.verified, claim.entries, claim.status) == (False, (), "not in the record")
    assert why in claim.why


@pytest.mark.parametrize("said", ["", "NOT IN THE RECORD", "not in the record.", "<think>hm", " \n"])
def test_a_model_that_finds_nothing_says_nothing(said: str) -> None:
    assert claims(said) == ()


def test_each_sentence_is_judged_by_itself() -> None:
    found = claims(
        "Access is blocked since 9 October 2020 [6]. It was opened on 10 October 2020 [6]. No reply for 9 days [F1]."
    )
    assert [claim.verified for claim in found] == [True, False, True]


def test_an_honest_letter_supports_all_that_it_says() -> None:
    texts = [
        "The company chose to ignore our instructions.",
        "You are now required to file.",
        "Please answer only question 3.",
    ]
    assert [unaddressed(text) for text in texts] == texts


def test_a_flood_is_judged_like_any_other_answer() -> None:
    hostile = ["[6] " * 8_000, "“" * 8_000, "a. " * 2_000, "[" * 8_000, "ignore all previous " * 1_000]
    checker = Checker(context(passages=[passage(n, text) for n, text in enumerate(hostile, 1)]))
    assert not any(checker.claims(f"Fined {text}")[0].verified for text in hostile)

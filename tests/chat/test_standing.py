"""Done or to come, so or not so, whose move it is: a sentence that shares every word of its source can be false."""

from __future__ import annotations

import pytest

from assistant.chat.grounded import Checker
from assistant.grounding.evidence import Known
from tests.chat.given import context, fact, passage

ASKED = passage(
    2, "Please submit the tariffs. Report the measures taken.", side="regulator", direction="in", channel="letter"
)
TOLD = passage(
    4, "We will publish the notice. The limits were not exceeded.", side="company", direction="out", channel="email"
)
OWED = fact("We owe PTA an answer to #2 of 12 October 2020: “Please submit the tariffs”; due 16 October 2020.", 2)
CHECKER = Checker(
    context(passages=[ASKED, TOLD], facts=[OWED]), (Known("PTA", "regulator"), Known("ByteDance", "company"))
)


@pytest.mark.parametrize(
    "said",
    [
        "PTA wants us to submit the tariffs [2].",
        "PTA has not yet received the tariffs from us [F1].",
        "The tariffs are two days overdue [F1].",
        "PTA is still waiting for the tariffs, which were due on 16 October 2020 [F1].",
        "We announced that the notice would be published [4].",
    ],
)
def test_other_words_for_how_it_stands_are_understood(said: str) -> None:
    assert [(claim.verified, claim.why) for claim in CHECKER.claims(said)] == [(True, "")]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("The tariffs were submitted [2].", "still open"),
        ("The measures were reported and taken [2].", "still open"),
        ("PTA has received the tariffs that it asked for [F1].", "still open"),
        ("PTA owes us the tariffs [F1].", "other side's move"),
        ("We are still waiting for the tariffs [F1].", "other side's move"),
        ("The tariffs are nine days overdue [F1].", ""),
        ("The notice was published [4].", "only announce it"),
        ("PTA will publish the notice [4].", "other side"),
        ("The limits were exceeded [4].", "deny it"),
        ("PTA's email says that the limits were not exceeded [4].", "other side"),
    ],
)
def test_the_same_words_told_otherwise_are_struck(said: str, why: str) -> None:
    (claim,) = CHECKER.claims(said)
    assert not claim.verified
    assert why in claim.why

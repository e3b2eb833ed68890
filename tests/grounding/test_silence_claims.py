"""Claims that somebody was silent: what refutes them, what weakens them, and from when on they are true."""

from __future__ import annotations

import pytest

from assistant.grounding.evidence import Fact, given_evidence
from assistant.grounding.findings import Ref
from tests.clocks.threads import Story, day
from tests.grounding.evidence import demo_evidence, findings, story_evidence, verdicts


@pytest.mark.parametrize(
    ("text", "status", "entries"),
    [
        ("We have received no communication from PTA.", "partly", (10,)),
        ("Since the block of 9 October we have received no communication from PTA.", "contradicted", (10,)),
        ("For over a week we have heard nothing from PTA.", "contradicted", (10,)),
        ("We have heard nothing from PTA since 12 October.", "verified", (10,)),
        ("We have heard nothing from PTA since the meeting.", "verified", (10,)),
        ("PTA has never contacted us.", "contradicted", (2, 6, 10)),
        ("PTA has not replied to our letter of 9 October.", "partly", (8, 10)),
        ("Our letter of 9 October has had no full reply.", "verified", (8, 10)),
        ("PTA has not told us which steps would restore access.", "verified", (8, 9, 10)),
        ("We have not answered the request for timelines.", "verified", (10, 12)),
    ],
)
def test_silence_on_the_eve_of_the_statement(text: str, status: str, entries: tuple[int, ...]) -> None:
    assert verdicts(text, demo_evidence("2020-10-17"), "silence") == [(status, entries)]


@pytest.mark.parametrize(
    "text",
    [
        "We have received no communication from PTA since 12 October.",
        "PTA has not told us which steps would restore access.",
        "PTA has not replied to our letter of 9 October.",
    ],
)
def test_the_release_of_the_nineteenth_ends_every_silence(text: str) -> None:
    assert [status for status, _ in verdicts(text, demo_evidence("2020-10-19"), "silence")] == ["contradicted"]


def test_a_machine_breaks_no_silence_and_an_acknowledgement_is_no_reply() -> None:
    story = Story("2020-10-01")
    story.sends("2020-10-01")
    story.receives("2020-10-02", "automatic")
    evidence = story_evidence(story, "2020-10-09")
    assert verdicts("We have heard nothing from PTA.", evidence, "silence") == [("verified", ())]
    story.receives("2020-10-05", "acknowledgement")
    evidence = story_evidence(story, "2020-10-09")
    assert verdicts("PTA has not replied to our letter.", evidence, "silence") == [("partly", (2, 5))]
    assert verdicts("We have heard nothing since our letter.", evidence, "silence") == [("contradicted", (5,))]


def test_a_few_passages_cannot_prove_a_silence() -> None:
    few = given_evidence(
        (), (Fact("The last contact with PTA was on 12 October 2020.", (Ref("pta-2020-001", 10),)),), day("2020-10-17")
    )
    found = findings("We have received no communication from PTA.", few)
    assert "silence" not in {one.mention.kind for one in found}
    assert all(one.status != "verified" for one in found if one.mention.kind != "name")

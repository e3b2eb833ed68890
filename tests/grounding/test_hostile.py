"""Texts that are made to pass: letters drawn alike, marks that turn the direction, floods."""

from __future__ import annotations

from time import process_time

import pytest

from assistant.grounding.ground import ground
from tests.grounding.evidence import demo_evidence, findings, verdicts

EVIDENCE = demo_evidence("2020-10-18")


def test_letters_drawn_alike_never_verify() -> None:
    quoted = verdicts("It says “The Аuthority remains open to engagement”.", EVIDENCE, "quotation")
    assert [status for status, _ in quoted] == ["not-in-record"]
    assert verdicts("РТА said so.", EVIDENCE, "name") == [("not-in-record", ())]


@pytest.mark.parametrize("digits", ["８ days", "𝟾 days", "\u200b8 days", "8\u00ad days"])
def test_figures_are_read_as_the_eye_reads_them(digits: str) -> None:
    assert verdicts(f"It is {digits} since the order.", EVIDENCE, "count") == [("contradicted", (6,))]


@pytest.mark.parametrize(
    "text",
    [
        "The block was on \u202e9 October 2020\u202c.",
        "The block was on 9 \u200fOctober 2020.",
        "It says “The Authority \u202eremains\u202c open to engagement”.",
    ],
)
def test_what_marks_of_direction_touch_is_never_verified(text: str) -> None:
    checked = [found for found in findings(text, EVIDENCE) if found.mention.kind in {"date", "quotation"}]
    assert checked
    assert all(found.status != "verified" for found in checked)


def test_isolates_round_a_date_do_no_harm() -> None:
    assert verdicts("The block was on \u20689 October 2020\u2069.", EVIDENCE, "date") == [("verified", (6,))]


FLOODS = ("9, 9 and ", "“", "'a ", "October ", "no reply ", "a.b@", "A ", ". ", "8 days since ")


@pytest.mark.parametrize("piece", FLOODS)
def test_a_megabyte_of_anything_takes_no_time_worth_speaking_of(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    started = process_time()
    sentences = ground(text, EVIDENCE)
    assert process_time() - started < FLOOD_SECONDS
    assert sentences[-1].status == "not-in-record"  # what was not looked at is not verified


FLOOD_SECONDS = 4
"""Far above what it takes; a search that is not linear takes minutes."""

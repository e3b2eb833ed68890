"""Calls, filings, unread mail and drafts that somebody left unfinished, through the door that scripts use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.conftest import Assistant

CASE = "pta-2020-001"
LATER = "2099-01-01"
"""Long after a draft that is saved today."""


def gaps(assistant: Assistant, demo: Path, day: str) -> dict[str, dict[str, Any]]:
    """The gaps of a day, by kind."""
    return {g["kind"]: g for g in assistant("--record", demo, "--as-of", day, "check", "--format", "json").json["gaps"]}


def log(assistant: Assistant, demo: Path, *arguments: str) -> str:
    result = assistant("--record", demo, "log", CASE, *arguments)
    assert result.code == 0, result.err
    return result.out.split("#")[1].split()[0]


def test_a_call_is_to_be_confirmed_until_a_letter_follows(assistant: Assistant, demo: Path) -> None:
    n = log(assistant, demo, "--in", "--channel", "call", "--date", "2020-11-02", "--text", "They asked how it goes.")
    assert "call-unconfirmed" not in gaps(assistant, demo, "2020-11-03")
    gap = gaps(assistant, demo, "2020-11-04")["call-unconfirmed"]
    assert (gap["state"], gap["owed_by"], gap["suggests"]) == ("due", "company", "meeting-record")
    assert gap["opened_by"] == {"entry": int(n), "date": "2020-11-02"}
    ics = assistant("--record", demo, "--as-of", "2020-11-05", "check", "--format", "ics")
    assert f"UID:call-unconfirmed.{CASE}.{n}@regulator-assistant" in ics.out
    explained = assistant("--record", demo, "--as-of", "2020-11-05", "explain", gap["id"])
    assert "2 working days from day 0: Wednesday 4 November 2020" in explained.out
    log(assistant, demo, "--out", "--date", "2020-11-06", "--text", "Our record of the call.")
    assert "call-unconfirmed" in gaps(assistant, demo, "2020-11-05")
    assert "call-unconfirmed" not in gaps(assistant, demo, "2020-11-06")


def test_a_filing_awaits_its_receipt(assistant: Assistant, demo: Path) -> None:
    filing = ("--out", "--channel", "portal", "--no-reply-expected", "--date", "2020-11-02", "--text", "The form.")
    log(assistant, demo, *filing, "--receipt", "PTA-77")
    assert "filing-without-receipt" not in gaps(assistant, demo, "2020-11-10")
    log(assistant, demo, *filing)
    gap = gaps(assistant, demo, "2020-11-10")["filing-without-receipt"]
    assert (gap["state"], gap["owed_by"], gap["due"]) == ("overdue", "regulator", "2020-11-04")
    assert "no-acknowledgement" not in gaps(assistant, demo, "2020-11-10")
    log(assistant, demo, "--in", "--class", "acknowledgement", "--date", "2020-11-11", "--text", "Receipt PTA-78.")
    assert "filing-without-receipt" not in gaps(assistant, demo, "2020-11-11")


def test_a_draft_that_lies_is_reminded_of_until_it_is_discarded(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo)
    saved = assistant(*at, "draft", CASE, "--field", "answer=By the end of the month.", "--save")
    assert saved.code == 0, saved.err
    gap = gaps(assistant, demo, LATER)["draft-stale"]
    n = gap["opened_by"]["entry"]
    assert (gap["owed_by"], gap["suggests"]) == (
        "company",
        f"finish it, or discard it: assistant draft {CASE} --discard {n}",
    )
    assert assistant(*at, "draft", CASE, "--discard", "4").code == 2
    assert assistant(*at, "draft", CASE, "--discard", f"#{n}").code == 0
    assert "draft-stale" not in gaps(assistant, demo, LATER)
    again = assistant(*at, "draft", CASE, "--discard", str(n))
    assert again.code == 2
    assert "Under way: none" in again.err

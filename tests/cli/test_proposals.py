"""What messages seem to ask and promise: listed, accepted by a person, or turned down; nothing opens by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Assistant, Result

CASE = "pta-2020-001"
LETTER = """Dear Sir,

1. We refer to No. 12 of the minutes.
2. Please provide, within 10 working days of receipt,
   tangible timelines for the proposed actions.
3. How many accounts were blocked in September?

If the timelines are received, we will review the block by 30 November.
"""
"""A letter of ours for this test, in the regulator's voice."""


@pytest.fixture
def letter(assistant: Assistant, demo: Path) -> int:
    """The letter, logged on 20 October 2020; its number."""
    arguments = ("--in", "--date", "2020-10-20", "--subject", "Timelines", "--text", LETTER)
    logged = assistant("--record", demo, "log", CASE, *arguments)
    return int(logged.out.split()[0].rpartition("#")[2])


def listed(assistant: Assistant, demo: Path, *arguments: str) -> list[dict[str, Any]]:
    result = assistant("--record", demo, "proposals", *arguments, "--format", "json")
    assert result.code == 0, result.err
    found: list[dict[str, Any]] = result.json["proposals"]
    return found


def opened(assistant: Assistant, demo: Path, result: Result) -> dict[str, Any]:
    assert result.code == 0, result.err
    n = int(result.out.strip().rpartition("#")[2])
    shown = assistant("--record", demo, "show", CASE, "--format", "json").json["obligations"]
    found: dict[str, Any] = next(o for o in shown if o["n"] == n)
    return found


def test_the_demo_leaves_nothing_to_decide_since_a_person_opened_all_of_it(assistant: Assistant, demo: Path) -> None:
    assert listed(assistant, demo, CASE) == []
    assert assistant("--record", demo, "proposals").out == ""


def test_each_proposal_comes_with_its_words_side_date_and_reason(assistant: Assistant, demo: Path, letter: int) -> None:
    timelines, accounts, review = listed(assistant, demo, CASE)
    assert timelines["id"] == f"{letter}:1"
    assert timelines["words"] == LETTER[timelines["start"] : timelines["end"]]
    assert (timelines["type"], timelines["owed_by"], timelines["due"]) == ("request", "company", "2020-11-04")
    assert timelines["said"]["words"] == "within 10 working days of receipt"
    assert timelines["said"]["kind"] == "duration-from-receipt"
    assert "counted from 20 October 2020 without weekends and 1 holiday" in timelines["how"]
    assert (accounts["reason"], accounts["said"], accounts["due"]) == ("numbered point 3, a question mark", None, None)
    assert (review["type"], review["owed_by"], review["due"]) == ("commitment", "regulator", "2020-11-30")
    assert review["condition"] == "If the timelines are received"


def test_the_list_for_people_says_the_same(assistant: Assistant, demo: Path, letter: int) -> None:
    out = assistant("--record", demo, "proposals").out
    assert f"{CASE}#{letter}" in out
    assert (
        f"{letter}:1  request, we owe, due 2020-11-04: “Please provide, within 10 working days of receipt, tang" in out
    )
    assert f"{letter}:3  commitment, PTA owes, due 2020-11-30" in out
    assert "on condition: If the timelines are received" in out


def test_nothing_is_opened_by_being_listed(assistant: Assistant, demo: Path, letter: int) -> None:
    before = assistant("--record", demo, "verify").out
    listed(assistant, demo, CASE)
    assert assistant("--record", demo, "verify").out == before


def test_one_is_accepted_with_its_words_message_due_day_and_condition(
    assistant: Assistant, demo: Path, letter: int
) -> None:
    request = opened(assistant, demo, assistant("--record", demo, "open", CASE, "--proposal", f"{letter}:1"))
    assert request["words"].startswith("Please provide, within 10 working days of receipt,\n   tangible timelines")
    assert (request["message"], request["owed_by"], request["due"]) == (letter, "company", "2020-11-04")
    promise = opened(assistant, demo, assistant("--record", demo, "open", CASE, "--proposal", f"{letter}:3"))
    assert (promise["type"], promise["owed_by"]) == ("commitment", "regulator")
    assert promise["condition"] == "If the timelines are received"
    assert [one["id"] for one in listed(assistant, demo, CASE)] == [f"{letter}:2"]


def test_all_of_a_letter_is_accepted_at_once_or_turned_down(assistant: Assistant, demo: Path, letter: int) -> None:
    assert assistant("--record", demo, "open", CASE, "--proposal", f"{letter}:3").code == 0
    result = assistant("--record", demo, "open", CASE, "--proposal", str(letter))
    assert len(result.out.split()) == 2
    assert listed(assistant, demo, CASE) == []
    arguments = ("--in", "--date", "2020-10-21", "--text", "Who decides? And when?")
    other = assistant("--record", demo, "log", CASE, *arguments).out.split()[0].rpartition("#")[2]
    assert len(listed(assistant, demo, CASE)) == 2
    assert assistant("--record", demo, "proposals", CASE, "--dismiss", other, "--reason", "a joke").code == 0
    assert listed(assistant, demo, CASE) == []


def test_over_all_threads_only_those_are_listed_that_nobody_has_written_after(
    assistant: Assistant, demo: Path, letter: int
) -> None:
    assert len(listed(assistant, demo)) == 3
    answer = ("--out", "--date", "2020-10-22", "--text", "None were blocked.", "--no-reply-expected")
    sent = assistant("--record", demo, "log", CASE, *answer)
    assert sent.code == 0, sent.err
    assert [one["id"] for one in listed(assistant, demo)] == [f"{letter}:3"]
    assert "2 more are in messages after which that side wrote again" in assistant("--record", demo, "proposals").err
    number = int(sent.out.split()[0].rpartition("#")[2])
    assert [one["followed_by"] for one in listed(assistant, demo, "--all")] == [number, number, None]


def test_what_a_person_says_besides_comes_first(assistant: Assistant, demo: Path, letter: int) -> None:
    arguments = ("--proposal", f"{letter}:1", "--due", "2020-11-02", "tangible timelines for the proposed actions")
    request = opened(assistant, demo, assistant("--record", demo, "open", CASE, *arguments))
    assert (request["words"], request["due"]) == ("tangible timelines for the proposed actions", "2020-11-02")


def test_words_that_a_person_opened_by_hand_are_proposed_no_more(assistant: Assistant, demo: Path, letter: int) -> None:
    words = "How many accounts were blocked"
    arguments = (words, "--message", str(letter), "--owed-by", "company")
    assert assistant("--record", demo, "open", CASE, *arguments).code == 0
    assert [one["id"] for one in listed(assistant, demo, CASE)] == [f"{letter}:1", f"{letter}:3"]


def test_one_turned_down_stays_away_until_that_is_undone(assistant: Assistant, demo: Path, letter: int) -> None:
    arguments = ("--dismiss", f"{letter}:2", "--reason", "answered on the telephone")
    remark = assistant("--record", demo, "proposals", CASE, *arguments)
    assert remark.code == 0, remark.err
    assert [one["id"] for one in listed(assistant, demo, CASE)] == [f"{letter}:1", f"{letter}:3"]
    shown = assistant("--record", demo, "show", CASE).out
    assert f"Binds nobody, in #{letter}: “How many accounts were blocked in September?”. answered on the tele" in shown
    assistant("--record", demo, "undo", CASE, remark.out.strip(), "--reason", "it was not")
    assert len(listed(assistant, demo, CASE)) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("open", CASE, "--proposal", "99:1"), "there is no proposal '99:1'"),
        (("open", CASE, "--proposal", "{letter}:9"), "It has {letter}:1, {letter}:2, {letter}:3."),
        (("open", CASE, "--proposal", "nonsense"), "there is no proposal"),
        (("open", CASE, "--proposal", "{letter}:1", "--message", "{letter}"), "names its message itself"),
        (("open", CASE, "--proposal", "{letter}:1", "--due", "soon"), "not a date"),
        (("open", CASE, "--proposal", "{letter}:1", "other words"), "do not stand in #{letter}"),
        (("open", CASE, "--proposal", "{letter}", "tangible timelines"), "{letter} has 3 proposals"),
        (("open", CASE), "what is asked or promised?"),
        (("open", CASE, "some words"), "who owes it?"),
        (("proposals", CASE, "--dismiss", "{letter}:1"), "needs a reason"),
        (("proposals", "--dismiss", "{letter}:1", "--reason", "x"), "in its thread"),
        (("proposals", CASE, "--dismiss", "{letter}:9", "--reason", "x"), "there is no proposal"),
        (("proposals", "pta-2020-077"), "there is no thread"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    assistant: Assistant, demo: Path, letter: int, arguments: tuple[str, ...], said: str
) -> None:
    before = assistant("--record", demo, "verify").out
    result = assistant("--record", demo, *(argument.format(letter=letter) for argument in arguments))
    assert result.code == 2
    assert said.format(letter=letter) in result.err
    assert assistant("--record", demo, "verify").out == before


def test_of_a_call_a_person_says_who_owes(assistant: Assistant, demo: Path) -> None:
    arguments = ("--in", "--channel", "call", "--date", "2020-10-21", "--text", "We will send the figures by Friday.")
    call = assistant("--record", demo, "log", CASE, *arguments).out.split()[0].rpartition("#")[2]
    (promise,) = listed(assistant, demo, CASE)
    assert promise["owed_by"] is None
    refused = assistant("--record", demo, "open", CASE, "--proposal", f"{call}:1")
    assert refused.code == 2
    assert "--owed-by" in refused.err
    accepted = assistant("--record", demo, "open", CASE, "--proposal", f"{call}:1", "--owed-by", "company")
    assert opened(assistant, demo, accepted)["due"] == "2020-10-23"


def test_a_closed_thread_is_listed_only_if_it_is_named(assistant: Assistant, demo: Path, letter: int) -> None:
    assistant("--record", demo, "close", CASE, "--reason", "over")
    assert listed(assistant, demo) == []
    assert len(listed(assistant, demo, CASE)) == 3


def test_what_a_message_says_cannot_command_the_terminal(assistant: Assistant, demo: Path) -> None:
    text = "Please send \x1b[31mthe list\x07 [/red] by Friday."
    assistant("--record", demo, "log", CASE, "--in", "--date", "2020-10-21", "--text", text)
    out = assistant("--record", demo, "proposals").out
    assert "the list" in out
    assert "\x1b" not in out
    assert "\x07" not in out


def test_who_reads_a_thread_is_told_what_waits_in_it_until_it_is_over(
    assistant: Assistant, demo: Path, letter: int
) -> None:
    note = f"note: 2 requests and 1 commitment to confirm: `assistant proposals {CASE}`\n"
    assert assistant("--record", demo, "show", CASE).err == note
    assert assistant("--record", demo, "--as-of", "2020-10-18", "show", CASE).err == ""
    assert assistant("--record", demo, "show", f"{CASE}#{letter}").err == ""
    assert assistant("--record", demo, "show", CASE, "--format", "json").err == ""
    assistant("--record", demo, "proposals", CASE, "--dismiss", f"{letter}:2", "--reason", "asked in passing")
    assert "note: 1 request and 1 commitment to confirm" in assistant("--record", demo, "show", CASE).err
    assert assistant("--record", demo, "close", CASE, "--reason", "over").code == 0
    assert assistant("--record", demo, "show", CASE).err == ""

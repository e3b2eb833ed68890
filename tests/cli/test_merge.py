"""Two threads that are one matter, and were not after all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import arrivals
from tests.cli.conftest import Assistant, Result

At = Callable[..., Result]
CASE, OTHER, ELSEWHERE = "pta-2020-001", "pta-2020-002", "ofcom-2020-001"
WHY = ("--reason", "the same order")


@pytest.fixture
def at(assistant: Assistant, demo: Path, tmp_path: Path) -> At:
    """The command on the demo record with a second matter of the same regulator in it, and one of another."""

    def call(*arguments: str | Path) -> Result:
        return assistant("--record", demo, *arguments)

    mails = (arrivals.FROM_REGULATOR, arrivals.FROM_US)
    assert call("import", arrivals.mbox(tmp_path / "inbox", mails)).code == 0
    other = ("--date", "2020-10-14", "--title", "Age checks", "--out", "--text", "Hello.")
    assert call("log", "OFCOM", *other).code == 0
    return call


def listed(at: At) -> set[str]:
    return {thread["id"] for thread in at("threads", "--format", "json").json["threads"]}


def test_one_goes_on_and_says_again_what_stands_in_the_other(at: At) -> None:
    assert at("merge", CASE, OTHER, *WHY).out == f"{OTHER} is now part of {CASE}\n"
    assert listed(at) == {CASE, ELSEWHERE}
    ids = [m["message_id"] for m in at("messages", "--format", "json").json["messages"]]
    assert ids.count("a1@pta.example") == 1


def test_each_says_of_the_other_where_it_is(at: At) -> None:
    at("merge", CASE, OTHER, *WHY)
    absorbed, survivor = (at("show", thread, "--format", "json").json for thread in (OTHER, CASE))
    assert (absorbed["state"], absorbed["merged_into"], absorbed["absorbed"]) == ("merged", CASE, [])
    assert (survivor["state"], survivor["merged_into"], survivor["absorbed"]) == ("open", None, [OTHER])
    assert f"Merged into {CASE}" in at("show", OTHER).out
    assert f"It took in {OTHER}" in at("show", CASE).out


def test_a_merged_thread_is_read_only_when_it_is_named(at: At) -> None:
    at("merge", CASE, OTHER, *WHY)
    named = at("messages", OTHER, "--format", "json").json["messages"]
    assert [m["message_id"] for m in named] == ["a1@pta.example", "b1@bytedance.example"]


def test_a_decision_on_it_is_refused_and_says_where_to_make_it(at: At) -> None:
    at("merge", CASE, OTHER, *WHY)
    refused = at("close", OTHER)
    assert refused.code == 2
    assert f"has been merged into {CASE}" in refused.err


def test_it_is_taken_back(at: At) -> None:
    at("merge", CASE, OTHER, *WHY)
    assert at("merge", CASE, OTHER, "--undo", "--reason", "two orders").code == 0
    assert listed(at) == {CASE, OTHER, ELSEWHERE}
    assert at("show", OTHER, "--format", "json").json["state"] == "open"
    ids = {m["message_id"] for m in at("messages", CASE, "--format", "json").json["messages"]}
    assert "a1@pta.example" not in ids


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((CASE, OTHER), "reason"),
        ((CASE, CASE, *WHY), "with itself"),
        ((CASE, "pta-2020-077", *WHY), "there is no thread"),
        ((CASE, ELSEWHERE, *WHY), "two regulators"),
        ((CASE, OTHER, "--undo", *WHY), "are not merged"),
    ],
)
def test_what_makes_no_sense_is_refused(at: At, arguments: tuple[str, ...], said: str) -> None:
    result = at("merge", *arguments)
    assert result.code == 2
    assert said in result.err
    assert listed(at) == {CASE, OTHER, ELSEWHERE}

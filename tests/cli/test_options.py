"""What is typed beside a command does what its help says: in what is logged, in what is listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Assistant, Result

CASE = "pta-2020-001"
DAY = "2020-10-18"

At = Callable[..., Result]


@pytest.fixture
def at(assistant: Assistant, demo: Path) -> At:
    return lambda *arguments: assistant("--record", demo, "--as-of", DAY, *arguments)


def entry_of(result: Result) -> int:
    """The first entry that was logged."""
    assert result.code == 0, result.err
    return int(result.out.split()[0].rpartition("#")[2])


def messages(at: At, *arguments: str) -> dict[int, dict[str, Any]]:
    found = at("messages", *arguments, "--format", "json").json["messages"]
    return {message["entry"]: message for message in found}


def obligation(at: At, n: int) -> dict[str, Any]:
    found: list[dict[str, Any]] = at("show", CASE, "--format", "json").json["obligations"]
    return next(one for one in found if one["n"] == n)


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (("--in",), {"direction": "in", "channel": "letter", "received": DAY, "sent": None}),
        (("--out",), {"direction": "out", "channel": "letter", "sent": DAY, "received": None}),
        (("--public",), {"direction": "public", "channel": "press", "sent": DAY, "received": None}),
        (("--internal", "--channel", "call"), {"direction": "internal", "channel": "call", "sent": DAY}),
        (
            ("--in", "--date", "2020-10-15", "--dated", "2020-10-13"),
            {"day": "2020-10-15", "received": "2020-10-15", "dated": "2020-10-13"},
        ),
        (
            ("--in", "--from", "Ali Khan <ali@pta.example>"),
            {"from": {"name": "Ali Khan", "address": "ali@pta.example"}},
        ),
        (("--in", "--from", "ali@pta.example"), {"from": {"name": "", "address": "ali@pta.example"}}),
        (
            ("--out", "--to", "The Chairman", "--to", "o@pta.example"),
            {"to": [{"name": "The Chairman", "address": ""}, {"name": "", "address": "o@pta.example"}]},
        ),
        (("--in", "--class", "holding"), {"class": "holding", "class_decided": True}),
        (("--in", "--confidential"), {"confidential": True}),
    ],
)
def test_a_message_is_logged_as_it_was_told(at: At, told: tuple[str, ...], fields: dict[str, Any]) -> None:
    n = entry_of(at("log", CASE, *told, "--text", "As we said."))
    assert {name: messages(at, CASE)[n][name] for name in fields} == fields


@pytest.mark.parametrize(("told", "ball"), [((), "regulator"), (("--no-reply-expected",), "none")])
def test_a_letter_awaits_a_reply_unless_it_is_said_to_await_none(at: At, told: tuple[str, ...], ball: str) -> None:
    begun = at("log", "OFCOM", "--title", "Thanks", "--theirs", "OF/7", "--out", "--text", "Thank you.", *told)
    assert begun.code == 0
    listed = at("threads", "--regulator", "OFCOM", "--format", "json").json["threads"]
    assert [(thread["theirs"], thread["ball"]) for thread in listed] == [("OF/7", ball)]


@pytest.mark.parametrize(
    ("told", "state", "is_open"),
    [
        (("settle", CASE, "12"), "settled", False),
        (("settle", CASE, "12", "--part"), "part", True),
        (("settle", CASE, "12", "--withdrawn"), "withdrawn", False),
        (("log", CASE, "--out", "--text", "Here.", "--answers", "12"), "settled", False),
        (("log", CASE, "--out", "--text", "Here.", "--answers-partly", "12"), "part", True),
    ],
)
def test_how_far_a_request_is_answered_is_what_was_said(
    at: At, told: tuple[str, ...], state: str, is_open: bool
) -> None:
    assert at(*told).code == 0
    assert obligation(at, 12)["state"] == state
    assert (at("threads", "--format", "json").json["threads"][0]["open_requests"] == 2) is is_open


def test_a_promise_is_opened_with_its_kind_and_condition(at: At) -> None:
    words = ("remains open to engagement", "--message", "6", "--owed-by", "regulator")
    n = entry_of(at("open", CASE, *words, "--type", "commitment", "--condition", "if we comply"))
    opened = obligation(at, n)
    assert (opened["type"], opened["owed_by"], opened["condition"]) == ("commitment", "regulator", "if we comply")


def test_messages_are_listed_by_day_and_side(at: At) -> None:
    assert list(messages(at, "--since", "2020-10-09", "--until", "2020-10-12")) == [6, 8, 10]
    assert list(messages(at, "--until", "2020-10-09", "--direction", "in")) == [2, 6]


def test_threads_are_listed_by_regulator_and_without_the_closed(at: At) -> None:
    assert at("log", "OFCOM", "--title", "Age checks").code == 0

    def listed(*arguments: str) -> set[str]:
        return {thread["id"] for thread in at("threads", *arguments, "--format", "json").json["threads"]}

    assert (listed(), listed("--regulator", "PTA")) == ({CASE, "ofcom-2020-001"}, {CASE})
    assert at("close", CASE).code == 0
    assert (listed(), listed("--open")) == ({CASE, "ofcom-2020-001"}, {"ofcom-2020-001"})

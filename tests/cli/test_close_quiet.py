"""Closing at once what has been quiet for long, as after an import of old mail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant, Result

At = Callable[..., Result]
QUIET = ("close", "--quiet-since", "2019-01-01")


@pytest.fixture
def at(assistant: Assistant, demo: Path) -> At:
    """The command on the demo record with two old matters, in one of which somebody opened a question."""

    def call(*arguments: str) -> Result:
        return assistant("--record", demo, *arguments)

    old = ("log", "PTA", "--in", "--date", "2018-05-04", "--text", "How many accounts are there?", "--title")
    assert call(*old, "Old accounts").code == 0
    assert call(*old, "Old question", "--request", "How many accounts are there?").code == 0
    return call


def open_titles(at: At) -> set[str]:
    return {one["title"] for one in at("threads", "--format", "json").json["threads"] if one["state"] != "closed"}


def test_what_was_quiet_is_closed_but_for_what_a_person_opened(at: At) -> None:
    before = open_titles(at)
    result = at(*QUIET, "--reason", "before this record")
    assert result.code == 0, result.err
    assert "Old accounts" in result.out
    assert "1 thread closed" in result.err
    assert open_titles(at) == before - {"Old accounts"}
    assert "Old accounts" not in at("check").out
    assert "0 threads closed" in at(*QUIET, "--reason", "again").err


def test_a_rehearsal_lists_them_and_closes_none(at: At) -> None:
    before = open_titles(at)
    result = at(*QUIET, "--dry-run")
    assert "last 2018-05-04  Old accounts" in result.out
    assert "1 thread would be closed" in result.err
    assert open_titles(at) == before


def test_those_of_another_regulator_stay(at: At) -> None:
    assert "0 threads closed" in at(*QUIET, "--regulator", "OFCOM", "--reason", "x").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("close",), "say what is over"),
        (("close", "pta-2020-001", *QUIET[1:]), "say what is over"),
        (QUIET, "say why they are over"),
        ((*QUIET, "--reason", "x", "--reopen"), "closes as of now"),
        (("close", "pta-2020-001", "--dry-run"), "go with --quiet-since"),
    ],
)
def test_what_makes_no_sense_is_refused(at: At, arguments: tuple[str, ...], said: str) -> None:
    result = at(*arguments)
    assert result.code == 2
    assert said in result.err


def test_what_they_write_afterwards_is_owed_an_answer(at: At) -> None:
    thread = at(*QUIET, "--reason", "over").out.split()[0]
    assert at("log", thread, "--in", "--date", "2030-01-02", "--text", "And now?").code == 0
    assert thread in at("--as-of", "2030-01-20", "check").out

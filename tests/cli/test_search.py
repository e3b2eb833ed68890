"""`search` finds entries by their words, and says with its exit code whether it found any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant, Result

At = Callable[..., Result]


@pytest.fixture
def at(assistant: Assistant, demo: Path) -> At:
    return lambda *arguments: assistant("--record", demo, "--as-of", "2020-10-18", *arguments)


def test_it_lists_the_newest_first_with_a_passage(at: At) -> None:
    found = at("search", "restore", "access")
    heads = [line for line in found.out.splitlines() if line.startswith("pta-2020-001#")]
    days = [line.split()[1] for line in heads]
    assert found.code == 0
    assert days == sorted(days, reverse=True)
    assert len(heads) * 2 == len(found.out.splitlines())
    assert "restore access" in found.out


def test_json_gives_each_hit_with_the_places_of_its_words(at: At) -> None:
    found = at("search", '"restore access"', "--limit", "1", "--format", "json").json
    assert set(found) == {"version", "as_of", "hits", "total", "at_least"}
    (hit,) = found["hits"]
    assert set(hit) == {
        "thread", "entry", "kind", "day", "direction", "channel", "from", "subject", "passage", "marks",
        "confidential", "illustrative", "quoted", "annex", "bounce",
    }  # fmt: skip
    assert {hit["passage"][start:end].casefold() for start, end in hit["marks"]} == {"restore access"}
    assert (found["total"] > 1, found["at_least"]) == (True, False)


def test_nothing_found_is_1_and_an_empty_list(at: At) -> None:
    assert (at("search", "zebra").code, at("search", "zebra").out) == (1, "")
    nothing = at("search", "zebra", "--format", "json")
    assert (nothing.code, nothing.json["hits"], nothing.json["total"]) == (1, [], 0)


@pytest.mark.parametrize("query", ["foo:bar", "before:tomorrow", "?!", "regulator:NOBODY"])
def test_what_is_not_understood_is_2_and_says_what_to_write(at: At, query: str) -> None:
    refused = at("search", query)
    assert (refused.code, refused.out) == (2, "")
    assert len(refused.err.splitlines()) == 2


def test_words_with_signs_in_front_are_no_options_and_pages_follow(at: At) -> None:
    everything = at("search", "the", "--limit", "1000", "--format", "json").json["hits"]
    without = at("search", "the", "-press", "--limit", "1000", "--format", "json").json["hits"]
    assert 0 < len(without) < len(everything)
    page = at("search", "the", "--limit", "2", "--skip", "2", "--format", "json").json["hits"]
    assert page == everything[2:4]
    count = len(everything)
    for skip, limit, shown in ((0, 2, 2), (count - 3, 2, 2), (count - 2, 2, 0), (0, count, 0)):
        told = at("search", "the", "--limit", str(limit), "--skip", str(skip)).err
        assert (f"{shown} of {count}: --skip {skip + shown} shows more" in told) is bool(shown), (skip, told)
        assert bool(told) is bool(shown)


def test_hostile_text_is_inert(at: At) -> None:
    at(
        "log",
        "pta-2020-001",
        "--date",
        "2020-10-17",
        "--in",
        "--subject",
        "a\x1b[31mb",
        "--text",
        "zebra \x1b]0;x\x07\u202e [b]",
    )
    found = at("search", "zebra").out
    assert "␛" in found
    assert not set(found) & {"\x1b", "\x07", "\u202e"}
    assert "[b]" in found


def test_a_thread_that_cannot_be_read_is_3(at: At, demo: Path) -> None:
    (demo / "record" / "PTA" / "pta-2020-001.jsonl").write_bytes(b"no entry\n")
    found = at("search", "restore")
    assert found.code == 3
    assert "cannot check pta-2020-001" in found.err

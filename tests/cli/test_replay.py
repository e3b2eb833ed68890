"""`replay`, on the case the project starts from."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

OCTOBER = ("replay", "--from", "2020-10-01", "--to", "2020-10-30")
CASE = "pta-2020-001"
LETTER, TIMELINES = f"no-reply:{CASE}#9:1", f"we-owe:{CASE}#12:1"


def test_october_fires_what_the_case_says(assistant: Assistant, demo: Path) -> None:
    result = assistant("--record", demo, *OCTOBER, "--format", "json")
    assert result.code == 0
    document = result.json
    assert (document["from"], document["to"]) == ("2020-10-01", "2020-10-30")
    assert [(f["day"], f["gap"], f["due"], f["resolved_on"]) for f in document["firings"]] == [
        ("2020-10-16", LETTER, "2020-10-16", "2020-10-19"),
        ("2020-10-19", TIMELINES, "2020-10-19", None),
    ]
    assert set(document["firings"][0]) >= {"day", "thread", "rule", "kind", "step", "gap", "due", "resolved_on"}
    assert document["added"] == document["dropped"] == []
    day = ("replay", "--from", "2020-10-16", "--to", "2020-10-16", "--format", "json")
    assert [f["gap"] for f in assistant("--record", demo, *day).json["firings"]] == [LETTER]
    assert [(r["rule"], r["fired"], r["answered"], r["open"]) for r in document["rules"]] == [
        ("no-reply", 1, 1, 0),
        ("we-owe", 1, 0, 1),
    ]


def test_each_firing_is_a_line_and_each_rule_a_sum(assistant: Assistant, demo: Path) -> None:
    lines = assistant("--record", demo, *OCTOBER).out.splitlines()
    assert lines == [
        "  2020-10-16  pta-2020-001  no-reply, step 1, due 2020-10-16, until 2020-10-19",
        "  2020-10-19  pta-2020-001  we-owe, step 1, due 2020-10-19, still open",
        "",
        "no-reply: 1 fired, 1 answered before the next step, 0 still open, open for 3 days (median)",
        "we-owe: 1 fired, 0 answered before the next step, 1 still open",
    ]
    rows = list(csv.DictReader(io.StringIO(assistant("--record", demo, *OCTOBER, "--format", "csv").out)))
    assert [(row["day"], row["gap"], row["days_open"]) for row in rows] == [
        ("2020-10-16", LETTER, "3"),
        ("2020-10-19", TIMELINES, ""),
    ]


def test_days_agree_with_a_check_on_each_of_them(assistant: Assistant, demo: Path) -> None:
    seen: dict[str, str] = {}
    for day in range(1, 31):
        then = f"2020-10-{day:02}"
        gaps = assistant("--record", demo, "--known", then, "check", "--format", "json").json["gaps"]
        for gap in gaps:
            if gap["state"] != "upcoming":
                seen.setdefault(gap["id"], then)
    july = assistant("--record", demo, "replay", "--from", "2020-07-01", "--to", "2020-09-30", "--format", "json").json
    earlier = {firing["gap"] for firing in july["firings"]}
    fired = assistant("--record", demo, *OCTOBER, "--format", "json").json["firings"]
    assert {f["gap"]: f["day"] for f in fired} == {gap: day for gap, day in seen.items() if gap not in earlier}


def test_other_rules_are_tried_and_compared(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "tried.toml").write_text('[[rules]]\nkind = "no-reply"\nafter = "5 days"\n')
    document = assistant("--record", demo, *OCTOBER, "--rules", tmp_path / "tried.toml", "--format", "json").json
    assert [(f["day"], f["gap"]) for f in document["firings"]] == [("2020-10-14", LETTER), ("2020-10-19", TIMELINES)]
    assert [(f["day"], f["gap"]) for f in document["added"]] == [("2020-10-14", LETTER)]
    assert [(f["day"], f["gap"]) for f in document["dropped"]] == [("2020-10-16", LETTER)]
    text = assistant("--record", demo, *OCTOBER, "--rules", tmp_path / "tried.toml").out
    assert [line[:12] for line in text.splitlines()[:3]] == ["+ 2020-10-14", "- 2020-10-16", "  2020-10-19"]


def test_the_tried_rules_take_the_place_of_ones_own(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    configuration = demo / "assistant.toml"
    configuration.write_text(f'{configuration.read_text()}\n[[rules]]\nkind = "we-owe"\noff = true\n')
    (tmp_path / "none.toml").write_text("")
    assert [f["gap"] for f in assistant("--record", demo, *OCTOBER, "--format", "json").json["firings"]] == [LETTER]
    tried = assistant("--record", demo, *OCTOBER, "--rules", tmp_path / "none.toml", "--format", "json").json
    assert [f["gap"] for f in tried["added"]] == [TIMELINES]
    assert tried["dropped"] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[[rules]]\nkind = "no-reply"\nafter = "soon"\n', "after"),
        ('[[rules]]\nkind = "no-reply"\nafterwards = "5 days"\n', "afterwards"),
        ('author = "somebody"\n', "more than rules"),
        ("[[rules]\n", "TOML"),
        (None, "no such configuration file"),
    ],
)
def test_rules_that_are_none_are_refused(
    assistant: Assistant, demo: Path, tmp_path: Path, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "tried.toml").write_text(content)
    result = assistant("--record", demo, *OCTOBER, "--rules", tmp_path / "tried.toml")
    assert result.code == 2
    assert said in result.err
    assert "tried.toml" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay",),
        ("replay", "--from", "2020-10-30", "--to", "2020-10-01"),
        ("--as-of", "2020-10-18", *OCTOBER),
        ("replay", "--from", "2020-10-01", "--to", "9999-12-31"),
        ("replay", "--from", "0001-01-01"),
        (*OCTOBER, "pta-2020-009"),
    ],
    ids=" ".join,
)
def test_a_range_or_thread_that_makes_no_sense_is_an_error(
    assistant: Assistant, demo: Path, arguments: tuple[str, ...]
) -> None:
    result = assistant("--record", demo, *arguments)
    assert (result.code, result.out) == (2, "")


def test_it_ends_on_the_day_and_can_be_asked_of_one_thread(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "log", "PTA", "--title", "Another matter").code == 0
    at = ("--record", demo, "--as-of", "2020-10-18", "replay", "--from", "2020-10-01", "--format", "json")
    document = assistant(*at, CASE).json
    assert document["to"] == "2020-10-18"
    assert [f["gap"] for f in document["firings"]] == [LETTER]
    assert assistant(*at).json == document
    known = ("--known", "2020-10-08")
    assert assistant(*at, *known).json["firings"] == []


def test_what_was_logged_late_fires_late_and_with_hindsight_in_time(assistant: Assistant, demo: Path) -> None:
    letter = ("--in", "--date", "2020-11-05", "--text", "Send it.", "--request", "Send it.", "--due", "2020-11-20")
    assert assistant("--record", demo, "log", CASE, *letter).code == 0
    november = ("--record", demo, "replay", "--from", "2020-11-01", "--to", "2020-11-30", "--format", "json")
    assert assistant(*november).json["firings"] == []
    assert [f["day"] for f in assistant(*november, "--hindsight").json["firings"]] == ["2020-11-20"]


def test_a_damaged_thread_is_named_and_the_others_are_played(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "log", "PTA", "--title", "Another matter").code == 0
    damaged = next(path for path in demo.glob("record/PTA/*.jsonl") if path.stem != CASE)
    damaged.write_bytes(b"not json\n")
    result = assistant("--record", demo, *OCTOBER)
    assert result.code == 3
    assert damaged.stem in result.err
    assert result.err.count(damaged.stem) <= 2
    assert "no-reply, step 1" in result.out


def test_the_tray_fires_as_one(assistant: Assistant, tmp_path: Path) -> None:
    for name in "ab":
        letter = f"From: {name}@nowhere.example\nSubject: {name}\nDate: Thu, 1 Oct 2020 10:00:00 +0000\n\nLunch?\n"
        (tmp_path / f"{name}.eml").write_text(letter)
        assert assistant("--record", tmp_path / "R", "import", tmp_path / f"{name}.eml").code == 0
    today = datetime.now(UTC).date()
    span = ("--from", (today - timedelta(1)).isoformat(), "--to", (today + timedelta(10)).isoformat())
    (firing,) = assistant("--record", tmp_path / "R", "replay", *span, "--format", "json").json["firings"]
    assert (firing["thread"], firing["rule"]) == ("tray-2020-001", "unmatched")


def test_an_empty_record_has_nothing_to_play(assistant: Assistant, tmp_path: Path) -> None:
    result = assistant("--record", tmp_path, *OCTOBER)
    assert (result.code, result.out) == (0, "No reminder fired.\n")

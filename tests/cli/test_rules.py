"""`assistant rules`, through the door that scripts use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Assistant

CASE = "pta-2020-001"
OWN = """
[regulators.PTA]
country = "PK"
timezone = "Asia/Karachi"
owner = "sana"

[[owners]]
name = "sana"

[[rules]]
kind = "no-reply"
channels = ["letter"]
after = "5 days"
severity = "high"
owner = "lee"

[[rules]]
kind = "gone-quiet"
off = true
threads = ["pta-2020-001"]

[[rules]]
kind = "no-reply"
name = "act"
regulators = ["FCC"]
after = "20 working days"
basis = "Act"
"""
FIELDS = {
    *("name", "kind", "after", "steps", "warn", "basis", "statutory", "roll", "regulators", "channels", "threads"),
    *("tags", "off", "source", "line", "applies", "why", "reminders"),
}
"""Promised to scripts."""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def listed(assistant: Assistant, demo: Path, config: Path, *arguments: str) -> dict[tuple[str, int], Any]:
    result = assistant(
        "--record", demo, "--config", config, "--as-of", "2020-10-18", "rules", *arguments, "--format", "json"
    )
    assert result.code == 0, result.err
    assert "names FCC, which is no regulator here" in result.err
    assert set(result.json["rules"][0]) >= FIELDS
    return {(rule["name"], rule["number"]): rule for rule in result.json["rules"]}


def test_all_rules_are_listed_with_where_they_stand(assistant: Assistant, demo: Path, config: Path) -> None:
    rules = listed(assistant, demo, config)
    own, default = rules["no-reply", 1], rules["no-reply", 0]
    assert (own["source"], own["line"], own["reminders"]) == (str(config), 10, 1)
    assert (default["source"], default["line"], default["reminders"]) == ("default", None, 0)
    assert default["why"] == "everywhere; overridden by rule number 1 (line 10) for what came by letter"
    assert rules["we-owe", 0]["reminders"] == 1
    assert rules["act", 3]["statutory"] is True


def test_a_thread_is_told_what_applies_to_it_and_why(assistant: Assistant, demo: Path, config: Path) -> None:
    rules = listed(assistant, demo, config, CASE)
    assert {key: (rule["applies"], rule["why"]) for key, rule in rules.items() if key[0] in {"no-reply", "act"}} == {
        ("no-reply", 0): (False, "overridden by rule number 1 (line 10)"),
        ("no-reply", 1): (True, "for what came by letter"),
        ("act", 3): (False, "for FCC, and the thread is PTA's"),
    }
    assert rules["gone-quiet", 0]["why"] == "switched off by rule number 2 (line 17)"
    assert rules["no-reply", 1]["reminders"] == 1


def test_people_read_it_too(assistant: Assistant, demo: Path, config: Path) -> None:
    told = assistant("--record", demo, "--config", config, "--as-of", "2020-10-18", "rules", CASE).out
    assert f"+ no-reply (number 1, {config}, line 10)\n" in told
    assert "    applies: for what came by letter\n    this rule has 1 reminder today\n" in told
    assert "- act (number 3" in told
    assert "no-reply after 20 working days; Act" in told


def test_rules_without_a_count_say_when_they_are_due(assistant: Assistant, demo: Path) -> None:
    listed = assistant("--record", demo, "--as-of", "2020-10-18", "rules").out
    assert "promise-passed at the date in its own words" in listed
    assert "undelivered at once" in listed


def test_the_tray_has_a_rule_and_one_reminder(assistant: Assistant, tmp_path: Path) -> None:
    mail = tmp_path / "odd.eml"
    mail.write_bytes(
        b"From: a@nobody.example\r\nTo: b@else.example\r\nDate: Mon, 5 Oct 2020 09:00:00 +0000\r\n\r\nHello\r\n"
    )
    assert assistant("--record", tmp_path / "r", "import", mail).code == 0
    rules = assistant("--record", tmp_path / "r", "--as-of", "2100-01-01", "rules", "--format", "json").json["rules"]
    assert [rule["reminders"] for rule in rules if rule["kind"] == "unmatched"] == [1]


def test_a_thread_that_does_not_exist_is_an_error(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "rules", "pta-2020-777").code == 2


def test_a_gap_says_its_severity_and_its_owner(assistant: Assistant, demo: Path, config: Path) -> None:
    found = assistant("--record", demo, "--config", config, "--as-of", "2020-10-18", "check", "--format", "json").json
    assert [(gap["kind"], gap["severity"], gap["owner"]) for gap in found["gaps"]] == [
        ("we-owe", "low", "sana"),
        ("no-reply", "high", "lee"),
    ]
    at = ("--record", demo, "--config", config, "--as-of", "2020-10-18", "check", "--format", "json", "--owner")
    assert [gap["kind"] for gap in assistant(*at, "Lee").json["gaps"]] == ["no-reply"]
    assert assistant(*at, "nobody").code == 2


def test_a_file_is_checked_without_being_used(assistant: Assistant, config: Path, tmp_path: Path) -> None:
    well = assistant("--record", tmp_path / "none", "rules", "--check", config)
    assert (well.code, well.err) == (0, "")
    assert "3 rules of its own" in well.out
    assert not (tmp_path / "none").exists()
    assert assistant("rules", "--check", config, "--format", "json").json["rules"][0]["reminders"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[rules]]\nkind = "no-reply"\naftr = "7 days"',
            "line 3: unknown key `aftr` in [[rules]] number 1\nDid you mean",
        ),
        ('[[rules]]\nkind = "no-reply"\nafter = "soon"', "line 3: rule 'no-reply' (number 1), `after`: 'soon' is not"),
        ('[[rules]]\nname = "x"\nkind = "no-reply"', "line 1: rule 'x' (number 1), `after`: a rule must say"),
        ("[[rules", "not valid TOML"),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_its_place(
    assistant: Assistant, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    result = assistant("rules", "--check", file)
    assert result.code == 2
    assert f"{file}" in result.err
    assert said in result.err


def test_a_file_that_is_not_there_and_a_thread_with_a_file_are_errors(assistant: Assistant, config: Path) -> None:
    assert assistant("rules", "--check", "nowhere.toml").code == 2
    assert assistant("rules", CASE, "--check", config).code == 2


def test_doctor_points_at_names_that_stand_for_nothing(assistant: Assistant, demo: Path, config: Path) -> None:
    result = assistant("--record", demo, "--config", config, "doctor")
    assert "LOOK  rules: rule 'act' (number 3) names FCC, which is no regulator here" in result.out
    assert "LOOK  rules: 'lee' has no [[owners]] table" in result.out
    assert result.code == 1


def test_a_thread_can_be_begun_with_a_tag_that_rules_name(assistant: Assistant, tmp_path: Path) -> None:
    config = tmp_path / "tags.toml"
    config.write_text('[[rules]]\nkind = "no-reply"\nafter = "2 days"\ntags = ["Privacy"]\n', encoding="utf-8")
    said = ("--title", "Age checks", "--out", "--date", "2020-10-01", "--text", "When?", "--channel", "call")
    for tags in (("--tag", "privacy", "--tag", "youth"), ()):
        assert assistant("--record", tmp_path / "r", "log", "PTA", *said, *tags).code == 0
    found = assistant(
        "--record", tmp_path / "r", "--config", config, "--as-of", "2020-10-04", "check", "--format", "csv"
    )
    assert "pta-2020-001" in found.out
    assert "pta-2020-002" not in found.out

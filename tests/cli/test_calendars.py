"""What a calendar does not know reaches whoever asks: `check`, `explain`, `deadline`."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

SETTINGS = """
[regulators.EC]
name = "European Commission"
country = "EU"

[[rules]]
name = "access-to-documents"
kind = "no-reply"
after = "15 working days"
basis = "Regulation (EC) No 1049/2001, art. 7"
regulators = ["EC"]

[regulators.PTA]
name = "Telecommunication Authority"
country = "PK"
"""
LISTED = """
[regulators.EC.calendar]
complete = [2024, 2025]
[[regulators.EC.calendar.add]]
date = 2024-12-24
until = 2025-01-02
name = "End of the year"
"""


@pytest.fixture
def record(tmp_path: Path, assistant: Assistant) -> Path:
    """A letter to the Commission before Christmas 2024."""
    root = tmp_path / "record"
    root.mkdir(mode=0o700)
    (root / "assistant.toml").write_text(SETTINGS, encoding="utf-8")
    sent = ("--title", "Documents", "--out", "--date", "2024-12-20", "--text", "Please.")
    assert assistant("--record", root, "log", "EC", *sent).code == 0
    return root


def add(record: Path, text: str) -> None:
    with (record / "assistant.toml").open("a", encoding="utf-8") as settings:
        settings.write(text)


def test_a_year_that_the_calendar_does_not_cover_is_warned_of_and_still_checked(
    assistant: Assistant, record: Path
) -> None:
    checked = assistant("--record", record, "--as-of", "2025-02-01", "check", "--format", "json")
    assert checked.code == 1
    assert [gap["due"] for gap in checked.json["gaps"] if gap["statutory"]] == ["2025-01-10"]
    assert "EC: its calendar does not cover 2024, 2025" in checked.err
    explained = assistant("--record", record, "--as-of", "2025-02-01", "explain", "ec-2024-001#2").out
    assert "The holidays of 2024 are not known" in explained
    assert "The holidays of 2025 are not known" in explained
    first, again = (assistant("--record", record, "--as-of", "2025-02-01", "check", "--new") for _ in range(2))
    assert (first.code, "EC: its calendar does not cover" in first.err) == (1, True)
    assert (again.code, again.out, again.err) == (0, "", ""), "cron mails whatever is said"


def test_who_lists_the_holidays_of_a_year_is_not_warned_of_it(assistant: Assistant, record: Path) -> None:
    add(record, LISTED)
    checked = assistant("--record", record, "--as-of", "2025-02-01", "check", "--format", "json")
    assert [gap["due"] for gap in checked.json["gaps"] if gap["statutory"]] == ["2025-01-22"]
    assert checked.err == ""
    assert "not known" not in assistant("--record", record, "--as-of", "2025-02-01", "explain", "ec-2024-001#2").out


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('[[regulators.EC.calendar.add]]\nname = "August"\nevery = "8-1"\n', "calendar.add: 'August' does not lie"),
        ('[[regulators.EC.calendar.add]]\nname = "August"\n', "calendar.add: 'August' does not say when"),
        ("[[regulators.EC.calendar.add]]\ndate = 2025-01-01\n", "calendar.add: a day off needs a name"),
        ("[regulators.EC.calendar]\ncomplete = [2030]\n", "calendar.complete: no day of 2030"),
    ],
)
def test_a_calendar_that_makes_no_sense_leaves_its_regulator_unchecked(
    assistant: Assistant, record: Path, settings: str, words: str
) -> None:
    add(record, settings)
    checked = assistant("--record", record, "--as-of", "2025-02-01", "check", "--format", "json")
    assert (checked.code, checked.json["gaps"]) == (3, [])
    assert f"assistant.toml: regulators.EC.{words}" in checked.err
    assert assistant("--record", record, "deadline", "1 day", "--from", "2025-01-01", "--calendar", "EC").code == 2


def test_an_estimated_holiday_marks_the_reminder_and_its_explanation(assistant: Assistant, record: Path) -> None:
    counted = assistant("deadline", "260 working days", "--from", "2059-01-01", "--calendar", "PK", "--format", "json")
    eid = next(day["date"] for day in counted.json["skipped"] if day["estimated"])
    before = date.fromisoformat(eid) - timedelta(days=1)
    sent = ("--title", "Licence", "--out", "--date", str(before), "--text", "Please.")
    assert assistant("--record", record, "log", "PTA", *sent).code == 0
    as_of = ("--record", record, "--as-of", "2059-12-31")
    gaps = assistant(*as_of, "check", "--format", "json").json["gaps"]
    (gap,) = [gap for gap in gaps if gap["regulator"] == "PTA" and gap["kind"] == "no-acknowledgement"]
    assert gap["estimated"]
    assert "estimated" in gap["summary"]
    assert "may move when it is announced" in assistant(*as_of, "explain", gap["id"]).out

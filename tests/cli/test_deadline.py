"""`assistant deadline`, the calculator behind the due days."""

from pathlib import Path

import pytest

from tests.cli.conftest import Assistant


def test_counts_with_a_file_of_holidays(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "days").write_text("2026-04-03  # Good Friday\n\n2026-04-06\n")
    given = ("--from", "2026-04-01", "--holidays", tmp_path / "days", "--format", "json")
    result = assistant("deadline", "3 working days", *given)
    assert (result.code, result.err) == (0, "")
    shown = result.json
    assert shown.pop("as_of")
    assert shown == {
        "version": 1,
        "from": "2026-04-01",
        "due": "2026-04-08",
        "overdue_from": "2026-04-09",
        "unit": "working days",
        "skipped": [
            {"date": "2026-04-03", "why": "holiday", "estimated": False},
            {"date": "2026-04-04", "why": "Saturday", "estimated": False},
            {"date": "2026-04-05", "why": "Sunday", "estimated": False},
            {"date": "2026-04-06", "why": "holiday", "estimated": False},
        ],
        "rolled_from": None,
        "estimated": False,
        "uncovered": [],
    }


def test_rolls_only_if_told_to(assistant: Assistant) -> None:
    given = ("deadline", "1 month", "--from", "2026-01-31", "--format", "json")
    rolled, stays = assistant(*given, "--roll").json, assistant(*given, "--no-roll").json
    assert (rolled["due"], rolled["rolled_from"]) == ("2026-03-02", "2026-02-28")
    assert (stays["due"], stays["rolled_from"], stays["skipped"], stays["uncovered"]) == ("2026-02-28", None, [], [])


def test_a_country_and_the_union_have_calendars(assistant: Assistant) -> None:
    counted = assistant("deadline", "5 working days", "--from", "2020-08-12", "--calendar", "PK")
    assert counted.out.splitlines()[:2] == [
        "due 2020-08-20, overdue from 2020-08-21",
        "  skipped 2020-08-14  Independence Day",
    ]
    assert counted.err == ""
    union = assistant(
        "deadline", "15 working days", "--from", "2023-12-05", "--calendar", "EU", "--format", "json"
    ).json
    assert (union["due"], union["uncovered"]) == ("2024-01-02", [2024])


def test_a_regulator_keeps_its_own_closures(assistant: Assistant, demo: Path) -> None:
    with (demo / "assistant.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[regulators.PTA.calendar.add]]\nevery = "08-01/08-31"\nname = "August"\n')
    given = ("--record", demo, "deadline", "1 working day", "--calendar", "PTA", "--format", "json", "--from")
    assert [assistant(*given, f"{year}-07-31").json["due"] for year in (2023, 2025)] == ["2023-09-01", "2025-09-01"]


def test_a_weekend_of_ones_own_replaces_the_calendars(assistant: Assistant) -> None:
    given = ("deadline", "1 working day", "--from", "2020-10-08", "--format", "json")
    assert assistant(*given).json["due"] == "2020-10-09"
    assert assistant(*given, "--weekend", "fri,sat").json["due"] == "2020-10-11"
    assert assistant(*given, "--weekend", "Friday", "--calendar", "PK").json["due"] == "2020-10-10"


def test_years_without_known_holidays_are_said(assistant: Assistant, tmp_path: Path) -> None:
    bare = assistant("deadline", "10 working days", "--from", "2026-12-20", "--format", "json")
    assert bare.json["uncovered"] == [2026, 2027]
    assert bare.err.count("are not known") == 2
    assert assistant("deadline", "10 days", "--from", "2026-12-20").err == ""
    (tmp_path / "days").write_text("2026-12-25\n")
    listed = assistant("deadline", "10 working days", "--from", "2026-12-20", "--holidays", tmp_path / "days")
    assert listed.err == "note: the holidays of 2027 are not known; only weekends were skipped\n"


def test_an_estimated_holiday_is_said_to_be_one(assistant: Assistant) -> None:
    given = ("deadline", "365 days", "--from", "2059-01-01", "--calendar", "PK")
    assert not assistant(*given, "--format", "json").json["estimated"]
    counted = assistant("deadline", "260 working days", *given[2:], "--format", "json").json
    estimated = [day for day in counted["skipped"] if day["estimated"]]
    assert counted["estimated"]
    assert estimated
    assert all("estimated" in day["why"] for day in estimated)
    assert "may move" in assistant("deadline", "260 working days", *given[2:]).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("3 fortnights", "--from", "2026-04-01"),
        ("-3 days", "--from", "2026-04-01"),
        ("", "--from", "2026-04-01"),
        ("10001 days", "--from", "2026-04-01"),
        ("9000 years", "--from", "2026-04-01"),
        ("3 days",),
        ("3 days", "--from", "2026-02-29"),
        ("3 days", "--from", "20260401"),
        ("3 days", "--from", "2026-04-01", "--calendar", "XX"),
        ("3 days", "--from", "2026-04-01", "--calendar", ""),
        ("3 days", "--from", "2026-04-01", "--weekend", "sat,sunny"),
        ("3 days", "--from", "2026-04-01", "--weekend", ""),
        ("3 days", "--from", "2026-04-01", "--weekend", "mon,tue,wed,thu,fri,sat,sun"),
        ("3 days", "--from", "2026-04-01", "--holidays", "no-such-file"),
    ],
)
def test_what_makes_no_sense_is_an_error(assistant: Assistant, arguments: tuple[str, ...]) -> None:
    result = assistant("deadline", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err


def test_a_bad_line_of_holidays_is_named(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "days").write_text("2026-04-03\n3 April\n")
    bad = assistant("deadline", "3 days", "--from", "2026-04-01", "--holidays", tmp_path / "days")
    assert bad.code == 2
    assert "line 2" in bad.err

"""What moves a due day, from the command line: restarts, extensions, steps of procedure, hours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

CONFIG = """
author = "ana"

[regulators.EC]
name = "The Commission"
timezone = "Europe/Brussels"
cutoff = "17:00"

[[rules]]
kind = "no-reply"
name = "act"
after = "10 days"
basis = "Act art. 5"
roll = false

[[rules]]
kind = "we-owe"
name = "appeal"
stage = true
after = "30 days"
basis = "Act art. 12"
"""
THREAD = "ec-2020-001"


class Office:
    """A record with one thread, and the command on it."""

    def __init__(self, root: Path, assistant: Assistant) -> None:
        self.config = root / "assistant.toml"
        self.config.write_text(CONFIG)
        self.common = ("--record", root / "record", "--config", self.config, "--as-of")
        self.assistant = assistant

    def __call__(self, day: str, *arguments: str | Path, stdin: str = "") -> str:
        done = self.assistant(*self.common, day, *arguments, stdin=stdin)
        assert done.code in {0, 1}, done.err
        return done.out

    def refused(self, *arguments: str | Path) -> str:
        done = self.assistant(*self.common, "2020-11-01", *arguments)
        assert done.code == 2
        return done.err

    def due(self, day: str, target: str) -> list[str]:
        return [line for line in self(day, "explain", target).splitlines() if line.startswith("Due ")]


@pytest.fixture
def office(tmp_path: Path, assistant: Assistant) -> Office:
    office = Office(tmp_path, assistant)
    office("2020-10-01", "log", "EC", "--title", "A matter", "--out", "--text", "Which steps? Please answer.")
    return office


def test_a_restart_begins_a_clock_anew_and_undo_takes_it_back(office: Office) -> None:
    office("2020-10-01", "open", THREAD, "Which steps?", "--message", "2", "--owed-by", "regulator")
    office("2020-10-06", "log", THREAD, "--out", "--text", "Once more: which steps?")
    act = f"act:{THREAD}#3"
    assert office.due("2020-10-20", act) == ["Due Sunday 11 October 2020; overdue from Monday 12 October 2020"]
    said = office("2020-10-06", "restart", f"{THREAD}#3", "--because", "#4", "--reason", "they had lost it")
    assert said == f"{THREAD}#5\n"
    told = office("2020-10-20", "explain", act)
    assert "Counted anew because of #4: Tuesday 6 October 2020 is day 0 now" in told
    assert office.due("2020-10-20", act) == ["Due Friday 16 October 2020; overdue from Saturday 17 October 2020"]
    assert "A reminder does not move a legal day" in told
    office("2020-10-20", "undo", THREAD, "5", "--reason", "it was a reminder")
    assert office.due("2020-10-20", act) == ["Due Sunday 11 October 2020; overdue from Monday 12 October 2020"]


def test_a_restart_names_thread_and_entry_as_all_others_do_too(office: Office) -> None:
    office("2020-10-06", "log", THREAD, "--out", "--text", "Once more")
    assert office("2020-10-06", "restart", THREAD, "2", "--because", "3") == f"{THREAD}#4\n"
    assert "which clock counts anew?" in office.refused("restart", THREAD, "--because", "3")
    for wrong in (f"{THREAD}#", f"{THREAD}#0", f"{THREAD}#x"):
        assert f"'{wrong}' names no entry" in office.refused("restart", wrong, "--because", "3")


def test_a_step_of_procedure_is_counted_under_its_rule(office: Office) -> None:
    office("2020-10-09", "log", THREAD, "--in", "--class", "substantive", "--text", "The platform is blocked.")
    opened = office(
        "2020-10-09", "open", THREAD, "Appeal against the order", "--message", "3", "--owed-by", "company",
        "--rule", "appeal",
    )  # fmt: skip
    entry = opened.strip()
    assert "under rule appeal: Appeal against the order" in office("2020-10-09", "show", THREAD)
    assert office.due("2020-10-20", entry) == ["Due Monday 9 November 2020; overdue from Tuesday 10 November 2020"]
    assert "appeal (the company owes it)" in office.refused(
        "open", THREAD, "Review", "--message", "3", "--owed-by", "company", "--rule", "review"
    )
    office.config.write_text(CONFIG.replace('"appeal"', '"review"'))
    gone = office.assistant(*office.common, "2020-11-09", "check")
    assert gone.code == 3
    assert "it is counted under the rule 'appeal', which the configuration lacks" in gone.err


def test_an_hour_in_the_words_is_kept_and_shown(office: Office, assistant: Assistant) -> None:
    office("2020-10-12", "log", THREAD, "--in", "--class", "substantive", "--text", "Send it by Monday noon.")
    office(
        "2020-10-12", "open", THREAD, "by Monday noon", "--message", "3", "--owed-by", "company",
        "--due", "2020-10-19T12:00",
    )  # fmt: skip
    assert "due 19 October 2020 by 12:00 (Europe/Brussels), today" in office("2020-10-19", "check")
    found = assistant(*office.common, "2020-10-19", "check", "--format", "json").json["gaps"]
    assert [(g["kind"], g["due"], g["due_time"]) for g in found] == [("we-owe", "2020-10-19", "2020-10-19T10:00:00Z")]
    office(
        "2020-10-12", "log", THREAD, "--in", "--text", "Reply by 20:00.", "--request", "Reply by 20:00",
        "--due", "2020-10-20T18:00Z",
    )  # fmt: skip
    assert "due 20 October 2020 by 20:00 (Europe/Brussels)" in office("2020-10-20", "check")
    assert "is not a date" in office.refused("open", THREAD, "x", "--owed-by", "company", "--due", "2020-10-19T25:00")


def test_after_the_cut_off_time_the_clock_begins_the_next_day(office: Office) -> None:
    late = office("2020-10-06", "log", THREAD, "--out", "--date", "2020-10-06T17:30", "--text", "And another thing")
    office("2020-10-06", "restart", f"{THREAD}#2", "--because", late.strip())
    told = office("2020-10-07", "explain", f"act:{THREAD}#2")
    assert "was sent on Tuesday 6 October 2020, 17:30, after the cut-off time: it counts as of the next day" in told
    assert office.due("2020-10-07", f"act:{THREAD}#2")[0].startswith("Due Saturday 17 October 2020")
    office.config.write_text(CONFIG.replace('cutoff = "17:00"', 'cutoff = "18:00"'))
    assert office.due("2020-10-07", f"act:{THREAD}#2")[0].startswith("Due Friday 16 October 2020")


def test_the_index_follows_a_cut_off_time_that_is_changed(office: Office, assistant: Assistant) -> None:
    office("2020-10-06", "log", THREAD, "--out", "--date", "2020-10-06T17:30", "--text", "And another thing")
    office("2020-10-06", "restart", f"{THREAD}#2", "--because", "3")

    def overdue() -> list[str]:
        found = assistant(*office.common, "2020-10-17", "check", "--format", "json").json["gaps"]
        return [g["state"] for g in found if g["rule"] == "act"]

    assert overdue() == ["due"]
    office.config.write_text(CONFIG.replace('cutoff = "17:00"', ""))
    assert overdue() == ["overdue"]


def test_a_cut_off_time_that_is_none_is_named_and_nothing_is_said_to_be_checked(
    office: Office, assistant: Assistant
) -> None:
    office.config.write_text(CONFIG.replace('"17:00"', '"5 pm"'))
    done = assistant(*office.common, "2020-10-17", "check")
    assert done.code == 3
    assert "assistant.toml: EC, `cutoff`: '5 pm' is not a time of day" in done.err


def test_an_extension_of_each_sort_is_told_with_its_message(office: Office) -> None:
    office("2020-10-02", "log", THREAD, "--in", "--class", "acknowledgement", "--text", "We need more time.")
    office("2020-10-02", "extend", THREAD, "2", "--granted-by", "3", "--by", "2 months")
    office("2020-10-02", "extend", THREAD, "2", "--granted-by", "3", "--by", "3 working days")
    office("2020-10-02", "extend", THREAD, "2", "--granted-by", "3", "--to", "2020-12-24")
    told = office("2020-10-20", "explain", f"act:{THREAD}#2")
    assert "Extended by 2 months by #3 of 2 October 2020: 11 October 2020 becomes 11 December 2020" in told
    assert "Extended by 3 working days by #3 of 2 October 2020: 11 December 2020 becomes 16 December 2020" in told
    assert "Extended by #3 of 2 October 2020: 16 December 2020 becomes 24 December 2020" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("extend", THREAD, "2", "--by", "9999 years", "--granted-by", "3"), "goes beyond the year 9999"),
        (("extend", THREAD, "2", "--to", "9999-12-31", "--granted-by", "3"), "9999-12-31 is no day"),
        (("pause", THREAD, "2", "--because", "3", "--date", "9999-12-30"), "9999-12-30 is no day"),
        (("snooze", THREAD, "--until", "9999-12-31", "--reason", "never"), "9999-12-31 is no day"),
        (
            ("open", THREAD, "Which steps?", "--owed-by", "regulator", "--message", "2", "--due", "9999-12-31"),
            "9999-12-31' is no date to work with",
        ),
        (("classify", THREAD, "3", "holding", "--until", "9999-12-31"), "9999-12-31 is no day"),
        (("deadline", "9999 years", "--from", "2020-10-01"), "goes beyond the year 9999"),
    ],
)
def test_a_day_beyond_what_can_be_counted_is_refused_and_nothing_is_logged(
    office: Office, arguments: tuple[str, ...], said: str
) -> None:
    office("2020-10-09", "log", THREAD, "--in", "--class", "acknowledgement", "--text", "We have it.")
    before = office("2020-11-01", "check")
    assert said in office.refused(*arguments)
    assert office("2020-11-01", "check") == before


def test_what_was_put_off_for_decades_can_be_paused_like_anything_else(office: Office) -> None:
    office("2020-10-09", "log", THREAD, "--in", "--class", "acknowledgement", "--text", "We have it.")
    office("2020-10-09", "extend", THREAD, "2", "--by", "40 years", "--granted-by", "3")
    office("2020-10-10", "pause", THREAD, "2", "--because", "3", "--date", "2020-10-10")
    office("2020-10-12", "resume", THREAD, "2", "--because", "3", "--date", "2020-10-12")
    assert any("2060" in due for due in office.due("2020-10-20", f"{THREAD}#2"))

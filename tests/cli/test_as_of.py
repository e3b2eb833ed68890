"""`--as-of` and `--known` on every command that reads; the commands that write refuse to do so in the past."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.cli.main import COMMANDS
from assistant.cli.session import Session
from assistant.cli.ui import open_ui
from assistant.errors import UsageProblem
from assistant.record.dates import parse_day
from tests.cli.conftest import Assistant

CASE, LATER, TRAY = "pta-2020-001", "pta-2020-002", "tray-2020-001"
BEFORE, AFTER = "2020-10-18", "2020-12-31"
WORD = "Zanzibar"
RANGE = ("--from", "2020-10-01")
STRANGER = f"""From: Counsel <counsel@chambers.example>
To: policy@bytedance.example
Subject: {WORD}
Message-ID: <z1@chambers.example>
Date: Fri, 6 Nov 2020 09:00:00 +0000

A note on {WORD}.
"""


class Added(NamedTuple):
    record: Path
    signs: tuple[str, ...]
    """What nobody can know of before the later entries."""


@pytest.fixture
def added(assistant: Assistant, demo: Path, tmp_path: Path) -> Added:
    """The demo with a letter and a thread dated 5 November 2020 and an exchange in the tray, all logged today."""
    words = f"Please send the {WORD} figures by 20 November 2020."
    logged = assistant(
        "--record", demo, "log", CASE, "--in", "--date", "2020-11-05", "--subject", WORD, "--text",
        f"{words} We expect your {WORD} report within 5 days.", "--request", words, "--due", "2020-11-20",
    )  # fmt: skip
    begun = assistant(
        "--record", demo, "log", "PTA", "--title", WORD, "--out", "--date", "2020-11-05", "--text", f"About {WORD}."
    )
    (tmp_path / "stranger.eml").write_text(STRANGER)
    brought = assistant("--record", demo, "import", tmp_path / "stranger.eml")
    assert (logged.code, begun.code, brought.code) == (0, 0, 0)
    entries = tuple(name.removeprefix(CASE) for name in logged.out.split())
    return Added(demo, (WORD, LATER, TRAY, *(f"{entry}:" for entry in entries)))


SHOWN = [
    *[("threads", "--format", form) for form in ("text", "json", "csv")],
    *[("show", CASE, "--format", form) for form in ("text", "json")],
    *[("messages", "--tray", "--format", form) for form in ("text", "json")],
    ("messages", CASE),
    *[("search", "figures OR is:open", "--limit", "500", "--format", form) for form in ("text", "json")],
    ("search", "pta OR note", "--rank", "--limit", "500"),
    *[("tray", "--format", form) for form in ("text", "json")],
    *[("proposals", "--format", form) for form in ("text", "json")],
    ("proposals", CASE),
    *[("check", "--format", form) for form in ("text", "json", "csv", "ics")],
    ("check", "--snoozed"),
    ("explain", CASE),
    *[("facts", CASE, "--format", form) for form in ("text", "json")],
    *[("draft", CASE, "--format", form) for form in ("text", "json")],
    ("draft", "--regulator", "PTA"),
    *[("ask", "what changed since July?", "--format", form) for form in ("text", "json")],
    *[("search", "figures", "--format", form) for form in ("text", "json")],
    *[("replay", *RANGE, "--format", form) for form in ("text", "json", "csv")],
    ("replay", *RANGE, "--hindsight"),
    *[("chronology", CASE, "--format", form) for form in ("text", "html", "csv", "json")],
    ("chronology", "--regulator", "PTA"),
    *[("chronology", CASE, "--picture", "--format", form) for form in ("text", "svg")],
    *[("briefing", "PTA", "--format", form) for form in ("text", "json")],
]
"""Commands that read, each of which shows something of what was added."""
SILENT = [("check", "--nagios"), ("doctor",), ("verify",), ("rules",), ("rules", CASE), ("stats",)]
"""Those that say how things stand and name no entry of it, or none that was added."""


def unfit(assistant: Assistant, added: Added, *day: str) -> dict[str, list[str]]:
    """By command, what it should not have shown or said, of all that read."""
    found: dict[str, list[str]] = {}
    for command in [*SHOWN, *SILENT]:
        result = assistant("--record", added.record, *day, *command)
        if result.code not in {0, 1, 2 if "--nagios" in command else 0}:
            found[" ".join(command)] = [result.err]
        if shown := [sign for sign in added.signs if sign in result.out + result.err]:
            found[" ".join(command)] = shown
    return found


def test_what_is_dated_after_the_day_never_shows(assistant: Assistant, added: Added) -> None:
    assert unfit(assistant, added, "--as-of", BEFORE) == {}


def test_what_was_logged_after_the_day_was_not_known(assistant: Assistant, added: Added) -> None:
    assert unfit(assistant, added, "--as-of", AFTER, "--known", BEFORE) == {}


def test_as_of_a_later_day_all_of_them_show_it(assistant: Assistant, added: Added) -> None:
    shown = unfit(assistant, added, "--as-of", AFTER)
    late = {" ".join(command) for command in SHOWN if command[0] == "replay" and "--hindsight" not in command}
    assert sorted({" ".join(command) for command in SHOWN} - late) == sorted(shown)


def test_what_has_been_known_all_along_shows_the_same(assistant: Assistant, demo: Path) -> None:
    day = ("--record", demo, "--as-of", AFTER)
    for command in SHOWN:
        assert assistant(*day, "--known", "2099-01-01", *command) == assistant(*day, *command), command


def test_without_a_day_what_is_dated_ahead_of_today_is_left_out(assistant: Assistant, tmp_path: Path) -> None:
    record = ("--record", tmp_path / "R")
    assistant(*record, "log", "PTA", "--title", "T", "--out", "--date", "2020-10-12", "--text", "When?")
    assistant(*record, "log", "pta-2020-001", "--in", "--date", "2199-01-01", "--text", "A slip of the year.")
    for command in ("show", "facts", "chronology", "explain", "messages"):
        shown = assistant(*record, command, "pta-2020-001")
        assert (shown.code, "2199" in shown.out) == (0, False), command
    for whole in (["threads"], ["briefing", "PTA"], ["draft", "--regulator", "PTA"]):
        shown = assistant(*record, *whole)
        assert (shown.code, "2199" in shown.out) == (0, False), whole


def test_every_command_is_one_or_the_other() -> None:
    reading = {command[0] for command in [*SHOWN, *SILENT]}
    neither = {"demo", "deadline", "schedule", "export", "package", "templates", "serve"}
    assert reading | {command[0] for command in WRITING} | neither == set(COMMANDS)


def test_known_alone_is_also_the_day(assistant: Assistant, demo: Path) -> None:
    known = assistant("--record", demo, "--known", "2020-10-17", "check", "--format", "json")
    assert known == assistant("--record", demo, "--as-of", "2020-10-17", "check", "--format", "json")
    assert known.json["as_of"] == "2020-10-17"


def test_the_environment_names_it_too(assistant: Assistant, added: Added, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_KNOWN", BEFORE)
    assert WORD not in assistant("--record", added.record, "--as-of", AFTER, "messages").out
    assert WORD in assistant("--record", added.record, "--known", "2099-01-01", "--as-of", AFTER, "messages").out
    monkeypatch.setenv("ASSISTANT_KNOWN", "soon")
    assert assistant("--record", added.record, "messages").code == 2


def test_a_thread_that_nobody_had_logged_is_not_there(assistant: Assistant, added: Added) -> None:
    result = assistant("--record", added.record, "--as-of", AFTER, "--known", BEFORE, "show", LATER)
    assert result.code == 2
    assert f"not yet in the record on {BEFORE}" in result.err


WRITING = [
    ("log", CASE, "--note", "--text", "A remark"),
    ("import", "stranger.eml"),
    ("pull",),
    ("file", TRAY, "--to", CASE),
    ("merge", CASE, LATER, "--reason", "one matter"),
    ("open", CASE, "words", "--owed-by", "company"),
    ("settle", CASE, "12"),
    ("classify", CASE, "10", "substantive"),
    ("extend", CASE, "12", "--granted-by", "10", "--by", "5 days"),
    ("pause", CASE, "12", "--because", "10"),
    ("resume", CASE, "12", "--because", "10"),
    ("restart", f"{CASE}#12", "--because", "10"),
    ("snooze", "we-owe:pta-2020-001#12:1", "--until", "2021-01-01", "--reason", "later"),
    ("close", CASE, "--reason", "over"),
    ("undo", CASE, "12", "--reason", "an error"),
    ("erase", f"{CASE}#12", "--reason", "a duty"),
    ("check", "--new"),
    ("draft", CASE, "--save"),
    ("draft", CASE, "--approve", "12"),
    ("proposals", CASE, "--dismiss", "10:1", "--reason", "no"),
]


def test_nothing_is_written_as_known_on_a_day(
    assistant: Assistant, added: Added, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # where the mail lies
    digest = assistant("--record", added.record, "verify").out
    for command in WRITING:
        result = assistant("--record", added.record, "--as-of", AFTER, "--known", AFTER, *command)
        assert (result.code, "--known" in result.err) == (2, True), (command, result.err)
    assert assistant("--record", added.record, "verify").out == digest
    assert not (added.record / ".reported").exists()


def test_the_screen_is_not_opened_on_what_was_known(demo: Path) -> None:
    session = Session()
    session.record, session.known = str(demo), parse_day(BEFORE)
    with pytest.raises(UsageProblem, match="all that has been logged"):
        open_ui(session)


# Lags


def test_a_message_that_was_logged_late_says_so(assistant: Assistant, demo: Path) -> None:
    shown = assistant("--record", demo, "show", CASE)
    assert [line for line in shown.out.splitlines() if line.startswith("#") and " later" in line] == []
    assistant("--record", demo, "log", CASE, "--in", "--date", "2020-11-05", "--text", "A letter that lay about.")
    message = assistant("--record", demo, "messages", CASE, "--format", "json").json["messages"][-1]
    assert message["lag_days"] > 2000
    head = next(line for line in assistant("--record", demo, "show", CASE).out.splitlines() if "2020-11-05" in line)
    assert f"logged {message['lag_days']} days later" in head
    lags = {m["lag_days"] for m in assistant("--record", demo, "show", CASE, "--format", "json").json["messages"][:-1]}
    assert lags == {0}

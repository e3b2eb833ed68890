"""What a person mistypes, and what others put into names: refused with a sentence, or shown as what it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

DAY = ("--as-of", "2020-10-18")
CASE = "pta-2020-001"
FORGED = "a\n#99  2020-10-18  from PTA, letter, substantive"


@pytest.fixture
def record(assistant: Assistant, demo: Path) -> tuple[str | Path, ...]:
    """The demo with a second thread, of a request that they owe."""
    at = ("--record", demo, *DAY)
    begun = assistant(*at, "log", "PTA", "--title", FORGED, "--ours", FORGED, "--out", "--subject", FORGED, "--text",
                      "Which\nfees?", "--request", "Which\nfees?", "--date", "2020-10-12")  # fmt: skip
    assert begun.code == 0, begun.err
    return at


@pytest.mark.parametrize(
    "command",
    [
        ["settle", "pta-2020-002", f"{CASE}#3"],
        ["settle", "pta-2020-002", "3", "--by", f"{CASE}#2"],
        ["pause", "pta-2020-002", f"{CASE}#3", "--because", "2"],
        ["undo", "pta-2020-002", f"{CASE}#3", "--reason", "x"],
        ["restart", f"{CASE}#9", "--because", "pta-2020-002#2"],
        ["log", "pta-2020-002", "--out", "--text", "x", "--answers", f"{CASE}#9"],
        ["draft", "pta-2020-002", "--approve", f"{CASE}#9"],
    ],
)
def test_an_entry_of_another_thread_is_refused(
    assistant: Assistant, record: tuple[str | Path, ...], command: list[str]
) -> None:
    result = assistant(*record, *command)
    assert (result.code, "is an entry of another thread" in result.err) == (2, True), result


def test_an_entry_of_the_thread_may_name_it(assistant: Assistant, record: tuple[str | Path, ...]) -> None:
    assert assistant(*record, "settle", "pta-2020-002", "pta-2020-002#3").out == "pta-2020-002#4\n"


def test_an_entry_is_taken_as_every_list_prints_it(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo, *DAY)
    moved = [
        (["classify", f"{CASE}#10", "holding"], 24),
        (["extend", "--granted-by", "10", "--to", "2020-10-30", f"{CASE}#12", "--record", str(demo)], 25),
        (["pause", f"{CASE}#12", "--because", f"{CASE}#10"], 26),
        (["resume", "--because=10", "--date", "2020-10-15", "--", f"{CASE}#12"], 27),
        (["restart", f"{CASE}#12", "--because", "15"], 28),
        (["settle", f"{CASE}#12", "--by", "15"], 29),
        (["undo", f"{CASE}#29", "--reason", "not yet"], 30),
        (["undo", CASE, "28", "--reason", "two words"], 31),
    ]
    for command, logged in moved:
        assert assistant(*at, *command).out == f"{CASE}#{logged}\n", command
    assert "Usage: assistant settle [OPTIONS] THREAD#N\n" in assistant("settle", "--help").out
    assert "Usage: assistant pause [OPTIONS] THREAD[#N]\n" in assistant("pause", "--help").out


def test_where_a_thread_is_asked_for_an_entry_is_told_apart(assistant: Assistant, demo: Path) -> None:
    for command in ("facts", "close", "chronology"):
        result = assistant("--record", demo, command, f"{CASE}#4")
        assert result.code == 2
        assert f"'{CASE}#4' names an entry, where a thread is asked for\nWrite {CASE} alone.\n" in result.err


@pytest.mark.parametrize(
    "command",
    [
        ["explain", f"{CASE}#{'9' * 5000}"],
        ["undo", CASE, "9" * 5000, "--reason", "x"],
        ["restart", f"{CASE}#9", "12", "--because", "10"],
        ["log", CASE, "--note", "--text", "x", "--date", "2020-10-12 or so"],
        ["log", "PTA", "--title", "x", "--date", "2020-10-123"],
        ["facts", CASE, "--mark", "23:x", "--check", "-"],
        ["serve", "--known", "2020-10-12"],
        ["draft", CASE, "--check", "-", "--save"],
        ["draft", CASE, "--draft", "4", "--field", "a=b"],
        ["draft", CASE, "--history", "--template", "resend"],
    ],
    ids=lambda command: " ".join(command)[:40],
)
def test_what_cannot_be_meant_is_refused_and_nothing_dropped(
    assistant: Assistant, demo: Path, command: list[str]
) -> None:
    result = assistant("--record", demo, *DAY, *command)
    assert (result.code, "defect" in result.err) == (2, False), result


@pytest.mark.parametrize(
    "command", [["threads"], ["check"], ["messages"], ["show", "pta-2020-002"], ["facts", "pta-2020-002"]]
)
def test_no_name_or_subject_begins_a_line_of_its_own(
    assistant: Assistant, record: tuple[str | Path, ...], command: list[str]
) -> None:
    told = assistant(*record, "--as-of", "2020-11-18", *command).out
    assert "#99" in told
    assert not [line for line in told.splitlines() if line.startswith(("#99", "  #99", "fees", "  fees"))]


@pytest.mark.parametrize("command", [["messages"], ["proposals"]])
def test_a_damaged_thread_does_not_hide_the_others(
    assistant: Assistant, record: tuple[str | Path, ...], demo: Path, command: list[str]
) -> None:
    whole = assistant(*record, *command).out
    path = next(demo.rglob("pta-2020-002.jsonl"))
    path.write_text(path.read_text("utf-8").replace("fees?", "fines"), "utf-8")
    result = assistant(*record, *command)
    assert (result.code, "pta-2020-002" in result.err) == (3, True)
    assert result.out.splitlines() == [line for line in whole.splitlines() if "pta-2020-002" not in line]


@pytest.mark.parametrize("wrong", [["--as-of", "soon"], ["--regulator", "NOBODY"], ["--no-such"], ["--severity", "x"]])
def test_no_mistake_is_critical_to_monitoring(assistant: Assistant, demo: Path, wrong: list[str]) -> None:
    result = assistant("--record", demo, "check", "--nagios", *wrong)
    assert (result.code, result.out.startswith("UNKNOWN "), result.out.count("\n")) == (3, True, 1), result


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault_and_no_file_takes_its_place(demo: Path, closed: str) -> None:
    before = {path: path.read_bytes() for path in demo.rglob("*.jsonl")}
    check = f'exec "$0" -m assistant --record "$1" --as-of 2020-10-18 check --new {closed}'
    done = subprocess.run(["sh", "-c", check, sys.executable, str(demo)], capture_output=True, check=False)
    assert (done.returncode, b"defect" in done.stderr) == (1, False), done
    assert {path: path.read_bytes() for path in demo.rglob("*.jsonl")} == before

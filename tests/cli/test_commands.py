"""The other commands, through the door that scripts use."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.cli.main import COMMANDS
from tests.cli.conftest import Assistant, Result

CASE = "pta-2020-001"


def gaps(assistant: Assistant, demo: Path, day: str) -> list[str]:
    document = assistant("--record", demo, "--as-of", day, "check", "--format", "json").json
    return [f"{gap['kind']} {gap['state']}" for gap in document["gaps"]]


def log(assistant: Assistant, demo: Path, *arguments: str) -> Result:
    result = assistant("--record", demo, "log", CASE, *arguments)
    assert result.code == 0, result.err
    return result


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(assistant: Assistant, name: str) -> None:
    result = assistant(name, "--help")
    assert result.code == 0
    assert "--record" in result.out


def test_without_a_terminal_and_a_command_it_explains_itself(assistant: Assistant) -> None:
    result = assistant()
    assert result.code == 0
    assert all(name in result.out for name in COMMANDS)


def test_demo_needs_an_empty_folder_and_says_what_to_try(assistant: Assistant, tmp_path: Path) -> None:
    written = assistant("demo", tmp_path / "d")
    assert written.code == 0
    assert f"--record {tmp_path / 'd'} --as-of 2020-10-18 check" in written.out
    again = assistant("demo", tmp_path / "d")
    assert again.code == 2
    assert "empty folder" in again.err


def test_a_list_is_of_a_regulator_that_there_is(assistant: Assistant, demo: Path) -> None:
    (listed,) = assistant("--record", demo, "threads", "--regulator", "PTA", "--format", "json").json["threads"]
    assert listed["id"] == CASE
    unknown = assistant("--record", demo, "threads", "--regulator", "PTB")
    assert (unknown.code, unknown.out, "'PTB' is no regulator here" in unknown.err) == (2, "", True)


@pytest.mark.parametrize("source", ["file", "-"])
def test_a_text_from_outside_is_utf_8_with_or_without_a_mark(
    assistant: Assistant, demo: Path, tmp_path: Path, source: str
) -> None:
    def note(content: bytes) -> Result:
        (tmp_path / "text").write_bytes(content)
        named = "-" if source == "-" else tmp_path / "text"
        return assistant("--record", demo, "log", CASE, "--note", "--file", named, stdin=content)

    assert note("\ufeffÜber\r\nuns".encode()).code == 0
    (logged,) = assistant("--record", demo, "show", CASE, "--format", "json").json["notes"][-1:]
    assert logged["text"] == "Über\nuns"
    refused = note(b"\xff")
    assert (refused.code, "is not UTF-8 text" in refused.err) == (2, True)


def test_the_directory_of_a_demo_is_private(assistant: Assistant, tmp_path: Path) -> None:
    assistant("demo", tmp_path / "d")
    modes = {p.relative_to(tmp_path): p.stat().st_mode & 0o077 for p in [tmp_path / "d", *(tmp_path / "d").rglob("*")]}
    assert {p for p, mode in modes.items() if mode} == set()


def test_an_answer_settles_the_request_and_ends_the_reminder(assistant: Assistant, demo: Path) -> None:
    log(assistant, demo, "--out", "--date", "2020-10-18", "--text", "Here are the timelines.", "--answers", "#12")
    assert gaps(assistant, demo, "2020-10-18") == ["no-reply overdue"]


def test_a_decision_can_be_undone_and_the_undoing_too(assistant: Assistant, demo: Path) -> None:
    logged = assistant("--record", demo, "settle", CASE, "12", "--date", "2020-10-17").out.strip()
    assert gaps(assistant, demo, "2020-10-18") == ["no-reply overdue"]
    undone = assistant("--record", demo, "undo", CASE, logged, "--reason", "too early").out.strip()
    assert gaps(assistant, demo, "2020-10-18") == ["we-owe upcoming", "no-reply overdue"]
    assistant("--record", demo, "undo", CASE, undone, "--reason", "it was right")
    assert gaps(assistant, demo, "2020-10-18") == ["no-reply overdue"]


def test_an_extension_names_who_granted_it_and_moves_the_day(assistant: Assistant, demo: Path) -> None:
    grant = ("--granted-by", "10", "--by", "5 working days")
    assert assistant("--record", demo, "extend", CASE, "12", *grant).code == 0
    found = assistant("--record", demo, "--as-of", "2020-10-26", "check", "--format", "json").json["gaps"]
    assert [(g["kind"], g["due"], g["state"]) for g in found] == [("we-owe", "2020-10-26", "due")]
    told = assistant("--record", demo, "--as-of", "2020-10-26", "explain", f"{CASE}#12").out
    assert "#10" in told
    assert "26 October 2020" in told


def test_what_was_settled_is_explained_by_what_settled_it(assistant: Assistant, demo: Path) -> None:
    found = assistant("--record", demo, "--as-of", "2020-10-18", "explain", f"{CASE}#4")
    assert (found.code, found.out) == (1, "")
    assert f"no clock runs for {CASE}#4 on 2020-10-18\n#4 (request, we owe: “put in place" in found.err
    assert "was settled by #10 on 12 October 2020: its clock ended then." in found.err


def test_pause_and_resume_keep_the_days_left(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "pause", CASE, "12", "--because", "10", "--date", "2020-10-14").code == 0
    assert gaps(assistant, demo, "2020-10-30") == []
    assert assistant("--record", demo, "resume", CASE, "12", "--because", "10", "--date", "2020-10-24").code == 0
    assert gaps(assistant, demo, "2020-10-29") == ["we-owe due"]


def test_a_snooze_hides_until_its_end_and_needs_a_reason(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo, "--as-of", "2020-10-20")
    target = "we-owe:pta-2020-001#12:1"
    assert assistant(*at, "snooze", target, "--until", "2020-10-22").code == 2
    assert assistant(*at, "snooze", target, "--until", "2020-10-22", "--reason", "draft with legal").code == 0
    assert gaps(assistant, demo, "2020-10-22") == []
    assert gaps(assistant, demo, "2020-10-23") == ["we-owe overdue"]
    shown = assistant("--record", demo, "--as-of", "2020-10-22", "check", "--snoozed", "--format", "json").json
    assert [g["snoozed_until"] for g in shown["gaps"]] == ["2020-10-22"]


def test_closing_ends_every_reminder_and_reopening_brings_them_back(assistant: Assistant, demo: Path) -> None:
    closed = assistant("--record", demo, "close", CASE, "--date", "2020-10-20", "--reason", "over")
    assert closed.err.startswith("note: still open in it, and never reminded of: #12, #16, #17")
    assert gaps(assistant, demo, "2020-10-21") == []
    assert gaps(assistant, demo, "2020-10-19") == ["we-owe due"]
    assistant("--record", demo, "close", CASE, "--reopen", "--date", "2020-10-22")
    assert gaps(assistant, demo, "2020-10-22") == ["we-owe overdue"]


def test_a_holding_reply_promises_a_day(assistant: Assistant, demo: Path) -> None:
    text = "We will revert by 6 November."
    logged = log(
        assistant, demo, "--out", "--date", "2020-10-21", "--text", "May we appeal?", "--request", "May we appeal?"
    )
    request = logged.out.split()[-1].rpartition("#")[2]
    reply = log(assistant, demo, "--in", "--date", "2020-10-26", "--text", text).out.split()[0].rpartition("#")[2]
    assistant("--record", demo, "classify", CASE, reply, "holding", "--until", "2020-11-06")
    assistant("--record", demo, "settle", CASE, "12", "--date", "2020-10-20")
    assert gaps(assistant, demo, "2020-11-05") == []
    assert gaps(assistant, demo, "2020-11-07") == ["no-reply overdue", "promise-passed overdue"]
    assert assistant("--record", demo, "settle", CASE, request, "--date", "2020-11-07").code == 0


def test_show_says_what_moved_a_clock_where_the_clock_is_shown(assistant: Assistant, demo: Path) -> None:
    for decision in (
        ("extend", CASE, "12", "--granted-by", "10", "--to", "2020-10-30"),
        ("pause", CASE, "12", "--because", "10", "--date", "2020-10-14"),
        ("resume", CASE, "12", "--because", "10", "--date", "2020-10-16"),
        ("extend", CASE, "8", "--granted-by", "10", "--by", "5 working days"),
        ("pause", CASE, "--because", "10", "--date", "2020-10-17"),
        ("open", CASE, "a list of contacts", "--owed-by", "regulator", "--date", "2020-10-17"),
    ):
        assert assistant("--record", demo, *decision).code == 0
    at = ("--record", demo, "--as-of", "2020-10-18", "show", CASE)
    shown = assistant(*at).out.splitlines()
    (request,) = [n for n, line in enumerate(shown) if line.startswith("    → #12 request")]
    assert shown[request + 1 : request + 3] == [
        "      extended to 2020-10-30, granted by #10 of 2020-10-12 (#24)",
        "      paused since 2020-10-14 because of #10 (#25), until 2020-10-16 because of #10",
    ]
    assert "    extended by 5 working days, granted by #10 of 2020-10-12 (#27)" in shown
    assert "All its clocks: paused since 2020-10-17 because of #10 (#28), it has not gone on." in shown
    assert "    → #29 request, PTA owes, open: “a list of contacts”" in shown
    document = assistant(*at, "--format", "json").json
    assert [(e["n"], e["opening"]) for e in document["extensions"]] == [(24, 12), (27, 8)]
    assert [(p["n"], p["opening"], p["end"]) for p in document["pauses"]] == [(25, 12, "2020-10-16"), (28, None, None)]
    assert document["theirs"] is None, "a reference that is not known"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("settle", CASE, "99"), "#99"),
        (("settle", CASE, "3"), "no request or commitment"),
        (("classify", CASE, "8", "partial"), "not inbound"),
        (("open", CASE, "words that nobody wrote", "--message", "10", "--owed-by", "company"), "do not stand in #10"),
        (("extend", CASE, "12", "--granted-by", "10"), "either a day"),
        (("extend", CASE, "12", "--granted-by", "10", "--by", "a while"), "not a duration"),
        (("extend", CASE, "12", "--granted-by", "10", "--to", "2020-10-18"), "#12 is due on 2020-10-19"),
        (("extend", CASE, "10", "--granted-by", "10", "--to", "2020-10-18"), "#10 is due on 2020-10-19"),
        (("resume", CASE, "--because", "10"), "not paused"),
        (("show", "pta-2020-077"), "there is no thread"),
        (("show", "../../etc/passwd"), "not a thread id"),
        (("explain", "pta-2020-001#x"), "'pta-2020-001#x' names no entry"),
        (("log", CASE, "--out", "--text", "x", "--answers", "4"), "settled already"),
        (("log", "PTA", "--in", "--text", "x"), "title"),
        (("log", CASE, "--in", "--file", "/nowhere"), "/nowhere: cannot be read: No such file or directory\n"),
        (("draft", CASE, "--check", "/nowhere"), "/nowhere: cannot be read: No such file or directory\n"),
        (("log", CASE, "--in", "--file", sys.executable), "is not UTF-8 text\n"),
        (("log", CASE, "--in", "--out", "--text", "x"), "either --in or --out"),
        (("log", CASE, "--note", "--text", "x", "--confidential"), "note takes no --confidential"),
        (("log", CASE, "--out", "--text", "x", "--due", "2020-12-01"), "--due is the day that words set"),
        (("log", CASE, "--in", "--text", "x", "--no-reply-expected"), "only with --out"),
        (("log", CASE, "--in", "--text", "x", "--tag", "tax"), "--tag is for a new thread"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    assistant: Assistant, demo: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = (demo / "record" / "PTA" / f"{CASE}.jsonl").read_bytes()
    result = assistant("--record", demo, *arguments)
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err
    assert (demo / "record" / "PTA" / f"{CASE}.jsonl").read_bytes() == before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is_are_days(assistant: Assistant, demo: Path, day: str) -> None:
    for command in ("check", "rules", "threads"):
        assert assistant("--record", demo, "--as-of", day, command).code in {0, 1}


def test_a_new_thread_is_begun_and_its_first_message_logged(assistant: Assistant, tmp_path: Path) -> None:
    result = assistant(
        "--record", tmp_path, "log", "OFCOM", "--title", "Age checks", "--ours", "R-1", "--out",
        "--date", "2026-03-02", "--text", "When do the rules start?", "--request", "When do the rules start?",
    )  # fmt: skip
    assert result.code == 0
    assert result.out.split()[0] == "ofcom-2026-001"
    thread = assistant("--record", tmp_path, "--as-of", "2026-03-10", "threads", "--format", "json").json["threads"][0]
    assert thread["ball"] == "regulator"
    assert thread["ours"] == "R-1"
    assert thread["theirs"] is None, "a reference that is not known"
    assert thread["next_due"] == "2026-03-09"
    assert thread["open_requests"] == 1


@pytest.mark.parametrize(
    "bad",
    [
        ("--in", "--text", "hi", "--date", "2020-13-01"),
        ("--in", "--text", "hi", "--request", "words that are not in it"),
        ("--out", "--text", "hi", "--answers", "4"),
        ("--in", "--file", "nowhere.txt"),
        ("--in",),
    ],
    ids=" ".join,
)
def test_a_thread_is_begun_with_its_first_message_or_not_at_all(
    assistant: Assistant, tmp_path: Path, bad: tuple[str, ...]
) -> None:
    assert assistant("--record", tmp_path, "log", "PTA", "--title", "A matter", *bad).code == 2
    assert assistant("--record", tmp_path, "threads", "--format", "json").json["threads"] == []


def test_an_import_that_reads_nothing_because_of_a_problem_fails(assistant: Assistant, tmp_path: Path) -> None:
    result = assistant("--record", tmp_path, "import", tmp_path / "nowhere.mbox")
    assert result.code == 3
    assert "nowhere.mbox" in result.err


def test_a_body_comes_from_stdin_or_a_file(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "body.txt").write_text("from a file – ünïcode")
    log(assistant, demo, "--in", "--date", "2020-11-01", "--file", str(tmp_path / "body.txt"))
    result = assistant("--record", demo, "log", CASE, "--note", "--file", "-", stdin="from stdin")
    assert result.code == 0
    messages = assistant("--record", demo, "messages", "--format", "json", "--since", "2020-11-01").json["messages"]
    assert [m["text"] for m in messages] == ["from a file – ünïcode"]
    assert "from stdin" in assistant("--record", demo, "show", CASE).out


def test_moments_are_given_in_utc_and_counted_in_the_regulators_zone(assistant: Assistant, demo: Path) -> None:
    log(assistant, demo, "--in", "--date", "2020-11-01T23:30+00:00", "--text", "late in the evening")
    message = assistant("--record", demo, "messages", "--format", "json", "--since", "2020-11-01").json["messages"][0]
    assert message["received"] == "2020-11-01T23:30:00Z"
    assert message["day"] == "2020-11-02"  # it is morning in Karachi


def test_a_draft_answers_before_it_complains_and_misses_the_answer(
    assistant: Assistant, demo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "answer.eml"
    at = ("--record", demo, "--as-of", "2020-10-18", "draft", CASE)
    refused = assistant(*at, "--out", out)
    assert refused.code == 1
    assert "answer" in refused.err
    assert not out.exists()
    draft = assistant(*at, "--format", "json").json
    assert draft["template"] == "answer-to-request"
    assert draft["answers"] == [12]
    assert draft["text"].index("tangible timelines") < draft["text"].index("letter of 9 October 2020 (9 days ago)")
    written = assistant(*at, "--field", "answer=We propose: …", "--out", out)
    assert written.code == 0
    assert b"X-Unsent: 1" in out.read_bytes()
    assert out.stat().st_mode & 0o077 == 0


def test_hostile_text_is_inert_in_every_view(assistant: Assistant, demo: Path) -> None:
    hostile = "\x1b[31mred\x1b]0;title\x07 [bold]x[/bold] [/foo] {{ 7*7 }} \u202egnp.exe \x9b2J"
    log(
        assistant, demo, "--in", "--date", "2020-10-17", "--subject", hostile, "--text", hostile, "--request", hostile,
        "--from", f"{hostile} <x@pta.example>",
    )  # fmt: skip
    at = ("--record", demo, "--as-of", "2020-10-30")
    views = [
        assistant(*at, "show", CASE),
        assistant(*at, "check"),
        assistant(*at, "messages"),
        assistant(*at, "explain", CASE),
        assistant(*at, "check", "--format", "csv"),
        assistant(*at, "draft", CASE),
    ]
    for view in views:
        shown = view.out + view.err
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert "[bold]x[/bold] [/foo] {{ 7*7 }}" in views[0].out


def test_one_entry_is_shown_alone_with_what_stands_in_it(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo, "--as-of", "2020-10-18", "show")
    for entry in (8, 9):  # the letter, and the request in it
        shown = assistant(*at, f"{CASE}#{entry}").out
        assert [line[:3] for line in shown.splitlines() if line.startswith("#")] == ["#8 "]
        assert "→ #9 request, PTA owes" in shown
        assert "OVERDUE: No reply from PTA for 9 days to #8" in shown
        assert "#12" not in shown.replace("we owe them an answer to #10 first", "")
    found = assistant(*at, f"{CASE}#9", "--format", "json").json
    assert [m["entry"] for m in found["messages"]] == [8]
    assert [o["n"] for o in found["obligations"]] == [9]
    assert [gap["kind"] for gap in found["gaps"]] == ["no-reply"]
    assert assistant(*at, f"{CASE}#18").out.splitlines()[2].startswith("#18  2020-10-18  note by demo")
    refused = assistant(*at, f"{CASE}#1")
    assert (refused.code, "is no message, note, request or commitment" in refused.err) == (2, True)


def test_verify_names_a_flipped_byte(assistant: Assistant, demo: Path) -> None:
    good = assistant("--record", demo, "verify", "--format", "json").json
    assert good["ok"]
    journal = demo / "record" / "PTA" / f"{CASE}.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"tangible", b"tangibly", 1))
    result = assistant("--record", demo, "verify")
    assert result.code == 1
    assert str(journal) in result.err
    assert ": 1 problem\n" in result.out
    assert "#10" in result.err


def test_doctor_says_what_it_looked_at(assistant: Assistant, demo: Path) -> None:
    well = assistant("--record", demo, "doctor", "--format", "json")
    assert well.code == 0
    assert {"configuration", "record", "chains", "PTA", "templates"} <= {f["what"] for f in well.json["findings"]}
    demo.chmod(0o755)
    assert assistant("--record", demo, "doctor").code == 1

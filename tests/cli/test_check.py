"""`check`, on the case the project starts from and on records in trouble."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant

CASE = "pta-2020-001"

CONTRACT = {
    "id", "kind", "state", "thread", "regulator", "owed_by", "opened_by", "step", "due", "days_over", "statutory",
    "estimated", "snoozed_until", "summary", "suggests",
}  # fmt: skip

LETTER, MEETING = 8, 10


@pytest.mark.parametrize(
    ("day", "gaps"),
    [
        ("2020-10-15", []),
        ("2020-10-16", [("we-owe", "upcoming", "2020-10-19", MEETING), ("no-reply", "due", "2020-10-16", LETTER)]),
        ("2020-10-17", [("we-owe", "upcoming", "2020-10-19", MEETING), ("no-reply", "overdue", "2020-10-16", LETTER)]),
        ("2020-10-18", [("we-owe", "upcoming", "2020-10-19", MEETING), ("no-reply", "overdue", "2020-10-16", LETTER)]),
        ("2020-10-19", [("we-owe", "due", "2020-10-19", MEETING)]),
        ("2020-10-20", [("we-owe", "overdue", "2020-10-19", MEETING)]),
        ("2020-11-30", [("we-owe", "overdue", "2020-10-19", MEETING)]),
    ],
)
def test_the_demo_reminds_of_what_the_case_says(
    assistant: Assistant, demo: Path, day: str, gaps: list[tuple[str, str, str, int]]
) -> None:
    result = assistant("--record", demo, "--as-of", day, "check", "--format", "json")
    found = [(g["kind"], g["state"], g["due"], g["opened_by"]["entry"]) for g in result.json["gaps"]]
    assert found == gaps
    assert result.code == (1 if gaps else 0)


def test_the_overdue_reply_names_letter_and_partial_answer(assistant: Assistant, demo: Path) -> None:
    gap = assistant("--record", demo, "--as-of", "2020-10-17", "check", "--format", "json").json["gaps"][1]
    assert gap["opened_by"] == {"entry": LETTER, "date": "2020-10-09"}
    assert gap["days_over"] == 1
    assert gap["partial"] == [MEETING]
    assert "8 days" in gap["summary"]
    assert "answered in part by #10" in gap["summary"]


def test_every_promised_field_is_there(assistant: Assistant, demo: Path) -> None:
    document = assistant("--record", demo, "--as-of", "2020-10-17", "check", "--format", "json").json
    assert document["version"] == 1
    assert document["as_of"] == "2020-10-17"
    assert all(set(gap) >= CONTRACT for gap in document["gaps"])


def test_an_empty_record_has_no_gaps(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    result = assistant("--record", tmp_path, "check", "--format", "json")
    assert (result.code, result.json["gaps"]) == (0, [])


@pytest.mark.parametrize("words", [(), ("--new",), ("--nagios",), ("--new", "--notify", "all")])
@pytest.mark.parametrize("place", ["nowhere", "unmounted"])
def test_of_a_record_that_is_not_there_nothing_is_said_to_be_due_or_not(
    assistant: Assistant, tmp_path: Path, place: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "unmounted").mkdir()
    result = assistant("--record", tmp_path / place, "check", *words)
    assert (result.code, "there is no record here" in result.err) == (3, True)
    assert result.out == ("" if words != ("--nagios",) else f"UNKNOWN {tmp_path / place}: there is no record here\n")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("day", ["yesterday", "2020-13-01", "2020-10-1", "", "20201017"])
def test_a_bad_day_is_an_error_and_no_day(assistant: Assistant, demo: Path, day: str) -> None:
    result = assistant("--record", demo, "--as-of", day, "check")
    assert result.code == 2
    assert result.out == ""


def test_options_are_valid_behind_the_command_too(assistant: Assistant, demo: Path) -> None:
    before = assistant("--record", demo, "--as-of", "2020-10-17", "check")
    behind = assistant("check", "--as-of", "2020-10-17", "--record", demo)
    assert before == behind


def test_a_tag_that_no_thread_bears_is_an_error_and_never_nothing_due(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "log", "PTA", "--title", "Quiet", "--tag", "Court").code == 0
    day = ("--record", demo, "--as-of", "2026-11-22", "check", "--tag")
    unknown = assistant(*day, "tribunal")
    assert (unknown.code, unknown.out) == (2, "")
    assert "'tribunal'" in unknown.err
    assert assistant(*day, "court").code == 0, "nothing is due in a thread that bears it"


def test_a_check_that_could_not_read_everything_never_says_that_nothing_is_due(
    assistant: Assistant, demo: Path
) -> None:
    (demo / "record/PTA/pta-2020-001.jsonl").write_bytes(b"not json\n")
    for index in demo.glob("index.sqlite*"):  # which still knows what was due before the damage
        index.unlink()
    result = assistant("--record", demo, "--as-of", "2020-10-17", "check")
    assert (result.code, result.out) == (3, "")


def test_a_damaged_thread_makes_the_check_incomplete_and_leaves_the_others(assistant: Assistant, demo: Path) -> None:
    assert assistant("--record", demo, "log", "PTA", "--title", "Another matter").code == 0
    damaged = next(p for p in demo.glob("record/PTA/*.jsonl") if p.name != "pta-2020-001.jsonl")
    damaged.write_bytes(b"not json\n")
    result = assistant("--record", demo, "--as-of", "2020-10-17", "check")
    assert result.code == 3
    assert damaged.stem in result.err
    assert "line 1" in result.err
    assert "No reply from PTA" in result.out
    threads = assistant("--record", demo, "threads", "--format", "json")
    assert "pta-2020-001" in [t["id"] for t in threads.json["threads"]]
    assert threads.code == 3


def changed_entry(journal: Path, n: int) -> None:
    """The line of entry `n` is another one than was written."""
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[n - 1] = lines[n - 1].replace(b"a", b"e", 1)
    journal.write_bytes(b"".join(lines))


@pytest.mark.parametrize("index", ["warm", "deleted"])
@pytest.mark.parametrize("n", [1, 13])
def test_what_a_damaged_thread_leaves_open_is_not_asserted(
    assistant: Assistant, demo: Path, n: int, index: str
) -> None:
    """Its answer may stand behind the damage: of half a record nobody knows what is missing."""
    day = ("--record", demo, "--as-of", "2020-10-30", "check", "--format", "json")
    known = ("--known", "2099-01-01")
    fees = ("log", "PTA", "--title", "Fees", "--out", "--date", "2020-10-01", "--text", "?")
    assert assistant("--record", demo, *fees).code == 0
    assert {gap["thread"] for gap in assistant(*day).json["gaps"]} == {CASE, "pta-2020-002"}
    changed_entry(demo / f"record/PTA/{CASE}.jsonl", n)
    for path in demo.glob("index.sqlite*") if index == "deleted" else ():
        path.unlink()
    for result in (assistant(*day), assistant(*day[:4], *known, *day[4:])):
        assert result.code == 3
        assert f"cannot check {CASE}" in result.err
        assert CASE not in result.out
    assert {gap["thread"] for gap in assistant(*day).json["gaps"]} == {"pta-2020-002"}
    listed = {t["id"]: t["next_due"] for t in assistant(*day[:4], "threads", "--format", "json").json["threads"]}
    assert listed.get(CASE) is None


def test_new_reports_each_gap_once(assistant: Assistant, demo: Path) -> None:
    first = assistant("--record", demo, "--as-of", "2020-10-17", "check", "--new")
    again = assistant("--record", demo, "--as-of", "2020-10-18", "check", "--new")
    assert (first.code, first.err) == (
        1,
        "note: reported as of 2020-10-17 is reported for good; --dry-run only looks\n",
    )
    assert (again.code, again.out, again.err) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("2020-10-17", "check"), 2, "CRITICAL 1 overdue, 0 due | overdue=1 due=0 upcoming=1"),
        (("2020-10-19", "check"), 1, "WARNING 1 due, 0 upcoming | overdue=0 due=1 upcoming=0"),
        (("2020-10-17", "check", "--owed-by", "company"), 1, "WARNING 0 due, 1 upcoming | overdue=0 due=0 upcoming=1"),
        (("2020-10-15", "check"), 0, "OK nothing due | overdue=0 due=0 upcoming=0"),
    ],
)
def test_nagios_gives_one_status_line(
    assistant: Assistant, demo: Path, arguments: tuple[str, ...], code: int, line: str
) -> None:
    result = assistant("--record", demo, "--as-of", *arguments, "--nagios")
    assert (result.code, result.out) == (code, f"{line}\n")


def test_a_mistake_in_the_configuration_is_unknown_to_nagios_and_not_critical(assistant: Assistant, demo: Path) -> None:
    with (demo / "assistant.toml").open("a", encoding="utf-8") as file:
        file.write("[unattended]\nstale = 3\n")
    assert assistant("--record", demo, "check").code == 2
    result = assistant("--record", demo, "check", "--nagios")
    assert result.code == 3
    assert result.out.startswith("UNKNOWN ")
    assert result.out.endswith("unknown key `stale` in [unattended]\n")


ZONE = '[regulators.OFCOM]\nname = "Ofcom"\ntimezone = "Europe/Lundon"\n'
RULE = '[[rules]]\nkind = "we-owe"\nafter = "soon"\n'


def test_an_unknown_zone_leaves_its_regulators_threads_unchecked_and_reports_the_others(
    assistant: Assistant, demo: Path
) -> None:
    sent = ("OFCOM", "--title", "x", "--out", "--date", "2020-10-01", "--text", "Why?")
    assert assistant("--record", demo, "log", *sent).code == 0
    with (demo / "assistant.toml").open("a", encoding="utf-8") as file:
        file.write(ZONE)
    result = assistant("--record", demo, "--as-of", "2020-10-17", "check", "--format", "json")
    assert result.code == 3
    assert {gap["regulator"] for gap in result.json["gaps"]} == {"PTA"}
    assert "cannot check ofcom-2020-001: " in result.err
    assert result.err.count("assistant.toml: OFCOM, `timezone`: 'Europe/Lundon' is not a time zone") == 1


def test_a_rule_that_makes_no_sense_is_told_once_and_nothing_is_said_to_be_due_or_not(
    assistant: Assistant, demo: Path
) -> None:
    sent = ("OFCOM", "--title", "x", "--out", "--date", "2020-10-01", "--text", "Why?")
    assert assistant("--record", demo, "log", *sent).code == 0
    with (demo / "assistant.toml").open("a", encoding="utf-8") as file:
        file.write(RULE)
    result = assistant("--record", demo, "--as-of", "2020-10-17", "check")
    assert (result.code, result.out) == (2, "")  # a mistake in the configuration, like that of a key (DESIGN §6)
    assert result.err.count("cannot check") == result.err.count("'soon' is not a duration") == 1


def test_a_number_in_csv_stays_one(assistant: Assistant, demo: Path) -> None:
    table = assistant("--record", demo, "--as-of", "2020-10-17", "check", "--format", "csv").out
    assert [int(row["days_over"]) for row in csv.DictReader(io.StringIO(table))] == [-2, 1]


def test_csv_neutralises_what_a_spreadsheet_would_run(assistant: Assistant, demo: Path) -> None:
    words = "=HYPERLINK(0)"
    result = assistant(
        "--record", demo, "log", "pta-2020-001", "--in", "--date", "2020-11-01", "--text", words, "--request", words
    )
    assert result.code == 0
    table = assistant("--record", demo, "--as-of", "2020-11-20", "check", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["words"] for row in rows if row["words"].endswith(words)] == [f"'{words}"]


def test_ics_carries_each_due_day_under_a_stable_uid(assistant: Assistant, demo: Path) -> None:
    feeds = [
        assistant("--record", demo, "--as-of", d, "check", "--format", "ics").out for d in ("2020-10-17", "2020-10-18")
    ]
    uids = [[line for line in feed.splitlines() if line.startswith("UID:")] for feed in feeds]
    assert uids[0] == uids[1]
    assert len(uids[0]) == 2
    assert "DTSTART;VALUE=DATE:20201016" in feeds[0]


def test_a_configuration_with_an_unknown_key_is_an_error_that_names_it(assistant: Assistant, demo: Path) -> None:
    (demo / "assistant.toml").write_text('[company]\nnmae = "X"\n')
    result = assistant("--record", demo, "check")
    assert result.code == 2
    assert "nmae" in result.err
    assert "assistant.toml" in result.err


@pytest.fixture
def secret(assistant: Assistant, tmp_path: Path) -> Path:
    """A matter whose words and title are confidential, and one where nothing is."""
    for title, words, mark in (("The merger", "When may we merge?", ["--confidential"]), ("Fees", "Which fees?", [])):
        said = ("--out", "--date", "2020-10-01", "--text", words, "--request", words, *mark)
        assert assistant("--record", tmp_path, "log", "PTA", "--title", title, "--tag", title, *said).code == 0
    answered = ("--in", "--date", "2020-10-05", "--text", "Soon.", "--class", "substantive")
    for thread in ("pta-2020-001", "pta-2020-002"):
        assert assistant("--record", tmp_path, "log", thread, *answered).code == 0
    return tmp_path


@pytest.mark.parametrize("form", ["text", "csv", "ics"])
@pytest.mark.parametrize("new", [(), ("--new",)])
def test_confidential_words_are_not_in_what_cron_mails(
    assistant: Assistant, secret: Path, form: str, new: tuple[str, ...]
) -> None:
    out = assistant("--record", secret, "--as-of", "2020-10-20", "check", *new, "--format", form).out
    out = out.replace("\r\n ", "")  # as a calendar folds its lines
    assert "merge" not in out
    assert "pta-2020-001" in out
    assert "confidential" in out
    assert "Which fees?" in out


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_they_are_shown_in_a_terminal_and_marked_for_programs(
    assistant: Assistant, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = ("--record", secret, "--as-of", "2020-10-20", "check")
    gaps = {gap["thread"]: gap for gap in assistant(*at, "--format", "json").json["gaps"]}
    assert (gaps["pta-2020-001"]["confidential"], gaps["pta-2020-002"]["confidential"]) == (True, False)
    assert gaps["pta-2020-001"]["words"] == "When may we merge?"
    monkeypatch.setattr(io, "TextIOWrapper", Terminal)
    shown = assistant(*at).out
    assert "The merger" in shown
    assert "When may we merge?" in shown

"""`assistant facts`: what may be said before a statement goes out, and whether one that was written is so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.services.fact_sheets import check_statement, fact_sheet
from tests.cli.conftest import Assistant

THREAD = "pta-2020-001"


@pytest.mark.parametrize(("day", "order", "contact"), [("2020-10-17", 8, 5), ("2020-10-18", 9, 6)])
def test_the_sheet_on_the_days_of_the_statement(
    assistant: Assistant, demo: Path, day: str, order: int, contact: int
) -> None:
    found = assistant("--record", demo, "--as-of", day, "facts", THREAD)
    assert found.code == 0
    assert f"[may be said] {order} days have passed since the order of 9 October 2020 (#6)." in found.out
    assert f"The last contact with PTA was on 12 October 2020 (#10), {contact} days ago." in found.out
    assert "[true only since 12 October 2020] We have received no communication from PTA." in found.out
    assert (
        "PTA's request of 12 October 2020 (#10) “tangible timelines for the proposed actions” is open with us."
        in found.out
    )


def test_scripts_get_the_same_as_fields(assistant: Assistant, demo: Path) -> None:
    found = assistant("--record", demo, "--as-of", "2020-10-17", "facts", THREAD, "--format", "json").json
    assert (found["version"], found["as_of"], found["last_contact"]["days"]) == (1, "2020-10-17", 5)
    assert {s["grade"] for s in found["sentences"]} == {"safe", "only-since", "refuted"}
    assert found["moment"] == "17 October 2020 (PKT)"
    assert {source["checked"] for source in found["sources"]} == {None}


def test_a_statement_is_graded_and_decides_the_exit_code(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    said = tmp_path / "statement.txt"
    ask = ("--record", demo, "--as-of", "2020-10-17", "facts", THREAD, "--check")
    said.write_text("PTA blocked the platform on 9 October 2020, 8 days ago. Thank you.", encoding="utf-8")
    assert assistant(*ask, said).code == 0
    said.write_text("We met PTA on 9 October. We have received no communication from PTA.", encoding="utf-8")
    found = assistant(*ask, said)
    assert found.code == 1
    assert found.out.splitlines()[:3] == [
        "✗ contradicted  #10",
        "    We met PTA on 9 October.",
        "      contradicted: “9 October”: the meeting pta-2020-001#10 is of 12 October 2020",
    ]
    assert "partly: “no communication”: true only since 12 October 2020" in found.out
    piped = assistant(*ask, "-", "--format", "json", stdin="PTA was fined 5 million.")
    assert (piped.code, [s["status"] for s in piped.json["sentences"]]) == (1, ["not-in-record"])


def test_a_sheet_is_stale_as_soon_as_an_entry_arrives(assistant: Assistant, demo: Path) -> None:
    at = ("--record", demo, "facts", THREAD)
    mark = assistant(*at, "--format", "json").json["mark"]
    assert assistant(*at, "--mark", mark).code == 0
    assert assistant("--record", demo, "log", THREAD, "--note", "--text", "A call from the press").code == 0
    stale = assistant(*at, "--mark", mark)
    assert (stale.code, stale.out) == (1, "stale: #24 arrived since\n")
    assert assistant(*at, "--mark", "23:00000000").code == 2
    assert assistant(*at, "--mark", "nonsense").code == 2


def test_what_cannot_be_read_is_said(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    assert assistant("--record", demo, "facts", THREAD, "--check", tmp_path / "none.txt").code == 2
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    assert assistant("--record", demo, "facts", THREAD, "--check", tmp_path / "bad.txt").code == 2
    assert assistant("--record", demo, "facts", "pta-1999-001").code == 2


def test_every_sentence_that_may_be_said_stands_up_to_the_check(assistant: Assistant, demo: Path) -> None:
    for day in ("2020-10-12", "2020-10-17", "2020-10-19", "2020-11-30"):
        assert stands_up(demo, day) >= 5
    came = ("--in", "--class", "substantive", "--subject", "Re: steps", "--text", "We are looking at it.")
    assert assistant("--record", demo, "log", THREAD, *came, "--date", "2020-10-14").code == 0
    assert stands_up(demo, "2020-10-17") >= 5, "a reply came, and what was asked is still open"


def stands_up(record: Path, day: str) -> int:
    """How many sentences may be said on the day, each held against the record."""
    desk = Desk.open(str(record), None, date.fromisoformat(day))
    thread = desk.thread(THREAD)
    said = [sentence.text for sentence in fact_sheet(desk, thread).sentences if sentence.allowed]
    for text in said:
        found = [f for s in check_statement(desk, thread, text).sentences for f in s.findings]
        wrong = [f for f in found if f.mention.kind != "claim" and f.status != "verified"]
        assert not wrong, (day, text, wrong)
    desk.close()
    return len(said)


def test_a_confidential_letter_is_not_quoted_unless_asked_for(assistant: Assistant, demo: Path) -> None:
    logged = assistant(
        "--record", demo, "log", THREAD, "--in", "--channel", "letter", "--date", "2020-10-18",
        "--subject", "In confidence",        "--text", "A list of ninety accounts is attached", "--confidential",
    )  # fmt: skip
    assert logged.code == 0, logged.err
    at = ("--record", demo, "--as-of", "2020-10-18", "facts", THREAD)
    sheet = assistant(*at)
    assert "In confidence" not in sheet.out
    assert "1 confidential message withheld" in sheet.err
    assert "In confidence" in assistant(*at, "--confidential").out
    text = "PTA wrote “A list of ninety accounts is attached”."
    assert assistant(*at, "--check", "-", stdin=text).code == 1
    assert assistant(*at, "--check", "-", "--confidential", stdin=text).code == 0


def test_a_filing_without_a_subject_is_called_a_filing(assistant: Assistant, tmp_path: Path) -> None:
    record = ("--record", tmp_path / "R", "--as-of", "2020-10-20")
    said = ("--out", "--channel", "portal", "--date", "2020-10-12", "--text", "x")
    assistant(*record, "log", "PTA", "--title", "T", *said)
    sheet = assistant(*record, "facts", THREAD).out
    assert "  #2  2020-10-12  portal: no proof of delivery\n" in sheet
    assert "8 days have passed since our filing of 12 October 2020 (#2)." in sheet


def test_a_statement_that_got_lost_does_not_pass(assistant: Assistant, demo: Path) -> None:
    found = assistant("--record", demo, "facts", THREAD, "--check", "-", stdin=" \n")
    assert (found.code, found.out, found.err) == (2, "", "assistant: stdin: there is no statement in it\n")

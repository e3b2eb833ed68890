"""The life of a draft through the door that scripts use: saved, approved, exported, sent, and what is against it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant, Result

CASE = "pta-2020-001"
DAY = "2020-10-18"
Draft = Callable[..., Result]
ANSWER = "We will publish monthly figures from 15 November 2020 on."
WRONG = "Dear Chairman,\n\nYour order of 9 October 2019 is eleven weeks old. You asked for “clear timelines”.\n"


@pytest.fixture
def draft(assistant: Assistant, demo: Path) -> Draft:
    def call(*arguments: str | Path, as_of: str = DAY, stdin: str = "") -> Result:
        return assistant("--record", demo, "--as-of", as_of, "draft", CASE, *arguments, stdin=stdin)

    return call


def first_of(result: Result) -> str:
    """The entry that was logged."""
    return result.out.split("#")[-1].strip()


def saved(draft: Draft, text: str | None = None) -> str:
    if text is None:
        return first_of(draft("--field", f"answer={ANSWER}", "--save"))
    return first_of(draft("--text", "-", "--save", stdin=text))


def test_an_address_that_failed_in_another_matter_is_known_here(assistant: Assistant, demo: Path, draft: Draft) -> None:
    at = ("--record", demo, "--as-of", DAY)
    mail = ("--out", "--channel", "email", "--to", "chairman-office@pta.example", "--text", "Dear Sir")
    assert assistant(*at, "log", "PTA", "--title", "Another", *mail, "--date", "2020-10-14").code == 0
    bounce = ("--in", "--channel", "email", "--class", "bounce", "--text", "chairman-office@pta.example failed")
    assert assistant(*at, "log", "pta-2020-002", *bounce, "--date", "2020-10-15").code == 0
    said = draft("--field", f"answer={ANSWER}")
    told = "mail to chairman-office@pta.example came back on 2020-10-15, in pta-2020-002#3"
    assert told in said.err
    assert assistant(*at, "close", "pta-2020-002").code == 0
    assert told in draft("--field", f"answer={ANSWER}").err, "a matter that is closed does not mend an address"
    assert assistant(*at, "log", "PTA", "--title", "A third", *mail, "--date", "2020-10-15").code == 0
    assert told in draft("--field", f"answer={ANSWER}").err, "of one day nobody knows which came first"
    assert assistant(*at, "log", "pta-2020-003", *mail, "--date", "2020-10-16").code == 0
    assert "bouncing" not in draft("--field", f"answer={ANSWER}").err
    assert assistant(*at, "close", "pta-2020-002", "--reopen").code == 0
    assert assistant(*at, "log", "pta-2020-003", *bounce, "--date", "2020-10-16").code == 0
    assert "came back on 2020-10-16, in pta-2020-003#4" in draft("--field", f"answer={ANSWER}").err
    assert assistant(*at, "log", "pta-2020-002", *mail, "--date", "2020-10-17").code == 0
    assert "bouncing" not in draft("--field", f"answer={ANSWER}").err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_checks_are_wrapped_in_a_terminal_alone(demo: Path) -> None:
    command = [sys.executable, "-m", "assistant", "--record", str(demo), "--as-of", DAY, "draft", CASE]
    leader, follower = os.openpty()
    environment = {**os.environ, "COLUMNS": "60"}
    seen = subprocess.run(
        command, stdout=follower, stderr=subprocess.PIPE, env=environment, text=True, timeout=60, check=False
    )
    os.close(follower)
    os.close(leader)
    piped = subprocess.run(command, capture_output=True, env=environment, text=True, timeout=60, check=False)
    checks = [said.stderr.partition("Checks:")[2].partition("assistant:")[0] for said in (seen, piped)]
    assert max(map(len, checks[0].splitlines())) <= 60 < max(map(len, checks[1].splitlines()))
    assert checks[0].split() == checks[1].split()


def test_from_the_first_version_to_the_sent_message(
    assistant: Assistant, demo: Path, draft: Draft, tmp_path: Path
) -> None:
    n = saved(draft)
    out = tmp_path / "answer.eml"
    assert draft("--approve", n, "--by", "The Director").code == 0
    assert draft("--final", n).code == 0
    exported = draft("--export", n, "--out", out)
    assert (exported.code, "sent by you" in exported.err) == (0, True)
    before = assistant("--record", demo, "--as-of", DAY, "check", "--format", "json").json["gaps"]
    assert {gap["kind"] for gap in before} == {"we-owe", "no-reply"}, "no step but sending counts"
    assert draft("--sent", n, "--on", DAY, "--commit", "1").code == 0
    life = draft("--history", "--format", "json").json["drafts"][0]
    assert (life["state"], life["approved_by"]) == ("sent", "The Director")
    assert [step["state"] for step in life["steps"]] == ["editing", "editing", "final", "exported", "sent"]
    message = assistant("--record", demo, "messages", CASE, "--format", "json").json["messages"]
    logged = next(m for m in message if m["entry"] == life["steps"][-1]["message"])
    assert f"<{logged['message_id']}>" == message_from_bytes(out.read_bytes())["Message-ID"]
    threads = assistant("--record", demo, "--as-of", DAY, "threads", "--format", "json").json["threads"][0]
    assert threads["open_requests"] == 1, "the timelines are given"
    assert "commitment" in assistant("--record", demo, "--as-of", DAY, "show", CASE).out


def test_an_imported_copy_is_found_and_tied(assistant: Assistant, demo: Path, draft: Draft, tmp_path: Path) -> None:
    n, out = saved(draft), tmp_path / "answer.eml"
    draft("--export", n, "--out", out)
    mail = out.read_bytes().replace(b"X-Unsent: 1", b"Date: Sun, 18 Oct 2020 12:00:00 +0500")
    out.write_bytes(mail.replace(b"We will publish", b"We shall publish"))
    assistant("--record", demo, "import", out)
    told = assistant("--record", demo, "draft", CASE, "--history")
    assert f"--sent {n}" in told.err
    assert assistant("--record", demo, "draft", CASE, "--sent", n, "--on", "2020-10-19", "--message", "30").code == 2
    assert assistant("--record", demo, "draft", CASE, "--sent", n).code == 0
    drafts = assistant("--record", demo, "draft", CASE, "--history", "--format", "json").json["drafts"]
    assert drafts[0]["state"] == "sent"
    texts = [m["text"] for m in assistant("--record", demo, "messages", CASE, "--format", "json").json["messages"]]
    assert sum("publish monthly figures" in text for text in texts) == 1, "it is not logged a second time"


def test_what_is_wrong_blocks_final_and_export_until_a_reason_is_logged(draft: Draft, tmp_path: Path) -> None:
    n, out = saved(draft, WRONG), tmp_path / "a.md"
    for step in (("--final", n), ("--export", n, "--out", out)):
        refused = draft(*step)
        assert (refused.code, "stand against it" in refused.err, out.exists()) == (1, True, False), step
    assert draft("--export", n, "--out", out, "--overrule", "the director insists").code == 0
    assert out.exists()
    assert "overruled: the director insists" in draft("--history").out


def test_a_reason_is_logged_only_where_something_was_overruled(draft: Draft) -> None:
    assert draft("--final", saved(draft), "--overrule", "in any case").code == 0
    assert "overruled" not in draft("--history").out


def test_a_mail_that_is_exported_again_is_the_same_mail(draft: Draft, tmp_path: Path) -> None:
    n, names = saved(draft), []
    for out in (tmp_path / "a.eml", tmp_path / "b.eml"):
        assert draft("--export", n, "--out", out).code == 0
        names.append(message_from_bytes(out.read_bytes())["Message-ID"])
    assert names[0]
    assert names[0] == names[1]


def test_checks_stand_beside_the_text_and_in_the_exit_code(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(WRONG, encoding="utf-8")
    shown = draft("--check", tmp_path / "text.txt")
    assert (shown.code, shown.out) == (1, "")
    assert "✗ date: “9 October 2019”" in shown.err
    assert "✗ quotation: “clear timelines”" in shown.err
    found = draft("--check", tmp_path / "text.txt", "--format", "json").json["checks"]
    assert {"kind", "severity", "message", "entries", "part", "start", "end", "words", "number"} <= set(found[0])
    assert found[0]["severity"] == "blocks"
    right = draft("--field", f"answer={ANSWER}")
    assert (right.code, "+ promise (1):" in right.err) == (0, True)
    unsaved = draft("--text", tmp_path / "text.txt", "--out", tmp_path / "x.txt")
    assert (unsaved.code, (tmp_path / "x.txt").exists()) == (1, False)


def test_a_count_that_was_right_goes_stale_overnight(draft: Draft) -> None:
    text = "Dear Chairman,\n\nAccess has been blocked for 8 days, since the order of 9 October 2020.\n"
    n = first_of(draft("--text", "-", "--save", as_of="2020-10-17", stdin=text))
    assert "stale" not in draft("--draft", n, as_of="2020-10-17").err
    tomorrow = draft("--draft", n)
    assert tomorrow.code == 1
    assert "✗ stale: “8 days”" in tomorrow.err
    assert "2020-10-17" in tomorrow.err


def test_versions_go_on_from_a_file_and_their_difference_is_shown(draft: Draft, tmp_path: Path) -> None:
    n = saved(draft)
    second = draft(
        "--draft", n, "--text", "-", "--save", stdin="Subject: Timelines\n\nDear Chairman,\n\nSee the annex.\n"
    )
    assert second.code == 0
    assert "+Subject: Timelines" in draft("--diff", n).out
    assert "See the annex." in draft("--draft", n).out
    third = draft("--draft", first_of(second), "--text", "-", "--save", stdin="Dear Chairman,\n\nSee annex A.\n")
    assert third.code == 0, "the number of its latest version means the draft too"
    last = first_of(third)
    assert draft("--export", last, "--out", tmp_path / "a.txt").code == 0
    assert [life["draft"] for life in draft("--history", "--format", "json").json["drafts"]] == [int(n)]
    approved = first_of(draft("--approve", n))
    assert draft("--diff", approved).out == "the text has not changed\n"
    assert draft("--draft", "4").code == 2


def test_four_eyes_see_what_leaves_the_house(assistant: Assistant, demo: Path, draft: Draft, tmp_path: Path) -> None:
    configuration = demo / "assistant.toml"
    configuration.write_text(f"author = 'Ann'\n{configuration.read_text()}\n[drafts]\nfour_eyes = true\n")
    n = saved(draft)
    refused = draft("--export", n, "--out", tmp_path / "a.txt")
    assert (refused.code, "nobody but its writer has approved" in refused.err) == (1, True)
    assert draft("--field", f"answer={ANSWER}", "--out", tmp_path / "a.txt").code == 1
    assert draft("--approve", n).code == 1
    assert draft("--approve", n, "--by", "Bob").code == 0
    assert draft("--export", n, "--out", tmp_path / "a.txt").code == 0


def test_a_letterhead_is_found_beside_the_configuration(demo: Path, draft: Draft, tmp_path: Path) -> None:
    import docx

    paper = docx.Document()
    paper.add_paragraph("ByteDance House")
    paper.save(str(demo / "paper.docx"))
    with (demo / "assistant.toml").open("a", encoding="utf-8") as configuration:
        configuration.write("\n[drafts]\nletterhead = 'paper.docx'\n")
    assert draft("--field", f"answer={ANSWER}", "--out", tmp_path / "a.docx").code == 0
    lines = [p.text for p in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert lines[:2] == ["ByteDance House", "Office of the Chairman"]
    assert any("Date: 18 October 2020" in line for line in lines)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--final", "3", "--approve", "3"), "--approve and --final are two steps"),
        (("--by", "Bob"), "--by goes with --approve N"),
        (("--overrule", "because"), "--overrule goes with --final N or --export N"),
        (("--commit", "1"), "--commit goes with --sent N"),
        (("--export", "3"), "--export N needs --out FILE"),
        (("--field", f"answer={ANSWER}", "--out", "x.txt", "--quote"), "only a mail quotes what it answers"),
    ],
)
def test_options_that_do_not_go_together_are_named(
    draft: Draft, tmp_path: Path, wrong: tuple[str, ...], told: str
) -> None:
    result = draft(*(str(tmp_path / part) if part == "x.txt" else part for part in wrong))
    assert (result.code, told in result.err) == (2, True), result.err
    assert not (tmp_path / "x.txt").exists()


@pytest.mark.parametrize(
    ("going", "channel", "state"),
    [
        (("--on", DAY), "letter", "settled"),
        (("--on", DAY, "--as", "portal"), "portal", "settled"),
        (("--on", DAY, "--partly"), "letter", "part"),
        (("--message", "25", "--partly"), "email", "part"),
    ],
)
def test_how_it_went_and_how_much_it_answers_is_logged(
    assistant: Assistant, demo: Path, draft: Draft, going: tuple[str, ...], channel: str, state: str
) -> None:
    at = ("--record", demo, "--as-of", DAY)
    n = saved(draft)
    if "--message" in going:
        copy = assistant(*at, "log", CASE, "--out", "--channel", "email", "--text", ANSWER)
        assert copy.out == f"{CASE}#25\n"
    assert draft("--sent", n, *going).code == 0
    assert assistant(*at, "messages", CASE, "--format", "json").json["messages"][-1]["channel"] == channel
    obligations = assistant(*at, "show", CASE, "--format", "json").json["obligations"]
    assert next(o["state"] for o in obligations if o["n"] == 12) == state


def test_a_file_is_replaced_only_if_that_is_said_and_the_editor_has_the_last_word(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.txt"
    out.write_text("mine")
    (tmp_path / "editor").write_text("#!/bin/sh\necho 'As we said on the telephone.' >> \"$1\"\n")
    (tmp_path / "editor").chmod(0o700)
    monkeypatch.setenv("EDITOR", str(tmp_path / "editor"))
    given = ("--field", f"answer={ANSWER}", "--edit", "--out", out)
    assert (draft(*given).code, out.read_text()) == (1, "mine")
    assert draft(*given, "--force").code == 0
    assert out.read_text().endswith("As we said on the telephone.\n")


def test_a_regulator_that_is_not_configured_is_drafted_for_and_sent_to(assistant: Assistant, tmp_path: Path) -> None:
    record = ("--record", tmp_path / "R", "--as-of", "2026-09-20")
    assistant(*record, "log", "OFCOM", "--title", "Age", "--out", "--date", "2026-09-01", "--text", "When?")
    drafted = assistant(*record, "draft", "ofcom-2026-001", "--save")
    assert (drafted.code, "First reminder" in drafted.err) == (0, True), drafted.err
    assert assistant(*record, "draft", "ofcom-2026-001", "--sent", "3", "--on", "2026-09-20").code == 0

"""`chronology`, `briefing`, `stats`, `package`: forms, files, exit codes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant, Result

THREAD = "pta-2020-001"
DAY = ("--as-of", "2020-10-18")


@pytest.fixture
def ask(assistant: Assistant, demo: Path) -> Assistant:
    """The command on the demo record, as of the day of the case."""

    def call(*arguments: str | Path, stdin: str = "") -> Result:
        return assistant("--record", demo, *DAY, *arguments, stdin=stdin)

    return call


def test_a_chronology_in_every_form(ask: Assistant, tmp_path: Path) -> None:
    page = ask("chronology", THREAD)
    assert (page.code, page.err) == (0, "")
    assert "2020-10-12  from them  meeting, partial  #10" in page.out
    assert ask("chronology", "--regulator", "pta").out == page.out
    found = ask("chronology", THREAD, "--format", "json").json
    assert found["as_of"] == "2020-10-18"
    assert [row["entry"] for row in found["chronology"]] == [2, 5, 6, 8, 10, 15]
    assert [(o["entry"], o["state"]) for o in found["obligations"]][:2] == [(4, "settled"), (9, "part")]
    assert found["withheld"] == {"confidential": 0, "internal": 0, "erased": 0, "later": 0}
    rows = list(csv.DictReader(io.StringIO(ask("chronology", THREAD, "--format", "csv").out)))
    assert list(rows[0]) == list(found["chronology"][0])
    forms = {".html": b"<!DOCTYPE html>", ".docx": b"PK", ".md": b"# Chronology", ".txt": b"Chronology"}
    for ending, begins in forms.items():
        out = tmp_path / f"c{ending}"
        assert ask("chronology", THREAD, "--out", out).code == 0
        assert out.read_bytes().startswith(begins)
        assert out.stat().st_mode & 0o777 == 0o600


def test_a_period_bounds_it(ask: Assistant) -> None:
    found = ask("chronology", THREAD, "--from", "2020-10-01", "--to", "2020-10-11", "--format", "json").json
    assert [row["entry"] for row in found["chronology"]] == [6, 8]
    assert [o["entry"] for o in found["obligations"]] == [4, 9]
    page = ask("chronology", THREAD, "--from", "2020-10-01", "--to", "2020-10-11").out
    assert "from 1 October 2020 to 11 October 2020" in page


@pytest.mark.parametrize(
    "words",
    [
        ["chronology"],
        ["chronology", THREAD, "--regulator", "PTA"],
        ["chronology", "pta-2020-099"],
        ["chronology", "--regulator", "NOBODY"],
        ["chronology", THREAD, "--from", "2020-11-01", "--to", "2020-10-01"],
        ["chronology", THREAD, "--format", "docx"],
        ["chronology", THREAD, "--out", "x.odt"],
        ["chronology", "--regulator", "PTA", "--picture"],
        ["chronology", THREAD, "--picture", "--format", "csv"],
        ["chronology", THREAD, "--picture", "--from", "2020-10-01"],
        ["briefing", "NOBODY"],
        ["briefing", "PTA", "--format", "csv"],
        ["stats", "--regulator", "NOBODY"],
        ["package", THREAD, "--out", "p", "--audience", "press", "--confidential"],
        ["package", "--out", "p", "--audience", "press"],
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_an_error(ask: Assistant, words: list[str]) -> None:
    found = ask(*words)
    assert (found.code, found.out) == (2, "")
    assert found.err


def test_nothing_is_written_over(ask: Assistant, tmp_path: Path) -> None:
    out = tmp_path / "c.html"
    out.write_text("mine")
    for command in (["chronology", THREAD], ["briefing", "PTA"], ["package", THREAD, "--audience", "counsel"]):
        assert ask(*command, "--out", out).code == 2
    assert out.read_text() == "mine"


def test_a_picture_in_the_terminal_and_as_svg(ask: Assistant, tmp_path: Path) -> None:
    assert "81 days" in ask("chronology", THREAD, "--picture").out
    assert ask("chronology", THREAD, "--picture", "--out", tmp_path / "p.svg").code == 0
    assert (tmp_path / "p.svg").read_bytes().startswith(b"<svg ")


def test_a_briefing_in_every_form(ask: Assistant, tmp_path: Path) -> None:
    page = ask("briefing", "pta").out
    assert "pta-2020-001#12, due 2020-10-19 (in 1 day): “tangible timelines for the proposed actions”" in page
    found = ask("briefing", "PTA", "--format", "json").json
    assert found["matters"][0]["ball"] == "company"
    assert [promise["keeping"] for promise in found["promises"]] == ["open", "open"]
    for ending in (".html", ".docx", ".md"):
        assert ask("briefing", "PTA", "--out", tmp_path / f"b{ending}").code == 0


def test_a_form_is_named_alike_everywhere(ask: Assistant) -> None:
    for command in (
        ["chronology", THREAD],
        ["briefing", "PTA"],
        ["stats"],
        ["draft", THREAD, "--field", "answer=Yes."],
    ):
        long, short, plain, text = (ask(*command, "--format", f) for f in ("markdown", "md", "txt", "text"))
        assert (long.code, long.out) == (short.code, short.out), command
        assert long.out.startswith("# "), command
        assert plain.out == text.out != long.out, command


def test_where_there_is_nothing_that_is_said_beside_the_data(assistant: Assistant, tmp_path: Path) -> None:
    def ask(*words: str) -> Result:
        return assistant("--record", tmp_path / "record", "--as-of", "2020-10-18", *words)

    assert ask("log", "PTA", "--title", "Quiet", "--note", "--text", "nothing yet").code == 0
    for command in (["messages"], ["messages", THREAD], ["proposals"], ["draft", THREAD, "--history"]):
        said = ask(*command)
        assert (said.code, said.out, said.err.count("\n")) == (0, "", 1), command


def test_statistics(ask: Assistant, demo: Path) -> None:
    found = ask("stats", "--by", "channel", "--format", "json").json
    assert found["estimate"] == "Kaplan-Meier"
    assert found["stats"][0] == {
        "by": "channel", "group": "letter", "measure": "answer", "side": "regulator",
        "number": 1, "ended": 0, "open": 1, "median_days": None, "p90_days": None,
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(ask("stats", "--format", "csv").out)))
    assert [row["median_days"] for row in rows] == ["not reached", "84", "3"]
    text = ask("stats").out
    assert "Kaplan–Meier" in text
    assert "all  1       0      1     not reached   not reached" in text
    assert ask("stats", "--from", "2020-10-10", "--format", "json").json["stats"][0]["side"] == "company"
    journal = next((demo / "record").rglob("*.jsonl"))
    journal.write_bytes(journal.read_bytes().replace(b"demo", b"omed", 1))
    damaged = ask("stats")
    assert damaged.code == 3
    assert "cannot check pta-2020-001" in damaged.err


def test_a_package(ask: Assistant, tmp_path: Path) -> None:
    said = ask("package", THREAD, "--out", tmp_path / "p", "--audience", "press")
    assert said.code == 0
    assert "5 withheld: internal" in said.out
    zipped = ("package", "--regulator", "PTA", "--out", tmp_path / "p.zip", "--audience", "press")
    found = ask(*zipped, "--format", "json").json
    manifest = json.loads((tmp_path / "p" / "manifest.json").read_text(encoding="utf-8"))
    assert found["digest"] == manifest["digest"]
    assert found["digest"] in said.out
    assert found["withheld"] == manifest["withheld"]
    assert found["zip_sha256"] == hashlib.sha256((tmp_path / "p.zip").read_bytes()).hexdigest()


def test_what_is_confidential_is_in_no_report_that_does_not_ask_for_it(ask: Assistant, tmp_path: Path) -> None:
    words = ("--text", "Send the Zanzibar list.", "--request", "Send the Zanzibar list", "--subject", "Zanzibar")
    assert ask("log", THREAD, "--in", "--confidential", *words).code == 0
    for command in (
        ["chronology", THREAD],
        ["chronology", THREAD, "--picture"],
        ["briefing", "PTA"],
        ["facts", THREAD],
    ):
        told = ["Zanzibar" in ask(*command, *more).out for more in ((), ("--confidential",))]
        assert told == [False, True], command
    for name, more in (("without", ()), ("with", ("--confidential",))):
        assert ask("package", THREAD, "--out", tmp_path / name, "--audience", "counsel", *more).code == 0
        packed = b"".join(path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file())
        assert (b"Zanzibar" in packed) is (name == "with")


def test_what_was_known_on_a_day_is_all_that_is_told(assistant: Assistant, demo: Path, tmp_path: Path) -> None:
    known = ("--record", demo, "--known", "2020-10-10")
    assert len(assistant(*known, "chronology", THREAD, "--format", "json").json["chronology"]) == 4
    assert assistant(*known, "package", THREAD, "--out", tmp_path / "p", "--audience", "counsel").code == 0
    assert b"tangible timelines" not in (tmp_path / "p" / "entries" / f"{THREAD}.jsonl").read_bytes()
    assert assistant(*known, "stats").code == assistant(*known, "briefing", "PTA").code == 0

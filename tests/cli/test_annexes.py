"""A regulator's letter that came attached to a mail: from its import to the day on which its request is due."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Assistant, Result
from tests.mail.papers import LOCK, enclosing, pdf, word
from tests.mail.samples import SETTINGS_TEXT

LETTER = (
    "Pakistan Telecommunication Authority",
    "Islamabad, 12 October 2020",
    "Subject: Reports",
    "Dear Sir,",
    "Please provide the figures of September 2020 within 10 working days of receipt of this",
    "letter.",
    "We will publish our guideline by 30 October 2020.",
    *(f"{n}. (left blank)" for n in range(1, 31)),
    "The chairman of the Authority",
)
REQUEST = "Please provide the figures of September 2020 within 10 working days of receipt of this\nletter."
NAME = "our letter.pdf"
THREAD = "pta-2020-001"


class Record:
    """A record with one such mail in it, and the command line on it."""

    def __init__(self, assistant: Assistant, root: Path) -> None:
        self.root, self._assistant = root, assistant
        root.mkdir()
        settings = SETTINGS_TEXT.replace("[regulators.PTA]", '[regulators.PTA]\ncountry = "PK"')
        (root / "assistant.toml").write_text(settings)

    def __call__(self, *arguments: str | Path) -> Result:
        return self._assistant("--record", self.root, "--as-of", "2020-10-20", *arguments)

    def bring(self, *mails: bytes) -> None:
        for mail in mails:
            path = self.root.parent / f"{len(list(self.root.parent.iterdir()))}.eml"
            path.write_bytes(mail)
            assert self("import", path).code == 0


@pytest.fixture
def record(assistant: Assistant, tmp_path: Path) -> Record:
    made = Record(assistant, tmp_path / "record")
    made.bring(enclosing((NAME, pdf(LETTER))))
    return made


def test_its_requests_and_promises_are_proposed_with_the_annex_named_and_the_day_worked_out(record: Record) -> None:
    request, promise = record("proposals", THREAD, "--format", "json").json["proposals"]
    assert (request["id"], request["words"], request["due"]) == ("2:1", REQUEST, "2020-10-28")
    assert (request["owed_by"], promise["owed_by"], promise["due"]) == ("company", "regulator", "2020-10-30")
    assert {request["annex"], promise["annex"]} == {NAME}
    assert f"in the annex {NAME}" in record("proposals", THREAD).out


def test_one_that_is_accepted_quotes_the_letter_and_is_due_on_its_day(record: Record) -> None:
    assert record("open", THREAD, "--proposal", "2:1").code == 0
    (owed,) = record("show", THREAD, "--format", "json").json["obligations"]
    assert (owed["words"], owed["due"], owed["message"]) == (REQUEST, "2020-10-28", 2)
    assert f"Words in the annex {NAME}: “Please provide" in record("explain", f"{THREAD}#3").out
    gaps = record("--as-of", "2020-10-29", "check", "--format", "json").json["gaps"]
    assert [(gap["kind"], gap["due"], gap["state"]) for gap in gaps] == [("we-owe", "2020-10-28", "overdue")]
    assert [one["id"] for one in record("proposals", THREAD, "--format", "json").json["proposals"]] == ["2:2"]
    assert f"letter.”, in the annex {NAME}" in record("show", THREAD).out


def test_words_are_quoted_by_hand_and_turned_down_there_and_others_are_refused(record: Record) -> None:
    promise = ("--type", "commitment", "--owed-by", "regulator", "--message", "2")
    quoted = record("open", THREAD, "publish  our guideline", *promise)
    assert quoted.code == 0, quoted.err
    refused = record("open", THREAD, "repeal our guideline", *promise)
    assert (refused.code, "do not stand in #2" in refused.err) == (2, True)
    assert record("proposals", THREAD, "--dismiss", "2:1", "--reason", "figures were sent").code == 0
    assert record("proposals", THREAD, "--format", "json").json["proposals"] == []


def test_its_beginning_is_shown_and_all_of_it_where_that_is_asked_for(record: Record) -> None:
    shown = record("show", THREAD).out
    assert f"+ {NAME} ({len(pdf(LETTER))} bytes), read:\n      | Pakistan Telecommunication Authority\n" in shown
    assert "14 more lines: --annexes shows all" in shown
    assert "The chairman" not in shown
    assert "      | The chairman of the Authority\n" in record("show", THREAD, "--annexes").out
    (message,) = record("messages", THREAD, "--format", "json").json["messages"]
    (annex,) = message["attachments"]
    assert set(annex) == {"name", "type", "bytes", "sha256", "text", "doubt", "dated"}
    assert (annex["text"], annex["doubt"], annex["dated"]) == ("\n".join(LETTER), None, "2020-10-12")


def test_what_could_not_be_read_is_told(record: Record) -> None:
    scan, locked = ("scan.pdf", pdf(())), ("locked.pdf", pdf(LETTER, more=LOCK))
    record.bring(enclosing(scan, locked, ("x.bin", b"x"), Message_ID="<2@pta.gov.pk>"))
    shown = record("show", "pta-2020-002").out
    assert "+ scan.pdf" in shown
    assert "! a scan without a text layer: open it" in shown
    assert "! not read: it is locked with a password" in shown
    assert record("proposals", "pta-2020-002", "--format", "json").json["proposals"] == []


def test_its_words_are_found_and_said_to_stand_in_it(record: Record) -> None:
    (hit,) = record("search", "chairman", "--format", "json").json["hits"]
    assert (hit["entry"], hit["annex"], hit["quoted"]) == (2, NAME, False)
    assert "chairman" in hit["passage"]
    assert f"[in the annex {NAME}]" in record("search", "chairman").out
    (hit,) = record("search", "enclosed", "--format", "json").json["hits"]
    assert hit["annex"] is None


def test_a_question_is_answered_from_it(record: Record) -> None:
    answer = record("ask", "--built-in", "what did PTA say about the guideline?", "--format", "json").json
    assert "“We will publish our guideline by 30 October 2020.”" in answer["answer"]
    assert "in an annex" in answer["answer"]
    assert answer["entries"] == [f"{THREAD}#2"]
    assert all(claim["verified"] for claim in answer["claims"])


def test_a_model_is_given_no_more_of_it_than_there_is_room_for(record: Record) -> None:
    long = (f"Page {n}: nothing of note was found there in the year under report." for n in range(900))
    paper = word(paragraphs=(*long, "The gazebo is closed."))
    record.bring(enclosing(("long.docx", paper), Message_ID="<3@pta.gov.pk>"))
    settings = record.root / "assistant.toml"
    settings.write_text(f'{settings.read_text()}\n[model]\nbase_url = "http://127.0.0.1:1/v1"\nmodel = "tiny"\n')
    sent = record("ask", "--dry-run", "what did PTA say about the gazebo?").out
    assert "The gazebo is closed." in sent
    assert "Page 0:" in sent
    assert "Page 500:" not in sent
    assert len(sent) < 20_000


def test_a_sentence_is_held_against_it(record: Record, tmp_path: Path) -> None:
    text = tmp_path / "draft.txt"
    text.write_text("On 14 October 2020 you wrote: “We will publish our guideline by 30 October 2020.”")
    assert "quotation" not in record("draft", THREAD, "--check", text).err
    text.write_text("On 14 October 2020 you wrote: “We will repeal our guideline by 30 October 2020.”")
    assert "✗ quotation" in record("draft", THREAD, "--check", text).err


def test_the_same_mail_from_five_mailboxes_is_one_message(record: Record) -> None:
    for n in range(5):
        record.bring(enclosing((NAME, pdf(LETTER)), Received=f"from mx by box{n}; Wed, 14 Oct 2020 14:31:07 +0500"))
    assert len(record("messages", "--format", "json").json["messages"]) == 1


def test_what_is_erased_takes_its_letter_along(record: Record) -> None:
    record("search", "chairman")
    assert record("erase", f"{THREAD}#2", "--reason", "a duty").code == 0
    assert "chairman" not in "".join(path.read_text() for path in (record.root / "record").rglob("*.jsonl"))
    assert record("search", "chairman").code == 1
    assert not [path for path in (record.root / "originals").glob("*/*") if path.is_file()]
    assert record("verify").code == 0


def test_chronology_and_package_say_that_it_was_read(record: Record, tmp_path: Path) -> None:
    record("open", THREAD, "--proposal", "2:1")
    told = record("chronology", THREAD).out
    assert f"[annexed and read: {NAME}]" in " ".join(told.split())
    assert f"Request, in #2, annex {NAME}: “Please provide" in " ".join(told.split())
    out = tmp_path / "package"
    assert record("package", THREAD, "--audience", "regulator", "--out", out).code == 0
    exhibits = csv.DictReader((out / "exhibits.csv").read_text().splitlines())
    assert {row["name"]: row["read"] for row in exhibits} == {"Our letter": "", NAME: "yes"}
    assert "read in attached letters" in (out / "README.txt").read_text()

"""Letters in PDF and Word are read, or say why not."""

from __future__ import annotations

import io
import logging
import random
import sys
import zipfile
from datetime import UTC
from pathlib import Path

import docx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.letter_facts import letter_date, letter_subject
from assistant.mail.formats.letters import read_letter
from assistant.mail.parse import parse_mail
from assistant.mail.sources.sources import RawMail, Skipped, find_mail
from assistant.record.digest import sha256_hex
from assistant.record.kinds import Message
from tests.mail.papers import LINES, LOCK, pdf, rewritten, saved, word


@pytest.mark.parametrize(("raw", "name"), [(pdf(LINES), "letter.pdf"), (word(), "letter.docx")], ids=["pdf", "docx"])
def test_a_letter_is_a_message_with_the_file_attached(raw: bytes, name: str) -> None:
    mail = parse_mail(raw, UTC, f"post/{name}")
    assert mail.message.channel == "letter"
    assert mail.message.subject == "Removal of content"
    assert mail.message.dated == "2020-10-12"
    assert mail.message.sent is mail.message.received is None
    assert mail.message.text == "\n".join(LINES)
    assert not mail.message.sender.address
    assert mail.message.text_doubt == ""
    assert [(a.name, a.bytes, a.sha256) for a in mail.message.attachments] == [(name, len(raw), sha256_hex(raw))]
    assert mail.contents == (raw,)


def test_pages_follow_one_another_and_umlauts_survive() -> None:
    assert (
        read_letter(pdf(("Die Frist läuft",), ("am 20. Oktober ab.",)), "").text
        == "Die Frist läuft\n\nam 20. Oktober ab."
    )


def test_a_scan_is_an_empty_text_with_a_doubt() -> None:
    letter = read_letter(pdf(()), "scan 0017.pdf")
    assert (letter.text, letter.subject) == ("", "scan 0017")
    assert letter.text_doubt == "a scan without a text layer: nothing could be read from it"
    assert "without words" in read_letter(word(paragraphs=()), "x.docx").text_doubt


def test_locked_and_damaged_files_say_so() -> None:
    locked = pdf(LINES, more=LOCK)
    with pytest.raises(MailProblem, match="locked with a password"):
        read_letter(locked, "")
    for damaged in (
        pdf(LINES)[:9],
        b"%PDF-1.7\n" + b"{" * 500,
        word()[:3000],
        rewritten(word(), "word/document.xml", b"<"),
    ):
        with pytest.raises(MailProblem, match="damaged"):
            read_letter(damaged, "")


def test_a_word_file_that_unpacks_to_too_much_is_refused_unread() -> None:
    with pytest.raises(MailProblem, match="far too large"):
        read_letter(rewritten(word(), "word/document.xml", b" " * 30_000_000), "")


def test_a_page_that_draws_for_ever_is_left_out_and_named() -> None:
    letter = read_letter(pdf(("Page one",), b"q Q " * 8_000_000), "")
    assert letter.text == "Page one"
    assert letter.text_doubt


def test_a_word_file_is_read_in_its_order() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Telecommunication Authority"
    section.footer.paragraphs[0].text = "Page 1"
    document.add_heading("Subject: Fees", 1)
    table = document.add_table(rows=2, cols=2)
    for place, text in enumerate(["Item", "Fee", "Licence |", "10"]):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 1).add_table(rows=1, cols=2).cell(0, 0).text = "net"
    document.add_paragraph("After the table\twith a tab.")
    text = read_letter(saved(document), "").text
    assert text.split("\n") == [
        "Telecommunication Authority", "", "Subject: Fees", "Item | Fee", "Licence | | 10 net |",
        "After the table\twith a tab.", "", "Page 1",
    ]  # fmt: skip


def test_a_text_box_is_read_once() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    xml = f"<w:document {space} {mc}><w:body><!-- x --><w:p><w:r>{both}</w:r></w:p></w:body></w:document>"
    assert read_letter(rewritten(word(), "word/document.xml", xml.encode()), "").text == "In the box"


def test_entities_are_not_opened() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document {space}><w:body><w:p><w:r><w:t>a&e;</w:t></w:r></w:p></w:body></w:document>'  # noqa: E501
    assert read_letter(rewritten(word(), "word/document.xml", xml.encode()), "").text == "a"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 October 2020", "2020-10-12"),
        ("October 12, 2020", "2020-10-12"),
        ("Islamabad, the 12th October, 2020", "2020-10-12"),
        ("Bonn, den 3. März 2021", "2021-03-03"),
        ("Paris, le 1er février 2021", "2021-02-01"),
        ("Madrid, 5 de mayo de 2021", "2021-05-05"),
        ("Date: 2020-10-12", "2020-10-12"),
        ("Our ref: A/1 \t\t Dated: 12 Oct. 2020", "2020-10-12"),
        ("Ref. 4/2020      Brussels, 12 October 2020", "2020-10-12"),
        ("25.10.2020", "2020-10-25"),
        ("10/25/2020", "2020-10-25"),
        ("10.10.2020", "2020-10-10"),
        ("12.10.2020", None),
        ("Your letter of 3 October 2020", None),
        ("Your letter dated 3 October 2020", None),
        ("Reply by 3 October 2020", None),
        ("Order No. 17 3 October 2020", None),
        ("3 October 2020 is the day on which it was sent", None),
        ("30 February 2020", None),
        ("1 Octember 2020", None),
    ],
)
def test_the_date_of_a_letter_is_one_that_is_surely_its_own(line: str, day: str | None) -> None:
    assert letter_date(f"The Authority\n{line}\nSubject: x\nDear Sir,\n1 May 2019") == day


def test_two_dates_in_a_head_are_none_unless_one_is_labelled() -> None:
    assert letter_date("12 October 2020\n14 October 2020") is None
    assert letter_date("12 October 2020\n\n12 October 2020") == "2020-10-12"
    assert letter_date("Received, 14 October 2020\nDate: 12 October 2020") == "2020-10-12"
    assert letter_date("Dear Sir,\n12 October 2020") is None


@pytest.mark.parametrize(
    ("text", "title", "subject"),
    [
        ("Dear Sir,\nRe: Licence fees\nText", "Fees 2020", "Licence fees"),
        ("BETREFF: Gebühren", "", "Gebühren"),
        ("Subject:\nLicence fees", "", "Licence fees"),
        ("To the company\nText", "Licence fees", "Licence fees"),
        ("To the company\nText", "Microsoft Word - letter_final.docx", "To the company"),
        ("12 October 2020\n- 1 -\nTo the company", "Untitled", "To the company"),
        ("", "", "scan 17"),
        ("Reference: the law", "", "Reference: the law"),
    ],
)
def test_the_subject_of_a_letter(text: str, title: str, subject: str) -> None:
    assert letter_subject(text, title, "scan 17.pdf") == subject


def test_without_the_extra_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for library, raw in (("pypdf", pdf(LINES)), ("docx", word())):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(MailProblem, match=r"pip install 'regulator-assistant\[docs\]'"):
            parse_mail(raw, UTC, "letter")


def test_what_the_library_logs_stays_unheard(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("pypdf").setLevel(logging.NOTSET)
    read_letter(pdf(LINES).replace(b"startxref\n", b"startxref\n9"), "")
    assert not caplog.records
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_a_folder_gives_letters_and_passes_over_what_is_none(tmp_path: Path) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as package:
        package.writestr("letters/a.docx", word())
    files = {
        "a.pdf": pdf(LINES),
        "b.docx": word(),
        "c.zip": zipped.getvalue(),
        "d.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = list(find_mail([tmp_path]))
    assert [Path(f.path).name for f in found if isinstance(f, RawMail)] == ["a.pdf", "b.docx"]
    assert [Path(f.path).name for f in found if isinstance(f, Skipped)] == ["c.zip", "d.xls"]
    errors = [problem.error for name in ("c.zip", "d.xls") for problem in find_mail([tmp_path / name])]  # type: ignore[union-attr]
    assert "ZIP file" in errors[0]
    assert "holds no message" in errors[1]


@pytest.mark.parametrize("block", range(4))
def test_damaged_letters_are_read_or_refused(block: int) -> None:
    whole, paper = pdf(LINES, ("second",), title="t"), word()
    parts = ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "docProps/core.xml"]
    with zipfile.ZipFile(io.BytesIO(paper)) as package:
        contents = {part: package.read(part) for part in parts}
    read_all_the_same = 0
    for seed in range(block * 60, block * 60 + 60):
        chance = random.Random(seed)  # noqa: S311 - no secret
        part = chance.choice(parts)
        samples = [
            mutated(whole, chance),
            mutated(paper, chance),
            rewritten(paper, part, mutated(contents[part], chance)),
        ]
        for raw in samples:
            try:
                message = parse_mail(raw, UTC, "letter").message
            except MailProblem:
                continue
            assert msgspec.json.decode(msgspec.json.encode(message), type=Message) == message
            read_all_the_same += 1
    assert read_all_the_same > 30


def mutated(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(8, len(changed))
        changed[at : at + chance.randrange(9)] = chance.choice(
            [b"", b"0", b"<<", b"[", b"\xff\xff\xff\xff", chance.randbytes(5)]
        )
    return bytes(changed)


@settings(deadline=None)
@given(st.text(alphabet="12 .,-/Octobermay0\nDate:|\t2020", max_size=200))
def test_any_text_has_a_subject_and_perhaps_a_date(text: str) -> None:
    letter_subject(text, text, text)
    assert letter_date(text) is None or len(letter_date(text) or "") == 10

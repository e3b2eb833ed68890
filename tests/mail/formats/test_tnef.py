"""What Outlook wrapped in a `winmail.dat` is found again."""

from __future__ import annotations

import base64
import random
import struct
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.tnef import MOST_ATTACHMENTS, read_tnef
from assistant.mail.parse import ParsedMail, parse_mail
from assistant.record.kinds import Message, Party
from tests.mail.formats.outlook_samples import Ansi, compressed, mapi_list, mapi_object, winmail

CODE_PAGE = (1, 0x9007, struct.pack("<II", 1252, 0))
RTF = compressed(rb"{\rtf1\ansi Please provide the timelines.\par}")
BODY = (1, 0x9003, mapi_list({0x1009: RTF, 0x8123: "named", 0x0037: "Removal of content"}))
NOTICE = [
    (2, 0x9002, bytes(14)),
    (2, 0x8010, b"NOTICE~1.PDF\0"),
    (2, 0x800F, b"%PDF-1.4"),
    (2, 0x9005, mapi_list({0x3707: "Notice.pdf", 0x3705: 1})),
]
OLD_NAME = [(2, 0x9002, bytes(14)), (2, 0x8010, "Übersicht.txt\0".encode("cp1252")), (2, 0x800F, b"a list")]
WRAPPED = winmail(CODE_PAGE, BODY, *NOTICE, *OLD_NAME)


def mail_with(wrapped: bytes, text: str = "", name: str = "winmail.dat") -> ParsedMail:
    raw = (
        f"From: enforcement@pta.gov.pk\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: application/octet-stream; name={name}\n"
        f"Content-Transfer-Encoding: base64\n\n"
    ).encode()
    return parse_mail(raw + base64.encodebytes(wrapped) + b"--b--\n", UTC)


def test_text_that_lies_inside_is_the_text_of_a_mail_without_another() -> None:
    assert mail_with(WRAPPED).message.text == "Please provide the timelines."
    assert mail_with(WRAPPED, "See inside.").message.text == "See inside."


def test_attachments_come_out_beside_the_wrapping() -> None:
    mail = mail_with(WRAPPED, name="part.bin")
    assert [(a.name, a.type, a.bytes) for a in mail.message.attachments] == [
        ("part.bin", "application/octet-stream", len(WRAPPED)),
        ("Notice.pdf", "application/pdf", 8),
        ("Übersicht.txt", "text/plain", 6),
    ]
    assert mail.contents == (WRAPPED, b"%PDF-1.4", b"a list")


def test_a_mail_that_is_nothing_but_the_wrapping_is_read() -> None:
    raw = b"From: a@b.example\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n"
    assert parse_mail(raw + base64.encodebytes(WRAPPED), UTC).message.text == "Please provide the timelines."


def test_html_and_old_attributes_are_read() -> None:
    html = winmail(CODE_PAGE, (1, 0x9003, mapi_list({0x3FDE: 1252, 0x1013: "<p>Fr\xfch".encode("cp1252")})))
    assert mail_with(html).message.text == "Früh"
    assert mail_with(winmail(CODE_PAGE, (1, 0x800C, b"Fr\xfch\0"))).message.text == "Früh"


def test_a_wrapping_as_a_file_of_its_own_is_a_message() -> None:
    recipients = [{0x0C15: 1, 0x3001: "Sara Malik", 0x3002: "SMTP", 0x3003: "sara@northwind.example"}]
    rows = struct.pack("<I", len(recipients)) + b"".join(map(mapi_list, recipients))
    sender = {0x0C1A: Ansi(b"Director"), 0x0C1E: "SMTP", 0x0C1F: "enforcement@pta.gov.pk"}
    date = (1, 0x8005, struct.pack("<7H", 2020, 10, 12, 9, 30, 0, 1))
    raw = winmail(CODE_PAGE, (1, 0x8004, b"Removal\0"), date, (1, 0x9004, rows), (1, 0x9003, mapi_list(sender)))
    mail = parse_mail(raw, UTC, "winmail.dat").message
    assert (mail.subject, mail.sent) == ("Removal", "2020-10-12T09:30:00+00:00")
    assert mail.sender == Party("Director", "enforcement@pta.gov.pk")
    assert mail.to == (Party("Sara Malik", "sara@northwind.example"),)


def test_several_values_and_unknown_names_are_stepped_over() -> None:
    several = (
        struct.pack("<HHI", 0x101F, 0x1234, 2) + struct.pack("<I", 4) + b"a\0b\0" + struct.pack("<I", 2) + b"c\0\0\0"
    )
    numbered = struct.pack("<HH", 0x0003, 0x8001) + bytes(16) + struct.pack("<III", 0, 7, 1)
    numbers = struct.pack("<HHI", 0x1003, 0x1235, 2) + bytes(8)
    after = mapi_list({0x1000: "after them"})[4:]
    raw = winmail((1, 0x9003, struct.pack("<I", 4) + several + numbered + numbers + after))
    assert mail_with(raw).message.text == "after them"


def test_an_attached_message_becomes_a_mail_of_its_own() -> None:
    letter = {0x0037: "The first letter", 0x1000: "Inside", 0x0039: datetime(2020, 1, 2, tzinfo=UTC)}
    inner = winmail(CODE_PAGE, (1, 0x9003, mapi_list(letter)))
    says = (2, 0x800F, b"This is an embedded message.")
    raw = winmail((2, 0x9002, bytes(14)), says, (2, 0x9005, struct.pack("<I", 1) + mapi_object(0x3701, inner)))
    mail = mail_with(raw)
    assert mail.message.attachments[1].name == "The first letter.eml"
    again = parse_mail(mail.contents[1], UTC).message
    assert (again.subject, again.text, again.sent) == ("The first letter", "Inside", "2020-01-02T00:00:00+00:00")


def test_an_object_of_another_program_is_an_attachment() -> None:
    raw = winmail((2, 0x9002, bytes(14)), (2, 0x9005, struct.pack("<I", 1) + mapi_object(0x3701, b"cells")))
    assert mail_with(raw).contents[1] == b"cells"


def test_wrappings_in_wrappings_end() -> None:
    inner = winmail((1, 0x800C, b"innermost\0"))
    for _ in range(60):
        inner = winmail((2, 0x9002, bytes(14)), (2, 0x9005, struct.pack("<I", 1) + mapi_object(0x3701, inner)))
    assert len(mail_with(inner).message.attachments) == 2
    twice = winmail((2, 0x9002, bytes(14)), (2, 0x800F, WRAPPED))
    assert mail_with(twice).contents == (twice, WRAPPED), "one wrapping is opened, not what lies in it"


def test_a_damaged_wrapping_is_read_as_far_as_it_goes_and_kept() -> None:
    mail = mail_with(WRAPPED[:-5])
    assert mail.message.text == "Please provide the timelines."
    assert [a.name for a in mail.message.attachments] == ["winmail.dat", "Notice.pdf", "Übersicht.txt"]
    assert [a.name for a in mail_with(WRAPPED[:9]).message.attachments] == ["winmail.dat"]
    with pytest.raises(MailProblem, match="nothing can be read"):
        read_tnef(WRAPPED[:9])


def test_a_flood_of_attachments_stays_inside() -> None:
    raw = winmail(*[(2, 0x9002, b""), (2, 0x800F, b"x")] * (MOST_ATTACHMENTS + 10))
    assert len(mail_with(raw).message.attachments) == MOST_ATTACHMENTS + 1


@pytest.mark.parametrize("block", range(5))
def test_damaged_wrappings_are_read_or_refused(block: int) -> None:
    read_all_the_same = 0
    ways: list[Callable[[bytes], Message]] = [
        lambda raw: mail_with(raw).message,
        lambda raw: parse_mail(raw, UTC).message,
    ]
    for seed in range(block * 100, block * 100 + 100):
        chance = random.Random(seed)  # noqa: S311 - no secret
        raw = bytearray(WRAPPED)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randrange(5)] = chance.choice([b"\xff\xff\xff\xff", b"\0", chance.randbytes(3), b""])
        for read in ways:
            try:
                message = read(bytes(raw))
            except MailProblem:
                continue
            assert msgspec.json.decode(msgspec.json.encode(message), type=Message) == message
            read_all_the_same += 1
    assert read_all_the_same > 130


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_in_a_wrapping_are_survived(raw: bytes) -> None:
    mail_with(WRAPPED[:6] + raw)
    mail_with(winmail((1, 0x9003, raw), (1, 0x9004, raw), (2, 0x9005, raw)))

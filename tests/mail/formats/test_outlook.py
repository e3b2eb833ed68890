"""Outlook's files say what the mail in them said."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.compound import read_compound
from assistant.mail.parse import ParsedMail, parse_mail
from assistant.record.kinds import Message, Party
from tests.mail.formats.outlook_samples import Ansi, compound, compressed, embedded, message, msg, stored
from tests.mail.samples import LETTER

SENT = datetime(2020, 10, 12, 9, 30, tzinfo=UTC)
ARRIVED = datetime(2020, 10, 12, 9, 31, tzinfo=UTC)
INTERNAL = "/O=NORTHWIND/OU=EXCHANGE/CN=RECIPIENTS/CN=SARA"
TRANSPORT = (
    "Microsoft Mail Internet Headers Version 2.0\r\n"
    "Received: from mx by mail.northwind.example; Mon, 12 Oct 2020 14:31:07 +0500\r\n"
    'From: "Director (Enforcement)" <enforcement@pta.gov.pk>\r\nTo: Sara Malik\r\n'
    "Subject: =?utf-8?Q?Entfernung_von_Inhalten?=\r\nDate: Mon, 12 Oct 2020 14:30:00 +0500\r\n"
    "Message-ID: <letter-1@pta.gov.pk>\r\nReferences: <a@pta.gov.pk>\r\n <b@pta.gov.pk>\r\n"
    'Content-Type: multipart/mixed; boundary="gone"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
)
SARA = {0x0C15: 1, 0x3001: "Sara Malik", 0x3002: "EX", 0x3003: INTERNAL, 0x39FE: "sara@northwind.example"}
PDF = {0x3705: 1, 0x3701: b"%PDF-1.4 not really", 0x3707: "Notice of 12 October.pdf", 0x3704: "NOTICE~1.PDF"}
MEMO = {
    0x001A: "IPM.Note",
    0x0037: "Removal of content",
    0x0039: SENT,
    0x0E06: ARRIVED,
    0x0042: "Sara Malik",
    0x0064: "EX",
    0x0065: INTERNAL.lower(),
    0x0C1A: "Front Desk",
    0x0C1E: "SMTP",
    0x0C1F: "desk@northwind.example",
    0x1000: "Please provide the timelines.\r\n",
    0x1035: "<memo-1@northwind.example>",
    0x1042: "<letter-1@pta.gov.pk>",
    0x1039: "<letter-0@pta.gov.pk> <letter-1@pta.gov.pk>",
}


def read(raw: bytes) -> ParsedMail:
    return parse_mail(raw, UTC)


def read_note(values: dict[int, Any], **others: Any) -> ParsedMail:
    return read(msg(MEMO | values, **others))


def test_a_message_within_one_organisation_is_read_from_its_properties() -> None:
    others = [
        {0x0C15: 2, 0x3001: "'boss@northwind.example'", 0x3002: "SMTP", 0x3003: "boss@northwind.example"},
        {0x0C15: 3, 0x3001: 'Legal "A", team', 0x3002: "SMTP", 0x3003: "legal@northwind.example"},
    ]
    mail = read(msg(MEMO, [SARA, *others]))
    assert mail.message.sender == Party("Sara Malik", "sara@northwind.example")
    assert mail.message.to == (Party("Sara Malik", "sara@northwind.example"),)
    assert mail.message.cc == (Party("", "boss@northwind.example"),)
    assert mail.bcc == (Party('Legal "A", team', "legal@northwind.example"),)
    assert mail.message.subject == "Removal of content"
    assert mail.message.text == "Please provide the timelines."
    assert mail.message.sent == "2020-10-12T09:30:00+00:00"
    assert mail.message.received == "2020-10-12T09:31:00+00:00"
    assert mail.message.message_id == "memo-1@northwind.example"
    assert mail.message.in_reply_to == "letter-1@pta.gov.pk"
    assert mail.message.references == ("letter-0@pta.gov.pk", "letter-1@pta.gov.pk")
    assert mail.message.proposed_class == "substantive"
    assert mail.message.channel == "email"


def test_the_headers_a_mail_came_with_win_over_properties() -> None:
    mail = read_note({0x007D: TRANSPORT}, recipients=[SARA]).message
    assert mail.sender == Party("Director (Enforcement)", "enforcement@pta.gov.pk")
    assert mail.subject == "Entfernung von Inhalten"
    assert (mail.sent, mail.received) == ("2020-10-12T14:30:00+05:00", "2020-10-12T14:31:07+05:00")
    assert mail.message_id == "letter-1@pta.gov.pk"
    assert mail.references == ("a@pta.gov.pk", "b@pta.gov.pk")
    assert mail.text == "Please provide the timelines."
    assert mail.to == (Party("Sara Malik", "sara@northwind.example"),), "the header had the name alone"


def test_an_internal_address_that_nothing_resolves_leaves_the_name_alone() -> None:
    assert read(msg(MEMO)).message.sender == Party("Sara Malik", "")
    assert read_note({0x5D02: "s.malik@northwind.example"}).message.sender.address == "s.malik@northwind.example"


def test_a_draft_has_no_date_and_a_bad_date_is_none() -> None:
    draft = {number: value for number, value in MEMO.items() if number not in {0x0039, 0x0E06}}
    assert read(msg(draft)).message.sent is None
    assert read(msg(draft | {0x0039: 7})).message.sent is None


def test_old_messages_in_a_code_page_are_decoded() -> None:
    values = {0x3FFD: 1251, 0x0037: Ansi("Сроки удаления".encode("cp1251")), 0x1000: Ansi("Ответ".encode("cp1251"))}
    mail = read_note(values, attachments=[{0x3701: b"x", 0x3704: Ansi("Письмо.doc".encode("cp1251"))}]).message
    assert (mail.subject, mail.text) == ("Сроки удаления", "Ответ")
    assert [(a.name, a.type) for a in mail.attachments] == [("Письмо.doc", "application/msword")]


def test_the_mark_of_a_prefix_is_no_part_of_the_subject() -> None:
    assert read_note({0x0037: "\x01\x05RE: Removal"}).message.subject == "RE: Removal"


def test_html_is_read_in_its_code_page_when_there_is_no_plain_text() -> None:
    html = "<p>Frist l&auml;uft</p><table><tr><td>bis</td><td>Dezember, früh</td></tr></table>".encode("cp1252")
    assert (
        read_note({0x1000: " \r\n", 0x1013: html, 0x3FDE: 1252}).message.text == "Frist läuft\n\nbis | Dezember, früh"
    )
    assert read_note({0x1000: "", 0x1013: "<p>Текст</p>"}).message.text == "Текст"


def test_rich_text_is_the_last_resort() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 The first line\par the second\par}"
    for packed in (compressed(rtf), stored(rtf)):
        assert read_note({0x1000: "", 0x1009: packed}).message.text == "The first line\nthe second"


def test_attachments_keep_their_names_types_and_bytes() -> None:
    path = {0x3705: 2, 0x370D: "\\\\server\\share\\Annex.xlsx"}
    image = {0x3705: 1, 0x3701: b"\x89PNG", 0x3707: "logo.png", 0x370E: "image/png", 0x3712: "logo@x"}
    odd = {0x3701: b"?", 0x3707: 'a"b.bin', 0x370E: "multipart/mixed"}
    mail = read(msg(MEMO, attachments=[PDF, path, image, odd]))
    assert [(a.name, a.type, a.bytes) for a in mail.message.attachments] == [
        ("Notice of 12 October.pdf", "application/pdf", 19),
        ("Annex.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0),
        ("logo.png", "image/png", 4),
        ("a'b.bin", "application/octet-stream", 1),
    ]
    assert mail.contents[0] == PDF[0x3701]


def test_a_large_attachment_comes_whole() -> None:
    large = bytes(range(256)) * 300
    assert read(msg(MEMO, attachments=[PDF | {0x3701: large}])).contents == (large,)


def test_an_attached_message_becomes_a_mail_that_can_be_read() -> None:
    inner = embedded(MEMO | {0x0037: "The first letter", 0x1000: "Ältere Frist"}, [SARA], [PDF])
    mail = read(msg(MEMO, attachments=[{0x3705: 5, 0x3001: "The first letter", 0x3701: inner}]))
    assert [(a.name, a.type) for a in mail.message.attachments] == [("The first letter.eml", "message/rfc822")]
    again = read(mail.contents[0])
    assert (again.message.subject, again.message.text) == ("The first letter", "Ältere Frist")
    assert again.message.sender == Party("Sara Malik", "sara@northwind.example")
    assert again.contents == (PDF[0x3701],)
    assert mail.contents == read(msg(MEMO, attachments=[{0x3705: 5, 0x3701: inner}])).contents, "the same each time"


def test_messages_attached_to_one_another_are_read_to_a_depth() -> None:
    nested = embedded(MEMO | {0x0037: "innermost"})
    for level in range(40):
        nested = embedded(MEMO | {0x0037: f"level {level}"}, attachments=[{0x3705: 5, 0x3701: nested}])
    mail = read(msg(MEMO, attachments=[{0x3705: 5, 0x3701: nested}]))
    assert b"Level 39".lower() in mail.contents[0].lower()


def test_an_embedded_object_of_another_program_is_an_attachment() -> None:
    sheet = embedded({})
    del sheet["__properties_version1.0"]
    sheet |= {"CONTENTS": b"cells", "\x01CompObj": b"longer than the cells"}
    mail = read(msg(MEMO, attachments=[{0x3705: 6, 0x3001: "Sheet", 0x3701: sheet}]))
    assert (mail.message.attachments[0].name, mail.contents) == ("Sheet", (b"cells",))


def test_the_signed_mail_within_is_taken_instead_of_the_wrapping() -> None:
    signed = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary="s"\r\n\r\n--s\r\n\r\nAs signed.\r\n'
        b"--s\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nMII\r\n--s--\r\n"
    )
    kind = {0x001A: "IPM.Note.SMIME.MultipartSigned", 0x1000: "A copy."}
    mail = read_note(kind, attachments=[{0x3701: signed, 0x370E: "multipart/signed", 0x3707: "smime.p7m"}]).message
    assert (mail.text.strip(), [a.name for a in mail.attachments]) == ("As signed.", ["smime.p7s"])


def test_a_report_of_failed_delivery_is_a_bounce_about_its_mail() -> None:
    failed = {0x0C15: 1, 0x3001: "Enforcement", 0x3002: "SMTP", 0x3003: "enforcement@pta.gov.pk"}
    values = {0x001A: "REPORT.IPM.Note.NDR", 0x1046: "<ours-1@northwind.example>", 0x1001: "Nobody of that name."}
    mail = read(msg({0x0037: "Unzustellbar: Our questions"} | values, [failed]))
    assert mail.message.proposed_class == "bounce"
    assert mail.message.undelivered_id == "ours-1@northwind.example"
    assert mail.proposal.recipients == ("enforcement@pta.gov.pk",)
    assert mail.message.text == "Nobody of that name."
    assert not mail.message.attachments, "what Outlook keeps as properties was never attached"


@pytest.mark.parametrize(
    "kind", ["REPORT.IPM.Note.IPNRN", "REPORT.IPM.Note.DR", "IPM.Note.Rules.OofTemplate.Microsoft"]
)
def test_receipts_and_notes_of_absence_are_automatic(kind: str) -> None:
    mail = read_note({0x001A: kind, 0x1046: "<ours-1@northwind.example>"})
    assert mail.message.proposed_class == "automatic"
    assert mail.proposal.about_ids == (("ours-1@northwind.example",) if kind.startswith("REPORT") else ())


def test_where_answers_go_is_read_from_entries() -> None:
    one_off = b"\x81\x2b\x1f\xa4\xbe\xa3\x10\x19\x9d\x6e\x00\xdd\x01\x0f\x54\x02"
    names = "Replies\0SMTP\0replies@pta.gov.pk\0".encode("utf-16-le")
    entry = bytes(4) + one_off + b"\0\0\x01\x90" + names
    assert read_note({0x004F: bytes(12) + entry}).reply_to == (Party("Replies", "replies@pta.gov.pk"),)


def test_a_file_called_msg_that_is_a_plain_mail_is_read_as_one() -> None:
    assert parse_mail(LETTER, UTC, "letter.msg").message.message_id == "letter-1@pta.gov.pk"
    assert parse_mail(b"From x@y Mon Oct 12 2020\n" + LETTER, UTC, "a.eml").message.message_id == "letter-1@pta.gov.pk"


def test_an_office_file_is_no_message() -> None:
    with pytest.raises(MailProblem, match="does not begin like a mail"):
        read(compound({"WordDocument": b"text"}))
    inside = compound({"ObjectPool": message(MEMO)})
    with pytest.raises(MailProblem, match="holds no message"):
        read(inside)


SAMPLE = msg(MEMO, [SARA], [PDF, {0x3705: 5, 0x3701: embedded(MEMO, [SARA])}])
HTML_SAMPLE = msg({0x0037: "x", 0x1009: compressed(rb"{\rtf1\fromhtml1 {\*\htmltag <p>}a}")}, [SARA], [PDF])


def read_or_refused(raw: bytes) -> bool:
    try:
        parsed = read(raw)
    except MailProblem:
        return False
    assert msgspec.json.decode(msgspec.json.encode(parsed.message), type=Message) == parsed.message
    assert len(parsed.contents) == len(parsed.message.attachments)
    return True


@pytest.mark.parametrize("block", range(6))
def test_damaged_files_are_read_or_refused(block: int) -> None:
    read_all_the_same = 0
    for seed in range(block * 100, block * 100 + 100):
        chance = random.Random(seed)  # noqa: S311 - no secret
        raw = bytearray(chance.choice([SAMPLE, HTML_SAMPLE]))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw))
            match chance.randrange(3):
                case 0:
                    raw[at : at + 4] = chance.choice(
                        [b"\xff\xff\xff\xff", bytes(4), b"\x01\0\0\0", b"\xff\xff\xff\x7f"]
                    )
                case 1:
                    raw[at : at + 1] = chance.randbytes(1)
                case _:
                    del raw[at : at + chance.choice([1, 64, 512])]
        read_all_the_same += read_or_refused(bytes(raw))
    assert read_all_the_same > 10


def test_a_file_that_is_cut_off_anywhere_says_so() -> None:
    for end in range(512, len(SAMPLE) - 512, 301):
        with pytest.raises(MailProblem, match=r"damaged|begin like"):
            read(SAMPLE[:end])


def test_a_directory_that_leads_in_a_circle_is_refused() -> None:
    entry = SAMPLE.find("__recip_version1.0".encode("utf-16-le"))
    for place in (68, 72, 76):
        circle = SAMPLE[: entry + place] + bytes(4) + SAMPLE[entry + place + 4 :]
        with pytest.raises(MailProblem, match="leads astray"):
            read_compound(circle)


def test_parts_that_share_their_bytes_cannot_grow() -> None:
    raw = bytearray(compound({"large": bytes(400_000)} | {f"other {number}": bytes(5000) for number in range(20)}))
    large = raw.find("large".encode("utf-16-le"))
    for number in range(20):
        other = raw.find(f"other {number}".encode("utf-16-le"))
        raw[other + 116 : other + 128] = raw[large + 116 : large + 128]
    with pytest.raises(MailProblem, match="larger than the file"):
        read_compound(bytes(raw))


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.integers(1, 0x7FFF), st.text(max_size=40) | st.binary(max_size=40), max_size=20))
def test_any_properties_make_a_message(values: dict[int, Any]) -> None:
    read_or_refused(msg(values, [values], [values]))

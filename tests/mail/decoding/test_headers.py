"""Header fields as they come in real and hostile mail."""

from __future__ import annotations

from datetime import UTC

import msgspec
import pytest

from assistant.mail.decoding.addresses import LONGEST_LIST, MOST_PARTIES, read_list, read_parties
from assistant.mail.decoding.charsets import decoded, many_lines
from assistant.mail.decoding.headers import MOST_IDS, decoded_words, message_ids, own_id, parameters
from assistant.mail.parse import parse_mail
from tests.mail.samples import mail


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?Q?Fristverl=C3=A4ngerung?=", "Fristverlängerung"),
        ("=?ISO-8859-1?Q?Stra=DFe_12?=", "Straße 12"),
        ("=?utf-8?B?2LPZhNin2YU=?=", "سلام"),
        ("=?utf-8?B?2LPZhNin2YU?=", "سلام"),  # padding missing
        ("Re: =?utf-8?Q?a?= =?utf-8?Q?b?= c", "Re: ab c"),  # blanks between words are dropped, others not
        ("=?utf-8?B?w6?= =?utf-8?B?pA?=", "ä"),  # a character cut between two words
        ("=?utf-8*en?Q?hello?=", "hello"),
        ("=?no-such-charset?Q?=C3=A4?=", "ä"),
        ("=?punycode?Q?abc?=", "abc"),
        ("=?utf-8?Q?What?_now?=", "What? now"),  # an unencoded question mark
        ("=?utf-8?Q?broken", "=?utf-8?Q?broken"),
        ("=?utf-7?Q?+2AA-?=", ""),  # half a character
        ("=?utf-8?Q?a=00b=1B[31m?=", "a\ufffdb\ufffd[31m"),
        ("one\ttwo", "one two"),
    ],
)
def test_encoded_words_are_decoded_as_well_as_they_can_be(value: str, text: str) -> None:
    assert decoded_words(value) == text


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        (b"\xc3\xa4", "utf-8", "ä"),
        (b"\xe4", "utf-8", "ä"),  # mislabelled
        (b"caf\xe9 \xc3\xa4", "us-ascii", "café ä"),  # mixed
        (b"\x93quoted\x94", "iso-8859-1", "“quoted”"),  # Windows-1252 under a common wrong name
        (b"\xb0\xa1", "ks_c_5601-1987", "가"),
        (b"\xc4\xe3", "gb2312", "你"),
        (b"\xff\xfea\x00", "utf-16", "a"),
        (b"plain", "utf-16", "plain"),
        (b"abc", "unicode_escape", "abc"),
        (b"abc", "x" * 500, "abc"),
        (b"abc", "zlib", "abc"),
        (b"abc", "\x00", "abc"),
    ],
)
def test_bytes_are_read_whatever_charset_they_claim(raw: bytes, charset: str, text: str) -> None:
    assert decoded(raw, charset) == text


def test_text_keeps_its_lines_and_loses_its_controls() -> None:
    assert many_lines("a\r\nb\rc\x0cd\x00\x1b[0m\ud800\te") == "a\nb\nc\nd\ufffd\ufffd[0m\te"


@pytest.mark.parametrize(
    ("value", "parties"),
    [
        ("Ali Khan <ali@pta.gov.pk>", ["Ali Khan <ali@pta.gov.pk>"]),
        ('"Khan, Ali" <ali@pta.gov.pk>', ["Khan, Ali <ali@pta.gov.pk>"]),
        ("Khan, Ali <ali@pta.gov.pk>, b@x.com", ["Khan, Ali <ali@pta.gov.pk>", "b@x.com"]),
        ("b@x.com (Bob (the (nested) one))", ["Bob  the  nested  one <b@x.com>"]),
        ("undisclosed-recipients:;", []),
        ('Team: a@x.com, "C D" <c@x.com>;', ["a@x.com", "C D <c@x.com>"]),
        ('"chair@pta.gov.pk" <eve@evil.example>', ["chair@pta.gov.pk <eve@evil.example>"]),
        ("chair@pta.gov.pk <eve@evil.example>", ["chair@pta.gov.pk <eve@evil.example>"]),
        ("eve@evil.example(<chair@pta.gov.pk>)", ["<chair@pta.gov.pk> <eve@evil.example>"]),
        ('"Foo <a@x.com>', ["Foo <a@x.com>"]),
        ("Foo (bar <a@x.com>", ["Foo  bar <a@x.com>"]),
        ("<@relay.example:a@x.com>", ["a@x.com"]),
        ("=?utf-8?q?Khan=2C_Ali_=3Ceve=40x=3E?= <ali@pta.gov.pk>", ["Khan, Ali <eve@x> <ali@pta.gov.pk>"]),
        ("a @ x.com", ["a@x.com"]),
        ("a@x   . com, B . C <b@x.com>", ["a@x.com", "B . C <b@x.com>"]),
        ("A <a@x.com>, b@x.com, ", ["A <a@x.com>", "b@x.com"]),
        ('"" <a@x.com>', ["a@x.com"]),
        ('"odd \\" name" <a@x.com>', ['odd " name <a@x.com>']),
        ("A: B: a@x.com, b@x.com;", ["a@x.com", "b@x.com"]),
        ('"a@b"@x.com', ['"a@b"@x.com']),
        ("=?utf-8?q?a=40x=2Ecom=2C?= b@x.com", ["a@x.com, <b@x.com>"]),
        ("The Chairman", ["The Chairman"]),
        ("'a@x.com' <a@x.com>", ["a@x.com <a@x.com>"]),
        ("<a@x.com> <b@x.com>", ["a@x.com", "b@x.com"]),
        ('"=?utf-8?Q?J=C3=BCrgen?=" <j@x.com>', ["Jürgen <j@x.com>"]),
        ("", []),
        (",,;;<>", []),
    ],
)
def test_address_lists_name_the_people_they_are_for(value: str, parties: list[str]) -> None:
    assert [str(party) for party in read_parties([value])] == parties


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("<a@x> <b@x>", ("a@x", "b@x")),
        ("<a@x><b@x><a@x>", ("a@x", "b@x")),
        ("<a@x>\n\t<b@x>", ("a@x", "b@x")),
        ("(see <no@x>) <a@x> (comment)", ("a@x",)),
        ("<a@x\n y>", ("a@xy",)),
        ("a@x, b@x", ("a@x", "b@x")),
        ('Your message of "Mon, 12 Oct" <a@x>', ("a@x",)),
        ("Message from bob@example.com of Tuesday", ()),
        ("<>", ()),
        ("", ()),
    ],
)
def test_ids_are_read_without_brackets_in_order_and_once(value: str, ids: tuple[str, ...]) -> None:
    assert message_ids(value) == ids


def test_an_own_id_needs_neither_brackets_nor_an_at_sign() -> None:
    assert own_id("20201012.123") == "20201012.123"
    assert own_id("<a@x>") == "a@x"
    assert own_id("two words") is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ('a/b; name="x.pdf"', "x.pdf"),
        ("a/b; name=x y.pdf", "x y.pdf"),
        ("a/b; name*=utf-8''%C3%A4.pdf", "ä.pdf"),
        ("a/b; name*0*=utf-8''%C3%A4; name*1=b; name*2*=%20c.pdf", "äb c.pdf"),
        ('a/b; name="=?utf-8?Q?=C3=A4=2Epdf?="', "ä.pdf"),
        ('a/b; name*0="=?utf-8?Q?=C3=A4=2Epd"; name*1="f?="', "ä.pdf"),  # an encoded word in two pieces
        ("a/b; name*0*=utf-8''%3D%3Futf-8%3FQ%3F; name*1*=a%3F%3D", "=?utf-8?Q?a?="),  # a name that reads like one
        (r'a/b; name="C:\TEMP\new 1.pdf"', r"C:\TEMP\new 1.pdf"),  # a path whose backslashes were not doubled
        (r'a/b; name="a \"b\" \\ c.pdf"', r'a "b" \ c.pdf'),
        ('a/b; name="never closed', "never closed"),
        ("a/b; name*=x", "x"),
        ("a/b", ""),
    ],
)
def test_parameters_are_decoded_in_every_way_senders_encode_them(value: str, name: str) -> None:
    assert parameters(value).get("name", "") == name


def test_folded_headers_are_one_line() -> None:
    message = parse_mail(mail(subject="Removal\n of\n\tcontent"), UTC).message
    assert message.subject == "Removal of content"


@pytest.mark.parametrize(
    "name", ["x" * 4_000 + ".pdf", "../../etc/passwd", "C:\\docs\\a.pdf", "..", "a\x00b\x1b[2J.pdf", "/", "💥\ud83d"]
)
def test_attachment_names_are_for_people_and_harmless(name: str) -> None:
    raw = mail(
        Content_Type="multipart/mixed; boundary=b",
        text=f'--b\nContent-Disposition: attachment; filename="{name}"\n\nbytes\n--b--'.encode(
            "utf-8", "replace"
        ).decode(),
    )
    (attachment,) = parse_mail(raw, UTC).message.attachments
    assert attachment.name
    assert len(attachment.name) < 220
    assert not set(attachment.name) & set("/\\\x00\x1b")
    assert attachment.name != ".."


def test_hostile_headers_give_a_message_that_can_be_stored() -> None:
    raw = (
        b'From: "\x00Eve\xff" <eve\x00@pta.gov.pk>\nTo: =?utf-7?Q?+2AA-?= <a@b>\nSubject: \x1b]0;owned\x07 \xed\xa0\x80'
        b"\nMessage-ID: <a\x00b@\xffx>\nReferences: <\xf0\x9f@y>\nContent-Type: text/pl\x00ain\nX-Autoreply: \x00\n\nhi"
    )
    message = parse_mail(raw, UTC).message
    stored = msgspec.json.encode(message).decode("utf-8")
    assert not any(f"\\u00{code:02x}" in stored for code in range(0x20))
    assert message.text == "" or message.text == "hi"
    assert message.attachments or message.text


def test_a_line_that_is_no_header_begins_the_body() -> None:
    message = parse_mail(b"Subject: x\nFrom: a@b\nDear Sir or Madam,\n\nmore", UTC).message
    assert message.text == "Dear Sir or Madam,\n\nmore"


def test_the_envelope_line_and_a_byte_order_mark_are_no_obstacle() -> None:
    raw = b"\xef\xbb\xbfFrom bob Mon Oct 12 09:00:00 2020\n>From bob\nSubject: x\n\nhi"
    assert parse_mail(raw, UTC).message.subject == "x"


BROKEN = b"""Received: from mx by mail.northwind.example;
Mon, 12 Oct 2020 14:31:07 +0500
To: sara@northwind.example
Subject: A subject that was
folded without a blank
X-One: 1
not a field
From: enforcement@pta.gov.pk
Date: Mon, 12 Oct 2020 14:30:00 +0500

Text
"""


def test_a_header_with_broken_lines_is_read_to_its_end_and_they_are_kept() -> None:
    message = parse_mail(BROKEN, UTC).message
    assert (message.sender.address, message.sent) == ("enforcement@pta.gov.pk", "2020-10-12T14:30:00+05:00")
    assert message.subject == "A subject that was folded without a blank"
    assert message.received == "2020-10-12T14:31:07+05:00"
    assert message.text == "Text"


def test_text_that_follows_a_whole_header_without_a_blank_line_stays_text() -> None:
    raw = mail(text="x").replace(b"\n\nx", b"\nDear Sir,\nFrom: our side\nDate: today\n\nx")
    message = parse_mail(raw, UTC).message
    assert message.text == "Dear Sir,\nFrom: our side\nDate: today\n\nx"
    assert message.sender.address == "enforcement@pta.gov.pk"


def test_a_first_line_of_text_is_no_broken_header() -> None:
    message = parse_mail(b"Subject: x\nDear Sir,\nthis is the text.\n\nFrom: nobody\n", UTC).message
    assert message.text == "Dear Sir,\nthis is the text.\n\nFrom: nobody"


def test_a_line_end_within_a_value_adds_no_field() -> None:
    message = parse_mail(mail(subject="x\rBcc: eve@evil.example", Cc="a@x\r\n b@x"), UTC).message
    assert message.subject == "x Bcc: eve@evil.example"
    assert parse_mail(mail(subject="=?utf-8?Q?x=0D=0ABcc:_eve@evil.example?="), UTC).bcc == ()


@pytest.mark.parametrize(
    "form", ["n{}@pta.gov.pk", "Ann <n{}@pta.gov.pk>", '"Ann" (x) <n{}@pta.gov.pk>', "<n{}@pta.gov.pk>;"]
)
def test_of_a_flood_of_recipients_the_first_are_read_and_that_is_said(form: str) -> None:
    flood = ", ".join(form.format(number) for number in range(50_000))
    message = parse_mail(mail(to=flood, Cc="cc@pta.gov.pk"), UTC).message
    assert [party.address for party in message.to] == [f"n{number}@pta.gov.pk" for number in range(MOST_PARTIES)]
    assert [party.address for party in message.cc] == ["cc@pta.gov.pk"]
    assert "more addresses in its To than were read" in message.text_doubt


def test_as_many_recipients_as_are_read_leave_no_doubt() -> None:
    every = ", ".join(f"n{number}@pta.gov.pk" for number in range(MOST_PARTIES))
    message = parse_mail(mail(to=every), UTC).message
    assert (len(message.to), message.text_doubt) == (MOST_PARTIES, "")
    assert not read_list([every, "one@more.example"]).complete


def test_a_list_is_cut_between_two_addresses() -> None:
    long = f'"{"n" * 1_000}" <a@pta.gov.pk>, ' * (LONGEST_LIST // 1_000)
    found = read_list([long])
    assert not found.complete
    assert {party.address for party in found.parties} == {"a@pta.gov.pk"}


def test_of_a_flood_of_ids_the_first_and_the_newest_are_read() -> None:
    ids = tuple(f"{number}@pta.gov.pk" for number in range(100_000))
    found = message_ids(" ".join(f"<{one}>" for one in ids))
    assert len(found) == MOST_IDS
    assert (found[0], found[1:]) == (ids[0], ids[1 - MOST_IDS :])
    assert message_ids("".join(f"<{one}>" for one in ids)) == found
    assert message_ids("<" * 1_000_000) == message_ids("()" * 500_000) == ()

"""Whatever the bytes: a message that can be stored, or a sentence that says why not."""

from __future__ import annotations

import random
from datetime import UTC

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mail.decoding.addresses import read_parties
from assistant.mail.decoding.headers import decoded_words, parameters
from assistant.mail.decoding.html_text import html_to_text
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.parse import parse_mail
from assistant.record.kinds import Message
from tests.mail.samples import ALTERNATIVE, BOUNCE, LETTER, READ_RECEIPT, mail

FLOWED = mail(
    text="> a \n>b \nc", Content_Type="text/plain; format=flowed; charset=iso-2022-jp", Cc='"A, B" <a@b>, c@d (e)'
)
HTML = mail(
    text="<table><tr><td><p>a</p><td><a href='x'>b</a></table><ol><li>c", Content_Type="text/html; charset=utf-7"
)
SEEDS = [LETTER, ALTERNATIVE, BOUNCE, READ_RECEIPT, FLOWED, HTML]
PIECES = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\n\n", b"\r", b"--b\n", b"--inner--\n",
    b"=?utf-8?B?", b"?=", b'"', b"<", b">", b"(", b";", b"charset=utf-16;", b"filename*0*=utf-16''%d8",
    b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Transfer-Encoding: base64\n",
]  # fmt: skip


def read_or_refused(raw: bytes) -> bool:
    """Whether `raw` is read; fails if anything but `MailProblem` is raised or the message could not be stored."""
    try:
        parsed = parse_mail(raw, UTC)
    except MailProblem:
        return False
    stored = msgspec.json.encode(parsed.message)
    assert msgspec.json.decode(stored, type=Message) == parsed.message
    assert len(parsed.contents) == len(parsed.message.attachments)
    return True


def mutated(seed: int) -> bytes:
    """A sample mail with a few cuts, swaps and foreign pieces, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    raw = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(raw) + 1), chance.randrange(1, 40)
        match chance.randrange(4):
            case 0:
                del raw[at : at + length]
            case 1:
                raw[at:at] = chance.choice(PIECES)
            case 2:
                raw[at:at] = raw[chance.randrange(len(raw) + 1) :][:length]
            case _:
                raw[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(raw)


@pytest.mark.parametrize("block", range(10))
def test_mutants_of_real_mails_are_read_or_refused(block: int) -> None:
    assert sum(read_or_refused(mutated(seed)) for seed in range(block * 100, block * 100 + 100)) > 80


@given(st.binary(max_size=400))
def test_any_bytes_after_a_header_are_read(raw: bytes) -> None:
    read_or_refused(b"From: a@b\n" + raw)


@settings(max_examples=50)
@given(
    st.binary(max_size=200),
    st.sampled_from(["utf-16", "utf-7", "utf-32", "iso-2022-jp", "hz", "gb2312", "big5", "cp037"]),
)
def test_any_bytes_in_any_charset_are_text(raw: bytes, charset: str) -> None:
    read_or_refused(f"From: a@b\nContent-Type: text/plain; charset={charset}\n\n".encode() + raw)


@given(st.text(alphabet='a@b.<>"(),;:\\ =?', max_size=60))
def test_any_address_list_is_read(value: str) -> None:
    for party in read_parties([value]):
        assert party.name or party.address


@given(st.text(max_size=60), st.text(alphabet="<>/!-ab &;\"'=", max_size=60))
def test_any_header_and_any_markup_are_read(value: str, markup: str) -> None:
    decoded_words(value)
    parameters(f"x; {value}")
    html_to_text(markup)


FLOODS = {
    "quotes": '"' * 50_000,
    "escapes": '\\"' * 50_000,
    "comments": "(" * 50_000,
    "angles": "<" * 50_000,
    "words": "=?a?q?" * 20_000,
    "addresses": "a@b," * 20_000,
    "parameters": ";x=" * 20_000,
}


@pytest.mark.parametrize("value", FLOODS.values(), ids=FLOODS.keys())
def test_floods_in_headers_are_survived(value: str) -> None:
    fields = dict.fromkeys(("Cc", "References", "Content_Disposition", "X_Autoreply", "Received"), value)
    read_or_refused(mail(sender=value, subject=value, date=value, **fields))


MEGABYTE = 1_000_000
LARGE_FLOODS = {
    "from": ("", {"From": '"a" <a@b>, '}),
    "to": ("", {"To": ";x="}),
    "references": ("", {"References": "()"}),
    "delimiters": ("--b\n", {"Content-Type": "multipart/mixed; boundary=b"}),
    "flowed": ("> \n", {"Content-Type": "text/plain; format=flowed"}),
    "lines": ("=\n", {}),
    "paragraphs": ("<p>a", {"Content-Type": "text/html"}),
    "scripts": ("<script>", {"Content-Type": "text/html"}),
    "quotations": ("<blockquote>a\n", {"Content-Type": "text/html"}),
}


@pytest.mark.parametrize(("body", "fields"), LARGE_FLOODS.values(), ids=LARGE_FLOODS.keys())
def test_a_megabyte_of_one_thing_is_survived(body: str, fields: dict[str, str]) -> None:
    lines = [f"{name}: {value * (1 if body else MEGABYTE // len(value))}" for name, value in fields.items()]
    read_or_refused("\n".join(["Date: today", *lines, "", body * (MEGABYTE // max(len(body), 1))]).encode())


def test_preformatted_text_within_many_quotations_does_not_grow_beyond_measure() -> None:
    text = html_to_text("<blockquote>" * 50 + "<pre>" + "a\n" * 100_000)
    assert text.count("a") == 100_000
    assert len(text) < 10 * 2 * 100_000


@pytest.mark.parametrize("line", ["> x", "-- ", "", "On a b wrote:", "-----Original Message-----", "- - -"])
def test_floods_of_lines_are_survived(line: str) -> None:
    read_or_refused(mail(text=f"{line}\n" * 30_000, Content_Type="text/plain; format=flowed"))


def test_an_empty_mail_and_one_without_headers_say_so() -> None:
    with pytest.raises(MailProblem, match="empty"):
        parse_mail(b" \n ", UTC)
    with pytest.raises(MailProblem, match="does not begin like a mail"):
        parse_mail(b"Dear Sir,\n\nText: x", UTC)

"""Rich text says what its author wrote, whatever formatting stands around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mail.decoding.html_text import html_to_text
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.rtf import decompressed, read_rtf, rtf_body
from tests.mail.formats.outlook_samples import compressed, stored

HEAD = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Gothic;}}"


def text_of(body: bytes, head: bytes = HEAD) -> str:
    text, is_html = read_rtf(head + body + b"}")
    assert not is_html
    return text


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"\pard Dear Sir,\par we write\line again\tab now", "Dear Sir,\nwe write\nagain\tnow"),
        (b"one\r\n two", "one two"),
        (rb"a\{b\}c\\d\~e\_f\-g", "a{b}c\\d\u00a0e‑fg"),
        (rb"\ldblquote Yes\rdblquote\endash no\emdash\bullet", "“Yes”–no—•"),
        (rb"Gr\'fc\'dfe \u8364 ?100 \u-10187?\u-9085?", "Grüße €100 𝒃"),
        (rb"{\uc2\u8220 \'93\'94quoted}\u8221 x.", "“quoted”."),
        (rb"{\f1 \'d1\'f0\'ee\'ea} {\f2 \'93\'fa\'96\{} \'e9", "Срок 日本 é"),
        (rb"{\f1 \'d1{\b \'f0}}\'e9", "Срé"),
        (rb"{\*\unknown hidden}{\info{\author Somebody}}{\pict 89504e47}shown", "shown"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt the link}} after", "the link after"),
        (rb"\trowd a\cell b\cell\row c\cell d\cell\row", "a | b\nc | d"),
        (b"\\bin4 \\}{\\shown", "shown"),
        (rb"{\b bold {\i both} }end}} behind", "bold both end behind"),
    ],
)
def test_text_is_read(rtf: bytes, text: str) -> None:
    assert text_of(rtf) == text


def test_html_in_rich_text_is_taken_out_again() -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}"
        rb"{\*\htmltag19 <html>}{\*\htmltag50 <body>}\htmlrtf \lang1033 \htmlrtf0 "
        rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Deadline: \'f1\'f0\'ee\'ea{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 "
        rb"{\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 30 October\htmlrtf }\htmlrtf0 {\*\htmltag92 </b>}"
        rb"{\*\mhtmltag84 <a href=x>}\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag27 </html>}}"
    )
    html, is_html = read_rtf(rtf)
    assert is_html
    assert html == "<html><body><p>Deadline: срок&nbsp;<b>30 October</b></p></html>"
    assert html_to_text(html) == "Deadline: срок 30 October"


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab \\{}par\n", max_size=300).map(str.encode))
def test_what_was_compressed_comes_back(raw: bytes) -> None:
    rtf = b"{\\rtf1 " + raw
    assert decompressed(compressed(rtf)) == rtf
    assert decompressed(stored(rtf)) == rtf


def test_repetitions_that_overlap_and_cross_the_window_come_back() -> None:
    rtf = b"{\\rtf1 " + b"WXYZ" * 100 + bytes(range(48, 91)) * 200 + b"aaaaaaaaaaaaaaaaaaaaa}"
    assert decompressed(compressed(rtf)) == rtf
    assert len(compressed(rtf)) < len(rtf)


def test_damaged_compression_gives_what_is_sound() -> None:
    packed = compressed(b"{\\rtf1 " + bytes(range(32, 127)) * 3 + b"}")
    for end in range(len(packed)):
        assert (b"{\\rtf1 " + bytes(range(32, 127)) * 3 + b"}").startswith(decompressed(packed[:end]))
    assert rtf_body(packed[:20]) == ("", False)
    assert rtf_body(b"") == ("", False)


PIECES = [
    b"{", b"}", b"\\", b"\\*", b"\\'", b"\\'e9", b"\\u1", b"\\u99999999999", b"\\uc9", b"\\f1", b"\\fonttbl", b"\\bin9",
    b"\\htmltag", b"\\htmlrtf", b"\\htmlrtf0", b"\\fromhtml1", b"\\par", b"\\cell", b" ", b"a", b"\xff", b"\0", b"\n",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_pieces_are_read(pieces: list[bytes]) -> None:
    text, _ = read_rtf(b"{\\rtf1 " + b"".join(pieces))
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    "piece", [b"{", b"{}", b"{a", b"\\u1", b"\\'e9", b"\\f1 a", b"a\\~", b"\\", b"{\\*\\x ", b"\\bin1"]
)
def test_time_grows_with_length_only(piece: bytes) -> None:
    def seconds(count: int) -> float:
        begin = time.process_time()
        read_rtf(b"{\\rtf1 " + piece * count)
        return time.process_time() - begin

    bound = 20 * max(min(seconds(5_000) for _ in range(3)), 0.001)
    assert any(seconds(40_000) < bound for _ in range(3))


def test_a_flood_of_marks_is_refused() -> None:
    with pytest.raises(MailProblem, match="more pieces"):
        read_rtf(b"{\\rtf1" + b"{}" * 300_000)

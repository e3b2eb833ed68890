"""The text a person would read, and what hangs beside it."""

from __future__ import annotations

from datetime import UTC
from hashlib import sha256

import pytest

from assistant.mail.decoding.html_text import MOST_TAGS, html_to_text
from assistant.mail.decoding.mime import DEEPEST, MOST_PARTS, Part, read_parts
from assistant.mail.decoding.uuencoded import MOST_FILES
from assistant.mail.parse import parse_mail
from assistant.mail.written.quoting import unflowed
from tests.mail.samples import ALTERNATIVE, mail


def text_of(raw: bytes) -> str:
    return parse_mail(raw, UTC).message.text


def test_plain_text_is_preferred_and_attachments_are_kept_with_their_bytes() -> None:
    parsed = parse_mail(ALTERNATIVE, UTC)
    assert parsed.message.text == "Die Frist läuft am 20. Oktober ab."
    (attachment,) = parsed.message.attachments
    assert (attachment.name, attachment.type) == ("notice.pdf", "application/pdf")
    assert parsed.contents == (b"%PDF-1.4 not really",)
    assert attachment.bytes == 19
    assert attachment.sha256 == sha256(parsed.contents[0]).hexdigest()


def test_windows_line_ends_make_no_difference() -> None:
    one, other = parse_mail(ALTERNATIVE, UTC), parse_mail(ALTERNATIVE.replace(b"\n", b"\r\n"), UTC)
    assert one.message == other.message
    assert one.contents == other.contents


def test_html_is_read_where_plain_text_is_empty_or_missing() -> None:
    empty = ALTERNATIVE.replace(b"Die Frist l=C3=A4uft am 20.=20Oktober ab.", b"  ")
    assert text_of(empty) == "Die Frist läuft ab."
    assert text_of(mail(text="<p>One<p>Two", Content_Type="text/html")) == "One\n\nTwo"


UUENCODED = """Dear Sir,

the notice is enclosed.

begin 644 Kündigung 1.pdf
(1&5A<B!3:7(
`
end

Yours faithfully
"""


def test_a_file_that_stands_in_the_text_as_before_mime_is_attached() -> None:
    parsed = parse_mail(mail(text=UUENCODED, Content_Type="text/plain; charset=utf-8"), UTC)
    (attachment,) = parsed.message.attachments
    assert (attachment.name, parsed.contents) == ("Kündigung 1.pdf", (b"Dear Sir",))
    assert parsed.message.text == "Dear Sir,\n\nthe notice is enclosed.\n\n\nYours faithfully"


def test_files_beyond_the_most_that_a_text_has_stay_words() -> None:
    message = parse_mail(mail(text="begin 644 a\n!80``\n`\nend\n" * (MOST_FILES + 1)), UTC).message
    assert len(message.attachments) == MOST_FILES
    assert message.text == "begin 644 a\n!80``\n`\nend"


@pytest.mark.parametrize(
    "text",
    [
        "You say:\nbegin 644 is what stands there, in your letter.",
        "As in\nbegin 644 notice.pdf\nend\nwith nothing between.",
        "As in\nbegin 644 notice.pdf\nA NOTICE IN CAPITALS, LONGER THAN ITS FIRST ONE PROMISES\nend",
        "As in\nbegin 644 notice.pdf\n(1&5A<B!3:7(\nbut never ended.",
    ],
)
def test_words_about_such_a_file_are_none(text: str) -> None:
    message = parse_mail(mail(text=text), UTC).message
    assert (message.text, message.attachments) == (text, ())


@pytest.mark.parametrize(
    "html",
    [
        "<!DOCTYPE html>\n<html><head><title>Notice</title></head>\n<body><p>A &amp; B</p></body></html>\n",
        "<p>A &amp; B</p>\n\n",
        '<DIV class="x">A &amp; B</DIV>',
    ],
)
def test_html_that_is_called_plain_is_read_as_html(html: str) -> None:
    assert text_of(mail(text=html, Content_Type="text/plain")) == "A & B"


@pytest.mark.parametrize("text", ["<p> is what you forgot to close", "Close it:\n<p>A</p>", "<person@pta.example></p>"])
def test_tags_within_plain_text_are_its_words(text: str) -> None:
    assert text_of(mail(text=text)) == text


STUB = """--b

Your program cannot show this message.
--b
Content-Type: text/html

<p>{html}</p>
--b--"""


def test_a_plain_part_that_says_next_to_nothing_does_not_hide_the_other() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    raw = mail(Content_Type="multipart/alternative; boundary=b", text=STUB.format(html=words))
    assert text_of(raw).split() == ["Your", "program", "cannot", "show", "this", "message.", *words.split()]
    short = mail(Content_Type="multipart/alternative; boundary=b", text=STUB.format(html="<b>Shown</b>" * 3))
    assert text_of(short) == "Your program cannot show this message."


def test_markup_without_words_does_not_replace_a_short_plain_text() -> None:
    html = "<span style='color: #000000; font-family: Calibri'></span>" * 100 + "Your program."
    raw = mail(Content_Type="multipart/alternative; boundary=b", text=STUB.format(html=html))
    assert text_of(raw) == "Your program cannot show this message."


HOSTILE = {
    "../../etc/passwd": "passwd",
    "CON": "CON",
    "C:\\\\temp\\\\list.pdf": "list.pdf",
    "..": "unnamed",
    "x" * 4_000 + ".pdf": "x" * 200 + "….pdf",
    "a\tb\x07c.pdf": "a b\ufffdc.pdf",
    "=?utf-8?Q?a/b=0Ac.pdf?=": "b c.pdf",
}


@pytest.mark.parametrize(("given", "shown"), HOSTILE.items())
def test_names_of_attachments_are_one_step_of_one_line_and_bounded(given: str, shown: str) -> None:
    text = f'--b\n\nx\n--b\nContent-Disposition: attachment; filename="{given}"\n\ny\n--b--'
    (attachment,) = parse_mail(mail(Content_Type="multipart/mixed; boundary=b", text=text), UTC).message.attachments
    assert attachment.name == shown


def test_a_forwarded_mail_takes_no_path_from_its_subject() -> None:
    text = "--b\n\nx\n--b\nContent-Type: message/rfc822\n\nSubject: ../a\\b\n\ny\n--b--"
    (attachment,) = parse_mail(mail(Content_Type="multipart/mixed; boundary=b", text=text), UTC).message.attachments
    assert attachment.name == "..-a-b.eml"


def test_every_text_of_a_mixed_mail_is_read_in_order() -> None:
    raw = mail(
        Content_Type="multipart/mixed; boundary=b",
        text="--b\n\nfirst\n--b\nContent-Type: image/png\n\nxx\n--b\nContent-Type: text/html\n\n<p>second\n"
        "--b\n\nlist footer\n--b--",
    )
    assert text_of(raw) == "first\nsecond\nlist footer"


@pytest.mark.parametrize(
    ("text", "content_type", "expected"),
    [
        ("--b\n\none\n--b--\nlist footer", "multipart/mixed; boundary=b", "one list footer"),
        ("--b\n\none\n--b\n\ntwo\n--b--", "multipart/alternative; boundary=b", "one two"),
        ("--b\n\ncut off in the middle", "multipart/mixed; boundary=b", "cut off in the middle"),
        ("no part at all", "multipart/mixed; boundary=b", "no part at all"),
        ("no boundary named", "multipart/mixed", "no boundary named"),
        ("before\n--b\nContent-Type: image/png\n\nx\n--b--\nafter", "multipart/mixed; boundary=b", "before\nafter"),
        ("text", "text", "text"),
        ("text", "nonsense; charset=none", "text"),
        ('{"a": 1}', "text/x-unknown", '{"a": 1}'),
        ("--b\nContent-Disposition: attachment\n\nonly this\n--b--", "multipart/mixed; boundary=b", "only this"),
        ("--b\nContent-Type: text/plain; name=a\n\none\n--b\n\ntwo\n--b--", "multipart/mixed; boundary=b", "one two"),
        ("--b\nno header here\n--b--", "multipart/mixed; boundary=b", "no header here"),
    ],
)  # fmt: skip
def test_no_text_is_lost_in_a_broken_structure(text: str, content_type: str, expected: str) -> None:
    assert text_of(mail(text=text, Content_Type=content_type)).split() == expected.split()


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", "RGVhciBTaXI=", "Dear Sir"),
        ("base64", "RGVhciBTaXI", "Dear Sir"),
        ("BASE64 ", "RGVh*ciBT\naXI=", "Dear Sir"),
        ("base64", "RGVhciA=U2ly", "Dear Sir"),
        ("quoted-printable", "Dear =\nSir=2E =XX", "Dear Sir. =XX"),
        ("x-uuencode", "begin 644 a\n(1&5A<B!3:7(\n`\nend", "Dear Sir"),
        ("8bit", "Dear Sir", "Dear Sir"),
        ("nonsense", "Dear Sir", "Dear Sir"),
        ("base64", "This was never encoded at all.", "This was never encoded at all."),
        ("base64", "RGVhciBTaXI=\n_______\nThe list of us", "Dear Sir\n_______\nThe list of us"),
        ("base64", "RGVhciBT\naXI=\n\nSent by way of\nthe gate", "Dear Sir\nSent by way of\nthe gate"),
        ("x-uuencode", "never encoded", "never encoded"),
    ],
)
def test_transfer_encodings_are_undone_even_when_damaged(encoding: str, body: str, text: str) -> None:
    assert text_of(mail(text=body, Content_Transfer_Encoding=encoding)) == text


def test_a_forwarded_mail_is_an_attachment_named_by_its_subject() -> None:
    inner = "From: a@b\nSubject: Earlier order\nContent-Type: multipart/mixed; boundary=in\n\n--in\n\ninner\n--in--"
    raw = mail(
        Content_Type="multipart/mixed; boundary=b",
        text=f"--b\n\nouter\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--",
    )
    parsed = parse_mail(raw, UTC)
    assert parsed.message.text == "outer"
    assert parsed.message.attachments[0].name == "Earlier order.eml"
    assert parsed.contents[0] == inner.encode()


def nested(depth: int) -> bytes:
    levels = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return f"From: a@b\n{levels}\ninnermost text".encode()


def test_three_thousand_levels_of_parts_are_read_and_their_text_found() -> None:
    assert text_of(nested(3_000)) == "innermost text"
    part, depth = read_parts(nested(3_000)), 0
    while part.parts:
        part, depth = part.parts[0], depth + 1
    assert depth == DEEPEST


def test_text_on_every_level_is_kept_in_order_however_deep() -> None:
    levels = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n\nt{n}\n--b{n}\n" for n in range(300))
    assert text_of(f"From: a@b\n{levels}\nend".encode()).split() == [*(f"t{n}" for n in range(300)), "end"]


def test_a_flood_of_parts_is_bounded_and_the_rest_stays_in_the_last() -> None:
    raw = b"From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * (MOST_PARTS + 50)
    parts: tuple[Part, ...] = read_parts(raw).parts
    assert len(parts) <= MOST_PARTS
    assert parts[-1].content.count(b"--b") > 40


def test_boundaries_that_begin_alike_or_repeat_are_told_apart() -> None:
    alike = mail(
        Content_Type="multipart/mixed; boundary=ab",
        text="--ab\nContent-Type: multipart/mixed; boundary=abc\n\n--abc\n\none\n--abc--\n--ab\n\ntwo\n--ab--",
    )
    same = alike.replace(b"abc", b"ab")
    assert text_of(alike) == "one\ntwo"
    assert text_of(same).split() == ["one", "two"]


HTML = """<html><head><title>Title</title><style>p { color: red }</style></head><body>
<p>Dear&nbsp;Sir,</p>
<p>See <a href="https://pta.gov.pk/x?a=1&amp;b=2">the page</a> and <a href="http://www.pta.gov.pk/">pta.gov.pk</a>.</p>
<table><tr><th>Item</th><th>Due</th></tr>
<tr><td><p class=MsoNormal>List A</p></td><td><p>12 Oct</p></td></tr></table>
<ul><li>one</li><li><p>two</p></li></ul><ol><li>x<li>y</ol>
a<br>b<br><br>c 1 < 2 &amp; 3 <!-- hidden --><script>alert("x")</script> end
<div>On Monday Ali wrote:</div><blockquote type=cite><p>old<br>older</p></blockquote>
</body></html>"""

TEXT = """Dear Sir,

See the page <https://pta.gov.pk/x?a=1&b=2> and pta.gov.pk.

Item | Due
List A | 12 Oct

- one
- two

1. x
2. y

a
b

c 1 < 2 & 3 end
On Monday Ali wrote:

> old
> older"""


def test_html_is_read_as_a_person_would() -> None:
    assert html_to_text(HTML) == TEXT


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<script>never closed<p>text", "never closed\n\ntext"),
        ("<style>never closed", "never closed"),
        ("<!-- never closed <p>text", "<!-- never closed\n\ntext"),
        ("a <b", "a <b"),
        ("<p title='a > b'>text", "text"),
        ("&#0;&#xD800;&unknown;&amp", "\ufffd\ufffd&unknown;&"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="https://evil.example">https://pta.gov.pk</a>', "https://pta.gov.pk <https://evil.example>"),
        ("", ""),
        ("</a></ul></blockquote></td>x", "x"),
        ('<p>a<img src=x alt="Seal of the authority">b<img alt="">', "a[Seal of the authority] b"),
        ("1 < 2 <3 <- <p>x", "1 < 2 <3 <-\n\nx"),
        ('<p title="a<b">x</p><p title="never closed>y</p>', "x\n\ny"),
        ("<pre>a&#13;&#10;b&#12;c</pre>", "a\nb\nc"),
        ("<P>A<BR/>B<Br>C", "A\nB\nC"),
    ],
)
def test_broken_html_loses_no_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize("piece", ["<!--", '<a "', "<script>", "<", '<a href="x">', "<blockquote>", "<td>x", "<![if"])
def test_floods_of_open_tags_are_survived(piece: str) -> None:
    assert isinstance(html_to_text(piece * 20_000), str)


@pytest.mark.parametrize(
    "form", ["<p>n{}", "<li><b>n</b>{}</li>\n", "<tr><td>n{}</td></tr>", "<DIV class='x'>&#110;{}</DIV>"]
)
def test_a_page_of_more_tags_than_are_laid_out_keeps_every_word_on_its_line(form: str) -> None:
    lines = html_to_text("".join(form.format(number) for number in range(MOST_TAGS + 1_000))).split("\n")
    words = [line.removeprefix("- ") for line in lines if line]
    assert words == [f"n{number}" for number in range(MOST_TAGS + 1_000)]


def test_flowed_text_is_joined_by_depth() -> None:
    text = "One long \nline.\n>> quoted \n>> on.\n> outer\n-- \nAli"
    assert unflowed(text) == "One long line.\n>> quoted on.\n> outer\n-- \nAli"
    assert unflowed("ab \ncd", delete_space=True) == "abcd"
    assert text_of(mail(text="Two \nlines", Content_Type="text/plain; format=flowed")) == "Two lines"

"""Text in its charset, in the charset it really is in, or with a word that it may not be as it was written."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mail.decoding.charsets import codec_named, many_lines, read_text
from assistant.mail.decoding.guessing import guessed
from assistant.mail.parse import parse_mail
from tests.mail.samples import mail

RUSSIAN = "Уважаемая госпожа Малик, просим представить сроки удаления материалов до конца месяца."
CHINESE = "尊敬的先生：请在三十日之前提供有关网络内容删除的时间表。此致敬礼。"
TAIWANESE = "敬啟者：請於三十日前提供有關網路內容移除之時程表。此致敬禮。"
JAPANESE = "拝啓、削除の期限について三十日までにお知らせください。よろしくお願いいたします。"
KOREAN = "안녕하십니까. 삭제 일정에 대한 자료를 삼십일까지 제출하여 주시기 바랍니다. 감사합니다."


@pytest.mark.parametrize(
    ("text", "written", "named"),
    [
        ("Délai: 5 €", "cp1252", "iso-8859-1"),
        ("Délai “bref”", "cp1252", "ISO_8859-1"),
        ("Ünvan ş", "cp1254", "iso-8859-9"),
        ("Łódź „tak”", "cp1250", "iso-8859-2"),
        ("通知 €", "gb18030", "gb2312"),
        ("名前①", "cp932", "Shift_JIS"),
        ("똠방각하", "cp949", "euc-kr"),
        ("敬啟者 €", "cp950", "big5"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp1251", "win-1251"),
        ("Frist – 5 €", "utf-7", "unicode-1-1-utf-7"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (JAPANESE, "iso2022_jp", ""),
        ("שלום", "iso-8859-8", "iso-8859-8-i"),
        ("Уважаемые коллеги", "mac-cyrillic", "x-mac-cyrillic"),
        ("Wide", "utf-16", "utf-16"),
        ("Plain", "ascii", "x-nobody-knows"),
    ],
)
def test_a_text_in_the_charset_it_means_is_read_without_a_doubt(text: str, written: str, named: str) -> None:
    assert read_text(text.encode(written), named) == (text, "")


@pytest.mark.parametrize(
    ("text", "written", "named", "doubt"),
    [
        ("Verlängerung", "utf-8", "iso-8859-1", "it names the charset iso-8859-1, but was written, and read, as UTF-8"),
        (CHINESE, "utf-8", "gb2312", "it names the charset gb2312, but was written, and read, as UTF-8"),
        (JAPANESE, "utf-8", "iso-2022-jp", "it names the charset iso-2022-jp, but was written, and read, as UTF-8"),
        ("Délai", "utf-8", "x-none", "it names the charset “x-none”, which is not known; it was read as UTF-8"),
        ("Délai", "cp1252", "us-ascii", "it has bytes that are not us-ascii; what is not UTF-8 was read as"),
        ("Délai", "cp1252", "", "it names no charset; what is not UTF-8 was read as Windows-1252"),
        (RUSSIAN, "koi8-r", "", "it names no charset; it was read as koi8-r, a guess"),
        (RUSSIAN, "cp1251", "unknown-8bit", "not known; it was read as cp1251, a guess"),
        (CHINESE, "gb18030", "", "gb18030, a guess"),
        (TAIWANESE, "cp950", "", "cp950, a guess"),
        (JAPANESE, "euc_jp", "", "euc_jp, a guess"),
        (JAPANESE, "cp932", "", "cp932, a guess"),
        (KOREAN, "cp949", "", "cp949, a guess"),
    ],
)
def test_a_wrong_unknown_or_missing_charset_is_made_good_and_marked(
    text: str, written: str, named: str, doubt: str
) -> None:
    read, why = read_text(text.encode(written), named)
    assert read == text
    assert doubt in why


def test_bytes_that_do_not_fit_are_shown_as_such_and_marked() -> None:
    text, doubt = read_text(CHINESE.encode("gb18030")[:-1] + b"\xff", "gb2312")
    assert text.startswith(CHINESE[:10])
    assert "some of its bytes are not gb2312" in doubt


def test_a_row_of_zero_bytes_is_shown_as_one_mark() -> None:
    assert many_lines("Notice." + "\x00" * 900) == "Notice.\ufffd"
    assert many_lines("a\x00b\x1b\x1b") == "a\ufffdb\ufffd\ufffd"


def test_text_that_is_utf_8_but_for_a_few_bytes_stays_utf_8() -> None:
    assert read_text(f"{RUSSIAN} Délai".encode() + b" \xe9t\xe9", "utf-8")[0] == f"{RUSSIAN} Délai été"


MINISTRY = b"\x1b$BAmL3>J-!\x1b(B 1 \x1b$B-j|b66\x1b(B"
"""As Japanese programs write it: three of its characters stand in no standard set, and in every Japanese mail."""


@pytest.mark.parametrize("named", ["iso-2022-jp", "ISO-2022-JP-MS", "us-ascii", ""])
def test_japanese_is_read_with_the_characters_that_its_charset_lacks(named: str) -> None:
    assert read_text(MINISTRY, named)[0] == "総務省① 1 ㈱髙橋"
    assert read_text(MINISTRY, "iso-2022-jp")[1] == ""


def test_a_damaged_japanese_character_is_shown_as_such_and_the_others_are_read() -> None:
    text, doubt = read_text(b"\x1b$BAmL3>J-!^\x1b(B 1", "iso-2022-jp")
    assert text == "総務省①\ufffd 1"
    assert "some of its bytes are not iso-2022-jp" in doubt


def test_a_japanese_subject_is_read_with_the_characters_that_its_charset_lacks() -> None:
    subject = f"=?ISO-2022-JP?B?{b64encode(MINISTRY).decode()}?="
    assert parse_mail(mail(Subject=subject), UTC).message.subject == "総務省① 1 ㈱髙橋"


@pytest.mark.parametrize("name", ["zip", "hex", "idna", "punycode", "unicode_escape", "", "x" * 99, "utf-8\x00"])
def test_what_is_no_charset_of_mail_is_none_here(name: str) -> None:
    assert codec_named(name) == ""


@pytest.mark.parametrize("text", ["Verlängerung für Öl und Übermaß", "Référence à été créée où", "Short é", ""])
def test_western_text_is_never_guessed_to_be_another_script(text: str) -> None:
    assert guessed(text.encode("cp1252")) == ""


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "big5", "iso-2022-jp", "utf-7", "x-none", "gb2312"]))
def test_any_bytes_are_text(raw: bytes, charset: str) -> None:
    text, doubt = read_text(raw, charset)
    assert isinstance(text, str)
    assert "\n" not in doubt


def test_the_doubt_is_kept_with_the_message() -> None:
    raw = mail(Content_Type="text/plain; charset=x-none", text="D\u00e9lai")
    message = parse_mail(raw, UTC).message
    assert message.text == "Délai"
    assert "x-none" in message.text_doubt
    assert parse_mail(mail(), UTC).message.text_doubt == ""


def test_a_doubt_about_a_part_that_is_not_shown_is_none() -> None:
    raw = mail(
        Content_Type="multipart/alternative; boundary=b",
        text="--b\n\nplain\n--b\nContent-Type: text/html; charset=x-none\n\n<p>D\u00e9lai\n--b--",
    )
    assert parse_mail(raw, UTC).message.text_doubt == ""


@pytest.mark.parametrize("charset", ["koi8-r", "gb2312", "utf-8", "iso-8859-1"])
def test_header_bytes_that_are_not_encoded_are_in_the_charset_of_the_mail(charset: str) -> None:
    subject = {"koi8-r": "Запрос", "gb2312": "关于删除的通知", "utf-8": "Über", "iso-8859-1": "Über"}[charset]
    raw = f"From: a@b\nSubject: {subject}\nContent-Type: text/plain; charset={charset}\n\nx".encode(charset)
    assert parse_mail(raw, UTC).message.subject == subject


@pytest.mark.parametrize("charset", ["cp037", "utf-16", "utf-7"])
def test_a_charset_that_is_not_ascii_at_all_does_not_turn_headers_into_noise(charset: str) -> None:
    raw = f"From: a@b\nSubject: Délai\nbroken\nDate: 12 Oct 2020\nContent-Type: text/plain; charset={charset}\n\nx"
    assert parse_mail(raw.encode("latin-1"), UTC).message.subject == "Délai broken"

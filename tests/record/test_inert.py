"""Hostile text, made harmless to look at, and text that no file can hold, made writable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.record.inert import BIDI, inert, inert_line, writable
from tests.record.test_entry import ODD


@given(ODD)
def test_nothing_that_steers_a_terminal_or_an_eye_is_left(text: str) -> None:
    shown = inert(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\n\t"]
    assert not set(shown) & set(BIDI + "\ufeff")
    shown.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs", "Mn"]), max_size=40))
def test_plain_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
    assert writable(text) == text


@given(ODD)
def test_nothing_is_dropped(text: str) -> None:
    folded = text.replace("\r\n", "\n")
    assert len(inert(text)) >= len(folded)
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b\x07\x7f", "a␀b␇␡"),
        ("exe.\u202etxt", "exe.‹U+202E›txt"),
        ("\x9b2J\u2028", "‹U+009B›2J‹U+2028›"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("\udc80", "‹U+DC80›"),
        ("\U000e0041", "‹U+E0041›"),
    ],
)
def test_what_would_be_obeyed_is_shown(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_a_line_stays_one_line() -> None:
    assert inert_line(" a\r\n\t b\u2028c\x0bd ") == "a b‹U+2028›c␋d"


@given(ODD)
def test_writable_text_can_be_written_and_only_surrogates_change(text: str) -> None:
    written = writable(text)
    written.encode()
    assert writable(written) == written
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert written == text

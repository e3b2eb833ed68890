"""Lines of a page are put together where they surely go on, and nothing but line ends changes."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.record.kinds import Attachment, Message
from assistant.tui.blocks import annex_lines, body_lines, shown_text
from assistant.tui.lines import plain
from assistant.tui.paragraphs import flowing

SENTENCE = (
    "We refer to the notice of the Authority on the control of unlawful content, in which operators were asked to put "
    "in place a comprehensive mechanism, and to report on the steps that were taken within ten days of its receipt"
)
PAGE = textwrap.fill(f"{SENTENCE}.", 78)
PDF = "application/pdf"


def test_running_text_fills_the_window_and_ends_where_its_paragraph_did() -> None:
    shown = flowing(f"{PAGE}\n{PAGE}")
    assert shown == f"{SENTENCE}.\n{SENTENCE}."


@pytest.mark.parametrize(
    "kept",
    [
        "Pakistan Telecommunication Authority\nHeadquarters, Sector F-5/1\nIslamabad",
        f"{SENTENCE[:76]};\n(a) the number of the accounts that were blocked in September 2020;\n(b) others",
        "the number of accounts that were blocked in the whole month of September and\na) the reasons for it",
        "Mobile subscribers in the northern provinces at the end of the year 1,234 56\nFixed subscribers 12 34",
        "Subscribers in the northern provinces, mobile           at the end of 2019  up\nfixed  down",
        "Annex A: information required for the levy\nThe operator shall state the number of its subscribers",
        "The mechanism has been in place since the first of July of the current year.\nwe are ready to present it",
        "委員会は事業者に対し違法な内容を管理するための包括的な仕組みを設けることを求めた委員会は事業者に対し違法な内容を管\n理する",
    ],
    ids=["address", "list", "item", "figures", "table", "heading", "sentence", "Japanese"],
)
def test_what_may_be_meant_to_be_a_line_stays_one(kept: str) -> None:
    assert flowing(f"{PAGE}\n\n{kept}").endswith(f"\n\n{kept}")


def test_verse_and_short_lines_are_no_page_of_running_text() -> None:
    verse = "so much depends\nupon the answer\nthat nobody wrote\nand nobody sent"
    assert flowing(verse) == verse
    assert flowing(f"{PAGE.splitlines()[0]}\n{verse}") == f"{PAGE.splitlines()[0]}\n{verse}"


@given(st.lists(st.text(st.sampled_from("aB1 .,)-\t“é漢"), max_size=90), max_size=8).map("\n".join))
def test_no_place_moves_and_no_word_changes(text: str) -> None:
    shown = flowing(text)
    assert len(shown) == len(text)
    assert all(was == now or (was, now) == ("\n", " ") for was, now in zip(text, shown, strict=True))


def test_only_what_was_read_in_a_pdf_is_put_together_and_its_words_are_marked_as_ever() -> None:
    annex = Attachment("a.pdf", PDF, 1, "1" * 64, PAGE)
    letter = Message("in", "letter", text=PAGE, attachments=(Attachment("l.pdf", PDF, 1, "2" * 64),), original="2" * 64)
    mail = Message("in", "email", text=PAGE, attachments=(annex,), original="3" * 64)
    wide = [f"{SENTENCE}."]
    assert [plain(line) for line in annex_lines(annex, 300, unfolded=True)] == wide
    assert [plain(line) for line in annex_lines(annex, 300, unfolded=False)] == wide
    assert [plain(line) for line in body_lines(letter, 300, unfolded=True)] == wide
    assert [plain(line) for line in body_lines(mail, 300, unfolded=True)] == PAGE.splitlines()
    assert shown_text(mail, unfolded=True).split() == [*PAGE.split(), *PAGE.split()]

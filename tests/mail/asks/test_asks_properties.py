"""Whatever the text: what is found in it is verbatim and in order, and found in time."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.mail.asks.asks import MOST, Candidate, asks, candidates
from tests.mail.asks.asked import REQUESTS
from tests.mail.asks.promised import COMMITMENTS

WORDS = (
    *(
        "please",
        "provide",
        "we will",
        "if you",
        "by",
        "30 October 2020",
        "Friday",
        "within",
        "10 working days",
        "?",
        ".",
    ),
    *(":", "\n", "\n\n", "1. ", "(a) ", "- ", "• ", "2)", ", ", "the list", "you asked", "of receipt", "> ", "-- \n"),
    *(
        "und",
        "bitte",
        "senden",
        "İ",
        "ß",
        "\u2028",
        "\x00",
        "”",
        "answer:",
        "the following",
        "end of",
        "the month",
        "and",
    ),
)
PIECES = st.lists(st.sampled_from(WORDS), max_size=60)
TEXTS = st.one_of(st.text(max_size=400), PIECES.map(" ".join), PIECES.map("".join))


@settings(deadline=None, max_examples=300)
@example("> we\n\nPlease provide the list by 30 October 2020, and bitte send it within 10 working days of receipt.")
@given(TEXTS)
def test_words_and_dates_are_verbatim_and_in_order_and_nothing_raises(text: str) -> None:
    last = 0
    for one in candidates(text):
        assert one.words == text[one.start : one.end]
        assert one.words.strip() == one.words != ""
        assert one.start >= last
        assert one.condition in one.words
        last = one.end
        if one.said:
            assert one.said.words == text[one.said.start : one.said.end]


@settings(deadline=None, max_examples=100)
@given(PIECES.map(" ".join), st.integers(0, 5), st.integers(0, 5))
def test_empty_lines_around_a_text_change_nothing_but_places(text: str, before: int, after: int) -> None:
    moved = candidates("\n" * before + text + "\n" * after)
    assert [(one.type, one.words, one.reason, one.condition) for one in moved] == [
        (one.type, one.words, one.reason, one.condition) for one in candidates(text)
    ]


@pytest.mark.parametrize("text", [*REQUESTS, *COMMITMENTS])
def test_what_stands_in_paragraphs_around_it_does_not_change_it(text: str) -> None:
    around = f"Dear Sir,\n\nWe refer to the meeting.\n\n{text}\n\nWe remain at your disposal.\n\nYours faithfully"
    assert [one.words for one in candidates(around)] == [text]


HOSTILE = (
    *("please ", "please,,,,", "1. ", "1.\n", "by ", "by 12 ", "word ", "x", "?", "? ", " ", "\n", "(a) ", "we will, "),
    *("> a?\n", ". ", "if you, we will ", "Please provide:\n1. a:\n(a) b:\n- c:\n", "by close of business on the "),
    *(
        "a b\n",
        "1? ",
        "We must.\n",
        "Aa. Bb. ",
        "within a period of 10 ",
        "12/",
        "-- \n",
        "1. a b\n",
        "\t",
        "the end of ",
    ),
    *("---- Original Message ----\n", "You asked: \n1. x y z?\n", "by " + " " * 999, "please\n\n"),
)


QUICK = 0.2
"""Seconds that any text may take."""


def seconds(piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    started = process_time()
    found = candidates(text)
    spent = process_time() - started
    assert all(text[one.start : one.end] == one.words for one in found)
    return spent


@pytest.mark.parametrize("piece", HOSTILE)
def test_sixteen_times_the_text_takes_about_sixteen_times_as_long(piece: str) -> None:
    """Quadratic work would take 256 times as long; a busy machine and a cold cache get five times the benefit."""
    candidates("Please warm up. Bitte antworten Sie.")
    large = seconds(piece, 200_000)
    assert large < QUICK or large < 80 * seconds(piece, 12_500) + QUICK


def test_a_text_with_too_many_says_that_it_was_not_read_to_its_end() -> None:
    many = asks("Who decides?\n\n" * (MOST + 1))
    assert len(many.candidates) == MOST
    assert not many.complete
    assert asks("Who decides?\n\n" * MOST).complete


def test_a_candidate_is_a_value() -> None:
    one, again = candidates("Please reply.")[0], candidates("Please reply.")[0]
    assert one == again
    assert isinstance(one, Candidate)

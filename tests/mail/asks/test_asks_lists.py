"""The points of a list ask what the sentence above them says."""

from __future__ import annotations

import pytest

from assistant.mail.asks.asks import candidates
from tests.mail.asks.asked import found


def test_every_numbered_question_and_demand_is_found() -> None:
    text = """Dear Sir,

1. We refer to your letter of 9 October 2020.
2. How many videos were removed
   between 1 July and 30 September?
3. Provide the names of the moderators.
4) Whether the company intends to open an office
(5) Which law applies
Question 6: Who is the focal person?
7.What is the appeals procedure?
"""
    assert [one.words for one in candidates(text)] == [
        "How many videos were removed\n   between 1 July and 30 September?",
        "Provide the names of the moderators.",
        "Whether the company intends to open an office",
        "Which law applies",
        "Who is the focal person?",
        "What is the appeals procedure?",
    ]
    assert candidates(text)[0].reason == "numbered point 2, a question mark"


@pytest.mark.parametrize(
    "text",
    [
        "Please provide the following:\n- the number of videos;\n- the names of staff; and\n- a list of complaints.",
        "Please provide:\n\n1. the number of videos\n\n2. the names of staff\n\n3. a list of complaints.",
        "Please provide (a) the number of videos, (b) the names of staff and (c) a list of complaints.",
        "You are directed to furnish the following documents\n(i) the number of videos;\n(ii) the names of staff;\n"
        "(iii) a list of complaints.",
        "Information required:\n• the number of videos\n• the names of staff\n• a list of complaints.",
        "Please:\na) the number of videos\nb) the names of staff\nc) a list of complaints.",
    ],
)
def test_the_points_of_a_list_ask_what_the_sentence_above_says(text: str) -> None:
    assert found(text) == [
        ("request", "the number of videos"),
        ("request", "the names of staff"),
        ("request", "a list of complaints."),
    ]


def test_points_of_a_promise_are_promises() -> None:
    text = "We will:\n1. block the accounts;\n2. train the moderators."
    assert found(text) == [("commitment", "block the accounts"), ("commitment", "train the moderators.")]


def test_the_date_above_a_list_goes_for_its_points_and_their_own_comes_first() -> None:
    text = "Please provide by 30 October 2020:\n1. the figures;\n2. by 5 November 2020, the names."
    assert [one.said and one.said.words for one in candidates(text)] == ["by 30 October 2020", "by 5 November 2020"]


def test_a_list_within_a_list_goes_on_with_the_outer_one() -> None:
    text = "Please provide:\n1. for each month:\n(a) the complaints\n(b) the appeals\n2. the names of staff"
    assert [one.words for one in candidates(text)] == ["the complaints", "the appeals", "the names of staff"]


def test_a_list_within_a_point_ends_with_that_point() -> None:
    text = "1. We met.\n2. The return shall contain:\na) the complaints\nb) the appeals\n3. Nobody else need reply."
    assert [one.words for one in candidates(text)] == ["the complaints", "the appeals"]


def test_lists_within_lists_within_lists_end_where_the_outer_one_goes_on() -> None:
    text = "1. We met.\n2. You must:\na) send:\n- the figures\n- the names\nb) the seal\n3. It is done."
    assert [one.words for one in candidates(text)] == ["the figures", "the names", "the seal"]


def test_a_list_that_a_paragraph_interrupts_goes_on_if_its_numbers_do() -> None:
    text = "Please provide:\n\n1. the figures\n\nThey may be rounded.\n\n2. the names\n\nThank you.\n\n- nobody"
    assert [one.words for one in candidates(text)] == ["the figures", "the names"]


@pytest.mark.parametrize(
    "text",
    [
        "You asked the following questions:\n1. How many videos were removed?\n2. Who decides?",
        "We answer your questions as follows:\n1. How many videos were removed?\n2. Who decides?",
        "How many videos were removed?\nAnswer: 3.7 million.\n\nWho decides?\n\nOur answer: a team in the country.",
    ],
)
def test_questions_that_are_quoted_to_be_answered_are_not_asked(text: str) -> None:
    assert found(text) == []


def test_a_numbered_paragraph_that_asks_nothing_is_no_candidate() -> None:
    assert found("1. We refer to your letter.\n2. The block was lifted.\n3. The Act applies.") == []


def test_a_number_that_a_line_happens_to_begin_with_is_no_point() -> None:
    text = "Please explain how the decision of the Authority (see our letter of October, point\n3) was reached."
    assert [one.words for one in candidates(text)] == [text]

"""What is hidden from a model's host, and how it comes back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chat.redaction import redaction

NAMES = ("Amir Khan", "Office of the Chairman", "PTA", "ByteDance", "pta-2020-001")
HIDDEN = (
    "Amir Khan",
    "AMIR KHAN",
    "Khan",
    "Mr. Rehman",
    "Dr Anke Vogt",
    "Office of the Chairman",
    "PTA",
    "ByteDance",
    "pta-2020-001",
    "amir.khan+x@pta.example",
    "https://pta.example/case?id=7",
    "+92 51 922 5325",
    "(051) 922 5325",
    "922-5325",
    "POL-PK-2020-07",
    "PTA/2020/17",
    "(2020-001)"[1:-1],
    "DE89 3704 0044 0532 0130 00",
    "5,000,000",
    "4711234",
)
KEPT = (
    "12 October 2020",
    "October 9, 2020",
    "2020-10-12",
    "12.10.2020",
    "9/10",
    "2019-2020",
    "in 2020 11 days",
    "8 days",
    "250 %",
    "3.7 million",
    "1,200",
    "Office",
    "Chairman",
    "pta",
    "the company",
)


def test_names_addresses_and_numbers_are_replaced_and_dates_and_counts_are_not() -> None:
    text = "; ".join((*HIDDEN, *KEPT)) + "."
    found = redaction([text], NAMES)
    hidden = found.hide(text)
    pieces = hidden.removesuffix(".").split("; ")
    assert [one for one, piece in zip(HIDDEN, pieces, strict=False) if piece == one] == []
    assert pieces[len(HIDDEN) :] == list(KEPT)
    assert found.restore(hidden) == text


def test_the_same_words_have_the_same_placeholder_in_all_texts() -> None:
    found = redaction(["Amir Khan asked.", "Did Amir Khan ask?"], NAMES)
    assert (found.hide("Amir Khan asked."), found.hide("Did Amir Khan ask?")) == ("NAME_1 asked.", "Did NAME_1 ask?")
    assert [(one.placeholder, one.original) for one in found.replaced] == [("NAME_1", "Amir Khan")]


def test_a_text_that_holds_a_placeholder_already_gets_its_own_words_back() -> None:
    text = "NAME_1 is what we call Amir Khan."
    found = redaction([text], NAMES)
    assert found.hide(text) == "NAME_1 is what we call NAME_2."
    assert found.restore("name_2, NAME_1 and NAME_9") == "Amir Khan, NAME_1 and NAME_9"


@given(st.lists(st.sampled_from((*HIDDEN, *KEPT, "NAME_4", "NUMBER_2", "said", "“no”", "\n", "٣")), max_size=30))
def test_whatever_is_hidden_comes_back_as_it_was(words: list[str]) -> None:
    text = " ".join(words)
    found = redaction([text], NAMES)
    assert found.restore(found.hide(text)) == text


@settings(max_examples=15)  # each compiles an expression of its own
@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=4))
def test_no_text_and_no_name_can_break_it(text: str, names: list[str]) -> None:
    found = redaction([text], names)
    assert found.restore(found.hide(text)) == text

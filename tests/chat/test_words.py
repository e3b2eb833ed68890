"""Words made comparable, and slips of the keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.words import distance, kin, near, slip, sounds, stem, stems, tokens


@pytest.mark.parametrize(
    "family",
    [
        "block blocks blocked blocking",
        "timeline timelines",
        "reply replies replied",
        "submit submits submitted submitting",
        "policy policies",
        "certificate certification",
        "notify notified notification",
        "moderate moderation",
        "number numbers",
    ],
)
def test_forms_of_one_word_are_kin(family: str) -> None:
    first, *others = (stem(word) for word in family.split())
    assert all(kin(first, other) for other in others)


@pytest.mark.parametrize(
    "pair", ["date data", "fine find", "order other", "office officer-in-chief", "inter international"]
)
def test_words_that_only_look_alike_are_not(pair: str) -> None:
    one, other = pair.split()
    assert not kin(stem(one), stem(other))


def test_a_question_is_taken_apart_with_its_contractions_and_accents() -> None:
    assert [token.word for token in tokens("What's PTA's réponse, isn't it 3.6 GHz?")] == [
        "what", "is", "pta", "reponse", "is", "not", "it", "3.6", "ghz",
    ]  # fmt: skip


@pytest.mark.parametrize(("slip", "meant"), [("bnetz", "bnetza"), ("anatle", "anatel"), ("timelnes", "timelines")])
def test_a_slip_is_near(slip: str, meant: str) -> None:
    assert near(slip, meant)


@pytest.mark.parametrize(("one", "other"), [("pat", "pta"), ("fcc", "fca"), ("gupta", "supta"), ("icasa", "anatel")])
def test_short_names_and_other_beginnings_are_not(one: str, other: str) -> None:
    assert not near(one, other)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_symmetric_and_zero_only_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(st.text(max_size=60))
def test_any_text_has_stems(text: str) -> None:
    assert "" not in stems(text)


@pytest.mark.parametrize(
    ("word", "meant"), [("abuot", "about"), ("wich", "which"), ("reciept", "receipt"), ("sennt", "sent")]
)
def test_a_slip_is_a_letter_exchanged_left_out_or_struck_twice(word: str, meant: str) -> None:
    assert slip(word, meant)


@pytest.mark.parametrize(
    ("word", "other"), [("fined", "find"), ("thank", "thanks"), ("quit", "quiet"), ("ban", "than"), ("about", "about")]
)
def test_another_word_is_no_slip(word: str, other: str) -> None:
    assert not slip(word, other)


@pytest.mark.parametrize(
    ("written", "meant"), [("promiss", "promise"), ("capasity", "capacity"), ("sugest", "suggest"), ("anex", "annex")]
)
def test_a_word_written_as_it_sounds_is_that_word(written: str, meant: str) -> None:
    assert sounds(written) == sounds(meant)


@pytest.mark.parametrize(("word", "other"), [("charged", "changed"), ("fined", "find"), ("granted", "ranted")])
def test_a_word_that_sounds_otherwise_is_another(word: str, other: str) -> None:
    assert sounds(word) != sounds(other)

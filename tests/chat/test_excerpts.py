"""Of a long letter a model is given the parts that the question is about, word for word and with the gaps marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.excerpts import LEFT_OUT, MOST, PART, excerpt
from assistant.chat.words import stem

FILLER = [f"Paragraph {n} says that nothing of note was found in the course of the year." for n in range(400)]
ON_TOPIC = "The moderators work in shifts of six hours."


def test_a_short_letter_is_given_whole() -> None:
    assert excerpt(ON_TOPIC, ()) == ON_TOPIC


def test_the_parts_on_the_topic_are_given_and_without_one_the_beginning() -> None:
    text = "\n".join([*FILLER[:200], ON_TOPIC, *FILLER[200:]])
    given_ = excerpt(text, [stem("moderators"), stem("shifts")])
    assert ON_TOPIC in given_
    assert FILLER[0] in given_
    assert given_.count("[…]") == 2
    first = excerpt(text, ())
    assert text.startswith(first.removesuffix(LEFT_OUT.rstrip()))
    assert ON_TOPIC not in first


@given(st.text(alphabet="ab \nx.", min_size=1), st.integers(1, 4000))
def test_an_excerpt_is_bounded_and_made_of_the_text_alone(seed: str, times: int) -> None:
    text = seed * times
    found = excerpt(text, ["ab"])
    assert len(found) <= max(MOST + MOST // PART * len(LEFT_OUT) * 2, len(text) if len(text) <= MOST else 0)
    assert all(_joined(part) in _joined(text) for part in found.split("[…]"))


def _joined(text: str) -> str:
    """Without white space: a line that is longer than a part is broken."""
    return "".join(text.split())

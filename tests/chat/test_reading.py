"""How a question is understood, word by word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.chat.intent_table import TABLE
from assistant.chat.passages import asserted, sentences
from assistant.chat.reading import Reading, read
from assistant.chat.vocabulary import TAG_OF, TAGS
from assistant.config import Company, Contact, RegulatorSettings, Settings

SETTINGS = Settings(
    company=Company(name="Meridian"),
    regulators={
        "PTA": RegulatorSettings(
            name="Pakistan Telecommunication Authority", contacts=(Contact("Mr Chairman", role="Chairman"),)
        ),
        "BNETZA": RegulatorSettings(name="Bundesnetzagentur"),
    },
)


def reading(question: str) -> Reading:
    return read(question, date(2020, 10, 18), SETTINGS, ("PTA", "BNETZA"))


@pytest.mark.parametrize(
    ("question", "regulators"),
    [
        ("what does PTA want", ("PTA",)),
        ("what does the pakistan telecommunication authority want", ("PTA",)),
        ("what does Pakistan Telecom want", ("PTA",)),
        ("what does the Bundesnetzagentur want", ("BNETZA",)),
        ("what does bnetz want", ("BNETZA",)),
        ("what do PTA and BNETZA want", ("PTA", "BNETZA")),
        ("what does OFCOM want", ()),
        ("what does PAT want", ()),
        ("what does the authority want", ()),
    ],
)
def test_regulators_are_known_by_key_by_name_and_with_a_slip(question: str, regulators: tuple[str, ...]) -> None:
    assert set(reading(question).regulators) == set(regulators)


@pytest.mark.parametrize(
    ("question", "actor"),
    [
        ("what did PTA ask us", "regulator"),
        ("what did we ask PTA", "company"),
        ("what were we asked", "regulator"),
        ("letters from PTA", "regulator"),
        ("list all promises to PTA", "company"),
        ("what was promised by PTA", "regulator"),
        ("when did we get the letter", "regulator"),
        ("what did Meridian say", "company"),
        ("what was said", None),
    ],
)
def test_who_acts_is_the_one_who_does_it_and_not_the_first_that_is_named(question: str, actor: str | None) -> None:
    assert reading(question).actor == actor


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what did PTA promise about data centres?", ("data", "centr")),
        ("when did Fawad Chaudhry resign", ("fawad", "chaudhri", "resign")),
        ("who's got the ball on the blocking thing", ("block",)),
        ("what is due next week", ()),
        ("explain #12", ()),
    ],
)
def test_what_is_left_is_what_it_is_about(question: str, topic: tuple[str, ...]) -> None:
    assert reading(question).topic == topic


def test_entries_threads_and_people_are_taken_out() -> None:
    found = reading("did the chairman answer pta-2020-001#8 in pta-2020-002, see #4")
    assert found.entries == (("pta-2020-001", 8), ("", 4))
    assert found.threads == ("pta-2020-002",)
    assert found.people == ("chairman",)
    assert found.regulators == ("PTA",)


def test_no_word_stands_under_two_tags() -> None:
    words = [word for tagged in TAGS.values() for word in tagged.split()]
    assert len(words) == len(set(words)) == len(TAG_OF)


def test_every_tag_that_a_row_takes_is_one() -> None:
    assert not {tag for row in TABLE for tag in row.takes} - set(TAGS)


@given(st.text(max_size=120))
@example(f"what about #{'9' * 5_000}?")
def test_no_question_raises(question: str) -> None:
    assert reading(question).question == question


def test_sentences_are_whole_and_keep_abbreviations_together() -> None:
    text = "Mr. Khan wrote.  He asked: when?\nSee Art. 5 of the Act.\n\nNo stop"
    assert sentences(text) == ("Mr. Khan wrote.", "He asked: when?", "See Art. 5 of the Act.", "No stop")


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("Access is blocked in Pakistan.", True),
        ("Access is not blocked.", False),
        ("Please tell us which access was blocked.", False),
        ("If access is blocked, we appeal.", False),
        ("Is access blocked?", False),
    ],
)
def test_only_a_plain_statement_proves_an_event(text: str, happened: bool) -> None:
    assert bool(asserted(text, ["access", "block"])) is happened


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Could you tell me whether they have replied?", "have they ANSWER"),
        ("the report - sent yet?", "have the report been SEND"),
        ("PTA replied?", "have REG been ANSWER"),
        ("roaming: who has the ball", "who has the BALL re roaming"),
        ("a letter of ours", "a our LETTER"),
        ("what is left for us", "what is OPEN for us"),
        ("has the chairman left the office", "has PERSON left the office"),
    ],
)
def test_what_is_said_in_a_roundabout_way_is_read_plainly(question: str, text: str) -> None:
    assert reading(question).text == text


def test_a_month_that_owns_something_is_its_time() -> None:
    found = reading("show me July's letters")
    assert (found.period.told, found.topic) == ("from 1 July 2020 to 31 July 2020", ())


def test_whoever_says_the_regulator_means_the_other_side() -> None:
    assert reading("does the regulator owe us anything").says(r"\bREG OWE us\b")

"""What a letter asks and promises: sentences of our own, and what must come out of them or must not."""

from __future__ import annotations

import pytest

from assistant.mail.asks.ask_words import languages, words_of
from assistant.mail.asks.asks import candidates, owed_by
from tests.mail.asks.asked import REQUESTS, found
from tests.mail.asks.neither import NEITHER
from tests.mail.asks.promised import COMMITMENTS


@pytest.mark.parametrize("text", REQUESTS)
def test_it_asks(text: str) -> None:
    assert found(text) == [("request", text)]


@pytest.mark.parametrize("text", COMMITMENTS)
def test_it_promises(text: str) -> None:
    assert found(text) == [("commitment", text)]


@pytest.mark.parametrize("text", NEITHER)
def test_it_neither_asks_nor_promises(text: str) -> None:
    assert found(text) == []


def test_among_others_each_is_found_and_the_rest_is_not() -> None:
    every = [*REQUESTS[:8], *NEITHER[:8], *COMMITMENTS[:8]]
    assert [words for _, words in found("\n\n".join(every))] == [*REQUESTS[:8], *COMMITMENTS[:8]]


# Sentences and their ends


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We met Dr. Ali. Please send it, e.g. as a table. Thank you.", ["Please send it, e.g. as a table."]),
        ("Please send No. 5 of the minutes. It is late.", ["Please send No. 5 of the minutes."]),
        ("Please explain point 5. It is unclear.", ["Please explain point 5."]),
        ("Please send J. Smith the list. He waits.", ["Please send J. Smith the list."]),
        ("Please reply by 5 p.m. today. Thank you.", ["Please reply by 5 p.m. today."]),
        ("Please send it to TikTok Ltd. The rest can wait.", ["Please send it to TikTok Ltd."]),
        ("The figures are at Annex A. Please explain them.", ["Please explain them."]),
        ("Please provide the list\nof removed videos and\nof their authors. Thank you.",
         ["Please provide the list\nof removed videos and\nof their authors."]),
        ("Dear Sir,\nPlease send the list\n\nKind regards\nA. Khan", ["Please send the list"]),
        ("Who decided? When? And why was nobody told?", ["Who decided?", "And why was nobody told?"]),
        ("Is it “lawful”? (We doubt it.) Will it last?", ["Is it “lawful”?", "Will it last?"]),
        ("The page (https://example.org/?a=1) is blocked. Why is that so?", ["Why is that so?"]),
        ("Please send the list.\n-- \nA. Khan\nHow may we help you?", ["Please send the list."]),
        ("We agree.\n----- Original Message -----\nPlease send the list.", []),
        ("PLEASE SEND THE LIST BY FRIDAY.", ["PLEASE SEND THE LIST BY FRIDAY."]),
        ("‘Please’, she wrote. We’ll reply on Monday.", ["We’ll reply on Monday."]),
        ("Please send the list by Friday and we will reply within two weeks.",
         ["Please send the list by Friday", "we will reply within two weeks."]),
    ],
)  # fmt: skip
def test_words_are_whole_sentences(text: str, words: list[str]) -> None:
    assert [one.words for one in candidates(text)] == words


# What belongs to it


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If access is reopened, we will assess our resources.", "If access is reopened"),
        ("Should you agree, we will send a draft.", "Should you agree"),
        ("We will restore access provided that you comply.", "provided that you comply"),
        ("We will reply once the figures are in.", "once the figures are in"),
        ("If you cannot meet this date, please state the reasons.", "If you cannot meet this date"),
        ("We will confirm if the list is complete.", ""),
        ("We will reply by Friday.", ""),
    ],
)
def test_a_conditional_one_carries_its_condition(text: str, condition: str) -> None:
    (one,) = candidates(text)
    assert one.condition == condition
    assert condition in one.words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Please reply to our letter of 9 October 2020 by 30 October 2020.", "by 30 October 2020"),
        ("Please explain the order issued on 9 October 2020.", None),
        ("As soon as possible, i.e. by Friday, please reply.", "by Friday"),
        ("Please reply as soon as possible.", "as soon as possible"),
        ("Please reply\nno later\nthan 30 October.", "no later\nthan 30 October"),
        ("Since 9 October we wait; please reply.", None),
    ],
)
def test_the_date_that_goes_with_it_is_quoted(text: str, said: str | None) -> None:
    (one,) = candidates(text)
    assert (one.said and one.said.words) == said
    if one.said:
        assert text[one.said.start : one.said.end] == said


def test_the_date_for_the_reply_goes_for_the_questions_of_the_letter() -> None:
    text = "How many videos were removed?\n\nWho decides?\n\nWe expect your response by 30 October 2020."
    assert [one.said and one.said.words for one in candidates(text)] == ["by 30 October 2020"] * 3
    assert candidates(text)[0].reason.endswith("with the date for the reply")


def test_two_dates_for_a_reply_go_for_nothing_else() -> None:
    text = "Who decides?\n\nPlease reply by Friday.\n\nPlease answer point 2 by 30 October."
    assert candidates(text)[0].said is None


def test_what_minutes_report_is_marked() -> None:
    (one,) = candidates("The Chairman acknowledged them and asked for tangible timelines.")
    assert one.reported
    assert not candidates("Please send tangible timelines.")[0].reported


@pytest.mark.parametrize(
    ("text", "direction", "side"),
    [
        ("Please reply.", "in", "company"),
        ("Please reply.", "out", "regulator"),
        ("Please reply.", "public", None),
        ("Please reply.", "internal", None),
        ("We will reply.", "in", "regulator"),
        ("We will reply.", "out", "company"),
        ("We will reply.", "public", "company"),
        ("We will reply.", "internal", None),
    ],
)
def test_who_owes_follows_from_the_direction(text: str, direction: str, side: str | None) -> None:
    (one,) = candidates(text)
    assert owed_by(one, direction) == side  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["The company will provide the list by 30 October 2020.", "The company undertakes to provide the list."]
)
def test_what_the_company_says_of_itself_is_its_promise(text: str) -> None:
    (one,) = candidates(text, by_company=True)
    assert (one.type, one.words) == ("commitment", text)
    assert all(told.type == "request" for told in candidates(text))


def test_more_time_is_asked_for_and_an_answer_promised_in_one_sentence() -> None:
    asked, promised = candidates("We need more time and will be able to answer by 20 November.")
    assert (asked.type, promised.type) == ("request", "commitment")
    assert promised.said
    assert promised.said.words == "by 20 November"


# Languages


def test_german_is_understood_from_data_alone() -> None:
    text = """Sehr geehrte Damen und Herren,

wir bitten Sie, uns bis zum 30. Oktober 2020 die folgenden Unterlagen vorzulegen:
1. die Liste der Moderatoren
2. die Richtlinien gem. Art. 5 Abs. 2

Wer entscheidet über Einsprüche? Wir werden Ihre Antwort innerhalb von 10 Arbeitstagen nach Erhalt prüfen.
Für Rückfragen stehen wir Ihnen zur Verfügung.

Mit freundlichen Grüßen"""
    assert [(one.type, one.words, one.said and one.said.words) for one in candidates(text)] == [
        ("request", "die Liste der Moderatoren", "bis zum 30. Oktober 2020"),
        ("request", "die Richtlinien gem. Art. 5 Abs. 2", "bis zum 30. Oktober 2020"),
        ("request", "Wer entscheidet über Einsprüche?", None),
        (
            "commitment",
            "Wir werden Ihre Antwort innerhalb von 10 Arbeitstagen nach Erhalt prüfen.",
            "innerhalb von 10 Arbeitstagen nach Erhalt",
        ),
    ]


def test_every_phrase_of_every_language_can_be_found_where_it_stands_alone() -> None:
    for language in languages():
        for name, phrases in language.words.phrases.items():
            for phrase in phrases:
                words = [_first(language.words.classes, token) for token in phrase.split(" ")]
                text = " ".join(filter(None, words))
                assert language.find(name, text, words_of(text)), (name, phrase)


def _first(classes: object, token: str) -> str:
    assert isinstance(classes, dict)
    if token.endswith("*"):
        return ""
    name, closed, rest = token.removeprefix("{").partition("}")
    return classes[name][0] + rest if closed else token

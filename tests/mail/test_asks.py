"""What a letter asks and promises: sentences of our own, and what must come out of them or must not."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mail.ask_words import languages, words_of
from assistant.mail.asks import MOST, Candidate, asks, candidates, owed_by

REQUESTS = (
    "Please provide the list of removed videos by 30 October 2020.",
    "Please submit your compliance report within 10 working days of receipt.",
    "Kindly furnish the name of a focal person.",
    "Please let us know whether the mechanism is in place.",
    "Could you share the moderation guidelines in Urdu?",
    "Would you confirm the date of the meeting.",
    "Which steps would restore access to the platform?",
    "How many accounts were blocked in September, and on whose complaint?",
    "You are requested to submit the timelines by 5 November.",
    "You are hereby directed to remove the unlawful content forthwith.",
    "Your company is required to appoint a representative in the country.",
    "You are further advised to put in place a comprehensive mechanism.",
    "The Authority directs the company to block the accounts of repeat offenders.",
    "PTA directs TikTok and requires you to comply without delay.",
    "All operators are instructed to block the platform immediately.",
    "You must comply with the order of 9 October 2020.",
    "The licensee shall submit quarterly reports.",
    "We would be grateful if you could send us the minutes.",
    "We would be most grateful for your confirmation.",
    "I would appreciate it if the figures reached me this week.",
    "We require further information on the age limits.",
    "We need to know who decides on appeals.",
    "We expect your reply by Friday.",
    "We ask that the block be lifted.",
    "We request a meeting with the Chairman.",
    "May we ask for an extension of two weeks?",
    "May I ask who signed the decision?",
    "Let us have your timelines before close of business on Friday.",
    "Your response must reach this office no later than 30 October.",
    "Your comments are awaited.",
    "The report must be submitted to this office by 15 November 2020.",
    "The deadline for your submission is 15 November 2020.",
    "Provide the figures for July by Monday.",
    "We look forward to receiving your answer by 30 October.",
    "If you cannot meet this date, please state the reasons.",
    "As Mr. Khan wrote (see Art. 5(2) of the Act, i.e. the second sentence), please explain the delay.",
    "You are called upon to show cause why the licence should not be suspended.",
    "We would like to know when access will be restored.",
    "We respectfully ask the Authority to name the steps that would restore access.",
    "It is requested that the content be removed.",
    "Access is restored on the company's assurance that it will moderate content in line with local law.",
)
"""Each is one request, word for word and as a whole."""

COMMITMENTS = (
    "We will submit the timelines by 30 October.",
    "We will, by 30 October 2020, provide the data.",
    "We shall revert shortly.",
    "We'll send the list on Monday.",
    "I will get back to you next week.",
    "We undertake to remove such content within 24 hours.",
    "We commit to further enhance our moderation capacity.",
    "We have agreed to appoint a focal person.",
    "We agree to publish a quarterly report.",
    "We will further enhance our moderation capacity.",
    "You will receive our answer by the end of the month.",
    "You will hear from us before Friday.",
    "You should hear from us within two weeks.",
    "Our response will follow.",
    "A full reply will be sent to you in due course.",
    "The Authority will review the block within 30 days.",
    "If access is reopened, we will assess our allocation of resources to the market.",
    "We will restore access once you have complied.",
    "We will be in touch shortly.",
    "The Commission expects to decide soon and will inform you of it.",
    "We intend to publish the guidelines by 1 December 2020.",
    "The guidelines will be published by 1 December 2020.",
)
"""Each is one commitment, as a whole."""

NEITHER = (
    "How are you?",
    "May I wish you a happy new year?",
    "May we take this opportunity to thank the Chairman?",
    "We look forward to your cooperation.",
    "We will be happy to answer questions.",
    "Please do not hesitate to contact us.",
    "If you have any questions, please let us know.",
    "Should you have any queries, please inform the undersigned.",
    "Please find attached the minutes of the meeting.",
    "Please see our letter of 9 October.",
    "Please note that our office is closed on Friday.",
    "Please accept the assurances of our highest consideration.",
    "Please consider the environment before printing this mail.",
    "If you received this message in error, please delete it.",
    "You asked us to provide timelines.",
    "You requested a list of removed videos, which is enclosed.",
    "We asked for a meeting on 12 October.",
    "In your letter you asked how many videos were removed.",
    "We refer to your letter of 9 October 2020.",
    "We removed 3.7 million videos in the second half of 2019.",
    "The company is committed to more dialogue with the Authority.",
    "The matter was considered at the meeting on 12 October.",
    "See https://example.org/search?q=please and the page behind it.",
    "We will not be able to attend.",
    "Thank you for your patience.",
    "Yours faithfully,\nDirector (Enforcement)",
    "The Authority remains open to engagement.",
    "If you would like a copy, please send an envelope.",
    "When replying, please quote the reference above.",
    "Really?",
    "> Could you send us the list?",
    'You asked: "How many videos were removed?"',
    "No. 12 of the minutes, para. 3, is correct.",
    "By 30 October 2020 all of it was done.",
)


def found(text: str) -> list[tuple[str, str]]:
    return [(one.type, one.words) for one in candidates(text)]


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


# Lists


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


# Whatever the text

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


@pytest.mark.parametrize("piece", HOSTILE)
def test_eight_times_the_text_takes_about_eight_times_as_long(piece: str) -> None:
    """Quadratic work would take 64 times as long; a busy machine and a cold cache get five times the benefit."""
    candidates("Please warm up. Bitte antworten Sie.")
    spent = []
    for size in (50_000, 400_000):
        text = (piece * (size // len(piece) + 1))[:size]
        started = process_time()
        found = candidates(text)
        spent.append(process_time() - started)
        assert all(text[one.start : one.end] == one.words for one in found)
    assert spent[1] < 40 * spent[0] + 0.5


def test_a_text_with_too_many_says_that_it_was_not_read_to_its_end() -> None:
    many = asks("Who decides?\n\n" * (MOST + 1))
    assert len(many.candidates) == MOST
    assert not many.complete
    assert asks("Who decides?\n\n" * MOST).complete


def test_a_candidate_is_a_value() -> None:
    one, again = candidates("Please reply.")[0], candidates("Please reply.")[0]
    assert one == again
    assert isinstance(one, Candidate)

"""A letter that calls the company by its name: it is spoken to, or speaks of itself."""

from __future__ import annotations

import pytest

from assistant.mail.asks.asks import asks, candidates


def found(text: str, company: str = "Northwind", *, by_company: bool = False) -> list[tuple[str, str]]:
    return [(one.type, one.words) for one in candidates(text, by_company=by_company, company=company)]


@pytest.mark.parametrize(
    "text",
    [
        "Northwind is invited to provide its views within 10 working days of receipt.",
        "Northwind shall appoint an auditor by 3 May 2021.",
        "Within two weeks Northwind is to submit its plan.",
        "NORTHWIND must remove the listings by Friday.",
        "Northwind Ltd is required to keep the records.",
        "Northwind Streaming Services Limited is hereby directed to block the page.",
    ],
)
def test_what_is_demanded_of_the_company_by_its_name_is_asked(text: str) -> None:
    assert found(text) == [("request", text)]


@pytest.mark.parametrize(
    "text",
    [
        "Northwind intends to respond by 4 June 2021.",
        "Northwind will answer the second question by Monday.",
        "Northwind undertakes to keep the records.",
        "Northwind Media GmbH expects to file its return within two weeks.",
    ],
)
def test_what_the_company_says_of_itself_by_its_name_it_promises(text: str) -> None:
    assert found(text, by_company=True) == [("commitment", text)]


def test_what_the_company_asks_by_its_name_it_asks() -> None:
    text = "Northwind requests a meeting. Northwind asks that the order be stayed."
    assert [kind for kind, _ in found(text, by_company=True)] == ["request", "request"]


@pytest.mark.parametrize(
    "text",
    [
        "It is Northwind's shall we say habit.",
        "Write to desk@northwind.example or see northwind.example.",
        "Northwinds shall blow by Friday.",
        "Northwind was founded in 2009.",
    ],
)
def test_a_name_alone_asks_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["Who signs for Northwind?", "Northwind being out of time, who signs?"])
def test_a_question_may_end_or_begin_with_the_name(text: str) -> None:
    assert found(text) == [("request", text)]


def test_a_legal_form_in_the_settings_need_not_stand_in_the_letter() -> None:
    assert found("Blue Lake shall reply by Friday.", "Blue Lake Pvt. Ltd.")
    assert found("Before the hearing can go on, and by Friday, Blue\nLake shall reply.", "Blue Lake, Inc.")


def test_a_name_too_short_to_be_told_from_a_word_is_left_alone() -> None:
    assert found("It shall reply by Friday.", "It Ltd") == []


def test_words_and_reasons_keep_the_name() -> None:
    (one,) = asks("Northwind is invited to reply.", company="Northwind").candidates
    assert one.words == "Northwind is invited to reply."
    assert "Northwind is invited to" in one.reason

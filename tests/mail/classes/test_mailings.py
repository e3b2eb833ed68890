"""Mail to many: newsletters, press releases and circulars answer nothing, and nobody awaits an answer to them."""

from __future__ import annotations

from datetime import UTC

import pytest

from assistant.mail.parse import parse_mail
from assistant.record.kinds import Message
from tests.mail.samples import mail

NEWS = "News <news@pta.gov.pk>"
RELEASE = "FOR IMMEDIATE RELEASE\n\nThe Authority fined a platform today.\n\nNotes to editors\n1. The fine is final."
LETTER = "Dear Ms Malik,\n\nPlease provide the figures for July.\n\nYours sincerely"


def read(**given: str) -> Message:
    return parse_mail(mail(**given), UTC).message


@pytest.mark.parametrize(
    "headers",
    [
        {"List_Unsubscribe": "<https://pta.gov.pk/u>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"},
        {"List_Unsubscribe": "<https://pta.gov.pk/u>", "Precedence": "bulk"},
        {"List_Unsubscribe": "<mailto:leave@pta.gov.pk>", "List_Id": "<news.pta.gov.pk>", "List_Post": "NO"},
    ],
)
def test_the_headers_of_a_mailing_make_it_one(headers: dict[str, str]) -> None:
    message = read(text="Have you read our new guidance?", **headers)
    assert message.proposed_class == "automatic"
    assert message.class_reason.startswith("a mailing to many, by its header List-Unsubscribe")
    assert not message.auto_reply


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"sender": NEWS, "subject": "Newsletter: October", "text": "In this issue\n\nWhat is new?"}, "it begins"),
        ({"sender": "Press <press@pta.gov.pk>", "subject": "Fine", "text": RELEASE}, "it comes from press@pta.gov.pk"),
        ({"subject": "PRESS RELEASE: a fine", "text": RELEASE}, 'it says "Notes to editors"'),
        ({"sender": NEWS, "text": "The new code\n\nTo unsubscribe, click here."}, 'it says "unsubscribe"'),
        ({"sender": "events@pta.gov.pk", "text": "Dear stakeholder,\n\nPlease register now."}, 'it greets "Dear'),
        ({"sender": "presse@pta.gov.pk", "subject": "Pressemitteilung 12/2020", "text": "Bußgeld verhängt."}, "begins"),
        ({"sender": "news@pta.gov.pk", "text": "À la une\n\nPour vous désabonner, cliquez."}, "vous désabonner"),
    ],
)  # fmt: skip
def test_two_signs_in_its_words_make_one_a_mailing(given: dict[str, str], why: str) -> None:
    message = read(**given)
    assert message.proposed_class == "automatic"
    assert message.class_reason.startswith("probably a mailing to many")
    assert why in message.class_reason


@pytest.mark.parametrize(
    "given",
    [
        {"text": "The new code\n\nTo unsubscribe, click here."},
        {"sender": NEWS, "text": "Kindly see the attached order."},
        {"sender": NEWS, "subject": "Press release", "text": LETTER},
        {"subject": "Press release: our draft", "text": f"{LETTER}\n\nPress office"},
        {"text": LETTER, "List_Unsubscribe": "<https://pta.gov.pk/u>"},
        {"text": LETTER, "List_Id": "<policy.pta.gov.pk>", "Precedence": "list"},
        {"text": LETTER, "List_Unsubscribe": "<mailto:l@pta.gov.pk>", "List_Id": "<l.pta.gov.pk>",
         "List_Post": "<mailto:l@pta.gov.pk>"},
        {"sender": NEWS, "subject": "Newsletter", "text": "Yes.", "In_Reply_To": "<ours-1@northwind.example>"},
        {"sender": "newsome@pta.gov.pk", "subject": "Newsletter", "text": "Shall we print one?"},
    ],
)  # fmt: skip
def test_a_letter_to_somebody_stays_one(given: dict[str, str]) -> None:
    assert read(**given).proposed_class == "substantive"

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


SERVICE = {"List_Unsubscribe": "<https://m.example/u>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}
FOOT = "\n\nYou are receiving this email as a provider. Unsubscribe."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (LETTER + FOOT, "Please provide the figures for July."),
        ("Dear Ms Malik,\n\nYou must file the return by 4 May 2021." + FOOT, "You must file the return by 4 May 2021."),
        ("Northwind Ltd\n\nYour return is missing. It must reach us within seven days.", "It must reach us within"),
        ("Your registration\n\nYou are required to renew it by 4 May 2021." + FOOT, "You are required to renew it"),
        ("Sehr geehrte Frau Malik,\n\nbitte legen Sie den Bericht vor.\n\nNewsletter abbestellen", "bitte legen Sie"),
        ("Sehr geehrter Herr Malik,\n\nIch bitte Sie, den Bericht bis zum 4. Mai 2021 vorzulegen.", "Ich bitte Sie"),
        ("Madame,\n\nVous devez déposer le rapport avant le 4 mai 2021.", "Vous devez déposer le rapport"),
        ("Dear Ms Malik,\n\nYou must register the service by 4 May 2021.", "You must register the service"),
    ],
)  # fmt: skip
def test_a_letter_that_a_service_for_mailings_carried_asks_us_all_the_same(text: str, asked: str) -> None:
    message = read(text=text, **SERVICE)
    assert message.proposed_class == "substantive"
    assert message.class_reason.startswith("sent like a mailing to many, by its header List-Unsubscribe-Post")
    assert asked in message.class_reason


@pytest.mark.parametrize(
    "given",
    [
        {"text": "Dear Ms Malik,\n\nPlease register for the webinar by 4 May 2021." + FOOT},
        {"text": "Dear Ms Malik,\n\nWould you like to know more?" + FOOT},
        {"text": "Dear stakeholder,\n\nYou must send your views by 4 May 2021." + FOOT},
        {"text": "The Authority fined a platform. The platform must pay by 4 May 2021." + FOOT},
        {"text": "Please send us your views by 4 May 2021." + FOOT},
        {"sender": NEWS, "text": LETTER + FOOT},
        {"subject": "Newsletter: October", "text": LETTER + FOOT},
        {"text": "Bonjour,\n\nMerci de vous inscrire avant le 20 mai 2021.\n\nPour vous désabonner, cliquez."},
        {"text": "Guten Tag,\n\nbitte melden Sie sich bis zum 20. Mai 2021 an." + FOOT},
    ],
)
def test_what_a_mailing_invites_everybody_to_stays_one(given: dict[str, str]) -> None:
    assert read(**given, **SERVICE).proposed_class == "automatic"

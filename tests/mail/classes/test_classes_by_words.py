"""What only the words of a mail say: notes of absence, receipts, answers put off."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mail.classes.automatic_phrases import ABSENT, MACHINE_SAYS, RECEIVED, SUBJECTS
from assistant.mail.classes.courtesy import asks, bare_words, sentences
from assistant.mail.classes.courtesy_phrases import ASKS, CLOSINGS, COURTESIES
from assistant.mail.classes.failure_phrases import (
    DELAYED_SUBJECTS,
    FAILED_SUBJECTS,
    FAILED_TEXTS,
    GIVEN_UP,
    STILL_TRYING,
)
from assistant.mail.classes.mailing_phrases import DEMANDS, INVITES
from assistant.mail.classes.receipt_phrases import ACKNOWLEDGES, DECIDES, HOLDING
from tests.mail.classes.judged import class_of, read
from tests.mail.samples import mail


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatic reply: Our questions", "I am away."),
        ("Out of Office: Our questions", "Back on Monday."),
        ("Out of office", "Back on Monday."),
        ("Abwesenheitsnotiz: Unsere Fragen", "Ab Montag wieder da."),
        ("Automatische Antwort: Unsere Fragen", "Ab Montag wieder da."),
        ("Réponse automatique : nos questions", "De retour lundi."),
        ("Respuesta automática: x", "Vuelvo el lunes."),
        ("自動返信: x", "不在です。"),
        ("Re: Our questions", "Thank you for your mail. I am on annual leave until 3 May."),
        ("Re: Our questions", "Ich bin bis zum 3. Mai im Urlaub."),
    ],
)
def test_absence_is_likely_by_subject_or_text_and_claimed_with_less(subject: str, text: str) -> None:
    message = read(mail(subject=subject, text=text, In_Reply_To="<ours-1@northwind.example>")).message
    assert message.proposed_class == "automatic"
    assert message.class_reason.startswith("probably an automatic answer, though no header says so: it")


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("This is an automated message. Your request has been received and assigned reference number 4711.", {}),
        ("We have received your complaint. Ticket #4711 has been created.", {"sender": "no-reply@pta.gov.pk"}),
        (
            "Ihre Nachricht ist bei uns eingegangen und wird unter der Nummer 4711 bearbeitet. Dies ist eine "
            "automatisch erzeugte Nachricht, bitte antworten Sie nicht darauf.",
            {},
        ),
        (
            "Votre message a bien été reçu et enregistré sous le numéro 4711. Ceci est un message automatique, merci "
            "de ne pas y répondre.",
            {},
        ),
        ("Your case 4711 was opened.", {"Auto_Submitted": "auto-replied"}),
        ("Your case 4711 was opened.", {"Auto_Submitted": "auto-generated", "X_ServiceNow_Generated": "true"}),
    ],
)
def test_a_machine_s_confirmation_with_a_number_is_automatic_and_closes_nothing(
    text: str, headers: dict[str, str]
) -> None:
    message = read(mail(text=text, **headers)).message
    assert message.proposed_class == "automatic"
    assert message.class_reason.endswith("a machine's confirmation of receipt, which closes nothing")


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("This is an automated message. You are required to submit the annual return.", {}),
        (
            "I am on annual leave until 3 May.\n\n" + "The conditions of the licence are these. " * 40,
            {"References": "<x@y>"},
        ),
        ("I am on leave from Monday. What is the state of your reply?", {"References": "<x@y>"}),
        ("The decision is on our portal.", {"sender": "no-reply@pta.gov.pk"}),
        ("This is an automated message. It was received.", {"List_Id": "<news.pta.gov.pk>"}),
        ("The conditions are met.", {"Auto_Submitted": "auto-generated", "X_Zendesk_From_Account_Id": "1"}),
    ],
)
def test_what_has_more_to_say_is_no_machine_s_note(text: str, headers: dict[str, str]) -> None:
    assert class_of(text, **headers) == "substantive"


def test_an_automatic_mail_that_asks_says_so() -> None:
    reason = read(
        mail(text="You are required to submit the annual return.", Auto_Submitted="auto-generated")
    ).message.class_reason
    assert (
        reason == "an automatic answer, by its header Auto-Submitted: auto-generated, though it seems to ask something"
    )


HELLO, BYE = "Dear Ms Malik,\n\n", "\n\nKind regards,\nA. Khan\nDirector (Enforcement), Block B, Islamabad\n"


@pytest.mark.parametrize(
    "text",
    [
        "We acknowledge receipt of your letter of 9 October.",
        "I confirm receipt of your email dated 9 October 2020. Thank you.",
        "Your letter of 9 October has been received and placed on file.",
        "Thank you for your letter of 9 October 2020.",
        "Received with thanks.",
        "Noted with thanks.",
        "This office is in receipt of your submission.\n\nPlease quote ref 12/2020 in future letters.",
        "Thank you for your response to our consultation, which we received today. A decision is taken in autumn",
        "We have received your application. You will be told whether it is granted",
        "Wir bestätigen den Eingang Ihres Schreibens vom 9. Oktober.",
        "Nous accusons réception de votre courrier du 9 octobre.",
        "Acusamos recibo de su escrito del 9 de octubre.",
    ],
)
def test_a_person_s_receipt_is_an_acknowledgement_with_the_words_that_say_so(text: str) -> None:
    message = read(mail(text=HELLO + text + BYE)).message
    assert message.proposed_class == "acknowledgement"
    assert text.split(".")[0][:60] in message.class_reason
    assert not message.auto_reply


@pytest.mark.parametrize(
    "text",
    [
        "We will revert by 14 May.",
        "We acknowledge receipt of your letter. Your request is under consideration.",
        "Your request is being examined and we shall get back to you in due course.",
        "We need more time to collect the figures. We hope to be in a position to respond by 20 October.",
        "A full reply will follow.",
        "We hereby acknowledge receipt of your letter. We will handle your request within 15 working days. The time "
        "limit expires on 16 January. To find out how personal data are processed, see the privacy statement.",
        "The Division shall deal with the matter in its next session.",
        "Your letter has been forwarded to the Licensing Division.",
        "Ihre Anfrage wird derzeit geprüft. Wir kommen unaufgefordert auf Sie zurück.",
        "Votre demande est en cours d'instruction.",
        "Su solicitud está siendo examinada.",
    ],
)
def test_an_answer_put_off_is_holding_with_the_words_that_say_so(text: str) -> None:
    message = read(mail(text=HELLO + text + BYE)).message
    assert message.proposed_class == "holding"
    assert message.class_reason.startswith('it puts an answer off: "')


@pytest.mark.parametrize(
    "text",
    [
        "We acknowledge receipt of your letter. Please provide the timelines by 30 October.",
        "We acknowledge receipt of your letter. When will the mechanism be in place?",
        "We received your letter and must insist: you are directed to block the content within 48 hours.",
        "We will revert by 14 May. " + "The authority has examined the mechanism and finds it wanting. " * 5,
        "We acknowledge receipt of your letter. " * 60,
        "The authority has received a complaint against your service from a citizen of Lahore.",
        "The licence is granted on the conditions of the annex.",
        "Wir bestätigen den Eingang. Bitte übermitteln Sie die Zahlen.",
        "Thank you for your letter. Your application is refused, since the fee of 2020 was not paid in time.",
        "Thank you for your letter of 3 May 2021. We reject your application.",
        "We have received your application. It is incomplete.",
        "We have received your application. Your licence is hereby revoked.",
        "Your application has been received and is refused.",
        "Wir haben Ihren Antrag erhalten. Er wird abgelehnt.",
        "Wir bestätigen den Eingang Ihres Antrags. Die Frist wird bis zum 4. Mai verlängert.",
        "Nous avons bien reçu votre demande. Elle est rejetée.",
        "Nous accusons réception de votre courrier et vous accordons le délai demandé.",
    ],
)
def test_a_letter_that_asks_or_says_more_stays_substantive(text: str) -> None:
    assert class_of(HELLO + text + BYE) == "substantive"


def test_what_is_quoted_below_acknowledges_nothing() -> None:
    quoted = "\n\nOn 9 Oct 2020, Sara wrote:\n> We acknowledge receipt of your notice.\n> Please note.\n"
    assert class_of("The conditions are met." + quoted) == "substantive"
    assert class_of("Received with thanks." + quoted) == "acknowledgement"


def test_a_receipt_with_a_letter_attached_is_not_read_yet_and_one_to_a_list_is_to_nobody() -> None:
    text = "We acknowledge receipt of your letter."
    attached = mail(
        Content_Type="multipart/mixed; boundary=b",
        text=f"--b\n\n{text}\n--b\nContent-Type: application/pdf; name=order.pdf\n\nx\n--b--",
    )
    assert read(attached).message.proposed_class == "substantive"
    assert class_of(text, List_Id="<news.pta.gov.pk>") == "substantive"


EVENT = """BEGIN:VCALENDAR
METHOD:{method}
BEGIN:VTIMEZONE
DTSTART:19700101T000000
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID="Asia/Karachi":20201012T103000
SUMMARY;LANGUAGE=en:Hearing: licence\\, part
  two
ATTENDEE;PARTSTAT={answer};CN="Malik: Sara":mailto:sara@northwind.example
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("method", "answer", "proposed", "reason"),
    [
        ("REQUEST", "NEEDS-ACTION", "substantive", "an invitation to a meeting on {day}: {what}"),
        ("CANCEL", "NEEDS-ACTION", "substantive", "a meeting is called off on {day}: {what}"),
        ("REPLY", "ACCEPTED", "acknowledgement", "an answer to an invitation to a meeting on {day}: accepted: {what}"),
        ("REPLY", "DECLINED", "acknowledgement", "an answer to an invitation to a meeting on {day}: declined: {what}"),
        ("UNHEARD-OF", "ACCEPTED", "substantive", "a person's mail"),
    ],
)
def test_an_invitation_says_to_what(method: str, answer: str, proposed: str, reason: str) -> None:
    calendar = EVENT.format(method=method, answer=answer)
    raw = mail(
        Content_Type="multipart/alternative; boundary=b",
        Auto_Submitted="auto-generated" if method == "REQUEST" else "",
        text=f"--b\n\nA meeting.\n--b\nContent-Type: text/calendar; charset=utf-8\n\n{calendar}\n--b--",
    )
    message = read(raw).message
    told = reason.format(day="12 October 2020 at 10:30", what='"Hearing: licence, part two"')
    assert (message.proposed_class, message.class_reason) == (proposed, told)


PHRASES = (
    *ABSENT, *MACHINE_SAYS, *RECEIVED, *SUBJECTS, *ASKS, *CLOSINGS, *COURTESIES, *DELAYED_SUBJECTS, *FAILED_SUBJECTS,
    *FAILED_TEXTS, *GIVEN_UP, *STILL_TRYING, *ACKNOWLEDGES, *HOLDING, *DECIDES, *DEMANDS, *INVITES,
)  # fmt: skip


def test_no_phrase_repeats_without_end() -> None:
    """What reaches to the end of a word or of a gap may; anything wider has a greatest width."""
    narrow = [re.sub(r"\\w[*+]|\\W\*", "", phrase) for phrase in PHRASES]
    assert [phrase for phrase in narrow if "*" in phrase or "+" in phrase] == []


@given(st.text(max_size=600))
def test_any_text_has_sentences_and_loses_no_word_but_courtesies(text: str) -> None:
    bare = bare_words(text, 1_000)
    assert bare is not None
    assert all(" ".join(text.split()).count(sentence) for sentence in sentences(bare))
    assert isinstance(asks(text), bool)

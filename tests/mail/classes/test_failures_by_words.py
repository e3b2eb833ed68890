"""What only the words of a mail say: deliveries that failed or are late, in prose."""

from __future__ import annotations

import pytest

from tests.mail.classes.judged import read
from tests.mail.samples import mail


@pytest.mark.parametrize(
    "subject",
    [
        "Undeliverable: Our questions",
        "Unzustellbar: Unsere Fragen",
        "Non remis : Nos questions",
        "No se puede entregar: x",
        "Não foi possível entregar: x",
        "Onbestelbaar: x",
        "Non recapitabile: x",
        "Не удалось доставить: x",
        "未达: x",
        "メール配信エラー",
        "Returned mail: Deferred: Connection timed out",
        "Mail System Error - Returned Mail",
        "failure delivery",
        "Delivery status notification: error",
        "Mail failure - no such mailbox",
        "There was an error sending your mail",
    ],
)
def test_a_mail_system_says_in_its_language_that_it_failed(subject: str) -> None:
    message = read(mail(sender="MAILER-DAEMON@mail.northwind.example", subject=subject, text="a@pta.gov.pk")).message
    assert message.bounce, message.class_reason
    assert "failed delivery" in message.class_reason


@pytest.mark.parametrize(
    "text",
    [
        "Hi. I could not deliver your letter to <a@pta.gov.pk>:\nSorry, no mailbox here by that name. (#5.1.1)",
        "A message that you sent could not\nbe delivered to one of its recipients: a@pta.gov.pk",
        "The following address failed: <a@pta.gov.pk>\n  host mx said: 550 unknown user",
        "Your message to a@pta.gov.pk was rejected: mailbox is full",
        "Die Nachricht an a@pta.gov.pk konnte nicht zugestellt werden.",
        "Votre message à a@pta.gov.pk n'a pas pu être remis.",
        "次の宛先へ送信できませんでした。 <a@pta.gov.pk>",
        "Still trying to reach a@pta.gov.pk after 5 days; delivery has failed, giving up.",
    ],
)
def test_a_mail_system_says_so_in_the_text_alone(text: str) -> None:
    raw = mail(
        sender="postmaster@mail.northwind.example",
        subject="Your mail",
        text=text,
        In_Reply_To="<ours-1@northwind.example>",
    )
    parsed = read(raw)
    assert parsed.message.bounce
    assert parsed.message.undelivered_id == "ours-1@northwind.example"
    assert parsed.proposal.recipients == ("a@pta.gov.pk",)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Delivery Status Notification (Delay)", "a@pta.gov.pk"),
        ("Undelivered mail", "It has not been delivered yet and will be retried for 4 days: a@pta.gov.pk"),
        ("Zustellung verzögert", "a@pta.gov.pk"),
        ("Mail", "Delivery to a@pta.gov.pk failed so far. This is a warning message only: do not resend."),
    ],
)
def test_what_is_still_tried_has_not_failed(subject: str, text: str) -> None:
    message = read(mail(sender="MAILER-DAEMON@x.example", subject=subject, text=text)).message
    assert (message.proposed_class, message.undelivered_id) == ("automatic", None)
    assert "delayed delivery" in message.class_reason


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        (
            {"subject": "Undeliverable: Our questions"},
            "Your mail to a@pta.gov.pk bounced, could not be delivered: 550.",
        ),
        ({"Return_Path": "<>"}, "I am away; urgent letters could not be forwarded. Write to b@pta.gov.pk."),
        ({"sender": "postmaster@pta.gov.pk"}, "Our new mail server starts on Monday. Write to a@pta.gov.pk."),
        ({"sender": "postmaster@pta.gov.pk"}, "The licence could not be sent."),
    ],
)
def test_people_write_about_failures_too(headers: dict[str, str], text: str) -> None:
    assert not read(mail(text=text, **headers)).message.bounce


def test_a_report_that_names_no_recipient_is_read_by_its_words() -> None:
    raw = mail(
        sender="MAILER-DAEMON@x.example",
        subject="Undelivered Mail Returned to Sender",
        Content_Type='multipart/report; report-type=delivery-status; boundary="b"',
        text="--b\n\nSee below.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n--b\n"
        "Content-Type: text/rfc822-headers\n\nTo: a@pta.gov.pk\nMessage-ID: <ours-1@northwind.example>\n--b--",
    )
    assert read(raw).message.undelivered_id == "ours-1@northwind.example"


def test_a_complaint_about_a_mail_is_a_machine_s() -> None:
    raw = mail(
        sender="staff@isp.example",
        Content_Type='multipart/report; report-type=feedback-report; boundary="b"',
        text="--b\n\nA complaint.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b\n"
        "Content-Type: message/rfc822\n\nMessage-ID: <ours-1@northwind.example>\n\nx\n--b--",
    )
    message = read(raw).message
    assert (message.proposed_class, message.undelivered_id) == ("automatic", None)
    assert read(raw).proposal.about_ids == ("ours-1@northwind.example",)

"""What an inbound mail is proposed to be, and what must not be mistaken for a machine's."""

from __future__ import annotations

from datetime import UTC

import pytest

from assistant.mail.parse import parse_mail
from assistant.record.kinds import Message
from tests.mail.samples import BOUNCE, READ_RECEIPT, mail


def message_of(raw: bytes) -> Message:
    return parse_mail(raw, UTC).message


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; why=x"},
        {"Auto_Submitted": "(comment) Auto-Replied"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": "Out of office"},
        {"X_Autoresponder": "1"},
        {"X_Auto_Response_Suppress": "All", "X_MS_Exchange_Inbox_Rules_Loop": "a@pta.gov.pk"},
        {"Precedence": "auto_reply"},
        {"Auto_Submitted": "auto-notified"},
        {"X_AutoReply_From": "a@pta.gov.pk"},
        {"X_Mail_Autoreply": "true"},
        {"X_FC_MachineGenerated": "true"},
        {"X_MS_Exchange_Generated_Message_Source": "Mailbox Rules Agent"},
        {"X_POST_MessageClass": "9; Autoresponder"},
        {"X_Precedence": "auto-reply"},
        {"Auto_Submitted": "auto-generated", "List_Id": "<alerts.pta.gov.pk>"},
    ],
)
def test_headers_of_machines_make_a_mail_automatic(headers: dict[str, str]) -> None:
    message = message_of(mail(**headers))
    assert message.proposed_class == "automatic"
    assert message.auto_reply
    assert not message.bounce
    assert "header" in message.class_reason


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Auto_Submitted": "auto-forwarded"},
        {"Precedence": "list"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.pta.gov.pk>", "Precedence": "list", "Auto_Submitted": "no"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_MS_Exchange_Inbox_Rules_Loop": "a@pta.gov.pk"},
        {"X_Autoreply": "no"},
        {"X_Loop": "a@pta.gov.pk"},
        {"X_FC_MachineGenerated": "false"},
        {"X_Auto_Response_Suppress": "DR, RN, NRN, OOF, AutoReply"},
        {"subject": "Re: Out of office: who stands in?"},
        {"subject": "Automatic renewal of licences"},
        {"subject": "Undelivered Mail Returned to Sender"},  # a person asks about one
        {"subject": "Out of office procedure"},
        {"sender": "postmaster@pta.gov.pk", "subject": "Your new mail server"},
        {"Return_Path": "<>", "subject": "Licence conditions"},
    ],
)
def test_a_person_s_mail_stays_one(headers: dict[str, str]) -> None:
    message = message_of(mail(**headers))
    assert (message.proposed_class, message.class_reason) == ("substantive", "a person's mail")
    assert not message.auto_reply
    assert not message.bounce


def test_a_failed_delivery_is_a_bounce_that_names_the_mail_that_came_back() -> None:
    parsed = parse_mail(BOUNCE, UTC)
    assert parsed.message.proposed_class == "bounce"
    assert parsed.message.bounce
    assert not parsed.message.auto_reply
    assert parsed.message.undelivered_id == "ours-1@northwind.example"
    assert parsed.message.class_reason == "delivery failed to enforcement@pta.gov.pk (RFC 3464)"
    assert parsed.proposal.recipients[0] == "enforcement@pta.gov.pk"


@pytest.mark.parametrize(
    ("action", "proposed"),
    [
        ("failed", "bounce"),
        ("Failed (permanent)", "bounce"),
        ("delayed", "automatic"),
        ("delivered", "automatic"),
        ("relayed", "automatic"),
        ("expanded", "automatic"),
        ("unheard-of", "automatic"),
    ],
)
def test_the_action_of_a_delivery_report_decides(action: str, proposed: str) -> None:
    message = message_of(BOUNCE.replace(b"Action: failed", f"Action: {action}".encode()))
    assert message.proposed_class == proposed
    assert message.bounce == (proposed == "bounce")
    assert (message.undelivered_id is not None) == message.bounce


def test_one_failure_among_deliveries_is_a_bounce() -> None:
    second = b"\n\nFinal-Recipient: rfc822; other@pta.gov.pk\nAction: delivered\n"
    returned = b"\n--b\nContent-Type: message/rfc822"
    message = message_of(BOUNCE.replace(returned, second + returned))
    assert message.bounce
    assert "enforcement@pta.gov.pk" in message.class_reason
    assert "other@" not in message.class_reason


def test_headers_alone_of_the_returned_mail_are_enough() -> None:
    raw = BOUNCE.replace(b"message/rfc822", b"text/rfc822-headers")
    assert message_of(raw).undelivered_id == "ours-1@northwind.example"


@pytest.mark.parametrize(
    ("subject", "proposed"),
    [
        ("Undelivered Mail Returned to Sender", "bounce"),
        ("Undeliverable: Our questions", "bounce"),
        ("Mail delivery failed: returning message to sender", "bounce"),
        ("failure notice", "bounce"),
        ("Delivery Status Notification (Failure)", "bounce"),
        ("Warning: message 1abc delayed 24 hours", "automatic"),
        ("Delivery delayed: Our questions", "automatic"),
    ],
)
def test_notices_without_a_report_part_are_told_by_sender_and_subject(subject: str, proposed: str) -> None:
    text = "Delivery to enforcement@pta.gov.pk failed.\n\n--- copy ---\nMessage-ID: <ours-1@northwind.example>\n"
    raw = mail(sender="MAILER-DAEMON@mail.northwind.example", subject=subject, text=text)
    parsed = parse_mail(raw, UTC)
    assert parsed.message.proposed_class == proposed
    assert parsed.proposal.about_ids == ("ours-1@northwind.example",)
    assert "enforcement@pta.gov.pk" in parsed.proposal.recipients


@pytest.mark.parametrize(
    ("disposition", "reason"),
    [
        ("automatic-action/MDN-sent-automatically; deleted", "deleted without being read (RFC 8098)"),
        ("manual-action/MDN-sent-manually; displayed/error", "a read receipt (RFC 8098)"),
        ("automatic-action/MDN-sent-automatically; processed", "processed by a machine (RFC 8098)"),
        ("unheard-of", "a read receipt (RFC 8098)"),
    ],
)
def test_what_became_of_a_mail_is_told_by_its_receipt(disposition: str, reason: str) -> None:
    raw = READ_RECEIPT.replace(b"manual-action/MDN-sent-manually; displayed", disposition.encode())
    assert message_of(raw).class_reason == reason
    assert message_of(raw).proposed_class == "automatic"


def test_a_read_receipt_is_automatic() -> None:
    parsed = parse_mail(READ_RECEIPT, UTC)
    assert parsed.message.proposed_class == "automatic"
    assert parsed.message.class_reason == "a read receipt (RFC 8098)"
    assert parsed.proposal.about_ids == ("ours-1@northwind.example",)


def test_a_person_who_forwards_a_bounce_is_no_mail_system() -> None:
    forwarded = BOUNCE.decode().replace('boundary="b"', 'boundary="in"').replace("--b", "--in")
    raw = mail(
        Content_Type="multipart/mixed; boundary=out",
        text=f"--out\n\nSee this.\n--out\nContent-Type: message/rfc822\n\n{forwarded}\n--out--",
    )
    assert message_of(raw).proposed_class == "substantive"

"""Mails as people write them, for the tests to vary."""

from __future__ import annotations

from assistant.config import Settings, parse

SETTINGS_TEXT = """
[company]
name = "Northwind Telecom"
addresses = ["northwind.policy@gmail.com"]
domains = ["northwind.example"]

[regulators.PTA]
name = "Pakistan Telecommunication Authority"
timezone = "Asia/Karachi"
domains = ["pta.gov.pk"]
contacts = [{ name = "Director Licensing", address = "director.licensing@yahoo.com" }]

[regulators.BEREC]
timezone = "Europe/Riga"
domains = ["berec.europa.eu"]
"""


def settings() -> Settings:
    return parse(SETTINGS_TEXT)


OURS = "Sara Malik <sara@northwind.example>"
THEIRS = "Director (Enforcement) <enforcement@pta.gov.pk>"


def mail(
    sender: str = THEIRS,
    to: str = OURS,
    subject: str = "Removal of content",
    text: str = "Please provide the timelines.",
    *,
    id: str = "",  # noqa: A002 - the word people use
    date: str = "Mon, 12 Oct 2020 14:30:00 +0500",
    **headers: str,
) -> bytes:
    """A plain mail; more header fields as keywords, `_` for `-`. An empty value leaves a field out."""
    fields = {"From": sender, "To": to, "Subject": subject, "Date": date, "Message-ID": f"<{id}>" if id else ""}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return ("\n".join(lines) + "\n\n" + text + "\n").encode()


LETTER = mail(id="letter-1@pta.gov.pk", Received="from mx by mail.northwind.example; Mon, 12 Oct 2020 14:31:07 +0500")

ALTERNATIVE = b"""From: enforcement@pta.gov.pk
To: sara@northwind.example
Subject: =?utf-8?Q?Fristverl=C3=A4ngerung?=
Date: Tue, 13 Oct 2020 09:00:00 +0500
Message-ID: <alt-1@pta.gov.pk>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

This is a multi-part message in MIME format.
--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Die Frist l=C3=A4uft am 20.=20Oktober ab.
--inner
Content-Type: text/html; charset=utf-8

<p>Die Frist <b>l&auml;uft</b> ab.</p>
--inner--
--outer
Content-Type: application/pdf; name="notice.pdf"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="notice.pdf"

JVBERi0xLjQgbm90IHJlYWxseQ==
--outer--
"""

BOUNCE = b"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mail.northwind.example>
To: sara@northwind.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 12 Oct 2020 14:40:00 +0500
Message-ID: <bounce-1@mail.northwind.example>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.northwind.example

Final-Recipient: rfc822; enforcement@pta.gov.pk
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown
--b
Content-Type: message/rfc822

From: sara@northwind.example
To: enforcement@pta.gov.pk
Subject: Our questions
Message-ID: <ours-1@northwind.example>

What are the timelines?
--b--
"""

READ_RECEIPT = b"""From: enforcement@pta.gov.pk
To: sara@northwind.example
Subject: Read: Our questions
Date: Mon, 12 Oct 2020 15:00:00 +0500
Content-Type: multipart/report; report-type=disposition-notification; boundary="r"

--r

Your message was displayed.
--r
Content-Type: message/disposition-notification

Final-Recipient: rfc822;enforcement@pta.gov.pk
Original-Message-ID: <ours-1@northwind.example>
Disposition: manual-action/MDN-sent-manually; displayed
--r--
"""

"""A morning of mail for the demo: a regulator's letter, our answer, two strangers, a lookalike. All written for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

COMPANY = "Public Policy <policy@bytedance.example>"
REGULATOR = "Director Enforcement <enforcement@pta.example>"

QUESTIONS = """Dear colleagues,

Please provide the following by 30 October 2020:

1. How many reports did you receive in September 2020?
2. Which languages do your moderators read?

Kindly also confirm the name of your representative within 10 working
days of receipt of this letter.

Director Enforcement"""
ANSWER = """Dear Director,

we will send the figures by 28 October 2020. Could you confirm the scope
of question 2?"""


def mail(sender: str, subject: str, text: str, id: str, date: str, **headers: str) -> str:  # noqa: A002 - the word people use
    """A plain mail to the company, or from it to the regulator."""
    to = REGULATOR if sender == COMPANY else COMPANY
    fields = {"From": sender, "To": to, "Subject": subject, "Date": date, "Message-ID": f"<{id}>"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    return "\n".join(f"{name}: {value}" for name, value in fields.items()) + f"\n\n{text}\n"


FROM_REGULATOR = mail(REGULATOR, "Reports in September", QUESTIONS, "a1@pta.example", "Thu, 15 Oct 2020 11:00:00 +0500")
FROM_US = mail(
    COMPANY,
    "Re: Reports in September",
    ANSWER,
    "b1@bytedance.example",
    "Fri, 16 Oct 2020 10:00:00 +0500",
    In_Reply_To="<a1@pta.example>",
)
FROM_PRESS = mail(
    "Press Desk <desk@news.example>",
    "Blocking of the platform and control of unlawful content",
    "Could you comment on the blocking by 6 pm today?",
    "p1@news.example",
    "Fri, 9 Oct 2020 15:00:00 +0500",
)
FROM_COUNSEL = mail(
    "Counsel <counsel@chambers.example>",
    "Fee note",
    "Our fee note for October.",
    "c1@chambers.example",
    "Mon, 12 Oct 2020 09:00:00 +0500",
)
LOOKALIKE = mail(
    "Pakistan Telecommunication Authority <notice@pta-gov.example.com>",
    "Final notice",
    "Pay the fee within 5 days.",
    "x1@pta-gov.example.com",
    "Tue, 13 Oct 2020 09:00:00 +0500",
    Authentication_Results="mail.bytedance.example; spf=fail smtp.mailfrom=pta-gov.example.com; dmarc=fail",
)
MORNING = (FROM_REGULATOR, FROM_US, FROM_PRESS, FROM_COUNSEL, LOOKALIKE)


def mbox(path: Path, mails: Iterable[str] = MORNING) -> Path:
    """The mails as one mailbox file."""
    path.write_bytes(b"".join(f"From - Thu Oct 15 11:00:00 2020\n{mail}\n".encode() for mail in mails))
    return path

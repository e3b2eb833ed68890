"""How the tests of classes read a mail."""

from __future__ import annotations

from datetime import UTC

from assistant.mail.parse import ParsedMail, parse_mail
from tests.mail.samples import mail


def read(raw: bytes) -> ParsedMail:
    return parse_mail(raw, UTC)


def class_of(text: str, **headers: str) -> str | None:
    return read(mail(text=text, **headers)).message.proposed_class

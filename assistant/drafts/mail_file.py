"""A draft as an unsent `.eml` that a mail program opens for sending, under the message it belongs to.

`X-Unsent: 1` is what mail programs know for that. The program itself sends nothing; so there is no date, and a
Message-ID only where the record keeps it, to know the sent copy by when it is imported.
"""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from uuid import uuid4

from assistant.drafts.draft import Draft
from assistant.drafts.words import Words
from assistant.errors import UsageProblem
from assistant.record.inert import inert, inert_line, writable
from assistant.record.kinds import Party
from assistant.record.thread import Logged

MESSAGE_ID = re.compile(r"[!-;=?-~]{3,900}\Z")
"""Visible ASCII without angle brackets (RFC 5322 §3.6.4, read generously); the line limit of 998 holds."""


class _Policy(EmailPolicy):
    """The library's, but a Message-ID stays as it is: one longer than a line came out as an encoded word."""

    def fold(self, name: str, value: str) -> str:
        return _ids_folded(name, value) if name in ID_HEADERS else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return _ids_folded(name, value).encode("ascii") if name in ID_HEADERS else super().fold_binary(name, value)


ID_HEADERS = frozenset({"Message-ID", "In-Reply-To", "References"})
DOMAIN = re.compile(r"[A-Za-z0-9.-]{1,200}\Z")
MOST_QUOTED = 60
"""Lines of a message that are quoted: chasers that carry pages of old text are not read."""
POLICY = _Policy(linesep="\r\n")


def as_mail(draft: Draft, message_id: str | None = None, quoted: str = "") -> bytes:
    """The draft as an unsent message, with `quoted` (see `quote`) below its text.

    Raises `UsageProblem` for an address that is none.
    """
    mail = EmailMessage(policy=POLICY)
    mail["X-Unsent"] = "1"
    if draft.sender.address:
        mail["From"] = _address(draft.sender)
    if to := [_address(party) for party in draft.to if party.address]:
        mail["To"] = to
    mail["Subject"] = header_line(draft.subject)
    if message_id:
        mail["Message-ID"] = f"<{message_id}>"
    _thread_under(mail, draft)
    text = f"{draft.text.rstrip()}\n\n{quoted}" if quoted else draft.text
    mail.set_content(writable(text), charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def new_message_id(draft: Draft) -> str:
    """A Message-ID of the sender's own domain (RFC 5322 §3.6.4)."""
    domain = header_line(draft.sender.address).rpartition("@")[2]
    usable = domain if domain and domain.isascii() and DOMAIN.match(domain) else "localhost"
    return f"{uuid4().hex}@{usable}"


def quote(logged: Logged, words: Words, office: str) -> str:
    """What the author of a message newly wrote, each line behind `> `; of a long one the beginning, which is said.

    `office` is named where the message names nobody.
    """
    message = logged.message
    lines = inert(message.own_text).strip().split("\n")
    cut = [*lines[:MOST_QUOTED], "[…]"] if len(lines) > MOST_QUOTED else lines
    who = inert_line(message.sender.name or message.sender.address or office)
    lead = words.wrote.format(day=words.written(logged.day), who=who)
    return "\n".join([lead, *(f"> {line}".rstrip() for line in cut)]) + "\n"


def header_line(text: str) -> str:
    """One line, whatever it was: nothing can begin a header of its own."""
    return writable(inert_line(text))


def _ids_folded(name: str, value: str) -> str:
    return f"{name}: " + "\r\n ".join(value.split()) + "\r\n"


def _address(party: Party) -> Address:
    spec = inert_line(party.address)
    try:
        spec.encode("ascii")
        return Address(display_name=header_line(party.name), addr_spec=spec)
    except (ValueError, IndexError, MessageError) as error:
        raise UsageProblem(
            f"{spec!r} is not a mail address", hint="Correct it in the configuration, or export as .txt."
        ) from error


def _thread_under(mail: EmailMessage, draft: Draft) -> None:
    if draft.in_reply_to and MESSAGE_ID.match(draft.in_reply_to):
        mail["In-Reply-To"] = f"<{draft.in_reply_to}>"
    if ids := [f"<{one}>" for one in draft.references if MESSAGE_ID.match(one)]:
        mail["References"] = " ".join(ids)

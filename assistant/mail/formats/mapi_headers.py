"""MAPI properties of a message → the header fields that it has, or would have had, as a mail.

Fields that came with it over the internet (the transport headers) are taken as they are; only what they lack is made of
properties: mail within one Exchange organisation, sent items and drafts have none. Their addresses may be Exchange's
own (`/O=…/CN=…`), which no mail knows: those become the SMTP address if the file has one, else the name stands alone.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from email.utils import format_datetime

from assistant.mail.decoding.charsets import decoded, one_line
from assistant.mail.decoding.headers import Headers, read_headers
from assistant.mail.formats.mapi import MapiMessage, Properties

_FIRST_FIELD = re.compile(rb"^[A-Za-z][A-Za-z0-9-]*:", re.MULTILINE)
"""Exchange puts a line of its own in front of the transport headers."""
_MESSAGE_CLASS = 0x001A
_AUTOMATIC = ("IPM.NOTE.RULES.OOFTEMPLATE", "IPM.NOTE.RULES.REPLYTEMPLATE")
"""Message classes of out-of-office notes and of answers by a rule (MS-OXCMSG §2.2.1.3, MS-OXORULE)."""

_Kind = tuple[int, int, int, int]
"""Numbers of the properties of a party: name, address, type of address, SMTP address."""
_AUTHOR: _Kind = (0x0042, 0x0065, 0x0064, 0x5D02)
_SENDER: _Kind = (0x0C1A, 0x0C1F, 0x0C1E, 0x5D01)
_RECEIVER: _Kind = (0x0040, 0x0076, 0x0075, 0x5D07)
_RECIPIENT: _Kind = (0x3001, 0x3003, 0x3002, 0x39FE)
_LISTS = {"to": (1, 0x0E04), "cc": (2, 0x0E03), "bcc": (3, 0x0E02)}
"""By field: the type of the recipients, and the property that lists their names."""
_ONE_OFF = b"\x81\x2b\x1f\xa4\xbe\xa3\x10\x19\x9d\x6e\x00\xdd\x01\x0f\x54\x02"
"""Begins an entry that spells a party out (MS-OXCDATA §2.2.5.1)."""


def message_class(properties: Properties) -> str:
    """What Outlook takes the item for, in upper case: `IPM.NOTE`, `REPORT.IPM.NOTE.NDR`."""
    return properties.line(_MESSAGE_CLASS).upper()


def mail_headers(message: MapiMessage) -> Headers:
    """The fields of `message`, without those that describe its content: that has its own form here."""
    fields = {name: values for name, values in _transported(message.properties) if not name.startswith("content-")}
    for name, value in _made(message):
        if value and (name not in fields or (name in _LISTS and not any("@" in given for given in fields[name]))):
            fields[name] = (value,)  # Exchange writes names alone for its own people
    return Headers(fields)


def _transported(properties: Properties) -> Iterable[tuple[str, tuple[str, ...]]]:
    raw = properties.text(0x007D).encode("utf-8", "replace")
    first = _FIRST_FIELD.search(raw)
    return read_headers(raw, first.start(), len(raw))[0].fields.items() if first else ()


def _made(message: MapiMessage) -> Iterator[tuple[str, str]]:
    """Each field with what the properties say for it, `""` for nothing."""
    properties = message.properties
    known = dict(_known_addresses(message))
    author, sender = _mailbox(properties, _AUTHOR, known), _mailbox(properties, _SENDER, known)
    yield "from", author or sender
    yield "sender", sender if author and sender != author else ""
    for name, (kind, names) in _LISTS.items():
        listed = [party for party in message.recipients if ((party.number(0x0C15) or 1) & 15) == kind]
        mailboxes = filter(None, (_mailbox(party, _RECIPIENT, known) for party in listed))
        yield name, ", ".join(mailboxes) or properties.line(names)
    yield "reply-to", ", ".join(_reply_to(properties.data(0x004F)))
    yield "subject", subject(properties)
    yield "date", _date(properties, 0x0039)
    received = _date(properties, 0x0E06)
    yield "received", received and f"; {received}"
    yield "message-id", properties.line(0x1035)
    yield "in-reply-to", properties.line(0x1042)
    yield "references", properties.line(0x1039)
    yield "auto-submitted", "auto-replied" if message_class(properties).startswith(_AUTOMATIC) else ""


def subject(properties: Properties) -> str:
    """The subject with its prefix. Some files mark the prefix's length by two characters in front (MS-OXCMSG)."""
    whole = properties.text(0x0037) or properties.text(0x003D) + properties.text(0x0E1D)
    return one_line(whole[2:] if whole.startswith("\x01") else whole)


def _date(properties: Properties, number: int) -> str:
    moment = properties.moment(number)
    return format_datetime(moment) if moment else ""


def _known_addresses(message: MapiMessage) -> Iterator[tuple[str, str]]:
    """Exchange's addresses, in lower case, with the SMTP addresses that the file gives for them."""
    parties = [(message.properties, kind) for kind in (_AUTHOR, _SENDER, _RECEIVER)]
    for properties, kind in [*parties, *((recipient, _RECIPIENT) for recipient in message.recipients)]:
        internal, smtp = properties.line(kind[1]), properties.line(kind[3])
        if internal.startswith("/") and "@" in smtp:
            yield internal.lower(), smtp


def address_of(properties: Properties, kind: _Kind, known: dict[str, str]) -> str:
    """The SMTP address of a party, `""` if only Exchange could tell."""
    smtp, given = properties.line(kind[3]), properties.line(kind[1])
    if "@" in smtp:
        return smtp
    if given.startswith("/") or properties.line(kind[2]).upper() == "EX":
        return known.get(given.lower(), "")
    return given if "@" in given else ""


def recipient_address(recipient: Properties) -> str:
    """The SMTP address of one recipient of a message, `""` without one."""
    return address_of(recipient, _RECIPIENT, {})


def _mailbox(properties: Properties, kind: _Kind, known: dict[str, str]) -> str:
    """A party as an address field has it (RFC 5322 §3.4), `""` for nobody."""
    name, address = properties.line(kind[0]), address_of(properties, kind, known)
    bare = name.strip("'\"<> ")
    if not address and "@" in bare and " " not in bare:  # nobody looked it up: the address was typed as a name
        address = bare
    return mailbox("" if bare.lower() == address.lower() else name, address)


def mailbox(name: str, address: str) -> str:
    """`"name" <address>`, whatever the two hold; the brackets stay empty for a name alone."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    bare = re.sub(r"[<>\s]", "", address)
    return f'"{quoted}" <{bare}>' if name else bare and f"<{bare}>"


def _reply_to(entries: bytes) -> Iterator[str]:
    """The parties of a list of entries, those that are spelled out (MS-OXCDATA §2.3.3)."""
    for piece in entries.split(_ONE_OFF)[1:]:
        if len(piece) < 4:
            continue
        is_unicode = struct.unpack_from("<H", piece, 2)[0] & 0x8000
        text = piece[4:].decode("utf-16-le", "replace") if is_unicode else decoded(piece[4:], "cp1252")
        name, kind, address = [one_line(word) for word in (*text.split("\0", 3), "", "", "")[:3]]
        if kind.upper() == "SMTP" and "@" in address:
            yield mailbox("" if name.lower() == address.lower() else name, address)

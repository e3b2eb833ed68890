"""When two mails are one: the same message found in five colleagues' mailboxes, with five sets of transport headers."""

from __future__ import annotations

from assistant.record.dates import in_utc
from assistant.record.digest import sha256_hex
from assistant.record.inert import writable
from assistant.record.kinds import Message, Party


def fingerprint(message: Message) -> str:
    """A hash of what makes a message that message, its transport left out.

    Message-ID, sender, recipients, subject, date and text with white space folded, attachments. Two different mails
    that share a Message-ID differ in it; two copies of one mail do not.
    """
    parts = [
        message.message_id or "",
        message.sender.address.casefold(),
        ",".join(sorted(_addresses(message.to + message.cc))),
        " ".join(message.subject.split()),
        in_utc(message.sent or message.dated) or "",
        " ".join(message.text.split()),
        *sorted(attachment.sha256 for attachment in message.attachments),
    ]
    return sha256_hex(writable("\x00".join(parts)).encode())


def _addresses(parties: tuple[Party, ...]) -> list[str]:
    return [party.address.casefold() for party in parties]

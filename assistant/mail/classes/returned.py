"""Which mail a report is about: from the copy that came back, its headers, the text, or what the report answers.

Apart from the reports, since every kind of them, structured or not, needs the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.mail.classes.proposal import Proposal
from assistant.mail.decoding.addresses import read_parties
from assistant.mail.decoding.charsets import decoded
from assistant.mail.decoding.headers import Headers, message_ids, own_id, read_headers
from assistant.mail.decoding.mime import Part
from assistant.record.kinds import MessageClass

LOOKED_AT = 20_000
"""Characters of an unstructured report that are searched for addresses and ids."""

_ADDRESS = re.compile(r"[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{3,253}")
_QUOTED_ID = re.compile(
    r"^[> \t]{0,10}(?:original[ -])?Message[- ]ID\s?:\s{0,80}(<[^<>\n]{1,900}>)", re.IGNORECASE | re.MULTILINE
)
_COPIES = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers", "text/rfc822"}
)


def leaves(part: Part) -> Iterator[Part]:
    """The parts that hold no others; what lies in an attached mail is that mail's own."""
    for child in part.parts:
        yield from leaves(child)
    if not part.parts:
        yield part


def has_copy(root: Part) -> bool:
    return any(part.content_type in _COPIES for part in leaves(root))


def addresses_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.rstrip(".") for found in _ADDRESS.findall(text[:LOOKED_AT])))


def reported(root: Part, cls: MessageClass, reason: str, recipients: tuple[str, ...], text: str) -> Proposal:
    """A report of `cls` with what it says of the mail that it is about."""
    returned = _returned_headers(root)
    about = own_id(returned.first("message-id")) or next(iter(_ids_in(root, text)), None)
    addressed = read_parties((*root.headers.all("x-failed-recipients"), *returned.all("to"), *returned.all("cc")))
    everybody = dict.fromkeys((*recipients, *(party.address for party in addressed if party.address)))
    return Proposal(
        cls,
        reason,
        report=True,
        undelivered_id=about if cls == "bounce" else None,
        about_ids=(about,) if about else (),
        recipients=tuple(everybody),
    )


def _returned_headers(root: Part) -> Headers:
    """The headers of the mail that came back, whole or its headers only (RFC 6522 §3)."""
    for part in leaves(root):
        if part.content_type in _COPIES:
            content = part.bytes().lstrip()
            return read_headers(content, 0, len(content))[0]
    return Headers({})


def _ids_in(root: Part, text: str) -> Iterator[str]:
    """Without a returned part: the id in the copy that stands in the text, else the mail it answers."""
    for found in _QUOTED_ID.finditer(text or decoded(root.content[:LOOKED_AT])):
        yield from message_ids(found[1])
    yield from message_ids(root.headers.first("in-reply-to"))
    yield from reversed(message_ids(root.headers.first("references")))

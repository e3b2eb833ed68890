"""By whose hands a mail went besides its author's: who transmitted it, who sent it on, which list put its name on it.

Kept apart from the message, which says who wrote to whom: whose mail it is may depend on these, what it says does not.
"""

from __future__ import annotations

import re

from msgspec import Struct

from assistant.mail.decoding.addresses import read_parties
from assistant.mail.decoding.headers import Headers
from assistant.record.kinds import Party

LONGEST_FIELD = 20_000
"""Characters of one field that are read; a hundred people that a mail was sent on to take some 5,000."""

_VIA = re.compile(r"\svia\s", re.IGNORECASE)
_MAILTO = re.compile(r"<mailto:([^<>?\s]{3,320})", re.IGNORECASE)


class Passage(Struct, frozen=True):
    transmitter: Party = Party()
    """Sender: who sent it in the name of its author (RFC 5322 §3.6.2)."""
    resent_by: tuple[Party, ...] = ()
    resent_to: tuple[Party, ...] = ()
    """Who put it back into the mail as it was, and for whom (RFC 5322 §3.6.6)."""
    written_by: Party = Party()
    """The author as a list or group says that put its own address in From; true only if that list is trusted."""
    list_address: str = ""
    """Where one writes to the list that carried it (RFC 2369 §3.4)."""
    delivered_to: tuple[str, ...] = ()
    """Into which mailboxes it came, as their servers noted it, unread: few mails are asked for it."""


_MAILBOXES = ("delivered-to", "x-original-to", "envelope-to", "x-delivered-to")
_FIELDS = (
    *_MAILBOXES, "sender", "resent-from", "resent-sender", "resent-to", "resent-cc", "resent-bcc",
    "x-original-from", "x-original-sender", "list-post", "list-id",
)  # fmt: skip
_STRAIGHT = Passage()


def read_passage(headers: Headers, author: Party) -> Passage:
    """What `headers` say of a mail whose From is `author`."""
    if not any(name in headers for name in _FIELDS):
        return _STRAIGHT
    return Passage(
        transmitter=_first(headers, "sender"),
        resent_by=_all(headers, "resent-from", "resent-sender"),
        resent_to=_all(headers, "resent-to", "resent-cc", "resent-bcc"),
        written_by=_written_by(headers, author),
        list_address=_list_address(headers),
        delivered_to=tuple(value for name in _MAILBOXES for value in headers.all(name)),
    )


def _all(headers: Headers, *names: str) -> tuple[Party, ...]:
    values = (value[:LONGEST_FIELD] for name in names for value in headers.all(name))
    return tuple(party for value in values for party in read_parties((value,)))


def _first(headers: Headers, name: str) -> Party:
    return next((party for party in _all(headers, name) if party.address), Party())


def _list_address(headers: Headers) -> str:
    found = _MAILTO.search(headers.first("list-post")[:LONGEST_FIELD])
    return found[1].lower() if found else ""


def _written_by(headers: Headers, author: Party) -> Party:
    """Google's groups and the IETF name the author in a field of its own, Mailman in Reply-To.

    They write `'Ann' via Policy <policy@example.com>` into From, so that DMARC of Ann's domain does not fail.
    """
    for name in ("x-original-from", "x-original-sender"):
        found = _first(headers, name)
        if found.address and found.address.lower() != author.address.lower():
            return _named(found, author)
    if _VIA.search(author.name) and ("list-id" in headers or "list-post" in headers):
        own = {"", _list_address(headers)}
        others = [party for party in _all(headers, "reply-to") if party.address.lower() not in own]
        return _named(others[0], author) if len(others) == 1 else Party()
    return Party()


def _named(written_by: Party, author: Party) -> Party:
    """With the name that stands before `via` in From, where the address came without one."""
    return written_by if written_by.name else Party(_VIA.split(author.name)[0].strip("' "), written_by.address)

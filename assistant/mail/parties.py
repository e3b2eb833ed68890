"""Whose mail it is: which regulator's matter, and in which direction it went.

Decided by the addresses and domains in the settings alone. Domains are compared label by label, so neither
`notpta.gov.pk` nor `pta.gov.pk.example.com` is `pta.gov.pk`; what a display name claims counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from assistant.config import Settings
from assistant.mail.parse import ParsedMail
from assistant.record.kinds import Direction, Party

COMPANY = ""
"""The company, where an owner of addresses is named; regulators have keys, and no key is empty."""


class Placement(Struct, frozen=True):
    regulator: str
    direction: Direction


class AddressBook(Struct, frozen=True):
    """Who owns which address and domain: a regulator's key or `COMPANY`."""

    addresses: dict[str, str]
    domains: dict[str, str]

    def owner(self, address: str) -> str | None:
        """Whose `address` is: by the address itself, else by the longest configured domain that covers it."""
        local, at, domain = address.rpartition("@")
        if not at:
            return None
        domain = _domain(domain)
        known = self.addresses.get(f"{local.lower()}@{domain}")
        if known is not None:
            return known
        while domain:
            if domain in self.domains:
                return self.domains[domain]
            domain = domain.partition(".")[2]
        return None

    def regulator_among(self, addresses: Iterable[str]) -> str | None:
        """The regulator of the first address that has one."""
        return next((owner for owner in map(self.owner, addresses) if owner), None)

    def is_company(self, party: Party) -> bool:
        return self.owner(party.address) == COMPANY


def address_book(settings: Settings) -> AddressBook:
    """The addresses and domains in `settings`, contacts of regulators included; the first to name one keeps it."""
    book = AddressBook({}, {})
    _enter(book, COMPANY, settings.company.addresses, settings.company.domains)
    for key, regulator in settings.regulators.items():
        contacts = (contact.address for contact in regulator.contacts if contact.address)
        _enter(book, key, (*regulator.addresses, *contacts), regulator.domains)
    return book


def _enter(book: AddressBook, owner: str, addresses: Iterable[str], domains: Iterable[str]) -> None:
    for address in addresses:
        local, at, domain = address.strip().strip("<>").rpartition("@")
        if at and local:
            book.addresses.setdefault(f"{local.lower()}@{_domain(domain)}", owner)
    for domain in domains:
        name = _domain(domain.strip().removeprefix("*").lstrip("@."))
        if name:
            book.domains.setdefault(name, owner)


def _domain(name: str) -> str:
    """`name` as domains compare: lower case, without the root's dot, in ASCII (RFC 5890)."""
    name = name.strip().rstrip(".").lower()
    if name.isascii() or len(name) > 253:
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def place(mail: ParsedMail, book: AddressBook, regulator: str | None = None) -> Placement | None:
    """Where `mail` belongs by its own addresses; None: they do not say. A given `regulator` gets everything."""
    if regulator:
        return Placement(regulator, direction_in_thread(mail, book))
    if mail.proposal.report:
        about = book.regulator_among(mail.proposal.recipients) or book.owner(mail.message.sender.address)
        return Placement(about, "in") if about else None
    owner = book.owner(mail.message.sender.address)
    if owner:
        return Placement(owner, "in")
    recipients = (*mail.message.to, *mail.message.cc, *mail.bcc)
    written_to = book.regulator_among(party.address for party in recipients)
    return Placement(written_to, "out") if written_to and owner == COMPANY else None


def direction_in_thread(mail: ParsedMail, book: AddressBook) -> Direction:
    """The direction of a mail whose regulator is known otherwise.

    `in` unless the company sent it; a report is `in` even from the company's own mail server; what the company sent to
    nobody but itself never reached the regulator and is `internal`.
    """
    message = mail.message
    if mail.proposal.report or not book.is_company(message.sender):
        return "in"
    recipients = (*message.to, *message.cc, *mail.bcc)
    return "internal" if recipients and all(map(book.is_company, recipients)) else "out"

"""Whose mail it is: which regulator's matter, and in which direction it went.

Decided by the addresses and domains in the settings alone. Domains are compared label by label, so neither
`notpta.gov.pk` nor `pta.gov.pk.example.com` is `pta.gov.pk`; what a display name claims counts for nothing here, and
what only looks like a regulator's address is `authenticity`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from assistant.config import Settings
from assistant.errors import UsageProblem
from assistant.mail.decoding.addresses import read_parties
from assistant.mail.parse import ParsedMail
from assistant.mail.public_suffixes import is_public_suffix
from assistant.record.kinds import Direction, Party
from assistant.settings.notify import in_ascii

COMPANY = ""
"""The company, where an owner of addresses is named; regulators have keys, and no key is empty."""


class Placement(Struct, frozen=True):
    regulator: str
    direction: Direction
    also: tuple[str, ...] = ()
    """Other regulators whom the mail went to as well: a person decides whether it is their matter, too."""
    third_party: bool = False
    """Written by neither side: of the regulator's matters, since it was sent a copy, and no word of the regulator's."""


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

    def regulators_among(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """The regulators that have one of `addresses`, each once, in the order of the addresses."""
        return tuple(dict.fromkeys(owner for owner in map(self.owner, addresses) if owner))

    def is_company(self, party: Party) -> bool:
        return self.owner(party.address) == COMPANY


def address_book(settings: Settings) -> AddressBook:
    """The addresses and domains in `settings`, contacts of regulators included; none is two sides' (`settings.sides`).

    Raises `UsageProblem` for a domain under which everybody can have one: it would make strangers a side's own people.
    """
    book = AddressBook({}, {})
    _enter(book, COMPANY, settings.company.addresses, settings.company.domains)
    _refuse_public(settings.company.domains, "company.domains", settings.source)
    for key, regulator in settings.regulators.items():
        contacts = (contact.address for contact in regulator.contacts if contact.address)
        _enter(book, key, (*regulator.addresses, *contacts), regulator.domains)
        _refuse_public(regulator.domains, f"regulators.{key}.domains", settings.source)
    return book


def _refuse_public(domains: Iterable[str], key: str, where: str) -> None:
    for written in domains:
        if is_public_suffix(domain_of(written)):
            raise UsageProblem(
                f"`{key}` names {written}, under which anybody can have a domain",
                where=where,
                hint="Name the domain of that organisation alone, such as pta.gov.pk, or its single addresses.",
            )


def domain_of(address: str) -> str:
    """The domain of an address, or one as people write it into a configuration (`*.` or `@` in front), to compare."""
    return _domain(address.rpartition("@")[2].strip().removeprefix("*").lstrip("."))


def address_key(address: str) -> str:
    """An address as addresses compare."""
    local, at, domain = address.strip().strip("<>").rpartition("@")
    return f"{local.lower()}@{_domain(domain)}" if at else domain.lower()


def _enter(book: AddressBook, owner: str, addresses: Iterable[str], domains: Iterable[str]) -> None:
    for address in addresses:
        name = address_key(address)
        if name.rpartition("@")[0]:
            book.addresses.setdefault(name, owner)
    for domain in domains:
        name = domain_of(domain)
        if name:
            book.domains.setdefault(name, owner)


def _domain(name: str) -> str:
    """`name` as domains compare: as `in_ascii`, without the root's dot."""
    return in_ascii(name.strip().rstrip("."))


def place(mail: ParsedMail, book: AddressBook, regulator: str | None = None) -> Placement | None:
    """Where `mail` belongs by its own addresses; None: they do not say. A given `regulator` gets everything.

    Its author decides; where that is no regulator, the first regulator in To, then in Cc and Bcc.
    """
    if regulator:
        return Placement(regulator, direction_in_thread(mail, book))
    if mail.proposal.report:
        about = (*book.regulators_among(mail.proposal.recipients), book.owner(mail.message.sender.address))
        return Placement(about[0], "in") if about[0] else None
    owner = _writer(mail, book)
    addressed = book.regulators_among(party.address for party in _recipients(mail))
    if owner:
        return Placement(owner, "in", tuple(key for key in addressed if key != owner))
    if not addressed:
        return None
    if owner == COMPANY:
        return Placement(addressed[0], "out", addressed[1:])
    return _of_third_party(mail, book, addressed)


def _of_third_party(mail: ParsedMail, book: AddressBook, addressed: tuple[str, ...]) -> Placement | None:
    """A lawyer's or ministry's mail to both sides is of their matter; one that did not come to the company is not."""
    received = (*_recipients(mail), *read_parties(mail.passage.delivered_to))
    if any(map(book.is_company, received)):
        return Placement(addressed[0], "in", addressed[1:], third_party=True)
    return None


def author(mail: ParsedMail, book: AddressBook) -> Party:
    """Who wrote `mail`: From, or whom the company's own group, or the list that wrote itself into From, names instead.

    Anybody can write such a field, so it counts only where From is no person; `authenticity` doubts a stranger's list.
    """
    sender, written_by = mail.message.sender, mail.passage.written_by
    a_list = bool(sender.address) and sender.address.lower() == mail.passage.list_address
    return written_by if written_by.address and (a_list or book.is_company(sender)) else sender


def _writer(mail: ParsedMail, book: AddressBook) -> str | None:
    """Whose words they are; of an author whom nobody knows, whose hands it was sent by: Sender, then who sent it on."""
    owner = book.owner(author(mail, book).address)
    if owner is not None:
        return owner
    hands = (mail.passage.transmitter, *mail.passage.resent_by)
    return next(iter(book.regulators_among(party.address for party in hands)), None)


def _recipients(mail: ParsedMail) -> tuple[Party, ...]:
    return (*mail.message.to, *mail.message.cc, *mail.bcc, *mail.passage.resent_to)


def direction_in_thread(mail: ParsedMail, book: AddressBook) -> Direction:
    """The direction of a mail whose regulator is known otherwise.

    `in` unless the company wrote it; a report is `in` even from the company's own mail server; what the company sent to
    nobody but itself never reached the regulator and is `internal`.
    """
    if mail.proposal.report or not book.is_company(author(mail, book)):
        return "in"
    recipients = _recipients(mail)
    return "internal" if recipients and all(map(book.is_company, recipients)) else "out"

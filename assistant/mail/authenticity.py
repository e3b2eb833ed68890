"""Why a person should look twice at who sent a mail: it looks like a regulator's and is not, or may be forged.

Only words for a person. It moves no mail: `parties` places by configured addresses alone, so that what merely looks
like a regulator's lies in the tray with its doubt, and a mail from its own domain that failed DMARC is placed with one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.config import RegulatorSettings, Settings
from assistant.mail.decoding.charsets import one_line
from assistant.mail.lookalikes import drawn, resembles, shown
from assistant.mail.parse import ParsedMail
from assistant.mail.parties import COMPANY, AddressBook, author, domain_of
from assistant.mail.verdicts import failed
from assistant.record.kinds import Party

SHORTEST_NAME = 3
"""Letters of a key or name that are looked for in a display name; shorter ones are in too many."""
LONGEST_SHOWN = 120
LONGEST_NAME = 500
"""Characters of a display name that are looked at."""
_WORDS = re.compile(r"\w+")


def doubt_about(mail: ParsedMail, book: AddressBook, settings: Settings) -> str:
    """One sentence on why the sender of `mail` may not be who it seems, `""` without a reason.

    Reports of mail systems and what the company writes are left alone.
    """
    if mail.proposal.report:
        return ""
    sender = author(mail, book)
    owner = book.owner(sender.address)
    if owner == COMPANY:
        return ""
    if owner is None:
        return one_line(next(_resemblances(sender, settings), ""))
    return one_line("; ".join(_weaknesses(mail, sender, owner, book)))


def _weaknesses(mail: ParsedMail, sender: Party, owner: str, book: AddressBook) -> Iterator[str]:
    """Of a mail that says it comes from the regulator `owner`'s own address."""
    if failed(mail.message.authentication, "dmarc"):
        domain = domain_of(sender.address)
        yield f"says it comes from {domain}, but the receiving server could not confirm that (dmarc=fail)"
    if sender != mail.message.sender and not book.is_company(mail.message.sender):
        carrier = mail.message.sender.address
        yield f"says it was written by {_cut(sender.address)}, but comes from the list {_cut(carrier)}"
    for party in mail.reply_to:
        elsewhere = party.address.lower() != mail.passage.list_address and book.owner(party.address) is None
        if party.address and elsewhere:
            yield f"says it comes from {owner}, but answers would go to {_cut(party.address)}"
            break


def _resemblances(sender: Party, settings: Settings) -> Iterator[str]:
    """How a sender whom nobody knows is like a regulator, the strongest likeness first."""
    domain = domain_of(sender.address)
    for key, regulator in settings.regulators.items():
        for known in map(domain_of, regulator.domains):
            if domain and resembles(domain, known):
                seen = shown(domain)
                comes = domain if seen == domain else f"{seen} ({domain})"
                yield f"looks like {key}'s {known} but comes from {_cut(comes)}"
        yield from _like_an_address(sender, key, regulator)
    for key, regulator in settings.regulators.items():
        claimed = _claimed(sender, key, regulator)
        if claimed:
            address = _cut(sender.address) or "no address"
            yield f"calls itself {claimed} but comes from {address}, which is none of {key}'s addresses"


def _like_an_address(sender: Party, key: str, regulator: RegulatorSettings) -> Iterator[str]:
    """The same mail provider, nearly the same name: `director.licencing@` for `director.licensing@`."""
    local, _, domain = sender.address.lower().rpartition("@")
    contacts = (contact.address for contact in regulator.contacts)
    for known in filter(None, (*regulator.addresses, *contacts)):
        name, _, provider = known.lower().rpartition("@")
        same_place = domain == provider and local != name
        if same_place and len(name) > SHORTEST_NAME and drawn(local) == drawn(name):
            yield f"looks like {key}'s {known} but comes from {_cut(sender.address)}"


def _claimed(sender: Party, key: str, regulator: RegulatorSettings) -> str:
    """What of the regulator the display name holds, for a sentence: its name, key, domain or a contact's name."""
    name_shown = sender.name[:LONGEST_NAME]
    spoken = set(_words(name_shown))
    if not spoken:
        return ""
    contacts = [contact.name for contact in regulator.contacts]
    for name in filter(None, (regulator.name, *contacts)):
        words = _words(name)
        if words and len("".join(words)) > SHORTEST_NAME and spoken.issuperset(words):
            return f'"{_cut(name)}"'
    if len(key) >= SHORTEST_NAME and key in _WORDS.findall(name_shown.replace("-", "_")):
        return f'"{key}"'
    said = name_shown.lower()
    return next((f'"{domain}"' for domain in map(domain_of, regulator.domains) if _stands_in(said, domain)), "")


def _stands_in(text: str, domain: str) -> bool:
    return bool(re.search(rf"(?<![\w.-]){re.escape(domain)}(?![\w-])", text.replace("@", " ")))


def _words(name: str) -> list[str]:
    """Words as they compare, in any order: `Khan, Ali` is `Ali Khan`, and a Cyrillic letter is the Latin one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return [drawn(word) for word in _WORDS.findall(plain)]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"

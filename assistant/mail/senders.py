"""The tray by sender: who wrote how much of it, and what goes along when a person decides by the sender alone.

Whoever names a sender has not looked at each mail. So an exchange goes along only if nobody else outside the company
wrote in it, and one whose sender is doubtful goes to no regulator: what is left has its reason, and is decided by
itself. Nothing here writes: `tray` files, and the configuration is a person's to change.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from assistant.config import Settings, place_of
from assistant.errors import UsageProblem
from assistant.mail.filed import Outcome, Where
from assistant.mail.parties import address_book, address_key, domain_of
from assistant.mail.public_suffixes import is_public_suffix, organisation
from assistant.mail.tray import Waiting
from assistant.record.inert import inert_line
from assistant.record.store import regulator_of

MANY = 5
"""Exchanges of one sender from which on it is quicker to decide of all of them."""

REASONS = 3
"""That are named at most where nothing goes along."""


class Named(Struct, frozen=True):
    """Whom a person names: one address, or everybody of a domain and those below it."""

    text: str
    """As addresses compare: `desk@news.example`, `@news.example`."""

    @property
    def is_domain(self) -> bool:
        return self.text.startswith("@")

    def covers(self, address: str) -> bool:
        key = address_key(address)
        below = self.is_domain and "@" in key and f".{domain_of(key)}".endswith(f".{self.text[1:]}")
        return key == self.text or below


class Sender(Struct, frozen=True):
    """What lies in the tray of one sender, or of one organisation's domain."""

    whose: str
    """What `named` reads; empty: no address is given."""
    name: str
    """As they call themselves in the latest; empty for a domain."""
    exchanges: int
    messages: int
    doubtful: int
    """Exchanges whose sender should be looked at twice."""
    first: date
    last: date


class Left(Struct, frozen=True):
    """An exchange that does not go along, and why."""

    exchange: Waiting
    reason: str


class Chosen(Struct, frozen=True):
    """What a sender's name decides."""

    whose: Named
    going: tuple[Waiting, ...]
    left: tuple[Left, ...]

    @property
    def size(self) -> int:
        return len(self.going) + len(self.left)


class Together(Struct, frozen=True):
    """What was decided by a sender's name."""

    choice: Chosen
    where: Where
    outcome: Outcome
    placing: str
    """How such mail finds its place by itself; empty where nothing is to be said."""


def named(text: str) -> Named:
    """Whom `text` names, `Desk <desk@news.example>` too; raises `UsageProblem`."""
    written = text.strip().rpartition("<")[2].rstrip(">").strip()
    local, at, domain = written.rpartition("@")
    domain = domain_of(domain)
    if not at or not domain:
        hint = "Write one address, such as desk@news.example, or @news.example for all of a domain."
        raise UsageProblem(f"{text!r} names no sender", hint=hint)
    if not local and is_public_suffix(domain):
        hint = "Name the domain of one organisation, such as @news.example, or a single address."
        raise UsageProblem(f"anybody can have a domain under {domain}", hint=hint)
    return Named(address_key(written) if local else f"@{domain}")


def names_of(exchange: Waiting) -> tuple[Named, ...]:
    """By what its sender can be named: the address, then the domain of the organisation; nothing without an address."""
    key = address_key(exchange.writers[0].address)
    domain = organisation(domain_of(key)) if "@" in key else ""
    names = [Named(key)] if "@" in key else []
    return (*names, Named(f"@{domain}")) if domain else tuple(names)


def wrote_in(whose: Named, exchange: Waiting) -> bool:
    return any(whose.covers(writer.address) for writer in exchange.writers)


def by_sender(lying: Iterable[Waiting], *, domains: bool = False) -> tuple[Sender, ...]:
    """Who began the exchanges `lying` in the tray, the company left out where others wrote; who has most comes first.

    `domains`: by the domains of organisations, with all that is below them.
    """
    found: dict[str, list[Waiting]] = defaultdict(list)
    for one in lying:
        found[_whose(one, domains=domains)].append(one)
    senders = (_sender(whose, those, domains=domains) for whose, those in found.items())
    return tuple(sorted(senders, key=lambda sender: (-sender.exchanges, sender.whose)))


def _whose(exchange: Waiting, *, domains: bool) -> str:
    if domains:
        names = names_of(exchange)
        return names[-1].text if names else ""
    key = address_key(exchange.writers[0].address)
    return key if "@" in key else ""


def _sender(whose: str, those: list[Waiting], *, domains: bool) -> Sender:
    latest = max(those, key=lambda one: one.day)
    return Sender(
        whose=whose,
        name="" if domains else latest.writers[0].name,
        exchanges=len(those),
        messages=sum(one.messages for one in those),
        doubtful=sum(bool(one.doubt) for one in those),
        first=min(one.day for one in those),
        last=latest.day,
    )


def chosen(whose: Named, lying: Iterable[Waiting], *, aside: bool) -> Chosen:
    """What goes along of the exchanges in which `whose` wrote, and what is left; `aside`: all are set aside.

    A doubtful one is set aside only where its very address was named.
    """
    going: list[Waiting] = []
    left: list[Left] = []
    for one in lying:
        others = [writer.address for writer in one.writers if not whose.covers(writer.address)]
        if len(others) == len(one.writers):
            continue
        if others:
            left.append(Left(one, f"{others[0] or 'somebody without an address'} wrote in it, too"))
        elif one.doubt and not (aside and not whose.is_domain):
            left.append(Left(one, f"a doubtful sender: {one.doubt}"))
        else:
            going.append(one)
    return Chosen(whose, tuple(going), tuple(left))


def choices(exchange: Waiting, lying: Sequence[Waiting]) -> tuple[Chosen, ...]:
    """What its sender's address decides, and what the domain, where that is more; none without an address."""
    found = [chosen(name, lying, aside=False) for name in names_of(exchange)]
    return tuple(found[:1] if len({(choice.size, len(choice.going)) for choice in found}) == 1 else found)


def going_to(where: Where, choice: Chosen) -> Chosen:
    """The same where it goes there; raises `UsageProblem` if that is nothing."""
    lying = (*choice.going, *(left.exchange for left in choice.left))
    found = chosen(choice.whose, lying, aside=where.aside)
    if not found.going:
        told = [f"{left.exchange.thread}: {inert_line(left.reason)}" for left in found.left[:REASONS]]
        hint = "\n".join((*told, "File what you have read by itself."))
        raise UsageProblem(f"nothing of {inert_line(choice.whose.text)} is filed by its sender", hint=hint)
    return found


def placing(whose: Named, where: Where, settings: Settings) -> str:
    """A sentence with the line of the configuration that would bring such mail to the same regulator by itself.

    Empty without one, and where a line says already whose it is, be it another's: a person looks at that first.
    """
    regulator = regulator_of(where.thread) if where.thread else where.regulator
    if not regulator or address_book(settings).owner(whose.text) is not None:
        return ""
    key = "domains" if whose.is_domain else "addresses"
    value = json.dumps(inert_line(whose.text.removeprefix("@")), ensure_ascii=False)
    table = f"[regulators.{regulator}]"
    own = settings.regulators.get(regulator)
    there = own is not None and bool(getattr(own, key))
    line = f"{value} among the `{key}` of {table}" if there else f"`{key} = [{value}]` under {table}"
    path = ("regulators", regulator, key) if there else ("regulators", regulator)
    file = place_of(settings, *path) if settings.source else "your configuration"
    return f"Mail to come from {inert_line(whose.text)} finds {regulator} by itself with {line} in {file}"

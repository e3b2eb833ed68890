"""The `[[owners]]` tables of the configuration: which of our colleagues looks after what, and where to write to them.

What is checked here is what can be told from the words alone; which owner a gap has, `clocks` decides. A room of its
own, since a reminder must never reach a regulator: who is an owner is checked against who is one of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct

from assistant.errors import UsageProblem

_ADDRESS = r"[^\s@<>,;:\"\x00-\x1f\x7f-\x9f]+@[^\s@<>,;:\"\x00-\x1f\x7f-\x9f]+"  # compiled when needed
_CONTROL = r"[\x00-\x1f\x7f-\x9f]"


class OwnerSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[owners]]` table, as written.

    Where it names regulators, threads or tags, the owner looks after what lies in all of these scopes. Where it names
    none, it only says who somebody is: an `owner` of a regulator or of a rule.
    """

    name: str
    address: str = ""
    """Where reminders are sent by mail, if they are."""
    regulators: tuple[str, ...] = ()
    """Keys."""
    threads: tuple[str, ...] = ()
    """Ids."""
    tags: tuple[str, ...] = ()
    """Threads with one of these."""


class Theirs(Struct, frozen=True):
    """Where one regulator can be reached: nothing of ours may lie there."""

    regulator: str
    addresses: tuple[str, ...]
    domains: tuple[str, ...]


def check_owners(owners: Sequence[OwnerSettings], theirs: Iterable[Theirs]) -> Iterator[tuple[int, str, UsageProblem]]:
    """Each thing that is wrong: the number of the table from 0, its key, and the sentence, which names no place yet."""
    sides = tuple(theirs)
    names: set[str] = set()
    for number, owner in enumerate(owners):
        if not owner.name.strip() or re.search(_CONTROL, owner.name):
            yield number, "name", UsageProblem(f"{owner.name!r} is no name")
        if owner.name in names:
            hint = "Say everything about one of them in one table, or tell them apart."
            yield number, "name", UsageProblem(f"there are two owners {owner.name!r}", hint=hint)
        names.add(owner.name)
        if owner.address and (problem := _address_problem(owner.address, sides)):
            yield number, "address", problem


def _address_problem(address: str, theirs: tuple[Theirs, ...]) -> UsageProblem | None:
    if not re.fullmatch(_ADDRESS, address):
        return UsageProblem(f"{address!r} is no mail address", hint="Write it bare: name@example.com.")
    for side in theirs:
        if is_at(address, side.addresses, side.domains):
            hint = "Reminders are for colleagues: nothing is ever sent to a regulator."
            return UsageProblem(f"{address!r} is an address of {side.regulator}", hint=hint)
    return None


def is_at(address: str, addresses: Iterable[str], domains: Iterable[str]) -> bool:
    """Whether `address` is one of `addresses` or lies in one of `domains`, each of which covers its sub-domains."""
    bare = _folded(address)
    domain = bare.rpartition("@")[2]
    return bare in map(_folded, addresses) or any(
        domain == at or domain.endswith(f".{at}") for at in map(_folded, domains) if at
    )


def _folded(address: str) -> str:
    """Without what makes no difference on the way: capitals, a last dot, the spelling of another script's domain."""
    local, mark, domain = address.strip().casefold().rpartition("@")
    with suppress(UnicodeError):  # no domain name: compared as it is
        domain = domain.encode("idna").decode()
    return f"{local}{mark}{domain.rstrip('.')}"

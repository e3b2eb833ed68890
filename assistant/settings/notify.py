"""The `[notify.NAME]` tables of the configuration: which colleagues and services hear of reminders, and how.

A secret never stands in the file; a table only says where one is to be had. What is checked here is what can be told
from the words alone, above all that nothing leads to a regulator: `RegulatorPlaces` is asked again before each sending.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from msgspec import Meta, Struct

from assistant.errors import UsageProblem
from assistant.settings.mailboxes import SECURITY, is_loopback

POSTED = ("webhook", "slack", "teams", "ntfy")
"""Types that are one HTTP request."""
TYPES = (*POSTED, "mail")
LEVELS = ("low", "normal", "high", "critical")
"""Severities, the mildest first."""
SECRET = "{token}"  # noqa: S105 - a placeholder
"""Stands in a `url` for the secret, where a service keeps it in the address itself."""
RESERVED = ("all", "stdout")
"""Names that mean something else where a destination is named."""
MAIL_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"  # compiled when needed: a check reads settings that were checked before
_ADDRESS = r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+"
_TOPIC = r"[-_A-Za-z0-9]{1,64}"
_CONTROL = r"[\x00-\x20\x7f-\x9f]"


class DestinationSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One destination, as written. Keys that its type has no use for are an error."""

    type: str
    url: str = ""
    """Where to post; for ntfy the server. `{token}` in it stands for the secret."""
    topic: str = ""
    """ntfy's."""
    token_env: str = ""
    """The environment variable that holds the secret, sent as a bearer token (RFC 6750) if `url` has no place for
    it."""
    token_command: tuple[str, ...] = ()
    """A program and its arguments, run without a shell; the first line it prints is the secret."""
    to: tuple[str, ...] = ()
    """Addresses of colleagues."""
    sender: str = ""
    """The address that mail comes from."""
    host: str = ""
    port: int | None = None
    """None: 465, with STARTTLS 587, in the clear 25."""
    security: str = "tls"
    """As for a mailbox: `tls`, `starttls`, or `none` on this machine only."""
    user: str = ""
    """Empty: the server wants no password."""
    password_env: str = ""
    password_command: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    """Only gaps of these regulators; empty: of all."""
    owners: tuple[str, ...] = ()
    """Only gaps that these colleagues own; empty: of all."""
    severity: str = ""
    """Only gaps of this severity or worse."""

    @property
    def port_number(self) -> int:
        return self.port if self.port is not None else MAIL_PORTS[self.security]

    @property
    def place(self) -> str:
        """The host that it speaks to."""
        return self.host if self.type == "mail" else host_of(self.url)


class UnattendedSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[unattended]`: what is expected of the checks that run alone."""

    stale_after_days: Annotated[int, Meta(ge=1)] = 2
    """So many days without a run with `--new`, and people are told that it has stopped."""


class RegulatorPlaces(Struct, frozen=True):
    """The addresses and domains of all regulators: nothing is ever sent there."""

    addresses: frozenset[str]
    domains: frozenset[str]

    def cover(self, place: str) -> bool:
        """Whether `place`, an address or a host, is a regulator's; a domain covers its sub-domains."""
        local, _, domain = place.strip().rpartition("@")
        domain = comparable(domain)
        mailbox = f"{local.lower().partition('+')[0]}@{domain}"
        return (bool(local) and mailbox in self.addresses) or any(above in self.domains for above in _upwards(domain))


def regulator_places(addresses: Iterable[str], domains: Iterable[str], own: Iterable[str]) -> RegulatorPlaces:
    """From the regulators' `addresses` and `domains` as configured.

    Where a regulator has an address, its whole domain is its own, unless the company has one there too: `own` are the
    company's addresses and domains.
    """
    known = [address.strip().strip("<>").lower().rpartition("@") for address in addresses]
    ours = {comparable(place.rpartition("@")[2]) for place in own}
    theirs = {comparable(domain) for local, _, domain in known if local}
    named = {comparable(domain.rpartition("@")[2]) for domain in domains}
    return RegulatorPlaces(
        frozenset(f"{local.partition('+')[0]}@{comparable(domain)}" for local, _, domain in known if local),
        frozenset((named | (theirs - ours)) - {""}),
    )


def comparable(domain: str) -> str:
    """`domain` as domains of a configuration compare: as `in_ascii`, without `*.` before and a point after it."""
    return in_ascii(domain.strip().removeprefix("*").strip("."))


def in_ascii(domain: str) -> str:
    """`domain` in lower case and in ASCII (RFC 5890); as it is where it has no such form."""
    name = domain.lower()
    if name.isascii() or len(name) > 253:
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _upwards(domain: str) -> Iterator[str]:
    while domain:
        yield domain
        domain = domain.partition(".")[2]


def host_of(url: str) -> str:
    """The host that `url` names; empty if it cannot be read."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - a check need not pay for it

    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def check_destinations(
    destinations: Mapping[str, DestinationSettings], places: RegulatorPlaces, where: str = ""
) -> None:
    """Raise `UsageProblem` for the first table that cannot hold, naming it and its key."""
    for name, destination in destinations.items():
        if not re.fullmatch(_NAME, name) or name.lower() in RESERVED:
            raise UsageProblem(
                f"{name!r} cannot name a destination",
                where=where,
                hint=f"Use letters, digits, dots, hyphens, underscores, such as office; not {' or '.join(RESERVED)}.",
            )
        for key, fault in (*_faults(destination), *regulator_faults(destination, places)):
            raise UsageProblem(f"in [notify.{name}], `{key}` {fault}", where=where)


def regulator_faults(destination: DestinationSettings, places: RegulatorPlaces) -> Iterator[tuple[str, str]]:
    """Each key that leads to a regulator."""
    why = "is a regulator's: the assistant never sends anything to a regulator"
    if destination.place and places.cover(destination.place):
        yield ("host" if destination.type == "mail" else "url"), f"({destination.place}) {why}"
    for address in destination.to:
        if places.cover(address):
            yield "to", f"({address}) {why}"
    if places.cover(destination.sender):
        yield "sender", f"({destination.sender}) {why}, and what cannot be delivered goes back to it"


def _faults(destination: DestinationSettings) -> Iterator[tuple[str, str]]:
    """Each key that is wrong, and how."""
    if destination.type not in TYPES:
        yield "type", f"is {destination.type!r}; it can be {', '.join(TYPES)}"
        return
    mail = destination.type == "mail"
    foreign = _POST_KEYS if mail else _MAIL_KEYS if destination.type == "ntfy" else (*_MAIL_KEYS, "topic")
    for key in foreign:
        if getattr(destination, key) != getattr(_UNSET, key):
            yield key, f"has no meaning for a destination of type {destination.type}"
    if destination.severity and destination.severity not in LEVELS:
        yield "severity", f"is {destination.severity!r}; it can be {', '.join(LEVELS)}"
    for first, second in (("token_env", "token_command"), ("password_env", "password_command")):
        if getattr(destination, first) and getattr(destination, second):
            yield second, f"and `{first}` both say where the secret is; keep one of them"
    yield from _mail_faults(destination) if mail else _post_faults(destination)


_UNSET = DestinationSettings("webhook")
_POST_KEYS = ("url", "topic", "token_env", "token_command")
_MAIL_KEYS = ("to", "sender", "host", "port", "security", "user", "password_env", "password_command")


def _post_faults(destination: DestinationSettings) -> Iterator[tuple[str, str]]:
    url, secret = destination.url, destination.token_env or destination.token_command
    host = host_of(url)
    if not host or not url.startswith(("https://", "http://")) or re.search(_CONTROL, url):
        yield "url", "is missing or no address; it begins with https://"
    elif url.startswith("http://") and not is_loopback(host):
        yield "url", f"can be http:// only for this machine itself, not for {host!r}; use https://"
    if "@" in url.partition("://")[2].partition("/")[0]:
        yield "url", "holds a user or password; say with `token_env` or `token_command` where the secret is"
    if SECRET in url.partition("://")[2].partition("/")[0] or (SECRET in url and not secret):
        yield "url", f"can hold {SECRET} only behind the host, and with `token_env` or `token_command`"
    if destination.type == "ntfy" and not re.fullmatch(_TOPIC, destination.topic):
        yield "topic", "is missing or no topic; it has letters, digits, hyphens and underscores, at most 64"


def _mail_faults(destination: DestinationSettings) -> Iterator[tuple[str, str]]:
    if not destination.to:
        yield "to", "is missing; it lists the addresses of colleagues"
    for key, address in (*(("to", address) for address in destination.to), ("sender", destination.sender)):
        if not re.fullmatch(_ADDRESS, address) or re.search(_CONTROL, address) or not address.isascii():
            yield key, f"({address!r}) is not an address; write it as name@example.com"
    if not destination.host.strip() or re.search(_CONTROL, destination.host):
        yield "host", "is missing or no host"
    if destination.security not in SECURITY:
        yield "security", f"is {destination.security!r}; it can be {', '.join(SECURITY)}"
    elif destination.security == "none" and not is_loopback(destination.host):
        yield "security", f"can be none only for this machine itself, not for {destination.host!r}"
    elif not 1 <= destination.port_number <= 65535:
        yield "port", f"is {destination.port}; a port is a number from 1 to 65535"
    given = bool(destination.password_env or destination.password_command)
    if given != bool(destination.user):
        yield "user", "and the source of its password go together: `password_env` or `password_command`"

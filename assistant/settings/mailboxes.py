"""The `[mailboxes.NAME]` tables of the configuration: which mailboxes on servers to pull from, and as whom.

A password never stands in the file; a table only says where one is to be had. What is checked here is what can be told
from the words alone. Connecting and asking for passwords is `mail`'s. A room of its own, since the rules of these
tables are as long as all the others together.
"""

import datetime
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from assistant.errors import UsageProblem

SECURITY = ("tls", "starttls", "none")
"""TLS from the first byte (RFC 8314), after STARTTLS (RFC 9051, 6.2.1), or none, which never leaves the machine."""
SOURCES = ("password_env", "password_command", "keyring")
LONGEST_TIMEOUT = 3600.0
"""Seconds."""
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"  # compiled when needed: a check reads settings that were checked before
_CONTROL = r"[\x00-\x1f\x7f-\x9f]"


class MailboxSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One mailbox, as written."""

    host: str
    user: str
    port: int | None = None
    """None: 993, and 143 without TLS from the first byte."""
    security: str = "tls"
    folders: tuple[str, ...] = ("INBOX",)
    """As people see them, in any script; the wire's own encoding is not for them."""
    password_env: str = ""
    """The environment variable that holds the password."""
    password_command: tuple[str, ...] = ()
    """A program and its arguments, run without a shell; the first line it prints is the password."""
    keyring: bool = False
    """The password lies in the system's keyring."""
    ca_file: str = ""
    """The certificates that vouch for the server, PEM; empty: those that the system trusts."""
    timeout: float = 30.0
    """Seconds that the server may stay silent."""
    since: datetime.date | None = None
    """The first pull looks no further back than this day, by when mail arrived there."""
    regulator: str = ""
    """A key: all mail of the box belongs to this regulator."""

    @property
    def port_number(self) -> int:
        return self.port if self.port is not None else 993 if self.security == "tls" else 143


def check_mailboxes(mailboxes: Mapping[str, MailboxSettings], where: str = "") -> None:
    """Raise `UsageProblem` for the first table that cannot hold, naming it and its key."""
    for name, mailbox in mailboxes.items():
        if not re.fullmatch(_NAME, name):
            raise UsageProblem(
                f"{name!r} cannot name a mailbox",
                where=where,
                hint="Use letters, digits, dots, hyphens and underscores, such as office or press-2.",
            )
        for key, fault in (*_faults(mailbox), *_text_faults(mailbox)):
            raise UsageProblem(f"in [mailboxes.{name}], `{key}` {fault}", where=where)


def _faults(mailbox: MailboxSettings) -> Iterator[tuple[str, str]]:
    """Each key that is wrong, and how."""
    if mailbox.security not in SECURITY:
        yield "security", f"is {mailbox.security!r}; it can be {', '.join(SECURITY)}"
    if mailbox.security == "none" and not is_loopback(mailbox.host):
        yield "security", f"can be none only for this machine itself, not for {mailbox.host!r}; use tls or starttls"
    if not 1 <= mailbox.port_number <= 65535:
        yield "port", f"is {mailbox.port}; a port is a number from 1 to 65535"
    if not 0 < mailbox.timeout <= LONGEST_TIMEOUT:
        yield "timeout", f"is {mailbox.timeout:g}; it is a number of seconds, at most {LONGEST_TIMEOUT:g}"
    sources = [key for key in SOURCES if getattr(mailbox, key)]
    if len(sources) > 1:
        yield sources[1], f"and `{sources[0]}` both say where the password is; keep one of them"
    if not sources:
        yield "password_env", "is missing; say with it, password_command or keyring = true where the password is"


def _text_faults(mailbox: MailboxSettings) -> Iterator[tuple[str, str]]:
    if not mailbox.folders:
        yield "folders", "names no folder; leave it out for INBOX"
    texts = [("host", mailbox.host), ("user", mailbox.user), *(("folders", folder) for folder in mailbox.folders)]
    for key, text in texts:
        if not text.strip():
            yield key, "is empty"
        if re.search(_CONTROL, text):
            yield key, "holds a control character"  # a line break in a command would be a command of its own
    for index, folder in enumerate(mailbox.folders):
        if folder in mailbox.folders[:index]:
            yield "folders", f"names {folder!r} twice"


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine by its name or address, so that nothing said to it can be overheard."""
    if host.lower() == "localhost":
        return True
    import ipaddress  # noqa: PLC0415 - 3 ms that a check need not pay

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

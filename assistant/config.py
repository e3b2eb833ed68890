"""One TOML file → typed settings. Every table and key is known here; an unknown one is an error that names it.

What a rule or a calendar *means* is decided in `clocks`; this room only reads what the user wrote.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, field

from assistant import __version__
from assistant.disposable import keep
from assistant.errors import UsageProblem
from assistant.mailbox_settings import MailboxSettings, check_mailboxes
from assistant.notify_settings import (
    DestinationSettings,
    RegulatorPlaces,
    UnattendedSettings,
    check_destinations,
    regulator_places,
)

TRAY = "TRAY"
"""Stands for a regulator where a mail matches none: such mail lies in threads of its own, as safe as any, until a
person says whose it is."""
_REGULATOR_KEY = r"[A-Z0-9](?:[A-Z0-9-]{0,22}[A-Z0-9])?"  # compiled when needed, which a check seldom does


class Company(Struct, frozen=True, forbid_unknown_fields=True):
    name: str = "the company"
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    """A domain covers its sub-domains."""
    signature: str = ""
    """Name and office under a draft."""
    references: tuple[str, ...] = ()
    """Patterns of our own reference numbers; see `RegulatorSettings.references`."""


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    address: str = ""
    role: str = ""


class LocalDay(Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday that the country's list lacks, or a closure from `date` to `until` inclusive."""

    date: datetime.date
    name: str
    until: datetime.date | None = None


class CalendarSettings(Struct, frozen=True, forbid_unknown_fields=True):
    country: str = ""
    """ISO 3166 code; empty: the regulator's."""
    subdivision: str = ""
    weekend: tuple[str, ...] | None = None
    """`["fri", "sat"]`; none: the country's own, with its history."""
    add: tuple[LocalDay, ...] = ()
    remove: tuple[datetime.date, ...] = ()


class RegulatorSettings(Struct, frozen=True, forbid_unknown_fields=True):
    name: str = ""
    country: str = ""
    timezone: str = "UTC"
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    references: tuple[str, ...] = ()
    """Regular expressions of reference numbers (`PTA/\\d+/\\d{4}`): mails that name one number are one matter."""
    calendar: CalendarSettings = CalendarSettings()


class RuleSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[rules]]` table, as written. Durations are text such as `7 days` or `10 working days`."""

    kind: str
    name: str = ""
    """Empty: the kind. A rule with the name of a default one replaces it."""
    after: str = ""
    steps: tuple[str, ...] = ()
    """Later steps of the reminder, counted from the same start as `after`."""
    warn: str = ""
    basis: str = ""
    """The legal basis; a rule without one is a courtesy."""
    roll: bool | None = None
    regulators: tuple[str, ...] = ()
    """Keys; empty: every regulator."""
    off: bool = False
    """The rule is not applied: how a default one is switched off."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    company: Company = Company()
    regulators: Mapping[str, RegulatorSettings] = {}
    rules: tuple[RuleSettings, ...] = ()
    mailboxes: Mapping[str, MailboxSettings] = {}
    notify: Mapping[str, DestinationSettings] = {}
    unattended: UnattendedSettings = UnattendedSettings()
    author: str = ""
    """Who stands as `by` in new entries; empty: the login name."""
    prompts: str = ""
    """A folder with the user's own templates, which come before the program's."""
    source: str = field(default="")
    """Where this was read from, for messages; not a key of the file."""

    def regulator(self, key: str) -> RegulatorSettings:
        """The regulator of that key; one that is not configured has its key as name, UTC and no calendar."""
        return self.regulators.get(key) or RegulatorSettings(name=key)

    def regulator_places(self) -> RegulatorPlaces:
        """Where nothing is ever sent; contacts of regulators included."""
        known = self.regulators.values()
        addresses = [a for r in known for a in (*r.addresses, *(c.address for c in r.contacts))]
        domains = [domain for r in known for domain in r.domains]
        return regulator_places(addresses, domains, (*self.company.addresses, *self.company.domains))


class _Read(Struct, frozen=True):
    """Settings as they were read before, and from what."""

    text: str
    version: str
    settings: Settings


def load(path: Path, *, required: bool, kept: Path | None = None) -> Settings:
    """The settings in `path`; the defaults if it does not exist and is not `required`.

    `kept`: a file that saves reading the same words as TOML again, which takes longer than all that a check does with
    them. Raises `UsageProblem` that names the file and the key or line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if required:
            raise UsageProblem("there is no such configuration file", where=str(path)) from None
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"the configuration cannot be read: {error}", where=str(path)) from error
    where = str(path)
    known = _known(kept, text, where) if kept else None
    if known is None:
        known = parse(text, where)
        if kept:
            keep(kept, msgspec.json.encode(_Read(text, __version__, known)))
    return known


def _known(kept: Path, text: str, where: str) -> Settings | None:
    """What this program made of the very same words before."""
    try:
        read = msgspec.json.decode(kept.read_bytes(), type=_Read)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    same = read.text == text and read.version == __version__ and read.settings.source == where
    return read.settings if same else None


def parse(text: str, where: str = "") -> Settings:
    """The settings that TOML `text` holds; raises `UsageProblem`."""
    import tomllib  # noqa: PLC0415 - 4 ms that a check need not pay

    try:
        document = tomllib.loads(text)
        if "source" in document:
            raise UsageProblem("unknown key `source`", where=where)
        settings = msgspec.convert({**document, "source": where}, Settings)
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(f"not valid TOML: {error}", where=where) from error
    except msgspec.ValidationError as error:
        raise UsageProblem(_readable(str(error)), where=where) from error
    for key in settings.regulators:
        check_regulator_key(key, where)
    check_mailboxes(settings.mailboxes, where)
    for mailbox in settings.mailboxes.values():
        if mailbox.regulator:
            check_regulator_key(mailbox.regulator, where)
    check_destinations(settings.notify, settings.regulator_places(), where)
    return settings


def is_regulator_key(word: str) -> bool:
    """Whether `word` has the form of a regulator's key."""
    return re.fullmatch(_REGULATOR_KEY, word) is not None


def check_regulator_key(key: str, where: str = "") -> str:
    """`key` itself; raises `UsageProblem` unless capitals, digits and hyphens: it names a folder of the record."""
    if key == TRAY:
        raise UsageProblem(f"{key} is where mail of no regulator lies, and no regulator's key", where=where)
    if not is_regulator_key(key):
        raise UsageProblem(
            f"{key!r} is not a regulator key",
            where=where,
            hint="Use capitals, digits and hyphens, such as PTA or EU-DG4.",
        )
    return key


def _readable(error: str) -> str:
    return error.replace("Object contains unknown field", "unknown key").replace(" - at `$.", " in `").replace("$.", "")

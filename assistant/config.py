"""One TOML file → typed settings. Every table and key is known here; an unknown one is an error that names it.

What a rule or a calendar *means* is decided in `clocks`; this room only reads what the user wrote.
"""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field, structs

from assistant import __version__
from assistant.disposable import keep
from assistant.errors import UsageProblem
from assistant.settings.mailboxes import MailboxSettings, check_mailboxes
from assistant.settings.model import ModelSettings, model_faults
from assistant.settings.notify import (
    DestinationSettings,
    RegulatorPlaces,
    UnattendedSettings,
    check_destinations,
    regulator_places,
)
from assistant.settings.owners import OwnerSettings, Theirs, check_owners
from assistant.settings.regulator_keys import check_regulator_key, may_name_a_regulator
from assistant.settings.screen import ScreenSettings

Tone = Literal["formal", "plain"]
Medium = Literal["letter", "email"]
"""What a draft is written to be sent as."""


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
    salutation: str = ""
    """How a letter greets them, whole and in its language: `Sehr geehrte Frau Dr. Weber`."""
    language: str = ""
    """Of letters to them; empty: the regulator's."""


class LocalDay(Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday that the country's list lacks, or a closure: on `date`, from it to `until` inclusive, or every year."""

    date: datetime.date | None = None
    name: str = ""
    until: datetime.date | None = None
    every: str = ""
    """Month and day, or first and last inclusive: `08-15`, `08-01/08-31`, across the year's end `12-24/01-01`."""


class CalendarSettings(Struct, frozen=True, forbid_unknown_fields=True):
    country: str = ""
    """ISO 3166 code; empty: the regulator's."""
    subdivision: str = ""
    weekend: tuple[str, ...] | None = None
    """`["fri", "sat"]`; none: the country's own, with its history."""
    add: tuple[LocalDay, ...] = ()
    remove: tuple[datetime.date, ...] = ()
    complete: tuple[int, ...] = ()
    """Years that the country's list does not reach and whose holidays `add` gives in full: no reason to warn."""


class RegulatorSettings(Struct, frozen=True, forbid_unknown_fields=True):
    name: str = ""
    country: str = ""
    timezone: str = "UTC"
    cutoff: str = ""
    """A local time such as `17:00`: what is sent or received after it counts as of the next day."""
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    references: tuple[str, ...] = ()
    """Regular expressions of reference numbers (`PTA/\\d+/\\d{4}`): mails that name one number are one matter."""
    calendar: CalendarSettings = CalendarSettings()
    owner: str = ""
    """Who of ours looks after it where no narrower owner does; see `clocks.owners`."""
    language: str = ""
    """Of letters to it, as a code such as `de`; empty: English."""
    tone: Tone | Literal[""] = ""
    channel: Medium | Literal[""] = ""


class RuleSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[rules]]` table, as written. Durations are text such as `7 days` or `10 working days`.

    A rule applies where every scope that it names (`regulators`, `channels`, `threads`, `tags`) fits. Of rules with one
    name the last that applies wins, so that a later, narrower table overrides an earlier one, or a default.
    """

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
    """The rule is not applied, and none of its name where it applies: how a default one is switched off."""
    stage: bool = False
    """A step of procedure (review, appeal): the rule counts only what was opened under its name."""
    channels: tuple[str, ...] = ()
    """Of the message that opened it; empty: every channel, and what no message opened."""
    threads: tuple[str, ...] = ()
    """Ids; empty: every thread. An absorbed thread's id means the one that absorbed it."""
    tags: tuple[str, ...] = ()
    """Threads with one of these; empty: every thread."""
    spacing: str = ""
    """A later step falls due so long after our last reminder at the earliest, and after the step before it. Courtesy
    rules only, as are `repeat` and `cap`."""
    repeat: str = ""
    """After the last step again every so often, a hundred steps at most; empty: not again."""
    cap: int = 0
    """At most so many steps in all, then the escalation; 0: no limit but that of `repeat`."""
    severity: str = ""
    """At least this: `low`, `normal`, `high` or `critical`. The rest is in `clocks.severity`."""
    high_after: str = ""
    """At least high from so many days over, in days or weeks."""
    critical_after: str = ""
    """Critical from so many days over."""
    owner: str = ""
    """Who of ours looks after its gaps where no owner of the thread or a tag does."""


class DraftSettings(Struct, frozen=True, forbid_unknown_fields=True):
    letterhead: str = ""
    """A `.docx` file with the house's letterhead; a relative path counts from the configuration file."""
    four_eyes: bool = False
    """A text leaves the house only approved by somebody who did not write it."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    company: Company = Company()
    regulators: Mapping[str, RegulatorSettings] = {}
    rules: tuple[RuleSettings, ...] = ()
    owners: tuple[OwnerSettings, ...] = ()
    """The most specific that fits looks after a gap: its thread's, its tag's, its rule's, then its regulator's."""
    mailboxes: Mapping[str, MailboxSettings] = {}
    notify: Mapping[str, DestinationSettings] = {}
    unattended: UnattendedSettings = UnattendedSettings()
    drafts: DraftSettings = DraftSettings()
    ui: ScreenSettings = ScreenSettings()
    keys: Mapping[str, str] = {}
    """Keys of the terminal UI by the ids of its bindings: `"main.log" = "l,insert"`; see `tui.keymap`."""
    model: ModelSettings | None = None
    """None: no language model is ever asked."""
    author: str = ""
    """Who stands as `by` in new entries; empty: the login name."""
    prompts: str = ""
    """A folder with the user's own templates, which come before the program's."""
    source: str = field(default="")
    """Where this was read from, for messages; not a key of the file."""
    text: str = ""
    """What this was read from; not a key of the file either."""

    @property
    def rule_lines(self) -> tuple[Mapping[str, int], ...]:
        """For each of `rules` the lines of its keys, that of the table under the empty key; none without a text."""
        return _rule_lines(self.text) if self.rules and self.text else ()

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
    settings: msgspec.Raw
    """`Settings`, looked at only if the words are the same."""


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
            settings = msgspec.json.encode(structs.replace(known, text=""))
            keep(kept, msgspec.json.encode(_Read(text, __version__, msgspec.Raw(settings))))
    return known


def _known(kept: Path, text: str, where: str) -> Settings | None:
    """What this program made of the very same words before."""
    try:
        read = msgspec.json.decode(kept.read_bytes(), type=_Read)
        if (read.text, read.version) != (text, __version__):
            return None
        settings = msgspec.json.decode(read.settings, type=Settings)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return structs.replace(settings, text=text) if settings.source == where else None


def parse(text: str, where: str = "") -> Settings:
    """The settings that TOML `text` holds; raises `UsageProblem`."""
    import tomllib  # noqa: PLC0415 - 4 ms that a check need not pay

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(f"not valid TOML: {error}", where=where) from error
    for key in ("source", "text"):
        if key in document:
            from assistant.settings.faults import unknown_key  # noqa: PLC0415 - only for a fault

            raise unknown_key(key, text, where, Settings)
    try:
        settings = msgspec.convert({**document, "source": where, "text": text}, Settings)
    except msgspec.ValidationError as error:
        from assistant.settings.faults import fault  # noqa: PLC0415 - only for a fault

        raise fault(str(error), document, text, where, Settings) from error
    _check(settings, text)
    return settings


def _rule_lines(text: str) -> tuple[Mapping[str, int], ...]:
    from assistant.settings.places import places  # noqa: PLC0415 - settings that were kept need no places

    rules: dict[int, dict[str, int]] = {}
    for (_, number, *keys), line in ((path, line) for path, line in places(text, "rules").items() if len(path) > 1):
        if isinstance(number, int) and len(keys) < 2:
            rules.setdefault(number, {})[str(*keys)] = line
    return tuple(rules.values())


def _check(settings: Settings, text: str) -> None:
    """What holds between the tables; rules are checked by those who apply them."""
    where = settings.source
    for key in settings.regulators:
        if not may_name_a_regulator(key):
            check_regulator_key(key, _line(settings, text, ("regulators", key)))
    from assistant.settings.domains import check_domains  # noqa: PLC0415 - kept settings are not checked again
    from assistant.settings.references import check_references  # noqa: PLC0415 - the same
    from assistant.settings.sides import check_sides  # noqa: PLC0415 - the same

    at_theirs = {key: one.domains for key, one in settings.regulators.items()}
    check_domains(settings.company.domains, at_theirs, lambda path: _line(settings, text, path))
    check_sides(_addresses_and_domains(settings), lambda path: _line(settings, text, path))
    theirs = {key: one.references for key, one in settings.regulators.items()}
    check_references(settings.company.references, theirs, lambda path: _line(settings, text, path))
    check_mailboxes(settings.mailboxes, where)
    for mailbox in settings.mailboxes.values():
        if mailbox.regulator:
            check_regulator_key(mailbox.regulator, where)
    for number, owner in enumerate(settings.owners):
        for key in owner.regulators:
            if not may_name_a_regulator(key):
                check_regulator_key(key, _owner_place(settings, text, number, "regulators"))
    for number, key, problem in check_owners(settings.owners, _theirs(settings)):
        raise UsageProblem(problem.what, where=_owner_place(settings, text, number, key), hint=problem.hint)
    check_destinations(settings.notify, settings.regulator_places(), where)
    for fault_key, fault in model_faults(settings.model, settings.regulator_places()) if settings.model else ():
        raise UsageProblem(fault.what, where=_line(settings, text, ("model", fault_key)), hint=fault.hint)


def _addresses_and_domains(settings: Settings) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each with the path of its key."""
    sides: dict[tuple[str | int, ...], Company | RegulatorSettings] = {("company",): settings.company}
    sides.update((("regulators", key), one) for key, one in settings.regulators.items())
    for table, side in sides.items():
        for key, listed in (("addresses", side.addresses), ("domains", side.domains)):
            yield from (((*table, key, number), text) for number, text in enumerate(listed))
        contacts = side.contacts if isinstance(side, RegulatorSettings) else ()
        yield from (((*table, "contacts", number, "address"), one.address) for number, one in enumerate(contacts))


def _owner_place(settings: Settings, text: str, number: int, key: str) -> str:
    """File, line, table and key."""
    place = f"owner {settings.owners[number].name!r} (number {number + 1}), `{key}`"
    return f"{_line(settings, text, ('owners', number, key))}: {place}".removeprefix(": ")


def place_of(settings: Settings, *path: str) -> str:
    """File and line of a key, for whoever finds later that its value means nothing."""
    try:
        return _line(settings, Path(settings.source).read_text(encoding="utf-8"), path)
    except OSError:
        return settings.source


def _line(settings: Settings, text: str, path: tuple[str | int, ...]) -> str:
    """File and line; asked only for a fault."""
    from assistant.settings.faults import at  # noqa: PLC0415 - only for a fault
    from assistant.settings.places import places  # noqa: PLC0415 - the same

    return at(settings.source, places(text), path)


def _theirs(settings: Settings) -> tuple[Theirs, ...]:
    return tuple(
        Theirs(key, (*one.addresses, *(contact.address for contact in one.contacts)), one.domains)
        for key, one in settings.regulators.items()
    )

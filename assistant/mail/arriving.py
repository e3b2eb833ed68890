"""One mail as it was found → what filing needs to know of it. A pure function, so that several may run at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, tzinfo

from msgspec import Struct, structs

from assistant.config import Settings
from assistant.mail.authenticity import doubt_about
from assistant.mail.decoding.problems import ImportProblem, MailProblem
from assistant.mail.parse import ParsedMail, in_zone, is_mail, parse_mail
from assistant.mail.parties import AddressBook, Placement, address_book, author, direction_in_thread, place
from assistant.mail.sources.sources import RawMail
from assistant.record.dates import in_utc, zone_named
from assistant.record.digest import sha256_hex
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import Direction, Message
from assistant.record.loose_ends import FOR_A_PERSON

UNDATED = "~"
"""Sorts after every date."""
LINES_FOR_NUMBERS = 30
"""Lines of newly written text in which a mail says what it is about; further down, numbers are mentioned in passing."""


MOST_ENCLOSED = 50
"""Mails taken from one, itself included."""


class Ways(Struct, frozen=True):
    """What the settings say of whose mail is whose."""

    settings: Settings
    book: AddressBook
    zones: Mapping[str, tzinfo]
    regulator: str | None
    """Everything is of that one."""
    numbers: Mapping[str, tuple[str, ...]]
    """Patterns of reference numbers, by regulator; those of the company are among each."""


class Arrived(Struct, frozen=True):
    """One mail, read."""

    raw: RawMail
    message: Message
    contents: tuple[bytes, ...]
    """Its attachments' bytes."""
    placement: Placement | None
    """By its own addresses; None: the mails that it is linked to decide."""
    fingerprint: str
    ids: tuple[str, ...]
    """Message-IDs that tie it to others: its own, then those it answers or reports on, the nearest first."""
    answers: tuple[str, ...]
    """The same without its own."""
    left: int = 0
    """Mails enclosed in it that nobody looked at, since `MOST_ENCLOSED` were taken before them: attachments."""

    @property
    def moment(self) -> str:
        """When its clock starts, in UTC; sorts."""
        return in_utc(clock_date(self.message)) or UNDATED

    def originals(self) -> Iterator[tuple[str, bytes]]:
        """The bytes to be kept, each with its SHA-256: the mail's own and its attachments'."""
        yield self.message.original or sha256_hex(self.raw.content), self.raw.content
        yield from zip((attachment.sha256 for attachment in self.message.attachments), self.contents, strict=True)

    @property
    def order(self) -> tuple[str, str]:
        return self.moment, self.fingerprint

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Of several copies the one with the least is filed: a placed one, the first received, the smallest hash."""
        return self.placement is None, self.message.received or UNDATED, self.message.original or ""


def ways(settings: Settings, regulator: str | None) -> Ways:
    """Raises `UsageProblem` for an unusable setting."""
    zones = {key: zone_named(entry.timezone) for key, entry in settings.regulators.items()}
    if regulator:
        zones.setdefault(regulator, UTC)
    return Ways(settings, address_book(settings), zones, regulator, number_patterns(settings))


def number_patterns(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Those of reference numbers by regulator, the company's own among each."""
    own = settings.company.references
    patterns = {key: (*own, *entry.references) for key, entry in settings.regulators.items()}
    return {key: found for key, found in patterns.items() if found}


Outcome = tuple[Arrived, ...] | ImportProblem
"""The mail, followed by those it encloses; or why it cannot be read."""


def arrive(raw: RawMail, ways: Ways) -> Outcome:
    """The mail in `raw`, and those that a colleague forwarded in it as attachments.

    An enclosed mail counts if its own addresses tell whose it is: then it is as good as found by itself. Any other is
    an attachment and nothing else; so is the mail that a report returns.
    """
    found: list[Arrived] = []
    waiting = [raw]
    while waiting and len(found) < MOST_ENCLOSED:
        one = waiting.pop(0)
        try:
            mail = _parsed(one, ways)
        except MailProblem as problem:
            if found:
                continue  # it stays an attachment
            return ImportProblem(raw.path, raw.part, str(problem))
        arrived = _arrived(one, mail, ways)
        if found and arrived.placement is None:
            continue
        found.append(arrived)
        if not mail.proposal.report:
            waiting += _enclosed(raw, arrived)
    if waiting:
        found[0] = structs.replace(found[0], left=len(waiting))
    return tuple(found)


def _enclosed(raw: RawMail, mail: Arrived) -> list[RawMail]:
    enclosed = zip(mail.message.attachments, mail.contents, strict=True)
    contents = [content for attachment, content in enclosed if attachment.type == "message/rfc822" and is_mail(content)]
    within = mail.raw.part
    return [RawMail(raw.path, f"{within}, enclosed {n}".removeprefix(", "), c) for n, c in enumerate(contents, 1)]


def _arrived(raw: RawMail, mail: ParsedMail, ways: Ways) -> Arrived:
    placement = place(mail, ways.book, ways.regulator)
    direction = placement.direction if placement else direction_in_thread(mail, ways.book)
    message = structs.replace(
        _addressed(mail, direction, raw),
        sender=author(mail, ways.book),
        doubt=doubt_about(mail, ways.book, ways.settings),
    )
    if message.proposed_class == "substantive" and (stranger := _stranger(message, placement)):
        reason = f"{stranger}: {FOR_A_PERSON}"
        message = structs.replace(message, proposed_class="acknowledgement", class_reason=reason)
    if placement and placement.regulator in ways.numbers:
        message = structs.replace(message, numbers=_numbers(message, ways.numbers[placement.regulator]))
    answers = answered(message)
    own = (message.message_id,) if message.message_id else ()
    return Arrived(raw, message, mail.contents, placement, fingerprint(message), (*own, *answers), answers)


def _stranger(message: Message, placement: Placement | None) -> str:
    """Why what `message` says settles nothing by itself; empty for a mail of a regulator's own."""
    if message.doubt:
        return "its sender is doubtful"
    if placement is None:
        return "its sender's address is nobody's that is configured"
    return "from a third party" if placement.third_party else ""


def _parsed(raw: RawMail, ways: Ways) -> ParsedMail:
    """The mail, its dates without a zone read in that of its regulator."""
    only = ways.regulator or (next(iter(ways.zones)) if len(ways.zones) == 1 else None)
    zone = ways.zones[only] if only else UTC
    mail = parse_mail(raw.content, zone, raw.name)
    placement = place(mail, ways.book, ways.regulator) if mail.zone_assumed else None
    if placement and placement.regulator in ways.zones and ways.zones[placement.regulator] != zone:
        return in_zone(mail, ways.zones[placement.regulator])
    return mail


def _addressed(mail: ParsedMail, direction: Direction, raw: RawMail) -> Message:
    """The message as it is logged, once its direction is known."""
    source = f"{raw.path} ({raw.part})" if raw.part else raw.path
    original = sha256_hex(raw.content)
    message = structs.replace(mail.message, direction=direction, original=original, source=source)
    if direction == "in":
        return message
    automatic = mail.proposal.cls == "automatic"
    return structs.replace(
        message,
        proposed_class=None,
        class_reason="",
        bounce=False,
        undelivered_id=None,
        received=None if message.sent else message.received,
        expects_reply=False if automatic else None,  # nobody answers our out-of-office notes
    )


def answered(message: Message) -> tuple[str, ...]:
    """The ids of the mails that `message` answers or reports on, the nearest first."""
    nearest = (message.in_reply_to,) if message.in_reply_to else ()
    return tuple(dict.fromkeys((*message.about, *nearest, *reversed(message.references))))


def _numbers(message: Message, patterns: Sequence[str]) -> tuple[str, ...]:
    """The reference numbers that the subject and the beginning of what was newly written name.

    Where these name none, those that the beginnings of its annexes do: a cover note need not repeat a letter's head.
    """
    own = numbers_in(f"{message.subject}\n{beginning(message.own_text)}", patterns)
    return own or numbers_in("\n".join(beginning(annex.text) for annex in message.annexes), patterns)


def numbers_in(text: str, patterns: Sequence[str]) -> tuple[str, ...]:
    """The reference numbers in `text`, each once."""
    found = (match[0] for pattern in patterns for match in re.finditer(pattern, text))
    return tuple(dict.fromkeys(" ".join(number.split()) for number in found if number.strip()))


def beginning(text: str) -> str:
    """As much of it as says what it is about."""
    return "\n".join(line[:1000] for line in text.split("\n", LINES_FOR_NUMBERS)[:LINES_FOR_NUMBERS])


def clock_date(message: Message) -> str | None:
    """The date that a message's clocks start from: received for inbound, sent for what goes out."""
    first = message.received if message.direction == "in" else None
    return first or message.sent or message.dated or message.received

"""Mail from anywhere → the record: each mail once, in its thread, with its original bytes.

Two passes: the first reads every mail, keeps its bytes and notes what links it to others; the second (`filing`) groups
the mails into threads and appends them. Bytes of mail that turns out to be nobody's are not kept. What was appended is
known to the next import, so one that was interrupted is simply started again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, tzinfo

from msgspec import Struct, structs

from assistant.config import Settings, check_regulator_key
from assistant.errors import RecordProblem
from assistant.mail.filing import Filing, KnownMail, keep_bytes
from assistant.mail.held import Held, Spool, moment_of
from assistant.mail.parse import ParsedMail, parse_mail
from assistant.mail.parties import address_book, direction_in_thread, place
from assistant.mail.problems import ImportProblem, MailProblem
from assistant.mail.sources import Found, RawMail, Skipped
from assistant.mail.threading import Forest, thread_name
from assistant.record.dates import zone_named
from assistant.record.digest import sha256_hex
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import Direction, Message
from assistant.record.store import Store

__all__ = ["ImportReport", "KnownMail", "import_mail"]


class ImportReport(Struct, frozen=True):
    read: int
    """Mails that could be read; the sum of the next three but for those a problem names."""
    new: int
    duplicates: int
    """Copies of mails in the record or read before in this run."""
    unmatched: int
    """Of no configured regulator, and of no known exchange with one."""
    threads_opened: int
    skipped: int
    """Files in folders that are no mail."""
    problems: tuple[ImportProblem, ...]


def import_mail(
    raws: Iterable[Found],
    store: Store,
    known: KnownMail,
    settings: Settings,
    by: str,
    regulator: str | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """File `raws` in `store`, in the name of `by`; with `regulator`, everything is of that one.

    `progress` is told the number of mails read so far. In a `dry_run` nothing is written. A mail that cannot be read or
    filed is a problem in the report; raises `UsageProblem` for an unusable setting.
    """
    zones = {key: zone_named(entry.timezone) for key, entry in settings.regulators.items()}
    if regulator:
        check_regulator_key(regulator)
        zones.setdefault(regulator, UTC)
    with Spool() as spool:
        reading = _Reading(store, known, settings, zones, regulator, dry_run, spool)
        for found in raws:
            reading.take(found)
            if progress:
                progress(reading.read)
        filing = Filing(store, known, zones, by, dry_run, spool, reading.forest)
        filing.file(list(reading.held.values()))
    return ImportReport(
        read=reading.read,
        new=filing.new,
        duplicates=reading.duplicates + filing.duplicates,
        unmatched=filing.unmatched,
        threads_opened=filing.opened,
        skipped=reading.skipped,
        problems=(*reading.problems, *filing.problems),
    )


class _Reading:
    """The first pass. `held` is what is to be filed, by fingerprint."""

    def __init__(
        self,
        store: Store,
        known: KnownMail,
        settings: Settings,
        zones: Mapping[str, tzinfo],
        regulator: str | None,
        dry_run: bool,
        spool: Spool,
    ) -> None:
        self.store, self.known, self.zones = store, known, zones
        self.book, self.regulator, self.dry_run, self.spool = address_book(settings), regulator, dry_run, spool
        self.forest = Forest()
        self.held: dict[str, Held] = {}
        self.problems: list[ImportProblem] = []
        self.read = self.duplicates = self.skipped = 0

    def take(self, found: Found) -> None:
        """Read one mail and hold it, or count it."""
        match found:
            case Skipped():
                self.skipped += 1
            case ImportProblem():
                self.problems.append(found)
            case RawMail():
                self._take_mail(found)

    def _take_mail(self, raw: RawMail) -> None:
        try:
            mail = self._parsed(raw.content)
        except MailProblem as problem:
            self.problems.append(ImportProblem(raw.path, raw.part, str(problem)))
            self._keep_unreadable(raw)
            return
        self.read += 1
        try:
            self._hold(raw, mail)
        except RecordProblem as problem:
            self.problems.append(ImportProblem(raw.path, raw.part, str(problem)))

    def _keep_unreadable(self, raw: RawMail) -> None:
        try:
            if not self.dry_run:
                self.store.originals.put(raw.content)
        except RecordProblem as problem:
            self.problems.append(ImportProblem(raw.path, raw.part, str(problem)))

    def _parsed(self, content: bytes) -> ParsedMail:
        """The mail, its dates without a zone read in that of its regulator."""
        only = self.regulator or (next(iter(self.zones)) if len(self.zones) == 1 else None)
        zone = self.zones[only] if only else UTC
        mail = parse_mail(content, zone)
        placement = place(mail, self.book, self.regulator) if mail.zone_assumed else None
        if placement and self.zones[placement.regulator] != zone:
            return parse_mail(content, self.zones[placement.regulator])
        return mail

    def _hold(self, raw: RawMail, mail: ParsedMail) -> None:
        placement = place(mail, self.book, self.regulator)
        direction = placement.direction if placement else direction_in_thread(mail, self.book)
        message = addressed(mail, direction, sha256_hex(raw.content), raw)
        mark = fingerprint(message)
        ids = linking_ids(mail)
        copy = self.known.copies([mark]).get(mark)
        if copy:
            self.forest.join([*ids, thread_name(copy.partition("#")[0])])
            self.duplicates += 1
            return
        rank = (placement is None, message.received or "~", message.original or "")
        earlier = self.held.get(mark)
        self.duplicates += earlier is not None
        node = self.forest.join(ids)
        if earlier and earlier.rank <= rank:
            return
        if placement and not self.dry_run:
            keep_bytes(self.store, raw.content, mail)
        self.held[mark] = Held(
            node=node,
            fingerprint=mark,
            moment=moment_of(message),
            placement=placement,
            direction=direction,
            message=self.spool.keep_message(message),
            path=raw.path,
            part=raw.part,
            message_id=message.message_id,
            rank=rank,
            answers=() if placement else answered(mail),
            original=None if placement or self.dry_run else self.spool.keep(raw.content),
        )


def addressed(mail: ParsedMail, direction: Direction, original: str, raw: RawMail) -> Message:
    """The message of `mail` as it is logged, once its direction is known."""
    source = f"{raw.path} ({raw.part})" if raw.part else raw.path
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


def linking_ids(mail: ParsedMail) -> tuple[str, ...]:
    """All ids that tie `mail` to others: its own, those it answers, those it reports on."""
    own = (mail.message.message_id,) if mail.message.message_id else ()
    return (*own, *answered(mail))


def answered(mail: ParsedMail) -> tuple[str, ...]:
    """The ids of the mails that `mail` answers or reports on, the nearest first."""
    message = mail.message
    nearest = (message.in_reply_to,) if message.in_reply_to else ()
    return tuple(dict.fromkeys((*mail.proposal.about_ids, *nearest, *reversed(message.references))))

"""The second pass of an import: held mails → threads, in the order of their dates.

A mail whose addresses do not tell its regulator goes with the mails it is linked to. One exchange with two regulators
gives two threads, since a thread is a matter with one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Protocol, TypeVar

from msgspec import Struct, structs

from assistant.errors import Conflict, RecordProblem
from assistant.mail.held import Held, Spool, clock_date
from assistant.mail.parse import ParsedMail, parse_mail
from assistant.mail.problems import ImportProblem
from assistant.mail.threading import Forest, thread_name
from assistant.record.dates import day_of, now_utc
from assistant.record.entry import NewEntry
from assistant.record.kinds import FORMAT, Message, ThreadOpened
from assistant.record.store import THREAD_ID, Store, regulator_of, thread_id

_T = TypeVar("_T")
AT_ONCE = 100
"""Mails that are read back and appended together; what bounds memory."""
TRIES = 1_000
"""Thread numbers that are tried while others open threads at the same time."""
_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|vs|antw|tr|rv)\s?(?:\[\d{1,3}\])?\s?:\s*)+", re.IGNORECASE)


class KnownMail(Protocol):
    """What the record already holds, as its index knows it."""

    def copies(self, fingerprints: Iterable[str]) -> Mapping[str, str]:
        """Which of these mails are in the record: fingerprint → `thread#n`."""

    def threads_naming(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Which thread has a mail with that id, or one that refers to it: id → thread."""


class Group(Struct, frozen=True):
    """Mails for one thread, oldest first."""

    regulator: str
    mails: tuple[Held, ...]
    existing: tuple[str, ...] = ()
    """Threads of that regulator that they are linked to, oldest first."""


class Filing:
    """One run of the second pass; the counts are its outcome."""

    def __init__(
        self,
        store: Store,
        known: KnownMail,
        zones: Mapping[str, tzinfo],
        by: str,
        dry_run: bool,
        spool: Spool,
        forest: Forest,
    ) -> None:
        self.store, self.known, self.zones, self.by = store, known, zones, by
        self.dry_run, self.spool, self.forest = dry_run, spool, forest
        self.naming: dict[str, str] = {}
        self.highest: dict[tuple[str, int], int] = {}
        self.problems: list[ImportProblem] = []
        self.new = self.opened = self.unmatched = self.duplicates = 0

    def file(self, held: Sequence[Held]) -> None:
        """File all of them. What the store refuses is a problem, and the rest goes on."""
        self._link_known_threads()
        self.highest = _highest_numbers(self.store.threads())
        groups, self.unmatched = grouped(held, self.forest, self.naming)
        for group in groups:
            self._file_group(group)

    def _link_known_threads(self) -> None:
        for ids in _batches(self.forest.ids(), 1_000):
            self.naming.update(self.known.threads_naming(ids))
        for name, thread in self.naming.items():
            self.forest.join((name, thread_name(thread)))

    def _file_group(self, group: Group) -> None:
        thread = group.existing[0] if group.existing else ""
        fresh = group.mails
        if not self.dry_run:  # another process may have imported the same meanwhile
            copies = self.known.copies([mail.fingerprint for mail in group.mails])
            fresh = tuple(mail for mail in group.mails if mail.fingerprint not in copies)
            self.duplicates += len(group.mails) - len(fresh)
        if len(group.existing) > 1 and fresh:
            self._report_bridge(group, fresh[0])
        for mails in _batches(fresh, AT_ONCE):
            try:
                thread = self._append(thread, group.regulator, mails)
            except RecordProblem as problem:
                self.problems.extend(ImportProblem(mail.path, mail.part, str(problem)) for mail in mails)

    def _report_bridge(self, group: Group, mail: Held) -> None:
        others = ", ".join(group.existing[1:])
        text = f"it is linked to more than one thread: filed in {group.existing[0]}, also belongs to {others}"
        self.problems.append(ImportProblem(mail.path, mail.part, text))

    def _append(self, thread: str, regulator: str, mails: Sequence[Held]) -> str:
        """Append `mails` to the thread, or to a new one if it has no name yet; returns its name."""
        if self.dry_run:
            self.opened += not thread
            self.new += len(mails)
            return thread or "new"
        messages = [self._message(mail, regulator) for mail in mails]
        entries = [NewEntry(message, self.by) for message in messages]
        if thread:
            self.store.append(thread, entries, None)
        else:
            thread = self._open(regulator, messages, entries)
            self.opened += 1
        self.new += len(mails)
        return thread

    def _message(self, mail: Held, regulator: str) -> Message:
        message = self.spool.message(mail.message)
        if mail.original is None:
            return message
        content = self.spool.read(mail.original)  # now that it belongs to a thread, its bytes are kept
        keep_bytes(self.store, content, parse_mail(content, UTC))
        if not message.class_reason:
            return message
        reason = f"{message.class_reason}; filed by what it answers, its address is not known for {regulator}"
        return structs.replace(message, class_reason=reason)

    def _open(self, regulator: str, messages: Sequence[Message], entries: Sequence[NewEntry]) -> str:
        """A new thread with the next free number, all of it in one append; returns its id."""
        first = clock_date(messages[0])
        day = day_of(first or now_utc(), self.zones.get(regulator, UTC))
        title = bare_subject(messages[0].subject) or "(no subject)"
        for _ in range(TRIES):
            number = self.highest.get((regulator, day.year), 0) + 1
            self.highest[regulator, day.year] = number
            name = thread_id(regulator, day.year, number)
            opened = ThreadOpened(FORMAT, name, regulator, title, day.isoformat() if first else None)
            try:
                self.store.append(name, [NewEntry(opened, self.by), *entries], 0)
            except Conflict:
                continue
            return name
        raise RecordProblem(f"no free thread number was found for {regulator} in {day.year}")


def grouped(held: Sequence[Held], forest: Forest, naming: Mapping[str, str]) -> tuple[list[Group], int]:
    """The groups that belong in one thread each, in an order of their own, and how many mails belong nowhere."""
    exchanges: dict[int, list[Held]] = defaultdict(list)
    for mail in held:
        exchanges[forest.root(mail.node)].append(mail)
    existing: dict[int, set[str]] = defaultdict(set)
    for thread in forest.threads():
        existing[forest.root(forest.join((thread_name(thread),)))].add(thread)
    groups: list[Group] = []
    for root, mails in exchanges.items():
        groups += _by_regulator(sorted(mails, key=_order), sorted(existing[root], key=_age), naming)
    groups.sort(key=lambda group: _order(group.mails[0]))
    return groups, len(held) - sum(len(group.mails) for group in groups)


def _order(mail: Held) -> tuple[str, str]:
    return mail.moment, mail.fingerprint


def _by_regulator(mails: list[Held], threads: list[str], naming: Mapping[str, str]) -> Iterator[Group]:
    """One exchange, divided by regulator; both arguments oldest first."""
    regulators = [regulator_of(thread) for thread in threads]
    regulators += [mail.placement.regulator for mail in mails if mail.placement]
    if not regulators:
        return
    by_id = {mail.message_id: mail.placement.regulator for mail in mails if mail.placement and mail.message_id}
    divided: dict[str, list[Held]] = defaultdict(list)
    for mail in mails:
        divided[mail.placement.regulator if mail.placement else _linked(mail, by_id, naming, regulators)].append(mail)
    for regulator, own in divided.items():
        yield Group(regulator, tuple(own), tuple(t for t in threads if regulator_of(t) == regulator))


def _linked(mail: Held, by_id: Mapping[str, str], naming: Mapping[str, str], regulators: Sequence[str]) -> str:
    """The regulator of the nearest mail that `mail` answers, else the exchange's first."""
    for name in mail.answers:
        if name in by_id:
            return by_id[name]
        if name in naming:
            return regulator_of(naming[name])
    return regulators[0]


def _age(thread: str) -> tuple[int, int, str]:
    """Sorts `pta-2020-1000` after `pta-2020-999`."""
    found = THREAD_ID.match(thread)
    return (int(found["year"]), int(found["number"]), thread) if found else (9999, 0, thread)


def _highest_numbers(threads: Iterable[str]) -> dict[tuple[str, int], int]:
    """The highest thread number in use, by regulator and year."""
    highest: dict[tuple[str, int], int] = {}
    for thread in threads:
        found = THREAD_ID.match(thread)
        if found:
            key = found["regulator"].upper(), int(found["year"])
            highest[key] = max(highest.get(key, 0), int(found["number"]))
    return highest


def bare_subject(subject: str) -> str:
    """`subject` without `Re:`, `Fwd:` and their like in front."""
    found = _PREFIX.match(subject)
    return subject[found.end() :].strip() if found else subject


def keep_bytes(store: Store, content: bytes, mail: ParsedMail) -> None:
    """Put the mail and its attachments among the originals; raises `RecordProblem`."""
    store.originals.put(content)
    for attachment in mail.contents:
        store.originals.put(attachment)


def _batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]

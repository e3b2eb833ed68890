"""A batch of mails → the record: each once, in its thread, with its original bytes.

What was filed is known to whatever comes later, so an import may be stopped after any batch and be begun again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import UTC, tzinfo

from msgspec import structs

from assistant.errors import AssistantError, Conflict, RecordProblem
from assistant.mail.arriving import Arrived, clock_date
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.grouping import Group, Known, grouped, highest_numbers, joined, may_link, spoken
from assistant.mail.shelf import Shelf
from assistant.record.bulk import Append, Written
from assistant.record.dates import day_of, now_utc
from assistant.record.entry import NewEntry
from assistant.record.kinds import FORMAT, Message, ThreadOpened
from assistant.record.store import TRAY, thread_id

TRIES = 1_000
"""Thread numbers that are tried while others open threads at the same time."""
LONGEST_TITLE = 200
_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|vs|antw|tr|rv)\s?(?:\[\d{1,3}\])?\s?:\s*)+", re.IGNORECASE)


class Filing:
    """One import's filing, batch after batch; the counts are its outcome."""

    def __init__(self, shelf: Shelf, zones: Mapping[str, tzinfo], by: str) -> None:
        self.shelf, self.zones, self.by = shelf, zones, by
        self.highest: dict[tuple[str, int], int] | None = None
        self.problems: list[ImportProblem] = []
        self.refused = False
        """Some mail could not be filed: whoever goes on later must not pass it by."""
        self.new = self.opened = self.merged = self.unmatched = self.duplicates = 0

    def file(self, batch: Sequence[Arrived]) -> None:
        """File all of it, safely before this returns. What the record refuses is a problem, and the rest goes on."""
        fresh, filed = self._sorted_out(batch)
        if self.highest is None:
            self.highest = highest_numbers(self.shelf.threads())
        groups = grouped(fresh, filed, self._known((*fresh, *filed)))
        try:
            damaged = self.shelf.damaged(_originals((*fresh, *filed)))
            self.shelf.keep(damaged | _originals(fresh))
        except RecordProblem as problem:
            self._refused(fresh, problem)
            return
        if damaged:
            self._mended(batch, damaged.keys())
        self._write([group for group in groups if group.mails])
        for group in groups:
            if not group.mails:
                self._merge_all(group.existing[0], group)

    def _sorted_out(self, batch: Sequence[Arrived]) -> tuple[list[Arrived], list[Arrived]]:
        """The mails that neither the record nor the batch holds in a better copy, and those that the record holds."""
        known = self.shelf.copies([mail.fingerprint for mail in batch])
        best: dict[str, Arrived] = {}
        for mail in batch:
            other = best.get(mail.fingerprint)
            best[mail.fingerprint] = mail if other is None or mail.rank < other.rank else other
        fresh = [mail for mail in best.values() if mail.fingerprint not in known]
        self.duplicates += len(batch) - len(fresh)
        return fresh, [mail for mail in best.values() if mail.fingerprint in known]

    def _known(self, mails: Sequence[Arrived]) -> Known:
        found = self.shelf.threads_naming({name for mail in mails for name in may_link(mail)})
        numbers = spoken(mails, found)
        naming = joined(mails, found, numbers)
        linked: dict[str, tuple[str, ...]] = {}
        waiting = {thread for threads in naming.values() for thread in threads}
        while waiting:
            linked |= self.shelf.linked(waiting)
            waiting = {thread for threads in linked.values() for thread in threads} - linked.keys()
        return Known(naming, linked, self.shelf.apart(linked), self.shelf.having, self.shelf.traces, numbers)

    def _write(self, groups: Sequence[Group]) -> None:
        """All groups, in rounds: a new thread whose number somebody else took meanwhile gets the next one."""
        waiting = list(groups)
        for _ in range(TRIES):
            appends = [self._append(group) for group in waiting]
            written = list(self.shelf.append(appends))
            again = []
            for group, outcome in zip(waiting, written, strict=True):
                if isinstance(outcome.error, Conflict) and not _begun(group):
                    again.append(group)
                else:
                    self._done(group, outcome)
            waiting = again
            if not waiting:
                return
        for group in waiting:
            self._refused(group.mails, RecordProblem(f"no free thread number was found for {group.regulator}"))

    def _append(self, group: Group) -> Append:
        entries = tuple(NewEntry(_filed(mail, group), self.by) for mail in group.mails)
        marks = tuple(mail.fingerprint for mail in group.mails)
        if _begun(group):
            return Append(group.existing[0], entries, None, marks)
        opened = self._opened(group)
        return Append(opened.thread, (NewEntry(opened, self.by), *entries), 0, marks)

    def _opened(self, group: Group) -> ThreadOpened:
        """A new thread's first entry, with the next free number of the year in which the exchange began."""
        first = group.mails[0].message
        date = clock_date(first)
        day = day_of(date or now_utc(), self.zones.get(group.regulator, UTC))
        key = group.regulator, day.year
        assert self.highest is not None  # noqa: S101 - `file` has asked
        self.highest[key] = self.highest.get(key, 0) + 1
        name = thread_id(*key, self.highest[key])
        title = bare_subject(first.subject)[:LONGEST_TITLE] or "(no subject)"
        return ThreadOpened(FORMAT, name, group.regulator, title, day.isoformat() if date else None)

    def _done(self, group: Group, outcome: Written) -> None:
        if outcome.error is not None:
            self._refused(group.mails, outcome.error)
            return
        survivor = outcome.append.thread
        if group.regulator == TRAY:
            self.unmatched += len(group.mails)
        else:
            self.new += len(group.mails)
        self.opened += not _begun(group) and group.regulator != TRAY
        self._merge_all(survivor, group)

    def _merge_all(self, survivor: str, group: Group) -> None:
        """Merge what turned out to be one matter; what cannot be merged now will be when its mails come again."""
        for absorbed in group.existing:
            if absorbed == survivor:
                continue
            try:
                self.shelf.merge(survivor, absorbed, self.by, f"one exchange, linked by {_place(group.because)}")
            except AssistantError as error:
                text = f"it links {survivor} with {absorbed}, which could not be merged: {error}"
                self.problems.append(ImportProblem(group.because.raw.path, group.because.raw.part, text))
                self.refused = True
            else:
                self.merged += 1

    def _mended(self, batch: Sequence[Arrived], digests: Set[str]) -> None:
        """What was kept of a mail had been damaged: whoever keeps the record should know."""
        text = "what the record had kept of it is damaged: it is replaced by what came now"
        mended = [mail for mail in batch if not digests.isdisjoint(digest for digest, _ in mail.originals())]
        self.problems += [ImportProblem(mail.raw.path, mail.raw.part, text) for mail in mended]

    def _refused(self, mails: Sequence[Arrived], error: AssistantError) -> None:
        self.refused = True
        self.problems += [ImportProblem(mail.raw.path, mail.raw.part, str(error)) for mail in mails]


def _originals(mails: Iterable[Arrived]) -> dict[str, bytes]:
    return {digest: content for mail in mails for digest, content in mail.originals()}


def _begun(group: Group) -> bool:
    """There is a thread to append to; what lies in the tray is merged into a new one."""
    return bool(group.existing) and (group.regulator == TRAY or not group.existing[0].startswith(f"{TRAY.lower()}-"))


def _filed(mail: Arrived, group: Group) -> Message:
    """The message as it is logged in that thread."""
    message = mail.message
    if mail.placement or group.regulator == TRAY or not message.class_reason:
        return message
    reason = f"{message.class_reason}; filed by what it answers, its address is not known for {group.regulator}"
    return structs.replace(message, class_reason=reason)


def _place(mail: Arrived) -> str:
    return f"{mail.raw.path} ({mail.raw.part})" if mail.raw.part else mail.raw.path


def bare_subject(subject: str) -> str:
    """`subject` without `Re:`, `Fwd:` and their like in front."""
    found = _PREFIX.match(subject)
    return subject[found.end() :].strip() if found else subject

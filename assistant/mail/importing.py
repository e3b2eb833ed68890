"""Mail from anywhere → the record, in batches: each is read, filed and safe on disk before the next is looked at.

So memory does not grow with an archive, and an import that was stopped goes on where it was: long sources have
bookmarks, kept once everything before them is filed; whatever is read again is known by its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from msgspec import Struct

from assistant.config import Settings
from assistant.errors import RecordProblem
from assistant.mail.arriving import MOST_ENCLOSED, Arrived, Outcome
from assistant.mail.arriving import ways as ways_of
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.filing import Filing
from assistant.mail.reading import Reader
from assistant.mail.shelf import RecordShelf, RehearsedShelf, Shelf
from assistant.mail.sources.sources import Bookmark, Found, RawMail, Resumed, Skipped
from assistant.record.digest import sha256_hex
from assistant.record.record import Record
from assistant.settings.regulator_keys import check_regulator_key

BATCH = 1_000
"""Mails that are filed together at most, if they are not large:"""
FIRST_BATCH = 100
"""Mails of the first one, so that whoever watches soon sees something; each further one may be twice as large."""
BATCH_BYTES = 8 * 1024 * 1024
"""of their originals. This bounds memory; a single larger mail is a batch of its own."""


class ImportReport(Struct, frozen=True):
    read: int
    """Mails that could be read; the sum of the next three but for those that a problem names."""
    new: int
    duplicates: int
    """Copies of mails in the record or read before in this run."""
    unmatched: int
    """Of no configured regulator, and of no known exchange with one; they lie in the tray."""
    threads_opened: int
    threads_merged: int
    """Threads that turned out to be part of another."""
    skipped: int
    """Files in folders that are no mail."""
    problems: tuple[ImportProblem, ...]
    stopped: bool = False
    """By whoever watched; begun again, it goes on."""
    earlier: int = 0
    """Mails of the same sources that an earlier import had read; they are in no other count."""

    @property
    def nothing_new(self) -> bool:
        """There was mail, all of it read by an earlier import, and nothing else to tell of."""
        return bool(self.earlier) and not (self.read or self.skipped or self.problems)

    @property
    def nothing_there(self) -> bool:
        """No mail, nor anything that might have been some."""
        return not (self.earlier or self.read or self.skipped or self.problems)


Watcher = Callable[[ImportReport], bool]
"""Told how far it is after each batch; False stops the import there."""
_UNSHARED: AbstractContextManager[object] = nullcontext()


def import_mail(
    found: Iterable[Found],
    record: Record,
    settings: Settings,
    by: str,
    *,
    regulator: str | None = None,
    dry_run: bool = False,
    watcher: Watcher | None = None,
    keep_bookmarks: Callable[[Iterable[Bookmark]], None] | None = None,
    lock: AbstractContextManager[object] = _UNSHARED,
) -> ImportReport:
    """File what was `found` in `record`, in the name of `by`; with `regulator`, everything is of that one.

    In a `dry_run` nothing is written. The caller has caught up with the record (`Record.refresh`); `lock`, which keeps
    other threads from it, is held while a batch is filed. A mail that cannot be read or filed is a problem in the
    report; raises `UsageProblem` for an unusable setting.
    """
    if regulator:
        check_regulator_key(regulator)
    ways = ways_of(settings, regulator)
    shelf: Shelf = RehearsedShelf(record, lock) if dry_run else RecordShelf(record, lock)
    run = _Run(shelf, Filing(shelf, ways.zones, by))
    stopped = False
    with Reader(ways) as reader:
        for batch, outcomes in reader.read(_batches(found)):
            with shelf.alone():
                run.take(batch, outcomes)
            if keep_bookmarks and not dry_run:
                run.keep_bookmarks(batch, keep_bookmarks)
            if watcher and not watcher(run.report()):
                stopped = True
                break
            del batch, outcomes  # before the one after the next is read: two are enough to hold
    return run.report(stopped=stopped)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    size, most = 0, min(FIRST_BATCH, BATCH)
    for one in found:
        batch.append(one)
        size += len(one.content) if isinstance(one, RawMail) else 0
        if len(batch) >= most or size >= BATCH_BYTES:
            yield batch
            batch, size, most = [], 0, min(2 * most, BATCH)
    if batch:
        yield batch


def _last_bookmarks(batch: Iterable[Found]) -> Iterable[Bookmark]:
    """The furthest of each source."""
    return {b.source: b for one in batch if isinstance(one, RawMail) and (b := one.bookmark)}.values()


def _left(mail: Arrived) -> Iterator[ImportProblem]:
    if mail.left:
        why = f"{MOST_ENCLOSED} are taken from one, itself included"
        text = f"{mail.left} of the mails enclosed in it stay attachments: {why}"
        yield ImportProblem(mail.raw.path, mail.raw.part, text)


class _Run:
    """The counts of one import."""

    def __init__(self, shelf: Shelf, filing: Filing) -> None:
        self.shelf, self.filing = shelf, filing
        self.problems: list[ImportProblem] = []
        self.read = self.skipped = self.earlier = 0
        self.forgetful = False
        """How far it came cannot be remembered."""

    def take(self, batch: Iterable[Found], outcomes: Iterable[Outcome]) -> None:
        """File what could be read of a batch; `outcomes` has one for each mail of it. Count the rest."""
        self.skipped += sum(isinstance(one, Skipped) for one in batch)
        self.earlier += sum(one.mails for one in batch if isinstance(one, Resumed))
        self.problems += [one for one in batch if isinstance(one, ImportProblem)]
        arrived: list[Arrived] = []
        mails = (one for one in batch if isinstance(one, RawMail))
        for raw, outcome in zip(mails, outcomes, strict=True):
            if isinstance(outcome, ImportProblem):
                self.problems.append(outcome)
                self._keep_unreadable(raw)
            else:
                arrived += outcome
                self.problems += _left(outcome[0])
        self.read += len(arrived)
        self.filing.file(arrived)

    def keep_bookmarks(self, batch: Iterable[Found], keep: Callable[[Iterable[Bookmark]], None]) -> None:
        """Once it is filed, unless something was refused: whoever goes on must not pass that by."""
        if self.filing.refused or self.forgetful:
            return
        try:
            keep(_last_bookmarks(batch))
        except RecordProblem as problem:
            self.forgetful = True
            self.problems.append(ImportProblem(problem.where, "", f"{problem.what}; {problem.hint}".removesuffix("; ")))

    def _keep_unreadable(self, raw: RawMail) -> None:
        """What nobody can read today may be read tomorrow."""
        try:
            self.shelf.keep({sha256_hex(raw.content): raw.content})
        except RecordProblem as problem:
            self.problems.append(ImportProblem(raw.path, raw.part, str(problem)))

    def report(self, *, stopped: bool = False) -> ImportReport:
        filing = self.filing
        return ImportReport(
            read=self.read,
            new=filing.new,
            duplicates=filing.duplicates,
            unmatched=filing.unmatched,
            threads_opened=filing.opened,
            threads_merged=filing.merged,
            skipped=self.skipped,
            problems=(*self.problems, *filing.problems),
            stopped=stopped,
            earlier=self.earlier,
        )

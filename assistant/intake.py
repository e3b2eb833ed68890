"""What comes into a record from outside, and what it turns out to belong to: the desk's other half.

Imports, pulls from servers, the tray, and threads that turn out to be one matter. As at the desk, methods may block
and nothing is decided here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings, check_regulator_key
from assistant.errors import UsageProblem
from assistant.paths import RecordPaths
from assistant.record.record import Record

if TYPE_CHECKING:
    from assistant.mail.importing import ImportReport, Watcher
    from assistant.mail.pulling import PullReport
    from assistant.mail.sources import Found
    from assistant.mail.tray import Waiting


class Intake:
    """One record and its settings, shared with the desk; so is the lock that keeps calls apart."""

    def __init__(self, record: Record, settings: Settings, lock: threading.RLock, author: Callable[[], str]) -> None:
        self.record, self.settings, self.lock, self.author = record, settings, lock, author
        self.paths = RecordPaths(record.store.paths.root)

    # Mail

    def import_mail(
        self,
        paths: Iterable[str],
        *,
        regulator: str | None = None,
        dry_run: bool = False,
        watcher: Watcher | None = None,
    ) -> ImportReport:
        """Bring mail in; see `mail.importing.import_mail`. Long files go on where an earlier import stopped."""
        from assistant.mail.bookmarks import Bookmarks
        from assistant.mail.sources import find_mail

        known = {} if dry_run else Bookmarks(self.paths.bookmarks).known
        found = find_mail(list(paths), bookmarks=known)
        return self._import(found, regulator=regulator, dry_run=dry_run, watcher=watcher)

    def pull(
        self,
        names: Iterable[str] = (),
        *,
        again: bool = False,
        dry_run: bool = False,
        watcher: Watcher | None = None,
    ) -> PullReport:
        """Bring in what is new in the configured mailboxes; see `mail.pulling.pull_mail`."""
        from assistant.mail.bookmarks import Bookmarks
        from assistant.mail.pulling import pull_mail

        def file(mails: Iterable[Found], regulator: str | None) -> ImportReport:
            return self._import(mails, regulator=regulator, dry_run=dry_run, watcher=watcher)

        bookmarks = Bookmarks(self.paths.bookmarks)
        return pull_mail(self.settings.mailboxes, names, bookmarks, file, again=again, dry_run=dry_run)

    def _import(
        self, mails: Iterable[Found], *, regulator: str | None, dry_run: bool, watcher: Watcher | None
    ) -> ImportReport:
        from assistant.mail.bookmarks import Bookmarks
        from assistant.mail.importing import import_mail

        if regulator:
            check_regulator_key(regulator)
        with self.lock:
            self.record.refresh()
        report = import_mail(
            mails,
            self.record,
            self.settings,
            self.author(),
            regulator=regulator,
            dry_run=dry_run,
            watcher=watcher,
            keep_bookmarks=Bookmarks(self.paths.bookmarks).keep,
            lock=self.lock,
        )
        with self.lock:
            self.record.refresh()
        return report

    def keep(self, path: Path) -> str:
        """Keep a file's bytes among the originals and return their SHA-256."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UsageProblem(f"cannot be read: {error.strerror}", where=str(path)) from error
        return self.record.store.originals.put(content)

    # The tray

    def tray(self) -> tuple[Waiting, ...]:
        """The exchanges of no regulator, the longest waiting first."""
        from assistant.mail.tray import waiting

        with self.lock:
            self.record.refresh()
            return tuple(waiting(self.record))

    def file(self, tray: str, *, thread: str | None = None, regulator: str | None = None) -> str:
        """File an exchange of the tray in `thread`, or in a new one with `regulator`; returns the thread's id."""
        from assistant.mail.tray import file_anew, file_in

        with self.record.filing(self.lock):
            if thread is None:
                return file_anew(self.record, tray, regulator or "", self.author())
            file_in(self.record, tray, thread, self.author())
            return thread

    def set_aside(self, tray: str, reason: str) -> None:
        """Take an exchange out of the tray: it is nobody's correspondence."""
        from assistant.mail.tray import set_aside

        with self.record.filing(self.lock):
            set_aside(self.record, tray, self.author(), reason)

    # One matter or two

    def merge(self, survivor: str, absorbed: str, reason: str) -> None:
        """Make `absorbed` part of `survivor`, for this reason; raises `UsageProblem`."""
        with self.record.filing(self.lock):
            self.record.merge(survivor, absorbed, self.author(), reason)

    def part(self, thread: str, other: str, reason: str) -> None:
        """Take back the merger of two threads; what was filed from the tray returns there."""
        with self.record.filing(self.lock):
            self.record.part(thread, other, self.author(), reason)

"""What comes into a record from outside, and what it turns out to belong to: the desk's other half.

Imports, pulls from servers, the tray, and threads that turn out to be one matter. As at the desk, methods may block
and nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.errors import UsageProblem
from assistant.paths import RecordPaths
from assistant.record.record import Record
from assistant.settings.regulator_keys import check_regulator_key

if TYPE_CHECKING:
    from threading import RLock

    from assistant.mail.filed import Filed, Outcome, Where
    from assistant.mail.imap.pulling import PullReport
    from assistant.mail.importing import ImportReport, Watcher
    from assistant.mail.senders import Chosen, Named, Together
    from assistant.mail.sources.sources import Found
    from assistant.mail.tray import Waiting
    from assistant.record.thread import Thread


class Intake:
    """One record and its settings, shared with the desk; so is the lock that keeps calls apart."""

    def __init__(
        self,
        record: Record,
        settings: Settings,
        lock: RLock,
        author: Callable[[], str],
        as_of: Callable[[], date | None],
    ) -> None:
        self.record, self.settings, self.lock, self.author, self.as_of = record, settings, lock, author, as_of
        self.paths = RecordPaths(record.store.paths.root)

    # Mail

    def import_mail(
        self,
        paths: Iterable[str],
        *,
        regulator: str | None = None,
        again: bool = False,
        dry_run: bool = False,
        watcher: Watcher | None = None,
    ) -> ImportReport:
        """Bring mail in; see `mail.importing.import_mail`. Long files go on where an earlier import stopped.

        `again`: they are read from the beginning.
        """
        from assistant.mail.imap.bookmarks import Bookmarks
        from assistant.mail.sources.sources import find_mail

        self.record.check_present()
        known = {} if dry_run or again else Bookmarks(self.paths.bookmarks).known
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
        from assistant.mail.imap.bookmarks import Bookmarks
        from assistant.mail.imap.pulling import pull_mail

        def file(mails: Iterable[Found], regulator: str | None) -> ImportReport:
            return self._import(mails, regulator=regulator, dry_run=dry_run, watcher=watcher)

        self.record.check_present()
        bookmarks = Bookmarks(self.paths.bookmarks)
        return pull_mail(self.settings.mailboxes, names, bookmarks, file, again=again, dry_run=dry_run)

    def _import(
        self, mails: Iterable[Found], *, regulator: str | None, dry_run: bool, watcher: Watcher | None
    ) -> ImportReport:
        from assistant.mail.imap.bookmarks import Bookmarks
        from assistant.mail.importing import import_mail

        if regulator:
            check_regulator_key(regulator)
        with self.lock:
            self.record.refresh()
        return import_mail(
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

    def keep(self, path: Path) -> str:
        """Keep a file's bytes among the originals and return their SHA-256."""
        self.record.check_present()
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UsageProblem(f"cannot be read: {error.strerror}", where=str(path)) from error
        return self.record.store.originals.put(content)

    # The tray

    def tray(self, limit: int | None = None) -> tuple[Waiting, ...]:
        """The exchanges of no regulator, the longest waiting first, as of the day.

        Each is read from its file: a screen names a `limit`, and asks `tray_size` how many there are.
        """
        from assistant.mail.arriving import number_patterns
        from assistant.mail.tray import Numbers, waiting

        called = {key: entry.name for key, entry in self.settings.regulators.items() if entry.name}
        numbers = Numbers(number_patterns(self.settings), self.record.index.threads_naming, called)
        with self.lock:
            day = self.as_of()
            self.record.refresh(as_of=day)
            names = self._lying(day) if day else (summary.thread for summary in self.record.index.tray())
            threads = (self.record.thread(name, day) for name in names)
            return tuple(islice(waiting(threads, self.record.lists.summaries(as_of=day), numbers), limit))

    def tray_size(self) -> int:
        """How many exchanges lie in the tray as of the day; call `refresh` before."""
        return self.lying()[0]

    def lying(self) -> tuple[int, str]:
        """How many they are and which has waited longest, empty for none; call `refresh` before."""
        with self.lock:
            day = self.as_of()
            if day is None:
                return self.record.index.tray_size()
            names = self._lying(day)
            return len(names), names[0] if names else ""

    def _lying(self, day: date) -> tuple[str, ...]:
        return self.record.lying(day)

    def from_sender(self, whose: str) -> Chosen:
        """What of the tray is decided by that address or `@domain`; raises `UsageProblem` if that is nothing."""
        from assistant.mail.senders import chosen, named

        wanted = named(whose)
        found = chosen(wanted, self._from(wanted), aside=False)
        if not found.size:
            raise UsageProblem(f"nothing of {wanted.text} lies in the tray", hint="See `assistant tray --by sender`.")
        return found

    def of_its_sender(self, one: Waiting) -> tuple[Chosen, ...]:
        """What is decided together with `one`: see `senders.choices`."""
        from assistant.mail.senders import choices, names_of

        names = names_of(one)
        return choices(one, self._from(names[-1])) if names else ()

    def _from(self, whose: Named) -> tuple[Waiting, ...]:
        """The exchanges in the tray in which `whose` wrote, as they stand with all their entries, whatever the day."""
        from assistant.mail.senders import wrote_in
        from assistant.mail.tray import exchange

        with self.lock:
            day = self.as_of()
            self.record.refresh(as_of=day)
            names = self._lying(day) if day else [summary.thread for summary in self.record.index.tray()]
            lying = [thread for name in names if not (thread := self.record.thread(name)).closed]
        return tuple(one for one in map(exchange, lying) if wrote_in(whose, one))

    def check_all(self, trays: Iterable[str], where: Where) -> tuple[Thread, ...]:
        """The exchanges, all of which can go there: see `tray.check_all`. Nothing is written."""
        from assistant.mail.tray import check_all

        self.record.check_present()
        with self.lock:
            return check_all(self.record, trays, where)

    def file(self, tray: str, *, thread: str | None = None, regulator: str | None = None) -> str:
        """File an exchange of the tray in `thread`, or in a new one with `regulator`; returns the thread's id."""
        from assistant.mail.tray import file_anew, file_in

        with self.record.filing(self.lock):
            if thread is None:
                return file_anew(self.record, tray, regulator or "", self.author())
            file_in(self.record, tray, thread, self.author())
            return thread

    def file_all(self, trays: Iterable[str], where: Where) -> Outcome:
        """File several exchanges of the tray, or none; see `tray.file_all`."""
        from assistant.mail.tray import file_all

        with self.record.filing(self.lock):
            return file_all(self.record, trays, where, self.author(), self.as_of())

    def file_chosen(self, choice: Chosen, where: Where) -> Together:
        """File all that the sender's name decides; raises `UsageProblem` if it decides nothing there."""
        from assistant.mail.senders import Together, going_to, placing

        going = going_to(where, choice)
        told = placing(going.whose, where, self.settings)  # a configuration that is at fault says so before
        return Together(going, where, self.file_all([one.thread for one in going.going], where), told)

    def set_aside(self, tray: str, reason: str) -> None:
        """Take an exchange out of the tray: it is nobody's correspondence."""
        from assistant.mail.tray import set_aside

        with self.record.filing(self.lock):
            set_aside(self.record, tray, self.author(), reason, self.as_of())

    def take_back(self, tray: str, thread: str | None, reason: str) -> None:
        """Bring an exchange back into the tray that was filed in `thread`, or with None: that was set aside."""
        from assistant.record.decisions import reopen

        if thread is not None:
            self.part(thread, tray, reason)
            return
        with self.record.filing(self.lock):
            lying = self.record.thread(tray)
            self.record.append(tray, reopen(lying, self.author(), reason=reason, day=self.as_of()), lying.length)

    def where_filed(self, tray: str) -> Filed:
        """What was done with an exchange that lay in the tray; raises `UsageProblem` if nothing was."""
        from assistant.mail.returning import where_filed

        self.record.check_present()
        with self.lock:
            return where_filed(self.record, tray)

    def take_all_back(self, filed: Iterable[Filed], reason: str) -> None:
        """Bring them back into the tray, but for those of which somebody has decided otherwise since."""
        from assistant.mail.returning import take_all_back

        by_thread: dict[str | None, list[str]] = {}
        for one in filed:
            by_thread.setdefault(one.thread, []).append(one.tray)
        for thread, trays in by_thread.items():
            with self.record.filing(self.lock):
                take_all_back(self.record, thread, trays, self.author(), reason, self.as_of())

    # One matter or two

    def merge(self, survivor: str, absorbed: str, reason: str) -> None:
        """Make `absorbed` part of `survivor`, for this reason; raises `UsageProblem`."""
        with self.record.filing(self.lock):
            self.record.merge(survivor, absorbed, self.author(), reason)

    def part(self, thread: str, other: str, reason: str) -> None:
        """Take back the merger of two threads; what was filed from the tray returns there.

        A thread that had been begun for it, and in which nothing is left, is closed.
        """
        from assistant.mail.returning import part

        with self.record.filing(self.lock):
            part(self.record, thread, (other,), self.author(), reason)

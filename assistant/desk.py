"""The desk: one record opened with its settings and its day, and what both doors ask of it.

The doors parse and show; the rooms below know nothing of each other's files. This is the one place that joins them, and
it decides nothing itself. Its methods may block (files, locks, SQLite): a screen calls them from a worker. One desk may
be shared by threads; a lock keeps its calls apart. What a command does not need it does not import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config
from assistant.clocks.gap import parse_gap_id
from assistant.errors import Conflict, RecordProblem, UsageProblem
from assistant.paths import RecordPaths, config_file, record_root
from assistant.record.dates import parse_due, parse_when
from assistant.record.entry import Line, NewEntry, countable
from assistant.record.index_rows import Fault, Summary
from assistant.record.place import check_place
from assistant.record.record import TRIES
from assistant.record.store import regulator_of
from assistant.record.thread import Thread
from assistant.settings.regulator_keys import check_regulator_key
from assistant.timekeeper import Timekeeper

if TYPE_CHECKING:
    from assistant.drafts.draft import Draft
    from assistant.drafts.points import Matter
    from assistant.drafts.style import Wish
    from assistant.drafts.templates import Template
    from assistant.mail.exporting import Exported
    from assistant.record.decisions import Asked
    from assistant.record.dropping import Erasure
    from assistant.record.heartbeat import LastCheck
    from assistant.record.record import Pulse
    from assistant.record.verify import GoOn, Verification


PAGE = 250
"""Summaries held at a time where all are gone through once."""


class Desk(Timekeeper):
    """One record, open: what is in it, what is due, and what is added to it."""

    @classmethod
    def open(
        cls,
        record: str | None = None,
        configuration: str | None = None,
        as_of: date | None = None,
        known: date | None = None,
        *,
        read_only: bool = False,
    ) -> Desk:
        """The record and configuration that options, environment and defaults name; see `paths`.

        Raises `RecordProblem` where no record can be: see `place`.
        `read_only`: all that would write is refused with a sentence, whoever asks for it.
        """
        root = record_root(record)
        check_place(root)
        paths = RecordPaths(root)
        path, named = config_file(configuration, paths)
        return cls(root, config.load(path, required=named, kept=paths.settings), as_of, known, read_only=read_only)

    # Reading

    def refresh(self, *, sweep: bool | None = None) -> tuple[Fault, ...]:
        """Catch up with what was written since; see `Record.refresh`."""
        with self.lock:
            return self.record.refresh(sweep=sweep, as_of=self.as_of)

    def summaries(self, limit: int | None = None) -> tuple[Summary, ...]:
        """The threads for a list, as of the day; call `refresh` first."""
        with self.lock:
            return self.record.lists.summaries(limit=limit, as_of=self.horizon)

    def each_summary(self) -> Iterator[Summary]:
        """The same, all of them, in whatever order and without holding ten thousand at a time."""
        pages = self.record.lists.summary_pages(PAGE, self.horizon)
        while True:
            with self.lock:
                page = next(pages, None)
            if page is None:
                return
            yield from page

    def count(self) -> int:
        with self.lock:
            return self.record.lists.count()

    def thread(self, thread: str) -> Thread:
        """The thread with its texts, as of the day; raises `UsageProblem` if it does not exist (yet)."""
        with self.lock:
            found = self.record.thread(thread, self.horizon)
        if self.as_of and found.opened > self.as_of:
            raise UsageProblem(f"{thread} was not yet open on {self.as_of}", hint=f"It begins on {found.opened}.")
        return found

    def latest(self, thread: str) -> Thread:
        """The thread as it stands with all its entries, whatever the day: what a new entry is checked against.

        Raises `UsageProblem` where only the past is looked at: see `Record.check_present`.
        """
        self.record.check_present()
        with self.lock:
            return self.record.thread(thread)

    def titles(self, threads: Iterable[str]) -> dict[str, str]:
        """The titles of these threads."""
        with self.lock:
            return self.record.lists.titles(threads)

    def day_of_thread(self, thread: str) -> date:
        return self.day(regulator_of(thread))

    def when(self, regulator: str, text: str | None) -> str:
        """A date as a person typed it: in the regulator's zone, the day if nothing was typed."""
        return parse_when(text, self.zone(regulator)) if text else self.day(regulator).isoformat()

    def due(self, regulator: str, text: str) -> tuple[date, str]:
        """A due day as a person typed it, and its moment if an hour was named; see `parse_due`."""
        return parse_due(text, self.zone(regulator))

    def checked(self, thread: str, asked: Asked) -> Asked:
        """`asked`, if the rule that it names is a stage that counts it; raises `UsageProblem` otherwise."""
        from assistant.clocks.stages import check_stage

        check_stage(asked, self.rules(regulator_of(thread)).rules if asked.rule else ())
        return asked

    def pulse(self, thread: str | None) -> Pulse:
        """What changes when somebody else writes: cheap enough to be asked each second."""
        with self.lock:
            return self.record.pulse(thread)

    # Writing

    def on_wait(self, tell: Callable[[str], None]) -> None:
        """Have `tell` called with a sentence where a write waits for another process; from whatever thread writes."""
        self.record.store.on_wait = tell

    def append(self, thread: str, entries: Sequence[NewEntry], expected_n: int | None = None) -> tuple[Line, ...]:
        """Log `entries`; raises `Conflict` if somebody wrote since `expected_n` was read."""
        self.record.check_present()
        self.record.wait_for_writer(thread)
        with self.lock:
            return self.record.append(thread, entries, expected_n)

    def decide(self, thread: str, decision: Callable[[Thread], list[NewEntry]]) -> tuple[Line, ...]:
        """Read the thread as it is now, let `decision` say what follows, and log that.

        Where somebody else writes at that moment it is decided anew, on what they wrote.
        """
        self.record.check_present()
        for _ in range(TRIES):
            self.record.wait_for_writer(thread)
            with self.lock:
                now = self.latest(thread)
                if now.merged_into:
                    hint = f"Say it of {now.merged_into}, or take the merger back with `assistant merge --undo`."
                    raise UsageProblem(f"{thread} has been merged into {now.merged_into}", hint=hint)
                with suppress(Conflict):
                    return self.record.append(thread, countable(decision(now)), now.length)
        raise RecordProblem(f"{thread} is being written all the time", hint="Nothing was logged; try again later.")

    def erase(self, thread: str, entry: int, reason: str, *, dry_run: bool = False) -> Erasure:
        """Drop the content of an entry for good, and what was taken from it; `dry_run`: say what that would be.

        Raises `UsageProblem` if there is no such entry, nothing of it is left, or no reason is given.
        """
        if not reason.strip():
            raise UsageProblem(
                "an erasure needs a reason", hint="It stays in the record: name the duty, and no person."
            )
        with self.record.filing(self.lock):
            return self.record.erase(thread, entry, self.author, reason, dry_run=dry_run)

    def open_thread(
        self,
        regulator: str,
        title: str,
        *,
        day: date | None = None,
        ours: str = "",
        theirs: str = "",
        tags: Sequence[str] = (),
        first: Callable[[Thread], list[NewEntry]] | None = None,
    ) -> str:
        """Begin a thread and return its id; all or nothing.

        `first` says what follows at once, from the thread as it will be when it is opened.
        """
        check_regulator_key(regulator)
        if not title.strip():
            raise UsageProblem("a thread needs a title", hint="Name it with --title.")
        begins = day or self.day(regulator)
        new = Thread(regulator.lower(), regulator, title, begins, ours, theirs, length=1)
        entries = first(new) if first else []
        with self.lock:
            return self.record.open_thread(
                regulator, title, self.author, day=begins, ours=ours, theirs=theirs, tags=tags, first=entries
            )

    # Reporting

    def reminder(self, target: str) -> tuple[str, str | None, int | None]:
        """Thread, rule and opening entry that a gap's id names; a thread's id names all its reminders."""
        if ":" not in target:
            return self.latest(target).id, None, None
        thread, rule, opening = parse_gap_id(target)
        if not any(rule == known.name for known in self.rules(regulator_of(thread)).rules):
            raise UsageProblem(f"there is no rule {rule!r} for {thread}")
        return thread, rule, opening

    def last_check(self) -> LastCheck | None:
        """The last unattended check that came to its end; None if none ever did."""
        from assistant.record.heartbeat import last_check

        return last_check(RecordPaths(self.root).last_check)

    # Drafting

    def templates(self) -> tuple[Template, ...]:
        """The user's templates, then the program's."""
        from assistant.drafts.templates import load_templates

        return load_templates(self.settings)

    def draft(
        self,
        thread: Thread,
        template: str | None = None,
        fields: Mapping[str, str] | None = None,
        wish: Wish | None = None,
        beside: Sequence[Matter] = (),
    ) -> Draft:
        """A follow-up from the record; without `template`, the fitting one."""
        from assistant.drafts.draft import make_draft
        from assistant.drafts.style import Wish

        return make_draft(
            thread,
            self.gaps(thread, snoozed=True),
            self.settings,
            self.day(thread.regulator),
            self.templates(),
            template,
            fields or {},
            wish=wish or Wish(),
            beside=beside,
        )

    def export(self, thread: Thread, entry: int | None, folder: Path, *, confidential: bool = False) -> Exported:
        """Write the originals and attachments of one message, or of all, to files; see `mail.exporting.export`."""
        from assistant.mail.exporting import export

        return export(thread, entry, self.record.store.originals, folder, confidential=confidential)

    # Care

    def verify(self, go_on: GoOn | None = None) -> Verification:
        from assistant.record.verify import verify

        return verify(self.record.store, go_on)

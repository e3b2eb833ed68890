"""Who, when, and what is due: one record with its settings and the day for which everything is computed.

Methods may block (files, locks, SQLite). One may be shared by threads; a lock keeps its calls apart. What a check does
not need is not imported.
"""

from __future__ import annotations

from _thread import RLock  # all that `threading` would be imported for, which takes 2 ms
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from assistant import config
from assistant.clocks.gap import Gap
from assistant.errors import AssistantError, UsageProblem
from assistant.intake import Intake
from assistant.paths import RecordPaths
from assistant.record.dates import parse_time, zone_named
from assistant.record.index_rows import Fault
from assistant.record.record import Record
from assistant.record.store import TRAY
from assistant.record.thread import Thread

if TYPE_CHECKING:
    from assistant.clocks.almanac import Almanac
    from assistant.clocks.calendars import Calendar
    from assistant.clocks.explain import Explanation
    from assistant.clocks.proposals import Proposed
    from assistant.clocks.rulebook import Rule
    from assistant.clocks.rules import RuleSet
    from assistant.clocks.selection import Selection


EASTERNMOST = timedelta(hours=14)
"""How far the time of day is ahead of UTC where a day begins first: on the Line Islands."""


class Checked(Struct, frozen=True):
    """The result of a check."""

    gaps: tuple[Gap, ...]
    """Company-owed first within a thread; threads by their most urgent gap. Snoozed ones only if asked for."""
    faults: tuple[Fault, ...]
    """Threads and regulators that could not be checked, and notices that are no faults."""

    @property
    def complete(self) -> bool:
        """Nothing was left unchecked."""
        return not any(fault.fatal for fault in self.faults)

    @property
    def misconfigured(self) -> bool:
        """Nothing was checked, for what the configuration says."""
        return any(fault.misconfigured for fault in self.faults)


class Timekeeper:
    """One record, its settings, and the day for which everything is computed."""

    def __init__(
        self,
        root: Path,
        settings: config.Settings,
        as_of: date | None = None,
        known: date | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        """`as_of` None: today, or `known`, the day by whose end an entry must have been logged to count."""
        self.root, self.settings, self.as_of = root, settings, as_of or known
        self.lock = RLock()
        self.record = Record(root, self.zone, self._hours, self.cutoff, known, read_only)
        self._rulebook: tuple[Rule, ...] | None = None
        self._rules: dict[str, RuleSet] = {}
        self._almanac: Almanac | None = None
        self.intake = Intake(self.record, settings, self.lock, lambda: self.author, lambda: self.as_of)

    def close(self) -> None:
        """Once nobody is at it any more: SQLite does not survive to be closed under a thread that reads."""
        with self.lock:
            self.record.close()

    def take_settings(self, settings: config.Settings) -> None:
        """From now on these hold; what was worked out from others is forgotten."""
        with self.lock:
            self.settings = self.intake.settings = settings
            self._rulebook, self._almanac = None, None
            self._rules.clear()

    # Who and when

    @property
    def author(self) -> str:
        """Who stands as `by` in new entries."""
        if self.settings.author:
            return self.settings.author
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return "unknown"

    def zone(self, regulator: str) -> tzinfo:
        """The regulator's time zone, in which all its days are counted."""
        try:
            return zone_named(self.settings.regulator(regulator).timezone)
        except UsageProblem as problem:
            where = f"{self.settings.source}: {regulator}, `timezone`"
            raise UsageProblem(problem.what, where=where, hint=problem.hint) from problem

    def cutoff(self, regulator: str) -> time | None:
        """The local time after which what comes or goes counts as of the next day."""
        closes = self.settings.regulator(regulator).cutoff
        return parse_time(closes, f"{self.settings.source}: {regulator}, `cutoff`") if closes else None

    def _hours(self, regulator: str) -> str:
        known = self.settings.regulator(regulator)
        return f"{known.timezone} {known.cutoff}".rstrip()

    def day(self, regulator: str) -> date:
        """The day for which this regulator's matters are computed: the one given, else today over there."""
        return self.as_of or datetime.now(self.zone(regulator)).date()

    def today(self) -> date:
        """The day to head a list with: the one given, else today here."""
        return self.as_of or datetime.now().astimezone().date()

    @property
    def horizon(self) -> date:
        """The day after which nothing has happened yet: the one given, else the latest that it is anywhere today.

        A date that a sender's wrong clock or a slip puts further ahead is left out until it has come.
        """
        return self.as_of or (datetime.now(UTC) + EASTERNMOST).date()

    def regulators(self) -> tuple[str, ...]:
        """The keys of the regulators that have a thread."""
        with self.lock:
            return self.record.lists.regulators()

    # What is due

    def rules(self, regulator: str) -> RuleSet:
        """The rules that apply to a regulator, with its calendar."""
        from assistant.clocks.owners import owners_for
        from assistant.clocks.rules import rule_set

        if regulator not in self._rules:
            self._rules[regulator] = rule_set(
                self._book(), regulator, self.almanac().calendar(regulator), owners_for(self.settings, regulator)
            )
        return self._rules[regulator]

    def _book(self) -> tuple[Rule, ...]:
        """The rules for all regulators; raises `UsageProblem` for one that makes no sense."""
        from assistant.clocks.rulebook import rules_to_count_by

        if self._rulebook is None:
            self._rulebook = rules_to_count_by(self.settings)
        return self._rulebook

    def almanac(self) -> Almanac:
        """The calendars, with those already worked out beside the record."""
        from assistant.clocks.almanac import Almanac

        if self._almanac is None:
            self._almanac = Almanac(self.settings.regulators, RecordPaths(self.root).calendars, self.settings.source)
        return self._almanac

    def gaps(self, thread: Thread, *, snoozed: bool = False) -> tuple[Gap, ...]:
        """The gaps of one thread on the day, hidden ones only if asked for."""
        from assistant.clocks.gaps import gaps

        with self.lock:
            found = gaps(thread, self.rules(thread.regulator), self.day(thread.regulator))
            self.almanac().save()
        return found if snoozed else tuple(gap for gap in found if not gap.hidden)

    def check(self, *, snoozed: bool = False, sweep: bool | None = None, selection: Selection | None = None) -> Checked:
        """All gaps on the day, or those of a `selection`. A thread that cannot be read is a fault; the others are
        checked all the same.
        """
        with self.lock:
            faults = list(self.record.refresh(sweep=sweep, as_of=self.as_of))
            found: list[Gap] = []
            try:
                self._book()
            except UsageProblem as error:  # the rules are those of all: it is said once
                faults.append(Fault("any thread", str(error), misconfigured=True))
            else:
                found, unanswered = self._survey(snoozed)
                faults += unanswered
                try:
                    found += [gap for gap in self._tray_gaps() if snoozed or not gap.hidden]
                except AssistantError as error:  # the index did not know yet that its file cannot be read
                    faults.append(Fault(TRAY, str(error)))
            faults += calendar_warnings(self._rules)
            self.almanac().save(self.today())
        from assistant.clocks.survey import by_urgency

        if selection is not None:
            if not any(fault.fatal for fault in faults):  # what cannot be read may bear any tag
                self._check_tags(selection, {tag for gap in found for tag in gap.tags})
            found = self.selected(selection).of(found)
        return Checked(by_urgency(found), tuple(faults))

    def selected(self, selection: Selection, where: str = "") -> Selection:
        """`selection` itself; raises `UsageProblem` for a word that neither configuration nor record knows."""
        from assistant.clocks.owners import everybody

        regulators = {*self.settings.regulators, *self.regulators(), TRAY}
        return selection.checked(regulators, everybody(self.settings), where)

    def _check_tags(self, selection: Selection, seen: Iterable[str]) -> None:
        """Raise `UsageProblem` for a tag that no thread bears; only one that was not `seen` is looked for in all."""
        unseen = {tag.casefold(): tag for tag in selection.tags}
        for tag in seen:
            unseen.pop(tag.casefold(), None)
        if not unseen:
            return
        with self.lock:
            known = {tag.casefold() for tag in self.record.index.tags()}
        for folded, tag in unseen.items():
            if folded not in known:
                raise UsageProblem(
                    f"no thread has the tag {tag!r}", hint="A thread gets one by `log --title … --tag TAG`."
                )

    def _survey(self, snoozed: bool) -> tuple[list[Gap], list[Fault]]:
        """The gaps of all regulators' threads; a bad calendar or zone spoils only its own regulator's."""
        from assistant.clocks.survey import survey

        found: list[Gap] = []
        faults: list[Fault] = []
        together: dict[date, dict[str, RuleSet]] = {}
        for regulator in self.record.lists.regulators():
            try:
                rules, day = self.rules(regulator), self.day(regulator)
                rules.calendar.days_off(day.year)  # whether there is such a calendar shows when a day is asked
            except UsageProblem as error:
                faults.append(Fault(regulator, str(error)))
            else:
                together.setdefault(day, {})[regulator] = rules
        for day, on_that_day in together.items():
            gaps, unanswered = survey(self.record.lists.candidates, on_that_day, day, snoozed=snoozed)
            found += gaps
            faults += [Fault(thread, str(error)) for thread, error in unanswered]
        return found, faults

    def _tray_gaps(self) -> tuple[Gap, ...]:
        """The tray's one reminder, if mail has been lying there for too long."""
        count, oldest = self.intake.lying()
        if not count:
            return ()
        from assistant.clocks.unmatched import unmatched

        day = self.day(TRAY)
        thread = self.record.thread(oldest, day)
        return unmatched(thread, count, self.rules(TRAY), day) if thread.opened <= day else ()

    def next_due(self, only: str = "") -> dict[str, date]:
        """The earliest due day of each thread that has one, gap or not yet; of `only` that regulator's, if named."""
        from assistant.clocks.upcoming import next_due

        with self.lock:
            found: dict[str, date] = {}
            for regulator in (only,) if only else self.record.lists.regulators():
                day = self.day(regulator)
                found |= next_due(self.record.lists.candidates, regulator, self.rules(regulator), day)
                del self._rules[regulator]  # with the days of all that is open, which nobody asks for again
            self.almanac().save()
        return found

    def calendar(
        self, key: str, *, holidays: Iterable[date] | None = None, weekend: frozenset[int] | None = None
    ) -> Calendar:
        """A regulator's calendar by its key, else a country's; with other holidays or another weekend if given."""
        almanac = self.almanac()
        found = almanac.calendar(key) if key in self.settings.regulators else almanac.country_calendar(key)
        return found if holidays is None and weekend is None else found.replaced(holidays, weekend)

    def explain(self, thread: Thread, target: str | int | None) -> tuple[Explanation, ...]:
        """How the due days of an entry or a gap came about; with None, all of the thread's."""
        from assistant.clocks.explain import explain

        with self.lock:
            return explain(thread, self.rules(thread.regulator), self.day(thread.regulator), target)

    def ended(self, thread: Thread, target: str | int | None) -> tuple[str, ...]:
        """What became of an entry or a gap for which no clock runs; see `clocks.ended`."""
        from assistant.clocks.ended import ended

        return ended(thread, target)

    def due_day(self, thread: Thread, opening: int, more: str = "") -> date | None:
        """The latest due day in force of what entry `opening` leaves open; None where nothing of it runs.

        Raises `UsageProblem` where it cannot be put off by `more`.
        """
        from assistant.clocks.upcoming import due_day

        with self.lock:
            return due_day(thread, opening, self.rules(thread.regulator), more)

    def announcement(self, thread: Thread, message: int, until: date) -> str:
        """The words of a holding reply for the day that it names; see `clocks.proposals`."""
        from assistant.clocks.proposals import announcement

        calendar = self.almanac().calendar(thread.regulator)
        return announcement(thread, message, until, calendar, self.zone(thread.regulator))

    def proposals(self, thread: Thread) -> tuple[Proposed, ...]:
        """What its messages seem to ask and promise and nobody has decided on; see `clocks.proposals`."""
        from assistant.clocks.proposals import proposals

        with self.lock:
            calendar, zone = self.almanac().calendar(thread.regulator), self.zone(thread.regulator)
            found = proposals(thread, calendar, zone, self.settings.company.name)
            self.almanac().save()
        return found

    def unanswered(self, thread: Thread, most: int) -> tuple[Proposed, ...]:
        """Of the same those that nobody has written after, found in the `most` newest messages that may hold one."""
        from assistant.clocks.proposals import unanswered

        with self.lock:
            calendar, zone = self.almanac().calendar(thread.regulator), self.zone(thread.regulator)
            found = unanswered(thread, calendar, zone, most, self.settings.company.name)
            self.almanac().save()
        return found


def calendar_warnings(of: Mapping[str, RuleSet]) -> list[Fault]:
    """A year whose holidays are not known is said, never taken for one without holidays. By regulator."""
    return [
        Fault(key, rules.calendar.warning or _not_covered(rules.uncovered), fatal=False)
        for key, rules in of.items()
        if rules.uncovered
    ]


def _not_covered(years: Iterable[int]) -> str:
    return f"its calendar does not cover {', '.join(map(str, years))}: only weekends were skipped"

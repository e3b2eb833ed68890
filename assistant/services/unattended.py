"""A check that runs alone: what is new to each destination is reported to it, once, and noted in the ledger.

The order is what makes it sure: hold the ledger, check, write down what is about to be reported, report, write down the
outcome. Interrupted anywhere, the next run reports again whatever is not surely reported, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from assistant.clocks.gap import Gap
from assistant.clocks.selection import Selection
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.paths import RecordPaths
from assistant.record.heartbeat import LastCheck, note_check
from assistant.record.index_rows import Fault
from assistant.record.reported import STDOUT, Ledger, Reports
from assistant.timekeeper import Checked

if TYPE_CHECKING:
    from assistant.notify.attempts import Patience
    from assistant.notify.delivery import Delivery, Outcome
    from assistant.notify.notice import Notice

ALL = "all"
"""Stands for every destination of the configuration."""
NOT_CHECKED = "not-checked"
"""Begins the id under which the ledger knows that something could not be checked."""


class Wanted(Struct, frozen=True):
    """What a run is asked for."""

    selection: Selection | None = None
    snoozed: bool = False
    dry_run: bool = False
    """Show what would be reported; report and note nothing."""


class News(Struct, frozen=True):
    """What a run found new for one destination."""

    checked: Checked
    gaps: tuple[Gap, ...]
    doubtful: frozenset[str]
    """The ids of those that an interrupted run may have reported."""


class Notified(Struct, frozen=True):
    """How a run that notified went."""

    checked: Checked
    deliveries: tuple[Delivery, ...]
    """One for each destination that there is something new for."""
    outcomes: tuple[Outcome, ...] = ()
    """Of each delivery; none after a dry run."""


class Unattended:
    """The runs on one desk. `ledger` is the record's own unless another is given."""

    def __init__(self, desk: Desk, ledger: Ledger | None = None) -> None:
        self.desk = desk
        self.paths = RecordPaths(desk.root)
        self.ledger = ledger or Ledger(self.paths.reported)

    def show(self, wanted: Wanted, show: Callable[[News], None]) -> News:
        """Report on stdout, which is what `show` does: it returns when all of it is written."""
        self.desk.record.check_present()
        with self._held(wanted):
            checked = self._check(wanted)
            known = self.ledger.read().get(STDOUT, Reports())
            gaps = tuple(gap for gap in checked.gaps if gap.id not in known.sent)
            news = News(checked, gaps, known.doubtful & {gap.id for gap in gaps})
            ids = [gap.id for gap in gaps]
            if self._lasting(wanted):
                self.ledger.write(STDOUT, "sending", ids)
            show(news)
            if self._lasting(wanted):
                self.ledger.write(STDOUT, "sent", ids)
                self._note(checked, len(ids))
        return news

    def notify(self, names: Sequence[str], wanted: Wanted, patience: Patience | None = None) -> Notified:
        """Report to the destinations of these names; raises `UsageProblem` for one that there is not."""
        self.desk.record.check_present()
        named = self.destinations(names)
        with self._held(wanted):
            checked = self._check(wanted)
            told = self.ledger.read()
            found = [self._delivery(name, checked, told.get(name, Reports())) for name in named]
            deliveries = {delivery.name: (delivery, ids) for delivery, ids in found if ids}
            outcomes: tuple[Outcome, ...] = ()
            if self._lasting(wanted):
                outcomes = self._deliver(deliveries, patience)
                sent = {gap for o in outcomes if o.attempt.result == "sent" for gap in deliveries[o.name][1]}
                failed = tuple(o.name for o in outcomes if not o.flawless)
                self._note(checked, sum(not gap.startswith(NOT_CHECKED) for gap in sent), failed)
        return Notified(checked, tuple(delivery for delivery, _ in deliveries.values()), outcomes)

    def _deliver(
        self, deliveries: dict[str, tuple[Delivery, list[str]]], patience: Patience | None
    ) -> tuple[Outcome, ...]:
        if not deliveries:
            return ()
        from assistant.notify.attempts import Patience
        from assistant.notify.delivery import deliver

        return deliver(
            [delivery for delivery, _ in deliveries.values()],
            self.desk.settings.regulator_places(),
            lambda name, event: self.ledger.write(name, event, deliveries[name][1]),
            patience or Patience(),
        )

    def destinations(self, names: Sequence[str]) -> list[str]:
        """Those of the configuration that `names` mean; raises `UsageProblem` for one that there is not."""
        configured = self.desk.settings.notify
        for name in names:
            if name != ALL and name not in configured:
                hint = f"Known: {', '.join(sorted(configured)) or 'none; the configuration has no [notify.NAME]'}."
                raise UsageProblem(f"there is no destination {name!r}", where=self.desk.settings.source, hint=hint)
        if ALL in names and not configured:
            raise UsageProblem("the configuration has no [notify.NAME]", where=self.desk.settings.source)
        found = [name for name in configured if name in names or ALL in names]
        for name in found:
            self.desk.selected(self._selection(name), f"notify.{name}")
        return found

    def _selection(self, name: str) -> Selection:
        settings = self.desk.settings.notify[name]
        return Selection(regulators=settings.regulators, owners=settings.owners, severity=settings.severity)

    def _delivery(self, name: str, checked: Checked, known: Reports) -> tuple[Delivery, list[str]]:
        """What there is to send there, and the ids under which the ledger knows it; none if nothing is new."""
        from assistant.notify.delivery import Delivery

        gaps = [gap for gap in self._selection(name).of(checked.gaps) if gap.id not in known.sent]
        faults = [fault for fault in checked.faults if fault.fatal]
        news = {_fault_id(fault, self.desk.today()) for fault in faults} - known.sent
        ids = [*(gap.id for gap in gaps), *sorted(news)]
        notice = self._notice(gaps, faults, known.doubtful)
        return Delivery(name, self.desk.settings.notify[name], notice), ids

    def _notice(self, gaps: Sequence[Gap], faults: Iterable[Fault], doubtful: frozenset[str]) -> Notice:
        from assistant.notify.notice import Unchecked, notice

        today = self.desk.today()
        unchecked = [Unchecked(fault.thread, fault.text) for fault in faults]
        again = any(_fault_id(fault, today) in doubtful for fault in faults)
        return notice(today, gaps, doubtful, unchecked, again)

    def _check(self, wanted: Wanted) -> Checked:
        return self.desk.check(snoozed=wanted.snoozed, selection=wanted.selection)

    def _lasting(self, wanted: Wanted) -> bool:
        """Whether the run leaves a trace; without a record there is nothing to leave it in."""
        return not wanted.dry_run and self.desk.root.exists()

    @contextmanager
    def _held(self, wanted: Wanted) -> Iterator[None]:
        if not self._lasting(wanted):
            yield
            return
        with self.ledger.held():
            yield

    def _note(self, checked: Checked, reported: int, failed: tuple[str, ...] = ()) -> None:
        unchecked = sum(fault.fatal for fault in checked.faults)
        note_check(self.paths.last_check, LastCheck(datetime.now(UTC), reported, unchecked, failed))


def _fault_id(fault: Fault, day: date) -> str:
    """New each week: as long as something cannot be checked, colleagues hear of it once a week."""
    year, week, _ = day.isocalendar()
    return f"{NOT_CHECKED}:{'_'.join(fault.thread.split())}:{year}-W{week:02d}"

"""The record as it was known on a day: only what had been logged by its end, in the regulator's zone.

What `as_of` is to the dates of entries, this is to the moments in which they were logged; the two are independent. The
index cannot answer for it, since its rows are of all entries: so each thread is folded from its own, which takes
longer than a list of today and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time, tzinfo

from msgspec import Struct

from assistant.errors import AssistantError
from assistant.record.dates import day_of
from assistant.record.entry import Line
from assistant.record.fold import fold
from assistant.record.index import Index
from assistant.record.index_rows import Fault, Summary, Wanted, in_list_order, summarise
from assistant.record.kinds import Erased, Merged
from assistant.record.standing import Standing, outlined, standing
from assistant.record.store import TRAY, regulator_of


def known_by(lines: Sequence[Line], zone: tzinfo, known: date) -> tuple[Line, ...]:
    """Those of a whole file's `lines` that had been logged by the end of `known` in `zone`, under their numbers.

    Nothing if the thread had not been opened by then. What came with a merger was known elsewhere before, and here from
    the merger on. What has been erased since is erased.
    """
    if not lines or day_of(lines[0].at, zone) > known:
        return ()
    late = {line.n for line in lines if day_of(line.at, zone) > known and not isinstance(line.fact, Erased)}
    if not late:
        return tuple(lines)
    for line in lines:
        if line.n in late and isinstance(line.fact, Merged):
            late.update(range(line.n + 1, line.n + 1 + line.fact.copies))
    return tuple(line for line in lines if line.n not in late)


class _Known(Struct, frozen=True):
    summary: Summary
    left: Standing
    addresses: frozenset[str]
    """Of its mail, in lower case."""


class KnownThen:
    """What `Index` answers, of what was known on one day and as of one day; made after the index has caught up."""

    def __init__(
        self,
        index: Index,
        zone: Callable[[str], tzinfo],
        known: date,
        as_of: date,
        cutoff: Callable[[str], time | None] = lambda _: None,
    ) -> None:
        self._cutoff = cutoff
        self._threads: dict[str, _Known] = {}
        self._faults: list[Fault] = []
        told = index.problems()
        self._faults += told
        self._unsound = {fault.thread for fault in told if fault.fatal}
        for thread, lines in index.each():
            try:
                self._take(known_by(lines, zone(regulator_of(thread)), known), zone, as_of)
            except AssistantError as error:
                if thread not in self._unsound:
                    self._faults.append(Fault(thread, str(error)))

    def _take(self, lines: Sequence[Line], zone: Callable[[str], tzinfo], as_of: date) -> None:
        if not lines:
            return
        regulator = _opened_with(lines)
        thread = fold(lines, zone(regulator), as_of, self._cutoff(regulator))
        if thread.opened <= as_of:
            parties = (p for m in thread.messages for p in (m.message.sender, *m.message.to, *m.message.cc))
            addresses = frozenset(party.address.casefold() for party in parties if party.address)
            self._threads[thread.id] = _Known(summarise(thread), outlined(standing(thread)), addresses)

    def problems(self) -> tuple[Fault, ...]:
        """What could not be followed or folded."""
        return tuple(self._faults)

    def regulators(self) -> tuple[str, ...]:
        """The keys of all regulators with a thread by then; the tray is none."""
        return tuple(sorted({known.summary.regulator for known in self._threads.values()} - {TRAY}))

    def candidates(self, regulators: Sequence[str], wanted: Sequence[Wanted], day: date) -> Iterator[Standing]:
        """Every thread of the regulators that leaves something open, as `Index.candidates`; some have no gap."""
        found = (known for known in self._threads.values() if known.summary.regulator in regulators)
        return (k.left for k in found if k.left.openings and k.summary.thread not in self._unsound)

    def summaries(self, *, limit: int | None = None, as_of: date | None = None) -> tuple[Summary, ...]:
        """The threads for a list, in the order of `Index.summaries`."""
        listed = (k.summary for k in self._threads.values() if not k.left.thread.merged_into)
        return in_list_order(summary for summary in listed if summary.regulator != TRAY)[:limit]

    def summary_pages(self, size: int, as_of: date | None = None) -> Iterator[tuple[Summary, ...]]:
        """All of `summaries`, in pages of `size`."""
        found = self.summaries(as_of=as_of)
        return (found[start : start + size] for start in range(0, len(found), size))

    def titles(self, threads: Iterable[str]) -> dict[str, str]:
        """The titles of these threads, as they were called then."""
        return {thread: known.summary.title for thread in threads if (known := self._threads.get(thread))}

    def addressing(self, regulator: str, address: str, day: date, most: int) -> tuple[str, ...]:
        """Its threads whose mail names the address, as `Index.addressing`."""
        wanted = address.casefold()
        found = [k.summary for name, k in self._threads.items() if wanted in k.addresses and name not in self._unsound]
        sound = in_list_order(s for s in found if s.regulator == regulator and s.opened <= day.isoformat())
        return tuple(s.thread for s in sound)[:most]

    def count(self) -> int:
        """How many threads there were."""
        return len(self._threads)


def _opened_with(lines: Sequence[Line]) -> str:
    return str(getattr(lines[0].fact, "regulator", ""))

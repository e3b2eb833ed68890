"""Whatever happens to a record and its index, in whatever order: the index says what the files say."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.record.entry import NewEntry
from assistant.record.files import FileStore
from assistant.record.index import Index, Source
from assistant.record.index_rows import Summary, summarise
from assistant.record.kinds import Fact
from assistant.record.record import Record
from tests.record.histories import DAYS, FIRST, MOVES, Move, fact_of
from tests.record.index_cases import (
    EVERYTHING,
    empty,
    garbage,
    half,
    odd_states,
    of_another_version,
    without_tables,
)
from tests.record.writing import SCALE, by, opened


class IndexOfTwoPrograms(RuleBasedStateMachine):
    """Two programs on one record, a third that knows no index, and an index that suffers: it is right all the same."""

    threads = Bundle("threads")
    programs = st.integers(0, 1)

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "record"
        self.zone = "UTC"
        self.facts: dict[str, list[Fact]] = {}
        self.records: list[Record] = []
        self._open()

    def _open(self) -> None:
        for record in self.records:
            record.close()
        self.records = [Record(self.root, lambda _: ZoneInfo(self.zone)) for _ in range(2)]

    def teardown(self) -> None:
        for record in getattr(self, "records", []):
            record.close()
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @rule(target=threads, program=programs, regulator=st.sampled_from(["PTA", "SECP"]))
    def open_thread(self, program: int, regulator: str) -> str:
        thread = self.records[program].open_thread(regulator, "A matter", "test", day=FIRST, at="2020-01-01T09:00:00Z")
        self.facts[thread] = [opened(thread).fact]
        return thread

    @rule(thread=threads, program=programs, moves=st.lists(MOVES, min_size=1, max_size=4))
    def append(self, thread: str, program: int, moves: list[Move]) -> None:
        self.records[program].append(thread, self._told(thread, moves))

    @rule(thread=threads, moves=st.lists(MOVES, min_size=1, max_size=4))
    def append_and_die(self, thread: str, moves: list[Move]) -> None:
        FileStore(self.root).append(thread, self._told(thread, moves), None)

    def _told(self, thread: str, moves: list[Move]) -> list[NewEntry]:
        known = self.facts[thread]
        for move in moves:
            known.append(fact_of(move, known))
        return [by(fact, "2020-02-01T20:30:00Z") for fact in known[-len(moves) :]]

    @rule(program=programs, sweep=st.sampled_from([None, True, False]))
    def refresh(self, program: int, sweep: bool | None) -> None:
        assert self.records[program].refresh(sweep=sweep) == ()

    @rule()
    def delete_the_index(self) -> None:
        for path in self.root.glob("index.sqlite*"):
            path.unlink()

    @rule(harm=st.sampled_from([garbage, half, empty, odd_states, without_tables, of_another_version]))
    @precondition(lambda self: bool(self.facts))
    def damage_the_index(self, harm: Callable[[Path], None]) -> None:
        for record in self.records:
            record.refresh()
            record.close()
        harm(self.root / "index.sqlite")
        self._open()

    @rule(zone=st.sampled_from(["UTC", "Asia/Karachi", "America/Lima"]))
    def change_the_zone_in_the_settings(self, zone: str) -> None:
        self.zone = zone

    @rule()
    def start_again(self) -> None:
        self._open()

    @rule(program=programs, day=DAYS)
    def compare(self, program: int, day: date) -> None:
        record = self.records[program]
        assert record.refresh(sweep=False) == ()
        fresh = Index(None, Source(record.store.changes, lambda: (), record.zone, lambda key: str(record.zone(key))))
        fresh.catch_up()
        now, then = record.index.summaries(), record.index.summaries(as_of=day)
        assert now == fresh.summaries()
        assert then == fresh.summaries(as_of=day)
        assert _by_thread(now) == self._folded(record, None)
        assert _by_thread(then) == self._folded(record, day)
        for regulator in ("PTA", "SECP"):
            found = _states(record.index, regulator, day)
            assert found == _states(fresh, regulator, day)
        fresh.close()

    def _folded(self, record: Record, day: date | None) -> dict[str, Summary]:
        states = [record.thread(thread, day) for thread in record.store.threads()]
        return {state.id: summarise(state) for state in states if day is None or state.opened <= day}

    @invariant()
    def nothing_is_lost(self) -> None:
        record = self.records[0] if hasattr(self, "records") else None
        for thread, facts in getattr(self, "facts", {}).items():
            assert record is not None
            assert [line.fact for line in record.store.lines(thread)][1:] == facts[1:]


def _by_thread(summaries: tuple[Summary, ...]) -> dict[str, Summary]:
    return {summary.thread: summary for summary in summaries}


def _states(index: Index, regulator: str, day: date) -> dict[str, object]:
    return {left.thread.id: left for left in index.candidates((regulator,), EVERYTHING, day)}


IndexOfTwoPrograms.TestCase.settings = settings(max_examples=15 * SCALE, stateful_step_count=20, deadline=None)
TestIndexOfTwoPrograms = IndexOfTwoPrograms.TestCase

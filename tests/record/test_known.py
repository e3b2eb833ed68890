"""The record as it was known on a day: what was logged later does not count, whatever its date."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from assistant.errors import UsageProblem
from assistant.record.entry import GENESIS, Line, NewEntry, seal_all
from assistant.record.fold import fold
from assistant.record.index import Index
from assistant.record.index_rows import Wanted
from assistant.record.kinds import Corrected, Message, Note, Party, ThreadOpened
from assistant.record.known import KnownThen, known_by
from assistant.record.openings import OpeningKind
from assistant.record.record import Record
from assistant.record.standing import Standing, outlined
from assistant.record.store import regulator_of
from tests.record.histories import DAYS, FIRST, HISTORIES, Move, entries
from tests.record.writing import KARACHI, SCALE, THREAD, UTC, by, file_of, message, opened, record_at, told

EVER = date(2099, 1, 1)
EVERYTHING = [Wanted(kind, date.max, date.max, date.max) for kind in get_args(OpeningKind)]
HOURS = st.lists(st.integers(0, 24 * 70), min_size=14, max_size=14)
"""When each entry of a history is logged, in hours since its first day."""


def logged_at(news: Sequence[NewEntry], hours: Sequence[int]) -> list[NewEntry]:
    """`news` logged at those hours; the first, which opens the thread, at the first of them."""
    moments = [min(hours, default=0), *hours]
    return [
        structs.replace(new, at=f"{FIRST + timedelta(days=hour // 24)}T{hour % 24:02}:30:00Z")
        for new, hour in zip(news, moments, strict=False)
    ]


def lines_of(news: Sequence[NewEntry]) -> list[Line]:
    return [Line(n, new.at or "", new.by, new.fact) for n, new in enumerate(news, 1)]


# The cut


def test_an_entry_is_known_until_the_end_of_its_day_in_the_regulators_zone() -> None:
    lines = [
        Line(1, "2020-01-01T09:00:00Z", "ana", opened().fact),
        Line(2, "2020-01-05T19:30:00Z", "ana", Note("late")),
    ]
    assert len(known_by(lines, UTC, date(2020, 1, 5))) == 2
    assert len(known_by(lines, KARACHI, date(2020, 1, 5))) == 1  # half past midnight there
    assert len(known_by(lines, KARACHI, date(2020, 1, 6))) == 2


def test_numbers_stay_and_the_moment_decides_and_not_the_place() -> None:
    moments = ("2020-01-01", "2020-01-09", "2020-01-02")
    facts = (opened().fact, Note("logged late"), Note("a copy, with the moment of its original"))
    pairs = enumerate(zip(moments, facts, strict=True), 1)
    lines = [Line(n, f"{at}T09:00:00Z", "ana", fact) for n, (at, fact) in pairs]
    assert [line.n for line in known_by(lines, UTC, date(2020, 1, 5))] == [1, 3]


def test_before_its_first_entry_was_logged_there_was_no_thread() -> None:
    lines = told(Note("A remark"), day="2020-01-03")
    assert known_by(lines, UTC, date(2020, 1, 2)) == ()
    assert known_by([], UTC, EVER) == ()


def test_a_correction_counts_from_when_it_was_logged() -> None:
    note = Line(2, "2020-01-02T09:00:00Z", "ana", Note("wrong"))
    void = Line(3, "2020-01-08T09:00:00Z", "ana", Corrected(2, "an error", void=True))
    lines = [Line(1, "2020-01-01T09:00:00Z", "ana", opened().fact), note, void]
    assert len(fold(known_by(lines, UTC, date(2020, 1, 7)), UTC).notes) == 1
    assert fold(known_by(lines, UTC, date(2020, 1, 8)), UTC).notes == ()


@given(moves=HISTORIES, hours=HOURS, days=st.tuples(DAYS, DAYS))
def test_what_was_known_once_stays_known(moves: list[Move], hours: list[int], days: tuple[date, date]) -> None:
    lines = lines_of(logged_at(entries(moves), hours))
    before, after = (known_by(lines, UTC, day) for day in sorted(days))
    assert {line.n for line in before} <= {line.n for line in after}
    assert known_by(lines, UTC, EVER) == tuple(lines)


@given(moves=HISTORIES, hours=HOURS, known=DAYS, as_of=st.none() | DAYS)
def test_a_thread_as_known_is_the_thread_as_it_stood(
    moves: list[Move], hours: list[int], known: date, as_of: date | None
) -> None:
    hours.sort()
    lines = lines_of(logged_at(entries(moves), hours))
    stood = [line for line in lines if line.at[:10] <= known.isoformat()]
    cut = known_by(lines, UTC, known)
    assert cut == tuple(stood)
    if stood:
        assert fold(cut, UTC, as_of) == fold(stood, UTC, as_of)


# The lists


def left_open(of: Index | KnownThen, as_of: date) -> dict[str, Standing]:
    """What each thread leaves open whose clocks do not all stand still: nobody is obliged to name the others."""
    asked = of.candidates(("PTA",), EVERYTHING, as_of)
    return {one.thread.id: outlined(one) for one in asked if one.openings and not one.thread.pauses}


@settings(max_examples=20 * SCALE)
@given(histories=st.lists(st.tuples(HISTORIES, HOURS), min_size=1, max_size=3), known=DAYS, as_of=DAYS)
def test_lists_as_known_are_the_lists_of_the_record_as_it_stood(
    histories: list[tuple[list[Move], list[int]]], known: date, as_of: date
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        now, then = record_at(Path(folder) / "now"), record_at(Path(folder) / "then")
        for number, (moves, hours) in enumerate(histories, 1):
            thread = f"pta-2020-{number:03d}"
            news = logged_at(entries(moves, thread), sorted(hours))
            now.append(thread, news, 0)
            then.append(thread, [new for new in news if (new.at or "")[:10] <= known.isoformat()], 0)
        now.refresh()
        then.refresh()
        found = KnownThen(now.index, now.zone, known, as_of)
        assert found.problems() == ()
        assert found.summaries(as_of=as_of) == then.index.summaries(as_of=as_of)
        left = left_open(found, as_of)
        assert left == left_open(then.index, as_of)
        assert found.titles(left) == then.index.titles(left)
        now.close()
        then.close()


def test_a_record_is_read_as_known_and_written_by_nobody(tmp_path: Path) -> None:
    record = record_at(tmp_path)
    record.append(
        THREAD, [opened(), by(Note("known"), "2020-01-02T09:00:00Z"), by(Note("late"), "2020-01-20T09:00:00Z")], 0
    )
    then = Record(tmp_path, lambda _: UTC, known=date(2020, 1, 10))
    assert [note.text for note in then.thread(THREAD).notes] == ["known"]
    with pytest.raises(UsageProblem, match="as known on 2020-01-10"):
        then.append(THREAD, [by(Note("more"))])
    with pytest.raises(UsageProblem, match="as known on"), then.filing():
        pass
    with pytest.raises(UsageProblem, match="as known on"):
        then.append_all([])
    before = Record(tmp_path, lambda _: UTC, known=date(2019, 12, 31))
    with pytest.raises(UsageProblem, match="not yet in the record on 2019-12-31"):
        before.thread(THREAD)
    assert len(record.thread(THREAD).notes) == 2


def test_a_damaged_thread_is_a_fault_of_what_was_known_too(tmp_path: Path) -> None:
    record = record_at(tmp_path)
    for thread in (THREAD, "pta-2020-002"):
        record.append(thread, [opened(thread), by(message("out", "2020-01-02"))], 0)
    with file_of(tmp_path, THREAD).open("ab") as file:
        file.write(b"not json\n")
    then = Record(tmp_path, lambda _: UTC, known=date(2020, 1, 10))
    assert [(fault.thread, fault.fatal) for fault in then.refresh()] == [(THREAD, True)]
    assert "pta-2020-002" in [summary.thread for summary in then.lists.summaries()]


def test_a_correction_that_made_no_sense_until_it_was_taken_back_is_a_fault_of_those_days(tmp_path: Path) -> None:
    wrong = by(Corrected(2, "typed wrong", {"direction": "sideways"}), "2020-01-03T09:00:00Z")
    back = by(Corrected(3, "nonsense", void=True), "2020-01-08T09:00:00Z")
    chain = seal_all([opened(), by(message("out", "2020-01-02")), wrong, back], 0, GENESIS, "2020-01-01T09:00:00Z")
    file_of(tmp_path).parent.mkdir(parents=True)
    file_of(tmp_path).write_bytes(b"".join(entry.raw + b"\n" for entry in chain))

    def faults(known: date | None) -> list[str]:
        record = Record(tmp_path, lambda _: UTC, known=known)
        return [fault.thread for fault in record.refresh() if fault.fatal]

    assert [faults(day) for day in (None, EVER, date(2020, 1, 5), date(2020, 1, 2))] == [[], [], [THREAD], []]


# Mergers and the tray


def test_a_merger_is_known_from_the_day_it_was_made(tmp_path: Path) -> None:
    record = record_at(tmp_path)
    other = "pta-2020-002"
    record.append(THREAD, [opened(), by(message("out", "2020-01-02", "Ours"))], 0)
    record.append(other, [opened(other), by(message("in", "2020-01-03", "Theirs"))], 0)
    record.merge(THREAD, other, "ana", "one matter")

    def messages(known: date) -> dict[str, int]:
        then = Record(tmp_path, lambda _: UTC, known=known)
        then.refresh(as_of=date(2020, 1, 10))
        found = {s.thread: s.messages for s in then.lists.summaries()}
        assert found == {name: len(then.thread(name).messages) for name in found}
        return found

    assert messages(date(2020, 1, 10)) == {THREAD: 1, other: 1}
    assert messages(EVER) == {THREAD: 2}


def test_the_tray_is_what_lay_there(tmp_path: Path) -> None:
    record = record_at(tmp_path)
    trays = ["tray-2020-001", "tray-2020-002"]
    for tray, day in zip(trays, ("2020-01-09", "2020-01-04"), strict=True):
        at = f"{day}T09:00:00Z"
        mail = message("in", "2020-01-02", tray)
        record.append(tray, [structs.replace(opened(tray), at=at), by(mail, at)], 0)
    record.append(THREAD, [opened()], 0)
    record.merge(THREAD, trays[1], "ana", "filed from the tray")

    def known(day: date) -> tuple[str, ...]:
        then = Record(tmp_path, lambda _: UTC, known=day)
        then.refresh(as_of=day)
        return then.lying(day)

    assert known(date(2020, 1, 3)) == ()
    assert known(date(2020, 1, 4)) == (trays[1],)
    assert known(date(2020, 1, 9)) == (trays[1], trays[0])
    assert known(EVER) == (trays[0],)


def test_the_matters_that_name_an_address_are_those_known_then(tmp_path: Path) -> None:
    record, late = record_at(tmp_path), date(2020, 1, 30)
    office = Party("Office", "Office@pta.example")
    for name, at, sender in (
        ("pta-2020-001", "2020-01-02T09:00:00Z", office),
        ("pta-2020-002", "2020-01-20T09:00:00Z", office),
        ("pta-2020-003", "2020-01-02T09:00:00Z", Party("", "chair@pta.example")),
        ("secp-2020-001", "2020-01-02T09:00:00Z", office),
    ):
        first = ThreadOpened(1, name, regulator_of(name), "Matter", at[:10])
        record.append(name, [by(first, at), by(Message("in", "email", received=at[:10], sender=sender), at)], 0)
    record.refresh()
    assert record.index.addressing("PTA", "Office@pta.example", date(2020, 1, 10), 9) == ("pta-2020-001",)
    assert record.index.addressing("PTA", "Office@pta.example", late, 9) == ("pta-2020-002", "pta-2020-001")
    assert record.index.addressing("PTA", "Office@pta.example", late, 1) == ("pta-2020-002",)
    then = KnownThen(record.index, record.zone, date(2020, 1, 10), late)
    assert then.addressing("PTA", "office@PTA.example", late, 9) == ("pta-2020-001",)
    record.close()

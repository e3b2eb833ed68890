"""Two threads of a record that become one matter and two again, whatever comes between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from assistant.errors import UsageProblem
from assistant.record.entry import Line, NewEntry
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import (
    Classified,
    Corrected,
    Fact,
    Message,
    ObligationOpened,
    ObligationUpdated,
    ThreadOpened,
)
from assistant.record.record import Record
from assistant.record.store import TRAY
from assistant.record.verify import verify
from tests.record.histories import Move
from tests.record.mergers import (
    HISTORIES,
    ONE,
    OTHER,
    THIRD,
    lines,
)
from tests.record.writing import by, message, note, opened, record_at


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    found = record_at(tmp_path / "record")
    yield found
    found.close()


def begin(record: Record, thread: str, *facts: Fact) -> str:
    record.append(thread, [opened(thread), *map(by, facts)], 0)
    return thread


def mail(thread: str, n: int, **rest: object) -> Message:
    return message("in", f"2020-01-{n + 1:02d}", f"Text {n} of {thread}", message_id=f"{n}@{thread}", **rest)


def begin_two(record: Record) -> None:
    begin(record, ONE, mail(ONE, 1), ObligationOpened("request", "company", "Send the list", 2))
    begin(record, OTHER, mail(OTHER, 1), Classified(2, "holding"), mail(OTHER, 2))


def bodies(record: Record, thread: str) -> list[str]:
    return sorted(m.message.text for m in record.thread(thread).messages)


BOTH = [f"Text 1 of {ONE}", f"Text 1 of {OTHER}", f"Text 2 of {OTHER}"]


def test_a_record_merges_and_parts(record: Record) -> None:
    begin_two(record)
    record.merge(ONE, OTHER, "sara", "one matter")
    assert bodies(record, ONE) == BOTH
    assert record.thread(OTHER).merged_into == ONE
    assert record.thread(ONE).absorbed == (OTHER,)
    assert verify(record.store).ok
    record.part(OTHER, ONE, "sara", "two matters")
    assert bodies(record, ONE) == BOTH[:1]
    assert bodies(record, OTHER) == BOTH[1:]
    assert (record.thread(OTHER).merged_into, record.thread(ONE).absorbed) == ("", ())
    assert verify(record.store).ok
    record.merge(OTHER, ONE, "sara", "one matter after all, the other way round")
    assert bodies(record, OTHER) == BOTH
    assert record.thread(ONE).merged_into == OTHER
    assert record.thread(ONE).apart == record.thread(OTHER).apart == ()
    assert verify(record.store).ok


def test_nothing_is_written_where_nothing_is_to_be_merged(record: Record) -> None:
    begin_two(record)
    begin(record, "berec-2020-001")
    record.merge(ONE, OTHER, "sara", "one matter")
    digest = verify(record.store).digest
    for survivor, absorbed in ((ONE, OTHER), (OTHER, ONE), (ONE, ONE), (ONE, "berec-2020-001"), (ONE, THIRD)):
        with pytest.raises(UsageProblem):
            record.merge(survivor, absorbed, "sara", "")
    for thread, other in ((ONE, "berec-2020-001"), (ONE, ONE), (ONE, THIRD)):
        with pytest.raises(UsageProblem):
            record.part(thread, other, "sara", "")
    assert verify(record.store).digest == digest


class Cut(Exception):
    """Somebody pulled the plug."""


def cut_before(record: Record, last: str) -> Any:
    """Writing goes on until it comes to the thread `last`."""
    append = record.store.append

    def stopped(thread: str, entries: Sequence[NewEntry], expected_n: int | None) -> tuple[Line, ...]:
        if thread == last:
            record.store.append = append  # type: ignore[method-assign]
            raise Cut
        return append(thread, entries, expected_n)

    record.store.append = stopped  # type: ignore[method-assign]


def test_a_merger_that_broke_off_between_the_files_is_completed(record: Record) -> None:
    begin_two(record)
    cut_before(record, OTHER)
    with pytest.raises(Cut):
        record.merge(ONE, OTHER, "sara", "one matter")
    halfway = record.store.entries(ONE)
    assert bodies(record, OTHER) == BOTH[1:]
    record.merge(ONE, OTHER, "sara", "one matter")
    assert record.store.entries(ONE) == halfway
    assert bodies(record, ONE) == BOTH
    assert record.thread(OTHER).merged_into == ONE


def test_a_merger_that_broke_off_is_begun_anew_if_the_absorbed_thread_has_grown(record: Record) -> None:
    begin_two(record)
    cut_before(record, OTHER)
    with pytest.raises(Cut):
        record.merge(ONE, OTHER, "sara", "one matter")
    record.append(OTHER, [by(mail(OTHER, 3)), by(ObligationUpdated(2, "settled"))])
    record.merge(ONE, OTHER, "sara", "one matter")
    assert bodies(record, ONE) == [*BOTH, f"Text 3 of {OTHER}"]
    assert record.thread(ONE).absorbed == (OTHER,)
    assert verify(record.store).ok
    record.part(ONE, OTHER, "sara", "two matters")
    assert bodies(record, ONE) == BOTH[:1]
    assert len(bodies(record, OTHER)) == 3


def test_somebody_who_writes_meanwhile_loses_nothing(record: Record) -> None:
    begin_two(record)
    append = record.store.append

    def slowly(thread: str, entries: Sequence[NewEntry], expected_n: int | None) -> tuple[Line, ...]:
        record.store.append = append  # type: ignore[method-assign]
        append(OTHER, [by(mail(OTHER, 3))], None)
        append(ONE, [note("meanwhile")], None)
        return append(thread, entries, expected_n)

    record.store.append = slowly  # type: ignore[method-assign]
    record.merge(ONE, OTHER, "sara", "one matter")
    assert bodies(record, ONE) == [*BOTH, f"Text 3 of {OTHER}"]
    assert [n.text for n in record.thread(ONE).notes] == ["meanwhile"]


@pytest.mark.parametrize("cut", [ONE, OTHER])
def test_a_parting_that_broke_off_between_the_files_hides_nothing_and_is_completed(record: Record, cut: str) -> None:
    begin_two(record)
    record.merge(ONE, OTHER, "sara", "one matter")
    cut_before(record, cut)
    with pytest.raises(Cut):
        record.part(ONE, OTHER, "sara", "two matters")
    standing = [t for t in (ONE, OTHER) if not record.thread(t).merged_into]
    assert {text for thread in standing for text in bodies(record, thread)} == set(BOTH)
    record.part(ONE, OTHER, "sara", "two matters")
    assert bodies(record, ONE) == BOTH[:1]
    assert bodies(record, OTHER) == BOTH[1:]


def test_of_a_chain_of_mergers_the_last_is_taken_back_first(record: Record) -> None:
    begin_two(record)
    begin(record, THIRD, mail(THIRD, 1))
    record.merge(OTHER, THIRD, "sara", "")
    record.merge(ONE, OTHER, "sara", "")
    assert bodies(record, ONE) == sorted([*BOTH, f"Text 1 of {THIRD}"])
    with pytest.raises(UsageProblem, match=f"{OTHER} has been merged into {ONE}"):
        record.part(OTHER, THIRD, "sara", "")
    record.part(ONE, OTHER, "sara", "")
    record.part(OTHER, THIRD, "sara", "")
    assert [bodies(record, t) for t in (ONE, OTHER, THIRD)] == [BOTH[:1], BOTH[1:], [f"Text 1 of {THIRD}"]]


@given(HISTORIES, HISTORIES)
def test_the_index_says_the_same_as_the_files(
    tmp_path_factory: pytest.TempPathFactory, ours: list[Move], theirs: list[Move]
) -> None:
    record = record_at(tmp_path_factory.mktemp("merged") / "record")
    for thread, moves in ((ONE, ours), (OTHER, theirs)):
        record.append(thread, [NewEntry(line.fact, line.by, line.at) for line in lines(moves, thread)], 0)
    record.merge(ONE, OTHER, "sara", "one matter")
    record.refresh()
    (summary,) = record.index.summaries()
    assert (summary.thread, summary.messages) == (ONE, len(record.thread(ONE).messages))
    record.part(ONE, OTHER, "sara", "two matters")
    record.refresh()
    assert {s.thread: s.messages for s in record.index.summaries()} == {
        thread: len(record.thread(thread).messages) for thread in (ONE, OTHER)
    }
    assert verify(record.store).ok
    record.close()


# What the index tells of mail


def where(record: Record, *mails: Message) -> list[str | None]:
    """The threads in which these mails are known."""
    record.refresh()
    found = record.index.copies(map(fingerprint, mails))
    return [found[mark].partition("#")[0] if (mark := fingerprint(m)) in found else None for m in mails]


def naming(record: Record, *ids: str) -> dict[str, set[str]]:
    record.refresh()
    return {name: set(threads) for name, threads in record.index.threads_naming(ids).items()}


def test_mail_is_known_in_the_survivor_and_after_parting_where_it_was(record: Record) -> None:
    begin_two(record)
    mails = mail(ONE, 1), mail(OTHER, 1), mail(OTHER, 2)
    ids = [f"1@{ONE}", f"1@{OTHER}"]
    assert where(record, *mails) == [ONE, OTHER, OTHER]
    record.merge(ONE, OTHER, "sara", "")
    assert where(record, *mails) == [ONE, ONE, ONE]
    assert naming(record, *ids) == {ids[0]: {ONE}, ids[1]: {ONE}}
    assert record.index.apart([ONE, OTHER]) == set()
    record.part(ONE, OTHER, "sara", "")
    assert where(record, *mails) == [ONE, OTHER, OTHER]
    assert naming(record, *ids) == {ids[0]: {ONE}, ids[1]: {OTHER}}
    assert record.index.apart([ONE]) == record.index.apart([OTHER]) == {frozenset((ONE, OTHER))}
    record.merge(ONE, OTHER, "sara", "")
    assert where(record, *mails) == [ONE, ONE, ONE]
    assert record.index.apart([ONE, OTHER]) == set()


def test_an_index_that_is_made_anew_knows_the_same_of_mergers(record: Record) -> None:
    begin_two(record)
    begin(record, THIRD, mail(THIRD, 1))
    record.merge(ONE, OTHER, "sara", "")
    record.merge(ONE, THIRD, "sara", "")
    record.part(ONE, THIRD, "sara", "")
    mails = mail(ONE, 1), mail(OTHER, 1), mail(THIRD, 1)
    before = where(record, *mails), naming(record, f"1@{OTHER}", f"1@{THIRD}"), record.index.apart([ONE])
    assert before[0] == [ONE, ONE, THIRD]
    record.store.paths.index.unlink()
    assert (where(record, *mails), naming(record, f"1@{OTHER}", f"1@{THIRD}"), record.index.apart([ONE])) == before


def test_after_parting_a_thread_is_still_found_by_its_own_reference_numbers(record: Record) -> None:
    first = ThreadOpened(1, ONE, "PTA", "A matter", ours="NT/2020/17", theirs="PTA-9")
    record.append(ONE, [by(first), by(mail(ONE, 1, numbers=("NT/2020/18",)))], 0)
    begin(record, OTHER, mail(OTHER, 1))
    numbers = [f"\x02PTA {number}" for number in ("NT/2020/17", "PTA-9", "NT/2020/18")]
    assert naming(record, *numbers) == {number: {ONE} for number in numbers}
    record.merge(ONE, OTHER, "sara", "")
    record.part(ONE, OTHER, "sara", "")
    assert naming(record, *numbers) == {number: {ONE} for number in numbers}


def test_a_mail_that_a_person_voided_stays_known_through_a_merger_and_its_end(record: Record) -> None:
    begin_two(record)
    for thread in (ONE, OTHER):
        record.append(thread, [by(mail(thread, 5))])
        record.append(thread, [by(Corrected(record.thread(thread).length, "not ours", void=True))])
    for act in (record.merge, record.part):
        act(ONE, OTHER, "sara", "")
        assert where(record, mail(ONE, 5), mail(OTHER, 5)) == [ONE, OTHER]


def test_lists_have_neither_merged_threads_nor_the_tray(record: Record) -> None:
    begin_two(record)
    begin(record, "tray-2020-001", mail("tray", 1))
    begin(record, THIRD, mail(THIRD, 1))
    record.merge(ONE, OTHER, "sara", "")
    record.refresh()
    early = date(2020, 1, 2)
    for found in (record.index.summaries(), record.index.summaries(as_of=early), *record.index.summary_pages(9, early)):
        assert {summary.thread for summary in found} == {ONE, THIRD}
    assert record.index.regulators() == ("PTA",)
    assert TRAY not in {summary.regulator for summary in record.index.summaries()}
    record.part(ONE, OTHER, "sara", "")
    record.refresh()
    assert {summary.thread for summary in record.index.summaries()} == {ONE, OTHER, THIRD}

"""Two threads that are one matter: the survivor says what both said, and all of it can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.errors import UsageProblem
from assistant.record.entry import Line, NewEntry
from assistant.record.fingerprint import fingerprint
from assistant.record.fold import fold
from assistant.record.kinds import (
    Classified,
    Corrected,
    DraftSaved,
    Fact,
    Merged,
    Message,
    Note,
    ObligationOpened,
    ObligationUpdated,
    Paused,
    Snoozed,
    ThreadClosed,
    ThreadOpened,
    ThreadReopened,
)
from assistant.record.merging import merge, parted
from assistant.record.openings import openings
from assistant.record.record import Record
from assistant.record.store import TRAY
from assistant.record.thread import Thread
from assistant.record.verify import verify
from tests.clocks.threads import DEFAULTS
from tests.record.histories import DAYS, MOVES, Move, entries
from tests.record.writing import KARACHI, UTC, by, message, note, opened, record_at, told

ONE, OTHER, THIRD = "pta-2020-001", "pta-2020-002", "pta-2020-003"
OWN_CLOCKS = {"we-owe", "commitment-due"}
"""Kinds that depend on their own obligation and on nothing else that is said in the thread."""
HISTORIES = st.lists(MOVES.filter(lambda move: move.what not in {"closed", "reopened"}), max_size=14)


def lines(moves: Sequence[Move], thread: str) -> list[Line]:
    """A thread of the moves, its mails different from those of any other."""
    found = [Line(n, new.at or "", new.by, new.fact) for n, new in enumerate(entries(moves, thread), 1)]
    return [_own(line, thread) for line in found]


def _own(line: Line, thread: str) -> Line:
    if not isinstance(line.fact, Message):
        return line
    return structs.replace(line, fact=structs.replace(line.fact, message_id=f"{thread}.{line.fact.message_id}"))


def merged(survivor: Sequence[Line], absorbed: Sequence[Line]) -> list[Line]:
    """The survivor's file after the merger."""
    return logged(survivor, merge(survivor, absorbed, "head", "sara", "one matter").survivor)


def logged(before: Sequence[Line], new: Sequence[NewEntry]) -> list[Line]:
    more = (Line(n, e.at or "2020-06-01T09:00:00Z", e.by, e.fact) for n, e in enumerate(new, len(before) + 1))
    return [*before, *more]


def what(thread: Thread, n: int | None) -> object:
    """The entry that a number names, whatever its number: a message, or the words of an obligation."""
    if n is None:
        return None
    if found := thread.message(n):
        return found.message
    return (o.words, o.day) if (o := thread.obligation(n)) else "nothing"


def messages(thread: Thread) -> Counter[object]:
    return Counter((m.message, m.day, m.logged, m.by, m.cls, m.decided) for m in thread.messages)


def obligations(thread: Thread) -> Counter[object]:
    """Every obligation with all that is said of it, in words instead of numbers."""
    return Counter(
        (o.type, o.owed_by, o.words, o.day, o.due, what(thread, o.message), *((u.day, u.state) for u in o.updates))
        for o in thread.obligations
    )


def decided(thread: Thread) -> Counter[object]:
    """Extensions, restarts, drafts, notes, and the beginnings of pauses that are about one thing."""
    found: list[object] = [
        (e.day, what(thread, e.opening), what(thread, e.granted_by), e.to, e.by) for e in thread.extensions
    ]
    found += [(p.start, what(thread, p.opening), what(thread, p.because)) for p in thread.pauses if p.opening]
    found += [(r.day, what(thread, r.opening), what(thread, r.because)) for r in thread.restarts]
    return Counter(
        found + [(d.day, d.by, d.saved.text) for d in thread.drafts] + [(n.day, n.text) for n in thread.notes]
    )


def shown(thread: Thread, day: date, only: set[str] | None = None) -> Counter[object]:
    """The gaps of a day, each told without numbers."""
    found = gaps(thread, DEFAULTS, day)
    return Counter(_shown(thread, g) for g in found if only is None or (g.kind in only and g.words))


def _shown(thread: Thread, gap: Gap) -> object:
    by_words = what(thread, gap.opening), what(thread, gap.opened_by.entry)
    return gap.rule, gap.state, gap.owed_by, gap.due, gap.step, gap.snoozed_until, gap.hidden, gap.words, by_words


# What the survivor says


@given(HISTORIES, HISTORIES, DAYS)
def test_the_survivor_has_all_messages_and_obligations_of_both(ours: list[Move], theirs: list[Move], day: date) -> None:
    survivor, absorbed = lines(ours, ONE), lines(theirs, OTHER)
    both = merged(survivor, absorbed)
    for as_of in (None, day):
        one, other, whole = (fold(each, KARACHI, as_of) for each in (survivor, absorbed, both))
        assert messages(whole) == messages(one) + messages(other)
        assert obligations(whole) == obligations(one) + obligations(other)
        assert not decided(one) + decided(other) - decided(whole)
        assert shown(whole, day, OWN_CLOCKS) == shown(one, day, OWN_CLOCKS) + shown(other, day, OWN_CLOCKS) or (
            one.pauses or one.snoozes or other.snoozes  # the survivor's are about everything that it has
        )


@given(HISTORIES, DAYS)
def test_a_thread_that_nothing_else_is_said_of_has_the_same_gaps_on_every_day_after_it_was_absorbed(
    moves: list[Move], day: date
) -> None:
    absorbed = lines(moves, OTHER)
    both = merged(lines([], ONE), absorbed)
    for as_of in (day, day + timedelta(days=10)):
        assert shown(fold(both, UTC, as_of), as_of) == shown(fold(absorbed, UTC, as_of), as_of)


@given(HISTORIES, DAYS)
def test_a_thread_that_absorbs_an_empty_one_has_the_same_gaps_on_every_day(moves: list[Move], day: date) -> None:
    survivor = lines(moves, ONE)
    both = merged(survivor, lines([], OTHER))
    assert shown(fold(both, UTC, day), day) == shown(fold(survivor, UTC, day), day)
    assert messages(fold(both, UTC, day)) == messages(fold(survivor, UTC, day))


@given(HISTORIES)
def test_the_absorbed_thread_leaves_nothing_open(moves: list[Move]) -> None:
    absorbed = lines(moves, OTHER)
    merger = merge(lines([], ONE), absorbed, "head", "sara", "one matter")
    assert [e.fact for e in merger.absorbed] == [Merged(ONE, "absorbed-by", "one matter")]
    thread = fold(logged(absorbed, merger.absorbed), UTC)
    assert thread.merged_into == ONE
    assert openings(thread) == ()
    assert messages(thread) == messages(fold(absorbed, UTC))


@given(HISTORIES, HISTORIES, DAYS)
def test_parting_restores_both(ours: list[Move], theirs: list[Move], day: date) -> None:
    survivor, absorbed = lines(ours, ONE), lines(theirs, OTHER)
    merger = merge(survivor, absorbed, "head", "sara", "one matter")
    for before, new, other in ((survivor, merger.survivor, OTHER), (absorbed, merger.absorbed, ONE)):
        after = logged(before, new)
        taken_back = parted(after, other, "omar", "two matters after all")
        assert taken_back
        now = logged(after, [taken_back])
        for as_of in (None, day):
            assert _apart_from_mergers(fold(now, UTC, as_of)) == _apart_from_mergers(fold(before, UTC, as_of))
        assert fold(now, UTC).apart == (other,)
        assert parted(now, other, "omar", "again") is None


def _apart_from_mergers(thread: Thread) -> Thread:
    return structs.replace(thread, length=0, last_day=date.min, apart=())


def test_a_message_that_both_have_is_said_once_and_decisions_name_it() -> None:
    shared = message("out", "2020-01-03", "Our questions")
    survivor = told(message("in", "2020-01-02"), shared)
    absorbed = told(shared, ObligationOpened("request", "regulator", "Our questions", 2), thread=OTHER)
    whole = fold(merged(survivor, absorbed), UTC)
    assert [m.n for m in whole.messages] == [2, 3]
    assert [(o.n, o.message) for o in whole.obligations] == [(5, 3)]


def test_a_decision_about_all_of_the_absorbed_thread_is_about_nothing_else_of_the_survivor() -> None:
    asked = message("out", "2020-01-03", "Our questions")
    survivor = told(message("out", "2020-01-02", "Other questions"))
    absorbed = told(
        asked,
        Paused(2, None, "2020-01-04"),
        Snoozed("2020-03-01", "on leave", day="2020-01-04"),
        ObligationOpened("request", "company", "Send the list", day="2020-01-05"),
        thread=OTHER,
    )
    whole = fold(merged(survivor, absorbed), UTC)
    own = set(range(4, whole.length + 1))
    assert {what(whole, p.opening) for p in whole.pauses} == {asked, ("Send the list", date(2020, 1, 5))}
    assert {p.opening for p in whole.pauses} == {s.opening for s in whole.snoozes} <= own
    assert {what(whole, p.because) == asked for p in whole.pauses} == {True}


def test_versions_of_a_draft_stay_one_draft_though_the_first_was_taken_back() -> None:
    absorbed = told(
        DraftSaved("One"), DraftSaved("Two", draft=2), DraftSaved("Three", draft=2), Corrected(2, "empty", void=True),
        thread=OTHER,
    )  # fmt: skip
    assert [(d.saved.text, d.version) for d in fold(absorbed, UTC).drafts] == [("Three", 2)]
    assert [(d.saved.text, d.version) for d in fold(merged(told(), absorbed), UTC).drafts] == [("Three", 2)]


def test_a_correction_is_part_of_the_copy_and_what_was_voided_is_not_copied() -> None:
    absorbed = told(
        message("in", "2020-01-03"), Note("wrong"), Corrected(2, "a day late", {"received": "2020-01-02"}),
        Corrected(3, "an error", void=True), thread=OTHER,
    )  # fmt: skip
    whole = fold(merged(told(), absorbed), UTC)
    assert [m.day for m in whole.messages] == [date(2020, 1, 2)]
    assert whole.notes == ()


def test_what_waits_in_the_absorbed_thread_shows_though_the_survivor_was_closed() -> None:
    survivor = told(message("out", "2020-01-02"), ThreadClosed("done", "2020-01-10"))
    absorbed = told(ObligationOpened("request", "company", "Send the list", day="2020-01-05"), thread=OTHER)
    after = merged(survivor, absorbed)
    for as_of in (None, date(2020, 2, 1)):
        whole = fold(after, UTC, as_of)
        assert whole.closed is None
        assert "Send the list" in {o.words for o in openings(whole)}
    taken_back = parted(after, OTHER, "sara", "no")
    assert taken_back
    assert fold(logged(after, [taken_back]), UTC).closed == date(2020, 1, 10)


def test_a_closed_thread_that_absorbs_a_closed_one_stays_closed() -> None:
    closed = ThreadClosed("done", "2020-01-10")
    assert fold(merged(told(closed), told(closed, thread=OTHER)), UTC).closed == date(2020, 1, 10)
    reopened = told(closed, ThreadReopened("not done", "2020-01-11"), thread=OTHER)
    assert fold(merged(told(closed), reopened), UTC).closed is None


# What cannot be merged


def test_what_makes_no_sense_is_refused() -> None:
    into_third = told(Merged(THIRD, "absorbed-by"), thread=OTHER)
    with pytest.raises(UsageProblem, match="with itself"):
        merge(told(), told(), "head", "sara", "")
    with pytest.raises(UsageProblem, match=f"{OTHER} has been merged into {THIRD}"):
        merge(told(), into_third, "head", "sara", "")
    with pytest.raises(UsageProblem, match=f"{OTHER} has been merged into {THIRD}"):
        merge(into_third, told(), "head", "sara", "")
    with pytest.raises(UsageProblem, match="two regulators"):
        merge(told(), told(thread="berec-2020-001"), "head", "sara", "")
    with pytest.raises(UsageProblem, match="two regulators"):
        merge(told(thread="tray-2020-001"), told(), "head", "sara", "")
    assert merge(told(), told(thread="tray-2020-001"), "head", "sara", "").survivor


# In a record


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


def cut_before(record: Record, thread: str) -> Any:
    """Writing goes on until it comes to `thread`."""
    append = record.store.append

    def stopped(name: str, new: Sequence[NewEntry], expected_n: int | None) -> tuple[Line, ...]:
        if name == thread:
            record.store.append = append  # type: ignore[method-assign]
            raise Cut
        return append(name, new, expected_n)

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

    def slowly(name: str, new: Sequence[NewEntry], expected_n: int | None) -> tuple[Line, ...]:
        record.store.append = append  # type: ignore[method-assign]
        append(OTHER, [by(mail(OTHER, 3))], None)
        append(ONE, [note("meanwhile")], None)
        return append(name, new, expected_n)

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

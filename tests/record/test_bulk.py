"""Many threads written with one wait for the disk: the same record, and nobody is told of what is not safe."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import AssistantError, Conflict, RecordProblem, UsageProblem
from assistant.record import bulk, journal
from assistant.record.bulk import Append, Written
from assistant.record.entry import NewEntry
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import ThreadOpened
from assistant.record.record import Record
from assistant.record.verify import verify
from tests.record.small_disk import needs_small_disk
from tests.record.test_journal import SMALL_FILES
from tests.record.writing import by, message, note, opened, record_at

THREADS = [f"pta-2020-{n:03d}" for n in range(1, 8)]
HANGS = 30
"""Seconds after which a writer of a few seconds will never end."""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_at(tmp_path / "record")


def write(record: Record, *appends: Append) -> list[Written]:
    return list(record.append_all(appends))


def new(thread: str, *entries: NewEntry) -> Append:
    return Append(thread, (opened(thread), *entries), 0)


def more(thread: str, *entries: NewEntry, expected: int | None = None) -> Append:
    return Append(thread, entries or (note(),), expected)


def files(record: Record) -> dict[str, bytes]:
    paths = record.store.paths
    return {str(path.relative_to(paths.threads)): path.read_bytes() for path in paths.threads.glob("*/*")}


def errors(written: Sequence[Written]) -> dict[str, type[AssistantError] | None]:
    return {one.append.thread: type(one.error) if one.error else None for one in written}


@settings(max_examples=30)
@given(st.lists(st.lists(st.tuples(st.sampled_from(THREADS), st.integers(1, 3)), unique_by=lambda a: a[0]), max_size=4))
def test_the_files_are_those_that_single_appends_leave(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, int]]]
) -> None:
    one, other = (record_at(tmp_path_factory.mktemp("bulk") / "record") for _ in range(2))
    known: dict[str, int] = {}
    for n, appended in enumerate(rounds):
        appends = []
        for thread, count in appended:
            entries = tuple(by(message("in", f"2020-01-{n + 1:02d}", f"{n} {k} é")) for k in range(count))
            first = () if thread in known else (opened(thread),)
            appends.append(Append(thread, (*first, *entries), known.get(thread, 0)))
            known[thread] = known.get(thread, 0) + len(first) + count
        assert [w.append for w in write(one, *appends)] == appends
        for append in appends:
            other.append(append.thread, append.entries, append.expected_n)
    assert files(one) == files(other)
    assert verify(one.store) == verify(other.store)
    assert one.store.marked() == ()
    for record in (one, other):
        record.refresh(sweep=False)
    assert one.index.summaries() == other.index.summaries()
    one.close()
    other.close()


def test_more_threads_than_a_group_holds_are_written_in_their_order(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "GROUP", 3)
    appends = [new(thread) for thread in reversed(THREADS)]
    assert write(record, *appends) == [Written(append) for append in appends]
    assert record.store.threads() == tuple(THREADS)


def test_nobody_is_told_of_a_group_that_is_not_yet_safe(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    settle, seen = journal.settle, []

    def watched(every: Sequence[journal.Pending]) -> None:
        seen.append((record.store.threads(), record.index.count(), len(record.store.marked())))
        settle(every)

    monkeypatch.setattr(journal, "settle", watched)
    write(record, *map(new, THREADS))
    assert seen == [((), 0, 7)]
    assert (record.store.threads(), record.index.count(), record.store.marked()) == (tuple(THREADS), 7, ())


def test_what_cannot_be_written_is_named_and_the_others_are_written(record: Record) -> None:
    taken, damaged, newer, good, fresh, unknown, last = THREADS
    write(record, *map(new, (taken, damaged, newer, good)))
    path = record.store.file(damaged)
    path.write_bytes(path.read_bytes().replace(b"A matter", b"A mutter"))
    path = record.store.file(newer)
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":9'))
    before = files(record)
    written = write(
        record, more(taken, expected=7), more(damaged), more(newer), more(good), new(fresh), more(unknown), new(last),
        more("../evil"),
    )  # fmt: skip
    assert errors(written) == {
        taken: Conflict, damaged: RecordProblem, newer: RecordProblem, good: None, fresh: None,
        unknown: UsageProblem, last: None, "../evil": UsageProblem,
    }  # fmt: skip
    after = files(record)
    assert {name for name in after if after[name] != before.get(name)} == {
        f"PTA/{thread}.jsonl" for thread in (good, fresh, last)
    }
    record.refresh()
    assert [fault.thread for fault in record.index.problems()] == [damaged, newer]
    assert record.store.marked() == ()


def test_a_file_that_would_be_no_record_is_not_begun(record: Record) -> None:
    one, other, third, *_ = THREADS
    entries = (by(ThreadOpened(1, other, "PTA", "Of another name")),)
    written = write(record, Append(one, (note(),), 0), Append(other, (), 0), Append(third, entries, 0))
    assert errors(written) == {one: RecordProblem, other: None, third: RecordProblem}
    assert files(record) == {}


def test_nothing_to_append_leaves_a_thread_as_it_is(record: Record) -> None:
    write(record, *map(new, THREADS[:2]))
    before = files(record)
    written = write(record, Append(THREADS[0], (), None), Append(THREADS[1], (), 1))
    assert errors(written) == dict.fromkeys(THREADS[:2])
    assert files(record) == before


def test_an_interrupted_write_is_set_aside_first(record: Record) -> None:
    write(record, *map(new, THREADS[:2]))
    path = record.store.file(THREADS[0])
    with path.open("ab") as file:
        file.write(b'{"torn')
    assert errors(write(record, *map(more, THREADS[:2]))) == dict.fromkeys(THREADS[:2])
    assert verify(record.store).ok
    assert [aside.read_bytes() for aside in path.parent.glob("*.torn-*")] == [b'{"torn']


def test_what_the_writer_knows_of_its_mails_is_what_the_index_would_find_out(record: Record, tmp_path: Path) -> None:
    mails = [message("in", "2020-01-02", text, message_id=f"{text}@x") for text in ("one", "two")]
    marks = tuple(map(fingerprint, mails))
    append = Append(THREADS[0], (opened(THREADS[0]), by(mails[0]), note(), by(mails[1])), 0, marks)
    write(record, append)
    known = {mark: f"{THREADS[0]}#{n}" for mark, n in zip(marks, (2, 4), strict=True)}
    assert record.index.copies(marks) == known
    record.store.paths.index.unlink()
    record.refresh()
    assert record.index.copies(marks) == known


def test_two_who_write_the_same_threads_in_opposite_order_do_not_wait_for_each_other(tmp_path: Path) -> None:
    root, count = tmp_path / "record", 15
    threads = [f"pta-2020-{n:03d}" for n in range(1, 60)]
    write(record_at(root), *map(new, threads))
    failed: list[object] = []

    def writing(order: list[str]) -> None:
        own = record_at(root)
        for _ in range(count):
            failed.extend(one.error for one in write(own, *map(more, order)) if one.error)
        own.close()

    started = time.monotonic()
    both = [threading.Thread(target=writing, args=(order,), daemon=True) for order in (threads, threads[::-1])]
    for one in both:
        one.start()
    for one in both:
        one.join(HANGS)
    assert not any(one.is_alive() for one in both), "each waits for the other, and neither gives up"
    assert failed == []
    assert time.monotonic() - started < 29, "each waited for the other until its patience was over"
    record = record_at(root)
    assert record.refresh(sweep=False) == ()
    assert {record.thread(thread).length for thread in threads} == {1 + 2 * count}


# Disks


def test_what_could_not_be_made_safe_is_as_it_was(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """One name cannot be given: the directory in its place stands for a disk that fails in the middle."""
    write(record, *map(new, THREADS[:2]))
    before = files(record)
    settle = journal.settle
    blocked = record.store.file(THREADS[3])

    def failing(every: Sequence[journal.Pending]) -> None:
        blocked.mkdir()
        settle(every)

    monkeypatch.setattr(journal, "settle", failing)
    written = write(record, more(THREADS[0]), *map(new, THREADS[2:5]), more(THREADS[1]))
    assert errors(written) == dict.fromkeys([*THREADS[:2], *THREADS[2:5]], RecordProblem)
    blocked.rmdir()
    assert files(record) == before
    monkeypatch.undo()
    assert record.refresh() == ()
    assert errors(write(record, more(THREADS[0]), *map(new, THREADS[2:5]))) == dict.fromkeys(
        [THREADS[0], *THREADS[2:5]]
    )
    assert verify(record.store).ok


def test_a_thread_for_which_there_is_no_room_is_left_out(tmp_path: Path) -> None:
    script = """
from assistant.record.bulk import Append
from tests.record.test_bulk import *
record = record_at(Path(sys.argv[1]))
appends = [new(t, note("x" * (50_000 if n in {2, 4} else 50))) for n, t in enumerate(THREADS)]
record.append_all  # its index would be refused as well
written = list(bulk.append_all(record.store, appends, lambda changes: False))
print([str(one.error).split(": ")[1] for one in written if one.error])
print(record.store.threads(), len(list(record.store.paths.threads.glob("*/.*"))))
more_still = [more(t, note("y" * (50_000 if n else 50))) for n, t in enumerate(THREADS[:2])]
print([bool(one.error) for one in bulk.append_all(record.store, more_still, lambda changes: False)])
print(verify(record.store).ok)
"""
    run = subprocess.run(
        [sys.executable, "-c", SMALL_FILES + script, str(tmp_path / "record"), "40000"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    kept = tuple(thread for n, thread in enumerate(THREADS) if n not in {2, 4})
    assert run.stdout.splitlines() == [
        "['nothing was written', 'nothing was written']", f"{kept} 0", "[False, True]", "True",
    ]  # fmt: skip


def test_a_torn_line_that_cannot_be_set_aside_stays_where_it_is(tmp_path: Path) -> None:
    record = record_at(tmp_path / "record")
    write(record, *map(new, THREADS[:2]))
    path = record.store.file(THREADS[0])
    with path.open("ab") as file:
        file.write(b"t" * 5000)
    before = path.read_bytes()
    script = """
from tests.record.test_bulk import *
store = record_at(Path(sys.argv[1])).store
print([bool(one.error) for one in bulk.append_all(store, [*map(more, THREADS[:2])], lambda changes: False)])
"""
    run = subprocess.run(
        [sys.executable, "-c", SMALL_FILES + script, str(tmp_path / "record"), "3000"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert run.stdout.splitlines() == ["[True, False]"]
    assert path.read_bytes() == before


@needs_small_disk
def test_a_disk_that_is_really_full_costs_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    script = """
import subprocess, sys
from tests.record.test_bulk import *
disk = Path(sys.argv[1])
disk.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "none", str(disk)], check=True)
root = disk / "record"
record = record_at(root)
acknowledged, refused = {}, 0
for n in range(100):
    threads = [f"pta-2020-{n * 10 + k:03d}" for k in range(1, 11)]
    grown = [t for t in acknowledged][:20]
    appends = [new(t, note("x" * 900)) for t in threads] + [more(t, note("y" * 300)) for t in grown]
    for one in record.append_all(appends):
        if one.error:
            refused += 1
        else:
            acknowledged[one.append.thread] = acknowledged.get(one.append.thread, 0) + len(one.append.entries)
    if refused:
        break
found = verify(record.store)
kept = {t: len(record.store.entries(t)) for t in record.store.threads()}
print(bool(refused), found.ok, kept == acknowledged, len(acknowledged) > 20)
other = record_at(root)
print([f for f in other.refresh() if f.fatal], len(other.index.summaries()) == len(acknowledged))
for path in root.glob("index.sqlite*"):
    path.unlink()
record = record_at(root)
print([one.error for one in record.append_all([more(next(iter(acknowledged)))])], verify(record.store).ok)
"""
    run = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", script, str(tmp_path / "disk")],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == ["True True True True", "[] True", "[None] True"]


def test_few_files_are_open_at_once(tmp_path: Path) -> None:
    """macOS lets a program open 256 unless it asks for more."""
    script = """
import resource
from hashlib import sha256
from tests.record.test_bulk import *
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
record = record_at(Path(sys.argv[1]))
contents = [b"%d" % n for n in range(600)]
record.store.originals.put_all({sha256(content).hexdigest(): content for content in contents})
written = write(record, *(new(f"pta-2020-{n:03d}") for n in range(1, 501)))
print({str(one.error) for one in written}, len(record.store.threads()))
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "record")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.stdout.splitlines() == ["{'None'} 500"], run.stderr

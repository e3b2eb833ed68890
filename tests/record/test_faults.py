"""What no fault may cost: an entry that was acknowledged, or the readability of what was not damaged."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.desk import Desk
from assistant.record.files import FileStore
from assistant.record.index import Index, Source
from assistant.record.kinds import Message, Note
from assistant.record.verify import verify
from tests.record.writing import SCALE, THREAD, begun, by, message, note, opened, record_at


def writer(root: Path, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.record.writer", str(root), *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def acknowledged(said: Iterable[str]) -> dict[str, str]:
    """Entry → text, as the writer told it; a last line without its end was not told."""
    return dict(line.rstrip("\n").split(" ", 1) for line in said if line.endswith("\n"))


def on_file(store: FileStore) -> dict[str, str]:
    facts = ((f"{thread}#{line.n}", line.fact) for thread in store.threads() for line in store.lines(thread))
    return {name: fact.text for name, fact in facts if isinstance(fact, Message | Note)}


@pytest.mark.parametrize("seed", range(6 * SCALE))
def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a moment, no secret
    root = tmp_path / "record"
    said: list[str] = []
    for _ in range(2):  # the second finds what the first left behind
        process = writer(root, "matters", 200)
        assert process.stdout
        said += [process.stdout.readline() for _ in range(chance.randrange(1, 150))]
        time.sleep(chance.random() * 0.005)
        process.kill()
        said += process.stdout.readlines()  # not `communicate`, which loses what `readline` has read ahead
        process.communicate(timeout=30)
    record = record_at(root)
    found = verify(record.store)
    assert found.ok, found.problems
    kept = on_file(record.store)
    assert {name: text for name, text in acknowledged(said).items() if kept.get(name) != text} == {}
    desk = Desk.open(str(root))
    assert [fault for fault in desk.refresh(sweep=False) if fault.fatal] == []
    anew = Index(
        None, Source(record.store.changes, record.store.marked, record.zone, lambda key: str(record.zone(key)))
    )
    anew.catch_up()
    assert desk.summaries() == anew.summaries()
    assert desk.record.store.marked() == ()
    for thread in record.store.threads():
        desk.append(thread, [note("and on it goes")])
    assert verify(record.store).ok
    desk.close()
    anew.close()


def test_two_processes_on_one_thread_lose_no_entry(tmp_path: Path) -> None:
    root, count = tmp_path / "record", 500
    begun(record_at(root).store)
    writers = [writer(root, "notes", count, THREAD, name) for name in ("one", "other")]
    told = [process.communicate(timeout=120) for process in writers]
    assert [err for _, err in told] == ["", ""]
    store = FileStore(root)
    texts = [line.fact.text for line in store.lines(THREAD) if isinstance(line.fact, Note)]
    assert Counter(text.split()[0] for text in texts) == {"one": count, "other": count}
    for name in ("one", "other"):
        assert [t for t in texts if t.startswith(name)] == [f"{name} {n}" for n in range(count)]
    assert {**acknowledged(told[0][0].splitlines(True)), **acknowledged(told[1][0].splitlines(True))} == on_file(store)
    assert verify(store).ok
    record = record_at(root)
    assert record.refresh(sweep=False) == ()
    assert record.thread(THREAD).length == 2 * count + 1
    assert [row[0] for row in record.index.db.execute("SELECT entries FROM files")] == [2 * count + 1]


def test_readers_that_refresh_while_four_write_see_the_record_grow_and_nothing_else(tmp_path: Path) -> None:
    root, count = tmp_path / "record", 60 * SCALE
    store = record_at(root).store
    threads = [f"pta-2020-{n:03d}" for n in range(1, 5)]
    for thread in threads:
        begun(store, thread)
    writers = [writer(root, "notes", count, thread, thread) for thread in threads]
    reader, other = record_at(root), record_at(root)
    before: dict[str, int] = {}
    while any(process.poll() is None for process in writers):
        for each in (reader, other):
            faults = each.refresh(sweep=None if each is reader else True)
            assert [fault for fault in faults if fault.fatal] == []
        now = {thread: len(reader.thread(thread).notes) for thread in threads}
        assert all(now[thread] >= before.get(thread, 0) for thread in threads)
        before = now
    assert [process.communicate()[1] for process in writers] == [""] * 4
    for each in (reader, other, record_at(root)):
        assert each.refresh(sweep=False) == ()
        assert {s.thread for s in each.index.summaries()} == set(threads)
        assert each.store.marked() == ()
    assert [len(reader.thread(thread).notes) for thread in threads] == [count] * 4
    lengths = [row[0] for row in reader.index.db.execute("SELECT entries FROM files")]
    assert lengths == [count + 1] * 4


@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255), end=st.booleans())
@settings(max_examples=80 * SCALE)
def test_one_changed_byte_anywhere_is_named_with_its_file_and_line(place: float, change: int, end: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = FileStore(Path(folder))
        texts = ('Bytes: é “ – 你 😀 \x1b[0m \\ " /', "and\nmore", "")
        store.append(THREAD, [opened(), *(by(message("in", "2020-01-02", text)) for text in texts)], 0)
        begun(store, "pta-2020-002")
        path = store.file(THREAD)
        content = bytearray(path.read_bytes())
        at = len(content) - 1 - int(place * 80) if end else int(place * len(content))
        line = content[:at].count(b"\n") + 1
        content[at] ^= change
        path.write_bytes(content)
        found = verify(store)
        assert not found.ok
        (problem,) = found.problems
        assert problem.startswith(f"{path}, line {line}: ")
        assert found.entries == 1
        assert {change.thread: change.problem for change in store.changes({})} == {THREAD: problem, "pta-2020-002": ""}
        assert len(store.lines("pta-2020-002")) == 1


@given(place=st.integers(0, 10_000))
@settings(max_examples=40 * SCALE)
def test_a_file_cut_anywhere_gives_its_whole_lines_and_a_notice_or_says_it_is_damaged(place: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = FileStore(Path(folder))
        begun(store, notes=3)
        path = store.file(THREAD)
        content = path.read_bytes()
        cut = content[: place % len(content)]
        path.write_bytes(cut)
        whole = cut.count(b"\n")
        found = verify(store)
        assert found.ok == (whole > 0)
        assert found.entries == whole
        assert bool(found.notices or found.problems) == (not cut.endswith(b"\n"))
        if whole:
            assert len(store.lines(THREAD)) == whole
            store.append(THREAD, [note("after the accident")], whole)
            assert verify(store).ok

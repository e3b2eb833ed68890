"""Several who read and write the index at once do not harm each other."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.errors import RecordProblem
from assistant.record.files import FileStore
from assistant.record.index import Index, Source
from assistant.record.store import Change
from tests.record.index_cases import (
    EVERYTHING,
    FAR,
    listed,
    written,
)
from tests.record.writing import SCALE, THREAD, begun, by, message, record_at


class Meanwhile:
    """A store's `changes`, during which something else happens: after reading, before the index notes it."""

    def __init__(self, store: FileStore, happens: Callable[[], None]) -> None:
        self.store, self.happens, self.done = store, happens, False

    def changes(self, since: Mapping[str, str], only: Collection[str] | None) -> Iterator[Change]:
        yield from list(self.store.changes(since, only))
        if not self.done:
            self.done = True
            self.happens()


@pytest.mark.parametrize("anew", [False, True], ids=["reading on", "reading anew"])
def test_a_reader_that_is_overtaken_does_not_set_the_index_back(root: Path, anew: bool) -> None:
    written(root)
    writer, store = record_at(root), FileStore(root)
    store.append(THREAD, [by(message("in", "2020-01-03"))], None)
    if anew:
        os.utime(store.file(THREAD))
        writer.refresh()
        os.utime(store.file(THREAD), ns=(1, 1))

    def overtake() -> None:
        writer.refresh()
        writer.append(THREAD, [by(message("in", "2020-01-04", message_id="latest@example"))])

    slow = Meanwhile(store, overtake)
    index = Index(root / "index.sqlite", Source(slow.changes, store.marked, lambda _: ZoneInfo("UTC"), lambda _: "UTC"))
    index.catch_up(sweep=True)
    assert slow.done
    assert store.marked() == ()
    other = record_at(root)
    other.refresh(sweep=False)
    assert listed(other) == {THREAD: 3}
    assert other.index.threads_naming(["latest@example"]) == {"latest@example": (THREAD,)}
    index.close()


CREATE = """
import sys
from pathlib import Path
from tests.record.writing import record_at
root = Path(sys.argv[1])
sys.stdin.readline()
record = record_at(root)
faults = record.refresh()
print(len(record.index.summaries()), record.index.file.shared, *faults)
"""


def test_processes_that_make_the_index_at_once_do_not_disturb_each_other(root: Path) -> None:
    store = FileStore(root)
    for n in range(30):
        begun(store, f"pta-2020-{n:03d}", notes=3)
    for _ in range(2 * SCALE):
        for path in root.glob("index.sqlite*"):
            path.unlink()
        starters = [_started(CREATE, root) for _ in range(6)]
        for process in starters:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in starters:
            out, err = process.communicate(timeout=60)
            assert (out, err) == ("30 True\n", "")


def _started(script: str, root: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", script, str(root)], stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def test_an_index_that_another_program_is_just_making_is_waited_for(root: Path) -> None:
    begun(FileStore(root))
    other = sqlite3.connect(root / "index.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE half_made (a)")
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.1, lambda: other.execute("ROLLBACK"))
    end.start()
    record = record_at(root)
    assert record.index.file.shared
    assert record.refresh() == ()
    end.join()
    other.close()


def test_a_busy_index_does_not_fail_a_write_and_is_caught_up_later(root: Path) -> None:
    written(root)
    record = record_at(root)
    record.index.db.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(root / "index.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    record.append(THREAD, [by(message("in", "2020-01-05"))])
    assert record.store.marked() == (THREAD,)
    with pytest.raises(RecordProblem, match="busy"):
        record.refresh()
    other.execute("ROLLBACK")
    other.close()
    record.refresh(sweep=False)
    assert listed(record) == {THREAD: 2}


def test_looking_through_candidates_keeps_nobody_from_writing(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    one, other = record_at(root), record_at(root)
    one.refresh()
    looking = one.index.candidates(("PTA",), EVERYTHING, FAR)
    next(looking)
    other.append("pta-2020-002", [by(message("in", "2020-01-05"))])
    one.append(THREAD, [by(message("in", "2020-01-05"))])
    assert one.store.marked() == ()
    assert [left.thread.id for left in looking] == ["pta-2020-002"]


def test_an_index_in_memory_serves_all_threads_of_a_program(tmp_path: Path) -> None:
    record = record_at(tmp_path / "nowhere")
    found: list[object] = []
    asking = threading.Thread(target=lambda: found.append((record.refresh(), record.index.summaries())))
    asking.start()
    asking.join()
    assert found == [((), ())]

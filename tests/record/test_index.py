"""The index is derived and disposable: whatever happens to it, it says what the journals say."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.errors import RecordProblem
from assistant.record.entry import seal_all
from assistant.record.files import FileStore
from assistant.record.fingerprint import fingerprint
from assistant.record.fold import fold
from assistant.record.index import Index, Source
from assistant.record.index_rows import Summary, Wanted, summarise
from assistant.record.index_schema import VERSION
from assistant.record.kinds import Corrected
from assistant.record.opening import OpeningKind
from assistant.record.record import Record
from assistant.record.store import Change
from tests.record.histories import DAYS, FIRST, MOVES, Move, fact_of
from tests.record.writing import SCALE, THREAD, begun, by, message, note, opened, record_at, told

FAR = date(2021, 1, 1)
EVERYTHING = [Wanted(kind, FAR, FAR, FAR) for kind in get_args(OpeningKind)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "record"


def listed(record: Record) -> dict[str, int]:
    """How many messages each thread in the list has."""
    return {summary.thread: summary.messages for summary in record.index.summaries()}


def written(root: Path, *threads: str) -> None:
    """A record of a process that is gone, its index up to date."""
    record = record_at(root)
    for thread in threads or (THREAD,):
        record.append(thread, [opened(thread), by(message("out", "2020-01-02"))], 0)
    record.refresh()
    record.close()


# Catching up


def test_what_a_record_appends_is_in_its_index_at_once_and_leaves_no_marker(root: Path) -> None:
    written(root)
    record = record_at(root)
    record.append(THREAD, [by(message("in", "2020-01-05"))])
    assert record.store.marked() == ()
    record.refresh(sweep=False)
    assert listed(record) == {THREAD: 2}


def test_a_dead_writers_marker_is_enough_to_catch_up_without_a_sweep(root: Path) -> None:
    written(root)
    FileStore(root).append(THREAD, [by(message("in", "2020-01-05"))], None)  # never told an index
    record = record_at(root)
    assert record.store.marked() == (THREAD,)
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 2}
    assert record.store.marked() == ()


def test_a_marker_of_a_thread_that_never_came_to_be_is_cleared(root: Path) -> None:
    written(root)
    (root / ".writing" / "pta-2020-009").touch()
    (root / ".writing" / "not a thread").touch()
    record = record_at(root)
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 1}


def test_what_another_program_changed_is_found_by_a_sweep(root: Path) -> None:
    written(root)
    FileStore(root).append(THREAD, [by(message("in", "2020-01-05"))], None)
    (root / ".writing" / THREAD).unlink()
    record = record_at(root)
    record.refresh(sweep=False)
    assert listed(record) == {THREAD: 1}
    record.refresh(sweep=True)
    assert listed(record) == {THREAD: 2}


def test_a_new_index_looks_at_every_file_even_without_a_sweep(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    (root / "index.sqlite").unlink()
    record = record_at(root)
    record.refresh(sweep=False)
    assert listed(record) == {THREAD: 1, "pta-2020-002": 1}


def test_a_record_opened_before_its_folder_was_there_hides_nothing_from_others(root: Path) -> None:
    early = record_at(root)
    early.refresh()
    written(root)
    other = record_at(root)
    early.append(THREAD, [by(message("in", "2020-01-05"))])
    for record in (other, early):
        record.refresh(sweep=False)
        assert listed(record) == {THREAD: 2}


def test_a_first_thread_makes_the_index_file(root: Path) -> None:
    record = record_at(root)
    record.open_thread("PTA", "First", "test", day=FIRST)
    assert record.store.marked() == ()
    assert (root / "index.sqlite").exists()
    assert record.index.count() == 1


def test_a_vanished_thread_is_a_fault(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    record = record_at(root)
    record.store.file(THREAD).unlink()
    (fault,) = record.refresh()
    assert (fault.thread, fault.fatal) == (THREAD, True)
    assert "gone" in fault.text
    assert record.refresh(sweep=False) == (fault,)


def test_a_damaged_thread_is_a_fault_until_it_is_repaired(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    record = record_at(root)
    path = record.store.file(THREAD)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Of 2020", b"Of 2O20"))
    (fault,) = record.refresh()
    assert (fault.thread, fault.fatal) == (THREAD, True)
    assert f"{path}, line 2" in fault.text
    assert listed(record)["pta-2020-002"] == 1
    path.write_bytes(whole)
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 1, "pta-2020-002": 1}


def test_an_interrupted_write_is_a_notice_until_it_is_set_aside(root: Path) -> None:
    written(root)
    record = record_at(root)
    with record.store.file(THREAD).open("ab") as file:
        file.write(b'{"at"')
    (notice,) = record.refresh()
    assert (notice.thread, notice.fatal) == (THREAD, False)
    record.append(THREAD, [by(message("in", "2020-01-05"))])
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 2}


def test_a_correction_that_makes_no_sense_is_a_fault_of_its_thread_alone(root: Path) -> None:
    """Such an entry is never written by this program; another one may have."""
    written(root, "pta-2020-002")
    record = record_at(root)
    chain = seal_all([opened(), note(), by(Corrected(2, "?", {"day": "soon"}))], 0, "", "2020-01-01T00:00:00Z")
    record.store.file(THREAD).write_bytes(b"".join(new.raw + b"\n" for new in chain))
    (fault,) = record.refresh()
    assert (fault.thread, fault.fatal) == (THREAD, True)
    assert "soon" in fault.text
    assert listed(record) == {"pta-2020-002": 1}


def test_a_file_that_can_be_no_thread_is_a_fault_and_no_regulator(root: Path) -> None:
    written(root)
    (root / "record" / "PTA" / "old copy.jsonl").write_bytes(b"\n")
    record = record_at(root)
    (fault,) = record.refresh()
    assert "old copy" in fault.text
    assert record.index.regulators() == ("PTA",)


# Two at once


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
    looking = one.index.candidates("PTA", EVERYTHING, FAR)
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


# When it is of no use


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database at all\n" * 500)


def _half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE IF EXISTS threads")
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()


def _without_tables(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE IF EXISTS threads")
    db.close()


def _odd_states(path: Path) -> None:
    with sqlite3.connect(path) as db:
        if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'threads'").fetchone():
            db.execute("UPDATE threads SET state = X'C1'")
            db.execute("UPDATE lines SET line = X'C1'")
    db.close()


@pytest.mark.parametrize("harm", [_garbage, _half, _empty, _of_another_version, _without_tables, _odd_states])
@pytest.mark.parametrize("then", ["summaries", "as of", "candidates", "append"])
def test_a_damaged_index_is_made_anew(root: Path, harm: Callable[[Path], None], then: str) -> None:
    written(root, *(f"pta-2020-{n:03d}" for n in range(40)))
    harm(root / "index.sqlite")
    record = record_at(root)
    assert record.refresh(sweep=False) == ()
    if then == "summaries":
        assert len(record.index.summaries()) == 40
    elif then == "as of":
        assert len(record.index.summaries(as_of=FIRST)) == 40
    elif then == "candidates":
        assert len(list(record.index.candidates("PTA", EVERYTHING, FAR))) == 40
        assert len(list(record.index.candidates("PTA", EVERYTHING, FIRST))) == 40
    else:
        record.append("pta-2020-003", [by(message("in", "2020-01-05"))])
        record.refresh(sweep=False)
        assert sum(listed(record).values()) == 41
    record.close()


def test_an_index_that_is_deleted_under_an_open_record_is_made_anew_and_shared(root: Path) -> None:
    written(root, THREAD, "pta-2020-002")
    record = record_at(root)
    record.refresh()
    for path in root.glob("index.sqlite*"):
        path.unlink()
    other = record_at(root)
    other.refresh()
    record.append(THREAD, [by(message("in", "2020-01-05"))])
    other.append("pta-2020-002", [by(message("in", "2020-01-05"))])
    for each in (other, record):
        each.refresh(sweep=False)
        assert listed(each) == {THREAD: 2, "pta-2020-002": 2}
    record.close()
    third = record_at(root)
    third.refresh(sweep=False)
    assert listed(third) == {THREAD: 2, "pta-2020-002": 2}


@contextmanager
def _without_rights(root: Path) -> Iterator[None]:
    """As somebody who may read the record and write nothing."""
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        for path in (root, *root.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.fixture
def shown_root() -> Iterator[Path]:
    """A record in a folder into which others may look."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "record"


@pytest.mark.parametrize("state", ["current", "missing", "damaged", "stale"])
def test_a_record_that_cannot_be_written_is_read_all_the_same(shown_root: Path, state: str) -> None:
    import filelock  # noqa: F401 - while there is a right to look for it

    written(shown_root)
    if state == "missing":
        (shown_root / "index.sqlite").unlink()
    elif state == "damaged":
        _garbage(shown_root / "index.sqlite")
    elif state == "stale":
        FileStore(shown_root).append(THREAD, [by(message("in", "2020-01-05"))], None)
    with _without_rights(shown_root):
        record = record_at(shown_root)
        for _ in range(2):
            assert record.refresh() == ()
            assert listed(record) == {THREAD: 2 if state == "stale" else 1}
            assert len(list(record.index.candidates("PTA", EVERYTHING, FAR))) == 1
        record.close()


@contextmanager
def _with_rights_to_all_but_the_index(root: Path) -> Iterator[None]:
    """As somebody who may write threads, and neither read nor replace the index."""
    for path in root.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    for path in root.glob("index.sqlite*"):
        path.chmod(0)
    root.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        for path in (root, *root.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)


def test_who_cannot_write_the_index_leaves_a_marker_for_those_who_can(shown_root: Path) -> None:
    import filelock  # noqa: F401 - while there is a right to look for it
    import tinydb  # noqa: F401

    written(shown_root)
    with _with_rights_to_all_but_the_index(shown_root):
        record = record_at(shown_root)
        assert record.refresh() == ()
        record.append(THREAD, [by(message("in", "2020-01-05"))])
        assert record.refresh() == ()
        assert listed(record) == {THREAD: 2}
        assert record.store.marked() == (THREAD,)
        record.close()
    other = record_at(shown_root)
    other.refresh(sweep=False)
    assert listed(other) == {THREAD: 2}
    assert other.store.marked() == ()


def test_the_index_is_private(root: Path) -> None:
    before = os.umask(0o022)
    try:
        record = record_at(root)
        record.open_thread("PTA", "First", "test", day=FIRST)
        files = list(root.glob("index.sqlite*"))
        assert len(files) == 3
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        record.close()
    finally:
        os.umask(before)


# Lists and days


def test_a_regulators_new_time_zone_moves_its_days_and_no_others(root: Path) -> None:
    zones = {"PTA": "UTC", "SECP": "UTC"}
    record = Record(root, lambda regulator: ZoneInfo(zones[regulator]))
    for thread in (THREAD, "secp-2020-001"):
        record.append(thread, [opened(thread), by(message("out", "2020-01-05T20:00:00Z"))], 0)
    record.refresh()
    assert {s.last_out for s in record.index.summaries()} == {"2020-01-05"}
    zones["PTA"] = "Asia/Karachi"
    record.refresh(sweep=False)
    assert {s.thread: s.last_out for s in record.index.summaries()} == {
        THREAD: "2020-01-06",
        "secp-2020-001": "2020-01-05",
    }


def test_a_list_as_of_a_day_is_cut_after_leaving_out_what_was_not_there_yet(root: Path) -> None:
    record = record_at(root)
    for n, day in enumerate(("2020-01-01", "2020-01-02", "2020-03-01", "2020-03-02"), 1):
        thread = f"pta-2020-{n:03d}"
        record.append(thread, [opened(thread, day=day), by(message("out", day), f"{day}T09:00:00Z")], 0)
    record.append("pta-2020-001", [by(message("in", "2020-03-05"))])
    record.refresh()
    as_of = record.index.summaries(limit=2, as_of=date(2020, 1, 10))
    assert [summary.thread for summary in as_of] == ["pta-2020-002", "pta-2020-001"]
    assert [summary.last_in for summary in as_of] == [None, None]
    assert record.index.summaries(limit=1, as_of=date(2020, 1, 10)) == as_of[:1]
    assert [summary.thread for summary in record.index.summaries(limit=2)] == ["pta-2020-001", "pta-2020-004"]
    for day in (None, date(2020, 1, 10), FAR):
        for size in (1, 2, 100):
            pages = record.index.summary_pages(size, day)
            assert tuple(summary for page in pages for summary in page) == record.index.summaries(as_of=day)


def test_mails_are_known_by_what_they_say_and_threads_by_what_they_name(root: Path) -> None:
    record = record_at(root)
    first = message("out", "2020-01-02", "Text", message_id="a@x", references=("root@x",))
    record.append(THREAD, [opened(), by(first)], 0)
    record.append("pta-2020-002", [opened("pta-2020-002"), by(message("in", "2020-01-03", in_reply_to="a@x"))], 0)
    record.refresh()
    mark = fingerprint(first)
    assert record.index.copies([mark, "0" * 64]) == {mark: f"{THREAD}#2"}
    assert record.index.threads_naming(["root@x", "a@x", "no@x"]) == {
        "root@x": (THREAD,),
        "a@x": (THREAD, "pta-2020-002"),
    }


def test_bodies_stay_out_of_the_index_and_in_the_thread(root: Path) -> None:
    record = record_at(root)
    record.append(THREAD, [opened(), by(message("out", "2020-01-02", "A very long body", reply_text="of it"))], 0)
    record.refresh()
    (left,) = record.index.candidates("PTA", EVERYTHING, FAR)
    assert (left.thread.messages[0].message.text, left.thread.messages[0].message.reply_text) == ("", "")
    assert record.thread(THREAD).messages[0].message.text == "A very long body"
    assert b"A very long body" not in (root / "index.sqlite").read_bytes()


def test_a_summary_says_what_the_thread_says() -> None:
    facts = (message("out", "2020-01-02"), message("in", "2020-01-05", proposed_class="automatic"))
    summary = summarise(fold(told(*facts), ZoneInfo("UTC")))
    assert (summary.last_out, summary.last_in, summary.last_contact) == ("2020-01-02", "2020-01-05", None)
    assert (summary.ball, summary.messages) == ("regulator", 2)


# Whatever happens


class IndexOfTwoPrograms(RuleBasedStateMachine):
    """Two programs on one record, a third that knows no index, and an index that suffers: it is right all the same."""

    threads = Bundle("threads")
    programs = st.integers(0, 1)

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "record"
        self.zone = "UTC"
        self.facts: dict[str, list[object]] = {}
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

    def _told(self, thread: str, moves: list[Move]) -> list[object]:
        known = self.facts[thread]
        for move in moves:
            known.append(fact_of(move, known))  # type: ignore[arg-type]
        return [by(fact, "2020-02-01T20:30:00Z") for fact in known[-len(moves) :]]  # type: ignore[arg-type]

    @rule(program=programs, sweep=st.sampled_from([None, True, False]))
    def refresh(self, program: int, sweep: bool | None) -> None:
        assert self.records[program].refresh(sweep=sweep) == ()

    @rule()
    def delete_the_index(self) -> None:
        for path in self.root.glob("index.sqlite*"):
            path.unlink()

    @rule(harm=st.sampled_from([_garbage, _half, _empty, _odd_states, _without_tables, _of_another_version]))
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
    return {left.thread.id: left for left in index.candidates(regulator, EVERYTHING, day)}


IndexOfTwoPrograms.TestCase.settings = settings(max_examples=15 * SCALE, stateful_step_count=20, deadline=None)
TestIndexOfTwoPrograms = IndexOfTwoPrograms.TestCase

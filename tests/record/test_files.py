"""The store on files: the contract, and what is particular to files."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.errors import RecordProblem
from assistant.record.entry import canonical
from assistant.record.files import FileStore
from assistant.record.verify import verify
from tests.record.contract import StoreContract
from tests.record.writing import THREAD, begun, by, message, note, opened


class Intruder:
    """Somebody with a shell in the record's directory."""

    def __init__(self, root: Path) -> None:
        self.root, self.store = root, FileStore(root)

    def everything(self) -> dict[str, bytes]:
        kept = (self.store.paths.threads, self.store.paths.originals)
        files = [path for folder in kept for path in folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}

    def plant(self, thread: str, documents: list[dict[str, object]]) -> None:
        path = self.store.file(thread)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(canonical(document) + b"\n" for document in documents))

    def take_away(self, thread: str) -> None:
        self.store.file(thread).unlink()

    def take_original(self, digest: str) -> None:
        self.store.originals.path(digest).unlink()

    def change_original(self, digest: str) -> None:
        path = self.store.originals.path(digest)
        path.write_bytes(path.read_bytes()[::-1])


class TestFileStore(StoreContract):
    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Callable[[], FileStore]:
        return lambda: FileStore(tmp_path / "record")

    @pytest.fixture
    def vandal(self, tmp_path: Path) -> Intruder:
        return Intruder(tmp_path / "record")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "some" / "record"


@pytest.fixture
def store(root: Path) -> FileStore:
    return FileStore(root)


def test_a_thread_is_one_json_object_a_line_readable_without_the_program(store: FileStore) -> None:
    begun(store, notes=2)
    lines = store.file(THREAD).read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["n"] for line in lines[:-1]] == [1, 2, 3]
    assert lines[-1] == ""


def test_what_is_private_is_private_even_under_a_generous_umask(store: FileStore, root: Path) -> None:
    before = os.umask(0o022)
    try:
        begun(store, notes=1)
        store.originals.put(b"a letter")
        store.append(THREAD, [note()], None)
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (root, *root.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}, modes
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}, modes


def test_an_append_to_no_record_makes_none(store: FileStore, root: Path) -> None:
    with pytest.raises(Exception, match="no thread"):
        store.append(THREAD, [note()], None)
    assert not root.exists()


# A line that was interrupted


def tear(store: FileStore, content: bytes = b'{"at":"2020-01-0', thread: str = THREAD) -> None:
    """What a crash in the middle of a write leaves behind."""
    with store.file(thread).open("ab") as file:
        file.write(content)


def test_a_torn_last_line_is_reported_and_the_rest_stays_readable(store: FileStore) -> None:
    begun(store, notes=1)
    known = {change.thread: change.position for change in store.changes({})}
    tear(store)
    assert len(store.entries(THREAD)) == 2
    assert len(store.lines(THREAD)) == 2
    for since in ({}, known):
        (change,) = store.changes(since)
        assert "interrupted write" in change.notice
        assert str(store.file(THREAD)) in change.notice
        assert change.problem == ""
    found = verify(store)
    assert found.ok
    assert str(store.file(THREAD)) in found.notices[0]


def test_the_next_write_sets_a_torn_line_aside_and_verify_still_tells_of_it(store: FileStore) -> None:
    begun(store, notes=1)
    tear(store, b'{"at":"torn')
    (line,) = store.append(THREAD, [note("after the crash")], None)
    assert line.n == 3
    (aside,) = store.file(THREAD).parent.glob("*.torn-*")
    assert aside.read_bytes() == b'{"at":"torn'
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    found = verify(store)
    assert (found.ok, found.entries) == (True, 3)
    assert str(aside) in found.notices[0]
    assert [change.notice for change in store.changes({})] == [""]


def test_each_torn_line_is_set_aside_in_a_file_of_its_own(store: FileStore) -> None:
    begun(store)
    for n in range(3):
        tear(store, b"torn %d" % n)
        store.append(THREAD, [note()], None)
    assert {p.read_bytes() for p in store.file(THREAD).parent.glob("*.torn-*")} == {b"torn 0", b"torn 1", b"torn 2"}


def test_a_thread_whose_first_write_was_interrupted_is_none_and_can_be_begun_again(store: FileStore) -> None:
    begun(store, "pta-2020-002")
    store.file(THREAD).with_name(f".{THREAD}.jsonl.new").write_bytes(b'{"at":"2020')
    assert store.threads() == ("pta-2020-002",)
    assert verify(store).ok
    begun(store, THREAD)
    assert verify(store).entries == 2
    assert [path.name for path in store.file(THREAD).parent.glob(".*")] == []


@pytest.mark.parametrize("left", [b"", b'{"at":"2020'])
def test_a_file_without_any_entry_is_damage(store: FileStore, left: bytes) -> None:
    """No crash leaves one: a new file has its name only once it is whole."""
    begun(store)
    store.file(THREAD).write_bytes(left)
    (change,) = store.changes({})
    assert str(store.file(THREAD)) in change.problem
    assert str(store.file(THREAD)) in verify(store).problems[0]


def test_a_last_newline_that_was_overwritten_is_damage_and_no_interrupted_write(store: FileStore) -> None:
    """A write breaks off, it does not go on with another byte: so the entry before it was acknowledged."""
    begun(store, notes=2)
    path = store.file(THREAD)
    path.write_bytes(path.read_bytes()[:-1] + b"X")
    before = path.read_bytes()
    found = verify(store)
    assert not found.ok
    assert f"{path}, line 3" in found.problems[0]
    (change,) = store.changes({})
    assert "line 3" in change.problem
    with pytest.raises(RecordProblem, match="line 3"):
        store.append(THREAD, [note()], None)
    with pytest.raises(RecordProblem, match="line 3"):
        store.lines(THREAD)
    assert path.read_bytes() == before


# Damage


def test_a_bad_line_names_file_and_line_and_leaves_other_threads_alone(store: FileStore) -> None:
    begun(store, notes=3)
    begun(store, "pta-2020-002", notes=1)
    path = store.file(THREAD)
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], b"what is this", *lines[2:]]))
    for read in (store.entries, store.lines):
        with pytest.raises(RecordProblem) as caught:
            read(THREAD)
        assert f"{path}, line 2" in str(caught.value)
    changes = {change.thread: change for change in store.changes({})}
    assert f"{path}, line 2" in changes[THREAD].problem
    assert [line.n for line in changes[THREAD].lines] == [1]
    found = verify(store)
    assert (found.ok, found.threads, found.entries) == (False, 2, 2)
    assert f"{path}, line 2" in found.problems[0]
    store.append("pta-2020-002", [note()], 2)
    assert len(store.lines("pta-2020-002")) == 3


@pytest.mark.parametrize("last", [b"what is this", b"{}", b"[1]", b"\xff\xfe", b""])
def test_nothing_is_chained_to_a_bad_last_line(store: FileStore, last: bytes) -> None:
    begun(store)
    tear(store, last + b"\n")
    before = store.file(THREAD).read_bytes()
    with pytest.raises(RecordProblem, match="line 2"):
        store.append(THREAD, [note()], None)
    assert store.file(THREAD).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'{"at"', b'{ "at"', id="white space"),
        pytest.param(b'{"at"', b'{"extra":1,"at"', id="a field beside the hash"),
        pytest.param(b'{"at"', b'{"n":9,"at"', id="a field given twice"),
        pytest.param(rb"\u001b", rb"\u001B", id="an escape in capitals"),
        pytest.param(b"Note", b"\\u004eote", id="a letter as an escape"),
    ],
)
def test_a_line_rewritten_with_the_same_meaning_is_still_a_changed_line(
    store: FileStore, old: bytes, new: bytes
) -> None:
    store.append(THREAD, [opened(), note("Note \x1b[0m")], 0)
    path = store.file(THREAD)
    head, last = path.read_bytes().splitlines()
    assert old in last
    path.write_bytes(head + b"\n" + last.replace(old, new, 1) + b"\n")
    found = verify(store)
    assert not found.ok
    assert f"{path}, line 2" in found.problems[0]


def test_a_file_under_another_threads_name_is_no_record(store: FileStore) -> None:
    begun(store, notes=1)
    other = store.file("pta-2020-002")
    other.write_bytes(store.file(THREAD).read_bytes())
    before = other.read_bytes()
    for attempt in (store.lines, lambda thread: store.append(thread, [note()], None)):
        with pytest.raises(RecordProblem, match="holds the thread pta-2020-001"):
            attempt("pta-2020-002")
    changes = {change.thread: change.problem for change in store.changes({})}
    assert "holds the thread pta-2020-001" in changes["pta-2020-002"]
    assert str(other) in changes["pta-2020-002"]
    assert changes[THREAD] == ""
    assert str(other) in verify(store).problems[0]
    assert other.read_bytes() == before


def test_a_file_in_another_regulators_folder_is_reported_and_hides_nothing(store: FileStore, root: Path) -> None:
    begun(store, notes=1)
    stray = root / "record" / "SECP" / f"{THREAD}.jsonl"
    stray.parent.mkdir()
    stray.write_bytes(b"elsewhere\n")
    changes = list(store.changes({}))
    assert [len(c.lines) for c in changes if c.thread == THREAD] == [2]
    assert any("SECP/pta-2020-001" in c.problem for c in changes)
    found = verify(store)
    assert (found.ok, found.entries) == (False, 2)
    assert "SECP/pta-2020-001" in found.problems[0]


def test_a_file_that_cannot_be_a_thread_is_reported(store: FileStore, root: Path) -> None:
    begun(store)
    (root / "record" / "PTA" / "old copy.jsonl").write_bytes(b"\n")
    assert any("old copy" in change.problem for change in store.changes({}))
    assert "old copy" in verify(store).problems[0]


def test_a_removed_tail_or_thread_changes_the_digest(store: FileStore) -> None:
    begun(store, notes=2)
    begun(store, "pta-2020-002")
    whole = verify(store).digest
    path = store.file(THREAD)
    content = path.read_bytes()
    path.write_bytes(b"".join(content.splitlines(keepends=True)[:-1]))
    shorter = verify(store)
    assert shorter.ok
    assert shorter.digest != whole
    path.write_bytes(content)
    assert verify(store).digest == whole
    store.file("pta-2020-002").unlink()
    assert verify(store).digest != whole


def test_the_digest_can_be_computed_by_hand(store: FileStore) -> None:
    begun(store, "pta-2020-002")
    begun(store, notes=2)
    heads = [(t, len(e), e[-1].hash) for t in (THREAD, "pta-2020-002") if (e := store.entries(t))]
    text = "".join(f"{thread} {count} {head}\n" for thread, count, head in heads)
    assert verify(store).digest == sha256(text.encode()).hexdigest()


def test_verify_names_the_entry_whose_original_is_missing(store: FileStore) -> None:
    begun(store)
    digest = store.originals.put(b"From: them")
    store.append(THREAD, [note(), by(message("in", "2020-01-02", original=digest))], None)
    assert verify(store).ok
    store.originals.path(digest).unlink()
    (problem,) = verify(store).problems
    assert problem.startswith(f"{THREAD}#3: ")
    assert digest in problem


def test_a_lock_that_another_holds_is_waited_for_and_then_said(store: FileStore, root: Path) -> None:
    with store.locked(THREAD), pytest.raises(RecordProblem, match="another process"), FileStore(root).locked(THREAD, 0):
        pytest.fail("two hold the lock")
    with FileStore(root).locked(THREAD, 0):
        pass

"""A journal on a disk that is full, read-only or interrupted: the file stays as it was, and the error says so."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import RecordProblem
from assistant.record import journal
from assistant.record.verify import verify
from tests.record.small_disk import needs_small_disk
from tests.record.writing import THREAD, begun, file_of, note, record_at

SMALL_FILES = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
"""
"""No file can grow beyond so many bytes: to a program that is what a full disk looks like (EFBIG)."""

APPEND_UNTIL_REFUSED = """
import sys
from pathlib import Path
from assistant.errors import RecordProblem
from assistant.record.files import FileStore
from tests.record.writing import THREAD, note
store = FileStore(Path(sys.argv[1]))
count = int(sys.argv[3]) if len(sys.argv) > 3 else 1
try:
    for n in range(100000):
        store.append(THREAD, [note("x" * 700)] * count, None)
        print(n, flush=True)
except RecordProblem as problem:
    print(problem)
"""


def _run(script: str, *args: object) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, args)], capture_output=True, text=True, check=True, timeout=60
    )
    return run.stdout.splitlines()


@pytest.mark.parametrize("at_once", [1, 5])
def test_a_write_that_the_disk_refuses_leaves_the_thread_as_it_was_and_says_so(tmp_path: Path, at_once: int) -> None:
    root = tmp_path / "record"
    with record_at(root).store.locked(THREAD):
        pass
    begun(record_at(root).store)
    said = _run(SMALL_FILES + APPEND_UNTIL_REFUSED, root, 10_000, at_once)
    acknowledged = sum(line.isdecimal() for line in said)
    assert f"{file_of(root)}: nothing was written: File too large" in said
    found = verify(record_at(root).store)
    assert (found.ok, found.notices) == (True, ())
    assert found.entries == 1 + acknowledged * at_once
    record_at(root).append(THREAD, [note("there is room again")])


def test_a_first_write_that_the_disk_refuses_leaves_no_thread(tmp_path: Path) -> None:
    root = tmp_path / "record"
    store = record_at(root).store
    begun(store, "pta-2020-002")
    said = _run(
        SMALL_FILES
        + """
from assistant.record.files import FileStore
from tests.record.writing import begun
try:
    begun(FileStore(Path(sys.argv[1])), notes=50)
except Exception as problem:
    print(type(problem).__name__, problem)
""",
        root,
        2000,
    )
    assert any("nothing was written" in line for line in said)
    assert store.threads() == ("pta-2020-002",)
    assert [p.name for p in file_of(root).parent.iterdir()] == ["pta-2020-002.jsonl"]
    begun(store)
    assert verify(store).ok


def test_a_torn_line_that_cannot_be_set_aside_stays_where_it_is(tmp_path: Path) -> None:
    """It is the only copy: a disk that is too full for a second one must not cost the first."""
    root = tmp_path / "record"
    store = record_at(root).store
    begun(store)
    torn = b"t" * 5000
    with store.file(THREAD).open("ab") as file:
        file.write(torn)
    before = store.file(THREAD).read_bytes()
    said = _run(SMALL_FILES + APPEND_UNTIL_REFUSED, root, 3000)
    assert f"{file_of(root)}: nothing was written: File too large" in said
    assert store.file(THREAD).read_bytes() == before
    assert list(store.file(THREAD).parent.glob("*.torn-*")) == []


@needs_small_disk
def test_a_disk_that_is_really_full_costs_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    script = """
import subprocess, sys
from pathlib import Path
disk = Path(sys.argv[1])
disk.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "none", str(disk)], check=True)
root = disk / "record"
from tests.record.writing import *
from assistant.record.verify import verify
from assistant.errors import RecordProblem
record = record_at(root)
record.append(THREAD, [opened()], 0)
acknowledged = 0
try:
    for n in range(100000):
        record.append(THREAD, [note("x" * 900)])
        acknowledged += 1
except RecordProblem as problem:
    print(problem)
found = verify(record.store)
print(found.ok, found.entries - acknowledged, len(record.thread(THREAD).notes) - acknowledged)
other = record_at(root)
faults = other.refresh()
print([f for f in faults if f.fatal], len(other.index.summaries()))
for path in root.glob("index.sqlite*"):
    path.unlink()
record = record_at(root)
record.append(THREAD, [note("there is room again")])
print(verify(record.store).ok, record.refresh())
"""
    run = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", script, str(tmp_path / "disk")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    refused, *_, kept, read, again = run.stdout.splitlines()
    assert "No space left" in refused
    assert kept == "True 1 0"
    assert read == "[] 1"
    assert again == "True ()"


def test_a_failed_write_in_the_middle_of_a_block_leaves_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "PTA" / "x.jsonl"
    size = journal.append(path, [b"one"], 0)
    said = _run(
        SMALL_FILES
        + """
from assistant.errors import RecordProblem
from assistant.record import journal
try:
    journal.append(Path(sys.argv[1]), [b"two", b"3" * 5000], 4)
except RecordProblem as problem:
    print(problem)
""",
        path,
        100,
    )
    assert f"{path}: nothing was written: File too large" in said
    assert path.read_bytes() == b"one\n"
    assert journal.append(path, [b"two"], size) == 8


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "PTA").write_text("a file where a folder should be")
    with pytest.raises(RecordProblem, match="nothing was written"):
        journal.append(tmp_path / "PTA" / "x.jsonl", [b"one"], 0)


def test_reading_gives_complete_lines_and_what_is_torn(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    assert journal.read(path) == journal.Content((), b"", 0)
    path.write_bytes(b"one\n\ntwo\nthr")
    assert journal.read(path) == journal.Content((b"one", b"", b"two"), b"thr", 9)
    assert journal.read(path, 4) == journal.Content((b"", b"two"), b"thr", 9)
    with pytest.raises(RecordProblem, match="cannot be read"):
        journal.read(tmp_path)


def test_a_journal_is_private_from_its_first_byte_on(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "record" / "PTA" / "x.jsonl"
        journal.append(path, [b"one"], 0)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@given(
    lines=st.lists(st.binary(max_size=12).map(lambda raw: raw.replace(b"\n", b"")), max_size=12),
    torn=st.binary(max_size=5).map(lambda raw: raw.replace(b"\n", b"")),
    count=st.integers(1, 14),
)
def test_the_last_lines_are_read_from_behind(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], torn: bytes, count: int
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    whole = b"".join(line + b"\n" for line in lines)
    path.write_bytes(whole + torn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "SOME", 3)
        assert journal.last(path, len(whole), count, 1 << 20) == tuple(lines[-count:])
        few = journal.last(path, len(whole), count, 16)
    assert few == tuple(lines[len(lines) - len(few) :])
    assert sum(len(line) + 1 for line in few) <= 16

"""An index that is damaged, deleted, or may not be written is of no use, and of no harm."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.record.files import FileStore
from tests.conftest import Copied
from tests.record.histories import FIRST
from tests.record.index_cases import (
    EVERYTHING,
    FAR,
    as_nobody,
    empty,
    garbage,
    half,
    listed,
    odd_states,
    of_another_version,
    without_rights,
    without_tables,
    written,
)
from tests.record.writing import THREAD, by, message, record_at


@pytest.mark.parametrize("harm", [garbage, half, empty, of_another_version, without_tables, odd_states])
@pytest.mark.parametrize("then", ["summaries", "as of", "candidates", "append"])
def test_a_damaged_index_is_made_anew(root: Path, copied: Copied, harm: Callable[[Path], None], then: str) -> None:
    copied("forty threads", lambda kept: written(kept, *(f"pta-2020-{n:03d}" for n in range(40))), root)
    harm(root / "index.sqlite")
    record = record_at(root)
    assert record.refresh(sweep=False) == ()
    if then == "summaries":
        assert len(record.index.summaries()) == 40
    elif then == "as of":
        assert len(record.index.summaries(as_of=FIRST)) == 40
    elif then == "candidates":
        assert len(list(record.index.candidates(("PTA",), EVERYTHING, FAR))) == 40
        assert len(list(record.index.candidates(("PTA",), EVERYTHING, FIRST))) == 40
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


@pytest.mark.parametrize("name", ["PTA/notes", "PTA/pta-2020-x", "OFCOM/pta-2020-002"])
def test_a_file_that_is_no_threads_is_told_of_as_long_as_it_lies_there(root: Path, name: str) -> None:
    written(root)
    stray = root / "record" / f"{name}.jsonl"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"\n")
    record = record_at(root)
    for sweep in (True, False, False):
        (fault,) = record.refresh(sweep=sweep)
        assert fault.fatal
        assert "no thread has this name and place" in fault.text
    stray.unlink()
    assert record.refresh(sweep=True) == ()
    assert record.refresh(sweep=False) == ()
    assert listed(record) == {THREAD: 1}
    record.close()


@pytest.mark.parametrize("state", ["current", "missing", "damaged", "stale"])
def test_a_record_that_cannot_be_written_is_read_all_the_same(shown_root: Path, state: str) -> None:
    import filelock  # noqa: F401 - while there is a right to look for it

    written(shown_root)
    if state == "missing":
        (shown_root / "index.sqlite").unlink()
    elif state == "damaged":
        garbage(shown_root / "index.sqlite")
    elif state == "stale":
        FileStore(shown_root).append(THREAD, [by(message("in", "2020-01-05"))], None)
    with without_rights(shown_root):
        record = record_at(shown_root)
        for _ in range(2):
            assert record.refresh() == ()
            assert listed(record) == {THREAD: 2 if state == "stale" else 1}
            assert len(list(record.index.candidates(("PTA",), EVERYTHING, FAR))) == 1
        record.close()


@contextmanager
def _with_rights_to_all_but_the_index(root: Path) -> Iterator[None]:
    """As somebody who may write threads, and neither read nor replace the index."""
    for path in root.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    for path in root.glob("index.sqlite*"):
        path.chmod(0)
    root.chmod(0o555)
    with as_nobody(root):
        yield


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

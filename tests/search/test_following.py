"""The file of words follows the record, and whatever befalls it costs time only."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from assistant.errors import RecordProblem
from assistant.record.kinds import Corrected
from assistant.record.locking import locked
from assistant.search import following
from assistant.search.query import parse
from tests.record.index_cases import empty, garbage, half, of_another_version, without_rights, without_tables
from tests.record.writing import SCALE, THREAD, by, file_of, message, record_at
from tests.search.records import Searched, mails

THREADS = [f"pta-2020-{n:03d}" for n in range(1, 13)]


def written(root: Path) -> list[str]:
    """A record of a process that is gone, its words up to date; what `word` finds in it."""
    root.mkdir(exist_ok=True)
    one = Searched(root)
    for thread in THREADS:
        one.write(*mails("a word"), thread=thread)
    found = one.found("word")
    one.close()
    assert len(found) == len(THREADS)
    return found


def without_words(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE words")
    db.close()


def without_words_data(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM words_data")
    db.close()


def nothing(path: Path) -> None:
    path.unlink()


HARMS = [nothing, garbage, half, empty, of_another_version, without_tables, without_words, without_words_data]


@pytest.mark.parametrize("harm", HARMS)
def test_a_file_that_is_damaged_or_gone_is_made_anew(root: Path, harm: Callable[[Path], None]) -> None:
    expected = written(root)
    harm(root / "search.sqlite")
    one = Searched(root)
    try:
        assert one.search.file.shared
        assert one.found("word") == expected
        one.write(*mails("a word"))
        assert len(one.found("word")) == len(expected) + 1
    finally:
        one.close()


def test_a_file_that_is_deleted_under_an_open_record_is_made_anew_and_shared(root: Path) -> None:
    expected = written(root)
    one, other = Searched(root), Searched(root)
    assert one.found("word") == other.found("word") == expected
    for path in root.glob("search.sqlite*"):
        path.unlink()
    other.write(*mails("a word"))
    assert len(one.found("word")) == len(other.found("word")) == len(expected) + 1
    assert one.search.file.shared
    assert other.search.file.shared
    one.close()
    other.close()


def test_only_what_changed_is_read_again(root: Path) -> None:
    written(root)
    one = Searched(root)
    one.write(*mails("another word"), thread=THREADS[3])
    assert [progress.total for progress in one.catch_up()] == [1]
    assert list(one.catch_up()) == []
    one.close()


def test_the_first_time_says_how_far_it_is_and_goes_on_where_it_was_stopped(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = written(root)
    monkeypatch.setattr(following, "BATCH", 1)
    monkeypatch.setattr(following, "FEW", 1)
    (root / "search.sqlite").unlink()
    one = Searched(root)
    steps = one.catch_up()
    assert [(step.done, step.total) for step in (next(steps), next(steps))] == [(1, 12), (2, 12)]
    assert isinstance(steps, Generator)
    steps.close()
    newest = one.search.find(parse("word"))
    assert {hit.id for hit in newest.hits} == {f"{THREADS[-1]}#2", f"{THREADS[-2]}#2"}
    assert [(step.done, step.total) for step in one.catch_up()][-1] == (10, 10)
    assert sorted(one.found("word")) == sorted(expected)
    one.close()


def test_who_finds_another_at_work_waits_and_takes_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = written(root)
    monkeypatch.setattr(following, "FEW", 1)
    monkeypatch.setattr(following, "WAIT", 0.001)
    (root / "search.sqlite").unlink()
    one = Searched(root)
    steps = one.catch_up()
    with locked(str(root / ".locks" / "search.lock"), 0):
        assert {next(steps).done for _ in range(5)} == {0}
    for _ in steps:
        pass
    assert sorted(hit.id for hit in one.find("word").hits) == sorted(expected)
    one.close()


def test_one_thread_may_search_while_another_reads_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = written(root)
    monkeypatch.setattr(following, "BATCH", 1)
    (root / "search.sqlite").unlink()
    one = Searched(root)
    reading = threading.Thread(target=lambda: list(one.catch_up()))
    reading.start()
    seen = [0]
    while seen[-1] < len(expected) and len(seen) < 100_000:
        seen.append(len(one.search.find(parse("word")).hits))
    reading.join()
    assert seen == sorted(seen)
    assert seen[-1] == len(expected)
    one.close()


BUILD = """
import sys
from pathlib import Path
from assistant.search import following
from tests.search.records import Searched
following.BATCH, following.FEW, following.WAIT = 1, 1, 0.01
one = Searched(Path(sys.argv[1]))
sys.stdin.readline()
for step in one.catch_up():
    print(step.done, flush=True)
print(len(one.found("word")), one.search.file.shared)
"""


def _building(root: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", BUILD, str(root)], stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def test_a_kill_costs_a_batch_and_two_at_once_do_not_disturb_each_other(root: Path) -> None:
    expected = written(root)
    for _ in range(SCALE):
        for path in root.glob("search.sqlite*"):
            path.unlink()
        both = [_building(root) for _ in range(3)]
        for process in both:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        assert both[0].stdout
        both[0].stdout.readline()
        both[0].send_signal(signal.SIGKILL)
        both[0].communicate(timeout=60)
        for process in both[1:]:
            out, err = process.communicate(timeout=60)
            assert (out.splitlines()[-1], err) == (f"{len(expected)} True", "")
    one = Searched(root)
    assert sorted(one.found("word")) == sorted(expected)
    assert one.search.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    one.close()


def test_a_full_disk_leaves_the_words_in_memory(root: Path) -> None:
    expected = written(root)
    (root / "search.sqlite").unlink()
    one = Searched(root)
    one.write(*mails(" ".join(f"x{n}" for n in range(9_000))))
    pages = one.search.db.execute("PRAGMA page_count").fetchone()[0]
    one.search.db.execute(f"PRAGMA max_page_count = {pages}")
    assert one.found("word") == expected
    assert not one.search.file.shared
    one.close()


def test_a_file_that_another_keeps_locked_is_said_to_be_busy_and_asked_all_the_same(root: Path) -> None:
    expected = written(root)
    one = Searched(root)
    one.search.db.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(root / "search.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    one.write(*mails("a word"))
    with pytest.raises(RecordProblem, match="busy"):
        one.found("word")
    assert len(one.search.find(parse("word")).hits) == len(expected)
    other.execute("ROLLBACK")
    other.close()
    assert len(one.found("word")) == len(expected) + 1
    one.close()


@pytest.mark.parametrize("harm", [None, nothing, garbage])
def test_a_record_that_cannot_be_written_is_searched_all_the_same(
    shown_root: Path, harm: Callable[[Path], None] | None
) -> None:
    expected = written(shown_root)
    if harm:
        harm(shown_root / "search.sqlite")
    with without_rights(shown_root):
        one = Searched(shown_root)
        assert sorted(one.found("word")) == sorted(expected)
        one.close()


def test_the_file_is_private(root: Path) -> None:
    before = os.umask(0o022)
    try:
        root.mkdir()
        one = Searched(root)
        one.write(*mails("a word"))
        one.found("word")
        files = list(root.glob("search.sqlite*"))
        assert len(files) == 3
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        one.close()
    finally:
        os.umask(before)


def test_a_thread_that_cannot_be_read_is_not_found_and_the_others_are(root: Path) -> None:
    expected = written(root)
    file_of(root, THREADS[0]).write_bytes(b"no entry\n")
    one = Searched(root)
    assert sorted(one.found("word")) == sorted(expected)[1:]
    assert list(one.catch_up()) == []
    file_of(root, THREADS[1]).unlink()
    assert sorted(one.found("word")) == sorted(expected)[2:]
    one.close()


def test_a_regulator_that_moves_to_another_zone_has_other_days(root: Path) -> None:
    root.mkdir()
    one = Searched(root, record_at(root, "Asia/Karachi"))
    one.write(by(message("in", "2020-01-02T23:30:00+00:00", "a word")))
    assert one.found("word on:2020-01-03") == [f"{THREAD}#2"]
    one.close()


def test_a_file_of_mostly_what_is_gone_is_made_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_GONE", 3)
    root.mkdir()
    one = Searched(root)
    one.write(*mails("a word"))
    for n in range(6):
        one.write(by(Corrected(2, "again", {"text": f"a word {n}"})))
        assert one.found("word") == [f"{THREAD}#2"]
    (rows,) = one.search.db.execute("SELECT COUNT(*) FROM entries").fetchone()
    assert rows < 7
    one.close()

"""How far each source was read: kept by several at once, and no harm in its loss."""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from assistant.errors import RecordProblem
from assistant.mail.imap.bookmarks import Bookmarks
from assistant.mail.sources.sources import Bookmark
from assistant.paths import RecordPaths


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return RecordPaths(tmp_path / "record").bookmarks


def test_what_was_kept_is_known_to_the_next_run(path: Path) -> None:
    assert Bookmarks(path).known == {}
    Bookmarks(path).keep([Bookmark("a", "1"), Bookmark("b", "7:1"), Bookmark("a", "2")])
    Bookmarks(path).keep([Bookmark("b", "7:9")])
    assert Bookmarks(path).known == {"a": "2", "b": "7:9"}


def test_the_end_of_a_pull_is_kept_as_the_instant_of_its_beginning(path: Path) -> None:
    kept = Bookmarks(path)
    kept.keep([Bookmark("a", "1")])
    kept.finish("office", datetime(2020, 10, 12, 14, 0, 0, 999, timezone(timedelta(hours=5))))
    kept.finish("press", datetime(2020, 10, 13, tzinfo=UTC))
    assert kept.pulled == {"office": "2020-10-12T09:00:00Z", "press": "2020-10-13T00:00:00Z"}
    assert kept.known == {"a": "1"}


def test_it_is_for_its_owner_only(path: Path) -> None:
    Bookmarks(path).keep([Bookmark("imap://officer@host/INBOX", "7:1")])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_to_keep_writes_nothing(path: Path) -> None:
    Bookmarks(path).keep([])
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff", b"[]", b'{"sources": {"a": 1}}', b'{"version": 2, "sources": {"a": "1"}}']
)
def test_a_damaged_file_counts_as_none_and_is_mended(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    assert (Bookmarks(path).known, Bookmarks(path).pulled) == ({}, {})
    Bookmarks(path).keep([Bookmark("b", "2")])
    assert Bookmarks(path).known == {"b": "2"}


def test_what_cannot_be_written_is_said_and_what_was_kept_stays(path: Path) -> None:
    Bookmarks(path).keep([Bookmark("a", "1")])
    path.with_name(f"{path.name}.new").mkdir()
    with pytest.raises(RecordProblem, match="cannot be written") as problem:
        Bookmarks(path).keep([Bookmark("a", "2")])
    assert "Nothing is lost" in str(problem.value)
    assert Bookmarks(path).known == {"a": "1"}


def test_processes_that_keep_theirs_at_once_do_not_mix_them_up(path: Path) -> None:
    script = """
import sys
from pathlib import Path
from assistant.mail.imap.bookmarks import Bookmarks
from assistant.mail.sources.sources import Bookmark
for number in range(15):
    Bookmarks(Path(sys.argv[1])).keep([Bookmark(f"{sys.argv[2]} {number}", str(number))])
"""
    running = [subprocess.Popen([sys.executable, "-c", script, str(path), name]) for name in ("a", "b", "c")]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len(Bookmarks(path).known) == 45
    assert sorted(p.name for p in path.parent.iterdir() if "new" in p.name) == []

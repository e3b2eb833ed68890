"""What is typed outlives the program, belongs to its owner alone, and goes once it is logged."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest

from assistant.errors import RecordProblem
from assistant.services.kept_texts import Kept, KeptTexts


def note(text: str, thread: str = "pta-2020-001") -> Kept:
    return Kept("composer", thread, {"text": text})


def told(kept: tuple[Kept, ...]) -> list[tuple[str, str]]:
    return [(one.thread, one.texts["text"]) for one in kept]


def test_the_next_run_takes_over_what_a_dead_one_left(tmp_path: Path) -> None:
    first = KeptTexts(tmp_path)
    assert first.take_over() == ()
    first.keep([note("a"), note("b", "pta-2020-002")])
    first.keep([note("a, and more"), note("b", "pta-2020-002")])
    second = KeptTexts(tmp_path)
    assert second.take_over() == ()  # the first still lives
    first._held.close()  # as the system does when it dies
    third = KeptTexts(tmp_path)
    left = third.take_over()
    assert sorted(told(left)) == [("pta-2020-001", "a, and more"), ("pta-2020-002", "b")]
    assert all(kept.at for kept in left)
    third._held.close()
    assert KeptTexts(tmp_path / "another record").take_over() == ()
    assert len(KeptTexts(tmp_path).take_over()) == 2  # it was never logged


def test_a_run_that_dies_while_another_begins_is_left_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying, begun = KeptTexts(tmp_path), KeptTexts(tmp_path)
    dying.keep([note("a")])
    keep = begun.keep

    def dies(texts: list[Kept], *, stamped: bool = False) -> None:
        keep(texts, stamped=stamped)
        dying._held.close()

    monkeypatch.setattr(begun, "keep", dies)
    assert begun.take_over() == ()
    assert told(KeptTexts(tmp_path).take_over()) == [("pta-2020-001", "a")]


def test_a_text_that_cannot_be_read_just_now_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, hindered = KeptTexts(tmp_path), KeptTexts(tmp_path)
    first.keep([note("a")])
    first._held.close()

    def refused(_: Path) -> bytes:
        raise OSError(errno.EMFILE, "Too many open files")

    with monkeypatch.context() as only_now:
        only_now.setattr(Path, "read_bytes", refused)
        with pytest.raises(RecordProblem, match="Too many open files"):
            hindered.take_over()
    assert told(KeptTexts(tmp_path).take_over()) == [("pta-2020-001", "a")]


def test_what_was_logged_is_gone_and_so_is_the_folder(tmp_path: Path) -> None:
    texts = KeptTexts(tmp_path)
    texts.take_over()
    texts.keep([note("a")])
    texts.keep([])
    assert texts.folder is not None
    assert [file.name for file in texts.folder.iterdir()] == ["lock"]
    texts.close()
    assert not texts.folder.exists()


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    texts = KeptTexts(tmp_path)
    texts.keep([note("confidential")])
    assert texts.folder is not None
    (file,) = texts.folder.glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(texts.folder.stat().st_mode) == 0o700


def test_a_disk_that_cannot_be_written_is_said_and_damaged_files_are_left_out(tmp_path: Path) -> None:
    texts = KeptTexts(tmp_path)
    texts.keep([note("a"), note("b", "pta-2020-002")])
    assert texts.folder is not None
    file = min(texts.folder.glob("*.json"))
    file.write_bytes(b'{"place": \xff')
    texts._held.close()
    assert len(KeptTexts(tmp_path).take_over()) == 1
    blocked = KeptTexts(tmp_path / "other")
    blocked.all_runs.parent.mkdir(parents=True, exist_ok=True)
    blocked.all_runs.write_text("a file where a folder should be")
    with pytest.raises(RecordProblem, match="unlogged texts cannot be kept"):
        blocked.keep([note("a")])

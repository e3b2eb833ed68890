from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import RecordProblem
from assistant.record.markers import Markers


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "one.lock"
    lock.touch()
    return lock


@pytest.fixture
def markers(tmp_path: Path) -> Markers:
    folder = tmp_path / "writing"
    folder.mkdir()
    return Markers(folder)


def test_a_marker_stands_until_it_is_taken_away(markers: Markers, lock: Path) -> None:
    for name in ("two", "one", "one"):
        markers.leave(name, str(lock))
    assert markers.found() == ("one", "two")
    markers.take_away("one")
    markers.take_away("one")
    assert markers.found() == ("two",)
    assert lock.exists()


def test_no_file_is_made_for_a_marker_where_the_lock_can_have_a_second_name(markers: Markers, lock: Path) -> None:
    markers.leave("one", str(lock))
    assert lock.stat().st_nlink == 2


def test_without_a_lock_file_to_name_again_the_marker_is_a_file_of_its_own(markers: Markers, tmp_path: Path) -> None:
    markers.leave("one", str(tmp_path / "none.lock"))
    assert markers.found() == ("one",)


def test_a_folder_that_is_not_there_has_no_markers_and_takes_none(tmp_path: Path, lock: Path) -> None:
    nowhere = Markers(tmp_path / "nowhere")
    assert nowhere.found() == ()
    with pytest.raises(RecordProblem, match="No such file"):
        nowhere.leave("one", str(lock))


def test_a_folder_that_cannot_be_read_is_not_taken_for_one_without_markers(tmp_path: Path) -> None:
    folder = tmp_path / "writing"
    folder.write_text("a file where a folder should be")
    with pytest.raises(RecordProblem, match="Not a directory"):
        Markers(folder).found()

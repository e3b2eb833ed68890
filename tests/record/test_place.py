"""Where no record can be: one sentence says what stands there, the next what to do, and nothing is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.errors import RecordProblem
from assistant.record.place import check_place, make_folder
from tests.record.index_cases import as_nobody


def file(at: Path) -> Path:
    at.write_text("hello")
    return at


def leading_nowhere(at: Path) -> Path:
    at.symlink_to("/mnt/office")
    return at


def leading_back(at: Path) -> Path:
    at.symlink_to(at)
    return at


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (file, "this is a file, and a record is a folder"),
        (leading_nowhere, "this link leads to /mnt/office, which is not there"),
        (leading_back, "this link leads back to itself"),
    ],
)
@pytest.mark.parametrize("below", ["", "below"])
def test_what_stands_in_the_way_is_named_with_what_to_do(
    tmp_path: Path, make: Callable[[Path], Path], told: str, below: str
) -> None:
    place = make(tmp_path / "place")
    with pytest.raises(RecordProblem) as problem:
        Desk.open(str(place / below))
    first, second = str(problem.value).split("\n")
    assert first.startswith(str(place))
    assert first.endswith(f": {told}")
    assert "--record" in second
    assert [*tmp_path.iterdir()] == [place]


@pytest.mark.parametrize("rights", [0, 0o444, 0o111])
def test_a_folder_that_may_not_be_read_is_not_taken_for_an_empty_record(shown_root: Path, rights: int) -> None:
    shown_root.mkdir()
    (shown_root / "record").mkdir()
    shown_root.chmod(rights)
    with as_nobody(shown_root), pytest.raises(RecordProblem, match="cannot be read: Permission denied\nAsk its owner"):
        check_place(shown_root)


def test_what_is_not_there_yet_is_no_fault_and_is_made_where_it_may_be(shown_root: Path) -> None:
    shown_root.mkdir()
    check_place(shown_root)
    check_place(shown_root / "new" / "one")
    make_folder(shown_root / "new" / "one")
    assert (shown_root / "new" / "one").is_dir()
    shown_root.chmod(0o555)
    with as_nobody(shown_root), pytest.raises(RecordProblem, match="other: cannot be made: Permission denied\nAsk"):
        make_folder(shown_root / "other")

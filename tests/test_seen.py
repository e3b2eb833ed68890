"""What a person has read: theirs alone, and no more than marks."""

from __future__ import annotations

from pathlib import Path

from assistant.seen import Seen, seen_file

COUNTS = (("pta-2020-001", 7), ("pta-2020-002", 1))


def test_what_is_there_at_the_first_look_counts_as_read_and_what_comes_later_does_not(tmp_path: Path) -> None:
    seen = Seen(tmp_path, seen_file())
    assert seen.unread("pta-2020-001", 7) == 0
    seen.begin(lambda: COUNTS)
    again = Seen(tmp_path, seen_file())
    again.begin(lambda: [("pta-2020-001", 99)])  # only the first look counts
    assert [again.unread("pta-2020-001", 9), again.unread("pta-2020-002", 1), again.unread("new", 2)] == [2, 0, 2]
    again.look("pta-2020-001", 9)
    assert Seen(tmp_path, seen_file()).unread("pta-2020-001", 9) == 0


def test_records_are_kept_apart_and_forgotten_once_they_are_gone(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    for root, count in ((first, 3), (second, 5)):
        Seen(root, seen_file()).begin(lambda count=count: [("pta-2020-001", count)])  # type: ignore[misc]
    assert [Seen(root, seen_file()).unread("pta-2020-001", 6) for root in (first, second)] == [3, 1]
    first.rmdir()
    Seen(second, seen_file()).look("pta-2020-001", 6)
    assert str(first) not in seen_file().read_text()


def test_a_damaged_file_or_one_that_cannot_be_written_costs_only_the_marks(tmp_path: Path) -> None:
    seen_file().parent.mkdir(parents=True)
    seen_file().write_bytes(b"{no json")
    Seen(tmp_path, seen_file()).begin(lambda: COUNTS)
    assert Seen(tmp_path, seen_file()).unread("pta-2020-002", 2) == 1
    nowhere = seen_file() / "within a file" / "seen.json"
    seen = Seen(tmp_path, nowhere)
    seen.begin(lambda: COUNTS)
    assert seen.unread("pta-2020-002", 2) == 1

"""The record of a desk is searched as of its day, as it was known, and by what it knows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from assistant.config import Settings
from assistant.demo import as_of, write_demo
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.services.searching import Searcher
from tests.record.writing import THREAD, by, message

CASE = "pta-2020-001"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    write_demo(tmp_path / "demo")
    return tmp_path / "demo"


def searcher(desk: Desk) -> Searcher:
    found = Searcher(desk)
    for _ in found.catch_up():
        pass
    return found


@pytest.fixture
def searching(demo: Path) -> Iterator[Searcher]:
    desk = Desk.open(str(demo), None, as_of())
    found = searcher(desk)
    yield found
    found.close()
    desk.close()


def test_what_is_dated_later_is_not_found(searching: Searcher, demo: Path) -> None:
    everything = Desk.open(str(demo), None, date(2030, 1, 1))
    later = searcher(everything)
    then = {hit.id for hit in searching.find("the", limit=500).hits}
    assert then
    assert then < {hit.id for hit in later.find("the", limit=500).hits}
    assert {hit.day <= as_of() for hit in searching.find("the", limit=500).hits} == {True}
    later.close()
    everything.close()


def test_as_known_on_a_day_leaves_out_what_was_logged_later_and_writes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Settings())
    desk.record.open_thread(
        "PTA", "A matter", "test", day=date(2020, 1, 1), at="2020-01-01T09:00:00Z",
        first=[by(message("in", "2020-01-02", "a word"), at="2020-01-02T09:00:00Z"),
               by(message("in", "2020-01-02", "a late word"), at="2020-02-02T09:00:00Z")],
    )  # fmt: skip
    desk.close()
    then = Desk(tmp_path, Settings(), None, date(2020, 1, 5))
    found = searcher(then)
    assert [hit.id for hit in found.find("word").hits] == [f"{THREAD}#2"]
    assert found.find("word").hits[0].passage.text == "a word"
    assert not (tmp_path / "search.sqlite").exists()
    found.close()
    then.close()


@pytest.mark.parametrize("text", ["thread:pta-2020-999", "regulator:NOBODY", "x thread:ofcom-2020-001"])
def test_what_neither_record_nor_configuration_knows_is_an_error_once_it_is_typed(
    searching: Searcher, text: str
) -> None:
    with pytest.raises(UsageProblem, match="there is no"):
        searching.find(text)
    assert searching.find(text, as_you_type=True).hits == ()
    assert searching.find("regulator:PTA the").hits


def test_as_you_type_each_letter_narrows_what_is_found(searching: Searcher) -> None:
    found = [searching.find("restore acc"[:n], as_you_type=True, limit=500).total for n in range(2, 12)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1] > 0


def test_a_thread_that_cannot_be_read_is_told(demo: Path) -> None:
    (demo / "record" / "PTA" / f"{CASE}.jsonl").write_bytes(b"no entry\n")
    desk = Desk.open(str(demo), None, as_of())
    found = searcher(desk)
    assert [(fault.thread, fault.fatal) for fault in found.faults] == [(CASE, True)]
    assert found.find("restore").hits == ()
    found.close()
    desk.close()


def test_an_index_that_nobody_wrote_to_is_not_gone_through(demo: Path) -> None:
    desk = Desk.open(str(demo), None, as_of())
    found = Searcher(desk)
    asked: list[int] = []
    marks = found.search.source.marks

    def counted() -> Mapping[str, str]:
        asked.append(1)
        return marks()

    found.search.source = structs.replace(found.search.source, marks=counted)
    for path in demo.glob("index.sqlite*"):
        os.utime(path, (1, 1))
    steps = [len(list(found.catch_up())) for _ in range(3)]
    assert (steps[0] > 0, steps[1:], len(asked)) == (True, [0, 0], 1)
    desk.append(CASE, [by(message("in", "2020-10-17", "zebra"))])
    assert list(found.catch_up()) != []
    assert len(found.find("zebra").hits) == 1
    found.close()
    desk.close()

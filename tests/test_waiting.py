"""A thread that another process keeps locked: whoever else works at the desk goes on, and somebody hears of it."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.errors import RecordProblem
from assistant.record import locking
from assistant.record.decisions import note
from assistant.record.entry import NewEntry
from assistant.record.files import FileStore
from assistant.record.thread import Thread
from tests.record.writing import THREAD, message
from tests.reports.records import of_facts


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(locking, "SLOW", 0.05)
    return of_facts(tmp_path, message("out", "2020-01-02"), as_of="2020-01-20")


@pytest.mark.parametrize("how", ["decide", "append"])
def test_who_waits_for_another_process_keeps_nobody_else_waiting(desk: Desk, how: str) -> None:
    said: list[str] = []
    heard = threading.Event()

    def tell(told: str) -> None:
        said.append(told)
        heard.set()

    desk.on_wait(tell)
    write = {
        "decide": lambda: desk.decide(THREAD, lambda _: note("later", "me", date(2020, 1, 3))),
        "append": lambda: desk.append(THREAD, note("later", "me", date(2020, 1, 3))),
    }[how]
    writer = threading.Thread(target=write)
    with FileStore(desk.root).locked(THREAD):
        writer.start()
        assert heard.wait(10)
        begun = time.monotonic()
        assert desk.thread(THREAD).length == 2
        assert desk.check().gaps
        assert time.monotonic() - begun < 5
    writer.join(10)
    assert said == [f"{THREAD}: another process is writing; it is waited for, up to 30 seconds"]
    assert [one.text for one in desk.thread(THREAD).notes] == ["later"]


def test_who_waits_only_for_a_moment_says_nothing(desk: Desk) -> None:
    said: list[str] = []
    desk.on_wait(said.append)
    desk.append(THREAD, note("at once", "me", date(2020, 1, 3)))
    assert said == []


def test_a_desk_is_closed_once_nobody_reads_at_it(desk: Desk) -> None:
    """SQLite does not survive to be closed under a thread that reads."""
    begun = threading.Event()
    found: list[tuple[str]] = []
    desk.refresh()

    def read() -> None:
        with desk.lock:
            begun.set()
            time.sleep(0.1)
            found.extend(desk.record.index.db.execute("SELECT thread FROM threads"))

    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(10)
    desk.close()
    reader.join(10)
    assert found == [(THREAD,)]


def test_who_decides_while_somebody_writes_decides_anew_on_what_was_written(desk: Desk) -> None:
    colleague = Desk(desk.root, desk.settings)
    seen: list[int] = []

    def decision(now: Thread) -> list[NewEntry]:
        seen.append(now.length)
        if len(seen) == 1:
            colleague.append(THREAD, note("from a colleague", "them", date(2020, 1, 3)))
        return note(f"after {now.length}", "me", date(2020, 1, 3))

    (logged,) = desk.decide(THREAD, decision)
    assert seen == [2, 3]
    assert logged.n == 4
    assert [one.text for one in desk.thread(THREAD).notes] == ["from a colleague", "after 3"]


def test_where_others_never_cease_to_write_it_is_said_in_a_sentence_and_nothing_is_logged(desk: Desk) -> None:
    colleague = Desk(desk.root, desk.settings)

    def decision(now: Thread) -> list[NewEntry]:
        colleague.append(THREAD, note("again", "them", date(2020, 1, 3)))
        return note("mine", "me", date(2020, 1, 3))

    with pytest.raises(RecordProblem, match=rf"{THREAD} is being written all the time\nNothing was logged; try again"):
        desk.decide(THREAD, decision)
    assert {one.text for one in desk.thread(THREAD).notes} == {"again"}

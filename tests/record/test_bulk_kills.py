"""A writer of many threads that is killed loses nothing that was acknowledged."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.record.index import Index, Source
from assistant.record.verify import verify
from tests.record.test_bulk import errors, more
from tests.record.test_faults import acknowledged, on_file, writer
from tests.record.writing import SCALE, record_at


@pytest.mark.parametrize("seed", range(5 * SCALE))
def test_a_kill_in_the_middle_of_a_group_loses_nothing_that_was_acknowledged(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a moment, no secret
    root = tmp_path / "record"
    process = writer(root, "groups", 200)
    assert process.stdout
    said = [process.stdout.readline() for _ in range(chance.randrange(1, 300))]
    time.sleep(chance.random() * 0.02)
    process.kill()
    said += process.stdout.readlines()
    process.communicate(timeout=30)
    record = record_at(root)
    found = verify(record.store)
    assert found.ok, found.problems
    kept = on_file(record.store)
    assert {name: text for name, text in acknowledged(said).items() if kept.get(name) != text} == {}
    desk = Desk.open(str(root))
    assert [fault for fault in desk.refresh(sweep=False) if fault.fatal] == []
    anew = Index(
        None, Source(record.store.changes, record.store.marked, record.zone, lambda key: str(record.zone(key)))
    )
    anew.catch_up()
    assert desk.summaries() == anew.summaries()
    assert desk.record.store.marked() == ()
    threads = desk.record.store.threads()
    assert errors(list(desk.record.append_all([more(thread) for thread in threads]))) == dict.fromkeys(threads)
    assert verify(record.store).ok
    desk.close()
    anew.close()

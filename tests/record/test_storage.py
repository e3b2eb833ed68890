"""TinyDB over a journal: what its own API may do to a thread's file, and what it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.operations import set as set_to
from tinydb.table import Document, Table

from assistant.errors import RecordProblem
from assistant.record.storage import database

CHANGES: dict[str, Callable[[TinyDB, Table], object]] = {
    "update fields": lambda _, table: table.update({"text": "never said"}),
    "update by a function": lambda _, table: table.update(lambda doc: doc.update(text="never said")),
    "update by an operation": lambda _, table: table.update(set_to("text", "never said"), where("n") == 1),
    "increment": lambda _, table: table.update(increment("n")),
    "add": lambda _, table: table.update(add("n", 1)),
    "delete a field": lambda _, table: table.update(delete("text")),
    "update one by its number": lambda _, table: table.update({"text": "never said"}, doc_ids=[2]),
    "update several": lambda _, table: table.update_multiple([({"text": "never said"}, where("n") == 2)]),
    "upsert": lambda _, table: table.upsert({"text": "never said"}, where("n") == 2),
    "upsert by number": lambda _, table: table.upsert(Document({"text": "never said"}, doc_id=2)),
    "remove": lambda _, table: table.remove(where("n") == 3),
    "remove by number": lambda _, table: table.remove(doc_ids=[1]),
    "truncate": lambda _, table: table.truncate(),
    "drop tables": lambda db, _: db.drop_tables(),
    "drop the table": lambda db, _: db.drop_table("entries"),
    "insert into another table": lambda db, _: db.insert({"text": "elsewhere"}),
    "insert with a number that is taken": lambda _, table: table.insert(Document({"text": "new"}, doc_id=2)),
    "insert and leave a hole": lambda _, table: table.insert(Document({"text": "new"}, doc_id=9)),
    "write the storage": lambda db, _: db.storage.write({"entries": {"1": {"n": 1}}}),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "PTA" / "pta-2020-001.jsonl"
    _, table, _ = database(path)
    table.insert_multiple({"n": n, "text": f"Text {n}"} for n in (1, 2, 3))
    return path


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_would_change_an_entry_is_refused_and_the_file_stays_as_it_is(
    path: Path, change: Callable[[TinyDB, Table], object]
) -> None:
    before = path.read_bytes()
    db, table, _ = database(path)
    with pytest.raises((RecordProblem, ValueError)):  # TinyDB itself refuses a number that is taken
        change(db, table)
    assert path.read_bytes() == before
    assert [document["text"] for document in database(path)[1].all()] == ["Text 1", "Text 2", "Text 3"]


def test_a_changed_value_within_an_entry_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    _, table, storage = database(path)
    read: dict[str, Any] = storage.read()
    changed = {**read["entries"], "2": {**read["entries"]["2"], "text": "never said"}}
    with pytest.raises(RecordProblem, match="#2 would be changed"):
        storage.write({"entries": changed})
    held = table.get(doc_id=1)
    assert held is not None
    held["text"] = "a copy in memory"
    assert path.read_bytes() == before


def test_inserts_append_and_nothing_before_them_moves(path: Path) -> None:
    before = path.read_bytes()
    _, table, _ = database(path)
    assert table.insert({"n": 4, "text": "Text 4"}) == 4
    assert table.insert_multiple([{"n": 5, "text": "“5”\n"}, {"n": 6, "text": ""}]) == [5, 6]
    assert table.upsert({"n": 7, "text": "new"}, where("n") == 7) == [7]
    after = path.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == 7


def test_queries_see_what_another_database_on_the_same_file_wrote(path: Path) -> None:
    database(path)[1].insert({"n": 4, "text": "from elsewhere"})
    _, table, _ = database(path)
    assert len(table) == 4
    assert [d["n"] for d in table.search(Query().text.matches("from"))] == [4]


def test_an_unreadable_line_names_file_and_line_once_it_is_looked_into(path: Path) -> None:
    lines = path.read_bytes().splitlines()
    for bad in (b"{", b"[]", b"\xff"):
        path.write_bytes(b"\n".join([lines[0], bad, lines[2]]) + b"\n")
        _, table, storage = database(path)
        with pytest.raises(RecordProblem, match="not a readable entry") as caught:
            table.all()
        assert f"{path}, line 2" in str(caught.value)
        assert len(storage.read()["entries"]) == 3

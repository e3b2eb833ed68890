"""TinyDB over a journal: one database a thread, whose storage only ever appends.

TinyDB hands a storage the whole table at each insert. This one compares it with what it read: lines that were there
must still be there, unchanged; new ones are appended. TinyDB's own JSON storage rewrites the file instead, which
takes seconds in a large record, is not safe against a crash, and lets two writers overwrite each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from assistant.errors import RecordProblem
from assistant.record import journal
from assistant.record.entry import canonical

TABLE = "entries"


class JournalDocument(Mapping[str, Any]):
    """One line of the journal, decoded when it is first looked into: an append need not read the whole thread."""

    __slots__ = ("_value", "raw", "where")

    def __init__(self, raw: bytes, where: str) -> None:
        self.raw, self.where = raw, where
        self._value: dict[str, Any] | None = None

    @property
    def value(self) -> dict[str, Any]:
        """The object itself; raises `RecordProblem` that names file and line if the line is not one."""
        if self._value is None:
            try:
                value = json.loads(self.raw)
            except ValueError as error:
                raise RecordProblem(f"not a readable entry ({error})", where=self.where) from error
            if not isinstance(value, dict):
                raise RecordProblem("not a readable entry (not an object)", where=self.where)
            self._value = value
        return self._value

    def __getitem__(self, key: str) -> Any:
        return self.value[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.value)

    def __len__(self) -> int:
        return len(self.value)

    def update(self, *_: object, **__: object) -> None:
        """What TinyDB's own `update` and its operations call; raises `RecordProblem`."""
        raise RecordProblem("an entry cannot be changed: the record only grows", where=self.where)

    __setitem__ = __delitem__ = update


class JournalStorage(Storage):
    """A TinyDB storage over one journal. Its user holds the thread's lock for as long as it may write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._documents: dict[str, JournalDocument] | None = None
        self.size = 0
        self.torn = b""

    def read(self) -> dict[str, dict[str, Any]]:
        """The one table, its documents numbered from 1 by line."""
        if self._documents is None:
            content = journal.read(self.path)
            self.size, self.torn = content.size, content.torn
            self._documents = {
                str(n): JournalDocument(raw, f"{self.path}, line {n}") for n, raw in enumerate(content.lines, 1)
            }
        return {TABLE: dict(self._documents)}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Append what is new in `data`; raises `RecordProblem` if anything that was there differs or is gone."""
        self.read()
        known = self._documents or {}
        if set(data) - {TABLE}:
            raise RecordProblem("a thread holds entries and nothing else", where=str(self.path))
        table = data.get(TABLE, {})
        for doc_id, document in known.items():
            if doc_id not in table or (table[doc_id] is not document and dict(table[doc_id]) != document.value):
                raise RecordProblem(f"entry #{doc_id} would be changed: the record only grows", where=str(self.path))
        new = sorted((doc_id for doc_id in table if doc_id not in known), key=int)
        if [int(doc_id) for doc_id in new] != list(range(len(known) + 1, len(known) + len(new) + 1)):
            raise RecordProblem("entries must follow one another without a hole", where=str(self.path))
        if not new:
            return
        lines = [canonical(dict(table[doc_id])) for doc_id in new]
        self.size = journal.append(self.path, lines, self.size)
        self.torn = b""
        for doc_id, raw in zip(new, lines, strict=True):
            known[doc_id] = JournalDocument(raw, f"{self.path}, line {doc_id}")
        self._documents = known

    def close(self) -> None:
        """Nothing is held open."""


def database(path: Path) -> tuple[TinyDB, Table, JournalStorage]:
    """A fresh TinyDB on the journal at `path`, its table of entries, and the storage under both.

    Fresh for each use: a TinyDB that lives on keeps its next id and its query cache, and both go stale when another
    process writes.
    """
    storage = JournalStorage(path)
    db = TinyDB(storage=lambda: storage)
    return db, db.table(TABLE, cache_size=0), storage

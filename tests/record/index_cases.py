"""What the tests of the index share: all that can be asked of it, records of processes that are gone, and harm."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import get_args

from assistant.record.index_rows import Wanted
from assistant.record.index_schema import VERSION
from assistant.record.opening import OpeningKind
from assistant.record.record import Record
from tests.record.writing import THREAD, by, message, opened, record_at

FAR = date(2021, 1, 1)
EVERYTHING = [Wanted(kind, FAR, FAR, FAR) for kind in get_args(OpeningKind)]


def listed(record: Record) -> dict[str, int]:
    """How many messages each thread in the list has."""
    return {summary.thread: summary.messages for summary in record.index.summaries()}


def written(root: Path, *threads: str) -> None:
    """A record of a process that is gone, its index up to date."""
    record = record_at(root)
    for thread in threads or (THREAD,):
        record.append(thread, [opened(thread), by(message("out", "2020-01-02"))], 0)
    record.refresh()
    record.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all\n" * 500)


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE IF EXISTS threads")
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()


def without_tables(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE IF EXISTS threads")
    db.close()


def odd_states(path: Path) -> None:
    with sqlite3.connect(path) as db:
        if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'threads'").fetchone():
            db.execute("UPDATE threads SET state = X'C1'")
            db.execute("UPDATE lines SET line = X'C1'")
    db.close()


@contextmanager
def as_nobody(root: Path) -> Iterator[None]:
    """With no more rights to the record than all have; behind it all belongs to its owner as before."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        for path in (root, *root.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)


@contextmanager
def without_rights(root: Path) -> Iterator[None]:
    """As somebody who may read the record and write nothing."""
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with as_nobody(root):
        yield

"""Durable append of one message to a large record: ours against SQLite, a bare append with fsync, and stock TinyDB."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from assistant.desk import Desk
from assistant.record.entry import NewEntry, canonical
from assistant.record.kinds import Message
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import ROOT, Result, Row, Sample, child_environment, in_turn, timed

TABLE = """
CREATE TABLE messages (
    id INTEGER PRIMARY KEY, thread TEXT NOT NULL, n INTEGER NOT NULL, at TEXT NOT NULL, direction TEXT NOT NULL,
    message_id TEXT, subject TEXT NOT NULL, document TEXT NOT NULL
);
CREATE UNIQUE INDEX messages_thread ON messages (thread, n);
CREATE INDEX messages_at ON messages (at);
CREATE INDEX messages_message_id ON messages (message_id);
"""


def measure(record: Path, work: Path, appends: int, tinydb_inserts: int = 2) -> list[Result]:
    """All rows about appending; `record` itself is left as it is, a copy in `work` grows."""
    ours = work / "record"
    shutil.copytree(record, ours)
    documents = list(_documents(ours))
    message = _message(ours)
    sides = {
        "assistant": _assistant(ours, message),
        "SQLite FULL": _sqlite(work / "rollback.sqlite", "DELETE", documents, message),
        "SQLite WAL FULL": _sqlite(work / "wal.sqlite", "WAL", documents, message),
        "append + fsync": _bare(ours, work / "bare", message),
    }
    for side in sides.values():
        side()  # the first of each opens files and fills caches
    os.sync()  # what the preparations wrote is not on anybody's account
    taken = in_turn(sides, appends)
    shown = f"append, {len(documents):,} messages"
    return [
        Row(shown, taken["assistant"], _tinydb(work, documents, message, tinydb_inserts), "≥ 2000", inverse=True),
        Row(shown, taken["assistant"], taken["SQLite FULL"], "≤ 3"),
        Row(shown, taken["assistant"], taken["SQLite WAL FULL"]),
        Row(shown, taken["assistant"], taken["append + fsync"]),
    ]


def _assistant(root: Path, message: Message) -> Callable[[], float]:
    """`Record.append`: lock, chain, fsync, index; the next time into another thread."""
    desk = Desk.open(str(root), str(root / "assistant.toml"), AS_OF)
    desk.refresh(sweep=False)
    threads = desk.record.store.threads()
    random = Random(0)  # noqa: S311 - not for secrets
    new = [NewEntry(message, "benchmark")]

    def append() -> float:
        thread = random.choice(threads)
        return timed(lambda: desk.append(thread, new))

    return append


def _sqlite(path: Path, mode: str, documents: list[dict[str, Any]], message: Message) -> Callable[[], float]:
    """One row and a commit with `synchronous=FULL`, into a table that holds the same messages."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"PRAGMA journal_mode={mode}")
    db.executescript(TABLE)
    db.execute("BEGIN")
    insert = (
        "INSERT INTO messages (thread, n, at, direction, message_id, subject, document) VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    db.executemany(insert, (_columns(document) for document in documents))
    db.execute("COMMIT")
    db.execute("PRAGMA synchronous=FULL")
    threads = sorted({document["thread"] for document in documents})
    random = Random(0)  # noqa: S311
    body = msgspec.to_builtins(message)
    place = iter(range(1_000_000, 2_000_000))

    def append() -> float:
        row = {"thread": random.choice(threads), "n": next(place), "at": "2024-11-14T12:00:00Z", "data": body}
        return timed(lambda: db.execute(insert, _columns(row)))

    return append


def _columns(document: dict[str, Any]) -> tuple[Any, ...]:
    data = document["data"]
    identity = (document["thread"], document["n"], document["at"])
    return (*identity, data["direction"], data.get("message_id"), data.get("subject", ""), json.dumps(document))


def _bare(record: Path, work: Path, message: Message) -> Callable[[], float]:
    """Open, append, fsync, close: what any durable journal has to pay. Into as many files."""
    shutil.copytree(record / "record", work)
    files = sorted(work.glob("*/*.jsonl"))
    random = Random(0)  # noqa: S311
    line = canonical(msgspec.to_builtins(message)) + b"\n"

    def write(path: Path) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        os.write(descriptor, line)
        os.fsync(descriptor)
        os.close(descriptor)

    return lambda: timed(lambda: write(path)) if (path := random.choice(files)) else 0.0


def _tinydb(work: Path, documents: list[dict[str, Any]], message: Message, inserts: int) -> Sample:
    """A child of its own, because it needs about a gigabyte."""
    file = work / "tinydb.json"
    with file.open("w", encoding="utf-8") as stream:
        json.dump({"_default": {str(n): document for n, document in enumerate(documents, 1)}}, stream)
    command = [sys.executable, "-m", "tests.benchmarks.stock_tinydb", str(file), str(inserts)]
    body = msgspec.json.encode({"thread": "x", "n": 1, "at": "", "data": msgspec.to_builtins(message)})
    done = subprocess.run(command, input=body, cwd=ROOT, env=child_environment(), capture_output=True, check=True)
    file.unlink()
    return Sample("stock TinyDB", tuple(json.loads(done.stdout)))


def _documents(root: Path) -> Iterator[dict[str, Any]]:
    """The messages of the record, as plain documents."""
    for path in sorted((root / "record").glob("*/*.jsonl")):
        for line in path.read_bytes().splitlines():
            entry = json.loads(line)
            if entry["kind"] == "message":
                yield {"thread": path.stem, "n": entry["n"], "at": entry["at"], "data": entry["data"]}


def _message(root: Path) -> Message:
    """A message of middling length, to be appended again and again."""
    some = sorted(islice(_documents(root), 101), key=lambda document: len(document["data"]["text"]))
    return msgspec.convert({**some[len(some) // 2]["data"], "kind": "message"}, Message)

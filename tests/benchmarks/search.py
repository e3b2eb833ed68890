"""Search over a large record: each key as one types against a plain scan, the whole command against bare FTS5.

The first filling of the file of words stands beside FTS5 given the same texts at once; its size, the record's.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from assistant.desk import Desk
from assistant.paths import RecordPaths
from assistant.record.kinds import Message
from assistant.services.searching import Searcher
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import Result, Row, Sample, in_turn, process, timed

TYPED = ("transparency report supersedes annex 42", "licence of the market survey", "register audit", "zq nothing")
"""The generated prose has few words, so that each stands in most of its messages: the worst case."""
WORD = "supersedes"
_BARE = """
import click, msgspec, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(db.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 20", (sys.argv[2],)).fetchall())
"""
_RANKED = _BARE.replace("ORDER BY rowid DESC", "ORDER BY rank")


def measure(record: Path, work: Path, processes: int) -> list[Result]:
    """All rows about searching; the record keeps its file of words, which is disposable."""
    desk = Desk.open(str(record), str(record / "assistant.toml"), AS_OF)
    try:
        desk.refresh()
        messages = sum(summary.messages for summary in desk.each_summary())
        return [
            *_filled(desk, work, messages),
            *_typed(desk, messages),
            _process(record, messages, processes),
            _asked(record, messages, processes),
        ]
    finally:
        desk.close()


def _filled(desk: Desk, work: Path, messages: int) -> list[Result]:
    file = RecordPaths(desk.root).search
    for path in desk.root.glob(f"{file.name}*"):
        path.unlink()
    ours = Sample("assistant", (timed(lambda: _catch_up(desk)),))
    bare = Sample("bare FTS5", (timed(lambda: _bare_fts5(work / "bare.sqlite", desk)),))
    journals = sum(path.stat().st_size for path in RecordPaths(desk.root).threads.glob("*/*.jsonl"))
    return [
        Row(f"search, first time, {messages:,} messages", ours, bare),
        Row(
            f"search, size of its file, {messages:,} messages",
            Sample("assistant", (file.stat().st_size / 1e6,)),
            Sample("the journals", (journals / 1e6,)),
            unit="MB",
        ),
    ]


def _catch_up(desk: Desk) -> None:
    searcher = Searcher(desk)
    for _ in searcher.catch_up():
        pass
    searcher.close()


def _bare_fts5(path: Path, desk: Desk) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(subject, text, content = '')")
        for n, message in enumerate(_messages(desk)):
            db.execute("INSERT INTO words (rowid, subject, text) VALUES (?, ?, ?)", (n, message.subject, message.text))
    db.close()


def _messages(desk: Desk) -> Iterator[Message]:
    store = desk.record.store
    for thread in store.threads():
        yield from (line.fact for line in store.lines(thread) if isinstance(line.fact, Message))


def _typed(desk: Desk, messages: int) -> list[Result]:
    searcher = Searcher(desk)
    keys = cycle([text[:n] for text in TYPED for n in range(1, len(text) + 1)])
    rounds = sum(map(len, TYPED))
    taken = in_turn({"assistant": _key(searcher, keys)}, rounds)["assistant"]
    scan = Sample("plain scan", tuple(timed(lambda: _scan(desk.root)) for _ in range(3)))
    searcher.close()
    slow = Sample("assistant, 95 %", (sorted(taken.values)[int(rounds * 0.95)],))
    shown = f"search as you type, {messages:,} messages"
    return [Row(shown, taken, scan, "≥ 10", inverse=True), Row(shown, slow, scan, "≥ 10", inverse=True)]


def _key(searcher: Searcher, keys: Iterator[str]) -> Callable[[], float]:
    return lambda: timed(lambda: searcher.find(next(keys), as_you_type=True))


def _scan(root: Path) -> int:
    word = WORD.encode()
    return sum(path.read_bytes().lower().count(word) for path in RecordPaths(root).threads.glob("*/*.jsonl"))


def _process(record: Path, messages: int, rounds: int) -> Row:
    started = "from assistant.cli import process; process()"
    command = (sys.executable, "-c", started, "--record", str(record), "--as-of", AS_OF.isoformat(), "search", WORD)
    bare = (sys.executable, "-c", _BARE, str(RecordPaths(record).search), WORD)
    sides = {"assistant": process(command), "start + bare FTS5": process(bare)}
    for side in sides.values():
        side()
    taken = in_turn(sides, rounds)
    return Row(f"search, whole process, {messages:,} messages", taken["assistant"], taken["start + bare FTS5"], "≤ 2")


def _asked(record: Path, messages: int, rounds: int) -> Row:
    """A question whose words stand in most messages, beside bare FTS5 that is asked for them, the best first."""
    started = "from assistant.cli import process; process()"
    question = ("ask", f"what did they say about {WORD}")
    command = (sys.executable, "-c", started, "--record", str(record), "--as-of", AS_OF.isoformat(), *question)
    bare = (sys.executable, "-c", _RANKED, str(RecordPaths(record).search), WORD)
    sides = {"assistant": process(command), "start + bare FTS5": process(bare)}
    for side in sides.values():
        side()
    taken = in_turn(sides, rounds)
    return Row(f"ask, whole process, {messages:,} messages", taken["assistant"], taken["start + bare FTS5"], "≤ 2")

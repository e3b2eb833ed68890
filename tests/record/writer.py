"""A program that writes to a record until it is done or killed: `python -m tests.record.writer ROOT WHAT COUNT`.

Each entry is told on standard output once `append` has returned, as `thread#n text`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from assistant.record.bulk import Append
from assistant.record.record import Record
from tests.record.writing import THREAD, by, message, note, opened, record_at


def _say(thread: str, n: int, text: str) -> None:
    sys.stdout.write(f"{thread}#{n} {text}\n")
    sys.stdout.flush()


def matters(record: Record, count: int) -> None:
    """A new thread now and then, and mails and notes of several sizes in it."""
    thread = THREAD
    for n in range(count):
        if n % 10 == 0:
            thread = record.open_thread("PTA", "A matter", "test", day=date(2020, 1, 1), first=[note("first")])
            _say(thread, 2, "first")
        text = f"{n} " + "x" * (n * 977 % 9000)
        (line,) = record.append(thread, [by(message("in" if n % 3 else "out", "2020-01-05", text))])
        _say(thread, line.n, text)


def notes(record: Record, count: int, thread: str, name: str) -> None:
    """Notes in one thread, each with its writer's name."""
    for n in range(count):
        (line,) = record.append(thread, [note(f"{name} {n}")])
        _say(thread, line.n, f"{name} {n}")


def groups(record: Record, count: int) -> None:
    """So many groups of new threads and of new entries in old ones; each group is told once all of it was written."""
    for n in range(count):
        new = [f"pta-2020-{n * 3 + k:03d}" for k in (1, 2, 3)]
        old = [f"pta-2020-{k:03d}" for k in range(max(1, n * 3 - 20), n * 3 + 1)]
        texts = {thread: f"{n} {thread} " + "x" * (n * 977 % 900) for thread in (*new, *old)}
        appends = [Append(thread, (opened(thread), note(texts[thread])), 0) for thread in new]
        appends += [Append(thread, (note(texts[thread]),), None) for thread in old]
        for written in record.append_all(appends):
            thread = written.append.thread
            _say(thread, n - (int(thread[-3:]) - 1) // 3 + 2, texts[thread])


if __name__ == "__main__":
    root, what, length, *rest = sys.argv[1:]
    if what in {"matters", "groups"}:
        {"matters": matters, "groups": groups}[what](record_at(Path(root)), int(length))
    else:
        notes(record_at(Path(root)), int(length), *rest)

"""What the index knows of mail: which copy of which lies where, and which threads name which Message-ID.

A thread that was merged into another still has its rows, should the merger be taken back; nobody is told of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from assistant.record.entry import Line
from assistant.record.fingerprint import fingerprint
from assistant.record.inert import writable
from assistant.record.kinds import Merged, Message, ThreadOpened
from assistant.record.store import regulator_of
from assistant.record.thread import Thread

Rows = Callable[[str, Sequence[object]], list[Any]]
"""Runs a query and gives all its rows."""

_STANDING = "thread NOT IN (SELECT thread FROM merged)"


def forget(db: sqlite3.Connection, thread: str) -> None:
    """Drop what is known of the thread's mail, before its file is read anew."""
    for table in ("mails", "ids", "merged", "apart"):
        db.execute(f"DELETE FROM {table} WHERE thread = ?", (thread,))  # noqa: S608 - names from above


def note(db: sqlite3.Connection, thread: str, lines: Iterable[Line], fingerprints: Sequence[str] = ()) -> None:
    """Note the mail among new `lines`; `fingerprints` of all its messages, if they are known."""
    known = iter(fingerprints)
    for line in lines:
        if isinstance(line.fact, Message):
            mark = next(known, None) or fingerprint(line.fact)
            db.execute("INSERT INTO mails VALUES (?, ?, ?)", (mark, thread, line.n))
            _note_ids(db, thread, named_ids(thread, line.fact))
        elif isinstance(line.fact, ThreadOpened):
            _note_ids(db, thread, _own_numbers(line.fact.regulator, line.fact.ours, line.fact.theirs))
        elif isinstance(line.fact, Merged) and line.fact.role == "absorbed-by":
            db.execute("INSERT OR REPLACE INTO merged VALUES (?)", (thread,))


def _note_ids(db: sqlite3.Connection, thread: str, ids: Iterable[str]) -> None:
    db.executemany("INSERT OR IGNORE INTO ids VALUES (?, ?)", [(name, thread) for name in ids])


def named_ids(thread: str, message: Message) -> set[str]:
    """Everything in a message of `thread` that ties it to others."""
    numbers = [number_name(regulator_of(thread), number) for number in message.numbers]
    ids = (message.message_id, message.in_reply_to, message.undelivered_id, *message.references, *numbers)
    return {name for name in ids if name}


def _own_numbers(regulator: str, *numbers: str) -> list[str]:
    return [number_name(regulator, number) for number in numbers if number]


def number_name(regulator: str, number: str) -> str:
    """A reference number as something that joins mails like a Message-ID: no id holds a control character."""
    return f"\x02{regulator} {number}"


def settle(db: sqlite3.Connection, state: Thread, lines: Sequence[Line]) -> None:
    """Bring it to what the thread, folded from `lines`, says of its mergers."""
    db.execute("DELETE FROM merged WHERE thread = ?", (state.id,))
    db.execute("DELETE FROM apart WHERE thread = ?", (state.id,))
    if state.merged_into:
        db.execute("INSERT INTO merged VALUES (?)", (state.id,))
    if state.apart:
        db.executemany("INSERT OR IGNORE INTO apart VALUES (?, ?)", [(state.id, other) for other in state.apart])
        _drop_parted(db, state, lines)
    _note_ids(db, state.id, _own_numbers(state.regulator, state.ours, state.theirs))


def _drop_parted(db: sqlite3.Connection, state: Thread, lines: Sequence[Line]) -> None:
    """The copies that came with a merger and count no more: their mail is where it was before.

    Unlike what a person voided, which stays known, lest the next import bring it back.
    """
    copies = {
        n
        for line in lines
        if isinstance(line.fact, Merged) and line.fact.other in state.apart
        for n in range(line.n + 1, line.n + 1 + line.fact.copies)
    }
    db.executemany("DELETE FROM mails WHERE thread = ? AND n = ?", [(state.id, n) for n in copies])
    db.execute("DELETE FROM ids WHERE thread = ?", (state.id,))
    for line in lines:
        if isinstance(line.fact, Message) and line.n not in copies:
            _note_ids(db, state.id, named_ids(state.id, line.fact))


def copies(rows: Rows, fingerprints: Iterable[str]) -> dict[str, str]:
    """Which of these mails are in the record already: fingerprint → `thread#n`.

    One that a person voided is, too, though its thread was merged into another since and the other never had it.
    """
    query = f"SELECT thread, n FROM mails WHERE fingerprint = ? ORDER BY {_STANDING} DESC LIMIT 1"  # noqa: S608
    return {mark: f"{thread}#{n}" for mark in fingerprints for thread, n in rows(query, (mark,))}


def threads_naming(rows: Rows, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Which threads have or refer to a mail of that Message-ID; ids that none knows are left out."""
    query = f"SELECT thread FROM ids WHERE message_id = ? AND {_STANDING}"  # noqa: S608
    found = {name: tuple(thread for (thread,) in rows(query, (writable(name),))) for name in ids}
    return {name: threads for name, threads in found.items() if threads}


def apart(rows: Rows, threads: Iterable[str]) -> set[frozenset[str]]:
    """The pairs among which a person has taken a merger back; one of each is in `threads`."""
    query = "SELECT other FROM apart WHERE thread = ?"
    return {frozenset((thread, other)) for thread in threads for (other,) in rows(query, (thread,))}

"""What the index knows of mail: which copy of which lies where, and which threads name which Message-ID.

A thread that was merged into another still has its rows, should the merger be taken back; nobody is told of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from assistant.record.batches import batched
from assistant.record.entry import Line
from assistant.record.fingerprint import fingerprint
from assistant.record.inert import writable
from assistant.record.kinds import DraftSaved, Erased, Merged, Message, ThreadOpened
from assistant.record.store import regulator_of
from assistant.record.thread import Thread

Rows = Callable[[str, Sequence[object]], list[Any]]
"""Runs a query and gives all its rows."""

AT_ONCE = 500
"""Values that one query is asked for; older versions of SQLite take 999."""
_PASSING = "\x03"
_STANDING = "thread NOT IN (SELECT thread FROM merged)"


def forget(db: sqlite3.Connection, thread: str) -> None:
    """Drop what is known of the thread's mail, before its file is read anew."""
    for table in ("mails", "ids", "merged", "apart"):
        db.execute(f"DELETE FROM {table} WHERE thread = ?", (thread,))  # noqa: S608 - names from above


def note(db: sqlite3.Connection, thread: str, lines: Sequence[Line], fingerprints: Sequence[str] = ()) -> None:
    """Note the mail among new `lines`; `fingerprints` of all its messages, if they are known.

    One that was erased stays known, lest the next import bring it back.
    """
    known = iter(fingerprints)
    erased = {line.fact.entry: line.fact.fingerprint for line in lines if isinstance(line.fact, Erased)}
    messages = [(line.n, line.fact) for line in lines if isinstance(line.fact, Message)]
    marks = ((next(known, None) or erased.get(n) or fingerprint(message), thread, n) for n, message in messages)
    db.executemany("INSERT INTO mails VALUES (?, ?, ?)", marks)
    _note_ids(db, thread, (message for _, message in messages))
    for line in lines:
        if isinstance(line.fact, DraftSaved):
            _note_draft(db, thread, line.fact)
        elif isinstance(line.fact, ThreadOpened):
            _note_numbers(db, thread, line.fact.regulator, line.fact.ours, line.fact.theirs)
        elif isinstance(line.fact, Merged) and line.fact.role == "absorbed-by":
            db.execute("INSERT OR REPLACE INTO merged VALUES (?)", (thread,))


def _note_ids(db: sqlite3.Connection, thread: str, messages: Iterable[Message]) -> None:
    names = ((name, thread, name == message.message_id) for message in messages for name in named_ids(thread, message))
    db.executemany("INSERT INTO ids VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET own = 1 WHERE excluded.own", names)


def _note_draft(db: sqlite3.Connection, thread: str, draft: DraftSaved) -> None:
    """The Message-ID under which it was exported: its sent copy belongs where it was written."""
    if draft.message_id:
        row = (draft.message_id, thread)
        db.execute("INSERT OR IGNORE INTO ids (message_id, thread) VALUES (?, ?)", row)


def _note_numbers(db: sqlite3.Connection, thread: str, regulator: str, *numbers: str) -> None:
    """The reference numbers of the thread itself."""
    names = [(number_name(regulator, number), thread) for number in numbers if number]
    db.executemany("INSERT OR IGNORE INTO ids (message_id, thread, own) VALUES (?, ?, 1)", names)


def named_ids(thread: str, message: Message) -> set[str]:
    """Everything in a message of `thread` that ties it to others.

    Where it names several reference numbers, none of them says which matter it belongs to.
    """
    naming = passing_number if message.proposed_class == "automatic" else number_name
    numbers = [naming(regulator_of(thread), number) for number in message.numbers[:2]]
    ids = (message.message_id, message.in_reply_to, message.undelivered_id, *message.references, *message.about)
    return {name for name in (*ids, *(numbers if len(numbers) == 1 else ())) if name}


def number_name(regulator: str, number: str) -> str:
    """A reference number as something that joins mails like a Message-ID: no id holds a control character."""
    return f"\x02{regulator} {number}"


def passing_number(regulator: str, number: str) -> str:
    """The same where a machine wrote it, perhaps into every answer: it joins nothing until a person names it, too."""
    return f"{_PASSING}{regulator} {number}"


def ties(name: str) -> bool:
    """Whether threads that share it are one matter by that alone."""
    return not name.startswith(_PASSING)


def settle(db: sqlite3.Connection, state: Thread, lines: Sequence[Line]) -> None:
    """Bring it to what the thread, folded from `lines`, says of its mergers."""
    db.execute("DELETE FROM merged WHERE thread = ?", (state.id,))
    db.execute("DELETE FROM apart WHERE thread = ?", (state.id,))
    if state.merged_into:
        db.execute("INSERT INTO merged VALUES (?)", (state.id,))
    if state.apart:
        db.executemany("INSERT OR IGNORE INTO apart VALUES (?, ?)", [(state.id, other) for other in state.apart])
        _drop_parted(db, state, lines)
    _note_numbers(db, state.id, state.regulator, state.ours, state.theirs)


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
    own = [line.fact for line in lines if line.n not in copies]
    _note_ids(db, state.id, (fact for fact in own if isinstance(fact, Message)))
    for fact in own:
        if isinstance(fact, DraftSaved):
            _note_draft(db, state.id, fact)


def _of_each(rows: Rows, query: str, values: Iterable[str]) -> Iterator[Any]:
    """The rows of `query` for `values`, of which it has a list to be filled in: an import asks for thousands."""
    for some in batched(values, AT_ONCE):
        yield from rows(query.format(", ".join("?" * len(some))), some)


def copies(rows: Rows, fingerprints: Iterable[str]) -> dict[str, str]:
    """Which of these mails are in the record already: fingerprint → `thread#n`.

    One that a person voided is, too, though its thread was merged into another since and the other never had it.
    """
    query = f"SELECT fingerprint, thread, n FROM mails WHERE fingerprint IN ({{}}) ORDER BY {_STANDING}"  # noqa: S608
    return {mark: f"{thread}#{n}" for mark, thread, n in _of_each(rows, query, fingerprints)}


def places(rows: Rows, fingerprint: str) -> tuple[str, ...]:
    """Every entry that is a copy of this mail, `thread#n`; those of a thread that was merged into another, too."""
    query = "SELECT thread, n FROM mails WHERE fingerprint = ? ORDER BY thread, n"
    return tuple(f"{thread}#{n}" for thread, n in rows(query, (fingerprint,)))


def threads_naming(rows: Rows, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Which threads have or refer to a mail of that Message-ID, those that have it first; ids that none knows are left
    out."""
    asked = {writable(name): name for name in ids}
    named = f"message_id IN ({{}}) AND {_STANDING}"
    query = f"SELECT message_id, thread FROM ids WHERE {named} ORDER BY own DESC, thread"  # noqa: S608
    found: dict[str, list[str]] = {}
    for name, thread in _of_each(rows, query, asked):
        found.setdefault(asked[name], []).append(thread)
    return {name: tuple(threads) for name, threads in found.items()}


def threads_having(rows: Rows, name: str) -> tuple[str, ...]:
    """Which threads have a mail of that Message-ID."""
    query = f"SELECT thread FROM ids WHERE message_id = ? AND own AND {_STANDING} ORDER BY thread"  # noqa: S608
    return tuple(thread for (thread,) in rows(query, (writable(name),)))


def linked(rows: Rows, threads: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of these threads the others that name an id which it names."""
    own = f"(SELECT message_id FROM ids WHERE thread = ? AND substr(message_id, 1, 1) != '{_PASSING}')"  # noqa: S608
    query = f"SELECT DISTINCT thread FROM {own} CROSS JOIN ids USING (message_id) WHERE thread != ? AND {_STANDING}"  # noqa: S608
    return {thread: tuple(other for (other,) in rows(query, (thread, thread))) for thread in threads}


def apart(rows: Rows, threads: Iterable[str]) -> set[frozenset[str]]:
    """The pairs among which a person has taken a merger back; one of each is in `threads`."""
    query = "SELECT other FROM apart WHERE thread = ?"
    return {frozenset((thread, other)) for thread in threads for (other,) in rows(query, (thread,))}

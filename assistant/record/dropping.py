"""An entry's content leaves the record: what a duty to erase (data protection) asks for, and the one change to a line.

The entry's line is replaced by what clocks need of it, under its own hash, so that the next entry still follows. That
hash can no longer be worked out; the `erased` entry at the end of the file, which is chained like any other, names the
SHA-256 of what is left instead. So the chain shows what stands there now, who dropped the rest, when and why, and that
nothing else was touched. Documents that no other entry has are deleted.

Out of reach: backups, snapshots and freed blocks of the disk, files that were exported, packages, what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from assistant.record import journal
from assistant.record.dates import now_utc
from assistant.record.digest import sha256_hex
from assistant.record.entry import Entry, NewEntry, canonical, seal_all, understood
from assistant.record.erasing import repeating, taken_with, without_content
from assistant.record.files import FileStore
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import Erased, Fact, Message


class Erasure(Struct, frozen=True):
    """What goes, or went, with an entry."""

    thread: str
    entries: tuple[int, ...]
    """Whose content goes, in order: the entry itself, and what was taken from it."""
    documents: int
    """Originals and attachments that are deleted."""
    shared: int
    """Those that another entry has as well: they stay."""
    repeated: tuple[int, ...]
    """Entries of the thread that say some of it again; a person decides on them."""
    copies: tuple[str, ...] = ()
    """The same mail elsewhere, `thread#n`."""


class _Dropped(Struct, frozen=True):
    n: int
    left: bytes
    """Its line from now on."""
    fingerprint: str
    """Of a mail."""


def drop(
    store: FileStore, thread: str, n: int, by: str, reason: str, *, dry_run: bool = False
) -> tuple[Erasure, tuple[str, ...]]:
    """Drop entry `n` and what was taken from it; returns what that is, and the fingerprints of the mail among it.

    All or nothing, but for the documents, which go first: interrupted between the two, it is completed when asked
    again. The index and the file of words are the caller's. Raises `UsageProblem` if there is no such entry or nothing
    of it is left, `RecordProblem` if the thread is damaged or cannot be written.
    """
    with store.locked(thread):
        path, entries = store.file(thread), store.entries(thread)
        content = journal.read(path)
        lines = [understood(entry, str(path)) for entry in entries]
        numbers = taken_with(lines, n)
        dropped = [_dropped(entries[at - 1], lines[at - 1].fact) for at in numbers]
        erasures = (NewEntry(Erased(one.n, reason, sha256_hex(one.left), one.fingerprint), by) for one in dropped)
        chain = seal_all(erasures, len(entries), entries[-1].hash, now_utc())
        left = {one.n: one.left for one in dropped}
        whole = [left.get(at, raw) for at, raw in enumerate(content.lines, 1)]
        documents = {digest for at in numbers for digest in _documents(store, entries[at - 1])}
        shared = _named_elsewhere(store, thread, whole, documents)
        if not dry_run:
            store.mark(thread)
            with journal.replacing(path, [*whole, *(new.raw for new in chain)], content.size):
                for digest in documents - shared:
                    store.originals.remove(digest)
    erasure = Erasure(thread, numbers, len(documents - shared), len(shared), repeating(lines, numbers))
    return erasure, tuple(one.fingerprint for one in dropped if one.fingerprint)


def _dropped(entry: Entry, fact: Fact) -> _Dropped:
    data = msgspec.to_builtins(without_content(fact))
    line = canonical({**msgspec.structs.asdict(entry), "kind": data.pop("kind"), "data": data})
    return _Dropped(entry.n, line, fingerprint(fact) if isinstance(fact, Message) else "")


def _documents(store: FileStore, entry: Entry) -> set[str]:
    """The SHA-256 of what is kept of the documents that an entry names, be it in a correction."""
    named = re.findall(b'"([0-9a-f]{64})"', canonical(entry.data))
    return {digest for raw in named if store.originals.path(digest := raw.decode()).exists()}


def _named_elsewhere(store: FileStore, thread: str, own: Iterable[bytes], documents: set[str]) -> set[str]:
    """Those of `documents` that stand in what is left of this thread, or anywhere in another, damaged or not."""
    if not documents:
        return set()
    found = {digest for line in own for digest in documents if digest.encode() in line}
    for other in store.threads():
        path = store.path_or_none(other)
        if path is not None and other != thread:
            content = path.read_bytes()
            found |= {digest for digest in documents if digest.encode() in content}
    return found

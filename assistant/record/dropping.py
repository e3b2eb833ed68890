"""An entry's content leaves the record: what a duty to erase (data protection) asks for, and the one change to a line.

The entry's line is replaced by what clocks need of it, under its own hash, so that the next entry still follows. That
hash can no longer be worked out; the `erased` entry at the end of the file, which is chained like any other, names the
SHA-256 of what is left instead. So the chain shows what stands there now, who dropped the rest, when and why, and that
nothing else was touched. Documents that no other entry has are deleted.

Out of reach: backups, snapshots and freed blocks of the disk, files that were exported, packages, what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import msgspec
from msgspec import Struct, structs

from assistant.errors import AssistantError
from assistant.record import journal
from assistant.record.dates import now_utc
from assistant.record.digest import sha256_hex
from assistant.record.entry import Entry, Line, NewEntry, canonical, seal_all, understood
from assistant.record.erasing import repeating, taken_with, without_content
from assistant.record.files import FileStore
from assistant.record.fingerprint import fingerprint
from assistant.record.fold import corrected
from assistant.record.kinds import Erased, Fact, Merged, Message


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
    copies: tuple[str, ...]
    """The same mail elsewhere, `thread#n`; there, too, a person decides."""


class _Dropped(Struct, frozen=True):
    n: int
    left: bytes
    """Its line from now on."""
    fingerprint: str
    """Of a mail, as it was logged."""


class _Found(Struct, frozen=True):
    """A thread's file and what is to go out of it."""

    content: journal.Content
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    dropped: tuple[_Dropped, ...]

    @property
    def whole(self) -> list[bytes]:
        """The lines as they will stand."""
        left = {one.n: one.left for one in self.dropped}
        return [left.get(n, raw) for n, raw in enumerate(self.content.lines, 1)]


def drop(
    store: FileStore, thread: str, n: int, by: str, reason: str, *, dry_run: bool = False
) -> tuple[Erasure, frozenset[str]]:
    """Drop entry `n` and what was taken from it; returns what that is, and the fingerprints of the mail among it.

    All or nothing, but for the documents, which go first: interrupted between the two, it is completed when asked
    again. The index and the file of words are the caller's. Raises `UsageProblem` if there is no such entry or nothing
    of it is left, `RecordProblem` if the thread is damaged or cannot be written.
    """
    with store.locked(thread):
        found = _find(store, thread, n)
        numbers = tuple(one.n for one in found.dropped)
        documents = {digest for at in numbers for digest in _documents(store, found.entries[at - 1])}
        shared = _named_elsewhere(store, thread, found.whole, documents)
        if not dry_run:
            _write(store, thread, found, by, reason, documents - shared)
    known = _fingerprints(found.lines)
    mails = frozenset(mark for at in numbers for mark in known.get(at, ()))
    repeated = repeating(found.lines, numbers)
    copies = tuple(sorted(_merged_copies(store, found.lines, mails)))
    return Erasure(thread, numbers, len(documents - shared), len(shared), repeated, copies), mails


def _find(store: FileStore, thread: str, n: int) -> _Found:
    path, entries = store.file(thread), store.entries(thread)
    lines = tuple(understood(entry, str(path)) for entry in entries)
    dropped = tuple(_dropped(entries[at - 1], lines[at - 1].fact) for at in taken_with(lines, n))
    return _Found(journal.read(path), entries, lines, dropped)


def _dropped(entry: Entry, fact: Fact) -> _Dropped:
    data = msgspec.to_builtins(without_content(fact))
    line = canonical({**structs.asdict(entry), "kind": data.pop("kind"), "data": data})
    return _Dropped(entry.n, line, fingerprint(fact) if isinstance(fact, Message) else "")


def _write(store: FileStore, thread: str, found: _Found, by: str, reason: str, documents: Iterable[str]) -> None:
    """Replace the file, the erasures at its end, and delete the documents; the caller holds the thread's lock."""
    erasures = [NewEntry(Erased(one.n, reason, sha256_hex(one.left), one.fingerprint), by) for one in found.dropped]
    chain = seal_all(erasures, len(found.entries), found.entries[-1].hash, now_utc())
    store.mark(thread)
    with journal.replacing(store.file(thread), [*found.whole, *(new.raw for new in chain)], found.content.size):
        for digest in documents:
            store.originals.remove(digest)


def _merged_copies(store: FileStore, lines: Sequence[Line], mails: frozenset[str]) -> Iterator[str]:
    """Where the mail stands in threads that were merged with this one; no index tells of it once they are parted."""
    for other in {line.fact.other for line in lines if isinstance(line.fact, Merged)}:
        with suppress(AssistantError):  # that it is damaged is told by whoever checks
            for n, marks in _fingerprints(store.lines(other)).items():
                if marks & mails:
                    yield f"{other}#{n}"


def _fingerprints(lines: Sequence[Line]) -> dict[int, set[str]]:
    """Of each message, as it was logged and as it stands corrected, which is how a merger copies it."""
    found: dict[int, set[str]] = {}
    for line in (*lines, *corrected(lines)):
        if isinstance(line.fact, Message):
            found.setdefault(line.n, set()).add(fingerprint(line.fact))
    return found


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
            found |= {digest for line in journal.read(path).lines for digest in documents if digest.encode() in line}
    return found

"""A store that keeps the contract in memory, and what an index would know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec

from assistant.errors import Conflict, RecordProblem, UsageProblem
from assistant.record.entry import GENESIS, Entry, Line, NewEntry, seal_all, understood
from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import Message
from assistant.record.store import Change


class MemoryOriginals:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self.kept[digest] = content
        return digest

    def get(self, digest: str) -> bytes:
        return self.kept[digest]


class MemoryStore:
    """Entries are sealed and read back as from a disk. `damaged` threads refuse to be written."""

    def __init__(self) -> None:
        self.originals = MemoryOriginals()
        self.chains: dict[str, list[Entry]] = {}
        self.damaged: set[str] = set()
        self.appends_left: int | None = None
        """Appends that still succeed; then the disk is full."""

    def append(self, thread: str, entries: Sequence[NewEntry], expected_n: int | None) -> tuple[Line, ...]:
        if thread in self.damaged or self.appends_left == 0:
            raise RecordProblem("cannot be written", where=thread)
        chain = self.chains.get(thread, [])
        if expected_n not in {None, len(chain)}:
            raise Conflict("somebody else was first", where=thread)
        if self.appends_left is not None:
            self.appends_left -= 1
        prev = chain[-1].hash if chain else GENESIS
        documents = seal_all(entries, len(chain), prev, "2026-01-05T08:00:00Z")
        new = [msgspec.json.decode(msgspec.json.encode(document), type=Entry) for document in documents]
        self.chains[thread] = chain + new
        return tuple(understood(entry, thread) for entry in new)

    def entries(self, thread: str) -> tuple[Entry, ...]:
        if thread not in self.chains:
            raise UsageProblem("no such thread", where=thread)
        return tuple(self.chains[thread])

    def threads(self) -> tuple[str, ...]:
        return tuple(sorted(self.chains))

    def changes(self, since: Mapping[str, str]) -> Iterator[Change]:
        for thread in self.threads():
            yield Change(thread, self.lines(thread), 0, "")

    def lines(self, thread: str) -> tuple[Line, ...]:
        return tuple(understood(entry, thread) for entry in self.chains[thread])

    def messages(self, thread: str) -> list[Message]:
        return [line.fact for line in self.lines(thread) if isinstance(line.fact, Message)]


class MemoryKnown:
    """What an index over the store would answer."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    def copies(self, fingerprints: Iterable[str]) -> dict[str, str]:
        wanted = set(fingerprints)
        return {mark: place for mark, place in self._places() if mark in wanted}

    def _places(self) -> Iterator[tuple[str, str]]:
        for thread in self.store.threads():
            for line in self.store.lines(thread):
                if isinstance(line.fact, Message):
                    yield fingerprint(line.fact), f"{thread}#{line.n}"

    def threads_naming(self, ids: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for thread in self.store.threads():
            named = {
                name
                for message in self.store.messages(thread)
                for name in (message.message_id, message.in_reply_to, *message.references)
            }
            for name in named.intersection(ids):
                if name:
                    found.setdefault(name, thread)
        return found

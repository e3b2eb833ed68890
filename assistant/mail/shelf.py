"""Where filed mail goes: the record, or for a rehearsal nowhere.

A rehearsal must count as the real import would, batch for batch; so it remembers what it would have written, and
answers like an index that knew it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from assistant.errors import RecordProblem
from assistant.mail.arriving import UNDATED, answered, clock_date
from assistant.mail.choosing import Trace
from assistant.record.bulk import Append, Written
from assistant.record.dates import in_utc
from assistant.record.entry import NewEntry
from assistant.record.fingerprint import fingerprint
from assistant.record.index_mail import named_ids, ties
from assistant.record.kinds import Message
from assistant.record.record import Record


class Shelf(Protocol):
    """What filing asks of the place it files in."""

    def alone(self) -> AbstractContextManager[object]:
        """While it is held, nobody else files."""

    def threads(self) -> Iterable[str]:
        """All threads there are."""

    def copies(self, fingerprints: Iterable[str]) -> dict[str, str]:
        """See `Index.copies`."""

    def threads_naming(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """See `Index.threads_naming`."""

    def linked(self, threads: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """See `Index.linked`."""

    def having(self, name: str) -> Sequence[str]:
        """The threads that have the mail of that id; see `Index.threads_having`."""

    def traces(self, thread: str) -> Sequence[Trace]:
        """What `choosing` must know of the mails in that thread; nothing of one that cannot be read."""

    def apart(self, threads: Iterable[str]) -> set[frozenset[str]]:
        """See `Index.apart`."""

    def keep(self, contents: Mapping[str, bytes]) -> None:
        """Keep original bytes, given by their SHA-256; raises `RecordProblem`."""

    def damaged(self, contents: Mapping[str, bytes]) -> dict[str, bytes]:
        """See `FileOriginals.damaged`."""

    def append(self, appends: Sequence[Append]) -> Iterable[Written]:
        """See `Record.append_all`."""

    def merge(self, survivor: str, absorbed: str, by: str, reason: str) -> None:
        """See `Record.merge`."""


def _trace(message: Message) -> Trace:
    return Trace(in_utc(clock_date(message)) or UNDATED, answered(message))


class RecordShelf:
    """The record itself."""

    def __init__(self, record: Record, lock: AbstractContextManager[object]) -> None:
        """`lock` keeps other threads of this process from the record."""
        self._record, self._lock = record, lock
        self.copies = record.index.copies
        self.threads_naming = record.index.threads_naming
        self.linked = record.index.linked
        self.apart = record.index.apart
        self.damaged = record.store.originals.damaged
        self.merge = record.merge

    def alone(self) -> AbstractContextManager[object]:
        return self._record.filing(self._lock)

    def threads(self) -> Iterable[str]:
        return self._record.store.threads()

    def having(self, name: str) -> Sequence[str]:
        return self._record.index.threads_having(name)

    def traces(self, thread: str) -> Sequence[Trace]:
        try:
            return [_trace(logged.message) for logged in self._record.thread(thread).messages]
        except RecordProblem:  # whoever writes to it will be told
            return []

    def keep(self, contents: Mapping[str, bytes]) -> None:
        self._record.store.originals.put_all(contents)

    def append(self, appends: Sequence[Append]) -> Iterable[Written]:
        return self._record.append_all(appends)


class RehearsedShelf(RecordShelf):
    """The record as it would be: nothing is written."""

    def __init__(self, record: Record, lock: AbstractContextManager[object]) -> None:
        super().__init__(record, lock)
        self._places: dict[str, str] = {}
        self._named: dict[str, set[str]] = defaultdict(set)
        self._neighbours: dict[str, set[str]] = defaultdict(set)
        """Threads that share an id, as far as one of them would be written."""
        self._had: dict[str, set[str]] = defaultdict(set)
        self._traces: dict[str, list[Trace]] = defaultdict(list)
        self._opened: set[str] = set()
        self._absorbed: dict[str, list[str]] = defaultdict(list)
        self._survivors: dict[str, str] = {}
        known_copies, known_naming, known_linked = self.copies, self.threads_naming, self.linked

        def copies(fingerprints: Iterable[str]) -> dict[str, str]:
            asked = list(fingerprints)
            return {**known_copies(asked), **{mark: self._places[mark] for mark in asked if mark in self._places}}

        def threads_naming(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
            asked = list(ids)
            known = known_naming(asked)
            both = {name: (*known.get(name, ()), *sorted(self._named.get(name, ()))) for name in asked}
            return {name: self._standing(found) for name, found in both.items() if found}

        def linked(threads: Iterable[str]) -> dict[str, tuple[str, ...]]:
            found: dict[str, tuple[str, ...]] = {}
            for thread in threads:
                parts = [thread, *self._absorbed.get(thread, ())]
                others = {o for part in parts for o in self._neighbours.get(part, ())}
                others.update(o for known in known_linked(parts).values() for o in known)
                found[thread] = tuple(other for other in self._standing(others) if other != thread)
            return found

        self.copies, self.threads_naming, self.linked = copies, threads_naming, linked
        self.merge = self._merged

    def alone(self) -> AbstractContextManager[object]:
        return self._lock

    def _standing(self, threads: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._survivors.get(thread, thread) for thread in threads))

    def _merged(self, survivor: str, absorbed: str, by: str, reason: str) -> None:
        self._absorbed[survivor] += [absorbed, *self._absorbed.pop(absorbed, ())]
        self._survivors.update(dict.fromkeys(self._absorbed[survivor], survivor))

    def threads(self) -> Iterable[str]:
        return [*super().threads(), *self._opened]

    def having(self, name: str) -> Sequence[str]:
        return self._standing([*super().having(name), *sorted(self._had.get(name, ()))])

    def traces(self, thread: str) -> Sequence[Trace]:
        parts = [thread, *self._absorbed.get(thread, ())]
        found = [trace for part in parts for trace in self._traces.get(part, ())]
        for part in parts:
            found += super().traces(part) if part not in self._opened else ()
        return found

    def keep(self, contents: Mapping[str, bytes]) -> None:
        """Nothing is kept."""

    def append(self, appends: Sequence[Append]) -> Iterable[Written]:
        for append in appends:
            if append.expected_n == 0:
                self._opened.add(append.thread)
            for entry in append.entries:
                self._note(append.thread, entry)
        return [Written(append) for append in appends]

    def _note(self, thread: str, entry: NewEntry) -> None:
        if isinstance(entry.fact, Message):
            self._places[fingerprint(entry.fact)] = f"{thread}#?"
            self._traces[thread].append(_trace(entry.fact))
            if entry.fact.message_id:
                self._had[entry.fact.message_id].add(thread)
            names = named_ids(thread, entry.fact)
            for others in self.threads_naming(filter(ties, names)).values():
                for other in others:
                    self._neighbours[other].add(thread)
                    self._neighbours[thread].add(other)
            for name in names:
                self._named[name].add(thread)

"""Many threads written at once, as an import does: the same files as single appends leave, one wait for the disk.

A group of threads is locked, written, made durable and only then told to the index; so nobody is told of a line that a
crash could still take. A thread that cannot be written (it is damaged, somebody else began it, the disk is full) is
left out and named; the others are written all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

from msgspec import Struct, structs

from assistant.errors import AssistantError, RecordProblem, UsageProblem
from assistant.record import journal
from assistant.record.entry import NewEntry
from assistant.record.files import FileStore
from assistant.record.private import open_files
from assistant.record.store import Change

GROUP = 200
"""Threads at once, if the system allows it: each holds its file and its lock open."""


class Append(Struct, frozen=True):
    """What one thread is to be given; see `Store.append`."""

    thread: str
    entries: tuple[NewEntry, ...]
    expected_n: int | None
    fingerprints: tuple[str, ...] = ()
    """Of the messages among `entries`, in order, where they are known already; see `fingerprint`."""


class Written(Struct, frozen=True):
    """The outcome for one `Append`, in the same order."""

    append: Append
    error: AssistantError | None = None
    """Why nothing of it was written."""


class _Begun(Struct, frozen=True):
    place: int
    """Among the appends of the group."""
    pending: journal.Pending
    change: Change


def append_all(
    store: FileStore, appends: Sequence[Append], noted: Callable[[Sequence[Change]], bool]
) -> Iterator[Written]:
    """Append to each thread, no thread twice; `noted` tells the index of a group that is safe on disk."""
    size = min(GROUP, open_files() // 2)
    for start in range(0, len(appends), size):
        yield from _group(store, appends[start : start + size], noted)


def _group(store: FileStore, appends: Sequence[Append], noted: Callable[[Sequence[Change]], bool]) -> list[Written]:
    errors: dict[int, AssistantError] = {}
    begun: list[_Begun] = []
    with ExitStack() as locks:
        for place in sorted(range(len(appends)), key=lambda at: appends[at].thread):  # two writers lock in one order
            try:
                if started := _begin(store, appends[place], locks):
                    begun.append(_Begun(place, *started))
            except (RecordProblem, UsageProblem) as error:
                errors[place] = error
        errors |= _settled(begun)
        if begun and noted([one.change for one in begun]):
            for one in begun:
                store.unmark(one.change.thread)
    return [Written(append, errors.get(place)) for place, append in enumerate(appends)]


def _begin(store: FileStore, append: Append, locks: ExitStack) -> tuple[journal.Pending, Change] | None:
    """Lock and write one thread; None if there is nothing to be said of it."""
    if not append.entries:
        return None
    locks.enter_context(store.locked(append.thread))
    store.mark(append.thread)
    pending, change = store.begin(append.thread, append.entries, append.expected_n)
    return pending, structs.replace(change, fingerprints=append.fingerprints)


def _settled(begun: list[_Begun]) -> dict[int, AssistantError]:
    """Make them durable; if that fails, nothing of the group counts, and `begun` is empty."""
    if not begun:
        return {}
    try:
        journal.settle([one.pending for one in begun])
    except RecordProblem as problem:
        for one in begun:
            journal.abandon(one.pending)
        failed: dict[int, AssistantError] = {one.place: problem for one in begun}
        begun.clear()
        return failed
    return {}

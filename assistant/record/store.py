"""What any store of entries must do; the contract tests in `tests/record/contract.py` hold each one to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.record.entry import Entry, Line, NewEntry
from assistant.settings.regulator_keys import TRAY

__all__ = ["TRAY", "Change", "Originals", "Store", "parts_of", "regulator_of", "thread_id"]

MOST_DIGITS = 9
"""Of an entry's number; Python itself refuses to read thousands of them."""
_THREAD_ID = r"(?P<regulator>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-(?P<year>\d{4})-(?P<number>\d{3,})\Z"


def parts_of(thread: str) -> re.Match[str] | None:
    """`regulator`, `year` and `number` of a thread id; None if it is none."""
    return re.match(_THREAD_ID, thread, re.ASCII)


@lru_cache(maxsize=1024)
def regulator_of(thread: str) -> str:
    """The regulator's key that a thread id begins with: `pta-2020-001` → `PTA`; raises `UsageProblem`."""
    found = parts_of(thread)
    if not found:
        name, mark, _ = thread.partition("#")
        if mark and parts_of(name):
            raise UsageProblem(f"{thread!r} names an entry, where a thread is asked for", hint=f"Write {name} alone.")
        raise UsageProblem(f"{thread!r} is not a thread id", hint="Thread ids look like pta-2020-001; see `threads`.")
    return found["regulator"].upper()


def owner_of(name: str) -> str:
    """The regulator's key that a file's name begins with, which may be no thread's: `pta-2020-x` → `PTA`."""
    return name.upper().rsplit("-", 2)[0]


def entry_number(digits: str) -> int | None:
    """The number of an entry as people write it; None if it is none."""
    return int(digits) or None if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


def entry_named(target: str) -> tuple[str, int | None]:
    """Thread and entry of `pta-2020-001#4`; of `pta-2020-001` the thread alone. Raises `UsageProblem` for no number."""
    thread, mark, digits = target.partition("#")
    n = entry_number(digits)
    if mark and n is None:
        raise UsageProblem(f"{target!r} names no entry", hint="Write the thread and its entry: pta-2020-001#4.")
    return thread, n


def thread_id(regulator: str, year: int, number: int) -> str:
    """The id of a regulator's `number`-th thread of a year."""
    return f"{regulator.lower()}-{year:04d}-{number:03d}"


class Change(Struct, frozen=True):
    """What is new in a thread since a position that its reader remembered."""

    thread: str
    lines: tuple[Line, ...]
    start: int
    """Entries before `lines`. 0: read everything anew, whatever was known before."""
    position: str
    """To be given back in `since`; its content is the store's own affair."""
    problem: str = ""
    """Why the thread cannot be read to its end; then `lines` holds what can."""
    fingerprints: tuple[str, ...] = ()
    """Of the messages among `lines`, in order, if the writer knew them; they need not be worked out again."""
    notice: str = ""
    """What a person should know although nothing is missing: an interrupted write at the end."""


class Originals(Protocol):
    """Bytes as they came, by their SHA-256."""

    def put(self, content: bytes) -> str:
        """Keep `content` and return its SHA-256 in hex; putting the same bytes twice keeps one copy."""

    def get(self, sha256: str) -> bytes:
        """The bytes; raises `RecordProblem` if they are missing or no longer have that hash."""


class Store(Protocol):
    """Threads of entries, append-only."""

    @property
    def originals(self) -> Originals: ...

    def append(self, thread: str, entries: Sequence[NewEntry], expected_n: int | None) -> tuple[Line, ...]:
        """Chain `entries` to the thread and return them as logged, once they are safe on disk.

        `expected_n`: number of entries that the caller saw (0 creates the thread); None: whatever there is. Raises
        `Conflict` if it differs, `RecordProblem` if the thread is damaged or cannot be written. All or nothing.
        """

    def entries(self, thread: str) -> tuple[Entry, ...]:
        """The whole checked chain; raises `UsageProblem` for an unknown thread, `RecordProblem` for a damaged one."""

    def threads(self) -> tuple[str, ...]:
        """The ids of all threads, sorted, the unreadable ones included."""

    def changes(self, since: Mapping[str, str]) -> Iterator[Change]:
        """What is new since the positions `{thread: position}`; a thread that vanished comes with a `problem`."""

"""Entries and records for tests, in a few readable words."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.record.entry import Line, NewEntry
from assistant.record.files import FileStore
from assistant.record.kinds import FORMAT, Direction, Fact, Message, Note, Party, ThreadOpened
from assistant.record.record import Record
from assistant.record.store import Store, regulator_of

SCALE = int(os.environ.get("TEST_SCALE", "1"))
"""How much longer the tests of faults run than usual."""

THREAD = "pta-2020-001"
KARACHI = ZoneInfo("Asia/Karachi")
UTC = ZoneInfo("UTC")


def opened(thread: str = THREAD, title: str = "A matter", day: str = "2020-01-01") -> NewEntry:
    """The first entry of a thread."""
    return by(ThreadOpened(FORMAT, thread, regulator_of(thread), title, day))


def by(fact: Fact, at: str | None = "2020-01-01T09:00:00Z", who: str = "test") -> NewEntry:
    return NewEntry(fact, who, at)


def note(text: str = "A remark", day: str | None = None) -> NewEntry:
    return by(Note(text, day))


def message(direction: Direction, day: str, text: str = "", **rest: object) -> Message:
    """A mail dated `day`, received on that day if it comes in, else sent."""
    dates = {"received": day} if direction == "in" else {"sent": day}
    return Message(direction, "email", text=text, **{"subject": f"Of {day}", **dates, **rest})  # type: ignore[arg-type]


THEM, US = Party("The Authority", "office@pta.example"), Party("Policy", "policy@company.example")


def told(*facts: Fact, thread: str = THREAD, day: str = "2020-01-01") -> list[Line]:
    """The lines of a thread that says `facts` after its opening, each logged at noon of `day`."""
    first = opened(thread, day=day).fact
    return [Line(n, f"{day}T12:00:00Z", "test", fact) for n, fact in enumerate((first, *facts), 1)]


def begun(store: Store, thread: str = THREAD, notes: int = 0) -> str:
    """Begin `thread` in `store`, with that many notes behind its opening."""
    store.append(thread, [opened(thread), *(note(f"Note {n}") for n in range(notes))], 0)
    return thread


def record_at(root: Path, zone: str = "UTC", cutoff: time | None = None) -> Record:
    """The record at `root`, with one zone and one cut-off time for all regulators."""
    return Record(root, lambda _: ZoneInfo(zone), lambda _: f"{zone} {cutoff}", lambda _: cutoff)


def file_of(root: Path, thread: str = THREAD) -> Path:
    return FileStore(root).file(thread)

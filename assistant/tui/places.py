"""Where a reader wants to go: an entry of a thread, as it is written in answers, hits and reports."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True):
    """A thread, and an entry in it."""

    thread: str
    entry: int | None = None


def place_named(written: str, home: str = "") -> Place | None:
    """The place that `pta-2020-001#12` or, in the thread `home`, `#12` names; None for anything else."""
    thread, _, n = written.rpartition("#")
    name = thread or home
    return Place(name, int(n)) if name and n.isascii() and n.isdecimal() else None

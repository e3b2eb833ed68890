"""What was reported to whom: the ledger of `check --new`, one line an event, only ever appended.

`2026-11-22T07:00:00Z office sending no-reply:pta-2020-001#9:1` says that the reminder is about to be sent to the
destination `office`, and is on disk before it is; `sent`, `failed` (surely not delivered) or `unknown` follows. So
after a crash between the two, the next run knows that what it sends may be a repeat, and nothing is lost. A line that
is a reminder's id and nothing else, as earlier versions wrote it, says `sent` to `stdout`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from assistant.errors import RecordProblem
from assistant.record.locking import Busy, locked
from assistant.record.private import sync

STDOUT = "stdout"
"""The destination of a plain `check --new`."""
PATIENCE = 30.0
"""Seconds to wait for another run that is still reporting; with slow destinations it may take longer."""

Event = Literal["sending", "sent", "failed", "unknown"]
_EVENTS = frozenset(get_args(Event))
_WORDS = 4
_TORN = " (a crash cut this line short)"
"""Ends such a line with more words than an event has: what is left of an id could be another's."""


class Reports(Struct, frozen=True):
    """What the ledger says of one destination."""

    sent: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    """Not surely sent, and not surely not: an earlier run was interrupted or got no answer."""


class Ledger:
    """The ledger in a file. Whoever means to report holds `held` from reading to the last outcome."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def held(self, patience: float = PATIENCE) -> Iterator[None]:
        """Keep other runs from reporting; raises `RecordProblem` if one still is after `patience` seconds,
        or if the folder cannot be written to.
        """
        with ExitStack() as stack:
            try:
                stack.enter_context(locked(f"{self.path}.lock", patience))
            except Busy as error:
                raise RecordProblem(
                    "another run of `check --new` is still reporting",
                    where=str(self.path),
                    hint="Nothing is lost: what it does not report, the next run does.",
                ) from error
            except OSError as error:
                raise RecordProblem(f"cannot be locked: {error.strerror}", where=str(self.path)) from error
            yield

    def read(self) -> dict[str, Reports]:
        """What it says, by destination; nothing if there is no ledger yet. Raises `RecordProblem`."""
        told: dict[str, dict[str, _Told]] = {}
        for destination, event, gap in self._events():
            known = told.setdefault(destination, {})
            known[gap] = _after(known.get(gap), event)
        return {
            destination: Reports(
                frozenset(gap for gap, one in known.items() if one == "sent"),
                frozenset(gap for gap, one in known.items() if one in {"sending", "doubtful", "again"}),
            )
            for destination, known in told.items()
        }

    def write(self, destination: str, event: Event, gaps: Iterable[str]) -> None:
        """Add `event` for each of these ids, safe on disk before this returns; raises `RecordProblem`."""
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = "".join(f"{at} {destination} {event} {gap}\n" for gap in gaps)
        if not text:
            return
        begun = self.path.exists()
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "r+b") as file:
                if file.seek(0, os.SEEK_END):
                    file.seek(-1, os.SEEK_END)
                    text = text if file.read(1) == b"\n" else f"{_TORN}\n{text}"
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            if not begun:
                sync(self.path.parent)
        except OSError as error:
            raise RecordProblem(f"cannot be written: {error.strerror}", where=str(self.path)) from error

    def _events(self) -> Iterator[tuple[str, str, str]]:
        """Destination, event and id of each whole line that says something."""
        try:
            text = self.path.read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return
        except OSError as error:
            raise RecordProblem(f"cannot be read: {error.strerror}", where=str(self.path)) from error
        for line in text.split("\n")[:-1]:
            words = line.split()
            if len(words) == 1:
                yield STDOUT, "sent", words[0]
            elif len(words) == _WORDS and words[2] in _EVENTS:
                yield words[1], words[2], words[3]


_Told = Literal["sending", "again", "sent", "failed", "doubtful"]
"""How things stand; `again`: being sent after a time that nobody knows the outcome of."""


def _after(before: _Told | None, event: str) -> _Told:
    """How things stand after `event`. Once sent is sent; a doubt stays until then, whatever fails later."""
    if before == "sent" or event == "sent":
        return "sent"
    in_doubt = before in {"doubtful", "again"}
    if event == "sending":
        return "again" if in_doubt or before == "sending" else "sending"
    return "doubtful" if in_doubt or event == "unknown" else "failed"

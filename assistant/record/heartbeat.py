"""When the last unattended check came to its end, and how: so that people are told when none has come for days.

One small file beside the record, replaced whole. It decides nothing; a damaged one counts as none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.disposable import keep


class LastCheck(Struct, frozen=True):
    """A run of `check --new` that came to its end."""

    at: datetime
    """UTC."""
    reported: int = 0
    """Reminders that it reported, to whatever destination."""
    unchecked: int = 0
    """Threads and regulators that it could not check."""
    failed: tuple[str, ...] = ()
    """Destinations that it could not deliver to."""

    def is_stale(self, now: datetime, after_days: int) -> bool:
        """Whether more than so many days have passed since."""
        return now - self.at > timedelta(days=after_days)


def last_check(path: Path) -> LastCheck | None:
    """The last one noted; None if none ever was."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=LastCheck)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if found.at.tzinfo else None


def note_check(path: Path, last: LastCheck) -> None:
    """Note the latest; where that cannot be done, the one before stays and will look old."""
    keep(path, msgspec.json.encode(last))

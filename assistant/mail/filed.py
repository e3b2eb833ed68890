"""Where an exchange of the tray goes, and what was done with it.

Values that the doors carry, in a room apart from what reads mail: that takes a screen long to import.
"""

from __future__ import annotations

from msgspec import Struct

from assistant.errors import AssistantError


class Where(Struct, frozen=True):
    """Where exchanges are filed: in a thread, or each in a new one with a regulator; neither means set aside."""

    thread: str | None = None
    regulator: str | None = None
    reason: str = ""
    """Why they were set aside."""

    @property
    def aside(self) -> bool:
        return self.thread is None and self.regulator is None


class Filed(Struct, frozen=True):
    """What was done with an exchange, so that it can be taken back."""

    tray: str
    thread: str | None
    """None: it was set aside."""

    @property
    def told(self) -> str:
        what = f"was filed in {self.thread}" if self.thread else "was set aside"
        return f"{self.tray} {what}"


class Outcome(Struct, frozen=True):
    """What came of several that were decided at once."""

    filed: tuple[Filed, ...]
    error: AssistantError | None = None
    """Why those that are missing lie where they lay."""

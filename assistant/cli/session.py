"""What every command is given: the record, the configuration and the day that options and environment name."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from assistant.cli import output
from assistant.record.dates import parse_day

if TYPE_CHECKING:
    from datetime import date

    from assistant.desk import Desk


class Session:
    """The options common to all commands, and the desk they open."""

    def __init__(self) -> None:
        self.record: str | None = None
        self.config: str | None = None
        self.as_of = _environment_day("ASSISTANT_AS_OF")
        self.known = _environment_day("ASSISTANT_KNOWN")
        self.read_only = False
        self.linear = "ASSISTANT_LINEAR" in os.environ
        self.color = "NO_COLOR" not in os.environ and sys.stdout.isatty()
        self._desk: Desk | None = None

    def desk(self) -> Desk:
        """The record, opened once."""
        from assistant.desk import Desk

        if self._desk is None:
            self._desk = Desk.open(self.record, self.config, self.as_of, self.known, read_only=self.read_only)
            self._desk.on_wait(output.tell)
        return self._desk


def _environment_day(name: str) -> date | None:
    text = os.environ.get(name)
    return parse_day(text) if text else None

"""What a model was asked and answered, kept in the state directory for whoever has to account for it.

One file a day (UTC), one JSON object a line, readable by its owner alone. Nothing in the program reads it again.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.chat.answer import Claim
from assistant.record.private import make_private


class Exchange(Struct, frozen=True):
    """One question to a model."""

    at: datetime
    host: str
    model: str
    question: str
    given: tuple[str, ...]
    """The entries that it was given, `thread#n`."""
    sent: str
    """The body of the request, as it went over the line."""
    said: str
    """What the model said, before anything was struck."""
    claims: tuple[Claim, ...]
    """What was made of it, each sentence with its standing."""
    fault: str = ""
    """Why there is no whole answer."""


def keep(exchange: Exchange, folder: Path) -> Path:
    """Add `exchange` to the file of its day, durable and mode 0600 whatever the umask; raises `OSError`."""
    make_private(folder)
    path = folder / f"{exchange.at:%Y-%m-%d}.jsonl"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, msgspec.json.encode(exchange) + b"\n")
    finally:
        os.close(descriptor)
    return path

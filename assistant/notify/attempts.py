"""One try at delivering, and how long to go on trying: the values that all ways of sending share."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Result = Literal["sent", "failed", "unknown"]
"""`failed`: surely not delivered; `unknown`: the line broke before the answer, so it may have been."""


class Patience(Struct, frozen=True):
    """How long a destination is waited for. All in seconds."""

    connect: float = 5.0
    total: float = 15.0
    """For one try."""
    pauses: tuple[float, ...] = (1.0, 4.0)
    """Before the second try and each later one: so many tries and one there are."""
    longest_wait: float = 60.0
    """All pauses of one run together; what asks for more is left to the next run."""


class Attempt(Struct, frozen=True):
    """How a try ended."""

    result: Result
    text: str = ""
    """A sentence for people; also where something went right only in part."""
    again: bool = False
    """Worth another try in this run. Never after `unknown`: that could be delivered twice."""
    wait: float | None = None
    """Seconds that the other side asks to wait before it."""

"""A duration as laws and people give it: `7 days`, `10 working days`, `1 month`.

Only the words and the number; what they come to on a calendar is for `deadlines` to say.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from assistant.errors import UsageProblem

Unit = Literal["days", "working days", "months", "years"]

LARGEST = 10_000
"""The largest count in any unit: 27 years in days; beyond it a typing error is likelier than a deadline."""

HINT = "Write it as 7 days, 10 working days, 2 weeks, 1 month or 1 year."
_PATTERN = re.compile(r"([0-9]{1,5}) (working day|day|week|month|year)s?")
_UNITS: dict[str, Unit] = {"working day": "working days", "day": "days", "month": "months", "year": "years"}

_LEAST: dict[Unit, int] = {"days": 1, "working days": 1, "months": 28, "years": 365}


class Duration(Struct, frozen=True, cache_hash=True):
    """So many of one unit; weeks are kept as days."""

    count: int
    unit: Unit

    @property
    def least_days(self) -> int:
        """The calendar days that it takes at least, on any calendar and from any day."""
        return self.count * _LEAST[self.unit]

    def __str__(self) -> str:
        return f"{self.count} {self.unit[:-1] if self.count == 1 else self.unit}"


def parse_duration(text: str) -> Duration:
    """The duration that `text` names (`7 days`, `1 working day`, `2 weeks`); `UsageProblem` for anything else."""
    found = _PATTERN.fullmatch(text)
    if found is None:
        raise UsageProblem(f"{text!r} is not a duration", hint=HINT)
    count, word = int(found[1]), found[2]
    if word == "week":
        count, word = count * 7, "day"
    if count > LARGEST:
        raise UsageProblem(f"{text!r} is too long a duration", hint=f"At most {LARGEST} days, months or years.")
    return Duration(count, _UNITS[word])

"""A duration as laws and people give it: `7 days`, `10 working days`, `1 month`.

Only the words and the number; what they come to on a calendar is for `deadlines` to say.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from assistant.errors import UsageProblem

Unit = Literal["days", "working days", "months", "years"]

LARGEST = 10_000
"""The largest count in any unit: 27 years in days; beyond it a typing error is likelier than a deadline."""

HINT = "Write it as 7 days, 10 working days, 2 weeks, 1 month or 1 year."
MOST_DIGITS = len(str(LARGEST))
_UNITS: dict[str, tuple[Unit, int]] = {
    "working day": ("working days", 1),
    "day": ("days", 1),
    "week": ("days", 7),
    "month": ("months", 1),
    "year": ("years", 1),
}
"""What is written, without the `s` of several; and how many of the unit one of it is."""

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
    digits, _, word = text.partition(" ")
    known = _UNITS.get(word.removesuffix("s"))
    if known is None or not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        raise UsageProblem(f"{text!r} is not a duration", hint=HINT)
    unit, times = known
    count = int(digits) * times
    if count > LARGEST:
        raise UsageProblem(f"{text!r} is too long a duration", hint=f"At most {LARGEST} days, months or years.")
    return Duration(count, unit)

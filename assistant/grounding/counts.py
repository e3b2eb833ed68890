"""Spans of time as people count them: `8 days`, `over a week`, `more than 7 days`, `within 10 working days`.

A count keeps its bound: `over a week` is right for eight days and wrong for seven. What it counts from is for
`count_checks` to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.clocks.calendars import ONE_DAY, Calendar
from assistant.grounding.seen import lowered
from assistant.grounding.words import any_of, named, words

Bound = Literal["", ">", ">=", "<", "<=", "~"]
CountUnit = Literal["days", "working days", "weeks", "months", "years"]
_W = words()
NUMBERS = {word: int(n) for word, n in named(_W.numbers).items()}
UNITS = named(_W.units)
_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(_W.more_than, ">"),
    **dict.fromkeys(_W.at_least, ">="),
    **dict.fromkeys(_W.less_than, "<"),
    **dict.fromkeys(_W.at_most, "<="),
    **dict.fromkeys(_W.about, "~"),
}
_COUNT = re.compile(
    rf"(?<![\w.,/#-])(?=\w)(?:(?P<bound>{any_of(_BOUNDS)})\s{{1,3}})?(?P<count>\d{{1,5}}|{any_of(NUMBERS)})"
    rf"(?:\s?\(\d{{1,5}}\))?(?:\s{{1,3}}(?:full|whole|entire|long|more|further|volle[nr]?)\s{{1,3}}|\s{{1,3}}|-)"
    rf"(?P<unit>{any_of(UNITS)})(?![\w])(?P<old>(?:['’]s?)?)"
)
FARTHEST = 4_000
"""Working days that are counted; what lies further back is no working matter."""
_ROUGH = 0.15
"""The part by which `about` may be off; a day is always allowed."""


class Count(Struct, frozen=True):
    start: int
    end: int
    count: int
    unit: CountUnit
    bound: Bound = ""

    @property
    def value(self) -> str:
        return f"{self.bound}{self.count} {self.unit}"

    def holds(self, since: date, until: date, calendar: Calendar) -> bool:
        """Whether so much time lies between the two days, under the bound."""
        if self.unit == "weeks" and self.bound:
            return _compare(self.bound, (until - since).days, 7 * self.count)
        passed = elapsed(since, until, self.unit, calendar)
        if self.bound == ">" and passed == self.count and self.unit in {"months", "years"}:
            return _anniversary(since, self.count, self.unit) < until
        return _compare(self.bound, passed, self.count)


def find_counts(text: str) -> Iterator[Count]:
    """Every count of days, weeks, months or years in `text`, in order."""
    for found in _COUNT.finditer(lowered(text)):
        said = found["count"]
        count = int(said) if said.isdecimal() else NUMBERS[said]
        unit = UNITS[" ".join(found["unit"].split())]
        if unit == "fortnights":
            unit, count = "weeks", 2 * count
        known: CountUnit = next(u for u in ("days", "working days", "weeks", "months", "years") if u == unit)
        bound = _BOUNDS[" ".join(found["bound"].split())] if found["bound"] else ""
        yield Count(*found.span(), count, known, bound)


def elapsed(since: date, until: date, unit: CountUnit, calendar: Calendar) -> int:
    """Whole units from `since`, which is day 0, to `until`; negative where it lies before."""
    if until < since:
        return -elapsed(until, since, unit, calendar)
    if unit == "days":
        return (until - since).days
    if unit == "weeks":
        return (until - since).days // 7
    if unit == "working days":
        return _worked(since, until, calendar)
    months = 12 * (until.year - since.year) + until.month - since.month - (until.day < since.day)
    return months if unit == "months" else months // 12


def _worked(since: date, until: date, calendar: Calendar) -> int:
    count, day = 0, since
    for _ in range(min((until - since).days, FARTHEST)):
        day += ONE_DAY
        count += calendar.day_off(day) is None
    return count


def _anniversary(since: date, count: int, unit: CountUnit) -> date:
    months = since.month - 1 + (count if unit == "months" else 12 * count)
    year, month = since.year + months // 12, months % 12 + 1
    for day in range(since.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date.max


def _compare(bound: Bound, passed: int, said: int) -> bool:
    if bound == "~":
        return abs(passed - said) <= max(1, round(said * _ROUGH))
    if bound == ">":
        return passed > said
    if bound == ">=":
        return passed >= said
    if bound == "<":
        return passed < said
    return passed <= said if bound == "<=" else passed == said

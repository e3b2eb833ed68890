"""Dates as people write them, found in text and brought to one form; what day one means is for `date_checks` to say.

`9 October 2020`, `October 9th`, `the 9th of Oct.`, `2020-10-09`, `09.10.2020`, `9 and 12 October`, `October 2020`,
`last Friday`, `yesterday`, `gestern`; months and weekdays in the languages of `words.toml`. Every repetition in the
expressions is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from assistant.grounding.seen import lowered
from assistant.grounding.words import any_of, numbered, words

CENTURY = 2000
"""To which a year of two figures belongs."""
_W = words()
MONTHS = numbered(_W.months, 1)
WEEKDAYS = numbered(_W.weekdays, 0)
_MONTH, _WEEKDAY = any_of(MONTHS), any_of(WEEKDAYS)
_ORDINAL = r"(?:st|nd|rd|th|er|\.)?"


def _year(name: str) -> str:
    return rf"(?:[\s,.]{{1,3}}(?P<{name}>\d{{4}})(?!\d))?"


def _before(name: str) -> str:
    return rf"(?:(?P<{name}>{_WEEKDAY})\.?,?\s{{1,3}}(?:(?:the|den|dem|le)\s{{1,3}})?)?"


_AFTER = rf"(?:,?\s?\(?(?:a\s)?(?P<after>{_WEEKDAY})\b\)?)?"
_DAY_AFTER = r"\.?\s{1,3}(?:the\s)?[0-3]?\d(?:st|nd|rd|th)?(?![\w:])"
_FORMS = (
    rf"{_before('w1')}(?P<d1>[0-3]?\d){_ORDINAL}(?:\s{{1,3}}(?:of\s{{1,3}})?|(?<=\.)|-)"
    rf"(?P<m1>{_MONTH})(?!\w)(?:\.(?=[\s,]{{1,3}}\d{{4}}))?{_year('y1')}",
    rf"{_before('w2')}(?P<m2>{_MONTH})\.?\s{{1,3}}(?:the\s)?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\w:])"
    rf"(?!\.\d){_year('y2')}",
    r"(?P<y3>\d{4})[-/.](?P<m3>[01]?\d)[-/.](?P<d3>[0-3]?\d)(?!\d)",
    rf"{_before('w4')}(?P<f1>[0-3]?\d)(?P<mark>[/.-])(?P<f2>[0-3]?\d)(?P=mark)(?P<y4>\d{{4}}|\d\d)(?!\d|\.\d)",
    rf"(?P<m5>{_MONTH})\.?,?\s{{1,3}}(?P<y5>\d{{4}})(?!\d)",
    rf"(?:in|since|until|during|im|seit|en|depuis)\s{{1,3}}(?P<m6>{_MONTH})(?!\w)(?!{_DAY_AFTER}){_year('y6')}",
    rf"(?P<before_yesterday>{any_of(_W.before_yesterday)})(?!\w)|(?P<yesterday>{any_of(_W.yesterday)})(?!\w)",
    rf"(?P<last>(?:on\s)?{any_of(_W.last)})\s{{1,3}}(?P<w6>{_WEEKDAY})(?!\w)",
    rf"(?:on|since|until|am|seit)\s{{1,3}}(?P<w7>{_WEEKDAY})(?!\w)(?!\.?,?\s{{1,3}}(?:the\s|den\s)?(?:\d|{_MONTH}))(?:\s{{1,3}}{any_of(_W.last_after)}(?!\w))?",
    rf"(?P<w8>{_WEEKDAY})\s{{1,3}}{any_of(_W.last_after)}(?!\w)",
)
_DATE = re.compile(rf"(?<![\w.,/#-])(?=\w)(?:{'|'.join(_FORMS)}){_AFTER}")
_LISTED = re.compile(rf"(?<![\w.,/#-])(\d{{1,2}}){_ORDINAL}\s?(?:,|&|-|–|{any_of(_W.list_joins)})\s?\Z")
_REACH = 16
"""Characters before a date in which the day before it in a list must stand."""
_MOST_LISTED = 6
_VERBS = frozenset({"may", "march"})


class Said(Struct, frozen=True):
    """A date as it was written. Zero stands for what was not said."""

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int | None = None
    """From 0, Monday; alone it means the last one before the day of reading."""
    swapped: tuple[int, int] | None = None
    """Day and month the other way round, where figures allow both."""
    ago: int | None = None
    """Days before the day of reading: 1 for yesterday."""

    @property
    def value(self) -> str:
        """One form for all ways to write it."""
        if self.ago is not None:
            return f"-{self.ago} days"
        if not self.month:
            return f"weekday {self.weekday}"
        if not self.day:
            return f"{self.year:04}-{self.month:02}" if self.year else f"--{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else f"--{self.month:02}-{self.day:02}"

    def on(self, year: int) -> date | None:
        """The day it is in that year; None if there is no such day."""
        return _day(year, self.month, self.day)


def find_dates(text: str) -> Iterator[Said]:
    """Every date in `text`, in order."""
    lower = lowered(text)
    for found in _DATE.finditer(lower):
        said = _said(found)
        if said is None or _is_verb(text, found):
            continue
        if said.day:
            yield from reversed(list(_before_in_list(lower, said)))
        yield said


def _is_verb(text: str, found: re.Match[str]) -> bool:
    """`we may 12 …`: a month that is a word of its own is one only with its capital."""
    name = next((group for group in ("m1", "m2", "m5", "m6") if found[group]), None)
    return name is not None and found[name] in _VERBS and text[found.start(name)].islower()


def _before_in_list(text: str, said: Said) -> Iterator[Said]:
    """The 9 and the 10 of `9, 10 and 12 October`, backwards."""
    start = said.start
    for _ in range(_MOST_LISTED):
        near = max(0, start - _REACH)
        listed = _LISTED.search(text[near:start])
        if listed is None or not 0 < int(listed[1]) < 32:
            return
        start = near + listed.start()
        yield Said(start, start + len(listed[1]), int(listed[1]), said.month, said.year)


def _said(found: re.Match[str]) -> Said | None:
    groups = found.groupdict()
    start, end = found.span()
    after = groups["after"]
    named = next((groups[w] for w in ("w1", "w2", "w4", "w6", "w7", "w8") if groups[w]), None) or after
    weekday = WEEKDAYS[named] if named else None
    if groups["yesterday"] or groups["before_yesterday"]:
        return Said(start, end, ago=1 if groups["yesterday"] else 2, weekday=weekday)
    if groups["m5"]:
        return Said(start, end, 0, MONTHS[groups["m5"]], int(groups["y5"]))
    if groups["m6"]:
        return Said(start, end, 0, MONTHS[groups["m6"]], int(groups["y6"] or 0))
    if groups["f1"]:
        return _figures(found, weekday)
    if day := groups["d1"] or groups["d2"] or groups["d3"]:
        name = groups["m1"] or groups["m2"]
        month = MONTHS[name] if name else int(groups["m3"])
        year = int(groups["y1"] or groups["y2"] or groups["y3"] or 0)
        return Said(start, end, int(day), month, year, weekday)
    return Said(start, end, weekday=weekday)


def _figures(found: re.Match[str], weekday: int | None) -> Said | None:
    first, second, year = int(found["f1"]), int(found["f2"]), int(found["y4"])
    year += CENTURY if len(found["y4"]) == 2 else 0
    if min(first, second) > 12 or not 0 < max(first, second) < 32:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    both = max(first, second) <= 12 and first != second and found["mark"] != "."
    return Said(*found.span(), day, month, year, weekday, (month, day) if both else None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_weekday(weekday: int, as_of: date) -> date:
    """The last day of that name before `as_of`."""
    return as_of - timedelta(days=(as_of.weekday() - weekday - 1) % 7 + 1)

"""Parts of a stretch of time: `the last week of June`, `the second half of 2019`, `early March`, `the first quarter`.

A part is cut from the days of its whole, which somebody else reads. Weeks of a month are its days in sevens, from the
first on or back from the last; early, mid and late are the tens of a month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from assistant.clocks.calendars import ONE_DAY
from assistant.clocks.wording import MONTHS

WEEK = 7
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "couple": 2, "few": 3,
}  # fmt: skip
SPANS = {"day": 1, "week": WEEK, "fortnight": 2 * WEEK, "month": 30}
"""Days of a stretch after an event."""
Days = tuple[date, date]
MONTH = "|".join(f"{m.lower()}|{m[:3].lower()}" for m in MONTHS) + "|sept"
_NTH = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1,
    "final": -1, "closing": -1,
}  # fmt: skip
_WHOLE = (
    rf"(?:the )?(?:month of )?(?:(?:{MONTH})(?: \d{{4}})?|(?:19|20)\d\d|"
    rf"(?:(?:this|last|next|current|previous) )?(?:month|quarter|year)|q[1-4](?: \d{{4}})?)"
)
_DAY = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH})(?: \d{{4}})?"
    rf"|(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?"
)
_NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "few": 3, "couple of": 2}
PART = (
    rf"(?:{'|'.join(_NTH)}) (?:(?:\d{{1,2}}|{'|'.join(_NUMBER)}) )?(?:hal(?:f|ves)|quarters?|thirds?|weeks?|"
    rf"fortnight|months?|days?) of {_WHOLE}"
    rf"|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: \d{{4}})?"
    rf"|(?:early|mid|middle of|late|(?:to)?wards? the end of|(?:first|last|opening|closing|final) days of|(?<!by )"
    rf"(?<!by the )(?:beginning|start) of)[ -](?:in )?{_WHOLE}"
    rf"|h[12](?: (?:of )?\d{{4}})?"
    rf"|week (?:of|beginning|starting|from)(?: the)? (?:{_DAY})"
    rf"|day before yesterday|day after tomorrow|week before last|week after next"
    rf"|(?:this |last |next )?weekend"
)
"""Words for a part, with their whole."""
_CUT = re.compile(
    rf"(?P<nth>{'|'.join(_NTH)}) (?:(?P<count>\d{{1,2}}|{'|'.join(_NUMBER)}) )?"
    rf"(?P<piece>half|halve|quarter|third|week|fortnight|month|day)s? of (?P<whole>.+)"
)
_EDGE = re.compile(
    r"(?P<edge>early|mid|middle of|late|(?:to)?wards? the end of|\w+ days of|beginning of|start of)[ -](?:in "
    r")?(?P<whole>.+)"
)
_EARLY = ("early", "beginning", "start", "first", "opening")
_QUARTER = re.compile(r"(?P<nth>\w+) quarter(?: (?P<year>\d{4}))?")
_HALF = re.compile(r"h(?P<nth>[12])(?: (?:of )?(?P<year>\d{4}))?")
_WEEK_OF = re.compile(r"week (?:of|beginning|starting|from)(?: the)? (?P<day>.+)")


PARTLY = re.compile(
    r"\b(?:(?:hal(?:f|ves)|weeks?|months?|days?|fortnight|thirds?) of|quarters?|early|mid|middle|late|wards?|beginning|"
    r"start|h[12]|weekend|week (?:beginning|starting|from|before|after)|day (?:before|after))\b|wards"
)
"""Without one of these nobody speaks of a part: its long pattern need not be compiled."""


def part(words: str, today: date, *, ahead: bool, days_of: Callable[[str], Days]) -> Days | None:
    """First and last day of the part that `words` name, None if they name none.

    `days_of` gives the days of a whole, and raises `ValueError` for one that there is not. What has no year is the
    latest that has begun, with `ahead` the one of this year.
    """
    if edge := _EDGE.fullmatch(words):
        return _edge(edge["edge"], days_of(edge["whole"].removeprefix("the ").removeprefix("month of ")))
    if cut := _CUT.fullmatch(words):
        return _cut(cut, days_of(cut["whole"].removeprefix("the ").removeprefix("month of ")))
    if quarter := _QUARTER.fullmatch(words):
        return _months(_year(quarter, today), _NTH[quarter["nth"]], 3, today, fixed=ahead or bool(quarter["year"]))
    if half := _HALF.fullmatch(words):
        return _months(_year(half, today), int(half["nth"]), 6, today, fixed=ahead or bool(half["year"]))
    if week := _WEEK_OF.fullmatch(words):
        day = days_of(week["day"].replace(" of ", " "))[0]
        return _week(day)
    return _around(words, today, ahead=ahead)


def _year(match: re.Match[str], today: date) -> int:
    return int(match["year"] or today.year)


def _months(year: int, nth: int, length: int, today: date, *, fixed: bool) -> Days:
    """The nth stretch of so many months of the year."""
    month = (nth - 1) * length + 1
    if not fixed and date(year, month, 1) > today:
        year -= 1
    return date(year, month, 1), _end_of(year, month + length - 1)


def _end_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


def _cut(match: re.Match[str], whole: Days) -> Days:
    first, last = whole
    nth, piece = _NTH[match["nth"]], match["piece"]
    count = match["count"] or "1"
    pieces = int(count) if count.isdecimal() else _NUMBER[count]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if piece == "halve" or (piece in {"half", "quarter", "third", "month"} and months > 1):
        length = {"month": 1, "quarter": 3, "third": months // 3}.get(piece, months // 2) * pieces
        at = first.month + (months - length if nth < 0 else (nth - 1) * length)
        begin = date(first.year + (at - 1) // 12, (at - 1) % 12 + 1, 1)
        return _inside(begin, _end_of(begin.year, begin.month + length - 1), whole)
    if piece == "half":
        middle = first + timedelta(14)
        return (first, middle) if nth == 1 else (middle + ONE_DAY, last)
    length = {"week": WEEK, "fortnight": 2 * WEEK, "day": 1, "third": 10}.get(piece, 0) * pieces
    if not length:
        raise ValueError(piece)
    if nth < 0:
        return _inside(last - timedelta(length - 1), last, whole)
    begin = first + timedelta(length * (nth - 1))
    return _inside(begin, begin + timedelta(length - 1), whole)


def _inside(first: date, last: date, whole: Days) -> Days:
    if first > whole[1] or last < whole[0]:
        raise ValueError(first)
    return max(first, whole[0]), min(last, whole[1])


def _edge(edge: str, whole: Days) -> Days:
    """Its first, its middle, its last third."""
    first, last = whole
    third = timedelta(((last - first).days + 1) // 3)
    if edge.startswith(_EARLY):
        return first, first + third - ONE_DAY
    if edge.startswith("mid"):
        return first + third, first + 2 * third - ONE_DAY
    return first + 2 * third, last


def _week(day: date) -> Days:
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(WEEK - 1)


def _around(words: str, today: date, *, ahead: bool) -> Days | None:
    if words in {"day before yesterday", "day after tomorrow"}:
        day = today + (2 * ONE_DAY if "tomorrow" in words else -2 * ONE_DAY)
        return day, day
    if words in {"week before last", "week after next"}:
        return _week(today + timedelta(2 * WEEK if "next" in words else -2 * WEEK))
    if words.endswith("weekend"):
        saturday = today - timedelta((today.weekday() + 2) % WEEK)
        if words.startswith("next") or (ahead and not words.startswith("last") and saturday + ONE_DAY < today):
            saturday += timedelta(WEEK)
        elif words.startswith("last") and saturday + ONE_DAY >= today:
            saturday -= timedelta(WEEK)
        return saturday, saturday + ONE_DAY
    return None

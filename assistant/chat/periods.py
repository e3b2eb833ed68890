"""Stretches of time in a question: `since the 12th`, `in October`, `last quarter`, `by Friday`, `this week`.

A period is days, both included, either end open; or an event of the record ("since the block") that somebody has to
look up. What is said without its year means the past where the past is asked about and the future where due days are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from assistant.chat.parts import MONTH, NUMBERS, PART, PARTLY, SPANS, part
from assistant.clocks.calendars import ONE_DAY
from assistant.clocks.wording import MONTHS, long_date

WEEK = 7
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Period(Struct, frozen=True):
    """Days from `first` to `last`, both included; None: open."""

    first: date | None = None
    last: date | None = None
    words: str = ""
    """As they stood in the question."""
    event: str = ""
    """Instead of a day, something that happened: `the block`."""
    side: str = ""
    """How the event or day bounds: `since`, `after`, `before`, `on`, `between`; empty for a stretch of its own."""
    other_event: str = ""
    """The second of `between the block and the meeting`."""
    length: int = 0
    """Days that are meant after or before an event; 0: all."""

    def holds(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    @property
    def told(self) -> str:
        """`since 12 October 2020`, for a sentence."""
        if self.first and self.first == self.last:
            return f"on {long_date(self.first)}"
        if self.first and self.last:
            return f"from {long_date(self.first)} to {long_date(self.last)}"
        if self.first:
            return f"since {long_date(self.first)}"
        return f"until {long_date(self.last)}" if self.last else ""


ANY = Period()
_COUNT = r"\d{1,3}|" + "|".join(NUMBERS)
_SPAN = r"days?|weeks?|fortnights?|months?|years?|quarters?"


@cache
def _unit(part: str) -> re.Pattern[str]:
    """Words for a day or a stretch, or for these parts. A loose one is a time only after a word such as `in`."""
    return re.compile(
        rf"\b(?:(?P<part>{part})|(?P<ago>{_COUNT}) (?P<unit>{_SPAN}) ago"
        rf"|(?P<date>\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH})(?:,? \d{{4}})?"
        rf"|(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)"
        rf"|today|yesterday|tomorrow|(?:last |next |this )?(?:{'|'.join(WEEKDAYS)}))"
        rf"|(?P<turn>(?:this|last|next|previous|coming|current) (?:week|month|quarter|year)"
        rf"|(?:{MONTH}) (?:of )?\d{{4}}"
        rf"|(?:last|past|next|coming)(?: few| couple of| (?:{_COUNT}))? (?:{_SPAN})|(?:19|20)\d\d|q[1-4](?:(?: of|"
        rf"/)? ?\d{{4}})?)"
        rf"|(?P<loose>{MONTH}|week|month|quarter|year))\b"
    )


SIDE = re.compile(
    r"\b(since|after|before|until|till|by|up to|from|as of|not later than) "
    r"(?:the (?:end|start|beginning) of )?(?:the )?$"
)
PLACE = re.compile(r"(?:\b(?:in|on|during|for|over|within|of|at|re) )?(?:the )?$")
PLACED = re.compile(r"(?:in|on|during|for|over|within|of|at|re) ")
PLAIN_MONTHS = frozenset(month.lower() for month in MONTHS) - {"march", "may"}
"""Months that are no other word: `the October letter`."""
TURNS = frozenset({"week", "month", "quarter", "year"})
BARE = re.compile(r"\b(?:between|from) (?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:and|to|until|till) (?:the )?$")
SIDES = {"till": "until", "up to": "until", "from": "since", "as of": "since", "not later than": "by"}
EVENT = re.compile(
    rf"(?:\b(?:(?:in|within|during) )?(?:the )?(?:first )?(?:(?P<count>{_COUNT}) )?"
    r"(?P<span>days?|weeks?|fortnights?|months?) (?=after|before|following|that followed|of ))?"
    r"\b(?P<side>since|after|before|until|following|that followed|on the day (?:of|that|when))"
    r"(?: (?:the|that|this))? (?P<event>(?!when\b|what\b|how\b|WHEN)[^?.,]+?)"
    r"(?=[?.,]|$| (?:what|who|which|did|have we|has)\b)"
)
BETWEEN = re.compile(
    r"\bbetween (?!(?:us|them|we|REG|both|our|the two)\b)(?:the )?(?P<event>[^?.,]{3,40}?) and "
    r"(?!(?:us|them|we|REG)\b)(?:the )?(?P<other>[^?.,]{3,60}?)(?=[?.,]|$)"
)
FOLLOWING = frozenset({"following", "that followed"})


TO_COME = re.compile(
    r"\b(?:is|are|be|falls?|must|needs?|has|have) (?:to be )?"
    r"(?:due|in|late|over ?due|ready|sent|answered|expected|submitted)$"
)
"""`until the figures are due` bounds no time: that is what is asked."""


def period_in(text: str, today: date, *, ahead: bool = False) -> Period:
    """The period that folded `text` names; `ANY` if it names none.

    `ahead`: what has no year lies in the future, as due days do.
    """
    units = list(_unit(PART if PARTLY.search(text) else "(?!)").finditer(text))
    for at, unit in enumerate(units):
        following = units[at + 1] if at + 1 < len(units) else None
        try:
            found = _between(text, unit, following, today, ahead) or _alone(text, unit, today, ahead)
        except (ValueError, OverflowError):
            continue  # the 31st of a month that has none is no period
        if found is not None:
            return found
    return _by_event(text)


def _by_event(text: str) -> Period:
    two = BETWEEN.search(text)
    if two is not None:
        return Period(words=two.group(), event=two["event"].strip(), side="between", other_event=two["other"].strip())
    event = EVENT.search(text)
    if event is None or TO_COME.search(event["event"]):
        return ANY
    side = "after" if event["side"] in FOLLOWING else "on" if event["side"].startswith("on") else event["side"]
    length = 0
    if event["span"]:
        length = _number(event["count"] or "one") * SPANS[event["span"].rstrip("s")]
    return Period(words=event.group(), event=event["event"].strip(), side=side, length=length)


def _between(text: str, one: re.Match[str], two: re.Match[str] | None, today: date, ahead: bool) -> Period | None:
    """`between 1 March and 15 April`, `from 1 to 15 March`."""
    number = BARE.search(text[: one.start()])
    if number is not None:
        last = _of(one, today, ahead)
        first = last.last.replace(day=int(number.group(1))) if last.last else None
        return Period(first, last.last, text[number.start() : one.end()])
    opening = re.search(r"\b(?:between|from) (?:the )?$", text[: one.start()])
    if (
        opening is None
        or two is None
        or not re.fullmatch(r" (?:and|to|until|till)(?: the)? ", text[one.end() : two.start()])
    ):
        return None
    begin, end = _of(one, today, ahead), _of(two, today, ahead)
    return Period(begin.first, end.last, text[opening.start() : two.end()])


def _alone(text: str, unit: re.Match[str], today: date, ahead: bool) -> Period | None:
    """One unit, with the word that bounds it if there is one."""
    side, place = SIDE.search(text[: unit.start()]), PLACE.search(text[: unit.start()])
    start = side.start() if side else place.start() if place else unit.start()
    words = text[start : unit.end()]
    unplaced = unit.group() in TURNS or not PLACED.match(words)
    if unit.group("loose") and side is None and unplaced and unit.group() not in PLAIN_MONTHS:
        return None
    if side is None:
        found = _of(unit, today, ahead)
        return Period(found.first, found.last, words)
    bound = SIDES.get(side.group(1), side.group(1))
    if "the end of" in side.group():  # `before the end of the week` holds the week
        bound = {"before": "by", "since": "after"}.get(bound, bound)
    found = _of(unit, today, ahead or bound == "by")
    match bound:
        case "since":
            return Period(found.first, None, words, side=bound)
        case "after":
            return Period(found.last + ONE_DAY if found.last else None, None, words, side=bound)
        case "before":
            return Period(None, found.first - ONE_DAY if found.first else None, words, side=bound)
    return Period(None, found.last, words, side=bound)


def _of(unit: re.Match[str], today: date, ahead: bool) -> Period:
    if unit.group("ago"):
        day = _shifted(today, -_number(unit.group("ago")), unit.group("unit"))
        return Period(day, day)
    if unit.group("part"):
        return _part(unit.group(), today, ahead)
    return _stretch(unit.group(), today, ahead)


def _part(words: str, today: date, ahead: bool) -> Period:
    def days_of(whole: str) -> tuple[date, date]:
        found = _stretch(whole, today, ahead)
        if found.first is None or found.last is None:
            raise ValueError(whole)
        return found.first, found.last

    cut = part(words, today, ahead=ahead, days_of=days_of)
    if cut is None:
        raise ValueError(words)
    return Period(*cut)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else NUMBERS[words]


def _shifted(day: date, count: int, unit: str) -> date:
    unit = unit.rstrip("s")
    if unit in {"month", "quarter", "year"}:
        months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
        at = day.year * 12 + day.month - 1 + months
        first = date(at // 12, at % 12 + 1, 1)
        return min(first + timedelta(day.day - 1), _end_of_month(first))
    return day + timedelta(count * {"day": 1, "week": WEEK, "fortnight": 2 * WEEK}[unit])


def _stretch(words: str, today: date, ahead: bool) -> Period:
    """A day, a month, a week … as days."""
    words = words.removeprefix("the ").replace(" of ", " ").replace(",", "")
    for pattern, read in _STRETCHES:
        match = re.fullmatch(pattern, words)
        if match:
            return read(match, today, ahead)
    raise ValueError(words)


def _iso(match: re.Match[str], today: date, ahead: bool) -> Period:
    day = date.fromisoformat(match.group())
    return Period(day, day)


def _dotted(match: re.Match[str], today: date, ahead: bool) -> Period:
    number, month, year = map(int, match.group().split("."))
    day = date(year, month, number)
    return Period(day, day)


def _named(match: re.Match[str], today: date, ahead: bool) -> Period:
    number, month = int(match.group("number")), _month(match.group("month"))
    if match.group("year"):
        day = date(int(match.group("year")), month, number)
    else:
        day = _nearest(today, ahead, lambda year: date(year, month, number))
    return Period(day, day)


def _nearest(today: date, ahead: bool, of: Callable[[int], date]) -> date:
    """The latest such day that has come, or with `ahead` the next that has not passed by more than a month."""
    day = of(today.year)
    if ahead:
        return day if day >= today - timedelta(31) else of(today.year + 1)
    return day if day <= today else of(today.year - 1) if (day - today).days > 31 else day


def _of_the_month(match: re.Match[str], today: date, ahead: bool) -> Period:
    number = int(match.group("number"))
    start = today.replace(day=1)
    if ahead and number < today.day:
        start = _end_of_month(today) + ONE_DAY
    elif not ahead and number > today.day:
        start = (start - ONE_DAY).replace(day=1)
    day = start + timedelta(number - 1)
    if number < 1 or day.month != start.month:
        raise ValueError(number)
    return Period(day, day)


def _relative(match: re.Match[str], today: date, ahead: bool) -> Period:
    day = today + {"today": 0, "yesterday": -1, "tomorrow": 1}[match.group()] * ONE_DAY
    return Period(day, day)


def _weekday(match: re.Match[str], today: date, ahead: bool) -> Period:
    at, which = WEEKDAYS.index(match.group("weekday")), match.group("which") or ""
    back = (today.weekday() - at) % WEEK
    if which == "next" or (ahead and which != "last"):
        day = today + timedelta((at - today.weekday()) % WEEK or (WEEK if which == "next" else 0))
    else:
        day = today - timedelta(back or (WEEK if which == "last" else 0))
    return Period(day, day)


def _month_named(match: re.Match[str], today: date, ahead: bool) -> Period:
    month = _month(match.group("month"))
    if match.group("year"):
        first = date(int(match.group("year")), month, 1)
    elif ahead:
        first = date(today.year + (month < today.month), month, 1)
    else:
        first = date(today.year - (month > today.month), month, 1)
    return Period(first, _end_of_month(first))


def _year(match: re.Match[str], today: date, ahead: bool) -> Period:
    return Period(date(int(match.group()), 1, 1), date(int(match.group()), 12, 31))


def _quarter(match: re.Match[str], today: date, ahead: bool) -> Period:
    first = date(int(match.group("year") or today.year), 3 * int(match.group("quarter")) - 2, 1)
    if first > today and not ahead and not match.group("year"):
        first = first.replace(year=first.year - 1)
    return Period(first, _end_of_month(_shifted(first, 2, "month")))


def _turn(match: re.Match[str], today: date, ahead: bool) -> Period:
    """This, last, next week or month or quarter or year; weeks begin on Monday."""
    unit, which = match.group("unit"), match.group("which")
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit == "week":
        first = today - timedelta(today.weekday()) + timedelta(WEEK * step)
        return Period(first, first + timedelta(WEEK - 1))
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    start = date(today.year, (today.month - 1) // length * length + 1, 1)
    first = _shifted(start, step * length, "month")
    return Period(first, _end_of_month(_shifted(first, length - 1, "month")))


def _some(match: re.Match[str], today: date, ahead: bool) -> Period:
    count = _number(match.group("count").removesuffix(" of")) if match.group("count") else 1
    if match.group("which") in {"next", "coming"}:
        return Period(today, _shifted(today, count, match.group("unit")))
    return Period(_shifted(today, -count, match.group("unit")), today)


_YEAR = r"(?: (?P<year>\d{4}))?"
_STRETCHES: tuple[tuple[str, Callable[[re.Match[str], date, bool], Period]], ...] = (
    (r"\d{4}-\d\d-\d\d", _iso),
    (r"\d{1,2}\.\d{1,2}\.\d{4}", _dotted),
    (rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH}){_YEAR}", _named),
    (rf"(?P<month>{MONTH}) (?P<number>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}", _named),
    (r"(?P<number>\d{1,2})(?:st|nd|rd|th)", _of_the_month),
    (r"today|yesterday|tomorrow", _relative),
    (rf"(?:(?P<which>last|next|this) )?(?P<weekday>{'|'.join(WEEKDAYS)})", _weekday),
    (rf"(?P<month>{MONTH}){_YEAR}", _month_named),
    (r"(?:19|20)\d\d", _year),
    (r"q(?P<quarter>[1-4])(?:[ /]?(?P<year>\d{4}))?", _quarter),
    (r"(?:(?P<which>this|last|next|previous|coming|current) )?(?P<unit>week|month|quarter|year)", _turn),
    (rf"(?P<which>last|past|next|coming)(?: (?P<count>few|couple of|{_COUNT}))? (?P<unit>{_SPAN})", _some),
)


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(31)).replace(day=1) - ONE_DAY

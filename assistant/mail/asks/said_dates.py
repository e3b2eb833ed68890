"""Days and periods as a letter says them: found, told apart, and kept in its own words.

`by 30 October`, `within 10 working days of receipt`, `before the end of the month`, `shortly`: what was said is taken
down in a form without language. What day that comes to depends on the letter's date and on a calendar, and is worked
out in `clocks.said`. A date that sets no limit (`your letter of 9 October`) is none here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct, structs

from assistant.mail.asks.ask_words import BETWEEN, DateWords, Language, any_of

SaidKind = Literal[
    "day",
    "day-without-year",
    "day-of-month",
    "weekday",
    "duration-from-receipt",
    "duration-from-letter",
    "end",
    "vague",
]
Period = Literal["", "week", "month", "quarter", "year"]
NOTHING = re.compile(r"(?!)")


class SaidDate(Struct, frozen=True):
    """A date as it was said. Zero and empty stand for what was not said."""

    words: str
    """Verbatim, with the preposition."""
    start: int
    end: int
    """The place of the words in the text."""
    kind: SaidKind
    day: int = 0
    month: int = 0
    year: int = 0
    numbers: tuple[int, int] | None = None
    """Day and month in figures only, in the order in which they were written: `10/11`."""
    weekday: int | None = None
    """From 0, Monday, also beside a day."""
    count: int = 0
    unit: str = ""
    """`hours`, `days`, `working days`, `weeks`, `fortnights`, `months` or `years`."""
    start_said: bool = True
    """The words name the day from which a duration counts."""
    period: Period = ""
    """The period whose end is meant; with `month` set, it is that month."""
    next: bool = False
    """`next Friday`, `end of next month`; with a weekday, `week` as period says: of next week."""
    before: bool = False
    """Before that day, not on it."""

    @property
    def concrete(self) -> bool:
        return self.kind != "vague"


class _Expressions(Struct, frozen=True):
    """The expressions of one language."""

    dated: re.Pattern[str]
    within: re.Pattern[str]
    vague: re.Pattern[str]
    tomorrow: re.Pattern[str]
    """Without any preposition; `today` alone tells when something was, too."""
    told: re.Pattern[str]


def best(dates: Iterable[SaidDate], after: int) -> SaidDate | None:
    """The one that goes with words at `after`: a later one before one in front; a vague one only if it comes later."""
    own = (said for said in dates if said.concrete or said.start >= after)
    return min(own, key=lambda said: (not said.concrete, said.start < after), default=None)


def said_dates(text: str, place: int, folded: str, language: Language) -> tuple[SaidDate, ...]:
    """The dates said in one sentence, in their order, concrete ones and vague.

    `folded` is the sentence made plain, `place` where it begins in `text`.
    """
    found: list[SaidDate] = []
    end = 0
    for made in sorted(_all(folded, language), key=lambda said: (said.start, -said.end)):
        if made.start >= end:
            end = made.end
            start, stop = place + made.start, place + made.end
            found.append(structs.replace(made, words=text[start:stop], start=start, end=stop))
    return tuple(found)


_FIGURE = re.compile(r"\d")


def may_be_dated(folded: str, words: frozenset[str], language: Language) -> bool:
    """Whether a sentence of these words is worth a search for dates."""
    return not words.isdisjoint(language.dating) or _FIGURE.search(folded) is not None


def _all(folded: str, language: Language) -> Iterator[SaidDate]:
    known = _expressions(language)
    for found in known.within.finditer(folded):
        yield _duration(found, language)
    for found in known.dated.finditer(folded):
        if not (found["on"] and known.told.search(folded, max(found.start() - 40, 0), found.start())):
            yield _day(found, language)
    for found in known.tomorrow.finditer(folded):
        yield SaidDate("", *found.span(), "duration-from-letter", count=1, unit="days")
    for found in known.vague.finditer(folded):
        yield SaidDate("", *found.span(), "vague")


def _duration(found: re.Match[str], language: Language) -> SaidDate:
    words = language.words
    count = int(found["count"]) if found["count"].isdigit() else words.numbers[found["count"]]
    unit = next(unit for unit, names in words.dates.units.items() if _even(found["unit"]) in names)
    kind: SaidKind = "duration-from-letter" if found["letter"] else "duration-from-receipt"
    said = bool(found["letter"] or found["receipt"])
    return SaidDate("", *found.span(), "vague" if found["other"] else kind, count=count, unit=unit, start_said=said)


def _day(found: re.Match[str], language: Language) -> SaidDate:
    start, end = found.span()
    before, groups = bool(found["before"] and not found["hour"]), found.groupdict()
    weekday = _named(groups, ("weekday", "weekday2", "weekday3", "alone"), language.weekdays)
    year = next((int(found[y]) for y in ("y1", "y2", "y3", "y4", "y5", "y6", "y7") if found[y]), 0)
    if found["figures"]:
        return _figures(found, weekday, before)
    if day := next((int(found[d]) for d in ("d1", "d2", "d3") if found[d]), 0):
        month = int(found["m3"]) if found["m3"] else _named(groups, ("m1", "m2"), language.months) or 0
        kind: SaidKind = "day" if year else "day-without-year"
        return SaidDate("", start, end, kind, day, month, year, None, weekday, before=before)
    if found["d4"]:
        return SaidDate("", start, end, "day-of-month", int(found["d4"]), weekday=weekday, before=before)
    if found["alone"]:
        period: Period = "week" if found["of_next"] else ""
        later = bool(found["next"] or found["of_next"])
        return SaidDate("", start, end, "weekday", weekday=weekday, next=later, period=period, before=before)
    if found["ending"]:
        return _end(found, year, before, language)
    if found["today"] or found["tomorrow"]:
        count = 1 if found["tomorrow"] else 0
        return SaidDate("", start, end, "duration-from-letter", count=count, unit="days", before=before)
    return SaidDate("", start, end, "vague", month=_named(groups, ("m5",), language.months) or 0, year=year)


def _figures(found: re.Match[str], weekday: int | None, before: bool) -> SaidDate:
    """Dots stand after the day and the month; between strokes either may come first."""
    numbers, written = (int(found["f1"]), int(found["f2"])), found["y4"] or "0"
    year = int(written) + (2000 if len(written) == 2 else 0)
    kind: SaidKind = "day" if found["y4"] else "day-without-year"
    if found["mark"] == ".":
        return SaidDate("", *found.span(), kind, *numbers, year, None, weekday, before=before)
    return SaidDate("", *found.span(), kind, 0, 0, year, numbers, weekday, before=before)


def _end(found: re.Match[str], year: int, before: bool, language: Language) -> SaidDate:
    start, end = found.span()
    if found["m4"] or found["quarter"]:
        month = language.months[found["m4"]] if found["m4"] else int(found["quarter"]) * 3
        return SaidDate("", start, end, "end", month=month, year=year, period="month")
    name = next(name for name, said in language.words.dates.periods.items() if _even(found["period"]) in said)
    which, _, period = name.partition(" ")
    kind: Period = next(p for p in ("week", "month", "quarter", "year") if p == period)
    return SaidDate("", start, end, "end", period=kind, next=which == "next")


def _named(groups: dict[str, str | None], names: tuple[str, ...], known: dict[str, int]) -> int | None:
    return next((known[said] for name in names if (said := groups[name])), None)


def _even(words: str) -> str:
    return re.sub(BETWEEN, " ", words)


@lru_cache(maxsize=32)
def _expressions(language: Language) -> _Expressions:
    """Every repetition in them is bounded but that of spaces, and one match begins at a preposition only."""
    return _Expressions(
        re.compile(_dated(language)),
        re.compile(_within(language)),
        re.compile(rf"(?<![\w-]){any_of(language.words.dates.vague)}(?![\w-])"),
        re.compile(rf"(?<![\w-]){any_of(language.words.dates.tomorrow)}(?![\w'-])"),
        re.compile(rf"\b{any_of(language.words.dates.told)}[ ,]{{1,3}}\Z") if language.words.dates.told else NOTHING,
    )


def _dated(language: Language) -> str:
    """A preposition, perhaps an hour, and a day in any of the forms that people write."""
    dates = language.words.dates
    month, weekday = any_of(language.months), any_of(language.weekdays)
    year = [rf"(?:[ ,-]+(?P<y{n}>\d{{4}})\b)?" for n in range(8)]
    ordinal = r"(?:st|nd|rd|th|er|\.)?"
    named = rf"(?:(?P<weekday>{weekday})\.?{BETWEEN}(?:the |den |dem )?)?"
    which = rf"(?:(?:(?P<next>{any_of(dates.next)})|{any_of(dates.this)}) +)?"
    of_next = rf"(?P<of_next>{BETWEEN}{any_of(dates.next_week)}\b)?"
    named_end = rf"(?P<m4>{month})\b{year[5]}|q(?P<quarter>[1-4])\b{year[7]}"
    ends = rf"{any_of(dates.ends)}{BETWEEN}(?:(?P<period>{_periods(language)})\b|{named_end})"
    forms = (
        rf"{named}(?P<d1>[0-3]?\d){ordinal}(?:[ -]+(?:of )?|(?<=\.))(?P<m1>{month})\b(?:\.(?=[ ,-]+\d{{4}}))?{year[1]}",
        rf"{named.replace('weekday', 'weekday2')}(?P<m2>{month})\.?[ -]+(?P<d2>[0-3]?\d){ordinal}(?![\d:]){year[2]}",
        r"(?P<y3>\d{4})-(?P<m3>[01]?\d)-(?P<d3>[0-3]?\d)\b",
        r"(?P<figures>(?!24/7)(?P<f1>[0-3]?\d)(?P<mark>[/.-])(?P<f2>[0-3]?\d)"
        r"(?:(?P=mark)(?P<y4>\d{4}|\d\d)\b|(?:(?<=/\d)|(?<=/\d\d))(?![\d/])|(?:(?<=\.\d)|(?<=\.\d\d))\.(?!\d)))",
        rf"{named.replace('weekday', 'weekday3')}(?P<d4>[0-3]?\d)(?:st|nd|rd|th)\b(?: inst\b\.?)?",
        rf"{which}(?P<alone>{weekday})\b{of_next}",
        rf"(?P<ending>{ends})",
        rf"(?P<today>{any_of(dates.today)})\b|(?P<tomorrow>{any_of(dates.tomorrow)})\b",
        rf"(?:{any_of(dates.parts)} ?)?(?P<m5>{month})\b{year[6]}",
    )
    return f"{_before_a_day(dates)}(?:{'|'.join(forms)})"


def _before_a_day(dates: DateWords) -> str:
    article = any_of(dates.articles)
    zone = r"(?: ?\([a-z]{2,5}\)| (?:pkt|gmt|cet|cest|utc|bst|est|ist))?"
    half = r" ?[ap]\.?m\.?| ?hrs?| ?hours| ?uhr"
    time = rf"\d{{1,2}}(?:[:.]\d\d(?:{half})?|(?:{half})){zone}(?![\d.])"
    return (
        rf"(?<![\w-])(?:(?P<by>{any_of(dates.by)})|(?P<before>{any_of(dates.before)})|(?P<on>{any_of(dates.on)}))"
        rf"(?:{BETWEEN}{article})?(?P<hour>{BETWEEN}(?:(?:at )?{time}|{any_of(dates.hours)}))?"
        rf"(?:{BETWEEN}{any_of(dates.on)})?(?:{BETWEEN}{article}){{0,2}}{BETWEEN}"
    )


def _periods(language: Language) -> str:
    return any_of(name for names in language.words.dates.periods.values() for name in names)


def _within(language: Language) -> str:
    words, dates = language.words, language.words.dates
    units = any_of(name for names in dates.units.values() for name in names)
    begins = (
        rf"(?P<receipt>{any_of(dates.receipt)})|(?P<letter>{any_of(dates.letter)})|(?P<other>{any_of(dates.other)})"
    )
    what = rf"(?: {any_of(dates.articles)} \w+)?"
    return (
        rf"(?<![\w-]){any_of(dates.within)}{BETWEEN}(?P<count>\d{{1,5}}|{any_of(words.numbers)})"
        rf"(?: ?\([\w -]{{1,20}}\))?(?:{BETWEEN}|-)(?P<unit>{units})(?![\w'-])(?:{BETWEEN}(?:{begins})\b{what})?"
    )

"""The fields of a query: what each is called, what it may be, and what it means. Pure functions."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.record.dates import FIRST_YEAR, LAST_YEAR
from assistant.record.kinds import Channel, Direction, MessageClass
from assistant.record.store import regulator_of
from assistant.search.words import folded, is_unspaced

Column = Literal["", "sender", "recipients"]
"""Where a word must stand; empty: anywhere."""
FilterField = Literal["thread", "regulator", "channel", "direction", "class", "has", "tag", "ref", "days", "is"]


class Term(Struct, frozen=True):
    """A word, or a phrase of several that follow each other; folded."""

    words: tuple[str, ...]
    prefix: bool = False
    """The last word is only the beginning of one."""
    column: Column = ""


class Filter(Struct, frozen=True):
    """What must be true of an entry besides its words: any one of `values`."""

    field: FilterField
    values: tuple[str, ...]
    """For `days` two ISO days, the first and the last; for `ref` folded words; else as they stand in the record."""


class Field(Struct, frozen=True):
    """One field of the language."""

    hint: str
    """What to write."""
    read: Callable[[str, bool], Term | Filter | None]
    """Its value, and whether that may still be typed → what it means; raises `UsageProblem`."""


HAS = ("attachment", "request", "commitment")
IS = ("open", "closed", "confidential")
SIDES: Mapping[str, tuple[Direction, ...]] = {"company": ("out", "public", "internal"), "regulator": ("in",)}


_SIGN = "\ue000"
"""In no word of any text: a private character is no letter."""


def mark(field: str, value: str) -> str:
    """What is true of an entry as one word, which nobody can type and which lies among the others all the same.

    So FTS5 finds what has both by itself, and need not go through all that has a common word.
    """
    return f"{_SIGN}{field}{_SIGN}{''.join(c if c.isalnum() else _SIGN for c in value.casefold())}"


def term(text: str, *, prefix: bool = False, shortest: int = 1, column: Column = "") -> Term | None:
    """The words of `text` as a phrase, the last one only the beginning of a word if `prefix`.

    A beginning of fewer than `shortest` letters is left out, unless there is nothing else.
    """
    words = folded(text)
    if not words:
        return None
    if not prefix or is_unspaced(words[-1]):
        return Term(words, column=column)
    if len(words[-1]) >= shortest:
        return Term(words, prefix=True, column=column)
    return Term(words[:-1] or words, column=column)


def days(first: date | None, last: date | None) -> Filter:
    """Entries from `first` to `last`, both included."""
    return Filter("days", ((first or date.min).isoformat(), (last or date.max).isoformat()))


def _people(column: Column, whose: str) -> Field:
    def read(value: str, unfinished: bool) -> Term | None:
        return term(value, prefix=unfinished or value.endswith("*"), shortest=2 if unfinished else 1, column=column)

    return Field(f"Write a name or address of {whose}, such as pta.gov.pk or “Ali Durrani”.", read)


def _one_of(field: FilterField, known: Mapping[str, Sequence[str]], called: str) -> Field:
    names = ", ".join(known)

    def read(value: str, _: bool) -> Filter:
        wanted = [one.casefold() for one in value.split(",")]
        for one in wanted:
            if one not in known:
                raise UsageProblem(f"{one!r} is not a {called}", hint=f"Write one of {names}.")
        return Filter(field, tuple(said for one in wanted for said in known[one]))

    return Field(f"Write one of {names}.", read)


def _themselves(known: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    return {name: (name,) for name in known}


def _thread(value: str, _: bool) -> Filter:
    wanted = tuple(one.lower() for one in value.split(","))
    for one in wanted:
        regulator_of(one)
    return Filter("thread", wanted)


def _regulator(value: str, _: bool) -> Filter:
    return Filter("regulator", tuple(one.upper() for one in value.split(",")))


def _tag(value: str, _: bool) -> Filter:
    return Filter("tag", (value.casefold(),))


def _ref(value: str, _: bool) -> Filter | None:
    found = folded(value)
    return Filter("ref", found) if found else None


DATE_HINT = "Write a day, month or year: 2020-10-12, 2020-10 or 2020."


def _span(value: str) -> tuple[date, date]:
    """The first and last day that `2020`, `2020-10` or `2020-10-12` means; raises `UsageProblem`."""
    try:
        numbers = [int(part) for part in value.split("-") if part.isascii() and part.isdecimal()]
        if "-".join(f"{n:0{4 if at == 0 else 2}d}" for at, n in enumerate(numbers)) != value:
            raise ValueError(value)
        year, month, day = (*numbers, *(None,) * 2)[:3]
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(value)
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        first = date(year, month, day or 1)
        return first, first if day is not None else first.replace(day=monthrange(year, month)[1])
    except ValueError as error:
        raise UsageProblem(f"{value!r} is not a date", hint=DATE_HINT) from error


def _dates(meant: Callable[[date, date], Filter]) -> Field:
    return Field(DATE_HINT, lambda value, _: meant(*_span(value)))


_DAY = timedelta(days=1)

FIELDS: Mapping[str, Field] = {
    "from": _people("sender", "who wrote it"),
    "to": _people("recipients", "whom it went to"),
    "regulator": Field("Write a regulator's key, such as PTA.", _regulator),
    "thread": Field("Write a thread's id, such as pta-2020-001.", _thread),
    "channel": _one_of("channel", _themselves(get_args(Channel)), "channel"),
    "direction": _one_of("direction", _themselves(get_args(Direction)), "direction"),
    "side": _one_of("direction", SIDES, "side"),
    "class": _one_of("class", _themselves(get_args(MessageClass)), "class"),
    "before": _dates(lambda first, _: days(None, first - _DAY)),
    "after": _dates(lambda _, last: days(last + _DAY, None)),
    "since": _dates(lambda first, _: days(first, None)),
    "until": _dates(lambda _, last: days(None, last)),
    "on": _dates(days),
    "has": _one_of("has", _themselves(HAS), "thing to have"),
    "is": _one_of("is", _themselves(IS), "state"),
    "tag": Field("Write a thread's tag.", _tag),
    "ref": Field("Write a reference number, ours or theirs.", _ref),
}

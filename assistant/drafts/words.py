"""The words of a language that facts are put into: months, counts of days, what a letter calls another letter.

Whole sentences stand in the templates; here is only what a fact such as “our letter of 9 October 2020” is made of. The
files of `languages/` say in which case their phrases stand, so that each fits where the texts of its language use it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.record.kinds import Channel

FOLDER = Path(__file__).parent / "languages"
ENGLISH = "en"


class OfChannel(Struct, frozen=True, forbid_unknown_fields=True):
    noun: str
    ours: str
    theirs: str
    in_which: str
    """Leads from the message's name to what was said in it."""


class Whose(Struct, frozen=True, forbid_unknown_fields=True):
    ours: str
    theirs: str
    in_which: str


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """One language. Texts in braces are places for `{day}`, `{month}`, `{year}`, `{count}`, `{what}`, `{dated}`."""

    long_date: str
    months: tuple[str, ...]
    singular: tuple[int, ...]
    """The counts that take `day` and not `days`."""
    day: str
    days: str
    comma: str
    last: str = msgspec.field(name="and")
    """Before the last of several names."""
    of: str
    """What a message is called by its one date."""
    received: str
    """… where it bears another date than that of its receipt; `sent` likewise."""
    sent: str
    public: str
    internal: str
    wrote: str
    """Leads to what is quoted below a mail, with a place for `{who}`."""
    request: Whose
    undertaking: Whose
    channels: dict[Channel, OfChannel]
    greetings: tuple[str, ...]
    """First words by which a greeting is known for one of this language, in lower case."""
    first: str = ""
    """The first day of a month, where it has a form of its own."""

    def written(self, day: date) -> str:
        """`9 October 2020`."""
        number = self.first if self.first and day.day == 1 else str(day.day)
        return self.long_date.format(day=number, month=self.months[day.month - 1], year=day.year)

    def counted(self, count: int) -> str:
        """`1 day`, `8 days`, in the case in which the texts count them."""
        return (self.day if abs(count) in self.singular else self.days).format(count=count)

    def joined(self, names: Sequence[str]) -> str:
        """`a, b and c`."""
        *before, last = names or [""]
        return f"{self.comma.join(before)}{self.last}{last}" if before else last


@cache
def words_of(language: str) -> Words:
    """The words of a language of `languages()`."""
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


def greeted_in(greeting: str) -> str:
    """The language of a greeting that somebody wrote; empty if none of `languages()` begins one like that."""
    first = greeting.casefold().split()[:1]
    return next((code for code in languages() if {*first} & {*words_of(code).greetings}), "")


@cache
def languages() -> tuple[str, ...]:
    """Their codes (ISO 639-1), in the order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))

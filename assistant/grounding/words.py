"""The tables of `words.toml`, made ready to search with. No word of any language stands in code here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

TABLE = Path(__file__).parent / "words.toml"


class NameWords(Struct, frozen=True, forbid_unknown_fields=True):
    titles: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    """Capitalised, and no name."""


class SideWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Possessives: `our` and `your`."""

    company: tuple[str, ...]
    regulator: tuple[str, ...]


class ChannelWords(Struct, frozen=True, forbid_unknown_fields=True):
    letter: tuple[str, ...]
    email: tuple[str, ...]
    call: tuple[str, ...]
    meeting: tuple[str, ...]
    press: tuple[str, ...]


class WritingWords(Struct, frozen=True, forbid_unknown_fields=True):
    said: tuple[str, ...]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The table as it is written."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    last: tuple[str, ...]
    last_after: tuple[str, ...]
    yesterday: tuple[str, ...]
    before_yesterday: tuple[str, ...]
    list_joins: tuple[str, ...]
    more_than: tuple[str, ...]
    at_least: tuple[str, ...]
    less_than: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    empty: frozenset[str]
    telling: tuple[str, ...]
    endings: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    numbers: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]
    scales: Mapping[str, tuple[str, ...]]
    names: NameWords
    sides: SideWords
    channels: ChannelWords
    writing: WritingWords
    foreign: Mapping[str, frozenset[str]]


@cache
def words() -> Words:
    return msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), Words)


def numbered(rows: Iterable[Iterable[str]], first: int) -> dict[str, int]:
    """Each name of a table in order, with its number: January is 1, Monday 0."""
    return {name: n for n, names in enumerate(rows, first) for name in names}


def named(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each word of a table, with what it stands for."""
    return {word: key for key, known in table.items() for word in known}


def any_of(phrases: Iterable[str]) -> str:
    """An expression for any of `phrases`, the longest first, with bounded white space between their words.

    Those with the same first letter stand together, so that a search tries the few that can be meant.
    """
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        groups.setdefault(phrase[0], []).append(r"\s{1,3}".join(map(re.escape, phrase[1:].split(" "))))
    made = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return f"(?:{'|'.join(made)})"

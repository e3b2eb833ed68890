"""The questions as data: what is asked of which record as of which day, and what a right answer names.

How the entries of an answer are counted, so that two people write the same set:

* A message is named by its entry, a thread by its first one.
* A request or commitment is named by its own entry, the message that carries its words, the messages that answered or
  kept it, in part or in full, and those that granted more time for it.
* What changed is named by the entry that says so and by what it speaks of.
* A due day is named by what is due, as above, and by the message that moved it.
* "Due by" a day or within a week that has begun holds what is overdue, too; a week to come does not.
* A question about a state ("what is due", "what is open") can be answered by "nothing"; a question about what was said,
  asked, promised or done, by whom and when, is refused if the record has no such thing.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.clocks.wording import long_date
from tests.chat.telling import Truth

FOLDER = Path(__file__).parent / "questions"


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    ask: str
    entries: tuple[str, ...] | None = None
    """Labels of the teller, `matter.#1` for a matter's first entry, or `#8` of the file's one thread."""
    every: tuple[dict[str, object], ...] = ()
    """Besides, all that is owed and fits."""
    says: tuple[str, ...] = ()
    """What must stand in the answer; `{label}` stands for the day of that entry."""
    refuse: bool = False
    after: tuple[str, ...] = ()
    """What was asked before, in the same conversation."""
    as_of: date | None = None
    """Another day than the file's."""


class Sheet(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: questions on one record."""

    record: str
    as_of: date
    questions: tuple[Question, ...]
    thread: str = ""


@cache
def sheets(pattern: str) -> tuple[tuple[str, Sheet], ...]:
    """The files that match, by name."""
    found = sorted(FOLDER.glob(pattern))
    return tuple((path.stem, msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Sheet)) for path in found)


def expected(question: Question, sheet: Sheet, truth: Truth) -> set[str]:
    """The entries that the answer has to name."""
    named = {_entry(label, sheet, truth) for label in question.entries or ()}
    return named.union(*(truth.every(**wanted) for wanted in question.every))


def _entry(label: str, sheet: Sheet, truth: Truth) -> str:
    if label.startswith("#"):
        return sheet.thread + label
    if label.endswith(".#1"):
        matter = label.removesuffix("#1")
        return (
            next(entry for known, entry in truth.entries.items() if known.startswith(matter)).rpartition("#")[0] + "#1"
        )
    return truth.entries[label]


def said(question: Question, truth: Truth) -> list[str]:
    """What has to stand in the answer, with its days filled in."""
    days = {f"{{{label}}}": long_date(day) for label, day in truth.days.items()}
    return [days.get(text, text) for text in question.says]

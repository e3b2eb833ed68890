"""Dates read out of a text, by months and patterns that stand here a second time and are not the program's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
}
_PATTERNS = {"en": "({}) ({}) ({})", "de": r"({})\. ({}) ({})", "fr": "(1er|{}) ({}) ({})", "ur": "({}) ({}) ({})ء"}
DATE = {
    language: pattern.format("[0-9]+", "|".join(MONTHS[language].split()), "[0-9]{4}")
    for language, pattern in _PATTERNS.items()
}
"""For each language a pattern with three groups."""


def dates_in(text: str, language: str) -> set[date]:
    return {date_of(found, language) for found in re.findall(DATE[language], text)}


def date_of(found: Sequence[str], language: str) -> date:
    day, month, year = found
    return date(int(year), MONTHS[language].split().index(month) + 1, int(day.removesuffix("er")))

"""The days off of the institutions of the European Union, from `eu_holidays.toml`; each year names its source there.

Apart from `holiday_years` because no library knows them. `EU` stands where a country does: it is reserved in ISO 3166
for the Union and is no country's code.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.clocks.calendars import SATURDAY_SUNDAY, Holiday, YearDays, weekend_mask


class EuYear(Struct, frozen=True, forbid_unknown_fields=True):
    """One year as the Commission decided it."""

    source: str
    """The decision and where the Official Journal has it."""
    days: dict[date, str]


@cache
def eu_years(file: Path) -> dict[int, EuYear]:
    """The years whose list is known, from the `file` that holds them."""
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), dict[int, EuYear], strict=False)


def eu_year_days(file: Path, year: int) -> YearDays:
    """The days off of `year`; not covered, and weekends only, where its list is not known."""
    known = eu_years(file).get(year)
    holidays = {day: Holiday(name) for day, name in known.days.items()} if known else {}
    return YearDays(weekend_mask(year, SATURDAY_SUNDAY), holidays, covered=known is not None)

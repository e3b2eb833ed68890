"""One year of a place's days off, from the `holidays` library: the only place that imports it.

The import alone costs 100 ms, so it happens only when a year has to be worked out; what is known of the library
without importing it (`installed_release`) is enough to tell whether a cached year still holds.
"""

from __future__ import annotations

import sys
import warnings
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from assistant.clocks.calendars import Holiday, YearDays, days_in
from assistant.errors import UsageProblem

if TYPE_CHECKING:
    from holidays import HolidayBase

LANGUAGE = "en_US"
"""Of the holidays' names; without it the library would take the language of the environment."""
EU = "EU"
"""Stands for the institutions of the European Union, which the library does not know; see `eu_institutions`."""
EU_LIST = Path(__file__).with_name("eu_holidays.toml")
_BETWEEN = "; "
"""Stands between the names of holidays that fall on one day."""


class Place(Struct, frozen=True):
    """A country, or a part of it with holidays of its own."""

    country: str
    """ISO 3166-1, two letters; or `EU`."""
    subdivision: str = ""
    """ISO 3166-2 without the country: `BY`."""

    def __str__(self) -> str:
        return f"{self.country}-{self.subdivision}" if self.subdivision else self.country

    @property
    def key(self) -> str:
        return f"{self.country}/{self.subdivision}/{LANGUAGE}"


def place_named(text: str) -> Place:
    """`PK` or `DE-BY` as a place; whether it exists is for the library to say."""
    country, _, subdivision = text.strip().partition("-")
    return Place(country.upper(), subdivision)


def installed_release() -> str:
    """What tells the installed library and our own list from every other version; empty if there is no library."""
    # what `importlib.util.find_spec` does, which would take 5 ms to import
    specs = (finder.find_spec("holidays", None) for finder in sys.meta_path)
    spec = next((found for found in specs if found is not None), None)
    if spec is None or spec.origin is None:
        return ""
    package = Path(spec.origin)
    marks = [str(package)]
    for file in (package, package.with_name("version.py"), EU_LIST):
        try:
            known = file.stat()
        except OSError:
            continue
        marks.append(f"{known.st_mtime_ns}:{known.st_size}")
    return "|".join(marks)


def check_place(place: Place) -> None:
    """Raise `UsageProblem` unless the place is known."""
    if place != Place(EU):
        _list(place, None, "", labelled=True)


def year_days(place: Place, year: int, where: str = "") -> YearDays:
    """The days off of `year` in `place`. Raises `UsageProblem` that names `where` if the place is not known."""
    if place == Place(EU):
        from assistant.clocks.eu_institutions import eu_year_days  # noqa: PLC0415 - reading TOML takes 4 ms to import

        return eu_year_days(EU_LIST, year)
    with warnings.catch_warnings(record=True) as warned:  # of holidays that it can date for some years only
        warnings.simplefilter("always", UserWarning)
        known = _list(place, year, where, labelled=True)
        plain = _list(place, year, where, labelled=False) if _labels(place) else known
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(days_in(year))]
    weekend = [day for day in days if known.is_weekend(day)]
    resting = frozenset(weekend)
    return YearDays(
        weekends="".join("1" if day in resting else "0" for day in days),
        holidays={day: _holiday(name, plain.get(day, "")) for day, name in sorted(known.items()) if day.year == year},
        worked=tuple(day for day in weekend if known.is_working_day(day)),
        covered=known.start_year <= year <= known.end_year and not any(w.category is UserWarning for w in warned),
    )


def _list(place: Place, year: int | None, where: str, *, labelled: bool) -> HolidayBase:
    """The library's own list; `labelled`: the name of a moon-sighted holiday says where its day is estimated."""
    if len(place.country) != 2 or not place.country.isalpha():  # the library would take the name of any of its classes
        raise _unknown(place, where)
    import holidays  # noqa: PLC0415 - see the module's docstring

    part = place.subdivision or None
    try:
        labels: dict[str, Any] = dict.fromkeys(_labels(place), labelled)
        return holidays.country_holidays(place.country, subdiv=part, years=year, language=LANGUAGE, **labels)
    except (NotImplementedError, TypeError, AttributeError) as error:
        raise _unknown(place, where) from error


@cache
def _labels(place: Place) -> tuple[str, ...]:
    """The library's switches that mark an estimated day in its name; most places have none. For a place it knows."""
    import holidays  # noqa: PLC0415 - see the module's docstring

    options = holidays.country_holidays(place.country, subdiv=place.subdivision or None).get_supported_options()
    return tuple(name for name in options if name.endswith("_show_estimated"))


def _unknown(place: Place, where: str) -> UsageProblem:
    hint = "Give an ISO 3166 code such as PK, and a subdivision such as BY, or leave it out and list the days yourself."
    return UsageProblem(f"the holidays of {str(place)!r} are not known", where=where, hint=hint)


def _holiday(shown: str, plain: str) -> Holiday:
    """A day is an estimate only if every holiday on it is: a fixed one keeps it a day off in any case."""
    without = set(plain.split(_BETWEEN))
    names = shown.split(_BETWEEN)
    return Holiday(shown, all(name.endswith("estimated)") or name not in without for name in names))

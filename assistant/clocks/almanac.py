"""The calendars of the configured regulators, from their settings.

Making an almanac, and a calendar from it, costs nothing: a year is read from the cache, or else worked out, when a
count first needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant.clocks.calendar_cache import CalendarCache
from assistant.clocks.calendars import (
    SATURDAY_SUNDAY,
    Calendar,
    Loader,
    Memory,
    YearDays,
    checked_local,
    weekend_days,
    weekend_mask,
)
from assistant.clocks.holiday_years import Place, check_place, place_named, year_days
from assistant.config import CalendarSettings, RegulatorSettings
from assistant.errors import UsageProblem

AUTUMN = 10
"""The month from which a check looks ahead to the next year, so that its first runs find it worked out."""


class Almanac:
    """Calendars by the key of their regulator, each made once."""

    def __init__(
        self, regulators: Mapping[str, RegulatorSettings], cache: Path | None = None, source: str = ""
    ) -> None:
        """`cache`: the file that keeps years already worked out. `source`: where the settings stand, for messages."""
        self._regulators = regulators
        self._cache = CalendarCache(cache)
        self._source = source
        self._calendars: dict[str, Calendar] = {}
        self._memories: dict[str, Memory] = {}
        self._asked: set[Place] = set()
        """The places of which a year was needed."""

    def calendar(self, key: str) -> Calendar:
        """The regulator's calendar; Saturdays and Sundays with a `warning` if no country is configured.

        Raises `UsageProblem` for settings that make no sense; that a country is not known shows when a day is asked.
        """
        if key not in self._calendars:
            self._calendars[key] = self._made(key, self._regulators.get(key) or RegulatorSettings(name=key))
        return self._calendars[key]

    def country_calendar(self, name: str) -> Calendar:
        """The calendar of a country (`PK`) or a part of it (`DE-BY`); raises `UsageProblem` if it is not known."""
        place = place_named(name)
        if not self._cache.knows(place.key):
            check_place(place)
        return Calendar(self._loader(place, ""), name=str(place))

    def save(self, today: date | None = None) -> None:
        """Keep the years that were worked out, if there are any and the file can be written.

        With `today` the year after it as well, of the places that were needed: from October on, and whenever another
        year had to be worked out in any case, since the import of the library is what takes the time.
        """
        if today is not None and today.year < date.max.year and (self._cache.grown or today.month >= AUTUMN):
            for place in self._asked:
                self._days(place, today.year + 1, "")
        self._cache.save()

    def _made(self, key: str, regulator: RegulatorSettings) -> Calendar:
        own = regulator.calendar
        where = self._place_of(key, "calendar")
        place = _place(regulator)
        of_country = place and not own.add and not own.remove and not own.complete and own.weekend is None
        return Calendar(
            self._loader(place, where) if place else _weekends_only,
            name=key,
            weekend=None if own.weekend is None else weekend_days(own.weekend, f"{where}.weekend"),
            add=[checked_local(local, f"{where}.add") for local in own.add],
            remove=own.remove,
            complete=_complete(own, f"{where}.complete"),
            warning="" if place else _no_country(own),
            memory=self._memories.setdefault(place.key, ({}, set())) if place and of_country else None,
        )

    def _place_of(self, key: str, table: str) -> str:
        place = f"regulators.{key}.{table}"
        return f"{self._source}: {place}" if self._source else place

    def _loader(self, place: Place, where: str) -> Loader:
        def load(year: int) -> YearDays:
            days = self._days(place, year, where)
            self._asked.add(place)
            return days

        return load

    def _days(self, place: Place, year: int, where: str) -> YearDays:
        """A year of a place, from the cache if it is there."""
        days = self._cache.find(place.key, year)
        if days is None:
            days = year_days(place, year, where)
            self._cache.keep(place.key, year, days)
        return days


def _place(regulator: RegulatorSettings) -> Place | None:
    """Where the regulator keeps its holidays: its calendar's country, else its own."""
    country = regulator.calendar.country or regulator.country
    if not country:
        return None
    place = place_named(country)
    return Place(place.country, regulator.calendar.subdivision or place.subdivision)


def _complete(own: CalendarSettings, where: str) -> tuple[int, ...]:
    """The years that are said to be listed in full; `UsageProblem` for one of which no day is listed."""
    listed = {day.year for local in own.add for day in (local.date, local.until) if day is not None}
    for year in own.complete:
        if year not in listed:
            raise UsageProblem(f"no day of {year} is listed under `add`", where=where)
    return own.complete


def _weekends_only(year: int) -> YearDays:
    return YearDays(weekend_mask(year, SATURDAY_SUNDAY), covered=False)


def _no_country(own: CalendarSettings) -> str:
    known = "weekends and the days listed for it" if own.add else "weekends"
    return f"no country is configured for it: only {known} count as days off, no public holidays"

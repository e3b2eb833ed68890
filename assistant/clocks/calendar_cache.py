"""Years already worked out, in one small JSON file beside the record. Disposable in every respect.

It saves the import of the holiday library, nothing else: a file that is missing, damaged, from another version of
the library or not to be written is as good as none.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from assistant.clocks.calendars import YearDays, days_in
from assistant.clocks.holiday_years import installed_release
from assistant.disposable import keep

FORMAT = 2
"""Raised whenever a year would be worked out differently by this program."""


class Contents(Struct):
    format: int = FORMAT
    release: str = ""
    places: dict[str, dict[int, msgspec.Raw]] = {}
    """Each year as it stands in the file: one that nobody asks for is not read."""


class CalendarCache:
    """Years by place. Reads its file when the first year is asked for."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._contents: Contents | None = None
        self._new = False

    def find(self, place: str, year: int) -> YearDays | None:
        raw = self._read().places.get(place, {}).get(year)
        return None if raw is None else _year(raw, year)

    def knows(self, place: str) -> bool:
        """Some year of that place has been worked out, so it exists."""
        return bool(self._read().places.get(place))

    @property
    def grown(self) -> bool:
        """Something was kept that the file has not: the library has been imported already."""
        return self._new

    def keep(self, place: str, year: int, days: YearDays) -> None:
        self._read().places.setdefault(place, {})[year] = msgspec.Raw(msgspec.json.encode(days))
        self._new = True

    def save(self) -> None:
        """Write what is new. A directory that cannot be written is no fault: the years are worked out again."""
        if self._path is None or self._contents is None or not self._new:
            return
        keep(self._path, msgspec.json.encode(self._contents))
        self._new = False

    def _read(self) -> Contents:
        if self._contents is None:
            self._contents = _read(self._path, installed_release())
        return self._contents


def _read(path: Path | None, release: str) -> Contents:
    fresh = Contents(release=release)
    if path is None:
        return fresh
    try:
        known = msgspec.json.decode(path.read_bytes(), type=Contents)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return fresh
    sound = known.format == FORMAT and known.release == release and release != ""
    return known if sound else fresh


def _year(raw: msgspec.Raw, year: int) -> YearDays | None:
    """A year of the file; None unless it has as many marks as days: a cut or edited file must not shorten a calendar
    silently."""
    try:
        days = msgspec.json.decode(raw, type=YearDays)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    whole = 1 <= year <= 9999 and len(days.weekends) == days_in(year) and not days.weekends.strip("01")
    return days if whole else None

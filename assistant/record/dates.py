"""A date as people give it: a day, or a moment with its zone; kept as the text it came as.

`2020-10-12` and `2020-10-12T00:00+05:00` name the same day in Karachi. A moment keeps its own offset, so that a
letter's date can be proved as it was written, and is turned into a day only in the regulator's time zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache

from assistant.errors import UsageProblem

FIRST_YEAR, LAST_YEAR = 2, 9998
"""A moment in the years 1 and 9999 may have no day in another zone."""


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo:
    """The IANA zone of that name; raises `UsageProblem` for one that does not exist."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - 4 ms that a check as of a given day need not pay

    try:
        return ZoneInfo(name)
    except (OSError, ValueError) as error:  # ZoneInfoNotFoundError is a KeyError, path tricks a ValueError
        raise UsageProblem(f"{name!r} is not a time zone", hint="Use an IANA name such as Asia/Karachi.") from error
    except KeyError as error:
        raise UsageProblem(f"{name!r} is not a time zone", hint="Use an IANA name such as Asia/Karachi.") from error


def parse_day(text: str) -> date:
    """An ISO day (`2020-10-12`), nothing looser; raises `UsageProblem`."""
    try:
        day = date.fromisoformat(text)
        if day.isoformat() != text:  # 20201012 and 2020-W42-1 are ISO 8601 too
            raise ValueError(text)
        return day
    except ValueError as error:
        raise UsageProblem(f"{text!r} is not a date", hint="Write it as 2020-10-12.") from error


@lru_cache(maxsize=64)
def parse_time(text: str, where: str = "") -> time:
    """A time of day (`17:00`), nothing looser; raises `UsageProblem` that names `where` it stands."""
    try:
        found = time.fromisoformat(text)
        if found.isoformat("minutes") != text:
            raise ValueError(text)
        return found
    except ValueError as error:
        raise UsageProblem(f"{text!r} is not a time of day", where=where, hint="Write it as 17:00.") from error


def parse_when(text: str, zone: tzinfo) -> str:
    """A day or a moment in ISO 8601, normalised; a moment without a zone is taken to be in `zone`.

    Raises `UsageProblem` for what is neither, or what the record cannot work with (`is_when`).
    """
    text = text.strip()
    try:
        when = parse_day(text).isoformat() if len(text) == 10 else _moment(text, zone)
    except ValueError as error:
        raise UsageProblem(f"{text!r} is not a date", hint="Write 2020-10-12 or 2020-10-12T14:30+05:00.") from error
    if not is_when(when):
        raise UsageProblem(f"{text!r} is no date to work with", hint=f"Years go from {FIRST_YEAR} to {LAST_YEAR}.")
    return when


def _moment(text: str, zone: tzinfo) -> str:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat(timespec="seconds")


def parse_due(text: str, zone: tzinfo) -> tuple[date, str]:
    """The due day in `zone` that `text` (a day or a moment) means, and the moment itself; empty for a day alone."""
    when = parse_when(text, zone)
    return day_of(when, zone), "" if len(when) == len("2020-10-12") else when


@lru_cache(maxsize=1024)
def is_when(text: str) -> bool:
    """`text` is a day, or a moment that names its zone."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return False
    return (moment.tzinfo is not None or is_day(text)) and FIRST_YEAR <= moment.year <= LAST_YEAR


def is_day(text: str) -> bool:
    """`text` is a day, written as 2020-10-12."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return False
    return day.isoformat() == text and FIRST_YEAR <= day.year <= LAST_YEAR


@lru_cache(maxsize=4096)
def day_of(when: str, zone: tzinfo) -> date:
    """The day on which `when` (a day or a moment) falls in `zone`."""
    return local_moment(when, zone).date() if len(when) > 10 else date.fromisoformat(when)


def lag_days(logged: str, day: date, zone: tzinfo) -> int:
    """Days from a message's own `day` to that on which it was logged; negative for one dated ahead."""
    return (day_of(logged, zone) - day).days


def local_moment(when: str, zone: tzinfo) -> datetime:
    """`when` as a moment in `zone`; a bare day is its midnight there."""
    moment = datetime.fromisoformat(when)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


@lru_cache(maxsize=1024)
def in_utc(when: str | None) -> str | None:
    """`when` for scripts: a day as it is, a moment in UTC (`2020-10-12T09:00:00Z`)."""
    if when is None or len(when) == 10:
        return when
    return _zulu(datetime.fromisoformat(when).astimezone(UTC))


def now_utc() -> str:
    """The present moment, as entries carry it."""
    return _zulu(datetime.now(UTC))


def _zulu(moment: datetime) -> str:
    """A moment in UTC; `strftime` takes several times as long, and an import asks twice for each mail."""
    return f"{moment.isoformat(timespec='seconds')[: len('2020-10-12T09:00:00')]}Z"

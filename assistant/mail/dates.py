"""The dates in mail headers, as moments that keep their own offset.

Not `email.utils`: it reads the year 60 as 2060 (RFC 5322 §4.3 says 1960), reads `+05:00` as no offset at all and takes
30 February for a date. What cannot be a date is None here, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from msgspec import Struct

_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
_ZONE = r"(?P<zone>[+-]\d{1,2}:?\d{2}\b|[+-]\d{1,2}\b|[a-z]{1,5}\b(?:\s*[+-]\d{1,2}:?\d{0,2})?)?"
_FORMS = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})[\s.-]{{0,3}}(?P<month>[a-z]{{3,9}})[\s.,-]{{1,3}}(?P<year>\d{{2,4}})(?!\d)"
        rf"(?:[\s,T]{{1,3}}{_TIME}\s*{_ZONE})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\d)(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)(?:[\sT]{{1,3}}{_TIME}\s*{_ZONE})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>[a-z]{{3,9}})\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+(?:(?P<zone>[a-z]{{2,5}}|[+-]\d{{4}})\s+)?"
        r"(?P<year>\d{4})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>[a-z]{{3,9}})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})(?!\d)(?:[\s,]{{1,3}}{_TIME}\s*{_ZONE})?",
        re.IGNORECASE,
    ),
)
"""RFC 5322 and its relatives; ISO 8601; ctime; as Americans write it. `12/10/2020` is ambiguous and none of them."""

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_HOURS_AHEAD = {"ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7} | {
    "mdt": -6, "pst": -8, "pdt": -7, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "pkt": 5, "jst": 9,
}  # fmt: skip
"""The names of RFC 5322 §4.3 and others that mean one offset only (so neither IST nor BST)."""
_COMMENT = re.compile(r"\([^()]*\)")
_LONGEST = 500
EARLIEST_YEAR, LATEST_YEAR = 1970, 9998
"""Mail is no older; the last year would overflow when turned to UTC."""


class MailDate(Struct, frozen=True):
    when: str
    """ISO 8601: a moment with its offset, or a bare day where the header has no time."""
    assumed: bool
    """The header names no zone that can be known, so the caller's was taken."""


def parse_date(value: str, zone: tzinfo) -> MailDate | None:
    """The date in a header's `value`; a time without a usable zone is taken to be in `zone`. None: there is none."""
    text = _COMMENT.sub(" ", value[:_LONGEST])
    for form in _FORMS:
        found = form.search(text)
        if found:
            try:
                return _date(found, zone)
            except ValueError:  # no such day or hour; or another form reads it: `00 PKT 2020` looks like a day
                continue
    return None


def received_date(values: Iterable[str], zone: tzinfo) -> MailDate | None:
    """The date of the topmost Received field that has one: the one that the last server, ours, wrote."""
    for value in values:
        found = parse_date(value.rpartition(";")[2], zone)
        if found:
            return found
    return None


def _date(found: re.Match[str], zone: tzinfo) -> MailDate:
    day = date(_year(found["year"]), _month(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return MailDate(day.isoformat(), assumed=False)
    offset = _offset(found["zone"])
    second = min(int(found["second"] or 0), 59) if found["second"] == "60" else int(found["second"] or 0)
    moment = datetime(  # noqa: DTZ001 - the zone is set below, whichever it is
        day.year, day.month, day.day, _hour(int(found["hour"]), found["half"]), int(found["minute"]), second
    )
    return MailDate(moment.replace(tzinfo=offset or zone).isoformat(timespec="seconds"), assumed=offset is None)


def _year(digits: str) -> int:
    """RFC 5322 §4.3: two digits below 50 are in this century, other two and all three count from 1900."""
    year = int(digits)
    if len(digits) < 4:
        year += 2000 if len(digits) == 2 and year < 50 else 1900
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(digits)
    return year


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    name = name.lower()
    if len(name) > 3 and name != "sept" and name not in _MONTH_NAMES:
        raise ValueError(name)
    return _MONTHS.get(name[:3], 0)  # 0 is no month: `date` refuses it


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


_OFFSET = re.compile(r"([a-z]*)\s*(?:([+-])(\d{1,2}?):?(\d{2})?)?\Z", re.IGNORECASE)


def _offset(name: str | None) -> tzinfo | None:
    """The offset that a zone names; None: unknown. `-0000` and military letters mean UTC (RFC 5322 §3.3, §4.3)."""
    found = _OFFSET.match(name or "")
    if not found or not name:
        return None
    if found[2]:
        minutes = int(found[3]) * 60 + int(found[4] or 0)
        if minutes > 14 * 60 or int(found[4] or 0) > 59:  # no place on earth is further from UTC
            return None
        return timezone(timedelta(minutes=-minutes if found[2] == "-" else minutes))
    if len(name) == 1:
        return UTC
    hours = _HOURS_AHEAD.get(name.lower())
    return None if hours is None else timezone(timedelta(hours=hours))

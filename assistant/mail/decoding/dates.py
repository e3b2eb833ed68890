"""The dates in mail headers, as moments that keep their own offset.

Not `email.utils`: it reads the year 60 as 2060 (RFC 5322 §4.3 says 1960), reads `+05:00` as no offset at all and takes
30 February for a date. What cannot be a date is None here, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from msgspec import Struct

from assistant.mail.decoding.headers import decoded_words

_USUAL = re.compile(
    r"\s*(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})"
    r" ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) ([+-])(0\d|1[0-3])([0-5]\d)"
    r"(?: \([A-Za-z]{1,5}\))?\s*\Z",
    re.ASCII,
)
"""RFC 5322 §3.3 to the letter, as nearly all mail has it; read at a fraction of the cost of the rest."""
_MONTH = r"[^\W\d_]{3,12}"
_TIME = (
    r"(?P<hour>\d{1,2})\s{0,5}[:.]\s{0,5}(?P<minute>\d{2})(?:\s{0,5}[:.]\s{0,5}(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
)
_ZONE = r"(?P<zone>[+-]\d{1,2}:?\d{2}\b|[+-]\d{1,2}\b|[a-z]{1,5}\b(?:\s*[+-]\d{1,2}:?\d{0,2})?)?"
_AND_TIME = rf"(?:[\s,T]{{1,3}}(?:at\s|um\s|à\s)?{_TIME}\s*[\"']?{_ZONE})?"
_FORMS = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:[\s.,-]{{0,3}}|\sde\s)(?P<month>{_MONTH})(?:[\s.,-]{{1,3}}|\sde\s)"
        rf"(?P<year>\d{{2,4}})(?!\d){_AND_TIME}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\d)(?P<year>\d{4})(?P<between>[-/年])(?P<month>\d{1,2})(?:(?P=between)|月)(?P<day>\d{1,2})(?!\d)日?"
        + _AND_TIME,
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<half>)"
        + _ZONE,
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+(?:(?P<zone>[a-z]{{2,5}}|[+-]\d{{4}})\s+)?"
        r"(?P<year>\d{4})(?!\d)(?:\s+(?P<zone_after>[+-]\d{4}))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})(?!\d){_AND_TIME}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?!\d){_AND_TIME}", re.IGNORECASE
    ),
)
"""RFC 5322 and its relatives; ISO 8601, extended and basic; ctime; as Americans write it; with points, which put the
day first everywhere. `12/10/2020` is ambiguous and none of them."""

_MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mär apr mai juni juli aug sept okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil aout sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sept oct nov dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "januari februari maart april mei juni juli augustus september oktober november desember",
    "jan feb mrt apr maj juni juli augusti sep okt nov des",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
)
"""As the programs of several languages write them into the Date field, in lower case."""
_MONTHS = {name: number for names in _MONTH_NAMES for number, name in enumerate(names.split(), 1)}
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
    usual = _USUAL.match(value)
    if usual and (found := _usual_date(usual)):
        return found
    text = _COMMENT.sub(" ", decoded_words(value[:_LONGEST]))
    for form in _FORMS:
        match = form.search(text)
        if match:
            try:
                return _date(match, zone)
            except ValueError:  # no such day or hour; or another form reads it: `00 PKT 2020` looks like a day
                continue
    return None


def _usual_date(found: re.Match[str]) -> MailDate | None:
    """None: there is no such day, or the year is out of bounds."""
    day, name, year, hour, minute, second, sign, ahead, ahead_minutes = found.groups()
    month = _MONTHS.get(name.lower(), 0)
    try:
        date(int(year), month, int(day))
    except ValueError:
        return None
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    offset = f"{sign}{ahead}:{ahead_minutes}"
    offset = "+00:00" if offset == "-00:00" else offset
    return MailDate(f"{year}-{month:02}-{day:0>2}T{hour}:{minute}:{second}{offset}", assumed=False)


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
    groups = found.groupdict()
    offset = _offset(groups.get("zone_after") or found["zone"])
    hour, minute, second = _hour(int(found["hour"]), found["half"]), int(found["minute"]), int(found["second"] or 0)
    midnight = (hour, minute, second) == (24, 0, 0)  # ISO 8601:2004 §4.2.3: the end of the day
    moment = datetime(  # noqa: DTZ001 - the zone is set below, whichever it is
        day.year, day.month, day.day, 0 if midnight else hour, minute, 59 if second in {60, 61} else second
    )
    moment += timedelta(days=midnight)
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
    return int(name) if name.isdigit() else _MONTHS.get(name.lower(), 0)  # 0 is no month: `date` refuses it


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

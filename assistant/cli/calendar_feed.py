"""Due days as an iCalendar file (RFC 5545): one all-day event a gap, with a UID that stays the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from assistant.clocks.gap import Gap
from assistant.record.inert import inert_line


def feed(gaps: Iterable[Gap]) -> bytes:
    """The gaps as one calendar, in bytes as a file holds them."""
    calendar = Calendar()
    calendar.add("prodid", "-//regulator-assistant//check//EN")
    calendar.add("version", "2.0")
    for gap in gaps:
        calendar.add_component(_event(gap))
    return bytes(calendar.to_ical())


def _event(gap: Gap) -> Event:
    event = Event()
    rule, _, rest = gap.id.partition(":")
    event.add("uid", f"{rule}.{rest.rpartition(':')[0].replace('#', '.')}@regulator-assistant")
    event.add("dtstamp", datetime.combine(gap.opened_by.date, time(), UTC))
    event.add("dtstart", gap.due)
    event.add("dtend", gap.due + timedelta(days=1))
    event.add("summary", inert_line(f"{gap.regulator}: {gap.kind} ({gap.thread})"))
    event.add("description", inert_line(gap.summary))
    return event

"""Due days as an iCalendar file (RFC 5545): one all-day event a gap, with a UID that stays the same, and an alarm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from assistant.clocks.gap import Gap
from assistant.record.inert import inert_line

ALARM = timedelta(hours=9)
"""After the beginning of the due day, in the time of whoever looks at the calendar."""


def feed(gaps: Iterable[Gap], as_of: date) -> bytes:
    """The gaps as one calendar, in bytes as a file holds them; the same on the same day."""
    calendar = Calendar()
    calendar.add("prodid", "-//regulator-assistant//check//EN")
    calendar.add("version", "2.0")
    stamp = datetime.combine(as_of, time(), UTC)
    for gap in gaps:
        calendar.add_component(_event(gap, stamp))
    return bytes(calendar.to_ical())


def _event(gap: Gap, stamp: datetime) -> Event:
    """`stamp` says how fresh it is, so that a due day that moved replaces the one a calendar knows (3.8.7.2)."""
    event = Event()
    rule, _, rest = gap.id.partition(":")
    title = inert_line(f"{gap.regulator}: {gap.kind} ({gap.thread})")
    event.add("uid", f"{rule}.{rest.rpartition(':')[0].replace('#', '.')}@regulator-assistant")
    event.add("dtstamp", stamp)
    event.add("dtstart", gap.due)
    event.add("dtend", gap.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a due day keeps nobody from meeting
    event.add("summary", title)
    event.add("description", inert_line(f"{gap.summary} Next: {gap.suggests}"))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event

"""Calendar parts (RFC 5546, iMIP RFC 6047): an invitation, its withdrawal, or an answer to one of ours.

An invitation is a person's act that somebody must look at, so it is substantive; that somebody will come to a meeting
of ours answers no question and is an acknowledgement.
"""

from __future__ import annotations

import re
from datetime import datetime

from assistant.mail.body import part_text
from assistant.mail.classes.proposal import Proposal
from assistant.mail.classes.returned import leaves
from assistant.mail.decoding.charsets import one_line
from assistant.mail.decoding.headers import parameters
from assistant.mail.decoding.mime import Part
from assistant.record.kinds import MessageClass

LOOKED_AT = 50_000
"""Characters of a calendar part; time zones that stand first have some thousand."""
LONGEST_SUMMARY = 80

_METHODS: dict[str, tuple[MessageClass, str]] = {
    "request": ("substantive", "an invitation to a meeting"),
    "publish": ("substantive", "a meeting is announced"),
    "add": ("substantive", "an invitation to a meeting"),
    "counter": ("substantive", "another time is proposed for a meeting"),
    "cancel": ("substantive", "a meeting is called off"),
    "reply": ("acknowledgement", "an answer to an invitation to a meeting"),
}
"""RFC 5546 §1.4."""
_ANSWERS = {"accepted": "accepted", "declined": "declined", "tentative": "perhaps"}
_FOLD = re.compile(r"\r?\n[ \t]")
_FIELD = re.compile(
    r'^(METHOD|SUMMARY|DTSTART|ATTENDEE|BEGIN)((?:;(?:[^:\n"]|"[^"\n]*")*)?):([^\n]{0,2000})',
    re.IGNORECASE | re.MULTILINE,
)


def invitation(root: Part) -> Proposal | None:
    """What a calendar part of `root` says; None without one that has a method."""
    part = next((part for part in leaves(root) if part.content_type == "text/calendar"), None)
    if part is None:
        return None
    text = _FOLD.sub("", part_text(part).text[:LOOKED_AT])
    fields = _event(text)
    method = (parameters(part.headers.first("content-type")).get("method") or fields.get("METHOD", "")).lower().strip()
    if method not in _METHODS:
        return None
    cls, told = _METHODS[method]
    answer = _ANSWERS.get(fields.get("answer", "").lower(), "") if method == "reply" else ""
    told = f"{told}{_day(fields.get('DTSTART', ''))}"
    summary = one_line(fields.get("SUMMARY", "").replace("\\n", " ").replace("\\", "")).strip()[:LONGEST_SUMMARY]
    return Proposal(cls, ": ".join(filter(None, (told, answer, f'"{summary}"' if summary else ""))))


def _event(text: str) -> dict[str, str]:
    """The method of the calendar and the fields of its first event; those of time zones before it are not meant."""
    found: dict[str, str] = {}
    component = ""
    for name, options, value in _FIELD.findall(text):
        name = name.upper()
        if name == "BEGIN":
            component = value.strip().upper()
        elif name == "METHOD" or component == "VEVENT":
            found.setdefault(name, value.strip())
        if name == "ATTENDEE" and (answer := re.search(r"PARTSTAT=([A-Z-]{1,20})", options, re.IGNORECASE)):
            found.setdefault("answer", answer[1])
    return found


def _day(start: str) -> str:
    """` on 14 May 2020 at 10:00`; in the event's own zone, which stands in the calendar part."""
    for form, told in (("%Y%m%dT%H%M%S", " at %H:%M"), ("%Y%m%d", "")):
        try:
            day = datetime.strptime(start.rstrip("Z"), form)  # noqa: DTZ007 - for reading only, not for reckoning
        except ValueError:
            continue
        return f" on {day.day} {day.strftime('%B %Y' + told)}"
    return ""

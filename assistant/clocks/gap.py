"""A gap: something missing as of a day, the result of a rule on a thread.

Its fields are the ones that scripts rely on (`check --format json`); none is ever removed or renamed.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from assistant.errors import UsageProblem
from assistant.record.kinds import Side
from assistant.record.opening import OpeningKind

GapState = Literal["upcoming", "due", "overdue"]
URGENCY: dict[GapState, int] = {"overdue": 0, "due": 1, "upcoming": 2}
"""The more urgent state first."""
Severity = Literal["low", "normal", "high", "critical"]


class OpenedBy(Struct, frozen=True):
    entry: int
    """The message that opened it; where there is none, the entry of the obligation or the draft."""
    date: date


class Gap(Struct, frozen=True):
    """One gap on one day. Days are days in the regulator's time zone."""

    id: str
    """Rule, opening entry and step: `no-reply:pta-2020-001#5:1`. The same gap has the same id every day."""
    kind: OpeningKind
    state: GapState
    thread: str
    regulator: str
    owed_by: Side
    opened_by: OpenedBy
    step: int
    """The reminder step reached, from 1."""
    due: date
    """The last day in time: that of the first step that has not been acted on."""
    days_over: int
    """Days since `due`, by the calendar; negative before it."""
    statutory: bool
    estimated: bool
    """An estimated (moon-sighted) holiday took part in the count."""
    snoozed_until: date | None
    summary: str
    """The sentence a person reads. It may quote a message: escape it for the place it is shown in."""
    suggests: str
    """The next sensible step: the name of a template, or an action in words."""
    rule: str = ""
    opening: int = 0
    """The entry that is its identity: the obligation, the message, or the draft."""
    words: str = ""
    """Verbatim, where words were singled out; nothing for a step of procedure."""
    partial: tuple[int, ...] = ()
    """Messages that answered it in part."""
    step_due: date | None = None
    """The day on which the step reached fell due."""
    hidden: bool = False
    """Snoozed on this day: not reported unless asked for."""
    due_time: str | None = None
    """The moment (UTC) of the due day by which it is owed, where its own words set an hour."""
    severity: Severity = "normal"
    """From the rule, the state and the days over; see `clocks.severity`."""
    owner: str = ""
    """Who of ours looks after it; "" if the configuration names nobody."""
    tags: tuple[str, ...] = ()
    """The thread's."""
    confidential: bool = False
    """Its words stand in a message that is marked so."""


def parse_gap_id(text: str) -> tuple[str, str, int]:
    """Thread, rule and opening entry that a gap's id names, with or without its step; raises `UsageProblem`."""
    rule, _, rest = text.partition(":")
    thread, _, place = rest.partition("#")
    entry = place.partition(":")[0]
    if not (rule and thread and entry.isdecimal()):
        raise UsageProblem(f"{text!r} is not a gap", hint="`assistant check` prints their ids.")
    return thread, rule, int(entry)

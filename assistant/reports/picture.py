"""A thread over time, before it is drawn: who spoke when, how long it was silent, what was due, when a clock stood.

A pure layout in days; `picture_svg` and `picture_text` put it to scale. It holds no word of any message but its
subject, and none at all of what is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from assistant.clocks.clock import Clock
from assistant.clocks.deadlines import later
from assistant.clocks.wording import MONTHS, long_date
from assistant.record.inert import inert_line
from assistant.record.kinds import MessageClass, Side
from assistant.record.silence import SHORTEST
from assistant.record.thread import Logged, Thread

Lane = Literal["in", "out", "public"]
LANES: tuple[Lane, ...] = ("in", "out", "public")
AHEAD = 0.25
"""Share of the time so far that is drawn beyond the day, for what falls due there; at least `LEAST_AHEAD`."""
LEAST_AHEAD = 14
"""Days."""
TICKS = 9
"""The most dates along the axis."""


class Mark(Struct, frozen=True):
    """One message."""

    entry: int
    day: date
    lane: Lane
    cls: MessageClass | None
    label: str


class Stretch(Struct, frozen=True):
    """Days from `first` to `last`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days


class Flag(Struct, frozen=True):
    """A due day."""

    day: date
    owed_by: Side
    entry: int
    what: str
    open: bool


class Picture(Struct, frozen=True):
    thread: str
    regulator: str
    title: str
    first: date
    last: date
    """Of the axis."""
    day: date
    """As of which it is drawn."""
    marks: tuple[Mark, ...]
    silences: tuple[Stretch, ...]
    """The days on which the regulator said nothing, between its words and up to the day."""
    pauses: tuple[Stretch, ...]
    flags: tuple[Flag, ...]
    later: tuple[Flag, ...]
    """What falls due beyond the axis."""
    withheld: int
    """Messages that are not drawn."""

    def share(self, day: date) -> float:
        """Where `day` lies on the axis, from 0 to 1."""
        return (day - self.first).days / max((self.last - self.first).days, 1)


def picture(thread: Thread, day: date, clocks: Iterable[Clock], hidden: Mapping[int, object]) -> Picture:
    """The picture of a thread as of `day`; `hidden` are the entries that its reader may not see."""
    spoken = [logged for logged in thread.messages if logged.message.direction in LANES]
    shown = [logged for logged in spoken if logged.n not in hidden]
    first = min([thread.opened, *(logged.day for logged in shown)])
    flags = sorted(_flags(thread, clocks, hidden), key=lambda flag: (flag.day, flag.entry))
    edge = later(day, max(LEAST_AHEAD, round((day - first).days * AHEAD)))
    near = tuple(flag for flag in flags if flag.day <= edge)
    return Picture(
        thread.id,
        thread.regulator,
        inert_line(thread.title),
        first,
        max([day, later(first, 1), *(flag.day for flag in near), *(logged.day for logged in shown)]),
        day,
        tuple(map(_mark, shown)),
        tuple(_silences(thread, shown, day)),
        tuple(Stretch(p.start, p.end or day) for p in thread.pauses if p.n not in hidden),
        near,
        tuple(flag for flag in flags if flag.day > edge),
        len(spoken) - len(shown),
    )


def _mark(logged: Logged) -> Mark:
    m = logged.message
    lane: Lane = "in" if m.direction == "in" else "out" if m.direction == "out" else "public"
    what = ", ".join(filter(None, (m.channel, logged.cls)))
    subject = f": {inert_line(m.subject)}" if m.subject else ""
    return Mark(logged.n, logged.day, lane, logged.cls, f"#{logged.n}, {long_date(logged.day)}, {what}{subject}")


def _silences(thread: Thread, shown: list[Logged], day: date) -> Iterator[Stretch]:
    """From each word of theirs to the next; what is withheld is not drawn but breaks a silence, for it is none."""
    spoke = [logged.day for logged in thread.messages if logged.from_person]
    ends = [*spoke, day] if thread.closed is None and spoke and day > spoke[-1] else spoke
    yield from (Stretch(since, until) for since, until in pairwise(ends) if (until - since).days >= SHORTEST)


def _flags(thread: Thread, clocks: Iterable[Clock], hidden: Mapping[int, object]) -> Iterator[Flag]:
    told: set[tuple[date, int]] = set()
    for clock in clocks:
        o = clock.opening
        if not (clock.standing or {o.entry, o.message} & hidden.keys() or (clock.due, o.entry) in told):
            told.add((clock.due, o.entry))
            yield Flag(clock.due, o.owed_by, o.entry, _what(o.kind, inert_line(o.words)), open=True)
    for owed in thread.obligations:
        if owed.due and not owed.is_open and owed.n not in hidden:
            yield Flag(owed.due, owed.owed_by, owed.n, _what(owed.type, inert_line(owed.said)), open=False)


def _what(kind: str, words: str) -> str:
    return f"{kind}: “{words}”" if words else kind


def ticks(first: date, last: date) -> tuple[date, ...]:
    """Round dates along the axis: days, weeks, or firsts of months."""
    span = (last - first).days
    for step in (1, 2, 7, 14):
        if span // step < TICKS:
            return tuple(first + timedelta(days=n) for n in range(0, span + 1, step))
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    for every in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200):
        found = [date(y, m, 1) for y, m in months if (m - 1 + 12 * y) % every == 0]
        inside = tuple(day for day in found if first <= day <= last)
        if len(inside) <= TICKS:
            return inside
    return first, last


def short_date(day: date) -> str:
    """`9 Oct 2020`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"

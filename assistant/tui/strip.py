"""A thread's picture as two or three lines above its conversation: who spoke when, due days, pauses, the day. Pure.

The layout in days is that of `reports.picture`; here it meets cells, and each sign knows the entry it stands for.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache, partial

from msgspec import Struct

from assistant.reports.picture import Mark, Picture
from assistant.tui.lines import Line, Span, fitted
from assistant.tui.words import short_day

SIGNS = {
    "substantive": "●", "partial": "◐", "acknowledgement": "○", "holding": "○", "automatic": "·", "bounce": "×",
}  # fmt: skip
"""Of an inbound message by its class."""
PUBLIC = "◆"
SPOKEN = "■"
NEAR = 2
"""Cells by which a due day gives way to a message, and by which a click may miss."""
_Cell = tuple[str, str]


class Row(Struct, frozen=True):
    """One lane."""

    line: Line
    entries: dict[int, int]
    """The entry that a cell stands for, by its place on the line; the latest where several fall on one."""
    places: dict[int, int]
    """The cell of each entry."""

    def reading(self, entry: int) -> Line:
        """The line with the cell of what is read marked; a walk through a long thread draws no more than that anew."""
        at = self.places.get(entry)
        if at is None:
            return self.line
        cell = at - len(self.line[0].text) + 1
        return (*self.line[:cell], Span(self.line[cell].text, "here"), *self.line[cell + 1 :])


def rows(picture: Picture, width: int, *, axis: bool = False) -> tuple[Row, ...]:
    """Their lane, ours, and with `axis` the dates below."""
    names = (picture.regulator, "we")
    margin = max(map(len, names)) + 1
    cells = max(width - margin, 10)
    found = []
    for name, ours in zip(names, (False, True), strict=True):
        lane, places = _lane(picture, cells, ours)
        places = {entry: margin + at for entry, at in places.items()}
        entries = {at: entry for entry, at in places.items()}
        found.append(Row((Span(fitted(name, margin), "name"), *lane), entries, places))
    if axis:
        found.append(Row((Span(" " * margin), Span(_axis(picture, cells), "axis")), {}, {}))
    return tuple(found)


def nearest(row: Row, at: int) -> int | None:
    """The entry at a cell, or the one next to it."""
    close = sorted((abs(cell - at), cell) for cell in row.entries if abs(cell - at) <= NEAR)
    return row.entries[close[0][1]] if close else None


def _at(picture: Picture, day: date, cells: int) -> int:
    return min(max(round(picture.share(day) * (cells - 1)), 0), cells - 1)


def _lane(picture: Picture, cells: int, ours: bool) -> tuple[Line, dict[int, int]]:
    """The cells, and in which of them each entry stands."""
    row: list[_Cell] = [("·", "past")] * (_at(picture, picture.day, cells) + 1)
    row += [(" ", "")] * (cells - len(row))
    row[_at(picture, picture.day, cells)] = ("│", "day")
    for pause in picture.pauses:
        for at in range(_at(picture, pause.first, cells), _at(picture, pause.last, cells) + 1):
            row[at] = ("▒", "pause")
    places: dict[int, int] = {}
    busy: set[int] = set()
    cell = cache(partial(_at, picture, cells=cells))  # many fall on one day
    for mark in (mark for mark in picture.marks if (mark.lane != "in") == ours):
        at = places[mark.entry] = cell(mark.day)
        row[at] = (_count(row[at][0]) if at in busy else _sign(mark), _role(mark))
        busy.add(at)
    _flag(row, picture, busy, cells, ours)
    return tuple(Span(sign, role) for sign, role in row), places


def _count(sign: str) -> str:
    """How many stand on one cell: up to nine."""
    return str(min(int(sign) + 1, 9)) if sign.isdecimal() else "2"


def _sign(mark: Mark) -> str:
    if mark.lane == "public":
        return PUBLIC
    return SIGNS.get(mark.cls or "substantive", "●") if mark.lane == "in" else SPOKEN


def _role(mark: Mark) -> str:
    return "theirs" if mark.lane == "in" else "ours"


def _flag(row: list[_Cell], picture: Picture, busy: Collection[int], cells: int, ours: bool) -> None:
    """Due days, on the lane of whoever owes; beside a message where one stands on the very cell."""
    for flag in sorted(picture.flags, key=lambda flag: flag.open):
        if (flag.owed_by == "company") != ours:
            continue
        at = _at(picture, flag.day, cells)
        free = [at + by for by in (0, 1, -1, 2, -2) if 0 <= at + by < cells and at + by not in busy]
        if free:
            late = "overdue" if flag.day < picture.day else "due"
            row[free[0]] = ("▲", late) if flag.open else ("△", "done")


def _axis(picture: Picture, cells: int) -> str:
    left, right = short_day(picture.first, picture.day), short_day(picture.last, picture.day)
    line = list(fitted(left, cells - len(right)) + right)
    told = short_day(picture.day, picture.day)
    at = _at(picture, picture.day, cells) - len(told) // 2
    if picture.day != picture.last and len(left) < at and at + len(told) < cells - len(right):
        line[at : at + len(told)] = told
    return "".join(line)

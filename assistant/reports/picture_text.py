"""The picture of a thread as lines for a terminal; no colour is needed. Pure."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.clocks.wording import counted, days, long_date
from assistant.reports.picture import Flag, Lane, Mark, Picture, short_date

WIDTH = 100
NARROWEST = 40
"""Characters of a line; in a narrower terminal lines run over."""
LEGEND = (
    "● substantive", "◐ in part", "○ acknowledgement or holding reply", "· automatic", "× bounce", "■ we",
    "◆ in public",
)  # fmt: skip
SIGNS = {
    "substantive": "●", "partial": "◐", "acknowledgement": "○", "holding": "○", "automatic": "·", "bounce": "×",
}  # fmt: skip
"""Of an inbound message by its class."""
HELD = "\u00a0"
"""Keeps the words of one sign together where lines are cut."""
OTHERS: dict[Lane, str] = {"in": "●", "out": "■", "public": "◆"}
NAMES: dict[Lane, str] = {"out": "we", "public": "in public"}


def picture_text(picture: Picture, width: int = WIDTH) -> Iterator[str]:
    """Its lines, `width` characters wide at most."""
    width = max(width, NARROWEST)
    names = [picture.regulator, *NAMES.values(), "silence"]
    margin = max(map(len, names)) + 2
    cells = width - margin

    def line(name: str, drawn: str) -> str:
        return f"{name:<{margin}}{drawn}".rstrip()

    yield from _wrapped(
        f"{picture.title} ({picture.thread}), {long_date(picture.first)} to {long_date(picture.last)}", width
    )
    yield ""
    for lane, name in (("in", picture.regulator), *NAMES.items()):
        yield line(name, _lane((mark for mark in picture.marks if mark.lane == lane), picture, cells))
    yield line("silence", _silences(picture, cells))
    if picture.pauses:
        yield line("paused", _pauses(picture, cells))
    if picture.flags:
        yield line("due", _flags(picture, cells))
    yield line("", _axis(picture, cells))
    yield ""
    for text in _legend(picture):
        yield from _wrapped(text, width)


def _wrapped(text: str, width: int) -> list[str]:
    return [line.replace(HELD, " ") for line in textwrap.wrap(text, width, subsequent_indent="  ")]


def _at(picture: Picture, day: date, cells: int) -> int:
    return min(max(round(picture.share(day) * (cells - 1)), 0), cells - 1)


def _lane(marks: Iterable[Mark], picture: Picture, cells: int) -> str:
    """A sign a message; a number where several fall on one place."""
    row = [" "] * cells
    count: Counter[int] = Counter()
    for mark in marks:
        at = _at(picture, mark.day, cells)
        count[at] += 1
        row[at] = SIGNS[mark.cls] if mark.cls else OTHERS[mark.lane]
    for at, number in count.items():
        if number > 1:
            row[at] = str(number) if number < 10 else "+"
    return "".join(row)


def _silences(picture: Picture, cells: int) -> str:
    """A bar to scale between two words of theirs, with its days where there is room."""
    row = [" "] * cells
    for silence in picture.silences:
        first, last = _at(picture, silence.first, cells) + 1, _at(picture, silence.last, cells)
        bar = _bar(last - first, days(silence.days), str(silence.days))
        row[first:last] = bar
    return "".join(row)


def _bar(size: int, *labels: str) -> str:
    for label in labels:
        if len(label) + 2 <= size:
            return f"{f' {label} ':─^{size}}" if len(label) + 4 <= size else f"{label:─^{size}}"
    return "─" * max(size, 0)


def _pauses(picture: Picture, cells: int) -> str:
    row = [" "] * cells
    for pause in picture.pauses:
        for at in range(_at(picture, pause.first, cells), _at(picture, pause.last, cells) + 1):
            row[at] = "▒"
    return "".join(row)


def _flags(picture: Picture, cells: int) -> str:
    """`▲` for what is open, `△` for what was settled or withdrawn."""
    row = [" "] * cells
    for flag in sorted(picture.flags, key=lambda flag: flag.open):
        row[_at(picture, flag.day, cells)] = "▲" if flag.open else "△"
    return "".join(row)


def _axis(picture: Picture, cells: int) -> str:
    """The first day, the day itself as `|`, and the last."""
    left, right = short_date(picture.first), short_date(picture.last)
    row = list(f"{left}{right:>{cells - len(left)}}")
    at = _at(picture, picture.day, cells)
    told = f"| {short_date(picture.day)}"
    if picture.day != picture.last and len(left) + 1 < at and at + len(told) < cells - len(right):
        row[at : at + len(told)] = told
    return "".join(row)


def _legend(picture: Picture) -> Iterator[str]:
    yield "  ".join(sign.replace(" ", HELD) for sign in LEGEND)
    yield f"As of {long_date(picture.day)}. A number stands for several messages at one place."
    if picture.withheld:
        yield f"{counted(picture.withheld, 'confidential message')} not drawn."
    for flag in (*picture.flags, *picture.later):
        yield _told(flag, picture.regulator)


def _told(flag: Flag, regulator: str) -> str:
    who = "we" if flag.owed_by == "company" else regulator
    return f"{'▲' if flag.open else '△'} {long_date(flag.day)}: {who}, #{flag.entry}, {flag.what}"

"""The picture of a thread as one SVG file: no script, nothing loaded, text as text, in light and in dark. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from assistant.clocks.wording import counted, days, long_date
from assistant.reports.picture import LANES, Flag, Lane, Mark, Picture, short_date, ticks

WIDTH, MARGIN, RIGHT = 1080, 130, 24
"""Pixels: of the whole, left of the axis for the names of the lanes, right of it."""
TOP, LANE, SILENCE, FLAG = 74, 56, 30, 18
"""Pixels: above the first lane, of a lane, of the row of silences, of a line of the list."""
RADIUS = 6
LABEL_GAP = 30
"""Pixels between two entry numbers that can both be read."""
LEVELS = 2
"""Heights at which numbers may stand above a lane before some are left out; their marks keep them as a tooltip."""
SHORTEST_LABEL = 46
"""Pixels of a silence with room for its days."""
STYLE = """
text { font: 13px system-ui, "Segoe UI", "Noto Sans", sans-serif; fill: #1f2328; }
.small { font-size: 11.5px; } .faint { fill: #59636e; } .title { font-size: 17px; font-weight: 600; }
.paper { fill: #ffffff; } .lane, .tick { stroke: #d1d9e0; stroke-width: 1; }
.mark { stroke: #ffffff; stroke-width: 1.5; } .in { fill: #1f6feb; } .out { fill: #1a7f37; } .public { fill: #9a6700; }
.partial, .hollow { stroke: #1f6feb; stroke-width: 2; } .partial { fill-opacity: .35; } .hollow { fill: #ffffff; }
.silence { stroke: #818b98; stroke-width: 16; opacity: .28; } .pause { fill: #818b98; opacity: .18; }
.due { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 4 3; } .past { stroke: #818b98; }
.now { stroke: #1f2328; stroke-width: 1; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; } .faint { fill: #9198a1; } .paper { fill: #0d1117; } .mark { stroke: #0d1117; }
  .lane, .tick { stroke: #3d444d; } .now { stroke: #f0f6fc; } .due { stroke: #f85149; } .past { stroke: #9198a1; }
  .in { fill: #4493f8; } .out { fill: #3fb950; } .public { fill: #d29922; }
  .partial, .hollow { stroke: #4493f8; } .hollow { fill: #0d1117; }
}
"""
KEY = "Pale: an answer in part. Hollow: an acknowledgement, a holding reply or a machine."
HOLLOW = frozenset({"acknowledgement", "holding", "automatic", "bounce"})
"""Classes that answer nothing."""


def picture_svg(picture: Picture) -> Iterator[str]:
    """The file in pieces, to be encoded as UTF-8."""
    bottom = TOP + LANE * len(LANES) + SILENCE
    listed = [*picture.flags, *picture.later]
    height = bottom + 78 + FLAG * len(listed)
    title = f"{picture.title} ({picture.thread})"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-labelledby="title description" font-size="13">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(_described(picture))}</desc>\n'
        f"<style>{STYLE}</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>\n{_text(16, 30, title, "title")}'
        f"{_text(16, 50, f'{short_date(picture.first)} to {short_date(picture.last)}', 'small faint')}"
    )
    yield from _pauses(picture, bottom)
    yield from _axis(picture, bottom)
    yield from _silences(picture, bottom - SILENCE / 2)
    for lane, name in zip(LANES, (picture.regulator, "We", "In public"), strict=True):
        yield from _lane(picture, lane, name)
    yield from _due(picture, bottom)
    yield _text(16, bottom + 62, KEY, "small faint")
    yield from _listed(listed, picture, bottom + 62 + FLAG)
    yield "</svg>\n"


def _described(picture: Picture) -> str:
    """What it shows, for who cannot see it."""
    spoken = [mark.lane for mark in picture.marks if mark.cls != "bounce"]
    spoke = [f"{counted(spoken.count(lane), 'message')} {who}" for lane, who in
             zip(LANES, (f"from {picture.regulator}", "from us", "in public"), strict=True)]  # fmt: skip
    if returned := len(picture.marks) - len(spoken):
        spoke.append(f"{returned} came back")
    quiet = max((silence.days for silence in picture.silences), default=0)
    silence = f" The longest silence of {picture.regulator} lasted {days(quiet)}." if quiet else ""
    due = "".join(f" {_told(flag, picture.regulator)}." for flag in picture.flags if flag.open)
    held = f" {counted(picture.withheld, 'confidential message')} not drawn." if picture.withheld else ""
    return f"As of {long_date(picture.day)}: {', '.join(spoke)}.{silence}{due}{held}"


def _x(picture: Picture, day: date) -> float:
    return round(MARGIN + picture.share(day) * (WIDTH - MARGIN - RIGHT), 1)


def _middle(lane: Lane) -> float:
    return TOP + LANE * LANES.index(lane) + LANE * 0.62


def _axis(picture: Picture, bottom: float) -> Iterator[str]:
    for day in ticks(picture.first, picture.last):
        x = _x(picture, day)
        yield f'<line class="tick" x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom}"/>\n'
        yield _text(min(x, WIDTH - RIGHT - 30), bottom + 16, short_date(day), "small faint", "middle")
    now = _x(picture, picture.day)
    yield f'<line class="now" x1="{now}" x2="{now}" y1="{TOP - 6}" y2="{bottom}"/>\n'
    anchor = "end" if now > WIDTH / 2 else "start"
    yield _text(now, TOP - 10, f"as of {short_date(picture.day)}", "small", anchor)


def _lane(picture: Picture, lane: Lane, name: str) -> Iterator[str]:
    y = _middle(lane)
    yield _text(16, y + 4, name)
    yield f'<line class="lane" x1="{MARGIN}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>\n'
    marks = [mark for mark in picture.marks if mark.lane == lane]
    levels = spread([_x(picture, mark.day) for mark in marks])
    for mark, level in zip(marks, levels, strict=True):
        yield _mark(mark, _x(picture, mark.day), y)
        if level is not None:
            yield _text(_x(picture, mark.day), y - RADIUS - 4 - 12 * level, f"#{mark.entry}", "small faint", "middle")


def spread(places: Iterable[float]) -> list[int | None]:
    """A height for each label along a line so that none covers another; None where there is no room for it."""
    taken = [float("-inf")] * LEVELS
    found: list[int | None] = []
    for place in places:
        level = next((at for at, end in enumerate(taken) if place - end >= LABEL_GAP), None)
        if level is not None:
            taken[level] = place
        found.append(level)
    return found


def _mark(mark: Mark, x: float, y: float) -> str:
    """A circle for theirs, a square for ours, a diamond for the public; see `KEY`."""
    fill = " hollow" if mark.cls in HOLLOW else " partial" if mark.cls == "partial" else ""
    r, tall = RADIUS, RADIUS + 2
    shape = {
        "in": f'<circle cx="{x}" cy="{y}" r="{r}"/>',
        "out": f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}"/>',
        "public": f'<path d="M{x} {y - tall}l{tall} {tall}-{tall} {tall}-{tall}-{tall}z"/>',
    }[mark.lane]
    return f'<g class="mark {mark.lane}{fill}"><title>{escape(mark.label)}</title>{shape}</g>\n'


def _silences(picture: Picture, y: float) -> Iterator[str]:
    yield _text(16, y + 4, "Silence of theirs", "small faint")
    for silence in picture.silences:
        first, last = _x(picture, silence.first), _x(picture, silence.last)
        yield (
            f'<line class="silence" x1="{first + 1}" x2="{last - 1}" y1="{y}" y2="{y}"><title>'
            f"{days(silence.days)}, {short_date(silence.first)} to {short_date(silence.last)}</title></line>\n"
        )
        if last - first >= SHORTEST_LABEL:
            yield _text((first + last) / 2, y + 4, days(silence.days), "small", "middle")


def _pauses(picture: Picture, bottom: float) -> Iterator[str]:
    for pause in picture.pauses:
        first, last = _x(picture, pause.first), _x(picture, pause.last)
        yield (
            f'<rect class="pause" x="{first}" y="{TOP}" width="{max(last - first, 2)}" height="{bottom - TOP}">'
            f"<title>The clock stood from {short_date(pause.first)} to {short_date(pause.last)}</title></rect>\n"
        )
        yield _text(first + 3, TOP + 11, "paused", "small faint")


def _due(picture: Picture, bottom: float) -> Iterator[str]:
    for flag in picture.flags:
        x, past = _x(picture, flag.day), "" if flag.open else " past"
        yield (
            f'<line class="due{past}" x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom + 26}"><title>'
            f"{escape(_told(flag, picture.regulator))}</title></line>\n"
        )
    numbers: dict[float, list[str]] = {}
    for number, flag in enumerate(picture.flags, 1):
        numbers.setdefault(_x(picture, flag.day), []).append(str(number))
    for x, together in numbers.items():
        yield _text(min(x, WIDTH - RIGHT), bottom + 38, ", ".join(together), "small", "middle")


def _listed(flags: Iterable[Flag], picture: Picture, y: float) -> Iterator[str]:
    for number, flag in enumerate(flags, 1):
        beyond = "" if flag in picture.flags else " (not drawn)"
        yield _text(16, y + FLAG * (number - 1), f"{number}  {_told(flag, picture.regulator)}{beyond}", "small")


def _told(flag: Flag, regulator: str) -> str:
    who = "owed by us" if flag.owed_by == "company" else f"owed by {regulator}"
    return f"{'due' if flag.open else 'was due'} {long_date(flag.day)}, {who}, #{flag.entry}, {flag.what}"


def _text(x: float, y: float, text: str, classes: str = "", anchor: str = "") -> str:
    style = f' class="{classes}"' if classes else ""
    place = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{round(x, 1)}" y="{round(y, 1)}"{style}{place}>{escape(text)}</text>\n'

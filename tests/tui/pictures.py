"""A screen as text that a repository can keep: its glyphs, which style each bears, and what that is in either theme.

A change of colour is one line of the legend, a change of words one line of the glyphs, and both can be read in a diff.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby, product
from string import ascii_letters

from rich.style import Style
from textual.strip import Strip

Cell = tuple[str, str]
"""A glyph and how it looks."""
Frame = tuple[tuple[Cell, ...], ...]
"""A screen, line by line."""


def frame_of(strips: Iterable[Strip]) -> Frame:
    return tuple(tuple(_cells(strip)) for strip in strips)


def _cells(strip: Strip) -> Iterator[Cell]:
    for text, style, _ in strip:
        looks = {blank: told(style or Style(), blank=blank) for blank in {letter == " " for letter in text}}
        yield from ((letter, looks[letter == " "]) for letter in text)


def told(style: Style, *, blank: bool) -> str:
    """A style in words; of a blank only what is seen of it."""
    marks = [name for name in ("bold", "dim", "italic", "underline", "strike", "reverse") if getattr(style, name)]
    if blank and not {"underline", "strike", "reverse"} & {*marks}:
        return f"on {_hex(style.bgcolor)}"
    return " ".join([_hex(style.color), "on", _hex(style.bgcolor), *marks])


def _hex(colour: object) -> str:
    return getattr(getattr(colour, "triplet", None), "hex", "default")


def glyphs(frame: Frame) -> list[str]:
    return ["".join(glyph for glyph, _ in line).rstrip() for line in frame]


def picture(frames: Sequence[Frame]) -> str:
    """The same screen in each theme, as one text; raises `ValueError` if it does not say the same in all."""
    if len({tuple(glyphs(frame)) for frame in frames}) > 1:
        raise ValueError("a theme changes what is said")
    legend: defaultdict[tuple[str, ...], str] = defaultdict(_names().__next__)
    runs = []
    for lines in zip(*frames, strict=True):
        looks = (tuple(look for _, look in cells) for cells in zip(*lines, strict=True))
        runs.append("".join(f"{sum(1 for _ in same)}{legend[look]}" for look, same in groupby(looks)))
    told = [f"{name:<2} {' | '.join(look)}" for look, name in legend.items()]
    return "\n".join([*glyphs(frames[0]), "", *_numbered(runs), "", *told])


def _names() -> Iterator[str]:
    yield from ascii_letters
    yield from ("".join(pair) for pair in product(ascii_letters, repeat=2))


def _numbered(runs: Sequence[str]) -> Iterator[str]:
    """Each run of lines that are styled alike once, with the numbers of its first and last."""
    numbers = count(1)
    for run, same in groupby(runs):
        places = [next(numbers) for _ in same]
        yield f"{places[0]}–{places[-1]} {run}"

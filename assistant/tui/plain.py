"""What takes colours and signs away from all that is drawn.

The linear mode is for screen readers: what is drawn by signs is said by letters, and all stands in one column. The same
screens: a filter over every line that is drawn, styles that put the rooms below each other without boxes, and
what has happened as plain lines at the foot. The command line stays the fuller way for those who listen.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

LINEAR = "-linear"
"""The class that the app bears."""
_SIGNS = str.maketrans(
    {
        "●": "*", "○": "-", "◇": "-", "◈": "~", "✓": "x", "✗": "x", "⚑": "!", "⚐": "!", "⚠": "!", "▸": ">", "▾": ">",
        "▴": "^", "▶": ">", "▷": "-", "◂": "<", "•": "*", "⏎": " ", "▼": "v", "▲": "^",
    }
)  # fmt: skip
KEYS = {"⏎": "enter", "⌫": "backspace", "↑": "up", "↓": "down", "←": "left", "→": "right"}
"""Keys that Textual shows by a sign, which there is said by a word: one of the same width says nothing."""
_DRAWN = re.compile("[─-▟■-◿⎯┄┊]")
"""Lines, blocks and shapes that say nothing by themselves."""


class Colourless(LineFilter):
    """No colour at all, as NO_COLOR asks (no-color.org): Textual would leave greys. Bold, underlined, reversed stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [segment._replace(style=segment.style and segment.style.without_color) for segment in segments]


class Letters(LineFilter):
    """Each sign becomes a letter of the same width, each stroke a blank."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [segment._replace(text=lettered(segment.text)) for segment in segments]


def lettered(text: str) -> str:
    return text if text.isascii() else _DRAWN.sub(" ", text.translate(_SIGNS))

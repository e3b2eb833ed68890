"""Textual's line of text, which has the whole screen laid out anew at each letter."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class LineInput(Input):
    """It takes as much room whatever stands in it."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

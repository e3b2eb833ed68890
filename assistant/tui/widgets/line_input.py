"""A line of text that takes as much room whatever stands in it."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class LineInput(Input):
    """Textual's own has the whole screen laid out anew at each letter."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

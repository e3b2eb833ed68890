"""How the terminal UI looks and answers, as its user wrote it: the tables `[ui]` and `[keys]`.

What a key is called and which theme there is, the UI alone knows, and says so when it opens.
"""

from msgspec import Struct


class ScreenSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The table `[ui]`."""

    theme: str = ""
    """`slate`, `paper` or one of Textual's; empty: slate."""
    linear: bool = False
    """Plain lines for screen readers: one column, no boxes, changes told in words."""

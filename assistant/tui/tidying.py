"""Garbage of a screen is looked for while nothing happens.

Each key leaves some thousand things that refer to each other. Python looks for them once there are many, which is in
the middle of some key: one in twenty took three frames longer.
"""

from __future__ import annotations

import gc

EVERY = 0.2
"""Seconds between two looks; nobody types in the quiet that lasts from one to the next."""
ENOUGH = 10
"""Looks through what is newer, as Python counts them, after which it would look through all: see `gc.set_threshold`."""
AT_LAST = 100
"""Of the same, after which it does so in the middle of a key: nothing was quiet, and the memory is needed."""


class Tidying:
    """From now on, for the process."""

    def __init__(self) -> None:
        gc.collect()  # what the start left behind
        gc.freeze()  # what stays to the end is not looked through again
        gc.enable()  # a process that does nothing but show the UI starts without
        gc.set_threshold(*gc.get_threshold()[:2], AT_LAST)
        self._made = gc.get_count()[1:]

    def look(self) -> None:
        """Tidy up if that is due and nothing was made since the last look."""
        made = gc.get_count()[1:]
        if made == self._made and made[1] >= ENOUGH:
            gc.collect()
            made = gc.get_count()[1:]
        self._made = made

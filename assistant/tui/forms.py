"""What a form asks and what it gives back: values, so that a screen can name a form before one is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

Answers = Mapping[str, str]
"""By field name; several ticks are joined by commas."""


class Field(Struct, frozen=True):
    """One thing to be answered."""

    name: str
    label: str
    kind: Literal["line", "text", "choice", "ticks", "shown"] = "line"
    value: str = ""
    """Of ticks: those set, joined by commas. Of what is only shown: the text itself."""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and what is shown for it."""
    first: bool = False
    """The cursor stands here at first; otherwise in the first field that is empty."""


Then = Callable[[], None]
"""What follows once the form is closed."""


def follow(then: Then | None) -> None:
    """The callback of a form: do what follows, if anything does."""
    if then is not None:
        then()

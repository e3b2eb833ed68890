"""What the UI wears, as its user wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from assistant.config import Settings, place_of
from assistant.errors import UsageProblem
from assistant.tui.theme import DARK


def theme_of(settings: Settings, known: Iterable[str]) -> str:
    """The theme that `[ui]` names; raises `UsageProblem` if there is none of that name."""
    name, names = settings.ui.theme, sorted(known)
    if not name or name in names:
        return name or DARK.name
    near = get_close_matches(name, names, 1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
    raise UsageProblem(
        f"`theme` in [ui]: there is no theme {name!r}", where=place_of(settings, "ui", "theme"), hint=hint
    )

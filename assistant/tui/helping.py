"""The help of whatever screen is in front: the keys of its bindings and of the widgets that stand on it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from assistant.tui.keys import bindings_of, help_text
from assistant.tui.widgets.composer import Composer

_TITLES = {
    "list": "In the list",
    "filter": "In the filter",
    "today": "On the day's page",
    "thread": "In the thread",
    "composer": "While writing",
    "ticks": "In what is ticked",
}
"""By the first word of the bindings' ids."""


def help_of(screen: Screen[object]) -> Content:
    """All keys that do something there."""
    return help_text(_groups(screen), commands=bool(screen.query(Composer)))


def _groups(screen: Screen[object]) -> Iterator[tuple[str, tuple[Binding, ...]]]:
    if own := bindings_of(type(screen)):
        yield "Keys", own
    if anywhere := bindings_of(type(screen.app)):
        yield "Everywhere", anywhere
    for kind in dict.fromkeys(type(widget) for widget in screen.query("*")):
        told = {binding.id for binding in own}
        if bindings := tuple(binding for binding in bindings_of(kind) if binding.id not in told):
            firsts = [(binding.id or "").partition(".")[0] for binding in bindings]
            first = "today" if "today" in firsts else firsts[0]
            yield _TITLES.get(first, first.capitalize()), bindings

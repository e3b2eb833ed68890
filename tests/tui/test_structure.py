"""How the UI is built: a screen is put together from parts, and each part is told all that it knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widget import Widget

import assistant.tui

ROOM = Path(assistant.tui.__file__).parent
GENERATIONS = 3
"""Ancestors of ours that a screen or widget has at most: what it can do stands in few files."""
BEHIND_A_WIDGET = ("assistant.desk", "assistant.intake", "assistant.services", "assistant.record.store",
                   "assistant.tui.reading", "assistant.tui.jobs", "assistant.tui.screens", "assistant.tui.main",
                   "assistant.tui.draft.")  # fmt: skip
"""A widget is given values and posts messages: it asks nobody, and does not know who listens."""


def modules(folder: str) -> list[str]:
    return sorted(f"assistant.tui.{folder}.{path.stem}" for path in (ROOM / folder).glob("[!_]*.py"))


def imported(module: str) -> Iterator[str]:
    """The names, with their modules, that a module imports anywhere."""
    path = ROOM.parents[1].joinpath(*module.split(".")).with_suffix(".py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", [*modules("screens"), *modules("widgets")])
def test_nothing_on_the_screen_is_built_by_a_long_line_of_ancestors(module: str) -> None:
    for kind in vars(import_module(module)).values():
        if isinstance(kind, type) and issubclass(kind, Screen | Widget) and kind.__module__ == module:
            ours = [base.__name__ for base in kind.__mro__[1:] if base.__module__.startswith("assistant.")]
            assert len(ours) <= GENERATIONS, f"{kind.__name__} comes from {', '.join(ours)}"


@pytest.mark.parametrize("module", modules("widgets"))
def test_a_widget_is_given_what_it_shows(module: str) -> None:
    assert not [name for name in imported(module) if name.startswith(BEHIND_A_WIDGET)]


@pytest.mark.parametrize("module", [*modules("main"), *modules("draft")])
def test_a_part_knows_nothing_of_the_screen_that_it_is_part_of(module: str) -> None:
    """Nor is it one: no ancestors but those that every class has, and no widget fetched from wherever it stands."""
    own = f"assistant.tui.screens.{'main' if module.startswith('assistant.tui.main.') else 'draft'}_screen."
    assert (ROOM / "screens" / own.split(".")[-2]).with_suffix(".py").exists()
    assert not [name for name in imported(module) if name.startswith(own)]
    for kind in vars(import_module(module)).values():
        if isinstance(kind, type) and kind.__module__ == module:
            assert not issubclass(kind, Screen | Widget), f"{kind.__name__} is no part, but a screen"
    assert "query_one" not in ROOM.parents[1].joinpath(*module.split(".")).with_suffix(".py").read_text("utf-8")

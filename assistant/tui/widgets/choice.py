"""Textual's drop-down for screens that have no room for its list; see `Options`."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Select
from textual.widgets._select import SelectCurrent, SelectOverlay

from assistant.tui.widgets.options import Options


class Offered(SelectOverlay, Options):
    """What drops down."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Options.COMPONENT_CLASSES


class Choice(Select[str]):
    """One of several; styled as a `Select`."""

    def compose(self) -> ComposeResult:
        yield SelectCurrent(self.prompt)
        yield Offered(type_to_search=self._type_to_search).data_bind(compact=Select.compact)

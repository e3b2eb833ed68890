"""A list of things to tick. Textual's own tells ticked from unticked by colour alone; this one by its sign."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.widgets.options import Options


class Ticks(Options):
    """Space, Enter or a click ticks and unticks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "Tick", show=False, id="ticks.toggle")]

    def __init__(self, choices: Sequence[tuple[str, str]], ticked: Collection[str], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)
        self.choices, self._ticked = dict(choices), set(ticked)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values ticked, in the order of the list."""
        return tuple(value for value in self.choices if value in self._ticked)

    def on_mount(self) -> None:
        self.add_options([Option(self._line(value), id=value) for value in self.choices])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        value = event.option_id or ""
        self._ticked ^= {value}
        self.replace_option_prompt(value, self._line(value))

    def _line(self, value: str) -> Content:
        sign = "[✓]" if value in self._ticked else "[ ]"
        return Content(f"{sign} {self.choices[value]}")

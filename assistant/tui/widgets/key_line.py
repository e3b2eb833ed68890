"""The keys at the foot of a screen: Textual's footer, made anew only when it would show something else.

A room of its own because every screen has one, and because Textual makes its footer anew whenever the focus moves or
bindings are looked at again: most of the styling of a screen that opens went into keys that were there already.
"""

from __future__ import annotations

from textual.binding import ActiveBinding
from textual.widgets import Footer


class KeyLine(Footer):
    """The keys that do something here and now, and how the palette is reached."""

    _made: list[ActiveBinding] | None = None
    """What the keys on the screen were made from; the node that bears each is left out."""

    async def recompose(self) -> None:
        """Do nothing where the same keys would come again."""
        if not self.is_attached:
            return
        palette = self.app.COMMAND_PALETTE_BINDING
        shown = [
            active._replace(node=self)
            for key, active in self.screen.active_bindings.items()
            if active.binding.show or key == palette
        ]
        if shown != self._made:
            self._made = shown
            await super().recompose()

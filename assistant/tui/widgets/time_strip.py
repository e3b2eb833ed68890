"""The thread at one glance above its conversation; a click goes to the message that a sign stands for."""

from __future__ import annotations

from textual.events import Click, Resize
from textual.strip import Strip
from textual.widget import Widget

from assistant.reports.picture import Picture
from assistant.tui.messages import EntryWanted
from assistant.tui.strip import Row, nearest, rows
from assistant.tui.widgets.drawing import Inks


class TimeStrip(Widget):
    """Given a `Picture` and the entry that is read; posts `EntryWanted`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.picture: Picture | None = None
        self.chosen = 0
        self.inks = Inks(self, "strip--")
        self._rows: tuple[Row, ...] = ()

    def show(self, picture: Picture | None, chosen: int) -> None:
        """Draw `picture`; without one, or before anything was said, there is nothing to see."""
        self.display = picture is not None and bool(picture.marks) and not self.inks.linear
        self.chosen = chosen
        if picture is not self.picture:
            self.picture = picture
            self._draw()
        self.refresh()

    def wait(self) -> None:
        """Keep the room of the picture of a thread that is still being read."""
        self.show(None, 0)
        self.display = not self.inks.linear

    def on_resize(self, _event: Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        axis = self.content_size.height > len(("theirs", "ours"))
        self._rows = rows(self.picture, width, axis=axis) if self.picture and width else ()
        self.refresh()

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at and at.y < len(self._rows) and (entry := nearest(self._rows[at.y], at.x)) is not None:
            self.post_message(EntryWanted(entry))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.inks.forget()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if y >= len(self._rows):
            return self.inks.blank(self.size.width)
        return self.inks.strip(self._rows[y].reading(self.chosen), self.inks.ground(), self.size.width)

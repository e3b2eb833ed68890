"""The lines of a conversation: laid out for the width at hand around what is read, and drawn where they are seen.

What the reader does with them is for `Conversation`, which inherits this room.
"""

from __future__ import annotations

from textual.events import Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from assistant.tui import spoken
from assistant.tui.blocks import GUTTER, Drawn, drawn
from assistant.tui.keys import THREAD, key_named
from assistant.tui.lines import Span, fitted, wrapped
from assistant.tui.timeline import Item, Reminder, Silence, View
from assistant.tui.widgets.drawing import Inks
from assistant.tui.widgets.word_marks import WordMarks

WINDOW = 40
"""Items that are laid out at first, more than a screen holds; and more at a time where one goes on."""
EARLIER, LATER = -1, -2
"""Places of the lines that stand for what is not laid out."""


class TalkLines(WordMarks):
    """Knows which item is chosen and keeps it in sight."""

    chosen: reactive[int] = reactive(0, repaint=False)
    """The place of the chosen item among `items`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.view: View | None = None
        self.items: tuple[Item, ...] = ()
        self.notice = ""
        self.inks = Inks(self, "talk--")
        self._unfolded: set[int] = set()
        self._first = self._last = 0
        """From and to of the items that are laid out."""
        self._lines: list[tuple[Drawn, int]] = []
        self._tops: dict[int, int] = {}
        self._end = 0
        """The line behind the last item that is laid out."""
        self._width = 0
        self._stays = False

    def _newest(self) -> int:
        last = len(self.items) - 1
        return last - 1 if last > 0 and isinstance(self.items[last], Silence) else max(last, 0)

    # In sight

    def _load_earlier(self) -> None:
        """Lay out more of the past above, without moving what is seen."""
        if not self._first:
            return
        seen, was = self._first, self._tops[self._first]
        self._first = max(0, self._first - WINDOW)
        self._lay_out()
        self._scroll(self.scroll_offset.y + self._tops[seen] - was)

    def _load_later(self) -> None:
        """The same below."""
        if self._last < len(self.items):
            self._last = min(self._last + WINDOW, len(self.items))
            self._lay_out()
            self.refresh()

    def _lay_out_around(self, place: int) -> None:
        """Lay out what stands near `place`, and nothing else."""
        self._first = max(0, min(place - WINDOW // 4, len(self.items) - WINDOW))
        self._last = min(self._first + WINDOW, len(self.items))
        self._lay_out()

    def _extent(self, place: int) -> tuple[int, int]:
        top = self._tops.get(place, 0)
        following = self._tops.get(place + 1, self._end)
        return top, following - 1

    def _bring_into_sight(self) -> None:
        top, bottom = self._extent(self.chosen)
        at, height = self.scroll_offset.y, self.scrollable_content_region.height
        if top < at or bottom - top >= height:
            self._scroll(top)
        elif bottom > at + height:
            self._scroll(bottom - height)

    def _settle(self) -> None:
        """To the end, unless something earlier has been chosen meanwhile."""
        if self.chosen < self._newest():
            self._bring_into_sight()
        else:
            self._to_end()

    def _to_end(self) -> None:
        self._scroll(self.virtual_size.height)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, force=True)

    # Laying out and drawing

    def on_resize(self, _event: Resize) -> None:
        if self.scrollable_content_region.width != self._width:
            at_end = self.is_vertical_scroll_end
            self._lay_out()
            self.call_after_refresh(self._settle if at_end else self._bring_into_sight)
        elif self._stays:
            self._settle()
        self._stays = False

    def stay_in_sight(self) -> None:
        """The room is about to become lower: the end, or what is chosen, is to be seen in it, too."""
        self._stays = True

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.inks.forget()
        self.refresh()

    def _lay_out(self) -> None:
        self._width = width = self.scrollable_content_region.width
        draw = spoken.told if self.inks.linear else drawn
        lines: list[tuple[Drawn, int]] = []
        self._tops = {}
        if told := self._before():
            lines.append((_aside(told, width), EARLIER))
        for place in range(self._first, self._last):
            self._tops[place] = len(lines)
            item = self.items[place]
            unfolded = not isinstance(item, Silence | Reminder) and item.n in self._unfolded
            assert self.view is not None  # noqa: S101 - there are items only of a view
            lines += [(line, place) for line in draw(item, self.view, max(width, 24), unfolded=unfolded)]
        self._end = len(lines)
        if later := len(self.items) - self._last:
            told = f"▾ {later:,} later items · {key_named('thread.last', THREAD)} or scroll down"
            lines.append((_aside(told, width), LATER))
        self._lines, self.marked = lines, None
        self.virtual_size = Size(width, len(lines))

    def _before(self) -> str:
        """What stands above the items that are laid out, as one line; nothing where nothing does."""
        if self.view is not None and self.view.newest is not None:
            return "▴ the earlier items are being read"
        if self._first:
            return f"▴ {self._first:,} earlier items · {key_named('thread.first', THREAD)} or scroll up"
        return ""

    def render_line(self, y: int) -> Strip:
        width, at = self.size.width, y + self.scroll_offset.y
        if self.notice:
            return self._notice_line(y)
        if at >= len(self._lines):
            return self.inks.blank(width)
        line, place = self._lines[at]
        ground, spans = self.inks.ground(), line.spans
        mark = ("▶" if self.has_focus else "▷") if self._marks(at, place) else ""
        if self.inks.linear and mark:
            mark, spans = "", (Span(spoken.CHOSEN, "mark"), *spans)
        room = max(line.left, GUTTER)
        left = self.inks.strip((Span(fitted(mark, room), "mark"),), ground, room)
        block = self.inks.ground(line.block) if line.block else ground
        body = self.inks.strip(self.marks_on(at, spans), block, line.width)
        return Strip.join([left, body]).adjust_cell_length(width, self.inks.ink("", ground))

    def _marks(self, at: int, place: int) -> bool:
        return place == self.chosen and self._tops.get(place) == at

    def _notice_line(self, y: int) -> Strip:
        width = self.size.width
        lines = wrapped(self.notice, max(width - 8, 8))
        top = max((self.size.height - len(lines)) // 3, 0)
        text = lines[y - top] if 0 <= y - top < len(lines) else ""
        return self.inks.strip((Span(f"    {text}", "problem"),), self.inks.ground(), width)

    def drawn_lines(self) -> list[Drawn]:
        return [line for line, _ in self._lines]


def _aside(told: str, width: int) -> Drawn:
    return Drawn((Span(told.center(max(width - 2, 0)), "earlier"),), "", 2, width - 2)

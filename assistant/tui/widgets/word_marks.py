"""Marking words in a conversation, by keys or with the mouse: what `Conversation` inherits for it.

Here are the cursor's moves; which lines a message takes, and what is drawn, the conversation knows.
"""

from __future__ import annotations

from textual.events import Click, MouseDown, MouseMove
from textual.scroll_view import ScrollView

from assistant.tui.blocks import Drawn
from assistant.tui.lines import Line
from assistant.tui.marking import Marking, body_of, marking, text_start, with_marks


class WordMarks(ScrollView):
    """`marked` while words are being marked."""

    ALLOW_SELECT = False
    """Dragging marks words, here."""
    marked: Marking | None = None
    _of: tuple[int, int] = (0, 0)
    """The lines of the message whose words they are: the first, and the one after the last."""
    _pressed: tuple[int, int] | None = None
    """Line and column at which the mouse was pressed."""

    def drawn_lines(self) -> list[Drawn]:
        """Every line that is laid out."""
        raise NotImplementedError

    def message_at(self, line: int | None) -> tuple[int, int, str] | None:
        """The lines and the text of the message on `line`, or with None of the chosen one, if words stand there."""
        raise NotImplementedError

    def begin_marking(self, line: int | None = None) -> bool:
        found = self.message_at(line)
        if found is None:
            return False
        first, last, text = found
        self.marked = marking([body_of(drawn.spans) for drawn in self.drawn_lines()[first:last]], text)
        self._of = first, last
        self.refresh()
        return self.marked is not None

    def stop_marking(self) -> bool:
        """Mark nothing any more; False if nothing was marked."""
        was, self.marked = self.marked, None
        self.refresh()
        return was is not None

    def mark(self, marked: Marking) -> None:
        self.marked = marked
        line = self._of[0] + marked.pieces[marked.at].line
        at, height = self.scroll_offset.y, self.scrollable_content_region.height
        if not at <= line < at + height:
            self.scroll_to(y=line if line < at else line - height + 1, animate=False, force=True)
        self.refresh()

    def marks_on(self, at: int, line: Line) -> Line:
        """The line at the place `at`, with what is marked there."""
        if self.marked is None or not self._of[0] <= at < self._of[1]:
            return line
        reach = self.marked.span(at - self._of[0])
        return with_marks(line, reach) if reach else line

    # The mouse

    def on_mouse_down(self, event: MouseDown) -> None:
        self._pressed = event.y + self.scroll_offset.y, event.x

    def was_dragged(self, event: Click) -> bool:
        """The button was let go elsewhere than where it was pressed."""
        return self._pressed != (event.y + self.scroll_offset.y, event.x)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Mark from where the button was pressed to where the mouse is."""
        to = event.y + self.scroll_offset.y, event.x
        if event.button != 1 or self._pressed in {None, to} or self._pressed is None:
            return
        if self.marked is None or self.marked.since is None:
            if not self.begin_marking(self._pressed[0]):
                return
            self._mark_at(*self._pressed)
            self.marked = self.marked.begun() if self.marked else None
        self._mark_at(*to)

    def _mark_at(self, line: int, x: int) -> None:
        drawn = self.drawn_lines()
        if self.marked is None or not self._of[0] <= line < min(self._of[1], len(drawn)):
            return
        column = x - drawn[line].left - text_start(drawn[line].spans)
        self.mark(self.marked.to(line - self._of[0], column))

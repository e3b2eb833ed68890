"""The list of threads: two lines each, drawn only where they are seen, so that ten thousand cost what ten do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.tui.lines import Line, Span, between
from assistant.tui.messages import ThreadEntered, ThreadPicked
from assistant.tui.rows import ThreadRow
from assistant.tui.widgets.drawing import Inks, chosen_sign
from assistant.tui.words import BALL_SIGNS, ball_words

LINES = 3
"""Lines a thread takes: what it is, where it stands, and one of air."""


class ThreadList(ScrollView, can_focus=True):
    """Posts `ThreadPicked` when the cursor moves and `ThreadEntered` when the reader goes in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next thread", show=False, id="list.down"),
        Binding("up,k", "move(-1)", "Previous thread", show=False, id="list.up"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="list.page-down"),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("home,g", "go(0)", "First thread", show=False, id="list.first"),
        Binding("end,G", "go(-1)", "Last thread", show=False, id="list.last"),
        Binding("enter,right", "enter", "Read the thread", show=False, id="list.enter"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows: tuple[ThreadRow, ...] = ()
        self.inks = Inks(self, "threads--")

    @property
    def picked(self) -> str | None:
        """The thread under the cursor."""
        return self.rows[self.cursor].thread if self.rows else None

    def show(self, rows: Sequence[ThreadRow], pick: str | None = None) -> None:
        """Replace the rows; the cursor goes to `pick` if it is among them, else stays near its place."""
        self.rows = tuple(rows)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows) * LINES)
        at = next((at for at, row in enumerate(self.rows) if row.thread == pick), None) if pick else None
        last = max(len(self.rows) - 1, 0)
        self.set_reactive(ThreadList.cursor, min(self.cursor if at is None else at, last))
        self.refresh()
        self.call_after_refresh(self._keep_in_sight)

    def on_resize(self, _event: Resize) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows) * LINES)
        self._keep_in_sight()

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self) -> None:
        self._keep_in_sight()
        self.refresh()
        if self.picked:
            self.post_message(ThreadPicked(self.picked))

    def _keep_in_sight(self) -> None:
        top, height = self.cursor * LINES, self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif height and top + LINES - 1 > self.scroll_offset.y + height:
            self.scroll_to(y=top + LINES - 1 - height, animate=False, force=True)

    def action_move(self, by: int) -> None:
        self.cursor += by

    def action_page(self, by: int) -> None:
        self.cursor += by * max(self.scrollable_content_region.height // LINES, 1)

    def action_go(self, at: int) -> None:
        self.cursor = at if at >= 0 else len(self.rows) - 1

    def action_enter(self) -> None:
        if self.rows:
            self.post_message(ThreadEntered())

    def on_click(self, event: Click) -> None:
        at = (event.y + self.scroll_offset.y) // LINES
        if 0 <= at < len(self.rows):
            self.cursor = at
            if event.chain == 2:
                self.post_message(ThreadEntered())

    # Drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.inks.forget()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        at, part = divmod(y + self.scroll_offset.y, LINES)
        if at >= len(self.rows) or part == LINES - 1:
            return self.inks.blank(width)
        row, here = self.rows[at], at == self.cursor
        ground = self.inks.ground("cursor" if here else "")
        if self.inks.linear:
            told = f"{'Chosen: ' if here else ''}{row.title}, with {row.regulator}." if part == 0 else _said(row)
            return self.inks.strip((Span(told, "title" if part == 0 else "meta"),), ground, width)
        line = _title(row, width - 2) if part == 0 else _standing(row, width - 2)
        return self.inks.strip((Span(chosen_sign(self) if here else " ", "mark"), *line), ground, width)


def _said(row: ThreadRow) -> str:
    """How a thread stands, as a sentence for those who listen."""
    whose = {"company": "It is our turn", "regulator": "It is their turn", "none": "It is nobody's turn"}[row.ball]
    heard = "they never wrote" if row.contact is None else f"they wrote {row.contact} days ago"
    told = f"{whose}; {heard}; {row.due or 'nothing is due'}."
    return f"New messages: {row.unread}. {told}" if row.unread else told


def _title(row: ThreadRow, width: int) -> Line:
    new = (Span("• ", "unread"),) if row.unread else ()
    title = Span(row.title, "closed" if row.state == "closed" else "title")
    return between((*new, title), (Span(row.regulator, "key"),), width)


def _standing(row: ThreadRow, width: int) -> Line:
    """Whose turn, how long since they spoke, what is due; words go before signs do when it is narrow."""
    heard = "never heard" if row.contact is None else f"quiet {row.contact} d" if row.contact else "heard today"
    short = "" if row.contact is None else f"{row.contact} d"
    ball = ball_words(row.ball, "them" if width < 26 else row.regulator)
    due = (Span(row.due, row.state),) if row.due else ()
    for words in (
        (ball, f" · {heard}"),
        (ball, f" · {short}" if short else ""),
        (ball, ""),
        (BALL_SIGNS[row.ball], ""),
    ):
        left = (Span(words[0], row.ball), Span(words[1], "meta"))
        if len(words[0]) + len(words[1]) + len(row.due) + 1 <= width:
            break
    return between(left, due, width)

"""What the day asks for, drawn line by line: sections, two lines each thing, the cursor on what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.clocks.wording import counted
from assistant.tui.agenda import Line, Section
from assistant.tui.keys import MAIN, key_named, key_of
from assistant.tui.lines import Line as Spans
from assistant.tui.lines import Span, between, cut, fitted, wrapped
from assistant.tui.messages import StepWanted
from assistant.tui.spoken import CHOSEN, section_told, thing_told
from assistant.tui.widgets.drawing import Inks, chosen_sign

FOOT = ("draft", "explain")
"""Keys of the main screen that are named at the foot here too."""
OWN = (
    Binding("down,j", "move(1)", "Next", show=False, id="list.down"),
    Binding("up,k", "move(-1)", "Previous", show=False, id="list.up"),
    Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="list.page-down"),
    Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="list.page-up"),
    Binding("home,g", "go(0)", "First", show=False, id="list.first"),
    Binding("end", "go(-1)", "Last", show=False, id="list.last"),
    Binding("enter,right", "enter", "Go there", id="today.enter", key_display="⏎", tooltip="Go to the entry"),
    Binding("space", "step", "Next step", id="today.step", tooltip="Do what the line proposes"),
    Binding("n", "move(1)", "Next", show=False, id="main.next"),
    Binding("H", "do('today')", "Threads", id="main.today", tooltip="The list of threads and the conversation"),
)
"""Its own keys; the others are the main screen's."""
MARKS = 18
"""Cells of the column with signs and states."""


class TodayList(ScrollView, can_focus=True):
    """Posts `StepWanted`: go there, do what is sensible next, or what any key of the main screen does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *OWN,
        *(
            Binding(
                b.key, f"do('{b.action}')", b.description, show=b.action in FOOT, id=b.id, key_display=b.key_display
            )
            for b in MAIN
            if b.action not in {"today", "quit", "help", "next_gap"}
        ),
    ]

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.sections: tuple[Section, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self.notice = ""
        self.settled = False
        """The cursor is where the reader wants it; until then it goes to the first thing, whatever comes before."""
        self.inks = Inks(self, "today--")
        self._drawn: list[tuple[Spans, int]] = []
        self._tops: list[int] = []

    @property
    def line(self) -> Line | None:
        """What the cursor stands on."""
        return self.lines[self.cursor] if self.lines else None

    def show(self, sections: Sequence[Section], notice: str = "") -> None:
        """Replace all; the cursor stays on its thing, else near its place, once that is `settled`.

        A `notice` stands instead of nothing.
        """
        kept = self.line.id if self.line else None
        self.sections, self.notice = tuple(sections), notice
        self.lines = tuple(line for section in sections for line in section.lines)
        at = next((at for at, line in enumerate(self.lines) if line.id == kept), None)
        near = (self.cursor if at is None else at) if self.settled else 0
        self.set_reactive(TodayList.cursor, max(min(near, len(self.lines) - 1), 0))
        self._lay_out()
        self.call_after_refresh(self._keep_in_sight)

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.lines) - 1))

    def watch_cursor(self) -> None:
        self.settled = True
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        """The chosen thing, with the heading of its section where it is the first."""
        if not self.lines:
            return
        top, height = self._tops[self.cursor], self.scrollable_content_region.height
        bottom = top + sum(at == self.cursor for _, at in self._drawn)
        above = max(top - 2, 0) if self.cursor == 0 else top - 1
        if above < self.scroll_offset.y:
            self.scroll_to(y=above, animate=False, force=True)
        elif height and bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    def action_move(self, by: int) -> None:
        at = self.cursor
        self.cursor += by
        if at == self.cursor:  # what stands beyond the last thing can be read all the same
            self.scroll_to(y=0 if by < 0 else self.virtual_size.height, animate=False, force=True)

    def action_page(self, by: int) -> None:
        self.cursor += by * max(self.scrollable_content_region.height // 3, 1)

    def action_go(self, at: int) -> None:
        self.cursor = at if at >= 0 else len(self.lines) - 1

    def on_click(self, event: Click) -> None:
        line = event.y + self.scroll_offset.y
        at = self._drawn[line][1] if line < len(self._drawn) else -1
        if at >= 0:
            self.cursor = at
            if event.chain == 2:
                self.action_enter()

    # Doing

    def action_enter(self) -> None:
        if self.line:
            self.settled = True
            going = self.line.step.action if not self.line.thread else ""
            self.post_message(StepWanted(self.line, going))

    def action_step(self) -> None:
        if self.line:
            self.settled = True
            self.post_message(StepWanted(self.line, self.line.step.action))

    def action_do(self, action: str) -> None:
        self.settled = True
        self.post_message(StepWanted(self.line, action))

    # Drawing

    def on_resize(self, _event: Resize) -> None:
        self._lay_out()
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.inks.forget()
        self.refresh()

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width - 2, 30)
        heading, told = (_heading_said, _said) if self.inks.linear else (_heading, _told)
        drawn: list[tuple[Spans, int]] = []
        self._tops = []
        for section in () if self.notice else self.sections:
            drawn += [(spans, -1) for spans in heading(section, width)]
            for line in section.lines:
                self._tops.append(len(drawn))
                drawn += [(spans, len(self._tops) - 1) for spans in told(line, width)]
            drawn.append(((), -1))
        for text in wrapped(self.notice, width - 4) if self.notice else ():
            drawn.append(((Span(f"    {text}", "notice"),), -1))
        self._drawn = drawn
        self.virtual_size = Size(self.scrollable_content_region.width, len(drawn))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, at = self.size.width, y + self.scroll_offset.y
        if at >= len(self._drawn):
            return self.inks.blank(width)
        spans, item = self._drawn[at]
        here = item >= 0 and item == self.cursor
        ground = self.inks.ground("cursor" if here else "")
        first = here and self._tops[item] == at
        mark = CHOSEN if self.inks.linear and first else chosen_sign(self) if here else " "
        return self.inks.strip((Span(mark, "mark"), *spans), ground, width)


def _heading(section: Section, width: int) -> Iterator[Spans]:
    """The title with its count; what an empty one means stands beside it, where the things of the others stand."""
    title = fitted(section.title, MARKS)
    if section.lines:
        count = counted(section.count, section.of) if section.empty else ""
        yield (Span(title, "title"), Span(count, "meta"))
        return
    role = "warning" if section.empty.startswith("⚠") else "meta"
    first, *more = wrapped(section.empty, width - MARKS)
    yield (Span(title, "title"), Span(first, role))
    yield from ((Span(" " * MARKS), Span(text, role)) for text in more)


def _heading_said(section: Section, width: int) -> Iterator[Spans]:
    yield from ((Span(text, "title"),) for text in wrapped(section_told(section), width))


def _said(line: Line, width: int) -> Iterator[Spans]:
    text = thing_told(line, _key(line))
    yield from ((Span(part, "what"),) for part in wrapped(text, width - len(CHOSEN)))


def _key(line: Line) -> str:
    return key_of(line.step.action) if line.step.action else key_named("today.enter", OWN)


def _told(line: Line, width: int) -> Iterator[Spans]:
    if line.role == "more":
        yield (Span(" " * MARKS), Span(cut(line.what, width - MARKS), "more"))
        return
    left = (Span(fitted(line.mark, MARKS - 1) + " ", line.role), Span(line.what, "what"))
    yield between(left, (Span(line.regulator, "key"),), width)
    step = (Span(f"{_key(line)} ", "step"), Span(line.step.label, "key"))
    yield between((Span(" " * MARKS), Span(line.below, "meta")), step, width)

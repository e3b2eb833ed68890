"""A thread as a conversation, drawn line by line: only the newest items are laid out, earlier ones on demand."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp

from assistant.tui.blocks import is_cut, shown_text
from assistant.tui.keys import THREAD
from assistant.tui.messages import EntryChosen
from assistant.tui.timeline import Item, Reminder, Said, Silence, View, place_of, place_of_gap, timeline
from assistant.tui.widgets.talk_lines import EARLIER, WINDOW, TalkLines


class Conversation(TalkLines, can_focus=True):
    """Given a `View`; knows which item is chosen, and posts `EntryChosen`."""

    BINDINGS: ClassVar[list[BindingType]] = [*THREAD]

    # What is shown

    def show(self, view: View) -> None:
        """Another thread opens at its newest; the same one, read again, keeps its place unless it stood at the end."""
        same = self.view is not None and self.view.thread.id == view.thread.id
        was = self._identity(self.chosen) if same and self.chosen < self._newest() else None
        to_end = self._last == len(self.items)
        at_end = not same or (to_end and self.is_vertical_scroll_end)
        shown = len(self.items) - self._first
        self.view, self.items, self.notice, self.marked = view, timeline(view), "", None
        if not same:
            self._unfolded, shown = set(), WINDOW
        kept = next((at for at in range(len(self.items)) if was is not None and self._identity(at) == was), None)
        if to_end or kept is None:
            self._first, self._last = max(0, len(self.items) - max(shown, WINDOW)), len(self.items)
        else:  # what came before it moves nothing that is seen
            more = kept - self.chosen
            self._first, self._last = max(0, self._first + more), min(self._last + more, len(self.items))
        if kept is None or self._first <= kept < self._last <= len(self.items):
            self._lay_out()
        else:
            self._lay_out_around(kept)
        self.set_reactive(Conversation.chosen, self._newest() if kept is None else kept)
        if at_end or kept is None:
            self.call_after_refresh(self._settle)
        self._tell_chosen()
        self.refresh()

    def tell(self, notice: str) -> None:
        """Show a sentence instead of a thread."""
        self.view, self.items, self.notice, self.marked = None, (), notice, None
        self._first = self._last = 0
        self._lay_out()
        self.refresh()

    @property
    def item(self) -> Item | None:
        return self.items[self.chosen] if 0 <= self.chosen < len(self.items) else None

    def go_to_entry(self, entry: int) -> bool:
        return self._go_to(place_of(self.items, entry))

    def go_to_gap(self, gap: str) -> bool:
        return self._go_to(place_of_gap(self.items, gap))

    def next_gap(self) -> bool:
        """The next reminder after the chosen item, and round again."""
        places = [at for at, item in enumerate(self.items) if isinstance(item, Reminder)]
        after = [at for at in places if at > self.chosen]
        return self._go_to(next(iter(after or places), None))

    def next_unread(self, by: int) -> bool:
        """The next message that is new to the reader, or the one before."""
        new = self.view.unread if self.view else frozenset()
        places = [at for at, item in enumerate(self.items) if isinstance(item, Said) and item.n in new]
        beyond = [at for at in places[::by] if (at - self.chosen) * by > 0]
        return self._go_to(next(iter(beyond or places[::by]), None))

    def _identity(self, at: int) -> str:
        item = self.items[at]
        if isinstance(item, Reminder):
            return item.gap.id
        return item.text if isinstance(item, Silence) else f"#{item.n}"

    def _go_to(self, place: int | None) -> bool:
        if place is None:
            return False
        if not self._first <= place < self._last:
            self._lay_out_around(place)
        self.chosen = place
        self._bring_into_sight()
        return True

    # Moving

    def validate_chosen(self, chosen: int) -> int:
        return max(0, min(chosen, len(self.items) - 1))

    def watch_chosen(self) -> None:
        self.marked = None
        self._bring_into_sight()
        self._tell_chosen()
        self.refresh()

    def _tell_chosen(self) -> None:
        self.post_message(EntryChosen(self.entry))

    @property
    def entry(self) -> int:
        """The message that is chosen, or to which what is chosen belongs; 0: none."""
        return 0 if self.item is None or isinstance(self.item, Silence) else self.item.n

    def action_sideways(self, by: int) -> None:
        """To the message before or after, as on the strip of time; to the next word while words are marked."""
        if self.marked is not None:
            self.mark(self.marked.moved(by))
            return
        place = self.chosen + by
        while 0 <= place < len(self.items) and not isinstance(self.items[place], Said):
            place += by
        if 0 <= place < len(self.items):
            self._go_to(place)

    def action_move(self, by: int) -> None:
        """To the next item; through the lines of one that is higher than the screen."""
        if self.marked is not None:
            self.mark(self.marked.on_line(by))
            return
        top, bottom = self._extent(self.chosen)
        height, at = self.scrollable_content_region.height, self.scroll_offset.y
        if by > 0 and bottom > at + height:
            self._scroll(at + min(height - 2, bottom - at - height))
        elif by < 0 and top < at:
            self._scroll(max(at - height + 2, top))
        else:
            self._step(by)

    def _step(self, by: int) -> None:
        place = self.chosen + by
        while 0 <= place < len(self.items) and isinstance(self.items[place], Silence):
            place += by
        self._load_towards(place)
        if 0 <= place < len(self.items):
            self.chosen = place
        else:
            self._scroll(0 if by < 0 else self.virtual_size.height)

    def _load_towards(self, place: int) -> None:
        if place < self._first:
            self._load_earlier()
        elif place >= self._last:
            self._load_later()

    def action_page(self, by: int) -> None:
        height = self.scrollable_content_region.height
        if by < 0 and self.scroll_offset.y == 0:
            self._load_earlier()
        elif by > 0 and self.is_vertical_scroll_end:
            self._load_later()
        self._scroll(self.scroll_offset.y + by * max(height - 2, 1))
        self._choose_in_sight()

    def action_first(self) -> None:
        self._lay_out_around(0)
        self.chosen = 0
        self._scroll(0)

    def action_last(self) -> None:
        if self._last < len(self.items):
            self._lay_out_around(self._newest())
        self.chosen = self._newest()
        self._to_end()

    def action_unfold(self) -> None:
        self.marked = None
        if (item := self.item) and not isinstance(item, Silence | Reminder):
            self._unfolded ^= {item.n}
            self._lay_out()
            self._bring_into_sight()
            self.refresh()

    def on_click(self, event: Click) -> None:
        line = event.y + self.scroll_offset.y
        if line >= len(self._lines):
            return
        shown, place = self._lines[line]
        if self.marked is not None and self.was_dragged(event):
            return
        if place < 0:
            (self._load_earlier if place == EARLIER else self._load_later)()
            return
        self.stop_marking()
        self.set_reactive(Conversation.chosen, place)
        self._tell_chosen()
        if any(span.role == "fold" for span in shown.spans):
            self.action_unfold()

    def _on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        if self.scroll_offset.y == 0 and self._first:
            self._load_earlier()
        super()._on_mouse_scroll_up(event)

    def _on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        if self.is_vertical_scroll_end:
            self._load_later()
        super()._on_mouse_scroll_down(event)

    def _choose_in_sight(self) -> None:
        at, height = self.scroll_offset.y, self.scrollable_content_region.height
        seen = [place for place, top in self._tops.items() if at <= top < at + height]
        seen = [place for place in seen if not isinstance(self.items[place], Silence)]
        if seen and self.chosen not in seen:
            self.set_reactive(Conversation.chosen, seen[0] if self.chosen < seen[0] else seen[-1])
            self.refresh()

    # Marking words

    def message_at(self, line: int | None) -> tuple[int, int, str] | None:
        """Of a long message all is laid out first; one that is clicked on is chosen."""
        place = self.chosen if line is None else self._lines[line][1] if line < len(self._lines) else -1
        item = self.items[place] if 0 <= place < len(self.items) else None
        if not isinstance(item, Said):
            return None
        message, unfolded = item.logged.message, item.n in self._unfolded
        if is_cut(message, self._width) and not unfolded and line is None:
            self.action_unfold()
            unfolded = True
        self.set_reactive(Conversation.chosen, place)
        self._tell_chosen()
        top, bottom = self._extent(place)
        return top, bottom, shown_text(message, unfolded=unfolded)

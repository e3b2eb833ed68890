"""The rooms that open over the threads: search, questions, reports, rules. Each is imported when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input

from assistant.desk import Desk
from assistant.record.inert import inert
from assistant.services.kept_texts import Kept
from assistant.tui import reading
from assistant.tui.keeping import QUESTION, SEARCH
from assistant.tui.places import Place
from assistant.tui.screens.clerk_screen import ClerkScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.seeking import Seeker
from assistant.tui.widgets.conversation import Conversation

if TYPE_CHECKING:
    from assistant.tui.talk import Talk


class RoomsScreen(ClerkScreen):
    """Opens them, and goes where they lead."""

    def __init__(self, desk: Desk, *, hint: bool = False, select: str | None = None, home: bool = False) -> None:
        super().__init__(desk, hint=hint, select=select, home=home)
        self.seeker = Seeker(desk)
        self.sought = ""
        """The last query."""
        self.sought_left = False
        """That query is what a former run was at, and has not been looked at since."""
        self.asked_left = ""
        """A question that a former run left unasked, until the chat is opened."""
        self._talk: Talk | None = None

    def on_unmount(self) -> None:
        self.seeker.leave()

    @property
    def talk(self) -> Talk:
        """What was asked and answered: it stays while the chat is closed."""
        if self._talk is None:
            from assistant.tui.talk import Talk  # noqa: PLC0415 - only for who asks

            self._talk = Talk(self.desk, self.seeker)
            self._talk.unasked = self.asked_left
        return self._talk

    def action_search(self, query: str | None = None) -> None:
        from assistant.tui.screens.search_screen import SearchScreen  # noqa: PLC0415 - its widgets are not needed to start

        self.sought_left = False
        screen = SearchScreen(self.desk, self.seeker, self.sought if query is None else query)
        self.app.push_screen(screen, partial(self._sought, screen))

    def _sought(self, screen: object, place: Place | None) -> None:
        self.sought = getattr(screen, "asked", "")
        self.visit(place)

    def action_chat(self) -> None:
        from assistant.tui.screens.chat_screen import ChatScreen  # noqa: PLC0415 - as above

        self.app.push_screen(ChatScreen(self.talk, self.thread_meant), self.visit)

    def action_reports(self) -> None:
        from assistant.tui.screens.reports_screen import ReportsScreen  # noqa: PLC0415 - as above

        self.app.push_screen(ReportsScreen(self.desk, self.thread_meant))

    def action_rules(self) -> None:
        from assistant.tui.screens.rules_screen import RulesScreen  # noqa: PLC0415 - as above

        self.app.push_screen(RulesScreen(self.desk), self._ruled)

    def _ruled(self, changed: bool | None) -> None:
        if changed:
            self._read_thread()
            self.load()

    # What is typed in them

    def unlogged(self) -> Iterator[Kept]:
        yield from super().unlogged()
        if question := self._talk.unasked if self._talk else self.asked_left:
            yield Kept(QUESTION, "", {"text": question})
        if self.sought_left:
            yield Kept(SEARCH, "", {"text": self.sought})

    def take_back(self, left: tuple[Kept, ...]) -> None:
        super().take_back(left)
        texts = {kept.place: kept.texts.get("text", "") for kept in left}
        if self._talk is None:
            self.asked_left = texts.get(QUESTION, "")
        if not self.sought and SEARCH in texts:
            self.sought, self.sought_left = texts[SEARCH], True

    # Going there

    def visit(self, place: Place | None) -> None:
        """Show an entry; one of a thread that is not in the list is read out."""
        if place is None:
            return
        if not any(row.thread == place.thread for row in self.rows):
            work = partial(reading.read_aside, self.desk, place)
            self.job("aside", work, partial(self._read_out, place), holds=True)
            return
        self.leave_today()
        self.query_one("#filter", Input).value = ""
        self.moved, self.landing, self.going = True, place.entry, True
        self._show_rows(place.thread)
        self._read_thread()
        self.query_one(Conversation).focus()

    def _read_out(self, place: Place, told: str) -> None:
        self.app.push_screen(TextScreen(f"{place.thread}#{place.entry}", Content(inert(told))))

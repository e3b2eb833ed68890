"""The pages that open over the main screen, and where they lead back to. Each is imported when it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.desk import Desk
from assistant.record.index_rows import told_once
from assistant.record.inert import inert, inert_line
from assistant.services.kept_texts import Kept
from assistant.tui import reading
from assistant.tui.jobs import JobScreen
from assistant.tui.keeping import QUESTION, SEARCH
from assistant.tui.main.day_page import DayPage
from assistant.tui.main.reader import Arrival, Reader
from assistant.tui.places import Place
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.seeking import Seeker
from assistant.tui.undoing import Step
from assistant.tui.widgets.bars import about

if TYPE_CHECKING:
    from assistant.tui.screens.search_screen import SearchScreen
    from assistant.tui.talk import Talk


class Pages:
    """Search, questions, reports, rules, the tray, proposals, a thread's own words, and what could not be read."""

    def __init__(self, screen: JobScreen, desk: Desk, reader: Reader, day: DayPage, steps: list[Step]) -> None:
        """`steps`: those of the visit, to which pages add their own."""
        self.screen, self.desk, self.reader, self.day, self.steps = screen, desk, reader, day, steps
        self.seeker = Seeker(desk)
        self.sought = ""
        """The last query."""
        self._sought_left = False
        """That query is what a former run was at, and has not been looked at since."""
        self._asked_left = ""
        """A question that a former run left unasked, until the chat is opened."""
        self._talk: Talk | None = None

    def leave(self) -> None:
        self.seeker.leave()

    @property
    def talk(self) -> Talk:
        """What was asked and answered: it stays while the chat is closed."""
        if self._talk is None:
            from assistant.tui.talk import Talk  # noqa: PLC0415 - only for who asks

            self._talk = Talk(self.desk, self.seeker)
            self._talk.unasked = self._asked_left
        return self._talk

    # Opening them

    def search(self) -> None:
        from assistant.tui.screens.search_screen import SearchScreen  # noqa: PLC0415 - its widgets are not needed to start

        self._sought_left = False
        page = SearchScreen(self.desk, self.seeker, self.sought)
        self.screen.app.push_screen(page, partial(self._sought, page))

    def _sought(self, page: SearchScreen, place: Place | None) -> None:
        self.sought = page.asked
        self.visit(place)

    def chat(self) -> None:
        from assistant.tui.screens.chat_screen import ChatScreen  # noqa: PLC0415 - as above

        self.screen.app.push_screen(ChatScreen(self.talk, self.day.thread_meant), self.visit)

    def reports(self) -> None:
        from assistant.tui.screens.reports_screen import ReportsScreen  # noqa: PLC0415 - as above

        self.screen.app.push_screen(ReportsScreen(self.desk, self.day.thread_meant))

    def rules(self) -> None:
        from assistant.tui.screens.rules_screen import RulesScreen  # noqa: PLC0415 - as above

        self.screen.app.push_screen(RulesScreen(self.desk), self._back)

    def tray(self) -> None:
        from assistant.tui.screens.tray_screen import TrayScreen  # noqa: PLC0415 - as above

        self.screen.app.clear_notifications()  # the summary of an import has led here
        self.screen.app.push_screen(TrayScreen(self.desk, self.reader.rows, self.steps), self._back)

    def proposals(self) -> None:
        view = self.reader.thread_in_hand()
        if view is None:
            return
        from assistant.tui.screens.proposals_screen import ProposalsScreen  # noqa: PLC0415 - as above

        self.screen.app.clear_notifications()
        self.screen.app.push_screen(ProposalsScreen(self.desk, view, self.steps), self._back)

    def about(self) -> None:
        if view := self.reader.thread_in_hand():
            self.screen.app.push_screen(TextScreen(f"About {view.thread.id}", about(view)))

    def faults(self) -> None:
        faults = self.reader.listing.faults if self.reader.listing else ()
        told = (
            "\n\n".join(f"{inert_line(whose)}\n{inert(fault.text)}" for whose, fault in told_once(faults))
            or "Everything could be read and checked."
        )
        self.screen.app.push_screen(TextScreen("What could not be read or checked", told, fault=bool(faults)))

    def _back(self, changed: bool | None) -> None:
        if changed:
            self.reader.read_again()

    # Where they lead

    def visit(self, place: Place | None) -> None:
        """Show an entry; one of a thread that is not in the list is read out."""
        if place is None:
            return
        if not any(row.thread == place.thread for row in self.reader.rows):
            work = partial(reading.read_aside, self.desk, place)
            self.screen.job("aside", work, partial(self._read_out, place), holds=True)
            return
        self.day.leave()
        self.reader.go_to(Arrival(place.thread, place.entry or 0))
        self.reader.rooms.talk.focus()

    def _read_out(self, place: Place, told: str) -> None:
        self.screen.app.push_screen(TextScreen(f"{place.thread}#{place.entry}", Content(inert(told))))

    # What is typed in them

    def unlogged(self) -> Iterator[Kept]:
        if question := self._talk.unasked if self._talk else self._asked_left:
            yield Kept(QUESTION, "", {"text": question})
        if self._sought_left:
            yield Kept(SEARCH, "", {"text": self.sought})

    def take_back(self, left: Iterable[Kept]) -> None:
        texts = {kept.place: kept.texts.get("text", "") for kept in left}
        if self._talk is None:
            self._asked_left = texts.get(QUESTION, "")
        if not self.sought and SEARCH in texts:
            self.sought, self._sought_left = texts[SEARCH], True

"""Search as you type over the whole record; Enter goes to the entry.

What is found so far is shown while the words of a large record are still being read for the first time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.record.index_rows import Fault
from assistant.record.inert import inert_line
from assistant.search.following import Progress
from assistant.search.search import Found, Hit
from assistant.services.kept_texts import Kept
from assistant.tui import hits
from assistant.tui.jobs import JobDone
from assistant.tui.keeping import SEARCH
from assistant.tui.keys import key_named
from assistant.tui.messages import RowEntered
from assistant.tui.places import Place
from assistant.tui.screens.page_screen import PageScreen
from assistant.tui.seeking import Seeker
from assistant.tui.widgets.bars import TitleBar
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.line_input import LineInput
from assistant.tui.widgets.row_list import RowList

FIRST = 40
"""Hits shown at first, and more each time."""
KEYS = (
    Binding("enter", "go", "Go there", id="search.go", tooltip="Go to the entry", priority=True),
    Binding("down", "down", "Hits", id="search.down", show=False, tooltip="Into the hits"),
    Binding("ctrl+n", "more", "More", id="search.more", tooltip="Show more hits", priority=True),
    Binding("ctrl+r", "rank", "Best first", id="search.rank", tooltip="The best first, or the newest", priority=True),
    Binding("slash", "query", "Query", id="search.query", key_display="/", show=False, tooltip="Back to the query"),
    Binding("f1", "help", "Help", id="search.help", tooltip="These keys"),
    Binding("escape", "back", "Back", id="search.back", key_display="esc", tooltip="Back to where you were"),
)


class SearchScreen(PageScreen):
    """Gives the `Place` chosen, or None. The last query is there again."""

    KEYS = KEYS
    HELP = "Search"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(self, desk: Desk, seeker: Seeker, query: str = "") -> None:
        super().__init__(desk)
        self.seeker, self.asked = seeker, query
        self.hits: tuple[Hit, ...] = ()
        self.limit, self.ranked, self.reading = FIRST, False, "reading …"
        self.faults = 0

    def compose(self) -> ComposeResult:
        yield TitleBar(self.desk.settings.company.name, id="title")
        yield LineInput(self.asked, placeholder="search every entry of every thread", id="query", compact=True)
        yield Static("", id="told", markup=False)
        yield Static(hits.EMPTY, id="empty", markup=False)
        yield RowList(id="hits")
        yield KeyLine(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(self.desk.as_of, "search")
        line = self.query_one("#query", Input)
        line.focus()
        self._say(Found())
        self.job("catch-up", self._catch_up, self._caught_up, self._not_read)
        if self.asked:
            self._find()

    # Reading

    def _catch_up(self) -> tuple[Fault, ...]:
        worker = get_current_worker()
        return self.seeker.catch_up(self._progress_from_worker, lambda: worker.is_cancelled)

    def _progress_from_worker(self, progress: Progress) -> None:
        self.post_message(JobDone(partial(self._progress, progress)))

    def _progress(self, progress: Progress) -> None:
        self.reading = f"reading {progress.done:,} of {progress.total:,} threads …"
        self._find()

    def _caught_up(self, faults: tuple[Fault, ...]) -> None:
        self.reading, self.faults = "", sum(fault.fatal for fault in faults)
        self._find()

    def _not_read(self, error: AssistantError) -> None:
        self.reading = ""
        self.on_trouble(error)

    # Searching

    def unlogged(self) -> Iterator[Kept]:
        """What is looked for, while it is."""
        if self.asked.strip():
            yield Kept(SEARCH, "", {"text": self.asked})

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self.limit = FIRST
        self._find()

    def _find(self) -> None:
        self.asked = self.query_one("#query", Input).value
        self._ask(as_you_type=True)

    def _ask(self, *, as_you_type: bool) -> None:
        work = partial(self.seeker.find, self.asked, self.limit, ranked=self.ranked, as_you_type=as_you_type)
        self.job("find", work, self._show, self._wrong)

    def _wrong(self, error: AssistantError) -> None:
        """What cannot be understood is said where it is typed."""
        self.hits = ()
        self._say(Found(), f"⚠ {inert_line(' · '.join(str(error).splitlines()))}")

    def _show(self, found: Found) -> None:
        rows = self.query_one(RowList)
        at = rows.highlighted if found.hits[:1] == self.hits[:1] else 0
        if found.hits != self.hits or not self.hits:
            self.hits = found.hits
            today = self.desk.today()
            rows.show([hits.hit_row(hit, today) for hit in found.hits], at or 0)
        self._say(found)

    def _say(self, found: Found, wrong: str = "") -> None:
        asked = bool(self.asked.strip())
        self.query_one(RowList).display = asked  # laid out before there are hits, so that they are drawn once
        self.query_one("#empty").display = not asked
        more = key_named("search.more", KEYS)
        count = wrong or (hits.counted_hits(found, len(self.hits), more, ranked=self.ranked) if asked else "")
        faults = f"⚠ {self.faults} threads could not be read" if self.faults else ""
        told = "   ".join(filter(None, [count, self.reading, faults]))
        line = self.query_one("#told", Static)
        said = Content.assemble((told, "bold"), ("\n" if told else "", ""), (hits.hint_for(self.asked), "dim"))
        if line.content != said:  # to say the same again would have all laid out again
            line.update(said)

    # Keys

    def action_go(self) -> None:
        rows = self.query_one(RowList)
        if self.hits:
            hit = self.hits[rows.highlighted or 0]
            self.dismiss(Place(hit.thread, hit.n))
        elif self.asked.strip():
            self._ask(as_you_type=False)  # now what is wrong with its last word is said

    @on(RowEntered)
    def _entered(self) -> None:
        self.action_go()

    def action_down(self) -> None:
        if self.hits:
            self.query_one(RowList).focus()

    def action_query(self) -> None:
        self.query_one("#query", Input).focus()

    def action_more(self) -> None:
        self.limit += FIRST
        self._find()

    def action_rank(self) -> None:
        self.ranked = not self.ranked
        self._find()

    def action_back(self) -> None:
        self.dismiss(None)

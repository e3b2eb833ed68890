"""The record answers a question: the desk's side of `chat`, and what both doors and a model call.

It gives the pure rooms of `chat` what they may read, as of the desk's day, and nothing to write with. Call
`desk.refresh` before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs

from assistant.chat.answer import Answer
from assistant.chat.conversation import Conversation
from assistant.chat.record_view import Holding, Lying
from assistant.chat.respond import respond
from assistant.clocks.clock import Clock
from assistant.clocks.explain import Explanation
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import clocks
from assistant.clocks.upcoming import next_due
from assistant.clocks.wording import counted
from assistant.config import Settings
from assistant.desk import Desk
from assistant.record.index_rows import Summary
from assistant.record.openings import openings
from assistant.record.thread import Thread
from assistant.services.searching import Searcher
from assistant.services.under_way import proposals_in

if TYPE_CHECKING:
    from assistant.chat.context import Context
    from assistant.chat.with_model import Heard

FEW = 100
"""Threads up to which it is as quick to read them all as to look words up."""
LOOKED_THROUGH = 20
"""Threads, the latest, whose messages are looked through for proposals."""
ABOUT_DEBTS = frozenset({"asked", "promised", "open", "due", "next", "answered", "ball"})
"""Intents of questions that a request or commitment would answer."""
MOST_HITS = 40
"""Entries among which the threads are that hold the words of a question."""


class DeskView:
    """A desk, as `chat.record_view.RecordView` asks it. Without a searcher it reads the threads themselves."""

    def __init__(self, desk: Desk, searcher: Searcher | None = None) -> None:
        self.desk, self.searcher = desk, searcher
        self.settings: Settings = desk.settings
        self._summaries: tuple[Summary, ...] | None = None

    @property
    def today(self) -> date:
        return self.desk.today()

    def day(self, regulator: str) -> date:
        return self.desk.day(regulator)

    def summaries(self) -> Sequence[Summary]:
        if self._summaries is None:
            self._summaries = self.desk.summaries()
        return self._summaries

    def regulators(self) -> Sequence[str]:
        return tuple(dict.fromkeys([*self.settings.regulators, *self.desk.regulators()]))

    def thread(self, thread: str) -> Thread:
        return self.desk.thread(thread)

    def gaps(self, thread: Thread) -> tuple[Gap, ...]:
        return self.desk.gaps(thread, snoozed=True)

    def clocks(self, thread: Thread) -> tuple[Clock, ...]:
        with self.desk.lock:
            rules, day = self.desk.rules(thread.regulator), self.day(thread.regulator)
            return tuple(clocks(thread, rules, openings(thread), day))

    def explain(self, thread: Thread, entry: int) -> tuple[Explanation, ...]:
        return self.desk.explain(thread, entry)

    def next_due(self, regulators: Sequence[str]) -> Mapping[str, date]:
        found: dict[str, date] = {}
        with self.desk.lock:
            candidates = self.desk.record.lists.candidates
            for key in regulators or self.desk.regulators():
                found |= next_due(candidates, key, self.desk.rules(key), self.day(key))
        return found

    def tray(self) -> Sequence[Lying]:
        return [Lying(one.thread, one.subject, one.day) for one in self.desk.intake.tray()]

    def threads_holding(self, words: Iterable[str], regulators: Sequence[str]) -> Holding | None:
        if self.searcher is None or len(self.summaries()) <= FEW:
            return None
        terms = [f"{word.removesuffix('i')}*" for word in words]
        within = " OR ".join(f"regulator:{key}" for key in regulators)
        found = self.searcher.find(f"{' '.join(terms)} {within}", limit=MOST_HITS)
        if not found.hits and len(terms) > 1:
            found = self.searcher.find(f"{' OR '.join(terms)} {within}", limit=MOST_HITS, ranked=True)
        return Holding(tuple(dict.fromkeys(hit.thread for hit in found.hits)), len(found.hits) < MOST_HITS)


def answer(
    desk: Desk, question: str, conversation: Conversation | None = None, searcher: Searcher | None = None
) -> Answer:
    """The built-in answer, offline: computed facts and verbatim passages.

    A `conversation` keeps the subject from one question to the next. The `searcher`, which has caught up, finds the
    threads that hold a word in a large record.
    """
    return _with_proposals(desk, respond(question, DeskView(desk, searcher), conversation))


def _with_proposals(desk: Desk, found: Answer) -> Answer:
    """Where an answer about what is owed names nothing: how much of it nobody has confirmed yet.

    `No request is in the record` would be taken for `nobody asked`, the day after the first import.
    """
    if found.entries or found.intent not in ABOUT_DEBTS:
        return found
    open_ones = [summary.thread for summary in desk.summaries(limit=FEW) if summary.closed is None]
    count = sum(proposals_in(desk, open_ones[:LOOKED_THROUGH]).values())
    if not count:
        return found
    note = (
        f"{counted(count, 'proposal')} to confirm: `assistant proposals` shows what messages seem to ask and promise."
    )
    return structs.replace(found, notes=(*found.notes, note))


def answer_with_context(
    desk: Desk, question: str, conversation: Conversation | None = None, searcher: Searcher | None = None
) -> tuple[Answer, Context]:
    """The built-in answer, and what a model may be given for the same question."""
    from assistant.chat.context import context_of  # noqa: PLC0415 - only a model needs it

    view = DeskView(desk, searcher)
    found = _with_proposals(desk, respond(question, view, conversation))
    return found, context_of(question, view, found)


async def answer_by_model(
    desk: Desk,
    question: str,
    conversation: Conversation | None = None,
    searcher: Searcher | None = None,
    on_heard: Callable[[Heard], None] | None = None,
) -> Answer:
    """What the configured model says that stands, else the built-in answer; see `chat.with_model.answer_with_model`.

    The record is read on a thread, so that a screen that awaits this does not stall.
    """
    import asyncio  # noqa: PLC0415 - 30 ms that the built-in answer need not pay

    from assistant.chat.with_model import answer_with_model  # noqa: PLC0415 - only where a model is asked

    found, context = await asyncio.to_thread(answer_with_context, desk, question, conversation, searcher)
    return await answer_with_model(context, found, desk.settings, on_heard)


def shown_request(
    desk: Desk, question: str, conversation: Conversation | None = None, searcher: Searcher | None = None
) -> str:
    """The request that the configured model would be sent, in words for people; nothing is sent."""
    from assistant.chat.with_model import prepared, shown  # noqa: PLC0415 - the same

    _, context = answer_with_context(desk, question, conversation, searcher)
    return shown(prepared(context, desk.settings))

"""Questions and answers of a session, kept while the chat is closed; and how a question is put, in a worker.

No widget here. A question that is asked again is asked in the light of what was said before it, not after.
"""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec import Struct

from assistant.chat.answer import Answer
from assistant.chat.conversation import Conversation
from assistant.desk import Desk
from assistant.record.inert import inert_line
from assistant.services import answering
from assistant.tui.seeking import Seeker

if TYPE_CHECKING:
    from assistant.chat.with_model import Heard
    from assistant.services.searching import Searcher


class Exchange(Struct):
    """One question and what became of it."""

    question: str
    before: Conversation
    """The conversation as it was when it was asked."""
    answer: Answer | None = None
    heard: Heard | None = None
    """How far a model has come."""
    note: str = ""
    """Why there is no answer, or what else is to be said."""


class Talk:
    """The history of one session with one desk."""

    def __init__(self, desk: Desk, seeker: Seeker) -> None:
        self.desk, self.seeker = desk, seeker
        self.conversation = Conversation()
        self.exchanges: list[Exchange] = []
        self.built_in = False
        """A person wants the program's own answers, though a model is named."""
        self.unasked = ""
        """What stands in the line, not asked yet."""

    @property
    def answered_by(self) -> str:
        """Whose words the next answer will be."""
        model = self.desk.settings.model
        return "the program" if model is None or self.built_in else inert_line(f"{model.model} at {model.host}")

    @property
    def by_model(self) -> bool:
        return self.desk.settings.model is not None and not self.built_in

    def begin(self, question: str) -> Exchange:
        self.exchanges.append(Exchange(question, copy.copy(self.conversation)))
        return self.exchanges[-1]

    def again(self) -> Exchange | None:
        """The last question, to be answered anew."""
        if not self.exchanges:
            return None
        last = self.exchanges.pop()
        home = self.conversation.home
        self.conversation = copy.copy(last.before)
        self.conversation.home = home
        return self.begin(last.question)

    def clear(self) -> None:
        self.exchanges.clear()
        self.conversation = Conversation(self.conversation.home)

    # In a worker

    def answer(self, exchange: Exchange) -> Answer:
        """The program's own answer."""
        with ExitStack() as held:
            return answering.answer(self.desk, exchange.question, self.conversation, self._searcher(held))

    async def answer_by_model(self, exchange: Exchange, heard: Callable[[Heard], None]) -> Answer:
        """The model's, checked; to cancel the task closes the line."""
        with ExitStack() as held:
            searcher = await asyncio.to_thread(self._ready, held)
            return await answering.answer_by_model(
                self.desk, exchange.question, self.conversation, searcher, on_heard=heard
            )

    def request(self, question: str) -> str:
        """What a model would be sent; nothing is."""
        with ExitStack() as held:
            talk = copy.copy(self.conversation)
            return answering.shown_request(self.desk, question, talk, self._searcher(held))

    def _ready(self, held: ExitStack) -> Searcher | None:
        """The same, and what speaks with a model: to import it takes longer than a frame."""

        return self._searcher(held)

    def _searcher(self, held: ExitStack) -> Searcher | None:
        """What finds words in a large record, up to date; a small one is read whole."""
        self.desk.refresh()
        if self.desk.count() <= answering.FEW:
            return None
        searcher = held.enter_context(self.seeker.use())
        for _ in searcher.catch_up():
            pass
        return searcher

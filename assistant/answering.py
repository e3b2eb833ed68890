"""The record answers a question: the desk's side of `chat`, and what both doors and a model call.

It gives the pure rooms of `chat` what they may read, as of the desk's day, and nothing to write with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.chat.answer import Answer
from assistant.chat.conversation import Conversation
from assistant.chat.respond import respond
from assistant.clocks.clock import Clock
from assistant.clocks.explain import Explanation
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import clocks
from assistant.config import Settings
from assistant.desk import Desk
from assistant.record.index_rows import Summary
from assistant.record.openings import openings
from assistant.record.thread import Thread


class DeskLibrary:
    """A desk, as `chat.library.Library` asks it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
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
            return tuple(clocks(thread, self.desk.rules(thread.regulator), openings(thread), self.day(thread.regulator)))

    def explain(self, thread: Thread, entry: int) -> tuple[Explanation, ...]:
        return self.desk.explain(thread, entry)

    def tray(self) -> Sequence[Summary]:
        with self.desk.lock:
            return self.desk.record.lists.tray()

    def threads_holding(self, words: Iterable[str]) -> Sequence[str] | None:
        return None


def answer(desk: Desk, question: str, conversation: Conversation | None = None) -> Answer:
    """The built-in answer, offline: computed facts and verbatim passages; call `desk.refresh` first.

    A `conversation` keeps the subject from one question to the next.
    """
    return respond(question, DeskLibrary(desk), conversation)

"""The threads that one question has read: each once, however often the question is taken another way."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chat.record_view import Case, RecordView
from assistant.errors import AssistantError
from assistant.record.index_rows import Summary


class Reader:
    """Reads threads from the view and keeps them for as long as the question is being answered."""

    def __init__(self, view: RecordView) -> None:
        self.view = view
        self.unread: dict[str, None] = {}
        """Threads that are damaged: the others are answered from all the same, and the answer says so."""
        self.stands: dict[tuple[str, tuple[str, ...], tuple[str, ...]], bool] = {}
        """Whether a stem stands with these regulators, in these threads, as far as it has been looked up."""
        self._cases: dict[str, Case] = {}

    def case(self, thread: str) -> Case:
        """Raises `AssistantError` for one that cannot be read."""
        if thread not in self._cases:
            self._cases[thread] = Case(self.view.thread(thread), self.view)
        return self._cases[thread]

    def read(self, summaries: Iterable[Summary]) -> tuple[Case, ...]:
        """Those that can be read, in the same order."""
        found = []
        for summary in summaries:
            try:
                found.append(self.case(summary.thread))
            except AssistantError:
                self.unread[summary.thread] = None
        return tuple(found)

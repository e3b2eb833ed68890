"""What is being written, thread by thread: one composer, in which each thread finds its own text again.

A room beside the one that reads: what was typed outlives every reading, and nothing of it is in the record yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.desk import Desk
from assistant.record.store import regulator_of
from assistant.services.kept_texts import Kept
from assistant.tui.jobs import JobScreen
from assistant.tui.keeping import COMPOSER
from assistant.tui.widgets.composer import Composer


class WritingScreen(JobScreen):
    """A screen with a composer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.typed: dict[str, str] = {}
        """What stands in the composer of other threads, not yet logged."""
        self.writing_in: str | None = None
        """The thread that the composer's text is for."""

    def write_for(self, thread: str) -> None:
        """Let the composer be that of `thread`; what stood in it stays with the one before."""
        composer = self.query_one(Composer)
        composer.zone = self.desk.zone(regulator_of(thread))
        if self.writing_in != thread:
            if self.writing_in is not None:
                self.typed[self.writing_in] = composer.text
            if self.writing_in is not None or thread in self.typed:
                composer.load(self.typed.pop(thread, ""))
            self.writing_in = thread

    def unlogged(self) -> Iterator[Kept]:
        """What stands in composers."""
        texts = {**self.typed, self.writing_in or "": self.query_one(Composer).text}
        for thread, text in texts.items():
            if text.strip():
                yield Kept(COMPOSER, thread, {"text": text})

    def take_back(self, left: tuple[Kept, ...]) -> None:
        """Put what a former run left in composers where it stood, unless somebody writes there already."""
        composer = self.query_one(Composer)
        for kept in left:
            text = kept.texts.get("text", "")
            if kept.place == COMPOSER and kept.thread != self.writing_in:
                self.typed.setdefault(kept.thread, text)
            elif kept.place == COMPOSER and not composer.text.strip():
                composer.load(text)

"""Drafts under way: opened beside their thread, and kept for it while they are neither saved nor dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from assistant.desk import Desk
from assistant.services.kept_texts import Kept as KeptText
from assistant.tui.jobs import JobScreen
from assistant.tui.keeping import DRAFT
from assistant.tui.main.reader import Reader

if TYPE_CHECKING:
    from assistant.tui.draft_text import Kept
    from assistant.tui.talk import Talk


class Drafts:
    """One a thread."""

    def __init__(self, screen: JobScreen, desk: Desk, reader: Reader, talk: Callable[[], Talk]) -> None:
        """`talk` is for who asks a question while writing."""
        self.screen, self.desk, self.reader, self.talk = screen, desk, reader, talk
        self.kept: dict[str, Kept] = {}
        """Those that were not saved, by thread."""
        self._left: dict[str, Mapping[str, str]] = {}
        """The same of a former run, by thread, as `draft_text.typed` gives them."""

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The threads of those that were not saved on this visit."""
        return tuple(self.kept)

    @property
    def left(self) -> tuple[str, ...]:
        """The threads of those of this visit and of a former one."""
        return tuple({**self.kept, **self._left})

    def open(self, template: str | None = None) -> None:
        view = self.reader.thread_in_hand()
        if view is None:
            return
        from assistant.tui.screens.draft_screen import DraftScreen  # noqa: PLC0415 - templates are read only when one drafts

        thread = view.thread.id
        left = self._left.get(thread)
        screen = DraftScreen(self.desk, view, self.kept.get(thread), template, self.talk, left)
        self.screen.app.push_screen(screen, partial(self._closed, thread))

    def _closed(self, thread: str, kept: Kept | None) -> None:
        self.kept.pop(thread, None)
        self._left.pop(thread, None)
        if kept is not None:
            self.kept[thread] = kept
        self.reader.read_again()

    def unlogged(self) -> Iterator[KeptText]:
        drafts = {**self._left, **{thread: kept.typed for thread, kept in self.kept.items()}}
        yield from (KeptText(DRAFT, thread, texts) for thread, texts in drafts.items())

    def take_back(self, left: Iterable[KeptText]) -> None:
        self._left = {kept.thread: kept.texts for kept in left if kept.place == DRAFT}

"""Nothing typed is lost: the app looks twice a second at what stands unlogged on its screens, and keeps it on disk.

Screens say what that is (`unlogged`); a worker writes it. At the next start the main screen is given what was left.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Protocol, runtime_checkable

from msgspec import structs
from rich.console import RenderableType
from textual.css.query import NoMatches
from textual.screen import Screen

from assistant.errors import AssistantError
from assistant.services.kept_texts import Kept, KeptTexts
from assistant.tui.in_turn import KeysInTurn
from assistant.tui.timeline import View

EVERY = 0.5
"""Seconds between two looks."""
COMPOSER, DRAFT, QUESTION, SEARCH = "composer", "draft", "question", "search"
OFFERED = frozenset({COMPOSER, DRAFT, QUESTION, SEARCH})
"""Places whose texts the main screen is offered; every other one is the heading of a form."""


@runtime_checkable
class Typed(Protocol):
    """A screen on which something is typed."""

    def unlogged(self) -> Iterable[Kept]: ...


class KeepingApp(KeysInTurn):
    """`begin_keeping` once the main screen stands; `answers_left` is for forms."""

    def __init__(self, texts: KeptTexts) -> None:
        super().__init__()
        self.texts = texts
        self._seen: list[Kept] | None = None
        """What was last written, or is being written; None: keeping has not begun."""
        self._forms: dict[tuple[str, str], Kept] = {}
        """What a former run left of forms, by heading and thread, until they are opened again."""
        self._one_at_a_time = threading.Lock()
        self._keeping_fails = False

    def begin_keeping(self, offer: Callable[[tuple[Kept, ...]], None]) -> None:
        """Give `offer` what was left in places of its own, then keep what is typed."""
        self.run_worker(partial(self._take_over, offer), thread=True, group="keeping", exit_on_error=False)

    def _take_over(self, offer: Callable[[tuple[Kept, ...]], None]) -> None:
        try:
            with self._one_at_a_time:
                left = self.texts.take_over()
        except AssistantError as error:
            self.call_later(self._trouble, error)
            left = ()
        self.call_later(self._begin, left, offer)

    def _begin(self, left: tuple[Kept, ...], offer: Callable[[tuple[Kept, ...]], None]) -> None:
        self._forms = {(kept.place, kept.thread): kept for kept in left if kept.place not in OFFERED}
        offer(left)
        if left:
            self.notify(told_of(left), timeout=12, markup=False)
        self._seen = self._at_hand() or []
        self.set_interval(EVERY, self._look)

    def answers_left(self, heading: str) -> Mapping[str, str]:
        """What had been typed in the form of that heading, once."""
        kept = self._forms.pop((heading, self._thread_in_hand()), None)
        return kept.texts if kept else {}

    # Keeping

    def _unlogged(self) -> Iterator[Kept]:
        """What each place holds, as the topmost screen tells it."""
        found = dict(self._forms)
        for screen in self.screen_stack:
            for kept in screen.unlogged() if isinstance(screen, Typed) else ():
                thread = kept.thread or self._thread_in_hand()
                found[kept.place, thread] = structs.replace(kept, thread=thread)
        yield from (kept for kept in found.values() if kept.texts)

    def _thread_in_hand(self) -> str:
        """The thread that a form is about: that of the screen below it."""
        views = [view for screen in self.screen_stack if isinstance(view := getattr(screen, "view", None), View)]
        return views[-1].thread.id if views else ""

    def _at_hand(self) -> list[Kept] | None:
        """All that stands unlogged; None while a screen comes or goes: what it held is no less kept."""
        try:
            return list(self._unlogged())
        except NoMatches:
            return None

    def _look(self) -> None:
        now = self._at_hand()
        if now is not None and now != self._seen:
            self._seen = now
            self.run_worker(partial(self._keep, now), thread=True, group="keeping", exit_on_error=False)

    def _keep(self, texts: list[Kept]) -> None:
        try:
            with self._one_at_a_time:
                if texts is self._seen:  # else something newer is to be kept, and waits for this
                    self.texts.keep(texts)
        except AssistantError as error:
            self.call_later(self._trouble, error)
        else:
            self._keeping_fails = False

    def _trouble(self, error: AssistantError) -> None:
        """Say it once; what is typed still stands on the screen."""
        if not self._keeping_fails:
            self._keeping_fails = True
            self.notify(str(error), severity="warning", timeout=12, markup=False)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Keep what was typed in the last moment before the screens go."""
        if self._seen is not None and (now := self._at_hand()) is not None:
            with suppress(AssistantError), self._one_at_a_time:  # the program ends: there is nobody left to be told
                self.texts.keep(now)
        super().exit(result, return_code, message)


def told_of(left: tuple[Kept, ...]) -> str:
    """`A text from 18:04 was kept: pta-2020-001 (composer)`."""
    last = left[-1]
    where = f"{last.thread or 'a form'} ({last.place})" if last.thread else last.place
    if len(left) == 1:
        return f"A text from {_time(last.at)} was kept: {where}"
    return f"{len(left)} texts were kept, the last from {_time(last.at)}: {where}"


def _time(at: datetime | None) -> str:
    if at is None:
        return "before"
    here = at.astimezone()
    today = here.date() == datetime.now(here.tzinfo).date()
    return f"{here:%H:%M}" if today else f"{here:%Y-%m-%d %H:%M}"


def form_left(screen: Screen[object], heading: str) -> Mapping[str, str]:
    """See `KeepingApp.answers_left`."""
    app = screen.app
    return app.answers_left(heading) if isinstance(app, KeepingApp) else {}

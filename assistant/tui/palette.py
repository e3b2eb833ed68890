"""The command palette: every action of the screen in front, and “Go to thread …”. Titles are text, never markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from assistant.tui.lines import cut

SHOWN = 30
"""Threads that one search offers."""

Offer = tuple[str, str, Callable[[], None]]
"""What it is called, what it does, and the doing."""


class ActionProvider(Provider):
    """What the screen offers: a screen with `palette_offers` and `palette_threads` is asked."""

    async def discover(self) -> Hits:
        for name, does, run in self._offers():
            yield DiscoveryHit(Content(name), run, text=name, help=does)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, does, run in self._offers():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, Content(name), run, text=name, help=does)
        found = 0
        for title, thread, run in self._threads():
            name = f"Go to {title} ({thread})"
            if (score := matcher.match(name)) > 0:
                yield Hit(score, Content(cut(name, 120)), run, text=thread, help=thread)
                found += 1
                if found == SHOWN:
                    return

    def _offers(self) -> Iterator[Offer]:
        offers = getattr(self.screen, "palette_offers", None)
        yield from offers() if offers else ()

    def _threads(self) -> Iterator[Offer]:
        threads = getattr(self.screen, "palette_threads", None)
        yield from threads() if threads else ()

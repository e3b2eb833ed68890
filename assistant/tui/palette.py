"""The command palette: every action of the screen in front, and “Go to thread …”. Titles are text, never markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from assistant.tui.keys import bindings_of, keys_of
from assistant.tui.lines import cut

SHOWN = 30
"""Threads that one search offers."""

Offer = tuple[str, str, Callable[[], None]]
"""What it is called, what it does, and the doing."""


class ErrandProvider(Provider):
    """What the screen in front has besides its keys, if it has `errand_offers`."""

    async def discover(self) -> Hits:
        for name, does, run in self._offers():
            yield DiscoveryHit(Content(name), run, text=name, help=does)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, does, run in self._offers():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, Content(name), run, text=name, help=does)

    def _offers(self) -> Iterator[Offer]:
        offers = getattr(self.screen, "errand_offers", None)
        yield from offers() if offers else ()


class ActionProvider(ErrandProvider):
    """Every binding of the screen in front; one with `palette_offers` and `palette_threads` is asked what else."""

    async def search(self, query: str) -> Hits:
        async for hit in super().search(query):
            yield hit
        matcher = self.matcher(query)
        for title, thread, run in islice(self._threads(query), SHOWN):
            name = f"Go to {title} ({thread})"
            yield Hit(matcher.match(name) or 0.5, Content(cut(name, 120)), run, text=thread, help=thread)

    def _offers(self) -> Iterator[Offer]:
        offers = getattr(self.screen, "palette_offers", None)
        named: set[str] = set()
        for offer in (*self._actions(), *super()._offers(), *(offers() if offers else ())):
            if offer[0] not in named:
                named.add(offer[0])
                yield offer

    def _actions(self) -> Iterator[Offer]:
        for binding in bindings_of(type(self.screen)):
            if not binding.action.startswith("scroll_"):
                name = binding.tooltip or binding.description
                yield name, f"key {keys_of(binding)}", partial(self._run, binding.action)

    def _run(self, action: str) -> None:
        act = getattr(self.screen, "act", None)
        if act:
            act(action)
        else:
            self.screen.call_later(self.screen.run_action, action)

    def _threads(self, query: str) -> Iterator[Offer]:
        threads = getattr(self.screen, "palette_threads", None)
        yield from threads(query) if threads else ()

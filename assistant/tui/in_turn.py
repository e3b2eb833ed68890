"""Keys in turn: what is typed ahead waits until the keys before it have been done, and reaches what they opened.

Textual hands a key to whatever has the focus when it arrives. In a burst that is still the screen before: letters meant
for a composer or a draft that is just being opened would be lost, or would act there as commands. So a key is followed
by a marker that goes its way, through the widget that has it up to the app; the next key is given once the marker is
back, nothing that the key caused is on its way any more, and no job that leads to another screen is under way.
Letters for a text need not wait for each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Set
from time import monotonic
from weakref import WeakSet

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import Worker

HOLDS = "holds keys"
"""The name of workers that lead to another screen, or back from one; see `JobScreen.job`."""
MOVES = "holds keys but those that move on"
"""The name of workers that show what the cursor has come to: whoever goes on moving need not wait for it."""
PATIENCE = 10.0
"""Seconds after which what was typed ahead is dropped: the screen that it is meant for does not come."""
LOOK = 0.01
"""Seconds between two looks at a job that holds keys."""


class KeyDone(Message):
    """What came before it on its way has been handled."""

    def __init__(self, turn: int) -> None:
        self.turn = turn
        super().__init__()


class KeysInTurn(App[None]):
    """An app for those who type faster than screens open."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Key | Paste] = deque()
        self._since = 0.0
        """When the last of them was given, or the first began to wait; in seconds."""
        self._looking = False
        """A timer will look how long they have waited, and for what."""
        self._asked: Widget | None = None
        """Whence the last marker has been sent up, until it is back."""
        self._turn = 0
        """Of the last marker; older ones mean nothing any more."""
        self._calm: Screen[object] | None = None
        """The screen from which a marker has come back since it was opened, or since a job led to it."""
        self._text: Widget | None = None
        """The text that the last key was a letter for."""
        self._despaired: WeakSet[Worker[object]] = WeakSet()
        """Jobs that have taken too long to be waited for."""

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, Key | Paste) or event.is_forwarded or (not self._waiting and self._goes_on(event)):
            await super().on_event(event)
            return
        if not self._waiting:
            self._since = monotonic()
        self._waiting.append(event)
        await self._next()

    async def on_key_done(self, event: KeyDone) -> None:
        event.stop()
        if event.turn == self._turn:
            self._asked = None
            await self._next()

    async def _next(self) -> None:
        """Give the next key if its turn has come, else see to it that it is found out when it has."""
        if self._asked is None or not self._asked.is_attached:  # a widget that goes may take the marker with it
            self._asked = self._text = None
            if self._waiting:
                await self._give_or_ask()
        if self._waiting and not self._looking:
            self._looking = True
            self.set_timer(LOOK, self._look_again)

    async def _give_or_ask(self) -> None:
        screen = self.screen
        target = self.focused or screen
        if self._holding(screen, {HOLDS} if self._moves_on(screen) else {HOLDS, MOVES}):
            self._calm = None
        elif screen is not self._calm or screen.message_queue_size or target.message_queue_size:
            self._calm = screen
            self._mark(target)
        else:
            self._since = monotonic()
            await self._give(self._waiting.popleft(), target)

    async def _give(self, event: Key | Paste, target: Widget) -> None:
        await super().on_event(event)
        if isinstance(target, Input | TextArea) and _is_letter(event):
            self._text = target
            while self._waiting and self._goes_on(self._waiting[0]):
                await super().on_event(self._waiting.popleft())
        self._mark(target)

    def _goes_on(self, event: Key | Paste) -> bool:
        """It is one more letter for the text that the last one was for."""
        return self._text is not None and self._text is self.focused and _is_letter(event)

    def _mark(self, target: Widget) -> None:
        """Send a marker up from `target`."""
        self._turn += 1
        self._asked = target if target.post_message(KeyDone(self._turn)) else None

    def _moves_on(self, screen: Screen[object]) -> bool:
        """The next key is one that the focused widget knows itself: it moves about in it."""
        event = self._waiting[0]
        bound = screen.active_bindings.get(event.key) if isinstance(event, Key) else None
        return bound is not None and bound.node is self.focused

    def _holding(self, screen: Screen[object], names: Set[str]) -> list[Worker[object]]:
        """The jobs of these names under way on `screen`."""
        held = (worker for worker in self.workers if worker.name in names and worker.node is screen)
        return [worker for worker in held if not worker.is_finished and worker not in self._despaired]

    async def _look_again(self) -> None:
        self._looking = False
        if self._waiting and monotonic() > self._since + PATIENCE:
            self._waiting.clear()
            self._despaired.update(self._holding(self.screen, {HOLDS, MOVES}))
            self._asked = self._calm = None
            self.notify("What was typed ahead is dropped: nothing has opened", severity="warning", markup=False)
        else:
            await self._next()


def _is_letter(event: Key | Paste) -> bool:
    return isinstance(event, Paste) or event.is_printable

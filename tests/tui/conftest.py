"""Records to look at, and what stands on a screen: everything on a fixed day and by a fixed author."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from msgspec import structs
from textual import events
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from assistant import config
from assistant.demo import write_demo
from assistant.desk import Desk
from assistant.tui.app import AssistantApp
from assistant.tui.in_turn import KeysInTurn
from tests.arrivals import mbox
from tests.conftest import Copied

DAY = date(2020, 10, 18)
THREAD = "pta-2020-001"
WIDE, SMALL = (120, 40), (80, 24)
Front = TypeVar("Front", bound=Screen[Any])


@pytest.fixture(scope="session", autouse=True)
def styles_read_once() -> Iterator[None]:
    """Styles are read once a process for each theme; else each app reads them all, and anew at each change of theme.

    Rules are told apart by what they are without a call into Python: styling one widget asks that of each rule.
    """
    read, kept = Stylesheet._parse_rules, {}

    def rules(sheet: Stylesheet, *text: Any, **options: Any) -> list[RuleSet]:
        asked = (text, *options.items(), *sheet._variables.items())
        if asked not in kept:
            kept[asked] = read(sheet, *text, **options)
        return kept[asked]

    with pytest.MonkeyPatch.context() as styles:
        styles.setattr(Stylesheet, "_parse_rules", rules)
        styles.setattr(RuleSet, "__hash__", object.__hash__)
        yield


@pytest.fixture(scope="session", autouse=True)
def toasts_that_stay() -> Iterator[None]:
    """What is said stays up until it is looked at: five seconds are short on a machine that is busy."""
    with pytest.MonkeyPatch.context() as toast:
        toast.setattr(AssistantApp, "NOTIFICATION_TIMEOUT", 60)
        yield


def _desk_at(root: Path, day: date) -> Desk:
    settings = structs.replace(config.load(root / "assistant.toml", required=True), author="officer")
    return Desk(root, settings, day)


@pytest.fixture
def desk_on(tmp_path: Path, copied: Copied) -> Iterator[Callable[[date], Desk]]:
    """The demo record, as of a day."""
    root = tmp_path / "demo"
    opened: list[Desk] = []

    def open_desk(day: date) -> Desk:
        if not root.exists():
            copied("demo", write_demo, root)
        opened.append(_desk_at(root, day))
        return opened[-1]

    yield open_desk
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(desk_on: Callable[[date], Desk]) -> Desk:
    """The demo record as of 18 October 2020."""
    return desk_on(DAY)


@pytest.fixture
def morning(desk_on: Callable[[date], Desk], tmp_path: Path, copied: Copied) -> Desk:
    """The demo record with a morning's mail in it: one matter more, three exchanges in the tray."""

    def write(root: Path) -> None:
        write_demo(root)
        desk = _desk_at(root, DAY)
        report = desk.intake.import_mail([str(mbox(tmp_path / "inbox"))])
        desk.close()
        assert (report.new, report.unmatched) == (2, 3)

    copied("morning", write, tmp_path / "demo")
    return desk_on(DAY)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    settings = config.parse('author = "officer"\n[regulators.PTA]\nname = "Telecom"\ntimezone = "Asia/Karachi"\n')
    desk = Desk(tmp_path / "nothing", settings, DAY)
    yield desk
    desk.close()


@asynccontextmanager
async def running(
    desk: Desk,
    size: tuple[int, int] = WIDE,
    *,
    select: str | None = None,
    hint: bool = False,
    notifications: bool = False,
) -> AsyncIterator[tuple[AssistantApp, Pilot[None]]]:
    """The app on `desk`, once everything has been read."""
    app = AssistantApp(desk, hint=hint, select=select)
    async with app.run_test(size=size, notifications=notifications) as pilot:
        await settle(pilot)
        yield app, pilot


async def logged(pilot: Pilot[None], text: str) -> None:
    """Write `text` in the composer and log it."""
    await pilot.press("l")
    await typed(pilot, text)
    await pilot.press("ctrl+s")
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every key has been given, every worker has reported, and what it said is on the screen."""
    app: App[None] = pilot.app
    for _ in range(50):
        await pilot.pause()
        at_work = [worker for worker in app.workers if not worker.is_finished]
        if not at_work and not keys_under_way(app):
            break
        for worker in at_work:
            try:
                await asyncio.wait_for(worker.wait(), 30)
            except WorkerCancelled:  # a newer question made it void
                continue
    await pilot.pause()
    for _ in range(20):  # a process that is starved looks idle: what a frame leaves to the next is still to be drawn
        if not left_to_do(app):
            break
        await pilot._wait_for_screen()
        app.screen._on_timer_update()


def left_to_do(app: App[None]) -> bool:
    """A widget has a message to answer, or the screen something to lay out, to draw or to call once it is drawn."""
    screen = app.screen
    at_next_frame = (screen._layout_required, screen._repaint_required, screen._dirty_widgets, screen._callbacks)
    asked = (app, *screen.walk_children(with_self=True))
    return any(at_next_frame) or any(pump.message_queue_size or pump._next_callbacks for pump in asked)


def keys_under_way(app: App[None]) -> bool:
    """A key waits for its turn, or is being done."""
    return isinstance(app, KeysInTurn) and bool(app._waiting or (app._asked and app._asked.is_attached))


def in_front(app: App[None], kind: type[Front]) -> Front:
    """The screen in front, which is of that `kind`. Of `app.screen` mypy would believe that it stays of it."""
    screen = app.screen
    assert isinstance(screen, kind), screen
    return screen


def shown(app: App[None]) -> str:
    """The text on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def toasts(app: App[None]) -> str:
    """What the toasts say that are up, wherever their lines break."""
    return "\n".join(notification.message for notification in app._notifications)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Press the keys that write `text` one upon the other; `pilot.press` would wait for calm twice at each of them."""
    strike(pilot, *("enter" if letter == "\n" else letter for letter in text))
    await pilot.pause()


def strike(pilot: Pilot[None], *keys: str) -> None:
    """Press keys without waiting until any has been done, as hurried people do."""
    for key in keys:
        letter = key if len(key) == 1 else {"space": " ", "enter": "\r"}.get(key)
        _send(pilot, events.Key(_character_to_key(key) if len(key) == 1 else key, letter))


def click(pilot: Pilot[None], x: int, y: int) -> None:
    """The same with the mouse: as a terminal reports it, whatever stands there by then."""
    for kind in (events.MouseDown, events.MouseUp):
        _send(pilot, kind(None, x, y, 0, 0, 1, False, False, False, x, y))


def _send(pilot: Pilot[None], event: events.InputEvent) -> None:
    driver = pilot.app._driver
    assert driver is not None
    event.set_sender(pilot.app)
    driver.send_message(event)


def last_facts(desk: Desk, count: int = 1) -> list[object]:
    """What the last entries of the demo's thread say."""
    return [line.fact for line in desk.record.store.lines(THREAD)[-count:]]

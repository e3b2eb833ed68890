"""Records to look at, and what stands on a screen: everything on a fixed day and by a fixed author."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs
from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from assistant import config
from assistant.demo import write_demo
from assistant.desk import Desk
from tests.arrivals import mbox

DAY = date(2020, 10, 18)
THREAD = "pta-2020-001"


@pytest.fixture
def desk_on(tmp_path: Path) -> Iterator[Callable[[date], Desk]]:
    """The demo record, as of a day."""
    root = tmp_path / "demo"
    opened: list[Desk] = []

    def open_desk(day: date) -> Desk:
        if not root.exists():
            write_demo(root)
        settings = structs.replace(config.load(root / "assistant.toml", required=True), author="officer")
        opened.append(Desk(root, settings, day))
        return opened[-1]

    yield open_desk
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(desk_on: Callable[[date], Desk]) -> Desk:
    """The demo record as of 18 October 2020."""
    return desk_on(DAY)


@pytest.fixture
def morning(desk: Desk, tmp_path: Path) -> Desk:
    """The demo record with a morning's mail in it: one matter more, three exchanges in the tray."""
    report = desk.intake.import_mail([str(mbox(tmp_path / "inbox"))])
    assert (report.new, report.unmatched) == (2, 3)
    return desk


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    settings = config.parse('author = "officer"\n[regulators.PTA]\nname = "Telecom"\ntimezone = "Asia/Karachi"\n')
    desk = Desk(tmp_path / "nothing", settings, DAY)
    yield desk
    desk.close()


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every worker has reported and what it said is on the screen."""
    app: App[None] = pilot.app
    for _ in range(50):
        await pilot.pause()
        running = [worker for worker in app.workers if not worker.is_finished]
        if not running:
            break
        for worker in running:
            try:
                await asyncio.wait_for(worker.wait(), 30)
            except WorkerCancelled:  # a newer question made it void
                continue
    await pilot.pause()


def shown(app: App[None]) -> str:
    """The text on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def toasts(app: App[None]) -> str:
    """What the toasts say that are up, wherever their lines break."""
    return "\n".join(notification.message for notification in app._notifications)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Press the keys that write `text`."""
    names = {
        " ": "space",
        "\n": "enter",
        "/": "slash",
        "#": "number_sign",
        ":": "colon",
        "-": "minus",
        ".": "full_stop",
    }
    names |= {"_": "underscore"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


def last_facts(desk: Desk, count: int = 1) -> list[object]:
    """What the last entries of the demo's thread say."""
    return [line.fact for line in desk.record.store.lines(THREAD)[-count:]]

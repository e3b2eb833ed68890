"""A long thread in the UI beside a short one, in processor time: laying it out and drawing it; opening it; reading it.

What is read grows with the thread, in a worker; what the screen's own thread does for it must not, nor what a person
waits for, who sees the newest messages first.
"""

from __future__ import annotations

import asyncio
import gc
import time
from datetime import date, timedelta
from pathlib import Path

from textual.pilot import Pilot

from assistant import config
from assistant.desk import Desk
from assistant.record.entry import NewEntry
from assistant.record.kinds import Message
from assistant.tui import reading
from assistant.tui.app import AssistantApp
from assistant.tui.widgets.conversation import Conversation
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import Result, Row, Sample

SETTINGS = 'author = "officer"\n[regulators.PTA]\nname = "Telecom Authority"\n'
BEGAN = date(2021, 1, 1)
A_DAY = 4
"""Messages, in both: the same number of items is laid out of either."""
TEXT = "The licence of this market was the subject of annex 4, and will be so again. " * 30
READ, DRAWN, OPENED = "thread read", "thread laid out and drawn", "thread opened at its newest messages"
DONE = {DRAWN: "≤ 1.5", OPENED: "≤ 1.5", READ: ""}
"""What is measured, and its bound: nobody waits for the whole to be read."""
BATCH = 500
"""Entries that are appended at a time."""


def measure(work: Path, lengths: tuple[int, int], rounds: int) -> list[Result]:
    """`lengths`: messages of the short thread and of the long one."""
    desk = Desk(work / "record", config.parse(SETTINGS), AS_OF)
    try:
        threads = {f"{length:,} messages": _thread(desk, length) for length in lengths}
        other = desk.open_thread("PTA", "Another matter", day=AS_OF)
        desk.refresh()
        taken = asyncio.run(_taken(desk, threads, other, rounds))
    finally:
        desk.close()
    short, long = threads
    return [Row(f"UI, {what}, {long}", taken[what][long], taken[what][short], target) for what, target in DONE.items()]


def _thread(desk: Desk, length: int) -> str:
    thread = desk.open_thread("PTA", f"A matter of {length} messages", day=BEGAN)
    days = [(AS_OF - timedelta(days=(length - n) // A_DAY)).isoformat() for n in range(length)]
    entries = [NewEntry(_message(n, day), "") for n, day in enumerate(days)]
    for at in range(0, length, BATCH):
        desk.append(thread, entries[at : at + BATCH])
    return thread


def _message(n: int, day: str) -> Message:
    if n % 2:
        return Message("out", "email", f"Our answer {n}", f"{n}: {TEXT}", sent=day)
    return Message("in", "email", f"Their letter {n}", f"{n}: {TEXT}", received=day)


async def _taken(desk: Desk, threads: dict[str, str], other: str, rounds: int) -> dict[str, dict[str, Sample]]:
    """By what was done, then by thread; before each, `other` is shown, an empty one."""
    taken: dict[str, dict[str, list[float]]] = {what: {name: [] for name in threads} for what in DONE}
    seen = reading.seen_of(desk)
    app = AssistantApp(desk, select=other)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for turn in range(2 * rounds):
            for name in sorted(threads, reverse=bool(turn % 2)):
                start = time.process_time()
                view = reading.view_to_read(desk, seen, threads[name])
                taken[READ][name].append(time.process_time() - start)
                start = time.process_time()
                app.main.reader.list_threads(threads[name])
                app.main.reader._show_view(threads[name], view)
                await pilot.pause()
                taken[DRAWN][name].append(time.process_time() - start)
                del view
                await _come_to(app, pilot, other)
                start = time.process_time()
                await _seen(app, threads[name])
                taken[OPENED][name].append(time.process_time() - start)
                await _come_to(app, pilot, other)
    return {what: {name: Sample(name, tuple(values)) for name, values in each.items()} for what, each in taken.items()}


async def _come_to(app: AssistantApp, pilot: Pilot[None], thread: str) -> None:
    """Show `thread`, read to its end, and leave nothing of another to be cleared away."""
    await _seen(app, thread)
    await app.workers.wait_for_complete()
    await pilot.pause()
    gc.collect()


async def _seen(app: AssistantApp, thread: str) -> None:
    """Go to `thread` and wait until some of it is on the screen: of a long one, its newest messages."""
    app.main.reader.list_threads(thread)
    app.main.reader.read()
    talk = app.main.query_one(Conversation)
    while True:
        if talk.view is not None and talk.view.thread.id == thread:
            break
        await asyncio.sleep(0.001)
    painted = asyncio.Event()
    app.main.call_after_refresh(painted.set)
    await painted.wait()

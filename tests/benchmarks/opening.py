"""A long thread in the UI beside a short one, in processor time: reading it, then laying it out and drawing it.

What is read grows with the thread, in a worker; what the screen's own thread does for it must not.
"""

from __future__ import annotations

import asyncio
import time
from datetime import date, timedelta
from pathlib import Path

from assistant import config
from assistant.desk import Desk
from assistant.record.entry import NewEntry
from assistant.record.kinds import Message
from assistant.tui import reading
from assistant.tui.app import AssistantApp
from assistant.tui.timeline import View
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.time_strip import TimeStrip
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import Result, Row, Sample

SETTINGS = 'author = "officer"\n[regulators.PTA]\nname = "Telecom Authority"\n'
BEGAN = date(2021, 1, 1)
SPAN = (AS_OF - BEGAN).days
TEXT = "The licence of this market was the subject of annex 4, and will be so again. " * 30
BATCH = 500
"""Entries that are appended at a time."""


def measure(work: Path, lengths: tuple[int, int], rounds: int) -> list[Result]:
    """`lengths`: messages of the short thread and of the long one."""
    desk = Desk(work / "record", config.parse(SETTINGS), AS_OF)
    try:
        threads = {f"{length:,} messages": _thread(desk, length) for length in lengths}
        read, shown = asyncio.run(_taken(desk, threads, rounds))
    finally:
        desk.close()
    short, long = threads
    return [
        Row(f"UI, thread laid out and drawn, {long}", shown[long], shown[short], "≤ 1.5"),
        Row(f"UI, thread read, {long}", read[long], read[short]),
    ]


def _thread(desk: Desk, length: int) -> str:
    thread = desk.open_thread("PTA", f"A matter of {length} messages", day=BEGAN)
    entries = [
        NewEntry(_message(n, (BEGAN + timedelta(days=n * SPAN // length)).isoformat()), "") for n in range(length)
    ]
    for at in range(0, length, BATCH):
        desk.append(thread, entries[at : at + BATCH])
    return thread


def _message(n: int, day: str) -> Message:
    if n % 2:
        return Message("out", "email", f"Our answer {n}", f"{n}: {TEXT}", sent=day)
    return Message("in", "email", f"Their letter {n}", f"{n}: {TEXT}", received=day)


async def _taken(desk: Desk, threads: dict[str, str], rounds: int) -> tuple[dict[str, Sample], dict[str, Sample]]:
    read: dict[str, list[float]] = {name: [] for name in threads}
    shown: dict[str, list[float]] = {name: [] for name in threads}
    seen = reading.seen_of(desk)
    app = AssistantApp(desk, select=next(iter(threads.values())))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for turn in range(2 * rounds):
            for name in sorted(threads, reverse=bool(turn % 2)):
                start = time.process_time()
                view = reading.view_to_read(desk, seen, threads[name])
                read[name].append(time.process_time() - start)
                start = time.process_time()
                _show(app, view)
                await pilot.pause()
                shown[name].append(time.process_time() - start)
    samples = [{name: Sample(name, tuple(values)) for name, values in taken.items()} for taken in (read, shown)]
    return samples[0], samples[1]


def _show(app: AssistantApp, view: View) -> None:
    """As the main screen does once a thread has been read."""
    talk = app.main.query_one(Conversation)
    talk.show(view)
    app.main.query_one(TimeStrip).show(view.picture, talk.entry)

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
from tests.benchmarks.generate import AS_OF
from tests.benchmarks.measure import Result, Row, Sample

SETTINGS = 'author = "officer"\n[regulators.PTA]\nname = "Telecom Authority"\n'
BEGAN = date(2021, 1, 1)
A_DAY = 4
"""Messages, in both: the same number of items is laid out of either."""
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
    days = [(AS_OF - timedelta(days=(length - n) // A_DAY)).isoformat() for n in range(length)]
    entries = [NewEntry(_message(n, day), "") for n, day in enumerate(days)]
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
                app.main._show_rows(threads[name])
                app.main._show_view(threads[name], view)
                await pilot.pause()
                shown[name].append(time.process_time() - start)
    samples = [{name: Sample(name, tuple(values)) for name, values in taken.items()} for taken in (read, shown)]
    return samples[0], samples[1]

"""A terminal is closed, a program killed, a disk full, a lock held: what was typed stays, and the screen goes on."""

from __future__ import annotations

import os
import pty
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest

from assistant.desk import Desk
from assistant.record.files import FileStore
from assistant.record.locking import locked
from assistant.services.kept_texts import Kept, KeptTexts
from assistant.tui.app import AssistantApp
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.widgets.composer import Composer
from tests.tui.conftest import THREAD, settle, shown, toasts, typed

CLOSED = 0
"""No signal: the terminal is gone, as when a connection breaks of which nobody tells."""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGKILL, -9), (CLOSED, 129)])
def test_a_program_that_is_ended_from_outside_has_kept_what_was_typed(desk: Desk, number: int, code: int) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "assistant", "--record", str(desk.root)]
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    try:
        drawn(ours, b"They owe")
        os.write(ours, b"l")
        drawn(ours, b"logs it")
        os.write(ours, b"half a thought")
        for _ in range(100):
            time.sleep(0.1)
            drawn(ours, b"")
            if "half a thought" in kept(desk):
                break
        if number == CLOSED:
            os.close(ours)
        process.send_signal(number)
        assert process.wait(20) == code
    finally:
        process.kill()
        process.wait()
        with suppress(OSError):
            os.close(ours)
    assert kept(desk) == ["half a thought"]
    assert [one.texts["text"] for one in KeptTexts(desk.root).take_over()] == ["half a thought"]


def drawn(terminal: int, sign: bytes) -> bytes:
    """What is sent until the screen shows `sign`; of nothing, what there is."""
    seen, end = b"", time.monotonic() + 30
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.1 if sign else 0)
        if ready:
            seen += os.read(terminal, 65536)
        if sign in seen and (sign or not ready):
            return seen
    raise AssertionError(seen[-2000:])


def kept(desk: Desk) -> list[str]:
    found = KeptTexts(desk.root).all_runs.rglob("*.json")
    return [msgspec.json.decode(file.read_bytes(), type=Kept).texts["text"] for file in found]


@contextmanager
def full_disk(at: Path) -> Iterator[None]:
    """No file may grow beyond the size of that one: the system refuses as it does when a disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at.stat().st_size + 10, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, was)


async def test_a_full_disk_a_held_lock_and_a_defect_are_said_and_the_screen_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (journal,) = desk.root.glob(f"record/*/{THREAD}.jsonl")
    monkeypatch.setattr(FileStore.locked, "__defaults__", (0.2,))
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "a note")
        with full_disk(journal):
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert app.main.query_one(Composer).text == "a note"
        assert app.main.query_one(Composer).has_class("-wrong")
        with locked(desk.record.store._lock(THREAD), 0):
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert app.main.query_one(Composer).text == "a note"
        assert "another process has been writing" in shown(app)
        with monkeypatch.context() as broken:
            broken.setattr(type(desk), "proposals", lambda *_: 1 // 0)
            await pilot.press("escape", "P")
            await settle(pilot)
        assert "a fault in the program: ZeroDivisionError" in toasts(app)
        for size in ((20, 5), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        await pilot.press("escape", "l", "ctrl+s")
        await settle(pilot)
        assert app.main.query_one(Composer).text == ""
    assert desk.verify().ok


async def test_a_form_is_left_once_however_often_escape_is_pressed(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("N")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        await pilot.press("f1")
        await settle(pilot)
        for _ in range(3):  # with its help over it
            form.action_cancel()
        await settle(pilot)
        assert app.screen is app.main

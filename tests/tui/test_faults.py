"""What goes wrong is said, what was typed stays, and the screen goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.paths import RecordPaths
from assistant.record import locking
from assistant.record.heartbeat import LastCheck, note_check
from assistant.record.kinds import Note
from assistant.tui.app import AssistantApp
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.composer import Composer
from tests.tui.conftest import DAY, THREAD, last_facts, settle, shown, toasts, typed


def file_of(desk: Desk, thread: str = THREAD) -> Path:
    return next(desk.root.glob(f"record/*/{thread}.jsonl"))


def damage(path: Path) -> None:
    """Change one word in the middle, as a careless editor would."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    entry = json.loads(lines[1])
    entry["by"] = "somebody else"
    lines[1] = json.dumps(entry) + "\n"
    path.write_text("".join(lines), encoding="utf-8")


async def test_a_damaged_thread_is_named_and_the_others_stay_usable(desk: Desk) -> None:
    other = desk.open_thread("PTA", "A sound matter", day=date(2020, 10, 1))
    desk.refresh()
    damage(file_of(desk))
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert other in [row.thread for row in app.screen.reader.rows]
        assert "1 unread (w)" in shown(app)
        await pilot.press("w")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "pta-2020-001" in shown(app)
        assert "hash does not match" in app.screen.text.plain


async def test_a_check_that_has_stopped_running_alone_is_said(desk: Desk) -> None:
    note_check(RecordPaths(desk.root).last_check, LastCheck(datetime.now(UTC) - timedelta(days=9, hours=1)))
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "no unattended check for 9 d" in shown(app)


async def test_a_thread_that_is_damaged_while_it_is_open_says_so_in_its_place(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "a note")
        damage(file_of(desk))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen.query_one(Composer).text == "a note"
        assert "hash does not match" in shown(app)


async def test_a_disk_that_cannot_be_written_keeps_the_text(desk: Desk) -> None:
    file = file_of(desk)
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        aside = file.with_suffix(".aside")
        file.rename(aside)
        file.mkdir()  # whoever appends now fails, root as well
        await pilot.press("l")
        await typed(pilot, "a note")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen.query_one(Composer).text == "a note"
        file.rmdir()
        aside.rename(file)
        app.main.reader.look()  # the thread may have been found unreadable meanwhile
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen.query_one(Composer).text == ""
        assert "a note" in shown(app)


HOLDER = """
import sys
from pathlib import Path
from assistant.record.files import FileStore
with FileStore(Path(sys.argv[1])).locked(sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holding(root: Path) -> Iterator[Callable[[], None]]:
    """Another process holds the thread's lock until what is given here is called."""
    command = [sys.executable, "-c", HOLDER, str(root), THREAD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield holder.stdin.close


async def test_a_write_that_waits_for_another_process_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "SLOW", 0.05)
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        with holding(desk.root) as letting_go:
            await pilot.press("l")
            await typed(pilot, "a note")
            await pilot.press("ctrl+s")
            while "another process is writing" not in shown(app):
                await pilot.pause(0.02)
            assert f"{THREAD}: another process is writing; it is waited for" in toasts(app)
            assert not any(isinstance(fact, Note) and fact.text == "a note" for fact in last_facts(desk))
            letting_go()
        await settle(pilot)
        assert last_facts(desk) == [Note("a note", DAY.isoformat())]


async def test_nothing_to_draft_is_said_on_the_thread(empty: Desk) -> None:
    empty.open_thread("PTA", "A quiet matter", day=date(2020, 10, 1))
    app = AssistantApp(empty)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert "nothing to follow up" in shown(app)


async def test_keys_on_an_empty_record_do_no_harm(empty: Desk) -> None:
    app = AssistantApp(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in "ldnextcosupyCw":
            await pilot.press(key)
            await settle(pilot)
            if not isinstance(app.screen, MainScreen):
                await pilot.press("escape")
        await pilot.press("j", "k", "g", "G", "enter", "pagedown")
        assert isinstance(app.screen, MainScreen)
        assert "fault" not in toasts(app)

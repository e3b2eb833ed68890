"""Bringing mail in from the screen: watched, stopped, summed up; and two threads that turn out to be one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from assistant.desk import Desk
from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.importing import FIRST_BATCH, ImportReport
from assistant.tui import orders as c
from assistant.tui.app import AssistantApp
from assistant.tui.importing import ImportWatch
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.text_screen import TextScreen
from tests.arrivals import FROM_REGULATOR, MORNING, REGULATOR, mail, mbox
from tests.tui.conftest import THREAD, settle, shown, toasts, typed

MATTER = "pta-2020-002"


def title(screen: MainScreen) -> str:
    return str(screen.query_one("#title", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_summary_counts_and_leads_on(desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await settle(pilot)
        await typed(pilot, str(mbox(tmp_path / "inbox")))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert toasts(app).splitlines() == [
            "2 new in 1 new thread, 0 known already",
            "3 in the tray: press T",
            f"5 proposals in 1 thread: press P in {MATTER}",
        ]
        assert "3 in the tray: T" in shown(app).splitlines()[0]


async def test_of_an_archive_it_names_the_latest_that_wait_and_says_how_to_close_what_is_over(
    desk: Desk, tmp_path: Path
) -> None:
    old = [
        mail(
            REGULATOR, f"Matter {n}", "Please send the list.", f"old{n}@pta.example", f"{n + 1} Oct 2015 11:00:00 +0500"
        )
        for n in range(25)
    ]
    last = mail(REGULATOR, "Matter", "Who decides?", "new@pta.example", "15 Oct 2020 11:00:00 +0500")
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        app.screen.give(c.ImportMail(str(mbox(tmp_path / "old", [*old, last]))))
        await settle(pilot)
        *_, proposed, over = toasts(app).splitlines()
        assert proposed.startswith("at least 20 proposals in 20 threads: press P in pta-2020-002, pta-2015-025")
        assert over == "in 25 threads nobody wrote for a year: `assistant close --quiet-since 2019-10-19` closes them"


async def test_once_more_adds_nothing_and_then_there_is_nothing_to_stop(morning: Desk, tmp_path: Path) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        app.screen.give(c.ImportMail(str(mbox(tmp_path / "again", reversed(MORNING)))))
        await settle(pilot)
        assert toasts(app) == "0 new, 5 known already"
        await pilot.press("S")
        await settle(pilot)
        assert "No import is under way" in toasts(app)


async def test_problems_are_named_to_be_read_and_do_not_stop_the_rest(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    mbox(folder / "inbox", [FROM_REGULATOR])
    (folder / "[EXT] [x].eml").write_bytes(b"\x00\x01 no mail")
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        app.screen.give(c.ImportMail(str(folder)))
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "1 new in 1 new thread" in shown(app)
        assert "[EXT] [x].eml: " in app.screen.text.plain  # on the screen a long path may break the name
    assert desk.thread(MATTER).title == "Reports in September"


async def test_it_is_stopped_after_a_batch_and_goes_on_when_it_is_begun_again(desk: Desk, tmp_path: Path) -> None:
    more = [
        mail(REGULATOR, "Re: Reports", f"Note {n}.", f"n{n}@pta.example", "Fri, 16 Oct 2020 10:00:00 +0500",
             References="<a1@pta.example>")
        for n in range(FIRST_BATCH)
    ]  # fmt: skip
    inbox = mbox(tmp_path / "inbox", [FROM_REGULATOR, *more])
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, MainScreen)
        screen.give(c.ImportMail(str(inbox)))
        assert "importing" in title(screen)
        screen.give(c.ImportMail(str(inbox)))
        assert "under way" in str(screen.query_one("#meaning", Static).content)
        screen.give(c.StopImport())
        assert "stopping" in title(screen)
        await settle(pilot)
        assert "Stopped; import it again to go on" in toasts(app)
        assert "importing" not in title(screen)
        assert len(desk.thread(MATTER).messages) == FIRST_BATCH
        screen.give(c.ImportMail(str(inbox)))
        await settle(pilot)
        assert len(desk.thread(MATTER).messages) == FIRST_BATCH + 1


async def test_leaving_waits_until_what_was_read_is_filed(desk: Desk, tmp_path: Path) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        app.screen.give(c.ImportMail(str(mbox(tmp_path / "inbox"))))
        await pilot.press("q")
        await settle(pilot)
        assert app.return_code == 0
    assert desk.thread(MATTER).title == "Reports in September"


def test_the_line_tells_count_rate_problems_and_the_key() -> None:
    now, told = [0.0], list[str]()
    watch = ImportWatch(told.append, clock=lambda: now[0])
    now[0] = 2.0
    report = ImportReport(3000, 2500, 100, 400, 20, 1, 0, (ImportProblem("x", "", "unreadable"),))
    assert watch(report)
    assert told == ["importing · S stops · 3,000 read · 2,500 new · 1 problem · 1,500/s"]
    watch.stop = True
    assert not watch(report)


SCREEN = """
import io, sys
from multiprocessing import resource_tracker
from assistant.tui.importing import let_helpers_start
class Kept(io.StringIO):
    def fileno(self):
        return -1
sys.stderr = Kept()
let_helpers_start()
resource_tracker.ensure_running()
assert isinstance(sys.stderr, Kept)
"""
"""A process whose standard error the screen has taken, as Textual does."""


def test_helpers_of_a_long_import_start_although_the_screen_keeps_standard_error() -> None:
    run = subprocess.run([sys.executable, "-c", SCREEN], capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr


# Mergers


async def test_two_threads_are_merged_and_parted_and_what_is_refused_keeps_the_text(morning: Desk) -> None:
    app = AssistantApp(morning, select=THREAD)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, f"/merge {MATTER} the same order")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert toasts(app) == f"{MATTER} is now part of {THREAD} · u undoes it"
        assert f"{THREAD} + {MATTER}" in str(app.screen.query_one("#bar", Static).content)
        assert [row.thread for row in app.screen.reader.rows] == [THREAD]  # type: ignore[attr-defined]
        await typed(pilot, f"/part {MATTER}")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert {row.thread for row in app.screen.reader.rows} == {THREAD, MATTER}  # type: ignore[attr-defined]
        await typed(pilot, f"/merge {THREAD} no reason")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "cannot be merged with itself" in shown(app)
        assert f"/merge {THREAD} no reason" in shown(app)

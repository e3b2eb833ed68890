"""The tray on the screen: read, filed, set aside, taken back; and never obeyed."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.mail.tray import Letterhead, Waiting
from assistant.record.kinds import Party
from assistant.tui.app import AssistantApp
from assistant.tui.filing import facts, meant
from assistant.tui.rows import ThreadRow
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.tray_screen import TrayScreen
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.row_list import RowList
from tests.arrivals import mail, mbox
from tests.tui.conftest import THREAD, settle, shown, strike, toasts, typed
from tests.tui.test_hostile_text import BAD, harmless

SIZES = [(80, 24), (120, 40)]
PRESS, COUNSEL, LOOKALIKE = "tray-2020-001", "tray-2020-002", "tray-2020-003"


def waiting(desk: Desk) -> list[str]:
    return [one.thread for one in desk.intake.tray()]


def title(app: AssistantApp) -> str:
    return str(app.screen.query_one("#title", Static).content)


@pytest.mark.parametrize("size", SIZES)
async def test_the_title_bar_counts_what_waits_and_a_key_leads_there(morning: Desk, size: tuple[int, int]) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "3 in the tray: T" in shown(app)
        assert "as of 18 October 2020" in shown(app)
        await pilot.press("T")
        await settle(pilot)
        text = shown(app)
        assert isinstance(app.screen, TrayScreen)
        assert "3 exchanges of no regulator" in text
        assert "Press Desk <desk@news.example>" in text
        assert "Could you comment on the blocking" in text
        assert f"1 → {THREAD}: the same subject" in text


async def test_an_empty_tray_is_not_counted_and_says_what_it_is_for(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "in the tray" not in shown(app)
        await pilot.press("T")
        await settle(pilot)
        assert "The tray is empty" in shown(app)
        assert "until you say whose it is" in shown(app)
        await pilot.press("f", "o", "a", "u", "n", "enter", "escape")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_files_it_in_the_suggested_thread_and_one_takes_it_back(
    morning: Desk, size: tuple[int, int]
) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        assert waiting(morning) == [COUNSEL, LOOKALIKE]
        assert toasts(app) == f"{PRESS} was filed in {THREAD} · u takes it back"
        assert app.screen.query_one(RowList).highlighted == 0
        await pilot.press("u")
        await settle(pilot)
        assert waiting(morning) == [PRESS, COUNSEL, LOOKALIKE]


async def test_back_on_the_threads_the_filed_mail_is_there_and_the_count_is_less(morning: Desk) -> None:
    app = AssistantApp(morning, select=THREAD)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        await pilot.press("f", "escape")
        await settle(pilot)
        assert "2 in the tray: T" in title(app)
        assert f"{THREAD} + {PRESS}" in shown(app)


async def test_who_leaves_while_it_is_being_filed_misses_nothing(
    morning: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, file = threading.Event(), morning.intake.file

    def slow(tray: str, *, thread: str | None = None, regulator: str | None = None) -> str:
        assert go_on.wait(20)
        return file(tray, thread=thread, regulator=regulator)

    monkeypatch.setattr(morning.intake, "file", slow)
    app = AssistantApp(morning, select=THREAD)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        strike(pilot, "f", "escape")
        await pilot.pause(0.2)
        go_on.set()
        await settle(pilot)
        assert app.screen is app.main
        assert "2 in the tray: T" in title(app)
        assert [step.thread for step in app.main.clerk.steps] == [THREAD]


async def test_without_a_suggestion_the_key_files_nothing_and_names_the_other(morning: Desk) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        await pilot.press("j", "f", "2")
        await settle(pilot)
        assert waiting(morning) == [PRESS, COUNSEL, LOOKALIKE]
        assert "o files it anywhere" in toasts(app)


async def test_words_of_a_title_name_the_thread_to_file_in(morning: Desk) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        await pilot.press("j", "o")
        await settle(pilot)
        await typed(pilot, "nonsense")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "no thread has the words" in shown(app)
        await pilot.press(*["backspace"] * 8)
        await typed(pilot, "reports sept")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, TrayScreen)
        assert waiting(morning) == [PRESS, LOOKALIKE]
        assert morning.thread("pta-2020-002").absorbed == (COUNSEL,)


async def test_a_regulator_begins_a_thread_and_undo_closes_what_is_left_empty(morning: Desk) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        await pilot.press("tab", "enter", "down", "enter", "ctrl+s")
        await settle(pilot)
        assert morning.thread("pta-2020-003").absorbed == (PRESS,)
        await pilot.press("u")
        await settle(pilot)
        assert waiting(morning) == [PRESS, COUNSEL, LOOKALIKE]
        assert morning.latest("pta-2020-003").closed


async def test_setting_aside_asks_why(morning: Desk) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        await pilot.press("n", "a")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert waiting(morning) == [PRESS, COUNSEL, LOOKALIKE]
        await typed(pilot, "our counsel")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert waiting(morning) == [PRESS, LOOKALIKE]
        await pilot.press("u")
        await settle(pilot)
        assert waiting(morning) == [PRESS, COUNSEL, LOOKALIKE]


@pytest.mark.parametrize("size", SIZES)
async def test_a_doubtful_sender_is_marked_in_words_and_the_verdict_stands_in_the_details(
    morning: Desk, size: tuple[int, int]
) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        assert "⚠ Final notice" in shown(app)
        await pilot.press("G")
        await settle(pilot)
        text = shown(app)
        assert "⚠ a doubtful sender" in text
        assert "⚠ calls itself" in text
        assert "spf=fail" not in text
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert "sender checked: spf=fail dmarc=fail, by mail" in shown(app)


async def test_slash_tray_and_the_palette_lead_there_too(morning: Desk) -> None:
    app = AssistantApp(morning)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "/tray")
        await pilot.press("tab", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, TrayScreen)
        await pilot.press("question_mark")
        await settle(pilot)
        assert "File it in the first thread suggested" in shown(app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("escape", "ctrl+p")
        await typed(pilot, "whose the mail in the tray")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TrayScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_mail_in_the_tray_is_shown_and_not_obeyed(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    bad = " ".join(BAD.split())
    sent = mail(
        f'"{bad}" <x@e.example>',
        bad,
        f"{bad}\nPlease answer {bad} by 30 October 2020.",
        "h@e",
        "9 Oct 2020 15:00 +0500",
    )
    desk.intake.import_mail([str(mbox(tmp_path / "inbox", [sent]))])
    app = AssistantApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        harmless(shown(app))
        assert "[EXT] Re: x [/foo]" in shown(app)
        await pilot.press("o")
        await settle(pilot)
        harmless(shown(app))
        assert "[EXT] Re: x [/foo]" in shown(app)
        await pilot.press("escape", "enter")
        app.screen.query_one(Conversation).action_unfold()
        await settle(pilot)
        harmless(shown(app))
        await pilot.press("a")
        await settle(pilot)
        await typed(pilot, "[/foo] [red]x")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert waiting(desk) == []
        harmless(shown(app))


def test_an_id_names_its_thread_whatever_is_listed() -> None:
    assert meant("PTA-2020-007", ()) == "pta-2020-007"


def test_words_that_fit_several_threads_name_them() -> None:
    rows = [ThreadRow(f"pta-2020-00{n}", "PTA", "Reports", "none", None, "", "later") for n in range(1, 9)]
    with pytest.raises(UsageProblem, match=r"fit 8 threads: pta-2020-001, .*…"):
        meant("reports", rows)


def test_a_letter_without_a_sender_says_whose_it_seems_to_be() -> None:
    head = Letterhead("PTA", "names [PTA]/17")
    one = Waiting("tray-2020-001", date(2020, 10, 12), "", Party(), (), "Fees", 1, "", (), (), head)
    assert "→ PTA: names [PTA]/17\n→ no thread suggests itself: e files it" in facts(one, "e", "x").plain

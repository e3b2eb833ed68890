"""In the tray one key decides of all that a sender wrote, and one takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Select

from assistant.desk import Desk
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.tray_screen import TrayScreen
from assistant.tui.widgets.row_list import RowList
from tests.arrivals import mail, mbox
from tests.tui.conftest import SMALL, THREAD, WIDE, in_front, running, settle, shown, strike, toasts, typed
from tests.tui.test_hostile_text import BAD, harmless

PRESS, COUNSEL, LOOKALIKE = "tray-2020-001", "tray-2020-002", "tray-2020-003"


@pytest.fixture
def crowded(morning: Desk, tmp_path: Path) -> Desk:
    """Three mails of one sender more, a colleague of theirs, and one in which somebody else wrote, too."""
    sent = [
        mail("Digest <digest@news.example>", f"Digest {n}", "News.", f"d{n}@n", f"{n} Oct 2020 9:00 +0500")
        for n in range(1, 5)
    ]
    reply = mail("a@b.example", "Re: Digest 4", "So?", "r@b", "5 Oct 2020 9:00 +0500", In_Reply_To="<d4@n>")
    assert morning.intake.import_mail([str(mbox(tmp_path / "digest", [*sent, reply]))]).unmatched == 5
    return morning


def waiting(desk: Desk) -> list[str]:
    return [one.subject for one in desk.intake.tray()]


LEFT = ["Blocking of the platform and control of unlawful content", "Fee note", "Final notice", "Digest 4"]
ALL = [*LEFT[:3], "Digest 1", "Digest 2", "Digest 3", "Digest 4"]


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_form_says_how_many_and_of_whom_and_fits(crowded: Desk, size: tuple[int, int]) -> None:
    async with running(crowded, size) as (app, pilot):
        strike(pilot, "T")
        await settle(pilot)
        strike(pilot, "j", "j", "j")
        await settle(pilot)
        assert "s Sender" in shown(app)
        assert "esc Back" in shown(app)
        strike(pilot, "s")
        await settle(pilot)
        text = shown(app)
        assert "3 exchanges of digest@news.example (1 stays)" in text
        assert "because" in text
        strike(pilot, "shift+tab", "enter")
        await settle(pilot)
        assert "4 exchanges of @news.example (1 stays)" in shown(app)


async def test_all_are_set_aside_and_one_step_takes_them_back(crowded: Desk) -> None:
    async with running(crowded, notifications=True) as (app, pilot):
        strike(pilot, "T")
        await settle(pilot)
        strike(pilot, "j", "j", "j", "s", "tab", "tab")
        await settle(pilot)
        await typed(pilot, "a newsletter")
        strike(pilot, "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, TrayScreen)
        assert waiting(crowded) == LEFT
        told = "3 exchanges of digest@news.example were set aside, 1 stays"
        assert toasts(app) == f"{told} · u takes it back"
        strike(pilot, "u")
        await settle(pilot)
        assert waiting(crowded) == ALL
        assert "3 exchanges lie in the tray again" in toasts(app)
        assert app.screen.query_one(RowList).highlighted == 3


async def test_each_begins_a_thread_and_the_line_for_mail_to_come_is_named(crowded: Desk) -> None:
    async with running(crowded, notifications=True) as (app, pilot):
        strike(pilot, "T")
        await settle(pilot)
        strike(pilot, "j", "j", "j", "s")
        await settle(pilot)
        app.screen.query_one("#field-regulator", Select).value = "PTA"
        strike(pilot, "ctrl+s")
        await settle(pilot)
        assert waiting(crowded) == LEFT
        assert "3 exchanges of digest@news.example each begin a thread with PTA, 1 stays" in toasts(app)
        assert '"digest@news.example" among the `addresses` of [regulators.PTA]' in toasts(app)
        strike(pilot, "escape", "u")
        await settle(pilot)
        assert "3 exchanges lie in the tray again" in toasts(app)
        assert waiting(crowded) == ALL


async def test_what_goes_into_one_thread_is_taken_back_there(crowded: Desk) -> None:
    async with running(crowded, notifications=True) as (app, pilot):
        strike(pilot, "T")
        await settle(pilot)
        strike(pilot, "j", "j", "j", "s")
        await settle(pilot)
        app.screen.query_one("#field-whose", Select).value = "1"
        await typed(pilot, THREAD)
        strike(pilot, "ctrl+s")
        await settle(pilot)
        assert f"4 exchanges of @news.example were filed in {THREAD}, 1 stays" in toasts(app)
        assert waiting(crowded) == LEFT[1:]
        assert [step.thread for step in app.main.clerk.steps] == [THREAD]


async def test_two_places_or_none_are_refused_and_what_was_typed_stays(crowded: Desk) -> None:
    async with running(crowded, SMALL) as (app, pilot):
        strike(pilot, "T")
        await settle(pilot)
        strike(pilot, "s", "ctrl+s")
        await settle(pilot)
        assert "name one place: a thread, a regulator, or why it is nobody's" in " ".join(shown(app).split())
        await typed(pilot, THREAD)
        strike(pilot, "tab", "tab")
        await typed(pilot, "the press")
        strike(pilot, "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert "name one place" in shown(app)
        assert waiting(crowded) == ALL


async def test_a_doubtful_sender_goes_to_no_regulator_and_may_be_set_aside(crowded: Desk) -> None:
    async with running(crowded, SMALL) as (app, pilot):
        strike(pilot, "T")
        await settle(pilot)
        strike(pilot, "j", "j", "s")
        await settle(pilot)
        assert "0 exchanges of notice@pta-gov.example.com (1 stays)" in shown(app)
        await typed(pilot, THREAD)
        strike(pilot, "ctrl+s")
        await settle(pilot)
        assert "a doubtful sender" in shown(app)
        assert waiting(crowded) == ALL
        strike(pilot, *["backspace"] * len(THREAD), "tab", "tab")
        await typed(pilot, "a fake")
        strike(pilot, "ctrl+s")
        await settle(pilot)
        assert waiting(crowded) == [one for one in ALL if one != "Final notice"]


async def test_whose_name_is_hostile_or_missing_is_shown_and_not_obeyed(desk: Desk, tmp_path: Path) -> None:
    bad = " ".join(BAD.split())
    sent = [
        mail(f'"{bad}" <"[/foo] [red]x"@e.example>', "One", "One.", "1@e", "9 Oct 2020 15:00 +0500"),
        mail("Somebody", "Two", "Two.", "2@e", "10 Oct 2020 15:00 +0500"),
    ]
    desk.intake.import_mail([str(mbox(tmp_path / "inbox", sent))])
    async with running(desk, notifications=True) as (app, pilot):
        strike(pilot, "T")
        await settle(pilot)
        strike(pilot, "s")
        await settle(pilot)
        in_front(app, FormScreen)
        assert "1 exchange of " in shown(app)
        harmless(shown(app))
        strike(pilot, "tab", "tab")
        await typed(pilot, "[/foo]")
        strike(pilot, "ctrl+s")
        await settle(pilot)
        assert waiting(desk) == ["Two"]
        harmless(toasts(app))
        strike(pilot, "s")
        await settle(pilot)
        assert "No address is given" in toasts(app)
        assert isinstance(app.screen, TrayScreen)

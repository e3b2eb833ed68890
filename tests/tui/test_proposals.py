"""Proposals on the screen: quoted where they stand, opened by one key, taken back by another."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets._toast import Toast

from assistant.desk import Desk
from assistant.record.decisions import log_message
from assistant.record.kinds import Message
from assistant.tui.app import AssistantApp
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.proposals_screen import ProposalsScreen
from assistant.tui.widgets.row_list import RowList
from tests.tui.conftest import THREAD, in_front, settle, shown, toasts, typed
from tests.tui.test_hostile_text import BAD, harmless, hostile

__all__ = ["hostile"]
SIZES = [(80, 24), (120, 40)]
MATTER = "pta-2020-002"


def opened(desk: Desk) -> list[tuple[str, str, date | None]]:
    return [(o.type, " ".join(o.words.split()), o.due) for o in desk.thread(MATTER).obligations]


@pytest.mark.parametrize("size", SIZES)
async def test_each_shows_its_words_side_and_date_and_one_key_opens_it_and_one_takes_it_back(
    morning: Desk, size: tuple[int, int]
) -> None:
    app = AssistantApp(morning, select=MATTER)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("P")
        await settle(pilot)
        text = shown(app)
        assert isinstance(app.screen, ProposalsScreen)
        assert "5 proposals" in text
        assert "we owe · commitment · due 28 October" in text
        assert "▸we will send the figures by 28 October 2020.◂" in text
        assert "“by 28 October 2020” → Wednesday 28 October 2020" in text
        await pilot.press("n", "n")
        await settle(pilot)
        text = shown(app)
        assert "in #2 of 15 October" in text
        assert "1. ▸How many reports did you receive in September 2020?◂" in text
        await pilot.press("home", "a")
        await settle(pilot)
        assert opened(morning) == [("commitment", "we will send the figures by 28 October 2020.", date(2020, 10, 28))]
        assert toasts(app) == "Commitment opened as #4 · u takes it back"
        assert "4 proposals" in shown(app)
        await pilot.press("u")
        await settle(pilot)
        assert opened(morning) == []
        assert "5 proposals" in shown(app)


async def test_skipping_decides_nothing(morning: Desk) -> None:
    app = AssistantApp(morning, select=MATTER)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("P")
        await settle(pilot)
        await pilot.press("n", "space", "n", "n")
        await settle(pilot)
        assert app.screen.query_one(RowList).highlighted == 4
        await pilot.press("enter")
        await settle(pilot)
        assert [words for _, words, _ in opened(morning)] == [
            "Kindly also confirm the name of your representative within 10 working days of receipt of this letter."
        ]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert "request, open · due 29 Oct" in shown(app)


async def test_it_can_be_changed_before_it_is_opened_or_turned_down_with_a_reason(morning: Desk) -> None:
    app = AssistantApp(morning, select=MATTER)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("P")
        await settle(pilot)
        await pilot.press("n", "e")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        await typed(pilot, "2020-10-26")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert opened(morning) == [("request", "Could you confirm the scope of question 2?", date(2020, 10, 26))]
        await pilot.press("u")
        await settle(pilot)
        assert opened(morning) == []
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "needs a reason" in shown(app)
        await typed(pilot, "only polite")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert len(morning.proposals(morning.thread(MATTER))) == 4
        assert opened(morning) == []
        await pilot.press("u")
        await settle(pilot)
        assert "5 proposals" in shown(app)


async def test_all_of_a_letter_is_opened_by_one_key_and_taken_back_by_one(morning: Desk) -> None:
    app = AssistantApp(morning, select=MATTER)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("P", "n", "n", "A")
        await settle(pilot)
        assert len(opened(morning)) == 3
        assert toasts(app) == "3 proposals of #2 opened as #4 to #6 · u takes it back"
        assert "2 proposals" in shown(app)
        await pilot.press("u")
        await settle(pilot)
        assert opened(morning) == []
        await pilot.press("end", "X")
        await settle(pilot)
        await typed(pilot, "answered by phone")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert opened(morning) == []
        assert len(morning.proposals(morning.thread(MATTER))) == 2


async def test_where_the_side_does_not_follow_from_the_message_a_person_is_asked(desk: Desk) -> None:
    minutes = Message("in", "meeting", "Minutes", "We will send the figures by 30 October 2020.", received="2020-10-15")
    desk.decide(THREAD, lambda now: log_message(now, minutes, "officer"))
    app = AssistantApp(desk, select=THREAD)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("P")
        await settle(pilot)
        assert "who owes it? · commitment" in shown(app)
        await pilot.press("a")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert "Who owes it?" in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert desk.thread(THREAD).obligations[-1].owed_by == "company"


async def test_the_slash_command_leads_there_and_where_all_is_opened_it_says_so(morning: Desk) -> None:
    app = AssistantApp(morning, select=MATTER)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "/proposals")
        await pilot.press("tab", "ctrl+s")
        await settle(pilot)
        in_front(app, ProposalsScreen)
        for _ in range(5):
            await pilot.press("a")
            await settle(pilot)
        assert len(opened(morning)) == 5
        assert "Nothing to propose" in shown(app)
        await pilot.press("a", "e", "n", "enter", "escape")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_said_of_one_covers_nothing_of_the_next(morning: Desk, size: tuple[int, int]) -> None:
    app = AssistantApp(morning, select=MATTER)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("P", "a")
        await settle(pilot)
        (said,) = app.screen.query(Toast)
        assert said.region
        assert not [one for one in ("#proposals", "#facts") if app.screen.query_one(one).region.overlaps(said.region)]


async def test_what_is_taken_back_behind_the_last_one_has_the_keys_again(morning: Desk) -> None:
    app = AssistantApp(morning, select=MATTER)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("P", "A")
        await settle(pilot)
        await pilot.press("A")
        await settle(pilot)
        assert "Nothing to propose" in shown(app)
        await pilot.press("u")
        await settle(pilot)
        await pilot.press("j")
        await settle(pilot)
        rows = app.screen.query_one(RowList)
        assert (rows.has_focus, rows.highlighted) == (True, 1)


async def test_words_far_down_a_long_letter_are_brought_into_sight(desk: Desk) -> None:
    text = "\n".join(["A sentence that binds nobody."] * 400) + "\n\nPlease send the report by 30 October 2020.\n"
    letter = Message("in", "letter", "Long", text, received="2020-10-15")
    desk.decide(THREAD, lambda now: log_message(now, letter, "officer"))
    app = AssistantApp(desk, select=THREAD)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("P")
        await settle(pilot)
        assert "▸Please send the report by 30 October 2020.◂" in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_quoted_and_not_obeyed(hostile: Desk, size: tuple[int, int]) -> None:
    text = f"Please send {BAD} by 30 October 2020."
    letter = Message("in", "letter", BAD, text, received="2020-10-15", doubt=BAD, text_doubt=BAD)
    hostile.decide("pta-2020-001", lambda now: log_message(now, letter, "officer"))
    app = AssistantApp(hostile)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        harmless(shown(app))
        await pilot.press("P")
        await settle(pilot)
        harmless(shown(app))
        assert "Please send [EXT] Re: x [/foo]" in shown(app)
        await pilot.press("e")
        await settle(pilot)
        harmless(shown(app))
        await pilot.press("escape", "a")
        await settle(pilot)
        harmless(shown(app))
        assert len(hostile.thread("pta-2020-001").obligations) == 3


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("linear", [False, True])
async def test_who_opens_a_thread_sees_what_waits_in_it_and_which_key_looks_at_it(
    morning: Desk, size: tuple[int, int], linear: bool
) -> None:
    app = AssistantApp(morning, select=MATTER, linear=linear)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        wide, low = "{} to confirm: P", "? {}: P · pta-2020-002"
        told = low if size == (80, 24) else wide
        assert told.format("4 requests and 1 commitment") in shown(app)
        await pilot.press("P", "A", "n", "a", "escape")
        await settle(pilot)
        assert told.format("2 requests") in shown(app)
        await pilot.press("P", "A", "escape")
        await settle(pilot)
        assert ": P" not in shown(app)

"""A draft is held against the record while it is written; findings lead to their words; nothing wrong is released."""

from __future__ import annotations

import asyncio

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, TextArea

from assistant.desk import Desk
from assistant.drafts.findings import Finding
from assistant.record.kinds import DraftSaved
from assistant.tui.draft_text import place_of
from assistant.tui.screens.draft_screen import DraftScreen
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.template_screen import TemplateScreen
from assistant.tui.screens.text_screen import TextScreen
from tests.tui.conftest import SMALL, THREAD, in_front, last_facts, running, settle, shown, typed


def test_the_words_of_a_finding_are_found_where_they_stand_now() -> None:
    finding = Finding("date", "blocks", "x", (), "text", 3, 20, "9 May")
    assert place_of(finding, "On 9 May, and on 9 May.") == (3, 8)
    assert place_of(finding, "9 May, and no more") == (0, 5)
    assert place_of(finding, "gone") == (3, 4)


async def checked(pilot: Pilot[None]) -> DraftScreen:
    """The screen once the checks have said what they think of the text as it stands."""
    screen = pilot.app.screen
    assert isinstance(screen, DraftScreen)
    for _ in range(200):
        await settle(pilot)
        if "checking …" not in shown(pilot.app):
            return screen
        await asyncio.sleep(0.05)
    raise AssertionError(shown(pilot.app))


async def test_an_answer_that_was_only_deleted_makes_no_complete_letter(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("delete")  # the mark is selected
        screen = await checked(pilot)
        assert "✗ 1 thing against it" in shown(app)
        area = screen.query_one("#text", TextArea)
        area.move_cursor((0, 0))
        await pilot.press("f2")
        await settle(pilot)
        await typed(pilot, "By May.")
        assert "actions”\n\nBy May.\n\nFor completeness" in area.text
        await checked(pilot)
        assert "nothing stands against it" in shown(app)


async def test_from_a_wrong_date_to_a_letter_sent_and_back(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "We act on your order of 9 October 2019. We will reply by 30 November 2020.")
        screen = await checked(pilot)
        text = shown(app)
        assert "✗ 1 thing against it" in text
        assert "✗ “9 October 2019”: the record has 9 October 2020" in text
        assert "◇ “We will reply by 30 November 2020.”" in text
        await pilot.press("f6", "enter")
        await settle(pilot)
        area = screen.query_one("#text", TextArea)
        assert area.selected_text == "9 October 2019"
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert "This stands against it" in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "one thing stands against it" in shown(app), "it is no final text"
        await pilot.press("escape")
        await settle(pilot)
        (saved,) = last_facts(desk)
        assert isinstance(saved, DraftSaved)
        assert saved.state == "editing"
        await pilot.press("ctrl+home", "f2")
        assert area.selected_text == "9 October 2019"
        await typed(pilot, "9 October 2020")
        await checked(pilot)
        assert "nothing stands against it" in shown(app)
        await pilot.press("f7")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "+We act on your order of 9 October 2020." in shown(app)
        await pilot.press("escape", "ctrl+r")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (final,) = last_facts(desk)
        assert isinstance(final, DraftSaved)
        assert (final.state, final.draft, final.overruled) == ("final", 24, "")
        await pilot.press("f8")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert not any(o.is_open for o in desk.thread(THREAD).obligations if o.n == 12)
        await pilot.press("u")
        await settle(pilot)
        thread = desk.thread(THREAD)
        assert [o.is_open for o in thread.obligations if o.n == 12] == [True]
        assert [d.saved.state for d in thread.drafts] == ["final"], "it is under way again"


@pytest.mark.parametrize("decides", ["f8", "ctrl+r", "f4"])
async def test_what_stands_against_it_stays_in_sight_above_what_is_asked_first(desk: Desk, decides: str) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "See #99.")
        await checked(pilot)
        await pilot.press(decides)
        await settle(pilot)
        await pilot.wait_for_scheduled_animations()
        assert isinstance(app.screen, FormScreen)
        assert "This stands against it" in shown(app)
        assert app.screen.focused is not None
        assert app.screen.can_view_entire(app.screen.focused)


async def test_templates_are_looked_at_before_one_is_taken(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "Kept words.")
        await pilot.press("ctrl+t")
        await settle(pilot)
        templates = in_front(app, TemplateScreen)
        at = next(at for at, choice in enumerate(templates.choices) if choice.name == "first-reminder")
        templates.query_one("#names", OptionList).highlighted = at
        await settle(pilot)
        app.screen.query_one("#language", Select).value = "de"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, DraftScreen)
        assert "Schreiben" in screen.query_one("#text", TextArea).text
        assert screen.query_one("#subject", Input).value
        screen.query_one("#template", Select).value = "answer-to-request"
        await settle(pilot)
        assert "Kept words." in screen.query_one("#text", TextArea).text

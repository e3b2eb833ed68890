"""Search as you type: hits with their words marked, fields, the way to the entry and back."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs
from textual.widgets import Input

from assistant.desk import Desk
from assistant.search.search import Hit
from assistant.search.snippets import Passage
from assistant.tui.app import AssistantApp
from assistant.tui.hits import hint_for, hit_row
from assistant.tui.places import Place, place_named
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.search_screen import SearchScreen
from assistant.tui.widgets.conversation import Conversation
from tests.tui.conftest import in_front, running, settle, shown, typed


def test_a_place_is_read_as_it_is_written() -> None:
    assert place_named("pta-2020-001#12") == Place("pta-2020-001", 12)
    assert place_named("#12", "pta-2020-001") == Place("pta-2020-001", 12)
    assert [place_named(text) for text in ("#12", "pta-2020-001", "x#", "x#²", "")] == [None] * 5


def test_the_line_below_helps_with_the_field_that_is_being_typed() -> None:
    assert "licen*" in hint_for("")
    assert hint_for("timelines chan") == "channel:"
    assert "letter" in hint_for("channel:")
    assert "2020-10" in hint_for("-since:20")
    assert "licen*" in hint_for("timelines ")


def test_a_found_word_far_down_the_passage_stays_in_sight_and_is_marked_without_colour() -> None:
    text = f"{'a ' * 60}[b]timelines[/b] [x"
    at = text.index("timelines")
    hit = Hit(
        "t-2020-001", 3, "message", date(2020, 10, 12), "in", "letter", "", "[/] S", Passage(text, ((at, at + 9),))
    )
    drawn = hit_row(hit, date(2020, 10, 18))(50)
    head, below = drawn.plain.split("\n")
    assert head.startswith("t-2020-001#3  from them letter · [/] S")
    assert head.endswith("12 Oct")
    back = hit_row(structs.replace(hit, marks=("bounce",)), date(2020, 10, 18))(50)
    assert back.plain.startswith("t-2020-001#3  came back letter · [/] S")
    marked = [drawn.plain[span.start : span.end] for span in drawn.spans if "underline" in str(span.style)]
    assert marked == ["timelines"]
    assert "timelines" in below
    assert len(below) <= 50


async def test_it_finds_as_one_types_and_enter_goes_to_the_entry(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("F")
        await settle(pilot)
        assert "both words" in shown(app)
        await typed(pilot, "tangible timel")
        await settle(pilot)
        text = shown(app)
        assert "hit, the newest first" in text
        assert "pta-2020-001#10" in text
        assert "as of 18 October 2020" in text
        await typed(pilot, " colour:red ")
        await settle(pilot)
        assert "there is no field 'colour'" in shown(app)
        app.screen.query_one("#query", Input).value = "zebra"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Nothing found" in shown(app)
        in_front(app, SearchScreen).query_one("#query", Input).value = "tangible timel"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert getattr(app.screen.query_one(Conversation).item, "n", None) == 10
        assert app.screen.query_one(Conversation).has_focus
        await pilot.press("F")
        await settle(pilot)
        assert app.screen.query_one("#query", Input).value == "tangible timel", "the last query is there again"
        await pilot.press("escape")
        await settle(pilot)
        assert getattr(app.screen.query_one(Conversation).item, "n", None) == 10


async def test_a_letter_that_finds_the_same_paints_itself_and_no_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    monkeypatch.setattr(AssistantApp, "post_display_hook", lambda app: painted.append(shown(app)))
    async with running(desk) as (app, pilot):
        await pilot.press("F")
        query = app.screen.query_one("#query", Input)
        query.cursor_blink = False
        await typed(pilot, "tangible tim")
        await settle(pilot)
        painted.clear()
        await pilot.press("e")
        await settle(pilot)
        (once,) = painted
        assert "tangible time" in once
        query.value = f"zebra {'-x ' * 50}en"
        await pilot.press("end", "d")
        await settle(pilot)
        assert "-x -x end" in shown(app), "a line longer than the screen shows its end"
        await pilot.press("home")
        await settle(pilot)
        assert "zebra" in shown(app)


async def test_what_a_page_covers_is_not_painted_until_it_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    monkeypatch.setattr(AssistantApp, "post_display_hook", lambda app: painted.append(type(app.screen).__name__))
    async with running(desk) as (app, pilot):
        await pilot.press("F")
        app.screen.query_one("#query", Input).cursor_blink = False
        await settle(pilot)
        painted.clear()
        assert not app.main.is_current
        app.main.reader.say_progress("somebody else wrote")
        app.main.refresh()
        await settle(pilot)
        assert painted == []
        await pilot.press("escape")
        await settle(pilot)
        assert "somebody else wrote" in shown(app)
        await pilot.press("K")
        await settle(pilot)
        assert app.main.is_current, "the chat lets it through"


async def test_what_cannot_be_understood_stands_apart_from_what_to_do_about_it(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("F")
        await settle(pilot)
        await typed(pilot, "from: ")
        await pilot.press("enter")
        await settle(pilot)
        assert "⚠ from: needs a value right behind it · Write a name" in shown(app)

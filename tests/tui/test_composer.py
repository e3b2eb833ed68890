"""Writing in the composer: notes, calls, orders; what is refused keeps its text."""

from __future__ import annotations

from datetime import date

from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from assistant.desk import Desk
from assistant.record.kinds import Classified, Corrected, Message, Note, ObligationOpened, ObligationUpdated, Snoozed
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.thread_list import ThreadList
from tests.tui.conftest import SMALL, THREAD, last_facts, logged, running, settle, shown, typed


async def test_a_note_is_logged_and_shown_on_the_day_of_the_screen(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await logged(pilot, "Rang the office")
        assert last_facts(desk) == [Note("Rang the office", "2020-10-18")]
        assert desk.record.store.lines(THREAD)[-1].by == "officer"
        assert app.screen.query_one(Composer).text == ""
        assert "Rang the office" in shown(app)


async def test_a_call_is_logged_with_its_class(desk: Desk) -> None:
    async with running(desk) as (_, pilot):
        await logged(pilot, "/call in class:holding They will write\nBy Friday.")
        message, classified = last_facts(desk, 2)
        assert isinstance(message, Message)
        assert (message.direction, message.channel, message.received) == ("in", "call", "2020-10-18")
        assert (message.subject, message.text) == ("They will write", "By Friday.")
        assert classified == Classified(24, "holding")


async def test_a_bad_command_keeps_the_text_and_says_why(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        before = desk.latest(THREAD).length
        await logged(pilot, "/settle foo")
        assert app.screen.query_one(Composer).text == "/settle foo"
        assert "which request or commitment?" in shown(app)
        assert desk.latest(THREAD).length == before


async def test_what_the_record_refuses_keeps_the_text_too(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await logged(pilot, "/settle #4")
        assert app.screen.query_one(Composer).text == "/settle #4"
        assert "settled already" in shown(app)


async def test_settling_takes_the_reminder_away_and_undo_brings_it_back(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await logged(pilot, "/settle #12 answered by phone")
        (update,) = last_facts(desk)
        assert isinstance(update, ObligationUpdated)
        assert (update.obligation, update.state, update.day) == (12, "settled", "2020-10-18")
        assert "1 reminder" in shown(app)
        assert "○ with PTA" in shown(app)
        await typed(pilot, "/undo #24")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert last_facts(desk) == [Corrected(24, "logged by mistake", void=True)]
        assert "2 reminders" in shown(app)


async def test_a_command_is_completed_from_the_list_on_offer(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await pilot.press("l", "slash", "s")
        assert "/snooze" in shown(app)
        await pilot.press("down", "enter")
        assert app.screen.query_one(Composer).text == "/snooze "


async def test_the_kind_of_entry_is_chosen_by_key_and_by_mouse(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("l")
        await typed(pilot, "hello")
        await pilot.press("ctrl+o")
        assert app.screen.query_one(Composer).text == "/call in hello"
        await pilot.press("ctrl+o")
        assert app.screen.query_one(Composer).text == "/in hello"
        await pilot.click("#modes Mode:last-child")
        assert app.screen.query_one(Composer).text == "/public hello"
        await pilot.press("ctrl+o")
        assert app.screen.query_one(Composer).text == "hello"


async def test_letters_are_letters_while_writing_and_the_footer_says_what_holds(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        assert 5 <= len(app.screen.query_one(Footer).query(FooterKey)) <= 8
        await pilot.press("l")
        await typed(pilot, "nexdq")
        assert app.screen.query_one(Composer).text == "nexdq"
        await settle(pilot)
        assert "Log it" in shown(app)
        assert "Draft" not in shown(app).splitlines()[-1]


async def test_escape_leaves_the_composer_and_the_text_stays(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await pilot.press("l")
        await typed(pilot, "half a thought")
        await pilot.press("escape")
        assert isinstance(app.focused, Conversation)
        assert app.screen.query_one(Composer).text == "half a thought"
        await pilot.press("q")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)  # it asks before anything typed is lost
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_each_thread_keeps_its_own_unlogged_text(desk: Desk) -> None:
    other = desk.open_thread("PTA", "Another matter", day=date(2020, 10, 1))
    async with running(desk, select=THREAD) as (app, pilot):
        await pilot.press("l")
        await typed(pilot, "about the first")
        await pilot.press("escape", "t", "j")
        await settle(pilot)
        assert app.screen.query_one(ThreadList).picked == other
        assert app.screen.query_one(Composer).text == ""
        await pilot.press("k")
        await settle(pilot)
        assert app.screen.query_one(Composer).text == "about the first"


async def test_snooze_asks_for_a_reason_and_hides_that_one_reminder(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("n", "s")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "needs a reason" in shown(app)
        await typed(pilot, "on leave")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert last_facts(desk) == [Snoozed("2020-10-25", "on leave", "no-reply", 9, "2020-10-18")]
        assert "1 reminder" in shown(app)


async def test_an_obligation_is_opened_only_with_words_that_stand_there(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("n", "o")
        await settle(pilot)
        await typed(pilot, "words nobody wrote")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "do not stand in #8" in shown(app)
        assert isinstance(app.screen, FormScreen)
        area = app.screen.query_one("#field-words")
        area.text = "whom we should work with"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settle(pilot)
        (opened,) = last_facts(desk)
        assert isinstance(opened, ObligationOpened)
        assert (opened.owed_by, opened.words, opened.message) == ("regulator", "whom we should work with", 8)


async def test_classify_speaks_only_of_what_they_sent(desk: Desk) -> None:
    async with running(desk, notifications=True) as (app, pilot):
        await pilot.press("c")  # a note is chosen
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        app.screen.query_one(Conversation).go_to_entry(10)
        await pilot.press("c")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert last_facts(desk) == [Classified(10, "partial")]

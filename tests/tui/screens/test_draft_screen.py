"""A draft beside its thread: begun, filled in, saved, exported, sent."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, OptionList, Select, TextArea

from assistant.desk import Desk
from assistant.record.kinds import DraftSaved, Message, ObligationUpdated
from assistant.tui.screens.draft_screen import DraftScreen
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.widgets.conversation import Conversation
from tests.tui.conftest import SMALL, WIDE, in_front, last_facts, running, settle, shown, typed


async def test_it_proposes_the_answer_we_owe_and_says_what_is_missing(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(app.screen, DraftScreen)
        text = shown(app)
        assert "tangible timelines for the proposed actions" in app.screen.query_one("#text", TextArea).text
        assert "still missing: your answer" in text
        assert "comes before any reminder" in text
        assert "#10 #12" in text
        assert app.screen.query_one(Conversation).display
        await typed(pilot, "By the end of November.")  # the mark is selected: typing takes its place
        await settle(pilot)
        assert "nothing is missing" in shown(app)


async def test_with_something_missing_nothing_is_written_or_sent(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        for key in ("f4", "f8"):
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, DraftScreen)


async def test_a_field_writes_the_text_anew_until_the_text_is_edited_by_hand(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        field = app.screen.query_one(".field TextArea", TextArea)
        field.text = "By 30 November."
        await settle(pilot)
        area = app.screen.query_one("#text", TextArea)
        assert "\nBy 30 November.\n" in area.text
        area.text = area.text.replace("Dear", "My dear")
        await settle(pilot)
        field.text = "By 1 December."
        await settle(pilot)
        assert "My dear" in area.text
        assert "\nBy 1 December.\n" in area.text


async def test_a_draft_is_saved_taken_up_again_and_saved_as_its_next_version(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "Soon.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (saved,) = last_facts(desk, 1)
        assert isinstance(saved, DraftSaved)
        assert "Soon." in saved.text
        assert (saved.state, saved.draft, saved.day, saved.answers) == ("editing", None, "2020-10-18", (12,))
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert app.screen.drafts.kept == {}
        await pilot.press("d")
        await settle(pilot)
        area = app.screen.query_one("#text", TextArea)
        assert "Soon." in area.text
        area.text += "Yours"
        await pilot.press("ctrl+s")
        await settle(pilot)
        (again,) = last_facts(desk, 1)
        assert isinstance(again, DraftSaved)
        assert again.draft == 24
        assert again.text.endswith("Yours")


async def test_unsaved_text_is_there_again_after_looking_elsewhere(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "Not saved.")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert "Not saved." in app.screen.query_one("#text", TextArea).text


async def test_another_template_and_back_loses_nothing(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "Kept words.")
        select = app.screen.query_one("#template", Select)
        select.value = "first-reminder"
        await settle(pilot)
        assert "Kept words." not in app.screen.query_one("#text", TextArea).text
        select.value = "answer-to-request"
        await settle(pilot)
        assert "Kept words." in app.screen.query_one("#text", TextArea).text


async def test_it_is_exported_to_a_file_and_never_over_another(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "answer.eml"
    target.write_text("mine")
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "We act on your order of 9 October 2019. Here.")
        await pilot.press("f4")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        app.screen.query_one("#field-path", Input).value = str(target)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "“9 October 2019”: the record has 9 October 2020" in shown(app)
        app.screen.query_one("#field-overrule", Input).value = "he said so on the stairs"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "left as it is" in shown(app)
        assert target.read_text() == "mine"
        app.screen.query_one("#field-path", Input).value = str(tmp_path / "other.eml")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "X-Unsent: 1" in (tmp_path / "other.eml").read_text()
        (saved,) = last_facts(desk, 1)
        assert isinstance(saved, DraftSaved)
        assert (saved.state, saved.overruled) == ("exported", "he said so on the stairs")


async def test_marked_as_sent_it_is_logged_settles_what_it_answers_and_the_reminder_is_gone(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "By the end of November.")
        await pilot.press("f8")
        await settle(pilot)
        assert "#12 tangible timelines" in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        message, update, draft = last_facts(desk, 3)
        assert isinstance(message, Message)
        assert (message.direction, message.channel, message.sent) == ("out", "letter", "2020-10-18")
        assert "By the end of November." in message.text
        assert update == ObligationUpdated(12, "settled", 25)
        assert isinstance(draft, DraftSaved)
        assert (draft.state, draft.message) == ("sent", 25)
        assert isinstance(app.screen, MainScreen)
        assert app.screen.drafts.kept == {}
        assert "1 reminder" in shown(app)


async def test_a_saved_draft_is_discarded_and_nobody_is_reminded_of_it(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("f12")
        await settle(pilot)
        in_front(app, DraftScreen)  # it was never saved
        await typed(pilot, "Soon.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("f12")
        await settle(pilot)
        assert "Its versions stay in the record" in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (draft,) = last_facts(desk, 1)
        assert isinstance(draft, DraftSaved)
        assert (draft.state, draft.draft, draft.day) == ("discarded", 24, "2020-10-18")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.drafts.kept == {}
        await pilot.press("d")
        await settle(pilot)
        assert "Soon." not in app.screen.query_one("#text", TextArea).text


async def test_below_a_hundred_columns_the_thread_is_one_key_away(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        thread, draft = app.screen.query_one("#thread"), app.screen.query_one("#draft")
        assert (thread.display, draft.display) == (False, True)
        await pilot.press("f9")
        assert (thread.display, draft.display) == (True, False)
        await pilot.press("f9")
        assert (thread.display, draft.display) == (False, True)


async def test_a_fact_leads_to_the_entry_it_rests_on(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        facts = app.screen.query_one("#facts", OptionList)
        at = next(o for o in facts.options if (o.id or "").endswith(":10"))
        facts.focus()
        facts.highlighted = facts.get_option_index(at.id or "")
        await pilot.press("enter")
        await settle(pilot)
        assert getattr(app.screen.query_one(Conversation).item, "n", None) == 10


async def test_in_a_window_that_has_room_for_both_escape_leaves_whatever_became_of_its_size(desk: Desk) -> None:
    async with running(desk, WIDE) as (app, pilot):
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("f9")
        await pilot.resize_terminal(WIDE[0] + 10, WIDE[1])
        await settle(pilot)
        in_front(app, DraftScreen)
        await pilot.press("escape")
        await settle(pilot)
        in_front(app, MainScreen)

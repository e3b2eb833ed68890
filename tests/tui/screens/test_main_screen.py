"""The main screen, driven by keys; what is logged is read back from the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from textual.widgets import Input, TextArea
from textual.widgets._toast import Toast

from assistant.desk import Desk
from assistant.record.decisions import log_message
from assistant.record.kinds import Message
from assistant.tui.palette import ActionProvider
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.timeline import Reminder
from assistant.tui.widgets.composer import ComposerText
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.panel import OpenPanel
from assistant.tui.widgets.thread_list import ThreadList
from assistant.tui.widgets.today_list import TodayList
from tests.tui.conftest import SMALL, THREAD, WIDE, logged, running, settle, shown, toasts, typed


async def test_it_opens_on_the_most_urgent_thread_at_its_newest(desk: Desk) -> None:
    async with running(desk) as (app, _):
        text = shown(app)
        assert "● with us · quiet 6 d" in text
        assert "overdue 2 d" in text
        assert "as of 18 October 2020" in text
        assert "6 days, nothing from PTA since 12 October" in text
        assert "open: we owe 3, they 1 · 2 reminders" in text
        assert "PTA owes" in text  # the panel of what is open


async def test_the_next_reminder_is_one_key_away_and_explains_itself(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("n")
        item = app.screen.query_one(Conversation).item
        assert isinstance(item, Reminder)
        assert item.gap.kind == "no-reply"
        assert "⚑ overdue by 2 days" in shown(app)
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "7 days from day 0: Friday 16 October 2020" in shown(app)
        await pilot.press("escape", "n")
        assert "⚐ due in 1 day" in shown(app)


async def test_one_key_explains_any_date_of_the_panel_and_the_footer_says_so(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        assert "e Explain" in shown(app)
        panel = app.screen.query_one(OpenPanel)
        view = panel.view
        assert view
        explained: dict[str, str] = {}
        await pilot.press("p", "home")
        for option in [o for o in panel.options if not o.disabled]:
            panel.highlighted = panel.get_option_index(option.id or "")
            await pilot.press("e")
            await settle(pilot)
            if isinstance(app.screen, TextScreen):
                explained[option.id or ""] = app.screen.text.plain
                await pilot.press("escape")
        assert all(f"gap:{gap.id}" in explained for gap in view.gaps)
        due = {str(gap.opening) for gap in view.gaps}
        assert due <= {o.id for o in panel.options}
        assert all("Due " in explained[n] and "What would change it:" in explained[n] for n in due)
        assert panel.has_focus


async def test_a_message_that_was_answered_says_by_what(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        assert app.screen.query_one(Conversation).go_to_entry(2)
        app.screen.query_one(Conversation).focus()
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "No clock runs here" in shown(app)
        assert "was settled by #10 on 12 October 2020: its clock ended then." in app.screen.text.plain


async def test_an_obligation_without_a_message_is_explained_where_it_stands(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await logged(pilot, "/open request us the quarterly figures")
        n = desk.thread(THREAD).length
        assert app.screen.query_one(Conversation).go_to_entry(n)
        app.screen.query_one(Conversation).focus()
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert f"(#{n})" in app.screen.text.plain


async def test_the_panel_goes_to_the_message_and_is_an_overlay_when_it_is_narrow(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        assert not app.screen.query_one(OpenPanel).display
        await pilot.press("p")
        panel = app.screen.query_one(OpenPanel)
        assert panel.display
        panel.highlighted = panel.get_option_index("9")
        await pilot.press("enter")
        await settle(pilot)
        item = app.screen.query_one(Conversation).item
        assert item is not None
        assert getattr(item, "n", None) == 8
        assert not panel.display


async def test_the_filter_narrows_the_list_as_one_types(desk: Desk) -> None:
    desk.open_thread("PTA", "Something else", day=date(2020, 10, 1))
    async with running(desk) as (app, pilot):
        await pilot.press("slash")
        await typed(pilot, "some")
        await settle(pilot)
        rows = app.screen.query_one(ThreadList)
        assert [row.title for row in rows.rows] == ["Something else"]
        assert "1 of 2" in shown(app)
        await pilot.press("enter")
        assert app.focused is rows
        await pilot.press("escape")
        assert len(rows.rows) == 2
        assert not app.screen.query_one("#filter", Input).display


async def test_a_filter_that_nothing_fits_says_how_to_leave_it_and_loses_no_place(desk: Desk) -> None:
    desk.open_thread("PTA", "Something else", day=date(2020, 10, 1))
    async with running(desk, SMALL) as (app, pilot):
        rows = app.screen.query_one(ThreadList)
        await pilot.press("end")
        await settle(pilot)
        assert rows.cursor == 1
        await pilot.press("slash")
        await typed(pilot, "zzz")
        await settle(pilot)
        assert "0 of 2" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.focused is not rows
        assert "⏎ To the list  esc All threads" in shown(app).splitlines()[-1]
        await pilot.press("escape")
        await settle(pilot)
        assert (rows.cursor, rows.picked) == (1, app.main.view.thread.id if app.main.view else None)
        await pilot.press("slash")
        await typed(pilot, "some")
        await pilot.press("down")
        await settle(pilot)
        assert app.focused is rows


@pytest.mark.parametrize(
    ("width", "counts"),
    [(WIDE[0], "● with us · open: we owe 3, they 1 · 2 reminders"), (66, "● with us · we owe 3, they 1"),
     (74, "● with us · we owe 3, they 1 · 2 reminders")],
)  # fmt: skip
async def test_what_is_open_is_counted_in_as_many_words_as_there_is_room_for(
    desk: Desk, width: int, counts: str
) -> None:
    async with running(desk, (width, 40)) as (app, _):
        _, found, behind = shown(app).partition(counts)
        assert found
        assert not behind.lstrip().startswith(("·", "…"))


async def test_a_reminder_of_many_words_hangs_below_its_own_beginning(desk: Desk) -> None:
    letter = Message("out", "letter", "Licence", "When does it end?", sent="2020-10-01")
    other = desk.open_thread("PTA", "Licence", day=date(2020, 10, 1))
    desk.decide(other, lambda now: log_message(now, letter, "officer"))
    async with running(desk, select=other) as (app, _):
        left = app.screen.query_one(OpenPanel).region.x
        lines = [line[left:].rstrip() for line in shown(app).splitlines()]
        at = next(at for at, line in enumerate(lines) if "no acknowledgement · #2," in line)
        assert lines[at].index("no") == lines[at + 1].index("due 8 Oct") > 1
        assert "no request or promise open" in "\n".join(lines)


async def test_the_day_is_switched_and_marked(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await logged(pilot, "/as-of 2020-10-17")
        assert "as of 17 October 2020" in shown(app)
        assert "5 days, nothing from PTA since 12 October" in shown(app)
        assert "overdue 1 d" in shown(app)


async def test_resizing_keeps_everything_in_reach(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("n")
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        assert "⚑ overdue by 2 days" in shown(app)
        assert not app.screen.query_one(OpenPanel).display
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert "⚑ overdue by 2 days" in shown(app)
        assert app.screen.query_one(OpenPanel).display


async def test_what_has_the_keys_stays_in_sight_when_the_window_shrinks(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        for keys, size in (("p", SMALL), ("p escape d f9", SMALL)):
            await pilot.resize_terminal(*WIDE)
            for key in keys.split():
                await pilot.press(key)
                await settle(pilot)
            having = app.focused
            assert isinstance(having, OpenPanel | Conversation)
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert app.focused is having
            assert app.screen.can_view_partial(having)
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(app.focused, Conversation | TextArea)


async def test_the_palette_holds_every_action_and_finds_threads(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, MainScreen)
        names = [hit.text or "" async for hit in ActionProvider(screen).discover()]
        for word in ("Draft the follow-up", "/settle", "/import", "Hide a reminder"):
            assert any(word in name for name in names)
        assert [thread for _, thread, _ in screen.palette_threads("go to blocking")] == [THREAD]
        await pilot.press("ctrl+p")
        await typed(pilot, "due day came")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)


async def test_the_help_is_made_from_the_bindings(desk: Desk) -> None:
    async with running(desk, SMALL) as (app, pilot):
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "esc closes" in shown(app)  # however long it is
        text = app.screen.text.plain
        for told in ("Draft the follow-up beside the thread", "/extend", "Next thread", "Log the text"):
            assert told in text


async def test_every_binding_has_an_id_so_that_it_can_be_moved() -> None:
    for widget in (MainScreen, ThreadList, TodayList, Conversation, ComposerText, FormScreen, TextScreen):
        assert all(getattr(binding, "id", None) for binding in widget.BINDINGS)


async def test_the_hint_shows_only_when_it_is_asked_for(desk_on: Callable[[date], Desk]) -> None:
    for hint in (True, False):
        async with running(desk_on(date(2020, 10, 18)), SMALL, hint=hint) as (app, _):
            assert ("First steps" in shown(app)) is hint


@pytest.mark.parametrize("opens", ["I", "question_mark"])
async def test_what_was_said_before_does_not_lie_over_what_opens(empty: Desk, opens: str) -> None:
    async with running(empty, SMALL, notifications=True) as (app, pilot):
        await pilot.press("e")
        await settle(pilot)
        assert "There is no thread yet" in toasts(app)
        await pilot.press(opens)
        await settle(pilot)
        assert toasts(app) == ""
        assert not [toast for toast in app.screen.query(Toast) if toast.region]


async def test_a_thread_is_begun_from_the_keyboard(empty: Desk) -> None:
    async with running(empty, SMALL) as (app, pilot):
        text = shown(app)
        assert "There is no thread yet." in text
        assert "imports mail" in text
        await pilot.press("N")
        await settle(pilot)
        await typed(pilot, "Licence")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [summary.title for summary in empty.summaries()] == ["Licence"]
        assert "Licence" in shown(app)


async def test_mouse_clicks_choose_threads_and_entries(desk: Desk) -> None:
    other = desk.open_thread("PTA", "Another matter", day=date(2020, 10, 1))
    async with running(desk) as (app, pilot):
        await pilot.click(ThreadList, offset=(4, 3))
        await settle(pilot)
        assert app.screen.query_one(ThreadList).picked == other
        await pilot.click(ThreadList, offset=(4, 0))
        await settle(pilot)
        talk = app.screen.query_one(Conversation)
        await pilot.press("enter", "g")
        await pilot.click(Conversation, offset=(10, 15))
        await settle(pilot)
        assert getattr(talk.item, "n", None) == 5

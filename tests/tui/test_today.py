"""The day's page: it comes first, goes to the entry, and its keys act on the line and on no other thread."""

from __future__ import annotations

from datetime import UTC, date

from textual.app import App, ComposeResult

from assistant.desk import Desk
from assistant.record.decisions import log_message
from assistant.record.kinds import Classified, Message
from assistant.tui.agenda import Found, agenda
from assistant.tui.app import AssistantApp
from assistant.tui.screens.draft_screen import DraftScreen
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.screens.tray_screen import TrayScreen
from assistant.tui.timeline import Reminder
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.today_list import TodayList
from tests.tui.conftest import DAY, THREAD, in_front, settle, shown, toasts, typed
from tests.tui.test_agenda import one, row

WIDE, SMALL = (120, 40), (80, 24)


async def test_the_day_comes_first_and_each_line_leads_on(morning: Desk) -> None:
    other = morning.open_thread("PTA", "A quiet matter", day=date(2020, 10, 1))
    app = AssistantApp(morning, home=True)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        page = app.screen.query_one(TodayList)
        assert page.has_focus
        text = shown(app)
        for told in ("We owe", "⚐ due 19 Oct", "“tangible timelines for the proposed actions”", "d answer", "They owe"):
            assert told in text
        assert "3 exchanges with nobody we know" in "\n".join(line.what for line in page.lines)
        assert [line.thread for line in page.lines if line.id.startswith("lately:")] == [other]

        await pilot.press("e")  # a key acts on the line, over the page
        await settle(pilot)
        assert "tangible timelines" in in_front(app, TextScreen).text.plain
        await pilot.press("escape", "space")  # the next step of what we owe
        await settle(pilot)
        in_front(app, DraftScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert page.has_focus

        await pilot.press("n", "enter")  # to the reminder of what they owe
        await settle(pilot)
        talk = app.screen.query_one(Conversation)
        assert talk.has_focus
        assert isinstance(talk.item, Reminder)
        assert talk.item.gap.kind == "no-reply"
        assert "⚑ overdue by 2 days" in shown(app)
        await pilot.press("H")
        assert page.has_focus
        page.cursor = next(at for at, line in enumerate(page.lines) if line.id == "tray")
        await pilot.press("d")  # not in the thread that was read last
        await settle(pilot)
        assert "Choose a line about a thread first" in toasts(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TrayScreen)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert not page.display
        assert app.screen.query_one(Conversation).has_focus


async def test_what_is_decided_on_the_page_is_decided_in_the_thread_of_the_line(desk: Desk) -> None:
    """Another thread was read before: the line's own is read first, and the page is made anew from what was decided."""
    other = desk.open_thread("PTA", "Licence fees", day=date(2020, 10, 1))
    mail = Message("in", "email", "Fees", "Pay.", received="2020-10-13", proposed_class="acknowledgement")
    asked = Message("out", "email", "Fees", "How much?", sent="2020-10-08")
    for message in (asked, mail):
        desk.decide(other, lambda thread, message=message: log_message(thread, message, "x"))  # type: ignore[misc]
    untouched = desk.thread(THREAD)
    app = AssistantApp(desk, home=True)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        page = app.screen.query_one(TodayList)
        page.cursor = next(at for at, line in enumerate(page.lines) if line.gap.startswith("we-owe:pta-2020-001"))
        await pilot.press("enter", "H")
        await settle(pilot)
        page.cursor = next(at for at, line in enumerate(page.lines) if line.gap.startswith("unclassified"))
        assert "say what it is" in shown(app)
        await pilot.press("space")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        await typed(pilot, "\n")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page.has_focus
        (line,) = desk.record.store.lines(other)[-1:]
        assert isinstance(line.fact, Classified)
        assert not [line for line in page.lines if line.gap.startswith("unclassified")]
        assert desk.thread(THREAD) == untouched


class DayApp(App[None]):
    def compose(self) -> ComposeResult:
        yield TodayList()


async def test_the_cursor_stays_on_its_thing_when_others_come_above_it_and_go() -> None:
    app, rows = DayApp(), tuple(row(name) for name in "abc")
    async with app.run_test(size=SMALL):
        page = app.query_one(TodayList)
        page.settled = True
        for gaps, chosen in (("b", "b"), ("abc", "b"), ("bc", "b"), ("ac", "a")):
            found = Found(rows, tuple(one("no-reply", name) for name in gaps), checked=True)
            page.show([section for section in agenda(found, DAY, UTC) if section.title == "They owe"])
            assert page.line is not None
            assert page.line.thread == chosen


async def test_until_the_reader_has_moved_the_first_thing_is_chosen_whatever_comes_above_it() -> None:
    """What is at hand at once are the threads that moved last; the reminders come a moment later, above them."""
    app, rows = DayApp(), tuple(row(name) for name in "abc")
    async with app.run_test(size=SMALL) as pilot:
        page = app.query_one(TodayList)
        page.focus()
        page.show(agenda(Found(rows), DAY, UTC))
        assert page.line is not None
        assert page.line.id == "lately:a"
        page.show(agenda(Found(rows, (one("no-reply", "b"),), checked=True), DAY, UTC))
        assert page.line.thread == "b"
        await pilot.press("down")
        assert page.line.id == "lately:a"
        page.show(agenda(Found(rows, (one("no-reply", "b"), one("no-reply", "c")), checked=True), DAY, UTC))
        assert page.line.id == "lately:a"


async def test_the_day_opens_at_its_top_however_much_there_is(desk: Desk) -> None:
    asked = Message("out", "email", "Fees", "How much?", sent="2020-10-02")
    for at in range(12):
        other = desk.open_thread("PTA", f"Fees {at}", day=date(2020, 10, 1))
        desk.decide(other, lambda thread: log_message(thread, asked, "x"))
    desk.open_thread("OFCOM", "The latest, in which nothing is due", day=DAY)
    desk.refresh()
    app = AssistantApp(desk, home=True)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        page = app.screen.query_one(TodayList)
        assert (page.cursor, page.scroll_offset.y) == (0, 0)


async def test_an_empty_record_says_what_to_do(empty: Desk) -> None:
    app = AssistantApp(empty, home=True)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "imports mail" in shown(app)
        await pilot.press("d", "space", "enter", "x", "l")  # nothing to act on, and no fault
        await settle(pilot)
        assert {*toasts(app).splitlines()} == {"There is no thread yet: I imports mail, N begins one"}

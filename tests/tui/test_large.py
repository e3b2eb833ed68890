"""Many threads and long ones: only what is seen is drawn, and the start imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date

import pytest
from msgspec import structs
from textual.app import App, ComposeResult

from assistant.desk import Desk
from assistant.record.index_rows import Summary
from assistant.record.kinds import Message
from assistant.record.thread import Logged, Thread
from assistant.tui.reading import AT_HAND, at_hand, seen_of
from assistant.tui.rows import ThreadRow
from assistant.tui.timeline import View
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.talk_lines import WINDOW
from assistant.tui.widgets.thread_list import ThreadList
from tests.tui.conftest import shown

DAY = date(2020, 1, 1)


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield ThreadList()


class TalkApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Conversation()


def rows(count: int) -> list[ThreadRow]:
    return [ThreadRow(f"pta-2020-{n:05}", "PTA", f"Matter {n}", "none", n, "", "", f"matter {n}") for n in range(count)]


async def test_ten_thousand_threads_are_walked_without_drawing_them_all() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        threads = app.query_one(ThreadList)
        threads.show(rows(10_000))
        threads.focus()
        await pilot.pause()
        assert "Matter 0" in shown(app)
        await pilot.press("G")
        await pilot.pause()
        assert "Matter 9999" in shown(app)
        assert threads.picked == "pta-2020-09999"
        await pilot.press("k", "g", "j", "pagedown")
        assert threads.picked == f"pta-2020-{1 + 20 // 3:05}"


async def test_the_list_keeps_its_place_when_it_is_read_again() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)):
        threads = app.query_one(ThreadList)
        threads.show(rows(50))
        threads.cursor = 20
        threads.show([*rows(50)[25:], *rows(25)], "pta-2020-00020")
        assert threads.picked == "pta-2020-00020"
        threads.show([])
        assert threads.picked is None


def long_thread(count: int) -> View:
    messages = tuple(
        Logged(
            n,
            date(2020, 1, 1),
            "2020-01-01T00:00:00Z",
            "x",
            Message("in", "email", f"Subject {n}", "Body"),
            None,
            False,
        )
        for n in range(2, count + 2)
    )
    thread = Thread("pta-2020-001", "PTA", "Long", DAY, messages=messages)
    return View(thread, (), DAY, UTC, "Telecom")


async def test_a_long_thread_opens_at_its_newest_and_lays_out_the_past_on_demand() -> None:
    app = TalkApp()
    async with app.run_test(size=(60, 20)) as pilot:
        talk = app.query_one(Conversation)
        talk.show(long_thread(5000))
        talk.focus()
        await pilot.pause()
        assert len(talk._tops) == WINDOW
        assert "Subject 5001" in shown(app)
        assert talk.go_to_entry(4000)
        await pilot.pause()
        assert "Subject 4000" in shown(app)
        await pilot.press("g")
        await pilot.pause()
        assert "Subject 2" in shown(app)
        assert len(talk._tops) == WINDOW  # a jump lays out what is near, not all that lies between
        talk.show(long_thread(5001))
        await pilot.pause()
        assert "Subject 2" in shown(app)
        for _ in range(WINDOW + 5):
            await pilot.press("j")
        assert f"Subject {WINDOW + 7}\n" in shown(app)
        assert talk.chosen == WINDOW + 5
        await pilot.press("G")
        await pilot.pause()
        assert "Subject 5002" in shown(app)
        assert len(talk._tops) == WINDOW


async def test_earlier_items_come_above_without_moving_what_is_read() -> None:
    app = TalkApp()
    async with app.run_test(size=(60, 20)) as pilot:
        talk = app.query_one(Conversation)
        talk.show(long_thread(300))
        talk.focus()
        await pilot.pause()
        for _ in range(WINDOW + 5):
            await pilot.press("k")
        assert len(talk._tops) > WINDOW
        assert f"Subject {getattr(talk.item, 'n', 0)}" in shown(app)


async def test_new_messages_are_gone_through_in_both_directions_and_round_again() -> None:
    app = TalkApp()
    async with app.run_test(size=(60, 20)):
        talk, stops = app.query_one(Conversation), list[int]()
        talk.show(structs.replace(long_thread(10), unread=frozenset({4, 8})))
        for by in (-1, -1, -1, 1, 1, 1):
            assert talk.next_unread(by)
            stops.append(talk.entry)
        assert stops == [8, 4, 8, 4, 8, 4]


def test_the_first_paint_asks_for_a_screenful_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []

    def summaries(limit: int | None = None) -> tuple[Summary, ...]:
        asked.append(limit)
        return ()

    monkeypatch.setattr(desk, "summaries", summaries)
    at_hand(desk, seen_of(desk))
    assert asked == [AT_HAND]


def test_the_start_imports_only_what_the_first_screen_needs() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, assistant.tui.app; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split()
    heavy = {
        "tinydb",
        "filelock",
        "jinja2",
        "holidays",
        "httpx",
        "assistant.drafts",
        "assistant.mail",
        "assistant.demo",
    }
    assert not heavy & set(told)
    assert "assistant.tui.screens.draft_screen" not in told

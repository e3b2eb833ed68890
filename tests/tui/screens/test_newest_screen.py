"""A long thread on the screen: its newest messages first, then the rest above them, and nothing moves."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant import config
from assistant.desk import Desk
from assistant.record import newest as room
from assistant.record.entry import NewEntry
from assistant.record.kinds import Corrected, Fact, Message, ObligationOpened
from assistant.record.thread import Thread
from assistant.seen import Seen
from assistant.services.lately import lately
from assistant.tui.app import AssistantApp
from assistant.tui.places import Place
from assistant.tui.reading import newest_to_read
from assistant.tui.timeline import Silence
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation
from tests.record.writing import file_of, message
from tests.tui.conftest import settle, shown, strike

DAY = date(2024, 11, 14)
THREAD = "pta-2024-001"
SETTINGS = 'author = "officer"\n[regulators.PTA]\nname = "Telecom"\n'
WIDE = (120, 40)


class SlowDesk(Desk):
    """A desk on a disk so slow that nobody sees the whole of a thread before `go`."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, config.parse(SETTINGS), DAY)
        self.go = threading.Event()

    def thread(self, thread: str) -> Thread:
        assert self.go.wait(20)
        return super().thread(thread)


@pytest.fixture(autouse=True)
def soon_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LONG", 80)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SlowDesk]:
    """A thread of a hundred letters a day apart; the last two and what they ask were corrected since."""
    desk = SlowDesk(tmp_path / "record")
    assert desk.open_thread("PTA", "A long matter", day=DAY - timedelta(days=100)) == THREAD
    facts: list[Fact] = [letter(n) for n in range(2, 102)]
    facts.append(ObligationOpened("request", "company", "the old question", 3, "2024-12-01"))
    facts.append(ObligationOpened("request", "company", "the new question", 100, "2024-11-20"))
    facts.append(Corrected(100, "misread", {"text": "Letter 100 as it reads"}))
    facts.append(Corrected(101, "not ours", void=True))
    desk.append(THREAD, [NewEntry(fact, "officer", f"{DAY}T10:00:00Z") for fact in facts])
    desk.refresh()
    yield desk
    desk.go.set()
    desk.close()


def letter(n: int) -> Message:
    day = (DAY - timedelta(days=102 - n)).isoformat()
    return message("in" if n % 2 == 0 else "out", day, f"Letter {n}", subject=f"Subject {n}")


async def until(pilot: Pilot[None], text: str) -> None:
    for _ in range(1000):
        if text in shown(pilot.app):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{text!r} is not on the screen:\n{shown(pilot.app)}")


def seen(app: AssistantApp) -> tuple[list[str], str]:
    """The lines of the conversation that are in sight, and what is chosen."""
    talk = app.main.query_one(Conversation)
    region = talk.scrollable_content_region
    item = talk.item
    assert item is not None
    assert not isinstance(item, Silence)
    return [talk.render_line(y).text for y in range(region.height)], f"#{item.n}"


async def test_the_newest_is_there_while_the_rest_is_read_and_keys_wait_for_it(desk: SlowDesk) -> None:
    app = AssistantApp(desk, select=THREAD)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, "Letter 100 as it reads")
        first = shown(app)
        assert "Subject 101" not in first
        assert "the new question" in first
        assert "the old question" in first  # beside the thread, as its letter is not read yet
        view = app.main.view
        assert view is None  # nothing can be decided upon it
        strike(pilot, "l", "h", "i")
        await pilot.pause(0.05)
        assert app.main.query_one(Composer).text == ""
        desk.go.set()
        await settle(pilot)
        assert app.main.query_one(Composer).text == "hi"
        assert app.main.view is not None
        assert len(app.main.view.thread.messages) == 99


async def test_nothing_moves_when_the_rest_has_come(desk: SlowDesk) -> None:
    app = AssistantApp(desk, select=THREAD)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, "Letter 100 as it reads")
        app.main.query_one(Conversation).focus()
        await pilot.press("k", "k", "k", "g")
        await until(pilot, "the earlier items are being read")
        before = seen(app)
        desk.go.set()
        await settle(pilot)
        lines, chosen = seen(app)
        assert (lines[1:], chosen) == (before[0][1:], before[1])
        assert "earlier items ·" in lines[0]


async def test_who_comes_for_an_entry_is_shown_no_other(desk: SlowDesk) -> None:
    away = desk.open_thread("PTA", "Another matter", day=DAY)
    app = AssistantApp(desk, select=away)
    async with app.run_test(size=WIDE) as pilot:
        desk.go.set()
        await settle(pilot)
        desk.go.clear()
        app.main.pages.visit(Place(THREAD, 96))
        await until(pilot, "Letter 96")
        assert seen(app)[1] == "#96"
        desk.go.set()
        await settle(pilot)
        assert seen(app)[1] == "#96"
        app.main.pages.visit(Place(away))
        await settle(pilot)
        desk.go.clear()
        app.main.pages.visit(Place(THREAD, 5))
        await pilot.pause(0.2)
        assert "Letter 100" not in shown(app)
        desk.go.set()
        await settle(pilot)
        assert seen(app)[1] == "#5"


async def test_damage_in_what_is_read_later_is_told_in_its_place(desk: SlowDesk) -> None:
    file = file_of(desk.root, THREAD)
    status, content = file.stat(), file.read_bytes()
    file.write_bytes(content.replace(b"Letter 3", b"Letter E"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    app = AssistantApp(desk, select=THREAD)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, "Letter 100 as it reads")
        desk.go.set()
        await settle(pilot)
        assert "cannot be shown" in shown(app)
        assert "Letter 100" not in shown(app)
        app.main.reader.look()
        await settle(pilot)
        file.write_bytes(content)  # as long as it was
        app.main.reader.look()
        await settle(pilot)
        assert "Letter 100" in shown(app)
        assert "unread (w)" not in shown(app)


def written(desk: SlowDesk) -> None:
    desk.append(THREAD, [NewEntry(letter(101), "officer")])


def touched(desk: SlowDesk) -> None:
    os.utime(file_of(desk.root, THREAD))


def last_line_changed(desk: SlowDesk) -> None:
    file = file_of(desk.root, THREAD)
    status, content = file.stat(), file.read_bytes()
    file.write_bytes(content.replace(b"not ours", b"NOT ours"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def moved(desk: SlowDesk) -> None:
    desk.take_settings(config.parse(SETTINGS + 'timezone = "Asia/Karachi"\n'))


def earlier(desk: SlowDesk) -> None:
    desk.as_of = DAY - timedelta(days=3)


@pytest.mark.parametrize("change", [written, touched, last_line_changed, moved, earlier])
def test_what_the_index_does_not_know_for_sure_is_not_shown(desk: SlowDesk, change: Callable[[SlowDesk], None]) -> None:
    assert lately(desk, THREAD)
    change(desk)
    assert lately(desk, THREAD) is None


def test_what_came_since_the_last_look_is_marked(desk: SlowDesk, tmp_path: Path) -> None:
    seen = Seen(desk.root, tmp_path / "seen.json")
    seen.begin(lambda: [(THREAD, 97)])
    view = newest_to_read(desk, seen, THREAD)
    assert view is not None
    assert view.unread == {99, 100}

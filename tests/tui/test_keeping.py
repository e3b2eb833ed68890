"""What stands unlogged on a screen outlives the program, and comes back where it stood."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import msgspec
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from assistant.desk import Desk
from assistant.services.kept_texts import Kept, KeptTexts
from assistant.tui.app import AssistantApp
from assistant.tui.screens.draft_screen import DraftScreen
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation
from tests.tui.conftest import THREAD, settle, shown, toasts, typed


def on_disk(desk: Desk) -> list[tuple[str, str]]:
    folder = KeptTexts(desk.root).all_runs
    found = [path.read_bytes() for path in folder.rglob("*.json")]
    return sorted((kept.place, kept.thread) for kept in (msgspec.json.decode(one, type=Kept) for one in found))


async def until_kept(pilot: Pilot[None], desk: Desk, expected: list[tuple[str, str]]) -> None:
    await settle(pilot)
    for _ in range(400):
        if on_disk(desk) == expected:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(on_disk(desk))


async def test_composer_form_and_draft_come_back_after_a_crash(desk: Desk) -> None:
    async with AssistantApp(desk).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "half a thought")
        await pilot.press("escape", "d")
        await settle(pilot)
        assert isinstance(pilot.app.screen, DraftScreen)
        pilot.app.screen.query_one("#text", TextArea).insert("By hand: ")
        await settle(pilot)
        await until_kept(pilot, desk, [("composer", THREAD), ("draft", THREAD)])
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("n", "s")
        await settle(pilot)
        await typed(pilot, "the minister is away")
        await until_kept(pilot, desk, [("Snooze the reminder", THREAD), ("composer", THREAD), ("draft", THREAD)])

    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert "3 texts were kept, the last from" in toasts(app)
        assert app.screen.query_one(Composer).text == "half a thought"
        await pilot.press("H")
        await settle(pilot)
        assert "✎ not saved" in shown(app)
        await pilot.press("H", "n", "s")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert app.screen.query_one("#field-reason", Input).value == "the minister is away"
        await pilot.press("escape", "d")
        await settle(pilot)
        assert isinstance(app.screen, DraftScreen)
        assert "By hand: " in app.screen.query_one("#text", TextArea).text
        await pilot.press("ctrl+s", "escape", "l", "ctrl+s")
        await settle(pilot)
        await until_kept(pilot, desk, [])
    assert not any(KeptTexts(desk.root).all_runs.iterdir())


async def test_a_question_and_a_search_come_back_too(desk: Desk) -> None:
    async with AssistantApp(desk).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("K")
        await typed(pilot, "what do they")
        await pilot.press("escape", "K")
        await settle(pilot)
        assert pilot.app.screen.query_one("#ask", Input).value == "what do they"
        await pilot.press("escape", "F")
        await typed(pilot, "timelin")
        await until_kept(pilot, desk, [("question", THREAD), ("search", THREAD)])

    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert "2 texts were kept, the last from" in toasts(app)
        assert on_disk(desk) == [("question", THREAD), ("search", THREAD)]
        await pilot.press("F")
        await settle(pilot)
        assert app.screen.query_one("#query", Input).value == "timelin"
        await pilot.press("escape", "K")
        await settle(pilot)
        assert app.screen.query_one("#ask", Input).value == "what do they"
        await typed(pilot, " owe\n")
        await until_kept(pilot, desk, [])


async def test_a_disk_that_keeps_nothing_is_said_once_and_typing_goes_on(desk: Desk) -> None:
    place = KeptTexts(desk.root).all_runs
    place.parent.mkdir(parents=True)
    place.write_text("in the way")
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "a note")
        said = "unlogged texts cannot be kept"
        for _ in range(400):
            await asyncio.sleep(0.05)
            if said in toasts(app):
                break
        await typed(pilot, " more")
        await asyncio.sleep(0.8)  # longer than between two looks
        await settle(pilot)
        assert toasts(app).count(said) == 1
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Note logged as #24 · u undoes it" in toasts(app)


async def test_what_another_process_writes_appears_and_the_place_is_kept(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "k", "k", "n", "s")
        await settle(pilot)
        await typed(pilot, "still typing")
        form, talk = app.screen, app.main.query_one(Conversation)
        chosen = talk.item
        write(desk, "log", THREAD, "--note", "--text", "from a colleague")
        write(desk, "log", "PTA", "--title", "Another matter", "--note", "--text", "x")
        for _ in range(400):
            await asyncio.sleep(0.05)
            if len(app.main.reader.rows) == 2 and app.main.view and app.main.view.thread.length == 24:
                break
        await settle(pilot)
        assert len(app.main.reader.rows) == 2
        assert app.screen is form
        await pilot.press("escape")
        await settle(pilot)
        assert talk.item == chosen
        assert talk.chosen < len(talk.items) - 2
        await pilot.press("G")
        await settle(pilot)
        assert "from a colleague" in shown(app)


def write(desk: Desk, *words: str) -> None:
    """As a colleague does, at the same record."""
    named = ["--record", str(desk.root), "--config", str(Path(desk.root) / "assistant.toml"), "--as-of", "2020-10-18"]
    subprocess.run([sys.executable, "-m", "assistant", *named, *words], check=True, capture_output=True)


async def test_a_screen_that_goes_takes_nothing_with_it(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "half a thought")
        await until_kept(pilot, desk, [("composer", THREAD)])
        await app.main.query_one(Composer).query("*").remove()
        await asyncio.sleep(0.6)  # longer than between two looks
        assert on_disk(desk) == [("composer", THREAD)]

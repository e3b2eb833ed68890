"""Text from outside is data: in every view it shows as harmless text, and no markup in it is obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from assistant import config
from assistant.desk import Desk
from assistant.record.decisions import Asked, log_message, note
from assistant.record.kinds import Attachment, Message, Party
from assistant.tui import undoing
from assistant.tui.app import AssistantApp
from assistant.tui.screens.draft_screen import DraftScreen
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.conversation import Conversation
from tests.tui.conftest import settle, shown, typed

BAD = (
    "[EXT] Re: x [/foo] y [link=https://e.example]click[/link] [@click=app.quit]go[/] $text "
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \u202egnp.exe\u202c {{7*7}} 漢字"
)
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Desk]:
    """A record in which everything that comes from outside is hostile."""
    settings = config.parse(
        'author = "officer"\n[company]\nname = "C [bold]x[/bold]"\n'
        '[regulators.PTA]\nname = "R [/x]"\ntimezone = "Asia/Karachi"\n'
    )
    desk = Desk(tmp_path / "hostile", settings, date(2020, 10, 18))
    thread = desk.open_thread("PTA", BAD, day=date(2020, 10, 1), ours=BAD, theirs=BAD)
    sent = Message("out", "letter", BAD, f"{BAD}\n{BAD}", sender=Party(BAD, "a@b.example"), sent="2020-10-02")
    asked = Asked("request", "regulator", "[EXT] Re: x [/foo]", condition=BAD)
    desk.decide(thread, lambda now: log_message(now, sent, BAD, asks=[asked]))
    attached = Attachment(BAD, "x/y", 12345, "0" * 64, f"{BAD}\n{BAD}", BAD)
    received = Message(
        "in",
        "email",
        BAD,
        BAD * 20,
        reply_text=BAD,
        sender=Party(BAD, "a@b.example"),
        received="2020-10-09",
        receipt=BAD,
        proposed_class="partial",
        class_reason=BAD,
        confidential=True,
        attachments=(attached,),
    )
    desk.decide(thread, lambda now: log_message(now, received, BAD, asks=[Asked("request", "company", "[/foo] y")]))
    desk.decide(thread, lambda _: note(BAD, BAD, date(2020, 10, 10)))
    yield desk
    desk.close()


def harmless(text: str) -> None:
    """Nothing a terminal obeys, and nothing that turns the reading order."""
    assert not any(letter in text for letter in "\x1b\x07\u202e\u202c")


@pytest.mark.parametrize("size", SIZES)
async def test_list_thread_and_panel_show_it_literally(hostile: Desk, size: tuple[int, int]) -> None:
    app = AssistantApp(hostile)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = shown(app)
        harmless(text)
        assert "[EXT] Re: x [/foo] y" in text
        assert "C [bold]x[/bold]" in text
        talk = app.screen.query_one(Conversation)
        await pilot.press("enter", "g", "enter")
        for _ in range(12):
            harmless(shown(app))
            await pilot.press("pagedown")
        talk.go_to_entry(4)
        assert "␛[31mred" in shown(app)
        assert "{{7*7}}" in shown(app)
        await pilot.press("p")
        harmless(shown(app))
        assert "[/foo] y" in shown(app)


async def test_forms_show_it_literally(hostile: Desk) -> None:
    app = AssistantApp(hostile)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for keys in (["n", "s"], ["n", "x"], ["n", "o"], ["n", "c"], ["u"], ["C"]):
            app.screen.query_one(Conversation).go_to_entry(4)
            await pilot.press(*keys)
            await settle(pilot)
            harmless(shown(app))
            assert isinstance(app.screen, FormScreen) or keys == ["n", "c"]
            await pilot.press("escape")
            await settle(pilot)
            assert app.screen is app.main


async def test_explanation_copy_and_palette_show_it_literally(hostile: Desk) -> None:
    app = AssistantApp(hostile)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("n", "e")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "[EXT] Re: x [/foo]" in shown(app)
        harmless(shown(app))
        await pilot.press("y", "escape")
        app.screen.query_one(Conversation).go_to_entry(4)
        await pilot.press("y")
        harmless(app.clipboard)
        assert "[@click=app.quit]" in app.clipboard
        await pilot.press("ctrl+p")
        await typed(pilot, "ext")
        await settle(pilot)
        harmless(shown(app))
        assert "Go to [EXT] Re: x [/foo]" in shown(app)


async def test_a_draft_shows_it_literally(hostile: Desk) -> None:
    app = AssistantApp(hostile)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(app.screen, DraftScreen)
        harmless(shown(app))
        assert "{{7*7}}" in shown(app)
        assert any("[/foo]" in str(option.prompt) for option in app.screen.query_one("#facts", OptionList).options)


async def test_toasts_and_complaints_show_it_literally(hostile: Desk) -> None:
    app = AssistantApp(hostile)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await typed(pilot, "/[/foo][red]x")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "there is no command /[/foo][red]x" in str(app.screen.query_one("#meaning", Static).content)
        assert "there is no command /[/foo][red]x" in shown(app)
        await pilot.press("escape")
        app.main.clerk.tell_step("[EXT] y [/foo]", undoing.of_opening(hostile, "pta-2020-001"))
        await settle(pilot)
        assert "[EXT] y [/foo] · u undoes it" in " ".join(shown(app).split())

"""Keys: every screen tells its own, and a user may choose others; a mistake in them is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content

from assistant import config
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.tui.app import STYLED, AssistantApp
from assistant.tui.keymap import checked
from assistant.tui.palette import ActionProvider
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.composer import ComposerText
from tests.tui.conftest import settle, shown, toasts


def chosen(tmp_path: Path, keys: str) -> dict[str, str]:
    file = tmp_path / "assistant.toml"
    file.write_text(f'author = "officer"\n[keys]\n{keys}\n', encoding="utf-8")
    return checked(config.load(file, required=True), STYLED)


def test_keys_that_make_sense_are_taken(tmp_path: Path) -> None:
    assert chosen(tmp_path, "") == {}
    written = '"main.log" = "i, f11"\n"main.explain" = "l"\n"list.down" = "f10,down"\n"draft.save" = "?"'
    assert chosen(tmp_path, written) == {
        "main.log": "i,f11", "main.explain": "l", "list.down": "f10,down", "draft.save": "question_mark",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "line", "what"),
    [
        ('"main.lgo" = "i"', 3, "unknown action `main.lgo`"),
        ('"main.log" = "d"', 3, "`main.log` in [keys]: d is the key of `main.draft`"),
        ('"main.log" = "j"', 3, "`main.log` in [keys]: j is the key of `list.down`"),
        ('"tray.next" = "f9"\n"tray.undo" = "f9"', 4, "f9 is the key of"),
        ('"main.log" = "cltr+x"', 3, "'cltr+x' is no key"),
        ('"main.log" = ""', 3, "'' is no key"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, keys: str, line: int, what: str) -> None:
    with pytest.raises(UsageProblem) as found:
        chosen(tmp_path, keys)
    assert what in str(found.value)
    assert found.value.where == f"{tmp_path / 'assistant.toml'}, line {line}"


async def test_chosen_keys_act_and_are_told_in_footer_help_and_palette(desk: Desk) -> None:
    app = AssistantApp(desk, keymap={"main.log": "i,f6", "main.explain": "l", "main.help": "f7"})
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "i Log" in shown(app).splitlines()[-1]
        assert "l Explain" in shown(app).splitlines()[-1]
        told = {hit.text: hit.help async for hit in ActionProvider(app.screen).discover()}
        assert told["Write a note, a call or a message"] == "key i f6"
        await pilot.press("i")
        assert isinstance(app.focused, ComposerText)
        await pilot.press("escape", "f7")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "i f6" in told_by(app)
        await pilot.press("escape", "l")
        await settle(pilot)
        assert "How this due day came about" in shown(app)


async def test_sentences_name_the_keys_that_were_chosen(empty: Desk, morning: Desk) -> None:
    moved = {
        "main.import": "ă", "main.new": "ĕ", "main.help": "ĭ", "main.quit": "ŏ", "main.draft": "ŭ", "main.explain": "ā",
        "today.enter": "ē", "today.step": "ī", "tray.elsewhere": "ō", "chat.copy": "č",
        "chat.again": "ď", "composer.submit": "ě", "page.copy": "ň", "main.tray": "ř",
    }  # fmt: skip
    app = AssistantApp(empty, home=True, hint=True, keymap=moved)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        text = " ".join(shown(app).split())
        assert "ă imports mail: .eml, mbox, Maildir ĕ begins a thread by hand ĭ shows all keys" in text
        assert "leave with ŏ and run" in text
        assert "ē goes there · ī does the next step · ā explain" in text
    app = AssistantApp(morning, home=True, hint=True, keymap=moved)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert "ŭ in a thread begins one" in shown(app)
        assert "3 in the tray: ř" in shown(app)
        await pilot.press("t")
        await settle(pilot)
        assert "next reminder · ā explain · ŭ draft" in shown(app)
        await pilot.press("l")
        await settle(pilot)
        assert "ě logs it" in shown(app)
        await pilot.press("escape")
        app.action_help_here()
        await settle(pilot)
        assert "esc closes · ň copies" in shown(app)
        await pilot.press("escape", "ř", "3")
        await settle(pilot)
        assert "No such suggestion: ō files it anywhere" in toasts(app)
        await pilot.press("escape", "K")
        await settle(pilot)
        assert "ď again · č copy" in shown(app)


async def test_every_screen_tells_its_keys_and_offers_them(morning: Desk) -> None:
    app = AssistantApp(morning, select="pta-2020-001")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key, does in (
            ("T", "File it in the first thread suggested"), ("P", "It binds nobody: never propose it again"),
            ("d", "The next thing that is missing or wrong"), ("N", "Done"),
        ):  # fmt: skip
            await pilot.press(key)
            await settle(pilot)
            assert does in [hit.text async for hit in ActionProvider(app.screen).discover()]
            await pilot.press("f1")
            await settle(pilot)
            assert does in told_by(app)
            await pilot.press("f1", "escape", "escape")
            await settle(pilot)
            assert app.screen is app.main


def told_by(app: AssistantApp) -> str:
    assert isinstance(app.screen, TextScreen)
    assert isinstance(app.screen.text, Content)
    return app.screen.text.plain

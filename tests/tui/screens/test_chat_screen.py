"""The chat: follow-ups, citations that lead to entries, commands; a model's answer as it comes, and stopped."""

from __future__ import annotations

import asyncio

from msgspec import structs
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from assistant.desk import Desk
from assistant.settings.model import ModelSettings
from assistant.tui.app import AssistantApp
from assistant.tui.screens.chat_screen import ChatScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.widgets.conversation import Conversation
from tests.chat.model_server import ModelServer, Spoken, delta, model_server, words
from tests.tui.conftest import in_front, settle, shown, typed


async def ask(pilot: Pilot[None], question: str) -> None:
    pilot.app.screen.query_one("#ask", Input).value = question
    await pilot.press("enter")
    await settle(pilot)


async def test_a_question_its_follow_up_and_the_way_to_the_entry_it_names(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("K")
        await settle(pilot)
        assert "what is due this week" in shown(app)
        await ask(pilot, "what is open with PTA")
        await ask(pilot, "and what did we promise?")
        text = shown(app)
        assert "answered by the program" in text
        assert "as of 18 October 2020" in text
        assert "✓ PTA asked on 12 October 2020" in text
        assert "✓ We promised on 17 October 2020" in text.partition("and what did we promise?")[2]
        await ask(pilot, "what does [b]the Minister[/b] think?")
        assert "–" in shown(app), "it is refused"
        await ask(pilot, "/copy")
        assert "[b]the Minister[/b]" in app.clipboard
        await ask(pilot, "/again")
        chat = in_front(app, ChatScreen)
        talk = chat.talk
        assert [e.question for e in talk.exchanges][1:] == ["and what did we promise?", talk.exchanges[-1].question]
        answers = chat.query_one("#talk", OptionList)
        promise = next(at for at, row in enumerate(chat.rows) if "timelines" in row.text.plain)
        await pilot.press("up")
        answers.highlighted = promise
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        item = app.screen.query_one(Conversation).item
        assert getattr(item, "n", None) == 10, "#12 stands in the message #10"
        await pilot.press("K")
        await settle(pilot)
        assert "and what did we promise?" in shown(app), "the history is there again"
        await typed(pilot, "/cl")
        assert "/clear begin anew" in shown(app)
        await pilot.press("right", "enter")
        await settle(pilot)
        assert "what is due this week" in shown(app)


async def test_an_answer_that_is_longer_than_its_room_is_read_from_its_question_on(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("K")
        await settle(pilot)
        for _ in range(2):
            await ask(pilot, "what do we owe PTA?")
            await pilot.wait_for_scheduled_animations()
            first = next(line for line in shown(app).splitlines()[2:] if line.strip())
            assert first.split() == ["›", "what", "do", "we", "owe", "PTA?"]
            assert "✓ " in shown(app), "and its first sentence is in sight"
        await ask(pilot, "/clear")
        await ask(pilot, "does it rain?")
        assert "› does it rain?" in shown(app)
        await ask(pilot, "who has the ball?")
        assert "“rain”" in shown(app), "what was said before fills the room above a short one"


def named(desk: Desk, server: ModelServer) -> None:
    desk.settings = structs.replace(desk.settings, model=ModelSettings(server.url, "tiny", transcripts=False))


async def test_a_model_is_heard_sentence_by_sentence_and_what_it_invents_is_struck(desk: Desk) -> None:
    app = AssistantApp(desk)
    with model_server() as served:
        named(desk, served)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("K")
            await settle(pilot)
            assert "answered by tiny at 127.0.0.1" in shown(app)
            true = "PTA asked on 12 October 2020 for “tangible timelines for the proposed actions” [F1]."
            lie = "PTA restored access on 14 October 2020 [1]."
            served.answer = lambda _: words(f"{true} {lie}")
            await ask(pilot, "what did they ask about timelines")
            text = shown(app)
            assert "✗ PTA restored access on 14 October 2020" in text
            assert "not in the record" in text
            await ask(pilot, "/built-in")
            assert "answered by the program" in shown(app)
            await ask(pilot, "/built-in")
            served.answer = lambda _: Spoken((delta(f"{true} And"), 20.0))
            app.screen.query_one("#ask", Input).value = "what is open with PTA"
            await pilot.press("enter")
            for _ in range(200):
                await asyncio.sleep(0.02)
                if "each sentence is checked" in shown(app):
                    break
            await pilot.press("escape")
            await settle(pilot)
            assert "⚠ Stopped." in shown(app)
            in_front(app, ChatScreen)
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(app.screen, MainScreen)

"""A letter that came attached to a mail, on the screen: its head at once, all of it unfolded, its words marked."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.desk import Desk
from assistant.record.decisions import log_message
from assistant.record.kinds import Attachment, Message
from assistant.tui.app import AssistantApp
from assistant.tui.widgets.conversation import Conversation
from tests.tui.conftest import settle, shown

SIZES = [(80, 24), (120, 40)]
LETTER = "\n".join(
    (
        "The Authority",
        *(f"Line {n} of it." for n in range(2, 12)),
        "Please send the list of",
        "all moderators by 30 October 2020.",
    )
)
NAME = "our letter [x].pdf"


@pytest.fixture
def annexed(desk: Desk) -> str:
    """A thread with a mail that such a letter came with, and one that is a scan."""
    letter = Attachment(NAME, "application/pdf", 12345, "1" * 64, LETTER, dated="2020-10-12")
    scan = Attachment("scan.pdf", "application/pdf", 12345, "2" * 64, doubt="a scan without a text layer: open it")
    mail = Message("in", "email", "Our letter", "See the letter.", attachments=(letter, scan), received="2020-10-14")
    thread = desk.open_thread("PTA", "Annexed", day=date(2020, 10, 14))
    desk.decide(thread, lambda now: log_message(now, mail, "officer"))
    return thread


@pytest.mark.parametrize("size", SIZES)
async def test_its_head_is_shown_all_of_it_unfolds_and_its_words_can_be_opened(
    desk: Desk, annexed: str, size: tuple[int, int]
) -> None:
    app = AssistantApp(desk, select=annexed)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        talk = app.screen.query_one(Conversation)
        talk.focus()
        talk.go_to_entry(2)
        await settle(pilot)
        text = shown(app)
        assert f"⎙ {NAME} (12 kB), read:" in text
        assert "⚠ a scan without a text layer: open it" in text
        assert "Line 8 of it." in text
        assert "Line 9 of it." not in text
        assert f"▸ the rest of {NAME}" in text
        await pilot.press("v")  # unfolds what it is to mark
        await settle(pilot)
        assert talk.marked is not None
        assert " ".join(talk.marked.words) == " ".join(f"See the letter. {LETTER}".split())
        last = len(talk.marked.pieces) - 1
        talk.mark(talk.marked.moved(last - 9).begun().moved(9))
        assert talk.marked.text == "send the list of all moderators by 30 October 2020."
        await settle(pilot)
        assert "moderators by 30 October 2020." in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_proposal_from_it_shows_its_words_where_they_stand(
    desk: Desk, annexed: str, size: tuple[int, int]
) -> None:
    app = AssistantApp(desk, select=annexed)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("P")
        await settle(pilot)
        text = " ".join(shown(app).split())
        assert f"in the annex {NAME}" in text
        assert "▸Please send the list of" in text
        assert "all moderators by 30 October 2020.◂" in text
        await pilot.press("a")
        await settle(pilot)
        (owed,) = desk.thread(annexed).obligations
        assert (owed.words, owed.due) == (
            "Please send the list of\nall moderators by 30 October 2020.",
            date(2020, 10, 30),
        )
        await pilot.press("escape")
        await settle(pilot)
        assert f"in the annex {NAME}" in " ".join(shown(app).replace("┃", " ").split())

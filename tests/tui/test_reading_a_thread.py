"""A thread as it is read: what is new, the strip of time, marked words, the keys that act on the chosen entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import MouseMove
from textual.widgets import TextArea

from assistant.desk import Desk
from assistant.record.decisions import log_message
from assistant.record.entry import NewEntry
from assistant.record.kinds import Corrected, Message, ObligationOpened
from assistant.seen import Seen, seen_file
from assistant.tui.app import AssistantApp
from assistant.tui.marking import Marking
from assistant.tui.reading import view_to_read
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.widgets.composer import Composer
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.thread_list import ThreadList
from assistant.tui.widgets.time_strip import TimeStrip
from tests.tui.conftest import THREAD, last_facts, settle, shown, toasts

WIDE, SMALL = (120, 40), (80, 24)


async def test_words_are_marked_and_one_key_opens_what_they_ask(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        talk = app.screen.query_one(Conversation)
        talk.focus()
        talk.go_to_entry(10)
        await pilot.press("v")
        words = marked(talk).words
        await pilot.press("down", "v", "right", "right")
        chosen = marked(talk).text
        assert len(chosen.split()) == 3
        assert chosen in " ".join(words)
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert app.screen.query_one("#field-words", TextArea).text == chosen
        await pilot.press("ctrl+s")
        await settle(pilot)
        (opened,) = last_facts(desk)
        assert isinstance(opened, ObligationOpened)
        assert (opened.words, opened.message, opened.owed_by) == (chosen, 10, "company")
        talk.go_to_entry(10)
        await pilot.press("v", "escape", "left")  # left goes about again once nothing is marked
        assert talk.marked is None
        assert talk.entry == 8

        line = next(at for at, drawn in enumerate(talk.drawn_lines()) if "without delay" in str(drawn.spans))
        y = line - talk.scroll_offset.y  # the same with the mouse
        await pilot.mouse_down(talk, offset=(12, y))
        talk.on_mouse_move(MouseMove(talk, 30, y, 18, 0, 1, False, False, False))  # the pilot moves without a button
        assert len(marked(talk).text.split()) > 1


def marked(talk: Conversation) -> Marking:
    assert talk.marked is not None
    return talk.marked


async def test_the_strip_follows_what_is_read_and_leads_to_it(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        strip, talk = app.screen.query_one(TimeStrip), app.screen.query_one(Conversation)
        assert strip.size.height == 2
        await pilot.press("enter", "end", "left", "left", "left")
        await pilot.pause()
        assert strip.chosen == talk.entry == 8
        theirs = strip._rows[0]
        cell, entry = next(iter(theirs.entries.items()))
        await pilot.click(strip, offset=(cell + strip.styles.padding.left, 0))
        await settle(pilot)
        assert talk.entry == entry
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert strip.size.height == 3
        assert "20 Jul" in shown(app)


def test_of_those_that_were_not_seen_the_latest_are_new(desk: Desk, tmp_path: Path) -> None:
    seen = Seen(desk.root, tmp_path / "seen.json")
    seen.begin(lambda: [(THREAD, 4)])
    assert view_to_read(desk, seen, THREAD).unread == {10, 15}


async def test_what_came_since_one_last_looked_is_marked_until_it_was_read(desk: Desk) -> None:
    Seen(desk.root, seen_file()).begin(lambda: [(THREAD, 7)])
    other = desk.open_thread("PTA", "Licence fees")
    desk.as_of = None
    mail = Message("in", "email", "Fees", "Pay.", received="2020-10-13")
    desk.decide(other, lambda thread: log_message(thread, mail, "x"))
    app = AssistantApp(desk, select=THREAD)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        listed, talk = app.screen.query_one(ThreadList), app.screen.query_one(Conversation)
        unread = {row.thread: row.unread for row in listed.rows}
        assert unread == {THREAD: 0, other: 1}
        assert "• Licence fees" in shown(app)
        await pilot.press("]")
        assert "Nothing new in this thread" in toasts(app)
        listed.cursor = next(at for at, row in enumerate(listed.rows) if row.thread == other)
        await settle(pilot)
        assert "• new #2" in shown(app)
        assert "• Licence fees" not in shown(app)
        await pilot.press("]")
        assert talk.entry == 2
        await pilot.press("r")  # a reply of one's own is not new
        composer = app.screen.query_one(Composer)
        assert composer.text == "/out email Re: Fees\n"
        composer.load(f"{composer.text}Paid.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "• new #3" not in shown(app)
        assert "• new #2" in shown(app)
        assert Seen(desk.root, seen_file()).unread(other, 2) == 0


async def test_an_original_is_opened_by_another_program_and_said_to_be(
    morning: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\ncat "$1" > {told}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setenv("DISPLAY", ":0")
    app = AssistantApp(morning, select="pta-2020-002")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("O")
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        assert "outside this terminal" in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "opened by another program" in toasts(app)
        assert b"Subject:" in told.read_bytes()


async def test_what_was_logged_by_hand_has_no_file(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("n", "O")
        await settle(pilot)
        assert "it was logged by hand" in toasts(app)


@pytest.mark.parametrize(
    ("title", "lines"),
    [("Reports", 3), ("Renewal of the licence for international gateways and of the fees that go with it", 4)],
)
async def test_a_title_is_read_whole_at_the_head_of_its_thread_and_a_short_one_takes_no_more_than_it_needs(
    desk: Desk, title: str, lines: int
) -> None:
    app = AssistantApp(desk, select=desk.open_thread("PTA", title))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        head = app.main.rooms.bar.region
        assert head.height == lines
        rows = [row[head.x : head.right] for row in shown(app).splitlines()[head.y : head.bottom]]
        assert " ".join(" ".join(rows).split()).startswith(f"{title} ")


async def test_a_title_too_long_for_its_bar_is_read_whole_on_a_page(desk: Desk) -> None:
    title = " ".join(f"the [b]{n}[/b]th question of the regulator" for n in range(1, 9))
    whole = Corrected(1, "the whole title", {"title": title, "tags": ["privacy"]})
    desk.append(THREAD, [NewEntry(whole, "ana")])
    app = AssistantApp(desk)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "[b]8[/b]th" not in shown(app)
        await pilot.press("A")
        await settle(pilot)
        assert title in " ".join(shown(app).replace("▌", "").split())
        assert "With Pakistan Telecommunication Authority, since 20 Jul · heard 12 Oct." in shown(app)
        assert "Our reference: POL-PK-2020-07" in shown(app)
        assert "Tags: privacy" in shown(app)

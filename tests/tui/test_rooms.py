"""Reports and rules: what they show, what they write, and that a broken configuration changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.record.decisions import Asked, log_message
from assistant.record.kinds import Message
from assistant.services.settings_file import settings_text
from assistant.tui.app import AssistantApp
from assistant.tui.previews import Scope, offered, preview, write
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.rules_screen import RulesScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.row_list import RowList
from tests.tui.conftest import SMALL, THREAD, in_front, settle, shown, toasts, typed

WORDS = {
    "chronology": "Virtual meeting of senior management",
    "picture": "2020",
    "facts": "[true only since 12 October 2020] We have received no communication from PTA.",
    "briefing": "tangible timelines for the proposed",
    "all": "Virtual meeting of senior management",
    "statistics": "as of 2020-10-18",
}


def test_each_report_is_shown_and_written_as_its_command_does(desk: Desk, tmp_path: Path) -> None:
    reports = offered(THREAD)
    assert {report.kind for report in reports} == set(WORDS)
    for report in reports:
        text = preview(desk, report, Scope(), 80)
        assert WORDS[report.kind] in " ".join(text.split()), report.kind
        assert max(map(len, text.split("\n"))) <= 120, report.kind
        path = tmp_path / f"{report.kind}.txt"
        assert write(desk, report, Scope(), path).read_text().strip()
        with pytest.raises(UsageProblem):
            write(desk, report, Scope(), path)
    assert [report.kind for report in offered("")] == ["statistics"]


def test_what_is_confidential_is_in_a_report_only_where_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    secret = Message("in", "letter", "Zanzibar", "Send the Zanzibar list.", received="2020-10-15", confidential=True)
    asked = Asked("request", "company", "Send the Zanzibar list.")
    desk.decide(THREAD, lambda now: log_message(now, secret, "officer", asks=[asked]))
    for report in (report for report in offered(THREAD) if report.kind != "statistics"):
        for scope in (Scope(), Scope(confidential=True)):
            path = tmp_path / f"{report.kind}-{scope.confidential}.txt"
            for text in (preview(desk, report, scope, 80), write(desk, report, scope, path).read_text()):
                assert ("Zanzibar" in text) is scope.confidential, report.kind


def test_figures_of_a_record_that_cannot_be_read_are_not_given(desk: Desk) -> None:
    (statistics,) = offered("")
    file = next(desk.root.glob(f"record/*/{THREAD}.jsonl"))
    file.write_bytes(file.read_bytes().replace(b"demo", b"omed", 1))
    with pytest.raises(UsageProblem, match="not every thread could be read"):
        preview(desk, statistics, Scope(), 80)


async def test_reports_are_looked_at_narrowed_and_written(desk: Desk, tmp_path: Path) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("R")
        await settle(pilot)
        page = app.screen.query_one("#preview", TextArea)
        assert "2020-07-20  from them" in page.text
        assert "as of 18 October 2020" in shown(app)
        await pilot.press("p")
        await settle(pilot)
        app.screen.query_one("#field-first", Input).value = "2020-10-01"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "2020-07-20  from them" not in page.text
        assert "from 2020-10-01" in shown(app)
        for size in (SMALL, (160, 40)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            room = page.scrollable_content_region.width
            longest = max(map(len, page.text.split("\n")))
            assert room - 12 < longest < room  # it is wrapped once, and all the room is used
        await pilot.press("j", "j", "w")
        await settle(pilot)
        app.screen.query_one("#field-path", Input).value = str(tmp_path / "facts.html")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Written to facts.html" in toasts(app)
        assert "may be said" in (tmp_path / "facts.html").read_text()


async def test_rules_say_what_they_cause_and_a_broken_edit_changes_nothing(desk: Desk) -> None:
    app = AssistantApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("B")
        await settle(pilot)
        assert "This rule has 1 reminder today." in shown(app)
        screen = app.screen
        assert isinstance(screen, RulesScreen)
        screen.query_one(RowList).action_last()
        await settle(pilot)
        assert "Fri 30 October 2020" in shown(app)
        assert "Weekend: Saturday and Sunday" in shown(app)
        before = settings_text(desk)
        screen.edited(f'{before}\n[[rules]]\nkind = "no-reply"\nafter = "soon"\n', before)
        await settle(pilot)
        in_front(app, TextScreen)
        assert "The rules as they were still hold" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "Your last edit was not taken over" in shown(app)
        assert settings_text(desk) == before
        screen.edited(f'{before}\n[[rules]]\nname = "no-reply"\nkind = "no-reply"\nafter = "30 days"\n', before)
        await settle(pilot)
        assert "The new rules hold" in toasts(app)
        await pilot.press("escape")
        await settle(pilot)
        in_front(app, MainScreen)
        assert "overdue" not in shown(app), "the reminder is gone"
        await typed(pilot, "B")
        await settle(pilot)
        assert isinstance(app.screen, RulesScreen)

"""What has no screen of its own: the list of it, forms, answers; and that the UI lacks nothing the commands can do."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click import Context
from textual.widgets import Input

from assistant.cli.main import main
from assistant.desk import Desk
from assistant.errors import AssistantError, UsageProblem
from assistant.record.decisions import Asked, log_message
from assistant.record.kinds import Message
from assistant.record.verify import GoOn, Stopped, Verification
from assistant.services.settings_file import settings_text, take_over
from assistant.tui.app import AssistantApp
from assistant.tui.errands import AtOnce, errands
from assistant.tui.keys import MAIN
from assistant.tui.orders import USAGES
from assistant.tui.previews import Scope, offered, write
from assistant.tui.screens.form_screen import FormScreen
from assistant.tui.screens.main_screen import MainScreen
from assistant.tui.screens.text_screen import TextScreen
from assistant.tui.widgets.today_list import TodayList
from tests.tui.conftest import DAY, THREAD, in_front, running, settle, shown, toasts, typed

THERE = {
    "threads": "main.threads", "show": "main.threads", "messages": "main.search", "search": "main.search",
    "log": "main.log", "import": "main.import", "pull": "Fetch mail from the mailboxes", "tray": "main.tray",
    "file": "main.tray", "merge": "/merge", "proposals": "main.proposals", "open": "main.open",
    "settle": "main.settle", "classify": "main.classify", "extend": "main.extend", "pause": "main.pause",
    "resume": "main.pause", "restart": "/restart", "snooze": "main.snooze", "close": "main.close",
    "undo": "main.undo", "check": "main.today", "rules": "main.rules", "schedule": "Let checks run alone",
    "explain": "main.explain", "replay": "Play past reminders again", "deadline": "Count a deadline",
    "facts": "facts", "draft": "main.draft", "templates": "main.draft", "chronology": "chronology",
    "briefing": "briefing", "stats": "statistics", "package": "Write an evidence package", "ask": "main.chat",
    "export": "Save originals and attachments", "erase": "Erase an entry",
    "verify": "Verify the record", "doctor": "Look everything over",
}  # fmt: skip
"""Where each command's work is done in the UI: a key of the main screen, a slash command, a report or an errand."""
AROUND = {"demo", "serve"}
"""They open the UI."""


async def test_whatever_a_command_does_can_be_reached(desk: Desk) -> None:
    assert set(THERE) == set(main.list_commands(Context(main))) - AROUND
    async with running(desk) as (app, _):
        assert isinstance(app.screen, MainScreen)
        offers = {name.split(" – ")[0] for name, _, _ in (*app.screen.errand_offers(), *app.screen.palette_offers())}
    reports = {report.kind for report in offered(THREAD)}
    known = {*offers, *reports, *(binding.id for binding in MAIN), *(f"/{usage.name}" for usage in USAGES)}
    assert set(THERE.values()) <= known


def run(desk: Desk, name: str, **answers: str) -> str:
    """What an errand says; what is not answered stays as the form has it."""
    (errand,) = [errand for errand in errands(desk, THREAD) if errand.name == name]
    if isinstance(errand, AtOnce):
        return errand.work(lambda _: True)
    return errand.work({field.name: field.value for field in errand.fields} | answers)


def test_each_says_what_its_command_says(desk: Desk, tmp_path: Path) -> None:
    assert run(desk, "Count a deadline", duration="5 working days").startswith("due 2020-10-23, overdue from")
    plain = run(desk, "Count a deadline", duration="2 days", calendar="", roll="yes", start="2020-10-08")
    assert plain.splitlines()[-1] == "  rolled on from 2020-10-10"
    replayed = run(desk, "Play past reminders again", threads="").splitlines()
    assert "  2020-10-16  pta-2020-001  no-reply, step 1, due 2020-10-16, still open" in replayed
    packed = run(desk, "Write an evidence package", path=str(tmp_path / "evidence.zip"))
    assert packed.startswith(f"written to {tmp_path / 'evidence.zip'}: ")
    by_key = run(desk, "Write an evidence package", what="pta", path=str(tmp_path / "all"), audience="press")
    assert "5 withheld: internal" in by_key
    assert (tmp_path / "all").is_dir()
    assert "logged by hand" in run(desk, "Save originals and attachments", path=str(tmp_path / "files"))
    feed = tmp_path / "due.ics"
    assert run(desk, "Write a calendar of due days", path=str(feed)) == f"written to {feed}: 2 due days"
    assert feed.read_bytes().count(b"BEGIN:VEVENT") == 2
    asked = {"entry": f"{THREAD}#9", "reason": "a duty"}
    assert run(desk, "Erase an entry", **asked).startswith("would be erased: pta-2020-001#9")
    assert desk.thread(THREAD).obligation(9).words.startswith("which steps")  # type: ignore[union-attr]
    assert run(desk, "Erase an entry", **asked, sure="yes").startswith("erased: pta-2020-001#9")
    assert desk.thread(THREAD).obligation(9).words == "[erased]"  # type: ignore[union-attr]
    verified = run(desk, "Verify the record")
    assert desk.verify().digest in verified
    assert "unchanged" in verified
    assert "✓ record" in run(desk, "Look everything over")
    assert str(desk.root) in run(desk, "Let checks run alone")


def test_what_is_confidential_stays_here_unless_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"Zanzibar")
    paper, words = desk.intake.keep(tmp_path / "list"), "Send the Zanzibar list."
    letter = Message("in", "letter", "Zanzibar", words, received="2020-10-09", original=paper, confidential=True)
    asked = Asked("request", "company", words, date(2020, 10, 14))
    desk.decide(THREAD, lambda now: log_message(now, letter, "officer", asks=[asked]))
    feed = tmp_path / "due.ics"
    assert run(desk, "Write a calendar of due days", path=str(feed)).endswith(": 3 due days")
    assert b"Zanzibar" not in feed.read_bytes().replace(b"\r\n ", b""), "as a calendar folds its lines"
    for answer in ("no", "yes"):
        told = run(desk, "Save originals and attachments", path=str(tmp_path / answer), confidential=answer)
        assert ("1 confidential message withheld" in told, (tmp_path / answer).exists()) == (
            answer == "no", answer == "yes",
        )  # fmt: skip


def test_reminders_are_played_again_of_the_threads_and_by_the_rules_that_are_named(desk: Desk, tmp_path: Path) -> None:
    tried, other = tmp_path / "tried.toml", desk.open_thread("PTA", "Another", day=DAY)
    tried.write_text('[[rules]]\nkind = "no-reply"\nafter = "5 days"\n')
    assert run(desk, "Play past reminders again", threads=other) == "No reminder fired."
    assert run(desk, "Play past reminders again", rules=str(tried)).startswith("+ 2020-10-14  pta-2020-001  no-reply")


def test_a_calendar_names_the_threads_that_are_not_in_it(desk: Desk, tmp_path: Path) -> None:
    other = desk.open_thread("PTA", "Another", day=DAY)
    next(desk.root.glob(f"record/*/{other}.jsonl")).write_bytes(b"no entry\n")
    assert f"⚠ {other}: " in run(desk, "Write a calendar of due days", path=str(tmp_path / "due.ics"))


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("Count a deadline", {"duration": "soon"}),
        ("Count a deadline", {"duration": "7 days", "calendar": "nowhere"}),
        ("Write an evidence package", {"what": ""}),
        ("Write an evidence package", {"path": ""}),
        ("Save originals and attachments", {"target": "pta-2020-001#x"}),
        ("Write a calendar of due days", {"path": ""}),
        ("Erase an entry", {"entry": "pta-2020-001", "reason": "a duty"}),
        ("Erase an entry", {"entry": "pta-2020-001#9", "reason": " "}),
        ("Play past reminders again", {"first": "yesterday"}),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, name: str, answers: dict[str, str]) -> None:
    with pytest.raises(UsageProblem):
        run(desk, name, **answers)


def test_where_one_only_reads_no_file_is_written(desk: Desk, tmp_path: Path) -> None:
    with closing(Desk.open(str(desk.root), as_of=desk.as_of, read_only=True)) as reader:
        for name in ("Write an evidence package", "Save originals and attachments", "Write a calendar of due days"):
            with pytest.raises(UsageProblem, match="reading only"):
                run(reader, name, path=str(tmp_path / "new"))
        with pytest.raises(UsageProblem, match="reading only"):
            write(reader, offered(THREAD)[0], Scope(), tmp_path / "new.txt")
        with pytest.raises(UsageProblem, match="reading only"):
            take_over(reader, "author = 'somebody'", settings_text(reader))
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("new")]


def test_a_changed_record_is_no_answer_but_a_fault(desk: Desk) -> None:
    (file,) = (desk.root / "record").rglob("*.jsonl")
    file.write_bytes(file.read_bytes().replace(b"tangible timelines", b"tangible timelinez", 1))
    with pytest.raises(AssistantError, match="1 problem"):
        run(desk, "Verify the record")


async def test_one_is_chosen_answered_and_read(desk: Desk) -> None:
    app = AssistantApp(desk, home=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("M")
        await settle(pilot)
        assert "calculator behind the due days" in shown(app)
        await typed(pilot, "deadl")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        in_front(app, FormScreen)
        await typed(pilot, "soon")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen.query_one("#field-duration", Input).value == "soon"
        app.screen.query_one("#field-duration", Input).value = "1 month"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, TextScreen)
        assert "due 2020-11-18" in shown(app)


async def test_long_work_says_how_far_it_is_and_is_stopped_by_who_leaves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open_thread("PTA", "Another", day=DAY)
    go_on, stopped = threading.Event(), list[Stopped]()
    verify = desk.verify

    def slow(watch: GoOn | None = None) -> Verification:
        def at_each(done: int, of: int, entries: int) -> bool:
            assert watch is not None
            going = watch(done, of, entries)
            assert done == 0 or go_on.wait(20)
            return going and watch(done, of, entries)

        try:
            return verify(at_each)
        except Stopped as error:
            stopped.append(error)
            raise

    monkeypatch.setattr(desk, "verify", slow)
    monkeypatch.setattr("assistant.tui.screens.answer_screen.OFTEN", 0)
    async with running(desk, (80, 24)) as (app, pilot):
        assert isinstance(app.screen, MainScreen)
        (begin,) = [begin for name, _, begin in app.screen.errand_offers() if name == "Verify the record"]
        for leaves in (True, False):
            go_on.clear()
            begin()
            for _ in range(200):
                await pilot.pause(0.05)
                if "1 of 2 threads checked, with 23 entries" in shown(app):
                    break
            else:
                pytest.fail(shown(app))
            if leaves:
                await pilot.press("escape")
            go_on.set()
            await settle(pilot)
            assert len(stopped) == 1
            assert ("digest" in shown(app)) is not leaves


async def test_mail_is_fetched_or_what_is_missing_is_said(desk: Desk) -> None:
    async with running(desk, notifications=True) as (app, pilot):
        assert isinstance(app.screen, MainScreen)
        (fetch,) = [begin for name, _, begin in app.screen.errand_offers() if name.startswith("Fetch")]
        fetch()
        await settle(pilot)
        assert "no mailbox is configured" in toasts(app)
        assert app.screen.intake.under_way is None


async def test_from_the_days_page_the_chosen_lines_thread_is_meant(desk: Desk) -> None:
    desk.open_thread("PTA", "Licence fees", day=date(2020, 10, 17))
    app = AssistantApp(desk, home=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        page = app.screen.query_one(TodayList)
        page.cursor = next(at for at, line in enumerate(page.lines) if line.thread == THREAD)
        assert app.screen.view is None or app.screen.view.thread.id != THREAD
        await pilot.press("R")
        await settle(pilot)
        assert f"who said what when in {THREAD}" in shown(app)

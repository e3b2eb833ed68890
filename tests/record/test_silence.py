"""Silences: counted from the regulator's last word, whatever we said since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.demo import write_demo
from assistant.desk import Desk
from assistant.record.silence import Silence, silence_now, silences
from assistant.record.thread import Thread


def case(tmp_path: Path, day: int) -> Thread:
    root = tmp_path / str(day)
    return Desk.open(str(root), None, date(2020, 10, day)).thread(write_demo(root))


def test_the_case_is_silent_since_the_meeting_whatever_the_press_statement_says(tmp_path: Path) -> None:
    assert silence_now(case(tmp_path, 17), date(2020, 10, 17)) == Silence(
        5, date(2020, 10, 12), date(2020, 10, 17), broken=True
    )
    thread = case(tmp_path, 18)
    now = silence_now(thread, date(2020, 10, 18))
    assert now is not None
    assert now.days == 6


def test_a_line_stands_before_each_message_that_came_after_days_without_one(tmp_path: Path) -> None:
    thread = case(tmp_path, 19)
    found = [(thread.message(n), silence.days, silence.broken) for n, silence in silences(thread).items()]
    assert [(m.day.isoformat(), days, broken) for m, days, broken in found if m] == [
        ("2020-10-09", 81, True),  # since the final warning of 20 July, not since our statement of the 21st
        ("2020-10-12", 3, False),
        ("2020-10-17", 5, False),
        ("2020-10-19", 7, True),
    ]


def test_nothing_is_said_of_a_day_or_of_a_closed_thread(tmp_path: Path) -> None:
    thread = case(tmp_path, 19)
    assert silence_now(thread, date(2020, 10, 20)) is None
    assert silence_now(thread, date(2020, 10, 21)) is not None
    root = tmp_path / "closed"
    name = write_demo(root)
    desk = Desk.open(str(root))
    from assistant.record.decisions import close

    desk.decide(name, lambda now: close(now, "me", day=date(2020, 10, 20)))
    assert silence_now(desk.thread(name), date(2020, 11, 20)) is None

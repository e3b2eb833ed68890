"""What messages propose: found in their words, dated on the regulator's calendar, gone once it has been opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from assistant import config
from assistant.desk import Desk
from assistant.proposals import Proposal, written
from assistant.record.decisions import log_message, open_obligation, undo
from assistant.record.kinds import Direction, Message, MessageClass

LETTER = "Please answer the following by 30 October 2020:\n\n1. How many\n   reports?\n2. Which languages?\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = config.parse(
        'author = "officer"\n[regulators.PTA]\nname = "Telecom"\ntimezone = "Asia/Karachi"\ncountry = "PK"\n'
    )
    desk = Desk(tmp_path / "record", settings)
    desk.open_thread("PTA", "Reports", day=date(2020, 10, 1))
    yield desk
    desk.close()


def log(desk: Desk, direction: Direction, text: str, cls: MessageClass | None = None, day: str = "2020-10-15") -> int:
    message = Message(direction, "email", "Reports", text, sent=day, received=day if direction == "in" else None)
    return desk.decide("pta-2020-001", lambda now: log_message(now, message, "officer", cls=cls))[0].n


def proposed(desk: Desk, since: str = "") -> list[Proposal]:
    return list(desk.intake.proposals(desk.thread("pta-2020-001"), since=since).found)


def told(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.id, one.owed_by, one.asked.words) for one in proposed(desk)]


def test_numbered_questions_of_theirs_bind_us_and_carry_the_date_of_the_letter(desk: Desk) -> None:
    log(desk, "in", LETTER)
    assert told(desk) == [("2.1", "company", "How many reports?"), ("2.2", "company", "Which languages?")]
    first = proposed(desk)[0]
    assert (first.type, first.due, first.day) == ("request", date(2020, 10, 30), date(2020, 10, 15))
    assert "30 October 2020" in first.how


def test_the_words_are_verbatim_and_stand_where_it_says(desk: Desk) -> None:
    n = log(desk, "in", LETTER)
    logged = desk.thread("pta-2020-001").message(n)
    assert logged is not None
    for one in proposed(desk):
        assert written(logged.message)[one.start : one.end] == one.words


def test_working_days_are_counted_on_the_regulators_calendar(desk: Desk) -> None:
    log(desk, "in", "Please confirm the name within 10 working days of receipt of this letter.")
    (one,) = proposed(desk)
    assert one.due == date(2020, 10, 29)
    assert "counted from 15 October 2020" in one.how


def test_what_we_promise_binds_us_and_what_we_ask_binds_them(desk: Desk) -> None:
    log(desk, "out", "We will send the figures by 28 October 2020. Could you confirm the scope?")
    assert [(one.type, one.owed_by, one.due) for one in proposed(desk)] == [
        ("commitment", "company", date(2020, 10, 28)),
        ("request", "regulator", None),
    ]


def test_what_was_opened_is_not_proposed_again_and_what_was_undone_is(desk: Desk) -> None:
    log(desk, "in", LETTER)
    first = proposed(desk)[0]
    opened = desk.decide(
        "pta-2020-001", lambda now: open_obligation(now, first.asked, "officer", message=first.message)
    )[0].n
    assert [one.id for one in proposed(desk)] == ["2.2"]
    desk.decide("pta-2020-001", lambda now: undo(now, opened, "officer", "by mistake"))
    assert [one.id for one in proposed(desk)] == ["2.1", "2.2"]


def test_words_opened_by_hand_in_part_count_as_opened(desk: Desk) -> None:
    log(desk, "in", LETTER)
    asked = structs.replace(proposed(desk)[1].asked, words="which LANGUAGES")
    desk.decide("pta-2020-001", lambda now: open_obligation(now, asked, "officer", message=2))
    assert [one.id for one in proposed(desk)] == ["2.1"]


def test_machines_ask_nothing(desk: Desk) -> None:
    log(desk, "in", LETTER, "automatic")
    log(desk, "internal", "Could you look at this by Friday?")
    assert proposed(desk) == []


def test_the_newest_message_comes_first_and_a_message_in_its_own_order(desk: Desk) -> None:
    log(desk, "in", LETTER)
    log(desk, "in", "Please send the report by 2 November 2020.", day="2020-10-16")
    assert [one.id for one in proposed(desk)] == ["3.1", "2.1", "2.2"]


def test_only_what_was_logged_since_is_searched_when_that_is_asked_for(desk: Desk) -> None:
    log(desk, "in", LETTER)
    assert proposed(desk, since="2999-01-01T00:00:00Z") == []


def test_a_date_with_two_readings_gets_no_day_and_says_so(desk: Desk) -> None:
    log(desk, "in", "Please send the report by 10/11/2020.")
    (one,) = proposed(desk)
    assert one.due is None
    assert " or " in one.how

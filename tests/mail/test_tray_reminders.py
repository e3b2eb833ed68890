"""The tray is not forgotten: it is one reminder, and what was taken out of it counts where it went."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.clocks.gap import Gap
from assistant.desk import Desk
from assistant.record.store import TRAY
from tests.mail.trays import ASKED, LETTER, bring, desk, logged, lying, open_desk, place

__all__ = ["desk", "place"]


DAY = date(2020, 3, 1)


def reminders(place: Path, as_of: date) -> list[Gap]:
    desk = open_desk(place, as_of)
    checked = desk.check(snoozed=True)
    desk.close()
    assert checked.complete
    return [gap for gap in checked.gaps if gap.kind == "unmatched"]


def test_the_whole_tray_is_one_reminder_after_seven_days(place: Path, desk: Desk) -> None:
    for n in range(3):
        logged(desk, f"tray-2020-{n + 1:03}", DAY + timedelta(days=n))
    assert reminders(place, DAY + timedelta(days=6)) == []
    for days in (7, 8, 30):
        (gap,) = reminders(place, DAY + timedelta(days=days))
        assert (gap.thread, gap.rule, gap.owed_by, gap.due) == (
            "tray-2020-001", "unmatched", "company", DAY + timedelta(days=7),
        )  # fmt: skip
        assert gap.state == ("due" if days == 7 else "overdue")
        assert "3 exchanges" in gap.summary
        assert "tray" in gap.suggests


@pytest.mark.parametrize("as_of", [DAY + timedelta(days=30), None])
def test_an_exchange_that_is_damaged_keeps_no_other_from_being_reminded_of(place: Path, as_of: date | None) -> None:
    desk = open_desk(place, as_of)
    for n in range(3):
        logged(desk, f"tray-2020-{n + 1:03}", DAY + timedelta(days=n))
    journal = desk.root / "record" / TRAY / "tray-2020-001.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"A mail.", b"B mail.", 1))
    checked = desk.check()
    assert [fault.thread for fault in checked.faults] == ["tray-2020-001"]
    (gap,) = [gap for gap in checked.gaps if gap.kind == "unmatched"]
    assert gap.thread == "tray-2020-002"
    assert "2 exchanges" in gap.summary
    assert lying(desk) == ["tray-2020-002", "tray-2020-003"]
    desk.close()


def test_days_count_from_the_day_it_was_logged_and_not_from_its_date(place: Path, desk: Desk) -> None:
    bring(desk, LETTER)
    today = desk.today()
    assert reminders(place, today + timedelta(days=5)) == []
    (gap,) = reminders(place, today + timedelta(days=9))
    assert gap.due - today in {timedelta(days=6), timedelta(days=7), timedelta(days=8)}  # by the clock of another zone


def test_before_it_was_logged_it_was_not_there(place: Path, desk: Desk) -> None:
    logged(desk, "tray-2020-001", DAY)
    for as_of in (date(2019, 1, 1), date(2020, 1, 2), DAY - timedelta(days=1), DAY):
        assert reminders(place, as_of) == []


def test_an_empty_tray_reminds_of_nothing(place: Path, desk: Desk) -> None:
    bring(desk, ASKED)
    tray = logged(desk, "tray-2020-001", DAY)
    other = logged(desk, "tray-2020-002", DAY + timedelta(days=2))
    late = DAY + timedelta(days=60)
    desk.intake.file(tray, thread="pta-2020-001")
    (gap,) = reminders(place, late)
    assert (gap.thread, gap.due) == (other, DAY + timedelta(days=9))
    assert "exchanges" not in gap.summary
    then = open_desk(place, DAY + timedelta(days=20))
    then.intake.set_aside(other, "private")
    assert lying(then) == []
    then.close()
    assert reminders(place, late) == []
    assert [gap.thread for gap in reminders(place, DAY + timedelta(days=19))] == [other]
    desk.intake.part("pta-2020-001", tray, "no")
    (gap,) = reminders(place, late)
    assert gap.thread == tray


def test_a_stranger_s_mail_that_was_filed_is_to_be_classified(place: Path, desk: Desk) -> None:
    bring(desk, LETTER)
    (lies,) = lying(desk)
    thread = desk.intake.file(lies, regulator="PTA")
    later = open_desk(place, date(2099, 1, 1))
    found = [gap for gap in later.check().gaps if gap.thread == thread]
    assert [gap.kind for gap in found] == ["unclassified"]
    assert found[0].suggests == f"classify it: assistant classify {thread} {found[0].opened_by.entry} CLASS"
    later.close()


def test_what_was_filed_counts_for_the_regulator_as_if_it_had_come_there(place: Path, desk: Desk) -> None:
    tray = logged(desk, "tray-2020-001", DAY)
    thread = desk.intake.file(tray, regulator="PTA")
    later = open_desk(place, date(2020, 2, 1))
    (gap,) = [gap for gap in later.check().gaps if gap.kind == "we-owe"]
    assert (gap.thread, gap.due) == (thread, date(2020, 1, 8))
    later.close()

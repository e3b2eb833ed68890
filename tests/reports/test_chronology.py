"""Rows and obligations of a chronology, from records on disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from assistant.record.kinds import Attachment, Classified, Extended, Message, ObligationOpened, ObligationUpdated, Party
from assistant.reports.as_text import as_text
from assistant.reports.chronology import Period, Turn, beginning
from assistant.reports.chronology_page import FIELDS, Names, chronology_document, row_fields
from assistant.reports.disclosure import Reader
from tests.clocks.threads import Story, pakistan
from tests.record.writing import message
from tests.reports.records import INSIDER, OUTSIDER, of_facts, of_story, told

NAMES = Names("ByteDance", "The Authority")


def test_the_case_is_told_in_order_with_what_was_settled_by_what(tmp_path: Path) -> None:
    story, n = pakistan()
    desk = of_story(tmp_path, story, "2020-10-19")
    found = told(desk)
    assert [(row.day.isoformat(), row.direction, row.channel, row.cls, row.entry) for row in found.rows] == [
        ("2020-10-09", "out", "letter", None, n["letter"]),
        ("2020-10-12", "in", "meeting", "partial", n["meeting"]),
        ("2020-10-17", "public", "press", None, n["statement"]),
        ("2020-10-19", "in", "press", "substantive", n["release"]),
    ]
    steps, timelines = found.obligations
    assert (steps.owed_by, steps.state) == ("regulator", "settled")
    assert (timelines.owed_by, timelines.state) == ("company", "open")
    assert steps.turns == (
        Turn(date(2020, 10, 12), "part", n["meeting"]),
        Turn(date(2020, 10, 19), "settled", n["release"]),
    )
    page = "\n".join(as_text(chronology_document(told(desk), NAMES)))
    assert f"2020-10-09  The Authority  #{n['steps']}\n    Request, in #{n['letter']}: “which steps" in page
    assert f"2020-10-12  ByteDance  #{n['timelines']}\n    Request, in #{n['meeting']}: “tangible" in page
    assert f"answered in part by #{n['meeting']} on 2020-10-12; settled by #{n['release']} on 2020-10-19" in page


def test_as_of_a_day_nothing_later_is_told(tmp_path: Path) -> None:
    story, _ = pakistan()
    found = told(of_story(tmp_path, story, "2020-10-17"))
    assert len(list(found.rows)) == 3
    assert found.obligations[0].state == "part"


def test_what_was_logged_late_says_so(tmp_path: Path) -> None:
    late, next_day = message("in", "2020-05-20", "Old news"), message("in", "2020-05-31", "News")
    desk = of_facts(tmp_path, late, next_day)
    assert [(row.lag_days, row.late, row.marks) for row in told(desk).rows] == [
        (12, True, ("logged 12 days later",)),
        (1, False, ()),
    ]
    assert "[logged 12 days later]" in "\n".join(as_text(chronology_document(told(desk), NAMES)))


def test_a_period_holds_its_messages_and_what_was_open_in_it(tmp_path: Path) -> None:
    desk = of_facts(
        tmp_path,
        message("in", "2020-01-02"),
        ObligationOpened("request", "company", "settled before", 2),
        message("out", "2020-01-05"),
        ObligationUpdated(3, "settled", 4),
        message("in", "2020-02-01"),
        ObligationOpened("request", "company", "asked before, open in it", 2),
        message("in", "2020-03-09"),
        ObligationOpened("request", "company", "asked after", 8),
    )
    found = told(desk, period=Period(date(2020, 1, 6), date(2020, 2, 29)))
    assert [row.entry for row in found.rows] == [6]
    assert [owed.words for owed in found.obligations] == ["asked before, open in it"]
    both_ends = told(desk, period=Period(date(2020, 1, 5), date(2020, 3, 9)))
    assert [owed.entry for owed in both_ends.obligations] == [3, 7, 9], "settled on its first day, asked on its last"


def test_exhibits_keep_their_numbers_when_older_letters_are_found(tmp_path: Path) -> None:
    paper = Attachment("a.pdf", "application/pdf", 3, "a" * 64)
    first = msgspec.structs.replace(message("in", "2020-01-09"), original="b" * 64, attachments=(paper,))
    desk = of_facts(tmp_path, first)
    assert [(row.exhibit, row.documents) for row in told(desk).rows] == [("E1", 2)]
    found_later = msgspec.structs.replace(message("in", "2020-01-02"), original="c" * 64)
    scan = msgspec.structs.replace(message("out", "2020-01-03"), original="a" * 64, attachments=(paper,))
    again = of_facts(tmp_path / "again", first, message("in", "2020-01-01"), found_later, scan)
    assert [(row.entry, row.exhibit, row.documents) for row in told(again).rows] == [
        (3, "", 0), (4, "E2", 1), (5, "E3", 1), (2, "E1", 2),
    ]  # fmt: skip


def test_what_is_confidential_is_left_out_with_its_words_and_counted(tmp_path: Path) -> None:
    secret = message("in", "2020-01-02", "the secret itself", confidential=True, subject="Privileged")
    desk = of_facts(
        tmp_path,
        secret,
        ObligationOpened("request", "company", "secret words", 2),
        message("out", "2020-01-05", "harmless"),
        ObligationOpened("request", "regulator", "open words", 4),
        Extended(5, 2, to="2020-02-02"),
        ObligationUpdated(5, "settled", 2, "because of the secret"),
    )
    found = told(desk)
    page = "\n".join(as_text(chronology_document(found, NAMES)))
    assert "2020-02-02" not in page, "to what it was extended stands in the secret"
    assert found.withheld == {"confidential": 2}
    assert "2 entries left out: 2 confidential." in page
    assert "settled by #2 on 2020-01-02" in page
    assert all(word not in page.lower() for word in ("secret", "privileged"))


def test_outsiders_are_not_told_how_we_took_it(tmp_path: Path) -> None:
    desk = of_facts(
        tmp_path,
        message("in", "2020-01-02", proposed_class="holding"),
        ObligationOpened("commitment", "regulator", "we will revert", 2, "2020-02-01"),
        Extended(3, 2, to="2020-02-10"),
        ObligationUpdated(3, "settled", 2, "our view"),
    )
    (row,) = told(desk, OUTSIDER).rows
    (owed,) = told(desk, OUTSIDER).obligations
    assert row.cls is None
    assert [(turn.state, turn.to, turn.reason) for turn in owed.turns] == [
        ("settled", None, ""), (None, date(2020, 2, 10), ""),
    ]  # fmt: skip
    assert told(desk).obligations[0].turns[0].reason == "our view"


def test_a_moment_is_told_in_the_regulators_zone_and_names_are_scripts_own(tmp_path: Path) -> None:
    sent = Message("out", "email", "Re", "x", sender=Party("", "a@b.example"), to=(Party("Office", "o@p.example"),),
                   sent="2020-01-02T23:30:00-05:00")  # fmt: skip
    (row,) = told(of_facts(tmp_path, sent)).rows
    assert (row.day.isoformat(), row.time) == ("2020-01-03", "04:30")
    assert (row.sender, row.recipients) == ("a@b.example", "Office")
    assert tuple(row_fields(row)) == FIELDS


@pytest.mark.parametrize("to", [INSIDER, OUTSIDER])
def test_what_came_back_is_nobodys_word(tmp_path: Path, to: Reader) -> None:
    daemon = Party("Mail Delivery System", "MAILER-DAEMON@company.example")
    ours = message("out", "2020-01-01", "Our questions")
    named = message("in", "2020-01-02", "user unknown", sender=daemon, proposed_class="bounce", bounce=True)
    desk = of_facts(tmp_path, ours, named, message("in", "2020-01-03", "Undeliverable"), Classified(4, "bounce"))
    assert [(row.bounce, row.sender) for row in told(desk, to).rows] == [
        (False, ""), (True, "Mail Delivery System"), (True, "a mail system"),
    ]  # fmt: skip
    page = "\n".join(as_text(chronology_document(told(desk, to), NAMES)))
    assert page.count("came back") == 2
    assert "from them" not in page


def test_a_beginning_is_cut_between_words_and_says_so() -> None:
    assert beginning(Message("in", "email", text="  All of\n it ")) == "All of it"
    long = beginning(Message("in", "email", text="word " * 100, reply_text=""))
    assert long.endswith("word …")
    assert len(long) <= 202
    assert beginning(Message("in", "email", text="a" + " " * 5000 + "b")) == "a …"


def test_several_threads_are_told_as_one(tmp_path: Path) -> None:
    from assistant.services import reporting
    from tests.record.writing import by, opened

    desk = of_story(tmp_path, Story("2020-01-01"))
    for thread, days in (("pta-2020-002", ("2020-01-02", "2020-01-06")), ("pta-2020-003", ("2020-01-04",))):
        paper = {"original": "d" * 64}
        desk.record.append(thread, [opened(thread), *(by(message("in", day, **paper)) for day in days)], 0)
    secrets = [by(message("in", "2020-01-08", confidential=True))]
    for thread in ("pta-2020-002", "pta-2020-003"):
        desk.record.append(thread, secrets)
    found = reporting.long_threads(desk, (), "pta")
    assert reporting.chronology_of(desk, found, Period(), Reader()).withheld == {"confidential": 2}
    rows = list(reporting.chronology_of(desk, found, Period(), Reader()).rows)
    assert [(row.thread, row.exhibit) for row in rows] == [
        ("pta-2020-002", "pta-2020-002/E1"), ("pta-2020-003", "pta-2020-003/E1"), ("pta-2020-002", "pta-2020-002/E2"),
    ]  # fmt: skip

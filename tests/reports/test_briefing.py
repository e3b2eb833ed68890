"""One page on a regulator: what is on it, in which order, and that it stays one page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.clocks.gaps import clocks
from assistant.record.kinds import Extended, ObligationOpened, ObligationUpdated
from assistant.record.openings import openings
from assistant.record.thread import Obligation, Update
from assistant.reports.as_text import as_text
from assistant.reports.briefing import Briefing, Contact, Debt, Matter, Promise, keeping, part
from assistant.reports.briefing_page import briefing_document
from assistant.reports.chronology_page import Names
from assistant.reports.disclosure import Reader
from assistant.reports.statistics import SIDES
from assistant.services import reporting
from tests.clocks.threads import STATUTORY, Story, day, pakistan, rules_with
from tests.record.writing import by, message, opened
from tests.reports.records import of_facts, of_story, written

NAMES = Names("ByteDance", "The Authority")
DAY = date(2020, 10, 18)
LINES = 64
"""Of a printed page of plain text."""


def crowded(count: int = 40) -> Briefing:
    """More of everything than a page can hold, each as long as it may be."""
    long, thread = "a question of great length " * 9, "regulator-of-the-land-2020-{:03}"
    ids = [thread.format(n) for n in range(count)]
    return Briefing(
        "REGULATOR-OF-THE-LAND",
        DAY,
        tuple(Matter(name, long, "company", DAY, DAY, 700, DAY) for name in ids),
        12,
        tuple(Debt(name, 9_999, side, long, "", DAY, DAY, None, long) for name in ids for side in SIDES),
        tuple(Promise(name, 9_999, "company", long, DAY, "late") for name in ids),
        Contact(ids[0], 9_999, DAY, "meeting"),
        Contact(ids[0], 9_999, DAY, "letter"),
        7,
    )


def test_the_case(tmp_path: Path) -> None:
    story, n = pakistan()
    desk = of_story(tmp_path, story, "2020-10-18")
    found = reporting.briefing_of(desk, "pta", Reader())
    (matter,) = found.matters
    assert (matter.ball, matter.silent, matter.next_due) == ("company", 6, date(2020, 10, 16))
    assert [(d.owed_by, d.entry, d.due) for d in found.owed] == [
        ("regulator", n["steps"], date(2020, 10, 16)), ("company", n["timelines"], date(2020, 10, 19)),
    ]  # fmt: skip
    page = list(as_text(briefing_document(found, NAMES)))
    assert "spoke to us on 12 October 2020, 6 days ago (meeting, pta-2020-001#4)" in " ".join(page[2:5])
    assert page[page.index("We owe by a day (1)") + 2].startswith(
        "- pta-2020-001#7, due 2020-10-19 (in 1 day): “tangible"
    )
    assert page[page.index("Next dates") + 2 :] == ["- 19 October 2020: pta-2020-001#7, ours"], "the 16th is past"


def test_a_crowded_page_stays_one_page_and_says_what_was_cut() -> None:
    page = list(as_text(briefing_document(crowded(), NAMES)))
    assert len(page) <= LINES
    assert page.count("… and 36 more.") == 2
    assert {"Open matters (40; 12 closed)", "… and 35 more.", "… and 37 more.", "… and 76 more."} <= set(page)
    assert "7 entries left out: 7 confidential." in page


def test_an_empty_page_says_so() -> None:
    page = list(as_text(briefing_document(Briefing("PTA", DAY, (), 0, (), (), None, None, 0), NAMES)))
    assert page.count("Nothing.") == 3
    assert "By the record The Authority has never spoken to us" in " ".join(page)


@pytest.mark.parametrize(
    ("due", "update", "expected"),
    [
        (None, None, "open"),
        ("2020-10-18", None, "open"),
        ("2020-10-17", None, "late"),
        ("2020-10-17", ("2020-10-17", "settled"), "kept"),
        ("2020-10-17", ("2020-10-18", "settled"), "kept late"),
        (None, ("2020-10-18", "settled"), "kept"),
        ("2020-10-17", ("2020-10-01", "part"), "late"),
        ("2020-10-17", ("2020-10-01", "withdrawn"), "withdrawn"),
    ],
)
def test_how_far_a_commitment_was_kept(due: str | None, update: tuple[str, str] | None, expected: str) -> None:
    updates = (Update(3, day(update[0]), update[1], None, ""),) if update else ()  # type: ignore[arg-type]
    owed = Obligation(2, "commitment", "company", "x", None, DAY, day(due) if due else None, updates=updates)
    assert keeping(owed, owed.due, DAY) == expected


def test_a_day_put_off_by_agreement_is_the_day_that_counts(tmp_path: Path) -> None:
    promise = ObligationOpened("commitment", "company", "a report", 2, "2020-02-01")
    desk = of_facts(
        tmp_path,
        message("out", "2020-01-02"),
        promise,
        message("in", "2020-01-20"),
        Extended(3, 4, to="2020-03-01"),
        ObligationUpdated(3, "settled", None, day="2020-02-20"),
        as_of="2020-04-01",
    )
    told = reporting.briefing_of(desk, "PTA", Reader())
    assert [found.keeping for found in told.promises] == ["kept"]
    page = list(as_text(briefing_document(told, NAMES)))
    at = page.index("Ours: 1 kept.")
    assert [line for line in page[at + 1 : at + 4] if line] == ["Theirs: none.", "Next dates"], "nothing is pending"


def test_a_promise_in_a_holding_reply_is_kept_by_the_answer() -> None:
    story = Story("2020-01-01")
    holding = story.receives("2020-01-05", "holding")
    promise = story.they_promise("we will revert", holding, "2020-01-20")
    story.receives("2020-01-22")
    thread = story.thread("2020-02-01")
    (found,) = part(thread, day("2020-02-01"), (), {}, {}).promises
    assert (found.entry, found.keeping) == (promise, "kept late")
    assert part(thread, day("2020-02-01"), (), {promise: day("2020-01-25")}, {}).promises[0].keeping == "kept"
    assert part(story.thread("2020-01-21"), day("2020-01-21"), (), {}, {}).promises[0].keeping == "late"


def test_of_two_rules_the_laws_day_is_told_and_of_a_clock_that_stands_none() -> None:
    story = Story("2020-01-01")
    letter = story.sends("2020-01-01")
    asked = story.asks_them("which fees apply", letter)

    def owed(on: str) -> list[tuple[int, date, str]]:
        thread = story.thread(on)
        running = clocks(thread, rules_with(STATUTORY), openings(thread), day(on))
        return [(debt.entry, debt.due, debt.basis) for debt in part(thread, day(on), running, {}, {}).owed]

    assert owed("2020-01-05") == [(asked, date(2020, 1, 11), "Telecom Act s. 5")]
    story.pauses(letter, asked, on="2020-01-04")
    assert owed("2020-01-05") == []


def test_what_an_answer_left_open_is_owed_since_it_was_asked(tmp_path: Path) -> None:
    story = Story("2020-10-01")
    asked = story.asks_them("which fees apply", story.sends("2020-10-01"), on="2020-10-01")
    story.receives("2020-10-05")
    (debt,) = reporting.briefing_of(of_story(tmp_path, story, "2020-10-18"), "PTA", Reader()).owed
    assert (debt.entry, debt.since, debt.due) == (asked, date(2020, 10, 1), date(2020, 10, 12))


def test_matters_where_we_must_act_come_first_and_closed_ones_are_counted(tmp_path: Path) -> None:
    story, _ = pakistan()
    desk = of_story(tmp_path, story, "2020-10-18")
    waiting = [opened("pta-2020-000"), by(message("out", "2020-10-01"))]
    desk.record.append("pta-2020-000", waiting, 0)
    done = Story("2020-01-01", "pta-2020-005")
    done.closes("2020-02-01")
    desk.record.append("pta-2020-005", [by(line.fact) for line in done.lines], 0)
    found = reporting.briefing_of(desk, "PTA", Reader())
    assert [(m.thread, m.ball) for m in found.matters] == [("pta-2020-001", "company"), ("pta-2020-000", "regulator")]
    assert found.closed == 1


def test_what_is_confidential_is_not_on_it(tmp_path: Path) -> None:
    secret = message("in", "2020-10-02", confidential=True, subject="secret")
    desk = written(
        tmp_path,
        [opened(), by(secret), by(ObligationOpened("request", "company", "secret words", 2, "2020-10-20"))],
        DAY,
    )
    found = reporting.briefing_of(desk, "PTA", Reader())
    assert (found.withheld, found.owed) == (2, ())
    page = " ".join(as_text(briefing_document(found, NAMES)))
    assert "secret" not in page
    assert "The Authority last spoke to us on 2 October 2020, 16 days ago" in page, "that it spoke is no secret"
    assert reporting.briefing_of(desk, "PTA", Reader(confidential=True)).owed[0].words == "secret words"

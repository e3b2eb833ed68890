"""The day's page as values: which section, in what order, with what next step; no screen is needed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from assistant.clocks.gap import Gap
from assistant.record.heartbeat import LastCheck
from assistant.services.under_way import UnderWay
from assistant.tui.agenda import SHOWN, Found, Line, Section, agenda
from assistant.tui.rows import ThreadRow
from tests.tui.test_rows import gap

TODAY = date(2020, 10, 18)


def row(thread: str, latest: str = "2020-10-01", unread: int = 0, state: str = "later") -> ThreadRow:
    return ThreadRow(thread, "PTA", f"Matter {thread}", "none", 1, "", state, latest=latest, unread=unread)


def one(kind: str, thread: str = "pta-2020-001", **fields: object) -> Gap:
    made = gap(thread, "overdue", TODAY - timedelta(days=2))
    return structs.replace(made, **{"id": f"{kind}:{thread}", "kind": kind, "owed_by": "regulator", **fields})


def sections(found: Found) -> dict[str, Section]:
    return {section.title: section for section in agenda(structs.replace(found, checked=True), TODAY, UTC)}


def lines(found: Found, title: str) -> tuple[Line, ...]:
    return sections(found)[title].lines


@pytest.mark.parametrize(
    ("made", "section", "action"),
    [
        (one("we-owe", owed_by="company", words="x", suggests="answer-to-request"), "We owe", "draft"),
        (one("we-owe", owed_by="company", suggests="take the step, log it, and settle #4"), "We owe", "settle"),
        (one("no-reply", suggests="first-reminder"), "They owe", "draft"),
        (one("gone-quiet"), "Gone quiet", "draft"),
        (one("unclassified", owed_by="company"), "Came in", "classify"),
        (one("draft-stale", owed_by="company"), "Drafts", "draft"),
        (one("filing-without-receipt"), "They owe", "log"),
    ],
)
def test_each_kind_has_its_section_and_its_next_step(made: Gap, section: str, action: str) -> None:
    found = Found((row("pta-2020-001"),), (made,))
    (line,) = lines(found, section)
    assert (line.step.action, line.gap, line.thread) == (action, made.id, "pta-2020-001")
    assert sum(len(s.lines) for s in sections(found).values()) == 1


def test_a_reminder_waits_while_we_owe_an_answer_ourselves() -> None:
    (line,) = lines(Found((), (one("no-reply", suggests="answer-to-request"),)), "They owe")
    assert line.step.label == "answer first"


def test_a_line_says_what_with_whom_since_when_and_due_when_with_a_sign_that_needs_no_colour() -> None:
    made = one("no-reply", words="which [steps]\x1b[1m restore access", statutory=True)
    (line,) = lines(Found((row("pta-2020-001"),), (made,)), "They owe")
    assert line.mark == "⚑ overdue 2 d"
    assert line.what == "no reply: “which [steps]␛[1m restore access”"
    assert (line.regulator, line.below) == (
        "PTA",
        "#2, since 16 Oct (2 d) · due 16 Oct · statutory · Matter pta-2020-001",
    )


def test_the_most_urgent_come_first_and_the_rest_of_ten_thousand_are_counted() -> None:
    many = tuple(
        structs.replace(one("no-reply", f"pta-2020-{n:05}"), due=TODAY - timedelta(days=n)) for n in range(10_000)
    )
    shown = lines(Found((), many), "They owe")
    assert len(shown) == SHOWN + 1
    assert shown[0].thread == "pta-2020-09999"
    assert shown[-1].what == "and 9,980 more in the list of threads"


def test_what_is_snoozed_is_counted_and_not_shown() -> None:
    found = Found((), (structs.replace(one("no-reply"), hidden=True),))
    assert not lines(found, "They owe")
    ran = LastCheck(datetime(2020, 10, 10, 6, 5, tzinfo=UTC))
    for last, silent in ((None, 0), (ran, 0), (ran, 8)):
        after = structs.replace(found, last_check=last, silent_days=silent)
        assert "1 reminder snoozed" in sections(after)["Unattended check"].empty


def test_what_came_in_is_the_tray_the_unread_and_the_proposals() -> None:
    rows = (row("a", unread=2), row("b", "2020-10-09", unread=1), row("c"))
    came = lines(Found(rows, waiting=3, proposals={"c": 2}), "Came in")
    assert [(line.mark, line.step.action) for line in came] == [
        ("• in the tray", "tray"),
        ("• 1 unread", ""),
        ("• 2 unread", ""),
        ("? not confirmed", "proposals"),
    ]


def test_a_draft_under_way_is_named_once_whether_it_is_stale_or_not() -> None:
    drafts = (UnderWay("a", 5, TODAY), UnderWay("b", 4, TODAY))
    found = Found((row("a"), row("b")), (one("draft-stale", "a", opening=5),), drafts=drafts)
    assert [line.thread for line in lines(found, "Drafts")] == ["a", "b"]


def test_a_draft_that_only_the_screen_keeps_says_so() -> None:
    (line,) = lines(Found((row("a"),), unsaved=("a",)), "Drafts")
    assert (line.mark, line.thread, line.step.action) == ("✎ not saved", "a", "draft")
    assert line.below == "kept here; in the record once it is saved"


def test_threads_that_moved_last_stand_below_unless_they_were_named() -> None:
    rows = (*tuple(row(f"t{n}", f"2020-10-0{n}") for n in range(1, 9)), row("z", "2020-10-09", state="closed"))
    found = Found(rows, (one("no-reply", "t8"),))
    assert [line.thread for line in lines(found, "Lately")] == ["t7", "t6", "t5", "t4", "t3"]


def test_before_the_check_nothing_is_said_to_be_empty() -> None:
    told = {section.title: section for section in agenda(Found((row("a"),)), TODAY, UTC)}
    assert {told[title].empty for title in ("We owe", "They owe", "Gone quiet", "Came in", "Drafts")} == {"…"}
    assert "Unattended check" not in told


@pytest.mark.parametrize(
    ("last", "silent", "told"),
    [
        (None, 0, "none yet; M, “Let checks run alone”, says how to have one"),
        (LastCheck(datetime(2020, 10, 18, 6, 5, tzinfo=UTC), 2), 0, "18 Oct at 06:05, 2 reminders"),
        (LastCheck(datetime(2020, 10, 10, 6, 5, tzinfo=UTC)), 8, "⚠ none for 8 days, the last 10 Oct at 06:05"),
        (LastCheck(datetime(2020, 10, 18, 6, tzinfo=UTC), failed=("team",)), 0, "⚠ not delivered to team"),
        (LastCheck(datetime(2020, 10, 18, 6, tzinfo=UTC), unchecked=2), 0, "⚠ 2 not checked"),
    ],
)
def test_the_last_unattended_check_is_told_and_when_it_has_stopped(
    last: LastCheck | None, silent: int, told: str
) -> None:
    assert told in sections(Found((), last_check=last, silent_days=silent))["Unattended check"].empty

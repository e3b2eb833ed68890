"""Drafts over the gaps that the default rules really give."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.clocks.calendars import Calendar
from assistant.clocks.gap import Gap
from assistant.clocks.gaps import gaps
from assistant.clocks.rulebook import rulebook
from assistant.clocks.rules import rule_set
from assistant.config import Settings
from assistant.drafts.about import open_points
from assistant.drafts.draft import make_draft
from assistant.record.kinds import Fact
from assistant.record.thread import Thread
from tests.drafts.cases import SETTINGS, asked, chaser_days, pakistan, promised, received, sent, thread_of


def gaps_of(thread: Thread, as_of: date) -> tuple[Gap, ...]:
    return gaps(thread, rule_set(rulebook(Settings()), "PTA", Calendar.plain()), as_of)


@pytest.mark.parametrize("day", [date(2020, 10, 13), date(2020, 10, 17), date(2020, 10, 18), date(2020, 10, 25)])
def test_while_the_timelines_are_owed_they_come_first_every_day(day: date) -> None:
    thread = pakistan(day)
    draft = make_draft(thread, gaps_of(thread, day), SETTINGS, day)
    assert draft.template.name == "answer-to-request"
    assert f"({(day - date(2020, 10, 9)).days} days ago)" in draft.text


@pytest.mark.parametrize(
    ("chasers", "day", "template"),
    [
        ([], date(2020, 10, 9), "first-reminder"),
        (["2020-10-09"], date(2020, 10, 16), "second-reminder"),
        (["2020-10-09", "2020-10-16"], date(2020, 11, 2), "escalation"),
    ],
)
def test_each_step_of_the_ladder_has_its_letter(chasers: list[str], day: date, template: str) -> None:
    facts: list[Fact] = [sent("2020-10-01", subject="Access"), asked("regulator", "Why?", 2), *chaser_days(chasers)]
    thread = thread_of(*facts, as_of=day)
    found = gaps_of(thread, day)
    draft = make_draft(thread, found, SETTINGS, day)
    assert draft.template.name == template
    assert "Gap no-reply:pta-2020-001#3:" in draft.because
    assert {gap.suggests for gap in found if gap.kind == "no-reply"} == {template}


def test_one_letter_for_all_that_is_open_does_not_leave_out_our_own_late_promise() -> None:
    promise = "We will send the figures by 12 October 2020."
    thread = thread_of(
        sent("2020-10-01", text=f"Why? {promise}"),
        asked("regulator", "Why?", 2),
        promised("company", promise, 2, "2020-10-12"),
        promised("company", "We will report", 2, "2020-12-01"),
    )
    day = date(2020, 10, 18)
    found = gaps_of(thread, day)
    assert [about.entry for about in open_points(thread, found)] == [4, 3]
    text = make_draft(thread, found, SETTINGS, day, template_name="combined-letter").text
    assert f"in which we undertook: “{promise}” (due 12 October 2020)" in text
    assert text.index("Open with us") < text.index("Open with you")


def test_what_they_left_open_was_asked_by_our_message_and_not_by_their_answer() -> None:
    day = date(2020, 10, 18)
    theirs = received("2020-10-05", text="The fee is waived. Send us the plan.")
    thread = thread_of(
        sent("2020-10-01"), asked("regulator", "Why?", 2), theirs, asked("company", "Send us the plan.", 4), as_of=day
    )
    draft = make_draft(thread, gaps_of(thread, day), SETTINGS, day, None, "answer-to-request")
    assert (
        "– our letter of 1 October 2020 (17 days ago), in which we asked: “Why?”; "
        "answered in part by your e-mail of 5 October 2020"
    ) in draft.text

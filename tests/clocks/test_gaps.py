"""Gaps day by day, in the words of DESIGN §5."""

import pytest

from assistant.clocks.gap import OpenedBy
from assistant.clocks.upcoming import due_day
from assistant.config import RuleSettings
from assistant.record.openings import openings
from tests.clocks.threads import BOTH, DEFAULTS, Story, day, letter, pakistan, rules_with, told

# The case of October 2020


def test_pakistan_on_the_days_of_the_statement() -> None:
    story, named = pakistan()
    for on, over in (("2020-10-17", 1), ("2020-10-18", 2)):
        ours, theirs = story.gaps(on)
        assert (ours.kind, *told(ours)) == ("we-owe", "upcoming", "2020-10-19", over - 3)  # type: ignore[misc]
        assert (theirs.kind, *told(theirs)) == ("no-reply", "overdue", "2020-10-16", over)  # type: ignore[misc]
        assert theirs.opened_by == OpenedBy(named["letter"], day("2020-10-09"))
        assert theirs.partial == (named["meeting"],)
        assert ours.opened_by == OpenedBy(named["meeting"], day("2020-10-12"))
        assert theirs.suggests == "answer-to-request"


def test_pakistan_before_and_after() -> None:
    story, _ = pakistan()
    assert story.gaps("2020-10-15") == ()
    assert told(story.gap("2020-10-16", "no-reply")) == ("due", "2020-10-16", 0)
    assert [(gap.kind, *told(gap)) for gap in story.gaps("2020-10-19")] == [("we-owe", "due", "2020-10-19", 0)]  # type: ignore[misc]
    assert [(gap.kind, *told(gap)) for gap in story.gaps("2020-10-20")] == [("we-owe", "overdue", "2020-10-19", 1)]  # type: ignore[misc]


def test_pakistan_without_the_release_goes_quiet_on_the_19th() -> None:
    story, named = pakistan(release=False)
    assert story.gap("2020-10-18", "gone-quiet") is None
    assert told(story.gap("2020-10-19", "gone-quiet")) == ("due", "2020-10-19", 0)
    quiet = story.gap("2020-10-20", "gone-quiet")
    assert told(quiet) == ("overdue", "2020-10-19", 1)
    assert quiet is not None
    assert quiet.opened_by.entry == named["meeting"]


# What opens and closes a gap


def test_a_letter_without_reply_is_due_on_the_seventh_day() -> None:
    story, n = letter()
    assert story.gap("2020-10-15", "no-reply") is None
    gap = story.gap("2020-10-16", "no-reply")
    assert told(gap) == ("due", "2020-10-16", 0)
    assert gap is not None
    assert (gap.id, gap.step, gap.opening, gap.owed_by) == (f"no-reply:pta-2020-001#{n}:1", 1, n, "regulator")
    assert told(story.gap("2020-10-17", "no-reply")) == ("overdue", "2020-10-16", 1)


@pytest.mark.parametrize(
    ("cls", "left"),
    [
        ("substantive", []),
        ("acknowledgement", ["no-reply", "gone-quiet"]),
        ("partial", ["no-reply", "gone-quiet"]),
        ("automatic", ["no-acknowledgement", "no-reply"]),
    ],
)
def test_what_an_answer_closes(cls: str, left: list[str]) -> None:
    story, _ = letter()
    story.receives("2020-10-12", cls)
    assert sorted(story.kinds("2020-10-20")) == sorted(left)


def test_a_settled_request_is_closed() -> None:
    story, n = letter()
    request = story.asks_them("which steps", n)
    assert story.kinds("2020-10-17") == ["no-acknowledgement", "no-reply"]
    answer = story.receives("2020-10-18")
    story.settles(request, answer)
    assert story.kinds("2020-10-18") == []


def test_a_full_answer_that_does_not_settle_the_request_leaves_the_rest_open() -> None:
    story, n = letter()
    story.asks_them("which steps", n)
    answer = story.receives("2020-10-12")
    gap = story.gap("2020-10-19", "partial-answer")
    assert told(gap) == ("due", "2020-10-19", 0)
    assert gap is not None
    assert (gap.opened_by.entry, gap.suggests) == (answer, "first-reminder")
    assert story.gap("2020-10-19", "no-reply") is None


def test_a_bounce_means_undelivered_and_no_reminder() -> None:
    story, n = letter()
    story.receives("2020-10-10", "bounce", "email")
    assert [gap.kind for gap in story.gaps("2020-10-30")] == ["undelivered"]
    gap = story.gap("2020-10-10", "undelivered")
    assert told(gap) == ("due", "2020-10-10", 0)
    assert gap is not None
    assert (gap.suggests, gap.owed_by) == ("ask for proof of delivery or send it again", "company")
    assert gap.opened_by.entry == n


@pytest.mark.parametrize("secret", [True, False])
def test_what_they_left_unanswered_is_as_confidential_as_the_letter_with_its_words(secret: bool) -> None:
    story = Story("2020-10-09")
    story.asks_them("which steps", story.sends("2020-10-09", confidential=secret))
    story.receives("2020-10-12")
    gap = story.gap("2020-10-19", "partial-answer")
    assert gap is not None
    assert (gap.words, gap.confidential) == ("which steps", secret)


def test_a_clock_that_stands_has_no_due_day_in_force() -> None:
    story, n = letter()
    asked = story.asks_them("which steps", n)
    assert due_day(story.thread("2020-10-12"), asked, DEFAULTS) == day("2020-10-16")
    story.pauses(n, asked, on="2020-10-11")
    assert due_day(story.thread("2020-10-12"), asked, DEFAULTS) is None


def test_sending_again_after_a_bounce_starts_the_clock_anew() -> None:
    story, n = letter()
    story.asks_them("which steps", n)
    story.receives("2020-10-10", "bounce", "email")
    story.sends("2020-10-14")
    assert story.gap("2020-10-20", "no-reply") is None
    gap = story.gap("2020-10-21", "no-reply")
    assert told(gap) == ("due", "2020-10-21", 0)
    assert gap is not None
    assert gap.summary.startswith(
        f"No reply from PTA for 7 days to #{n} of 9 October 2020, sent again on 14 October 2020"
    )


def test_a_closed_thread_has_no_gaps() -> None:
    story, _ = letter()
    story.closes("2020-10-18")
    assert story.gaps("2020-10-17")
    assert story.gaps("2020-10-18") == ()


def test_a_withdrawn_request_is_none() -> None:
    story, n = letter()
    request = story.asks_them("which steps", n)
    story.withdraws(request, "2020-10-17")
    assert story.gap("2020-10-16", "no-reply")
    assert story.gap("2020-10-17", "no-reply") is None


# Promises and dates of one's own


def test_a_holding_reply_moves_the_courtesy_clock_to_the_promised_day_and_not_the_legal_one() -> None:
    story, _ = letter()
    holding = story.receives("2020-10-12", "holding")
    story.they_promise("we will revert by 30 October", holding, "2020-10-30")
    courtesy, legal = BOTH.for_kind("no-reply")
    at_law = [gap for gap in story.gaps("2020-10-20", BOTH) if gap.kind == "no-reply"]
    assert [(gap.rule, told(gap)) for gap in at_law] == [(legal.name, ("overdue", "2020-10-19", 1))]
    due = {gap.rule: gap.due for gap in story.gaps("2020-10-30", BOTH) if gap.kind == "no-reply"}
    assert due == {courtesy.name: day("2020-10-30"), legal.name: day("2020-10-19")}
    assert told(story.gap("2020-10-31", "promise-passed")) == ("overdue", "2020-10-30", 1)


def test_a_promise_that_they_took_back_moves_nothing() -> None:
    story, _ = letter()
    holding = story.receives("2020-10-12", "holding")
    promise = story.they_promise("by 30 October", holding, "2020-10-30")
    story.withdraws(promise, "2020-10-20")
    assert story.gap("2020-10-19", "no-reply") is None
    assert told(story.gap("2020-10-20", "no-reply")) == ("overdue", "2020-10-16", 4)


def test_later_steps_keep_their_distance_from_a_promised_day() -> None:
    story, _ = letter()
    holding = story.receives("2020-10-12", "holding")
    story.they_promise("by 30 October", holding, "2020-10-30")
    gap = story.gap("2020-11-06", "no-reply")
    assert gap is not None
    assert (gap.step, gap.step_due, gap.due) == (2, day("2020-11-06"), day("2020-10-30"))


def test_a_promise_given_after_a_reminder_puts_off_the_next_one() -> None:
    story, _ = letter()
    story.sends("2020-10-17")
    holding = story.receives("2020-10-19", "holding")
    story.they_promise("by 30 October", holding, "2020-10-30")
    assert story.gap("2020-10-29", "no-reply") is None
    gap = story.gap("2020-10-30", "no-reply")
    assert gap is not None
    assert (told(gap), gap.step) == (("due", "2020-10-30", 0), 2)


def test_a_request_that_sets_its_own_day_is_due_then() -> None:
    story = Story("2020-10-01")
    asked = story.receives("2020-10-01")
    story.asks_us("the report by 20 November", asked, due="2020-11-20")
    assert story.gaps("2020-11-16") == ()
    assert told(story.gap("2020-11-17", "we-owe")) == ("upcoming", "2020-11-20", -3)


def test_a_promise_of_ours_is_announced_three_days_ahead() -> None:
    story = Story("2020-10-01")
    sent = story.sends("2020-10-01", expects_reply=False)
    story.we_promise("a team by 20 November", sent, "2020-11-20")
    assert story.gap("2020-11-16", "commitment-due") is None
    gap = story.gap("2020-11-17", "commitment-due")
    assert told(gap) == ("upcoming", "2020-11-20", -3)
    assert gap is not None
    assert (gap.owed_by, gap.suggests) == ("company", "fulfilment-notice")


def test_a_date_far_beyond_the_calendar_is_no_gap_and_no_failure() -> None:
    story, n = letter()
    story.asks_them("whenever you can", n, due="9999-12-31")
    assert story.gap("2030-01-01", "no-reply") is None


# Steps


def test_a_reminder_leads_to_the_next_step_and_to_no_new_start() -> None:
    story, _ = letter()
    story.sends("2020-10-17")
    assert story.gap("2020-10-22", "no-reply") is None
    gap = story.gap("2020-10-23", "no-reply")
    assert gap is not None
    assert (told(gap), gap.step, gap.suggests) == (("due", "2020-10-23", 0), 2, "second-reminder")


def test_after_the_last_step_it_stays_the_last() -> None:
    story, n = letter()
    for on in ("2020-10-17", "2020-10-24", "2020-11-10", "2020-11-20"):
        story.sends(on)
    assert story.gap("2020-11-24", "no-reply") is None
    gap = story.gap("2020-12-01", "no-reply")
    assert gap is not None
    assert (gap.id, told(gap)) == (f"no-reply:pta-2020-001#{n}:3", ("overdue", "2020-11-25", 6))
    assert gap.suggests == "escalation"


@pytest.mark.parametrize("asks", [True, False])
def test_a_reminder_that_went_out_late_leaves_them_some_days_before_the_next(asks: bool) -> None:
    story, n = letter()
    if asks:
        story.asks_them("please", n, on="2020-10-09")
    sent = story.sends("2020-10-30")
    for on in ("2020-10-30", "2020-11-03"):
        assert story.gap(on, "no-reply") is None, "the second is not overdue on the day of the first"
    gap = story.gap("2020-11-04", "no-reply")
    assert gap is not None
    assert (told(gap), gap.step, gap.suggests) == (("due", "2020-11-04", 0), 2, "second-reminder")
    assert sent in [c for o in openings(story.thread("2020-11-04")) for c in o.chasers]


def test_so_does_a_reminder_of_what_they_left_unanswered() -> None:
    story, n = letter()
    story.asks_them("please", n, on="2020-10-09")
    story.receives("2020-10-12")
    assert story.gap("2020-10-30", "partial-answer")
    story.sends("2020-10-30")
    assert story.gap("2020-11-03", "partial-answer") is None
    assert story.gap("2020-11-04", "partial-answer")


def test_a_step_that_passes_without_reminder_changes_the_id_and_not_the_due_day() -> None:
    story, n = letter()
    before, after = story.gap("2020-10-22", "no-reply"), story.gap("2020-10-23", "no-reply")
    assert before is not None
    assert after is not None
    assert (before.id, before.step_due) == (f"no-reply:pta-2020-001#{n}:1", day("2020-10-16"))
    assert (after.id, after.step_due) == (f"no-reply:pta-2020-001#{n}:2", day("2020-10-23"))
    assert (told(after), after.suggests) == (("overdue", "2020-10-16", 7), "first-reminder")


def test_a_reminder_never_moves_a_legal_clock() -> None:
    story, _ = letter()
    story.sends("2020-10-17")
    gap = next(gap for gap in story.gaps("2020-10-21", BOTH) if gap.rule == "act")
    assert (told(gap), gap.step, gap.statutory) == (("overdue", "2020-10-19", 2), 1, True)


# We owe before they owe


def test_while_we_owe_an_answer_no_reminder_is_proposed() -> None:
    story, _ = letter()
    asked = story.receives("2020-10-12", "partial", channel="meeting")
    request = story.asks_us("tangible timelines", asked)
    ours, *theirs = story.gaps("2020-10-20")
    assert ours.kind == "we-owe"
    assert {gap.kind for gap in theirs} == {"no-reply", "gone-quiet"}
    assert {gap.suggests for gap in theirs} == {"answer-to-request"}
    assert all(f"we owe them an answer to #{asked} first" in gap.summary for gap in theirs)
    story.settles(request, story.sends("2020-10-21", expects_reply=False))
    assert {gap.suggests for gap in story.gaps("2020-10-22")} == {"first-reminder"}


def test_what_we_owe_comes_first_then_the_earliest_due_day() -> None:
    story, n = letter()
    story.asks_them("which steps", n, due="2020-10-12")
    asked = story.receives("2020-10-12", "partial")
    story.asks_us("timelines", asked)
    assert [(gap.kind, gap.due.day) for gap in story.gaps("2020-10-20")] == [
        ("we-owe", 19),
        ("no-reply", 12),
        ("gone-quiet", 19),
    ]


def test_a_mail_that_nobody_classified_waits_for_us() -> None:
    story = Story("2020-10-01")
    story.unread("2020-10-01")
    gap = story.gap("2020-10-08", "we-owe")
    assert gap is not None
    assert gap.suggests == "answer it, or say what it is"


# Several rules


def test_each_rule_of_a_kind_gives_its_own_gap() -> None:
    story, n = letter()
    found = [gap for gap in story.gaps("2020-10-19", BOTH) if gap.kind == "no-reply"]
    assert [(gap.id, gap.statutory, gap.state) for gap in found] == [
        (f"no-reply:pta-2020-001#{n}:1", False, "overdue"),
        (f"act:pta-2020-001#{n}:1", True, "due"),
    ]


def test_a_rule_that_is_off_gives_none() -> None:
    story, _ = letter()
    assert story.kinds("2020-10-20", rules_with(RuleSettings(kind="no-acknowledgement", off=True))) == ["no-reply"]

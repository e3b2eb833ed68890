"""Extensions and pauses, as the gaps show them."""

import pytest

from assistant.clocks.calendars import Calendar, Holiday, YearDays, weekend_mask
from assistant.config import RuleSettings
from assistant.errors import RecordProblem
from tests.clocks.threads import STATUTORY, Story, day, letter, only, told


@pytest.mark.parametrize(
    ("granted", "due"),
    [
        ([{"to": "2020-11-02"}], "2020-11-02"),
        ([{"by": "10 days"}], "2020-10-26"),
        ([{"by": "5 working days"}], "2020-10-23"),
        ([{"by": "10 days"}, {"by": "1 month"}], "2020-11-26"),
        ([{"by": "10 days"}, {"to": "2020-10-20"}], "2020-10-20"),
        ([{"to": "2020-10-20"}, {"by": "10 days"}], "2020-10-30"),
    ],
)
def test_extensions_work_on_the_due_day_in_force_in_their_order(granted: list[dict[str, str]], due: str) -> None:
    story, n = letter()
    for on, extension in zip(("2020-10-12", "2020-10-13"), granted, strict=False):
        story.extends(n, story.receives(on, "acknowledgement"), **extension)
    assert told(story.gap(due, "no-reply")) == ("due", due, 0)


def test_an_extension_may_name_the_request_or_its_message() -> None:
    for named in ("request", "message"):
        story, n = letter()
        request = story.asks_them("which steps", n)
        granted = story.receives("2020-10-12", "acknowledgement")
        story.extends(request if named == "request" else n, granted, to="2020-11-02")
        assert told(story.gap("2020-11-02", "no-reply")) == ("due", "2020-11-02", 0)
        other = story.asks_them("another matter", n)
        elsewhere = [gap for gap in story.gaps("2020-11-02") if gap.opening == other]
        assert [gap.due.isoformat() for gap in elsewhere] == ["2020-10-16" if named == "request" else "2020-11-02"]


def test_an_extension_moves_a_legal_clock_and_rolls_only_what_was_counted() -> None:
    rules = only(RuleSettings(kind="no-reply", name="act", after="10 days", basis="Act"))
    story, n = letter()
    story.extends(n, story.receives("2020-10-12", "acknowledgement"), by="5 days")
    assert [gap.due for gap in story.gaps("2020-11-30", rules)] == [day("2020-10-26")]  # from Saturday the 24th
    story.extends(n, story.receives("2020-10-13", "acknowledgement"), to="2020-10-31")
    assert [gap.due for gap in story.gaps("2020-11-30", rules)] == [day("2020-10-31")]  # a Saturday, as granted


def test_an_extension_that_cannot_be_counted_names_its_entry() -> None:
    story, n = letter()
    entry = story.extends(n, story.receives("2020-10-12", "acknowledgement"), by="a while")
    with pytest.raises(RecordProblem, match=f"pta-2020-001#{entry}"):
        story.gaps("2020-10-20")


def test_time_granted_before_an_incomplete_answer_is_not_granted_again_for_the_rest() -> None:
    story, n = letter()
    request = story.asks_them("which steps", n)
    story.extends(request, story.receives("2020-10-10", "acknowledgement"), by="30 days")
    story.receives("2020-10-12")
    assert told(story.gap("2020-10-19", "partial-answer")) == ("due", "2020-10-19", 0)


def test_a_day_granted_before_an_incomplete_answer_holds_for_the_rest_too() -> None:
    story, n = letter()
    request = story.asks_them("which steps", n)
    story.extends(request, story.receives("2020-10-10", "acknowledgement"), to="2020-10-30")
    story.receives("2020-10-12")
    assert told(story.gap("2020-10-30", "partial-answer")) == ("due", "2020-10-30", 0)


def test_extensions_take_their_place_by_date_however_late_they_were_logged() -> None:
    story, n = letter()
    first = story.receives("2020-10-12", "acknowledgement")
    second = story.receives("2020-10-14", "acknowledgement")
    story.extends(n, second, by="10 days")
    story.extends(n, first, to="2020-10-20")
    assert told(story.gap("2020-10-30", "no-reply")) == ("due", "2020-10-30", 0)


def test_a_pause_over_a_weekend_never_makes_a_day_granted_earlier() -> None:
    rules = only(RuleSettings(kind="no-reply", after="5 working days"))
    story, n = letter()
    story.extends(n, story.receives("2020-10-09", "acknowledgement"), to="2020-10-24")  # a Saturday
    story.pauses(n, on="2020-10-16")
    story.resumes(n, on="2020-10-18")
    assert told(story.gap("2020-10-26", "no-reply", rules)) == ("due", "2020-10-26", 0)


def test_the_later_steps_of_a_legal_clock_roll_like_the_first() -> None:
    rules = only(RuleSettings(kind="no-reply", after="7 days", steps=("12 days",), basis="Act"))
    story, n = letter()
    story.asks_them("which steps", n, due="2020-10-12")
    before, after = story.gap("2020-10-18", "no-reply", rules), story.gap("2020-10-19", "no-reply", rules)
    assert before is not None
    assert after is not None
    assert [(gap.step, gap.due) for gap in (before, after)] == [(1, day("2020-10-12")), (2, day("2020-10-12"))]


def test_a_pause_keeps_the_remaining_days_and_gives_them_back() -> None:
    story, n = letter()
    asked = story.receives("2020-10-12", "acknowledgement")
    story.pauses(asked, n)
    assert story.gap("2020-10-20", "no-reply") is None
    answered = story.sends("2020-10-22", expects_reply=False)
    story.resumes(answered, n)
    assert story.gap("2020-10-25", "no-reply") is None  # four days were left on the 12th
    assert told(story.gap("2020-10-26", "no-reply")) == ("due", "2020-10-26", 0)


def test_while_the_clock_stands_there_is_no_gap_even_if_it_was_overdue() -> None:
    story, n = letter()
    story.pauses(n, on="2020-10-18")
    assert story.gap("2020-10-17", "no-reply")
    assert story.gap("2020-10-30", "no-reply") is None
    story.resumes(n, on="2020-11-01")
    assert told(story.gap("2020-11-01", "no-reply")) == ("overdue", "2020-10-30", 2)  # as long past due as before


def test_a_pause_of_one_opening_leaves_the_others_alone() -> None:
    story, n = letter()
    one, other = story.asks_them("which steps", n), story.asks_them("by when", n)
    story.pauses(story.receives("2020-10-12", "acknowledgement"), one)
    assert [gap.opening for gap in story.gaps("2020-10-17") if gap.kind == "no-reply"] == [other]


def test_a_pause_that_began_before_the_opening_counts_from_it() -> None:
    story = Story("2020-10-01")
    story.pauses(1, on="2020-10-05")
    story.sends("2020-10-09")
    story.resumes(1, on="2020-10-12")
    assert told(story.gap("2020-10-19", "no-reply")) == ("due", "2020-10-19", 0)


def test_pauses_that_overlap_stop_the_clock_once() -> None:
    story, n = letter()
    story.pauses(n, on="2020-10-11")
    story.pauses(n, n, on="2020-10-12")
    story.resumes(n, on="2020-10-15")
    story.resumes(n, n, on="2020-10-17")
    assert told(story.gap("2020-10-22", "no-reply")) == ("due", "2020-10-22", 0)


def test_an_extension_after_a_pause_works_on_the_moved_day() -> None:
    story, n = letter()
    story.pauses(n, on="2020-10-12")
    story.resumes(n, on="2020-10-14")
    story.extends(n, story.receives("2020-10-15", "acknowledgement"), by="5 working days")
    assert told(story.gap("2020-10-23", "no-reply")) == ("due", "2020-10-23", 0)  # five after Sunday the 18th


def _put_off(named: str = "promise", **more_time: str) -> tuple[Story, int]:
    """Our question, a holding reply that promises the 30th, and a second one that gives more time for that."""
    story, n = letter()
    holding = story.receives("2020-10-12", "holding")
    promise = story.they_promise("by 30 October", holding, "2020-10-30")
    story.extends(promise if named == "promise" else holding, story.receives("2020-10-26", "holding"), **more_time)
    return story, n


@pytest.mark.parametrize("named", ["promise", "message"])
@pytest.mark.parametrize("more_time", [{"to": "2020-11-13"}, {"by": "10 working days"}])
def test_more_time_for_a_promise_moves_the_courtesy_clock_that_waits_for_it(
    named: str, more_time: dict[str, str]
) -> None:
    story, _ = _put_off(named, **more_time)
    assert story.gaps("2020-11-12") == ()
    assert story.kinds("2020-11-13") == ["no-reply", "promise-passed"]
    assert {gap.due for gap in story.gaps("2020-11-13")} == {day("2020-11-13")}


def test_more_time_for_a_promise_moves_no_legal_clock() -> None:
    story, n = _put_off(to="2020-11-13")
    legal = story.gap("2020-11-12", "no-reply", only(STATUTORY))
    assert legal
    assert (legal.opening, legal.due) == (n, day("2020-10-19"))


def test_more_time_for_a_promise_is_history_once_the_clock_counts_anew() -> None:
    story, n = _put_off(to="2020-11-13")
    story.restarts(n, story.sends("2020-11-02"))
    assert told(story.gap("2020-11-09", "no-reply")) == ("due", "2020-11-09", 0)


def test_who_asked_for_more_time_is_not_called_silent_before_that_day() -> None:
    story, n = letter()
    story.extends(n, story.receives("2020-10-12", "acknowledgement"), to="2020-11-02")
    assert story.kinds("2020-11-02") == ["no-reply"]
    story.receives("2020-10-20", "acknowledgement")
    assert story.kinds("2020-10-27") == ["gone-quiet"]


@pytest.mark.parametrize("named", ["words", "extension"])
def test_a_holiday_announced_before_a_named_day_takes_nothing_from_what_a_pause_leaves(named: str) -> None:
    """Nobody counted to that day: had the days left been working days, the holiday would bring it forward."""
    story = Story("2020-03-02")
    n = story.sends("2020-03-02")
    request = story.asks_them("which steps", n, due="2020-03-04" if named == "words" else None)
    if named == "extension":
        story.extends(request, story.receives("2020-03-02", "acknowledgement"), to="2020-03-04")
    story.pauses(n, on="2020-03-02")
    story.resumes(n, on="2020-03-03")
    act = RuleSettings(kind="no-reply", after="5 working days", basis="s. 7")
    for off in ((), (day("2020-03-03"),)):
        found = story.gap("2020-03-05", "no-reply", only(act, calendar=Calendar.plain(off)))
        assert told(found) == ("due", "2020-03-05", 0)


def test_nor_from_what_it_leaves_before_a_day_that_other_days_led_to() -> None:
    story, n = letter("2020-03-02")
    story.extends(n, story.receives("2020-03-03", "acknowledgement"), by="3 days")
    story.pauses(n, on="2020-03-10")
    story.resumes(n, on="2020-03-11")
    act = RuleSettings(kind="no-reply", after="5 working days", basis="s. 7")
    for off in ((), (day("2020-03-11"),)):
        found = story.gap("2020-03-13", "no-reply", only(act, calendar=Calendar.plain(off)))
        assert told(found) == ("due", "2020-03-13", 0)


def test_an_estimated_holiday_after_a_promised_day_marks_the_step_that_is_counted_over_it() -> None:
    eid = {day("2020-04-03"): Holiday("Eid (estimated)", True)}
    calendar = Calendar(lambda year: YearDays(weekend_mask(year, {5, 6}), eid))
    rule = RuleSettings(kind="no-reply", after="4 working days", steps=("10 working days",))
    story, _ = letter("2020-03-02")
    holding = story.receives("2020-03-03", "holding")
    story.they_promise("by 1 April", holding, "2020-04-01")
    first = story.gap("2020-04-02", "no-reply", only(rule, calendar=calendar))
    story.sends("2020-04-02")
    second = story.gap("2020-04-30", "no-reply", only(rule, calendar=calendar))
    assert first
    assert second
    assert (first.estimated, second.estimated) == (False, True)


@pytest.mark.parametrize(
    ("rule", "holiday"),
    [
        (RuleSettings(kind="no-reply", after="4 working days", steps=("10 working days",)), "2020-03-04"),
        (RuleSettings(kind="no-reply", after="4 working days", repeat="6 working days"), "2020-03-04"),
        (RuleSettings(kind="no-reply", after="4 days", steps=("10 days",), roll=True), "2020-03-06"),
    ],
)
def test_a_holiday_before_a_promised_day_brings_no_later_step_forward(rule: RuleSettings, holiday: str) -> None:
    """It would if the steps were set apart by days: the first of them falls after a weekend then, and the next not."""
    story, n = letter("2020-03-02")
    holding = story.receives("2020-03-03", "holding")
    story.they_promise("by 1 April", holding, "2020-04-01")
    story.sends("2020-04-02")
    free, less = (
        story.gap("2020-04-30", "no-reply", only(rule, calendar=Calendar.plain(off))) for off in ((), (day(holiday),))
    )
    assert free
    assert less
    assert free.opening == less.opening == n
    assert free.due <= less.due

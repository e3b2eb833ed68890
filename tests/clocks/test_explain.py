from assistant.clocks.almanac import Almanac
from assistant.clocks.explain import explain
from assistant.clocks.rules import RuleSet
from assistant.config import RuleSettings
from tests.clocks.threads import DEFAULTS, STATUTORY, Story, day, only, pakistan, rules_with


def lines(story: Story, on: str, target: str | int, rules: RuleSet = DEFAULTS) -> list[str]:
    return [line for found in explain(story.thread(on), rules, day(on), target) for line in found.trail()]


def test_a_plain_count() -> None:
    story, named = pakistan()
    assert lines(story, "2020-10-18", f"no-reply:pta-2020-001#{named['steps']}:1") == [
        "Rule no-reply: a courtesy, no legal basis",
        "Day 0: Friday 9 October 2020 (#3, opened by #2)",
        "Words: “which steps would restore access”",
        "Answered in part by #4: it stays open",
        "7 days from day 0: Friday 16 October 2020",
        "Due Friday 16 October 2020; overdue from Saturday 17 October 2020",
        "On 18 October 2020: overdue by 2 days, step 1 of 3",
    ]


def test_an_entry_names_every_clock_it_or_its_message_opened_gap_or_not() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    request = story.asks_them("which steps", letter)
    found = explain(story.thread("2020-10-10"), rules_with(STATUTORY), day("2020-10-10"), letter)
    assert [(one.clock.rule.name, one.gap) for one in found] == [
        ("no-reply", None),
        ("act", None),
        ("no-acknowledgement", None),
    ]
    assert len(explain(story.thread("2020-10-10"), DEFAULTS, day("2020-10-10"), str(request))) == 1
    assert lines(story, "2020-10-10", letter)[-1] == "On 10 October 2020: no gap yet"


def test_a_gap_is_found_whatever_its_step_and_only_in_its_thread() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    assert lines(story, "2020-10-30", f"no-reply:pta-2020-001#{letter}:1")
    assert lines(story, "2020-10-30", f"no-reply:pta-2020-001#{letter}:3")
    for other in (f"no-reply:pta-2020-002#{letter}:1", f"no-reply:pta-2020-001#{letter}1:1", "no-reply", "", "99"):
        assert lines(story, "2020-10-30", other) == []


def test_the_days_off_are_named() -> None:
    story = Story("2020-08-12")
    letter = story.sends("2020-08-12")
    rules = rules_with(calendar=Almanac({}).country_calendar("PK"))
    told = lines(story, "2020-08-20", f"no-acknowledgement:pta-2020-001#{letter}:1", rules)
    assert "5 working days from day 0: Thursday 20 August 2020" in told
    assert "Not counted: 14 August 2020 (Independence Day), 15 August 2020 (Saturday), 16 August 2020 (Sunday)" in told


def test_rolling_is_shown_with_what_it_passed() -> None:
    story = Story("2020-10-10")
    letter = story.sends("2020-10-10")
    told = lines(story, "2020-10-12", letter, only(RuleSettings(kind="no-reply", after="7 days", basis="Act")))
    assert told[0] == "Rule no-reply: Act"
    assert told[2:5] == [
        "7 days from day 0: Saturday 17 October 2020",
        "Moved off a day off (Saturday): Monday 19 October 2020",
        "Passed over: 18 October 2020 (Sunday)",
    ]


def test_pauses_extensions_promises_and_reminders_are_told_in_order() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    asked = story.receives("2020-10-12", "acknowledgement")
    story.pauses(asked, letter)
    story.resumes(story.sends("2020-10-14", expects_reply=False), letter)
    granted = story.receives("2020-10-15", "acknowledgement")
    story.extends(letter, granted, by="5 days")
    chaser = story.sends("2020-10-24")
    holding = story.receives("2020-10-26", "holding")
    story.they_promise("by 9 November", holding, "2020-11-09")
    told = lines(story, "2020-11-10", f"no-reply:pta-2020-001#{letter}:1")
    assert told[2:] == [
        "7 days from day 0: Friday 16 October 2020",
        "Stopped by #3 on 12 October 2020, 4 days left until 16 October 2020",
        "Went on by #6 on 14 October 2020: 16 October 2020 becomes 18 October 2020",
        f"Extended by 5 days by #{granted} of 15 October 2020: 18 October 2020 becomes 23 October 2020",
        f"Promised by #{holding} of 26 October 2020: 30 October 2020 becomes 9 November 2020",
        f"Reminders sent (#{chaser}): the clock is at step 2 of 3, 14 days, Monday 9 November 2020",
        "Due Monday 9 November 2020; overdue from Tuesday 10 November 2020",
        "On 10 November 2020: overdue by 1 day, step 2 of 3",
    ]


def test_a_draft_is_explained_by_its_own_entry() -> None:
    story = Story("2020-10-01")
    draft = story.drafts("2020-10-05")
    assert lines(story, "2020-10-09", draft) == [
        "Rule draft-stale: a courtesy, no legal basis",
        "Day 0: Monday 5 October 2020 (#2)",
        "3 days from day 0: Thursday 8 October 2020",
        "Due Thursday 8 October 2020; overdue from Friday 9 October 2020",
        "On 9 October 2020: overdue by 1 day, step 1 of 1",
    ]
    story.receives("2020-10-07", "acknowledgement")
    changed = lines(story, "2020-10-07", f"draft-stale:pta-2020-001#{draft}:1")
    assert changed[2] == "The thread has changed since: Wednesday 7 October 2020"
    assert changed[-1] == "On 7 October 2020: due, step 1 of 1"


def test_a_clock_that_stands_has_no_due_day() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    story.pauses(letter, on="2020-10-12")
    assert lines(story, "2020-10-20", letter)[-1] == "The clock stands: there is no due day until it goes on"


def test_a_reminder_is_said_to_leave_a_legal_clock_alone() -> None:
    story = Story("2020-10-09")
    letter = story.sends("2020-10-09")
    story.sends("2020-10-15")
    told = lines(story, "2020-10-20", f"act:pta-2020-001#{letter}:1", rules_with(STATUTORY))
    assert "Reminders sent (#3): a reminder never moves a legal due day" in told


def test_an_own_date_is_said_to_be_one_and_a_snooze_is_mentioned() -> None:
    story = Story("2020-10-01")
    sent = story.sends("2020-10-01", expects_reply=False)
    promise = story.we_promise("a larger team", sent, "2020-10-10")
    story.snoozes("2020-10-08", "2020-10-12")
    told = lines(story, "2020-10-09", promise)
    assert "Its own words set the day: Saturday 10 October 2020" in told
    assert told[-1] == "On 9 October 2020: upcoming, step 1 of 1, snoozed until 12 October 2020"
    assert lines(story, "2020-10-05", promise)[-1] == "On 5 October 2020: no gap yet; announced 3 days ahead"

"""What moves a clock: restarts, extensions, pauses, and what reaches the rest of an incomplete answer."""

import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clocks.clock import Clock
from assistant.clocks.explain import explain
from assistant.clocks.gaps import clocks
from assistant.clocks.rules import RuleSet
from assistant.config import RuleSettings
from assistant.errors import RecordProblem, UsageProblem
from assistant.record.decisions import pause, resume
from assistant.record.openings import openings
from tests.clocks.threads import BOTH, DEFAULTS, Story, day, only

REST = only(
    RuleSettings(kind="partial-answer", name="rest", after="10 working days", basis="Act s. 6", roll=True),
    RuleSettings(kind="partial-answer"),
)


def clock(story: Story, rule: str, on: str = "2020-12-31", rules: RuleSet = BOTH) -> Clock:
    thread = story.thread(on)
    (found,) = [c for c in clocks(thread, rules, openings(thread)) if c.rule.name == rule]
    return found


def due(story: Story, rule: str, on: str = "2020-12-31", rules: RuleSet = BOTH) -> str:
    return clock(story, rule, on, rules).due.isoformat()


def trail(story: Story, gap: str, on: str, rules: RuleSet = BOTH) -> list[str]:
    (found,) = explain(story.thread(on), rules, day(on), gap)
    return list(found.trail())


def asked() -> tuple[Story, int, int]:
    story = Story("2020-10-01")
    letter = story.sends("2020-10-01")
    return story, letter, story.asks_them("which steps", letter)


# Restarts


def test_a_second_letter_moves_the_courtesy_clock_by_a_step_and_the_legal_one_not_at_all() -> None:
    story, _letter, _question = asked()
    assert (due(story, "no-reply"), due(story, "act")) == ("2020-10-08", "2020-10-11")
    story.sends("2020-10-06")
    assert (due(story, "no-reply"), due(story, "act")) == ("2020-10-15", "2020-10-11")


def test_a_restart_counts_both_clocks_anew() -> None:
    story, letter, question = asked()
    story.restarts(question, story.sends("2020-10-06"))
    assert (due(story, "no-reply"), due(story, "act")) == ("2020-10-13", "2020-10-16")
    assert due(story, "no-acknowledgement") == "2020-10-08"  # of the letter, which nobody named
    story.restarts(letter, story.sends("2020-10-09"))
    assert due(story, "no-acknowledgement") == "2020-10-16"


def test_what_moved_it_before_is_history_and_what_comes_after_moves_it() -> None:
    story, letter, question = asked()
    granted = story.receives("2020-10-02", "acknowledgement")
    story.extends(question, granted, by="20 days")
    assert due(story, "act") == "2020-10-31"
    stop = story.receives("2020-10-05", "acknowledgement")
    story.pauses(stop, question)
    assert clock(story, "act").standing
    again = story.sends("2020-10-06")
    story.restarts(question, again)
    assert not clock(story, "act").standing
    assert due(story, "act") == "2020-10-16"
    story.extends(question, story.receives("2020-10-07", "acknowledgement"), by="5 days")
    assert due(story, "act") == "2020-10-21"
    assert trail(story, f"act:pta-2020-001#{question}", "2020-10-08")[1:] == [
        f"Day 0: Thursday 1 October 2020 (#{question}, opened by #{letter})",
        "Words: “which steps”",
        "10 days from day 0: Sunday 11 October 2020",
        f"Extended by 20 days by #{granted} of 2 October 2020: 11 October 2020 becomes 31 October 2020",
        f"Stopped by #{stop} on 5 October 2020, 26 days left until 31 October 2020",
        "The clock stands: there is no due day until it goes on",
        f"Counted anew because of #{again}: Tuesday 6 October 2020 is day 0 now",
        "10 days from day 0: Friday 16 October 2020",
        f"Extended by 5 days by #{again + 2} of 7 October 2020: 16 October 2020 becomes 21 October 2020",
        "Due Wednesday 21 October 2020; overdue from Thursday 22 October 2020",
        "On 8 October 2020: no gap yet",
    ]


def test_a_clock_that_counts_anew_can_be_paused_and_go_on_again() -> None:
    story, letter, question = asked()
    story.pauses(story.receives("2020-10-05", "acknowledgement"), question)
    stop, again = story.receives("2020-10-08", "acknowledgement"), story.sends("2020-10-06")
    with pytest.raises(UsageProblem, match="paused already"):
        pause(story.thread("2020-12-31"), "ana", because=stop, opening=question)
    story.restarts(letter, again)
    with pytest.raises(UsageProblem, match="not paused"):
        resume(story.thread("2020-12-31"), "ana", because=stop, opening=question)
    assert pause(story.thread("2020-12-31"), "ana", because=stop, opening=question)
    story.pauses(stop, question)
    assert clock(story, "act").standing
    on = story.sends("2020-10-10")
    assert resume(story.thread("2020-12-31"), "ana", because=on, opening=question)
    story.resumes(on, question)
    assert due(story, "act") == "2020-10-18"


def test_two_restarts_leave_two_stretches_in_the_trail() -> None:
    story, _letter, question = asked()
    chaser = story.sends("2020-10-09")
    first = story.sends("2020-10-12")
    story.restarts(question, first)
    second = story.sends("2020-10-16")
    story.restarts(question, second)
    told = trail(story, f"no-reply:pta-2020-001#{question}", "2020-10-30")
    assert told[3:] == [
        "7 days from day 0: Thursday 8 October 2020",
        f"Reminders sent (#{chaser}): the clock is at step 2 of 3, 14 days, Thursday 15 October 2020",
        f"Counted anew because of #{first}: Monday 12 October 2020 is day 0 now",
        "7 days from day 0: Monday 19 October 2020",
        f"Counted anew because of #{second}: Friday 16 October 2020 is day 0 now",
        "7 days from day 0: Friday 23 October 2020",
        "Due Friday 23 October 2020; overdue from Saturday 24 October 2020",
        "On 30 October 2020: overdue by 7 days, step 2 of 3",
    ]


def test_the_sentence_of_the_gap_names_what_made_it_count_anew() -> None:
    story, letter, question = asked()
    again = story.sends("2020-10-06")
    story.restarts(question, again)
    gap = story.gap("2020-10-14", "no-reply")
    assert gap
    assert gap.summary == (
        f"No reply from PTA for 8 days to #{letter} of 1 October 2020, counted anew since #{again} of 6 October 2020,"
        " due 13 October 2020."
    )
    assert gap.opened_by.entry == letter


# The last year there is


def test_what_goes_beyond_the_last_year_is_an_error_for_people() -> None:
    rules = only(RuleSettings(kind="no-reply", name="act", after="2 years", basis="Act"))
    story = Story("9997-12-30")
    letter = story.sends("9997-12-30")
    assert due(story, "act", "9997-12-31", rules) == "9999-12-30"
    again = story.sends("9998-12-30")
    story.restarts(letter, again)
    with pytest.raises(UsageProblem, match="2 years from 9998-12-30 goes beyond the year 9999"):
        story.gaps("9998-12-31", rules)


@pytest.mark.parametrize("roll", [True, False])
def test_a_day_at_the_very_end_is_explained_like_any_other(roll: bool) -> None:
    rules = only(RuleSettings(kind="no-reply", name="act", after="10 days", steps=("20 days",), basis="Act", roll=roll))
    story = Story("9998-01-01")
    letter = story.sends("9998-01-01")
    granted = story.receives("9998-01-02", "acknowledgement")
    story.extends(letter, granted, to="9998-12-31")
    (found,) = explain(story.thread("9998-12-31"), rules, day("9998-12-31"), letter)
    assert found.lines()
    assert due(story, "act", "9998-12-31", rules) == "9998-12-31"
    extension = story.extends(letter, granted, by="2 years")
    with pytest.raises(RecordProblem, match=f"pta-2020-001#{extension}: it cannot be counted: 2 years"):
        story.gaps("9998-12-31", rules)


# Extensions


def test_several_extensions_keep_the_whole_history_each_with_its_message() -> None:
    story, _letter, question = asked()
    grants = [story.receives(f"2020-10-0{n}", "acknowledgement") for n in (2, 3, 5, 6)]
    story.extends(question, grants[0], by="5 working days")
    story.extends(question, grants[1], by="1 month")
    story.extends(question, grants[2], to="2020-11-30")
    story.extends(question, grants[3], by="3 days")
    moves = clock(story, "act").moves
    assert [(m.entry, m.before.isoformat(), (m.after or m.before).isoformat(), m.by) for m in moves] == [
        (grants[0], "2020-10-11", "2020-10-16", "5 working days"),
        (grants[1], "2020-10-16", "2020-11-16", "1 month"),
        (grants[2], "2020-11-16", "2020-11-30", ""),
        (grants[3], "2020-11-30", "2020-12-03", "3 days"),
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_extensions_count_in_the_order_of_their_messages_whenever_they_were_logged(order: tuple[int, ...]) -> None:
    story, _letter, question = asked()
    grants = [story.receives(f"2020-10-0{n}", "acknowledgement") for n in (2, 3, 5)]
    means = [{"by": "10 working days"}, {"to": "2020-10-30"}, {"by": "2 days"}]
    for n in order:
        story.extends(question, grants[n], **means[n])
    assert due(story, "act") == "2020-11-01"


@given(st.lists(st.sampled_from(["grant", "name", "restart"]), min_size=1, max_size=6), st.randoms())
def test_the_order_in_which_moves_were_logged_is_irrelevant(kinds: list[str], chance: random.Random) -> None:
    """Each on a day of its own: they count in the order of their messages."""

    def moved(order: list[int]) -> list[tuple[str, str]]:
        story, letter, question = asked()
        messages = [story.receives(f"2020-10-{n + 2:02d}", "acknowledgement") for n in range(len(kinds))]
        for n in order:
            if kinds[n] == "restart":
                story.restarts(question, messages[n])
            elif kinds[n] == "name":
                story.extends(question, messages[n], to=f"2020-11-{2 * n + 1:02d}")
            else:
                story.extends(letter, messages[n], by=f"{n + 1} working days")
        thread = story.thread("2020-12-31")
        found = [c for c in clocks(thread, BOTH, openings(thread)) if c.opening.entry == question]
        return [(c.rule.name, str([(m.entry, m.before, m.after) for m in c.moves]) + str(c.steps)) for c in found]

    order = list(range(len(kinds)))
    shuffled = chance.sample(order, len(order))
    assert moved(order) == moved(shuffled)


# An incomplete answer, and decisions about the letter that carries the request


@pytest.fixture
def incomplete() -> tuple[Story, int, int]:
    """Asked on the 1st; their answer of the 20th leaves something open."""
    story, letter, question = asked()
    story.receives("2020-10-20")
    return story, letter, question


@pytest.mark.parametrize("named", ["letter", "question"])
def test_a_day_granted_before_an_incomplete_answer_still_holds_if_it_lies_ahead(named: str) -> None:
    for to, falls in (("2020-11-15", "2020-11-15"), ("2020-10-19", "2020-10-27")):
        story, letter, question = asked()
        granted = story.receives("2020-10-05", "acknowledgement")
        story.extends(letter if named == "letter" else question, granted, to=to)
        story.receives("2020-10-20")
        assert due(story, "partial-answer", rules=REST) == falls


def test_a_duration_granted_before_it_was_counted_from_the_day_of_the_whole_answer_and_is_used_up() -> None:
    story, letter, _question = asked()
    story.extends(letter, story.receives("2020-10-05", "acknowledgement"), by="30 days")
    story.receives("2020-10-20")
    assert due(story, "partial-answer", rules=REST) == "2020-10-27"


def test_an_extension_of_our_letter_after_it_moves_the_rest(incomplete: tuple[Story, int, int]) -> None:
    story, letter, _question = incomplete
    story.extends(letter, story.receives("2020-10-22", "acknowledgement"), by="5 days")
    assert due(story, "partial-answer", rules=REST) == "2020-11-01"
    assert due(story, "rest", rules=REST) == "2020-11-09"  # 3 November, and five days, and off a Sunday


def test_a_pause_of_our_letter_stops_the_rest(incomplete: tuple[Story, int, int]) -> None:
    story, letter, _question = incomplete
    story.pauses(story.receives("2020-10-22", "acknowledgement"), letter)
    assert clock(story, "rest", rules=REST).standing
    story.resumes(story.sends("2020-10-26"), letter)
    assert due(story, "partial-answer", rules=REST) == "2020-10-31"


def test_a_snooze_of_our_letter_hides_the_rest(incomplete: tuple[Story, int, int]) -> None:
    story, letter, _question = incomplete
    story.snoozes("2020-10-21", "2020-11-20", opening=letter)
    gap = story.gap("2020-11-10", "partial-answer")
    assert gap
    assert gap.hidden


def test_a_decision_about_another_letter_does_not(incomplete: tuple[Story, int, int]) -> None:
    story, _letter, _question = incomplete
    other = story.sends("2020-10-21", expects_reply=False)
    story.pauses(story.receives("2020-10-22", "acknowledgement"), other)
    assert not clock(story, "partial-answer", rules=DEFAULTS).standing

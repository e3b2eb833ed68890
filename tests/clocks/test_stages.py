"""Second stages: an appeal, a review, a complaint, each with a clock of its own."""

import pytest

from assistant.clocks.explain import explain
from assistant.clocks.rulebook import rulebook
from assistant.clocks.rules import RuleSet
from assistant.clocks.stages import check_stage
from assistant.config import RuleSettings, Settings
from assistant.errors import RecordProblem, UsageProblem
from assistant.record.decisions import Asked, open_obligation
from tests.clocks.threads import DEFAULTS, Story, day, rules_with

APPEAL = RuleSettings(
    kind="we-owe", name="appeal", stage=True, after="30 days", basis="Telecom Act s. 12", warn="5 days"
)
REVIEW = RuleSettings(kind="no-reply", name="review", stage=True, after="1 month", basis="Telecom Act s. 14")
STAGES = rules_with(APPEAL, REVIEW)


def ordered() -> tuple[Story, int]:
    story = Story("2020-10-09")
    return story, story.receives("2020-10-09", text="The platform is blocked.")


def rules_that_count(story: Story, on: str, rules: RuleSet = STAGES) -> list[tuple[str, str]]:
    found = explain(story.thread(on), rules, day(on), None)
    return [(e.clock.rule.name, e.clock.due.isoformat()) for e in found]


def test_a_stage_counts_what_names_it_and_nothing_else() -> None:
    story, order = ordered()
    story.asks_us("tangible timelines", order)
    story.takes_step("Appeal against the order", "appeal", order)
    assert rules_that_count(story, "2020-10-10") == [("we-owe", "2020-10-16"), ("appeal", "2020-11-09")]


def test_on_their_side_it_is_a_reply_that_is_awaited() -> None:
    story = Story("2020-10-09")
    filed = story.sends("2020-10-09")
    step = story.takes_step("Decision on our request for review", "review", filed, "regulator")
    assert ("review", "2020-11-09") in rules_that_count(story, "2020-10-20")
    assert not [name for name, _ in rules_that_count(story, "2020-10-20") if name == "no-reply"]
    story.receives("2020-10-30")  # an answer that does not settle it leaves a rest, under the ordinary rule
    assert rules_that_count(story, "2020-10-30") == [("partial-answer", "2020-11-06")]
    story.settles(step, story.receives("2020-11-02"))
    assert rules_that_count(story, "2020-11-02") == []


def test_its_words_are_named_and_never_quoted() -> None:
    story, order = ordered()
    step = story.takes_step("Appeal against the order", "appeal", order)
    gap = story.gap("2020-11-05", "we-owe", STAGES)
    assert gap
    assert gap.summary == (
        f"Appeal against the order is ours to take, opened by #{order} of 9 October 2020, due 9 November 2020 under"
        " Telecom Act s. 12, in 4 days."
    )
    assert (gap.words, gap.statutory) == ("", True)
    assert gap.suggests == f"take the step, log it, and settle #{step}"
    (found,) = explain(story.thread("2020-11-05"), STAGES, day("2020-11-05"), step)
    assert (
        "A step of procedure, counted under the rule it names (no quotation): Appeal against the order" in found.trail()
    )
    assert not [line for line in found.lines() if "“" in line]


def test_a_step_that_is_ours_to_take_is_no_answer_that_must_come_before_a_reminder() -> None:
    story = Story("2020-10-01")
    story.asks_them("which steps", story.sends("2020-10-01"))
    order = story.receives("2020-10-05", "acknowledgement")
    story.takes_step("Appeal against the order", "appeal", order)
    gap = story.gap("2020-10-10", "no-reply", STAGES)
    assert gap
    assert gap.suggests == "first-reminder"
    assert "first." not in gap.summary


def test_a_day_of_its_own_wins() -> None:
    story, order = ordered()
    story.takes_step("Appeal against the order", "appeal", order, due="2020-10-30")
    assert rules_that_count(story, "2020-10-20") == [("appeal", "2020-10-30")]


def test_one_whose_rule_is_gone_is_an_error_and_never_silent() -> None:
    story, order = ordered()
    step = story.takes_step("Appeal against the order", "appeal", order)
    with pytest.raises(RecordProblem, match=f"pta-2020-001#{step}: it is counted under the rule 'appeal'"):
        story.gaps("2020-10-20", DEFAULTS)
    no_stage = rules_with(RuleSettings(kind="we-owe", name="appeal", after="30 days"))
    with pytest.raises(RecordProblem, match="which the configuration lacks"):
        story.gaps("2020-10-20", no_stage)


def test_only_a_stage_that_counts_such_a_thing_can_be_named() -> None:
    check_stage(Asked("request", "company", "Appeal", rule="appeal"), STAGES.rules)
    check_stage(Asked("request", "regulator", "Review", rule="review"), STAGES.rules)
    for asked in (
        Asked("request", "regulator", "Appeal", rule="appeal"),
        Asked("request", "company", "Appeal", rule="apeal"),
        Asked("request", "company", "Appeal", rule="we-owe"),
        Asked("commitment", "company", "Appeal", rule="appeal"),
    ):
        with pytest.raises(UsageProblem) as refused:
            check_stage(asked, STAGES.rules)
        assert "appeal (the company owes it), review (the regulator owes it)" in str(refused.value)


def test_its_words_need_not_stand_in_the_message_and_others_must() -> None:
    story, order = ordered()
    thread = story.thread("2020-10-10")
    assert open_obligation(thread, Asked("request", "company", "Appeal", rule="appeal"), "ana", message=order)
    with pytest.raises(UsageProblem, match="do not stand in"):
        open_obligation(thread, Asked("request", "company", "Appeal"), "ana", message=order)


@pytest.mark.parametrize(
    "wrong",
    [
        RuleSettings(kind="gone-quiet", name="silence", stage=True, after="7 days"),
        RuleSettings(kind="we-owe", stage=True, after="7 days"),
        RuleSettings(kind="we-owe", name="we-owe", stage=True, after="7 days"),
    ],
)
def test_a_stage_has_a_name_of_its_own_and_a_kind_that_can_be_owed(wrong: RuleSettings) -> None:
    with pytest.raises(UsageProblem, match="a stage is a rule with a name of its own"):
        rulebook(Settings(rules=(wrong,)))

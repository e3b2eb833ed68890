import pytest

from assistant.clocks.gap import GapState, Severity
from assistant.clocks.rulebook import rulebook
from assistant.clocks.severity import severity
from assistant.config import RuleSettings, Settings
from tests.clocks.threads import Story, rules_with

COURTESY = RuleSettings(kind="no-reply", name="r", after="7 days")
LEGAL = RuleSettings(kind="no-reply", name="r", after="7 days", basis="Act")


def of(rule: RuleSettings, state: GapState, days_over: int) -> Severity:
    return severity(rulebook(Settings(rules=(rule,)))[-1], state, days_over)


@pytest.mark.parametrize(
    ("rule", "state", "days_over", "expected"),
    [
        (LEGAL, "upcoming", -1, "normal"),
        (LEGAL, "due", 0, "high"),
        (LEGAL, "overdue", 1, "critical"),
        (COURTESY, "upcoming", -1, "low"),
        (COURTESY, "due", 0, "normal"),
        (COURTESY, "overdue", 1, "normal"),
        (COURTESY, "overdue", 13, "normal"),
        (COURTESY, "overdue", 14, "high"),
        (COURTESY, "overdue", 900, "high"),
    ],
)
def test_the_table(rule: RuleSettings, state: GapState, days_over: int, expected: Severity) -> None:
    assert of(rule, state, days_over) == expected


@pytest.mark.parametrize(
    ("keys", "state", "days_over", "expected"),
    [
        ({"severity": "high"}, "upcoming", -1, "high"),
        ({"severity": "low"}, "due", 0, "normal"),
        ({"severity": "critical"}, "overdue", 1, "critical"),
        ({"high_after": "3 weeks"}, "overdue", 20, "normal"),
        ({"high_after": "3 weeks"}, "overdue", 21, "high"),
        ({"high_after": "0 days"}, "due", 0, "normal"),
        ({"critical_after": "30 days"}, "overdue", 29, "high"),
        ({"critical_after": "30 days"}, "overdue", 30, "critical"),
    ],
)
def test_a_rule_can_weigh_more(keys: dict[str, str], state: GapState, days_over: int, expected: Severity) -> None:
    rule = RuleSettings(kind="no-reply", name="r", after="7 days", **keys)  # type: ignore[arg-type]
    assert of(rule, state, days_over) == expected


def test_a_gap_carries_it() -> None:
    story = Story("2020-10-01")
    story.sends("2020-10-01")
    rules = rules_with(RuleSettings(kind="no-reply", after="7 days", critical_after="20 days"))
    found = [
        gap.severity for on in ("2020-10-08", "2020-10-22", "2020-10-28") if (gap := story.gap(on, "no-reply", rules))
    ]
    assert found == ["normal", "high", "critical"]

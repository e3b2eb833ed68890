import pytest

from assistant.clocks.durations import Duration, parse_duration
from assistant.clocks.rulebook import KINDS, Rule, default_rules, rulebook, rules_for
from assistant.config import RuleSettings, Settings, parse
from assistant.errors import UsageProblem


def book(*own: RuleSettings) -> tuple[Rule, ...]:
    return rulebook(Settings(rules=own, source="assistant.toml"))


def named(rules: tuple[Rule, ...], name: str) -> Rule | None:
    return next((rule for rule in rules if rule.name == name), None)


def test_every_kind_of_opening_has_a_default_rule_and_all_are_a_courtesy() -> None:
    assert {rule.kind for rule in default_rules()} == set(KINDS)
    assert not any(rule.statutory or rule.roll for rule in default_rules())


@pytest.mark.parametrize(
    ("kind", "steps", "warn"),
    [
        ("no-reply", ["7 days", "14 days", "30 days"], 0),
        ("no-acknowledgement", ["5 working days"], 0),
        ("partial-answer", ["7 days"], 0),
        ("promise-passed", ["0 days"], 0),
        ("we-owe", ["7 days"], 3),
        ("commitment-due", ["0 days"], 3),
        ("undelivered", ["0 days"], 0),
        ("call-unconfirmed", ["2 working days"], 0),
        ("filing-without-receipt", ["2 working days"], 0),
        ("unclassified", ["2 days"], 0),
        ("draft-stale", ["3 days"], 0),
        ("gone-quiet", ["7 days"], 0),
    ],
)
def test_the_defaults_are_these(kind: str, steps: list[str], warn: int) -> None:
    rule = named(default_rules(), kind)
    assert rule is not None
    assert [str(step) for step in rule.steps] == steps
    assert rule.after == rule.steps[0]
    assert rule.warn == Duration(warn, "days")


def test_a_rule_is_read_from_the_file() -> None:
    settings = parse(
        '[[rules]]\nkind = "no-reply"\nname = "act"\nafter = "10 working days"\nsteps = ["20 working days"]\n'
        'warn = "1 week"\nbasis = "Telecom Act s. 5"\nregulators = ["PTA"]\n'
    )
    assert rulebook(settings)[-1] == Rule(
        "act",
        "no-reply",
        parse_duration("10 working days"),
        (parse_duration("10 working days"), parse_duration("20 working days")),
        warn=Duration(7, "days"),
        basis="Telecom Act s. 5",
        roll=True,
        regulators=("PTA",),
        number=1,
        line=1,
    )


@pytest.mark.parametrize(("basis", "roll", "rolls"), [("Act", None, True), ("", None, False), ("Act", False, False)])
def test_legal_due_days_roll_unless_told_otherwise(basis: str, roll: bool | None, rolls: bool) -> None:
    rule = book(RuleSettings(kind="no-reply", name="act", after="7 days", basis=basis, roll=roll))[-1]
    assert (rule.statutory, rule.roll) == (bool(basis), rolls)


def test_a_rule_of_the_same_name_replaces_the_default_and_takes_from_it_what_it_leaves_out() -> None:
    applied = rules_for(book(RuleSettings(kind="we-owe", warn="5 days")), "PTA")
    rule = named(applied, "we-owe")
    assert rule is not None
    assert (rule.after, rule.warn) == (Duration(7, "days"), Duration(5, "days"))
    assert len(applied) == len(default_rules())
    slower = named(rules_for(book(RuleSettings(kind="no-reply", after="20 days")), "PTA"), "no-reply")
    assert slower is not None
    assert slower.steps == (Duration(20, "days"),)


def test_a_rule_of_another_name_stands_beside_the_default() -> None:
    own = RuleSettings(kind="no-reply", name="act", after="30 days", basis="Act")
    assert [rule.name for rule in rules_for(book(own), "PTA") if rule.kind == "no-reply"] == ["no-reply", "act"]


def test_a_rule_can_be_switched_off_for_all_or_for_one_regulator() -> None:
    everywhere = book(RuleSettings(kind="gone-quiet", off=True))
    assert named(rules_for(everywhere, "PTA"), "gone-quiet") is None
    there = book(RuleSettings(kind="gone-quiet", off=True, regulators=("PTA",)))
    assert named(rules_for(there, "PTA"), "gone-quiet") is None
    assert named(rules_for(there, "FCC"), "gone-quiet") is not None


def test_a_rule_for_one_regulator_leaves_the_others_their_default() -> None:
    rules = book(RuleSettings(kind="no-reply", after="20 days", regulators=("PTA",)))
    afters = [rule.after.count for key in ("PTA", "FCC") if (rule := named(rules_for(rules, key), "no-reply"))]
    assert afters == [20, 7]


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        (RuleSettings(kind="silence", after="7 days"), "rule 'silence' (number 1), `kind`"),
        (RuleSettings(kind="no-reply", name="act"), "rule 'act' (number 1), `after`"),
        (RuleSettings(kind="no-reply", name="act", after="soon"), "rule 'act' (number 1), `after`"),
        (RuleSettings(kind="no-reply", after="7 days", steps=("14 days", "x")), "rule 'no-reply' (number 1), `steps`"),
        (RuleSettings(kind="no-reply", after="7 days", steps=("7 days",)), "rule 'no-reply' (number 1), `steps`"),
        (RuleSettings(kind="no-reply", after="1 month", steps=("2 weeks",)), "rule 'no-reply' (number 1), `steps`"),
        (RuleSettings(kind="we-owe", warn="-1 days"), "rule 'we-owe' (number 1), `warn`"),
        (RuleSettings(kind="we-owe", warn="2 working days"), "rule 'we-owe' (number 1), `warn`"),
        (RuleSettings(kind="promise-passed", after="7 days"), "rule 'promise-passed' (number 1), `after`"),
        (RuleSettings(kind="no-reply", name="a:b#c", after="7 days"), "rule 'a:b#c' (number 1), `name`"),
        (
            RuleSettings(kind="no-reply", after="7 days", regulators=("pta",)),
            "rule 'no-reply' (number 1), `regulators`",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_names_the_file_the_rule_and_the_key(rule: RuleSettings, place: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        book(rule)
    assert raised.value.where == f"assistant.toml: {place}"


def test_two_rules_of_one_name_for_the_same_regulator_are_an_error() -> None:
    one = RuleSettings(kind="no-reply", after="10 days", regulators=("PTA",))
    other = RuleSettings(kind="no-reply", after="20 days", regulators=("FCC",))
    assert book(one, other)
    with pytest.raises(UsageProblem, match="two rules 'no-reply'"):
        book(one, one)

"""A mistake in the configuration is named with its file, table, key and line, and with the key that was meant."""

from __future__ import annotations

import pytest

from assistant.config import Settings, parse
from assistant.errors import UsageProblem

TWO_RULES = '[[rules]]\nkind = "no-reply"\n\n[[rules]]\nkind = "we-owe"\nname = "ours"\n'


def fault(text: str) -> UsageProblem:
    with pytest.raises(UsageProblem) as raised:
        parse(text, "assistant.toml")
    return raised.value


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ('[company]\nnme = "x"', 2, "unknown key `nme` in [company]", "Did you mean `name`?"),
        (
            TWO_RULES + 'aftr = "7 days"',
            7,
            "unknown key `aftr` in [[rules]] number 2 ('ours')",
            "Did you mean `after`?",
        ),
        ("rule = 1", 1, "unknown key `rule`", "Did you mean `rules`?"),
        (
            '[regulators.FCC]\nname = "x"\n[regulators.PTA]\ncountri = "PK"',
            4,
            "unknown key `countri` in [regulators.PTA]",
            "Did you mean `country`?",
        ),
        (
            "[regulators.PTA.calendar]\n\nzzz = 1",
            3,
            "unknown key `zzz` in [regulators.PTA.calendar]",
            "Known: country, ",
        ),
        ('author = "N"\nsource = "x"', 2, "unknown key `source`", "Known: company, "),
        ("text = []", 1, "unknown key `text`", "Known: company, "),
    ],
)
def test_an_unknown_key_is_named_with_its_table_and_line_and_the_nearest_known_one(
    text: str, line: int, what: str, hint: str
) -> None:
    problem = fault(text)
    assert (problem.where, problem.what) == (f"assistant.toml, line {line}", what)
    assert problem.hint.startswith(hint)
    assert "text" not in problem.hint.split(", ")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[regulators.A]\nname = "x"\n[regulators.B]\ntimezone = 3', 4, "`timezone` in [regulators.B]: Expected `str`"),
        (TWO_RULES + 'steps = [\n  "14 days",\n  30,\n]', 9, "`steps` in [[rules]] number 2 ('ours'): Expected `str`"),
        ("[[rules]]\nname = 'x'", 1, "missing required field `kind` in [[rules]] number 1 ('x')"),
        ('[mailboxes.office]\nhost = "x"', 1, "missing required field `user` in [mailboxes.office]"),
        ('regulators = "PTA"', 1, "`regulators`: Expected `object`, got `str`"),
        ("rules = [\n1]", 2, "`rules`: Expected `object`, got `int`"),
        ("[regulators.A.calendar]\nweekend = 3", 2, "`weekend` in [regulators.A.calendar]: Expected `array | null`"),
    ],
)
def test_a_wrong_value_is_named_with_its_table_and_line(text: str, line: int, what: str) -> None:
    problem = fault(text)
    assert problem.where == f"assistant.toml, line {line}"
    assert problem.what.startswith(what)


def test_a_key_that_cannot_name_a_regulator_is_named_with_its_line() -> None:
    problem = fault('[regulators.PTA]\n\n[regulators.pta]\nname = "x"')
    assert (problem.where, problem.what) == ("assistant.toml, line 3", "'pta' is not a regulator key")
    assert fault("[regulators.TRAY]").where == "assistant.toml, line 1"


def test_without_a_file_there_is_still_a_line() -> None:
    with pytest.raises(UsageProblem) as raised:
        parse("\nrule = 1")
    assert raised.value.where == "line 2"


def test_every_rule_remembers_where_its_keys_stand() -> None:
    assert parse(TWO_RULES).rule_lines == ({"": 1, "kind": 2}, {"": 4, "kind": 5, "name": 6})
    assert Settings().rule_lines == ()
    assert parse('rules = [\n  { kind = "we-owe" },\n]').rule_lines == ({"": 2, "kind": 2},)

"""A pattern is passed over only where it cannot match."""

from __future__ import annotations

import re

import pytest

from assistant.chat.intent_table import TABLE
from assistant.chat.intents import GROUPS
from assistant.chat.patterns import may_match, needs
from assistant.chat.turns import PHRASES
from assistant.chat.vocabulary import tagged
from assistant.chat.words import folded, tokens
from tests.chat.asked import sheets


def whole(turn: str) -> str:
    for short, group in GROUPS.items():
        turn = turn.replace(short, group)
    return turn


EVERY = [pattern for pattern, _ in PHRASES] + [whole(turn) for row in TABLE for turn in row.turns]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bwho\b.*\bSILENT\b", [{"who"}, {"SILENT"}]),
        (r"^(?:did|has) we", [{"did", "has"}, {"we"}]),
        (r"letters? (?:of ours)?", [{"letter"}]),
        (r"(?!no )any(?= WHEN)", [{"any"}, {"WHEN"}]),
        (r"keep|kept", [{"keep", "kept"}]),
        (r"(?:un)?till? \w+", [{"til"}]),
        (r"(?P<whose>our|my) \d{4}", [{"our", "my"}]),
        (r"(\w+|old) x", []),
        (r"[a-z)(]+ of", [{"of"}]),
    ],
)
def test_what_every_match_has_in_it(pattern: str, needed: list[set[str]]) -> None:
    assert sorted(map(sorted, needs(pattern))) == sorted(map(sorted, needed))


def test_no_pattern_is_passed_over_that_would_match() -> None:
    asked = [question.ask for _, sheet in sheets("*.toml") for question in sheet.questions][::7]
    tried = 0
    for question in asked:
        for text in (folded(question), tagged([token.word for token in tokens(question)])):
            for pattern in EVERY:
                if may_match(pattern, text):
                    tried += 1
                else:
                    assert not re.search(pattern, text), (pattern, text)
    assert 0 < tried < 0.1 * 2 * len(asked) * len(EVERY), "most are passed over, or there is no point in it"

"""What a question is taken for: a row of the table of intents.

A question comes here with names, entries and times taken out (`REG`, `PERSON`, `THREAD_ID`, `ENTRY`, `WHEN`, or
`WHENBY` for a time that ends something) and its words tagged (`vocabulary`). The first row with a turn that fits is
the intent. What then stands neither under a tag that the row takes nor among the words without a meaning is what the
question is *about*, and has to be found in the record.
"""

from __future__ import annotations

from functools import cache

from assistant.chat.intent_row import Intent
from assistant.chat.intent_table import TABLE
from assistant.chat.patterns import compiled, may_match

THEM = "they|REG|PERSON|he|she|regulators?|authority|authorities"
MESSAGE = "LETTER|EMAIL|MAIL|CALL|MEETING|MEET|FILING|PRESS|MESSAGE"
SAID = "SAY|WRITE|ANSWER|SEND|MESSAGE|LETTER|EMAIL|MAIL|SPEAK"
GROUPS = {"<they>": f"(?:{THEM})", "<anybody>": f"(?:we|us|i|you|{THEM})", "<message>": MESSAGE, "<said>": SAID}
"""What a turn may have in its place, written shorter."""


def intent_of(text: str) -> Intent | None:
    """The first row that fits the tagged question."""
    return next((row for row in TABLE if any(_fits(_whole(turn), text) for turn in row.turns)), None)


def _fits(turn: str, text: str) -> bool:
    return may_match(turn, text) and compiled(turn).search(text) is not None


@cache
def _whole(turn: str) -> str:
    for short, group in GROUPS.items():
        turn = turn.replace(short, group)
    return turn


def row_named(name: str) -> Intent:
    """The first row of that name."""
    return next(row for row in TABLE if row.name == name)

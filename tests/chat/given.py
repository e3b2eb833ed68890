"""Contexts made from a few words, for tests of what a model is given and what it makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import structs

from assistant.chat.context import MOST_PASSAGES, Context, NumberedPassage, StatedFact
from assistant.clocks.gap import Gap
from assistant.config import Settings, parse
from assistant.grounding.evidence import Fact, Passage, passage_of
from assistant.grounding.findings import Ref
from assistant.record.thread import Thread

DAY = date(2020, 10, 18)
THREAD = "pta-2020-001"
LOCAL = 'base_url = "http://127.0.0.1:1/v1"'
REMOTE = 'base_url = "https://models.example.com/v1"'


def settings(place: str = LOCAL, *more: str) -> Settings:
    """A company, a regulator, a model."""
    return parse(
        '[company]\nname = "ByteDance"\n[regulators.PTA]\nname = "Pakistan Telecommunication Authority"\n'
        '[[regulators.PTA.contacts]]\nname = "Amir Khan"\naddress = "amir.khan@pta.example"\n'
        + "\n".join(["[model]", place, 'model = "tiny"', *more])
    )


def passage(
    number: int, text: str, subject: str = "", *, confidential: bool = False, **more: object
) -> NumberedPassage:
    """Entry `#number` under the same number."""
    said = Passage(Ref(THREAD, number), text, subject=subject, day=DAY)
    return NumberedPassage(number, structs.replace(said, **more), confidential)


def fact(text: str, *entries: int, confidential: bool = False) -> StatedFact:
    return StatedFact(Fact(text, tuple(Ref(THREAD, n) for n in entries)), confidential)


def context(
    question: str = "What is open?", passages: Sequence[NumberedPassage] = (), facts: Sequence[StatedFact] = ()
) -> Context:
    return Context(question, DAY, tuple(facts), tuple(passages), THREAD)


def context_of(thread: Thread, gaps: Sequence[Gap], day: date, question: str = "What is open?") -> Context:
    """All that one thread holds, as far as a model is given that much."""
    facts = tuple(StatedFact(Fact(gap.summary, _named(gap))) for gap in gaps)
    passages = [
        NumberedPassage(number, passage_of(thread.id, logged), logged.message.confidential)
        for number, logged in enumerate(thread.messages[-MOST_PASSAGES:], 1)
    ]
    return Context(question, day, facts, tuple(passages), thread.id)


def _named(gap: Gap) -> tuple[Ref, ...]:
    """What opened it, and the entries that its sentence names."""
    numbers = [gap.opened_by.entry, *map(int, re.findall(r"#(\d+)", gap.summary))]
    return tuple(Ref(gap.thread, n) for n in dict.fromkeys(numbers))

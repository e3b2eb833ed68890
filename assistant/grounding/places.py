"""A mention in its sentence, and the verdict on it. A verdict of None means that the words assert nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from assistant.grounding.evidence import Passage
from assistant.grounding.findings import Ref, Status
from assistant.grounding.lookup import Stated
from assistant.grounding.reading import Found

SETS = re.compile(
    r"\b(?:please|kindly|we (?:will|shall|intend|propose|plan|undertake|commit|expect to|would|ask|request|invite"
    r"|hope|look forward|reserve|should be grateful|are ready|aim)|(?:we|i)['’]ll|would you|could you|can you|grateful"
    r"|by return|bitten|werden wir|wir werden|veuillez|nous vous prions|nous (?:allons|serions)|unless we hear)\b",
    re.IGNORECASE,
)
"""Sentences with one of these ask or promise: the days to come that they name are their own."""
ASKS = re.compile(
    r"\b(?:please|kindly|would you|could you|can you|grateful|we (?:ask|request|invite|would ask)|bitten|veuillez)\b",
    re.IGNORECASE,
)
"""Sentences with one of these ask: they claim nothing."""


class Verdict(Struct, frozen=True):
    status: Status
    entries: tuple[Ref, ...] = ()
    why: str = ""


class Place(Struct, frozen=True):
    """A mention in its sentence."""

    found: Found
    before: str
    """The words of the sentence before it, from the mention before that on."""
    after: str
    sentence: str


def refs(items: Iterable[Passage | Stated]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(ref for item in items for ref in item.entries))

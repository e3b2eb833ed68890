"""A mention in its sentence, and the verdict on it. A verdict of None means that the words assert nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from assistant.grounding.evidence import Known, Passage
from assistant.grounding.findings import Ref, Status
from assistant.grounding.lookup import Stated
from assistant.grounding.reading import Found

_ASKING = (
    r"please|kindly|(?:would|could|can|may) (?:you|we)|grateful|we (?:ask|request|invite|would ask)|bitten|veuillez"
)
_SETTING = (
    r"we (?:will|shall|intend|propose|plan|undertake|commit|expect to|would|hope|look forward|reserve|should|are ready"
    r"|aim|could|can|may|suggest|offer)|(?:we|i)['’]ll|by return|unless we hear"
    r"|werden wir|wir werden|nous vous prions|nous (?:allons|serions)"
)
SETS = re.compile(rf"\b(?:{_ASKING}|{_SETTING})\b|\?\s*\Z", re.IGNORECASE)
"""Sentences with one of these ask or promise: the days to come that they name are their own."""
ASKS = re.compile(rf"\b(?:{_ASKING})\b|\?\s*\Z", re.IGNORECASE)
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
    letter: bool = False
    """The text is a letter of ours, which may propose and tell what the record does not know yet."""


def refs(items: Iterable[Passage | Stated | Known]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(ref for item in items for ref in item.entries))

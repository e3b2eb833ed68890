"""A sentence of a draft with what its words rest on: the days it names, those named before, what it is there to do.

A letter says more than the record holds: it offers, asks and brings new figures. These cues tell that apart from what
it says of the correspondence, which must be as the record has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from assistant.grounding.date_checks import days_meant
from assistant.grounding.dates import find_dates
from assistant.grounding.findings import Sentence
from assistant.grounding.lookup import Lookup

CORRESPONDENCE = re.compile(
    r"\b(?:ask|said|say|sa[iy]|wrote|writ|told|tell|sent|send|submit|deliver|receiv|appli|filed|confirm|promis|undert"
    r"|grant|exten|direct|order|requir|request|report|stat|announc|issu|warn|inform|repl|respon|answer|met|meet|call"
    r"|regist|letter|e-?mail|message|notice|application|decision|refer)\w*",
    re.IGNORECASE,
)
"""It speaks of what passed between the two sides."""
RETOLD = re.compile(
    r"\b(?:you|we|he|she|they|authority|commission|office|regulator)\b[^.;]{0,30}?\b(?:asked|said|wrote|told|set|gave"
    r"|granted|extended|promised|undertook|ordered|directed|required|requested|reported|stated)\b"
    r"|\b(?:was|were|been) (?:extended|set|fixed|granted|moved|prolonged|asked|told)\b"
    r"|\bas (?:you|we) (?:\w+ed|wrote|said|told)\b",
    re.IGNORECASE,
)
"""It tells again what somebody said, so that a day to come in it is not its own."""

OWN = re.compile(
    r"\b(?:will|shall|can|could|may|propose|suggest|offer|expect|intend|plan|ready|available|free|acceptable)\b"
)
"""After what is told again: from here on the sentence offers something of its own."""


class Context(Struct, frozen=True):
    sentence: Sentence
    days: tuple[date, ...]
    """Those that the sentence names."""
    earlier: tuple[date, ...]
    """Those of the sentence before."""
    lookup: Lookup

    @property
    def as_of(self) -> date:
        return self.lookup.as_of

    @property
    def corresponds(self) -> bool:
        return CORRESPONDENCE.search(self.sentence.text) is not None

    @property
    def retells(self) -> bool:
        return RETOLD.search(self.sentence.text) is not None

    def retells_before(self, start: int) -> bool:
        """Whether the words before the place `start` tell again what somebody said, up to there."""
        before = self.before(start)
        last = max((found.end() for found in RETOLD.finditer(before)), default=-1)
        return last >= 0 and OWN.search(before, last) is None

    @property
    def of_the_record(self) -> bool:
        """It retells something, or names a day on which something is logged."""
        return self.retells or any(day <= self.as_of and day in self.lookup.days for day in self.days)

    def before(self, start: int) -> str:
        """Its words before the place `start` of the text."""
        return self.sentence.text[: start - self.sentence.start]


def contexts(sentences: tuple[Sentence, ...], lookup: Lookup) -> Iterator[Context]:
    """Each sentence in its context."""
    days = [_days(sentence.text, lookup) for sentence in sentences]
    for (earlier, here), sentence in zip(pairwise([(), *days]), sentences, strict=True):
        yield Context(sentence, here, earlier, lookup)


def _days(text: str, lookup: Lookup) -> tuple[date, ...]:
    return tuple(day for said in find_dates(text) for day in days_meant(said, lookup)[:1])

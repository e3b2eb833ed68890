"""A text against evidence: sentence by sentence, and within each mention by mention."""

from __future__ import annotations

from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Mention, Sentence


def ground(text: str, evidence: Evidence, *, claims: bool = True) -> tuple[Sentence, ...]:
    """Each sentence of `text` with what `evidence` says of it, in order.

    `claims`: also hold what a clause says besides its dates, names and so on against the passages. A letter that asks
    and proposes need not be found in the record; a press statement and an answer must. What the text itself sets ("we
    will answer by 30 October", "please reply within 10 days") is no assertion and gets no finding.
    """
    raise NotImplementedError


def mentions(text: str) -> tuple[Mention, ...]:
    """All that can be looked up in `text`, in order, without evidence: to compare two texts by their `value`s.

    Names are left out but for capitals and titles: what is a name is known only from evidence.
    """
    raise NotImplementedError

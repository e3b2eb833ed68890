"""Sentences of messages, and which of them speak of something.

A passage is always whole sentences, word for word. A sentence that denies, asks, demands or supposes something is no
witness that it happened: such a one may be quoted as what was said, and never proves an event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat.words import WORD, folded, holds, stem

LONGEST = 400
"""Characters of a quotation; longer sentences are cut between words, with an ellipsis."""
_END = re.compile(r"(?<=[.!?…؟۔。！？])[\"”’)]*\s+|\n\s*\n|(?<=[。！？])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|No|Nr|Art|art|para|sec|vs|e\.g|i\.e|approx|St)|\b[A-Z])\.$")
_UNASSERTED = re.compile(
    r"\b(not|no|never|without|cannot|none|nor|neither|whether|if|would|could|should|may|might|please|will|shall|unless"
    r"|which)\b|^(block|confirm|explain|give|list|produce|provide|remove|report|send|show|state|stop|submit|supply|tell)\b"
    r"|^(when|how|does|do|did|is|are|has|have|can)\b|\?\s*$|n't\b"
)
NUMBER = re.compile(r"\d")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text` as they stand, white space evened out."""
    found: list[str] = []
    for part in _END.split(text):
        plain = " ".join(part.split())
        if not plain:
            continue
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {plain}"
        else:
            found.append(plain)
    return tuple(found)


def sentence_stems(sentence: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(folded(sentence)))


def holding(text: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """The sentences in which all of `wanted` stand; else those in which most of them do, if any does."""
    ranked = [(sum(holds(sentence_stems(s), one) for one in wanted), s) for s in sentences(text)]
    best = max((count for count, _ in ranked), default=0)
    return tuple(s for count, s in ranked if count == best) if best else ()


def asserted(text: str, wanted: Sequence[str]) -> str:
    """The first sentence of `text` that says all of `wanted` happened; empty if none does."""
    for sentence in sentences(text):
        if not _UNASSERTED.search(folded(sentence)) and all(holds(sentence_stems(sentence), one) for one in wanted):
            return sentence
    return ""


def shown(sentence: str) -> str:
    """A quotation of it, cut between words if it is long."""
    if len(sentence) <= LONGEST:
        return f"“{sentence}”"
    return f"“{sentence[:LONGEST].rsplit(' ', 1)[0]} …”"

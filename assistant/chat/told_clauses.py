"""A text cut into clauses, and of each whether it denies, or tells of something asked, announced or owed.

What stands there as asked for must not be told as done, nor what is denied as so; for that the place counts at which a
word stands. English, roughly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from assistant.chat.meanings import meanings, past_forms
from assistant.chat.phrases import REQUESTS, WAITING
from assistant.grounding.sentences import sentence_spans

DENYING = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|cannot|without|hardly"
    r"|(?:has|have|had) yet to|fail\w*|silen(?:t|ce)|unanswered|unresolved|unknown|absence of|lack of)\b|n['’]t\b",
    re.IGNORECASE,
)
COMING = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.IGNORECASE)
BINDING = re.compile(
    r"\b(?:will|shall|promis\w*|pledg\w*|commit\w*|undert\w+|announce\w*"
    r"|(?:has|have) until|deadlines?|missed|lapsed|expired)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
"""What tells of something to come."""
OPEN = re.compile(
    r"\b(?:owe\w*|due|overdue|open|outstanding|unanswered|missing|await\w*|wait\w*|pending|still"
    r"|remains? to|need\w*"
    r"|must|should|to be|if|unless|once|expect\w*|under (?:study|review|consideration|examination|discussion|way)"
    r"|(?:is|are|am|was|were|been)\s(?:\S+\s){0,4}late|in (?:preparation|progress)|efforts? to|tr(?:y|ies|ied) to)\b",
    re.IGNORECASE,
)
"""What tells of something that has not been done, or not for certain."""
ASKING = re.compile(
    r"\b(?:please|kindly|t(?:ell|ells|old)\s(?:\w+\s){1,3}to|ask\w*|request\w*"
    r"|demand\w*|want\w*|requir\w*|direct\w*|order\w*|call(?:s|ed|ing)? for|invit\w*"
    r"|urg(?:e|es|ed|ing)|whether|question\w*|seek\w*|sought)\b|\?",
    re.IGNORECASE,
)
ABOUT = re.compile(r"\b(?:concern(?:s|ed)|(?:is|are|was|were) about|deals? with|relates? to)\b", re.IGNORECASE)
_ORDERS = re.compile(
    rf"\A\W{{0,3}}(?:{'|'.join(REQUESTS.split())})\s(?:the|us|all|any|an?|your|its|to|whether|which|how|why|when)\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(r"\A\W{0,3}(?:please|kindly)\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"\A\W{0,3}(?:which|does|do|did|(?:when|how|why|what|where)\s(?:does|do|did|is|are|can))\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\b(?:(?:that|which|as)\s(?:\w+\s){0,2}|(?<=\w\s)(?:it|they|we|he|she)\s)(?:had\s|has\s|have\s)?"
    r"(?:asked for|requested|demanded|wanted|promised)\b"
    r"(?=[\s,.]{0,3}(?:\Z|\[|on\s|in\s|by\s))"
    r"|\b(?:the|its|their|our|an?|this|these|those|as)\s(?:requested|promised|demanded|outstanding|overdue|pending|open|awaited|due)\b",
    re.IGNORECASE,
)
"""`the timelines that it asked for`, `the promised report`: what is told of them is told elsewhere in the sentence."""
_NOUNS = re.compile(
    r"(?:\b(?:the|its|their|our|an?|this|these|those|all|which|of)|['’]s)\s(?:\w+\s)?(?:requests?|questions?|demands?|orders?|directions?)\b",
    re.IGNORECASE,
)
"""`our question`: that it was asked is not what is told."""
_FINITE = re.compile(
    rf"\b(?:is|are|am|was|were|be|been|has|have|had|do|does|did|will|shall|would|can|could|may|might|must|should|\w{{2,20}}ed"
    rf"|\w{{2,20}}s|{'|'.join(past_forms())})\b",
    re.IGNORECASE,
)
_PAST = rf"(?:\w{{2,20}}ed|{'|'.join(past_forms())})"
_CUT = re.compile(
    r"[;:]\s|,?\s(?:but|while|although|though|whereas|because|after)\s|,\s(?:and|so|which|yet|with|after|before|since)\s"
    rf"|\sand\s(?=(?:(?:has|have|had|is|are|was|were|will|it|we|they|he|she|that)\b|(?:\w+ly\s)?{_PAST}\b))",
    re.IGNORECASE,
)


POINTING = re.compile(r"\b(?:them|these|those|both|it|this)\b(?!\s\w+ed\b)", re.IGNORECASE)
"""Words for what was named in the clause before."""
UNDONE = meanings(WAITING)
"""Ways to say that something has not been done."""


class Clause(Struct, frozen=True, dict=True):
    """Some words of a sentence, and how they are meant."""

    text: str
    denies: bool = False
    coming: bool = False
    pending: bool = False
    """Asked, announced, or owed."""
    asks: bool = False
    """The sentence asks or orders."""
    owed: bool = False
    """It tells, or what stands before its colon does, that something is open."""

    @cached_property
    def meanings(self) -> set[str]:
        return meanings(self.text)


def computed_clauses(text: str) -> list[Clause]:
    """The parts of a computed fact; what it quotes belongs to the words before."""
    return [Clause(part, bool(DENYING.search(part)), pending=_pending(part)) for part in text.split("; ")]


def spoken_clauses(text: str) -> list[Clause]:
    """The clauses of what somebody wrote, sentence by sentence."""
    return [
        Clause(part, bool(DENYING.search(part)), bool(COMING.search(part)), _pending(part) or asks, asks)
        for a, b in sentence_spans(text, ())
        for asks in [text[a:b].endswith("?") or bool(_PLEASE.match(text[a:b])) or bool(_ORDERS.match(text[a:b]))]
        for part in clause_texts(text[a:b])
    ]


def told_clauses(sentence: str) -> Iterator[Clause]:
    """The clauses of one sentence about that. A clause without a verb is meant as the one before it."""
    before, asks = Clause(""), bool(_ORDERS.match(sentence) or _QUESTION.match(sentence))
    at = 0
    for part in clause_texts(sentence):
        at = sentence.index(part, at)
        listed = sentence[:at].rstrip().endswith(":")
        plain = _ASIDE.sub(" ", part)
        found = Clause(
            part,
            bool(DENYING.search(part)),
            bool(COMING.search(plain)),
            asks or _pending(plain) or bool(BINDING.search(plain)),
            bool(ASKING.search(_NOUNS.sub(" ", plain))),
            not UNDONE.isdisjoint(meanings(part)),
        )
        if before.text and (listed or not _FINITE.search(part)):
            found = Clause(part, before.denies, before.coming, before.pending or found.pending, owed=before.owed)
        yield found
        before = found


def clause_texts(sentence: str) -> Iterator[str]:
    """A sentence cut where one clause ends and another begins."""
    start = 0
    for cut in _CUT.finditer(sentence):
        yield sentence[start : cut.start()]
        start = cut.end()
    yield sentence[start:]


def _pending(part: str) -> bool:
    part = _NOUNS.sub(" ", part)
    return bool(COMING.search(part) or OPEN.search(part) or ASKING.search(part))

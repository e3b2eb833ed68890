"""A question that is several: its parts, each a question of its own or a follow-up to the one before."""

from __future__ import annotations

import re

_ASKS = (
    r"(?:(?:by|until|since) )?(?:what|who|whom|whose|when|which|where|why|how|did|does|do|has|have|had|is|are|was|were|"
    r"any|anything)\b"
)
_BREAK = re.compile(
    rf"[?;]+\s+|\.\s+(?=[A-Z])|,? (?:and|but)(?: also| then)? (?={_ASKS})|, (?=(?:and |but )?{_ASKS})", re.IGNORECASE
)
_REMARK = re.compile(
    r"^(?:i|we) (?:think|thought|guess|believe|need|have to|must|am|was|heard)\b|"
    r"^(?:iirc|afaik|thanks|thank you|urgent|"
    r"asap|not sure|just|maybe|sorry|cheers)\b",
    re.IGNORECASE,
)
"""What somebody says beside the question."""


_PREFACE = re.compile(
    r"^(?:(?:just )?(?:a |one )?(?:quick|short|small|last|more)(?: quick| more)? (?:one|question|check|thing)\b|"
    r"(?:before|for|ahead of|preparing) my\b|my (?:boss|manager|ceo)\b)[^:?]{0,60}: ",
    re.IGNORECASE,
)
"""What is said to whoever is asked, before the question: of the asker, and never of a matter."""


def clauses(question: str) -> tuple[str, ...]:
    """The parts that ask something; remarks beside them are left out. One part: the question asks one thing."""
    parts = [part.strip(" ,.") for part in _BREAK.split(_PREFACE.sub("", question)) if part.strip(" ,.?;")]
    return tuple(part for part in parts if not _REMARK.match(part))

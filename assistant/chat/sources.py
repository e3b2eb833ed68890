"""What a sentence of a model names, taken in once: its words, whose they are, and what may be said of it besides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from assistant.chat.meanings import meaning, meanings
from assistant.chat.phrases import QUIET
from assistant.chat.told_clauses import (
    COMING,
    DENYING,
    OPEN,
    POINTING,
    UNDONE,
    Clause,
    computed_clauses,
    spoken_clauses,
)
from assistant.grounding.evidence import Passage
from assistant.grounding.findings import Mention
from assistant.grounding.ground import mentions
from assistant.record.kinds import Side

SEND, RECEIVE = meaning("send"), meaning("receive")
_IMPLIED = (
    (COMING, meanings("promise announce undertake")),
    (re.compile(r"\b(?:until|by \d|due|deadline|no later than)\b", re.IGNORECASE), meanings("deadline due")),
    (re.compile(r"\breceipt\b|\breceived\W", re.IGNORECASE), meanings("acknowledge receipt receive")),
    (
        re.compile(r"\bautomatic reply\b|\bout of (?:the )?office\b", re.IGNORECASE),
        meanings("absence absent automated"),
    ),
    (re.compile(r"\b(?:undelivered|not be delivered|not delivered)\b", re.IGNORECASE), meanings("bounce undelivered")),
    (re.compile(r"\bexten(?:sion|ded)\b", re.IGNORECASE), meanings("new")),
    (re.compile(r"\bwhom?\b", re.IGNORECASE), meanings("people person contact")),
    (re.compile(r"\bin part\b|\bpartial", re.IGNORECASE), meanings("cover address partial")),
    (re.compile(r"\bnumber of\b", re.IGNORECASE), meanings("many")),
    (re.compile(r"\bone\b", re.IGNORECASE), meanings("single")),
    (re.compile(r"\?"), meanings("whether")),
    (re.compile(r"\?|\bask\w*|\bwhich\b|\bplease\b", re.IGNORECASE), meanings("question")),
)
"""What may be said of a source in which the first stands."""


class Source(Struct, frozen=True, dict=True):
    """One of what a sentence names, and what is found in it once."""

    text: str
    side: Side | None = None
    """Whose words they are; None for a meeting, a call, a computed fact."""
    day: date | None = None
    """None: a computed fact."""
    answers: bool = False
    """A person classed it as an answer, or part of one."""
    about: str = ""
    """The subject; of a computed fact the subjects of the messages that it rests on, and what is missing."""
    said: str = ""
    """What it asserts: of a message its text, without its subject."""

    @cached_property
    def inside(self) -> tuple[Mention, ...]:
        return mentions(self.text)

    @cached_property
    def meanings(self) -> set[str]:
        return meanings(self.text)

    @cached_property
    def told(self) -> set[str]:
        """All words that may be used of it."""
        return self.meanings | self.implied | meanings(self.about)

    @cached_property
    def clauses(self) -> list[Clause]:
        return computed_clauses(self.text) if self.computed else spoken_clauses(self.said)

    @cached_property
    def reaches(self) -> list[set[str]]:
        """The words of each clause; where it says `them`, with those of the clause before."""
        every = self.clauses
        return [
            one.meanings | (every[n - 1].meanings if n and POINTING.search(one.text) else set())
            for n, one in enumerate(every)
        ]

    @property
    def computed(self) -> bool:
        return self.day is None

    @cached_property
    def implied(self) -> set[str]:
        """What may be said of it in other words than its own."""
        found = {word for pattern, implied in _IMPLIED if pattern.search(self.text) for word in implied}
        if self.computed and OPEN.search(self.text):
            found |= UNDONE | {SEND, RECEIVE}
        if DENYING.search(self.text):
            found |= meanings(QUIET)
        if self.answers:
            found |= meanings("answer")
        return found


def source_of(passage: Passage) -> Source:
    """A passage with what stands about it: its people, and its channel."""
    about = " ".join((*passage.people, passage.channel or "", passage.kind))
    answers = passage.cls in {"substantive", "partial"}
    return Source(f"{passage.words}\n\n{about}", passage.side, passage.day, answers, passage.subject, passage.text)


def blanked(text: str, found: Iterable[Mention]) -> str:
    """`text` with mentions made blank, place for place."""
    for one in found:
        text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    return text

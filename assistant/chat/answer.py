"""An answer: sentences that each name the entries they rest on, or a refusal that says why."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Claim(Struct, frozen=True):
    """One sentence that can be checked."""

    text: str
    """For people. It may quote messages: escape it for the place it is shown in."""
    entries: tuple[str, ...] = ()
    """`thread#n`, in order. None where nothing is in the record and that is what it says."""
    verified: bool = True
    """It was computed from the record, or is found in it word for word."""
    confidential: bool = False
    """It rests on an entry that must not leave the machine."""


class Answer(Struct, frozen=True):
    """What is answered to a question as of a day."""

    question: str
    as_of: date
    intent: str
    """What the question was taken for; empty if it was not understood."""
    claims: tuple[Claim, ...] = ()
    """Newest or most urgent first. Of a refusal, what is nearest to an answer, if anything."""
    refusal: str = ""
    """Why there is no answer; empty where there is one."""
    suggestions: tuple[str, ...] = ()
    """Questions about the same record that can be answered."""

    @property
    def refused(self) -> bool:
        return bool(self.refusal)

    @property
    def text(self) -> str:
        """The answer as plain sentences."""
        return "\n".join(filter(None, [self.refusal, *(claim.text for claim in self.claims)]))

    @property
    def entries(self) -> tuple[str, ...]:
        """All entries that it names, each once, in the order of the sentences."""
        return tuple(dict.fromkeys(entry for claim in self.claims for entry in claim.entries))

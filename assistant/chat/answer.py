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
    why: str = ""
    """Of what is not verified: what in it is not in the record."""

    @property
    def status(self) -> str:
        """For people and scripts: `verified` or `not in the record`."""
        return "verified" if self.verified else "not in the record"


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
    notes: tuple[str, ...] = ()
    """What else is to be said of how it came about: that a model worded it, what was struck, what was withheld."""
    worded_by: str = ""
    """The model and its host whose words the claims are; empty where the program composed them."""

    @property
    def refused(self) -> bool:
        return bool(self.refusal)

    @property
    def text(self) -> str:
        """The answer as plain sentences; what is not in the record is no part of it."""
        return "\n".join(filter(None, [self.refusal, *(claim.text for claim in self.claims if claim.verified)]))

    @property
    def entries(self) -> tuple[str, ...]:
        """All entries that it names, each once, in the order of the sentences."""
        return tuple(dict.fromkeys(entry for claim in self.claims if claim.verified for entry in claim.entries))

    @property
    def named(self) -> tuple[tuple[str, int], ...]:
        """The same, thread and number apart."""
        split = (entry.rpartition("#") for entry in self.entries)
        return tuple((thread, int(n)) for thread, _, n in split)

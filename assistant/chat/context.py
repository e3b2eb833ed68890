"""What a model may be given for a question: computed facts and numbered passages, and nothing else.

The facts are the sentences of the built-in answer and the standing of the threads concerned; the passages are whole
messages of those threads, the ones that the answer names first. Both say whether they are confidential: such may be
shown here and never leave the machine.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from assistant.grounding.evidence import Evidence, Fact, Passage, given_evidence

MOST_PASSAGES = 12
"""More than a small local model can hold is no help to a large one."""


class StatedFact(Struct, frozen=True):
    """A computed sentence."""

    fact: Fact
    confidential: bool = False


class NumberedPassage(Struct, frozen=True):
    """Words of the record, under the number by which a prompt names them."""

    number: int
    """From 1, in the order in which they are given."""
    passage: Passage
    confidential: bool = False


class Context(Struct, frozen=True):
    """All that may be used to answer one question."""

    question: str
    as_of: date
    facts: tuple[StatedFact, ...] = ()
    passages: tuple[NumberedPassage, ...] = ()
    home: str = ""
    """The thread that a bare `#4` means; empty where more than one is concerned."""
    withheld: int = 0
    """Confidential facts and passages that have been left out."""

    def without_confidential(self) -> Context:
        """What may leave the machine; what was left out is counted. The passages keep their numbers."""
        facts = tuple(one for one in self.facts if not one.confidential)
        passages = tuple(one for one in self.passages if not one.confidential)
        left_out = len(self.facts) + len(self.passages) - len(facts) - len(passages)
        return Context(self.question, self.as_of, facts, passages, self.home, self.withheld + left_out)

    def evidence(self) -> Evidence:
        """What a text about the question is held against: these facts and passages alone."""
        facts, passages = [one.fact for one in self.facts], [one.passage for one in self.passages]
        return given_evidence(passages, facts, self.as_of, home=self.home)

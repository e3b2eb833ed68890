"""What a model may be given for a question: computed facts and numbered passages, and nothing else.

The facts are the sentences of the built-in answer and the standing of the threads concerned; the passages are whole
messages of those threads, the ones that the answer names first. Both say whether they are confidential: such may be
shown here and never leave the machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from assistant.chat.answer import Answer, Claim
from assistant.chat.excerpts import excerpt
from assistant.chat.reading import read
from assistant.chat.record_view import Case, RecordView
from assistant.chat.told import obligation
from assistant.chat.words import missing
from assistant.grounding.evidence import Evidence, Fact, Passage, given_evidence, passage_of
from assistant.grounding.findings import Ref
from assistant.record.thread import Logged, Thread

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


MOST_THREADS = 4
"""Threads that the passages are taken from: those that the answer names first."""


def context_of(question: str, view: RecordView, answer: Answer) -> Context:
    """What may be given for `question`, whose built-in answer is `answer`.

    The facts: the sentences of the answer, then the other requests and commitments of the threads that it names. The
    passages: the messages that it names, then those that hold a word of the question, the newest first.
    """
    reading = read(question, view.today, view.settings, view.regulators())
    named = dict.fromkeys(entry.rpartition("#")[0] for entry in answer.entries)
    if not named:
        named = dict.fromkeys(s.thread for s in view.summaries() if s.regulator in reading.regulators and not s.closed)
    cases = [Case(view.thread(thread), view) for thread in list(named)[:MOST_THREADS]]
    told = {claim.entries for claim in answer.claims}
    claims = [*answer.claims, *(c for case in cases for c in _standing(case) if c.entries not in told)]
    messages = list(dict.fromkeys([*_named(cases, answer), *_holding(cases, reading.topic)]))[:MOST_PASSAGES]
    passages = [
        NumberedPassage(number, _passage(case, logged, reading.topic), logged.message.confidential)
        for number, (case, logged) in enumerate(messages, 1)
    ]
    home = cases[0].thread.id if len(cases) == 1 else ""
    private = {entry for thread in named for entry in _private(view.thread(thread))}
    return Context(question, view.today, tuple(_fact(claim, private) for claim in claims), tuple(passages), home)


def _passage(case: Case, logged: Logged, topic: tuple[str, ...]) -> Passage:
    """The message, with as much of its annexes as there is room for."""
    return passage_of(case.thread.id, logged, filter(None, (excerpt("\n\n".join(case.annexes(logged)), topic),)))


def _private(thread: Thread) -> set[str]:
    """The entries whose words must not leave: confidential messages, and what was opened by them."""
    messages = {m.n for m in thread.messages if m.message.confidential}
    opened = {o.n for o in thread.obligations if o.message in messages}
    return {f"{thread.id}#{n}" for n in messages | opened}


def _standing(case: Case) -> list[Claim]:
    return [obligation(case, o) for o in case.thread.obligations]


def _fact(claim: Claim, private: set[str]) -> StatedFact:
    """A sentence that rests on one of `private` is confidential whatever it says of itself."""
    secret = claim.confidential or not private.isdisjoint(claim.entries)
    split = (entry.rpartition("#") for entry in claim.entries)
    return StatedFact(Fact(claim.text, tuple(Ref(thread, int(n)) for thread, _, n in split)), secret)


_Placed = tuple[Case, Logged]


def _named(cases: Iterable[Case], answer: Answer) -> list[_Placed]:
    placed = {case.ref(m.n): (case, m) for case in cases for m in case.thread.messages}
    return [placed[entry] for entry in answer.entries if entry in placed]


def _holding(cases: Iterable[Case], topic: tuple[str, ...]) -> list[_Placed]:
    found = [
        (case, m)
        for case in cases
        for m in case.thread.messages
        if not topic or len(missing(case.message_stems(m), topic)) < len(topic)
    ]
    return sorted(found, key=lambda placed: placed[1].day, reverse=True)

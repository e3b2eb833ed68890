"""What a model said, held sentence by sentence against what it was given: what is not carried by that is struck.

A sentence stands only if the numbers in its brackets were given, its quotations are found word for word in what it
names, and its dates, counts, names and the rest of what it says are there or in the facts about the same entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from assistant.chat.addressed import unaddressed
from assistant.chat.answer import Claim
from assistant.chat.context import Context
from assistant.chat.prompt import NOTHING
from assistant.grounding.evidence import Evidence, Known, Passage, given_evidence
from assistant.grounding.findings import Ref, Sentence
from assistant.grounding.ground import ground

_NUMBERS = r"F?\d{1,4}(?:\s?[,;]\s?F?\d{1,4}){0,40}"
_MARKED = rf"\s{{0,3}}\[\s?(?:{_NUMBERS})\s?\]"
_MARK = re.compile(_MARKED.replace("(?:", "(", 1), re.IGNORECASE)
"""`[3]`, `[F2, 3]`: what a sentence rests on."""
_BEHIND = re.compile(rf"([.!?…]{{1,3}}[\"'”’»)]{{0,3}})((?:{_MARKED}){{1,9}})", re.IGNORECASE)
"""The same behind the end of its sentence."""
_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
"""What some models think aloud; no part of the answer."""
_DRESS = re.compile(r"\*\*|__|`|^[ \t]{0,8}(?:#{1,6}|[-*•–]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
"""Markdown that nobody asked for."""
UNCITED = "it does not say what it rests on"
UNCHECKED = "nothing in it can be checked"


class Cited(Struct, frozen=True):
    """A sentence without its brackets, and the numbers in them."""

    text: str
    facts: tuple[int, ...] = ()
    passages: tuple[int, ...] = ()

    @property
    def bare(self) -> bool:
        return not self.facts and not self.passages


class Checker:
    """One context, and the sentences that were held against it so far."""

    def __init__(self, context: Context, names: Iterable[Known] = ()) -> None:
        self.context = context
        self.names = tuple(names)
        self.facts = {number: one.fact for number, one in enumerate(context.facts, 1)}
        self.passages = {one.number: _plain(one.passage) for one in context.passages}
        self._known: dict[Cited, Claim] = {}

    def claims(self, said: str) -> tuple[Claim, ...]:
        """Each sentence of what a model `said` with its standing; none if it said that there is no answer."""
        return tuple(self._claim(cited) for cited in self._sentences(said))

    def _sentences(self, said: str) -> Iterator[Cited]:
        text = _DRESS.sub("", visible(said)).strip()
        if text.upper().startswith(NOTHING):
            return
        text = _BEHIND.sub(lambda at: f" {at[2].strip()}{at[1]}", text)
        for sentence in ground(text, Evidence(self.context.as_of), claims=False):
            if (cited := _cited(sentence.text)).text:
                yield cited

    def _claim(self, cited: Cited) -> Claim:
        if cited not in self._known:
            self._known[cited] = self._checked(cited)
        return self._known[cited]

    def _checked(self, cited: Cited) -> Claim:
        unknown = [f"[F{n}]" for n in cited.facts if n not in self.facts]
        unknown += [f"[{n}]" for n in cited.passages if n not in self.passages]
        if unknown:
            return _struck(cited, f"{', '.join(unknown)} is not among what the model was given")
        entries = self._entries(cited)
        # The engine holds a sentence to the entries that stand in it.
        found = ground(f"{_unended(cited.text)} {' '.join(f'[{ref}]' for ref in entries)}", self._evidence(cited))
        if not all(sentence.status == "verified" for sentence in found):
            return _struck(cited, _why(found))
        entries = entries or tuple(dict.fromkeys(ref for sentence in found for ref in sentence.entries))
        return Claim(cited.text, tuple(map(str, entries))) if entries else _struck(cited, UNCITED)

    def _evidence(self, cited: Cited) -> Evidence:
        """What the sentence names, with the passages that its facts rest on and the facts about its passages.

        All that was given, where it names nothing.
        """
        named = {self.passages[n].ref for n in cited.passages}
        resting = {ref for n in cited.facts for ref in self.facts[n].entries}
        facts = [fact for n, fact in self.facts.items() if cited.bare or n in cited.facts or named & set(fact.entries)]
        passages = [one for one in self.passages.values() if cited.bare or one.ref in named | resting]
        return given_evidence(passages, facts, self.context.as_of, names=self.names, home=self.context.home)

    def _entries(self, cited: Cited) -> tuple[Ref, ...]:
        """In the order of the brackets, facts first; each once."""
        of_facts = (ref for n in cited.facts for ref in self.facts[n].entries)
        return tuple(dict.fromkeys((*of_facts, *(self.passages[n].ref for n in cited.passages))))


def _plain(passage: Passage) -> Passage:
    """Without what speaks to a model: that supports nothing."""
    return structs.replace(passage, text=unaddressed(passage.text), subject=unaddressed(passage.subject))


def visible(said: str) -> str:
    """Without what the model thought aloud."""
    return _THOUGHT.sub("", said)


def _cited(sentence: str) -> Cited:
    numbers = [number.upper() for mark in _MARK.finditer(sentence) for number in re.findall(r"[Ff]?\d+", mark[1])]
    facts = tuple(int(number[1:]) for number in numbers if number[0] == "F")
    return Cited(_MARK.sub("", sentence).strip(), facts, tuple(int(number) for number in numbers if number[0] != "F"))


def _unended(sentence: str) -> str:
    """Without what ends it, so that what is put behind it belongs to it."""
    return sentence.rstrip(" .!?…")


def _why(found: tuple[Sentence, ...]) -> str:
    """What is wrong first."""
    faults = (finding.why for sentence in found for finding in sentence.findings if finding.status != "verified")
    return next(faults, UNCHECKED)


def _struck(cited: Cited, why: str) -> Claim:
    return Claim(cited.text, verified=False, why=why)

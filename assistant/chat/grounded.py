"""What a model said, held sentence by sentence against what it was given: what is not carried by that is struck.

A sentence stands only if the numbers in its brackets were given, its quotations are found word for word in what it
names, and its dates, counts, names and the rest of what it says are there or in the facts about the same entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from assistant.chat.addressed import unaddressed
from assistant.chat.answer import Claim
from assistant.chat.context import Context
from assistant.chat.debts import is_late
from assistant.chat.faithful import Faithful
from assistant.chat.prompt import NOTHING
from assistant.chat.sources import Source, source_of
from assistant.chat.standing import days_counted, days_late
from assistant.chat.told_clauses import DENYING
from assistant.clocks.wording import long_date
from assistant.grounding.evidence import Fact, Known, Passage, given_evidence
from assistant.grounding.findings import Ref, Sentence
from assistant.grounding.ground import ground, mentions
from assistant.grounding.sentences import sentence_spans

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
_AWAY = {"yesterday": -1, "tomorrow": 1}
_FROM_TODAY = re.compile(r"\b(?:on )?(yesterday|tomorrow)\b", re.IGNORECASE)
LITERAL = frozenset({"count", "number", "reference", "citation"})
FIGURES = LITERAL | {"date"}
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
        self._sources = {one.ref: source_of(one) for one in self.passages.values()}
        self._told = {fact.text: Source(fact.text, about=self._about(fact)) for fact in self.facts.values()}
        self._known: dict[Cited, Claim] = {}

    def _about(self, fact: Fact) -> str:
        """The subjects of what it rests on; what a message says that had no answer is what is missing."""
        resting = [one for one in self.passages.values() if one.ref in fact.entries]
        missing = [one.text for one in resting if DENYING.search(fact.text) and one.ref in fact.entries[:1]]
        return " ".join((*(one.subject for one in resting), *missing))

    def claims(self, said: str) -> tuple[Claim, ...]:
        """Each sentence of what a model `said` with its standing; none if it said that there is no answer."""
        return tuple(self._claim(cited) for cited in self._sentences(said))

    def _sentences(self, said: str) -> Iterator[Cited]:
        text = _DRESS.sub("", visible(said)).strip()
        if text.upper().startswith(NOTHING):
            return
        text = _BEHIND.sub(lambda at: f" {at[2].strip()}{at[1]}", text)
        whole = [(one.start, one.end) for one in mentions(text) if one.kind == "quotation"]
        for start, end in sentence_spans(text, whole):
            if (cited := _cited(text[start:end])).text:
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
        passages, facts = self._named(cited)
        given = given_evidence(passages, facts, self.context.as_of, names=self.names, home=self.context.home)
        # The engine holds a sentence to the entries that stand in it.
        text = dated(_as_written(cited.text, passages), self.context.as_of)
        found = ground(f"{_unended(text)} {' '.join(f'[{ref}]' for ref in entries)}", given)
        sources = [*(self._sources[one.ref] for one in passages), *(self._told[fact.text] for fact in facts)]
        as_of = self.context.as_of
        if why := _fault(text, found, sources, as_of) or Faithful(text, sources, self.names, as_of).fault():
            return _struck(cited, why)
        entries = entries or tuple(dict.fromkeys(ref for sentence in found for ref in sentence.entries))
        return Claim(cited.text, tuple(map(str, entries))) if entries else _struck(cited, UNCITED)

    def _named(self, cited: Cited) -> tuple[list[Passage], list[Fact]]:
        """What the sentence names, with the passages that its facts rest on and the facts about its passages.

        All that was given, where it names nothing.
        """
        named = {self.passages[n].ref for n in cited.passages}
        resting = {ref for n in cited.facts for ref in self.facts[n].entries}
        facts = [fact for n, fact in self.facts.items() if cited.bare or n in cited.facts or named & set(fact.entries)]
        return [one for one in self.passages.values() if cited.bare or one.ref in named | resting], facts

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


def _fault(text: str, found: Sequence[Sentence], sources: Sequence[Source], as_of: date) -> str:
    """What is wrong first, by the engine's findings; empty if nothing is.

    A figure or day that stands in a source as it is written is no invention, whatever it counts there; nor is a count
    of days that a computed fact is late. What a clause says besides is left to `faithful`, which looks at every word.
    """
    findings = [finding for sentence in found for finding in sentence.findings]
    literal = {(one.kind, one.value) for source in sources for one in source.inside}
    late = {days for source in sources if source.computed for days in days_late(source, as_of)}
    for finding in findings:
        fact = (finding.mention.kind, finding.mention.value)
        carried = fact in literal and (fact[0] in LITERAL or (fact[0] == "date" and finding.status == "not-in-record"))
        counted = is_late(text) and not late.isdisjoint(days_counted(finding.mention))
        if finding.status != "verified" and not carried and not counted and fact[0] != "claim":
            return finding.why or UNCHECKED
    judged = {(finding.mention.kind, finding.mention.value) for finding in findings} | literal
    unjudged = next(
        (one for one in mentions(text) if one.kind in FIGURES and (one.kind, one.value) not in judged), None
    )
    return f"“{unjudged.text}” is not there" if unjudged else "" if findings else UNCHECKED


def _as_written(text: str, passages: Sequence[Passage]) -> str:
    """With the capital that a quotation has where it was taken from the beginning of a sentence."""
    for one in mentions(text):
        inner = one.text[1:-1]
        if (
            one.kind == "quotation"
            and inner[:1].islower()
            and any(inner.capitalize()[:1] + inner[1:] in p.text for p in passages)
        ):
            text = f"{text[: one.start + 1]}{inner[0].upper()}{text[one.start + 2 :]}"
    return text


def dated(text: str, as_of: date) -> str:
    """`text` with the days that are named from today written out."""
    return _FROM_TODAY.sub(lambda at: f"on {long_date(as_of + timedelta(_AWAY[at[1].lower()]))}", text)


def _struck(cited: Cited, why: str) -> Claim:
    return Claim(cited.text, verified=False, why=why)

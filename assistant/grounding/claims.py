"""What a clause says besides dates, names and numbers, held against what was said in one place.

A clause is verified where one message says nearly all of it, partly where it says half, and else not in the record.
Our own words prove that we said something, never that it is so: only a clause that tells of our saying, asking or
promising may rest on them. Words are compared by their stems, so this is a pointer for a person and no proof; a
negation on one side only never matches.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from operator import itemgetter

from msgspec import Struct

from assistant.grounding.cues import Cues
from assistant.grounding.evidence import Passage
from assistant.grounding.findings import Ref
from assistant.grounding.lookup import Lookup, Sense, told
from assistant.grounding.places import Verdict
from assistant.grounding.reading import BLANK
from assistant.grounding.sentences import sentence_spans
from assistant.grounding.stems import stems
from assistant.grounding.words import words
from assistant.record.kinds import Channel

MOSTLY, HALF = 0.8, 0.45
"""Part of a clause's words that one message must hold to verify it, and to verify it in part."""
NEIGHBOURS, DISTANCE = 2, 0.1
"""Clauses from which the words may be gathered, and what that costs."""
FEWEST = 2
"""Words of meaning that make a clause worth the search; a denial is worth it with one."""
_CUT = re.compile(
    r"(?:;|,?\s(?:yet|but|although|though|while|whereas|however)\s|,\s(?:and|which|who|so)\s|\sand\s(?=(?:that|we|it|they|he|she|the|our|its|has|have|was|is|will|would)\s))",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|wrote|writes|stated|states|told|tells|asked|asks|requested|promised|promises|pledged|committed|announced"
    r"|claimed|claims|according to|informed|replied|statement|reports?|reported)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|would|['’]ll|promis\w+|pledg\w+|commit\w*|going to)\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|no|never|none|nothing|without|neither|nor|cannot|failed|unable|refus\w+)\b|n['’]t\b", re.IGNORECASE
)


class Clause(Struct, frozen=True):
    start: int
    end: int


def clause_spans(text: str) -> Iterator[tuple[int, int]]:
    """A sentence cut where one clause ends and another begins."""
    start = 0
    for cut in _CUT.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def find_clauses(rest: str, lookup: Lookup) -> Iterator[Clause]:
    """The clauses of a sentence that say something of their own; what was found otherwise is blank in `rest`."""
    for start, end in clause_spans(rest):
        piece = rest[start:end]
        weight = len(_meaning(piece, lookup))
        if weight >= FEWEST or (weight and _NEGATED.search(piece)):
            lead = len(piece) - len(piece.lstrip(" ,.;:-–—*•\n" + BLANK))
            tail = len(piece.rstrip(" ,.;:!?\n" + BLANK))
            yield Clause(start + lead, start + tail)


def check_claim(clause: str, sentence: str, lookup: Lookup, cues: Cues, cited: frozenset[Ref]) -> Verdict:
    """`clause` with other mentions blank; `cited`: the entries that the sentence cites, which alone may carry it."""
    said = _meaning(clause, lookup)
    telling = clause if _SAID.search(clause) else sentence if _SAID.search(sentence) else ""
    speaker = cues.side(telling) if telling else None
    promised = _WILL.search(clause) is not None and cues.side(clause) != "regulator"
    ours = bool(cited) or speaker == "company" or promised
    shares = [
        (share, passage)
        for passage, share in _shares(said, bool(_NEGATED.search(clause)), lookup)
        if not cited or cited.intersection(passage.entries)
    ]
    fitting = [one for one in shares if ours or one[1].side != "company"]
    channels = cues.written(clause)
    best = max(fitting, key=lambda one: (one[0] >= HALF and _borne(one[1], channels), one[0]), default=None)
    if best and best[0] >= HALF:
        if not _borne(best[1], channels):
            what = f"{_number(best[1])} says so, and is no such writing: it is the {told(best[1])}"
            return Verdict("partly", best[1].entries, what)
        entries = (*best[1].entries, *_bound(best[1], said, lookup))
        if best[0] >= MOSTLY:
            return Verdict("verified", entries, _whose(best[1], speaker))
        return Verdict("partly", entries, f"{_number(best[1])} says part of it")
    own = max(shares, key=itemgetter(0), default=None)
    if own and own[0] >= HALF:
        what = "so" if own[0] >= MOSTLY else "part of it"
        return Verdict("not-in-record", own[1].entries, f"only we ourselves said {what}, in {_number(own[1])}")
    return Verdict("not-in-record", (), "no entry says so")


def says_much_of(clause: str, entries: Collection[Ref], lookup: Lookup) -> bool:
    """Whether one of these entries says half of the clause or more."""
    shares = _shares(_meaning(clause, lookup), bool(_NEGATED.search(clause)), lookup)
    return any(share >= HALF and not set(entries).isdisjoint(passage.entries) for passage, share in shares)


def _borne(passage: Passage, channels: frozenset[Channel]) -> bool:
    """Whether it came by one of these channels, if any are named; a computed fact came by none."""
    return not channels or passage.kind == "fact" or passage.channel in channels


def _shares(said: frozenset[str], negated: bool, lookup: Lookup) -> Iterator[tuple[Passage, float]]:
    """For each passage the part of the words that its best clause holds; a little less if neighbours must help."""
    for found in lookup.speaking_of([_forms(stem) for stem in said], HALF):
        passage, senses, best = lookup.evidence.passages[found], lookup.senses(found, _senses), 0.0
        for place, (known, denies) in enumerate(senses):
            if denies == negated:
                near = senses[max(0, place - 1) : place + NEIGHBOURS]
                wide = known.union(*(words for words, denied in near if denied == negated))
                if len(said & wide) >= min(FEWEST, len(said)):
                    best = max(best, len(said & known) / len(said), len(said & wide) / len(said) - DISTANCE)
        if best:
            yield passage, best


def _senses(passage: Passage, lookup: Lookup) -> list[Sense]:
    """The clauses of a passage: their words, and whether they deny something. A note is nobody's statement."""
    if passage.kind == "note":
        return []
    clauses = [
        text[a:b][c:d]
        for text in (passage.subject, passage.text)
        for a, b in sentence_spans(text, [])
        for c, d in clause_spans(text[a:b])
    ]
    return [(_meaning(clause, lookup), bool(_NEGATED.search(clause))) for clause in clauses]


def _meaning(text: str, lookup: Lookup) -> frozenset[str]:
    alike, frame = _alike(), _frame() | lookup.parties
    return frozenset(alike.get(stem, stem) for stem in stems(text.replace(BLANK, " ")) if stem not in frame)


@cache
def _forms(stem: str) -> tuple[str, ...]:
    """All stems that are taken for this one."""
    return next((group for group in words().alike if group[0] == stem), (stem,))


@cache
def _alike() -> dict[str, str]:
    return {stem: group[0] for group in words().alike for stem in group}


@cache
def _frame() -> frozenset[str]:
    """Words that tell of the saying and not of what was said."""
    return frozenset(stems(" ".join(words().telling)))


def _bound(passage: Passage, said: frozenset[str], lookup: Lookup) -> tuple[Ref, ...]:
    """The requests and commitments of that message which the clause speaks of most."""
    own = [(len(said & _meaning(d.words, lookup)), d.ref) for d in lookup.evidence.duties if d.message == passage.ref]
    most = max((shared for shared, _ in own), default=0)
    return tuple(ref for shared, ref in own if shared == most and most)


def _whose(passage: Passage, speaker: str | None) -> str:
    return f"we said so in {_number(passage)}" if passage.side == "company" and speaker != "regulator" else ""


def _number(passage: Passage) -> str:
    return f"#{passage.ref.n}" if passage.ref.n else "what was computed"

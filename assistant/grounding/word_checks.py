"""What the evidence says of words that must stand in it as they are: quotations, references, citations, numbers."""

from __future__ import annotations

import re

from assistant.grounding.cues import Cues
from assistant.grounding.evidence import Known, Passage
from assistant.grounding.findings import Ref
from assistant.grounding.lookup import NEAR, Lookup, told
from assistant.grounding.places import Place, Verdict, refs
from assistant.grounding.quotations import Quotation, pieces
from assistant.grounding.references import Citation, Number
from assistant.grounding.seen import even, lowered
from assistant.grounding.stems import stems
from assistant.record.kinds import Side

_SAYS = (
    r"says?|said|wrote|writes|states?|stated|told|asks?|asked|demanded|requested|declared|announced|replied|answered|added"
    r"|explained|confirmed|acknowledged|promised|claimed?|claims|insisted|noted|warned|ordered|directed"
    r"|called|in the words of|words|according to|quote|in (?:its|our|your|their|his|her)"
    r"|schrieb(?:en)?|teilten?|écrit"
)
_SPEAKS = re.compile(rf"\b(?:{_SAYS})\b", re.IGNORECASE)
_TOLD = re.compile(r"\s(?P<whom>us|you|them|the company|the authority)\b", re.IGNORECASE)
ALIKE = 0.75
"""Part of a quotation's words that make an entry worth naming which does not hold it."""
_NEAR = 120
"""Characters before or after a quotation in which its speaker is named."""
_CLAUSE = re.compile(r"[,;(]|\b(?:and|und|et)\b")
_OURS = re.compile(r"\bour\s(?:\w+\s){0,2}(?:ref(?:erence)?|file|case|number|no)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:your|their|its)\s(?:\w+\s){0,2}(?:ref(?:erence)?|file|case|number|no)\b", re.IGNORECASE)


def check_quotation(place: Place, lookup: Lookup, cues: Cues) -> Verdict:
    quotation = place.found.parsed
    words = place.found.value
    if not isinstance(quotation, Quotation) or not quotation.closed:
        return Verdict("not-in-record", (), "the quotation has no end")
    found = lookup.quoted(words)
    if not found:
        return _misquoted(words, lookup)
    speaker = _speaker(place, cues)
    spoken = [p for p in found if speaker is None or (p.side in {None, speaker} and p.cls != "bounce")]
    person = _person(place, lookup)
    by = [p for p in spoken if person is None or p.side is None or lowered(person) in lowered(p.sender)]
    channels = cues.written(_CLAUSE.split(place.before[-_NEAR:])[-1])
    if channels and by and not any(p.kind == "fact" or p.channel in channels for p in by):
        where = f"they stand in the {told(by[-1])}"
        return Verdict("contradicted", refs(by), f"the words are from no such writing: {where}")
    if by:
        return Verdict("verified", refs(by))
    if spoken:
        return Verdict(
            "contradicted", refs(spoken), f"{person} did not write these words: they stand in {_numbers(spoken)}"
        )
    machine = all(p.cls == "bounce" for p in found)
    other = "a mail system's" if machine else "ours" if speaker == "regulator" else "theirs"
    return Verdict("contradicted", refs(found), f"the words are {other}, in {_numbers(found)}")


def _misquoted(words: str, lookup: Lookup) -> Verdict:
    """The reason why: words that stand apart in two entries, in another order, or not so."""
    parts = pieces(words)
    holding = [p for part in parts for p in lookup.quoted(part)]
    if len(parts) > 1 and holding:
        return Verdict("not-in-record", refs(holding), "no one entry holds these words in this order")
    wanted = stems(words)
    if len(wanted) > 2:
        near = [lookup.evidence.passages[n] for n in lookup.speaking_of([[stem] for stem in wanted], ALIKE)]
        if near:
            return Verdict(
                "not-in-record", refs(near[:3]), f"{_numbers(near[:3])} says something like it, not these words"
            )
    return Verdict("not-in-record", (), "no entry holds these words")


def _speaker(place: Place, cues: Cues) -> Side | None:
    """Whose words the sentence says they are: the side beside the nearest word of saying."""
    before, after = place.before[-_NEAR:], place.after[:_NEAR]
    for last in [*_SPEAKS.finditer(before)][-1:]:
        side = cues.side(before[max(0, last.start() - 60) : last.end()])
        if side:
            return side
        if addressed := _TOLD.match(before[last.end() :]):
            return "regulator" if addressed["whom"].lower() in {"us", "the company"} else "company"
    said = _SPEAKS.search(after)
    if said:
        return cues.side(after[: said.end() + 40])
    return None


def _person(place: Place, lookup: Lookup) -> str | None:
    """Who wrote the words by the sentence, if it is somebody who wrote some message."""
    before = place.before[-_NEAR:]
    for last in [*_SPEAKS.finditer(before)][-1:]:
        lead = even(before[: last.start()]).rstrip()
        named = [name for name in lookup.senders if lead.endswith(name)]
        return max(named, key=len, default=None)
    return None


def check_citation(place: Place, lookup: Lookup) -> Verdict:
    cited = cited_entry(place, lookup)
    if cited is None:
        return Verdict("not-in-record", (), "there is no such entry in what is known")
    return Verdict("verified", (cited,))


def cited_entry(place: Place, lookup: Lookup) -> Ref | None:
    """The entry that a citation names, if it is known."""
    citation = place.found.parsed
    if not isinstance(citation, Citation):
        return None
    thread = citation.thread or lookup.evidence.home
    known = [r for r in lookup.evidence.entries if r.n == citation.n and (r.thread == thread or not thread)]
    return known[0] if len(known) == 1 else None


def check_address(place: Place, lookup: Lookup) -> Verdict:
    wanted = place.found.value
    for known in lookup.evidence.names:
        if lowered(known.text) == wanted:
            return _belonging(known, "address")
    found = lookup.naming(wanted)
    return Verdict("verified", refs(found)) if found else Verdict("not-in-record", (), "no entry names this address")


def check_reference(place: Place, lookup: Lookup) -> Verdict:
    """Letters of a reference number may differ in case only."""
    wanted = lowered(place.found.value)
    matching = [known for known in lookup.evidence.references if lowered(known.text) == wanted]
    own = [known for known in matching if not known.elsewhere]
    claimed = (
        "company" if _OURS.search(place.before[-40:]) else "regulator" if _THEIRS.search(place.before[-40:]) else None
    )
    sides = {known.side for known in own if known.side}
    if own and claimed and sides and claimed not in sides:
        whose = "ours" if "company" in sides else "theirs"
        return Verdict("contradicted", refs(own), f"{place.found.value} is {whose}")
    if own:
        return Verdict("verified", refs(own))
    threads = {ref.thread for ref in lookup.evidence.entries}
    if wanted in threads:
        return Verdict("verified", (Ref(wanted, 1),))
    found = lookup.naming(wanted)
    if found:
        return Verdict("verified", refs(found))
    if matching:
        return Verdict("contradicted", (), f"{place.found.value} is the reference of {matching[0].elsewhere}")
    return Verdict("not-in-record", (), "no entry names this reference")


def _belonging(known: Known, what: str) -> Verdict:
    if known.elsewhere:
        return Verdict("contradicted", (), f"this {what} belongs to {known.elsewhere}, whom the matter is not with")
    return Verdict("verified", known.entries)


def check_number(place: Place, lookup: Lookup) -> Verdict:
    number = place.found.parsed
    if not isinstance(number, Number):
        return Verdict("not-in-record")
    if number.year and (
        of_year := [s for day, stated in lookup.days.items() if day.year == number.year for s in stated]
    ):
        return Verdict("verified", refs(of_year)[:6])
    stated = lookup.numbered(number.value)
    things = frozenset(stems(place.after[:NEAR])[:3])
    fitting = [s for s in stated if not things or not s.things or things & s.things]
    if fitting:
        return Verdict("verified", refs(fitting)[:6])
    if stated:
        return Verdict("not-in-record", refs(stated)[:6], "the record has this number of something else")
    return Verdict("not-in-record", (), "no entry has this number")


def _numbers(passages: list[Passage]) -> str:
    return ", ".join(dict.fromkeys(f"#{p.ref.n}" if p.ref.n else "what was computed" for p in passages))

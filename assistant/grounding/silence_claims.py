"""Claims that somebody was silent: `no communication from PTA`, `has not replied`, `did not say which steps`.

They are the claims that a single entry refutes. Three kinds are told apart: no contact at all (any word of a person of
theirs refutes it), no reply (an answer does, an acknowledgement does in part), not told how or which (a request of ours
that is settled does). From when on it is true is always said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from assistant.clocks.wording import long_date
from assistant.grounding.counts import find_counts
from assistant.grounding.cues import Cues
from assistant.grounding.date_checks import days_meant
from assistant.grounding.dates import find_dates
from assistant.grounding.evidence import Duty, Passage
from assistant.grounding.findings import Ref
from assistant.grounding.lookup import Lookup, told
from assistant.grounding.places import Verdict, refs
from assistant.grounding.seen import lowered
from assistant.grounding.silence_words import SilenceKind, Speech, speeches
from assistant.grounding.stems import stems
from assistant.grounding.words import any_of, words
from assistant.record.kinds import SPOKEN, Side

_HAS = r"(?:has|have|had|did|does|do|is|are|was|were)"
_AUX = (
    rf"(?:{_HAS}\s(?:not|never|yet to|so far not|still not|failed to)|{_HAS}n['’]t|never|failed to|fails to|yet to"
    r"|refused to)"
)
_GAP, _MORE = r"(?:\s\w+){0,3}?\s", r"(?:\w+\s){0,2}"
_WORD_OF = r"(?:communications?|contact|word|message|correspondence|news|feedback)"
_ANSWER = r"(?:reply|replies|responses?|answers?)"
_STAYED = r"(?:remain(?:s|ed)?|been|stayed|is|are|was|were|fell|went|gone|still)"
_CONTACT = (
    rf"\bno\s{_MORE}{_WORD_OF}\b"
    rf"|{_AUX}{_GAP}(?:had|received|got|seen)\s(?:any|a)\s{_MORE}{_WORD_OF}\b"
    rf"|{_AUX}{_GAP}?(?:heard|been contacted|been in (?:touch|contact)|contacted|communicated with)\b"
    rf"|{_AUX}{_GAP}?(?:written|spoken) to\b"
    r"|\b(?:heard|received|had)\s(?:absolutely\s)?nothing\b|\bnothing\s(?:\w+\s)?(?:from|since)\b"
    rf"|\b{_STAYED}\s(?:\w+\s)?silent\b|\bsilence\s(?:\w+\s)?(?:from|of|by)\b"
    r"|\bwithout\s(?:any\s)?(?:communication|contact|word)\b"
)
_REPLY = (
    rf"\bno\s{_MORE}{_ANSWER}\b"
    rf"|{_AUX}{_GAP}?(?:repl(?:y|ied)|respond(?:ed)?|answer(?:ed)?)\b"
    rf"|{_AUX}{_GAP}?(?:had|received?|got|seen|been given|given)\s(?:an?|any|your|its|their)\s{_MORE}{_ANSWER}\b"
    rf"|\b(?:{_STAYED}\s(?:\w+\s)?)?unanswered\b"
    rf"|\bwithout\s(?:an?|any)\s(?:\w+\s)?{_ANSWER}\b"
    rf"|\b(?:still\s)?await(?:s|ing)?\s(?:an?|your|its|their|any|the)\s{_MORE}{_ANSWER}\b"
)
_TELLING = (
    r"(?:communicated?|tell|told|sa(?:y|id)|explain(?:ed)?|clarif(?:y|ied)|indicated?|specif(?:y|ied)|informed?|set out"
    r"|stated?|provided?|giv(?:e|en)|shared?)"
)
_WHAT = r"(?:how|which|what|whether|why|when|any\s\w+)"
_TOLD = rf"{_AUX}{_GAP}?{_TELLING}\s(?:us\s|the company\s)?(?:(?:on|about)\s)?{_WHAT}\b"
_CLAIM = re.compile(f"(?P<told>{_TOLD})|(?P<reply>{_REPLY})|(?P<contact>{_CONTACT})", re.IGNORECASE)
_FULL = re.compile(r"\b(?:full|complete|substantive|final|proper|satisfactory|further|detailed)\b", re.IGNORECASE)
_SCOPED = re.compile(
    r"\s(?:\w+\s){0,4}?(?:on|about|regarding|concerning|as to)\s"
    r"(?:that|this|the|these|those|it|how|which|what|whether|your|our)\b",
    re.IGNORECASE,
)
"""A silence on one point only."""
_ALWAYS = re.compile(r"\b(?:ever|at any (?:time|point)|at all times|never|throughout)\b", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:since|after|following|seit|depuis)\b(?P<what>[^;:]{1,90})", re.IGNORECASE)
_TO = re.compile(r"\bto\s(?P<what>(?:our|the|this|that)\s[^;:,]{1,80})", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s(?P<what>[^;:,.]{1,40})", re.IGNORECASE)
_BESIDE = 20
"""Characters before and after a claim in which it is said, in other languages, that a full answer is meant."""
_OURS = re.compile(rf"(?<!\w){any_of(words().sides.company)}\s[^;:,،]{{1,80}}")
_QUOTES = str.maketrans(dict.fromkeys('“”„‟«»"', " "))


class SilenceClaim(Struct, frozen=True):
    start: int
    end: int
    kind: SilenceKind
    speech: Speech | None = None
    """The language of its words; None: English."""
    spoken: bool = False
    """In another language: its subject is who did not speak."""


def find_silence(sentence: str) -> Iterator[SilenceClaim]:
    """The claims of silence in one sentence, within a quotation too."""
    plain = sentence.translate(_QUOTES)
    for found in _CLAIM.finditer(plain):
        kind: SilenceKind = "told" if found["told"] else "reply" if found["reply"] else "contact"
        yield SilenceClaim(*found.span(), kind)
    for speech in speeches():
        for start, end, kind, spoken in speech.find(lowered(plain)):
            yield SilenceClaim(start, end, kind, speech, spoken)


class _Begin(Struct, frozen=True):
    """From when on there was silence, by the sentence's own words."""

    day: date
    place: int = -1
    """On the timeline; -1: after the whole day."""
    stated: bool = True
    message: Passage | None = None


def check_silence(claim: SilenceClaim, sentence: str, lookup: Lookup, cues: Cues) -> Verdict | None:
    """None where the evidence is no whole thread: what a few passages lack may well have happened."""
    if not lookup.evidence.whole or not lookup.messages:
        return None
    if _silent(claim, sentence, cues) == "company":
        return _our_silence(sentence, lookup)
    if claim.kind == "told" or _of_one_point(claim, sentence):
        return _not_told(sentence, lookup)
    begin = _begin(claim, sentence, lookup, cues)
    refuting, softening = _refuting(claim, sentence, begin, lookup)
    if refuting:
        verdict = _refuted(claim, sentence, begin, refuting)
        still_open = begin is not None and not begin.stated and verdict.status == "contradicted"
        return structs.replace(verdict, status="partly") if still_open else verdict
    basis = [begin.message] if begin and begin.message else []
    last = [p for p in lookup.messages if p.from_them][-1:]
    if softening:
        what = f"{_number(softening[-1])} of {_day(softening[-1])} answers it in part or acknowledges it"
        return Verdict("partly", refs([*basis, *softening]), what)
    since = f"nothing from them is logged since {_day(last[-1])}" if last else "nothing from them is logged"
    return Verdict("verified", refs([*basis, *last]), since)


def _of_one_point(claim: SilenceClaim, sentence: str) -> bool:
    if claim.speech is None:
        return _SCOPED.match(sentence[claim.end :]) is not None
    return claim.speech.one_point.search(lowered(sentence)) is not None


def _silent(claim: SilenceClaim, sentence: str, cues: Cues) -> Side:
    """Who did not speak: with `received` and `from` the other side, else whoever stands before the verb."""
    if claim.speech:
        return claim.speech.silent(lowered(sentence), claim.start, claim.end, cues, spoken=claim.spoken)
    words = sentence[claim.start : claim.end].lower()
    after = re.match(r"[^.;:]{0,20}?\b(?:from|by)\s(?P<who>[^.;:,]{1,40})", sentence[claim.end :])
    if after and (side := cues.side(after["who"])):
        return side
    receiving = re.search(r"receiv|had|heard|seen|got|\bno\b|nothing|await|unanswered|without|silence", words)
    if "been" in words and not receiving:
        return "regulator" if cues.side(sentence[max(0, claim.start - 60) : claim.start]) == "company" else "company"
    if receiving:
        asked = re.search(r"\b(?:your|their|its)\s(?:\w+\s){0,2}(?:request|question|letter|demand)", sentence.lower())
        return "company" if "unanswered" in words and asked else "regulator"
    return cues.side(sentence[max(0, claim.start - 60) : claim.start]) or "regulator"


def _begin(claim: SilenceClaim, sentence: str, lookup: Lookup, cues: Cues) -> _Begin | None:
    """Where the sentence says that the silence begins; for a reply, else with the oldest question that is open."""
    for what in _beginnings(claim, sentence, cues):
        if begin := _named(what, lookup, cues):
            return begin
    for what in _spans(claim, sentence):
        for count in find_counts(what):
            days = count.count * {"days": 1, "weeks": 7, "months": 30, "years": 365}.get(count.unit, 1)
            return _Begin(lookup.as_of - timedelta(days=days))
    if claim.kind == "reply":
        asked = _first_asked(lookup)
        return _Begin(asked.day, lookup.messages.index(asked), False, asked) if asked and asked.day else None
    return None


def _beginnings(claim: SilenceClaim, sentence: str, cues: Cues) -> Iterator[str]:
    """Words that may say when it begins: the message that was not answered, else a day or an event."""
    if claim.speech is None:
        yield from (found["what"] for pattern in (_TO, _BEGINS) for found in pattern.finditer(sentence))
        return
    lower = lowered(sentence)
    named = [found[0] for found in _OURS.finditer(lower)]
    named += [found["what"] or found["what_before"] for found in claim.speech.begins.finditer(lower)]
    for what in named:
        cue = cues.read(what)
        if cue.channels or cue.about or any(find_dates(what)):  # else it names a side alone: `from PTA`
            yield what


def _spans(claim: SilenceClaim, sentence: str) -> Iterator[str]:
    """Words that may say for how long."""
    if claim.speech is None:
        yield from (found["what"] for found in _FOR.finditer(sentence))
    elif claim.kind == "contact":
        found = claim.speech.begins.search(lowered(sentence))
        yield from filter(None, found.groups() if found else ())


def _named(words: str, lookup: Lookup, cues: Cues) -> _Begin | None:
    days = [
        d for said in find_dates(words) for d in days_meant(said, lookup)[:1] if said.day or said.weekday is not None
    ]
    cue = cues.read(words)
    meant = [] if cue.says_nothing else cues.meant(cue)
    if days:
        fitting = [p for p in meant if p.day in days]
        return _from(fitting[-1], lookup) if fitting and cue.side == "company" else _Begin(days[0])
    if not (cue.about or cue.channels or cue.contact or cue.side):
        return None
    return _from(meant[-1], lookup) if meant else None


def _from(message: Passage, lookup: Lookup) -> _Begin:
    return _Begin(message.day or lookup.as_of, lookup.messages.index(message), message=message)


def _first_asked(lookup: Lookup) -> Passage | None:
    """Our message with the oldest question that they still owe, else the last that we sent them."""
    open_ = [
        d.message for d in lookup.evidence.duties if d.is_open and d.owed_by == "regulator" and d.type == "request"
    ]
    asked = [p for p in lookup.messages if p.ref in open_]
    sent = [p for p in lookup.messages if p.direction == "out"]
    return asked[0] if asked else sent[-1] if sent else None


def _refuting(
    claim: SilenceClaim, sentence: str, begin: _Begin | None, lookup: Lookup
) -> tuple[list[Passage], list[Passage]]:
    """What they said since that refutes the claim, and what only weakens it."""
    later = [p for at, p in enumerate(lookup.messages) if _after(p, at, begin)]
    theirs = [p for p in later if p.from_them or (p.channel in SPOKEN and p.direction != "internal")]
    if claim.kind == "contact":
        return theirs, []
    full = bool(
        claim.speech.full.search(lowered(sentence), max(0, claim.start - _BESIDE), claim.end + _BESIDE)
        if claim.speech
        else _FULL.search(sentence[max(0, claim.start - 5) : claim.end])
    )
    theirs = [p for p in theirs if p.from_them]
    answers = [p for p in theirs if p.cls in {None, "substantive"}]
    rest = [p for p in theirs if p not in answers]
    return answers, [] if full else rest


def _after(passage: Passage, at: int, begin: _Begin | None) -> bool:
    if begin is None or passage.day is None:
        return True
    return at > begin.place if begin.place >= 0 else passage.day > begin.day


def _refuted(claim: SilenceClaim, sentence: str, begin: _Begin | None, refuting: Sequence[Passage]) -> Verdict:
    last = refuting[-1]
    true_since = f"true only since {_day(last)}: {_number(last)} is a {told(last).rpartition(' ')[0]} with or from them"
    stated = begin is not None and begin.stated
    always = claim.speech.always.search(lowered(sentence)) if claim.speech else _ALWAYS.search(sentence)
    if stated or claim.kind == "reply" or always:
        return Verdict("contradicted", refs(refuting[-3:]), true_since)
    return Verdict("partly", refs([last]), true_since)


def _our_silence(sentence: str, lookup: Lookup) -> Verdict:
    owed = [d for d in lookup.evidence.duties if d.owed_by == "company" and d.type == "request"]
    open_ = [d for d in owed if d.is_open]
    if open_:
        return Verdict("verified", _duty_entries(_nearest(sentence, open_)), "that request is open")
    if owed:
        return Verdict("contradicted", _duty_entries(owed[-1:]), "what they asked is logged as answered")
    return Verdict("not-in-record", (), "no request on us is logged")


def _not_told(sentence: str, lookup: Lookup) -> Verdict:
    asked = [d for d in lookup.evidence.duties if d.owed_by == "regulator" and d.type == "request"]
    open_ = [d for d in asked if d.is_open]
    if open_:
        nearest = _nearest(sentence, open_)
        part = any(d.partial for d in nearest)
        why = f"asked and not answered{'; answered in part' if part else ''} as of {long_date(lookup.as_of)}"
        return Verdict("verified", _duty_entries(nearest), why)
    if asked:
        settled = [d.settled_by for d in asked if d.settled_by]
        return Verdict("contradicted", tuple(settled) or _duty_entries(asked[-1:]), "what was asked has been answered")
    return Verdict("not-in-record", (), "no entry logs that we asked")


def _nearest(sentence: str, duties: Sequence[Duty]) -> list[Duty]:
    """Those whose words the sentence speaks of most; all of them if of none."""
    said = frozenset(stems(sentence))
    shared = [len(said & frozenset(stems(duty.words))) for duty in duties]
    return [duty for duty, n in zip(duties, shared, strict=True) if n == max(shared)]


def _duty_entries(duties: Sequence[Duty]) -> tuple[Ref, ...]:
    found = [ref for d in duties for ref in (d.message, d.ref, *d.partial) if ref]
    return tuple(dict.fromkeys(found))


def _number(passage: Passage) -> str:
    return f"#{passage.ref.n}"


def _day(passage: Passage) -> str:
    return long_date(passage.day) if passage.day else "an unknown day"

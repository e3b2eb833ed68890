"""Which message a phrase means: `our letter`, `the meeting`, `since the order`, `PTA blocked the platform on`.

A phrase names a side, a channel, or words of the message's subject. Nothing is guessed where it names none of them.
"""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

from assistant.grounding.evidence import Evidence, Passage
from assistant.grounding.lookup import Lookup
from assistant.grounding.seen import lowered
from assistant.grounding.stems import stems
from assistant.grounding.words import any_of, words
from assistant.record.kinds import OTHER_SIDE, SPOKEN, Channel, Side

_W = words()
WRITTEN: frozenset[Channel] = frozenset({"letter", "email", "portal"})
_CHANNELS: tuple[tuple[str, frozenset[Channel]], ...] = (
    (rf"letters?|messages?|wrote|written|writing|{any_of(_W.channels.letter)}", WRITTEN),
    (rf"e-?mails?|mails?|mailed|e-?mailed|{any_of(_W.channels.email)}", frozenset({"email"})),
    (
        rf"(?:phone |telephone )?calls?|called|phoned|rang|telephoned|{any_of(_W.channels.call)}",
        frozenset({"call"}),
    ),
    (rf"meetings?|met|talks|conference|spoke|{any_of(_W.channels.meeting)}", SPOKEN),
    (r"filings?|submissions?|filed|lodged", WRITTEN),
    (rf"(?:press |public )?statements?|{any_of(_W.channels.press)}", frozenset({"press"})),
    (r"press releases?|releases?", frozenset({"press", "letter"})),
)
_CHANNEL = re.compile("|".join(rf"(?P<c{n}>\b(?:{words})\b)" for n, (words, _) in enumerate(_CHANNELS)))
_BEARER = rf"(?:letters?|e-?mails?|mails?|{any_of(_W.channels.letter)}|{any_of(_W.channels.email)})"
_IN_WRITING = re.compile(
    rf"(?<!\w)(?:{any_of(_W.writing.said)}(?!\w)|(?:asked|told|informed|said|requested|replied)(?:\s\w+)?\sin writing"
    rf"|(?:in|by)\s(?:(?:an?|its|their|his|her|your|our|the)\s)?(?:\w+\s){{0,2}}?(?P<in>{_BEARER})(?!\w)"
    rf"|(?P<saying>{_BEARER})(?!\w)[^\w,;]{{0,3}}(?:of|dated|from)?[^\w,;]{{0,40}}(?:asked|asks|said|says|stated|states|told|requested|demanded|announced))"
)
"""It says that words were written: `PTA wrote`, `in its letter`, `the letter asked`."""
_COMPANY = rf"we|our|us|ours|the company|the company’s|the company's|{any_of(_W.sides.company)}"
_REGULATOR = (
    r"you|your|yours|they|their|them|the authority|the regulator|the agency|the commission|the ministry|the government"
    rf"|the (?:\w+ )?chair(?:man|woman|person)?|{any_of(_W.sides.regulator)}"
)
_OWNING = frozenset({"our", "your", "their", *_W.sides.company, *_W.sides.regulator})
_OBJECTS = frozenset({"us", "them"})
_TOWARDS = (" to ", "ask ", "tell ", "asked ", "told ")
_CONTACT = re.compile(
    r"\b(?:last|latest|most recent)\s(?:\w+\s){0,2}(?:contact|word|heard|exchange|communication|message|spoke)"
    r"|\b(?:last|we)\s(?:heard|spoke|met)\b|\bsince (?:contact|hearing)\b"
)
_DUE = re.compile(r"\b(?:due|deadline|overdue)\b")
_ASKED = re.compile(r"\b(?:requests?|questions?|demands?|asked|requested)\b")
_PROMISED = re.compile(r"\b(?:promises?|promised|commitments?|committed|assurances?|undertakings?)\b")
_FIGURES = re.compile(r"\S*[\d/]\S*")
_VAGUE = frozenset(stems("date dated day year letter request question issue matter time send receive write mail"))


class Cue(Struct, frozen=True):
    """What a phrase says of a message."""

    side: Side | None
    channels: frozenset[Channel]
    about: frozenset[str]
    """Stems that its subject or text should hold."""
    contact: bool = False
    """The last time they spoke."""
    due: bool = False
    duty: str = ""
    """`request` or `commitment`: what it opened."""

    @property
    def says_nothing(self) -> bool:
        return not (self.side or self.channels or self.about or self.contact or self.due or self.duty)


class Cues:
    """The phrases that one evidence can make sense of."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self._side = _side_pattern(lookup.evidence)

    @cached_property
    def contacts(self) -> list[Passage]:
        """What they said to us in person, in order."""
        return [p for p in self.lookup.messages if p.from_them]

    @cached_property
    def _subjects(self) -> frozenset[str]:
        return frozenset(stem for p in self.lookup.messages for stem in _words(p.subject))

    def side(self, phrase: str) -> Side | None:
        """The side that the phrase names last; `to PTA` is what the other one did."""
        found: Side | None = None
        for named in self._side.finditer(lowered(phrase)):
            before = phrase[max(0, named.start() - 6) : named.start()].lower()
            side: Side = "company" if named["company"] else "regulator"
            owning = named[0].endswith(("'s", "’s")) or named[0] in _OWNING
            if owning or before.endswith(("from ", "by ")):
                found = side
            elif not before.endswith("with "):
                found = OTHER_SIDE[side] if named[0] in _OBJECTS or before.endswith(_TOWARDS) else side
        return found

    def first(self, phrase: str) -> Side | None:
        """The side that the phrase names first, which is its subject; `our letter` is for the other side to answer."""
        named = self._side.search(lowered(phrase))
        if named is None:
            return None
        side: Side = "company" if named["company"] else "regulator"
        return OTHER_SIDE[side] if named[0] in _OWNING else side

    def read(self, phrase: str) -> Cue:
        lower = lowered(phrase)
        named = [*_CHANNEL.finditer(lower)][-1:]
        channels = frozenset[Channel]().union(*(_CHANNELS[int((one.lastgroup or "c0")[1:])][1] for one in named))
        about = _words(phrase) & self._subjects - _VAGUE - frozenset(s for one in named for s in stems(one[0]))
        duty = "request" if _ASKED.search(lower) else "commitment" if _PROMISED.search(lower) else ""
        contact, due = bool(_CONTACT.search(lower)), bool(_DUE.search(lower))
        return Cue(self.side(phrase), channels, about, contact, due, duty)

    def written(self, phrase: str) -> frozenset[Channel]:
        """The channels by one of which the words came if the phrase says that they were written; empty: it does not."""
        found = _IN_WRITING.search(lowered(phrase))
        if found is None:
            return frozenset()
        bearer = found["in"] or found["saying"]
        return self.read(bearer).channels if bearer else WRITTEN | {"press", "court", "other"}

    def meant(self, cue: Cue) -> list[Passage]:
        """The messages that fit, in order; nothing for a cue that fits none."""
        if cue.contact:
            return self.contacts[-1:]
        fits = [p for p in self.lookup.messages if _of_side(p, cue.side)]
        if cue.duty and (carriers := self._carriers(cue)):
            fits = [p for p in fits if p.ref in carriers] or fits
        if cue.channels:
            fits = [p for p in fits if p.channel in cue.channels] or [p for p in fits if self._says(p, cue)]
        if cue.about:
            return _speaking_of(fits, cue) or (fits if cue.channels else [])
        return fits

    def _says(self, passage: Passage, cue: Cue) -> bool:
        return not cue.about.isdisjoint(_words(passage.subject))

    def _carriers(self, cue: Cue) -> set[object]:
        return {d.message for d in self.lookup.evidence.duties if d.type == cue.duty and d.message}


def _words(text: str) -> frozenset[str]:
    """The stems of a subject or a phrase; a reference number says nothing of what it is about."""
    return frozenset(stems(_FIGURES.sub(" ", text)))


def _speaking_of(fits: list[Passage], cue: Cue) -> list[Passage]:
    """Those whose subject shares most words with the phrase.

    `since the block in Pakistan` means what they did, however much more of it our own words about it share.
    """
    theirs = [p for p in fits if p.direction == "in"] if cue.side is None else []
    for among in (theirs, fits):
        shared = [len(cue.about & _words(p.subject)) for p in among]
        if most := max(shared, default=0):
            return [p for p, n in zip(among, shared, strict=True) if n == most]
    return []


def _of_side(passage: Passage, side: Side | None) -> bool:
    if side is None or passage.channel in SPOKEN:
        return True
    return (passage.direction == "in") == (side == "regulator")


def _side_pattern(evidence: Evidence) -> re.Pattern[str]:
    def names(side: Side) -> str:
        known = {lowered(k.text) for k in evidence.names if k.side == side and not k.elsewhere and "@" not in k.text}
        return "|".join(map(re.escape, sorted(filter(None, known), key=len, reverse=True)))

    company = "|".join(filter(None, (_COMPANY, names("company"))))
    regulator = "|".join(filter(None, (_REGULATOR, names("regulator"))))
    return re.compile(rf"(?<![\w/-])(?:(?P<company>{company})|(?P<regulator>{regulator}))(?:['’]s)?(?![\w/-])")

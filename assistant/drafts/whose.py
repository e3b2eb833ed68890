"""What a letter gets wrong although each word of it may stand in the record: whose message it was, and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from msgspec import Struct

from assistant.clocks.wording import long_date
from assistant.drafts.context import Context
from assistant.drafts.findings import Severity
from assistant.grounding.date_checks import days_meant
from assistant.grounding.dates import find_dates
from assistant.grounding.evidence import Passage
from assistant.grounding.findings import Finding, Mention, Ref
from assistant.grounding.lookup import Lookup, told
from assistant.grounding.reading import Found, read
from assistant.grounding.references import Number
from assistant.grounding.sentences import sentence_spans
from assistant.grounding.stems import stems

NAMING = re.compile(
    r"\b(?P<whose>your|our|the authority['’]s)\s{1,3}(?:\w{1,20}\s{1,3}){0,2}?(?:letter|e-?mail|message|order|notice"
    r"|reply|answer|application|report|warning|statement|decision)\s{1,3}(?:of|dated)\s{1,3}(?:\w{1,10},?\s{1,3})?\Z",
    re.IGNORECASE,
)
DATED = "the date on it"
"""What the evidence calls the date of a document."""
MOST = 40
"""Passages that speak of the same thing and are read for a figure, the latest first: a thread may have thousands."""
BESIDE = 2
"""Words beside a figure that make sure of what it is one."""
REACH = 60
"""Characters beside a figure in which the words stand that say of what it is one."""


class Wrong(Struct, frozen=True):
    """Words of the sentence, as places in it."""

    start: int
    end: int
    why: str
    entries: tuple[Ref, ...]
    severity: Severity = "blocks"


def misattributed(context: Context) -> Iterator[Wrong]:
    """`your letter of 7 June`, where on that day only we wrote."""
    text, lookup = context.sentence.text, context.lookup
    for said in find_dates(text):
        named = NAMING.search(text[: said.start])
        day = next(iter(days_meant(said, lookup)), None)
        on = _on(day, lookup) if named and day else []
        if named and day and on:
            ours = named["whose"].lower() == "our"
            right = [p for p in on if (p.direction != "in") is ours or p.side is None]
            if not right:
                who = "they" if ours else "we"
                why = f"on {long_date(day)} it was {who} who wrote: the {told(on[0])}"
                yield Wrong(named.start(), said.end, why, on[0].entries)


def rightly_named(context: Context, start: int, day: date) -> bool:
    """Whether the words before the place `start` name a message of that side, and there is one on `day`."""
    named = NAMING.search(context.before(start))
    on = [p for p in _on(day, context.lookup) if p.side is not None] if named else []
    return named is not None and any((p.direction != "in") is (named["whose"].lower() == "our") for p in on)


def _on(day: date, lookup: Lookup) -> list[Passage]:
    """The messages that were exchanged on that day, or that bear its date."""
    bearing = {ref for one in lookup.evidence.days if one.day == day and one.what == DATED for ref in one.entries}
    return [p for p in lookup.messages if p.day == day or p.ref in bearing]


def contradicting(found: Finding, context: Context) -> Wrong | None:
    """A figure that the record has otherwise, of the same thing.

    A sentence that tells of the record must have it right. Another one may bring what is new, unless a message says the
    very same of the same days or years; where neither names any, the figure may have changed since.
    """
    mention, sentence = found.mention, context.sentence
    if mention.kind != "number" or found.status != "not-in-record":
        return None
    start, end = mention.start - sentence.start, mention.end - sentence.start
    things, when = _things(sentence.text, start, end), _when(sentence.text)
    wrong: Wrong | None = None
    same = (
        p
        for p in reversed(context.lookup.messages)
        if sum(thing in p.text.lower() for thing in things) * 2 >= len(things)
    )
    for passage in islice(same, MOST) if things else ():
        text = passage.text
        for known in (one for one in read(text) if one.kind == "number"):
            if known.value == mention.value:
                return None  # the record has it, of something else
            shared = things & _things(text, known.start, known.end)
            if not _same_kind(known, mention) or 2 * len(shared) < len(things):
                continue
            repeated = len(shared) == len(things) >= BESIDE and when == _when(_around(text, known.start))
            if context.of_the_record or repeated:
                doubtful = not (context.of_the_record or when)
                why = f"the {told(passage)} says {text[known.start : known.end]}"
                wrong = wrong or Wrong(start, end, why, passage.entries, "warns" if doubtful else "blocks")
    return wrong


def _when(sentence: str) -> frozenset[str]:
    """The days and years that a sentence names."""
    return frozenset(one.value for one in read(sentence) if one.kind == "date" or _is_year(one))


def _is_year(found: Found) -> bool:
    return isinstance(found.parsed, Number) and bool(found.parsed.year)


def _around(text: str, place: int) -> str:
    """The sentence in which `place` lies."""
    return next((text[start:end] for start, end in sentence_spans(text, []) if start <= place < end), "")


def _things(text: str, start: int, end: int) -> frozenset[str]:
    """Stems of the words on both sides of a figure that say what it counts, up to the next sign."""
    before = _SIGN.split(text[max(0, start - REACH) : start])[-1]
    after = _SIGN.split(text[end : end + REACH])[0]
    return frozenset((*stems(before)[-2:], *stems(after)[:2]))


def _same_kind(known: Found, mention: Mention) -> bool:
    """Both are percentages, or neither is; and likewise years."""
    year = any(_is_year(one) for one in read(mention.text))
    return known.value.endswith("%") is mention.value.endswith("%") and _is_year(known) is year


_SIGN = re.compile(r"[.,;:!?()\n]")

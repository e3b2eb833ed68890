"""All that can be looked up in a text, found in the order in which it is to be believed.

What stands in a quotation is checked as its words; a citation is no number, a date no count. So each finder reads the
text in which what was found before is blanked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct, structs

from assistant.grounding.counts import Count, find_counts
from assistant.grounding.dates import Said, find_dates
from assistant.grounding.findings import MentionKind
from assistant.grounding.quotations import Quotation, find_quotations
from assistant.grounding.references import (
    Citation,
    Number,
    find_addresses,
    find_citations,
    find_numbers,
    find_references,
    find_telephones,
)

Parsed: TypeAlias = Said | Count | Quotation | Citation | Number | None
BLANK = "\x00"


class Found(Struct, frozen=True):
    """A mention in the text as seen."""

    kind: MentionKind
    start: int
    end: int
    value: str
    parsed: Parsed = None
    text: str = ""
    """As seen."""


def read(text: str) -> list[Found]:
    """Everything in `text` but names and claims, in order."""
    found: list[Found] = []
    rest = text
    for reader in _READERS:
        more = [one for one in reader(rest, text) if BLANK not in rest[one.start : one.end]]
        found += more
        rest = blanked(rest, more)
    return [
        structs.replace(one, text=text[one.start : one.end])
        for one in sorted(found, key=lambda one: (one.start, one.end))
    ]


def blanked(text: str, found: Iterable[Found]) -> str:
    """`text` with what was found made blank, place for place."""
    pieces: list[str] = []
    reached = 0
    for start, end in sorted((one.start, one.end) for one in found):
        if start >= reached:
            pieces += [text[reached:start], BLANK * (end - start)]
            reached = end
    return "".join([*pieces, text[reached:]])


def _quotations(rest: str, text: str) -> Iterator[Found]:
    for q in find_quotations(rest):
        yield Found("quotation", q.start, q.end, q.words, q)


def _citations(rest: str, text: str) -> Iterator[Found]:
    for c in find_citations(rest):
        yield Found("citation", c.start, c.end, f"{c.thread}#{c.n}", c)


def _addresses(rest: str, text: str) -> Iterator[Found]:
    for start, end in find_addresses(rest):
        yield Found("address", start, end, text[start:end].lower())


def _telephones(rest: str, text: str) -> Iterator[Found]:
    for start, end in find_telephones(rest):
        yield Found("address", start, end, text[start:end])


def _dates(rest: str, text: str) -> Iterator[Found]:
    for said in find_dates(rest):
        yield Found("date", said.start, said.end, said.value, said)


def _references(rest: str, text: str) -> Iterator[Found]:
    for start, end in find_references(rest):
        yield Found("reference", start, end, text[start:end])


def _counts(rest: str, text: str) -> Iterator[Found]:
    for count in find_counts(rest):
        yield Found("count", count.start, count.end, count.value, count)


def _numbers(rest: str, text: str) -> Iterator[Found]:
    for number in find_numbers(rest):
        yield Found("number", number.start, number.end, number.value, number)


_READERS: tuple[Callable[[str, str], Iterator[Found]], ...] = (
    _quotations,
    _citations,
    _addresses,
    _dates,
    _telephones,
    _references,
    _counts,
    _numbers,
)

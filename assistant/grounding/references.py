"""Citations of entries, reference numbers, addresses and plain figures, found in text.

A number after `section`, `annex` or the like names a place in another document and is left alone, as are the numbers of
a list's points, times of day and telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from assistant.grounding.seen import lowered
from assistant.grounding.words import any_of, named, words

SCALES = {word: int(n) for word, n in named(words().scales).items()}
_CITATION = re.compile(r"(?<![\w#&/-])(?:(?P<thread>[a-z0-9]{1,24}(?:-[a-z0-9]{1,24}){1,4}))?#(?P<n>\d{1,7})(?![\w-])")
_ADDRESS = re.compile(
    r"[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|https?://[^\s<>\"”»)]{1,500}(?<![.,;:!?])|www\.[^\s<>\"”»)]{1,300}(?<![.,;:!?])"
)
_TELEPHONE = re.compile(r"(?<![\w+./-])(?:\+\d|0\d)[\d ()/-]{6,20}\d(?![\w./-])")
_TOKEN = re.compile(r"(?<![\w@/.-])[A-Za-z0-9]{1,30}(?:[/_.:-][A-Za-z0-9]{1,30}){1,12}(?![\w@])")
_MARKED = re.compile(
    r"(?:\b(?:our|your|their|its)?\s?(?:ref(?:erence)?|file|case|matter|receipt|docket|az|aktenzeichen|gz)"
    r"(?:\s(?:no|number|nr))?\.?:?\s{1,3}(?:no\.?\s)?)(?P<token>[A-Za-z0-9][A-Za-z0-9/_.:-]{1,60})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/:#-])(?!0\d)(?P<figure>\d{1,3}(?:[,  ’']\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:[.,]\d{1,6})?)"
    r"(?![\w:/]|[.,]\d)"
    rf"(?:\s?(?P<percent>%|(?:per\s?cent|percent|prozent|pour\scent)(?!\w))|\s(?P<scale>{any_of(SCALES)})(?!\w))?"
)
_PLACE = re.compile(
    r"(?:sections?|sect?|s|art|article|articles|artikel|annex(?:es)?|appendix|clause|chapter|paragraph|para|pages?|p|pp|table|figure|no|nos"
    r"|nr|rule|regulation|part|schedule|point|question|item|step|version|room|floor|box|street|§|§§|abs|absatz|anlage)"
    r"\.?\s?\Z"
)
_RANGE = re.compile(
    r"\b(?:pages|sections|articles|annexes|paragraphs|points|questions|items)\s\d{1,4}\s(?:to|and|-|–)\s\Z"
)
_POINT = re.compile(r"(?:\A|\n)[ \t(]{0,8}\Z")


class Citation(Struct, frozen=True):
    start: int
    end: int
    thread: str
    """Empty: the thread that the text is about."""
    n: int


class Number(Struct, frozen=True):
    start: int
    end: int
    value: str
    """In plain figures, of a percentage with its sign: `3700000`, `40 %`."""
    year: int = 0
    """What it may be besides: four plain figures."""


def find_citations(text: str) -> Iterator[Citation]:
    for found in _CITATION.finditer(text):
        yield Citation(*found.span(), found["thread"] or "", int(found["n"]))


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Mail and web addresses."""
    for found in _ADDRESS.finditer(text):
        yield found.span()


def find_telephones(text: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers with their country's or a leading nought; dates in figures must be blank already."""
    for found in _TELEPHONE.finditer(text):
        yield found.span()


def find_references(text: str) -> Iterator[tuple[int, int]]:
    """What looks like a reference number, or is called one."""
    spans = {found.span("token"): None for found in _MARKED.finditer(text) if any(c.isdigit() for c in found["token"])}
    for found in _TOKEN.finditer(text):
        if _is_reference(found[0]):
            spans.setdefault(found.span())
    reached = 0
    for start, end in sorted(spans):
        stop = start + len(text[start:end].rstrip(".:-/_"))
        if start >= reached and stop > start:
            reached = end
            yield start, stop


def _is_reference(token: str) -> bool:
    """Letters and figures in pieces: `PTA/12/2020`, `POL-PK-2020-07`; not `8-day`, `2H-2019`, `COVID-19` or `3.7m`."""
    letters, figures = sum(c.isalpha() for c in token), sum(c.isdigit() for c in token)
    pieces = re.split(r"[/_.:-]", token)
    if letters < 1 or figures < 2 or token.islower():
        return False
    return "/" in token or len(pieces) > 2 or (len(pieces) == 2 and figures > 2)


def find_numbers(text: str) -> Iterator[Number]:
    """Plain figures and percentages."""
    lower = lowered(text)
    for found in _NUMBER.finditer(lower):
        before = lower[max(0, found.start() - 16) : found.start()]
        if (
            _PLACE.search(before)
            or _RANGE.search(lower[max(0, found.start() - 30) : found.start()])
            or (_POINT.search(before) and text[found.end() : found.end() + 1] in ".)")
        ):
            continue
        value = _value(found)
        if value is not None:
            figure = found["figure"]
            plain = len(figure) == 4 and figure.isdecimal() and not (found["scale"] or found["percent"])
            yield Number(*found.span(), value, int(figure) if plain else 0)


def written(value: str) -> Iterator[str]:
    """The figures in which a number of that value may stand in a text, without its scale."""
    number = Decimal(value.partition(" ")[0])
    for scale in (1, *dict.fromkeys(SCALES.values())):
        plain = f"{(number / scale).normalize():f}"
        yield from dict.fromkeys((plain, plain.replace(".", ",")))
        if scale == 1 and len(plain) > 3:
            grouped = f"{int(number):,}"
            yield from (grouped, grouped.replace(",", " "), grouped.replace(",", "’"), grouped.replace(",", "'"))


def _value(found: re.Match[str]) -> str | None:
    figure = found["figure"]
    grouped = re.fullmatch(r"\d{1,3}(?:[,  ’']\d{3})+(\.\d+)?", figure)
    plain = re.sub(r"[,  ’']", "", figure) if grouped else figure.replace(",", ".")
    try:
        number = Decimal(plain) * SCALES.get(found["scale"] or "", 1)
    except InvalidOperation:
        return None
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} %" if found["percent"] else text

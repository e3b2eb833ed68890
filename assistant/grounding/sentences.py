"""A text cut into sentences, none of which ends within a quotation.

Unlike `mail.sentences`, which looks for what a letter asks, nothing is left out here: whatever is said may be false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.grounding.words import words

LONGEST = 2_000
"""Characters. What is longer is cut between words."""
_END = re.compile(r"[.?!…۔]{1,3}[\"'”’»)\]]{0,3}(?=\s|\Z)|\n[^\S\n]*\n|\n(?=[^\S\n]{0,8}(?:[-*•–]|\d{1,2}[.)])\s)")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|nos|art|sec|para|approx|e\.g|i\.e|etc|cf|vs|ref|jan|feb|mar|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec|nr|abs|bzw|z\.b|d\.h|u\.a|[a-z])$",
    re.IGNORECASE,
)
_LINE = 80
"""Characters before a full stop in which the beginning of its line is looked for."""
_MONTHS = frozenset(name for names in words().months for name in names)
_NEXT = re.compile(r"\s*[\[(\"“„«‘']?(\w{0,20})")
_DAY = re.compile(r"(?:\A|[^\w.,])\d{1,2}$")


def sentence_spans(text: str, whole: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where each sentence of `text` begins and ends, without white space around it; no cut lies within `whole`."""
    start = 0
    inside = iter(chain(whole, [(len(text), len(text))]))
    held = next(inside)
    for found in _END.finditer(text):
        while held[1] <= found.start():
            held = next(inside)
        if held[0] < found.start() and found.end() < held[1]:
            continue
        if _ends(text, found):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, found: re.Match[str]) -> bool:
    if found[0] != ".":
        return True
    following = _NEXT.match(text, found.end(), found.end() + 80)
    word = following[1] if following else ""
    if word[:1].islower() and following and following[0].strip()[:1] == word[:1]:
        return False
    near = max(0, found.start() - _LINE)
    line = text.rfind("\n", near, found.start()) + 1 or near
    before = text[max(line, found.start() - 12) : found.start()]
    if _DAY.search(before):  # `9. Oktober`, or the number of a point
        return word.lower() not in _MONTHS and bool(text[line : found.start()].strip(" 0123456789"))
    return not _SHORTENED.search(before)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = space if space > 0 else start + LONGEST
        yield start, stop
        start = stop + (space > 0)
    if start < end:
        yield start, end

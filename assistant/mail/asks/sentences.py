"""A letter as its sentences: where each begins and ends, and which point of a list it belongs to.

Only places are told, in characters of the text as it is; nothing is changed, so that words can be quoted from it with
their line breaks. Quoted lines, what stands under a signature's mark and a forwarded original are left out. What a
sentence says is not looked at: that is for `asks`. All of it takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from msgspec import Struct

from assistant.mail.asks.ask_words import Language, any_of, plain, words_of
from assistant.mail.asks.said_dates import may_be_dated

LONGEST = 1_500
"""Characters. A longer sentence is cut between words: nobody ticks a page, and no search may see a megabyte."""
LONGEST_SIGNATURE = 12
"""Lines after the mark `-- ` (RFC 3676 §4.3); more than these are text after a dash."""
PASSAGE = 8_000
"""Characters of a passage without an empty line, beyond which it is divided at the end of a line."""
SHORT = 0.7
"""A line of less than this part of the longest one beside it was ended by its writer, not wrapped."""
LONGEST_NUMBER = 3
"""Characters of a point's number before its full stop."""
LONGEST_WORD = 24
"""Characters before a full stop that are looked at for an abbreviation."""

_QUOTED = re.compile(r"(?:[A-Z]\w{0,9})?>")
"""Some programs put the quoted writer's initials before the mark."""
_SAYS = re.compile(r"[^\W\d_]")
_LINE = re.compile(r"[^\S\n]*(?P<line>\S(?:[^\n]*\S)?)")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_SIGNED = re.compile(r"^--[ ]?$", re.MULTILINE)
_LISTED = re.compile(r"^[ \t]{0,40}(?:\(?\w{1,5}(?:\.\d{1,3}){0,3}[.)\]:-]|[^\w\s>\"'([])", re.MULTILINE)
_ORIGINAL = re.compile(
    r"^[ \t]{0,20}-{2,20}[^\w-]{0,3}(?:original|forwarded|ursprüngliche|weitergeleitete)\b",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(r"(?:(?<=\S)[.?!…]|(?<=\w[ \xa0\u202f])[?!](?=\s*(?:[^\W\d_a-zß-ÿ]|\Z)))[.?!…]*[\"'”’»)\]]*(?=\s|\Z)")
"""French sets a blank before such marks; amid a sentence that is what a lost letter leaves."""
_NEXT = re.compile(r"\s*(\S)(\w{0,20})")
_NUMBER = r"\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)\]]{1,2}|\s?:)(?:\s+|(?=[A-ZÄÖÜ\"“]))"
_LETTER = r"\(?(?P<letter>[A-Za-z]|[ivxIVX]{1,5})[.)]{1,2}\s+"
_SECTION = r"(?P<section>\d{1,3}(?:\.\d{1,3}){1,3})\s+(?=[A-ZÄÖÜ])"
_OTHERS = rf"(?P<before>\d{{1,3}})\s?[-–]\s+|\[(?P<box>\d{{1,3}})\]\s+|{_SECTION}|(?P<dash>[-–—])\s+"
_POINT = re.compile(rf"(?:{_NUMBER}|{_LETTER}|{_OTHERS}|(?P<bullet>[•‣▪●○◦➢✓❖]\s*|[·*+]\s+))(?=\S)")
_AMID = re.compile(rf"(?:{_NUMBER}|\((?P<letter>[a-z]|[ivx]{{1,5}})\)\s+)(?=\S)")
_ENUMERATED = re.compile(r"(?<![\w.)])\((?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})\)\s+(?=\S)")
_FIRST = frozenset({"1", "a", "i"})
_TRAIL = " \t\r\n,;"


class Sentence(Struct, frozen=True):
    """Its place is without the white space around it, and without the number of a list's point."""

    start: int
    end: int
    mark: str = ""
    """The number, letter or bullet of the point that it begins; empty for any other sentence."""
    item: bool = False
    """It stands in a point of a list, be it the first sentence there or a later one."""
    idle: bool = False
    """Nothing is asked or promised there: it is a whole passage without a word of that, or has no words at all."""


class _Block(Struct):
    """A paragraph, or one point of a list: the places of its lines."""

    lines: list[tuple[int, int]]
    mark: str = ""


def sentences(text: str, folded: str, language: Language) -> Iterator[Sentence]:
    """The sentences of `text` in their order; `folded` is the text made plain.

    A passage that holds no word of an ask or a promise comes as one: most of a long text need not be taken apart.
    """
    label = _label(language)
    for start, end in _passages(text):
        if _idle(folded[start:end], language):
            yield from (Sentence(*place, idle=True) for place in _trimmed(text, start, end))
            continue
        for block in _blocks(text, start, end, label, folded, language):
            yield from _of_block(text, folded, block, language)


def _of_block(text: str, folded: str, block: _Block, language: Language) -> Iterator[Sentence]:
    mark, item = block.mark, bool(block.mark)
    for start, end in _divided(text, folded, block, language):
        for at, stop, inline in _points(text, start, end):
            mark, item = inline or mark, item or bool(inline)
            if _SAYS.search(text, at, stop) is None:
                yield Sentence(at, stop, item=item, idle=True)
                continue
            yield Sentence(at, _without_join(text, at, stop, language) if item else stop, mark, item)
            mark = ""


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """The text up to a signature or a forwarded original, divided at empty lines, else at the ends of lines."""
    end = _end_of_letter(text)
    start = 0
    for found in chain(_GAP.finditer(text, 0, end), [None]):
        stop = found.end() if found else end
        while stop - start > PASSAGE:
            cut = text.find("\n", start + PASSAGE // 2, stop)
            if cut < 0:
                break
            yield start, cut
            start = cut
        if start < stop:
            yield start, stop
        start = stop


def _end_of_letter(text: str) -> int:
    end = len(text.rstrip())
    last = end
    for _ in range(LONGEST_SIGNATURE + 1):
        last = max(text.rfind("\n", 0, last), 0)
    signed = _SIGNED.search(text, last, end)
    if signed and text[: signed.start()].strip():
        end = signed.start()
    original = _ORIGINAL.search(text, 0, end)
    return original.start() if original and text[: original.start()].strip() else end


def _idle(folded: str, language: Language) -> bool:
    if "?" in folded or _LISTED.search(folded):
        return False
    said = words_of(folded)
    if not said.isdisjoint(language.binding):
        return False
    return said.isdisjoint(language.binding_if_dated) or not may_be_dated(folded, said, language)


# Lines to blocks


def _blocks(
    text: str, start: int, end: int, label: re.Pattern[str], folded: str, language: Language
) -> Iterator[_Block]:
    block, last = _Block([]), -1
    for found in _LINE.finditer(text, start, end):
        at, stop = found.span("line")
        if _QUOTED.match(text, at, stop):
            continue
        apart = last < 0 or text.count("\n", last, at) > 1
        free = apart or bool(block.mark) or text[last - 1] in ".:;?!,)"
        mark, width = _mark(text, folded, at, stop, label, free, language)
        if (apart or mark) and block.lines:
            yield block
            block = _Block([])
        block.mark = mark or block.mark
        block.lines.append((at + width, stop))
        last = stop
    if block.lines:
        yield block


def _label(language: Language) -> re.Pattern[str]:
    """What may stand before the number of a point: `Question 3:`."""
    return re.compile(
        rf"{any_of(language.words.labels)}[ .]{{0,3}}(?:no\.? ?)?(?P<mark>\d{{1,3}})(?: ?[.):-])? +(?=\S)"
    )


def _mark(
    text: str, folded: str, start: int, end: int, label: re.Pattern[str], free: bool, language: Language
) -> tuple[str, int]:
    """The mark with which a line begins a point, and its width; `""` and 0 for any other line.

    `free`: what stands before it is finished. In the midst of a sentence only the first of a list is believed to be
    one: a wrapped line may well begin with the number of a section or a day.
    """
    if labelled := label.match(folded, start, end):
        return labelled["mark"], labelled.end() - start
    found = _POINT.match(text, start, end)
    if found is None or found.end() >= end:
        return "", 0
    mark = found[found.lastgroup or 0].strip()
    if found.lastgroup == "bullet":
        return mark, found.end() - start
    following = folded[found.end() : min(found.end() + LONGEST_WORD, end)].split()
    dated = not free and bool(following) and following[0] in language.months
    return (mark, found.end() - start) if free or (mark.lower() in _FIRST and not dated) else ("", 0)


# Blocks to sentences


def _divided(text: str, folded: str, block: _Block, language: Language) -> Iterator[tuple[int, int]]:
    for start, end in _runs(text, block.lines):
        for at, stop in _stopped(text, folded, start, end, language):
            yield from _cut(text, at, stop)


def _runs(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines joined, except where the writer ended one."""
    longest = max(end - start for start, end in lines)
    first = lines[0][0]
    for (start, end), (following, _) in pairwise(lines):
        wrapped = end - start >= SHORT * longest or not (text[following].isupper() or text[following].isdigit())
        if not wrapped:
            yield first, end
            first = following
    if first < lines[-1][1]:
        yield first, lines[-1][1]


def _stopped(text: str, folded: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if start < found.start() and _ends(text, folded, start, found, end, language):
            yield start, found.end()
            following = _NEXT.match(text, found.end(), end)
            start = following.start(1) if following else end
    if start < end:
        yield start, end


def _ends(text: str, folded: str, start: int, found: re.Match[str], end: int, language: Language) -> bool:
    """Whether this mark ends a sentence. A full stop does not after an abbreviation, an initial or a list's number."""
    if {"?", "!"} & set(found[0]):
        return True
    following = _NEXT.match(text, found.end(), end)
    if following is None:
        return True
    if following[1].islower():
        return False
    before = folded[max(start, found.start() - LONGEST_WORD) : found.start()]
    *earlier, word = (piece.lstrip("([\"'") for piece in before.split())
    if (word.isdigit() or len(word) == 1) and found.start() - start <= LONGEST_NUMBER:
        return False
    capital = text[found.start() - 1].isupper() and not (earlier and earlier[-1] in language.words.lettered)
    return not _abbreviates(word, capital, folded[following.start(1) : following.end()], language)


def _abbreviates(word: str, capital: bool, following: str, language: Language) -> bool:
    """The full stop after `word` belongs to it."""
    if word.isdigit():
        return language.words.dotted_days and following in language.months and len(word) < LONGEST_NUMBER
    if word in language.words.before_numbers:
        return following[0].isdigit()
    return word in language.words.abbreviations or (capital and len(word) == 1)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or one that is too long in pieces."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = space if space > 0 else start + LONGEST
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int, trail: str | None = None) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    stop = start + len(piece.strip() if trail is None else piece.lstrip().rstrip(trail))
    if start < stop:
        yield start, stop


# Sentences to the points within them


def _points(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The sentence without a number that stands before it; where it counts `(a) …, (b) …`, in its parts."""
    mark = ""
    if (found := _AMID.match(text, start, end)) and found.end() < end:
        mark, start = found["number"] or found["letter"], found.end()
    parts = _enumerated(text, start, end)
    if len(parts) < 2:
        yield start, end, mark
        return
    for at, stop in _trimmed(text, start, parts[0].start(), _TRAIL):
        yield at, stop, mark
    stops = [part.start() for part in parts[1:]] + [end]
    for part, stop in zip(parts, stops, strict=True):
        for at, trimmed in _trimmed(text, part.end(), stop, _TRAIL):
            yield at, trimmed, part["mark"]


def _enumerated(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The marks that count on from `(a)`, `(i)` or `(1)`, each with some words after it: `Art. 5(2)(a)` is none."""
    parts: list[re.Match[str]] = []
    for found in _ENUMERATED.finditer(text, start, end):
        follows = parts and counts_on(parts[-1]["mark"], found["mark"])
        if follows and len(text[parts[-1].end() : found.start()].split()) < 2:
            return []
        if follows or (not parts and found["mark"] in _FIRST):
            parts.append(found)
    return parts


def counts_on(mark: str, following: str) -> bool:
    """Whether `following` comes after `mark` in a list: 4 after 3, b after a; any two Roman numbers do."""
    if not mark.isdecimal():
        return following == chr(ord(mark[-1]) + 1) or (set(mark) <= set("ivx") and set(following) <= set("ivx"))
    return following.isdecimal() and int(following) == int(mark) + 1


def _without_join(text: str, start: int, end: int, language: Language) -> int:
    """The end of a point without the mark, or the `and`, that leads to the next one."""
    piece = text[start:end].rstrip(_TRAIL)
    word = piece[-LONGEST_WORD:].split()[-1:]
    if word and len(piece) > len(word[0]) and plain(word[0]) in language.words.joins:
        piece = piece[: -len(word[0])].rstrip(_TRAIL)
    return start + len(piece) if piece else end

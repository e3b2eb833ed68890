"""Names in a text: of regulators, companies, offices and people; and words that only look like one of them.

Which capitalised word is a name is a guess, so the guess is kept narrow: what evidence names, capitals (`OFCOM`), a
title and what follows (`Mr Khan`), two capitalised words in a row, and one within a sentence. Where a language writes
every noun with a capital, only the first three.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from assistant.grounding.dates import MONTHS, WEEKDAYS
from assistant.grounding.evidence import Known
from assistant.grounding.lookup import Lookup
from assistant.grounding.places import Verdict, refs
from assistant.grounding.reading import BLANK, Found
from assistant.grounding.seen import even, lowered
from assistant.grounding.words import any_of, words
from assistant.mail.lookalikes import drawn

_W = words().names
_UP = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŽČĐİ]"
_WORD = rf"{_UP}[^\W\d_]{{0,30}}(?:['’-]{_UP}?[^\W\d_]{{1,30}}){{0,2}}"
_RUN = re.compile(
    rf"(?<![\w@.#/-])(?P<name>{_WORD}(?:[ ](?:(?:{any_of(_W.particles)})[ ]){{0,2}}{_WORD}){{0,6}})"
    r"(?![\w@])"
)
_TITLE = re.compile(rf"(?<!\w)(?:{'|'.join(t.capitalize() for t in sorted(_W.titles))})\.?\s\Z")
_LETTERS = re.compile(r"[^\W\d_]{2,40}")
SHORT = 4
"""Letters up to which capitals may be another word in small ones: `WHO`, `US`."""
_COMMON = _W.common | frozenset(MONTHS) | frozenset(WEEKDAYS)


def find_names(rest: str, sentence: str, start: int) -> Iterator[Found]:
    """Names in one sentence, which begins at `start`; `rest` is the sentence with other mentions blank."""
    foreign = len(set(re.findall(r"\w+", lowered(sentence))) & words().foreign["german"]) > 1
    for found in _RUN.finditer(rest):
        for at, stop in _trimmed(rest, *found.span("name")):
            if _is_name(rest, at, stop, foreign):
                yield Found("name", start + at, start + stop, rest[at:stop])
    yield from _lookalikes(rest, start)


def _trimmed(rest: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals without common words at either end: `Dear Mr Khan` and `The Pakistan` lose one."""
    pieces = [(m.start(), m.end()) for m in re.finditer(r"\S+", rest[start:end])]
    spans = [(start + a, start + b) for a, b in pieces]
    while spans and _common(rest[slice(*spans[0])]):
        spans = spans[1:]
    while spans and _common(rest[slice(*spans[-1])]):
        spans = spans[:-1]
    if spans:
        yield spans[0][0], spans[-1][1]


@lru_cache(maxsize=4_096)
def _common(word: str) -> bool:
    plain = lowered(re.sub(r"['’]s?$", "", word))
    return plain in _COMMON or plain in _W.titles or plain in _W.particles or len(plain) < 2


def _is_name(rest: str, start: int, end: int, foreign: bool) -> bool:
    name = rest[start:end]
    bare = re.sub(r"['’]s$", "", name)
    if bare.isupper() and len(bare) > 1:
        return True
    if _TITLE.search(rest[max(0, start - 14) : start]):
        return True
    if foreign:
        return False
    first = not rest[:start].strip(" \n\t\"'“„«([-–—•*0123456789.:)" + BLANK)
    opens = rest[:start].rstrip(" \n" + BLANK)[-1:] in {":", "\n"} or "\n" in rest[max(0, start - 2) : start]
    return " " in name if (first or opens) else True


def _lookalikes(rest: str, start: int) -> Iterator[Found]:
    """Words of a Latin sentence with letters of another script that are drawn like Latin ones."""
    if rest.isascii():
        return
    latin = sum(c.isascii() and c.isalpha() for c in rest)
    others = sum(not c.isascii() and c.isalpha() and not _is_latin(c) for c in rest)
    if others > latin:
        return
    for found in _LETTERS.finditer(rest):
        word = found[0]
        if any(not _is_latin(c) for c in word) and drawn(word).isascii():
            yield Found("name", start + found.start(), start + found.end(), word)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def check_name(found: Found, lookup: Lookup) -> Verdict:
    name = re.sub(r"['’]s$", "", found.value)
    if any(not _is_latin(c) for c in name if c.isalpha()) and drawn(name).isascii():
        return Verdict("not-in-record", (), "it is written with letters of another script that look alike")
    wanted = lowered(even(name))
    known = [k for k in lookup.evidence.names if _names(k, wanted)]
    own = [k for k in known if not k.elsewhere]
    if own:
        return Verdict("verified", tuple(dict.fromkeys(ref for k in own for ref in k.entries)))
    passages = [p for p in lookup.naming(name) if len(name) > SHORT or not name.isupper() or name in p.words]
    if passages:
        return Verdict("verified", refs(passages)[:6])
    if known:
        return Verdict("contradicted", (), f"{name} is not who the matter is with")
    return Verdict("not-in-record", (), "no entry and no configuration names it")


def _names(known: Known, wanted: str) -> bool:
    """The name itself, or whole words of it: `Khan` for `Amir Khan`."""
    text = lowered(known.text)
    return text == wanted or re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None

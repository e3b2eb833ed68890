"""One sentence: whether it asks or promises, by which words, until when, and on what condition.

The lists of phrases are data (`ask_words.toml`); here stands only which of them decides, and in which order. What a
sentence is within a letter, as a point under a heading or beside others, is for `asks` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from assistant.mail.asks.ask_words import Language, words_of
from assistant.mail.asks.said_dates import SaidDate, best, may_be_dated, said_dates
from assistant.mail.asks.sentences import Sentence
from assistant.record.kinds import ObligationType

LEAST = 2
"""Words of a question that is no point of a list: `Really?` asks nothing."""

LEAST_DEMAND = 3
"""Words of a numbered point that asks without a question mark: fewer are a heading."""

_QUESTION = re.compile(r"(?:(?<!\s)|(?<=\w ))\?[?!\"')\]]*\Z")
_JOINT = re.compile(r"(?:[ ,;:-]+(?:and|but|und|aber)?)?\s*\Z")
_MARKS = ".,;:!?\"'()[]-/"
_CLAUSE = re.compile(r"\A[ ,;:-]*|[:;] +")
"""Where a demand may begin: after a date that stands in front, and after a colon."""
_GOES_ON = re.compile(r"[ ,:]+[\w(\"']|[ .!]*\Z")
_TRAIL = " ,;:.!?\"')]"


class Binding(Struct, frozen=True):
    """A request or promise within one sentence."""

    type: ObligationType
    start: int
    end: int
    """The place of its words in the text: the sentence, or its part of it."""
    phrase: str
    """By which words, as written."""
    reason: str
    said: SaidDate | None = None
    condition: str = ""
    reported: bool = False


class _Sign(Struct, frozen=True):
    """What gave it away, and where in the sentence."""

    at: int
    end: int
    reason: str = ""
    """Empty: the words themselves."""
    reported: bool = False


class _Sentence(Struct, frozen=True):
    place: Sentence
    folded: str
    bare: str
    """With blanks for its dates, so that `we will, by 30 October, provide` is one promise."""
    dates: tuple[SaidDate, ...]
    said: frozenset[str]
    """Its words."""

    @property
    def dated(self) -> bool:
        return any(said.concrete for said in self.dates)

    @property
    def asks(self) -> bool:
        return _QUESTION.search(self.folded) is not None


def bindings(
    text: str, place: Sentence, folded: str, language: Language, *, by_company: bool = False
) -> tuple[Binding, ...]:
    """What the sentence at `place` of `text` asks and promises; `folded` is the sentence made plain.

    `by_company`: what is said of the company in it, the company says of itself.
    """
    words = words_of(folded)
    datable = may_be_dated(folded, words, language)
    telling = not words.isdisjoint(language.binding) or (datable and not words.isdisjoint(language.binding_if_dated))
    if not (telling or place.mark or "?" in folded) or language.find("courtesies", folded, words):
        return ()
    dates = said_dates(text, place.start, folded, language) if datable else ()
    sentence = _Sentence(place, folded, _without(dates, folded, place.start), dates, words)
    own = language.find("self_promises", sentence.bare, words) if by_company and not sentence.asks else None
    request = None if own else _request(sentence, language)
    promise = _Sign(*own.span()) if own else _promise(sentence, language)
    signs: list[tuple[ObligationType, _Sign]] = []
    if request:
        signs.append(("request", request))
    if promise:
        signs.append(("commitment", promise))
    signs.sort(key=lambda sign: sign[1].at)
    return tuple(_bound(text, sentence, signs, language))


def numbered(mark: str) -> str:
    """What a point of a list is called in a reason."""
    if mark[:1].isdigit():
        return f"numbered point {mark}"
    return f"point ({mark})" if mark[:1].isalpha() else "a list's point"


def _without(dates: tuple[SaidDate, ...], folded: str, place: int) -> str:
    bare, last = [], 0
    for said in dates:
        bare += [folded[last : said.start - place], " " * (said.end - said.start)]
        last = said.end - place
    return "".join([*bare, folded[last:]])


# What asks


def _request(sentence: _Sentence, language: Language) -> _Sign | None:
    bare, mark = sentence.bare, sentence.place.mark
    offered = language.find("offers", bare, sentence.said)
    if not offered:
        found = language.find("requests", bare, sentence.said) or _plea(sentence, language)
        if found:
            return _Sign(*found.span())
    if sentence.asks and _has_words(bare, 1 if mark else LEAST) and not (offered or _only_quoted(sentence, language)):
        return _Sign(0, 0, "a question mark")
    if mark.isalnum() and _has_words(bare, LEAST_DEMAND):
        found = language.begins("imperatives", bare) or language.begins("questions", bare)
        if found:
            return _Sign(0, found.end())
    if offered:
        return _reported(sentence, language)
    return _dated_request(sentence, language) or _told_request(sentence, language)


def _plea(sentence: _Sentence, language: Language) -> re.Match[str] | None:
    """`Please` and what follows it, unless that is a mere courtesy; an order without one at the beginning."""
    bare = sentence.bare
    found = language.begins("orders", bare) or language.find("pleas", bare, sentence.said)
    while found and not _is_plea(bare, found, language):
        found = language.find("pleas", bare, sentence.said, found.end())
    return found if found and _has_words(sentence.folded, LEAST_DEMAND) else None


def _is_plea(bare: str, found: re.Match[str], language: Language) -> bool:
    """It is no word between quotation marks or in an address, and something is asked for."""
    apart = bare[: found.start()][-1:] not in {"=", "/"}
    return (
        apart and _GOES_ON.match(bare, found.end()) is not None and not language.begins("polite", bare[found.end() :])
    )


def _dated_request(sentence: _Sentence, language: Language) -> _Sign | None:
    if not sentence.dated:
        return None
    bare = sentence.bare
    if found := language.find("dated_requests", bare, sentence.said):
        return _Sign(*found.span())
    for place in _CLAUSE.finditer(bare):
        if found := language.begins("imperatives", bare[place.end() :]):
            return _Sign(place.end() + found.start(), place.end() + found.end())
    return None


def _told_request(sentence: _Sentence, language: Language) -> _Sign | None:
    retold = language.find("restated", sentence.bare, sentence.said)
    around = None if retold else _around("requests", sentence, language)
    return around or _reported(sentence, language)


def _around(kind: str, sentence: _Sentence, language: Language) -> _Sign | None:
    """Two phrases that say it together, with anything between: `an explanation of the delay is required`."""
    opening = language.find(f"open_{kind}", sentence.bare, sentence.said)
    closing = opening and language.find(f"closing_{kind}", sentence.bare, sentence.said, opening.end())
    return _Sign(opening.start(), opening.end()) if opening and closing else None


def _has_words(bare: str, least: int) -> bool:
    """It is language, not a line of encoded bytes or an address."""
    pieces = [piece.strip(_MARKS) for piece in bare.split()]
    words = sum(piece.isalpha() for piece in pieces)
    return words >= least and words * 2 >= len(pieces)


def _only_quoted(sentence: _Sentence, language: Language) -> bool:
    """`You asked: "Why was it not removed?"`"""
    restated = language.find("restated", sentence.bare, sentence.said)
    return restated is not None and not language.begins("questions", sentence.bare)


def _reported(sentence: _Sentence, language: Language) -> _Sign | None:
    found = language.find("reported", sentence.bare, sentence.said)
    if found is None or language.find("restated", sentence.bare, sentence.said):
        return None
    return _Sign(*found.span(), reported=True)


# What promises


def _promise(sentence: _Sentence, language: Language) -> _Sign | None:
    if sentence.asks:
        return None
    bare = sentence.bare
    found = language.find("commitments", bare, sentence.said)
    if found is None and sentence.dates:
        found = language.find("soon_commitments", bare, sentence.said)
    if found is None and sentence.dated:
        found = language.find("dated_commitments", bare, sentence.said)
    found = found or _vow(sentence, language)
    return _Sign(*found.span()) if found else _around("commitments", sentence, language)


def _vow(sentence: _Sentence, language: Language) -> re.Match[str] | None:
    """`We will` with whatever is then done for the other side or by a day, unless nothing is."""
    found = language.find("vows", sentence.bare, sentence.said)
    meant = sentence.dates or language.find("to_reader", sentence.bare, sentence.said)
    if found is None or not meant or language.begins("empty_vows", sentence.bare[found.end() :]):
        return None
    return found if _GOES_ON.match(sentence.bare, found.end()) else None


# What belongs to it


def _bound(
    text: str, sentence: _Sentence, signs: list[tuple[ObligationType, _Sign]], language: Language
) -> Iterator[Binding]:
    """Each with its own words: where a sentence asks and promises, it is divided before the second."""
    place = sentence.place
    for n, (kind, sign) in enumerate(signs):
        start, end = place.start + (sign.at if n else 0), place.end
        if n + 1 < len(signs):
            end = place.start + len(_JOINT.sub("", sentence.folded[: signs[1][1].at]))
        if start >= end or sign.at > end - place.start:
            continue
        phrase = " ".join(text[place.start + sign.at : place.start + sign.end].split())
        own = [said for said in sentence.dates if start <= said.start and said.end <= end]
        said = best(own, place.start + sign.at)
        condition = _condition(text, sentence, sign, kind, start, end, language)
        reason = _reason(sentence, sign, phrase, said)
        yield Binding(kind, start, end, phrase, reason, said, condition, sign.reported)


def _reason(sentence: _Sentence, sign: _Sign, phrase: str, said: SaidDate | None) -> str:
    parts = [numbered(sentence.place.mark)] if sentence.place.mark else []
    parts.append(sign.reason or f"“{phrase}”")
    if sentence.asks and not sign.reason:
        parts.append("a question mark")
    if said and not sign.reason:
        parts[-1] += f" with “{' '.join(said.words.split())}”"
    if sign.reported:
        parts.append("as somebody reports it")
    return ", ".join(parts)


def _condition(
    text: str, sentence: _Sentence, sign: _Sign, kind: ObligationType, start: int, end: int, language: Language
) -> str:
    """The words `if …`, before a request or promise, or after a promise; verbatim, a part of its words."""
    base, bare = sentence.place.start, sentence.bare
    if start == base and (found := language.begins("conditions", bare)):
        comma = sentence.folded.rfind(",", found.end(), sign.at)
        stop = comma if comma > 0 else sign.at
        return text[base + found.start() : base + stop].rstrip() if found.end() < stop else ""
    if kind != "commitment":
        return ""
    found = language.find("conditions", bare, sentence.said, sign.end)
    doubt = language.begins("doubts", bare[sign.end :])
    if found and base + found.start() < end and not (doubt and found.start() <= sign.end + 1):
        return text[base + found.start() : end].rstrip(_TRAIL)
    return ""

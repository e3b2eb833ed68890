"""Words of a sentence by what they come to, for holding a model's words against those that it was given.

`grounding` has the stems, the words without meaning and those taken for one another; besides, figures in words count
here, and verbs that change within.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from assistant.chat.phrases import ALIKE, EMPTY, INERT, IRREGULAR
from assistant.grounding.stems import stem
from assistant.grounding.words import words

_WORD = re.compile(r"[^\W\d_]{2,40}")
_PLY = re.compile(r"pl(?:y|ied|ies|ying)$")
"""`reply` has no ending `ly`."""
_ATE = re.compile(r"(?<=\w{4})at$")
"""`allocate` and `allocation`."""
_FRAME = """
accord add ago also article ask call channel chairman chairwoman contain current date day demand email entry further
file give inform it letter mail meeting mention message month named note notice office passed press record reference
release request say show side sit speak state statement tell therefore time today want week word write year yesterday
put issue remind stand come way
"""
_WEIGHTY = "answer reply respond promise pledge commit undertake claim confirm make made"
"""Words of the saying that are deeds: they must be found in so many words, too."""
_IRREGULAR = """
said say told tell wrote write written write sent send gave give given give found find made make held hold kept keep met
meet left leave began begin took take taken take came come knew know known know paid pay saw see seen see shown show
spoke speak spoken speak understood understand withdrew withdraw withdrawn withdraw sought seek became become brought
bring lost lose meant mean stood stand went go gone go heard hear
"""
"""How a verb is met, and how it stands in a dictionary, by turns."""
_COUNTING = "two three four five six seven eight nine ten eleven twelve dozen first second half"


def meaning_words(text: str) -> Iterator[str]:
    """The words that carry a meaning, in lower case and in order; figures in words among them."""
    for found in _WORD.finditer(text.lower()):
        if found[0] in counting() or not (found[0] in words().empty or found[0] in _passed_over()):
            yield found[0]


def meanings(text: str) -> set[str]:
    return {meaning(word) for word in meaning_words(text)}


@lru_cache(maxsize=20_000)
def meaning(word: str) -> str:
    """What a word comes to: the same for its forms, and for words that stand for one another here."""
    found = _plain(word)
    return _alike().get(found, found)


def _plain(word: str) -> str:
    word = _irregular().get(word, word)
    word = _PLY.sub("pl", word)
    found = stem(stem(word))  # `ordered` loses one ending, `order` another
    return _ATE.sub("", found)


@cache
def telling() -> frozenset[str]:
    """Words that tell of the saying and not of what was said, by what they come to."""
    told = frozenset(meaning(word) for word in (*listed(_FRAME), *listed(INERT), *words().telling))
    return told - {meaning(word) for word in listed(_WEIGHTY)}


def listed(text: str) -> list[str]:
    """The words of a table."""
    return re.findall(r"\w+", text)


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(listed(EMPTY))


@cache
def counting() -> frozenset[str]:
    """Figures in words."""
    return frozenset(listed(_COUNTING))


@cache
def _irregular() -> dict[str, str]:
    found = [*listed(_IRREGULAR), *listed(IRREGULAR)]
    return dict(zip(found[::2], found[1::2], strict=True))


def past_forms() -> list[str]:
    """Verbs that change within, as they are met."""
    return sorted(_irregular())


@cache
def _alike() -> dict[str, str]:
    known = {stem(one): stem(group[0]) for group in words().alike for one in group}
    for row in ALIKE.strip().splitlines():
        first, *others = map(_plain, listed(row))
        known |= {one: known.get(first, first) for one in (first, *others) if one not in known}
    return known

"""Who does what in a sentence: the side that is named as doing, and the verb behind it. Roughly, and in English.

For telling one side's saying or deed from the other's; where no side stands before a verb there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from assistant.chat.meanings import listed, meaning, meanings
from assistant.grounding.evidence import Known
from assistant.grounding.sentences import sentence_spans
from assistant.record.kinds import Side

REACH = 120
"""Characters behind a side in which its verb is looked for."""
TELLING = frozenset(
    meaning(word) for word in listed("say tell write ask request promise state announce reply inform commit")
)
"""Verbs of which the doer is whoever wrote the message."""
_AUXILIARY = frozenset(
    listed(
        "has have had is are was were be been did does do also then further later now still will would shall may must"
        " not never no longer again already only just first since of to in at on by"
    )
)
_OURS = r"we|us|our|the company"
_THEIRS = (
    r"the (?:\w{1,20} )?(?:authority|regulator|agency|commission|commissioner|ministry|chair(?:man|woman|person)?)"
)
_NO_DOER = re.compile(
    r"(?:^|\W)(?:to|with|by|from|of|for|asked|told|tell|ask|owe|owes|inform|informed|made|make)\W{0,3}$", re.IGNORECASE
)
"""What stands before a side that does nothing itself."""
_OWNED = re.compile(r"['’]s?\b(?!\s(?:chair|office|director|head|officer))", re.IGNORECASE)
"""What stands behind a side of which something else is told."""
_WORD = re.compile(r"[^\W\d_]{2,40}")


class Deed(Struct, frozen=True):
    side: Side | None = None
    verb: str = ""
    """What it comes to; see `meanings`."""


def deed(text: str, names: Sequence[Known], we: Side = "company") -> Deed:
    """The first side that does something in a sentence; `we` is the side whose words they are."""
    for found in _parties(tuple(names)).finditer(text):
        before = text[max(0, found.start() - 20) : found.start()]
        word = found[0].lower()
        if word in {"us", "our"} or _NO_DOER.search(before) or _OWNED.match(text, found.end()):
            continue
        side: Side = "regulator" if found["theirs"] else we if word == "we" else "company"
        behind = _WORD.findall(text[found.end() : found.end() + REACH].lower())
        return Deed(side, meaning(next((one for one in behind if one not in _AUXILIARY), "")))
    return Deed()


def doers(verb: str, text: str, names: Sequence[Known], we: Side) -> Iterator[Side]:
    """The sides that are told to do `verb` in the sentences of `text`."""
    for start, end in sentence_spans(text, ()):
        side = deed(text[start:end], names, we).side
        if side and verb in meanings(text[start:end]):
            yield side


@cache
def _parties(names: tuple[Known, ...]) -> re.Pattern[str]:
    """Every way to name a side."""

    def known(side: Side) -> Iterable[str]:
        found = (name.text for name in names if name.side == side and len(name.text) > 1)
        return map(re.escape, sorted(found, key=len, reverse=True))

    theirs, ours = "|".join((*known("regulator"), _THEIRS)), "|".join((*known("company"), _OURS))
    return re.compile(rf"(?<!\w)(?:(?P<theirs>{theirs})|(?P<ours>{ours}))(?!\w)", re.IGNORECASE)

"""Who does what in a sentence: the side that is named as doing, and the verb behind it. Roughly, and in English.

For telling one side's saying or deed from the other's; where no side stands before a verb there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from msgspec import Struct, structs

from assistant.chat.meanings import listed, meaning, meanings, past_forms
from assistant.grounding.evidence import Known
from assistant.grounding.sentences import sentence_spans
from assistant.record.kinds import OTHER_SIDE, Side

REACH = 120
"""Characters behind a side in which its verb is looked for."""
TELLING = frozenset(
    meaning(word) for word in listed("say tell write ask request promise state announce reply inform commit")
)
"""Verbs of which the doer is whoever wrote the message."""
_AUXILIARY = frozenset(
    listed(
        "has have had is are was were be been did does do also then further later now still will would shall may must"
        " not never no longer again already only just first since of to in at on by far yet so currently clearly"
        " also both formally explicitly neither hasn haven hadn didn doesn don isn wasn weren t"
    )
)
_DENIALS = frozenset(("not", "never", "yet", "neither", "t"))
_OURS = r"we|us|our|the company|senior management"
_THEIRS = (
    r"the (?:\w{1,20} )?(?:authority|regulator|agency|commission|commissioner|ministry|chair(?:man|woman|person)?)"
)
_NO_DOER = re.compile(
    r"(?:^|\W)(?:to|with|by|from|of|for|on|against|tell|told|tells|telling|made|make|gave|sent"
    r"|(?:ask|owe|inform|remind|warn|thank|urge|direct|order|require|invite|request|notify|reach)(?:e?d|e?s|ing)?)\W{0,3}$",
    re.IGNORECASE,
)
"""What stands before a side that does nothing itself."""
_OWNED = re.compile(r"['’]s?\b(?!\s(?:chair|office|director|head|officer))", re.IGNORECASE)
"""What stands behind a side of which something else is told."""
_WORD = re.compile(r"[^\W\d_]{1,40}")
_AGENT = re.compile(
    rf"\b([^\W\d_]{{2,30}}ed|{'|'.join(past_forms())})\s(?:\w{{1,20}}\s){{0,2}}?by\s(?:the\s)?$", re.IGNORECASE
)
"""`was blocked by`: who stands behind it does it."""
_RECEIVE = meaning("receive")
SEND = meaning("send")


class Deed(Struct, frozen=True):
    side: Side | None = None
    verb: str = ""
    """What it comes to; see `meanings`."""
    subject: Side | None = None
    """The side that stands before the verb: who received something is told of what the other side sent."""
    denied: bool = False
    """`has not`: that it did so is denied."""


def deed(text: str, names: Sequence[Known], we: Side = "company") -> Deed:
    """The first side that does something in a sentence; `we` is the side whose words they are."""
    for found in parties(tuple(names)).finditer(text):
        before = text[max(0, found.start() - REACH) : found.start()]
        word = found[0].lower()
        if agent := _AGENT.search(before):
            return _deed(
                we if word in {"us", "we"} else "regulator" if found["theirs"] else "company", agent[1].lower()
            )
        if word in {"us", "our"} or _NO_DOER.search(before) or _OWNED.match(text, found.end()):
            continue
        side: Side = "regulator" if found["theirs"] else we if word == "we" else "company"
        behind = _WORD.findall(text[found.end() : found.end() + REACH].lower())
        before_verb = list(takewhile(_AUXILIARY.__contains__, behind))
        verb = next((one for one in behind if one not in _AUXILIARY), "")
        return structs.replace(_deed(side, verb), denied=not _DENIALS.isdisjoint(before_verb))
    return Deed()


def _deed(side: Side, word: str) -> Deed:
    verb = meaning(word)
    if verb == _RECEIVE:
        return Deed(OTHER_SIDE[side], SEND, side)
    return Deed(side, verb, side)


def doers(verb: str, text: str, names: Sequence[Known], we: Side) -> Iterator[Side]:
    """The sides that are told to do `verb` in the sentences of `text`."""
    for start, end in sentence_spans(text, ()):
        done = deed(text[start:end], names, we)
        if done.side and verb == done.verb:
            yield done.side
        elif done.subject and verb in meanings(text[start:end]):
            yield done.subject


@cache
def parties(names: tuple[Known, ...]) -> re.Pattern[str]:
    """Every way to name a side."""

    def known(side: Side) -> Iterable[str]:
        found = (name.text for name in names if name.side == side and len(name.text) > 1)
        return map(re.escape, sorted(found, key=len, reverse=True))

    theirs, ours = "|".join((*known("regulator"), _THEIRS)), "|".join((*known("company"), _OURS))
    return re.compile(rf"(?<!\w)(?:(?P<theirs>{theirs})|(?P<ours>{ours}))(?!\w)", re.IGNORECASE)

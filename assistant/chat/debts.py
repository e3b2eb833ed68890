"""Whose move it is by a sentence: the side that owes, is waited for, or has not answered. Roughly, and in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat.doers import parties
from assistant.grounding.evidence import Known
from assistant.record.kinds import OTHER_SIDE, Side

_LATE = re.compile(
    r"\b(?:overdue|late|missed|expired|lapsed)\b|\bpast (?:its|the|their|our) (?:due|deadline)", re.IGNORECASE
)
_HAVE = r"(?:has|have|had|is|are|am|was|were|['’]s|['’]re|['’]ve|do|does|did)"
_SOON = r"(?:\s(?:still|now|currently|also|both|yet|so far|already|only|just)){0,2}"
_OWES = re.compile(
    rf"{_SOON}\s(?:owe[sd]?\b|{_HAVE}{_SOON}\s(?:(?:been\s)?silent|yet to|due to|(?:[\w-]+\s){{0,4}}?(?:late|overdue)"
    rf"|(?:not|never)(?!{_SOON}\s(?:received?|heard|had|got|seen)\b))"
    rf"|(?:failed|needs?|must|still has|still have) to\b|(?:has|have|had)n['’]t(?!\s(?:received?|heard|had|got)\b)"
    r"|(?:has|have) until\b|made\s(?:\w{1,20}\s){0,3}?a promise)",
    re.IGNORECASE,
)
_WAITS = re.compile(
    rf"{_SOON}\s(?:{_HAVE}{_SOON}\s(?:been\s)?(?:waiting|awaiting)|(?:a?waits?|expects?)\b"
    rf"|(?:{_HAVE}{_SOON}\s(?:not|never)"
    rf"|(?:has|have|had)n['’]t){_SOON}\s(?:received?|heard|had|got|seen)\b|{_HAVE} owed)",
    re.IGNORECASE,
)
_THINGS = (
    r"(?:\w{1,20}\s){0,2}?(?:answer|reply|response|assessment|report|acknowledge?ment|promise\w*|commitment|decision)s?"
)
_DUE = re.compile(
    rf"(?:['’]s?)?\s{_THINGS}\s(?:[^.;:,]{{0,60}}?\s)?(?:is|was|are|were|remains?|stays?)\s(?:\w+\s){{0,2}}?"
    r"(?:due|overdue|outstanding|open|late|missing|pending)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:\b(?:no|nothing|neither|without|wait\w*|await\w*)\b[^.;:]{0,60}?\s(?:from|for|by|on)"
    r"|\bowed by|\bwith|in)\s(?:the\s)?$",
    re.IGNORECASE,
)
_BALL = re.compile(r"\bball\b|\bcourt\b|\bmove\b|\bturn\b", re.IGNORECASE)


def debtors(text: str, names: Sequence[Known]) -> set[Side]:
    """The sides that owe something by `text`, words of the company's."""
    found: set[Side] = set()
    for party in parties(tuple(names)).finditer(text):
        word, behind = party[0].lower(), text[party.end() :]
        side: Side = "regulator" if party["theirs"] else "company"
        before = text[max(0, party.start() - 90) : party.start()]
        if _OWES.match(behind) or (_DUE.match(behind) and (word == "our" or behind[:1] in "'’")):
            found.add(side)
        elif _WAITS.match(behind):
            found.add(OTHER_SIDE[side])
        elif (at := _FROM.search(before)) and (at[0].lower().split()[0] not in {"with", "in"} or _BALL.search(before)):
            found.add(side)
    return found


def is_late(text: str) -> bool:
    """Whether it says that something is past its day."""
    return _LATE.search(text) is not None

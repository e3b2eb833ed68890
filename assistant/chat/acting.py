"""Who acts in a question: the side that speaks, asks, promises, sends, or owes what is asked about."""

from __future__ import annotations

import re

from assistant.record.kinds import Side

_SIDES = re.compile(
    r"\b(?P<ours>we|us|our|ours|ourselves|i)\b|\b(?P<theirs>they|them|their|theirs|he|she|his|her|REG|PERSON|regulators?"
    r"|authority|authorities|commission|agency)\b"
)
_DECIDED: tuple[tuple[str, Side | None], ...] = (
    (r"\bby (?:REG|PERSON|them|the regulator)\b", "regulator"),
    (r"\bby us\b|\b(?:been|was|were|got|get) \w+ to (?:REG|PERSON|them|the regulator)\b", "company"),
    (
        r"^(?:FIND|all|the|our|list|any|(?:have|had) we (?:have|had)|is there|was there)\b.*"
        r"\b(?:CONTACT|MESSAGE) with ",
        None,
    ),
    (r"\b(?:did|has|have|had) (?:REG|they|PERSON) (?:\w+ )?HEAR\b.*\bfrom us\b", "company"),
    (r"\b(?:ASK|WANT) (?:from|of) us\b", "regulator"),
    (r"^(?:LETTER|EMAIL|MAIL|MESSAGE)(?: and \w+)? SEND\b(?!.*\bby\b)(?!.*\bus\b)", "company"),
    (r"\bours and theirs\b|\btheirs and ours\b|\b(?:both|either) (?:sides?|part(?:y|ies))\b", None),
    (
        r"^(?:has|have|was|were|is|are) (?!we\b|they\b|REG\b|PERSON\b)(?:\w+ ){1,5}?"
        r"been (?!ASK|SAY|SEND|ANSWER)\w+ed\b(?!.*\bby\b)",
        None,
    ),
    (r"^(?:what|which)\b.*\b(?:was|were|been) SEND\b(?!.*\b(?:us|me|by|REG|they|them)\b)", "company"),
    (r"^(?!.*\b(?:ask|did|have) we\b).*\bour LAST (?:CONTACT|MEETING|CALL|MEET|SPEAK|MESSAGE with)\b", None),
    (r"\b(?:we|us|REG|they|them) or (?:we|us|REG|they|them)\b", None),
    (
        r"\b(?:did|have|had|has) (?:we|i)(?: \w+)? HEAR\b"
        r"|\b(?:MAIL|EMAIL|LETTER|MESSAGE|ATTACH|ASK|QUESTION|PROMISE|that|anything|everything|all|what)(?: that)? "
        r"(?:we|i)(?: have| had| ever)* HEAR\b",
        "regulator",
    ),
)
"""Turns that decide it whoever is named first; the first that fits. None: either side, or nobody says who."""
_TO_US = re.compile(r"\b(?:ASK|WANT|SAY|PROMISE|SEND|OWE) us\b")
_PASSIVE = re.compile(
    r"\b(?:(?:were|was|been|are|being) (?:we )?|(?:were|was) (?:REG|they|PERSON) )(?:ASK|SAY|PROMISE|WANT|SEND)\b"
)
_THING = (
    r"(?:ASK|QUESTION|WANT|PROMISE|DRAFT|DUE|OPEN|OWE|HEAR|LETTER|EMAIL|MAIL|MESSAGE|CHANGE|PRESS|ANSWER|LAST|FIRST|WAIT"
    r"|anything)"
)
_FROM = re.compile(rf"\b{_THING}(?: \w+){{0,3}} from (?P<who>us|REG|them|PERSON|the regulators?)\b")
_TO = re.compile(
    rf"\b{_THING}(?: that| which)?(?: was| were| has| have| been| SEND| WRITE)* (?:to|towards) "
    r"(?P<who>us|REG|them|PERSON|the regulators?)\b"
)
_OF = re.compile(r"\b(?:ASK|QUESTION|WANT) (?:of|by) (?P<who>us|REG|them|PERSON)\b")


def actor(text: str) -> Side | None:
    """Who acts in the tagged question: the first of the two sides that is named, unless its words turn that round.

    `letters from REG` were written by them, `promises to REG` made by us, and what `we were ASK` they asked.
    """
    for decided, side in _DECIDED:
        if re.search(decided, text):
            return side
    first = _SIDES.search(text)
    if first is None:
        return None
    to_us = _TO_US.search(text)
    if to_us and to_us.end() == first.end():
        return "regulator"
    ours = first.group("ours") is not None
    if _PASSIVE.search(text):
        return "regulator" if ours else "company"
    for pattern, same in ((_FROM, True), (_TO, False), (_OF, True)):
        match = pattern.search(text)
        if match and (match.start() <= first.start() or match.group("who") == first.group()):
            return "company" if (match.group("who") == "us") == same else "regulator"
    return "company" if ours else "regulator"

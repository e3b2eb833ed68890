"""Whose debts a question is about, and whether requests or promises."""

from __future__ import annotations

from assistant.chat.inquiry import Inquiry
from assistant.record.kinds import ObligationType, Side

_SURELY_OURS = (
    r"\b(ASK|QUESTION) (of|by|from) (REG|them|PERSON)\b",
    r"\b(REG|their|PERSON) (ASK|QUESTION)\b(?!.*\bour (ASK|QUESTION)\b)",
    r"\b(they|REG|PERSON) (are |is |has |have |been |still )*WAIT\b",
    r"\b(ASK|WANT) us\b",
    r"(?<!QUESTION )(?<!LETTER )(?<!MAIL )(?<!EMAIL )(?<!MESSAGE )\bfrom us\b",
    r"\b(LATE|OPEN|DUE) (on|with|for) us\b",
    r"\b(homework|work|tasks?|chores|todo) from (REG|them|PERSON)\b",
    r"\bfrom (REG|them|PERSON)\b.*\bwe\b.*\b(not|never|OPEN)\b",
    r"\bus\b.*\bwe\b.*\b(not|never|OPEN)\b",
)
"""Turns that decide, whatever else stands in the question."""
_BOTH = (
    r"\bon us and\b.*\b(on (them|theirs)|theirs)\b",
    r"\bon (them|theirs) and\b.*\b(on us|ours)\b",
    r"\b(both|either|each) (sides?|ways?|directions?|part(y|ies))\b",
    r"\bours and theirs\b|\btheirs and ours\b",
    r"\bwe OWE (them|REG) and\b.*\b(they|REG|them)\b|\b(they|REG) OWE us and\b.*\bwe\b",
)
_ON_THEM = (
    r"\bOPEN on (them|their)\b",
    r"\bwe (are |have been |still |are still )*WAIT\b",
    r"\b(they|REG|PERSON) (still )?OWE\b(?! .*\bfrom)",
    r"\bOWE us\b",
    r"\b(they|REG|PERSON) still (have|has|WANT) to\b",
    r"\b(do|does) (they|REG|PERSON) have to\b",
    r"\b(they|REG|PERSON)\b.*\b(not|never|OPEN)\b.*\bANSWER\b",
    r"^(have|has|did) (they|REG|PERSON)\b",
    r"^(what|which)\b.*\b(have|has|did) (they|REG|PERSON)( still)? OPEN\b",
    r"\b(regulators?|authorities|they|REG)( (?!we\b|i\b)\w+){0,3} LATE\b",
    r"\bwe (have|had)\b.*\b(QUESTION|ASK)\b.*\b(OPEN|WAIT)\b.*\bwith (REG|them|PERSON)\b",
    r"\bwe (have |had |ever )*ASK (REG|them|PERSON)\b.*\b(not|never|OPEN)\b",
    r"\b(on|of) (REG|their|them|PERSON|the regulators?)( (side|plate|desk|list|table|queue|end))?$",
    r"\b(with|at) (REG|their|PERSON|the regulators?) (side|plate|desk|list|table|queue|end)$",
    r"\bour( OPEN| LAST| FIRST)* (QUESTION|ASK|LETTER|EMAIL|MAIL|MESSAGE)\b",
    r"\bfrom (them|REG|PERSON)\b",
    r"\b(QUESTION|LETTER|EMAIL|MAIL|MESSAGE) from us\b",
    r"\b(QUESTION|ASK|LETTER|EMAIL|MAIL|MESSAGE) to (the )?(them|REG|PERSON)\b",
    r"\b(ANSWER|SEND|OPEN|KEEP) by (them|REG|PERSON)\b",
    r"\bREG side\b",
)
_ON_US = (
    r"\bon my (plate|desk|list)\b",
    r"\b(we|i) (still )?OWE\b",
    r"\b(on|over) us\b",
    r"\b(on|of|from) (our|my)\b",
    r"\bour\b",
    r"\b(ASK|WANT|WAIT|OWE)( of| from| for)? us\b",
    r"\b(must|should|shall) (we|i)\b",
    r"\b(we|i)( still)? (have|did|do|must|need|should|are|LATE|WANT|missed)\b",
    r"\b(we|us)\b.*\b(not|never|OPEN)\b",
    r"\bWAIT for us\b",
    r"\b(they|REG|PERSON)( (still|are|is|has|have|been))* (WANT|WAIT)\b",
    r"\bfrom us\b",
    r"\bmy\b",
    r"\bwhat do we\b",
    r"\bdo we\b",
)


def side_meant(ask: Inquiry) -> Side | None:
    """Whose debts are asked about; None: both sides'."""
    says = ask.reading.says
    if both_meant(ask):
        return None
    if any(map(says, _SURELY_OURS)):
        return "company"
    if any(map(says, _ON_THEM)):
        return "regulator"
    return "company" if any(map(says, _ON_US)) else None


def both_meant(ask: Inquiry) -> bool:
    """The question asks about either side in so many words."""
    return any(map(ask.reading.says, _BOTH))


def kind_meant(ask: Inquiry) -> ObligationType | None:
    """Requests or commitments, if the question speaks of one of them."""
    if ask.reading.says(r"\bPROMISE\b"):
        return "commitment"
    wanted = r"\b(ASK|QUESTION)\b|\b(they|REG|PERSON)( still)? WANT\b"
    return "request" if ask.reading.says(wanted) else None


def on_whom(ask: Inquiry, side: Side | None) -> str:
    """` on us with PTA`, for a sentence that says that nothing is."""
    whom = f" with {ask.whom()}" if ask.reading.regulators else ""
    return {"company": f" on us{whom}", "regulator": f" on {ask.whom() if whom else 'them'}", None: whom}[side]

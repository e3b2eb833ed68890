"""What a question can be taken for, as a table: the turns that show it, and the tags that mean nothing more in it.

A question comes here with names, entries and times taken out (`REG`, `PERSON`, `THREAD_ID`, `ENTRY`, `WHEN`, or `WHENBY`
for a time that ends something) and its words tagged (`vocabulary`). The first row with a turn that fits is the intent.
What then stands neither under a tag that the row takes nor among the words without a meaning is what the question is
*about*, and has to be found in the record.
"""

from __future__ import annotations

import re

from msgspec import Struct

_THEM = "they|REG|PERSON|he|she|regulators?|authority|authorities"
THEY = f"(?:{_THEM})"
BOTH = f"(?:we|us|i|you|{_THEM})"
MESSAGE = "LETTER|EMAIL|MAIL|CALL|MEETING|MEET|FILING|PRESS|MESSAGE"
SAID = "SAY|WRITE|ANSWER|SEND|MESSAGE|LETTER|EMAIL|MAIL|SPEAK"


class Intent(Struct, frozen=True):
    """One row."""

    name: str
    turns: tuple[str, ...]
    """Regular expressions over the tagged question; any of them."""
    takes: frozenset[str]
    """Tags whose words mean nothing more once the intent is known."""
    besides: frozenset[str] = frozenset()
    """Further words of that kind, untagged."""
    ahead: bool = False
    """A day without its year lies in the future."""


def _row(name: str, turns: tuple[str, ...], takes: str, besides: str = "", *, ahead: bool = False) -> Intent:
    return Intent(name, turns, frozenset(takes.split()), frozenset(besides.split()), ahead)


TABLE = (
    _row(
        "contacts",
        (
            r"\bwho\b.*\b(CONTACT|charge|responsible|handling|handles|dealing|deals)\b", r"\bCONTACT (at|of|for|in) ",
            r"\b(our|your|their) CONTACT\b", r"\bwho (should|do|can|shall) we (SPEAK|WRITE|deal|turn|CALL|ask)\b",
            r"\bwho (WRITE|CALL|SEND|SPEAK|signed|HEAR|ASK|MEET)\b", r"\b(phone|address|addresses)\b.*\bof PERSON\b",
        ),
        "CONTACT SPEAK WRITE CALL SEND HEAR LAST LETTER EMAIL MAIL MEETING MESSAGE ASK MEET",
        "charge responsible handling handles dealing deals deal turn signed name names details",
    ),
    _row(
        "opinion",
        (
            r"\bOPINION\b", r"^(should|shall|ought)\b", r"\b(should|shall|would) (we|i)\b(?!.*(WHEN|DUE))", r"\blike us\b",
            rf"\bwould {THEY}\b", r"\bwhat if\b", r"\bbest (way|course|option)\b", r"\bgood idea\b",
        ),
        "",
    ),
    _row(
        "future",
        (
            r"^will\b", r"^(are|is|am) \S+ going to\b", r"\b(will|going to) CHANGE\b", r"^how (long|much|many|likely) will\b",
            rf"^when will (?!.*(DUE|LATE))(?!{THEY} (ANSWER|SEND))", r"^(what|how|who|which|where) will\b", r"\bwill .* be$",
            r"\bhow \S+ will\b",
        ),
        "",
    ),  # fmt: skip
    _row("tray", (r"\bTRAY\b",), "TRAY MAIL WAIT OPEN", "lying lies"),
    _row(
        "explain",
        (
            r"^how\b.*\bCOMPUTE\b", r"^REASON\b.*\b(DUE|LATE|deadline|date)\b", r"^REASON( not| the| of)* WHEN(BY)?$",
            r"^(SAY|please SAY) (me )?(the )?(ENTRY|DUE|due|WHEN|LATE|date|how)\b", r"^REASON is\b.*\bWHEN\b",
            r"\bwhere does\b.*\b(date|DUE|WHEN)\b.*\bfrom\b", r"^how\b.*\b(DUE|LATE)\b",
        ),
        "COMPUTE DUE LATE REASON SAY ANSWER ASK QUESTION LETTER HEAR", "rule basis", ahead=True,
    ),  # fmt: skip
    _row(
        "draft",
        (
            r"^((can|could) you |(i|we) (need|want|WANT) to |let us |please )*(DRAFT|WRITE|SEND)\b",
            r"\b(a|the|an|another|LAST|second|FIRST) DRAFT\b", r"\bDRAFT (a|an|the|to|REG|PERSON|them)\b",
        ),
        "DRAFT WRITE SEND LETTER EMAIL MAIL ANSWER MESSAGE FIRST LAST CHANGE WANT ASK QUESTION",
        "second another holding up formal polite short",
    ),
    _row(
        "truth",
        (r"\b(is|was) (it|that|this) (really )?(TRUE|SAY|the THREAD)\b", r"^TRUE that\b", r"\b(can|may|could) (we|i) (safely )?SAY\b"),
        "TRUE SAY HEAR MESSAGE ANSWER SILENT OPEN LETTER EMAIL MAIL CONTACT WRITE PRESS SEND",
        "safely claim",
    ),
    _row("why", (r"^(and )?REASON\b", r"\bREASON (did|was|were|has|have|for)\b", r"\bwhat (was|is) the REASON\b"), "REASON"),
    _row(
        "silence",
        (
            r"\bhow (long|many (days|weeks))\b.*\b(SILENT|WAIT|since|without|HEAR|ago|gone|OPEN)\b", r"\bwho\b.*\bSILENT\b",
            rf"\b{THEY}\b.*\bSILENT\b", r"\b(days|weeks) of SILENT\b", r"^(any )?SILENT\b", r"\bthe SILENT\b",
            r"\bhow long\b.*\b(not|no|nothing)\b",
        ),
        "SILENT WAIT HEAR ANSWER MESSAGE LAST WRITE LETTER EMAIL MAIL SPEAK CONTACT SAY OPEN MEETING CALL",
        "weeks week",
    ),
    _row(
        "ball",
        (
            r"\bBALL\b", r"\bwhose\b", r"\bwho (has|needs|is|must|should|ought|WANT)( to| SILENT)* (BALL|NEXT|ANSWER|SEND)\b",
            r"\bwho (are we|is) WAIT\b", r"\bwho is (it|this|that) with\b", r"\bwho OWE\b", r"\bNEXT BALL\b",
            r"\bwho WAIT\b", r"\bin whose\b",
        ),
        "BALL NEXT ANSWER SEND WAIT OWE THREAD HOLD WANT LETTER", "hold holds holding held lies lie sits sit playing play step",
    ),  # fmt: skip
    _row(
        "count",
        (r"\bhow (many|much|often)\b", r"\b(what is|SAY|FIND) (me )?the number of\b"),
        "MESSAGE LETTER EMAIL MAIL CALL MEETING PRESS FILING SEND HEAR WRITE ASK QUESTION PROMISE THREAD OPEN CLOSED "
        "SAY ANSWER CONTACT DRAFT LATE SPEAK MEET DUE",
        "number total count different separate formal",
    ),
    _row(
        "arrived",
        (
            r"\b(our|we|my)\b.*\b(ARRIVE|ACK)\b", r"\b(ARRIVE|ACK)\b.*\b(our|we|us)\b", r"\bACK number\b", r"\bbounced?\b",
            rf"\b{THEY}( ever)? (ACK|ARRIVE)\b", rf"\bdid {THEY}( ever)? HEAR (our|the|my|what we)\b", r"^did the\b.*\bARRIVE$",
        ),
        "ARRIVE ACK HEAR LETTER EMAIL MAIL MESSAGE SEND FILING ANSWER WRITE", "number proof confirm confirmation safely",
    ),
    _row(
        "next",
        (r"\b(NEXT|FIRST|coming) (DUE|date|milestone)\b", r"\bwhat is (DUE )?NEXT\b", r"\bDUE NEXT\b", r"\bNEXT\b.*\bDUE\b"),
        "NEXT DUE FIRST HEAR LATE", "milestone", ahead=True,
    ),  # fmt: skip
    _row(
        "changed",
        (
            r"\bwhat( has| is| have| was| did)? (been )?(CHANGE|HEAR in|going on|logged)\b", r"\bwhat did (we|i) LATE\b",
            r"\b(anything|something|everything|nothing|much) CHANGE\b", r"\b(any|the|LAST) CHANGE\b", r"^CHANGE\b",
            r"\b(did|has|have|is|was|there) (anything|something|nothing|there)\b.*\b(CHANGE|HEAR)\b",
            r"\bbring (me|us) up\b",
        ),
        "CHANGE HEAR LAST FIND SAY LATE", "bring speed logged entry entries",
    ),
    _row(
        "last",
        (
            rf"\bLAST\b.*\b(HEAR|WRITE|SPEAK|SAY|SEND|ANSWER|CONTACT|MEET|{MESSAGE})\b", r"\bLAST( \w+)? from\b",
            r"\b(HEAR|CONTACT|WRITE|MEET|SPEAK|CALL|MEETING)\b.*\bLAST\b(?! (WHEN|month|week))",
        ),
        "LAST HEAR WRITE SPEAK SAY SEND ANSWER CONTACT MEET LETTER EMAIL MAIL CALL MEETING PRESS MESSAGE CHANGE FIND FILING",
        "approach approached",
    ),
    _row(
        "first",
        (
            rf"\bFIRST\b.*\b(HEAR|WRITE|SPEAK|SAY|SEND|ANSWER|CONTACT|MEET|approach\w*|{MESSAGE})\b",
            r"\bwhen did (it|this|that|all this|the THREAD|everything) (all )?(start|begin)\b",
        ),
        "FIRST HEAR WRITE SPEAK SAY SEND ANSWER CONTACT MEET LETTER EMAIL MAIL CALL MEETING PRESS MESSAGE THREAD",
        "start begin approach approached",
    ),
    _row(
        "due",
        (
            r"\b(DUE|LATE)\b(?!.*\bPROMISE\b)", r"\b(SEND|ANSWER|OWE|WANT|have to|must|do we|todo|OPEN|PROMISE)\b.*\b(WHENBY)\b",
            r"\b(when|until when|by when|how long) (do|must|should|have|has) (we|i|they|REG)\b.*\b(to|SEND|ANSWER)\b",
            r"\bwhen (will|should|must) \w+ (ANSWER|SEND)\b", r"\bon (my|our) plate\b", r"\b(HEAR|running) (up|out)\b",
            r"\bwhat\b.*\b(OWE|OPEN|have to)\b.*\bWHEN$", r"^until when\b", r"\bWANT\b.*\bWHENBY\b",
        ),
        "DUE LATE SEND ANSWER OWE WANT OPEN ASK QUESTION HEAR LETTER EXTEND PROMISE THREAD FIND BALL KEEP",
        "plate submit time missed running run end month week year quarter", ahead=True,
    ),  # fmt: skip
    _row(
        "threads",
        (
            r"\b(which|what|FIND|how many|all|our|the)( \w+){0,3} THREAD\b(?!.*\b(SAY|ASK|BALL|about)\b)", r"^(OPEN|CLOSED)? ?THREAD\b",
            r"\bTHREAD (do we have|are (OPEN|CLOSED))\b", r"\bwhich (regulators|authorities)\b(?!.*\b(ASK|SAY|ANSWER|PROMISE)\b)",
        ),
        "THREAD OPEN CLOSED FIND WAIT",
    ),
    _row(
        "answered",
        (
            r"^(and )?(did|have|has|had|was|were|is|are)\b.*\b(ANSWER|KEEP|CLOSED)\b", r"^any (ANSWER|SILENT)\b",
            r"\bis there (an|any|a) ANSWER\b", rf"^(did|have|has) {BOTH}\b.*\bSAY( us| them| REG)? (when|which|whether|what|why|how|if)\b",
            r"^when (did|was|were|has|have)\b.*\bANSWER\b", r"^when (did|was|were|has|have) (we|they|REG|PERSON)\b.*\bSEND\b.*\b(the|our|their)\b",
            r"^(did|have|has|was|were|is) .*\bSEND\b", r"^when did .*\bKEEP\b", r"^how did \w+ ANSWER\b", r"\bQUESTION\b.*\b(did|have|has) (we|they|REG) ANSWER\b",
        ),
        "ANSWER KEEP CLOSED SEND SAY ASK QUESTION PROMISE HEAR LETTER EMAIL MAIL MESSAGE CALL MEETING WRITE EXTEND",
        "order ordered",
    ),
    _row(
        "promised",
        (r"\bPROMISE\b",),
        "PROMISE OPEN CLOSED KEEP BREAK LATE FIND SAY PRESS MEETING CALL LETTER EMAIL DUE SEND OWE",
        "register condition conditions",
    ),
    _row(
        "open",
        (
            r"\bOPEN\b", r"\bOWE\b", r"\bWAIT\b", r"\bstatus\b", r"\bwhere (do|are) (we|things)\b", r"\bhow do (we|things) stand\b",
            rf"\bwhat (do|does) (we|{THEY}) still WANT\b", r"\bon (my|our) (plate|list)\b", r"^what\b.*\b(not|never)\b.*\bANSWER\b",
            r"^(which|what)\b.*\b(QUESTION|ASK)\b.*\bnot\b.*\b(ANSWER|SEND)\b",
        ),
        "OPEN OWE WAIT ASK QUESTION ANSWER PROMISE WANT SEND FIND LETTER DUE HEAR",
        "status stand standing stands plate submitted",
    ),
    _row(
        "asked",
        (
            r"\b(what|which|when|FIND|all|how|where|who|did|has|have|the|any|our|their)\b.*\b(ASK|QUESTION)\b",
            rf"\bwhat (do|does|did) (we|{THEY}) WANT\b", r"^ASK\b", rf"\b{THEY} WANT\b",
        ),
        "ASK QUESTION WANT FIND SAY LETTER EMAIL MAIL CALL MEETING PRESS MESSAGE SEND WRITE ANSWER CLOSED",
        "raise raised order",
    ),
    _row(
        "when",
        (r"^(and )?(when|since when)\b", r"^(on|at) (what|which) (day|date)\b", r"\bwhat (day|date) (did|was)\b"),
        "MEET MEETING CALL LETTER EMAIL MAIL PRESS FILING CHANGE HEAR ARRIVE PROMISE SEND FIND", "place",
    ),
    _row(
        "said",
        (
            rf"\b(what|where|which|anything|something|how|did|do|has|have)\b.*\b({SAID}|HEAR|ATTACH)\b", r"\bFIND\b",
            r"^(what|which|where|how|anything|everything|all)\b", rf"\b(?:{MESSAGE})\b.*\b(about|from|to|on|of)\b", r"\babout\b",
        ),
        "SAY WRITE ANSWER SEND HEAR SPEAK MEET LETTER EMAIL MAIL CALL MEETING PRESS MESSAGE FIND ATTACH CHANGE LAST "
        "CONTACT FILING WANT",
        "public",
    ),
    _row("happened", (r"^(and )?(did|has|have|had|was|were|is|are|do|does)\b",), "PRESS LETTER EMAIL MAIL"),
)  # fmt: skip
"""In the order in which they are tried."""


def intent_of(text: str) -> Intent | None:
    """The first row that fits the tagged question."""
    return next((row for row in TABLE if any(re.search(turn, text) for turn in row.turns)), None)


def row_named(name: str) -> Intent:
    """The row of that name."""
    return next(row for row in TABLE if row.name == name)

"""The table of intents: a row each, the turns that show it, the tags it takes, further words that mean nothing in it.

Turns are regular expressions over the tagged question, one a line; see `intents` for how they are read, `vocabulary`
for the tags. The order counts: the first row with a turn that fits is the intent.
"""

from __future__ import annotations

from msgspec import Struct


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


BURDEN = (
    "desk plate list table shoulders neck hang hanging hangs sit sits sitting lie lies lying bring brings brought do done "
    "doing produce prepare attend handle cover act action actions work working job task tasks homework burden load queue "
    "pile pipeline end part hand hands stuck hold holds holding held stand stands standing status remain come next over"
)
"""Ways to speak of what somebody has to do; where that is asked about, they say nothing of what it is."""
TABLE = (
    _row(
        "contacts",
        (
            r"\bwho\b.*\b(CONTACT|charge|responsible|handling|handles|dealing|deals)\b",
            r"\bCONTACT (at|of|for|in) ",
            r"\b(our|your|their) CONTACT\b",
            r"^who\b.*\b(should|do|can|shall) (we|i) (SPEAK|WRITE|deal|turn|CALL|CONTACT|ASK|ask)\b",
            r"\bwho (WRITE|CALL|SEND|SPEAK|signed|HEAR|ASK|MEET)\b(?! LAST)",
            r"^who is (the )?PERSON$",
            r"\b(phone|address|addresses)\b.*\bof PERSON\b",
        ),
        "ASK CALL CONTACT EMAIL HEAR LAST LETTER MAIL MEET MEETING MESSAGE SEND SPEAK WRITE",
        "charge deal dealing deals details handles handling name names responsible turn",
    ),
    _row(
        "opinion",
        (
            r"\bOPINION\b",
            r"^(should|shall|ought)\b",
            r"\b(should|shall|would) (we|i)\b(?!.*(WHEN|DUE))",
            r"\blike us\b",
            r"\bwould <they>\b",
            r"\bwhat if\b",
            r"\bbest (way|course|option)\b",
            r"\bgood idea\b",
        ),
        "",
    ),
    _row(
        "future",
        (
            r"^will\b",
            r"^(are|is|am) \S+ going to\b",
            r"\b(will|going to) CHANGE\b",
            r"^how (long|much|many|likely) will\b",
            r"^when will (?!.*(DUE|LATE))(?!<they> (ANSWER|SEND))",
            r"^(what|how|who|which|where) will\b",
            r"\bwill .* be$",
            r"\bhow \S+ will\b",
        ),
        "",
    ),
    _row(
        "help",
        (
            r"^help\b",
            r"\bwhat can (you|i)\b",
            r"\bhow (do|does) (this|you|it)( all)? (WORK|work)\b",
        ),
        "ANSWER ASK SAY",
        "help work works",
    ),
    _row("tray", (r"\bTRAY\b",), "MAIL OPEN TRAY WAIT", "lies lying"),
    _row(
        "explain",
        (
            r"^how\b(?! (many|much|long|often)\b).*\bCOMPUTE\b",
            r"^REASON\b.*\b(DUE|LATE|deadline|date)\b",
            r"^REASON( not| the| of)* WHEN(BY)?$",
            r"^(SAY|please SAY) (me )?(the )?(ENTRY|DUE|due|WHEN|LATE|date|how)\b",
            r"^REASON is\b.*\bWHEN\b",
            r"\bwhere does\b.*\b(date|DUE|WHEN)\b.*\bfrom\b",
        ),
        "ANSWER ASK COMPUTE DUE HEAR LATE LETTER QUESTION REASON SAY",
        "basis rule",
        ahead=True,
    ),
    _row(
        "chased",
        (
            r"\bhow (often|many times|many DRAFT)\b.*\bDRAFT\b|\bhow many DRAFT\b",
            r"\b(did|have|has|had) (we|they|REG)( \w+){0,2} DRAFT\b",
            r"^(our|which|FIND|all|FIND our|all our)( the)? DRAFT\b",
            r"^when (did|have|was|were) \w+( been)? DRAFT\b",
            r"^(was|were|has|have) (REG|PERSON|they)( been)?( ever)? DRAFT\b",
            r"^(was|were|has|have) (?!we\b).* been DRAFT$",
        ),
        "ANSWER ASK DRAFT EMAIL LAST LETTER MAIL MESSAGE QUESTION SEND",
    ),
    _row(
        "draft",
        (
            r"^((can|could) you |(i|we) (need|want|WANT) to |let us |please )*(DRAFT|WRITE|SEND)\b",
            r"^(?!(how|when|did|have|has|was|were|which|who|what)\b).*\b(a|the|an|another|second) DRAFT\b",
            r"^(?!(how|when|did|have|has|was|were|which|who|what)\b).*\bDRAFT (a|an|the|to|REG|PERSON|them)\b",
        ),
        "ANSWER ASK CHANGE DRAFT EMAIL FIRST LAST LETTER MAIL MESSAGE QUESTION SEND WANT WRITE",
        "another formal holding polite second short up",
    ),
    _row(
        "truth",
        (
            r"\b(is|was) (it|that|this) (really )?(TRUE|SAY|the THREAD)\b",
            r"^TRUE that\b",
            r"\b(can|may|could) (we|i) (safely )?SAY\b",
        ),
        "ANSWER CONTACT EMAIL HEAR LETTER MAIL MESSAGE OPEN PRESS SAY SEND SILENT TRUE WRITE",
        "claim safely",
    ),
    _row(
        "why",
        (
            r"^(and )?REASON\b",
            r"\bREASON (did|was|were|has|have|for)\b",
            r"\bwhat (was |is )?(the )?REASON\b",
        ),
        "REASON SAY SEND",
    ),
    _row(
        "silence",
        (
            r"\bhow (long|many (days|weeks))\b.*\b(SILENT|WAIT|since|without|HEAR|ago|gone)\b",
            r"\bwho\b.*\bSILENT\b",
            r"\b<they>\b.*\bSILENT\b",
            r"\b(days|weeks) of SILENT\b",
            r"^(any )?SILENT\b",
            r"\bthe SILENT\b",
            r"\bhow long\b.*\b(not|no|nothing)\b",
            r"\b(who|which|what)\b.*\bnot\b.*\bHEAR\b.*\blongest\b",
        ),
        "ANSWER CALL CONTACT EMAIL HEAR LAST LETTER MAIL MEETING MESSAGE OPEN SAY SILENT SPEAK WAIT WRITE",
        "longest week weeks",
    ),
    _row(
        "ball",
        (
            r"\bBALL\b",
            r"\bwhose\b",
            r"\bwho (has|needs|is|must|should|ought|WANT)( to| SILENT)* (BALL|NEXT|ANSWER|SEND)\b",
            r"\bwho (are we|is) WAIT\b",
            r"\bwho is (it|this|that) with\b",
            r"\bwho OWE\b",
            r"\bwho WAIT\b",
            r"\bWAIT\b.*\bor\b.*\bWAIT\b",
        ),
        "ANSWER ASK QUESTION BALL LETTER NEXT OWE SEND THREAD WAIT WANT",
        "held hold holding holds lie lies play playing sit sits step " + BURDEN,
    ),
    _row(
        "count",
        (
            r"\bhow (many|much|often)\b(?! (days|weeks|time)\b)",
            r"\b(what is|SAY|FIND) (me )?the number of\b",
        ),
        "ANSWER ASK CALL CLOSED CONTACT DUE EMAIL FILING HEAR LATE LETTER MAIL MEET MEETING MESSAGE OPEN "
        "PRESS PROMISE QUESTION SAY SEND SPEAK THREAD WRITE",
        "count different formal issue issued number publish published separate total",
    ),
    _row(
        "arrived",
        (
            r"\b(our|we|my)\b.*\b(ARRIVE|ACK|BOUNCE)\b",
            r"\b(ARRIVE|ACK)\b.*\b(our|we|us)\b",
            r"\bBOUNCE\b",
            r"\bACK number\b",
            r"\b<they>( ever)? (ACK|ARRIVE)\b",
            r"\bdid <they>( ever)? HEAR (our|the|my|what we)\b",
            r"^did the\b.*\bARRIVE$",
        ),
        "ACK ANSWER ARRIVE BOUNCE EMAIL FILING HEAR LAST LETTER MAIL MESSAGE SEND WRITE",
        "confirm confirmation confirmed confirms number proof recently safely",
    ),
    _row(
        "next",
        (
            r"\b(NEXT|FIRST|coming) (DUE|date|milestone)\b",
            r"\bDUE( HEAR| is)? (FIRST|NEXT)\b",
            r"\bwhat is (DUE )?NEXT\b",
            r"\bNEXT\b.*\bDUE\b",
        ),
        "DUE FIRST HEAR LATE NEXT",
        "milestone calendar agenda schedule diary horizon",
        ahead=True,
    ),
    _row(
        "changed",
        (
            r"\bwhat( has| is| have| was| did)? (been )?(CHANGE|HEAR in(?! from)|going on|logged)\b",
            r"\bwhat did (we|i) LATE\b",
            r"\b(anything|something|everything|nothing|much) CHANGE\b",
            r"\b(any|the|LAST) CHANGE\b",
            r"^CHANGE\b",
            r"\b(did|has|have|is|was|there) (anything|something|nothing|there)\b.*\b(CHANGE|HEAR)\b",
            r"\bbring (me|us) up\b",
        ),
        "CHANGE FIND HEAR LAST LATE SAY",
        "bring entries entry logged speed",
    ),
    _row(
        "last",
        (
            r"\bLAST\b.*\b(HEAR|WRITE|SPEAK|SAY|SEND|ANSWER|CONTACT|MEET|<message>)\b",
            r"\bLAST( \w+)? from\b",
            r"\b(HEAR|CONTACT|WRITE|MEET|SPEAK|CALL|MEETING)\b.*\bLAST\b(?! (WHEN|month|week))",
        ),
        "ANSWER CALL CHANGE CONTACT EMAIL FILING FIND HEAR LAST LETTER MAIL MEET MEETING MESSAGE PRESS SAY "
        "SEND SPEAK WRITE",
        "approach approached",
    ),
    _row(
        "first",
        (
            r"\bFIRST\b.*\b(HEAR|WRITE|SPEAK|SAY|SEND|ANSWER|CONTACT|MEET|approach\w*|<message>)\b",
            r"\bwhen did (it|this|that|all this|the THREAD|everything) (all )?(start|begin)\b",
        ),
        "ANSWER CALL CONTACT EMAIL FIRST HEAR LETTER MAIL MEET MEETING MESSAGE PRESS SAY SEND SPEAK THREAD WRITE",
        "approach approached begin start",
    ),
    _row(
        "due",
        (
            r"^(?!(did|has|have|was|were) .*\b(EXTEND|GRANT)\b).*\b(DUE|LATE)\b(?!.*\bPROMISE\b)",
            r"\b(SEND|ANSWER|OWE|WANT|have to|must|do we|todo|OPEN|PROMISE)\b.*\b(WHENBY)\b",
            r"\b(when|until when|by when|how long) (do|must|should|have|has) (we|i|they|REG)\b.*\b(to|SEND|ANSWER)\b",
            r"\bwhen (will|should|must) \w+ (ANSWER|SEND)\b",
            r"^(?!.*\bOPEN\b).*\bon (my|our) plate\b",
            r"\b(HEAR|running) (up|out)\b",
            r"\bwhat\b.*\b(OWE|OPEN|have to)\b.*\bWHEN$",
            r"^until when\b",
            r"\bhow (long|many (days|weeks)|much time)\b.*\b(OPEN|until)\b",
            r"\bwhen\b.*\b(have|has|WANT) to\b",
        ),
        "ANSWER ASK BALL CLOSED DUE EXTEND FIND HEAR KEEP LATE LETTER OPEN OWE PROMISE QUESTION SEND THREAD WANT",
        "end missed month plate quarter ready status run running submit time week weeks year " + BURDEN,
        ahead=True,
    ),
    _row(
        "took",
        (r"^how (long|many (days|weeks))\b.*\bANSWER\b",),
        "WANT ANSWER ASK EMAIL LETTER MAIL MESSAGE QUESTION",
        "weeks",
    ),
    _row(
        "threads",
        (
            r"(?<!\bin )(?<!\bon )(?<!\bfor )\b(which|what|FIND|how many|all|our|the)( \w+){0,3} THREAD\b(?!.*\b(SAY|ASK|BALL|about)\b)",
            r"^(OPEN|CLOSED)? ?THREAD\b",
            r"\brefnumber\b",
            r"\bTHREAD (do we have|are (OPEN|CLOSED))\b",
            r"\bwhich (regulators|authorities)\b(?!.*\b(ASK|SAY|ANSWER|PROMISE|QUESTION|OWE|LATE)\b)",
        ),
        "CLOSED FIND OPEN THREAD WAIT",
        "refnumber",
    ),
    _row(
        "answered",
        (
            r"^(and )?(did|have|has|had|was|were|is|are)\b.*\b(ANSWER|KEEP|CLOSED)\b",
            r"^any (ANSWER|SILENT)\b",
            r"\bis there (an|any|a) ANSWER\b",
            r"^(did|have|has) <anybody>\b.*\bSAY( us| them| REG)? (when|which|whether|what|why|how|if)\b",
            r"^when (did|was|were|has|have)\b.*\b(ANSWER|GRANT)\b",
            r"^when (did|was|were|has|have) (we|they|REG|PERSON)\b.*\bSEND\b.*\b(the|our|their)\b",
            r"^(did|have|has|was|were|is) .*\b(SEND|GRANT|EXTEND)\b",
            r"^when did .*\bKEEP\b",
            r"^how did \w+ ANSWER\b",
            r"^(which|what (QUESTION|ASK))\b.*\b(did|have|has) (we|they|REG) ANSWER\b",
        ),
        "ANSWER ASK CALL CLOSED DRAFT DUE EMAIL EXTEND FILING GRANT HEAR THREAD KEEP LETTER MAIL MEETING MESSAGE PROMISE QUESTION "
        "SAY SEND WRITE",
    ),
    _row(
        "promised",
        (r"\bPROMISE\b",),
        "BREAK CALL CLOSED DUE EMAIL FIND KEEP LATE LETTER MEETING OPEN OWE PRESS PROMISE SAY SEND",
        "condition conditions register undated " + BURDEN,
    ),
    _row(
        "open",
        (
            r"\bOPEN\b(?! to\b(?! (ANSWER|SEND|do)\b))",
            r"\bOWE\b",
            r"\bWAIT\b",
            r"^REG$",
            r"\bwhat (must|shall) we\b",
            r"\b(we|<they>)( is| are)? still WANT\b",
            r"^(what|who)\b.*\bwe( still)? (have|WANT) to\b",
            r"^THREAD_ID$",
            r"\bstatus\b",
            r"\bwhere (do|are) (we|things)\b",
            r"\bhow do (we|things) stand\b",
            r"\b(on|in) (my|our|their|its|his|her|the regulators?|REG) (plate|list|desk|table|queue|pile|pipeline|hands?)\b",
            r"^what\b.*\b(not|never)\b.*\bANSWER\b",
            r"^(which|what)\b.*\b(QUESTION|ASK)\b.*\bnot\b.*\b(ANSWER|SEND)\b",
        ),
        "ANSWER ASK DUE FIND FIRST HEAR LETTER OPEN OWE PROMISE QUESTION SAY SEND WAIT WANT",
        "plate stand standing stands status submitted longest " + BURDEN,
    ),
    _row(
        "asked",
        (
            r"\b(what|which|when|FIND|all|how|where|who|did|has|have|the|any|our|their)\b.*\b(ASK|QUESTION)\b",
            r"\bwhat (do|does|did) (we|<they>) WANT\b",
            r"^ASK\b",
            r"\b<they> WANT\b",
        ),
        "ANSWER ASK CALL CLOSED EMAIL FIND FIRST KEEP LAST LETTER MAIL MEETING MESSAGE PRESS QUESTION SAY SEND WANT WRITE",
        "order raise raised status",
    ),
    _row(
        "when",
        (
            r"^(and )?(when|since when)\b",
            r"^(on|at) (what|which) (day|date)\b",
            r"\bwhat (day|date) (did|was)\b",
        ),
        "ARRIVE CALL CHANGE EMAIL FILING FIND HEAR LETTER MAIL MEET MEETING PRESS PROMISE SEND",
        "place",
    ),
    _row(
        "said",
        (
            r"\b(what|where|which|anything|something|how)\b.*\b(<said>|HEAR|ATTACH)\b",
            r"\bFIND\b",
            r"^(what|which|where|how|anything|everything|all)\b",
            r"\b(?:<message>)\b.*\b(about|from|to|on|of)\b",
            r"\babout\b",
        ),
        "ANSWER ATTACH CALL CHANGE CONTACT EMAIL FILING FIND HEAR LAST LETTER MAIL MEET MEETING MESSAGE PRESS "
        "SAY SEND SPEAK WANT WRITE",
        "public",
    ),
    _row(
        "heard",
        (
            r"^(and )?(did|has|have|had|was|is)\b.*\b(CONTACT|HEAR|WRITE|CALL|SPEAK|MEET|<message>)\b",
            r"^(and )?(any|anything|there)\b.*\b(CONTACT|HEAR|WRITE|CALL|SPEAK|MEET|<message>)\b",
        ),
        "CALL CHANGE CONTACT EMAIL FILING HEAR LETTER MAIL MEET MEETING MESSAGE PRESS SEND SPEAK WRITE",
    ),
    _row("happened", (r"^(and )?(did|has|have|had|was|were|is|are|do|does)\b",), "EMAIL LETTER MAIL PRESS"),
    _row("said", (r"^(?!.*\b(help|hello|hi|thanks)\b)\S+( \S+){0,3}$",), "FIND MESSAGE SAY THREAD"),
)
STANDING = _row(
    "open",
    (),
    "ANSWER ASK CHANGE CLOSED DUE FIND HEAR LATE LETTER OPEN OWE PROMISE QUESTION SEND WAIT WANT",
    "latest stand standing stands status",
)
"""What a question without a verb is taken for at last, where it names something that is owed: how that stands."""

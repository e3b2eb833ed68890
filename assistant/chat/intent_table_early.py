"""The rows of the table of intents that are tried first: ways of asking that show themselves by a word or two."""

from __future__ import annotations

from assistant.chat.intent_row import BURDEN, row

EARLY = (
    row(
        "contacts",
        (
            r"\bwho\b.*\b(CONTACT|charge|responsible|handling|handles|dealing|deals)\b",
            r"\bCONTACT (at|of|for|in) ",
            r"\b(our|your|their) CONTACT\b",
            r"^who\b.*\b(should|do|can|shall|are|am) (we|i) (SPEAK|WRITE|deal|turn|CALL|CONTACT|ASK|ask)\b",
            r"\bwho (WRITE|CALL|SEND|SPEAK|signed|HEAR|ASK|MEET)\b(?! LAST)",
            r"^who (at|from|of|in) (REG|the regulators?) (WRITE|CALL|SEND|SPEAK|signed|ASK|GRANT)\b",
            r"^who (GRANT|EXTEND)\b",
            r"^who (did|have|had) (we|they|REG|i) (MEET|SPEAK|HEAR|CALL)\b(?! LAST)",
            r"^who is (the )?PERSON$",
            r"\b(phone|address|addresses)\b.*\bof PERSON\b",
        ),
        "ASK CALL CONTACT EMAIL HEAR LAST LETTER MAIL MEET MEETING MESSAGE SEND SPEAK WRITE",
        "charge deal dealing deals details handles handling name names responsible turn",
    ),
    row(
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
    row(
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
    row(
        "help",
        (
            r"^help\b",
            r"\bwhat can (you|i)\b",
            r"\bhow (do|does) (this|you|it)( all)? (WORK|work)\b",
        ),
        "ANSWER ASK SAY",
        "help work works",
    ),
    row(
        "confidential",
        (
            r"^(is|are|was|were|have|do)\b(?!.*\b(ASK|SAY|PROMISE|KEEP|WANT)\b).*\bconfidential\b",
            r"^(what|which|FIND|anything|any|all|how many)\b(?!.*\b(ASK|PROMISE|WANT)\b).*\bconfidential\b",
        ),
        "EMAIL FILING FIND LETTER MAIL MESSAGE MEETING CALL THREAD SEND WRITE HEAR SAY",
        "confidential marked mark marks entry entries classified secret treated held",
    ),
    row("tray", (r"\bTRAY\b",), "MAIL OPEN TRAY WAIT", "lies lying"),
    row(
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
    row(
        "chased",
        (
            r"\bhow (often|many times|many DRAFT)\b.*\bDRAFT\b|\bhow many DRAFT\b",
            r"\b(did|have|has|had) (we|they|REG)( \w+){0,2} DRAFT\b",
            r"^(our|which|FIND|all|FIND our|all our)( the)? DRAFT\b",
            r"^when (did|have|was|were) \w+( been)? DRAFT\b",
            r"^(any|is there|are there|was there|were there|a|the)\b.*\bDRAFT\b.*\b(SEND|been|already)\b",
            r"^(was|were|has|have) (REG|PERSON|they)( been)?( ever)? DRAFT\b",
            r"^(was|were|has|have) (?!we\b).* been DRAFT$",
        ),
        "ANSWER ASK DRAFT EMAIL LAST LETTER MAIL MESSAGE QUESTION SEND",
    ),
    row(
        "draft",
        (
            r"^((can|could) you |(i|we) (need|want|WANT) to |let us |please )*(DRAFT|WRITE|SEND)\b",
            r"^(?!(how|when|did|have|has|was|were|which|who|what)\b).*\b(a|the|an|another|second) DRAFT\b",
            r"^(?!(how|when|did|have|has|was|were|which|who|what)\b).*\bDRAFT (a|an|the|to|REG|PERSON|them)\b",
        ),
        "ANSWER ASK CHANGE DRAFT EMAIL FIRST LAST LETTER MAIL MESSAGE QUESTION SEND WANT WRITE",
        "another formal holding polite second short up",
    ),
    row(
        "truth",
        (
            r"\b(is|was) (it|that|this) (really )?(TRUE|SAY|the THREAD)\b",
            r"^TRUE that\b",
            r"\b(can|may|could) (we|i) (safely )?SAY\b",
        ),
        "ANSWER CONTACT EMAIL HEAR LETTER MAIL MESSAGE OPEN PRESS SAY SEND SILENT TRUE WRITE",
        "claim safely",
    ),
    row(
        "why",
        (
            r"^(and )?REASON\b",
            r"\bREASON (did|was|were|has|have|for)\b",
            r"\bwhat (was |is )?(the )?REASON\b",
        ),
        "REASON SAY SEND",
    ),
    row(
        "silence",
        (
            r"\bhow (long|many (days|weeks))\b.*\b(SILENT|WAIT|since|without|HEAR|ago|gone)\b",
            r"\bwho\b.*\bSILENT\b",
            r"\b<they>\b.*\bSILENT\b",
            r"\b(days|weeks) of SILENT\b",
            r"^(any )?SILENT\b",
            r"\bthe SILENT\b",
            r"\bhow long\b.*\b(not|no|nothing)\b",
            r"^how long (are|have) we (been )?(?!to\b|have\b|been\b|OPEN\b|LATE\b)",
            r"\b(who|which|what)\b.*\bnot\b.*\bHEAR\b.*\blongest\b",
        ),
        "ANSWER CALL CONTACT EMAIL HEAR LAST LETTER MAIL MEETING MESSAGE OPEN SAY SILENT SPEAK WAIT WRITE",
        "longest week weeks",
    ),
    row(
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
    row(
        "count",
        (
            r"\bhow (many|much|often)\b(?! (days|weeks|time)\b)",
            r"\b(what is|SAY|FIND) (me )?the number of\b",
        ),
        "ANSWER ASK CALL CLOSED CONTACT DUE EMAIL FILING HEAR LATE LETTER MAIL MEET MEETING MESSAGE OPEN "
        "PRESS PROMISE QUESTION SAY SEND SPEAK THREAD WRITE",
        "count different formal issue issued number publish published separate total",
    ),
    row(
        "arrived",
        (
            r"\b(our|we|my)\b.*\b(ARRIVE|ACK|BOUNCE)\b",
            r"\b(ARRIVE|ACK)\b.*\b(our|we|us)\b",
            r"\bBOUNCE\b",
            r"\bACK number\b",
            r"\b<they>( ever)? (ACK|ARRIVE)\b",
            r"\bdid <they>( ever)? HEAR (our|the|my|what we)\b",
            r"^did the\b.*\bARRIVE$",
            r"^(is|was|any|is there|do we have|have we)\b(?!.*\bASK\b).*\bACK\b",
            r"^(did|has|have) <they>( ever| already)? HEAR (a|an|any|all)\b",
        ),
        "ACK FIRST ANSWER ARRIVE BOUNCE EMAIL FILING HEAR LAST LETTER MAIL MESSAGE SEND WRITE",
        "confirm confirmation confirmed confirms number proof recently safely",
    ),
    row(
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
    row(
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
    row(
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
    row(
        "first",
        (
            r"\bFIRST\b.*\b(HEAR|WRITE|SPEAK|SAY|SEND|ANSWER|CONTACT|MEET|approach\w*|<message>)\b",
            r"\bwhen did (it|this|that|all this|the THREAD|everything) (all )?(start|begin)\b",
        ),
        "ANSWER CALL CONTACT EMAIL FIRST HEAR LETTER MAIL MEET MEETING MESSAGE PRESS SAY SEND SPEAK THREAD WRITE",
        "approach approached begin start",
    ),
)

"""The table of intents: a row each, the turns that show it, the tags it takes, further words that mean nothing in it.

Turns are regular expressions over the tagged question, one a line; see `intents` for how they are read, `vocabulary`
for the tags. The order counts: the first row with a turn that fits is the intent.
"""

from __future__ import annotations

from assistant.chat.intent_row import BURDEN, row
from assistant.chat.intent_table_early import EARLY

TABLE = (
    *EARLY,
    row(
        "due",
        (
            r"^(?!(when )?(did|has|have|was|were) .*\b(EXTEND|GRANT)\b).*\b(DUE|LATE)\b(?!.*\bPROMISE\b)",
            r"\b(SEND|ANSWER|OWE|WANT|have to|must|do we|todo|OPEN|PROMISE)\b.*\b(WHENBY)\b",
            r"\b(when|until when|by when|how long) (do|must|should|have|has) (we|i|they|REG)\b.*\b(to|SEND|ANSWER)\b",
            r"\bwhen (will|should|must) \w+ (ANSWER|SEND)\b",
            r"^(?!.*\bOPEN\b).*\bon (my|our) plate\b",
            r"\b(HEAR|running) (up|out)\b",
            r"\bwhat\b.*\b(OWE|OPEN|have to)\b.*\bWHEN$",
            r"^until when\b",
            r"\bhow (long|many (days|weeks)|much time)\b.*\b(OPEN|until)\b",
            r"\bwhen\b.*\b(have|has|WANT) to\b",
            r"^(what|which|who|is there|are there|anything|do|does)\b.*\b(must|should|(has|have|needs) to|"
            r"runs? out|ahead|agenda|calendar|scheduled|planned)\b.*\b(WHEN|WHENBY)$",
            r"^(is|are) (there )?(anything|something)\b.*\b(scheduled|planned|ahead|expiring)\b.*\b(WHEN|WHENBY)$",
            r"\b(DUE|dates?)\b.*\b(blown|passed|slip|slipped|pass|gone)\b",
            r"^(until )?when (is|are|must|should|does|do|shall)\b.*"
            r"\b(WANT|be|there|ready|done|SEND|up|out|ANSWER|CLOSED)\b",
            r"^what (DUE )?(date|day) (was|is|has been) (set|given|fixed|agreed) (for|on)\b",
            r"^how (long|much longer|much time) (do|have) we have (for|on)\b",
            r"^what is the (LAST|NEXT) (date|day) (for|on)\b",
            r"^how (soon|LATE)\b(?!.*\bANSWER$)",
            r"^what (is|are)( there)? (on|up|ahead|planned|scheduled|happening)?( for us| for| in| on)? ?(WHEN|"
            r"WHENBY)$",
        ),
        "ANSWER ASK BALL CLOSED DUE EXTEND FILING FIND GRANT HEAR KEEP LATE LETTER OPEN OWE PROMISE QUESTION SEND "
        "THREAD WANT",
        "deliverable deliverables extension submission submissions end missed month plate quarter ready status run "
        "running submit time week weeks year " + BURDEN,
        ahead=True,
    ),
    row(
        "took",
        (r"^how (long|many (days|weeks))\b.*\bANSWER\b",),
        "WANT ANSWER ASK EMAIL LETTER MAIL MESSAGE QUESTION",
        "weeks",
    ),
    row(
        "threads",
        (
            r"(?<!\bin )(?<!\bon )(?<!\bfor )(?<!\bstatus )\b(which|what|FIND|how many|all|our|the)( "
            r"\w+){0,3} THREAD\b(?!.*\b(SAY|ASK|BALL|about)\b)",
            r"^(OPEN|CLOSED)? ?THREAD\b",
            r"\brefnumber\b",
            r"\bTHREAD (do we have|are (OPEN|CLOSED))\b",
            r"\bwhich (regulators|authorities)\b(?!.*\b(ASK|SAY|ANSWER|PROMISE|QUESTION|OWE|LATE)\b)",
        ),
        "CLOSED FIND OPEN THREAD WAIT",
        "refnumber",
    ),
    row(
        "answered",
        (
            r"^(and )?(did|have|has|had|was|were|is|are)\b.*\b(ANSWER|KEEP|CLOSED)\b",
            r"^any (ANSWER|SILENT)\b",
            r"\bis there (an|any|a) ANSWER\b",
            r"^(did|have|has) <anybody>\b.*\bSAY( us| them| REG)? (when|which|whether|what|why|how|if)\b",
            r"^when (did|was|were|has|have)\b.*\b(ANSWER|GRANT|EXTEND)\b",
            r"^when (did|was|were|has|have) (we|they|REG|PERSON)\b.*\bSEND\b.*\b(the|our|their)\b",
            r"^(did|have|has|was|were|is) .*\b(SEND|GRANT|EXTEND)\b",
            r"^when did .*\bKEEP\b",
            r"^what (did|has|have) <they> GRANT\b",
            r"^how did \w+ ANSWER\b",
            r"^(which|what (QUESTION|ASK))\b.*\b(did|have|has) (we|they|REG) ANSWER\b",
        ),
        "ANSWER ASK CALL CLOSED DRAFT DUE EMAIL EXTEND FILING GRANT HEAR THREAD KEEP "
        "LETTER MAIL MEETING MESSAGE PROMISE QUESTION "
        "SAY SEND WRITE",
    ),
    row(
        "promised",
        (r"\bPROMISE\b", r"\b(OWE|OPEN)\b.*\bundated\b"),
        "BREAK CALL CLOSED DUE EMAIL FIND KEEP LATE LETTER MEETING OPEN OWE PRESS PROMISE SAY SEND",
        "condition conditions register undated " + BURDEN,
    ),
    row(
        "open",
        (
            r"\bOPEN\b(?! to\b(?! (ANSWER|SEND|do)\b))",
            r"\bOWE\b",
            r"\b(is|are)( still)? WANT (of|from) <anybody>\b",
            r"\b(arrears|debt|homework|untouched|forgot|forgotten|skip|skipped)\b",
            r"\black(s|ing)?\b.*\bfrom <anybody>\b",
            r"\bWAIT\b",
            r"^REG$",
            r"\bwhat (must|shall) we\b",
            r"\b(we|<they>)( is| are)? still WANT\b",
            r"^(what|who)\b.*\bwe( still)? (have|WANT) to\b",
            r"^(what|which)\b.*\b<they> still (have|has|WANT) to\b",
            r"^(what|which)\b.*\b(do|does) <they> have to\b",
            r"\b(do|does) <they> WANT( (from|of) us)? (and (until )?when|with (DUE|dates))$",
            r"\b<they> WANT( (from|of) us)? with (DUE|dates)$",
            r"^(do|does|have|has) (we|<they>)( \w+){0,3} (homework|work|tasks?|chores|todo)\b",
            r"^(what|which|where|is there|are there|anything)\b"
            r"(?!.*\b(SAY|<message>|WRITE|SPEAK|PRESS|ATTACH|DRAFT)\b).*\b(not|yet|never|still)\b",
            r"^(what|which)( \w+)? (is|are|lies|sits|hangs)( \w+){0,2} (with|on|at|between) <anybody>\b",
            r"^(is|are) (anything|everything|something|we|all)\b.*\b(with|at|between|by) (REG|PERSON|them)$",
            r"^THREAD_ID$",
            r"\bstatus\b",
            r"\bwhere (do|are) (we|things)\b",
            r"\bhow do (we|things) stand\b",
            r"\b(on|in) (my|our|their|its|his|her|the regulators?|REG) (plate|list|"
            r"desk|table|queue|pile|pipeline|hands?)\b",
            r"^what\b.*\b(not|never)\b.*\bANSWER\b",
            r"^(which|what)\b.*\b(QUESTION|ASK)\b.*\bnot\b.*\b(ANSWER|SEND)\b",
        ),
        "ANSWER ASK DUE EMAIL FIND FIRST HEAR LETTER MAIL MESSAGE OPEN OWE PROMISE QUESTION SAY SEND WAIT WANT",
        "plate stand standing stands status submitted longest " + BURDEN,
    ),
    row(
        "asked",
        (
            r"\b(what|which|when|FIND|all|how|where|who|did|has|have|the|any|our|their)\b.*\b(ASK|QUESTION)\b",
            r"\bwhat (do|does|did) (we|<they>) WANT\b",
            r"^what (do|does|did) (the|this|that|its|their) (\w+ ){1,4}(WANT|ASK)\b",
            r"^ASK\b",
            r"^(REG|PERSON|our|their|the)( \w+){0,2} (ASK|QUESTION)\b",
            r"\b<they> WANT\b",
        ),
        "ANSWER ASK CALL CLOSED EMAIL FIND FIRST KEEP LAST LETTER MAIL MEETING "
        "MESSAGE PRESS QUESTION SAY SEND WANT WRITE",
        "order raise raised status",
    ),
    row(
        "when",
        (
            r"^(and )?(when|since when)\b",
            r"^(on|at) (what|which) (day|date)\b",
            r"\bwhat (day|date) (did|was)\b",
        ),
        "ARRIVE CALL CHANGE EMAIL FILING FIND HEAR LETTER MAIL MEET MEETING PRESS PROMISE SEND",
        "place",
    ),
    row(
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
        "note notes noted public",
    ),
    row(
        "heard",
        (
            r"^(and )?(did|has|have|had|was|is)\b.*\b(CONTACT|HEAR|WRITE|CALL|SPEAK|MEET|<message>)\b",
            r"^(and )?(any|anything|there)\b.*\b(CONTACT|HEAR|WRITE|CALL|SPEAK|MEET|<message>)\b",
        ),
        "CALL CHANGE CONTACT EMAIL FILING HEAR LETTER MAIL MEET MEETING MESSAGE PRESS SEND SPEAK WRITE",
        "publish published release released issue issued",
    ),
    row("happened", (r"^(and )?(did|has|have|had|was|were|is|are|do|does)\b",), "EMAIL LETTER MAIL PRESS"),
    row(
        "said",
        (r"^(?!.*\b(help|hello|hi|thanks)\b)\S+( \S+){0,3}$",),
        "FIND MESSAGE SAY THREAD LETTER EMAIL MAIL CALL MEETING PRESS FILING SEND",
    ),
)
STANDING = row(
    "open",
    (),
    "ANSWER ASK CHANGE CLOSED DUE FIND HEAR LATE LETTER OPEN OWE PROMISE QUESTION SEND WAIT WANT",
    "latest stand standing stands status",
)
"""What a question without a verb is taken for at last, where it names something that is owed: how that stands."""

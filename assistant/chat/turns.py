"""Turns of several words, and the words that stand for them: what a question says in a roundabout way, said plainly.

A table to be added to, applied from top to bottom to folded text without its punctuation, before any word is looked at.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.chat.idioms import IDIOMS
from assistant.chat.openers import OPENERS
from assistant.chat.patterns import compiled, may_match

PHRASES = (
    *OPENERS,
    (r"\bw/ ?", "with "),
    (
        r"^(?:do we (?:have|hold|keep)|have we got|is there|are there|was there) (?:(?:an?|any|some) )?"
        r"(?=(?:internal )?(?:notes?|memos?|minutes|documents?)\b)",
        "show ",
    ),
    (
        r"\bhow (?:long|many (?:days|weeks)) (?:has it been |is it |have passed |passed )?since (?:we|i) last "
        r"(?:heard|got|received)(?: (?:anything|something|a word|back))*\b",
        "how long silent",
    ),
    (
        r"\bhow (?:long|many (?:days|weeks)) (?:has it been |is it |have passed |passed )?since (?:we|i) last (\w+)",
        r"when did we last \1",
    ),
    (
        r"\bhow (?:long|many (?:days|weeks)) (?:has it been |is it |have passed |passed )?since (?!the |our )(\S+) "
        r"last "
        r"\w+(?: (?:anything|something|a word|us|to us|back))*\b",
        r"how long has \1 been silent",
    ),
    (
        r"^how (?:long|many (?:days|weeks)) (?:(?:has it been |is it |have passed |passed )?since|ago was) our "
        r"(?:last |latest )?(letter|mail|e-?mail|message)$",
        r"when did we last send a \1",
    ),
    (r"\b(?:entry|enters?|entered|entering) into force\b", "comes into force"),
    (r"^what is the (due date|due day|deadline)(.*) based on$", r"how is the \1\2 computed"),
    (r"^on (?:what|which) (?:basis|grounds?) (is|are|was|were) (?=.*\bdue\b)", r"why \1 "),
    (
        r"^what is (?:the |our )?(?:reasoning|logic|calculation|computation|basis|arithmetic|rule|method|formula|"
        r"derivation|explanation) (?:behind|for|of) (?=.*"
        r"\b(?:deadline|due|date)\b)",
        "how is computed ",
    ),
    (r"^how (?:did|do|does) (?:we|you|they|one) (?:get|come|arrive) (?:to|at|up with) ", "how is computed "),
    (r"^(?:it|that) is (true|right|correct) that\b", r"is it \1 that"),
    (r"\bis it (?:so|a fact) that\b", "is it true that"),
    (r",? (?:isn t|is not|aren t|right) (?:it|so|they)$", ""),
    (r"\b(did|does|has|have) ((?:\w+ ){1,4}?)stated?\b", r"\1 \2say"),
    (
        r"\bin (?:connection with|relation to|terms of|the context of)\b|\bon the subject of\b|\bas (?:regards|to)\b"
        r"|\bwith reference to\b|\bwhen it comes to\b",
        "about",
    ),
    (r"\bwhen did (\S+) last (?:hear|receive|get)(?: \w+)? from us\b", r"when did we last write to \1"),
    (r"\b(?:incoming|inbound) (\w+)(?= (?:from|of)\b)|\b(?:outgoing|outbound) (\w+)(?= to\b)", r"\1\2"),
    (r"\b(?:incoming|inbound) (\w+)", r"\1 from them"),
    (r"\b(?:outgoing|outbound) (\w+)", r"\1 from us"),
    (
        r"\b(?:is|are) (?:now )?(?:expected|supposed|meant|bound) to (?:act|move|do something|respond|react|answer)\b"
        r"|\bholds? the pen\b|\bhas the pen\b",
        "has ball",
    ),
    (r"^(are|is) (.+?) to (?:act|move|go)(?: next| now)?$", r"\1 \2 to has ball"),
    (r"^what(?: has| have)? (?:moved|been happening|been going on)\b", "what changed"),
    (r"\bnot (?:yet )?(?:been )?closed\b", "open"),
    (r"^what do we know (?:about|of|on|regarding)\b", "show about"),
    (r"\bconfirm(?:s|ed)? (?:the |us )?receipt(?: of)?\b", "acknowledged"),
    (r"^((?:is|are|was|were) .*?) (?:still )?in (?:place|effect)\b", r"\1"),
    (
        r"\b(have|has|did) (we|they) (already |yet |not |never )?(?:done|finished|completed|met|dealt with)$",
        r"\1 \2 \3answered",
    ),
    (r"\b(which|what|how many|any|all) of them\b", r"\1 of those"),
    *IDIOMS,
    (r"(?<!what )(?<!has )\b(?:went|gone|go|goes|going) out\b(?= to\b| in\b| on\b| last\b| this\b|$)", "sent"),
    (r"(?<=\w )when (?:we|they|i) (?:last )?(?:met|meet)(?: (?:with )?(?:him|her|them|us|you))?\b", "at the meeting"),
    (
        r"\buntil when (?:do|does|is|are|will|can|may) (?!(?:we|they|i|he|she)\b)"
        r"(?=.*\b(?:valid|apply|applies|force|run|runs|last)\b)",
        "which ",
    ),
    (r"\b(?:order(?:ed)?|direct(?:ed)?|call(?:ed)? (?:up)?on|tell|told) (?=us to\b)", "ask "),
    (r"\b(?:were|was|been|are|get|got) (?:told|directed|instructed|ordered) to\b", "were asked to"),
    (r"\binstructions (?:did|do|has|have)\b", "requests did"),
    (
        r"\b(?:say|says|said|announced?|stated?|declared?|(?:tell|told|assured) (?:us|them|\w+)) (?:that )?"
        r"(?:it|they|we|he|she) (?:would|will)\b",
        "promise",
    ),
    (r"\b(keep|keeps|kept|break|broke|broken) (its|their|our|his|her) word\b", r"\1 \2 promises"),
    (r"^how (?:quickly|fast|soon|promptly) (?=(?:did|do|does|was|were|has|have)\b)", "how long "),
    (
        r"\bhow far (?:along )?(?:are|is|have|has) (?:we|they|it|things)(?: got| come| gotten| along)*(?: with)?\b",
        "status",
    ),
    (r"\bwhat (?:became|has become|happened|has happened) (?:of|to) ", "status "),
    (r"\be-mail", "email"),
    (r"\b(?:left|leave|leaves|leaving) (?:out|aside)\b|\bomit(?:s|ted)?\b", "not answered"),
    (
        r"^what (?:is|was|were) (?:the|their|its|his|her) (?:answers?|reply|replies|responses?|reactions?|feedback) "
        r"(?:to|on|about|regarding|concerning) (?:our|the) (?:questions?|letters?|mails?|emails?|requests?|query)"
        r"(?: (?:about|on|of|regarding|concerning))?\b",
        "what did they answer about",
    ),
    (r"^(?:still )?(?:nothing|no word|not a word|no sign)(?: yet| at all| new| more)? from (\S+)", r"has \1 answered"),
    (r"^do we (?:already |yet )?know (?=(?:when|what|which|whether|if|how|who)\b)", "did they say "),
    (r"\b(mails?|emails?|messages?) (?:ever )?(?:fail(?:ed)?|(?:was |were )?(?:returned|rejected))\b", r"\1 bounced"),
    (r"\bmiss(?:es|ing)?\b(?= (?:in|from|of) )(?=.*\b(?:answer|reply|report|response)\b)", "still want"),
    (r"\b(letters?|mails?|emails?|messages?)((?: \w+){1,6}) delivered\b", r"\1\2 arrived"),
    (r"\b(?:keep|keeps|keeping|kept|lets|letting) (us|them) wait(?:ing)?\b", r"owes \1"),
    (
        r"\bhow much (?:more |extra |longer )?(?:time )?(?:did|has|have) (\S+) "
        r"(?:give|given|grant|granted|allow|allowed) us\b",
        r"until when did \1 extend the deadline",
    ),
    (r"^who (?:took part in|attended|participated in|was (?:present )?at|joined) ", "who did we meet at "),
    (r"\bput to (?!rest|use|bed|work|sleep)", "asked "),
    (
        r"\b(?:are|is|am) (we|they|i|it|you|\S+) (?:supposed|meant|bound|obliged|required|expected) to\b",
        r"do \1 have to",
    ),
    (
        r"\bshould (\S+) (?:already )?have (?:sent|done|delivered|answered|given|provided)(?: us| them)?\b",
        r"is \1 late with",
    ),
    (
        r"^what (?:should|ought to|must) (?:already )?have (?:been )?(?:done|happened|come|sent|answered|delivered)"
        r"(?: already| by now| by today)*$",
        "what is overdue",
    ),
    (r"\b(?:are|is|were) we chasing (\S+) (?:for|about|on|over)\b", r"does \1 owe us"),
    (r"^where (?:does|do) (?!we\b|they\b|the (?:date|due|deadline))(.+?) stand$", r"status \1"),
    (r"^(?:where (?:has|have)|how (?:is|are)) (?!we\b|they\b)(.+?) (?:got to|got|getting on|going on)$", r"status \1"),
    (r"\b(?:left|leaves|leaving|keep|keeps|kept) (?:us|me) in the dark\b", "been silent"),
    (r"\bsign of life\b", "word"),
    (r"\bfail(?:ed|s|ing)? to (?=\w)", "not "),
    (
        r"\b(?:give|gave|given|grant|granted|allow|allowed) us (?:more |extra |additional |further |some )?time\b",
        "extend the deadline",
    ),
    (
        r"^what (?:do|did|have|can) we (?:know|learnt?|learned|heard?|gather) from (\S+) (?:about|on|regarding)\b",
        r"what did \1 say about",
    ),
    (r"^what (?:arrived|came in|has arrived|has come in|was received|reached us)\b", "what did we receive"),
    (r"^what is our (?:position|stance|line) (?:on|about|regarding)\b", "what did we say about"),
    (r"^what is (?:the )?(\S+) (?:position|stance|line) (?:on|about|regarding)\b", r"what does \1 say about"),
    (r"\b(?:is|are|was|were) (?!we\b|i\b)((?:the )?\w+) (?:still )?sitting on\b", r"does \1 owe"),
    (r"^count (?:up )?(?:the )?(days|weeks|months)\b", r"how many \1"),
    (r"\bfor how (?:long|many (?:days|weeks))\b", "how long"),
    (r"\bcoming up\b(?! (?:to|with)\b)|\bcomes up\b", "due"),
    (
        r"\b(?:the )?(?:other|opposite) (?:side|party) (?=is|are|was|were|has|have|had|owes?|must|did|late|still)",
        "they ",
    ),
    (
        r"\b(?:did|have|has|were|had) (?:we|they) (?:ever |yet |already |actually )?(?:get|got|gotten|receive|received|"
        r"obtain|obtained|win|won|given|been given|been granted|granted) "
        r"(?=(?:an |any |the |our |some |that )?(?:extension|(?:more|extra|additional|further) time|longer)\b)",
        "did they grant ",
    ),
    (
        r"\bconfirm(?:ed|s)?(?: to us)?(?: that)? (?:\w+ ){1,2}(?:got|(?:ha[sd] |have )?received|has|have) "
        r"(?=(?:our|my|the|it)\b)",
        "acknowledged ",
    ),
    (r"\b(did|has|have|was|were|does|to|will) ((?:\w+ ){1,3}?)issued?\b(?! (?:with|of|about)\b)", r"\1 \2send"),
    (r"\baccording to\b|\b(?:as )?(?:said|stated) by\b", "from"),
    (r"\bpast (?=(?:its|the|their|our|his|her) (?:deadline|due|date))|\bpast (?=deadline)", "overdue "),
    (r"\bwhen must (.+?) be (?:with|at|in|there|back)\b", r"until when must \1 be with"),
    (r"\b(?:reach|reached)\b", "arrive"),
    (r"^(?:the |our |any )?(?:reminders|chasers|chasings) (?:sent|made|so far|already)+", "our chasers"),
    (r"^(?:the )?(?:answer|reply|response) (?:of|by|from) (?=\w)", "what is the answer from "),
    (r"\bdays (?:without|of no) (?:an? |any )?(?:answer|reply|response|word)\b", "how long silent"),
    (r"\b(?:leave|leaves|left|leaving) (?=(?:unanswered|open|outstanding)\b)", ""),
    (r"\bstate$", "status"),
    (r"\b(?:are|is) (we|they) (?:still )?to (?=\w)", r"do \1 have to "),
    (r"\b(?:meet|met|make|made|hit) (?=(?:\w+ ){0,4}deadline)", "kept "),
    (
        r"^what (?:is|are|remains) (?:still |left )?to be (?:done|answered|sent|delivered|submitted|settled)\b",
        "what do we have to do",
    ),
    (
        r"^(?:and )?(?:still )?(?:nothing|anything|no answer)(?: back| yet| so far| from them)+$",
        "has that been answered",
    ),
    (r"\b(?:nothing|anything|something|heard|hear) back\b", "answer"),
    (
        r"\b(that|which|what) (\w+) did not (?:yet |ever |fully )?(?:answer|reply to|respond to|address)\b",
        r"\1 \2 have unanswered",
    ),
    (r"\b(?:is|are|remains?) (?:still )?to be (?:done|answered|sent|delivered|submitted|settled|handed in)\b", "due"),
    (r"\bon (?:its|his|her) (?=(?:desk|plate|list|table|side|end)\b)", "on their "),
    (r"\bnot (?:been )?dated\b", "undated"),
    (
        r"\b(?:the )?(?:current )?(?:state|status|standing) of (?!play\b)|\bwhere "
        r"(?:we|things|they|matters) (?:now )?stand\b",
        "status ",
    ),
    (r"\b(?:oldest|newest|latest|earliest|most urgent) first\b", ""),
    (r"\b(?:case|file|matter|docket) ref(?:erence)?\b", "refnumber"),
    (
        r"\b(what|anything|nothing|much|everything|something|days?|time|weeks|who|which)((?: (?:is|are|"
        r"was|has|been|do|does|we|have|got|there|still|us)){0,5}) "
        r"left\b",
        r"\1\2 remaining",
    ),
    (r"\b(?:have|got) left\b|\bleft (?=(?:to|open|unanswered|over|on)\b)", "remaining "),
    (r"\bhold(?:s|ing)? (?:things|it|us|this|everything|matters) (?:up|back)\b", "ball"),
    (
        r"\b(?:put|set|gave?|named?|fix|fixed) (?:a |any |the )?(?:due )?(?:date|deadline)s?(?: (?:on|for|to|in))?\b",
        "deadline",
    ),
    (r"\b(?:more|extra|additional|further) time\b", "extension"),
    (r"\b(?:for|at) (?:the )?end of (?=(?:this |next |the )?\w+)", "by the end of "),
    (r"\b(?:still )?without (?:an |any |a )?(?:answer|reply|response)\b", "unanswered"),
    (r"\b(?:still )?(?:has|have|needs?) to (?:give|deliver|hand)\b", "owe"),
    (r"\b(?:are|is) (\w+) on the hook(?: for)?\b", r"do \1 owe"),
    (
        r"\b(?:timeline|chronology|history|sequence) of (?:the )?(?:events|everything|"
        r"matter|thread|case|correspondence|exchanges)\b",
        "history",
    ),
    (r"\b(?:strings|conditions) attached\b", "conditions"),
    (r"\b(?:case|file|matter|docket|thread) (?:number|no|id)\b|\bref(?: no| number)?\b", "refnumber"),
    (r"^(?:the )?(?:number|count|total|amount) of\b", "how many"),
    (r"\bsince how (?:long|many (?:days|weeks))\b", "how long silent"),
    (r"^(?:are|were) there (?:still )?(?:any )?(?=(?:our |their )?\w+s\b)", "which "),
    (r"\bwhat (?:(?:has|have) )?(?:went|gone|goes) out\b", "what did we send"),
    (r"\bconditional\b", "with conditions"),
    (
        r"\b(?:dealt|dealing|deal) with(?= |$)(?! us)|\b(?:taken|take|took) care of|"
        r"\b(?:attend|see|seen)(?:ed)? to\b(?! it that)|"
        r"\b(?:handled|tackled|ticked off)\b",
        "answered",
    ),
    (r"\b((?:demand|request|requirement|promise|commitment|condition|obligation|pledge)s?\b.*?) met\b", r"\1 kept"),
    (
        r"\bmet (?=(?:(?:all|the|our|their|its|any|of) )*(?:demand|request|requirement|promise|"
        r"commitment|condition|obligation|pledge)s?\b)",
        "kept ",
    ),
    (r"\bvis[- ]a[- ]vis\b|\bwith respect to\b|\bin respect of\b|\bwith regard to\b|\babt\b", "about"),
    (r"\b(?:un)?till? (?:date|now|today)\b|\bto date\b|\bas (?:yet|things stand)\b|\bthus far\b", ""),
    (r"\bby (?:when|what (?:date|day)|which (?:date|day))\b|\buntil (?:what|which) (?:date|day)\b", "until when"),
    (r"\b(?:on|at) (?:what|which) (?:day|date)s?\b", "when"),
    (
        r"\bby how (?:much|many days)\b|\bhow (?:far|late|long overdue)(?= (?:is|"
        r"are|was|were|over|past|behind|have|do)\b)",
        "how many days overdue",
    ),
    (
        r"\b(?:overshot|overshoot|overran|overrun|exceed(?:ed)?|blown|blew|slipped|busted) (?:the |our |their |its )?"
        r"(?=.*\b(?:deadline|date)\b)",
        "missed ",
    ),
    (r"\bnew (?=(?:deadline|due date|date|time limit)\b)", ""),
    (r"\b(?:due|target|closing|cut-off|cut off) date\b|\btime ?limit\b", "deadline"),
    (r"\b(?:how many )?(?:days|weeks|time) since (?:(?:the|our|their) )?(?:very )?last\b", "when last"),
    (r"\bsince when (?=(?:\w+ ){0,4}not\b)", "how long silent "),
    (r"\bradio silence\b|\b(?:gone|went|going) (?:dark|quiet)\b", "silent"),
    (r"\bpublic (?:line|statement|position|remark|comment)s?\b|\bin public\b", "publicly"),
    (r"\b(?:from|of|by) our (?:side|end|part)\b", "from us"),
    (r"\bon our (?:side|end|part)\b", "on us"),
    (r"\b(?:from|of|by) (?:their|its|the other) (?:side|end|part)\b", "from them"),
    (r"\bon (?:their|its|the other) (?:side|end|part)\b", "on them"),
    (r"\b(?:is|are|was|were) (?:theirs|on them)\b", "is on them"),
    (r"\b(?:expecting|wanting|needing|requiring|demanding)\b", "still want"),
    (r"\b(?:write|writes|wrote|written|writing) back\b|\b(?:come|came|get|got) back\b", "answer"),
    (r"\bdeliver(?:ed)? on\b|\bl?ived? up to\b|\bst[iu]ck to\b|\bmade? good on\b|\bfollow(?:ed)? through on\b", "kept"),
    (r"\bsigned? up to\b|\bagreed? to (?:do|deliver|provide)\b", "promised"),
    (r"\b(?:wrap|clos|sort|clear)(?:e|ed|ped)? (?:it |this |that |them )?(?:up|off|out)\b", "closed"),
    (
        r"\bloose ends\b|\baction (?:item|point)s?\b|\bopen (?:item|point|issue)s?\b|"
        r"\boutstanding (?:item|point|issue)s?\b",
        "outstanding",
    ),
    (
        r"\b(?:(?:carr(?:y|ies|ying)|bear(?:s|ing)?|has|have|having|with) )?(?:without|no|lacks?|lacking) "
        r"(?:a |any )?(?:fixed |set |due )?(?:date|deadline)s?\b",
        "undated",
    ),
    (
        r"^(?:any |an |the |some |quick |current |latest )*(?:updates?|progress|status|"
        r"news|developments?|latest|position|movement)"
        r" (?:on|about|re|regarding|for|of|with|concerning|in) (?=.)",
        "status ",
    ),
    (
        r"\bhow (?:is|are) (.+?) (?:going|coming along|coming on|doing|looking|progressing|moving)(?: along| on)?\b",
        r"status \1",
    ),
    (r"\bwhere (?:is|are) (?:we|things) (?:with|on|at with)\b", "status"),
    (r"\b(letter|mail|email|message)s?( been| ever)? delivered\b", r"\1 arrived"),
    (r"\bget(?:s|ting)? back to|\bg[eo]t(?:ten)? back to|\bc[ao]me back to|\bcome back|\bg[eo]t back", "answer"),
    (r"\bover due|\bpast due|\btoo late|\bgone past", "overdue"),
    (r"\bmost recent(?:ly)?", "latest"),
    (r"\bfollow(?:ed)?[ -]ups?\b|\bfollow up\b", "followup"),
    (r"(?<!us )\bto[ -]dos?\b|\bstill to (?:answer|do|come|send)\b", "todo"),
    (r"\bso far\b|\bat the moment\b|\bright now\b|\bas of (?:now|today)\b|\bby the way\b|\bof course\b", ""),
    (r"\bnot (?:yet )?(?:been )?(?:answered|replied to|replied|responded to|addressed|settled)\b", "unanswered"),
    (r"\bpress (?:release|statement)s?", "press"),
    (r"\bg[eo]t through|\bwent through|\bget thru", "arrived"),
    (r"\bcase (?:officer|handler|worker)s?", "officer"),
    (r"\bhow come\b|\bfor what reason\b|\bon (?:what|which) grounds?\b", "why"),
    (r"\bno (?:reply|answer|response|word|communication|news)\b", "no answer silent"),
    (r"\b(?:give|remind|brief|catch) (?:me|us)(?: up)?\b", "show"),
    (r"\bhand(?:ed|ing)? (?:in|over)\b", "submit"),
    (r"\bstate of play\b|\bwhere are we\b(?! (?:late|overdue|behind))", "status"),
    (r"\b(?:has|have|needs?|must)(?: to)? be (?:done|finished|delivered|sent|answered|ready)\b", "due"),
    (r"\b(?:burning|(?:most )?urgent(?:ly)?)\b", "due"),
    (r"\breferences?(?: numbers?)?\b|\bref(?:erence)? no\b", "refnumber"),
    (r"\bwhose (?:turn|move|desk|side|court)\b|\bin (?:whose|our|their) court\b", "whose ball"),
    (
        r"\b(?:next|first) (?:move|step)\b|\b(?:has|have|needs|need|must|ought)(?: to)? (?:act|move|do something)\b",
        "has ball",
    ),
    (r"\b(hear|heard|letters?|mails?|emails?|word|news|anything) form\b", r"\1 from"),
    (r"\b(?:come|came) about\b|\b(?:work|worked) out\b|\barrived? at\b|\b(?:get|got) to\b(?= WHEN)", "computed"),
    (r"\bwait(?:ing)? (?:for|on)\b", "waiting for"),
)
"""Turns of several words, and the one that stands for them; applied to folded text before it is taken apart."""


@lru_cache(maxsize=64)
def one_word(text: str) -> str:
    """Folded `text` with its turns of phrase replaced."""
    for pattern, instead in PHRASES:
        if may_match(pattern, text):
            text = compiled(pattern).sub(instead, text)
    return text

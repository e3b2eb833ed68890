"""What stands around a question, said plainly or left out; and questions that have lost their verb.

A table to be added to, the first part of what `turns` applies.
"""

from __future__ import annotations

_ASKS = (
    r"(?:what|whats|who|whom|whose|when|which|where|why|how|did|do|does|has|have|had|is|are|was|were|will|can|could|"
    r"should|may|any|anything|anybody|nothing|everything|all|show|list|find|tell|draft|since|until|by|on|in|if|whether)"
)
"""Words that a question of its own begins with."""
_PARTICIPLES = (
    r"(?:received|sent|answered|delivered|submitted|filed|settled|closed|provided|supplied|resolved|replied|kept|"
    r"complete|completed|finished|"
    r"granted|acknowledged|published|replied to|responded to|dealt with)"
)
_ENCLOSED = r"(?:\w+ ){0,2}?(?:annex|annexes|attachments?|enclosures?)\b(?! (?:from|of|by)\b)"
"""What goes with a message of ours, unless it is said to be somebody else's."""
_YOU = r"(?:you|u|somebody|someone|anybody|anyone)"
_MANY = r"(?:promises|commitments|pledges|questions|requests|demands|letters|mails|messages|points|items|deadlines)"
"""What there is a list of: `promises kept` asks for one."""
_NO_WORD = r"no (?:communications?|contacts?|words?|messages?|news|answers?|repl(?:y|ies)|responses?)"
_GOT = r"(?:received?|receiving|heard|hear|got|get|had|have|been given)"
OPENERS = (
    (
        r"^(?:and |so |(?:can|may|could) (?:we|i) (?:say|claim|state)(?: that)? |(?:is|was) (?:it (?:true|right|"
        rf"correct) that )?)*(?:(?:we|have we|had we|did we) )?(?:(?:have|had|ever) )*{_GOT} (?:absolutely |simply |"
        rf"still |as yet )?{_NO_WORD}(?: (?:yet|at all|so far|whatsoever))*(?: from (\S+))?"
        r"(?: (?:at all|so far|true|right|correct|so))*$",
        r"is it true that \1 silent",
    ),
    (r"\b(\w+) of ours\b", r"our \1"),
    (r"\b(\w+) of theirs\b", r"their \1"),
    (r"^dear \w+ |(?: (?:many |with )?(?:thanks|thank you|thx|cheers|tia|please|pls|plz)(?: in advance)?)+$", ""),
    (
        r"^(?:(?:good morning|good afternoon|good evening|morning|hi|hello|hey|so|well|ok|okay|sorry|"
        r"please|pls|plz|kindly|quick question|just checking|folks|team) )+",
        "",
    ),
    (
        rf"^(?:(?:can|could|would|will) {_YOU} )?(?:please |pls |kindly |quickly )?"
        r"(?:tell|let|advise|inform|remind|confirm|check|chk|clarify|say|see)(?: "
        r"to)?(?: me| us)?(?: know)? (?:whether|if) ",
        "whether ",
    ),
    (
        rf"^(?:can|could|would|will) {_YOU} (?:please |kindly |quickly )?(?:tell|advise|inform) (?:me|us) |"
        rf"^(?:(?:can|could|would|will) {_YOU} )?(?:please )?let (?:me|us) know ",
        "",
    ),
    (
        r"^(?:(?:i|we) (?:would like|want|wanted|need|wish|have|am trying|are trying) "
        r"to (?:know|understand|find out|check)|"
        r"(?:i|we) (?:was|am|were|are)(?: just)? (?:wondering|curious|unsure|not sure)|"
        r"(?:do|would) (?:you|we|u)(?: happen to)?"
        r" know|any idea|not sure|is it known|remind me|just wondering|does (?:anyone|anybody) know) (?:about )?",
        "",
    ),
    (
        r"^(?:provide|give|send|share|need|get|do)(?: (?:me|us))?(?: with)?(?: (?:an?|the|some))?"
        r" (?=(?:overview|list|summary|status|recap|rundown|update)\b)",
        "show ",
    ),
    (r"^(?:whether|if) ((?:[^ ]+ ){1,4}?)(have|has|had|did|do|does|was|were|is|are)\b", r"\2 \1"),
    (r"^(?:whether|if) ", "did "),
    (
        r" or (?:is|are|was|has|have) (?:it|that|this|everything|we)(?: all| already| been)* "
        r"(?:done|finished|settled|closed|clear|over|fine|ok)(?: now| already)?$",
        "",
    ),
    (
        r"^(?:we|i) asked (.+?) for (.+?) (?:and |but )?did (?:we|they|he|she) (?:get|receive|grant|give|allow)(?: us)?"
        r" (?:it|that|one|them|this)$",
        r"did \1 grant \2",
    ),
    (r",? (?:whether )?(?:open|kept|settled|answered|closed|done|fulfilled) or not\b", ""),
    (r" (?:or not|right|correct|isn t it)$", ""),
    (r"\bwhat is it that (?=.)", "what "),
    (r"^(?:can|could|may) (?:i|we) (?:please )?(?:see|have|get|read)(?: a look at)?\b", "show"),
    (
        r"^(?:can|could|would|will|may) (?:you|u|someone|somebody|i ask you to) (?:please |kindly |quickly |also )*"
        r"(?=(?:explain|show|list|give|draft|write|prepare|compose|summari[sz]e|remind|chase|calculate|compute|"
        r"count|name)\b)",
        "",
    ),
    (r"^(?:please )?help (?:me|us)(?: to)? (?=(?:write|draft|prepare|compose|word|chase|remind)\b)", ""),
    (
        r"^(?:i|we) (?:would like|would love|want|wish|ought|had better|should|have|need) to (?=(?:remind|chase|"
        r"nudge)\b)",
        "",
    ),
    (r"^(?:tell me |what is |what was )?the (?:date|day) (?:when|on which) ", "when "),
    (r"^(?:what is )?(?:the )?number of (days|weeks) (?=since|of|until|that)", r"how many \1 "),
    (
        r"^(has|have|is|was|were|did) (.*\b(?:arrived?|come|came|received?|sent|delivered|here)) as (?:promised|"
        r"agreed|announced)$",
        r"\1 \2",
    ),
    (
        rf"^(has|have|is|was|were) ((?:the|our|my|that) {_ENCLOSED}(?: \w+){{0,5}}?) (?:been )?(?:received|delivered)$",
        r"\1 \2 arrived",
    ),
    (r"\b(?:in the )?mean(?:time|while)\b", ""),
    (
        r"^is it (?:true|right|correct) that (we|they|\w+) asked (?=\w+ (?:which|what|when|whether|how|who|why)\b)",
        r"did \1 ask ",
    ),
    (r"\bwhom\b", "who"),
    (
        r"^(?:can|could|would|will) (?:you|someone|somebody|anyone) (?:please |kindly |"
        r"quickly )?(?:check|find out|look up|see)\b",
        "show",
    ),
    (
        r" (?:it|that|this) was (?:last|in|around|about|early|late|some time) (?:\w+ ){0,2}\w+ "
        r"(?:i|we) (?:think|believe|guess|suppose)$",
        "",
    ),
    (
        r"\b(?:i|we) (?:think|believe|guess|suppose|assume)$|^(?:i|we) (?:think|"
        r"believe|guess|suppose|assume) (?=we|they|that)",
        "",
    ),
    (r"^where (?:is|are) (?:the |our |their )?(?=\w+(?: \w+){0,4}$)(?!we\b|things\b|it\b)", "status "),
    (r"^(?:a )?(?:quick|short|small|one more|another) (?:one|question|thing|q)\b", ""),
    (
        rf"^(?!{_ASKS}\b)(.+?) (?:got|have|had|received) (?:it|them|that|one)(?: yet| already)?$",
        r"have \1 been received",
    ),
    (
        r"^(has|have|is|was|did) (?!.*\b(?:our|we|my|mail|mails|letter|message)\b|"
        rf"(?:the|that) {_ENCLOSED})(.+?) (?:arrived?|come "
        r"in|came in|turn(?:ed)? up|landed)(?: yet| already)?$",
        r"\1 \2 been sent",
    ),
    (r"\bin (?:short|brief|a nutshell|a word|detail|full|a few words)\b", ""),
    (r"^(?:tell|talk to) (?:me|us) about\b", "show"),
    (r"^(?:tell|remind) (?:me|us) (?=(?:again )?(?:what|who|which|when|where|why|how (?:many|much|long|often))\b)", ""),
    (r"\bwho is (?=(?:turn|move|court|desk)\b)", "whose "),
    (
        r"\b(?!(?:which|what|the|are|of|our|any|other|those|these|privacy|protection|telecoms?|safety|media|"
        r"spectrum|competition|consumer)\b)"
        r"(\w+) (?:people|folks|guys|lot|team)\b",
        r"\1",
    ),
    (r"\b(?:people|folks|guys|colleagues) (?:at|from|over at|of) ", ""),
    (
        rf"^(?!{_ASKS}\b|{_MANY}\b)(.+?) (?:been |already |yet )*({_PARTICIPLES})(?: yet| already| or not)*$",
        r"have \1 been \2",
    ),
)

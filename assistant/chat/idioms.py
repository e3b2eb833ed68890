"""Idioms by what they ask, each with the plain words for it: `drag their feet`, `where does that leave us`.

A table to be added to, the second part of what `turns` applies, before its own. What is put here is a way of speaking
that any matter can be spoken of in; a word that belongs to one matter is none.
"""

from __future__ import annotations

IDIOMS = (
    # Whose move it is.
    (
        r"^(.*?),? ?(?:is|are) (\S+) to (?:move|act|go)(?: next)? or (?:are|is|should) (?:we|they|it|\S+)(?= re\b|$)",
        r"who has ball \1",
    ),
    (r"\b(?:in charge of|responsible for|on duty for) (?:the )?next (?:step|move)\b", "has ball"),
    (
        r"\b(?:who is|who s) (?:dragging|sitting on|stalling|delaying|holding up)(?: (?:their|its|his|the) (?:feet|"
        r"heels|hands))?\b",
        "who has ball",
    ),
    (r"^is (?:someone|somebody|anyone|anybody) waiting (?:for|on) (us|them|\w+)\b", "who has ball"),
    (
        r"\bwho (?:has|needs|ought|is) to (?:do (?:something|what)|take action|take the next step|get active|become "
        r"active)\b",
        "who has ball",
    ),
    (r"\bwhose (?:action|problem|task|responsibility|job|homework|obligation|duty) (?:is|was)\b", "whose ball is"),
    (r"\b(?:who|which side) (?:is|are) (?:to blame|at fault|the bottleneck|blocking things)\b", "who has ball"),
    (r"\bwhose fault (?:is|was) (?:it|this|that|(?:the|this|that) (?:delay|silence|standstill))\b", "whose ball is it"),
    (r"\b(?:the )?(?:monkey|onus|burden|initiative|ball) (?:is|lies|rests|sits) (?:on|with|in)\b", "ball is with"),
    (r"\bat (?:which|whose) (?:side|end|door)\b", "whose ball"),
    (r"\bthe ones? (?:who (?:has|have) )?to (?:act|move|answer|respond|deliver|do something)\b", "to has ball"),
    (r"^(?:does|do) (.+?) (?:lie|sit|rest) with (us|them|\S+)$", r"is the ball with \2 re \1"),
    (r"^(?:is (?:it|this|that) )?(us|we|me) or (them|they|\w+)(?= re\b|$)", r"who has ball \1 or \2"),
    (r"^is (.+?) with (?!us)(\w+) or (?:with )?us(?: (?:right )?now| at the moment)?$", r"who has ball \2 or us re \1"),
    (r"^is (.+?) with us or (?:with )?(\w+?)(?: (?:right )?now| at the moment)?$", r"who has ball us or \2 re \1"),
    # What is owed.
    (r"\bunfinished business\b", "anything outstanding"),
    (r"^(?:is|are) (\S+) (?:still )?owing\b", r"does \1 owe"),
    (r"\bwhat did (\S+) want to (?:know|learn|hear|find out)\b", r"what did \1 ask"),
    (r"\b(commitments?|obligations?|promises?|undertakings?)(.*?) (?:entered into|taken on|took on)\b", r"\1\2 made"),
    (
        r"^what (?:else )?(?:must|should|has to|does|do) (\S+) (?:still )?(?:have to )?(?:get|receive) from us\b",
        r"what do we still owe \1",
    ),
    (
        r"^is there (?:anything|something)(?: that| which)? (?!we\b|i\b)(\S+) (?:(?:has|have) (?:yet|still)|still "
        r"(?:has|have)) to\b(?: \w+)?",
        r"what does \1 still owe us",
    ),
    (r"^how many things (did|have) (\w+) promised?\b", r"how many promises \1 \2 make"),
    (r"\bwhere does (?:that|this|it) leave us\b", "status"),
    (
        r"\b(?:what|anything|everything|which \w+) (?:is |are )?(?:still )?(?:on|in) (?:our|my) (?:to-?do list|"
        r"inbox|in-?tray|pipeline)\b",
        "what do we have to do",
    ),
    (r"\b(?:we|i) (?:still )?(?:are|am) (?:yet )?to (?=\w)", "we still have to "),
    (
        r"^what (?:is|are) (?!we\b)(\S+) (?:still|yet) to (?:answer|do|send|deliver|provide|tell us|give us)\b",
        r"what does \1 still owe us",
    ),
    (r"\b(?:homework|assignments?|chores) (?:do we have|have we)\b", "do we have to do"),
    (r"\b(?:in|with) (?:arrears|default|delay)\b", "late"),
    (r"\b(?:yet|still) (?:to|must) be (?=(?:received|heard)\b)", "not "),
    (
        r"\bhave (?:we|i) (?:still |yet )?to (?=(?:do|send|deliver|answer|give|submit|provide|hand|file|reply|"
        r"respond|produce|tell)\b)",
        "do we have to ",
    ),
    (r"\b(must|should|has to|have to) leave the (?:house|building|office)\b", r"\1 be sent by us"),
    (r"\b(?:our|my) (?:workload|agenda|schedule|tasks?|programme|program)\b", "what do we have to do"),
    (r"\bwhat (?:is|are) what do we have to do\b", "what do we have to do"),
    (r"\bcrunch time\b|\bpress(?:es|ing) most\b", "due first"),
    # How long there has been no word.
    (
        r"\b(?:kept|keeps|stayed|stays|remained|remains|been|gone|fallen|fell) (?:quiet|silent|mum|mute|dumb|still)\b",
        "been silent",
    ),
    (
        r"\b(days|weeks|been|we|long) without (?:any )?(?:news|signs?|word|reply|answer|response|reaction)(?: of "
        r"life)?(?: from)?\b",
        r"\1 silent",
    ),
    (
        r"^(?:no|not a) (?:word|reply|news|sign|reaction|answer|sound) from (.+?)(?: on| about| regarding)? since "
        r"when$",
        r"how long silent \1",
    ),
    (r"^since when re (?:nothing|no word|no news|no answer|silence) from\b", "how long silent"),
    (
        r"^(?:how many (?:days|weeks)|how long) (?:does|did|has) (\S+) (?:not|never) (?:written|said|spoken|reacted|"
        r"been in touch|called|contacted us)\b",
        r"how long has \1 been silent",
    ),
    (r"^when (?:did|was) (\S+) (?:fall|go|become|grow) silent\b", r"how long has \1 been silent"),
    (r"\bheard (?:nothing|not a word|zilch|little) (?:from|of)\b", "not heard from"),
    (r"^how (?:long|many (?:days|weeks)) ago did (?=\S+ last\b)", "when did "),
    # How a day came about.
    (r"^(?:why|how come)(?: the)? (\d.{2,15}?) (?:for|as) ", r"why is \1 the due date of "),
    (r"^(?:walk|take|talk|lead) (?:me|us) through(?: how)? (?=.*\b(?:deadline|due|date)\b)", "explain "),
    (r"^on (?:what|which) basis (?=.*\bcomputed|.*\bcalculated|.*\bset|.*\bfixed)", "how "),
    (r"^where did (?:you|we|they) (?:get|take|have) (.+?) from$", r"how is \1 computed"),
    (
        r"^(why|how come|how so)(?: is it that)? (?:must|should|does|do) (.+?) (?:be )?(?:there|ready|in|delivered|"
        r"sent|submitted|handed in|answered|done) (?:by|on|until) ",
        r"why is \2 due on ",
    ),
    (r"^(?:how come|why|how so)(?: that)? re (?P<day>\d.{3,20}?) (?:for|as|on) ", r"why is \g<day> the due date of "),
    (
        r"^(?:please )?(?:explain|justify|show|break down|spell out) (?:me )?(?:the |how |our )?(?:derivation|"
        r"calculation|computation|arithmetic|math|maths|working) (?:of|behind|for)\b",
        "explain due date",
    ),
    (r"\b(?:count|counting|counted) (?:from|since) (?:when|what|which)\b", "computed"),
    (r"\bwho (?:set|fixed|decided|says) (?:the |that )?(?:deadline|due date|date)\b", "how is computed the deadline"),
    (r"^what makes (.+?) due\b", r"why is \1 due"),
    # What changed.
    (r"^what (?:has |have )?(?:come|came|cropped|turned|popped) up\b", "what changed"),
    (r"^what (?:did|have) (?:i|we) miss(?:ed)?\b(?! (?:the|our|any|deadline))", "what changed"),
    (
        r"\b(?:bring|get|keep) (?:me|us) (?:up to (?:date|speed)|posted|in the loop)(?: on| about| with)?",
        "what changed with",
    ),
    (r"^(?:changes|developments|movements|happenings|events)\b", "what changed"),
    (
        r"^(?:is|was) there (?:any |some )?(?:change|movement|development|progress|activity|traffic|news)s?\b",
        "what changed",
    ),
    (
        r"^(?:has|have) (?:there been )?(?:any |some )?(?:change|movement|development|progress|activity|traffic|"
        r"news)s?\b",
        "what changed",
    ),
    (r"^what (?:took place|occurred|went on|transpired|has taken place|has occurred)\b", "what changed"),
    # What was said, asked, promised.
    (r"\b(?:reached|came to|got to) us\b", "did we receive"),
    (r"^(what|which) (\w+ )?(?:went|has gone|have gone) out\b", r"\1 \2did we send"),
    (r"\b(?:letter|mail|email|note|message) (?:reminding|to remind|chasing|to chase)\b", "reminder to"),
    (
        r"\bwhat (?:was|were) (\S+) (?:told|informed|notified) (?:by us )?(?:about|on|of)\b",
        r"what did we say to \1 about",
    ),
    (r"\b(?:give|gave|given) (?:us |them |\w+ )?(?:our|their|its|his|her|my) word\b", "promised"),
    (r"\bcommitted (?:ourselves|themselves|itself|himself|herself)\b", "promised"),
    (r"^what are (we|they) (?:committed|pledged|bound) to\b", r"what have \1 promised"),
    (
        r"^what (?:is|was) (\S+) (?:after|looking for|asking for|asking|seeking|demanding|requesting)\b",
        r"what does \1 want",
    ),
    (
        r"^what (?:are|were) (they|we) (?:after|looking for|asking for|asking|seeking|demanding|requesting)\b",
        r"what did \1 ask for",
    ),
    (r"\b(?:put|posed|directed|addressed|raised) (?:to|with|against) (?=us\b)", "asked "),
    (
        r"^(?:do|did) we have (?:an? |any |the )?(?:answer|reply|response|reaction) (?:from|of|by) (\S+) (?:on|"
        r"about|to|regarding)\b",
        r"did \1 answer",
    ),
    (
        r"^(?:do|did) we have (?:an? |any |the )?(?:answer|reply|response) (?:on|about|to|regarding) (.+?) (?:from|"
        r"of|by) (\S+)$",
        r"did \2 answer \1",
    ),
    (
        r"^is there (?:an? |any )?(?:answer|reply|response) (?:from|of|by) (\S+) (?:on|about|to|regarding)\b",
        r"did \1 answer",
    ),
    (r"^true or (?:not|false)\b(?: that| re)?", "is it true that"),
    (r"^is it true that(?P<what> .+?) re is it true that$", r"is it true that\g<what>"),
    (r"^let us (?:answer|reply to|respond to) ", "draft an answer to "),
    (r"^what (?:has )?(?:went|gone|goes|go) to (?=\S)", "what did we send to "),
    (r"^what do we have from (\S+)(?= (?:on|about|re|regarding|concerning)\b)", r"what did \1 say"),
    (r"^who (?:do|can|should|shall) (?:we|i) (?:deal|get in touch|liaise|correspond) with\b", "who is our contact"),
    # Ways of speech of this and that.
    (r"\b(on|in|for|of) the ((?:\w+ ){1,3})file\b", r"\1 the \2matter"),
    (
        r"\b(?:remain|stay)(?:s|ing|ed)? (?=(?:valid|in force|blocked|available|in place|applicable|the same|"
        r"unchanged)\b)",
        "stays ",
    ),
    (
        r"^(do|does) (.+? (?:want|need|expect|require|demand)\b.*?) "
        r"(?:right now|at the moment|at present|currently|now|today|these days)$",
        r"\1 \2 still",
    ),
    (
        r"^(what (?:do|does) .+? (?:want|need|expect|require|demand))\b(.*?) "
        r"(?:right now|at the moment|at present|currently|now|today|these days)$",
        r"\1 still\2",
    ),
    (
        r"^(?:show |give me |any |an |the |some |quick |current |latest )*(?:updates?|progress|news|developments?|"
        r"movement)"
        r" (?:on|about|re|regarding|for|of|with|concerning|in) (?=.*\b(?:since|this|last|past|today|yesterday)\b)",
        "what changed in ",
    ),
)
"""A turn and the plain words for it."""

"""The polite frame of a letter, and the words in which something is asked: data for `courtesy`."""

from __future__ import annotations

_POLITE = (
    r"note|quote|do not|don['’]t|be (?:informed|advised|assured|aware)|find|see|consider|contact|feel|accept|bear"
    r"|use th(?:is|e)|refer|disregard|excuse|allow|keep|cite|visit|rest|ignore|treat|think"
)
"""What follows `please` without anything being asked."""

CLOSINGS = (
    r"(?:best|kind|warm|with (?:best|kind|warm))?\s?regards",
    r"yours (?:sincerely|faithfully|truly)",
    r"sincerely",
    r"faithfully",
    r"best wishes",
    r"cheers",
    r"mit (?:freundlichen?|besten?) gr[üu]ß",
    r"freundliche grüße",
    r"hochachtungsvoll",
    r"(?:bien )?cordialement",
    r"veuillez agréer",
    r"je vous prie",
    r"salutations",
    r"(?:un )?(?:cordial )?saludos?",
    r"atentamente",
    r"cordiali saluti",
    r"distinti saluti",
    r"atenciosamente",
    r"cumprimentos",
    r"met vriendelijke groet",
    r"hoogachtend",
    r"med venlig hilsen",
    r"med vänliga hälsningar",
    r"z poważaniem",
    r"-- ?$",
    r"_{5,}",
    r"sent from my",
)

COURTESIES = (
    r"dear\b.{0,80}",
    r"hi\b.{0,40}",
    r"hello\b.{0,40}",
    r"good (?:morning|afternoon|evening|day)\b.{0,40}",
    r"to whom it may concern\W*",
    r"sehr geehrte.{0,80}",
    r"guten (?:tag|morgen)\b.{0,40}",
    r"madame.{0,40}",
    r"monsieur.{0,40}",
    r"bonjour\b.{0,40}",
    r"estimad[oa].{0,60}",
    r"gentile.{0,60}",
    r"egregio.{0,60}",
    r"prezad[oa].{0,60}",
    r"geachte.{0,60}",
    r"(?:many )?thank(?:s| you)(?: (?:again|in advance|very much|for your \w+(?: and \w+)?))?\W*",
    r"(?:vielen )?dank\b.{0,40}",
    r"merci\b.{0,40}",
    r"gracias\b.{0,40}",
    r"grazie\b.{0,40}",
    r"obrigad[oa].{0,40}",
    r"(?:please |kindly )?(?:do not|don['’]t) (?:hesitate|reply|respond)\b.{0,120}",
    r"(?:our|your|the) ref(?:erence)?\b.{0,80}",
    r"(?:please|kindly) (?:quote|use|cite)\b.{0,120}",
    r"we (?:appreciate|value) your (?:patience|cooperation|understanding)\b.{0,60}",
    r"this is an? auto\w+ .{0,120}",
    r"ref\b.{0,60}",
    r"subject\b.{0,120}",
    r"re\s?:.{0,160}",
)

ASKS = (
    r"\?",
    rf"\b(?:please|kindly)\b(?! (?:{_POLITE})\b)",
    r"\b(?:you are|you're|are|is) (?:hereby |kindly |further |also )?(?:requested|required|directed|asked) to\b",
    r"\b(?:you are|you're|are|is) (?:hereby |kindly |further |also )?(?:instructed|invited|called upon) to\b",
    r"\b(?:you are|you're) (?:hereby |kindly |further |also )?advised to\b",
    r"\bwe (?:would (?:be grateful|appreciate|like)|request|require|ask|need) (?:you|that you|if you|the following)",
    r"\bwe (?:request|require|ask for|need) your (?:views|comments|answers?|response|written)",
    r"\b(?:must|shall|should) (?:submit|provide|furnish|send|reply|respond|comply|explain|confirm|ensure)\b",
    r"\bhow (?:many|much|long) (?:are|is|do|does|did)\b",
    r"\bbitte(?! (?:beachten|antworten sie nicht|haben sie|geben sie (?:das|bei)))\b",
    r"\b(?:wir bitten|ersuchen|fordern sie auf)\b",
    r"\b(?:veuillez(?! (?:agréer|noter|trouver|ne pas))|merci de(?! ne pas)|nous vous (?:prions|demandons|invitons) d)",
    r"\b(?:sírvase|rogamos|solicitamos|les? pedimos)\b",
    r"\b(?:si prega di|vi chiediamo|vogliate|solicita(?:mos|-se)|gelieve|verzoeken)\b",
)

HINTS = (
    "?", "please", "kindly", "ed to", "upon to", "we would", "we re", "we ask", "we need", "must ", "shall ", "should ",
    "how many", "how much", "how long", "bitte", "ersuchen", "fordern sie", "veuillez", "merci de", "nous vous",
    "sírvase", "rogamos", "solicita", "pedimos", "si prega", "vi chiediamo", "vogliate", "gelieve", "verzoeken",
)  # fmt: skip
"""In lower case; one of them stands in every text that a phrase of `ASKS` fits: looking for these costs next to
nothing."""

"""How people acknowledge a letter or put its answer off: data for `receipts`."""

from __future__ import annotations

_WILL = r"(?:\bwill|\bshall|\b(?:hope|expect|aim|intend) to|[’']ll)(?: be (?:in a position|able) to)?"
_IS = r"\b(?:is|are|remains?)(?: still| currently| presently| now| actively)?"
_HAS = r"\b(?:has|have|was|were|is|are)(?: been)?(?: duly| safely| well)?"
_OF = r"(?: (?:of|dated|ref\w*|no|on)\b.{0,120})?\W*\Z"

HOLDING = (
    rf"{_WILL} (?:revert|respond|reply|answer|write|communicate)\b",
    rf"{_WILL} (?:get|come) back\b",
    rf"{_WILL} be in touch\b",
    rf"{_WILL} (?:inform|update) you\b",
    rf"{_WILL} let you know\b",
    rf"{_WILL} (?:handle|process|examine|consider|deal with) (?:your|the|this|it)\b",
    rf"{_WILL} provide (?:you with )?(?:a|our|an)[\w ]{{0,20}} (?:response|reply|answer)\b",
    rf"{_IS} under (?:active )?(?:consideration|review)\b",
    rf"{_IS} under (?:active )?(?:examination|process|scrutiny)\b",
    rf"{_IS} being (?:considered|reviewed|examined|processed)\b",
    rf"{_IS} being (?:looked into|dealt with|attended to)\b",
    r"\b(?:receiving|receive) (?:due |our |the )?attention",
    r"\b(?:need|require|requires|needs|request|seek)\w* (?:some )?(?:more|additional|further) time",
    r"\b(?:full|substantive|detailed|formal)[\w ]{0,12}(?:reply|response|answer) (?:will|shall|is to) (?:follow|be)",
    r"\b(?:complete|final|written)[\w ]{0,12}(?:reply|response|answer) (?:will|shall|is to) (?:follow|be)",
    r"\b(?:has been|have been|was|is being) (?:forwarded|referred|passed|transferred|transmitted|sent on) to\b",
    r"\b(?:wird|werden) (?:derzeit |zurzeit |momentan |noch )?(?:geprüft|bearbeitet)",
    r"in (?:bearbeitung|prüfung)\b",
    r"kommen .{0,40}auf sie zurück",
    r"zurückkommen",
    r"zwischen(?:bescheid|nachricht)",
    r"en cours (?:d['’](?:examen|instruction|analyse)|de (?:traitement|vérification))",
    r"reviendrons vers vous",
    r"réponse d['’]attente",
    r"ne manquerons pas de",
    r"en trámite",
    r"est[áa] siendo (?:estudiad|examinad|tramitad|analizad)",
    r"in corso di (?:esame|istruttoria|valutazione)",
    r"(?:vi )?risponderemo",
    r"em (?:análise|apreciação)",
    r"responderemos",
    r"in behandeling",
    r"komen .{0,30}(?:hierop|bij u) terug",
)

ACKNOWLEDGES = (
    r"\backnowledg\w*(?: with thanks)?(?: the| your)?(?: safe)? receipt",
    r"\bconfirm\w*(?: the| your| that we)?(?: safe| have| has)? ?(?:receipt|received)",
    r"\bin receipt of\b",
    r"\breceipt (?:of .{1,120} )?is (?:hereby )?(?:acknowledged|confirmed)",
    rf"\byours?\b.{{0,200}}{_HAS} (?:received|noted)\b",
    rf"\A(?:it|this|(?:the|its) contents?)\b.{{0,80}}{_HAS} (?:received|noted)\b",
    rf"\Athe (?:letter|e-?mail|message|file|document|submission)s?\b.{{0,80}}{_HAS} (?:received|noted)\b",
    r"\b(?:we|i)(?: have)?(?: duly| safely)? received your\b",
    r"\b(?:well |safely |duly )?received(?:,| with)? (?:with )?(?:many )?thanks",
    r"\bwell received",
    r"\bthank(?:s| you),? (?:well )?(?:received|noted)",
    r"\bnoted,? (?:with )?(?:many )?thank",
    r"\Areceived\W*\Z",
    r"\Athank(?:s| you).{1,120}\bwhich (?:we|i) (?:have )?(?:duly |safely )?received\b",
    r"\backnowledge (?:with thanks )?your (?:letter|e-?mail|message|submission|request|application)",
    r"\backnowledge (?:with thanks )?your (?:complaint|filing|notification|response|reply)",
    r"(?:bestätig\w+|bestaetig\w+).{0,60}(?:eingang|erhalt)",
    r"(?:eingang|erhalt) .{0,80}bestätig",
    r"ist (?:hier |bei uns )?(?:am .{1,30} )?eingegangen",
    r"haben .{1,80} erhalten",
    r"accus\w+ (?:bonne )?réception",
    r"avons bien reçu",
    r"ai bien reçu",
    r"acus\w+ recibo",
    r"(?:hemos|he) recibido",
    r"(?:confermi?amo|si conferma) .{0,20}(?:ricezione|ricevimento)",
    r"abbiamo ricevuto",
    r"acus\w+ a? ?rece[pç]",
    r"(?:recebemos|confirmamos) (?:a |o )?",
    r"ontvangst(?:bevestiging)? .{0,60}",
    r"hebben .{1,80} ontvangen",
    r"bekräfta\w* .{0,30}mottag",
    r"har mottagit",
    r"bekræfter .{0,30}modtag",
    r"bekrefter .{0,30}mott",
    r"potwierdzam\w* (?:otrzymanie|odbiór)",
    rf"\Athank(?:s| you)(?: very much)? for your (?:\w+ ){{0,2}}(?:letter|e-?mail|message|submission|response){_OF}",
    rf"\Athank(?:s| you)(?: very much)? for your (?:\w+ ){{0,2}}(?:reply|application|filing|note|communication){_OF}",
)

_DECIDED = r"(?:refus|reject|den(?=i)|declin|dismiss|grant|approv|revok|suspend|terminat|withdraw|impos|prohibit)"

DECIDES = (
    rf"\b(?:is|are|been|be|was|were|hereby|not) (?:hereby |therefore |accordingly |now )?{_DECIDED}(?:i?ed|n)\b",
    rf"\b(?:we|i)(?: have| must| hereby| therefore| cannot| can|['’]ve){{0,3}} "
    rf"(?:{_DECIDED}(?:e|i?ed|n)?|deny|decided|disagree)\b",
    r"\b(?:it|this|which|application|submission|response|reply|report)\b.{0,40}\b(?:is|are|remains?) (?:still )?"
    r"(?:incomplete|insufficient|inadequate|inadmissible|unsatisfactory|late|out of time)\b",
    r"\b(?:wird|werden|wurde|wurden|ist|sind) .{0,60}\b(?:abgelehnt|zurückgewiesen|untersagt|widerrufen|bewilligt|"
    r"genehmigt|gewährt|verlängert|stattgegeben|unvollständig|unzulässig|verspätet)\b",
    r"\b(?:lehne|weise|untersage|widerrufe|bewillige|genehmige)n? (?:ich|wir)\b",
    r"\b(?:est|sont|a été|ont été) (?:donc )?"
    r"(?:rejet|refus|accord|accept|retir|suspend|prolong|irrecevable|incompl|tardi)\w*",
    r"\b(?:nous|je|vous) (?:vous )?(?:rejet|refus|accord|autoris|retir|suspend)(?:ons|e)\b",
)
"""What says how something was decided, or what is wrong with it: whoever writes that says more than that it came in."""

LEFT_OPEN = r"\b(?:if|whether|unless|ob|wenn|falls|sofern|si)\b"
"""In a sentence that only tells what may be decided."""

HINTS = (
    "acknowledg", "thank", "revert", "respon", "repl", "consider", "review", "examin", "process", "attention",
    "forward", "get back", "come back", "more time", "further time", "additional time", "eingang", "erhalt", "geprüft",
    "prüfung", "bearbeit", "zurück", "bescheid", "réception", "reçu", "examen", "instruction", "reviendrons", "recibo",
    "recibi", "trámite", "estudi", "ricev", "ricez", "esame", "análise", "ontv", "behandeling",
    "mottag", "mottatt", "modtag", "otrzyma", "noted", "let you", "touch", "update", "inform", "communicat", "write",
    "scrutiny", "looked", "dealt", "deal with", "handle", "refer", "transfer", "transmit", "passed", "sent on", "komen",
    "manquerons", "answer", "attend", "confirm", "eingegang", "nachricht", "en cours", "attente", "siendo", "in corso",
    "risponder", "rece", "apreciação", "bekreft", "potwierdz",
)  # fmt: skip
"""In lower case; one of them stands in every text that a phrase above fits: looking for these costs next to nothing."""

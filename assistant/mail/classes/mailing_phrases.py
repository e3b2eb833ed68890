"""The words of newsletters, press releases and circulars: data for `mailings`."""

from __future__ import annotations

SENDERS = (
    r"news", r"newsletters?", r"newsroom", r"press", r"press[-_.]?office", r"media", r"media[-_.]?relations", r"presse",
    r"pressestelle", r"service[-_.]?presse", r"prensa", r"stampa", r"updates?", r"bulletins?", r"events?", r"alerts?",
    r"subscriptions?", r"mailings?", r"veranstaltungen", r"evenements", r"infolettre", r"lettre[-_.]?info",
)  # fmt: skip
"""What stands before the `@` of rooms that write to many."""

SUBJECTS = (
    r"(?:press|media|news) (?:release|notice|statement)",
    r"pressemitteilung",
    r"presseinformation",
    r"communiqu[ée] de presse",
    r"nota de prensa",
    r"comunicado de prensa",
    r"comunicato stampa",
    r"comunicado de imprensa",
    r"persbericht",
    r"for immediate release",
    r"(?:our |the )?(?:weekly|monthly|quarterly)? ?newsletter",
    r"infolettre",
    r"lettre d['’]information",
    r"boletín informativo",
)
"""How a subject, or a text, of a mailing begins."""

NEWSROOM = (
    r"notes? (?:to|for) (?:the )?editors",
    r"(?:media|press) (?:enquir|inquir|contact)\w*",
    r"press office",
    r"pressekontakt",
    r"pressestelle",
    r"contacts? presse",
    r"service (?:de )?presse",
    r"contacto de prensa",
    r"ufficio stampa",
)
"""What a newsroom writes into a press release."""

LEAVING = (
    r"\bunsubscrib\w+",
    r"\b(?:manage|update|change) (?:your )?(?:(?:e-?mail|mailing|newsletter) )?(?:preferences|subscriptions?)",
    r"\byou(?: are|['’]re) receiving this (?:e-?mail|message|newsletter|bulletin)",
    r"\byou(?: have)? (?:subscribed|signed up) (?:to|for)",
    r"\b(?:view|open|read) (?:this|it) (?:e-?mail |message |newsletter )?in (?:your|a|the) browser",
    r"\bnewsletter\w* (?:abbestellen|abmelden|kündigen)",
    r"\b(?:vom newsletter|aus dem verteiler) (?:abmelden|austragen)",
    r"\bsie erhalten diese(?:n|s)? (?:newsletter|e-?mail|rundschreiben)",
    r"\b(?:se |vous )(?:désabonner|désinscrire)",
    r"\bvous recevez (?:ce|cette) (?:message|courriel|e-?mail|lettre|infolettre)",
    r"\bdarse de baja",
    r"\bdisiscriver",
)
"""How readers may leave a mailing, or why they have it."""

MANY = (
    r"dear (?:stakeholders?|subscribers?|readers?|colleagues?|members?|participants?|partners?|friends|all)\b",
    r"(?:liebe|sehr geehrte) (?:leser|abonnent|interessent|mitglieder|kolleg)",
    r"chers? (?:abonné|lecteur|partenaire|collègue|tous)",
)
"""A salutation of nobody in particular."""

NAMED = (
    r"dear\b",
    r"(?:hi|hello|hallo|bonjour)\b",
    r"good (?:morning|afternoon)\b",
    r"(?:sehr geehrte[rs]?|liebe[rs]?|guten tag)\b",
    r"ch(?:er|ère)s?\b",
    r"madame|monsieur|mesdames|messieurs",
    r"estimad[oa]",
    r"gentile|egregi[oa]",
)
"""A salutation, of somebody in particular if it is none of `MANY`."""

DEMANDS = (
    r"you (?:must|shall|have to)\b",
    r"you are (?:hereby |therefore |also )?(?:required|obliged|directed|ordered|requested|asked) to\b",
    r"(?:must|has to|have to) (?:reach us|be (?:received by us|submitted to us|sent to us|filed with us))\b",
    r"sie (?:sind|werden) .{0,60}(?:verpflichtet|aufgefordert|gebeten)\b",
    r"(?:fordere?n?|ersuchen?) (?:ich|wir) sie\b",
    r"sie haben .{1,80} (?:vorzulegen|einzureichen|zu (?:übermitteln|übersenden|erteilen))\b",
    r"vous (?:devez|êtes (?:tenue?s?|mise?s? en demeure|priée?s?))\b",
    r"(?:je|nous) vous (?:mets|mettons) en demeure\b",
    r"il vous (?:appartient|incombe) de\b",
)
"""What binds its reader, salutation or not."""

INVITES = (
    r"registe?r\w*", r"sign(?:ing)? up", r"(?:un)?subscrib\w*", r"click", r"visit", r"read", r"join", r"follow",
    r"share", r"forward", r"watch", r"download", r"see", r"save the date", r"rsvp", r"attend", r"book", r"contact",
    r"get in touch", r"anmeld\w*", r"melden sie sich", r"abonnier\w*", r"abbestell\w*", r"abmeld\w*", r"besuchen",
    r"klick\w*", r"lesen", r"weiterleit\w*", r"leiten", r"folgen", r"beachten", r"vormerken", r"merken",
    r"kontaktieren", r"wenden sie sich", r"inscri\w+", r"abonn\w+", r"désabonn\w+", r"désinscri\w+", r"cliqu\w+",
    r"consult\w+", r"visit\w+", r"rejoi\w+", r"partag\w+", r"télécharg\w+", r"découvr\w+", r"lire", r"lisez",
    r"contact\w+", r"réserv\w+",
)  # fmt: skip
"""What mailings invite everybody to."""

HINTS = (
    "release", "press", "media", "news", "infolettre", "editors", "prensa", "stampa", "imprensa",
    "persbericht", "lettre d", "boletín", "subscri", "preferences", "receiving this", "signed up", "browser",
    "abmelden", "austragen", "abbestellen", "kündigen", "sie erhalten", "abonn", "désinscri", "vous recevez", "de baja",
    "disiscriver", "dear", "liebe", "geehrte", "cher",
)  # fmt: skip
"""In lower case; one of them stands in every text that a phrase above fits: looking for these costs next to nothing."""

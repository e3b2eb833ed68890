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
    r"(?:sehr geehrte|liebe[rs]?|guten tag)\b",
    r"ch(?:er|ère)s?\b",
    r"madame|monsieur",
    r"estimad[oa]",
    r"gentile|egregi[oa]",
)
"""A salutation, of somebody in particular if it is none of `MANY`."""

HINTS = (
    "release", "press", "media", "news", "infolettre", "editors", "prensa", "stampa", "imprensa",
    "persbericht", "lettre d", "boletín", "subscri", "preferences", "receiving this", "signed up", "browser",
    "abmelden", "austragen", "abbestellen", "kündigen", "sie erhalten", "abonn", "désinscri", "vous recevez", "de baja",
    "disiscriver", "dear", "liebe", "geehrte", "cher",
)  # fmt: skip
"""In lower case; one of them stands in every text that a phrase above fits: looking for these costs next to nothing."""

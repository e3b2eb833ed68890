"""What machines write into the answers that they give for people: data for `automatic`."""

from __future__ import annotations

SUBJECTS = (
    r"auto(?:mat(?:ic|ed)|matisch\w*)?[- ]?(?:reply|response|respon[ds]\w*|acknowledge?ment|answer)",
    r"auto(?:matisch\w*)?[- ]?(?:antwort\w*|antwoord|svar)",
    r"out[- ]of[- ](?:the[- ])?office(?: (?:message|notification|notice))?(?=\W{0,3}(?:[:\-–—(|]|\Z))",
    r"out[- ]of[- ](?:the[- ])?office (?:auto)?-?(?:reply|response)",
    r"(?:vacation|holiday|away|absence) (?:reply|message|notice|notification)",
    r"ooo\b(?=\W{0,3}(?::|\Z))",
    r"abwesenheits(?:notiz|meldung|nachricht|assistent)",
    r"eingangsbestätigung(?=\W{0,3}(?::|\Z))",
    r"automatisches? (?:antwort|bestätigung)",
    r"(?:réponse|message|notification) automatique",
    r"message d['’]absence",
    r"absence du bureau",
    r"absent du bureau",
    r"respuesta autom[áa]tica",
    r"fuera de (?:la )?oficina",
    r"risposta automatica",
    r"fuori sede",
    r"resposta autom[áa]tica",
    r"(?:automatisch|afwezigheids) ?(?:antwoord|bericht|melding)",
    r"afwezig(?=\W{0,3}:)",
    r"automat(?:iskt?|isk) svar",
    r"frånvaro(?=\W{0,3}:)",
    r"fravær(?=\W{0,3}:)",
    r"automaattinen vastaus",
    r"poissaolo",
    r"autoodpowiedź",
    r"automatyczna odpowiedź",
    r"nieobecność(?=\W{0,3}:)",
    r"automatická odpov[eě]ď",
    r"automatikus válasz",
    r"răspuns automat",
    r"otomatik yanıt",
    r"автоматическ\w+ ответ",
    r"автоответ",
    r"αυτόματη απάντηση",
    r"رد تلقائي",
    r"自動(?:応答|返信|回覆)",
    r"自动(?:回复|答复)",
    r"자동 ?(?:회신|응답)",
)
"""How the subject of an automatic answer begins."""

MACHINE_SAYS = (
    r"this is an? (?:auto[- ]?(?:mated|matic|generated)|system[- ]generated|computer[- ]generated)[\w ,-]{0,40}",
    r"this (?:e-?mail|message|response|reply) (?:is|was|has been) (?:sent |generated )?automatically",
    r"this (?:e-?mail|message|response|reply) (?:is|was|has been) auto-?generated",
    r"automatically (?:sent|generated) (?:e-?mail|message|response|reply)",
    r"(?:this|automatic|automated) (?:mailbox|inbox|email address) is not monitored",
    r"(?:do|please do) not (?:reply|respond) to this (?:automated |automatic )?(?:e-?mail|message)",
    r"dies(?:e nachricht|e (?:e-?)?mail|(?:es)? ist eine) .{0,30}automatisch",
    r"automatisch (?:erzeugte?|erstellte?|generierte?|versandte?) (?:nachricht|e-?mail|antwort)",
    r"(?:ce|ceci est un) (?:message|courriel|mail) .{0,30}automati(?:que|sé)",
    r"(?:este|este es un) (?:mensaje|correo) .{0,30}autom[áa]tic",
    r"(?:questo|questa) (?:messaggio|è un|e-?mail) .{0,30}automatic",
    r"esta é uma mensagem autom[áa]tica",
    r"dit is een automatisch",
)

ABSENT = (
    r"\bi(?:['’]m| am| will be) (?:currently |presently |now )?out of (?:the )?office",
    r"\bi(?:['’]m| am| will be) (?:currently |presently |now )?away from (?:the|my) (?:office|desk)",
    r"\bi(?:['’]m| am| will be) (?:currently |presently |now )?on (?:\w{3,10} )?(?:leave|vacation|holiday)",
    r"\bi(?:['’]m| am| will be) (?:currently |presently |now )?travell?ing",
    r"\bich bin (?:derzeit |zurzeit |momentan |bis .{1,30} )?(?:abwesend|im urlaub|nicht erreichbar)",
    r"\bich bin (?:derzeit |zurzeit |momentan |bis .{1,30} )?nicht im (?:büro|haus|amt)",
    r"\bje (?:suis|serai) (?:actuellement )?(?:absent|en congé|en vacances)",
    r"\b(?:estoy|estaré) (?:fuera de|ausente)",
    r"\b(?:sono|sarò) (?:assente|fuori (?:ufficio|sede))",
    r"\bestou (?:ausente|fora)",
    r"\bik ben (?:momenteel |tot .{1,30} )?(?:afwezig|niet aanwezig)",
)

RECEIVED = (
    r"\b(?:have|has|was|been|is) (?:been )?(?:successfully |duly |safely )?(?:received|logged|registered)\b",
    r"\b(?:have|has|was|been|is) (?:been )?(?:successfully |duly |safely )?(?:created|assigned|opened|submitted)\b",
    r"\bwe received\b",
    r"\backnowledg",
    r"\bconfirm\w* (?:the )?receipt\b",
    r"\bthank you for (?:contacting|your)\b",
    r"\b(?:ist|sind) (?:hier |bei uns )?(?:am .{1,30} )?eingegangen\b",
    r"\bhaben ihre? .{1,40} erhalten\b",
    r"\beingang .{1,40} bestätig\w+",
    r"\b(?:a|ont) (?:bien )?été (?:reçu|enregistré)",
    r"\b(?:avons|ai) bien reçu\b",
    r"\baccus\w+ (?:bonne )?réception\b",
)

HINTS = (
    "auto", "not reply", "not respond", "monitored", "generated", "office", "leave", "away", "holiday", "vacation",
    "travel", "received", "acknowledg", "thank you for", "receipt", "abwesend", "erreichbar", "urlaub", "nicht im",
    "absent", "congé", "vacances", "fuera de", "ausente", "assente", "fuori", "estou", "afwezig", "niet aanwezig",
    "eingegangen", "erhalten", "eingang", "reçu", "enregistré", "réception",
    "logged", "registered", "created", "assigned", "opened", "submitted",
)  # fmt: skip
"""In lower case; one of them stands in every text that a phrase above fits: looking for these costs next to nothing."""

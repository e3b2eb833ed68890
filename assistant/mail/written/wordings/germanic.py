"""English, German, Dutch and the languages of the North, Finnish with them."""

from __future__ import annotations

from assistant.mail.written.wordings.wording import Wording

ENGLISH = Wording(
    language="en",
    sender="From",
    moment="Sent | Date | Sent on | Sent at",
    to="To",
    subject="Subject",
    cc="Cc | Bcc",
    others="Reply-To | Reply to | Attachments | Attachment | Importance | Organization | Sender "
    "| Resent-From | Sensitivity",
    begins="On | At | In",
    wrote="wrote | writes | write | said | says | sent",
    small="at | by | via | from | the | of | message | article | am | pm | on | behalf | you | and | for",
    weekdays="Mon | Tue | Wed | Thu | Fri | Sat | Sun | Monday | Tuesday | Wednesday | Thursday | Friday "
    "| Saturday | Sunday",
    original="Original Message | Reply Message | Original Mail | Original E-mail | Original Email "
    "| Original Appointment",
    forwarded="Forwarded message | Begin forwarded text | Begin forwarded message | Forwarded by "
    "| Start of forwarded message | Begin forwarded mail",
    forward_prefixes="FW | FWD",
    answer_prefixes="RE",
    sent_from="Sent from | Sent via | Sent with | Sent using | Sent by | Get Outlook for | From my | Get BlueMail for",
    disclaimer_begins="This e-mail and any | This email and any | This e-mail, and any | This email, and any "
    "| This e-mail message | This email message | This message and any | This message, and any "
    "| This message contains | This message (including | This e-mail (including "
    "| This email (including | This message is intended | This e-mail is intended "
    "| This email is intended | This e-mail is confidential | This email is confidential "
    "| This message is confidential | This e-mail contains | This email contains "
    "| This e-mail may | This email may | This message may | This communication "
    "| This transmission | This electronic | The information contained in this "
    "| The information in this | The contents of this | The content of this "
    "| Any views or opinions | Information in this | If you are not the "
    "| If you have received this | If you received this | Confidentiality notice "
    "| Confidentiality note | Confidentiality: | Confidentiality statement | Disclaimer "
    "| E-mail disclaimer | Email disclaimer | Legal notice | Legal disclaimer | Important notice "
    "| Privileged | Confidential: | Notice: This | Notice of confidentiality "
    "| Private and confidential | CONFIDENTIAL | Please consider the environment "
    "| Please note that any views | We have taken precautions | Warning: Although",
    wrong_recipient="intended recipient | intended only for | intended solely for | solely for the use "
    "| addressee | individual or entity | individuals or entity | person or entity "
    "| to whom it is addressed | to whom they are addressed | named recipient "
    "| received this e-mail in error | received this email in error "
    "| received this message in error | received this communication in error "
    "| received it in error | received this transmission in error | sent to you in error "
    "| recipient(s) named | named above | only for the person",
    deeds="delete | destroy | notify | unauthorised | unauthorized | prohibited | privileged "
    "| confidential | disseminat | disclos | virus | strictly | liability | before printing "
    "| views or opinions | monitored | copying",
    banner="[EXTERNAL] | [EXT] | [EXTERNAL EMAIL] | [EXTERNAL E-MAIL] | [EXTERNAL SENDER] "
    "| external email: | external sender | external email | external e-mail | EXTERNAL: "
    "| originated from outside | originates from outside | comes from outside | came from outside "
    "| sent from outside | from an external | from outside of the | from outside the "
    "| from outside our | from outside your | do not click | don't click "
    "| do not open attachments | do not open any attachments | think before you click "
    "| unless you recognize | unless you recognise | unless you trust | unless you know "
    "| know the content is safe | use caution when | exercise caution | be cautious "
    "| treat with caution | learn why this is important | often get email from | report phishing "
    "| report suspicious | CAUTION: EXTERNAL | caution: this | warning: this",
    answered_inside="inline | in-line | in line with your questions | in red | in blue | in green | in bold "
    "| in capitals | interspersed | answers below | answer below | responses below "
    "| response below | comments below | replies below | reply below | see below "
    "| see my comments | see our comments | below each question | below your questions "
    "| in the body of your | in the text below | in your mail below | in your email below "
    "| marked with | preceded by",
)

GERMAN = Wording(
    language="de",
    sender="Von",
    moment="Gesendet | Datum | Gesendet am | Verschickt",
    to="An",
    subject="Betreff",
    cc="Kopie | Cc | Blindkopie",
    others="Antwort an | Anlagen | Anlage | Priorität | Wichtigkeit | Organisation",
    begins="Am | Auf | Zitat von | Zitat",
    wrote="schrieb | schrieben | geschrieben | schreibt",
    small="um | uhr | hat | haben | den | von | vom | der | nachm | vorm | folgendes | im | auftrag | am",
    weekdays="Mo | Di | Mi | Do | Fr | Sa | So | Montag | Dienstag | Mittwoch | Donnerstag | Freitag "
    "| Samstag | Sonntag",
    original="Ursprüngliche Nachricht | Originalnachricht | Original-Nachricht | Ursprungsnachricht "
    "| Antwort Nachricht | Ursprüngliche E-Mail | Originalmail | Ursprünglicher Termin "
    "| Originaltermin",
    forwarded="Weitergeleitete Nachricht | Anfang der weitergeleiteten Nachricht | Weitergeleitete E-Mail "
    "| Beginn der weitergeleiteten Nachricht | Weitergeleitet von",
    forward_prefixes="WG | Wtr",
    answer_prefixes="AW | Antw | Antwort",
    sent_from="Gesendet von | Gesendet mit | Von meinem | Diese Nachricht wurde von meinem | Outlook für "
    "| Outlook holen für | Holen Sie sich Outlook für | Laden Sie Outlook für",
    sent_from_ends="gesendet",
    disclaimer_begins="Diese E-Mail | Diese Email | Diese Nachricht | Der Inhalt dieser | Die in dieser "
    "| Die Information in dieser | Die Informationen in dieser | Wichtiger Hinweis "
    "| Vertraulichkeitshinweis | Haftungsausschluss | Hinweis: Diese | Sollten Sie nicht "
    "| Wenn Sie nicht der | Falls Sie nicht | Bitte denken Sie an die Umwelt "
    "| Rechtlicher Hinweis",
    wrong_recipient="adressat | empfänger | irrtümlich | versehentlich",
    deeds="vertraulich | vernicht | lösch | unbefugt | unerlaubt | nicht gestattet | untersagt "
    "| informieren sie | benachrichtig | rechtlich geschützt | viren | ausdrucken",
    banner="externe e-mail | externe email | externer absender | diese e-mail stammt von | von außerhalb "
    "| von einem externen | klicken sie nicht | klicken sie nur | keine links | öffnen sie keine "
    "| [EXTERN] | vorsicht: externe | achtung: externe | sie erhalten nicht häufig "
    "| sie erhalten nicht oft",
    answered_inside="im text | in rot | in blau | in grün | in ihrer mail unten | antworten unten "
    "| anmerkungen unten | siehe unten | s.u. | s. u. | direkt unter ihren | zwischen den zeilen "
    "| rot markiert | blau markiert",
)

DUTCH = Wording(
    language="nl",
    sender="Van",
    moment="Verzonden | Datum | Verzonden op",
    to="Aan",
    subject="Onderwerp",
    cc="Cc | Kopie",
    others="Bijlagen | Bijlage | Antwoord aan | Beantwoorden - Aan | Urgentie | Prioriteit",
    begins="Op",
    wrote="schreef | geschreven | schreven",
    small="om | heeft | het | volgende | van | de | den | der | uur",
    weekdays="Ma | Di | Wo | Do | Vr | Za | Zo",
    original="Oorspronkelijk bericht | Origineel bericht | Oorspronkelijke bericht | Oorspronkelijke afspraak",
    forwarded="Doorgestuurd bericht | Begin doorgestuurd bericht | Doorgezonden bericht",
    forward_prefixes="Doorst | Fwd",
    answer_prefixes="Antw | Betr",
    sent_from="Verzonden vanaf | Verstuurd vanaf | Verzonden met | Verzonden via | Outlook voor "
    "| Download Outlook voor | Outlook downloaden voor",
    disclaimer_begins="Dit bericht | Deze e-mail | Dit e-mailbericht | De informatie in dit "
    "| De informatie verzonden | De inhoud van dit | De inhoud van deze | Vertrouwelijkheid "
    "| Indien u niet de | Als u niet de",
    wrong_recipient="geadresseerde | ontvanger | ten onrechte | bestemd voor | abusievelijk",
    deeds="vertrouwelijk | verwijder | vernietig | niet toegestaan | verboden | verspreid "
    "| openbaarmaking | virus | verwittig",
    banner="externe afzender | externe e-mail | van buiten de organisatie | van buiten uw organisatie "
    "| klik niet op | open geen bijlagen | [EXTERN]",
    answered_inside="in het rood | in rood | in het blauw | tussen de regels | zie onder | zie hieronder "
    "| in de tekst hieronder",
)

SWEDISH = Wording(
    language="sv",
    sender="Från",
    moment="Skickat | Datum | Skickad",
    to="Till",
    subject="Ämne",
    cc="Kopia | Cc",
    others="Svara till | Bifogade filer | Bilagor | Prioritet",
    begins="Den | På",
    wrote="skrev | skriver",
    small="kl | klockan | den | följande | av",
    weekdays="Mån | Tis | Ons | Tors | Tor | Fre | Lör | Sön",
    original="Ursprungligt meddelande | Originalmeddelande | Ursprungligt mejl",
    forwarded="Vidarebefordrat meddelande | Vidarebefordrat brev | Vidarebefordrat mejl "
    "| Början på vidarebefordrat meddelande",
    forward_prefixes="VB",
    answer_prefixes="SV",
    sent_from="Skickat från | Skickades från | Sänt från | Hämta Outlook för | Skaffa Outlook för",
    disclaimer_begins="Detta e-postmeddelande | Detta meddelande | Denna e-post | Informationen i detta "
    "| Om du inte är den",
    wrong_recipient="mottagare | adressat | av misstag",
    deeds="konfidentiell | radera | förstör | otillåten | obehörig | meddela avsändaren | sekretess "
    "| virus | inte tillåtet",
    banner="extern avsändare | utanför organisationen | klicka inte på | öppna inte bilagor | [EXTERN]",
    answered_inside="i rött | i blått | se nedan | mina svar nedan | i texten nedan | mellan raderna",
)

DANISH = Wording(
    language="da",
    sender="Fra",
    moment="Sendt | Dato",
    to="Til",
    subject="Emne",
    cc="Cc | Kopi",
    others="Svar til | Vedhæftede filer | Vedhæftet | Prioritet",
    begins="Den | På",
    wrote="skrev | skriver",
    small="kl | klokken | den | følgende | af",
    weekdays="Man | Tir | Tirs | Ons | Tor | Tors | Fre | Lør | Søn | Mandag | Tirsdag | Onsdag | Torsdag | Fredag",
    original="Oprindelig meddelelse | Original meddelelse | Oprindelig besked | Oprindelig mail",
    forwarded="Videresendt meddelelse | Videresendt besked | Start på videresendt besked | Videresendte meddelelse",
    forward_prefixes="VS",
    answer_prefixes="SV",
    sent_from="Sendt fra | Sendt via | Hent Outlook til | Få Outlook til",
    disclaimer_begins="Denne e-mail | Denne mail | Denne meddelelse | Oplysningerne i denne | Hvis du ikke er den",
    wrong_recipient="modtager | adressat | ved en fejl",
    deeds="fortrolig | slet | destruer | uautoriseret | videregiv | underret | virus | ikke tilladt",
    banner="ekstern afsender | uden for organisationen | klik ikke på | åbn ikke vedhæftede | [EKSTERN]",
    answered_inside="med rødt | med blåt | se nedenfor | mine svar nedenfor | i teksten nedenfor",
)

NORWEGIAN = Wording(
    language="no",
    sender="Fra",
    moment="Sendt | Dato",
    to="Til",
    subject="Emne",
    cc="Kopi | Cc",
    others="Svar til | Vedlegg | Prioritet",
    begins="Den | På",
    wrote="skrev | skriver",
    small="kl | klokken | den | følgende | av | på",
    weekdays="Man | Tir | Tirs | Ons | Tor | Tors | Fre | Lør | Søn | Mandag | Tirsdag | Onsdag | Torsdag | Fredag",
    original="Opprinnelig melding | Original melding | Opprinnelig e-post",
    forwarded="Videresendt melding | Start på videresendt melding | Videresendt e-post "
    "| Begynnelse på videresendt melding",
    forward_prefixes="VS",
    answer_prefixes="SV",
    sent_from="Sendt fra | Sendt via | Skaff deg Outlook for | Last ned Outlook for | Få Outlook for",
    disclaimer_begins="Denne e-posten | Denne meldingen | Informasjonen i denne | Hvis du ikke er",
    wrong_recipient="mottaker | adressat | ved en feil",
    deeds="konfidensiell | fortrolig | slett | uautorisert | taushet | varsle | virus | ikke tillatt",
    banner="ekstern avsender | utenfor organisasjonen | ikke klikk på | ikke åpne vedlegg | [EKSTERN]",
    answered_inside="i rødt | i blått | med rødt | se nedenfor | mine svar nedenfor | i teksten under",
)

FINNISH = Wording(
    language="fi",
    sender="Lähettäjä",
    moment="Lähetetty | Päivämäärä | Päiväys | Pvm",
    to="Vastaanottaja | Kenelle",
    subject="Aihe",
    cc="Kopio | Cc",
    others="Liitteet | Vastausosoite | Tärkeys",
    wrote="kirjoitti | kirjoittaa | kirjoittivat",
    small="klo | seuraavasti | käyttäjä",
    weekdays="Ma | Ti | Ke | To | Pe | La | Su",
    original="Alkuperäinen viesti | Alkuperäinen sähköposti",
    forwarded="Välitetty viesti | Edelleenlähetetty viesti | Välitetty viesti alkaa | Edelleenlähetetty viesti alkaa",
    forward_prefixes="VL",
    answer_prefixes="VS",
    sent_from="Lähetetty | Hanki Outlook",
    disclaimer_begins="Tämä viesti | Tämä sähköposti | Tämän viestin | Tämän sähköpostin",
    wrong_recipient="vastaanottaja | erehdyksessä",
    deeds="luottamuksellis | poist | tuho | kielletty | ilmoit | salassa",
    banner="ulkopuolinen lähettäjä | organisaation ulkopuolelta | älä napsauta | älä avaa liitteitä",
    answered_inside="punaisella | sinisellä | alla olevassa tekstissä | katso alta | vastaukset alla",
)

LANGUAGES = (ENGLISH, GERMAN, DUTCH, SWEDISH, DANISH, NORWEGIAN, FINNISH)

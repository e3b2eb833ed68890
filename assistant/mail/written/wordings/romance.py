"""French, Spanish, Italian, Portuguese, Romanian, and Greek."""

from __future__ import annotations

from assistant.mail.written.wordings.wording import Wording

FRENCH = Wording(
    language="fr",
    sender="De | Expéditeur",
    moment="Envoyé | Date | Envoyé le | Le | Date d'envoi | Message du",
    to="À | A | Pour | Destinataire",
    subject="Objet | Sujet",
    cc="Cc | Copie | Copie à | Cci",
    others="Répondre à | Pièces jointes | Pièce jointe | Importance | Priorité",
    begins="Le | Selon",
    wrote="écrit | ecrit | écrivait",
    small="à | a | le | de | du | par | heures | vous | avez | via",
    original="Message d'origine | Message d’origine | Message original | Message initial "
    "| Courriel original | Rendez-vous d'origine",
    forwarded="Message transféré | Début du message transféré | Début du message réexpédié "
    "| Message transmis | Message réexpédié | Courriel transféré | Transféré par",
    forward_prefixes="TR",
    answer_prefixes="RE | RÉ | REP | RÉP",
    sent_from="Envoyé de | Envoyé depuis | Envoyé à partir | Envoyé par | Envoyé avec "
    "| Télécharger Outlook pour | Obtenir Outlook pour | Téléchargez Outlook pour | Provenance",
    disclaimer_begins="Ce message et | Ce message est | Ce message contient | Ce message peut | Ce message, "
    "| Ce courriel | Ce courrier électronique | Cet e-mail | Cet email | Ce mail "
    "| Les informations contenues | Le contenu de ce | Avis de confidentialité | Avertissement "
    "| Si vous n'êtes pas le | Si vous n’êtes pas le | Pensez à l'environnement "
    "| Pensez à l’environnement | Mention légale | L'intégrité de ce",
    wrong_recipient="destinataire | par erreur | à l'intention exclusive | à l’intention exclusive "
    "| à l'attention exclusive",
    deeds="confidentiel | détruire | supprimer | effacer | interdit | non autorisé | avertir | virus "
    "| altéré | imprimer",
    banner="expéditeur externe | courriel externe | provient de l'extérieur | provient de l’extérieur "
    "| de l'extérieur de | de l’extérieur de | ne cliquez pas | n'ouvrez pas | n’ouvrez pas "
    "| [EXTERNE] | message externe | vous n'obtenez pas souvent | vous ne recevez pas souvent",
    answered_inside="en rouge | en bleu | en vert | dans le texte | dans le corps | ci-dessous en "
    "| réponses ci-dessous | commentaires ci-dessous | voir ci-dessous | au fil du texte",
)

SPANISH = Wording(
    language="es",
    sender="De | Desde",
    moment="Enviado | Fecha | Enviado el | Enviada",
    to="Para | A",
    subject="Asunto",
    cc="Cc | Copia | CCO",
    others="Responder a | Datos adjuntos | Archivos adjuntos | Adjuntos | Importancia | Organización",
    begins="El",
    wrote="escribió | escribio | escrito | escribe",
    small="a | las | la | el | de | del | ha | en | los | hs | hrs",
    original="Mensaje original | Correo original | Mensaje de origen | Cita original",
    forwarded="Mensaje reenviado | Inicio del mensaje reenviado | Mensaje remitido "
    "| Comienzo del mensaje reenviado | Correo reenviado",
    forward_prefixes="RV",
    answer_prefixes="RE | RES",
    sent_from="Enviado desde | Enviado con | Enviado a través | Enviado por | Obtener Outlook para "
    "| Obtén Outlook para | Descargar Outlook para",
    disclaimer_begins="Este mensaje | Este correo | Este e-mail | La información contenida | El contenido de este "
    "| La presente comunicación | Aviso legal | Aviso de confidencialidad | Confidencialidad "
    "| Si usted no es | Si no es usted | Antes de imprimir",
    wrong_recipient="destinatari | por error | persona a la que",
    deeds="confidencial | elimin | borr | destru | prohibid | no autorizad | notifi | comuni | virus | imprimir",
    banner="remitente externo | correo externo | de fuera de la organización | fuera de su organización "
    "| fuera de la organización | no haga clic | no abra | [EXTERNO] | no suele recibir correo",
    answered_inside="en rojo | en azul | en verde | en el texto | respuestas abajo | comentarios abajo "
    "| ver abajo | entre líneas | más abajo en",
)

ITALIAN = Wording(
    language="it",
    sender="Da | Mittente",
    moment="Inviato | Data | Inviata | Inviato il",
    to="A | Destinatario",
    subject="Oggetto",
    cc="Cc | Copia | Ccn",
    others="Risposta | Rispondi a | Allegati | Allegato | Priorità | Organizzazione",
    begins="Il | In",
    wrote="scritto | scrive | scriveva",
    small="alle | ore | il | giorno | ha | data | del | di | da | hai | ho | h",
    original="Messaggio originale | Messaggio iniziale | Appuntamento originale",
    forwarded="Messaggio inoltrato | Inizio messaggio inoltrato | Forwarded da",
    forward_prefixes="I",
    answer_prefixes="R | RIF",
    sent_from="Inviato da | Inviato dal | Inviato con | Inviato tramite | Scarica Outlook per | Ottieni Outlook per",
    disclaimer_begins="Questo messaggio | Questa e-mail | Questa email | Il presente messaggio | La presente e-mail "
    "| La presente comunicazione | Le informazioni contenute | Le informazioni trasmesse "
    "| Il contenuto di questa | Ai sensi del | Avviso di riservatezza | Nota di riservatezza "
    "| Informativa | Avvertenza | Prima di stampare",
    wrong_recipient="destinatari | per errore | erroneamente",
    deeds="riservat | confidenzial | cancell | distrugg | elimin | vietat | proibit | divulga | avvis "
    "| virus | stampare",
    banner="mittente esterno | e-mail esterna | dall'esterno | dall’esterno | non fare clic "
    "| non cliccare | non aprire allegati | [ESTERNO] | non si ricevono spesso",
    answered_inside="in rosso | in blu | in verde | nel testo | risposte sotto | risposte di seguito nel "
    "| vedi sotto | tra le righe",
)

PORTUGUESE = Wording(
    language="pt",
    sender="De | Remetente",
    moment="Enviado | Enviada | Enviada em | Enviado em | Data",
    to="Para",
    subject="Assunto",
    cc="Cc | Cópia | Cco",
    others="Responder a | Responder para | Anexos | Anexo | Prioridade | Importância",
    begins="Em | No dia | Aos",
    wrote="escreveu | escreveram | escreve",
    small="às | as | à | à(s | de | da | do | no | dia | h | em | via",
    original="Mensagem original | Mensagem de origem | Compromisso original",
    forwarded="Mensagem encaminhada | Mensagem reencaminhada | Início da mensagem encaminhada "
    "| Início da mensagem reencaminhada | Forwarded message | Mensagem enviada",
    forward_prefixes="ENC",
    answer_prefixes="RES | RE",
    sent_from="Enviado do | Enviado da | Enviado de | Enviado a partir | Enviado via | Enviado pelo "
    "| Obter o Outlook para | Obtenha o Outlook para | Baixe o Outlook para",
    disclaimer_begins="Esta mensagem | Este e-mail | Este email | A informação contida | As informações contidas "
    "| O conteúdo desta | O conteúdo deste | Aviso legal | Aviso de confidencialidade "
    "| Confidencialidade | Se você não é | Se não é o | Antes de imprimir",
    wrong_recipient="destinatári | por engano | por erro | indevidamente",
    deeds="confidencia | elimin | apag | destru | proibid | não autorizad | notifi | inform | vírus "
    "| imprimir | sigilos",
    banner="remetente externo | e-mail externo | de fora da organização | fora da sua organização "
    "| não clique | não abra | [EXTERNO] | não costuma receber",
    answered_inside="em vermelho | em azul | em verde | no texto abaixo | respostas abaixo | comentários abaixo "
    "| ver abaixo | vide abaixo | nas entrelinhas",
)

ROMANIAN = Wording(
    language="ro",
    sender="De la | De | Expeditor",
    moment="Trimis | Data | Trimisă | Trimis la",
    to="Către | Catre | La | Destinatar",
    subject="Subiect",
    cc="Cc | Copie",
    others="Atașări | Răspunde la | Importanță",
    begins="În | In | Pe | La",
    wrote="scris",
    small="la | a | data | de | ora | pe | următoarele",
    original="Mesaj original | Mesajul original | Mesaj inițial",
    forwarded="Mesaj redirecționat | Mesaj redirectionat | Începutul mesajului redirecționat | Mesaj retrimis",
    forward_prefixes="Redirecționare",
    answer_prefixes="Răspuns",
    sent_from="Trimis de pe | Trimis din | Trimis de | Obțineți Outlook pentru | Descărcați Outlook pentru",
    disclaimer_begins="Acest mesaj | Acest e-mail | Acest email | Informațiile conținute | Informaţiile conţinute "
    "| Informatiile | Dacă nu sunteți",
    wrong_recipient="destinatar | din greșeală | din greseala | din eroare",
    deeds="confidențial | confidential | confidenţial | șterge | ştergeţi | stergeti | distruge "
    "| interzis | neautorizat | notific | virus",
    banner="expeditor extern | din afara organizației | nu faceți clic | nu deschideți | [EXTERN]",
    answered_inside="cu roșu | cu albastru | în text mai jos | răspunsurile mai jos | vezi mai jos",
)

GREEK = Wording(
    language="el",
    sender="Από | Αποστολέας",
    moment="Στάλθηκε | Ημερομηνία | Αποστολή | Εστάλη",
    to="Προς | Παραλήπτης",
    subject="Θέμα",
    cc="Κοιν. | Κοιν | Κοινοποίηση | Cc",
    others="Συνημμένα | Απάντηση προς",
    begins="Στις | Την | Στη | Στην | Ο",
    wrote="έγραψε | έγραψαν | γράφει",
    small="στις | μ.μ | π.μ | ο/η | ο | η | και | ώρα | μμ | πμ",
    original="Αρχικό μήνυμα | Πρωτότυπο μήνυμα",
    forwarded="Προωθημένο μήνυμα | Έναρξη προωθημένου μηνύματος",
    forward_prefixes="ΠΡΘ",
    answer_prefixes="ΑΠ | ΣΧΕΤ",
    sent_from="Στάλθηκε από | Εστάλη από | Αποστολή από | Λήψη του Outlook για",
    disclaimer_begins="Το παρόν μήνυμα | Αυτό το μήνυμα | Το μήνυμα αυτό | Οι πληροφορίες που | Το παρόν e-mail "
    "| Αν δεν είστε",
    wrong_recipient="παραλήπτη | αποδέκτη | παραλήπτ | εκ παραδρομής | κατά λάθος",
    deeds="εμπιστευτικ | απόρρητ | διαγρ | απαγορεύ | καταστρέψ | ειδοποι | ιού",
    banner="εξωτερικός αποστολέας | εκτός του οργανισμού | μην κάνετε κλικ | μην ανοίγετε",
    answered_inside="με κόκκινο | με μπλε | απαντήσεις παρακάτω | βλ. παρακάτω | μέσα στο κείμενο",
)

LANGUAGES = (FRENCH, SPANISH, ITALIAN, PORTUGUESE, ROMANIAN, GREEK)

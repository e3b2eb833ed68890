"""How programs set for each language write what is not the author's: one table a language, the names our own."""

from __future__ import annotations

from msgspec import Struct


class Habits(Struct, frozen=True):
    attributions: tuple[str, ...]
    """As Gmail, Apple's and Microsoft's programs, Thunderbird and webmails write them."""
    block: str
    """Outlook's header fields."""
    original: str
    forwarded: str
    sent_from: str = ""
    notice: str = ""


HABITS = {
    "en": Habits(
        attributions=(
            "On Mon, Oct 12, 2020 at 2:30 PM Sara Malik <sara@northwind.example> wrote:",
            "On Mon, Oct 12, 2020 at 2:30 PM Sara Malik via Regulator Portal\n<sara@northwind.example> wrote:",
            "On Oct 12, 2020, at 14:30, Sara Malik <\nsara@northwind.example>\nwrote:",
            "---- On Mon, 12 Oct 2020 14:30:00 +0500 Sara Malik <sara@northwind.example> wrote ----",
            "Sara Malik <sara@northwind.example> wrote on 12/10/2020 14:30:",
            "On 12/10/2020 14:30, Sara Malik wrote:",
            "2020-10-12 14:30 GMT+05:00 Sara Malik <sara@northwind.example>:",
        ),
        block="From: Sara Malik <sara@northwind.example>\nSent: Monday, October 12, 2020 2:30 PM\n"
        "To: Enforcement <enforcement@pta.gov.pk>; Licensing\n <licensing@pta.gov.pk>\nCc: Ali Raza\nSubject: List A",
        original="-----Original Message-----",
        forwarded="---------- Forwarded message ---------",
        sent_from="Sent from my iPhone",
        notice="This e-mail and any files with it are confidential and meant for the intended recipient "
        "alone. If it has\n"
        "reached you by mistake, tell the sender and delete it; any other use of it is prohibited.",
    ),
    "de": Habits(
        attributions=(
            "Am Mo., 12. Okt. 2020 um 14:30 Uhr schrieb Sara Malik <sara@northwind.example>:",
            "Am 12.10.2020 um 14:30 schrieb Sara Malik <sara@northwind.example>:",
            "Sara Malik <sara@northwind.example> schrieb am Mo., 12. Okt. 2020,\n14:30:",
            "Am 12.10.2020 um 14:30 schrieb Sara Malik:",
        ),
        block="Von: Malik, Sara <sara@northwind.example>\nGesendet: Montag, 12. Oktober 2020 14:30\n"
        "An: Durchsetzung <enforcement@pta.gov.pk>\nBetreff: Liste A",
        original="-----Ursprüngliche Nachricht-----",
        forwarded="-------- Weitergeleitete Nachricht --------",
        sent_from="Von meinem iPhone gesendet",
        notice="Diese E-Mail enthält vertrauliche Angaben. Wenn Sie nicht der richtige Adressat sind, "
        "informieren Sie bitte\n"
        "den Absender und vernichten Sie diese Nachricht.",
    ),
    "fr": Habits(
        attributions=(
            "Le lun. 12 oct. 2020 à 14:30, Sara Malik <sara@northwind.example> a écrit :",
            "Le 12 oct. 2020 à 14:30, Sara Malik <sara@northwind.example>\na écrit :",
            "Le 12/10/2020 à 14:30, Sara Malik a écrit :",
        ),
        block="De : Sara Malik <sara@northwind.example>\nEnvoyé : lundi 12 octobre 2020 14:30\n"
        "À : Contrôle <enforcement@pta.gov.pk>\nObjet : Liste A",
        original="-----Message d'origine-----",
        forwarded="---------- Message transféré ---------",
        sent_from="Envoyé de mon iPhone",
        notice="Ce message et ses pièces jointes sont confidentiels. Si vous n'êtes pas le "
        "destinataire, merci d'avertir\n"
        "l'expéditeur et de supprimer ce message.",
    ),
    "es": Habits(
        attributions=(
            "El lun, 12 oct 2020 a las 14:30, Sara Malik (<sara@northwind.example>) escribió:",
            "El 12 oct 2020, a las 14:30, Sara Malik <sara@northwind.example> escribió:",
            "El 12/10/2020 a las 14:30, Sara Malik escribió:",
        ),
        block="De: Sara Malik <sara@northwind.example>\nEnviado el: lunes, 12 de octubre de 2020 14:30\n"
        "Para: Control <enforcement@pta.gov.pk>\nAsunto: Lista A",
        original="-----Mensaje original-----",
        forwarded="---------- Mensaje reenviado ---------",
        sent_from="Enviado desde mi iPhone",
        notice="Este mensaje es confidencial. Si usted no es el destinatario, le rogamos que lo "
        "comunique al remitente y\n"
        "elimine el mensaje; su difusión está prohibida.",
    ),
    "it": Habits(
        attributions=(
            "Il giorno lun 12 ott 2020 alle ore 14:30 Sara Malik <sara@northwind.example> ha scritto:",
            "Il 12 ottobre 2020 14:30, Sara Malik <sara@northwind.example> ha scritto:",
            "Il 12/10/2020 14:30, Sara Malik ha scritto:",
        ),
        block="Da: Sara Malik <sara@northwind.example>\nInviato: lunedì 12 ottobre 2020 14:30\n"
        "A: Controllo <enforcement@pta.gov.pk>\nOggetto: Elenco A",
        original="-----Messaggio originale-----",
        forwarded="---------- Messaggio inoltrato ---------",
        sent_from="Inviato da iPhone",
        notice="Questo messaggio è riservato al destinatario. Chi lo avesse ricevuto per errore è "
        "pregato di avvisare il\n"
        "mittente e di cancellarlo.",
    ),
    "pt": Habits(
        attributions=(
            "Em seg., 12 de out. de 2020 às 14:30, Sara Malik <sara@northwind.example> escreveu:",
            "Sara Malik <sara@northwind.example> escreveu no dia segunda, 12/10/2020 à(s) 14:30:",
            "Em 12/10/2020 14:30, Sara Malik escreveu:",
        ),
        block="De: Sara Malik <sara@northwind.example>\nEnviada em: segunda-feira, 12 de outubro de 2020 14:30\n"
        "Para: Controlo <enforcement@pta.gov.pk>\nAssunto: Lista A",
        original="-----Mensagem original-----",
        forwarded="---------- Mensagem encaminhada ---------",
        sent_from="Enviado do meu iPhone",
        notice="Esta mensagem é confidencial. Se não é o destinatário, por favor informe o remetente e "
        "elimine a mensagem.",
    ),
    "nl": Habits(
        attributions=(
            "Op ma 12 okt. 2020 om 14:30 schreef Sara Malik <sara@northwind.example>:",
            "Op 12 okt. 2020, om 14:30 heeft Sara Malik <sara@northwind.example> het volgende geschreven:",
            "Op 12-10-2020 om 14:30 schreef Sara Malik:",
        ),
        block="Van: Sara Malik <sara@northwind.example>\nVerzonden: maandag 12 oktober 2020 14:30\n"
        "Aan: Handhaving <enforcement@pta.gov.pk>\nOnderwerp: Lijst A",
        original="-----Oorspronkelijk bericht-----",
        forwarded="---------- Doorgestuurd bericht ---------",
        sent_from="Verstuurd vanaf mijn iPhone",
        notice="Dit bericht is vertrouwelijk. Als u niet de geadresseerde bent, verzoeken wij u dit te "
        "melden en het bericht\n"
        "te verwijderen.",
    ),
    "sv": Habits(
        attributions=(
            "Den mån 12 okt. 2020 kl 14:30 skrev Sara Malik <sara@northwind.example>:",
            "12 okt. 2020 kl. 14:30 skrev Sara Malik <sara@northwind.example>:",
            "Den 2020-10-12 kl. 14:30, skrev Sara Malik:",
        ),
        block="Från: Sara Malik <sara@northwind.example>\nSkickat: den 12 oktober 2020 14:30\n"
        "Till: Tillsyn <enforcement@pta.gov.pk>\nÄmne: Lista A",
        original="-----Ursprungligt meddelande-----",
        forwarded="---------- Vidarebefordrat meddelande ---------",
        sent_from="Skickat från min iPhone",
        notice="Detta meddelande är konfidentiellt. Är du inte rätt mottagare ska du meddela avsändaren "
        "och radera det.",
    ),
    "da": Habits(
        attributions=(
            "Den man. 12. okt. 2020 kl. 14.30 skrev Sara Malik <sara@northwind.example>:",
            "Den 12. okt. 2020 kl. 14.30 skrev Sara Malik <sara@northwind.example>:",
        ),
        block="Fra: Sara Malik <sara@northwind.example>\nSendt: 12. oktober 2020 14:30\n"
        "Til: Tilsyn <enforcement@pta.gov.pk>\nEmne: Liste A",
        original="-----Oprindelig meddelelse-----",
        forwarded="---------- Videresendt meddelelse ---------",
        sent_from="Sendt fra min iPhone",
        notice="Denne e-mail er fortrolig. Er du ikke den rette modtager, bedes du underrette "
        "afsenderen og slette den.",
    ),
    "no": Habits(
        attributions=(
            "man. 12. okt. 2020 kl. 14:30 skrev Sara Malik <sara@northwind.example>:",
            "12. okt. 2020 kl. 14:30 skrev Sara Malik <sara@northwind.example>:",
        ),
        block="Fra: Sara Malik <sara@northwind.example>\nSendt: mandag 12. oktober 2020 14:30\n"
        "Til: Tilsyn <enforcement@pta.gov.pk>\nEmne: Liste A",
        original="-----Opprinnelig melding-----",
        forwarded="---------- Videresendt melding ---------",
        sent_from="Sendt fra min iPhone",
        notice="Denne e-posten er konfidensiell. Er du ikke rett mottaker, ber vi deg varsle avsenderen og slette den.",
    ),
    "fi": Habits(
        attributions=(
            "ma 12. lokak. 2020 klo 14.30 Sara Malik (sara@northwind.example) kirjoitti:",
            "Sara Malik <sara@northwind.example> kirjoitti 12.10.2020 kello 14.30:",
        ),
        block="Lähettäjä: Sara Malik <sara@northwind.example>\nLähetetty: maanantai 12. lokakuuta 2020 14.30\n"
        "Vastaanottaja: Valvonta <enforcement@pta.gov.pk>\nAihe: Luettelo A",
        original="-----Alkuperäinen viesti-----",
        forwarded="---------- Välitetty viesti ---------",
        sent_from="Lähetetty iPhonesta",
        notice="Tämä viesti on luottamuksellinen. Jos et ole oikea vastaanottaja, ilmoita siitä ja poista viesti.",
    ),
    "pl": Habits(
        attributions=(
            "pon., 12 paź 2020 o 14:30 Sara Malik <sara@northwind.example> napisał(a):",
            "Wiadomość napisana przez Sara Malik <sara@northwind.example> w dniu 12.10.2020, o godz. 14:30:",
            "W dniu 12.10.2020 o 14:30, Sara Malik pisze:",
        ),
        block="Od: Sara Malik <sara@northwind.example>\nWysłano: poniedziałek, 12 października 2020 14:30\n"
        "Do: Kontrola <enforcement@pta.gov.pk>\nTemat: Lista A",
        original="-----Wiadomość oryginalna-----",
        forwarded="---------- Wiadomość przekazana dalej ---------",
        sent_from="Wysłane z iPhone'a",
        notice="Ta wiadomość jest poufna. Jeśli nie są Państwo jej adresatem, prosimy powiadomić nadawcę i ją usunąć.",
    ),
    "cs": Habits(
        attributions=(
            "po 12. 10. 2020 v 14:30 odesílatel Sara Malik <sara@northwind.example> napsal:",
            "Dne 12.10.2020 v 14:30 Sara Malik napsal(a):",
        ),
        block="Od: Sara Malik <sara@northwind.example>\nOdesláno: pondělí 12. října 2020 14:30\n"
        "Komu: Kontrola <enforcement@pta.gov.pk>\nPředmět: Seznam A",
        original="-----Původní zpráva-----",
        forwarded="---------- Přeposlaná zpráva ---------",
        sent_from="Odesláno z iPhonu",
        notice="Tato zpráva je důvěrná. Pokud nejste jejím adresátem, upozorněte odesílatele a zprávu smažte.",
    ),
    "ru": Habits(
        attributions=(
            "пн, 12 окт. 2020 г. в 14:30, Sara Malik <sara@northwind.example>:",
            "12 окт. 2020 г., в 14:30, Sara Malik <sara@northwind.example> написал(а):",
            "12.10.2020 14:30, Sara Malik пишет:",
        ),
        block="От: Sara Malik <sara@northwind.example>\nОтправлено: 12 октября 2020 г. 14:30\n"
        "Кому: Надзор <enforcement@pta.gov.pk>\nТема: Список А",
        original="-----Исходное сообщение-----",
        forwarded="---------- Пересланное сообщение ---------",
        sent_from="Отправлено с iPhone",
        notice="Это сообщение конфиденциально. Если оно попало к вам по ошибке, уведомите отправителя и удалите его.",
    ),
    "uk": Habits(
        attributions=(
            "пн, 12 жовт. 2020 р. о 14:30 Sara Malik <sara@northwind.example> пише:",
            "12.10.2020 14:30, Sara Malik пише:",
        ),
        block="Від: Sara Malik <sara@northwind.example>\nНадіслано: 12 жовтня 2020 р. 14:30\n"
        "Кому: Нагляд <enforcement@pta.gov.pk>\nТема: Список А",
        original="-----Оригінальне повідомлення-----",
        forwarded="---------- Переслане повідомлення ---------",
        sent_from="Надіслано з iPhone",
        notice="Це повідомлення конфіденційне. Якщо ви не є адресатом, повідомте відправника і видаліть його.",
    ),
    "tr": Habits(
        attributions=(
            "Sara Malik <sara@northwind.example>, 12 Eki 2020 Pzt, 14:30 tarihinde şunu yazdı:",
            "12.10.2020 14:30 tarihinde Sara Malik yazdı:",
        ),
        block="Kimden: Sara Malik <sara@northwind.example>\nGönderildi: 12 Ekim 2020 Pazartesi 14:30\n"
        "Kime: Denetim <enforcement@pta.gov.pk>\nKonu: Liste A",
        original="-----Orijinal Mesaj-----",
        forwarded="---------- Yönlendirilen ileti ---------",
        sent_from="iPhone'umdan gönderildi",
        notice="Bu e-posta gizlidir. Alıcı siz değilseniz göndereni bilgilendirip iletiyi siliniz.",
    ),
    "ar": Habits(
        attributions=(
            "في الاثنين، 12 أكتوبر 2020 في 2:30 م تمت كتابة ما يلي بواسطة \u202aSara Malik\u202c\u200f "
            "<\u202asara@northwind.example\u202c\u200f>:",
            "في ١٢ أكتوبر ٢٠٢٠، الساعة ١٤:٣٠، كتب Sara Malik <sara@northwind.example>:",
        ),
        block="من: Sara Malik <sara@northwind.example>\nتاريخ الإرسال: 12 أكتوبر 2020 14:30\n"
        "إلى: الرقابة <enforcement@pta.gov.pk>\nالموضوع: القائمة أ",
        original="-----الرسالة الأصلية-----",
        forwarded="---------- رسالة معاد توجيهها ---------",
        sent_from="أُرسلت من الـ iPhone",
        notice="هذه الرسالة سرية. إذا وصلتك بالخطأ ولم تكن المستلم المقصود فنرجو إبلاغ المرسل وحذفها.",
    ),
    "ur": Habits(
        attributions=("بتاریخ پیر، 12 اکتوبر، 2020 کو 2:30 PM کو Sara Malik <sara@northwind.example> نے لکھا:",),
        block="منجانب: Sara Malik <sara@northwind.example>\nتاریخ: 12 اکتوبر 2020 14:30\n"
        "بنام: نگرانی <enforcement@pta.gov.pk>\nموضوع: فہرست الف",
        original="-----اصل پیغام-----",
        forwarded="---------- آگے بھیجا گیا پیغام ---------",
        sent_from="iPhone سے بھیجا گیا",
        notice="یہ ای میل خفیہ ہے۔ اگر یہ غلطی سے آپ کو ملی ہے تو بھیجنے والے کو مطلع کریں اور اسے حذف کر دیں۔",
    ),
    "zh": Habits(
        attributions=(
            "Sara Malik <sara@northwind.example> 于2020年10月12日周一 14:30写道：",
            "在 2020年10月12日，14:30，Sara Malik <sara@northwind.example> 写道：",
            "Sara Malik <sara@northwind.example> 於 2020年10月12日 週一 下午2:30寫道：",
        ),
        block="发件人: Sara Malik <sara@northwind.example>\n发送时间: 2020年10月12日 14:30\n"
        "收件人: 监管 <enforcement@pta.gov.pk>\n主题: 清单A",
        original="-----原始邮件-----",
        forwarded="---------- 转发的邮件 ---------",
        sent_from="发自我的 iPhone",
        notice="本邮件及其附件含有保密信息，仅供指定的收件人使用。如误收本邮件，请通知发件人并删除。",
    ),
    "ja": Habits(
        attributions=(
            "2020年10月12日(月) 14:30 Sara Malik <sara@northwind.example>:",
            "2020/10/12 14:30、Sara Malik <sara@northwind.example>のメール:",
        ),
        block="差出人: Sara Malik <sara@northwind.example>\n送信日時: 2020年10月12日 14:30\n"
        "宛先: 監督課 <enforcement@pta.gov.pk>\n件名: リストA",
        original="-----元のメッセージ-----",
        forwarded="---------- 転送メッセージ ---------",
        sent_from="iPhoneから送信",
        notice="本メールには機密情報が含まれます。誤って受信された場合は、送信者にご連絡のうえ削除してください。",
    ),
    "ko": Habits(
        attributions=(
            "2020년 10월 12일 (월) 오후 2:30, Sara Malik <sara@northwind.example>님이 작성:",
            "2020. 10. 12. 오후 2:30, Sara Malik <sara@northwind.example> 작성:",
        ),
        block="보낸 사람: Sara Malik <sara@northwind.example>\n보낸 날짜: 2020년 10월 12일 월요일 오후 2:30\n"
        "받는 사람: 감독과 <enforcement@pta.gov.pk>\n제목: 목록 A",
        original="-----원본 메시지-----",
        forwarded="---------- 전달된 메시지 ---------",
        sent_from="나의 iPhone에서 보냄",
        notice="이 메일은 기밀입니다. 잘못 받으신 경우 보낸 사람에게 알려 주시고 삭제해 주십시오.",
    ),
    "hu": Habits(
        attributions=(
            "Sara Malik <sara@northwind.example> ezt írta (időpont: 2020. okt. 12., H, 14:30):",
            "2020. 10. 12. 14:30 keltezéssel, Sara Malik <sara@northwind.example> írta:",
        ),
        block="Feladó: Sara Malik <sara@northwind.example>\nElküldve: 2020. október 12., hétfő 14:30\n"
        "Címzett: Felügyelet <enforcement@pta.gov.pk>\nTárgy: A lista",
        original="-----Eredeti üzenet-----",
        forwarded="---------- Továbbított üzenet ---------",
        sent_from="Elküldve az iPhone-omról",
        notice="Ez az üzenet bizalmas. Amennyiben nem Ön a címzett, kérjük, értesítse a feladót és "
        "törölje az üzenetet.",
    ),
    "ro": Habits(
        attributions=(
            "În lun., 12 oct. 2020 la 14:30, Sara Malik <sara@northwind.example> a scris:",
            "Pe 12.10.2020 14:30, Sara Malik a scris:",
        ),
        block="De la: Sara Malik <sara@northwind.example>\nTrimis: luni, 12 octombrie 2020 14:30\n"
        "Către: Control <enforcement@pta.gov.pk>\nSubiect: Lista A",
        original="-----Mesaj original-----",
        forwarded="---------- Mesaj redirecționat ---------",
        sent_from="Trimis de pe iPhone",
        notice="Acest mesaj este confidențial. Dacă nu sunteți destinatarul, anunțați expeditorul și ștergeți mesajul.",
    ),
    "el": Habits(
        attributions=(
            "Στις Δευ 12 Οκτ 2020 στις 2:30 μ.μ., ο/η Sara Malik <sara@northwind.example> έγραψε:",
            "Στις 12/10/2020 14:30, ο/η Sara Malik έγραψε:",
        ),
        block="Από: Sara Malik <sara@northwind.example>\nΣτάλθηκε: Δευτέρα, 12 Οκτωβρίου 2020 14:30\n"
        "Προς: Έλεγχος <enforcement@pta.gov.pk>\nΘέμα: Κατάλογος Α",
        original="-----Αρχικό μήνυμα-----",
        forwarded="---------- Προωθημένο μήνυμα ---------",
        sent_from="Στάλθηκε από το iPhone μου",
        notice="Το παρόν μήνυμα είναι εμπιστευτικό. Αν δεν είστε ο παραλήπτης, ενημερώστε τον αποστολέα "
        "και διαγράψτε το.",
    ),
}

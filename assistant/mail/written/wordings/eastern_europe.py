"""Polish, Czech, Russian, Ukrainian, Hungarian and Turkish."""

from __future__ import annotations

from assistant.mail.written.wordings.wording import Wording

POLISH = Wording(
    language="pl",
    sender="Od | Nadawca",
    moment="Wysłano | Data | Wysłane | Wysłany",
    to="Do | Adresat",
    subject="Temat",
    cc="DW | Cc | Kopia | UDW",
    others="Załączniki | Odpowiedz do | Ważność",
    begins="W | Dnia | Dn | Wiadomość",
    wrote="napisana | napisał | napisała | napisał(a | napisali | pisze | napisał/a | nadesłał",
    small="o | przez | godz | dniu | dnia | użytkownik | r | do",
    weekdays="Pon | Wt | Śr | Czw | Pt | Sob | Niedz",
    original="Wiadomość oryginalna | Oryginalna wiadomość | Wiadomość pierwotna | Original message",
    forwarded="Wiadomość przekazana dalej | Przekazana wiadomość | Treść przekazanej wiadomości "
    "| Początek przekazywanej wiadomości | Wiadomość przekazana | Forwarded message",
    forward_prefixes="PD",
    answer_prefixes="ODP",
    sent_from="Wysłano z | Wysłane z | Wysłano za pomocą | Pobierz program Outlook dla "
    "| Pobierz aplikację Outlook dla | Uzyskaj Outlook dla",
    disclaimer_begins="Ta wiadomość | Niniejsza wiadomość | Niniejszy e-mail | Wiadomość ta | Treść tej wiadomości "
    "| Treść niniejszej | Informacje zawarte | Jeśli nie | Jeżeli nie | Klauzula poufności "
    "| Zanim wydrukujesz",
    wrong_recipient="adresat | odbiorc | omyłkowo | pomyłkowo",
    deeds="poufn | usun | zniszcz | zabronion | niedozwolon | zakazan | powiadom | poinform | wirus | nieuprawni",
    banner="nadawca zewnętrzny | zewnętrzna wiadomość | spoza organizacji | nie klikaj "
    "| nie otwieraj załączników | [EXTERNAL]",
    answered_inside="na czerwono | na niebiesko | w treści poniżej | odpowiedzi poniżej | patrz poniżej | w tekście",
)

CZECH = Wording(
    language="cs",
    sender="Od | Odesílatel",
    moment="Odesláno | Datum | Odeslaná",
    to="Komu | Adresát",
    subject="Předmět | Věc",
    cc="Kopie | Cc | Skrytá kopie",
    others="Přílohy | Odpovědět | Důležitost",
    begins="Dne | V",
    wrote="napsal | napsala | napsal(a | napsal/a | napsali | píše",
    small="v | odesílatel | uživatel | hod | h | dne | do",
    weekdays="Po | Út | St | Čt | Pá | So | Ne",
    original="Původní zpráva | Původní e-mail | Originální zpráva | Původní schůzka",
    forwarded="Přeposlaná zpráva | Předaná zpráva | Přeposlaný e-mail | Začátek přeposílané zprávy "
    "| Přesměrovaná zpráva",
    forward_prefixes="PŘ",
    answer_prefixes="Odp",
    sent_from="Odesláno z | Posláno z | Odesláno pomocí | Získat Outlook pro | Stáhnout Outlook pro "
    "| Získejte Outlook pro",
    disclaimer_begins="Tato zpráva | Tento e-mail | Obsah této zprávy | Informace obsažené | Upozornění: Tato "
    "| Pokud nejste",
    wrong_recipient="adresát | příjemce | omylem",
    deeds="důvěrn | vymaž | smaž | znič | zakázán | neoprávněn | informujte | upozorn | virus | odstraňte",
    banner="externí odesílatel | mimo organizaci | z vnějšku organizace | neklikejte | neotvírejte přílohy",
    answered_inside="červeně | modře | v textu níže | odpovědi níže | viz níže",
)

RUSSIAN = Wording(
    language="ru",
    sender="От | От кого | Отправитель",
    moment="Отправлено | Дата | Дата отправки | Отправлен",
    to="Кому | Получатель",
    subject="Тема",
    cc="Копия | Копии | Cc | Скрытая копия",
    others="Вложения | Ответить | Важность",
    begins="В | Вы | Пользователь",
    wrote="писал | писала | написал | написала | написал(а | написали | пишет | писал(а | пишите",
    small="г | в | от | пользователь | года | следующее | вы | из",
    weekdays="Пн | Вт | Ср | Чт | Пт | Сб | Вс | Понедельник | Вторник | Среда | Четверг | Пятница "
    "| Суббота | Воскресенье",
    original="Исходное сообщение | Оригинальное сообщение | Первоначальное сообщение | Исходное письмо "
    "| Original Message",
    forwarded="Пересланное сообщение | Пересылаемое сообщение | Начало переадресованного сообщения "
    "| Переадресованное сообщение | Перенаправленное сообщение | Начало пересылаемого сообщения "
    "| Пересылаемое письмо | Пересланное письмо",
    forward_prefixes="Пересл | ПЕР",
    answer_prefixes="Ответ | Отв",
    sent_from="Отправлено с | Отправлено из | Отправлено через | Послано с | Скачать Outlook для "
    "| Получить Outlook для | Загрузить Outlook для",
    sent_from_ends="отправлено",
    disclaimer_begins="Это сообщение | Данное сообщение | Настоящее сообщение | Данное электронное "
    "| Это электронное | Это письмо | Настоящее электронное | Содержание данного "
    "| Информация, содержащаяся | Информация в этом | Если вы не являетесь | Внимание! Это",
    wrong_recipient="адресат | получател | по ошибке | ошибочно | предназначен",
    deeds="конфиденциальн | удали | уничтож | запрещ | несанкционирован | уведом | сообщите отправителю "
    "| вирус | разглаш",
    banner="внешний отправитель | внешняя почта | из внешнего источника | от внешнего отправителя "
    "| за пределами организации | не переходите по ссылкам | не нажимайте "
    "| не открывайте вложения",
    answered_inside="красным | синим | в тексте ниже | ответы ниже | см. ниже | смотрите ниже | по тексту",
)

UKRAINIAN = Wording(
    language="uk",
    sender="Від | Від кого | Відправник",
    moment="Надіслано | Дата | Відправлено",
    to="Кому | До | Одержувач",
    subject="Тема",
    cc="Копія | Cc",
    others="Вкладення | Відповісти | Важливість",
    begins="В | У | Користувач",
    wrote="пише | написав | написала | писав | писала | написав(ла | написали",
    small="р | о | в | від | користувач | року | таке",
    weekdays="Пн | Вт | Ср | Чт | Пт | Сб | Нд | Понеділок | Вівторок | Середа | Четвер | П'ятниця | Субота | Неділя",
    original="Вихідне повідомлення | Оригінальне повідомлення | Початкове повідомлення | Оригінал повідомлення",
    forwarded="Переслане повідомлення | Пересланий лист | Початок пересланого повідомлення "
    "| Перенаправлене повідомлення | Початок листа, що пересилається",
    forward_prefixes="Пересил | ПЕРЕСЛ",
    answer_prefixes="Відп",
    sent_from="Надіслано з | Відправлено з | Отримати Outlook для | Завантажити Outlook для | Надіслано через",
    disclaimer_begins="Це повідомлення | Дане повідомлення | Цей лист | Цей електронний | Інформація, що міститься "
    "| Якщо ви не є",
    wrong_recipient="адресат | одержувач | отримувач | помилково | призначен",
    deeds="конфіденційн | видал | знищ | заборон | несанкціонован | повідомте | вірус",
    banner="зовнішній відправник | із зовнішнього джерела | за межами організації | не натискайте "
    "| не відкривайте вкладення",
    answered_inside="червоним | синім | у тексті нижче | відповіді нижче | див. нижче | по тексту",
)

HUNGARIAN = Wording(
    language="hu",
    sender="Feladó | Küldő",
    moment="Elküldve | Dátum | Küldve | Küldés dátuma",
    to="Címzett | Címzettek",
    subject="Tárgy",
    cc="Másolatot kap | Másolat | Cc",
    others="Mellékletek | Válaszcím | Fontosság",
    wrote="írta | írt",
    small="ezt | időpont | a | az | következőt",
    weekdays="Hétfő | Kedd | Szerda | Csütörtök | Péntek | Szombat | Vasárnap | H | K | Sze | Cs | P",
    original="Eredeti üzenet | Eredeti levél",
    forwarded="Továbbított üzenet | Továbbított levél | Továbbított üzenet kezdete | Továbbított üzenet eleje",
    forward_prefixes="TOV | Továbbítva | Továbbítás",
    answer_prefixes="VÁ | Válasz",
    sent_from="Küldve | Elküldve az | Az Outlook beszerzése | Az Outlook letöltése",
    sent_from_ends="küldve | elküldve",
    disclaimer_begins="Ez az üzenet | Ez az e-mail | Jelen üzenet | Jelen e-mail | Az üzenet | Amennyiben nem Ön",
    wrong_recipient="címzett | tévedésből | téves",
    deeds="bizalmas | töröl | semmisít | tilos | jogosulatlan | értesít | vírus | titok",
    banner="külső feladó | szervezeten kívülről | ne kattintson | ne nyissa meg",
    answered_inside="pirossal | kékkel | lásd lent | válaszok lent | a szövegben",
)

TURKISH = Wording(
    language="tr",
    sender="Kimden | Gönderen",
    moment="Gönderildi | Tarih | Gönderme Tarihi | Gönderilme Tarihi | Gönderim",
    to="Kime | Alıcı",
    subject="Konu",
    cc="Bilgi | Cc | Kopya",
    others="Ekler | Yanıt Adresi | Önem",
    wrote="yazdı | yazmış | yazıyor | yazdi",
    small="tarihinde | şunu | şunları | saat | saatinde | günü | şöyle | ve",
    weekdays="Pzt | Sal | Çar | Per | Cum | Cmt | Paz",
    original="Özgün İleti | Orijinal İleti | Orijinal Mesaj | Asıl ileti | Özgün Mesaj",
    forwarded="Yönlendirilen ileti | İletilen mesaj | Yönlendirilmiş Mesaj | İletilmiş ileti "
    "| Yönlendirilen mesaj başlangıcı | İletilen ileti başlangıcı | Yönlendirilen Mesaj",
    forward_prefixes="İLT | ILT",
    answer_prefixes="YNT | Yan | Cevap",
    sent_from="Outlook'u edinin",
    sent_from_ends="gönderildi | gönderilmiştir | ile gönderildi | için Outlook'u edinin",
    disclaimer_begins="Bu e-posta | Bu mesaj | Bu ileti | Bu elektronik | İşbu e-posta | Gizlilik | Yasal uyarı",
    wrong_recipient="alıcı | muhatab | yanlışlıkla | hata ile",
    deeds="gizli | siliniz | silin | imha | yasak | izinsiz | bildir | virüs | yetkisiz",
    banner="harici gönderen | kurum dışından | kuruluş dışından | tıklamayın | ekleri açmayın",
    answered_inside="kırmızı | mavi ile | aşağıdaki metinde | yanıtlar aşağıda | cevaplar aşağıda | aşağıya bakınız",
)

LANGUAGES = (POLISH, CZECH, RUSSIAN, UKRAINIAN, HUNGARIAN, TURKISH)

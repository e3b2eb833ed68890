"""What public projects state, in their own tests, about their own mails: names, dates and a few words, no mail.

Each value is one fact. `DIFFERS` names the facts that this program does not share, and why not.
"""

from __future__ import annotations

from msgspec import Struct

_UNSAID = "\x00"


class Facts(Struct, frozen=True):
    """What a project expects of one file; what is left out it says nothing about."""

    subject: str = _UNSAID
    sender: str = _UNSAID
    """The address; `name <address>` where the project states both."""
    to: str = _UNSAID
    """Addresses, a blank between them."""
    cc: str = _UNSAID
    sent: str = _UNSAID
    """In UTC."""
    id: str = _UNSAID
    answers: str = _UNSAID
    references: str = _UNSAID
    names: tuple[str, ...] | None = None
    """Of the attachments, in order."""
    sizes: tuple[int, ...] | None = None
    text: str = _UNSAID
    """A fragment of it."""

    def said(self) -> dict[str, object]:
        """The facts by name."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in values.items() if value is not None and value != _UNSAID}


_M = "spec/fixtures/emails/"
_JDOE = "jdoe@machine.example"
_MAIL = {
    "rfc2822/example01.eml": Facts(
        "Saying Hello", _JDOE, "mary@example.net", sent="1997-11-21T15:55:06Z", id="1234@local.machine.example"
    ),
    "rfc2822/example02.eml": Facts(
        "Saying Hello", _JDOE, "mary@example.net", sent="1997-11-21T15:55:06Z", id="1234@local.machine.example"
    ),
    "rfc2822/example03.eml": Facts(
        sender="john.q.public@example.com",
        to="mary@x.test jdoe@example.org one@y.test",
        cc="boss@nil.test sysservices@example.net",
        sent="2003-07-01T08:52:37Z",
        id="5678.21-Nov-1997@example.com",
    ),
    "rfc2822/example04.eml": Facts(
        sender="pete@silly.example",
        to="c@a.test joe@where.test jdoe@one.test",
        cc="",
        sent="1969-02-14T03:02:54Z",
        id="testabcd.1234@silly.example",
    ),
    "rfc2822/example05.eml": Facts(
        "Saying Hello", _JDOE, "mary@example.net", sent="1997-11-21T15:55:06Z", id="1234@local.machine.example"
    ),
    "rfc2822/example06.eml": Facts(
        "Re: Saying Hello",
        "mary@example.net",
        _JDOE,
        sent="1997-11-21T16:01:10Z",
        id="3456@example.net",
        answers="1234@local.machine.example",
        references="1234@local.machine.example",
    ),
    "rfc2822/example07.eml": Facts(
        "Re: Saying Hello",
        _JDOE,
        "smith@home.example",
        sent="1997-11-21T17:00:00Z",
        id="abcd.1234@local.machine.tld",
        answers="3456@example.net",
        references="1234@local.machine.example 3456@example.net",
    ),
    "rfc2822/example08.eml": Facts("Saying Hello", _JDOE, "mary@example.net", sent="1997-11-21T15:55:06Z"),
    "rfc2822/example09.eml": Facts("Saying Hello", _JDOE, "mary@example.net", sent="1997-11-21T15:55:06Z"),
    "rfc2822/example10.eml": Facts(
        sender="pete(his account)@silly.test",
        to="c@public.example joe@example.org jdoe@one.test",
        cc="",
        sent="1969-02-14T03:02:00Z",
        id="testabcd.1234@silly.test",
    ),
    "rfc2822/example11.eml": Facts(
        sender="Joe Q. Public <john.q.public@example.com>",
        to="@machine.tld:mary@example.net jdoe@test.example",
        sent="2003-07-01T08:52:37Z",
        id="5678.21-Nov-1997@example.com",
    ),
    "rfc2822/example12.eml": Facts(sent="1997-11-21T09:55:06Z"),
    "rfc2822/example13.eml": Facts(sent="1997-11-21T15:55:06Z", id="1234@local(blah).machine.example"),
    "rfc2822/example14.eml": Facts(
        "Re: TEST \tテストテスト", "atsushi@example.com", id="0CC5E11ED2C1D@example.com", text="Hello"
    ),
    "error_emails/weird_to_header.eml": Facts(to="user-example@aol.com e-s-a-s-2200@app.ar.com"),
    "error_emails/multiple_references_with_one_invalid.eml": Facts(references="foo@bar.net"),
    "error_emails/empty_group_lists.eml": Facts(to=""),
    "error_emails/invalid_subject_characters.eml": Facts(sender="Formação Frenetikpolis <info@formacaofrenetik.info>"),
    "error_emails/cant_parse_from.eml": Facts(sender="News@InsideApple.Apple.com"),
    "error_emails/empty_in_reply_to.eml": Facts(answers=""),
    "rfc6532/utf8_headers.eml": Facts("Säying Hello", "Jöhn Doe <jdöe@mächine.example>"),
    "plain_emails/raw_email_with_at_display_name.eml": Facts(to="smith@gmail.com raasdnil@gmail.com tom@gmail.com"),
    "plain_emails/basic_email.eml": Facts(
        sender="test@lindsaar.net", to="raasdnil@gmail.com", id="6B7EC235-5B17-4CA8-B2B8-39290DEB43A3@test.lindsaar.net"
    ),
    "plain_emails/raw_email.eml": Facts(sender="jamis@37signals.com"),
    "plain_emails/raw_email_reply.eml": Facts(
        references="473FF3B8.9020707@xxx.org 348F04F142D69C21-291E56D292BC@xxxx.net", id="473FFE27.20003@xxx.org"
    ),
    "mime_emails/two_from_in_message.eml": Facts(to="tester2@test.com"),
    "mime_emails/raw_email_with_nested_attachment.eml": Facts(names=("truncated.png", "smime.p7s")),
    "mime_emails/sig_only_email.eml": Facts(names=("signature.asc",)),
    "attachment_emails/attachment_content_disposition.eml": Facts(names=("api.rb",)),
    "attachment_emails/attachment_content_location.eml": Facts(names=("unnamed",)),
    "attachment_emails/attachment_pdf.eml": Facts(sizes=(1026,)),
    "attachment_emails/attachment_pdf_non_ascii.eml": Facts(sizes=(1026,)),
    "attachment_emails/attachment_pdf_lf.eml": Facts(sizes=(1026,)),
    "attachment_emails/attachment_pdf_non_ascii_lf.eml": Facts(sizes=(1026,)),
    "attachment_emails/attachment_with_encoded_name.eml": Facts(names=("01 Quien Te Dij\u0091at. Pitbull.mp3",)),
    "attachment_emails/attachment_with_base64_encoded_name.eml": Facts(names=("This is a test.pdf",)),
    "attachment_emails/attachment_with_unquoted_name.eml": Facts(names=("This is a test.txt",)),
    "attachment_emails/attachment_nonascii_filename.eml": Facts(names=("ciële.txt",)),
}

_W = "tests/messages/"
_THERE, _HERE = "from@there.com", "to@here.com"
_SEPTEMBER, _TEST = "2017-09-13T11:05:45Z", "2017-09-27T10:48:51Z"
_XLS = "Prostřeno_2014_poslední volné termíny.xls"
_LONG = "-0123456789-qwertyuiopasdfghjklzxcvbnmopqrstuvz" * 2
_LETTER = "Buchungsbestätigung- Rechnung-Geschäftsbedingungen-Nr.B123-45 - XXXX"
_PHP = {
    "attachment_encoded_filename.eml": Facts("", names=(_XLS,)),
    "attachment_no_disposition.eml": Facts("", names=(_XLS,)),
    "bcc.eml": Facts("test", _THERE, _HERE, sent=_TEST, text="Hi!"),
    "boolean_decoded_content.eml": Facts(
        "Nuu", _THERE, _HERE, sent=_SEPTEMBER, text="Here is the problem mail", names=("Example Domain.pdf",)
    ),
    "email_address.eml": Facts("", "no_host", "", "ding@dong.com", id="123@example.com", text="How are you?"),
    "embedded_email.eml": Facts(
        "embedded message",
        "demo@cerstor.cz",
        "demo@cerstor.cz",
        sent="2016-01-29T13:25:40Z",
        id="7e5798da5747415e5b82fdce042ab2a6@cerstor.cz",
        text="email that contains embedded message",
        names=("demo.eml",),
    ),
    "embedded_email_without_content_disposition-embedded.eml": Facts(
        "embedded_message_subject",
        "demo@cerstor.cz",
        "demo@cerstor.cz",
        sent="2019-04-05T10:10:49Z",
        id="AC39946EBF5C034B87BABD5343E96979012671D40E38@VM002.cerk.cc",
        text="some txt",
        names=("file1.xlsx", "file2.xlsx"),
    ),
    "embedded_email_without_content_disposition.eml": Facts(
        "Subject", "demo@cerstor.cz", "demo@cerstor.cz", sent="2019-04-05T11:48:50Z", text="[cid:file.jpg]"
    ),
    "example_bounce.eml": Facts(
        "Mail delivery failed",
        "Mail Delivery System <Mailer-Daemon@sslproxy01.your-server.de>",
        "demo@foo.de",
        sent="2023-03-02T04:27:26Z",
        id="E1pXaXO-0008gb-6g@sslproxy01.your-server.de",
    ),
    "four_nested_emails.eml": Facts(
        "3-third-subject", "test@example.com", "test@example.com", text="3-third-content", names=("2-second-email.eml",)
    ),
    "gbk_charset.eml": Facts("Nuu", _THERE, _HERE, sent=_SEPTEMBER, text="Hi"),
    "html_only.eml": Facts("Nuu", _THERE, _HERE, sent=_SEPTEMBER, text="Hi"),
    "imap_mime_header_decode_returns_false.eml": Facts(sender=_THERE, to=_HERE, sent=_SEPTEMBER, text="Hi"),
    "inline_attachment.eml": Facts("", sizes=(1086,)),
    "ks_c_5601-1987_headers.eml": Facts(
        "RE: 회원님께 Ersi님이 메시지를 보냈습니다.", "김 현진 <from@there.com>", _HERE, sent=_TEST, text="Content"
    ),
    "mail_that_is_attachment.eml": Facts(
        "Report domain: yyy.cz Submitter: google.com Report-ID: 2244696771454641389",
        "noreply-dmarc-support via xxx <xxx@yyy.cz>",
        "xxx@yyy.cz",
        sent="2015-02-15T10:21:51Z",
        id="2244696771454641389@google.com",
        names=("google.com!yyy.cz!1423872000!1423958399.zip",),
    ),
    "missing_date.eml": Facts("Nuu", "from@here.com", _HERE, text="Hi"),
    "missing_from.eml": Facts("Nuu", "", _HERE, sent=_SEPTEMBER, text="Hi"),
    "mixed_filename.eml": Facts(
        "Свежий прайс-лист",
        "Прайсы || ПартКом <support@part-kom.ru>",
        "foo@bar.com",
        sent="2018-02-02T19:23:06Z",
        names=("Price4VladDaKar.xlsx",),
    ),
    "multipart_without_body.eml": Facts(
        "This mail will not contain a body",
        "Foo Bülow Bar <from@example.com>",
        "someone@somewhere.com",
        sent="2023-03-11T08:24:31Z",
        text="This mail will not contain a body",
    ),
    "multiple_html_parts_and_attachments.eml": Facts(
        "multiple_html_parts_and_attachments",
        "FromName <from@there.com>",
        "to@there.com",
        sent="2023-02-16T09:19:02Z",
        text="This is the second html part",
        names=("attachment1.pdf", "attachment2.pdf"),
    ),
    "multiple_nested_attachments.eml": Facts(
        "", sent="2018-01-15T09:54:09Z", names=("mleokdgdlgkkecep.png", "FF4D00-1.png")
    ),
    "nestes_embedded_with_attachment.eml": Facts(
        "Nuu", _THERE, _HERE, sent=_SEPTEMBER, text="Dear Sarah", names=("first.eml", "second.eml")
    ),
    "null_content_charset.eml": Facts("test", _THERE, _HERE, sent=_TEST, text="Hi!"),
    "pec.eml": Facts("Certified", "test@example.com", "test@example.com", sent="2017-10-02T10:13:43Z", text="Signed"),
    "plain_only.eml": Facts("Nuu", _THERE, _HERE, sent=_SEPTEMBER, text="Hi"),
    "plain_text_attachment.eml": Facts(
        "Plain text attachment", _THERE, _HERE, sent="2018-08-21T07:05:14Z", text="Test", names=("a.txt",)
    ),
    "references.eml": Facts("", "no_host", answers="b9e87bd5e661a645ed6e3b832828fcc5@example.com", text="How are you?"),
    "simple_multipart.eml": Facts("test", _THERE, _HERE, sent=_TEST, text="MyPlain"),
    "structured_with_attachment.eml": Facts(
        "Test", _THERE, _HERE, sent="2017-09-29T08:55:23Z", text="Test", names=("MyFile.txt",)
    ),
    "undefined_charset_header.eml": Facts(sender="myGov <info@bla.bla>", sent="2017-02-27T03:51:29Z"),
    "undisclosed_recipients_minus.eml": Facts("test", _THERE, "", sent=_TEST, text="Hi!"),
    "undisclosed_recipients_space.eml": Facts("test", _THERE, "", sent=_TEST, text="Hi!"),
    "undisclosed_recipients.eml": Facts("test", _THERE, "", sent=_TEST, text="Hi!"),
    "unknown_encoding.eml": Facts("test", _THERE, _HERE, sent=_TEST, text="MyPlain"),
    "without_charset_plain_only.eml": Facts("Nuu", _THERE, _HERE, sent=_SEPTEMBER, text="Hi"),
    "without_charset_simple_multipart.eml": Facts("test", _THERE, _HERE, sent=_TEST, text="MyPlain"),
    "issue-275.eml": Facts("Testing 123", text="Asdf testing123 this is a body"),
    "issue-275-2.eml": Facts("Test 1017"),
    "issue-382.eml": Facts(sender="Mail Delivery System <MAILER-DAEMON@mta-09.someserver.com>"),
    "issue-401.eml": Facts("1;00pm Client running few minutes late"),
    "issue-40.eml": Facts("Zly from"),
    "issue-410b.eml": Facts(
        "386 - 400021804 - 19., Heiligenstädter Straße 80 - 0819306 - Anfrage Vergabevorschlag",
        names=("2021_Mängelliste_0819306.xlsx",),
    ),
    "issue-410symbols.eml": Facts(names=("Checkliste 10.,DAVIDGASSE 76-80;2;2.pdf",)),
    "issue-412.eml": Facts("RE: TEST MESSAGE"),
    "issue-413.eml": Facts("Test Message", text="This is just a test, so ignore it (if you can!)"),
    "issue-414.eml": Facts("Test", names=("exampleMyFile.txt", "phpfoo")),
    "issue-462.eml": Facts("Undeliverable: Some subject"),
    "issue-511.eml": Facts("RE: [EXTERNAL] Re: Lorem Ipsum /40 one", "COMPANYNAME | usługi <sender@sender_domain.tld>"),
    "issue-544.eml": Facts("Test bad boundary", names=("file.pdf",)),
}

_SPAMSCOPE = {
    "mail_test_17": Facts(sender="notificaccion-clientes@bbva.mx"),
    "mail_test_18": Facts(
        sender="LastßlName, FirstName <comma.name@example.com>",
        to="tony.stark@example.com",
        cc="simple@example.net john.doe@example.com",
    ),
    "mail_test_19": Facts(
        sender="alice@example.com <bob@example.com>", to="charlie@example.com dave@example.com", cc="frank@example.com"
    ),
}

_PYTHON = {
    "msg_04.txt": Facts(names=("msg.txt", "msg.txt")),
    "msg_07.txt": Facts(names=("dingusfish.gif",)),
    "msg_44.txt": Facts(names=("msg.txt", "msg.txt")),
}

_FROIDE = {
    "test_mail_07.txt": Facts(
        "Anfrage nach dem Informationsfreiheitsgesetz;   Gespräch damaliger BM Steinmeier Matthias Müller VW AG;   "
        "Vg. 069-2018",
        names=(
            "Bescheid Fäker.pdf",
            "180328 Schreiben an Antragstellerin; Vg. 069-2018.pdf",
            "Müller_Michael_Metrobus 6_7_8_26.xlsx",
        ),
    ),
    "test_mail_11.txt": Facts(
        "Bescheid zu Ihrer ergänzten IFG-Anfrage Bestellung Infomaterial, Broschüren... [#32154]",
        names=("20180904_Bescheid Broschüren.pdf",),
    ),
    "test_mail_14.txt": Facts(text="Dear Sir or Madam,\n\nWe hereby acknowledge"),
    "test_mail_15.txt": Facts(text="Sehr geehrte*r,\n\nsystematische Reviews"),
    "test_mail_16.txt": Facts(names=("_1_0CCE8CEC0CCE8894004AF2EFC125893A.gif",), sizes=(35,)),
}

_ZBATESON = {
    "m0018.txt": Facts(names=("blueball.png", "greenball.png", "redball.png")),
    "m2010.txt": Facts(names=("greenball.png", "blueball.png")),
}

FACTS = {
    "mikel+mail": {_M + path: facts for path, facts in _MAIL.items()},
    "Webklex+php-imap": {_W + path: facts for path, facts in _PHP.items()},
    "SpamScope+mail-parser": {"tests/mails/" + path: facts for path, facts in _SPAMSCOPE.items()},
    "okfde+froide": {"froide/foirequest/tests/testdata/" + path: facts for path, facts in _FROIDE.items()},
    "redmine+redmine": {"test/fixtures/mail_handler/subject_japanese_3.eml": Facts("① 丸数字テスト")},
    "zbateson+mail-mime-parser": {"tests/_data/emails/" + path: facts for path, facts in _ZBATESON.items()},
    "bestpractical+rt": {"t/data/emails/notes-uuencoded": Facts(names=("Naz_Head.jpg",))},
    "php-mime-mail-parser+php-mime-mail-parser": {"tests/mails/issue116": Facts("ЖД№41 от 28.09.2016")},
    "python+cpython": {"test_email/data/" + path: facts for path, facts in _PYTHON.items()},
}

DIFFERS = {
    (_M + "rfc2822/example04.eml", "sent"): "no mail is older than 1970; such a date is a clock that was not set",
    (_M + "rfc2822/example10.eml", "sent"): "the same",
    (_M + "rfc2822/example10.eml", "sender"): "a comment is no part of an address (RFC 5322 §3.2.2)",
    (_M + "rfc2822/example11.eml", "to"): "a route is not part of the address that it leads to (RFC 5322 §4.4)",
    (_M + "rfc2822/example14.eml", "subject"): "a tab in a subject is shown as a blank",
    (_M + "error_emails/multiple_references_with_one_invalid.eml", "references"): "every id of both fields counts",
    (_M + "attachment_emails/attachment_with_encoded_name.eml", "names"): "the byte is read in the charset's wider set",
    (_W + "issue-414.eml", "names"): "only the last step of a path is a name",
    ("froide/foirequest/tests/testdata/test_mail_16.txt", "names"): "a Content-ID is no name",
    ("test_email/data/msg_04.txt", "names"): "the first text is the mail's text, whatever name it bears",
    ("test_email/data/msg_44.txt", "names"): "the same",
}
"""File and fact → why we disagree on purpose."""

DATES = {
    "Fri, 5 Apr 2019 12:10:49 +0200": "2019-04-05T10:10:49Z",
    "04 Jan 2018 10:12:47 UT": "2018-01-04T10:12:47Z",
    "22 Jun 18 03:56:36 PM -05:00 (GMT -05:00)": "2018-06-22T20:56:36Z",
    "Fri, 1 Feb 2019 01:30:04 +0600 (+06)": "2019-01-31T19:30:04Z",
    "Mon, 4 Feb 2019 04:03:49 -0300 (-03)": "2019-02-04T07:03:49Z",
    "Sun, 6 Apr 2008 21:24:33 UT": "2008-04-06T21:24:33Z",
    "Tue, 08 Nov 2022 18:47:20 +0000 14:03:33 +0000": "2022-11-08T18:47:20Z",
    "Sat, 10, Dec 2022 09:35:19 +0100": "2022-12-10T08:35:19Z",
    "Thur, 16 Mar 2023 15:33:07 +0400": "2023-03-16T11:33:07Z",
    "fr., 25 nov. 2022 06:27:14 +0100/fr., 25 nov. 2022 06:27:14 +0100": "2022-11-25T05:27:14Z",
    "Di., 15 Feb. 2022 06:52:44 +0100 (MEZ)/Di., 15 Feb. 2022 06:52:44 +0100 (MEZ)": "2022-02-15T05:52:44Z",
    "Mi., 23 Apr. 2025 09:48:37 +0200 (MESZ)": "2025-04-23T07:48:37Z",
}
"""Date fields and their moments, as Webklex's php-imap states them. Two of its list are not here: of `UT +0200` it
takes the UT, we the offset that follows; of `+0580` it takes 80 minutes, we no offset at all, since there is none."""

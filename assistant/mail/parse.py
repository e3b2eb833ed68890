"""One mail's bytes → the message they carry, ready for the record but for whose it is.

Everything in the message is valid Unicode without control characters, and every mail that begins like one is read:
the text of a mail that lies about its charset, encoding or structure is read as well as possible.
"""

from __future__ import annotations

from datetime import tzinfo
from itertools import islice

from msgspec import Struct, structs

from assistant.mail.body import read_body
from assistant.mail.classes.classes import Proposal, propose
from assistant.mail.decoding.addresses import AddressList, read_list, read_parties
from assistant.mail.decoding.charsets import one_line
from assistant.mail.decoding.dates import MailDate, parse_date, received_date
from assistant.mail.decoding.headers import MAIL_FIELDS, Headers, decoded_words, field_names, message_ids, own_id
from assistant.mail.decoding.mime import Part, read_parts
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.letters import is_letter, read_letter
from assistant.mail.formats.outlook import is_outlook, read_outlook
from assistant.mail.formats.tnef import is_tnef, read_tnef
from assistant.mail.passage import Passage, read_passage
from assistant.mail.verdicts import read_verdicts
from assistant.mail.written.quoting import newly_written
from assistant.record.kinds import Message, Party

FIELDS_LOOKED_AT = 200
"""How many fields may stand before the first that only mail has."""


class ParsedMail(Struct, frozen=True):
    """What one mail says. `message` is filled as for an inbound one until `parties` has decided the direction."""

    message: Message
    contents: tuple[bytes, ...]
    """The attachments' bytes, in the order of `message.attachments`."""
    proposal: Proposal
    bcc: tuple[Party, ...] = ()
    reply_to: tuple[Party, ...] = ()
    passage: Passage = Passage()
    zone_assumed: bool = False
    """A date names no zone, so that it is right only in the zone that was given."""
    headers: Headers = Headers({})
    """The mail's own; a letter has none."""


def is_mail(raw: bytes) -> bool:
    """Whether `raw` begins like a mail: with header fields, among them one that mail has."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    names = field_names(raw.removeprefix(b"\xef\xbb\xbf").lstrip())
    return any(name in MAIL_FIELDS for name in islice(names, FIELDS_LOOKED_AT))


def is_message_file(raw: bytes) -> bool:
    """Whether the whole file `raw` is a message in another form than a mail's own: Outlook's, or a letter."""
    return is_outlook(raw) or is_tnef(raw) or is_letter(raw)


def parse_mail(raw: bytes, zone: tzinfo, name: str = "") -> ParsedMail:
    """The message in `raw`: a mail, Outlook's form of one, or a letter; what it is, is told by its bytes.

    Times without a zone are taken to be in `zone`; `name` is the file's. Raises `MailProblem` if it is no message.
    """
    if not raw.strip():
        raise MailProblem("it is empty")
    if not is_message_file(raw) and not is_mail(raw):
        raise MailProblem("it does not begin like a mail: no header such as From, Date or Subject")
    try:
        if is_letter(raw):
            return ParsedMail(read_letter(raw, name), (raw,), Proposal("substantive", "a letter"))
        return _parsed(_parts(raw), zone)
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        raise MailProblem(f"it cannot be understood ({type(error).__name__}: {error})") from error


def _parts(raw: bytes) -> Part:
    if is_outlook(raw):
        return read_outlook(raw)
    return read_tnef(raw) if is_tnef(raw) else read_parts(raw)


def _parsed(root: Part, zone: tzinfo) -> ParsedMail:
    headers, body = root.headers, read_body(root)
    subject = decoded_words(headers.first("subject"))
    sender = _sender(headers)
    dated, received = _dates(headers, zone)
    reply_text = newly_written(body.text, subject, answer=_answers(headers))
    to, cc = read_list(headers.all("to")), read_list(headers.all("cc"))
    answered = message_ids(headers.first("in-reply-to"))
    proposal = propose(root, sender.address or sender.name, subject, body.text, reply_text or body.text)
    message = Message(
        direction="in",
        channel="email",
        subject=subject,
        text=body.text,
        reply_text=reply_text,
        sender=sender,
        to=to.parties,
        cc=cc.parties,
        dated=dated.when if dated else None,
        sent=dated.when if dated else None,
        received=received.when if received else None,
        message_id=own_id(headers.first("message-id")),
        in_reply_to=next(iter(answered), None),
        references=_references(headers, answered[1:]),
        proposed_class=proposal.cls,
        class_reason=one_line(proposal.reason),
        auto_reply=proposal.cls == "automatic" and not proposal.mailing,
        bounce=proposal.cls == "bounce",
        undelivered_id=proposal.undelivered_id,
        about=proposal.about_ids,
        attachments=body.attachments,
        text_doubt="; ".join(filter(None, (body.doubt, _left_out(to, cc)))),
        authentication=read_verdicts(headers),
    )
    return ParsedMail(
        message,
        body.contents,
        proposal,
        bcc=read_parties(headers.all("bcc")),
        reply_to=read_parties(headers.all("reply-to")),
        passage=read_passage(headers, sender),
        zone_assumed=any(found.assumed for found in (dated, received) if found),
        headers=headers,
    )


def in_zone(mail: ParsedMail, zone: tzinfo) -> ParsedMail:
    """`mail` with its dates that name no zone taken to be in `zone`; nothing else in it depends on that."""
    dated, received = (found.when if found else None for found in _dates(mail.headers, zone))
    return structs.replace(mail, message=structs.replace(mail.message, dated=dated, sent=dated, received=received))


def _dates(headers: Headers, zone: tzinfo) -> tuple[MailDate | None, MailDate | None]:
    """When it was written and when it was received."""
    return parse_date(headers.first("date"), zone), received_date(headers.all("received"), zone)


def _sender(headers: Headers) -> Party:
    """The first author; the Sender if nobody claims to be one (RFC 5322 §3.6.2)."""
    for name in ("from", "sender"):
        parties = read_parties(headers.all(name))
        if parties:
            return next((party for party in parties if party.address), parties[0])
    return Party()


def _left_out(to: AddressList, cc: AddressList) -> str:
    """Which addresses were not read, in a sentence."""
    fields = " and ".join(name for name, read in (("To", to), ("Cc", cc)) if not read.complete)
    return f"there are more addresses in its {fields} than were read: the original has them all" if fields else ""


def _answers(headers: Headers) -> bool:
    return bool(headers.first("in-reply-to") or headers.first("references"))


def _references(headers: Headers, others: tuple[str, ...]) -> tuple[str, ...]:
    """References, and what else In-Reply-To names: `Message.in_reply_to` holds one id, some mails answer `others`."""
    return tuple(dict.fromkeys(message_ids(" ".join(headers.all("references"))) + others))

"""A message as Outlook and Exchange know it → the parts of a mail, and the bytes of a mail for an attached one.

What the sender wrote is chosen here (plain text, HTML, RTF as the last resort), and what was attached. Delivery reports
and read receipts, which Outlook turns into properties, are given their parts again (RFC 3464, RFC 8098), so that the
proposal of a class sees what it would see in a mail.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from assistant.mail.decoding.charsets import one_line
from assistant.mail.decoding.headers import Headers
from assistant.mail.decoding.mime import Part, read_parts
from assistant.mail.formats.mapi import INTERNET_CODE_PAGE, MapiAttachment, MapiMessage, Properties, charset_of
from assistant.mail.formats.mapi_headers import mail_headers, message_class, recipient_address
from assistant.mail.formats.rtf import rtf_body
from assistant.record.digest import sha256_hex

DEEPEST = 20
"""Messages attached to one another that are read; each is copied once for every message around it."""
_PLAIN, _HTML, _RTF, _REPORT_TEXT = 0x1000, 0x1013, 0x1009, 0x1001
_NAMES = (0x3707, 0x370D, 0x3704, 0x3708, 0x3001)
"""Where an attachment's name may stand, best first: long name, long path, short name, path, what Outlook shows."""
_MIME_TYPE = 0x370E
_TYPE = re.compile(r"(?!multipart/)[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}\Z")
_ANY = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "pdf": "application/pdf", "doc": "application/msword", "docx": f"{_OFFICE}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel", "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint", "pptx": f"{_OFFICE}.presentationml.presentation",
    "txt": "text/plain", "htm": "text/html", "html": "text/html", "csv": "text/csv", "rtf": "application/rtf",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "tif": "image/tiff",
    "zip": "application/zip", "msg": "application/vnd.ms-outlook", "ics": "text/calendar",
}  # fmt: skip
"""By the end of a name, since Outlook mostly stores no type with what was attached in Outlook."""
_FORM = frozenset({"content-type", "content-transfer-encoding"})
"""Header fields that say how a part is written down."""
_ACTIONS = {"NDR": "failed", "DELAYED": "delayed", "DR": "delivered"}
_RECEIPTS = {"IPNRN": "displayed", "IPNNRN": "deleted"}
"""By the last word of the message class of a report (MS-OXCMAIL §2.2.3.4)."""


def mail_parts(message: MapiMessage) -> Part:
    """`message` as the tree of parts that a mail of the same content would have."""
    signed = next((part for part in map(_signed, message.attachments) if part), None)
    body = [signed] if signed else _body(message.properties)
    attached = [_attached(attachment) for attachment in message.attachments if not (signed and _is_signed(attachment))]
    kind = "report" if message_class(message.properties).startswith("REPORT.") else "mixed"
    return Part(mail_headers(message), f"multipart/{kind}", parts=(*body, *_report(message), *attached))


def _is_signed(attachment: MapiAttachment) -> bool:
    return attachment.properties.line(_MIME_TYPE).lower() == "multipart/signed"


def _signed(attachment: MapiAttachment) -> Part | None:
    """The mail as it was signed, which Outlook keeps whole as an attachment beside its own copy (MS-OXOSMIME §2.1)."""
    part = read_parts(attachment.content) if _is_signed(attachment) else None
    return part if part and part.parts else None


def _body(properties: Properties) -> list[Part]:
    plain = properties.text(_PLAIN) or properties.text(_REPORT_TEXT)
    parts = [_text("text/plain", plain)] if plain.strip() else []
    parts.extend(_html(properties))
    if not parts:
        text, is_html = rtf_body(properties.data(_RTF))
        parts = [_text("text/html" if is_html else "text/plain", text)] if text else []
    return [Part(Headers({}), "multipart/alternative", parts=tuple(parts))] if len(parts) > 1 else parts


def _text(content_type: str, text: str) -> Part:
    return Part(_fields(content_type=f"{content_type}; charset=utf-8"), content_type, text.encode("utf-8", "replace"))


def _html(properties: Properties) -> Iterator[Part]:
    """HTML is bytes in the code page of the internet, or a string; without a code page it may name its charset."""
    raw, page = properties.data(_HTML), properties.number(INTERNET_CODE_PAGE)
    if raw and properties.is_string(_HTML):
        yield _text("text/html", properties.text(_HTML))
    elif raw:
        charset = f"; charset={charset_of(page)}" if page else ""
        yield Part(_fields(content_type=f"text/html{charset}"), "text/html", raw)


def _report(message: MapiMessage) -> Iterator[Part]:
    """The parts that a report had before Outlook took it apart (RFC 3464 §2, RFC 8098 §3, RFC 6522 §3)."""
    kind, properties = message_class(message.properties), message.properties
    word = kind.rpartition(".")[2]
    if not kind.startswith("REPORT."):
        return
    about = properties.line(0x1046)  # PidTagOriginalMessageId
    if word in _RECEIPTS:
        receipt = f"Original-Message-ID: {about}\nDisposition: manual-action/MDN-sent-manually; {_RECEIPTS[word]}\n"
        yield _made("message/disposition-notification", receipt)
    else:
        addresses = map(recipient_address, message.recipients)
        action = _ACTIONS.get(word, "")
        groups = [f"Final-Recipient: rfc822; {address}\nAction: {action}\n" for address in addresses]
        yield _made("message/delivery-status", "\n".join(groups or [f"Action: {action}\n"]))
    if about:
        yield _made("text/rfc822-headers", f"Message-ID: {about}\n")


def _made(content_type: str, text: str) -> Part:
    return Part(Headers({}), content_type, text.encode("utf-8", "replace"), made=True)


def _attached(attachment: MapiAttachment) -> Part:
    if attachment.message:
        return Part(
            _fields(content_disposition="attachment"), "message/rfc822", mail_bytes(mail_parts(attachment.message))
        )
    properties = attachment.properties
    name = next(filter(None, map(properties.line, _NAMES)), "")
    quoted = re.split(r"[/\\]", name)[-1].replace('"', "'")
    given = properties.line(_MIME_TYPE).lower()
    by_name = _TYPES.get(name.rpartition(".")[2].lower(), _ANY)
    content_type = given if _TYPE.match(given) and given != _ANY else by_name
    fields = _fields(content_disposition=f'attachment; filename="{quoted}"', content_type=content_type)
    return Part(fields, content_type, attachment.content)


def _fields(**values: str) -> Headers:
    return Headers({name.replace("_", "-"): (value,) for name, value in values.items()})


def mail_bytes(part: Part) -> bytes:
    """`part` as a mail that any program reads (RFC 5322, header fields in UTF-8 by RFC 6532), the same each time."""
    fields = [(name, value) for name in part.headers.fields if name not in _FORM for value in part.headers.all(name)]
    if part.parts:
        pieces = [mail_bytes(child) for child in part.parts]  # as deep as `mime.DEEPEST` at most
        boundary = "=_" + sha256_hex(b"\n".join(pieces))[:40]
        fields.append(("content-type", f'{part.content_type}; boundary="{boundary}"'))
        mark = b"--" + boundary.encode()
        body = part.outside + b"".join(b"\n" + mark + b"\n" + piece for piece in pieces) + b"\n" + mark + b"--\n"
    else:
        fields.append(("content-type", part.headers.first("content-type") or part.content_type))
        whole = part.content_type.startswith("message/")  # RFC 2046 §5.2.1: never encoded
        fields.append(("content-transfer-encoding", "8bit" if whole else "base64"))
        body = part.bytes() if whole else base64.encodebytes(part.bytes())
    lines = "".join(f"{name.title()}: {one_line(value)}\n" for name, value in fields)
    return lines.encode("utf-8", "replace") + b"\n" + body

"""Outlook's own file of a message (`.msg`, MS-OXMSG) → the parts of the mail that it holds.

Where the properties lie within the compound file, and no more: what they mean is told by `mapi_mail`, so that
everything after it works as for a mail that came in its own form.
"""

from __future__ import annotations

import re
import struct

from assistant.mail.decoding.mime import Part
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.compound import MAGIC, Storage, read_compound
from assistant.mail.formats.mapi import FIXED_TYPES, MESSAGE_CODE_PAGE, OBJECT, MapiAttachment, MapiMessage, Properties
from assistant.mail.formats.mapi_mail import DEEPEST, mail_parts

_FIXED = "__properties_version1.0"
"""The stream of the properties of fixed size (MS-OXMSG §2.4)."""
_FIXED_NAME = _FIXED.encode("utf-16-le")
_VARIABLE = re.compile(r"__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})\Z")
_RECIPIENT, _ATTACHMENT = "__recip_version1.0_#", "__attach_version1.0_#"
_EMBEDDED = "__substg1.0_3701000D"
"""The storage of an attached message, or of an object of another program (§2.2.2)."""
_TOP, _WITHIN, _OTHER = 32, 24, 8
"""Bytes in front of the fixed properties: of the file's message, of an attached one, of anything else (§2.4.1)."""
_CONTENTS = ("CONTENTS", "Package", "\x01Ole10Native")
"""Where programs put what an embedded object shows, the most useful first."""


def is_outlook(raw: bytes) -> bool:
    """Whether `raw` is a compound file that holds a message, not one of Word or Excel."""
    return raw.startswith(MAGIC) and _FIXED_NAME in raw


def read_outlook(raw: bytes) -> Part:
    """The mail in the `.msg` file `raw`. Raises `MailProblem` if the file is damaged or holds no message."""
    root = read_compound(raw)
    if _FIXED not in root.streams:
        raise MailProblem("it is a file in the format of Outlook and Office, but holds no message")
    return mail_parts(_message(root, _TOP, 0, 0))


def _message(storage: Storage, header: int, code_page: int, depth: int) -> MapiMessage:
    """The message in `storage`. Messages within it are read to a depth of `DEEPEST`; further ones lose their content,
    which stays in the original file.
    """
    properties = _properties(storage, header, code_page)
    page = properties.number(MESSAGE_CODE_PAGE) or code_page
    names = sorted(storage.storages)  # numbered in hexadecimal, with leading zeros
    recipients = (storage.storages[name] for name in names if name.startswith(_RECIPIENT))
    attachments = (storage.storages[name] for name in names if name.startswith(_ATTACHMENT))
    return MapiMessage(
        properties,
        tuple(_properties(recipient, _OTHER, page) for recipient in recipients),
        tuple(_attachment(attachment, page, depth) for attachment in attachments),
    )


def _attachment(storage: Storage, code_page: int, depth: int) -> MapiAttachment:
    properties = _properties(storage, _OTHER, code_page)
    within = storage.storages.get(_EMBEDDED)
    if within is None:
        return MapiAttachment(properties, properties.data(0x3701))
    if _FIXED not in within.streams:
        return MapiAttachment(properties, _object(within))
    if depth >= DEEPEST:
        return MapiAttachment(properties)
    return MapiAttachment(properties, message=_message(within, _WITHIN, code_page, depth + 1))


def _object(storage: Storage) -> bytes:
    """What is best kept of an embedded object: what its program shows, else its largest stream."""
    for name in _CONTENTS:
        if name in storage.streams:
            return storage.streams[name]
    return max(storage.streams.values(), key=len, default=b"")


def _properties(storage: Storage, header: int, code_page: int) -> Properties:
    fixed = storage.streams.get(_FIXED, b"")
    values: dict[int, tuple[int, bytes]] = {}
    for place in range(header, len(fixed) - 15, 16):
        kind, number = struct.unpack_from("<HH", fixed, place)
        if kind in FIXED_TYPES:  # of the others, only the length stands here
            values.setdefault(number, (kind, fixed[place + 8 : place + 16]))
    for name in sorted(storage.streams):  # of a string that stands there twice, the Unicode one comes last and wins
        found = _VARIABLE.match(name)
        if found and int(found[2], 16) != OBJECT:
            values[int(found[1], 16)] = (int(found[2], 16), storage.streams[name])
    return Properties(values, code_page)

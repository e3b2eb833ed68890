"""`winmail.dat`, in which Outlook and Exchange wrap a message for those who cannot read it (TNEF, MS-OXTNEF) → parts.

Where the properties lie within the wrapping, and no more: what they mean is told by `mapi_mail`. A wrapping that is cut
off or damaged is read as far as it goes, since it stands in a mail that is kept whole; checksums are not looked at,
because there are writers that count them wrong.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime

from assistant.mail.decoding.mime import Part
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.mapi import (
    BINARY,
    EPOCH,
    OBJECT,
    STRING_8,
    TIME,
    UNICODE,
    MapiAttachment,
    MapiMessage,
    Properties,
)
from assistant.mail.formats.mapi_mail import DEEPEST, mail_parts

MAGIC = b"\x78\x9f\x3e\x22"
"""MS-OXTNEF §2.1.3.1."""
_MESSAGE_LEVEL, _ATTACHMENT_LEVEL = 1, 2
_CLASS, _DATE, _PROPERTIES, _RECIPIENTS, _CODE_PAGE = 0x8008, 0x8005, 0x9003, 0x9004, 0x9007
_BEGINS, _CONTENT, _TITLE, _ATTACHMENT = 0x9002, 0x800F, 0x8010, 0x9005
"""Attributes (§2.1.3.3): of the message; of an attachment, where the first one says that another begins."""
_STRINGS = {0x8004: 0x0037, 0x800C: 0x1000, _CLASS: 0x001A}
"""Attributes that are a string property in an older form: subject, body, message class."""
_FIXED_SIZES = {
    0x0001: 4, 0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8,
    TIME: 8, 0x0048: 16,
}  # fmt: skip
"""Bytes of one value, by its type, filled up to four (§2.1.3.4)."""
_SEVERAL = 0x1000
"""Marks a type of which there are several values."""
_NAMED = 0x8000
"""Numbers from here on mean what a name or a further number says; none is of use here."""
MOST_ATTACHMENTS = 5_000
"""Further ones stay within the wrapping."""
_OBJECT_KIND = 16
"""Bytes in front of an object that tell what it is."""


def is_tnef(raw: bytes) -> bool:
    return raw.startswith(MAGIC)


def read_tnef(raw: bytes) -> Part:
    """The message in `raw` as the parts of a mail. Raises `MailProblem` if nothing can be read of it."""
    message = _message(raw, 0)
    if not message.properties.values and not message.attachments:
        raise MailProblem("it is a winmail.dat in which nothing can be read")
    return mail_parts(message)


def _message(raw: bytes, depth: int) -> MapiMessage:
    attributes = list(_attributes(raw))
    of_message = {number: content for level, number, content in attributes if level == _MESSAGE_LEVEL}
    page = int.from_bytes(of_message.get(_CODE_PAGE, b"")[:4], "little")
    values = {
        property_number: (STRING_8, of_message[number])
        for number, property_number in _STRINGS.items()
        if number in of_message
    }
    if _DATE in of_message:
        values[0x0039] = (TIME, _file_time(of_message[_DATE]))
    values |= _properties(of_message.get(_PROPERTIES, b""), 0)[0]
    recipients = tuple(Properties(row, page) for row in _rows(of_message.get(_RECIPIENTS, b"")))
    groups = _attachment_groups(attributes)
    attachments = tuple(_attachment(group, page, depth) for group in groups[:MOST_ATTACHMENTS])
    return MapiMessage(Properties(values, page), recipients, attachments)


def _attributes(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level, number and content of each attribute, up to the end or to where the bytes make no sense."""
    place = 6
    while place + 9 <= len(raw):
        level, number, _kind, size = struct.unpack_from("<BHHI", raw, place)
        place += 9
        if level not in {_MESSAGE_LEVEL, _ATTACHMENT_LEVEL} or place + size > len(raw):
            return
        yield level, number, raw[place : place + size]
        place += size + 2  # the checksum


def _attachment_groups(attributes: list[tuple[int, int, bytes]]) -> list[dict[int, bytes]]:
    groups: list[dict[int, bytes]] = []
    for level, number, content in attributes:
        if level != _ATTACHMENT_LEVEL:
            continue
        if number == _BEGINS or not groups or (number in groups[-1] and number == _CONTENT):
            groups.append({})
        groups[-1][number] = content
    return groups


def _attachment(group: dict[int, bytes], page: int, depth: int) -> MapiAttachment:
    values: dict[int, tuple[int, bytes]] = {0x3704: (STRING_8, group.get(_TITLE, b""))}
    values |= _properties(group.get(_ATTACHMENT, b""), 0)[0]
    properties = Properties(values, page)
    content = properties.data(0x3701)
    if values.get(0x3701, (0, b""))[0] == OBJECT:
        content = content[_OBJECT_KIND:]
        if is_tnef(content) and depth < DEEPEST:  # what stands beside it only says so
            return MapiAttachment(properties, message=_message(content, depth + 1))
    return MapiAttachment(properties, group.get(_CONTENT) or content)


def _rows(table: bytes) -> Iterator[dict[int, tuple[int, bytes]]]:
    """The recipients, each a list of properties (§2.1.3.5.1)."""
    place = 4
    while place < len(table):
        row, place = _properties(table, place)
        if row:
            yield row


def _properties(raw: bytes, place: int) -> tuple[dict[int, tuple[int, bytes]], int]:
    """The list of properties at `place`, as far as it makes sense, and where it ends (§2.1.3.4)."""
    values: dict[int, tuple[int, bytes]] = {}
    try:
        (count,) = struct.unpack_from("<I", raw, place)
        place += 4
        for _ in range(count):
            kind, number = struct.unpack_from("<HH", raw, place)
            place = _past_name(raw, place + 4) if number >= _NAMED else place + 4
            value, place = _value(raw, place, kind)
            if number < _NAMED and not kind & _SEVERAL:
                values[number] = (kind, value)
    except struct.error:  # cut off, or of a type that nobody knows
        return values, len(raw)
    return values, place


def _past_name(raw: bytes, place: int) -> int:
    (is_text,) = struct.unpack_from("<I", raw, place + 16)  # behind the set that the name belongs to
    (size,) = struct.unpack_from("<I", raw, place + 20)
    return place + 24 + (_filled(size) if is_text else 0)


def _value(raw: bytes, place: int, kind: int) -> tuple[bytes, int]:
    """The first value at `place`, and where the last one ends."""
    single, first = kind & ~_SEVERAL, b""
    is_variable = single in {STRING_8, UNICODE, BINARY, OBJECT}
    if not is_variable and single not in _FIXED_SIZES:
        raise struct.error(f"type {kind:#06x}")
    count = 1
    if is_variable or kind & _SEVERAL:
        (count,) = struct.unpack_from("<I", raw, place)
        place += 4
    for number in range(count):
        size = _FIXED_SIZES.get(single, 0)
        if is_variable:
            (size,) = struct.unpack_from("<I", raw, place)
            place += 4
        if place + size > len(raw):
            raise struct.error("the value is cut off")
        first = raw[place : place + size] if number == 0 else first
        place += _filled(size)
    return first, place


def _filled(size: int) -> int:
    return size + -size % 4


def _file_time(date: bytes) -> bytes:
    """A date in seven numbers as MAPI has it (§2.1.3.3.9); `b""` for no date."""
    try:
        year, month, day, hour, minute, second = struct.unpack_from("<6H", date)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (ValueError, struct.error):
        return b""
    seconds = int((moment - EPOCH).total_seconds())
    return struct.pack("<Q", seconds * 10_000_000) if seconds > 0 else b""

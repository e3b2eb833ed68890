"""What Outlook and Exchange know of a message, as MAPI properties: values by number, as `.msg` and `winmail.dat` hold.

Only the values and how they are encoded; where they lie in a file is the affair of `outlook` and `tnef`, and what they
mean as a mail that of `mapi_mail`. Numbers and names are those of MS-OXPROPS.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from assistant.mail.decoding.charsets import decoded, one_line

INTEGER_16, INTEGER_32, BOOLEAN, TIME = 0x0002, 0x0003, 0x000B, 0x0040
STRING_8, UNICODE, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D
"""Types of properties (MS-OXCDATA §2.11.1)."""
FIXED_TYPES = frozenset({INTEGER_16, INTEGER_32, BOOLEAN, TIME})
"""Of the types that are of use here, those that stand in few bytes."""

MESSAGE_CODE_PAGE, INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
_CHARSETS = {
    1200: "utf-16-le", 1201: "utf-16-be", 20127: "us-ascii", 20866: "koi8-r", 21866: "koi8-u", 20932: "euc-jp",
    50220: "iso-2022-jp", 50221: "iso-2022-jp", 50222: "iso-2022-jp", 50225: "iso-2022-kr", 51932: "euc-jp",
    51936: "gb18030", 51949: "euc-kr", 52936: "hz", 54936: "gb18030", 65000: "utf-7", 65001: "utf-8",
    936: "gb18030", 10000: "mac-roman", 38598: "iso-8859-8",
}  # fmt: skip
"""By code page, where the charset is not `cp` and the number."""
_ISO_8859 = range(28591, 28606)
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class Properties(Struct, frozen=True):
    """The properties of one message, recipient or attachment, raw: by number, each with its type."""

    values: dict[int, tuple[int, bytes]]
    code_page: int = 0
    """For 8-bit strings, where the properties themselves name none; 0: unknown."""

    def text(self, number: int) -> str:
        """The string, `""` without one; may hold any characters."""
        kind, raw = self.values.get(number, (0, b""))
        if kind == UNICODE:
            return raw.decode("utf-16-le", "replace").rstrip("\0")
        return decoded(raw, self.charset).rstrip("\0") if kind == STRING_8 else ""

    def line(self, number: int) -> str:
        """The string as one harmless line."""
        return one_line(self.text(number))

    def data(self, number: int) -> bytes:
        """The bytes, of a string too, `b""` without any."""
        kind, raw = self.values.get(number, (0, b""))
        return raw if kind in {BINARY, OBJECT, STRING_8, UNICODE} else b""

    def number(self, number: int) -> int | None:
        kind, raw = self.values.get(number, (0, b""))
        if kind not in FIXED_TYPES - {TIME} or len(raw) < 2:
            return None
        return int.from_bytes(raw[: 4 if kind == INTEGER_32 else 2], "little")

    def moment(self, number: int) -> datetime | None:
        """The time in UTC; None without one that a calendar knows. A count of 0.1 µs from the year 1601."""
        kind, raw = self.values.get(number, (0, b""))
        if kind != TIME or len(raw) < 8:
            return None
        try:
            return EPOCH + timedelta(microseconds=struct.unpack_from("<Q", raw)[0] // 10)
        except OverflowError:
            return None

    @property
    def charset(self) -> str:
        """The charset of 8-bit strings."""
        named = self.number(MESSAGE_CODE_PAGE) or self.code_page or self.number(INTERNET_CODE_PAGE)
        return charset_of(named or 1252)

    def is_string(self, number: int) -> bool:
        return self.values.get(number, (0, b""))[0] in {STRING_8, UNICODE}


class MapiAttachment(Struct, frozen=True):
    properties: Properties
    content: bytes = b""
    message: MapiMessage | None = None
    """The attached message, where the attachment is one."""


class MapiMessage(Struct, frozen=True):
    properties: Properties
    recipients: tuple[Properties, ...] = ()
    attachments: tuple[MapiAttachment, ...] = ()


def charset_of(code_page: int) -> str:
    """The charset that a Windows code page stands for, as a mail would name it."""
    if code_page in _ISO_8859:
        return f"iso-8859-{code_page - 28590}"
    return _CHARSETS.get(code_page, f"cp{code_page}")

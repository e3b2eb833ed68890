"""Writers of what Outlook writes: compound files with a message in them, `winmail.dat`, compressed rich text."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.mail.formats import compound as compound_reader
from assistant.mail.formats import rtf as rtf_reader
from assistant.mail.formats import tnef as tnef_reader

Values = Mapping[int, Any]
"""Properties by number: text, bytes, numbers, moments; `Ansi` for 8-bit text."""

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


class Ansi(bytes):
    """8-bit text in the code page of the message."""


class Embedded(dict[str, Any]):
    """The storage of an attached message."""


def compound(root: Mapping[str, Any]) -> bytes:
    """A compound file: names with bytes (a stream) or a mapping (a storage)."""
    return _Compound(root).whole()


class _Compound:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = bytearray()
        self.mini_fat: list[int] = []
        self.entries: list[list[Any]] = [["Root Entry", 5, FREE, FREE, END, 0]]
        self.entries[0][3] = self.children(root)

    def children(self, storage: Mapping[str, Any]) -> int:
        """The entries of a storage, each the right neighbour of the one before; the first one's number."""
        first = previous = FREE
        for name, content in storage.items():
            number = len(self.entries)
            self.entries.append([name, 1, FREE, FREE, 0, 0])
            if isinstance(content, bytes):
                self.entries[number][1:] = [2, FREE, FREE, *self.placed(content)]
            else:
                self.entries[number][3] = self.children(content)
            if previous == FREE:
                first = number
            else:
                self.entries[previous][2] = number
            previous = number
        return first

    def placed(self, content: bytes) -> tuple[int, int]:
        if not content:
            return END, 0
        if len(content) >= 4096:
            return self.chained(content), len(content)
        start, count = len(self.mini_fat), -(-len(content) // 64)
        self.mini += content.ljust(count * 64, b"\0")
        self.mini_fat += [*range(start + 1, start + count), END]
        return start, len(content)

    def chained(self, content: bytes) -> int:
        start, count = len(self.sectors), -(-len(content) // 512)
        self.sectors += [content[place : place + 512].ljust(512, b"\0") for place in range(0, len(content), 512)]
        self.fat += [*range(start + 1, start + count), END]
        return start if count else END

    def whole(self) -> bytes:
        self.entries[0][4:] = [self.chained(bytes(self.mini)), len(self.mini)]
        mini_fat = self.chained(struct.pack(f"<{len(self.mini_fat)}I", *self.mini_fat).ljust(512, b"\xff"))
        directory = self.chained(b"".join(map(self.entry, self.entries)))
        count = next(n for n in range(1, 110) if n * 128 >= len(self.sectors) + n)
        places = range(len(self.sectors), len(self.sectors) + count)
        fat = [*self.fat, *[FAT] * count]
        fat += [FREE] * (count * 128 - len(fat))
        head = compound_reader.MAGIC + bytes(16)
        head += struct.pack("<HHHHHHIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, count)
        head += struct.pack("<IIIIIII", directory, 0, 4096, mini_fat, 1, END, 0)
        head += struct.pack("<109I", *places, *[FREE] * (109 - count))
        return head + b"".join(self.sectors) + struct.pack(f"<{len(fat)}I", *fat)

    @staticmethod
    def entry(fields: Sequence[Any]) -> bytes:
        name, kind, right, child, start, size = fields
        text: bytes = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
        return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def message(
    values: Values, recipients: Sequence[Values] = (), attachments: Sequence[Values] = (), header: int = 32
) -> dict[str, Any]:
    """The storage of a message (MS-OXMSG); an attachment's value 0x3701 can be `Embedded`."""
    storage = _properties(values, header)
    for number, recipient in enumerate(recipients):
        storage[f"__recip_version1.0_#{number:08X}"] = _properties(recipient, 8)
    for number, attachment in enumerate(attachments):
        storage[f"__attach_version1.0_#{number:08X}"] = _properties(attachment, 8)
    return storage


def embedded(values: Values, recipients: Sequence[Values] = (), attachments: Sequence[Values] = ()) -> Embedded:
    return Embedded(message(values, recipients, attachments, header=24))


def msg(values: Values, recipients: Sequence[Values] = (), attachments: Sequence[Values] = ()) -> bytes:
    """An Outlook file."""
    return compound(message(values, recipients, attachments))


def _properties(values: Values, header: int) -> dict[str, Any]:
    storage: dict[str, Any] = {}
    fixed = bytes(header)
    for number, value in values.items():
        kind, raw = _encoded(value)
        if isinstance(value, int | datetime):
            fixed += struct.pack("<HHI", kind, number, 6) + raw.ljust(8, b"\0")
        else:
            fixed += struct.pack("<HHIQ", kind, number, 6, len(raw))
            storage[f"__substg1.0_{number:04X}{kind:04X}"] = value if isinstance(value, Embedded) else raw
    return {"__properties_version1.0": fixed, **storage}


def _encoded(value: object) -> tuple[int, bytes]:
    match value:
        case str():
            return 0x001F, value.encode("utf-16-le")
        case Ansi():
            return 0x001E, bytes(value)
        case bytes():
            return 0x0102, value
        case int():
            return 0x0003, struct.pack("<I", value)
        case datetime():
            return 0x0040, struct.pack("<Q", file_time(value))
    return 0x000D, b""


def file_time(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def winmail(*attributes: tuple[int, int, bytes]) -> bytes:
    """A `winmail.dat` of attributes: level, number, content."""
    written = (struct.pack("<BHHI", level, number, 0, len(raw)) + raw + b"\0\0" for level, number, raw in attributes)
    return tnef_reader.MAGIC + b"\x01\x00" + b"".join(written)


def mapi_list(values: Values) -> bytes:
    """A list of properties as it stands in a `winmail.dat`; numbers from 0x8000 on get a name."""
    return struct.pack("<I", len(values)) + b"".join(_mapi(number, value) for number, value in values.items())


def _mapi(number: int, value: object) -> bytes:
    kind, raw = _encoded(value)
    name = "name".encode("utf-16-le")
    head = struct.pack("<HH", kind, number)
    if number >= 0x8000:
        head += bytes(16) + struct.pack("<II", 1, len(name)) + name
    if isinstance(value, int | datetime):
        return head + raw
    return head + struct.pack("<II", 1, len(raw)) + raw + bytes(-len(raw) % 4)


def mapi_object(number: int, raw: bytes) -> bytes:
    """One property that is an object, with its sixteen bytes of kind in front."""
    return struct.pack("<HHII", 0x000D, number, 1, len(raw) + 16) + bytes(16) + raw + bytes(-len(raw) % 4)


def stored(rtf: bytes) -> bytes:
    """Rich text as it is kept uncompressed."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def compressed(rtf: bytes) -> bytes:
    """Rich text compressed (MS-OXRTFCP), the plain way: the longest match within the window."""
    done, out, tokens, flags = bytearray(rtf_reader._DICTIONARY), bytearray(), bytearray(), []
    end = len(done) + len(rtf)
    whole = bytes(done) + rtf
    while len(done) < end:
        place, length = len(done), 17
        start = -1
        while length > 1 and start < 0:
            piece = whole[place : place + length]
            start = whole.rfind(piece, max(place - 4095, 0), place + len(piece) - 1) if len(piece) == length else -1
            length -= start < 0
        if start >= 0 and length > 1:
            tokens += struct.pack(">H", (start % 4096) << 4 | length - 2)
            done += whole[place : place + length]
        else:
            tokens.append(whole[place])
            done.append(whole[place])
        flags.append(start >= 0 and length > 1)
        _flush(out, tokens, flags)
    tokens += struct.pack(">H", (len(done) % 4096) << 4)
    flags.append(True)
    _flush(out, tokens, flags, last=True)
    return struct.pack("<II4sI", len(out) + 12, len(rtf), b"LZFu", 0) + bytes(out)


def _flush(out: bytearray, tokens: bytearray, flags: list[bool], *, last: bool = False) -> None:
    if len(flags) == 8 or last:
        out.append(sum(flag << bit for bit, flag in enumerate(flags)))
        out += tokens
        tokens.clear()
        flags.clear()

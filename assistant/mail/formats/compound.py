"""A compound file (OLE, MS-CFB), which is how Outlook stores a message → its storages and streams.

A file system in a file: chains of sectors, and a directory that is a tree of links. It knows nothing of mail. Not
`olefile`: on a file made to harm, that needs a time that grows with the square of the directory (nine seconds for a
megabyte), reads the same sectors once for each name that claims them, and recurses along the links. Here each link is
followed once and no more bytes are read than the file has; what does not add up is a problem, never a guess.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import Struct

from assistant.mail.decoding.problems import MailProblem

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR = 0xFFFFFFFA
"""Greater numbers are marks: free, end of chain, part of the FAT itself (MS-CFB §2.1)."""
_NO_ENTRY = 0xFFFFFFFF
_HEADER_SECTORS = 109
"""FAT sectors that the header itself lists; the others stand in a chain of their own (§2.2)."""
_SMALL = 4096
"""Bytes; shorter streams lie in the mini stream, in sectors of 64 (§2.2)."""
_MINI = 64
_STORAGE, _STREAM, _ROOT = 1, 2, 5
DEEPEST = 100
"""Storages within storages; a message attached to a message takes two."""


class Storage(Struct):
    """A folder of the compound file; names are unique as they stand."""

    streams: dict[str, bytes]
    storages: dict[str, Storage]


class _Entry(Struct):
    """A directory entry (§2.6.1)."""

    name: str
    kind: int
    links: tuple[int, int]
    child: int
    start: int
    size: int


def read_compound(raw: bytes) -> Storage:
    """The root storage of the compound file `raw`. Raises `MailProblem` if it is damaged or no such file."""
    if not raw.startswith(MAGIC) or len(raw) < 512:
        raise _damaged("its header is incomplete")
    return _File(raw).tree()


def _damaged(what: str) -> MailProblem:
    return MailProblem(f"it is a damaged Outlook file: {what}")


class _File:
    """The chains of one file. `left` is how many bytes its streams may still have together."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.left = len(raw)
        shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        if shift not in {9, 12} or mini_shift != 6:
            raise _damaged("its sectors have no usual size")
        self.sector = 1 << shift
        self.sectors = -(-len(raw) // self.sector) - 1
        self.fat = _numbers(b"".join(map(self._read, self._fat_sectors())))
        directory, mini_fat = struct.unpack_from("<I", raw, 48)[0], struct.unpack_from("<I", raw, 60)[0]
        self.entries = list(_entries(b"".join(map(self._read, _chain(directory, self.fat))), self.sector))
        if not self.entries or self.entries[0].kind != _ROOT:
            raise _damaged("it has no root")
        self.mini_fat = _numbers(b"".join(map(self._read, _chain(mini_fat, self.fat))))
        self.mini_stream = self._long(self.entries[0].start, self.entries[0].size)

    def tree(self) -> Storage:
        """All storages below the root, by a walk that meets each entry once."""
        root = Storage({}, {})
        met = {0}
        waiting = [(self.entries[0].child, root, 0)]
        while waiting:
            number, storage, depth = waiting.pop()
            if number == _NO_ENTRY:
                continue
            if number >= len(self.entries) or number in met or depth > DEEPEST:
                raise _damaged("its directory leads astray")
            met.add(number)
            entry = self.entries[number]
            waiting.extend((link, storage, depth) for link in entry.links)
            if entry.name in storage.streams or entry.name in storage.storages:
                raise _damaged("two of its parts have the same name")
            if entry.kind == _STREAM:
                storage.streams[entry.name] = self._stream(entry)
            elif entry.kind == _STORAGE:
                within = storage.storages[entry.name] = Storage({}, {})
                waiting.append((entry.child, within, depth + 1))
        return root

    def _stream(self, entry: _Entry) -> bytes:
        self.left -= entry.size
        if self.left < 0:
            raise _damaged("its parts are larger than the file")
        if entry.size >= _SMALL:
            return self._long(entry.start, entry.size)
        mini = self.mini_stream
        places = _chain(entry.start, self.mini_fat, -(-entry.size // _MINI))
        return _whole(b"".join(mini[place * _MINI : (place + 1) * _MINI] for place in places), entry.size)

    def _long(self, start: int, size: int) -> bytes:
        if size > len(self.raw):
            raise _damaged("a part is larger than the file")
        return _whole(b"".join(map(self._read, _chain(start, self.fat, -(-size // self.sector)))), size)

    def _fat_sectors(self) -> Iterator[int]:
        """Where the FAT lies: the header's list, then its continuation (§2.5)."""
        listed = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", self.raw, 76))
        following = struct.unpack_from("<I", self.raw, 68)[0]
        met: set[int] = set()
        while True:
            used = [number for number in listed if number < _LAST_REGULAR]
            if not met.isdisjoint([*used, following]) or len(set(used)) < len(used):
                raise _damaged("its table of sectors goes in a circle")
            met.update([*used, following])
            yield from used
            if following >= _LAST_REGULAR:
                return
            *listed, following = _numbers(self._read(following))

    def _read(self, number: int) -> bytes:
        if number >= self.sectors:
            raise _damaged("it is cut off, or points outside itself")
        start = (number + 1) * self.sector
        return self.raw[start : start + self.sector].ljust(self.sector, b"\0")  # the last one may be incomplete


def _chain(start: int, table: tuple[int, ...], most: int | None = None) -> Iterator[int]:
    """The sectors that follow one another from `start` on, `most` of them or until the end of the chain."""
    for _ in range(len(table) + 1 if most is None else most):
        if start >= _LAST_REGULAR:
            return
        yield start
        if start >= len(table):
            raise _damaged("it is cut off, or points outside itself")
        start = table[start]
    if most is None:
        raise _damaged("its directory goes in a circle")


def _whole(content: bytes, size: int) -> bytes:
    if len(content) < size:
        raise _damaged("a part of it is missing")
    return content[:size]


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw)


def _entries(directory: bytes, sector: int) -> Iterator[_Entry]:
    for place in range(0, len(directory), 128):
        entry = directory[place : place + 128]
        length, kind = struct.unpack_from("<HB", entry, 64)
        left, right, child = struct.unpack_from("<III", entry, 68)
        start, low, high = struct.unpack_from("<III", entry, 116)
        size = low if sector == 512 else low + (high << 32)  # some programs leave rubbish in the upper half (§2.6.1)
        name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        yield _Entry(name, kind, (left, right), child, start, size)

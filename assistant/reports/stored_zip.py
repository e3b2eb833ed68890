"""A zip file that stores what it is given as it is, and holds nothing of a file once that is written.

`zipfile` keeps 400 bytes of each member until the end; a package may have as many as there are letters. The
layout is that of PKWARE's APPNOTE 6.3.3, §4.3: a header before each file, and a directory behind the last one.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable
from typing import IO
from zlib import crc32

from assistant.errors import UsageProblem

MOST = 0xFFFFFFFF
"""What a field of 32 bits can say; in the directory it means that a wider one says it (§4.3.9.2, §4.5.3)."""
_MOST_FILES = 0xFFFF
_STORED, _NO_TIME, _NO_DAY = 0, 0, 1 << 5 | 1
"""Not compressed; midnight of 1 January 1980, the earliest that a zip can name."""
_USUAL, _WIDE, _UNIX = 20, 45, 3
"""Versions of the format that a reader must know, without and with wide fields; and the system that wrote it."""
_MODE = 0o600 << 16
_NOT_ASCII = 1 << 11
"""The name is in UTF-8."""


class StoredZip:
    """A zip under way."""

    def __init__(self, file: IO[bytes], directory: IO[bytes], folder: str) -> None:
        """It is written to `file`, from where that stands; its `directory` is kept in a file of its own till the end.

        It unpacks to `folder`. Both files can be read too.
        """
        self._file, self._directory, self._folder = file, directory, folder
        self._count = 0

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """A new file of that name, a path with `/`; raises `UsageProblem` for one of 4 GiB."""
        path = f"{self._folder}/{name}".encode()
        start = self._file.tell()
        self._file.write(_header(path, 0, 0))
        crc = size = 0
        for piece in pieces:
            crc, size = crc32(piece, crc), size + len(piece)
            self._file.write(piece)
        if size >= MOST:
            raise UsageProblem(f"{name} does not fit into a zip", hint="Write a folder instead.")
        end = self._file.tell()
        self._file.seek(start)
        self._file.write(_header(path, crc, size))
        self._file.seek(end)
        self._directory.write(_listed(path, crc, size, start))
        self._count += 1

    def finish(self) -> None:
        """Write the directory."""
        start, size = self._file.tell(), self._directory.tell()
        self._directory.seek(0)
        shutil.copyfileobj(self._directory, self._file)
        if start >= MOST or size >= MOST or self._count >= _MOST_FILES:
            self._file.write(_wide_end(self._count, size, start))
        count = min(self._count, _MOST_FILES)
        self._file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, min(size, MOST), min(start, MOST), 0))


def _header(path: bytes, crc: int, size: int) -> bytes:
    """Before the file (§4.3.7)."""
    about = (_USUAL, _flags(path), _STORED, _NO_TIME, _NO_DAY, crc, size, size, len(path), 0)
    return struct.pack("<4s5H3L2H", b"PK\3\4", *about) + path


def _listed(path: bytes, crc: int, size: int, start: int) -> bytes:
    """In the directory (§4.3.12)."""
    wide = struct.pack("<2HQ", 1, 8, start) if start >= MOST else b""
    version = _WIDE if wide else _USUAL
    about = (version, _UNIX, version, 0, _flags(path), _STORED, _NO_TIME, _NO_DAY, crc, size, size)
    place = (len(path), len(wide), 0, 0, 0, _MODE, min(start, MOST))
    return struct.pack("<4s4B4H3L", b"PK\1\2", *about) + struct.pack("<5H2L", *place) + path + wide


def _wide_end(count: int, size: int, start: int) -> bytes:
    """The end of a directory that the usual one cannot tell of, and where to find it (§4.3.14 and 4.3.15)."""
    rest = struct.pack("<2H2L4Q", _WIDE, _WIDE, 0, 0, count, count, size, start)
    return struct.pack("<4sQ", b"PK\6\6", len(rest)) + rest + struct.pack("<4sLQL", b"PK\6\7", 0, start + size, 1)


def _flags(path: bytes) -> int:
    return 0 if path.isascii() else _NOT_ASCII

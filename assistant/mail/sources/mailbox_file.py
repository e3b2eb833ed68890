"""One mailbox file, from where it was left: a file of gigabytes that was read half goes on with the other half.

A place is known by the beginning of the file, the bytes before it, and the separator at it. A file that was compacted
or rewritten has another, and is read from its beginning; what was read before is known by its content.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from msgspec import Struct

from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.decoding.raw import Bookmark, RawMail, Resumed
from assistant.mail.sources.mbox import LARGEST_MAIL, TAIL, Piece, Readable, split_mbox
from assistant.record.digest import sha256_hex

_POSITION = re.compile(r"(\d{1,15}):(\d{1,15}):([0-9a-f]{16})\Z")


class _Place(Struct, frozen=True):
    """A place between two mails."""

    offset: int
    count: int
    """Mails before it."""
    tail: str
    """Hash of the bytes before it."""

    def __str__(self) -> str:
        return f"{self.offset}:{self.count}:{self.tail}"


def read_mailbox(
    stream: Readable, shown: str, beginning: bytes, file: BinaryIO | None, bookmarks: Mapping[str, str]
) -> Iterator[RawMail | ImportProblem | Resumed]:
    """The mails of `stream`, which begins with `beginning`; those of `file`, the same one to seek in, behind its
    bookmark."""
    source = f"mbox:{sha256_hex(beginning)}"
    start, before = _Place(0, 0, ""), b""
    if file and (place := _placed(bookmarks.get(source, ""))):
        found = _before(file, place)
        if found is None:
            file.seek(len(beginning))  # where `stream`, which has given it back, goes on
        else:
            start, before, stream = place, found, file
            yield Resumed(shown, place.count)
    for number, piece in enumerate(split_mbox(stream, before), start.count + 1):
        part = f"message {number}"
        if piece.content is None:
            yield too_large(shown, part)
        else:
            bookmark = Bookmark(source, str(_after(piece, start.offset, number))) if file else None
            yield RawMail(shown, part, piece.content, bookmark)


def _after(piece: Piece, start: int, count: int) -> _Place:
    return _Place(start + piece.end, count, _mark(piece.tail))


def _placed(position: str) -> _Place | None:
    found = _POSITION.match(position)
    return _Place(int(found[1]), int(found[2]), found[3]) if found else None


def _before(file: BinaryIO, place: _Place) -> bytes | None:
    """The bytes before `place`, at which `file` then stands; None if the file no longer has it there."""
    if place.offset > file.seek(0, os.SEEK_END):
        return None
    before = max(place.offset - TAIL, 0)
    file.seek(before)
    around = file.read(place.offset - before + len(b"From "))
    tail, following = around[: place.offset - before], around[place.offset - before :]
    file.seek(place.offset)
    return tail if _mark(tail) == place.tail and following in {b"", b"From "} else None


def _mark(tail: bytes) -> str:
    return sha256_hex(tail)[:16]


def too_large(shown: str, part: str) -> ImportProblem:
    return ImportProblem(shown, part, f"it is larger than {LARGEST_MAIL // 1024**2} MB")

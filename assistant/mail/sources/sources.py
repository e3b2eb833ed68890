"""Where mail lies → the mails, one by one: single files, mailbox files, Maildirs, folders of all of these, stdin.

What a file is, is told by how it begins, not by its name. Nothing is passed over in silence: what looks like mail and
cannot be read is a problem, and what is no mail is counted.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct, structs

from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.decoding.raw import Bookmark, RawMail, Resumed
from assistant.mail.formats.compound import MAGIC as OLE
from assistant.mail.parse import is_mail, is_message_file
from assistant.mail.sources.mailbox_file import read_mailbox, too_large
from assistant.mail.sources.mbox import LARGEST_MAIL, separates

__all__ = ["Bookmark", "Found", "RawMail", "Resumed", "Skipped", "find_mail"]

_LOOKED_AT = 64 * 1024
"""Bytes at a file's beginning that tell what it is."""
_MAIL_NAMES = (".eml", ".mbox", ".mbx", ".msg", ".emlx")
"""A file of such a name that is no mail is worth a word, since somebody expects it to be read."""
_ZIP = b"PK\x03\x04"
"""How Word's .docx files begin, among many others."""


class Skipped(Struct, frozen=True):
    """A file of a folder that is no mail."""

    path: str


Found = RawMail | ImportProblem | Skipped | Resumed


def find_mail(
    paths: Iterable[str | Path], stdin: BinaryIO | None = None, bookmarks: Mapping[str, str] | None = None
) -> Iterator[Found]:
    """The mails in `paths`, always in the same order; `-` is `stdin`, by default the process's.

    A mailbox file of which `bookmarks` (source → position) know how far it was read is read from there on.

    Raises nothing about a file: what cannot be read is yielded as a problem.
    """
    for path in map(Path, paths):
        if str(path) == "-":
            yield from _Reading({}).stream(stdin or sys.stdin.buffer, "-", required=True)
            continue
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError) as error:
            yield _unreadable(path, error)
            continue
        reading = _Reading(bookmarks or {})
        yield from _Walk(reading).folder(path) if is_folder else reading.file(path, required=True)


class _Walk:
    """A walk through a folder; it knows where it has been, since links may lead back."""

    def __init__(self, reading: _Reading) -> None:
        self.reading = reading
        self.visited: set[tuple[int, int]] = set()

    def folder(self, top: Path) -> Iterator[Found]:
        """Everything below `top`, by name, depth first; without recursion, so that depth is no danger."""
        waiting = [(iter([top]), False)]
        while waiting:
            paths, within_maildir = waiting[-1]
            path = next(paths, None)
            if path is None:
                waiting.pop()
                continue
            try:
                status = path.stat()
                if stat.S_ISDIR(status.st_mode):
                    waiting.append(self._children(path, status))
                    continue
            except OSError as error:
                yield _unreadable(path, error)
                continue
            if stat.S_ISREG(status.st_mode):
                yield from self.reading.file(path, required=False, single=within_maildir)
            else:
                yield Skipped(_shown(path))  # a socket or pipe: opening one could wait for ever

    def _children(self, folder: Path, status: os.stat_result) -> tuple[Iterator[Path], bool]:
        """What lies in `folder`, sorted, and whether these are the message files of a Maildir."""
        if (status.st_dev, status.st_ino) in self.visited:
            return iter(()), False
        self.visited.add((status.st_dev, status.st_ino))
        names = sorted(os.listdir(folder))  # noqa: PTH208 - an archive has a hundred thousand: a Path for each is large
        if _is_maildir(folder):
            names = [name for name in names if name != "tmp"]  # mails that are still being delivered
        holds_messages = folder.name in {"cur", "new"} and _is_maildir(folder.parent)
        return (folder / name for name in names), holds_messages


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


class _Reading:
    """Files, each by what its bytes say it is."""

    def __init__(self, bookmarks: Mapping[str, str]) -> None:
        self.bookmarks = bookmarks

    def file(self, path: Path, *, required: bool, single: bool = False) -> Iterator[Found]:
        """The mails in the file; it must be mail if `required`, and one only if `single`."""
        try:
            with path.open("rb") as stream:
                if single:
                    yield _single(stream, _shown(path))
                else:
                    file = stream if stream.seekable() else None
                    yield from self.stream(stream, _shown(path), required=required, file=file)
        except (OSError, ValueError) as error:
            yield _unreadable(path, error)

    def stream(self, stream: BinaryIO, shown: str, *, required: bool, file: BinaryIO | None = None) -> Iterator[Found]:
        """The same of a stream; `file` is the same one if it can be gone back in."""
        beginning = stream.read(_LOOKED_AT)
        rest = cast("BinaryIO", _Again(beginning, stream))
        if is_message_file(beginning):
            yield _single(rest, shown)
        elif b"\n" not in beginning and b"\r" in beginning:
            yield from self._macintosh_file(rest, shown, required=required)
        elif _begins_mbox(beginning):
            yield from read_mailbox(rest, shown, beginning, file, self.bookmarks)
        elif is_mail(beginning):
            yield _single(rest, shown)
        elif beginning.startswith((OLE, _ZIP)):
            yield _whole(rest, shown, required=required)
        elif required or shown.lower().endswith(_MAIL_NAMES):
            yield ImportProblem(shown, "", _why_no_mail(beginning))
        else:
            yield Skipped(shown)

    def _macintosh_file(self, stream: BinaryIO, shown: str, *, required: bool) -> Iterator[Found]:
        """Files of old Macintoshes end their lines with CR alone; each mail is yielded with the bytes it has there."""
        content = stream.read(LARGEST_MAIL + 1)
        if len(content) > LARGEST_MAIL or b"\n" in content:
            yield too_large(shown, "") if len(content) > LARGEST_MAIL else RawMail(shown, "", content)
            return
        turned = BytesIO(content.replace(b"\r", b"\n"))
        for found in self.stream(cast("BinaryIO", turned), shown, required=required):
            if isinstance(found, RawMail):
                yield structs.replace(found, content=found.content.replace(b"\n", b"\r"))
            else:
                yield found


def _begins_mbox(beginning: bytes) -> bool:
    lines = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 2)
    return separates(lines[0], lines[1] if len(lines) > 1 else b"")


def _why_no_mail(beginning: bytes) -> str:
    if not beginning.strip():
        return "it is empty"
    if beginning.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in beginning
        return (
            "it is locked with a password"
            if locked
            else "it holds no message: an Office file, or a damaged Outlook file"
        )
    if beginning.startswith(_ZIP):
        return "it is a ZIP file, and no Word document; unpack it first"
    return "it does not begin like a mail: no header such as From, Date or Subject"


def _single(stream: BinaryIO, shown: str) -> Found:
    content = stream.read(_LOOKED_AT)
    if len(content) == _LOOKED_AT:  # whoever asks for much gets the room for it first, which takes longer than to read
        content += stream.read(LARGEST_MAIL + 1 - _LOOKED_AT)
    if len(content) > LARGEST_MAIL:
        return too_large(shown, "")
    return RawMail(shown, "", content)


def _whole(stream: BinaryIO, shown: str, *, required: bool) -> Found:
    """A file that only its whole content tells to be a message or not."""
    found = _single(stream, shown)
    if isinstance(found, RawMail):
        if is_message_file(found.content):
            return found
        found = ImportProblem(shown, "", _why_no_mail(found.content))
    return found if required or shown.lower().endswith(_MAIL_NAMES) else Skipped(shown)


def _unreadable(path: Path, error: OSError | ValueError) -> ImportProblem:
    reason = getattr(error, "strerror", None) or error
    return ImportProblem(_shown(path), "", f"it cannot be read: {reason}")


def _shown(path: Path) -> str:
    """`path` in valid Unicode: names on disk can be any bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


class _Again:
    """A stream with its beginning put back, since stdin cannot be rewound; as much of a stream as is read here."""

    def __init__(self, beginning: bytes, stream: BinaryIO) -> None:
        self._beginning, self._stream = BytesIO(beginning), stream

    def read(self, size: int) -> bytes:
        read = self._beginning.read(size)
        return read + self._stream.read(size - len(read)) if len(read) < size else read

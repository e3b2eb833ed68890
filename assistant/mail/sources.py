"""Where mail lies → the mails, one by one: single files, mailbox files, Maildirs, folders of all of these, stdin.

What a file is, is told by how it begins, not by its name. Nothing is passed over in silence: what looks like mail and
cannot be read is a problem, and what is no mail is counted.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct, structs

from assistant.mail.mbox import LARGEST_MAIL, separates, split_mbox
from assistant.mail.parse import is_mail
from assistant.mail.problems import ImportProblem

_LOOKED_AT = 64 * 1024
"""Bytes at a file's beginning that tell what it is."""
_MAIL_NAMES = (".eml", ".mbox", ".mbx", ".msg", ".emlx")
"""A file of such a name that is no mail is worth a word, since somebody expects it to be read."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Outlook's .msg files begin."""


class Bookmark(Struct, frozen=True):
    """How far a long source has been read, so that an import that was stopped goes on from there."""

    source: str
    """What the source is, whatever its path: nothing of it that was read before may have changed."""
    position: str
    """Understood by the source alone: bytes of a mailbox file, `UIDVALIDITY:UID` of a folder on a server."""


class RawMail(Struct, frozen=True):
    """One mail as it was found."""

    path: str
    part: str
    """`message 12` within a mailbox file, else empty."""
    content: bytes
    bookmark: Bookmark | None = None
    """Holds once this mail, and all before it, are safely filed."""


class Skipped(Struct, frozen=True):
    """A file of a folder that is no mail."""

    path: str


Found = RawMail | ImportProblem | Skipped


def find_mail(paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Found]:
    """The mails in `paths`, always in the same order; `-` is `stdin`, by default the process's.

    Raises nothing about a file: what cannot be read is yielded as a problem.
    """
    for path in map(Path, paths):
        if str(path) == "-":
            yield from _in_stream(stdin or sys.stdin.buffer, "-", required=True)
            continue
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError) as error:
            yield _unreadable(path, error)
            continue
        yield from _Walk().folder(path) if is_folder else _in_file(path, required=True)


class _Walk:
    """A walk through a folder; it knows where it has been, since links may lead back."""

    def __init__(self) -> None:
        self.visited: set[tuple[int, int]] = set()

    def folder(self, top: Path) -> Iterator[Found]:
        """Everything below `top`, by name, depth first; without recursion, so that depth is no danger."""
        waiting = [(top, False)]
        while waiting:
            path, within_maildir = waiting.pop()
            try:
                if path.is_dir():
                    waiting.extend(reversed(self._children(path)))
                    continue
            except OSError as error:
                yield _unreadable(path, error)
                continue
            yield from _in_file(path, required=False, single=within_maildir)

    def _children(self, folder: Path) -> list[tuple[Path, bool]]:
        """What lies in `folder`, sorted, each with whether it is a message file of a Maildir."""
        status = folder.stat()
        if (status.st_dev, status.st_ino) in self.visited:
            return []
        self.visited.add((status.st_dev, status.st_ino))
        names = sorted(path.name for path in folder.iterdir())
        if _is_maildir(folder):
            names = [name for name in names if name != "tmp"]  # mails that are still being delivered
        holds_messages = folder.name in {"cur", "new"} and _is_maildir(folder.parent)
        return [(folder / name, holds_messages) for name in names]


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _in_file(path: Path, *, required: bool, single: bool = False) -> Iterator[Found]:
    """The mails in the file; it must be mail if `required`, and one only if `single`."""
    try:
        if not required and not stat.S_ISREG(path.stat().st_mode):
            yield Skipped(_shown(path))  # a socket or pipe: opening one could wait for ever
            return
        with path.open("rb") as stream:
            if single:
                yield _single(stream, _shown(path))
            else:
                yield from _in_stream(stream, _shown(path), required=required)
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def _in_stream(stream: BinaryIO, shown: str, *, required: bool) -> Iterator[Found]:
    beginning = stream.read(_LOOKED_AT)
    rest = cast("BinaryIO", _Again(beginning, stream))
    if b"\n" not in beginning and b"\r" in beginning:
        yield from _in_macintosh_file(rest, shown, required=required)
    elif _begins_mbox(beginning):
        yield from _in_mbox(rest, shown)
    elif is_mail(beginning):
        yield _single(rest, shown)
    elif required or shown.lower().endswith(_MAIL_NAMES):
        yield ImportProblem(shown, "", _why_no_mail(beginning))
    else:
        yield Skipped(shown)


def _in_macintosh_file(stream: BinaryIO, shown: str, *, required: bool) -> Iterator[Found]:
    """Files of old Macintoshes end their lines with CR alone; each mail is yielded with the bytes it has there."""
    content = stream.read(LARGEST_MAIL + 1)
    if len(content) > LARGEST_MAIL or b"\n" in content:
        yield _too_large(shown, "") if len(content) > LARGEST_MAIL else RawMail(shown, "", content)
        return
    for found in _in_stream(BytesIO(content.replace(b"\r", b"\n")), shown, required=required):
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
    if beginning.startswith(_OLE):
        return "it is in Outlook's own format, which this version cannot read; save it as .eml"
    return "it does not begin like a mail: no header such as From, Date or Subject"


def _single(stream: BinaryIO, shown: str) -> Found:
    content = stream.read(LARGEST_MAIL + 1)
    if len(content) > LARGEST_MAIL:
        return _too_large(shown, "")
    return RawMail(shown, "", content)


def _in_mbox(stream: BinaryIO, shown: str) -> Iterator[Found]:
    for number, content in enumerate(split_mbox(stream), 1):
        part = f"message {number}"
        yield _too_large(shown, part) if content is None else RawMail(shown, part, content)


def _too_large(shown: str, part: str) -> ImportProblem:
    return ImportProblem(shown, part, f"it is larger than {LARGEST_MAIL // 1024**2} MB")


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

    def readline(self, size: int) -> bytes:
        line = self._beginning.readline(size)
        return line if line.endswith(b"\n") or len(line) >= size else line + self._stream.readline(size - len(line))


"""It offers what the readers above need: `read` and `readline` with a size."""

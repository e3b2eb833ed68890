"""A mailbox file → its mails, in a stream.

Not `mailbox.mbox`, which raises on odd `From ` lines and keeps a table of the whole file. The files that programs
write differ in what they quote (RFC 4155 only describes them), so a `From ` line is a separator only where the next
line begins a mail or the line itself is a complete one; else it is somebody's sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from assistant.mail.headers import MAIL_FIELDS

LARGEST_MAIL = 100 * 1024 * 1024
"""Bytes; larger ones are named as a problem instead of being read into memory."""
_LONGEST_LINE = 1024 * 1024
_SEPARATOR = re.compile(
    rb"From +(?:\S+ +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2})\b.*\d{4}"
)
_CONTENT_LENGTH = re.compile(rb"Content-Length:[ \t]*(\d{1,12})[ \t\r]*\n", re.IGNORECASE)
_FIELD_NAME = re.compile(rb"([A-Za-z0-9][!-9;-~]*)[ \t]*:")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def separates(line: bytes, following: bytes) -> bool:
    """Whether `line`, after a blank one, begins a new mail of a mailbox file."""
    return line.startswith(b"From ") and (_begins_mail(following) or bool(_SEPARATOR.match(line)))


def _begins_mail(line: bytes) -> bool:
    name = _FIELD_NAME.match(line)
    return line.startswith(b">From ") or bool(
        name and (b"-" in name[1] or name[1].lower() in MAIL_FIELDS | {b"status"})
    )


def split_mbox(stream: BinaryIO) -> Iterator[bytes | None]:
    """The mails of a mailbox file, without their `From ` lines and one level of `>From ` quoting removed.

    Where a Content-Length (the styles mboxcl and mboxcl2) fits exactly, `From ` lines within that length are text.
    None stands for a mail larger than `LARGEST_MAIL`. Takes memory for one mail.
    """
    mail: _Mail | None = None
    for starts, line in _marked(stream):
        if mail is None or (starts and not mail.may_go_on()):
            if mail:
                yield from mail.whole()
            mail = _Mail()
        elif starts:
            mail.take_doubtful(line)
        else:
            mail.take(line)
    if mail:
        yield from mail.whole()


class _Mail:
    """A mail under way, and the separators in it that are text if its Content-Length is right."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0
        self.in_header = True
        self.promised: int | None = None
        """Bytes at which the mail ends, by its Content-Length."""
        self.doubtful: list[int] = []
        """Which pieces are such separators."""
        self.fits = False

    def take(self, line: bytes) -> None:
        self.size += len(line)
        if self.size <= LARGEST_MAIL:
            self.pieces.append(line)
        if self.in_header:
            self._read_header(line)
        self.fits = self.fits or self.size == self.promised

    def take_doubtful(self, line: bytes) -> None:
        self.doubtful.append(len(self.pieces))
        self.take(line)

    def may_go_on(self) -> bool:
        """Whether the next `From ` line may be text of this mail. One right after the promised end is not."""
        if self.promised is None or self.size > LARGEST_MAIL:
            return False
        return self.size < self.promised

    def _read_header(self, line: bytes) -> None:
        if line in {b"\n", b"\r\n"}:
            self.in_header = False
            if self.promised is not None:
                self.promised += self.size
        elif found := _CONTENT_LENGTH.match(line):
            self.promised = int(found[1])

    def whole(self) -> Iterator[bytes | None]:
        """The mail; several where its Content-Length was wrong, and so what it covered were separators after all."""
        if self.size > LARGEST_MAIL:
            yield None
        elif self.fits and self.doubtful:
            yield b"".join(self._without_last_blank(self.pieces))
        else:
            starts = [-1, *self.doubtful]
            for start, end in zip(starts, [*self.doubtful, len(self.pieces)], strict=True):
                pieces = self._without_last_blank(self.pieces[start + 1 : end])
                yield _QUOTED_FROM.sub(rb"\1", b"".join(pieces))

    def _without_last_blank(self, pieces: list[bytes]) -> list[bytes]:
        return pieces[:-1] if pieces and pieces[-1] in {b"\n", b"\r\n"} else pieces


def _marked(stream: BinaryIO) -> Iterator[tuple[bool, bytes]]:
    """Each line, with whether it separates mails. Lines beyond a length come in pieces."""
    after_blank, line = True, stream.readline(_LONGEST_LINE).removeprefix(b"\xef\xbb\xbf")
    first = True
    while line:
        following = stream.readline(_LONGEST_LINE)
        if first and not line.strip():
            line = following  # blank lines on top
            continue
        if after_blank:
            starts = first or separates(line, following)
        else:  # some programs, old Mozilla among them, leave out the blank line
            complete = line.startswith(b"From - ") or _SEPARATOR.match(line)
            starts = bool(complete) and _begins_mail(following)
        yield starts, line
        after_blank, first = line in {b"\n", b"\r\n"}, False
        line = following

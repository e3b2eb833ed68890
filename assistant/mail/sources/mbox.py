"""A mailbox file → its mails, in a stream.

Not `mailbox.mbox`, which raises on odd `From ` lines and keeps a table of the whole file. The files that programs
write differ in what they quote (RFC 4155 only describes them), so a `From ` line is a separator only where the next
line begins a mail or the line itself is a complete one; else it is somebody's sentence. The file is searched in large
blocks for the few lines that could be one, not line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from assistant.mail.decoding.headers import MAIL_FIELDS

LARGEST_MAIL = 100 * 1024 * 1024
"""Bytes; larger ones are named as a problem instead of being read into memory."""
TAIL = 256
"""Bytes before a place by which it can be known again."""
BLOCK = 1024 * 1024
"""Bytes read at a time; also the longest line that can separate mails or follow one that does."""
_SEPARATOR = re.compile(
    rb"From +(?:\S+ +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2})\b.*\d{4}"
)
_CONTENT_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_FIELD_NAME = re.compile(rb"([A-Za-z0-9][!-9;-~]*)[ \t]*:")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_END = re.compile(rb"\n\r?\n")
_BLANK = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*")


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Piece(Struct, frozen=True):
    """One mail of a mailbox file."""

    content: bytes | None
    """Without its `From ` line and one level of `>From ` quoting; None for one larger than `LARGEST_MAIL`."""
    end: int
    """Where the next mail's `From ` line begins, in bytes from where the stream was taken up."""
    tail: bytes
    """The last bytes of the file before that, `TAIL` at most, by which the place can be known again."""


def separates(line: bytes, following: bytes) -> bool:
    """Whether `line`, after a blank one, begins a new mail of a mailbox file."""
    return line.startswith(b"From ") and (_begins_mail(following) or bool(_SEPARATOR.match(line)))


def _separates_unannounced(line: bytes, following: bytes) -> bool:
    """The same without a blank line before it, which some programs, old Mozilla among them, leave out."""
    complete = line.startswith(b"From - ") or _SEPARATOR.match(line)
    return bool(complete) and _begins_mail(following)


def _begins_mail(line: bytes) -> bool:
    name = _FIELD_NAME.match(line)
    return line.startswith(b">From ") or bool(
        name and (b"-" in name[1] or name[1].lower() in MAIL_FIELDS | {b"status"})
    )


def split_mbox(stream: Readable, before: bytes = b"") -> Iterator[Piece]:
    """The mails of a mailbox file. Takes memory for one mail. `before`: the bytes in front of where it is taken up.

    Where a Content-Length (the styles mboxcl and mboxcl2) fits exactly, `From ` lines within that length are text.
    """
    window = _Window(stream, before)
    window.skip_blank()
    while not window.empty():
        yield window.take_mail()


class _Window:
    """The part of the file that is in memory; `start` is where the `From ` line of the mail under way begins in it."""

    def __init__(self, stream: Readable, before: bytes) -> None:
        self._stream = stream
        self._held = before
        self._start = len(before)
        self._offset = -len(before)
        """Of `held`, in the stream."""
        self._ended = False

    def skip_blank(self) -> None:
        """Blank lines on top, and the mark that some editors put there."""
        self._more()
        while not self._ended and _blank(self._held, self._start) == len(self._held):
            self._more()
        self._start = _blank(self._held, self._start)

    def empty(self) -> bool:
        while self._start == len(self._held) and not self._ended:
            self._more()
        return self._start == len(self._held)

    def _more(self) -> None:
        """Read on; what lies before the mail under way and its `tail` is dropped, so places count from `start` on."""
        block = self._stream.read(BLOCK)
        self._ended = not block
        dropped = max(self._start - TAIL, 0)
        self._held = self._held[dropped:] + block
        self._offset += dropped
        self._start -= dropped

    def take_mail(self) -> Piece:
        """The mail at the beginning of the window, which then begins with the next one."""
        size = self._to_separator()
        if size is None:
            return self._skip_large()
        if size > LARGEST_MAIL:
            self._start += size
            return self._piece(None)
        promised = self._promised(size)
        piece = self._content(size) if promised is None else self._content(promised)
        self._start += size if promised is None else promised
        if promised is None and piece.find(b">From ") >= 0:
            piece = _QUOTED_FROM.sub(rb"\1", piece)
        return self._piece(piece)

    def _piece(self, content: bytes | None) -> Piece:
        """What ends where the window now begins."""
        return Piece(content, self._offset + self._start, self._held[max(self._start - TAIL, 0) : self._start])

    def _content(self, size: int) -> bytes:
        """The mail of that size, without its first line and the blank one before the next separator."""
        end = self._start + size
        begin = self._held.find(b"\n", self._start, end) + 1 or end
        for blank in (b"\n\r\n", b"\n\n"):
            if self._held.endswith(blank, begin - 1, end):
                return self._held[begin : end + 1 - len(blank)]
        return self._held[begin:end]

    def _to_separator(self) -> int | None:
        """Bytes from `start` to the next mail or the end of the file; None if they are more than a mail may have."""
        passed = 0
        while True:
            at = self._held.find(b"\nFrom ", self._start + passed)
            if at >= 0:
                size = at + 1 - self._start
                if self._is_separator(size):
                    return size
                passed = size
                continue
            if self._ended:
                return len(self._held) - self._start
            passed = max(len(self._held) - self._start - len(b"\nFrom "), 0)
            if passed > LARGEST_MAIL:
                return None
            self._more()

    def _is_separator(self, size: int) -> bool:
        """Whether the `From ` line so many bytes behind `start` begins a mail."""
        while not self._ended and self._held.find(b"\n", self._line_end(size)) < 0:
            if len(self._held) - self._start - size > 2 * BLOCK:
                return False
            self._more()
        at, end = self._start + size, self._line_end(size)
        following = self._held[end : self._held.find(b"\n", end) % (len(self._held) + 1)]
        blank = self._held.endswith((b"\n\n", b"\n\r\n"), max(at - 3, 0), at)
        return (separates if blank else _separates_unannounced)(self._held[at:end], following)

    def _line_end(self, size: int) -> int:
        return self._held.find(b"\n", self._start + size) + 1 or len(self._held)

    def _promised(self, size: int) -> int | None:
        """The mail's size by its Content-Length, if that is more than `size` and a mail or the file ends there."""
        header = _HEADER_END.search(self._held, self._start, self._start + size)
        named = _CONTENT_LENGTH.search(self._held, self._start, header.start() + 1) if header else None
        if header is None or named is None:
            return None
        promised = header.end() - self._start + int(named[1])
        if not size < promised <= LARGEST_MAIL:
            return None
        while not self._ended and len(self._held) - self._start < promised + BLOCK:
            self._more()
        end = self._start + promised
        following = _blank(self._held, end)
        whole_line = self._held[end - 1 : end] == b"\n" or following > end
        if end <= len(self._held) and whole_line and self._held[following : following + 5] in {b"", b"From "}:
            return following - self._start
        return None

    def _skip_large(self) -> Piece:
        """Pass by a mail that is too large, without holding it."""
        while True:
            self._start = max(len(self._held) - 2 * BLOCK, self._start)
            self._more()
            size = self._to_separator()
            if size is not None:
                self._start += size
                return self._piece(None)


def _blank(held: bytes, position: int) -> int:
    """Where white space, a byte order mark included, that begins at `position` ends."""
    found = _BLANK.match(held, position)
    return found.end() if found else position

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

    None stands for a mail larger than `LARGEST_MAIL`. Takes memory for one mail.
    """
    pieces: list[bytes] = []
    size, began = 0, False
    for starts, line in _marked(stream):
        if not starts:
            size += len(line)
            if size <= LARGEST_MAIL:
                pieces.append(line)
        else:
            if began:
                yield _mail(pieces, size)
            pieces, size, began = [], 0, True
    if began:
        yield _mail(pieces, size)


def _marked(stream: BinaryIO) -> Iterator[tuple[bool, bytes]]:
    """Each line, with whether it separates mails. Lines beyond a length come in pieces."""
    after_blank, line = True, stream.readline(_LONGEST_LINE).removeprefix(b"\xef\xbb\xbf")
    first = True
    while line:
        following = stream.readline(_LONGEST_LINE)
        if first and not line.strip():
            line = following  # blank lines on top
            continue
        starts = after_blank and (first or separates(line, following))
        yield starts, line
        after_blank, first = line in {b"\n", b"\r\n"}, False
        line = following


def _mail(pieces: list[bytes], size: int) -> bytes | None:
    if size > LARGEST_MAIL:
        return None
    if pieces and pieces[-1] in {b"\n", b"\r\n"}:
        pieces.pop()  # the blank line before the next separator
    return _QUOTED_FROM.sub(rb"\1", b"".join(pieces))

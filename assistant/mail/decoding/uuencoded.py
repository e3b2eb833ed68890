"""Uuencoding, in which files were sent before MIME and some gateways send them still.

`begin 644 notice.pdf`, lines that begin with their length, `end`: as a part's transfer encoding, or in the midst of a
text. A text may also speak of it, so only lines that can be decoded make a file.
"""

from __future__ import annotations

import binascii
import re

from msgspec import Struct

_FILE = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[ -`]{0,90}+[ \t]*+\r?\n)*+)end[ \t]*\r?$\n?", re.MULTILINE
)
MOST_FILES = 1_000
"""Of one text; those below them stay words. A letter has some."""


class EnclosedFile(Struct, frozen=True):
    name: bytes
    """As it stands there, in whatever charset."""
    content: bytes


def enclosed_files(text: bytes) -> tuple[bytes, tuple[EnclosedFile, ...]]:
    """`text` without the files that stand in it, and those files."""
    if b"begin " not in text or b"\nend" not in text:
        return text, ()
    files: list[EnclosedFile] = []

    def taken(found: re.Match[bytes]) -> bytes:
        if not _holds_bytes(found[2]):
            return found[0]
        files.append(EnclosedFile(found[1].strip(), uudecoded(found[0])))
        return b""

    return _FILE.sub(taken, text, MOST_FILES), tuple(files)


def _holds_bytes(lines: bytes) -> bool:
    """Whether the first line is as long as it says it is; blanks at its end may have been stripped."""
    first = lines.partition(b"\n")[0].rstrip()
    promised = (first[0] - 32) & 63 if first else 0
    return promised > 0 and 1 < len(first) <= 3 + (promised + 2) // 3 * 4


def uudecoded(raw: bytes) -> bytes:
    """What the lines of `raw` encode; `raw` itself where nothing begins in it, so that the label is wrong."""
    if not raw.startswith(b"begin ") and b"\nbegin " not in raw:
        return raw
    lines: list[bytes] = []
    for line in raw.splitlines():
        if line.startswith(b"begin ") or line.strip() in {b"end", b"`", b""}:
            continue
        try:
            lines.append(binascii.a2b_uu(line))
        except binascii.Error:  # a wrong length: decode what the length promises, as the standard library does
            size = (((line[0] - 32) & 63) * 4 + 5) // 3
            lines.append(_line(line[:size]))
    return b"".join(lines)


def _line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""

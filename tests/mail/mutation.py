"""Mails damaged on purpose, the same for the same number: what transport, gateways and attackers do to bytes.

The seeds beside it are small mails written for this project, one for each structure, encoding and kind.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).with_name("seeds")
MOST_CHANGES = 6
LARGEST = 64_000
"""Bytes of a mutant; duplication would otherwise grow it without end."""

PIECES = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xe2\x80\xae", b"\x1b$B", b"\x1b[2J", b"\r", b"\n\n",
    b"\r\n\r\n", b"--", b"--mix\n", b"--alt--\n", b"=?utf-8?B?", b"=?x?Q?=FF?=", b"?=", b'"', b"<", b">", b"(", b";",
    b"=", b"=\r\n", b"=3D", b"From x Mon Oct 12 14:30:00 2020\n", b">From ", b"begin 644 x\n", b"<!--", b"<table><td>",
    b"&#xD800;", b"<a href='", b"charset=utf-16;", b"filename*0*=utf-16''%d8", b"; boundary=\"\"",
    b"Content-Transfer-Encoding: base64\n", b"Content-Type: multipart/mixed; boundary=mix\n",
    b"Content-Type: message/rfc822\n\n", b"Subject: x\nBcc: victim@example.com\n", b"+AD4-", b"~{", b"\xa1\xa1",
)  # fmt: skip
CHARSETS = (
    b"utf-8", b"us-ascii", b"iso-8859-1", b"windows-1252", b"koi8-r", b"gb2312", b"big5", b"iso-2022-jp", b"utf-7",
    b"utf-16", b"utf-32", b"shift_jis", b"euc-kr", b"hz", b"cp037", b"punycode", b"unicode_escape", b"zip", b"",
    b"\xff",
)  # fmt: skip
_CHARSET = re.compile(rb"(charset\*?=\"?|=\?)([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_BOUNDARY = re.compile(rb"(boundary=\"?)([^\";\s]+)|^(--)([^\s-]\S*)", re.IGNORECASE | re.MULTILINE)
_VALUE = re.compile(rb"^([A-Za-z][A-Za-z-]*): ([^\n]*)", re.MULTILINE)


@cache
def seeds() -> tuple[bytes, ...]:
    """The mails that mutants are made of, always in the same order."""
    return tuple(path.read_bytes() for path in sorted(SEEDS.glob("*.eml")))


def mutant(number: int) -> bytes:
    """The mutant of that number."""
    chance = random.Random(number)  # noqa: S311 - no secret
    raw = seeds()[number % len(seeds())]
    for _ in range(chance.randint(1, MOST_CHANGES)):
        raw = chance.choice(CHANGES)(raw, chance)[:LARGEST]
    return raw


def _flip(raw: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        if damaged:
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _truncate(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] if chance.random() < 0.8 else raw[at:]


def _insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 3, 200)) + raw[at:]


def _delete(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at + chance.randrange(1, 60) :]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    """One line doubled, left out, exchanged with another, or repeated many times."""
    lines = raw.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines.insert(other, lines[one])
        case 1:
            del lines[one]
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one:one] = [lines[one]] * chance.choice((2, 50, 400))
    return b"\n".join(lines)


def _values(raw: bytes, chance: random.Random) -> bytes:
    """The values of two header fields exchanged."""
    fields = list(_VALUE.finditer(raw))
    if len(fields) < 2:
        return raw
    one, other = sorted(chance.sample(fields, 2), key=lambda field: field.start())
    between = raw[one.end() : other.start(2)]
    return raw[: one.start(2)] + other[2] + between + one[2] + raw[other.end() :]


def _boundaries(raw: bytes, chance: random.Random) -> bytes:
    """A boundary, where it is named or where it stands, altered, emptied or made another's."""
    found = list(_BOUNDARY.finditer(raw))
    if not found:
        return raw
    place, source = chance.choice(found), chance.choice(found)
    start, end = place.span(2) if place[2] else place.span(4)
    name = chance.choice((b"", b"x" * 80, source[2] or source[4], raw[start:end] + b" ", raw[start:end][:-1]))
    return raw[:start] + name + raw[end:]


def _charsets(raw: bytes, chance: random.Random) -> bytes:
    found = list(_CHARSET.finditer(raw))
    if not found:
        return raw
    place = chance.choice(found)
    return raw[: place.start(2)] + chance.choice(CHARSETS) + raw[place.end(2) :]


def _splice(raw: bytes, chance: random.Random) -> bytes:
    """The beginning of one mail and the end of another."""
    other = chance.choice(seeds())
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


def _nest(raw: bytes, chance: random.Random) -> bytes:
    """The mail as a part of many, or of many levels of many."""
    depth = chance.choice((1, 1, 2, 5, 150))
    levels = b"".join(
        b"Content-Type: multipart/%s; boundary=n%d\n\n--n%d\n" % (chance.choice((b"mixed", b"alternative")), n, n)
        for n in range(depth)
    )
    inner = b"Content-Type: message/rfc822\n\n" if chance.random() < 0.3 else b""
    return b"From: nested@pta.gov.pk\n" + levels + inner + raw + b"\n--n0--\nafter\n"


def _line_ends(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\r\r\n", b"\n\n")))


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _truncate, _insert, _insert, _delete, _lines, _lines, _values, _boundaries, _charsets, _charsets, _splice,
    _nest, _line_ends,
)  # fmt: skip

"""The tree of a mail's parts, in one pass over its bytes.

Not `email.parser`: it recurses a level of nesting at a time and looks at every line once a level, so that a mail of
some hundred kilobytes stops the program. Here a delimiter line is looked up among the open boundaries, so the time
depends on the length only, and nothing is dropped: what stands outside the parts is kept as `outside`.
"""

from __future__ import annotations

import quopri
import re
from itertools import groupby

from msgspec import Struct

from assistant.mail.decoding.headers import Headers, base64_bytes, parameters, read_headers, token
from assistant.mail.decoding.uuencoded import uudecoded

DEEPEST = 100
"""Levels of multiparts that are kept apart; parts further down stand side by side in the last one."""
MOST_PARTS = 10_000
"""Later ones stay, undivided, in the one before."""

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}\Z")
"""RFC 6838 §4.2."""
_START = re.compile(rb"(?:\xef\xbb\xbf)?[\s]*")


class Part(Struct, frozen=True):
    """A part with its own headers; a multipart has `parts`, anything else `content` in its transfer encoding."""

    headers: Headers
    content_type: str
    """Lower case, without parameters; what is no type is `text/plain` (RFC 2045 §5.2), a malformed one no text."""
    content: bytes = b""
    parts: tuple[Part, ...] = ()
    outside: bytes = b""
    """Of a multipart: what stands before the first part and after the last."""
    after: bytes = b""
    """Of that, what follows the last part: mailing lists append their words there."""
    made: bool = False
    """Made by this program of what a file says in another form; no attachment that somebody sent."""

    @property
    def disposition(self) -> str:
        return token(self.headers.first("content-disposition"))

    @property
    def filename(self) -> str:
        """The name the sender gave the part, decoded, `""` without one; not safe as a path."""
        for field, name in (("content-disposition", "filename"), ("content-type", "name")):
            value = parameters(self.headers.first(field)).get(name, "")
            if value:
                return value
        return ""

    def bytes(self) -> bytes:
        """The content with its transfer encoding undone (RFC 2045 §6), as well as possible."""
        encoding = token(self.headers.first("content-transfer-encoding"))
        if encoding == "base64":
            return base64_bytes(self.content)
        if encoding == "quoted-printable":
            return quopri.decodestring(self.content)
        if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
            return uudecoded(self.content)
        return self.content


def read_parts(raw: bytes) -> Part:
    """The mail `raw` as a tree; any bytes give one, and nothing is raised."""
    if b"\n" not in raw and b"\r" in raw:  # line ends of old Macintosh files
        raw = raw.replace(b"\r", b"\n")
    begin = _START.match(raw)
    return _Scan(raw).whole(begin.end() if begin else 0)


class _Open:
    """A part whose end has not been met."""

    __slots__ = ("before", "body", "boundary", "content_type", "divided", "headers", "outside", "parts", "rest")

    def __init__(self, headers: Headers, content_type: str, boundary: bytes, body: int) -> None:
        self.headers, self.content_type, self.boundary, self.body = headers, content_type, boundary, body
        self.parts: list[Part] = []
        self.outside: list[bytes] = []
        self.before = 0
        """How many pieces of `outside` stand before the first part."""
        self.divided = False
        """A first delimiter was met."""
        self.rest: int | None = body
        """Where text outside the parts begins; None while a part is open."""


class _Scan:
    """One pass over `raw`: the parts that are open, outermost first, and where each boundary is awaited."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.open: list[_Open] = []
        self.awaited: dict[bytes, list[int]] = {}
        self.count = 0

    def whole(self, start: int) -> Part:
        self._begin(start, "text/plain")
        root = self.open[0]
        if root.boundary:
            self._delimiters(root.body)
        self._close_down_to(1, len(self.raw))
        return self._closed(self.open.pop(), len(self.raw))[0]

    def _begin(self, start: int, default_type: str) -> None:
        headers, body = read_headers(self.raw, start, len(self.raw))
        field = headers.first("content-type")
        content_type = token(field) or default_type
        boundary = b""
        if content_type.startswith("multipart/"):
            boundary = parameters(field).get("boundary", "").rstrip().encode("utf-8", "replace")
        elif not _TYPE.match(content_type):
            content_type = "application/octet-stream" if "/" in content_type else "text/plain"
        if boundary:
            self.awaited.setdefault(boundary, []).append(len(self.open))
        self.open.append(_Open(headers, content_type, boundary, body))
        self.count += 1

    def _delimiters(self, position: int) -> None:
        """Look at every line after `position` that begins like a delimiter."""
        raw, size = self.raw, len(self.raw)
        start = position if raw.startswith(b"--", position) else raw.find(b"\n--", position) + 1
        while start > 0 and self.count < MOST_PARTS:
            end = raw.find(b"\n", start)
            end = size if end < 0 else end
            name = raw[start + 2 : end].rstrip()
            if name in self.awaited or name.endswith(b"--"):
                self._delimiter(name, start, end)
            start = raw.find(b"\n--", end) + 1

    def _delimiter(self, name: bytes, start: int, line_end: int) -> None:
        last = name not in self.awaited
        name = name[:-2] if last else name
        if name not in self.awaited:
            return
        level = self.awaited[name][-1]
        end = self._line_start(start)
        self._close_down_to(level + 1, end)
        multipart = self.open[level]
        self._keep_outside(multipart, end)
        if last:
            self._await_no_more(multipart)
            multipart.rest = line_end + 1
        else:
            if not multipart.divided:
                multipart.before = len(multipart.outside)
            multipart.divided, multipart.rest = True, None
            digest = multipart.content_type == "multipart/digest"  # RFC 2046 §5.1.5
            self._begin(line_end + 1, "message/rfc822" if digest else "text/plain")

    def _line_start(self, position: int) -> int:
        """Where what stands before the delimiter ends: its line end belongs to the delimiter (RFC 2046 §5.1.1)."""
        if self.raw[position - 2 : position] == b"\r\n":
            return position - 2
        return position - 1 if position else 0

    def _keep_outside(self, multipart: _Open, end: int) -> None:
        if multipart.rest is not None and multipart.rest < end:
            holder = multipart if len(self.open) <= DEEPEST else self.open[DEEPEST - 1]
            holder.outside.append(self.raw[multipart.rest : end])

    def _await_no_more(self, multipart: _Open) -> None:
        levels = self.awaited[multipart.boundary]
        levels.pop()
        if not levels:
            del self.awaited[multipart.boundary]
        multipart.boundary = b""

    def _close_down_to(self, level: int, end: int) -> None:
        """Close the parts from the innermost to `level`, and put each into the multipart that holds it."""
        while len(self.open) > level:
            closed = self._closed(self.open.pop(), end)
            self.open[min(len(self.open), DEEPEST) - 1].parts.extend(closed)

    def _closed(self, opened: _Open, end: int) -> tuple[Part, ...]:
        """The part, complete; none for a multipart too deep to be kept apart, whose parts stand further up."""
        if opened.boundary:
            self._await_no_more(opened)
        if not opened.divided:
            undivided = "text/plain" if opened.content_type.startswith("multipart/") else opened.content_type
            return (Part(opened.headers, undivided, self.raw[opened.body : max(end, opened.body)]),)
        if len(self.open) >= DEEPEST:
            return ()
        if opened.rest is not None:
            opened.outside.append(self.raw[opened.rest : max(end, opened.rest)])
        outside, after = b"\n".join(opened.outside), b"\n".join(opened.outside[opened.before :])
        return (Part(opened.headers, opened.content_type, b"", tuple(opened.parts), outside, after),)


_BASE64_LINE = re.compile(rb"[ \t]*+[A-Za-z0-9+/]*+={0,2}[ \t\r]*+\Z")
_WORDS = re.compile(rb"[^\s][ \t]+[^\s]")
LONGEST_WORD = 40
"""Letters in a row among words in the clear, at most, that are not taken for base64."""


def text_bytes(part: Part) -> bytes:
    """`part.bytes()` for text: words in the clear beside base64, as mailing lists append them, stay what they are."""
    encoded = token(part.headers.first("content-transfer-encoding")) == "base64"
    blanks = encoded and (b" " in part.content or b"\t" in part.content)
    if not blanks or not _WORDS.search(part.content):
        return part.bytes()
    pieces: list[bytes] = []
    for alike, lines in groupby(part.content.split(b"\n"), lambda line: bool(_BASE64_LINE.match(line))):
        block = b"\n".join(lines)
        size = len(b"".join(block.split()))
        if alike and (size > LONGEST_WORD or block.rstrip().endswith(b"=") or (size % 4 == 0 and not pieces)):
            pieces.append(base64_bytes(block))
        else:
            pieces.append(b"\n" + block + b"\n" if pieces else block)
    return b"".join(pieces)

"""The header block of a mail or of one of its parts: fields as they came, and the readings that mail needs of them.

Stands on its own because the standard library's header classes raise on, or lose, what real mail holds. Everything
here takes time proportional to the header's length, whatever it holds.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from assistant.mail.decoding.charsets import decoded, one_line, raw_line

_FIELD = re.compile(rb"([A-Za-z0-9][!-9;-~]*)[ \t]*:([^\n]*(?:\n[ \t]+[^\n]*)*)\n?")
_BLOCK = re.compile(rb"(?:[A-Za-z0-9][!-9;-~]*+[ \t]*+:[^\n]*+(?:\n[ \t]++[^\n]*+)*\n?+)*")
_FIELDS = re.compile(_FIELD.pattern.decode("ascii"))
"""A block is decoded and cut at once: field by field costs three times as much."""
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_CHARSET_LOOKED_AT = 8192
"""Bytes after a header in which its mail names a charset."""
_ENVELOPE = re.compile(rb">*From [^\n]*\n")
"""The line that mbox files put in front; some programs leave it in."""
_BLANK_LINE = re.compile(rb"[ \t\r]*\n")

MAIL_FIELDS = frozenset(
    b"from to cc bcc subject date message-id received return-path sender reply-to delivered-to envelope-to mime-version"
    b" in-reply-to references content-type".split()
)
"""One of them, at least, stands on top of everything that is a mail."""


_NEEDED = frozenset({"from", "date"})
MOST_BROKEN_LINES = 50
"""Lines within a header that are no field and do not end it."""


class Headers(Struct, frozen=True):
    """Fields by lower-case name, each with its values in order; values unfolded, not decoded."""

    fields: dict[str, tuple[str, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())

    def first(self, name: str) -> str:
        """The first value of that name, `""` without one."""
        values = self.fields.get(name)
        return values[0] if values else ""

    def __contains__(self, name: str) -> bool:
        return name in self.fields


def read_headers(raw: bytes, start: int, end: int) -> tuple[Headers, int]:
    """The fields that begin at `start`, and where the body begins.

    A line that is no field ends them and is part of the body, so that a missing blank line loses no text.
    """
    begin = _past_envelope(raw, start, end)
    position = _block_end(raw, begin, end)
    collected: dict[str, list[str]] = {}
    _collect(raw, begin, position, end, collected)
    blank = _BLANK_LINE.match(raw, position, end)
    if blank is None and position < end and collected and not collected.keys() >= _NEEDED:
        position = _collect_further(raw, position, end, collected)
        blank = _BLANK_LINE.match(raw, position, end)
    body = blank.end() if blank else position
    return Headers({name: tuple(values) for name, values in collected.items()}), body


def _block_end(raw: bytes, begin: int, end: int) -> int:
    block = _BLOCK.match(raw, begin, end)
    return block.end() if block else begin


def _collect(raw: bytes, begin: int, position: int, end: int, collected: dict[str, list[str]]) -> None:
    for name, value in _FIELDS.findall(_block_text(raw, begin, position, end)):
        collected.setdefault(name.lower(), []).append(unfolded(value))


def _collect_further(raw: bytes, position: int, end: int, collected: dict[str, list[str]]) -> int:
    """Fields below lines that are none, if they bring what a mail needs and has not had; where they end.

    Some programs fold a field without the blank that marks it. Those lines go to the field above, so nothing is lost.
    """
    more: dict[str, list[str]] = {}
    last = collected[next(reversed(collected))]
    broken: list[tuple[list[str], str]] = []
    after = further = position
    while len(broken) < MOST_BROKEN_LINES and after < end and not _BLANK_LINE.match(raw, after, end):
        line_end = raw.find(b"\n", after, end) + 1 or end
        broken.append((last, unfolded(_block_text(raw, after, line_end, end))))
        after = _block_end(raw, line_end, end)
        if after > line_end:
            _collect(raw, line_end, after, end, more)
            last, further = next((more[name] for name in reversed(more)), last), after
    if after > further or not _NEEDED & (more.keys() - collected.keys()):
        return position
    for values, line in broken:
        values[-1] += f" {line}"
    for name, values in more.items():
        collected.setdefault(name, []).extend(values)
    return further


def _block_text(raw: bytes, begin: int, position: int, end: int) -> str:
    """The header block as text. Bytes that are no UTF-8 are in the charset the mail names, if they can be."""
    block = raw[begin:position]
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(raw, begin, min(position + _CHARSET_LOOKED_AT, end))
        charset = named[1].decode("ascii") if named else ""
        return "\n".join(raw_line(line, charset) for line in block.split(b"\n"))


def _past_envelope(raw: bytes, start: int, end: int) -> int:
    while envelope := _ENVELOPE.match(raw, start, end):
        start = envelope.end()
    return start


def field_names(raw: bytes) -> Iterator[bytes]:
    """The lower-case names of the fields on top of `raw`; none if it does not begin like a mail."""
    position = _past_envelope(raw, 0, len(raw))
    while field := _FIELD.match(raw, position):
        yield field[1].lower()
        position = field.end()


def unfolded(value: str) -> str:
    """One line without the line ends that folding put in (RFC 5322 §2.2.3)."""
    return value.replace("\r\n", "").replace("\n", "").strip(" \t\r") if "\n" in value else value.strip(" \t\r")


_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([bq])\?([^?]*|(?:[^?]|\?(?!=)){0,1000})\?=", re.IGNORECASE)
"""RFC 2047 §2, with blanks tolerated in the text; RFC 2231 §5 adds a language to the charset."""


def decoded_words(value: str) -> str:
    """`value` with its RFC 2047 encoded words decoded; words that follow one another are joined as bytes first.

    Senders cut multi-byte characters between two words, which §5 forbids.
    """
    if "=?" not in value:
        return one_line(value)
    pieces: list[str] = []
    pending, charset, position = b"", "", 0
    for word in _WORD.finditer(value):
        between = value[position : word.start()]
        if between.strip() or (pending and word[1].lower() != charset):
            pieces.append(decoded(pending, charset))
            pieces.append(between if between.strip() or not pending else "")
            pending = b""
        elif not pending:
            pieces.append(between)
        pending += _word_bytes(word[2], word[3])
        charset, position = word[1].lower(), word.end()
    return one_line("".join([*pieces, decoded(pending, charset), value[position:]]))


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogatepass")
    return base64_bytes(raw) if encoding in "bB" else binascii.a2b_qp(raw, header=True)


def base64_bytes(raw: bytes) -> bytes:
    """`raw` decoded from base64: foreign characters ignored, missing padding supplied, pieces in a row joined."""
    try:
        if b"=" not in raw.rstrip()[:-2]:
            return binascii.a2b_base64(raw)
    except binascii.Error:
        pass
    return b"".join(_base64_piece(piece) for piece in re.split(rb"=+", raw))


def _base64_piece(piece: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", piece)
    if len(letters) % 4 == 1:  # one letter alone carries no byte
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_CONTINUED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?\Z")
_COMMENT = re.compile(r"\([^()]*\)")
LONGEST_REMEMBERED = 500
"""Characters of a field whose reading is kept for the next one like it."""
LONGEST_PARAMETERS = 64_000
"""Characters of one field that are looked at for parameters; real ones have some hundred."""


def token(value: str) -> str:
    """The first word of a structured field, in lower case: `Text/Plain; charset=x` → `text/plain`."""
    first = value.partition(";")[0][:LONGEST_PARAMETERS]
    return (_COMMENT.sub("", first) if "(" in first else first).strip().strip('"').lower()


def parameters(value: str) -> Mapping[str, str]:
    """The `name=value` parameters of a structured field, decoded (RFC 2045 §5.1, RFC 2231, RFC 2047)."""
    if ";" not in value:
        return {}
    return _short_parameters(value) if len(value) <= LONGEST_REMEMBERED else _parameters(value)


def _parameters(value: str) -> Mapping[str, str]:
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for found in _PARAMETER.finditer(value[:LONGEST_PARAMETERS]):
        name, text = found[1].lower(), _unquoted(found[2])
        continued = _CONTINUED.match(name)
        if "*" not in name or not continued:
            plain.setdefault(name, decoded_words(text))
        else:
            numbered = pieces.setdefault(continued[1], {})
            numbered.setdefault(int(continued[2] or 0), (text, bool(continued[3])))
    return plain | {name: _joined(numbered) for name, numbered in pieces.items()}


_short_parameters = lru_cache(maxsize=512)(_parameters)
"""One field is asked for several of its parameters, and most parts of most mails say the same."""


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\([^A-Za-z0-9])", r"\1", text[1:-1]) if "\\" in text else text[1:-1]  # else it is a path's
    return text.strip('"')


def _joined(numbered: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231 §3 and §4: pieces in the order of their numbers, percent-encoded ones in the charset of the first.

    Without one, an encoded word may have been cut into them, against RFC 2047 §5.
    """
    charset, raw = "", b""
    for place, (_, (text, encoded)) in enumerate(sorted(numbered.items())):
        if encoded and place == 0 and text.count("'") >= 2:
            charset, _language, text = text.split("'", 2)
        raw += unquote_to_bytes(text) if encoded else text.encode("utf-8", "surrogatepass")
    text = decoded(raw, charset)
    return one_line(text) if charset else decoded_words(text)


_ID = re.compile(r"<([^<>]*)>|\([^()]*\)")
MOST_IDS = 1_000
"""Ids of one field that are kept, the first and the newest; a person's thread has some dozen."""
LONGEST_IDS = 200_000
"""Characters of one field that are looked at for ids, half of them from its end."""


def message_ids(value: str) -> tuple[str, ...]:
    """The message ids in `value`, without angle brackets (RFC 5322 §3.6.4), in order, each once.

    Without any bracket, words count as ids if all of them look like one: old programs write prose into In-Reply-To.
    """
    value = one_line(value if len(value) <= LONGEST_IDS else _ends(value))
    found = ["".join(match[1].split()) for match in _ID.finditer(value) if match[1]]
    if not found:
        words = _COMMENT.sub(" ", value).replace(",", " ").replace("<", " ").replace(">", " ").split()
        found = words if all("@" in word for word in words) else []
    ids = tuple(dict.fromkeys(filter(None, found)))
    return ids if len(ids) <= MOST_IDS else (ids[0], *ids[1 - MOST_IDS :])


def _ends(value: str) -> str:
    """The whole ids at both ends of a long field."""
    head, tail = value[: LONGEST_IDS // 2], value[-LONGEST_IDS // 2 :]
    return head[: head.rfind(">") + 1] + "".join(tail.partition("<")[1:])


def own_id(value: str) -> str | None:
    """The Message-ID in `value`; here a single word is one even without brackets and `@`."""
    ids = message_ids(value)
    if ids:
        return ids[0]
    words = _COMMENT.sub(" ", one_line(value[:LONGEST_IDS])).strip("<> ").split()
    return words[0] if len(words) == 1 else None

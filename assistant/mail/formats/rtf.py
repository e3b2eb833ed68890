"""Rich text as Outlook keeps it: compressed (MS-OXRTFCP) → RTF → text, or the HTML that the RTF carries (MS-OXRTFEX).

As much of RTF as a message's words need: groups, characters in any charset, paragraphs and cells. Formatting, pictures
and fields' instructions are passed over. One pass over the text with a stack of its own, so that neither depth nor
size is a danger.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from copy import copy

from msgspec import Struct

from assistant.mail.decoding.charsets import decoded
from assistant.mail.decoding.problems import MailProblem
from assistant.mail.formats.mapi import charset_of

_COMPRESSED, _STORED = b"LZFu", b"MELA"
_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What every text may refer to (MS-OXRTFCP §2.1.2.1)."""
_WINDOW = 4096
MOST_BYTES = 64 * 1024**2
"""Of decompressed RTF; the rest of a longer one is left out."""

_PIECE = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n\0]+)|[\r\n\0]+|\\", re.DOTALL
)
"""Control word, character by its byte, control symbol, group, text, and what means nothing."""
_BYTE, _SYMBOL, _BRACE, _PLAIN = 3, 4, 5, 6
MOST_PIECES = 500_000
"""Of a document; a long report has some ten thousand."""
_SILENT = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "fldinst", "header", "footer", "headerl"}
    | {
        "headerr",
        "headerf",
        "footerl",
        "footerr",
        "footerf",
        "xe",
        "tc",
        "listtable",
        "listoverridetable",
        "nonshppict",
    }
    | {"themedata", "colorschememapping", "latentstyles", "datastore", "generator", "mhtmltag", "filetbl", "rsidtbl"}
)
"""Groups whose text is not for readers."""
_WORDS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": " | ", "nestcell": " | ",
    "nestrow": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "‑", "\n": "\n", "\r": "\n", "\t": "\t"}
_FONT_CHARSETS = {
    0: 1252, 2: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
    177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437,
}  # fmt: skip
"""Code pages by the number of a font's charset; another number, as 1, means the document's own."""
_LIKE_ASCII = frozenset({437, 874, 932, 936, 949, 950, *range(1250, 1259), 1361, 10000, 65001})
"""Code pages in which ASCII stands for itself."""


def rtf_body(compressed: bytes) -> tuple[str, bool]:
    """The text in the property that holds a body as compressed RTF, and whether it is HTML; `""` if there is none."""
    rtf = decompressed(compressed)
    return read_rtf(rtf) if rtf.lstrip().startswith(b"{\\rtf") else ("", False)


def decompressed(raw: bytes) -> bytes:
    """Compressed RTF as RTF, as far as it is sound (MS-OXRTFCP §3.1); `b""` if it is none."""
    if len(raw) < 16:
        return b""
    size, kind = struct.unpack_from("<I4s", raw, 4)
    if kind == _STORED:
        return raw[16 : 16 + min(size, MOST_BYTES)]
    return _unpacked(raw, min(size, MOST_BYTES)) if kind == _COMPRESSED else b""


def _unpacked(raw: bytes, size: int) -> bytes:
    out = bytearray(_DICTIONARY)
    end, place = size + len(_DICTIONARY), 16
    while place < len(raw) and len(out) < end:
        flags, place = raw[place], place + 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += raw[place : place + 1]
                place += 1
                continue
            if place + 2 > len(raw):
                break
            offset, length = raw[place] << 4 | raw[place + 1] >> 4, (raw[place + 1] & 15) + 2
            place += 2
            distance = (len(out) - offset) % _WINDOW
            if not distance or distance > len(out):  # the first is the mark of the end, the second cannot be
                return bytes(out[len(_DICTIONARY) : end])
            start = len(out) - distance
            piece = out[start : start + length]
            out += (piece * (length // len(piece) + 1))[:length]
    return bytes(out[len(_DICTIONARY) : end])


def read_rtf(rtf: bytes) -> tuple[str, bool]:
    """The text of an RTF document, or the HTML that it was made of, with whether it is HTML."""
    reading = _Reading(is_html=b"\\fromhtml" in rtf[:1000])
    reading.read(rtf.decode("latin-1"))
    return reading.whole(), reading.is_html


class _Group(Struct, gc=False):
    """What holds from a `{` to its `}`; a group within begins as a copy."""

    is_silent: bool = False
    """Its text is not for readers."""
    is_fonts: bool = False
    suppressed: bool = False
    """Between `\\htmlrtf` and `\\htmlrtf0`: RTF for programs that know no HTML (MS-OXRTFEX §2.1.3.2)."""
    code_page: int = 0
    """Of the font in use; 0: the document's."""
    spare: int = 1
    """Characters behind a `\\u` that stand for it where Unicode is unknown."""


class _Reading:
    """One pass over a document. `run` holds bytes of one charset that are not yet decoded, since some need two."""

    def __init__(self, *, is_html: bool) -> None:
        self.is_html = is_html
        self.pieces: list[str] = []
        self.run = bytearray()
        self.group = _Group()
        self.outer: list[_Group] = []
        self.skip = 0
        self.starred = False
        """A `\\*` came right before: a destination that may be passed over by who does not know it."""
        self.document_page = 1252
        self.fonts: dict[int, int] = {}
        self.font = 0

    def whole(self) -> str:
        self._flush()
        text = "".join(self.pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text if self.is_html else re.sub(r" \| ?(?=\n|\Z)", "", text).strip("\n")

    def read(self, text: str) -> None:
        place = 0
        for _ in range(MOST_PIECES):
            piece = _PIECE.match(text, place)
            if not piece:
                return
            place = piece.end()
            kind = piece.lastindex
            if kind == _BRACE:
                self._brace(piece[0])
            elif kind == _PLAIN:
                self._bytes(piece[0].encode("latin-1"))
            elif kind == _BYTE:
                self._bytes(bytes([int(piece[_BYTE], 16)]))
            elif kind == _SYMBOL:
                self._symbol(piece[_SYMBOL])
            elif kind:
                place += self._word(piece[1], int(piece[2]) if piece[2] else None)
        raise MailProblem("its text is rich text of more pieces than any person writes")

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.starred = True
        elif symbol in "{}\\":  # may be the second half of a character
            self._bytes(symbol.encode())
        else:
            self._show(_SYMBOLS.get(symbol, ""))

    def _brace(self, brace: str) -> None:
        self.skip, self.starred = 0, False
        if brace == "{":
            self.outer.append(self.group)
            self.group = copy(self.group)
        elif self.outer:
            outer = self.outer.pop()
            if outer.code_page != self.group.code_page:
                self._flush()
            self.group = outer

    def _word(self, word: str, number: int | None) -> int:
        """Obey a control word; how many characters behind it belong to it."""
        starred, self.starred = self.starred, False
        action = _ACTIONS.get(word)
        if word == "bin":
            return max(number or 0, 0)
        if action:
            action(self, number)
        elif word in _SILENT or starred:
            self._flush()
            self.group.is_silent, self.group.is_fonts = True, word == "fonttbl"
        elif word in _WORDS:
            self._show(_WORDS[word])
        return 0

    def _is_shown(self) -> bool:
        return not (self.group.is_silent or self.group.suppressed)

    def _bytes(self, raw: bytes) -> None:
        skipped = min(self.skip, len(raw))
        self.skip -= skipped
        self.starred = False
        if self._is_shown():
            self.run += raw[skipped:]

    def _show(self, text: str) -> None:
        if self.skip:
            self.skip -= 1
        elif self._is_shown():
            self._flush()
            self.pieces.append(text)

    def _flush(self) -> None:
        if not self.run:
            return
        page = self.group.code_page or self.document_page
        if self.run.isascii() and page in _LIKE_ASCII:  # nearly always
            self.pieces.append(self.run.decode("ascii"))
        else:
            self.pieces.append(decoded(bytes(self.run), charset_of(page)))
        self.run.clear()

    def unicode(self, number: int | None) -> None:
        self.skip = 0
        self._show(chr((number or 0) & 0xFFFF))
        self.skip = self.group.spare

    def spare(self, number: int | None) -> None:
        self.group.spare = min(max(number or 0, 0), 16)

    def ansi_page(self, number: int | None) -> None:
        self._flush()
        self.document_page = number or 1252

    def set_font(self, number: int | None) -> None:
        if self.group.is_fonts:
            self.font = number or 0
        elif self.fonts.get(number or 0, 0) != self.group.code_page:
            self._flush()
            self.group.code_page = self.fonts.get(number or 0, 0)

    def font_charset(self, number: int | None) -> None:
        if self.group.is_fonts:
            self.fonts[self.font] = _FONT_CHARSETS.get(number or 0, 0)

    def default_font(self, _number: int | None) -> None:
        self._flush()
        self.group.code_page = 0

    def html_tag(self, _number: int | None) -> None:
        """`{\\*\\htmltag …}` holds HTML as it was (MS-OXRTFEX §2.1.3.1)."""
        self.group.is_silent = not self.is_html

    def html_rtf(self, number: int | None) -> None:
        if self.is_html:
            self._flush()
            self.group.suppressed = number != 0


_ACTIONS: dict[str, Callable[[_Reading, int | None], None]] = {
    "u": _Reading.unicode,
    "uc": _Reading.spare,
    "ansicpg": _Reading.ansi_page,
    "f": _Reading.set_font,
    "fcharset": _Reading.font_charset,
    "plain": _Reading.default_font,
    "htmltag": _Reading.html_tag,
    "htmlrtf": _Reading.html_rtf,
}
"""Control words that change how the rest is read."""

"""Bytes in a charset that a stranger named → text that is safe to keep: valid Unicode without control characters.

Charset names come from hostile mail, so only real text encodings that work in linear time are looked up; an unknown
or wrong one is read as well as possible instead of being refused.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}\Z")
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "oem", "mbcs"})
"""Not charsets of mail: Punycode takes quadratic time, the escapes turn plain text into something else."""
_READ_AS = {
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""Where senders name the small set and use the larger one (WHATWG Encoding Standard §4.2)."""
_OTHER_NAMES = {
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "windows-874": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac-roman",
    "utf8mb4": "utf-8",
}
"""Names of charsets that mail uses and Python does not know."""

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ASCII_CONTROLS = bytes({*range(32), 127} - {0x09, 0x0A})
REPLACEMENT = "\ufffd"


def decoded(raw: bytes, charset: str = "") -> str:
    """`raw` as text: in `charset`, else UTF-8 with stray bytes read as Windows-1252. Raises nothing."""
    codec = codec_named(charset)
    if codec in {"", "ascii", "utf-8"}:
        return raw.decode("utf-8", "mail-cp1252")
    if codec.startswith(("utf-16", "utf-32")) and not raw.count(0):
        return raw.decode("utf-8", "mail-cp1252")  # a wide charset without one zero byte is a wrong label
    return raw.decode(codec, "mail-cp1252" if codec == "cp1252" else "replace")


@lru_cache(maxsize=256)
def codec_named(charset: str) -> str:
    """Python's name of the charset that a mail names, `""` if there is none that may be used."""
    name = charset.strip().strip("\"'").lower()
    name = _OTHER_NAMES.get(name, name)
    if not _NAME.match(name):
        return ""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # raises LookupError for what is no text encoding (zip, hex, …)
    except (LookupError, ValueError):
        return ""
    return "" if found.name.replace("-", "_") in _REFUSED else _READ_AS.get(found.name, found.name)


def one_line(text: str) -> str:
    """`text` of a header: line ends and tabs as blanks, control characters replaced, lone surrogates removed."""
    if text.isascii() and text.isprintable():  # nearly always; the rest costs ten times as much
        return text.strip()
    return _harmless(_BLANK.sub(" ", text)).strip()


def many_lines(text: str) -> str:
    """`text` of a body: `\\n` between lines, tabs kept, control characters replaced, lone surrogates removed."""
    text = text.replace("\r\n", "\n")
    if text.isascii():
        raw = text.encode("ascii")
        if len(raw.translate(None, _ASCII_CONTROLS)) == len(raw):  # as above
            return text
    return _harmless(_LINE_END.sub("\n", text))


def _harmless(text: str) -> str:
    if _SURROGATE.search(text):  # UTF-7 can give halves: whole pairs are joined, lone ones dropped
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _CONTROL.sub(REPLACEMENT, text)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What cannot be decoded, byte by byte as Windows-1252, which is what unlabelled mail mostly is."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    return raw.decode("cp1252", "replace"), error.end


codecs.register_error("mail-cp1252", _as_cp1252)

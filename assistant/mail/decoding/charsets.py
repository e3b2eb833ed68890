"""Bytes in a charset that a stranger named → text that is safe to keep: valid Unicode without control characters.

Charset names come from hostile mail, so only real text encodings that work in linear time are looked up; an unknown
or wrong one is read as well as possible instead of being refused.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from assistant.mail.decoding.guessing import guessed

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}\Z")
_NUMBERED = re.compile(
    r"(?:x-)?(?:(?:windows|win|cp|ibm)[-_]?(?P<page>\d{3,4})|iso[-_]?8859[-_]?(?P<iso>\d{1,2})(?:-[ie])?)\Z"
)
"""`win-1251`, `x-cp1252`, `iso88591`, `iso-8859-8-i`: spellings of which Python knows some."""
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "oem", "mbcs"})
"""Not charsets of mail: Punycode takes quadratic time, the escapes turn plain text into something else."""
_READ_AS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "cp950",
}
"""Where senders name the small set and use the larger one (WHATWG Encoding Standard §4.2)."""
_OTHERWISE = {
    "iso2022_jp": ("cp932", "euc_jp"),
    "cp950": ("big5hkscs",),
    "cp932": ("shift_jis_2004", "euc_jp"),
    "euc_jp": ("euc_jis_2004", "cp932"),
    "cp949": ("johab",),
    "iso2022_kr": ("cp949",),
}
"""What is tried, in turn, where the text does not fit the charset that it names."""
_WINDOWS = {"iso8859-2": "cp1250", "iso8859-7": "cp1253", "iso8859-13": "cp1257", "iso8859-15": "cp1252"}
"""Used instead where a text has characters that only the Windows set has; in the ISO set they would be controls."""
_OTHER_NAMES = {
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf-8mb4": "utf-8",
    "utf8mb4": "utf-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ce": "mac-latin2",
    "x-mac-greek": "mac-greek",
    "x-mac-turkish": "mac-turkish",
    "x-gbk": "gb18030",
    "cn-gb": "gb18030",
    "gb_2312-80": "gb18030",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-euc-kr": "cp949",
    "cn-big5": "cp950",
    "x-x-big5": "cp950",
    "koi8": "koi8-r",
    "koi": "koi8-r",
    "latin-9": "iso-8859-15",
    "ansi_x3.110-1983": "cp1252",
}
"""Names of charsets that mail uses and Python does not know."""
_SEVEN_BITS = ("utf-7", "iso2022", "hz")
_NOT_ASCII = (*_SEVEN_BITS, "utf-16", "utf-32", "cp037", "cp273", "cp500", "cp1026", "cp1140")
"""Charsets that write other letters with ASCII bytes."""
_WESTERN = frozenset({"cp1252", "iso8859-15", "mac-roman", "cp850", "cp437"})
_PAIRS_FOR_UTF8 = 4
"""Continuation bytes, at least, before a text in another charset than a western one is taken for UTF-8."""
_ISO_2022 = re.compile(b"\x1b(?:\\$[@BCAD(]|\\([JI])")

_JIS_PAIRS = re.compile(b"\x1b\\$[@B]([!-~]*)")

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
_CONTROL = re.compile("\x00+|[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_UTF8_CONTROL = re.compile(b"\xc2[\x80-\x9f]")
"""The controls beyond ASCII, in UTF-8."""
_BEYOND_ASCII = bytes(range(128, 256))
_ASCII_CONTROLS = bytes({*range(32), 127} - {0x09, 0x0A})
REPLACEMENT = "\ufffd"


def decoded(raw: bytes, charset: str = "") -> str:
    """`raw` as text: in `charset`, else UTF-8 with stray bytes read as Windows-1252. Raises nothing."""
    return read_text(raw, charset)[0]


def read_text(raw: bytes, charset: str = "") -> tuple[str, str]:
    """`raw` as text, and why it may not read as it was written (one sentence, `""`: it should). Raises nothing."""
    codec = codec_named(charset)
    plain = raw.isascii()
    if plain and not codec.startswith(
        (*_SEVEN_BITS, "utf-16", "utf-32", "cp037", "cp500", "cp1026", "cp1140", "cp273")
    ):
        return (raw.decode("ascii"), "") if b"\x1b" not in raw else _escaped(raw, charset)
    if codec.startswith(("utf-16", "utf-32")) and not raw.count(0) and raw[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        codec = ""  # a wide charset without one zero byte is a wrong label
    if codec in {"", "ascii", "utf-8"}:
        return _utf8(raw, charset, codec)
    return _other_than_named(raw, charset, codec) or _in_codec(raw, charset, codec)


def _escaped(raw: bytes, charset: str) -> tuple[str, str]:
    """ASCII bytes with escapes, which old Japanese, Korean and Chinese mail has without naming its charset."""
    if not _ISO_2022.search(raw):
        return raw.decode("ascii"), ""
    for codec in ("iso2022_jp_2", "iso2022_jp_ext"):
        try:
            return raw.decode(codec), ""
        except UnicodeDecodeError:
            continue
    parted = enumerate(_JIS_PAIRS.split(raw))
    text = "".join(_as_windows(part) if at % 2 else part.decode("iso2022_jp_ext", "replace") for at, part in parted)
    return text, _some_are_not(charset or "iso-2022-jp") if REPLACEMENT in text else ""


def _as_windows(pairs: bytes) -> str:
    """Pairs of JIS X 0208 with those that Windows adds: ① and ㈱ are in no standard set, and in all Japanese mail."""
    shifted = bytearray()
    for row, cell in zip(pairs[::2], pairs[1::2], strict=False):
        shifted.append((row + 1) // 2 + (0x70 if row < 0x5F else 0xB0))
        shifted.append(cell + (0x7E if row % 2 == 0 else 0x1F if cell < 0x60 else 0x20))
    return shifted.decode("cp932", "replace") + REPLACEMENT * (len(pairs) % 2)


def _utf8(raw: bytes, charset: str, codec: str) -> tuple[str, str]:
    shown = one_line(charset)[:40]
    unknown = f"it names the charset “{shown}”, which is not known" if shown and not codec else ""
    try:
        return raw.decode("utf-8"), f"{unknown}; it was read as UTF-8" if unknown else ""
    except UnicodeDecodeError:
        pass
    why = unknown or (f"it has bytes that are not {shown}" if shown else "it names no charset")
    if codec != "utf-8" and (guess := guessed(raw)):
        return raw.decode(guess, "replace"), f"{why}; it was read as {guess}, a guess"
    return _utf8_or_cp1252(raw), f"{why}; what is not UTF-8 was read as Windows-1252"


def _utf8_or_cp1252(raw: bytes) -> str:
    """Both where there is more of the first than of the second; else it was never UTF-8."""
    good = raw.decode("utf-8", "ignore").encode("utf-8")
    beyond_ascii = len(good) - len(good.translate(None, _BEYOND_ASCII))
    return (
        raw.decode("utf-8", "mail-cp1252") if beyond_ascii > len(raw) - len(good) else raw.decode("cp1252", "replace")
    )


def _other_than_named(raw: bytes, charset: str, codec: str) -> tuple[str, str] | None:
    """UTF-8 under another name: bytes of another charset hardly ever follow its rules by chance."""
    if codec.startswith("utf-"):
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    few = 1 if codec in _WESTERN or codec.startswith(_SEVEN_BITS) else _PAIRS_FOR_UTF8
    if len(raw) - len(text) < few:
        return None
    return text, f"it names the charset {one_line(charset)[:40]}, but was written, and read, as UTF-8"


def _in_codec(raw: bytes, charset: str, codec: str) -> tuple[str, str]:
    if codec == "iso2022_jp" and raw.isascii() and _ISO_2022.search(raw):
        return _escaped(raw, charset)
    for name in (codec, *_OTHERWISE.get(codec, ())):
        try:
            text = raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if codec in _WINDOWS and _C1.search(text):
            return raw.decode(_WINDOWS[codec], "replace"), ""
        return text, ""
    return raw.decode(codec, "replace"), _some_are_not(charset)


def _some_are_not(charset: str) -> str:
    return f"some of its bytes are not {one_line(charset)[:40]}, the charset that it names"


def raw_line(raw: bytes, charset: str) -> str:
    """A line of a header whose bytes are not encoded as they should be: in `charset` if it fits, else a guess."""
    codec = codec_named(charset)
    fits = codec and (codec.startswith("iso2022") or not codec.startswith(_NOT_ASCII))
    text = read_text(raw, charset)[0] if fits else REPLACEMENT
    return decoded(raw) if REPLACEMENT in text else text


@lru_cache(maxsize=256)
def codec_named(charset: str) -> str:
    """Python's name of the charset that a mail names, `""` if there is none that may be used."""
    name = charset.strip().strip("\"'").lower()
    name = _OTHER_NAMES.get(name, name)
    if not _NAME.match(name):
        return ""
    if numbered := _NUMBERED.match(name):
        name = f"cp{numbered['page']}" if numbered["page"] else f"iso8859-{numbered['iso']}"
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # raises LookupError for what is no text encoding (zip, hex, …)
    except (LookupError, ValueError):
        return ""
    return "" if found.name.replace("-", "_") in _REFUSED else _READ_AS.get(found.name, found.name)


def one_line(text: str) -> str:
    """`text` of a header: line ends and tabs as blanks, control characters replaced, lone surrogates removed."""
    if text.isprintable():  # nearly always; the rest costs ten times as much
        return text.strip()
    return _harmless(_BLANK.sub(" ", text)).strip()


def many_lines(text: str) -> str:
    """`text` of a body: `\\n` between lines, tabs kept, control characters replaced, lone surrogates removed."""
    text = text.replace("\r\n", "\n") if "\r" in text else text
    return text if _is_clean(text) else _harmless(_LINE_END.sub("\n", text))


def _is_clean(text: str) -> bool:
    """Whether there is nothing to replace; asked of the bytes, as a pattern over characters takes ten times longer."""
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    if len(raw.translate(None, _ASCII_CONTROLS)) != len(raw):
        return False
    if text.isascii():
        return True
    if b"\xe2\x80\xa8" in raw or b"\xe2\x80\xa9" in raw:
        return False
    return b"\xc2" not in raw or not _UTF8_CONTROL.search(raw)


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

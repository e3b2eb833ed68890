"""Text from outside, made harmless to look at: a terminal must never obey it, and an eye must not be misled by it.

Nothing is dropped: what cannot be shown is shown as a visible sign, so that hostile text is seen to be there.
Markup is not touched here; a screen shows such text as plain text, never as markup.
"""

from __future__ import annotations

import re
from functools import cache

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Unicode's directional marks, embeddings, overrides and isolates (UAX #9)."""


@cache
def _unsafe() -> re.Pattern[str]:
    """Compiled when the first text asks for it: most is printable throughout, and a check then never does."""
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
        + BIDI
        + "\U000e0000-\U000e007f]"
    )


def inert(text: str) -> str:
    """`text` with control characters, escapes, directional controls and lone surrogates as visible signs.

    Newlines and tabs stay; CR LF and a lone CR become a newline.
    """
    if text.isprintable():
        return text
    return _unsafe().sub(_sign, text.replace("\r\n", "\n").replace("\r", "\n"))


def inert_line(text: str) -> str:
    """The same on one line: any run of white space becomes one space."""
    if text.isprintable() and "  " not in text and text == text.strip(" "):
        return text  # itself and no copy: lists keep such lines by the ten thousand
    return " ".join(inert(text).split())


def writable(text: str) -> str:
    """`text` with each lone surrogate, which UTF-8 and thus the record cannot hold, as U+FFFD; pairs become one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures block: ␛ for ESC
    if code == 0x7F:
        return "␡"
    return f"‹U+{code:04X}›"

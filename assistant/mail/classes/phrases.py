"""How the words that tell one kind of mail from another are matched: lists of phrases, one a line, any case.

The phrases themselves are data, in modules of their own, so that a language is added without touching a rule. Each is a
regular expression; none repeats a repetition, and every gap in one has a greatest width, so that time grows with the
text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(
    phrases: Iterable[str], before: str = "", after: str = "", flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str]:
    """An expression for any of `phrases`, between `before` and `after`."""
    return re.compile(f"{before}(?:{'|'.join(phrases)}){after}", re.IGNORECASE | flags)


def hinted(text: str, hints: Iterable[str]) -> bool:
    """Whether one of `hints`, in lower case, stands in `text`: asked before an expression is tried at every letter."""
    lower = text.lower()
    return any(hint in lower for hint in hints)


def folded(text: str, longest: int) -> str:
    """The first `longest` characters of `text` in one line, with single blanks, as phrases are written."""
    return " ".join(text[:longest].split())

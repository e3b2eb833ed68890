"""The company's name in a letter, read as the word for its side: `Northwind shall reply` says `you shall reply`.

In the company's own letters it says `we`. What is a word for a side is data of each language, see `ask_words.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.mail.asks.said_dates import NOTHING

SHORTEST = 3
"""Letters of a name: a shorter one is a word of some language."""
NAMELESS = "the company"
"""What the settings call it until somebody does; a word of the table anyway."""
_FORM = (
    r"(?:(?:Pvt\.? |Private |Pty\.? )?(?:Ltd|Limited)|Inc|LL[CP]|[Pp]lc|PLC|Corp(?:oration)?|GmbH|AG|S\.?A|B\.?V|N\.?V)"
)
"""What stands behind the name of a company and may be left out."""
_LEGAL = re.compile(rf",?\s+{_FORM}\.?\s*\Z")


def called(text: str, folded: str, company: str, word: str) -> str:
    """`folded`, which is `text` made plain, with `word` and blanks in place of the company's name.

    Every other character stays where it was; before a question mark no blank may stand.
    """
    if not word:
        return folded
    last, parts = 0, []
    for found in _name(company).finditer(text):
        filled = word.rjust if text.startswith("?", found.end()) else word.ljust
        parts += [folded[last : found.start()], filled(len(found[0]))]
        last = found.end()
    return "".join([*parts, folded[last:]]) if parts else folded


@lru_cache(maxsize=8)
def _name(company: str) -> re.Pattern[str]:
    name = _LEGAL.sub("", company.strip())
    if len(name) < SHORTEST or name.casefold() == NAMELESS:
        return NOTHING
    words = r"\s{1,60}".join(map(re.escape, name.split()))
    longer = rf"(?:\s(?:[A-Z]\w{{1,20}}\s){{0,2}}{_FORM}(?!\w))?"
    return re.compile(rf"(?<![\w@./-])(?i:{words}){longer}(?![\w@/'’-]|\.\w)")

"""Words brought to a stem, so that `blocked` is found in `blocking` and `answers` in `answered`; English, roughly.

Good enough to find of what a clause speaks; never enough to call two words the same in a quotation.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.grounding.seen import lowered
from assistant.grounding.words import words

_WORD = re.compile(r"[^\W\d_]{2,40}(?:['’][^\W\d_]{1,3})?")
_ENDINGS = words().endings
SHORTEST = 3
"""Letters that a stem keeps at least."""


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry a meaning, in order."""
    return tuple(stem(word) for word in _WORD.findall(lowered(text)) if word not in words().empty)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`word`, in lower case, without its commonest endings."""
    word = re.sub(r"['’][^\W\d_]{1,3}$", "", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if len(word) > SHORTEST and word[-1] in "ei" else word

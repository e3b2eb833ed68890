"""Right-to-left text as it leaves the program: what runs the other way is set apart and keeps its own order.

Inside the program a text holds no directional marks: they would be hidden, and are made visible wherever they come from
outside (`record.inert`). A reference such as `12-2020/PTA` within Urdu would then be shown with its pieces swapped
(UAX #9, rules W2 to W7); between U+2068 and U+2069 it keeps their order. A text that runs from left to right is left as
it is.
"""

from __future__ import annotations

import re
import unicodedata

ISOLATE, POP = "\u2068", "\u2069"
"""First strong isolate and pop directional isolate."""
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks of scripts from right to left."""
_LETTER = rf"(?:(?![{_RTL}])[^\W_])"
_OTHER = rf"[^{_RTL}\n“”„«»\"]"
RUN = re.compile(rf"(?<=[“„«\"]){_OTHER}+(?=[”“»\"])|{_LETTER}(?:{_OTHER}*{_LETTER})?")
"""All between two quotation marks, else from the first to the last letter or digit of the other direction."""
OTHER_LETTER = re.compile(rf"[{_RTL}]")
BRACKETS = {")": "(", "]": "["}


def right_to_left(text: str) -> bool:
    """Whether most letters of `text` are written from right to left."""
    classes = [unicodedata.bidirectional(character) for character in text if character.isalpha()]
    return 2 * sum(known in {"R", "AL"} for known in classes) > len(classes)


def set_apart(text: str) -> str:
    """`text` for a file; changed only if it is written from right to left, and then only in lines that mix."""
    if not right_to_left(text):
        return text
    return "\n".join(_line(line) if OTHER_LETTER.search(line) else line for line in text.split("\n"))


def _line(line: str) -> str:
    pieces: list[str] = []
    done = 0
    while found := RUN.search(line, done):
        end = _balanced(line, found.start(), found.end())
        run = line[found.start() : end]
        pieces += [line[done : found.start()], run if run.isdecimal() else f"{ISOLATE}{run}{POP}"]
        done = end
    return "".join([*pieces, line[done:]])


def _balanced(line: str, start: int, end: int) -> int:
    """The end of the run, with its brackets in pairs: one that has no partner within it belongs to the text around."""
    waiting: list[tuple[str, int]] = []
    for at in range(start, end):
        if line[at] in BRACKETS.values():
            waiting.append((line[at], at))
        elif line[at] in BRACKETS and (not waiting or waiting.pop()[0] != BRACKETS[line[at]]):
            return _trimmed(line, at)
    while waiting and line[end : end + 1] in BRACKETS:
        waiting.pop()
        end += 1
    return _trimmed(line, waiting[0][1]) if waiting else end


def _trimmed(line: str, end: int) -> int:
    return len(line[:end].rstrip())

"""Which lines only look quoted, and which foreign marks quote.

A `>` at the beginning of a line is nearly always a mark of quotation (RFC 3676 §4.5); the exceptions stand alone.
"""

from __future__ import annotations

import re

_FOREIGN = re.compile(r"--\]|[|:#)\]}%]|[A-Za-z]{1,3}>")
"""Marks of other programs, `|` or the author's initials: believed only directly below an attribution."""


def foreign_mark(line: str) -> tuple[str, ...]:
    """The mark with which the first quoted line begins, if it is not `>`; a tuple to be added to others."""
    found = _FOREIGN.match(line)
    return (found[0],) if found else ()


def closes_address(above: str) -> bool:
    """Whether a `>` that follows below `above` closes its `<`: programs break long addresses."""
    opened = above.rfind("<")
    return opened > above.rfind(">") and " " not in above[opened:]


def only_looks_quoted(lines: list[str], place: int, *, first: bool) -> bool:
    """A line, alone, that is no quotation: mbox's `>From `, “> 10 days” broken off a sentence, `>>> prompt`, and
    `>> headline <<` where nothing was quoted before (`first`).
    """
    line, above = lines[place], lines[place - 1] if place else ""
    if line[1:2] not in {">", "F"} and not (line.lstrip("> ")[:1].isdigit() and above[-1:].isalpha()):
        return False
    if above[:1] == ">" or any(below[:1] == ">" for below in lines[place + 1 : place + 2]):
        return False
    if line.lstrip(">").startswith("From "):
        return True
    if line.startswith(">>"):
        return first or (line.startswith(">>>") and line[-1] not in ":：")
    return line[1:2] != "F"

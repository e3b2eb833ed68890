"""Hundreds of patterns, of which a question needs few: one is compiled only where its words stand in the text.

To compile a pattern takes a hundred times as long as to see that it cannot match.
"""

from __future__ import annotations

import re
from functools import cache

Need = frozenset[str]
"""Letters of which one at least has to stand in the text."""
_OPTIONAL = "?*{"
_LOOKING_AWAY = ("?!", "?<!")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def may_match(pattern: str, text: str) -> bool:
    """False only if `pattern` surely does not match: letters that it needs are not in `text`."""
    for need in needs(pattern):
        for letters in need:
            if letters in text:
                break
        else:
            return False
    return True


@cache
def needs(pattern: str) -> tuple[Need, ...]:
    """What every match has in it. Of what is optional or looked away from, nothing is needed."""
    return tuple(_branches(pattern, 0)[0])


def _branches(pattern: str, at: int) -> tuple[list[Need], int]:
    """The needs of the branches from `at` up to their closing bracket, and where that is."""
    branches: list[list[Need]] = [[]]
    run = ""
    while at < len(pattern) and pattern[at] != ")":
        char = pattern[at]
        if char.isalpha():
            run += char
            at += 1
            continue
        branches[-1] += _need(run[:-1] if char in _OPTIONAL else run)
        run = ""
        if char == "(":
            away = pattern.startswith(_LOOKING_AWAY, at + 1)
            inside, at = _branches(pattern, _content(pattern, at + 1))
            if not away and pattern[at + 1 : at + 2] not in tuple(_OPTIONAL):
                branches[-1] += inside
        elif char == "[":
            at = pattern.index("]", at + 2)
        elif char == "\\":
            at += 1
        elif char == "|":
            branches.append([])
        at += 1
    branches[-1] += _need(run)
    if len(branches) == 1:
        return branches[0], at
    if all(branches):
        return [frozenset().union(*(max(needed, key=_strictness) for needed in branches))], at
    return [], at


def _content(pattern: str, at: int) -> int:
    """Where the content of a bracket begins: behind `?:`, `?=`, `?P<name>`."""
    if pattern.startswith("?P<", at):
        return pattern.index(">", at) + 1
    if pattern.startswith("?<", at):
        return at + 3
    return at + 2 if pattern.startswith("?", at) else at


def _need(run: str) -> list[Need]:
    return [frozenset({run})] if len(run) > 1 else []


def _strictness(need: Need) -> tuple[int, int]:
    return -len(need), min(map(len, need))

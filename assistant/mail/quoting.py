"""Whose words are whose: soft line ends undone, and what the author newly wrote told from what was quoted.

Cuts only what is plainly quoted history at the end. When that is unsure the whole text stays: a line too many is
harmless, a lost sentence is not.
"""

from __future__ import annotations

import re

LONGEST_SIGNATURE = 12
"""Lines. RFC 3676 §4.3 gives the mark `-- `; longer than this, it was probably a dash."""
ROUNDS = 3
"""A signature may stand above the quoted text, below it, or both."""

_ORIGINAL = re.compile(r"-{2,}\s?original message\s?-{2,}\Z", re.IGNORECASE)
_ATTRIBUTION_START = re.compile(r"\s*On\s.{4,}", re.IGNORECASE)
_ATTRIBUTION_END = re.compile(r".{0,200}\bwrote:\s*\Z", re.IGNORECASE)
_ATTRIBUTION_LINES = 4
"""The line is folded by some programs."""


def newly_written(text: str) -> str:
    """What the author of `text` newly wrote, `""` if that is all of it (as `Message.reply_text` wants it)."""
    lines = text.split("\n")
    if "original message" in text.lower():
        lines = _before_original(lines)
    for _ in range(ROUNDS):
        lines = _without_signature(_without_quoted_end(lines))
    kept = "\n".join(lines).strip("\n").rstrip()
    return "" if not kept.strip() or kept == text.strip("\n").rstrip() else kept


def _before_original(lines: list[str]) -> list[str]:
    for place, line in enumerate(lines):
        if line.startswith("-") and _ORIGINAL.match(line.strip()) and any(map(str.strip, lines[:place])):
            return lines[:place]
    return lines


def _without_quoted_end(lines: list[str]) -> list[str]:
    """`lines` without the quoted ones at the end and the line that says whose they are; unchanged if there are none."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    if not any(line.startswith(">") for line in lines[end:]):
        return lines
    return lines[: _before_attribution(lines, end)] if end else lines


def _before_attribution(lines: list[str], end: int) -> int:
    if not _ATTRIBUTION_END.match(lines[end - 1][-200:]):
        return end
    for start in range(end - 1, max(end - 1 - _ATTRIBUTION_LINES, -1), -1):
        if not lines[start].strip():
            break
        if _ATTRIBUTION_START.match(lines[start]):
            return start
    return end


def _without_signature(lines: list[str]) -> list[str]:
    shortest = max(len(lines) - LONGEST_SIGNATURE - 1, 0)
    for place in range(len(lines) - 1, shortest - 1, -1):
        if lines[place] == "-- " and any(map(str.strip, lines[:place])):
            return lines[:place]
    return lines


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """`format=flowed` text with its soft line ends undone (RFC 3676 §4); quoted lines keep `>` marks in front."""
    done: list[str] = []
    open_depth = -1
    """Depth of the line that is to be continued; -1: none is."""
    for line in text.split("\n"):
        depth, words = _quote_depth(line)
        soft = words.endswith(" ") and words != "-- "
        if depth == open_depth and words != "-- ":
            done.append(words)
        else:
            done.append(("\n" if done else "") + (">" * depth + " " if depth else "") + words)
        if soft and delete_space:
            done[-1] = done[-1][:-1]
        open_depth = depth if soft else -1
    return "".join(done)


def _quote_depth(line: str) -> tuple[int, str]:
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")
